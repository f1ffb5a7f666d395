//! Tokens of one section.

use super::parts::{Parts, parts};
use super::sentences::Sentences;
use super::{Segmentation, Token, TokenKind, scan};
use crate::normalize::{self, Normalized};
use crate::structure::Section;
use crate::text::{Cursor, SourceSpan, letters};
use rustc_hash::FxHashMap;

/// Cuts an article into tokens and sentences, section by section.
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    normalized: Cursor<'a>,
    /// The parts of each way of writing a word; the flag: see [`parts`].
    known: FxHashMap<(&'a str, bool), Parts>,
    out: Segmentation,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str, normalized: &'a Normalized) -> Self {
        Self {
            text,
            normalized: normalized.alignment.cursor(),
            known: FxHashMap::default(),
            out: Segmentation::default(),
        }
    }

    /// Appends the section's tokens and sentences.
    pub(super) fn section(&mut self, section: Section, number: u32) {
        let first = self.out.tokens.len();
        let text = self.text.get(..section.span.end().to_usize()).unwrap_or(self.text);
        let mut at = section.span.start().to_usize();
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if c.is_whitespace() || letters::is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            // An HTML entity left in a paste counts as what it stands for.
            let entity = if c == '&' { normalize::entity_at(text, at) } else { None };
            let (end, kind) = match entity {
                Some((c, end)) if c.is_whitespace() || letters::is_invisible(c) => {
                    at = end;
                    continue;
                }
                Some((c, end)) => (end, scan::sign(c)),
                None => scan::token(text, at),
            };
            let next = text.get(end..).and_then(|rest| rest.chars().next());
            let glued = kind == TokenKind::Word
                && next.is_some_and(|n| scan::is_digit(n) || scan::is_quote(n) || n == '(' || n.is_alphabetic());
            self.token(SourceSpan::from_usize(at, end), kind, glued, number);
            at = end;
        }
        Sentences { text, section, number }.cut(first, &mut self.out);
    }

    fn token(&mut self, source: SourceSpan, kind: TokenKind, glued: bool, section: u32) {
        let written = source.of(self.text);
        let arena = &mut self.out.arena;
        let found = self.known.entry((written, glued)).or_insert_with(|| parts(written, kind, glued, arena));
        let start = source.start().get();
        let span = |range: (u32, u32)| SourceSpan::new(start + range.0, start + range.1);
        let end = source.len();
        self.out.tokens.push(Token {
            kind,
            source,
            normalized: self.normalized.to_normalized(source),
            word: span((found.word, end)),
            stem: span(found.stem),
            proclitics: found.proclitics.iter().copied().map(span).collect(),
            enclitic: (found.enclitic < end).then(|| span((found.enclitic, end))),
            sentence: 0,
            section,
            fold: found.fold,
            word_fold: found.word_fold,
            stem_fold: found.stem_fold,
            form: found.form,
        });
    }

    pub(super) fn finish(self) -> Segmentation {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Segmentation, TokenKind, segment};
    use crate::document::Document;
    use crate::normalize::{Profile, normalize};
    use crate::structure::{Section, SectionKind};
    use crate::text::SourceSpan;

    fn paragraph(text: &str) -> Segmentation {
        let document = Document::new(text).unwrap();
        let span = SourceSpan::from_usize(0, text.len());
        segment(&document, &normalize(text, Profile::Search), &[Section { kind: SectionKind::Paragraph, span }])
    }

    /// fold, word, stem and form of a text's first token.
    fn forms(text: &str) -> [String; 4] {
        let seg = paragraph(text);
        [seg.fold(0), seg.word(0), seg.stem(0), seg.form(0)].map(str::to_owned)
    }

    #[test]
    fn a_stroke_that_stretches_no_word_is_a_dash() {
        for (text, want) in [
            ("5ـ8 قتلى", &["5", "-", "8", "قتلي"][..]),
            ("السبت ــ الأحد", &["السبت", "-", "الاحد"]),
            ("عدد ـه", &["عدد", "ه"]),
            ("الـ19", &["ال", "19"]),
            ("لـ«سانا»", &["ل", "\"", "سانا", "\""]),
            ("ـ\u{64B}", &[""]),
        ] {
            let seg = paragraph(text);
            let folds: Vec<_> = (0..seg.tokens.len()).map(|t| seg.fold(t)).collect();
            assert_eq!(folds, want, "{text}");
        }
    }

    #[test]
    fn the_forms_of_a_token() {
        for (text, want) in [
            ("وللغوطة", ["وللغوطه", "الغوطه", "غوطه", "وللغوطة"]),
            ("للّجنة", ["للجنه", "اللجنه", "لجنه", "للجنة"]),
            ("بعدها", ["بعدها", "بعدها", "بعد", "بعدها"]),
            ("مدينتهم", ["مدينتهم", "مدينتهم", "مدينه", "مدينتهم"]),
            ("وأصدقاؤه", ["واصدقاوه", "اصدقاوه", "اصدقاء", "وأصدقاؤه"]),
            ("والـــمدينةُ", ["والمدينه", "المدينه", "مدينه", "والمدينة"]),
            ("\u{FEFB}جئ", ["لاجي", "لاجي", "لاجي", "لاجئ"]),
            ("الـ12", ["ال", "ال", "", "ال"]),
            ("٣٬٥٠٠", ["3,500", "3,500", "3,500", "٣٬٥٠٠"]),
        ] {
            assert_eq!(forms(text), want.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn parts_stand_where_they_are_written() {
        let text = "قال: وَللمدينتَينِ";
        let seg = paragraph(text);
        let token = &seg.tokens[2];
        let written: Vec<&str> = token.proclitics.iter().map(|p| p.of(text)).collect();
        assert_eq!((written, token.stem.of(text)), (vec!["وَ", "ل", "ل"], "مدينتَينِ"));
        assert_eq!(token.word.of(text), "لمدينتَينِ");
    }

    #[test]
    fn entities_count_as_what_they_stand_for() {
        let seg = paragraph("قال&nbsp;&quot;نعم&quot;");
        let kinds: Vec<TokenKind> = seg.tokens.iter().map(|t| t.kind).collect();
        assert_eq!(kinds, [TokenKind::Word, TokenKind::Quote, TokenKind::Word, TokenKind::Quote]);
        assert_eq!(seg.fold(1), "\"");
    }
}

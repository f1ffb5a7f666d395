//! Where sentences end.
//!
//! A full stop, a question or an exclamation mark ends one, with the closing quote marks and brackets right after it. It does not
//! in initials and abbreviations (`أ.ف.ب`, `د. `), list numbers, before a Latin letter without a space, nor as one of several
//! dots (`..`, `…`), which are a clause break. A line break ends one except in running text.

use super::{Segmentation, Sentence, Token, TokenKind, scan};
use crate::lexicon::lists::lists;
use crate::structure::{Section, SectionKind};

lists! {
    /// A list of `data/abbreviations.tsv`: what a full stop belongs to.
    enum Abbreviation in "data/abbreviations.tsv" {
        Letter = "letter", Latin = "latin",
    }
}

/// One section's sentences.
pub(super) struct Sentences<'a> {
    /// The text up to the section's end.
    pub text: &'a str,
    pub section: Section,
    pub number: u32,
}

impl Sentences<'_> {
    /// Cuts the tokens from `first` on into sentences.
    pub(super) fn cut(&self, first: usize, out: &mut Segmentation) {
        let mut ends = Vec::new();
        let (mut from, mut quotes) = (first, 0usize);
        let mut at = first;
        while at < out.tokens.len() {
            if at > from && self.line_break(out, at) {
                ends.push(at);
                from = at;
                quotes = 0;
            }
            if self.is_straight(out, at) {
                quotes += 1;
            }
            if self.section.kind != SectionKind::Headline && self.stops(out, from, at) {
                let mut next = at + 1;
                while self.closes(out, next, quotes) {
                    quotes += usize::from(self.is_straight(out, next));
                    next += 1;
                }
                ends.push(next);
                (from, at) = (next, next);
                continue;
            }
            at += 1;
        }
        if from < out.tokens.len() {
            ends.push(out.tokens.len());
        }
        let mut start = first;
        for end in ends {
            let sentence = u32::try_from(out.sentences.len()).unwrap_or(u32::MAX);
            let tokens = out.tokens.get_mut(start..end).unwrap_or_default();
            for token in tokens.iter_mut() {
                token.sentence = sentence;
            }
            if let (Some(a), Some(b)) = (tokens.first(), tokens.last()) {
                let span = a.source.cover(b.source);
                out.sentences.push(Sentence { span, tokens: start..end, section: self.number });
            }
            start = end;
        }
    }

    fn written(&self, token: &Token) -> &str {
        token.source.of(self.text)
    }

    fn is_straight(&self, out: &Segmentation, at: usize) -> bool {
        out.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Quote && self.written(t) == "\"")
    }

    /// What stands between a token and the one before it.
    fn gap(&self, out: &Segmentation, at: usize) -> &str {
        let before = at.checked_sub(1).and_then(|at| out.tokens.get(at));
        match (before, out.tokens.get(at)) {
            (Some(a), Some(b)) => self.text.get(a.source.end().to_usize()..b.source.start().to_usize()).unwrap_or(""),
            _ => "\n",
        }
    }

    fn touches(&self, out: &Segmentation, at: usize) -> bool {
        self.gap(out, at).chars().all(crate::text::letters::is_invisible)
    }

    /// A line break before the token that ends a sentence: any in furniture, one with an empty line or after a stop in running text.
    fn line_break(&self, out: &Segmentation, at: usize) -> bool {
        let breaks = self.gap(out, at).matches(['\n', '\u{2028}', '\u{2029}']).count();
        match self.section.kind {
            _ if breaks == 0 => false,
            SectionKind::Paragraph => {
                let before = at.checked_sub(1).and_then(|at| out.tokens.get(at)).map_or("", |t| self.written(t));
                breaks > 1 || before.ends_with(['.', '؟', '!', '?', ':', '…', '»', '"'])
            }
            _ => true,
        }
    }

    /// Whether the token at `at` ends the sentence that began at `from`.
    fn stops(&self, out: &Segmentation, from: usize, at: usize) -> bool {
        let Some(token) = out.tokens.get(at).filter(|t| t.kind == TokenKind::Punctuation) else { return false };
        match self.written(token) {
            "." | "۔" | "。" => self.full_stop(out, from, at),
            mark if mark.starts_with(['؟', '?', '!']) => {
                // (!) and (؟) remark on a word, and what stands in brackets is part of the sentence.
                let remark =
                    out.tokens.get(at + 1).is_some_and(|t| self.written(t) == ")") && self.touches(out, at + 1);
                let more = out.tokens.get(at + 1).is_some_and(|t| self.written(t).starts_with(['؟', '?', '!', '.']));
                !(remark || more && self.touches(out, at + 1))
            }
            _ => false,
        }
    }

    fn full_stop(&self, out: &Segmentation, from: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| b >= from).and_then(|b| out.tokens.get(b)) else {
            return false;
        };
        let Some(after) = out.tokens.get(at + 1) else { return true };
        let (touches, line) = (self.touches(out, at + 1), self.gap(out, at + 1).contains('\n'));
        let alone = at == from + 1;
        let fold = out.part(Some(before.fold));
        let conjunction = fold.strip_prefix('و').filter(|rest| rest.chars().count() == 1);
        let initial =
            before.kind == TokenKind::Word && (fold.chars().count() == 1 || (conjunction.is_some() && touches));
        match (before.kind, after.kind) {
            _ if line => true,
            // 1. and أ. at the start of an item.
            (TokenKind::Number, _) if alone => false,
            (_, TokenKind::Foreign) if touches => false,
            (TokenKind::Number, TokenKind::Number) if touches => false,
            (TokenKind::Word, _) if initial => {
                // ٢٠١٨ م. and ق. م. end one where a new one could begin.
                let year = at.checked_sub(2).filter(|&b| b >= from).and_then(|b| out.tokens.get(b));
                year.is_some_and(|t| t.kind == TokenKind::Number) && !touches
            }
            (TokenKind::Word, TokenKind::Word) if touches => {
                let next = out.part(Some(after.fold));
                let letter = |word: &str| Abbreviation::Letter.has(word);
                !(letter(next) && (letter(fold) || fold.strip_prefix(['ب', 'ل', 'و']).is_some_and(letter)))
            }
            (TokenKind::Foreign, TokenKind::Foreign | TokenKind::Word) => {
                let word = self.written(before);
                let abbreviation = word.chars().count() == 1 || Abbreviation::Latin.has(&word.to_ascii_lowercase());
                !abbreviation
            }
            _ => true,
        }
    }

    /// Whether the token at `at`, after a stop, closes what the sentence opened and so belongs to it.
    fn closes(&self, out: &Segmentation, at: usize, quotes: usize) -> bool {
        let Some(token) = out.tokens.get(at) else { return false };
        let gap = self.gap(out, at);
        let space_after = out.tokens.get(at + 1).is_none() || !self.touches(out, at + 1);
        let sign = self.written(token);
        match sign {
            _ if gap.contains('\n') => false,
            "»" | "”" | "’" | "›" | ")" | "]" | "}" | ">>" => gap.is_empty() || space_after,
            "\"" => quotes % 2 == 1 && (gap.is_empty() || space_after),
            "'" => gap.is_empty() && space_after,
            "." | "!" | "؟" | "?" => gap.is_empty(),
            _ => {
                let mut chars = sign.chars();
                gap.is_empty() && space_after && chars.next().is_some_and(scan::is_quote) && sign != "«"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::segment;
    use crate::document::Document;
    use crate::normalize::{Profile, normalize};
    use crate::structure::{Section, SectionKind};
    use crate::text::SourceSpan;

    /// A paragraph's sentences, with ` | ` between them.
    fn sentences(text: &str, kind: SectionKind) -> String {
        let document = Document::new(text).unwrap();
        let span = SourceSpan::from_usize(0, text.len());
        let seg = segment(&document, &normalize(text, Profile::Search), &[Section { kind, span }]);
        for (number, sentence) in seg.sentences.iter().enumerate() {
            assert!(seg.tokens[sentence.tokens.clone()].iter().all(|t| t.sentence as usize == number));
        }
        seg.sentences.iter().map(|s| s.span.of(text)).collect::<Vec<_>>().join(" | ")
    }

    fn check(table: &[(&str, &str)]) {
        for (text, want) in table {
            assert_eq!(sentences(text, SectionKind::Paragraph), *want);
        }
    }

    #[test]
    fn stops_that_end_a_sentence() {
        check(&[
            ("وصل الوفد. ثم غادر.", "وصل الوفد. | ثم غادر."),
            ("وصل الوفد.ثم غادر", "وصل الوفد. | ثم غادر"),
            ("هل وصل؟ نعم! وصل.", "هل وصل؟ | نعم! | وصل."),
            ("قال: «وصل الوفد». وغادر", "قال: «وصل الوفد». | وغادر"),
            ("قال: «وصل الوفد.» وغادر", "قال: «وصل الوفد.» | وغادر"),
            ("قال: \"وصل الوفد.\" وغادر", "قال: \"وصل الوفد.\" | وغادر"),
            ("قال: «وصل. ثم غادر».", "قال: «وصل. | ثم غادر»."),
            ("كان ذلك في 2018. ثم عاد", "كان ذلك في 2018. | ثم عاد"),
            ("التقى Smith. ثم غادر", "التقى Smith. | ثم غادر"),
        ]);
    }

    #[test]
    fn stops_that_do_not() {
        for text in [
            "بعد الهدنة.. القصف يعود",
            "قال... ثم صمت",
            "وكالة أ.ف.ب نقلت الخبر",
            "قال د. سامر إن العدد كبير",
            "ارتفع السعر 3.5 في المئة",
            "بثت قناة بي.بي.سي الخبر",
            "راسلوا info@example.com أو زوروا news.example.com اليوم",
            "وصفه بأنه (نصر!) كبير (!) اليوم",
            "1. وقف القصف",
            "قال J. Smith اليوم",
            "قال Dr. Smith اليوم",
            "أعلنت Acme Co. إفلاسها",
            "الأمر، والخبر، ثم البيان؛ وغيره",
        ] {
            assert_eq!(sentences(text, SectionKind::Paragraph), text);
        }
    }

    #[test]
    fn a_headline_is_one_sentence_and_furniture_a_line_each() {
        assert_eq!(sentences("هل يعود؟ الوفد يجيب", SectionKind::Headline), "هل يعود؟ الوفد يجيب");
        assert_eq!(sentences("الأكثر قراءة\nشارك", SectionKind::Boilerplate), "الأكثر قراءة | شارك");
        assert_eq!(sentences("وصل الوفد إلى\nالمدينة", SectionKind::Paragraph), "وصل الوفد إلى\nالمدينة");
    }
}

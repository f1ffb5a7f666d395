//! Tokens of one section.

use super::parts::{Parts, parts};
use super::sentences::Sentences;
use super::{Segmentation, Token, TokenKind, scan};
use crate::normalize::Normalized;
use crate::structure::Section;
use crate::text::{SourceSpan, letters};
use std::collections::HashMap;

/// Cuts an article into tokens and sentences, section by section.
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    normalized: &'a Normalized,
    /// The parts of each way of writing a word; the flag: see [`parts`].
    known: HashMap<(&'a str, bool), Parts>,
    out: Segmentation,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str, normalized: &'a Normalized) -> Self {
        Self { text, normalized, known: HashMap::new(), out: Segmentation::default() }
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
            let (end, kind) = scan::token(text, at);
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

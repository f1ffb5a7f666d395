//! What the rules see of the article: folded tokens, with the places that are closed to them.

use crate::extract::{Body, Context, Findings};
use crate::lexicon::numerals::{self, Number, Words};
use crate::segment::TokenKind;
use crate::text::{SourceSpan, letters};

/// The article with its times marked off.
pub(super) struct Scan<'a> {
    pub cx: &'a Context<'a>,
    /// Tokens inside a time.
    blocked: Vec<bool>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(cx: &'a Context<'a>, findings: &Findings) -> Self {
        let mut blocked = vec![false; cx.len()];
        for (_, m) in findings.living().filter(|(_, m)| matches!(m.body, Body::Time(_))) {
            for token in cx.seg.within(m.span) {
                blocked.get_mut(token).into_iter().for_each(|b| *b = true);
            }
        }
        Self { cx, blocked }
    }

    pub(super) fn fold(&self, token: usize) -> &'a str {
        self.cx.fold(token)
    }

    pub(super) fn kind(&self, token: usize) -> Option<TokenKind> {
        self.cx.kind(token)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.kind(token) == Some(TokenKind::Word)
    }

    pub(super) fn blocked(&self, token: usize) -> bool {
        self.blocked.get(token).copied().unwrap_or(true)
    }

    pub(super) fn glued(&self, token: usize) -> bool {
        Words::glued(self.cx.seg, token)
    }

    /// Whether the token `back` before `at` is in the same sentence.
    pub(super) fn same_sentence(&self, at: usize, back: usize) -> bool {
        let sentence = |n: usize| self.cx.tokens().get(n).map(|t| t.sentence);
        at.checked_sub(back).is_some_and(|n| sentence(n) == sentence(at))
    }

    /// Whether the token `n` after `end - 1` is in the same sentence as the one before `end`.
    pub(super) fn inside(&self, end: usize, n: usize) -> bool {
        let sentence = |n: usize| self.cx.tokens().get(n).map(|t| t.sentence);
        sentence(end + n).is_some() && sentence(end + n) == sentence(end.saturating_sub(1))
    }

    /// The folded token at `end + n` where the sentence reaches that far, else nothing.
    pub(super) fn after(&self, end: usize, n: usize) -> &'a str {
        if self.inside(end, n) { self.fold(end + n) } else { "" }
    }

    /// The number that starts at a token, if none of it is inside a time.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let n = numerals::read(self.cx.seg, at)?;
        self.free(at, at + n.tokens).then_some(n)
    }

    /// Whether no token of the range is inside a time.
    pub(super) fn free(&self, from: usize, to: usize) -> bool {
        (from..to).all(|t| !self.blocked(t))
    }

    /// Whether ب is attached to the number at `at`: بألفين, or بـ before digits.
    pub(super) fn has_ba(&self, at: usize) -> bool {
        let fold = self.fold(at);
        fold.starts_with('ب')
            || fold.starts_with("وب")
            || (at > 0 && self.glued(at) && self.fold(at - 1).ends_with('ب'))
    }

    /// The source from a token without its first `lead` bytes of folded letters to the end of another.
    pub(super) fn span(&self, first: usize, lead: usize, last: usize) -> SourceSpan {
        let tokens = self.cx.tokens();
        let (Some(a), Some(b)) = (tokens.get(first), tokens.get(last)) else { return SourceSpan::default() };
        let (text, mut from, mut left) = (self.cx.text(), a.source.start().to_usize(), lead);
        for c in a.source.of(text).chars() {
            let silent = c == letters::TATWEEL || letters::is_mark(c) || letters::is_invisible(c);
            if left == 0 && (!silent || lead == 0) {
                break;
            }
            from += c.len_utf8();
            if !silent {
                left = left.saturating_sub(c.len_utf8());
            }
        }
        SourceSpan::from_usize(from, b.source.end().to_usize())
    }
}

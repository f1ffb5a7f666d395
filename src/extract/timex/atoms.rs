//! A sentence as the grammar of time reads it: words looked up, digits and signs each on their own.

use super::words::{self, Lex, Word};
use crate::lexicon::numerals::{self, Number};
use crate::normalize;
use crate::segment::{Segmentation, TokenKind};
use crate::text::SourceSpan;

/// A word, a run of digits or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'a> {
    /// Its letters, folded.
    pub fold: &'a str,
    /// Where it stands in the original.
    pub start: usize,
    pub end: usize,
    /// What it is as a word of time.
    pub word: Option<Word>,
    /// Its digits' value, and how many they are.
    pub digits: Option<(i32, usize)>,
}

/// The atoms of one sentence.
pub(super) struct Atoms<'a> {
    pub list: Vec<Atom<'a>>,
    pub text: &'a str,
}

/// What kind of run a folded character belongs to.
fn class(c: char) -> u8 {
    match c {
        c if c.is_ascii_digit() => 1,
        c if c.is_alphabetic() => 2,
        _ => 3,
    }
}

fn digits(run: &str) -> Option<(i32, usize)> {
    (run.len() <= 9 && run.chars().all(|c| c.is_ascii_digit())).then(|| Some((run.parse().ok()?, run.len()))).flatten()
}

impl<'a> Atoms<'a> {
    /// The atoms of some tokens.
    pub(super) fn read(
        text: &'a str,
        seg: &'a Segmentation,
        tokens: core::ops::Range<usize>,
        list: Vec<Atom<'a>>,
    ) -> Self {
        let mut out = Self { list, text };
        out.list.clear();
        for token in tokens {
            let Some(t) = seg.tokens.get(token) else { break };
            let fold = seg.fold(token);
            let (start, end) = (t.source.start().to_usize(), t.source.end().to_usize());
            match t.kind {
                TokenKind::Word if !fold.bytes().any(|b| b.is_ascii_digit()) => {
                    out.list.push(Atom { fold, start, end, word: words::find(fold), digits: None });
                }
                TokenKind::Url | TokenKind::Email | TokenKind::Tag => {
                    out.list.push(Atom { fold: "", start, end, word: None, digits: None });
                }
                _ => out.split(fold, start),
            }
        }
        out
    }

    /// A token of digits, signs and letters: each run becomes an atom, each sign one of its own.
    fn split(&mut self, fold: &'a str, start: usize) {
        let mut source = self.text.get(start..).unwrap_or("").char_indices();
        let mut run: Option<(u8, usize, usize, usize)> = None;
        for (at, c) in fold.char_indices() {
            let kind = class(c);
            // The original character that this one comes from: dropped ones are passed over.
            let here = source
                .by_ref()
                .find(|&(_, s)| s != crate::text::letters::TATWEEL && normalize::fold_char(s).is_some())
                .map_or((start, start), |(n, s)| (start + n, start + n + s.len_utf8()));
            match run {
                Some((k, from, begin, _)) if k == kind && kind != 3 => run = Some((k, from, begin, here.1)),
                _ => {
                    self.close(fold, run, at);
                    run = Some((kind, at, here.0, here.1));
                }
            }
        }
        self.close(fold, run, fold.len());
    }

    fn close(&mut self, fold: &'a str, run: Option<(u8, usize, usize, usize)>, to: usize) {
        let Some((kind, from, start, end)) = run else { return };
        let piece = fold.get(from..to).unwrap_or("");
        let word = if kind == 2 { words::find(piece) } else { None };
        self.list.push(Atom { fold: piece, start, end, word, digits: digits(piece) });
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    pub(super) fn get(&self, at: usize) -> Option<&Atom<'a>> {
        self.list.get(at)
    }
    /// The word of time at `at`, clitics and all.
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        self.list.get(at)?.word
    }
    /// What the word at `at` is.
    pub(super) fn lex(&self, at: usize) -> Option<Lex> {
        self.word(at).map(|w| w.lex)
    }
    /// The same where nothing is attached in front of it.
    pub(super) fn bare(&self, at: usize) -> Option<Lex> {
        self.word(at).filter(|w| w.lead == 0).map(|w| w.lex)
    }
    /// The same where no و or ف is attached: it may go on with what stands before it.
    pub(super) fn going_on(&self, at: usize) -> Option<Word> {
        self.word(at).filter(|w| !w.conjunction)
    }
    pub(super) fn fold(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |a| a.fold)
    }
    /// The word before `at`, empty at the start.
    pub(super) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |n| self.fold(n))
    }
    /// The letters as written.
    pub(super) fn form(&self, at: usize) -> &'a str {
        self.list.get(at).and_then(|a| self.text.get(a.start..a.end)).unwrap_or("")
    }
    pub(super) fn digits(&self, at: usize) -> Option<(i32, usize)> {
        self.list.get(at)?.digits
    }
    /// Whether the atom is this sign.
    pub(super) fn sign(&self, at: usize, signs: &[&str]) -> bool {
        signs.contains(&self.fold(at))
    }
    /// Whether no space stands before the atom.
    pub(super) fn glued(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|n| self.get(n)), self.get(at)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }
    /// A number in digits or words.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        self.get(at)?;
        numerals::read(self, at)
    }
    /// From the word of `first` (clitics left out) to the end of `last`.
    pub(super) fn span(&self, first: usize, last: usize) -> SourceSpan {
        let (Some(a), Some(b)) = (self.get(first), self.get(last)) else { return SourceSpan::default() };
        SourceSpan::from_usize(self.after(a, self.lead(first)), b.end)
    }
    /// Bytes of attached particles before the atom's word.
    fn lead(&self, at: usize) -> usize {
        self.word(at).map_or_else(|| self.number(at).map_or(0, |n| n.lead), |w| w.lead)
    }
    /// Where the original stands after `lead` folded bytes of an atom.
    fn after(&self, atom: &Atom<'_>, lead: usize) -> usize {
        let (mut seen, mut at) = (0, atom.start);
        for c in self.text.get(atom.start..atom.end).unwrap_or("").chars() {
            let width =
                if c == crate::text::letters::TATWEEL { 0 } else { normalize::fold_char(c).map_or(0, char::len_utf8) };
            if seen >= lead && (width > 0 || seen == 0) {
                break;
            }
            seen += width;
            at += c.len_utf8();
        }
        at
    }
}

impl numerals::Words for Atoms<'_> {
    fn fold(&self, token: usize) -> &str {
        Atoms::fold(self, token)
    }
    fn form(&self, token: usize) -> &str {
        Atoms::form(self, token)
    }
    fn glued(&self, token: usize) -> bool {
        Atoms::glued(self, token)
    }
    fn breaks(&self, token: usize) -> bool {
        token >= self.len()
    }
}

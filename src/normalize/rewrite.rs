//! The rewriter: the only place that builds alignments. It walks the bytes once; what no rule touches is copied in stretches.

use super::Profile;
use super::context;
use super::rules::{DISPLAY, Fold, Rule, SEARCH, apply};
use crate::text::{Alignment, AlignmentBuilder, letters};
use std::sync::LazyLock;

/// Characters below this have their fold in a table.
const TABLED: u32 = 0x2100;

/// What a byte begins: a plain character of one byte, a letter of the Arabic block, anything else.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Class {
    Plain,
    Arabic,
    Other,
}

/// What a character of the Arabic block becomes on the quick path.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Quick {
    Same,
    /// A letter of the same length.
    Letter(&'static str),
    Other,
}

/// A profile's rules as tables.
#[derive(Debug)]
pub(super) struct Tables {
    rules: Vec<&'static [Rule]>,
    folds: Vec<Option<Fold>>,
    class: [Class; 256],
    /// By the last eight bits of the code point: U+0600 to U+06FF are written D8 80 to DB BF.
    quick: [Quick; 256],
}

static OF_DISPLAY: LazyLock<Tables> = LazyLock::new(|| Tables::new(vec![DISPLAY]));
static OF_SEARCH: LazyLock<Tables> = LazyLock::new(|| Tables::new(vec![SEARCH, DISPLAY]));

/// The letters that letters of the same length become.
const LETTERS: &[&str] = &["ا", "ي", "ه", "و", "ك"];

impl Tables {
    fn new(rules: Vec<&'static [Rule]>) -> Self {
        let folds: Vec<Option<Fold>> = (0..TABLED).map(|c| char::from_u32(c).and_then(|c| apply(&rules, c))).collect();
        let fold = |c: usize| folds.get(c).copied().flatten();
        let class = core::array::from_fn(|byte| match byte {
            0xD8..=0xDB => Class::Arabic,
            0..0x80 if fold(byte).is_none() => Class::Plain,
            _ => Class::Other,
        });
        let quick = core::array::from_fn(|low| match fold(0x600 + low) {
            None => Quick::Same,
            Some(Fold::To(to)) => LETTERS
                .iter()
                .find(|letter| letter.starts_with(to))
                .map_or(Quick::Other, |letter| Quick::Letter(letter)),
            Some(_) => Quick::Other,
        });
        Self { rules, folds, class, quick }
    }

    pub(super) fn of(profile: Profile) -> &'static Self {
        match profile {
            Profile::Display => &OF_DISPLAY,
            Profile::Search => &OF_SEARCH,
        }
    }

    /// What the rules make of a character; `None` where it stays.
    pub(super) fn fold(&self, c: char) -> Option<Fold> {
        match self.folds.get(c as usize) {
            Some(fold) => *fold,
            None => apply(&self.rules, c),
        }
    }

    fn class(&self, byte: u8) -> Class {
        self.class.get(usize::from(byte)).copied().unwrap_or(Class::Other)
    }

    fn quick(&self, lead: u8, next: u8) -> Quick {
        let low = (usize::from(lead & 3) << 6) | usize::from(next & 0x3F);
        self.quick.get(low).copied().unwrap_or(Quick::Other)
    }
}

/// A text on its way to its normalised form.
pub(super) struct Rewriter<'a> {
    pub text: &'a str,
    pub profile: Profile,
    tables: &'static Tables,
    out: String,
    builder: AlignmentBuilder,
    /// Up to where the source has been copied to `out`.
    copied: usize,
    /// Up to where the builder knows of it.
    told: usize,
    /// Room for what contexts write.
    pub scratch: String,
}

/// Rewrites a text after a profile.
pub(super) fn rewrite(text: &str, profile: Profile) -> (String, Alignment) {
    let tables = Tables::of(profile);
    let mut rewriter = Rewriter {
        text,
        profile,
        tables,
        out: String::with_capacity(text.len()),
        builder: AlignmentBuilder::default(),
        copied: 0,
        told: 0,
        scratch: String::new(),
    };
    rewriter.run();
    (rewriter.out, rewriter.builder.finish())
}

impl<'a> Rewriter<'a> {
    fn run(&mut self) {
        let (bytes, tables) = (self.text.as_bytes(), self.tables);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match tables.class(byte) {
                Class::Plain => at += 1,
                Class::Arabic => match tables.quick(byte, bytes.get(at + 1).copied().unwrap_or(0)) {
                    Quick::Same => at += 2,
                    Quick::Letter(letter) => {
                        self.copy(at);
                        self.out.push_str(letter);
                        at += 2;
                        self.copied = at;
                    }
                    Quick::Other => at = self.other(at),
                },
                Class::Other => at = self.other(at),
            }
        }
        self.copy(at);
        self.tell(at);
    }

    /// Copies what no rule touched, up to `at`.
    fn copy(&mut self, at: usize) {
        self.out.push_str(self.text.get(self.copied..at).unwrap_or(""));
        self.copied = at;
    }

    fn tell(&mut self, at: usize) {
        self.builder.keep(at - self.told);
        self.told = at;
    }

    /// Copies and tells up to `at`; what comes next is a block.
    fn arrive(&mut self, at: usize) {
        self.copy(at);
        self.tell(at);
    }

    fn leave(&mut self, at: usize) -> usize {
        (self.copied, self.told) = (at, at);
        at
    }

    /// The source from `at` on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The source before `at`.
    pub(super) fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// What this profile makes of a character.
    pub(super) fn fold(&self, c: char) -> Option<Fold> {
        self.tables.fold(c)
    }

    /// The last character written so far, with all before `at` written.
    pub(super) fn last(&mut self, at: usize) -> Option<char> {
        self.copy(at);
        self.out.chars().next_back()
    }

    /// Writes `words` for the source from `at` to `end`, as one block.
    pub(super) fn write(&mut self, at: usize, end: usize, words: &str) -> usize {
        self.arrive(at);
        self.out.push_str(words);
        self.builder.replace(end - at, words.len());
        self.leave(end)
    }

    /// Leaves the source from `at` to `end` out; it belongs to the letter before, where there is one.
    pub(super) fn attach(&mut self, at: usize, end: usize) -> usize {
        self.arrive(at);
        let beside = self.before(at).chars().next_back().is_some_and(|c| !c.is_whitespace());
        match self.out.chars().next_back().filter(|c| beside && c.is_alphanumeric()) {
            Some(letter) => self.builder.attach(end - at, letter.len_utf8()),
            None => self.builder.replace(end - at, 0),
        }
        self.leave(end)
    }

    /// Writes `words` for the last character, which is taken back, and the source from `at` to `end`.
    pub(super) fn rework(&mut self, at: usize, end: usize, words: &str) -> usize {
        self.arrive(at);
        let back = self.out.pop().map_or(0, char::len_utf8);
        self.out.push_str(words);
        self.builder.rework(end - at, back, words.len());
        self.leave(end)
    }

    /// A character that the quick path does not take; where the next one begins.
    fn other(&mut self, at: usize) -> usize {
        let Some(c) = self.rest(at).chars().next() else { return self.text.len() };
        let end = at + c.len_utf8();
        match self.fold(c) {
            None => end,
            Some(Fold::To(to)) => {
                let mut buffer = [0; 4];
                let word = to.encode_utf8(&mut buffer);
                if word.len() == end - at {
                    self.copy(at);
                    self.out.push_str(word);
                    self.copied = end;
                    end
                } else {
                    self.write(at, end, word)
                }
            }
            Some(Fold::Write(words)) => self.write(at, end, words),
            Some(Fold::Drop) => self.write(at, end, ""),
            Some(Fold::Mark) => {
                let more =
                    self.rest(end).chars().take_while(|&c| letters::is_mark(c)).map(char::len_utf8).sum::<usize>();
                self.attach(at, end + more)
            }
            Some(Fold::Context) => context::rewrite(self, at, c),
        }
    }
}

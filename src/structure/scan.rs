//! A line's words, numbers and signs under the `search` profile, in buffers that are used again for the next line.

use crate::normalize;
use crate::text::letters;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A map from words.
pub(super) type Words<V> = FxHashMap<String, V>;

/// What a character is in a scan.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Kind {
    Skipped,
    Space,
    Tatweel,
    Piece(Sign, char),
}

fn kind(c: char) -> Kind {
    if c == letters::TATWEEL {
        return Kind::Tatweel;
    }
    if letters::is_mark(c) || letters::is_invisible(c) {
        return Kind::Skipped;
    }
    match normalize::fold_char(c).unwrap_or(' ') {
        c if c.is_ascii_digit() => Kind::Piece(Sign::Number, c),
        c if c.is_alphanumeric() => Kind::Piece(Sign::Word, if c.is_ascii() { c.to_ascii_lowercase() } else { c }),
        c if c.is_whitespace() => Kind::Space,
        c => Kind::Piece(Sign::Mark(c), c),
    }
}

/// The kinds of the characters up to the end of the Arabic block, where nearly all of an article's stand.
static KINDS: LazyLock<Vec<Kind>> =
    LazyLock::new(|| (0..0x700).map(|c| char::from_u32(c).map_or(Kind::Space, kind)).collect());

/// The most of a line that is looked at from its start, in bytes: what tells furniture from body stands there.
pub(super) const LOOK: usize = 480;

/// What a piece of a line is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// One sign of punctuation, folded; a tatweel or dash between spaces is `-`.
    Mark(char),
}

/// A piece of a line.
#[derive(Copy, Clone, Debug)]
pub(super) struct Piece {
    pub(super) sign: Sign,
    /// In [`Scan::folded`].
    start: usize,
    end: usize,
    /// Where the piece begins in the line, in bytes.
    pub(super) at: usize,
    /// One past its end in the line, in bytes.
    pub(super) to: usize,
}

/// What is read off a line's first [`LOOK`] bytes.
#[derive(Default)]
pub(super) struct Scan {
    /// The pieces in order.
    pub(super) pieces: Vec<Piece>,
    folded: String,
    /// The words alone, one space between them, and where each ends.
    pub(super) words: String,
    pub(super) word_ends: Vec<usize>,
    /// Whether the line went on after what was looked at.
    pub(super) cut: bool,
}

impl Scan {
    /// The folded form of piece `n`; empty past the end.
    pub(super) fn text(&self, n: usize) -> &str {
        self.pieces.get(n).and_then(|p| self.folded.get(p.start..p.end)).unwrap_or("")
    }

    /// How many words the part looked at has.
    pub(super) fn word_count(&self) -> usize {
        self.word_ends.len()
    }

    /// The first `n` words with single spaces between them.
    pub(super) fn first_words(&self, n: usize) -> Option<&str> {
        let end = *self.word_ends.get(n.checked_sub(1)?)?;
        self.words.get(..end)
    }

    /// Reads a line.
    pub(super) fn read(&mut self, line: &str) {
        self.pieces.clear();
        self.folded.clear();
        self.words.clear();
        self.word_ends.clear();
        let mut open: Option<(Sign, usize, usize, usize)> = None;
        let mut look = LOOK.min(line.len());
        while !line.is_char_boundary(look) {
            look -= 1;
        }
        self.cut = look < line.len();
        let kinds: &[Kind] = &KINDS;
        for (at, c) in line.get(..look).unwrap_or(line).char_indices() {
            let to = at + c.len_utf8();
            let (sign, c) = match kinds.get(c as usize).copied().unwrap_or_else(|| kind(c)) {
                Kind::Skipped => continue,
                Kind::Tatweel if open.is_some_and(|(sign, ..)| sign == Sign::Word) => continue,
                Kind::Tatweel => (Sign::Mark('-'), '-'),
                Kind::Space => {
                    self.close(open.take());
                    continue;
                }
                Kind::Piece(sign, c) => (sign, c),
            };
            let goes_on = matches!(sign, Sign::Word | Sign::Number) && open.is_some_and(|(s, ..)| s == sign);
            if !goes_on {
                self.close(open.take());
                open = Some((sign, self.folded.len(), at, to));
            }
            self.folded.push(c);
            if let Some(piece) = &mut open {
                piece.3 = to;
            }
        }
        self.close(open);
    }

    fn close(&mut self, open: Option<(Sign, usize, usize, usize)>) {
        let Some((sign, start, at, to)) = open else { return };
        let end = self.folded.len();
        if sign == Sign::Word {
            if !self.words.is_empty() {
                self.words.push(' ');
            }
            self.words.push_str(self.folded.get(start..end).unwrap_or(""));
            self.word_ends.push(self.words.len());
        }
        self.pieces.push(Piece { sign, start, end, at, to });
    }
}

/// The key under which phrases of the lists are found: their words as [`Scan`] reads them.
pub(super) fn key(phrase: &str) -> String {
    let mut scan = Scan::default();
    scan.read(phrase);
    scan.words
}

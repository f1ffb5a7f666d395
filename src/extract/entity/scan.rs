//! The tokens as the rules see them: each word with its possible readings without attached particles.

use super::lexicon::{self, Flags, Lexicon};
use super::proclitic;
use crate::extract::{Context, ali};
use crate::normalize::fold_char;
use crate::segment::TokenKind;
use crate::text::letters;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// A word with some of its first letters taken for particles.
#[derive(Copy, Clone, Debug)]
pub(super) struct Reading {
    /// Hash of the folded word that is left.
    pub hash: u64,
    /// Its classes.
    pub flags: Flags,
    /// Folded bytes taken off.
    pub skip: u8,
    /// Whether what is left had its article joined to ل (للغوطة).
    pub lam: bool,
    /// Whether what was taken off ends in a preposition (ب ل ك), so that the word is in the genitive.
    pub preposition: bool,
}

/// All tokens of an article with their readings.
pub(super) struct Scan<'a> {
    /// The article.
    pub cx: &'a Context<'a>,
    /// The tables.
    pub lex: &'static Lexicon,
    readings: Vec<Reading>,
    from: Vec<u32>,
    seen: OnceCell<Seen>,
    /// Whether the article tells ى from ي at a word's end: then علي is the name and على the preposition.
    tells_yeh: bool,
}

/// What the article has of its words, by their hashes.
#[derive(Default)]
struct Seen {
    /// Words that stand alone.
    alone: FxHashSet<u64>,
    /// Words that stand behind a particle, or where none can be joined to them.
    behind: FxHashSet<u64>,
}

impl<'a> Scan<'a> {
    /// Reads all tokens.
    pub(super) fn new(cx: &'a Context<'a>) -> Self {
        let lex = lexicon::lexicon();
        let mut out = Self {
            cx,
            lex,
            readings: Vec::with_capacity(cx.len() * 2),
            from: Vec::with_capacity(cx.len() + 1),
            seen: OnceCell::new(),
            tells_yeh: ali::tells_yeh(cx),
        };
        let name = lexicon::hash("علي");
        for i in 0..cx.len() {
            let from = out.readings.len();
            out.from.push(u32::try_from(from).unwrap_or(u32::MAX));
            if cx.kind(i) == Some(TokenKind::Word) {
                out.read(cx.fold(i));
            }
            if out.is_ali(i) {
                out.readings.iter_mut().skip(from).filter(|r| r.hash == name).for_each(|r| r.flags = lexicon::STRONG);
            }
        }
        out.from.push(u32::try_from(out.readings.len()).unwrap_or(u32::MAX));
        out
    }

    fn add(&mut self, hash: u64, skip: usize, lam: bool, preposition: bool) {
        let flags = self.lex.flags(hash);
        self.push(hash, flags, skip, lam, preposition);
    }

    fn push(&mut self, hash: u64, flags: Flags, skip: usize, lam: bool, preposition: bool) {
        let skip = u8::try_from(skip).unwrap_or(0);
        self.readings.push(Reading { hash, flags, skip, lam, preposition });
    }

    fn read(&mut self, fold: &str) {
        let servant = |word: &str| {
            if word.strip_prefix("عبدال").is_some_and(|r| r.len() >= 4) { lexicon::STRONG } else { 0 }
        };
        let hash = lexicon::hash(fold);
        self.push(hash, self.lex.flags(hash) & !(servant(fold) * lexicon::COMMON) | servant(fold), 0, false, false);
        let bare = fold.strip_prefix(['و', 'ف']).filter(|r| r.len() >= 4);
        for (base, rest) in [(0, Some(fold)), (2, bare)] {
            let Some(rest) = rest else { continue };
            if base > 0 {
                let hash = lexicon::hash(rest);
                self.push(hash, self.lex.flags(hash) | servant(rest), base, false, false);
            }
            if let Some(noun) = rest.strip_prefix("لل").filter(|r| r.len() >= 4) {
                self.add(lexicon::hash_definite(noun), base + 2, true, true);
            }
            if let Some(noun) = rest.strip_prefix(['ب', 'ل', 'ك']).filter(|r| r.len() >= 4) {
                let hash = lexicon::hash(noun);
                self.push(hash, self.lex.flags(hash) | servant(noun), base + 2, false, true);
            }
        }
    }

    /// Whether a token is the name علي and cannot be على.
    pub(super) fn is_ali(&self, token: usize) -> bool {
        self.tells_yeh && ali::is_name_with_particle(self.cx.form(token))
    }

    fn seen(&self) -> &Seen {
        self.seen.get_or_init(|| {
            let mut out = Seen::default();
            for token in 0..self.len() {
                for reading in self.readings(token) {
                    if reading.skip == 0 {
                        out.alone.insert(reading.hash);
                    }
                    let article = reading.skip > 0 && self.cx.fold(token).starts_with("لل");
                    if reading.skip > 0 && !article || reading.skip == 0 && proclitic::governed(self, token) {
                        out.behind.insert(reading.hash);
                    }
                }
            }
            out
        })
    }

    /// Whether a word stands alone somewhere in the article.
    pub(super) fn alone(&self, hash: u64) -> bool {
        self.seen().alone.contains(&hash)
    }

    /// Whether a word stands somewhere in the article behind a particle, or where none can be joined to it: it is no particle and a word.
    pub(super) fn behind(&self, hash: u64) -> bool {
        self.seen().behind.contains(&hash)
    }

    /// How many tokens.
    pub(super) fn len(&self) -> usize {
        self.cx.len()
    }

    /// A token's readings, the whole word first; none where it is no Arabic word.
    pub(super) fn readings(&self, token: usize) -> &[Reading] {
        let (Some(&a), Some(&b)) = (self.from.get(token), self.from.get(token + 1)) else { return &[] };
        self.readings.get(a as usize..b as usize).unwrap_or_default()
    }

    /// The classes of the whole word.
    pub(super) fn flags(&self, token: usize) -> Flags {
        self.readings(token).first().map_or(0, |r| r.flags)
    }

    /// Whether the whole word has one of these classes.
    pub(super) fn is(&self, token: usize, flags: Flags) -> bool {
        self.flags(token) & flags != 0
    }

    /// The first reading with one of these classes: the whole word before any shorter one.
    pub(super) fn reading(&self, token: usize, flags: Flags) -> Option<Reading> {
        self.readings(token).iter().find(|r| r.flags & flags != 0).copied()
    }

    /// Whether a token is an Arabic word.
    pub(super) fn word(&self, token: usize) -> bool {
        self.cx.kind(token) == Some(TokenKind::Word)
    }

    /// Whether a token is a quote mark or an opening bracket.
    pub(super) fn opens(&self, token: usize) -> bool {
        match self.cx.kind(token) {
            Some(TokenKind::Quote) => true,
            Some(TokenKind::Punctuation) => matches!(self.cx.fold(token), "(" | "["),
            _ => false,
        }
    }

    /// The token of a closing quote mark or bracket for the opening one at `open`, at most `most` tokens on, in the same sentence.
    pub(super) fn closes(&self, open: usize, most: usize) -> Option<usize> {
        let sentence = self.cx.tokens().get(open)?.sentence;
        let bracket = match self.cx.fold(open) {
            "(" => Some(")"),
            "[" => Some("]"),
            _ => None,
        };
        (open + 1..=open + 1 + most)
            .take_while(|&j| self.cx.tokens().get(j).is_some_and(|t| t.sentence == sentence))
            .find(|&j| match bracket {
                Some(b) => self.cx.fold(j) == b,
                None => self.cx.kind(j) == Some(TokenKind::Quote),
            })
    }

    /// Whether two tokens are in one sentence.
    pub(super) fn together(&self, a: usize, b: usize) -> bool {
        let tokens = self.cx.tokens();
        matches!((tokens.get(a), tokens.get(b)), (Some(x), Some(y)) if x.sentence == y.sentence)
    }

    /// Whether a word has the written ending of an indefinite noun (وفداً).
    pub(super) fn indefinite(&self, token: usize) -> bool {
        self.cx.tokens().get(token).is_some_and(|t| t.source.of(self.cx.text()).contains('\u{64B}'))
    }

    /// Whether a whole word has the article.
    pub(super) fn definite(&self, token: usize) -> bool {
        self.word(token) && self.cx.fold(token).strip_prefix("ال").is_some_and(|r| r.len() >= 4)
    }

    /// Whether a whole word could be a name no list knows: not frequent, no function word, no head.
    pub(super) fn unknown(&self, token: usize) -> bool {
        const KNOWN: Flags = !(lexicon::STRONG | lexicon::WEAK | lexicon::START);
        self.word(token)
            && self.cx.fold(token).len() >= 6
            && self.flags(token) & KNOWN == 0
            && !self.cx.form(token).ends_with(['ً', 'ء'])
    }

    /// Whether a word that no list knows is rather one that a list knows behind a particle (ومدينة, لمرور).
    pub(super) fn particle(&self, token: usize) -> bool {
        let known = |r: &Reading| r.lam || r.flags & !lexicon::START != 0;
        self.flags(token) == 0 && self.readings(token).iter().skip(1).any(known)
    }

    /// Whether a whole word is a name word.
    pub(super) fn name(&self, token: usize) -> bool {
        self.is(token, lexicon::STRONG | lexicon::WEAK) && !ali::is_preposition(self.cx.form(token))
    }

    /// Where a token's word begins in the original when `skip` folded bytes are taken off.
    pub(super) fn start(&self, token: usize, skip: u8) -> u32 {
        let Some(t) = self.cx.tokens().get(token) else { return 0 };
        let (mut at, mut seen) = (t.source.start().get(), 0);
        for c in t.source.of(self.cx.text()).chars() {
            let width = if c == letters::TATWEEL { 0 } else { fold_char(c).map_or(0, char::len_utf8) };
            if seen >= usize::from(skip) && width > 0 {
                break;
            }
            seen += width;
            at += u32::try_from(c.len_utf8()).unwrap_or(0);
        }
        at
    }

    /// The longest known name that begins at a token: its reading, its last token, its entry.
    pub(super) fn known(&self, token: usize) -> Option<(Reading, usize, u32)> {
        let mut best: Option<(Reading, usize, u32)> = None;
        for reading in self.readings(token) {
            let Some(mut found) = self.lex.find(reading.hash) else { continue };
            let (mut hash, mut last) = (reading.hash, token);
            loop {
                if let Some(entry) = found
                    && best.is_none_or(|b| last > b.1)
                {
                    best = Some((*reading, last, entry));
                }
                // «د.ب.أ» is listed as «د ب أ».
                let letter = |t: usize| self.word(t) && self.cx.fold(t).chars().count() == 1;
                let dotted = self.cx.fold(last + 1) == "." && letter(last) && letter(last + 2);
                let next = last + if dotted { 2 } else { 1 };
                // «السويداء 24»
                let number = self.cx.kind(next) == Some(TokenKind::Number);
                if !(self.word(next) || number) || !self.together(token, next) {
                    break;
                }
                last = next;
                hash = lexicon::hash_next(hash, self.cx.fold(last));
                match self.lex.find(hash) {
                    Some(next) => found = next,
                    None => break,
                }
            }
        }
        best
    }
}

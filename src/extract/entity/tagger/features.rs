//! What the chain sees of the text: each feature is a 32-bit hash of its template and value.
//!
//! Most features hang on one word type and its distance alone: their weights are summed once per type and article. What joins two words
//! is looked up place by place.

use super::Model;
use super::chain::{Marginals, Scores};
use super::lexicon::{self, Entry, FLAGS, Lexicon, hash, join, short};
use super::weights::{Keys, Sum};
use crate::segment::TokenKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How far a word is seen to either side.
const REACH: usize = 2;
/// Places in the window.
pub const WINDOW: usize = 2 * REACH + 1;

/// One word type as the features see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    whole: u64,
    stem: u64,
    bare: u64,
    heads: [u64; 4],
    tails: [u64; 4],
    clitic: u8,
    skip: u8,
    article: bool,
    shape: u8,
    length: u8,
    entry: Entry,
}

impl Word {
    /// How many bytes of the folded word the attached particles take.
    pub fn skip(&self) -> usize {
        self.skip.into()
    }
}

/// The words of an article: its types, and the type of each token. Type 0 stands for what is outside a sentence.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Each type once.
    pub types: Vec<Word>,
    /// For each token the index of its type.
    pub of: Vec<u32>,
}

impl Words {
    /// The word at a token.
    pub fn at(&self, token: usize) -> Option<&Word> {
        self.of.get(token).and_then(|&t| self.types.get(t as usize))
    }
    /// The type at a place of a sentence, type 0 outside it.
    fn id(&self, sentence: &Range<usize>, at: Option<usize>) -> usize {
        at.filter(|at| sentence.contains(at)).and_then(|at| self.of.get(at)).map_or(0, |&t| t as usize)
    }
    fn window(&self, sentence: &Range<usize>, at: usize) -> [usize; WINDOW] {
        let mut out = [0; WINDOW];
        for (n, cell) in out.iter_mut().enumerate() {
            *cell = self.id(sentence, (at + n).checked_sub(REACH));
        }
        out
    }
}

/// Turns tokens into [`Words`].
pub struct Analyser<'a> {
    lexicon: &'a Lexicon,
    seen: FxHashMap<u64, u32>,
    words: Words,
}

impl<'a> Analyser<'a> {
    /// An analyser for one article.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        let outside = Word { whole: 1, stem: 1, bare: 1, shape: 15, ..Word::default() };
        Self { lexicon, seen: FxHashMap::default(), words: Words { types: vec![outside], of: Vec::new() } }
    }
    /// Takes the next token: its folded letters (the whole token) and its kind.
    pub fn push(&mut self, fold: &str, kind: Option<TokenKind>) {
        let whole = hash(fold);
        let lexicon = self.lexicon;
        let types = &mut self.words.types;
        let id = *self.seen.entry(whole).or_insert_with(|| {
            types.push(analyse(fold, whole, kind, lexicon));
            u32::try_from(types.len() - 1).unwrap_or(0)
        });
        self.words.of.push(id);
    }
    /// All that was taken.
    pub fn finish(self) -> Words {
        self.words
    }
}

/// What may be attached before a word, what it costs to believe it (in units of −100 · log10), and its number. `لل` stands for `ل` and article.
const ATTACHED: &[(&str, u16, u8)] = &[
    ("و", 130, 1),
    ("ب", 160, 2),
    ("ل", 160, 3),
    ("ف", 250, 4),
    ("ك", 260, 5),
    ("وب", 260, 6),
    ("ول", 260, 7),
    ("لل", 120, 8),
    ("ولل", 240, 9),
    ("فل", 350, 10),
    ("فب", 350, 11),
    ("وك", 350, 12),
];

/// What an unknown word's frequency counts as.
const UNKNOWN: u16 = 900;

fn cost(entry: Option<Entry>) -> u16 {
    match entry {
        Some(e) if e.frequency > 0 => u16::from(e.frequency) * 4,
        Some(_) => UNKNOWN - 60,
        None => UNKNOWN,
    }
}

/// A word without the particles that are more likely attached to it than part of it; the number of what was taken off.
pub fn strip(fold: &str, lexicon: &Lexicon) -> (String, u8) {
    let mut best = (cost(lexicon.entry(fold)), 0_u8, fold.to_owned());
    for &(attached, price, number) in ATTACHED {
        let Some(rest) = fold.strip_prefix(attached).filter(|r| r.chars().count() >= 3) else { continue };
        let rest = if attached.ends_with("لل") { format!("ال{rest}") } else { rest.to_owned() };
        let mut known = lexicon.entry(&rest);
        if known.is_none()
            && let Some(bare) = bare(&rest)
        {
            known = lexicon.entry(bare);
        }
        let sum = price + cost(known);
        // an article after a particle is no accident
        let sum = if attached != "لل" && rest.starts_with("ال") { sum.saturating_sub(150) } else { sum };
        if sum < best.0 {
            best = (sum, number, rest);
        }
    }
    (best.2, best.1)
}

fn bare(stem: &str) -> Option<&str> {
    stem.strip_prefix("ال").filter(|r| r.chars().count() >= 2)
}

fn shape(fold: &str, kind: Option<TokenKind>) -> u8 {
    match kind {
        Some(TokenKind::Word) => 0,
        Some(TokenKind::Foreign) => 1,
        Some(TokenKind::Number) => match fold.chars().count() {
            1 => 2,
            2 => 3,
            4 => 4,
            _ => 5,
        },
        Some(TokenKind::Quote) => 6,
        Some(TokenKind::Punctuation) => match fold.chars().next() {
            Some('(' | '[') => 8,
            Some(')' | ']') => 9,
            _ => 7,
        },
        _ => 10,
    }
}

/// The hashes of the first and last one to four letters.
fn edges(text: &str) -> ([u64; 4], [u64; 4]) {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (mut heads, mut tails) = ([0; 4], [0; 4]);
    for (n, (head, tail)) in heads.iter_mut().zip(&mut tails).enumerate() {
        let cut = starts.get(n + 1).and_then(|&at| text.get(..at));
        *head = cut.map_or(0, hash);
        let cut = starts.len().checked_sub(n + 2).and_then(|n| starts.get(n)).and_then(|&at| text.get(at..));
        *tail = cut.map_or(0, hash);
    }
    (heads, tails)
}

fn analyse(fold: &str, whole: u64, kind: Option<TokenKind>, lexicon: &Lexicon) -> Word {
    let shape = shape(fold, kind);
    let length = u8::try_from(fold.chars().count().min(12)).unwrap_or(12);
    if shape != 0 {
        // numbers are all one word of their length, signs are themselves
        let whole = if (2..=5).contains(&shape) { hash("0").wrapping_add(u64::from(shape)) } else { whole };
        return Word { whole, stem: whole, bare: whole, shape, length, ..Word::default() };
    }
    let (stem, clitic) = strip(fold, lexicon);
    let attached = ATTACHED.iter().find(|a| a.2 == clitic).map_or("", |a| a.0);
    let taken = if attached.ends_with("لل") { attached.len().saturating_sub(2) } else { attached.len() };
    let skip = u8::try_from(taken).unwrap_or(0);
    let article = bare(&stem).is_some();
    let inner = bare(&stem).unwrap_or(&stem);
    let entry = lexicon.entry(&stem).or_else(|| lexicon.entry(inner)).or_else(|| lexicon.entry(fold));
    let (heads, _) = edges(inner);
    let (_, tails) = edges(fold);
    Word {
        whole,
        stem: hash(&stem),
        bare: hash(inner),
        heads,
        tails,
        clitic,
        skip,
        article,
        shape,
        length,
        entry: entry.unwrap_or_default(),
    }
}

/// Calls `out` with every feature that hangs on one word type, seen at place `place` of the window.
pub fn of_type(w: &Word, place: usize, out: &mut impl FnMut(u32)) {
    let distance = place.abs_diff(REACH);
    let mut put = |template: u64, value: u64| out(short(join(template * 8 + place as u64, value)));
    put(1, w.whole);
    put(2, w.stem);
    put(3, u64::from(w.shape));
    put(4, u64::from(w.entry.coarse));
    put(5, u64::from(w.entry.fine));
    put(6, u64::from(w.entry.second));
    put(7, u64::from(w.entry.flags));
    put(23, u64::from(w.entry.prior));
    put(24, u64::from(w.entry.third));
    if distance <= 1 {
        put(8, w.bare);
        put(9, u64::from(w.clitic) * 2 + u64::from(w.article));
        put(10, u64::from(w.entry.frequency / 8));
        for bit in (0..FLAGS).filter(|b| w.entry.flags >> b & 1 == 1) {
            put(11, u64::from(bit));
        }
        for (n, (&head, &tail)) in w.heads.iter().zip(&w.tails).enumerate() {
            if head != 0 && (distance == 0 || n == 2) {
                put(12 + n as u64, head);
            }
            if tail != 0 && (distance == 0 || n == 1 || n == 2) {
                put(16 + n as u64, tail);
            }
        }
    }
    if distance == 0 {
        put(20, u64::from(w.length));
        put(21, u64::from(w.entry.coarse) << 16 | u64::from(w.entry.flags));
        put(22, u64::from(w.entry.fine) << 8 | u64::from(w.clitic) << 1 | u64::from(w.article));
        put(25, u64::from(w.entry.prior) << 8 | u64::from(w.clitic) << 1 | u64::from(w.article));
    }
}

/// Calls `out` with every feature that joins words of a window. `phrases`: what list names this and the next token stand in.
pub fn of_place(window: [&Word; WINDOW], phrases: [u8; 2], out: &mut impl FnMut(u32)) {
    let [far, left, here, right, beyond] = window;
    let mut put = |template: u64, a: u64, b: u64| out(short(join(join(template, a), b)));
    put(801, left.stem, here.stem);
    put(802, here.stem, right.stem);
    put(803, left.entry.fine.into(), here.entry.fine.into());
    put(804, here.entry.fine.into(), right.entry.fine.into());
    put(805, left.entry.coarse.into(), u64::from(here.entry.coarse) << 8 | u64::from(right.entry.coarse));
    put(806, far.entry.coarse.into(), u64::from(left.entry.coarse) << 8 | u64::from(here.entry.coarse));
    put(807, left.stem, u64::from(here.entry.coarse) << 16 | u64::from(here.entry.flags));
    put(808, left.entry.flags.into(), here.entry.flags.into());
    put(809, here.entry.flags.into(), right.entry.flags.into());
    put(810, far.stem, left.stem);
    put(811, here.stem, left.entry.fine.into());
    put(812, left.stem, right.stem);
    put(813, left.entry.fine.into(), right.entry.fine.into());
    put(814, left.bare, u64::from(here.clitic) << 1 | u64::from(here.article));
    put(815, right.stem, u64::from(here.entry.coarse));
    put(816, right.bare, beyond.bare);
    put(817, left.entry.second.into(), here.entry.second.into());
    put(830, left.entry.prior.into(), here.entry.prior.into());
    put(831, here.entry.prior.into(), right.entry.prior.into());
    put(832, left.stem, here.entry.prior.into());
    put(833, right.stem, here.entry.prior.into());
    put(834, left.entry.third.into(), here.entry.third.into());
    put(835, left.entry.coarse.into(), u64::from(here.entry.prior) << 8 | u64::from(right.entry.coarse));
    for (n, phrase) in (0..).zip(phrases) {
        if phrase != 0 {
            put(820 + n, phrase.into(), 0);
        }
    }
}

/// Marks tokens that stand in a list name of several words: 0 none, else twice the kind plus 0 at its start and 1 further in.
pub fn phrases(words: &Words, sentence: &Range<usize>, lexicon: &Lexicon) -> Vec<u8> {
    let mut out = vec![0; sentence.len()];
    let mut at = sentence.start;
    while at < sentence.end {
        let first = words.types.get(words.id(sentence, Some(at)));
        let mut longest = None;
        if let Some(first) = first.filter(|w| w.shape == 0) {
            let mut sum = first.stem;
            for n in 1..4 {
                let Some(next) = words.types.get(words.id(sentence, Some(at + n))).filter(|w| w.shape == 0) else {
                    break;
                };
                sum = join(sum, next.whole);
                if let Some(kind) = lexicon.phrase(sum) {
                    longest = Some((n + 1, kind));
                }
            }
        }
        let Some((length, kind)) = longest else {
            at += 1;
            continue;
        };
        let start = at - sentence.start;
        for (n, cell) in out.iter_mut().skip(start).take(length).enumerate() {
            *cell = kind * 2 + u8::from(n > 0);
        }
        at += length;
    }
    out
}

/// What the first pass thought of each word of the article, all its places together.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    of: FxHashMap<u64, (f64, [f64; 5])>,
}

impl Memory {
    /// Takes the probabilities of one sentence.
    pub fn learn(&mut self, words: &Words, sentence: Range<usize>, marginals: &Marginals) {
        for (at, row) in sentence.clone().zip(marginals) {
            let Some(word) = words.types.get(words.id(&sentence, Some(at))).filter(|w| w.shape < 2) else { continue };
            let (count, sums) = self.of.entry(word.stem).or_default();
            *count += 1.0;
            for (sum, pair) in sums.iter_mut().zip(row.get(1..).unwrap_or(&[]).chunks_exact(2)) {
                *sum += pair.iter().sum::<f64>();
            }
        }
    }
    /// The features of one sentence, token by token.
    pub fn keys(&self, words: &Words, sentence: &Range<usize>) -> Vec<Vec<u32>> {
        let outside = Word::default();
        let keys = |at: usize| {
            let window = words.window(sentence, at).map(|id| words.types.get(id).unwrap_or(&outside));
            let mut keys = Vec::new();
            self.features(window, &mut |key| keys.push(key));
            keys
        };
        sentence.clone().map(keys).collect()
    }
    /// Calls `out` with what is remembered of the word here and its neighbours.
    pub fn features(&self, window: [&Word; WINDOW], out: &mut impl FnMut(u32)) {
        for (n, word) in window.into_iter().enumerate().skip(1).take(3) {
            let Some((count, sums)) = self.of.get(&word.stem).filter(|m| m.0 > 1.0) else { continue };
            let mut none = true;
            for (label, sum) in (0_u64..).zip(sums) {
                let mean = sum / count;
                let step = [0.1, 0.35, 0.65, 0.9].iter().filter(|&&limit| mean > limit).count();
                if step > 0 {
                    none = false;
                    out(short(join(join(900 + n as u64, label), step as u64)));
                }
            }
            if none {
                out(short(join(900 + n as u64, 77)));
            }
        }
    }
}

/// Sums the weights of features.
pub struct Emitter<'a> {
    model: &'a Model,
    keys: Keys,
    types: Vec<Option<Box<[Sum; WINDOW]>>>,
}

impl<'a> Emitter<'a> {
    /// An emitter for one article.
    pub fn new(model: &'a Model, words: &Words) -> Self {
        Self { model, keys: Keys::new(), types: vec![None; words.types.len()] }
    }

    fn add_type(&mut self, words: &Words, id: usize, place: usize, sum: &mut Sum) {
        let weights = self.model.weights();
        let keys = &mut self.keys;
        let (Some(cell), Some(word)) = (self.types.get_mut(id), words.types.get(id)) else { return };
        let sums = cell.get_or_insert_with(|| {
            let mut sums = Box::new([Sum::default(); WINDOW]);
            for (place, sum) in sums.iter_mut().enumerate() {
                of_type(word, place, &mut |key| keys.push(key, weights, sum));
                weights.add(keys, sum);
            }
            sums
        });
        if let Some(add) = sums.get(place) {
            sum.add(add);
        }
    }

    /// Adds to the scores of one sentence what the memory of a first pass says.
    pub fn recall(&mut self, words: &Words, sentence: &Range<usize>, memory: &Memory, scores: &mut Scores) {
        let outside = Word::default();
        let weights = self.model.weights();
        for (at, row) in sentence.clone().zip(scores) {
            let window = words.window(sentence, at).map(|id| words.types.get(id).unwrap_or(&outside));
            let mut sum = Sum::default();
            memory.features(window, &mut |key| self.keys.push(key, weights, &mut sum));
            weights.add(&mut self.keys, &mut sum);
            sum.onto(row);
        }
    }

    /// The scores of one sentence, as a first pass sees it.
    pub fn sentence(&mut self, words: &Words, sentence: Range<usize>) -> Scores {
        let marks = phrases(words, &sentence, self.model.lexicon());
        let outside = Word::default();
        let weights = self.model.weights();
        let mut out = Vec::with_capacity(sentence.len());
        for (n, at) in sentence.clone().enumerate() {
            let ids = words.window(&sentence, at);
            let mut sum = Sum::default();
            for (place, id) in ids.into_iter().enumerate() {
                self.add_type(words, id, place, &mut sum);
            }
            let window = ids.map(|id| words.types.get(id).unwrap_or(&outside));
            let mark = |n: usize| marks.get(n).copied().unwrap_or(0);
            of_place(window, [mark(n), mark(n + 1)], &mut |key| self.keys.push(key, weights, &mut sum));
            weights.add(&mut self.keys, &mut sum);
            let mut row = self.model.bias();
            sum.onto(&mut row);
            out.push(row);
        }
        out
    }
}

/// Every feature of one sentence, token by token, but for the memory's: what the trainer learns weights for.
pub fn keys(words: &Words, sentence: &Range<usize>, lexicon: &Lexicon) -> Vec<Vec<u32>> {
    let marks = phrases(words, sentence, lexicon);
    let outside = Word::default();
    let keys = |(n, at): (usize, usize)| {
        let window = words.window(sentence, at).map(|id| words.types.get(id).unwrap_or(&outside));
        let mut keys = Vec::new();
        for (place, word) in window.into_iter().enumerate() {
            of_type(word, place, &mut |key| keys.push(key));
        }
        let mark = |n: usize| marks.get(n).copied().unwrap_or(0);
        of_place(window, [mark(n), mark(n + 1)], &mut |key| keys.push(key));
        keys
    };
    sentence.clone().enumerate().map(keys).collect()
}

/// The hash under which a name of several words is listed, its words given folded.
pub fn phrase_hash<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    words.map(lexicon::hash).reduce(join).unwrap_or(0)
}

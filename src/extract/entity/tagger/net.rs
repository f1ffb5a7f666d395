//! The small network beside the chain: what a teacher's word on much unlabelled text taught, in a table and two convolutions.
//!
//! A word is the sum of the table's rows under its own features ([`of_type`], the hash modulo the number of rows), held between −4 and 4. A
//! convolution over five words and, added to it, one over three (both cut off at 0), then an affine map give each tag a number in nats, of
//! which the chain takes a share. `.ci/student.py` learns it. Sums of `f32` in one fixed order: natively and in WASM they are the same.

use super::TAGS;
use super::chain::{Scores, UNIT};
use super::features::{WINDOW, Word, Words, of_type};
use std::ops::Range;

/// Numbers that stand for a word.
pub(super) const WIDTH: usize = 32;
/// Numbers that stand for a word in its sentence.
pub(super) const HIDDEN: usize = 48;
/// Words that the second convolution sees.
const NEAR: usize = 3;
/// How far a number of a word may be from 0.
const BOUND: f32 = 4.0;
/// How many words are kept worked out; more are worked out anew.
const KEPT: usize = 16_384;

/// Weights of one layer as bytes: inputs in rows, outputs side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// What a byte is worth, for each output.
    pub scales: Vec<f32>,
    /// What each output begins with.
    pub bias: Vec<f32>,
    /// `[input][output]`.
    pub weights: Vec<i8>,
}

/// The network as a model file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetParts {
    /// How much of what it says is added to the chain's scores, in sixteenths.
    pub share: u8,
    /// What a byte of the table is worth.
    pub scale: f32,
    /// `[row][WIDTH]`.
    pub table: Vec<i8>,
    /// From [`WINDOW`] words to [`HIDDEN`] numbers.
    pub wide: Layer,
    /// From three times [`HIDDEN`] numbers to [`HIDDEN`].
    pub near: Layer,
    /// From [`HIDDEN`] numbers to tags.
    pub out: Layer,
}

/// The layers in their order with how many inputs and outputs each has.
pub(super) const LAYERS: [(usize, usize); 3] = [(WINDOW * WIDTH, HIDDEN), (NEAR * HIDDEN, HIDDEN), (HIDDEN, TAGS)];

/// Outputs that are summed together: as many as the registers of a processor hold.
const BLOCK: usize = 16;
type Block = [f32; BLOCK];
/// Blocks of [`HIDDEN`] numbers.
const BLOCKS: usize = HIDDEN / BLOCK;
/// The numbers of a word in its sentence.
type Seen = [Block; BLOCKS];

/// The network ready to use.
#[derive(Clone, Debug)]
pub(super) struct Net {
    share: u8,
    scale: f32,
    table: Vec<[i8; WIDTH]>,
    wide: Dense<BLOCKS>,
    near: Dense<BLOCKS>,
    out: Dense<1>,
}

/// A layer, its outputs in blocks; the last block may be filled up with zeros.
#[derive(Clone, Debug)]
struct Dense<const N: usize> {
    bias: [Block; N],
    /// For each block the weights of every input.
    rows: [Vec<Block>; N],
}

impl<const N: usize> Dense<N> {
    fn new(layer: &Layer) -> Self {
        let outputs = layer.bias.len().max(1);
        let mut out = Self { bias: [[0.0; BLOCK]; N], rows: std::array::from_fn(|_| Vec::new()) };
        out.bias.as_flattened_mut().iter_mut().zip(&layer.bias).for_each(|(cell, b)| *cell = *b);
        for bytes in layer.weights.chunks_exact(outputs) {
            let mut row = [[0.0; BLOCK]; N];
            for ((cell, byte), scale) in row.as_flattened_mut().iter_mut().zip(bytes).zip(&layer.scales) {
                *cell = f32::from(*byte) * scale;
            }
            out.rows.iter_mut().zip(row).for_each(|(rows, block)| rows.push(block));
        }
        out
    }

    /// Adds what inputs say: each a number and which input it is.
    #[inline]
    fn add(&self, inputs: impl Iterator<Item = (usize, f32)> + Clone, out: &mut [Block; N]) {
        for (cell, rows) in out.iter_mut().zip(&self.rows) {
            // a copy of its own stays in registers
            let mut sums = *cell;
            for (n, x) in inputs.clone() {
                for (sum, weight) in sums.iter_mut().zip(rows.get(n).unwrap_or(&[0.0; BLOCK])) {
                    *sum += x * weight;
                }
            }
            *cell = sums;
        }
    }
}

/// The numbers of a word in its sentence that are not 0, and which they are: about half.
struct Live {
    count: usize,
    which: [u8; HIDDEN],
    numbers: [f32; HIDDEN],
}

impl Live {
    fn new(seen: &Seen) -> Self {
        let mut out = Self { count: 0, which: [0; HIDDEN], numbers: [0.0; HIDDEN] };
        for (n, x) in (0_u8..).zip(seen.as_flattened()) {
            // written in any case: a branch here would be guessed wrong half the time
            if let (Some(which), Some(number)) = (out.which.get_mut(out.count), out.numbers.get_mut(out.count)) {
                (*which, *number) = (n, *x);
            }
            out.count += usize::from(*x != 0.0);
        }
        out
    }
    fn inputs(&self, first: usize) -> impl Iterator<Item = (usize, f32)> + Clone {
        let pairs = self.which.iter().zip(&self.numbers).take(self.count);
        pairs.map(move |(n, x)| (first + usize::from(*n), *x))
    }
}

/// What one word adds at each place of the window.
type Parted = [Seen; WINDOW];

impl Net {
    /// A network of these parts.
    pub(super) fn new(parts: &NetParts) -> Self {
        let row = |bytes: &[i8]| {
            let mut row = [0; WIDTH];
            row.iter_mut().zip(bytes).for_each(|(cell, byte)| *cell = *byte);
            row
        };
        Self {
            share: parts.share,
            scale: parts.scale,
            table: parts.table.chunks_exact(WIDTH).map(row).collect(),
            wide: Dense::new(&parts.wide),
            near: Dense::new(&parts.near),
            out: Dense::new(&parts.out),
        }
    }

    /// How much of what it says counts, in sixteenths.
    pub(super) fn share(&self) -> u8 {
        self.share
    }

    fn word(&self, word: &Word) -> Box<Parted> {
        let mut sums = [0_i16; WIDTH];
        let mask = self.table.len().wrapping_sub(1);
        of_type(word, WINDOW / 2, &mut |key| {
            if let Some(row) = self.table.get(key as usize & mask) {
                for (sum, byte) in sums.iter_mut().zip(row) {
                    *sum = sum.saturating_add(i16::from(*byte));
                }
            }
        });
        let mut at = [0.0; WIDTH];
        for (cell, sum) in at.iter_mut().zip(sums) {
            *cell = (f32::from(sum) * self.scale).clamp(-BOUND, BOUND);
        }
        let mut out = Box::new([[[0.0; BLOCK]; BLOCKS]; WINDOW]);
        for (place, cell) in out.iter_mut().enumerate() {
            let inputs = at.iter().enumerate().map(|(n, x)| (place * WIDTH + n, *x));
            self.wide.add(inputs, cell);
        }
        out
    }

    /// Adds to the scores of an article's sentences what the network says of their tokens.
    pub(super) fn add<'s>(
        &self,
        words: &Words,
        sentences: &[Range<usize>],
        scores: impl Iterator<Item = &'s mut Scores>,
    ) {
        let mut kept: Vec<Option<Box<Parted>>> = vec![None; words.types.len()];
        let mut count = 0;
        for (range, scores) in sentences.iter().zip(scores) {
            if count > KEPT {
                kept.iter_mut().for_each(|cell| *cell = None);
                count = 0;
            }
            let seen = self.look(words, range, &mut kept, &mut count);
            self.say(&seen, scores);
        }
    }

    /// The first convolution over a sentence.
    fn look(
        &self,
        words: &Words,
        range: &Range<usize>,
        kept: &mut [Option<Box<Parted>>],
        count: &mut usize,
    ) -> Vec<Seen> {
        let mut out = vec![self.wide.bias; range.len()];
        for (n, id) in words.of.iter().skip(range.start).take(range.len()).enumerate() {
            let (Some(cell), Some(word)) = (kept.get_mut(*id as usize), words.types.get(*id as usize)) else {
                continue;
            };
            let parted = cell.get_or_insert_with(|| {
                *count += 1;
                self.word(word)
            });
            // A word stands at place `p` of the window of the word that is `WINDOW / 2 − p` further on.
            for (place, add) in parted.iter().enumerate() {
                let Some(seer) = (n + WINDOW / 2).checked_sub(place).and_then(|n| out.get_mut(n)) else { continue };
                for (cell, x) in seer.as_flattened_mut().iter_mut().zip(add.as_flattened()) {
                    *cell += x;
                }
            }
        }
        out.as_flattened_mut().as_flattened_mut().iter_mut().for_each(|x| *x = rectified(*x));
        out
    }

    /// The second convolution and the tags.
    fn say(&self, seen: &[Seen], scores: &mut Scores) {
        let live: Vec<Live> = seen.iter().map(Live::new).collect();
        for (n, (here, score)) in seen.iter().zip(scores).enumerate() {
            let mut next = self.near.bias;
            for place in 0..NEAR {
                if let Some(other) = (n + place).checked_sub(NEAR / 2).and_then(|n| live.get(n)) {
                    self.near.add(other.inputs(place * HIDDEN), &mut next);
                }
            }
            for (cell, x) in next.as_flattened_mut().iter_mut().zip(here.as_flattened()) {
                *cell = rectified(*cell) + x;
            }
            let mut tags = self.out.bias;
            self.out.add(next.as_flattened().iter().copied().enumerate(), &mut tags);
            for (cell, x) in score.iter_mut().zip(tags.as_flattened()) {
                *cell += units(x * f32::from(self.share) / 16.0);
            }
        }
    }
}

/// What is below 0 cut off. (`f32::max` is a call in WASM; here no number is other than a number.)
#[inline]
fn rectified(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.0 }
}

/// Nats in the chain's units.
#[allow(clippy::cast_possible_truncation, reason = "held within bounds")]
fn units(nats: f32) -> i32 {
    (nats.clamp(-1000.0, 1000.0) * UNIT as f32).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(n: usize) -> Layer {
        let (inputs, outputs) = LAYERS[n];
        let weights = (0..inputs * outputs).map(|i| i8::try_from(i * 31 % 13).unwrap() - 6).collect();
        Layer { scales: vec![0.01; outputs], bias: vec![0.5; outputs], weights }
    }

    fn parts() -> NetParts {
        let table = (0..64 * WIDTH).map(|i| i8::try_from(i * 7 % 11).unwrap() - 5).collect();
        NetParts { share: 16, scale: 0.1, table, wide: layer(0), near: layer(1), out: layer(2) }
    }

    /// The same written out plainly, place by place.
    fn slowly(net: &Net, words: &Words, range: &Range<usize>) -> Vec<[f32; TAGS]> {
        let word = |at: isize| -> [f32; WIDTH] {
            let inside = usize::try_from(at).ok().filter(|at| range.contains(at));
            let Some(word) = inside.and_then(|at| words.at(at)) else { return [0.0; WIDTH] };
            let mut sums = [0.0; WIDTH];
            of_type(word, WINDOW / 2, &mut |key| {
                let row = net.table[key as usize % net.table.len()];
                sums.iter_mut().zip(row).for_each(|(sum, byte)| *sum += f32::from(byte));
            });
            sums.map(|s: f32| (s * net.scale).clamp(-BOUND, BOUND))
        };
        let first: Vec<[f32; HIDDEN]> = range
            .clone()
            .map(|at| {
                let mut out: [f32; HIDDEN] = net.wide.bias.as_flattened().try_into().unwrap();
                for place in 0..WINDOW {
                    let x = word(at as isize + place as isize - 2);
                    for (i, x) in x.iter().enumerate() {
                        (0..HIDDEN).for_each(|h| out[h] += x * net.wide.rows[h / BLOCK][place * WIDTH + i][h % BLOCK]);
                    }
                }
                out.map(|x| x.max(0.0))
            })
            .collect();
        let second = |n: usize| {
            let mut out: [f32; HIDDEN] = net.near.bias.as_flattened().try_into().unwrap();
            for place in 0..NEAR {
                let Some(other) = (n + place).checked_sub(1).and_then(|n| first.get(n)) else { continue };
                for (i, x) in other.iter().enumerate() {
                    (0..HIDDEN).for_each(|h| out[h] += x * net.near.rows[h / BLOCK][place * HIDDEN + i][h % BLOCK]);
                }
            }
            let mut tags: [f32; TAGS] = net.out.bias[0][..TAGS].try_into().unwrap();
            for h in 0..HIDDEN {
                (0..TAGS).for_each(|t| tags[t] += (out[h].max(0.0) + first[n][h]) * net.out.rows[0][h][t]);
            }
            tags
        };
        (0..first.len()).map(second).collect()
    }

    #[test]
    fn it_says_what_the_plain_sums_say() {
        use crate::extract::entity::tagger::features::Analyser;
        use crate::extract::entity::tagger::lexicon::Lexicon;
        use crate::segment::TokenKind;
        let net = Net::new(&parts());
        let lexicon = Lexicon::default();
        let mut analyser = Analyser::new(&lexicon);
        "قال الوزير ان دمشق و حلب قال دمشق".split(' ').for_each(|w| analyser.push(w, Some(TokenKind::Word)));
        let words = analyser.finish();
        let sentences = [0..5, 5..8, 8..8];
        let mut scores: Vec<Scores> = sentences.iter().map(|r| vec![[3; TAGS]; r.len()]).collect();
        net.add(&words, &sentences, scores.iter_mut());
        let mut different = 0;
        for (range, scores) in sentences.iter().zip(&scores) {
            for (got, want) in scores.iter().zip(slowly(&net, &words, range)) {
                for (got, want) in got.iter().zip(want) {
                    let want = f64::from(want) * UNIT + 3.0;
                    assert!((f64::from(*got) - want).abs() < 0.6, "{got} and not {want}");
                    different += usize::from((want - 11.0).abs() > 1.0);
                }
            }
        }
        assert!(different > 20, "the sums are all the same");
    }
}

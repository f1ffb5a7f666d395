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

/// The network ready to use.
#[derive(Clone, Debug)]
pub(super) struct Net {
    share: f32,
    scale: f32,
    table: Vec<[i8; WIDTH]>,
    wide: Dense<HIDDEN>,
    near: Dense<HIDDEN>,
    out: Dense<TAGS>,
}

#[derive(Clone, Debug)]
struct Dense<const OUT: usize> {
    bias: [f32; OUT],
    rows: Vec<[f32; OUT]>,
}

impl<const OUT: usize> Dense<OUT> {
    fn new(layer: &Layer) -> Self {
        let mut bias = [0.0; OUT];
        bias.iter_mut().zip(&layer.bias).for_each(|(cell, b)| *cell = *b);
        let row = |bytes: &[i8]| {
            let mut row = [0.0; OUT];
            for ((cell, byte), scale) in row.iter_mut().zip(bytes).zip(&layer.scales) {
                *cell = f32::from(*byte) * scale;
            }
            row
        };
        Self { bias, rows: layer.weights.chunks_exact(OUT).map(row).collect() }
    }

    /// Adds what the inputs say, their rows from `first` on; most inputs that were cut off are 0.
    #[inline]
    fn add(&self, first: usize, inputs: &[f32], out: &mut [f32; OUT]) {
        for (x, row) in inputs.iter().zip(self.rows.iter().skip(first)) {
            if *x != 0.0 {
                for (cell, weight) in out.iter_mut().zip(row) {
                    *cell += x * weight;
                }
            }
        }
    }
}

/// What one word adds at each place of the window.
type Parted = [[f32; HIDDEN]; WINDOW];

impl Net {
    /// A network of these parts.
    pub(super) fn new(parts: &NetParts) -> Self {
        let row = |bytes: &[i8]| {
            let mut row = [0; WIDTH];
            row.iter_mut().zip(bytes).for_each(|(cell, byte)| *cell = *byte);
            row
        };
        Self {
            share: f32::from(parts.share) / 16.0,
            scale: parts.scale,
            table: parts.table.chunks_exact(WIDTH).map(row).collect(),
            wide: Dense::new(&parts.wide),
            near: Dense::new(&parts.near),
            out: Dense::new(&parts.out),
        }
    }

    fn word(&self, word: &Word) -> Box<Parted> {
        let mut sums = [0_i32; WIDTH];
        of_type(word, WINDOW / 2, &mut |key| {
            let row = (key as usize).checked_rem(self.table.len()).and_then(|n| self.table.get(n));
            for (sum, byte) in sums.iter_mut().zip(row.into_iter().flatten()) {
                *sum += i32::from(*byte);
            }
        });
        let mut at = [0.0; WIDTH];
        for (cell, sum) in at.iter_mut().zip(sums) {
            *cell = (small(sum) * self.scale).clamp(-BOUND, BOUND);
        }
        let mut out = Box::new([[0.0; HIDDEN]; WINDOW]);
        for (place, cell) in out.iter_mut().enumerate() {
            self.wide.add(place * WIDTH, &at, cell);
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
    ) -> Vec<[f32; HIDDEN]> {
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
                let seer = (n + WINDOW / 2).checked_sub(place).and_then(|n| out.get_mut(n));
                for (cell, x) in seer.into_iter().flatten().zip(add) {
                    *cell += x;
                }
            }
        }
        out.iter_mut().flatten().for_each(|x| *x = x.max(0.0));
        out
    }

    /// The second convolution and the tags.
    fn say(&self, seen: &[[f32; HIDDEN]], scores: &mut Scores) {
        for (n, (here, score)) in seen.iter().zip(scores).enumerate() {
            let mut next = self.near.bias;
            for place in 0..NEAR {
                if let Some(other) = (n + place).checked_sub(NEAR / 2).and_then(|n| seen.get(n)) {
                    self.near.add(place * HIDDEN, other, &mut next);
                }
            }
            for (cell, x) in next.iter_mut().zip(here) {
                *cell = cell.max(0.0) + x;
            }
            let mut tags = self.out.bias;
            self.out.add(0, &next, &mut tags);
            for (cell, x) in score.iter_mut().zip(tags) {
                *cell += units(x * self.share);
            }
        }
    }
}

/// A sum of some dozens of bytes.
#[allow(clippy::cast_precision_loss, reason = "far below 2^24")]
fn small(sum: i32) -> f32 {
    sum as f32
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
                for k in 0..WIDTH {
                    sums[k] += f32::from(net.table[key as usize % net.table.len()][k]);
                }
            });
            sums.map(|s: f32| (s * net.scale).clamp(-BOUND, BOUND))
        };
        let first: Vec<[f32; HIDDEN]> = range
            .clone()
            .map(|at| {
                let mut out = net.wide.bias;
                for place in 0..WINDOW {
                    let x = word(at as isize + place as isize - 2);
                    for (i, x) in x.iter().enumerate() {
                        (0..HIDDEN).for_each(|h| out[h] += x * net.wide.rows[place * WIDTH + i][h]);
                    }
                }
                out.map(|x| x.max(0.0))
            })
            .collect();
        let second = |n: usize| {
            let mut out = net.near.bias;
            for place in 0..NEAR {
                let Some(other) = (n + place).checked_sub(1).and_then(|n| first.get(n)) else { continue };
                for (i, x) in other.iter().enumerate() {
                    (0..HIDDEN).for_each(|h| out[h] += x * net.near.rows[place * HIDDEN + i][h]);
                }
            }
            let mut tags = net.out.bias;
            for h in 0..HIDDEN {
                (0..TAGS).for_each(|t| tags[t] += (out[h].max(0.0) + first[n][h]) * net.out.rows[h][t]);
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
                    let want = want * UNIT as f32 + 3.0;
                    assert!((f64::from(*got) - f64::from(want)).abs() < 0.6, "{got} and not {want}");
                    different += usize::from((want - 11.0).abs() > 1.0);
                }
            }
        }
        assert!(different > 20, "the sums are all the same");
    }
}

//! Learning the weights: a conditional random field by AdaGrad with an L1 penalty, sentence by sentence, in a seeded order.
//!
//! A token's gold is a set of tags; where it holds several, the likelihood of all paths through them is raised.

use crate::clusters::Random;
use crate::silver::Shares;
use hashiya::extract::entity::tagger::TAGS;
use hashiya::extract::entity::tagger::chain::allowed;
use std::collections::HashMap;

/// One sentence to learn from.
pub(crate) struct Example {
    /// Per token, the numbers of its features.
    pub(crate) features: Vec<Vec<u32>>,
    /// Per token, those that come of the memory of a first pass: left out at random, so that the same weights do for both passes.
    pub(crate) remembered: Vec<Vec<u32>>,
    /// Per token, the tags allowed, as bits.
    pub(crate) tags: Vec<u16>,
    /// Per token, the teacher's shares of the tags; empty where `tags` are people's.
    pub(crate) soft: Vec<Shares>,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// Numbers features; those seen too seldom are dropped.
#[derive(Default)]
pub(crate) struct Alphabet {
    numbers: HashMap<u32, u32>,
    /// The hash of each number.
    pub(crate) keys: Vec<u32>,
}

impl Alphabet {
    /// An alphabet of the keys that are seen at least `least` times.
    pub(crate) fn new<'a>(all: impl Iterator<Item = &'a u32>, least: u32) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for key in all {
            *counts.entry(*key).or_default() += 1;
        }
        let mut keys: Vec<u32> = counts.into_iter().filter(|c| c.1 >= least).map(|c| c.0).collect();
        keys.sort_unstable();
        Self { numbers: (0..).zip(&keys).map(|(n, &k)| (k, n)).collect(), keys }
    }
    /// The numbers of the keys that it holds.
    pub(crate) fn numbers(&self, keys: &[u32]) -> Vec<u32> {
        keys.iter().filter_map(|k| self.numbers.get(k)).copied().collect()
    }
}

/// How to learn.
#[derive(Copy, Clone)]
pub(crate) struct Settings {
    /// Times over the data.
    pub(crate) epochs: usize,
    /// First step.
    pub(crate) rate: f32,
    /// L1 penalty over the whole of the data.
    pub(crate) penalty: f32,
}

/// What was learnt, in nats.
pub(crate) struct Weights {
    /// Per feature.
    pub(crate) features: Vec<[f32; TAGS]>,
    /// Between tags; the last row is the start.
    pub(crate) transitions: [[f32; TAGS]; TAGS + 1],
}

type Rows = Vec<[f32; TAGS]>;

struct Pass {
    log: f64,
    node: Rows,
    edge: [[f32; TAGS]; TAGS + 1],
}

/// Forward and backward; only tags in `tags` are passed through, if given.
fn pass(scores: &Rows, weights: &[[f32; TAGS]; TAGS + 1], tags: Option<&[u16]>) -> Pass {
    let n = scores.len();
    let factor = |from: usize, to: usize| -> f32 {
        let ok = allowed((from < TAGS).then_some(from), to);
        if ok { weights[from][to].exp() } else { 0.0 }
    };
    let mut step = [[0.0_f32; TAGS]; TAGS + 1];
    for (from, row) in step.iter_mut().enumerate() {
        for (to, cell) in row.iter_mut().enumerate() {
            *cell = factor(from, to);
        }
    }
    let mut log = 0.0_f64;
    let (mut emit, mut forward, mut total): (Rows, Rows, Vec<f32>) = (Vec::new(), Vec::new(), Vec::new());
    for t in 0..n {
        let open = |k: usize| tags.is_none_or(|tags| tags[t] >> k & 1 == 1);
        let top = (0..TAGS).filter(|&k| open(k)).map(|k| scores[t][k]).fold(f32::MIN, f32::max);
        let mut e = scores[t].map(|s| (s - top).exp());
        for (_, cell) in e.iter_mut().enumerate().filter(|(k, _)| !open(*k)) {
            *cell = 0.0;
        }
        let mut next = [0.0_f32; TAGS];
        if t == 0 {
            next = step[TAGS];
        } else {
            for (p, row) in forward[t - 1].iter().zip(&step) {
                for (cell, f) in next.iter_mut().zip(row) {
                    *cell += p * f;
                }
            }
        }
        let mut sum = 0.0;
        for (cell, e) in next.iter_mut().zip(&e) {
            *cell *= e;
            sum += *cell;
        }
        let sum = sum.max(1e-30);
        next.iter_mut().for_each(|c| *c /= sum);
        log += f64::from(sum.ln() + top);
        emit.push(e);
        forward.push(next);
        total.push(sum);
    }
    let mut edge = [[0.0_f32; TAGS]; TAGS + 1];
    let mut node = forward.clone();
    let mut after = [1.0_f32; TAGS];
    for t in (0..n).rev() {
        node[t].iter_mut().zip(&after).for_each(|(p, b)| *p *= b);
        let mut weighted = [0.0_f32; TAGS];
        for k in 0..TAGS {
            weighted[k] = after[k] * emit[t][k] / total[t];
        }
        if t > 0 {
            for (from, row) in step.iter().take(TAGS).enumerate() {
                let mut sum = 0.0;
                for k in 0..TAGS {
                    let through = row[k] * weighted[k];
                    sum += through;
                    edge[from][k] += forward[t - 1][from] * through;
                }
                after[from] = sum;
            }
        } else {
            edge[TAGS] = node[0];
        }
    }
    Pass { log, node, edge }
}

/// What the teacher says of a sentence, as a chain: its shares, with what its tags forbid left out. Of a token of which it says nothing
/// the learner's own belief is taken for its word.
fn taught(soft: &[Shares], free: &Pass) -> Pass {
    let silent = |s: &Shares| s.iter().all(|&x| x == s[0]);
    let row = |(s, own): (&Shares, &[f32; TAGS])| {
        if silent(s) { own.map(|p| (p + 1e-4).ln()) } else { s.map(|x| (f32::from(x) + 0.05).ln()) }
    };
    let rows: Rows = soft.iter().zip(&free.node).map(row).collect();
    pass(&rows, &[[0.0; TAGS]; TAGS + 1], None)
}

/// Learns from the examples. Every number is a sum in a fixed order: the same examples give the same weights.
pub(crate) fn learn(examples: &[Example], features: usize, settings: Settings) -> Weights {
    let mut weights = vec![[0.0_f32; TAGS]; features];
    let mut squares = vec![[0.0_f32; TAGS]; features];
    let mut transitions = [[0.0_f32; TAGS]; TAGS + 1];
    let mut edge_squares = [[0.0_f32; TAGS]; TAGS + 1];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(20_261_122);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        // the last rounds go in smaller steps
        let rate = settings.rate * (1.0 - 0.9 * epoch as f32 / settings.epochs as f32);
        for &x in &order {
            let example = &examples[x];
            let mut scores: Rows = Vec::with_capacity(example.features.len());
            let with_memory = random.next() % 5 < 3;
            let remembered = |t: usize| example.remembered.get(t).filter(|_| with_memory).into_iter().flatten();
            for (t, token) in example.features.iter().enumerate() {
                let mut row = [0.0_f32; TAGS];
                for &f in token.iter().chain(remembered(t)) {
                    row.iter_mut().zip(&weights[f as usize]).for_each(|(cell, w)| *cell += w);
                }
                scores.push(row);
            }
            let free = pass(&scores, &transitions, None);
            let bound = match example.soft.as_slice() {
                [] => pass(&scores, &transitions, Some(&example.tags)),
                soft => taught(soft, &free),
            };
            if example.soft.is_empty() {
                loss += (free.log - bound.log) * f64::from(example.weight);
            }
            for (t, ((token, p), q)) in example.features.iter().zip(&free.node).zip(&bound.node).enumerate() {
                let mut gradient = [0.0_f32; TAGS];
                for k in 0..TAGS {
                    gradient[k] = (p[k] - q[k]) * example.weight;
                }
                if gradient.iter().all(|g| g.abs() < 1e-3) {
                    continue;
                }
                for &f in token.iter().chain(remembered(t)) {
                    let (w, s) = (&mut weights[f as usize], &mut squares[f as usize]);
                    for k in 0..TAGS {
                        let g = gradient[k];
                        s[k] += g * g;
                        w[k] -= rate * g / (s[k] + 1.0).sqrt();
                    }
                }
            }
            for from in 0..=TAGS {
                for to in 0..TAGS {
                    let g = (free.edge[from][to] - bound.edge[from][to]) * example.weight;
                    edge_squares[from][to] += g * g;
                    transitions[from][to] -= rate * g / (edge_squares[from][to] + 1.0).sqrt();
                }
            }
        }
        for (row, squares) in weights.iter_mut().zip(&squares) {
            for (w, s) in row.iter_mut().zip(squares).filter(|(w, _)| **w != 0.0) {
                let cut = rate * settings.penalty / (s + 1.0).sqrt();
                *w = if *w > 0.0 { (*w - cut).max(0.0) } else { (*w + cut).min(0.0) };
            }
        }
        let alive = weights.iter().filter(|w| w.iter().any(|x| *x != 0.0)).count();
        eprintln!("learn: epoch {epoch}: loss {loss:.0}, {alive} features alive of {features}");
    }
    Weights { features: weights, transitions }
}

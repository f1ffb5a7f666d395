//! The linear chain: best path in integers, marginals and span probabilities in `f64`.
//!
//! A score is a sum of quantised weights, in units of 1/[`UNIT`] nat. Powers of e come from a table made by products, since what a
//! platform's `exp` returns differs in the last bit.

use super::TAGS;
use std::sync::LazyLock;

/// Weights are whole numbers of 1/16 nat.
pub const UNIT: f64 = 16.0;

/// Scores of one sentence: per token and tag.
pub type Scores = Vec<[i32; TAGS]>;

/// Probabilities of one sentence: per token and tag.
pub type Marginals = Vec<[f64; TAGS]>;

/// What does not hang on words: the weights between neighbouring tags and at the sentence's start.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Chain {
    /// `[from][to]`.
    pub transitions: [[i32; TAGS]; TAGS],
    /// At the start of a sentence.
    pub start: [i32; TAGS],
}

/// A decoded name in one sentence.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Decoded {
    /// First token, from the sentence's start.
    pub first: usize,
    /// Last token, included.
    pub last: usize,
    /// Index into the labels.
    pub label: usize,
    /// The model's probability that just this span has just this label.
    pub probability: f64,
}

/// What no path may go through: `I-X` after anything but `B-X` and `I-X`.
pub const FORBIDDEN: i32 = -1_000_000;

/// Whether tag `to` may follow tag `from` (`None`: at the start).
pub const fn allowed(from: Option<usize>, to: usize) -> bool {
    if to == 0 || to % 2 == 1 {
        return true;
    }
    match from {
        Some(from) => from == to || from + 1 == to,
        None => false,
    }
}

const STEPS: usize = 1024;

/// e to the minus n/16.
static POWERS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let step = 0.939_413_062_813_475_8_f64;
    let mut out = Vec::with_capacity(STEPS);
    let mut value = 1.0;
    for _ in 0..STEPS {
        out.push(value);
        value *= step;
    }
    out
});

/// e to the `n`/16 for `n` ≤ 0; 0 where that is next to nothing.
fn power(n: i32) -> f64 {
    usize::try_from(-i64::from(n)).ok().and_then(|n| POWERS.get(n)).copied().unwrap_or(0.0)
}

/// Transition weights as factors, each at most 1.
struct Factors {
    between: [[f64; TAGS]; TAGS],
    start: [f64; TAGS],
}

impl Factors {
    fn new(chain: &Chain) -> Self {
        let all = chain.transitions.iter().flatten().chain(&chain.start);
        let top = all.copied().max().unwrap_or(0);
        let mut out = Self { between: [[0.0; TAGS]; TAGS], start: [0.0; TAGS] };
        for (from, (row, weights)) in out.between.iter_mut().zip(&chain.transitions).enumerate() {
            for (to, (cell, weight)) in row.iter_mut().zip(weights).enumerate() {
                *cell = if allowed(Some(from), to) { power(weight - top) } else { 0.0 };
            }
        }
        for (to, (cell, weight)) in out.start.iter_mut().zip(&chain.start).enumerate() {
            *cell = if allowed(None, to) { power(weight - top) } else { 0.0 };
        }
        out
    }
}

struct Lattice {
    factors: Factors,
    /// Per token: its emissions as factors.
    emit: Marginals,
    /// Scaled so that each row sums to 1.
    forward: Marginals,
    /// Scaled by the same totals.
    backward: Marginals,
    total: Vec<f64>,
}

fn lattice(scores: &Scores, chain: &Chain) -> Lattice {
    let factors = Factors::new(chain);
    let mut emit: Marginals = Vec::with_capacity(scores.len());
    let mut forward: Marginals = Vec::with_capacity(scores.len());
    let mut total = Vec::with_capacity(scores.len());
    for row in scores {
        let top = row.iter().copied().max().unwrap_or(0);
        let here = row.map(|s| power(s - top));
        let mut next = match forward.last() {
            None => factors.start,
            Some(before) => {
                let mut sums = [0.0; TAGS];
                for (p, row) in before.iter().zip(&factors.between) {
                    for (sum, f) in sums.iter_mut().zip(row) {
                        *sum += p * f;
                    }
                }
                sums
            }
        };
        let mut sum = 0.0;
        for (n, e) in next.iter_mut().zip(&here) {
            *n *= e;
            sum += *n;
        }
        let sum = if sum > 0.0 { sum } else { 1.0 };
        next.iter_mut().for_each(|n| *n /= sum);
        forward.push(next);
        emit.push(here);
        total.push(sum);
    }
    let mut backward: Marginals = Vec::with_capacity(scores.len());
    let mut after = [1.0; TAGS];
    for (e, sum) in emit.iter().zip(&total).rev() {
        backward.push(after);
        let mut weighted = [0.0; TAGS];
        for ((w, a), e) in weighted.iter_mut().zip(&after).zip(e) {
            *w = a * e / sum;
        }
        for (a, row) in after.iter_mut().zip(&factors.between) {
            *a = row.iter().zip(&weighted).map(|(f, w)| f * w).sum();
        }
    }
    backward.reverse();
    Lattice { factors, emit, forward, backward, total }
}

/// The probability of each tag at each token.
pub fn marginals(scores: &Scores, chain: &Chain) -> Marginals {
    let l = lattice(scores, chain);
    let mut out = l.forward;
    for (row, back) in out.iter_mut().zip(&l.backward) {
        row.iter_mut().zip(back).for_each(|(p, b)| *p *= b);
    }
    out
}

/// The tags of the best path; of two equal ones that with the lower tags.
pub fn best(scores: &Scores, chain: &Chain) -> Vec<usize> {
    let mut came: Vec<[usize; TAGS]> = Vec::with_capacity(scores.len());
    let mut value = [0_i32; TAGS];
    for (n, row) in scores.iter().enumerate() {
        let mut next = [FORBIDDEN; TAGS];
        let mut from = [0_usize; TAGS];
        for (to, ((cell, came_from), score)) in next.iter_mut().zip(&mut from).zip(row).enumerate() {
            if n == 0 {
                let weight = chain.start.get(to).copied().unwrap_or(0);
                *cell = if allowed(None, to) { weight + score } else { FORBIDDEN };
                continue;
            }
            for (f, (before, weights)) in value.iter().zip(&chain.transitions).enumerate() {
                if allowed(Some(f), to) {
                    let sum = before.saturating_add(weights.get(to).copied().unwrap_or(0)).saturating_add(*score);
                    if sum > *cell {
                        *cell = sum;
                        *came_from = f;
                    }
                }
            }
        }
        // keep the numbers small: only differences count
        let top = next.iter().copied().max().unwrap_or(0);
        value = next.map(|v| (v - top).max(FORBIDDEN));
        came.push(from);
    }
    let mut at = (0..TAGS).fold(0, |a, b| if value.get(b) > value.get(a) { b } else { a });
    let mut path = vec![0; scores.len()];
    for (tag, from) in path.iter_mut().zip(&came).rev() {
        *tag = at;
        at = from.get(at).copied().unwrap_or(0);
    }
    path
}

/// The spans of a path of tags: first, last, label.
pub fn spans(path: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (n, &tag) in path.iter().enumerate() {
        if tag % 2 == 1 {
            out.push((n, n, tag / 2));
        } else if tag > 0
            && let Some(open) = out.last_mut()
            && open.1 + 1 == n
        {
            open.1 = n;
        }
    }
    out
}

/// The names of the best path with their probabilities, and the probability of each tag at each token. Two judges of one text are too
/// sure together: for the probabilities every score counts only `cool` sixteenths, which leaves the best path as it is.
pub fn decode(scores: &Scores, chain: &Chain, cool: i32) -> (Vec<Decoded>, Marginals) {
    let less = |weight: i32| weight * cool / 16;
    let cooler = Chain { transitions: chain.transitions.map(|row| row.map(less)), start: chain.start.map(less) };
    let lattice = lattice(&scores.iter().map(|row| row.map(less)).collect(), &cooler);
    let span =
        |(first, last, label)| Decoded { first, last, label, probability: probability(&lattice, first, last, label) };
    let names = spans(&best(scores, chain)).into_iter().map(span).collect();
    let mut rows = lattice.forward;
    for (row, back) in rows.iter_mut().zip(&lattice.backward) {
        row.iter_mut().zip(back).for_each(|(p, b)| *p *= b);
    }
    (names, rows)
}

fn probability(l: &Lattice, first: usize, last: usize, label: usize) -> f64 {
    let (begin, inside) = (1 + 2 * label, 2 + 2 * label);
    let at = |m: &Marginals, n: usize, tag: usize| m.get(n).and_then(|row| row.get(tag)).copied().unwrap_or(0.0);
    let step = |from: usize, to: usize| l.factors.between.get(from).and_then(|r| r.get(to)).copied().unwrap_or(0.0);
    let total = |n: usize| l.total.get(n).copied().unwrap_or(1.0);
    let mut p = at(&l.forward, first, begin);
    let mut tag = begin;
    for n in first + 1..=last {
        p *= step(tag, inside) * at(&l.emit, n, inside) / total(n);
        tag = inside;
    }
    let next = last + 1;
    let after: f64 = if next >= l.emit.len() {
        1.0
    } else {
        let go = |to: usize| step(tag, to) * at(&l.emit, next, to) * at(&l.backward, next, to) / total(next);
        (0..TAGS).filter(|&to| to != inside).map(go).sum()
    };
    (p * after).clamp(0.0, 1.0)
}

#[cfg(test)]
#[allow(clippy::needless_range_loop, reason = "brute force over tags by number")]
mod tests {
    use super::*;

    fn some_scores() -> (Scores, Chain) {
        let mut chain = Chain::default();
        chain.transitions[1][2] = 20;
        chain.transitions[0][1] = -8;
        chain.start[1] = 4;
        let mut scores = vec![[0; TAGS]; 4];
        scores[0][0] = 30;
        scores[1][1] = 40;
        scores[2][2] = 10;
        scores[3][0] = 5;
        scores[3][3] = 9;
        (scores, chain)
    }

    /// Every path's weight, by brute force.
    fn paths(scores: &Scores, chain: &Chain) -> Vec<(Vec<usize>, i32)> {
        let mut all: Vec<(Vec<usize>, i32)> = vec![(Vec::new(), 0)];
        for row in scores {
            let mut next = Vec::new();
            for (path, weight) in &all {
                for to in 0..TAGS {
                    let from = path.last().copied();
                    if allowed(from, to) {
                        let w = from.map_or(chain.start[to], |f| chain.transitions[f][to]);
                        let mut path = path.clone();
                        path.push(to);
                        next.push((path, weight + w + row[to]));
                    }
                }
            }
            all = next;
        }
        all
    }

    #[test]
    fn best_path_and_probabilities_are_those_of_all_paths() {
        let (scores, chain) = some_scores();
        let all = paths(&scores, &chain);
        let heaviest = all.iter().max_by_key(|p| p.1).map(|p| p.0.clone()).unwrap();
        assert_eq!(best(&scores, &chain), heaviest);
        let weight = |w: i32| (f64::from(w) / UNIT).exp();
        let z: f64 = all.iter().map(|p| weight(p.1)).sum();
        let m = marginals(&scores, &chain);
        for n in 0..scores.len() {
            for tag in 0..TAGS {
                let want: f64 = all.iter().filter(|p| p.0[n] == tag).map(|p| weight(p.1)).sum::<f64>() / z;
                assert!((m[n][tag] - want).abs() < 1e-9, "token {n} tag {tag}: {} and not {want}", m[n][tag]);
            }
        }
        for d in decode(&scores, &chain, 16).0 {
            let same = |p: &&(Vec<usize>, i32)| spans(&p.0).contains(&(d.first, d.last, d.label));
            let want: f64 = all.iter().filter(same).map(|p| weight(p.1)).sum::<f64>() / z;
            assert!((d.probability - want).abs() < 1e-9, "{d:?} and not {want}");
        }
        assert_eq!(decode(&scores, &chain, 16).0.len(), 2);
        let cooler = decode(&scores, &chain, 8).0;
        assert_eq!(cooler.len(), 2);
        assert!(cooler.iter().zip(decode(&scores, &chain, 16).0).all(|(a, b)| a.probability < b.probability));
    }

    #[test]
    fn nothing_goes_in_nothing_comes_out() {
        assert!(decode(&Vec::new(), &Chain::default(), 16).0.is_empty());
    }
}

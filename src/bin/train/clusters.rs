//! Word classes from plain text: exchange clustering (Martin, Liermann and Ney 1998: the classes of a class bigram model under which the
//! text is likeliest), and k-means over word vectors of positive pointwise mutual information, projected at random.

use std::collections::HashMap;

/// A small random generator (xorshift64*), so that training is the same every time.
pub(crate) struct Random(u64);

impl Random {
    /// From a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    /// Shuffles.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for n in (1..items.len()).rev() {
            items.swap(n, (self.next() % (n as u64 + 1)) as usize);
        }
    }
}

/// Counts of neighbours: for each word the words before and after it.
struct Neighbours {
    left: Vec<Vec<(u32, u32)>>,
    right: Vec<Vec<(u32, u32)>>,
    count: Vec<u32>,
}

/// `text`: word numbers below `words`, others are outside the vocabulary and break the chain.
fn neighbours(text: &[u32], words: usize) -> Neighbours {
    let mut pairs: Vec<u64> = Vec::with_capacity(text.len());
    let mut count = vec![0; words];
    for pair in text.windows(2) {
        if (pair[0] as usize) < words && (pair[1] as usize) < words {
            pairs.push(u64::from(pair[0]) << 32 | u64::from(pair[1]));
        }
    }
    for &w in text.iter().filter(|&&w| (w as usize) < words) {
        count[w as usize] += 1;
    }
    pairs.sort_unstable();
    let (mut left, mut right) = (vec![Vec::new(); words], vec![Vec::new(); words]);
    for run in pairs.chunk_by(|a, b| a == b) {
        let (a, b, n) = ((run[0] >> 32) as u32, run[0] as u32, run.len() as u32);
        right[a as usize].push((b, n));
        left[b as usize].push((a, n));
    }
    Neighbours { left, right, count }
}

/// What stands around one word, by class.
struct Around {
    lefts: Vec<usize>,
    rights: Vec<usize>,
    left: Vec<i32>,
    right: Vec<i32>,
    own: i32,
}

/// Bigrams of classes, both ways round, and the classes' sizes.
struct Counts {
    classes: usize,
    bigram: Vec<i32>,
    transposed: Vec<i32>,
    size: Vec<i64>,
}

impl Counts {
    /// Puts a word that occurs `count` times into a class (`sign` 1) or takes it out (−1).
    fn put(&mut self, near: &Around, class: usize, sign: i32, count: u32) {
        let n = self.classes;
        for &g in &near.lefts {
            self.bigram[g * n + class] += sign * near.left[g];
            self.transposed[class * n + g] += sign * near.left[g];
        }
        for &g in &near.rights {
            self.bigram[class * n + g] += sign * near.right[g];
            self.transposed[g * n + class] += sign * near.right[g];
        }
        self.bigram[class * n + class] += sign * near.own;
        self.transposed[class * n + class] += sign * near.own;
        self.size[class] += i64::from(sign) * i64::from(count);
    }
}

/// Classes 0 to `classes` − 1 of words 0 to `words` − 1 (numbered by falling frequency).
pub(crate) fn exchange(text: &[u32], words: usize, classes: usize, rounds: usize) -> Vec<u16> {
    let near = neighbours(text, words);
    let mut class: Vec<u16> = (0..words).map(|w| (w % classes) as u16).collect();
    let mut counts =
        Counts { classes, bigram: vec![0; classes * classes], transposed: Vec::new(), size: vec![0; classes] };
    for w in 0..words {
        counts.size[class[w] as usize] += i64::from(near.count[w]);
        for &(v, n) in &near.right[w] {
            counts.bigram[class[w] as usize * classes + class[v as usize] as usize] += n as i32;
        }
    }
    let table: Vec<f32> = (0..1_u32 << 16).map(|n| if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
    let nln = |n: i32| -> f32 {
        match table.get(n as usize) {
            Some(v) => *v,
            None => n as f32 * (n as f32).ln(),
        }
    };
    counts.transposed = vec![0; classes * classes];
    for a in 0..classes {
        for b in 0..classes {
            counts.transposed[b * classes + a] = counts.bigram[a * classes + b];
        }
    }
    let mut around =
        Around { lefts: Vec::new(), rights: Vec::new(), left: vec![0; classes], right: vec![0; classes], own: 0 };
    for round in 0..rounds {
        let mut moved = 0_usize;
        for w in 0..words {
            let from = class[w] as usize;
            around.own = 0;
            for &(v, n) in &near.left[w] {
                if v as usize == w {
                    around.own = n as i32;
                } else {
                    let c = class[v as usize] as usize;
                    if around.left[c] == 0 {
                        around.lefts.push(c);
                    }
                    around.left[c] += n as i32;
                }
            }
            for &(v, n) in &near.right[w] {
                if v as usize != w {
                    let c = class[v as usize] as usize;
                    if around.right[c] == 0 {
                        around.rights.push(c);
                    }
                    around.right[c] += n as i32;
                }
            }
            let n = near.count[w];
            counts.put(&around, from, -1, n);
            let mut best = (f32::NEG_INFINITY, from);
            for to in 0..classes {
                let (into, out) = (
                    &counts.transposed[to * classes..(to + 1) * classes],
                    &counts.bigram[to * classes..(to + 1) * classes],
                );
                let mut gain = 0.0_f32;
                for &g in &around.lefts {
                    if g != to {
                        gain += nln(into[g] + around.left[g]) - nln(into[g]);
                    }
                }
                for &g in &around.rights {
                    if g != to {
                        gain += nln(out[g] + around.right[g]) - nln(out[g]);
                    }
                }
                let here = out[to];
                gain += nln(here + around.own + around.left[to] + around.right[to]) - nln(here);
                let s = counts.size[to] as f64;
                let grown = s + f64::from(n);
                let loss = 2.0 * (grown * grown.max(1.0).ln() - s * s.max(1.0).ln());
                let gain = gain - loss as f32;
                if gain > best.0 {
                    best = (gain, to);
                }
            }
            counts.put(&around, best.1, 1, n);
            moved += usize::from(best.1 != from);
            class[w] = best.1 as u16;
            for g in around.lefts.drain(..) {
                around.left[g] = 0;
            }
            for g in around.rights.drain(..) {
                around.right[g] = 0;
            }
        }
        eprintln!("clusters: {classes} classes, round {round}: {moved} words moved");
        if moved * 200 < words {
            break;
        }
    }
    class
}

const DIMENSIONS: usize = 96;

/// Classes by k-means over word vectors: the words within two places, weighted by pointwise mutual information, projected at random.
pub(crate) fn by_meaning(text: &[u32], words: usize, contexts: usize, classes: usize, rounds: usize) -> Vec<u16> {
    let mut pairs: Vec<u64> = Vec::new();
    for (n, &w) in text.iter().enumerate() {
        if w as usize >= words {
            continue;
        }
        for d in 1..=2_usize {
            for (side, at) in [(0_u64, n.checked_sub(d)), (1, Some(n + d))] {
                if let Some(&c) = at.and_then(|at| text.get(at))
                    && (c as usize) < contexts
                {
                    let place = side * 2 + u64::from(d > 1);
                    pairs.push(u64::from(w) << 32 | place << 24 | u64::from(c));
                }
            }
        }
    }
    pairs.sort_unstable();
    let mut total = 0.0_f64;
    let mut by_context: HashMap<u32, f64> = HashMap::new();
    let mut by_word = vec![0.0_f64; words];
    for run in pairs.chunk_by(|a, b| a == b) {
        let n = run.len() as f64;
        *by_context.entry(run[0] as u32).or_default() += n;
        by_word[(run[0] >> 32) as usize] += n;
        total += n;
    }
    let mut vectors = vec![[0.0_f32; DIMENSIONS]; words];
    for run in pairs.chunk_by(|a, b| a == b) {
        let (w, c) = ((run[0] >> 32) as usize, run[0] as u32);
        let n = run.len() as f64;
        let weight = (n * total / (by_word[w] * by_context[&c])).ln() as f32;
        if weight <= 0.0 {
            continue;
        }
        let weight = weight * (1.0 - 1.0 / (1.0 + n as f32));
        let mut random = Random::new(u64::from(c).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let bits = [random.next(), random.next()];
        for (d, cell) in vectors[w].iter_mut().enumerate() {
            *cell += if bits[d / 64] >> (d % 64) & 1 == 1 { weight } else { -weight };
        }
    }
    for v in &mut vectors {
        let length = v.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
        v.iter_mut().for_each(|x| *x /= length);
    }
    by_centres(&vectors, classes, words.min(20_000), rounds)
}

/// K-means over directions; the centres begin at words spread over the first `common`.
fn by_centres(vectors: &[[f32; DIMENSIONS]], classes: usize, common: usize, rounds: usize) -> Vec<u16> {
    let mut centres: Vec<[f32; DIMENSIONS]> = (0..classes).map(|c| vectors[c * common / classes]).collect();
    let mut class = vec![0_u16; vectors.len()];
    for round in 0..rounds {
        let mut moved = 0;
        for (w, v) in vectors.iter().enumerate() {
            let mut best = (f32::NEG_INFINITY, 0);
            for (c, centre) in centres.iter().enumerate() {
                let near: f32 = v.iter().zip(centre).map(|(a, b)| a * b).sum();
                if near > best.0 {
                    best = (near, c as u16);
                }
            }
            moved += usize::from(class[w] != best.1);
            class[w] = best.1;
        }
        let mut sums = vec![[0.0_f32; DIMENSIONS]; classes];
        for (v, &c) in vectors.iter().zip(&class) {
            sums[c as usize].iter_mut().zip(v).for_each(|(s, x)| *s += x);
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
            if length > 0.0 {
                *centre = sum.map(|x| x / length);
            }
        }
        eprintln!("clusters: {classes} by meaning, round {round}: {moved} words moved");
        if moved * 100 < vectors.len() {
            break;
        }
    }
    class
}

/// K-means over points of any number of dimensions, its first centres drawn far apart (Arthur and Vassilvitskii 2007), seeded.
pub(crate) fn means(points: &[Vec<f32>], classes: usize, rounds: usize) -> Vec<usize> {
    let far = |a: &[f32], b: &[f32]| -> f32 { a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum() };
    let mut random = Random::new(20_261_122);
    let Some(first) = points.first() else { return Vec::new() };
    let mut centres = vec![first.clone()];
    let mut nearest: Vec<f32> = points.iter().map(|p| far(p, first)).collect();
    while centres.len() < classes {
        let total: f64 = nearest.iter().map(|&d| f64::from(d)).sum();
        let mut left = (random.next() >> 11) as f64 / (1_u64 << 53) as f64 * total;
        let at = nearest.iter().position(|&d| {
            left -= f64::from(d);
            left <= 0.0
        });
        let Some(next) = at.filter(|_| total > 0.0).and_then(|at| points.get(at)) else { break };
        nearest.iter_mut().zip(points).for_each(|(d, p)| *d = d.min(far(p, next)));
        centres.push(next.clone());
    }
    let mut class = vec![0; points.len()];
    for _ in 0..rounds {
        for (cell, point) in class.iter_mut().zip(points) {
            let best = centres.iter().map(|c| far(c, point)).enumerate();
            *cell = best.fold((f32::MAX, 0), |a, (n, d)| if d < a.0 { (d, n) } else { a }).1;
        }
        let mut sums = vec![(0.0_f32, vec![0.0_f32; first.len()]); centres.len()];
        for (&n, point) in class.iter().zip(points) {
            sums[n].0 += 1.0;
            sums[n].1.iter_mut().zip(point).for_each(|(s, x)| *s += x);
        }
        for (centre, (count, sum)) in centres.iter_mut().zip(sums).filter(|c| c.1.0 > 0.0) {
            *centre = sum.into_iter().map(|s| s / count).collect();
        }
    }
    class
}

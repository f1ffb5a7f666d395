//! The weights of features, found by hash: open addressing, built when the model is loaded.
//!
//! A slot is sixteen bytes, its key among them, so that a feature costs one line of the processor's memory, and is added as a whole: the
//! lanes of the key are added too and never read.

use super::TAGS;

/// Bytes of a slot: four of the key, a weight for each tag, and whether the slot is taken.
const SLOT: usize = 16;
const KEY: usize = 4;
const TAKEN: usize = SLOT - 1;

/// A sum of slots. A token has some hundred and fifty features, and each is at most 128: `i16` bears them.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum([i16; SLOT]);

impl Sum {
    /// Adds another.
    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(cell, add)| *cell = cell.wrapping_add(*add));
    }
    /// Adds what was summed to a token's scores.
    #[inline]
    pub(super) fn onto(&self, scores: &mut [i32; TAGS]) {
        scores.iter_mut().zip(self.0.iter().skip(KEY)).for_each(|(cell, sum)| *cell += i32::from(*sum));
    }
}

/// A map from the hashes of features to their weights.
///
/// Most of what is asked for is not there, and the slots are too many to be near at hand: a bit for each of a feature's likely places says
/// so first (one in thirty says it wrongly, and is found out).
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    slots: Vec<[i8; SLOT]>,
    mask: usize,
    /// A bit for the upper part of each key.
    there: Vec<u64>,
    /// How far a key is shifted for it.
    shift: u32,
}

/// Bits for each slot.
const BITS: usize = 8;

impl Weights {
    /// The weights of features, whose hashes must differ.
    pub(super) fn new(features: &[(u32, [i8; TAGS])]) -> Self {
        let size = (features.len() * 2).next_power_of_two().max(2);
        let bits = (size * BITS).max(64);
        let shift = u32::BITS.saturating_sub(bits.ilog2());
        let mut out = Self { slots: vec![[0; SLOT]; size], mask: size - 1, there: vec![0; bits / 64], shift };
        for (key, weights) in features {
            if let Some(word) = out.there.get_mut((key >> shift) as usize / 64) {
                *word |= 1 << (key >> shift & 63);
            }
            let mut at = *key as usize & out.mask;
            while out.slots.get(at).is_some_and(taken) {
                at = (at + 1) & out.mask;
            }
            let Some(slot) = out.slots.get_mut(at) else { continue };
            let bytes = key.to_le_bytes().map(u8::cast_signed);
            slot.iter_mut().zip(bytes.iter().chain(weights)).for_each(|(cell, byte)| *cell = *byte);
            slot[TAKEN] = 1;
        }
        out
    }

    /// Adds the weights of some features, of those that there are.
    ///
    /// First the bits are asked for all, without a branch, then the slots of what is left: so the processor waits for many lines at a time
    /// and not for one after the other.
    pub(super) fn add(&self, keys: &mut Keys, sum: &mut Sum) {
        let mut left = 0;
        for n in 0..keys.count {
            let Some(&key) = keys.all.get(n) else { break };
            if let Some(cell) = keys.all.get_mut(left) {
                *cell = key;
            }
            let bit = key >> self.shift;
            let word = self.there.get(bit as usize / 64).copied().unwrap_or(0);
            left += usize::from(word >> (bit & 63) & 1 == 1);
        }
        for &key in keys.all.iter().take(left) {
            self.add_one(key, sum);
        }
        keys.count = 0;
    }

    #[inline]
    fn add_one(&self, key: u32, sum: &mut Sum) {
        let mut at = key as usize & self.mask;
        while let Some(slot) = self.slots.get(at).filter(|slot| taken(slot)) {
            let [a, b, c, d, ..] = slot.map(i8::cast_unsigned);
            if u32::from_le_bytes([a, b, c, d]) == key {
                sum.0.iter_mut().zip(slot).for_each(|(cell, byte)| *cell = cell.wrapping_add(i16::from(*byte)));
                return;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// How many features are looked up together: more than a word has at one place.
const TOGETHER: usize = 64;

/// Features to be looked up together.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    all: [u32; TOGETHER],
    count: usize,
}

impl Keys {
    /// None.
    pub(super) const fn new() -> Self {
        Self { all: [0; TOGETHER], count: 0 }
    }
    /// One more; where there is no room for it, those before are added to the sum first.
    #[inline]
    pub(super) fn push(&mut self, key: u32, weights: &Weights, sum: &mut Sum) {
        if self.count == TOGETHER {
            weights.add(self, sum);
        }
        if let Some(cell) = self.all.get_mut(self.count) {
            *cell = key;
            self.count += 1;
        }
    }
}

const fn taken(slot: &[i8; SLOT]) -> bool {
    slot[TAKEN] != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(weights: &Weights, key: u32, sum: &mut Sum) {
        let mut keys = Keys::new();
        keys.push(key, weights, sum);
        weights.add(&mut keys, sum);
    }

    #[test]
    fn every_feature_adds_its_own_weights_and_no_other_any() {
        let weights = |n: usize| std::array::from_fn(|tag| i8::try_from((n * 7 + tag * 3) % 255).map_or(-128, |w| w));
        let features: Vec<(u32, [i8; TAGS])> =
            (0..5000).map(|n| (u32::try_from(n).unwrap().wrapping_mul(2_654_435_761), weights(n))).collect();
        let table = Weights::new(&features);
        let said = |key: u32| {
            let (mut sum, mut scores) = (Sum::default(), [5; TAGS]);
            one(&table, key, &mut sum);
            sum.onto(&mut scores);
            scores
        };
        for (key, weights) in &features {
            assert_eq!(said(*key), weights.map(|w| i32::from(w) + 5));
            assert!(features.iter().any(|f| f.0 == key ^ 1) || said(key ^ 1) == [5; TAGS]);
        }
        let (mut sum, mut twice) = (Sum::default(), Sum::default());
        let mut keys = Keys::new();
        (0..150).for_each(|_| keys.push(features[36].0, &table, &mut sum));
        table.add(&mut keys, &mut sum);
        twice.add(&sum);
        let mut scores = [0; TAGS];
        twice.onto(&mut scores);
        assert_eq!(scores, features[36].1.map(|w| i32::from(w) * 150));
    }

    #[test]
    fn no_features_add_nothing() {
        let mut sum = Sum::default();
        one(&Weights::new(&[]), 7, &mut sum);
        assert_eq!(sum, Sum::default());
    }
}

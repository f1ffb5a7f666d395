//! Sorted hashes to row numbers: open addressing, built when the model is loaded.

/// A map from 32-bit hashes to the numbers 0, 1, 2 … in the order given.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    slots: Vec<(u32, u32)>,
    mask: usize,
}

const FREE: u32 = u32::MAX;

impl Table {
    /// A table of `keys`, which must differ.
    pub(super) fn new(keys: &[u32]) -> Self {
        let size = (keys.len() * 2).next_power_of_two().max(2);
        let mut table = Self { slots: vec![(0, FREE); size], mask: size - 1 };
        for (row, &key) in (0_u32..).zip(keys) {
            let mut at = key as usize & table.mask;
            while table.slots.get(at).is_some_and(|s| s.1 != FREE) {
                at = (at + 1) & table.mask;
            }
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = (key, row);
            }
        }
        table
    }

    /// The row of a key.
    pub(super) fn get(&self, key: u32) -> Option<usize> {
        let mut at = key as usize & self.mask;
        loop {
            match self.slots.get(at) {
                Some(&(k, row)) if row != FREE => {
                    if k == key {
                        return Some(row as usize);
                    }
                }
                _ => return None,
            }
            at = (at + 1) & self.mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let keys: Vec<u32> = (0..5000_u32).map(|n| n.wrapping_mul(2_654_435_761)).collect();
        let table = Table::new(&keys);
        for (row, &key) in keys.iter().enumerate() {
            assert_eq!(table.get(key), Some(row));
            assert!(keys.contains(&(key ^ 1)) || table.get(key ^ 1).is_none());
        }
        assert_eq!(Table::new(&[]).get(7), None);
    }
}

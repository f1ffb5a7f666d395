//! The learned strengths of stems: how much speaks for a stem as a word of its own. All figures in quarters.

use crate::lexicon;
use std::sync::LazyLock;

const STEMS: &str = include_str!("data/stems.txt");
const BACKOFF: &str = include_str!("data/backoff.tsv");
const CLITICS: &str = include_str!("data/clitics.tsv");
const CLOSED: &str = include_str!("data/closed.tsv");

/// The code letters of a strength, weakest first.
const CODES: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij";
/// The strength of the first code letter, and the step to the next.
const WEAKEST: i32 = -32;
const STEP: i32 = 2;
/// The bounds of what the backoff may say.
const BACKOFF_BOUNDS: (i32, i32) = (-24, 28);

/// The tables, read once.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// A word of a closed class and how it is divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Closed {
    /// The word as written, hamza kept.
    pub form: &'static str,
    /// Its proclitics, each of one letter, none the article.
    pub proclitics: Vec<char>,
    /// Letters of the pronoun at its end.
    pub enclitic: usize,
}

/// Strengths of stems, of chains of proclitics and of pronouns.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// All stems, one after the other, in order.
    arena: String,
    /// Where each ends, and its strength.
    ends: Vec<(u32, i16)>,
    base: i32,
    length: [i32; 10],
    first: Vec<((char, char), i32)>,
    last: Vec<((char, char), i32)>,
    chains: Vec<(Vec<char>, i32)>,
    pronouns: Vec<(Vec<char>, i32)>,
    bare: Vec<&'static str>,
    closed: Vec<Closed>,
}

fn pair(text: &str) -> (char, char) {
    let mut letters = text.chars();
    (letters.next().unwrap_or('-'), letters.next().unwrap_or('-'))
}

/// The letters that the backoff knows; others are `-`, like a letter that is not there.
fn known(c: Option<char>) -> char {
    c.filter(|c| matches!(c, 'ء' | 'ؤ' | 'ئ'..='غ' | 'ف'..='و' | 'ي')).unwrap_or('-')
}

fn find(table: &[((char, char), i32)], key: (char, char)) -> i32 {
    table.binary_search_by_key(&key, |row| row.0).ok().and_then(|at| table.get(at)).map_or(0, |row| row.1)
}

impl Tables {
    fn read() -> Self {
        let mut tables = Self::default();
        tables.read_stems();
        for row in lexicon::rows(BACKOFF) {
            let [kind, quarters, key] = row.as_slice() else { continue };
            let quarters = quarters.parse().unwrap_or(0);
            match *kind {
                "base" => tables.base = quarters,
                "length" => {
                    if let Some(slot) = key.parse::<usize>().ok().and_then(|n| tables.length.get_mut(n)) {
                        *slot = quarters;
                    }
                }
                "first" => tables.first.push((pair(key), quarters)),
                _ => tables.last.push((pair(key), quarters)),
            }
        }
        tables.first.sort_unstable();
        tables.last.sort_unstable();
        for row in lexicon::rows(CLITICS) {
            let [kind, quarters, key] = row.as_slice() else { continue };
            let letters: Vec<char> = key.chars().filter(|&c| c != '+').collect();
            let quarters = quarters.parse().unwrap_or(0);
            match *kind {
                "pro" => tables.chains.push((letters, quarters)),
                "enc" => tables.pronouns.push((letters, quarters)),
                _ => tables.bare.push(key),
            }
        }
        for row in lexicon::rows(CLOSED) {
            let [proclitics, pronoun, form] = row.as_slice() else { continue };
            let letters = |cell: &str| cell.chars().filter(|c| !matches!(c, '+' | '-')).collect::<Vec<char>>();
            tables.closed.push(Closed { form, proclitics: letters(proclitics), enclitic: letters(pronoun).len() });
        }
        tables.closed.sort_unstable_by_key(|word| word.form);
        tables
    }

    /// Undoes the front coding of the list of stems.
    fn read_stems(&mut self) {
        let mut stem = String::new();
        for line in STEMS.lines().filter(|line| !line.starts_with('#')) {
            let mut letters = line.chars();
            let shared = letters.next().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
            let code = letters.next_back().and_then(|c| CODES.find(c)).and_then(|at| i32::try_from(at).ok());
            let keep = stem.char_indices().nth(shared).map_or(stem.len(), |(at, _)| at);
            stem.truncate(keep);
            stem.push_str(letters.as_str());
            self.arena.push_str(&stem);
            let strength = i16::try_from(WEAKEST + STEP * code.unwrap_or(0)).unwrap_or(0);
            self.ends.push((u32::try_from(self.arena.len()).unwrap_or(u32::MAX), strength));
        }
    }

    fn stem(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|at| self.ends.get(at)).map_or(0, |row| row.0);
        let end = self.ends.get(at).map_or(start, |row| row.0);
        self.arena.get(start as usize..end as usize).unwrap_or("")
    }

    /// What the list says of a stem, given as its key (alefs without hamza, yeh for alef maqsura).
    pub(super) fn listed(&self, key: &str) -> Option<i32> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.stem(middle).cmp(key) {
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
                core::cmp::Ordering::Equal => return self.ends.get(middle).map(|row| i32::from(row.1)),
            }
        }
        None
    }

    /// The strength of a stem, listed or guessed from its length and its ends.
    pub(super) fn strength(&self, key: &str) -> i32 {
        self.listed(key).unwrap_or_else(|| {
            let (mut front, mut back) = (key.chars(), key.chars());
            let first = (known(front.next()), known(front.next()));
            let (z, y) = (known(back.next_back()), known(back.next_back()));
            let length = self.length.get(key.chars().count().min(9)).copied().unwrap_or(0);
            let guess = self.base + length + find(&self.first, first) + find(&self.last, (y, z));
            guess.clamp(BACKOFF_BOUNDS.0, BACKOFF_BOUNDS.1)
        })
    }

    /// What a chain of proclitics adds; chains never seen cost a word's strength.
    pub(super) fn chain(&self, letters: &[char]) -> i32 {
        self.chains.iter().find(|row| row.0 == letters).map_or(-4, |row| row.1)
    }

    /// The pronouns and what each adds; the first is none at all.
    pub(super) fn pronouns(&self) -> &[(Vec<char>, i32)] {
        &self.pronouns
    }

    /// Whether a stem with lam first takes no article.
    pub(super) fn is_bare(&self, key: &str) -> bool {
        self.bare.contains(&key)
    }

    /// A word of a closed class.
    pub(super) fn closed(&self, form: &str) -> Option<&Closed> {
        self.closed.binary_search_by_key(&form, |word| word.form).ok().and_then(|at| self.closed.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_stems_is_read_whole_and_in_order() {
        let lines = STEMS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(TABLES.ends.len(), lines);
        assert!((1..lines).all(|at| TABLES.stem(at - 1) < TABLES.stem(at)));
        assert!(TABLES.listed("قال").is_some());
        assert_eq!(TABLES.listed("قالسشغ"), None);
    }

    #[test]
    fn a_stem_that_is_not_listed_is_guessed_within_bounds() {
        for key in ["", "قلنسوةسش", "پگچ", "نيكيبيلوفسكايا"] {
            assert_eq!(TABLES.listed(key), None);
            assert!((BACKOFF_BOUNDS.0..=BACKOFF_BOUNDS.1).contains(&TABLES.strength(key)), "{key}");
        }
    }
}

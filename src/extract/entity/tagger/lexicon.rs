//! What the model knows of single words and of names of several words, each known by a hash of its letters.

use super::table::Table;

/// Common given name.
pub const GIVEN: u16 = 1;
/// Seen as given name.
pub const GIVEN_RARE: u16 = 2;
/// Common surname.
pub const SURNAME: u16 = 4;
/// Seen as surname.
pub const SURNAME_RARE: u16 = 8;
/// A foreign name in Arabic letters.
pub const FOREIGN_NAME: u16 = 16;
/// A country.
pub const COUNTRY: u16 = 32;
/// A town of 100,000 people or more.
pub const CITY: u16 = 64;
/// A smaller place.
pub const TOWN: u16 = 128;
/// Province or state.
pub const REGION: u16 = 256;
/// First word of a place name of several words.
pub const PLACE_FIRST: u16 = 512;
/// Later word of a place name of several words.
pub const PLACE_LATER: u16 = 1024;
/// Word that seldom stands in a name.
pub const STOP: u16 = 2048;
/// How many of the flags above there are.
pub const FLAGS: u16 = 12;

/// What is known of one word.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// −100 · log10 of its frequency, in steps of 4; 0 where unknown.
    pub frequency: u8,
    /// Name and place lists.
    pub flags: u16,
    /// Its cluster among few; 0 where unknown.
    pub coarse: u8,
    /// Its cluster among many; 0 where unknown.
    pub fine: u16,
    /// Its cluster by a second clustering; 0 where unknown.
    pub second: u16,
    /// Its class by what the teacher held it for in unlabelled text, on the whole; 0 where unknown.
    pub prior: u8,
    /// Its class by where it stands in the teacher's space; 0 where unknown.
    pub third: u16,
}

/// The word list of a model.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Table,
    entries: Vec<Entry>,
    phrases: Table,
    kinds: Vec<u8>,
}

impl Lexicon {
    /// A lexicon of words and phrases, each given by its hash.
    pub fn new(words: &[(u32, Entry)], phrases: &[(u32, u8)]) -> Self {
        let keys: Vec<u32> = words.iter().map(|w| w.0).collect();
        let phrase_keys: Vec<u32> = phrases.iter().map(|p| p.0).collect();
        Self {
            words: Table::new(&keys),
            entries: words.iter().map(|w| w.1).collect(),
            phrases: Table::new(&phrase_keys),
            kinds: phrases.iter().map(|p| p.1).collect(),
        }
    }
    /// What is known of a word, given as its folded letters.
    pub fn entry(&self, word: &str) -> Option<Entry> {
        self.words.get(short(hash(word))).and_then(|row| self.entries.get(row)).copied()
    }
    /// The kind of a name of several words, given by the hash that [`join`] makes.
    pub fn phrase(&self, hash: u64) -> Option<u8> {
        self.phrases.get(short(hash)).and_then(|row| self.kinds.get(row)).copied()
    }
}

/// A word's hash: FNV-1a over its UTF-8, mixed.
pub fn hash(text: &str) -> u64 {
    let h = text.bytes().fold(0xCBF2_9CE4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
    mix(h)
}

/// Spreads a hash over its 64 bits.
pub const fn mix(h: u64) -> u64 {
    let h = (h ^ (h >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let h = (h ^ (h >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^ (h >> 31)
}

/// The hash of a sequence, one longer.
pub const fn join(before: u64, next: u64) -> u64 {
    mix(before.rotate_left(23).wrapping_add(next))
}

/// The upper half: what tables are keyed by.
#[allow(clippy::cast_possible_truncation, reason = "32 bits are left after the shift")]
pub const fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

//! The entity lexica: names of places and organisations, name words, heads, in tables keyed by a hash of the folded words.
//!
//! Loaded once, without a `String` for each entry: a phrase is found by extending the hash of its first word by each further one.

use super::list::List;
use crate::extract::EntityLabel;
use crate::normalize::fold_char;
use crate::text::letters;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of word classes.
pub(super) type Flags = u32;
/// Hardly ever anything but a name word.
pub(super) const STRONG: Flags = 1;
/// A name word that is also a word.
pub(super) const WEAK: Flags = 1 << 1;
/// A frequent word that is not a name.
pub(super) const COMMON: Flags = 1 << 2;
/// An adjective of nationality.
pub(super) const NATION: Flags = 1 << 3;
/// Head of an organisation's name, part of it.
pub(super) const ORG: Flags = 1 << 4;
/// Head before an organisation's name, not part of it.
pub(super) const ORG_CLASS: Flags = 1 << 5;
/// A feminine institution that a nationality makes a name.
pub(super) const FORCE_F: Flags = 1 << 6;
/// A masculine one.
pub(super) const FORCE_M: Flags = 1 << 7;
/// An institution that its country, ruler or side makes a name.
pub(super) const OF: Flags = 1 << 8;
/// Head of a settlement or province.
pub(super) const GPE: Flags = 1 << 9;
/// Head of a built place.
pub(super) const FAC: Flags = 1 << 10;
/// Head of a built place that needs a known name after it.
pub(super) const FAC_WEAK: Flags = 1 << 11;
/// Head of another place.
pub(super) const LOC: Flags = 1 << 12;
/// Opens a place name of two words.
pub(super) const START: Flags = 1 << 13;
/// Stands before a person's name.
pub(super) const TITLE: Flags = 1 << 14;
/// Its phrase may end in a person's name.
pub(super) const ROLE: Flags = 1 << 15;
/// Stands between an organisation's head and a definite noun.
pub(super) const IDAFA: Flags = 1 << 16;
/// An adjective that belongs to names.
pub(super) const ADJ: Flags = 1 << 17;
/// A definite adjective or time word that is never part of a name.
pub(super) const TAIL: Flags = 1 << 18;
/// A function word or verb.
pub(super) const STOP: Flags = 1 << 19;
/// A ministry's field.
pub(super) const PORTFOLIO: Flags = 1 << 20;
/// A word of saying.
pub(super) const SAY: Flags = 1 << 21;
/// A preposition or compass word before places.
pub(super) const PREP: Flags = 1 << 22;
/// After the head of a built place: no name.
pub(super) const GENERIC: Flags = 1 << 23;

const CLASSES: &[(&str, Flags)] = &[
    ("org", ORG),
    ("org_class", ORG_CLASS),
    ("force_f", FORCE_F),
    ("force_m", FORCE_M),
    ("of", OF),
    ("gpe", GPE),
    ("fac", FAC),
    ("fac_weak", FAC_WEAK),
    ("loc", LOC),
    ("start", START),
    ("title", TITLE),
    ("role", ROLE),
    ("idafa", IDAFA),
    ("adj", ADJ),
    ("tail", TAIL),
    ("stop", STOP),
    ("portfolio", PORTFOLIO),
    ("say", SAY),
    ("prep", PREP),
    ("generic", GENERIC),
];

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of some already folded letters, going on from `seed`.
fn extend(seed: u64, folded: &str) -> u64 {
    folded.bytes().fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

/// The hash of a folded word.
pub(super) fn hash(folded: &str) -> u64 {
    extend(FNV, folded)
}

/// The hash of a folded word with the article written before it.
pub(super) fn hash_definite(folded: &str) -> u64 {
    extend(extend(FNV, "ال"), folded)
}

/// The hash of a phrase and one more folded word.
pub(super) fn hash_next(phrase: u64, folded: &str) -> u64 {
    extend(extend(phrase, " "), folded)
}

/// The hash of a phrase as a list writes it, folded on the way, and of each of its beginnings (without the whole).
fn hash_written(phrase: &str, mut beginning: impl FnMut(u64)) -> u64 {
    let mut h = FNV;
    let mut buffer = [0; 4];
    for c in phrase.chars().filter(|&c| c != letters::TATWEEL) {
        if c == ' ' {
            beginning(h);
            h = extend(h, " ");
        } else if let Some(c) = fold_char(c) {
            h = extend(h, c.encode_utf8(&mut buffer));
        }
    }
    h
}

type Table<V> = FxHashMap<u64, V>;

/// Which list a name comes from.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// Our own lists.
    Own,
    /// The countries.
    Country,
    /// GeoNames.
    GeoNames,
}

/// A known name.
#[derive(Copy, Clone, Debug)]
pub(super) struct Entry {
    /// What it names.
    pub label: EntityLabel,
    /// Whether it is also a common word or phrase.
    pub common: bool,
    /// Whether it is a common word that a preposition before it makes a place.
    pub local: bool,
    /// Whether it is also another word, and has to be spoken for by what stands about it or elsewhere in the article.
    pub doubtful: bool,
    /// The country whose mention speaks for it, where it is doubtful; `""` for none.
    pub country: &'static str,
    /// Where it comes from.
    pub source: Source,
    /// The line of its list: aliases of one thing share it.
    pub line: &'static str,
    /// The next entry of the same name.
    next: u32,
}

const NONE: u32 = u32::MAX;

/// All tables.
#[derive(Default)]
pub(super) struct Lexicon {
    words: Table<Flags>,
    phrases: Table<u32>,
    entries: Vec<Entry>,
    nations: Table<&'static str>,
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// A list's line cut at its tabs; past the end gives "".
pub(super) fn cell(line: &'static str, n: usize) -> &'static str {
    line.split('\t').nth(n).unwrap_or("")
}

impl Lexicon {
    fn word(&mut self, word: &str, flag: Flags) {
        *self.words.entry(hash_written(word, |_| ())).or_default() |= flag;
    }

    fn phrase(&mut self, phrase: &'static str, entry: Entry) {
        let phrases = &mut self.phrases;
        let h = hash_written(phrase, |b| {
            phrases.entry(b).or_insert(NONE);
        });
        let at = u32::try_from(self.entries.len()).unwrap_or(NONE);
        self.entries.push(entry);
        let first = self.phrases.entry(h).or_insert(NONE);
        if *first == NONE {
            *first = at;
            return;
        }
        // Appended to the chain: the lists come in the order of trust.
        let mut last = *first as usize;
        while let Some(e) = self.entries.get(last).filter(|e| e.next != NONE) {
            last = e.next as usize;
        }
        if let Some(e) = self.entries.get_mut(last) {
            e.next = at;
        }
    }

    fn load() -> Self {
        let mut out = Self::default();
        out.words.reserve(20_000);
        out.phrases.reserve(12_000);
        for line in lines(include_str!("data/heads.tsv")) {
            let flag = CLASSES.iter().find(|c| c.0 == cell(line, 0)).map_or(0, |c| c.1);
            cell(line, 1).split(' ').for_each(|w| out.word(w, flag));
        }
        let mut flag = STRONG;
        for line in lines(include_str!("data/names.tsv")) {
            if line == "-" {
                flag = WEAK;
            } else {
                out.word(line, flag);
            }
        }
        lines(include_str!("data/common.tsv")).for_each(|l| out.word(l, COMMON));
        let own =
            [include_str!("data/organisations.tsv"), include_str!("data/places.tsv"), include_str!("data/persons.tsv")];
        for text in own {
            for line in lines(text) {
                let label = match cell(line, 0) {
                    "ORG" => EntityLabel::Org,
                    "LOC" => EntityLabel::Loc,
                    "FAC" => EntityLabel::Fac,
                    "PER" => EntityLabel::Per,
                    _ => EntityLabel::Gpe,
                };
                let common = cell(line, 1).contains(['h', 'p']);
                let local = cell(line, 1).contains('p');
                let (_, country) = cell(line, 1).split_once('d').unwrap_or_default();
                for name in cell(line, 2).split('|') {
                    let alone = cell(line, 2) == name || !name.contains(' ');
                    let doubtful = cell(line, 1).contains('d') && alone;
                    let source = Source::Own;
                    out.phrase(name, Entry { label, common, local, doubtful, country, source, line, next: NONE });
                }
            }
        }
        lines(include_str!("data/countries.tsv")).for_each(|line| out.country(line));
        for line in lines(include_str!("data/geonames.tsv")) {
            for name in cell(line, 5).split('|') {
                let common = name.starts_with('*');
                let name = name.trim_start_matches('*');
                let label = EntityLabel::Gpe;
                let source = Source::GeoNames;
                let (local, doubtful, country) = (false, false, "");
                out.phrase(name, Entry { label, common, local, doubtful, country, source, line, next: NONE });
            }
        }
        out
    }

    fn country(&mut self, line: &'static str) {
        for name in cell(line, 5).split('|') {
            let entry = Entry {
                label: EntityLabel::Gpe,
                common: false,
                local: false,
                doubtful: List::DoubtfulCountry.has(name),
                country: "",
                source: Source::Country,
                line,
                next: NONE,
            };
            self.phrase(name, entry);
        }
        for stem in cell(line, 4).split(',').filter(|stem| !stem.is_empty()) {
            for before in ["", "ال"] {
                for after in ["", "ه", "ين", "ون", "ات", "تين", "ان"] {
                    let h = extend(extend(extend(FNV, before), stem), after);
                    *self.words.entry(h).or_default() |= NATION;
                    self.nations.entry(h).or_insert(line);
                }
            }
        }
    }

    /// The classes of a word by its hash.
    pub(super) fn flags(&self, word: u64) -> Flags {
        self.words.get(&word).copied().unwrap_or(0)
    }

    /// Whether a phrase is the beginning of a known name or one itself, and the first entry of that name.
    pub(super) fn find(&self, phrase: u64) -> Option<Option<u32>> {
        self.phrases.get(&phrase).map(|&e| (e != NONE).then_some(e))
    }

    /// An entry.
    pub(super) fn entry(&self, at: u32) -> Option<&Entry> {
        self.entries.get(at as usize)
    }

    /// An entry and all others of the same name.
    pub(super) fn namesakes(&self, at: u32) -> impl Iterator<Item = &Entry> {
        let mut next = at;
        std::iter::from_fn(move || {
            let entry = self.entries.get(next as usize)?;
            next = entry.next;
            Some(entry)
        })
    }

    /// The entry of a whole phrase as written.
    pub(super) fn look_up(&self, phrase: &str) -> Option<u32> {
        self.find(hash_written(phrase, |_| ())).flatten()
    }

    /// The line of the country whose adjective of nationality a word is.
    pub(super) fn nation(&self, word: u64) -> Option<&'static str> {
        self.nations.get(&word).copied()
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The tables, loaded at first use.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

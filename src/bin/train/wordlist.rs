//! The model's word list: frequencies, name and place lists, word classes.

use crate::clusters;
use crate::corpora;
use crate::silver;
use hashiya::extract::entity::tagger::features::{phrase_hash, strip};
use hashiya::extract::entity::tagger::lexicon::{self, Entry, Lexicon, hash, short};
use hashiya::normalize::{fold_char, fold_word};
use hashiya::text::letters;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

/// How many words get classes.
const CLUSTERED: usize = 60_000;

/// What goes into the model of words and phrases.
#[derive(Default)]
pub(crate) struct WordList {
    /// By rising hash.
    pub(crate) words: Vec<(u32, Entry)>,
    /// By rising hash.
    pub(crate) phrases: Vec<(u32, u8)>,
}

impl WordList {
    /// As the tagger uses it.
    pub(crate) fn lexicon(&self) -> Lexicon {
        Lexicon::new(&self.words, &self.phrases)
    }
}

fn read(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path).map_err(|e| io::Error::other(format!("{}: {e}", path.display())))
}

/// Frequencies per folded word, in −100 · log10.
fn frequencies(corpora: &Path) -> io::Result<HashMap<String, u16>> {
    let mut sums: HashMap<String, f64> = HashMap::new();
    for line in read(&corpora.join("words/wordfreq_large_ar.tsv"))?.lines().skip(1) {
        if let Some((word, n)) = line.split_once('\t')
            && let Ok(n) = n.trim().parse::<f64>()
            && word.chars().all(letters::is_arabic_letter)
        {
            *sums.entry(fold_word(word)).or_default() += 10_f64.powf(-n / 100.0);
        }
    }
    Ok(sums.into_iter().map(|(w, f)| (w, (-100.0 * f.log10()).round().clamp(4.0, 1000.0) as u16)).collect())
}

fn arabic(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ھ', 'ې', 'ۇ', 'ە', 'ڭ', 'ۋ', 'ۆ', 'ۈ'])
        && name.chars().all(|c| letters::is_arabic_letter(c) || letters::is_mark(c) || c == ' ' || c == '-')
}

#[derive(Default)]
struct Lists {
    flags: BTreeMap<String, u16>,
    phrases: BTreeMap<u32, u8>,
}

impl Lists {
    fn word(&mut self, word: &str, flag: u16) {
        *self.flags.entry(fold_word(word)).or_default() |= flag;
    }
    fn place(&mut self, name: &str, flag: u16, kind: u8) {
        if !arabic(name) {
            return;
        }
        let folded = fold_word(&name.replace('-', " "));
        let parts: Vec<&str> = folded.split(' ').filter(|p| !p.is_empty()).collect();
        match parts.as_slice() {
            [] => {}
            [one] if one.chars().count() >= 3 => self.word(one, flag),
            [_] => {}
            [first, rest @ ..] => {
                if parts.len() <= 4 {
                    let cell = self.phrases.entry(short(phrase_hash(parts.iter().copied()))).or_insert(kind);
                    *cell = (*cell).min(kind);
                }
                if first.chars().count() >= 3 {
                    self.word(first, lexicon::PLACE_FIRST);
                }
                for word in rest.iter().filter(|w| w.chars().count() >= 3) {
                    self.word(word, lexicon::PLACE_LATER);
                }
            }
        }
    }
}

fn lists(corpora: &Path) -> io::Result<Lists> {
    let mut out = Lists::default();
    for line in read(&corpora.join("names/wikidata_name_units.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [word, given, surname, ..] = cells.as_slice() else { continue };
        if !arabic(word) || word.contains(' ') || word.chars().count() < 2 {
            continue;
        }
        let n = |s: &str| s.parse::<u32>().unwrap_or(0);
        let level = |n: u32, common: u16, rare: u16| {
            if n >= 20 {
                common
            } else if n >= 2 {
                rare
            } else {
                0
            }
        };
        let flags = level(n(given), lexicon::GIVEN, lexicon::GIVEN_RARE)
            | level(n(surname), lexicon::SURNAME, lexicon::SURNAME_RARE);
        if flags != 0 {
            out.word(word, flags);
        }
    }
    for line in read(&corpora.join("names/egy_names.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [word, _, class, ..] = cells.as_slice() else { continue };
        if arabic(word) && !word.contains(' ') && *class != "r" {
            out.word(word, if *class == "c" { lexicon::GIVEN } else { lexicon::GIVEN_RARE });
        }
    }
    for line in read(&corpora.join("names/arabnamer_latin_ar.tsv"))?.lines() {
        if let Some((_, word)) = line.split_once('\t')
            && arabic(word)
            && !word.contains(' ')
            && word.chars().count() >= 3
        {
            out.word(word, lexicon::FOREIGN_NAME);
        }
    }
    for line in read(&corpora.join("places/cities500_ar.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, _, _, _, people, _, _, names, ..] = cells.as_slice() else { continue };
        let big = people.parse::<u64>().unwrap_or(0) >= 100_000;
        for name in names.split('|') {
            out.place(name, if big { lexicon::CITY } else { lexicon::TOWN }, if big { 2 } else { 4 });
        }
    }
    let countries: serde_json::Value =
        serde_json::from_str(&read(&corpora.join("places/i18n-iso-countries_ar.json"))?)?;
    for names in countries.get("countries").and_then(|c| c.as_object()).into_iter().flat_map(|c| c.values()) {
        let all = names.as_array().cloned().unwrap_or_else(|| vec![names.clone()]);
        all.iter().filter_map(|n| n.as_str()).for_each(|n| out.place(n, lexicon::COUNTRY, 1));
    }
    for line in read(&corpora.join("cldr/cldr41_ar.tsv")).unwrap_or_default().lines() {
        if let Some((_, name)) = line.split_once('\t') {
            out.place(name, lexicon::REGION, 3);
        }
    }
    for line in read(&corpora.join("places/algeria_communes.tsv"))?.lines() {
        for (n, name) in line.split('\t').enumerate().filter(|(n, _)| *n != 1) {
            out.place(name, if n == 0 { lexicon::TOWN } else { lexicon::REGION }, 3);
        }
    }
    for line in read(&corpora.join("places/yemen_regions.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [level, name, ..] = cells.as_slice()
            && *level != "villages"
        {
            out.place(name, if *level == "governorates" { lexicon::REGION } else { lexicon::TOWN }, 3);
        }
    }
    for word in read(&corpora.join("words/stopwords-ar.txt"))?.lines() {
        out.word(word.trim(), lexicon::STOP);
    }
    Ok(out)
}

/// Words of a line, folded: Arabic words as they are, numbers as `0`, signs one by one.
fn words_of(line: &str, out: &mut Vec<String>) {
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        if letters::is_arabic_letter(c) || letters::is_mark(c) || c == letters::TATWEEL {
            word.extend(Some(c).filter(|&c| c != letters::TATWEEL).and_then(fold_char));
            continue;
        }
        if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_numeric() {
            if out.last().is_none_or(|w| w != "0") {
                out.push("0".to_owned());
            }
        } else if !c.is_whitespace() {
            out.push(c.to_string());
        }
    }
}

/// Numbers the words of all text by falling frequency of their stems.
fn stems(paths: &[std::path::PathBuf], lexicon: &Lexicon) -> io::Result<(Vec<u32>, Vec<String>)> {
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut stripped: HashMap<String, u32> = HashMap::new();
    let (mut names, mut counts): (Vec<String>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut text: Vec<u32> = Vec::new();
    let mut words = Vec::new();
    for path in paths {
        corpora::lines(path, &mut |line| {
            words.clear();
            words_of(line, &mut words);
            for word in &words {
                let id = match stripped.get(word) {
                    Some(&id) => id,
                    None => {
                        let stem = strip(word, lexicon).0;
                        let next = names.len() as u32;
                        let id = *ids.entry(stem.clone()).or_insert(next);
                        if id == next {
                            names.push(stem);
                            counts.push(0);
                        }
                        stripped.insert(word.clone(), id);
                        id
                    }
                };
                counts[id as usize] += 1;
                text.push(id);
            }
            text.push(u32::MAX);
        })?;
    }
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    order.sort_by_key(|&w| (std::cmp::Reverse(counts[w as usize]), w));
    let mut rank = vec![0; names.len()];
    for (n, &w) in order.iter().enumerate() {
        rank[w as usize] = n as u32;
    }
    text.iter_mut().filter(|w| **w != u32::MAX).for_each(|w| *w = rank[*w as usize]);
    let kept = order.iter().take_while(|&&w| counts[w as usize] >= 6).take(CLUSTERED);
    let names = kept.map(|&w| names[w as usize].clone()).collect();
    eprintln!("clusters: {} words of text", text.len());
    Ok((text, names))
}

/// Word classes: coarse, fine, by meaning; read from `cache` where it is there.
fn classes(
    paths: &[std::path::PathBuf],
    lexicon: &Lexicon,
    cache: &Path,
) -> io::Result<BTreeMap<String, (u8, u16, u16)>> {
    if let Ok(text) = std::fs::read_to_string(cache) {
        let row = |line: &str| {
            let mut cells = line.split('\t');
            let word = cells.next()?.to_owned();
            Some((word, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
        };
        return Ok(text.lines().filter_map(row).collect());
    }
    let (text, names) = stems(paths, lexicon)?;
    let coarse = clusters::exchange(&text, names.len(), 63, 12);
    let meaning = clusters::by_meaning(&text, names.len(), 3000, 800, 15);
    let fine = clusters::exchange(&text, names.len(), 500, 8);
    let mut out = BTreeMap::new();
    let mut written = String::new();
    for (n, name) in names.into_iter().enumerate() {
        let row = (coarse[n] as u8 + 1, fine[n] + 1, meaning[n] + 1);
        written.push_str(&format!("{name}\t{}\t{}\t{}\n", row.0, row.1, row.2));
        out.insert(name, row);
    }
    if let Some(folder) = cache.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(cache, written)?;
    Ok(out)
}

/// Numbers of classes by what the teacher holds words for, and by where it puts them.
const PRIORS: usize = 200;
const PLACES: usize = 500;

/// Builds the word list from everything in the folder of corpora, and from what the teacher says of words.
pub(crate) fn build(
    corpora: &Path,
    cache: &Path,
    taught: &[silver::Sentence],
    places: Option<&Path>,
) -> io::Result<WordList> {
    let frequency = frequencies(corpora)?;
    let lists = lists(corpora)?;
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (word, &f) in frequency.iter().filter(|(w, f)| **f <= 640 && w.chars().count() >= 2) {
        entries.entry(word.clone()).or_default().frequency = (f / 4) as u8;
    }
    for (word, &flags) in &lists.flags {
        let entry = entries.entry(word.clone()).or_default();
        entry.flags = flags;
        entry.frequency = frequency.get(word).map_or(0, |f| (f / 4) as u8);
    }
    let phrases: Vec<(u32, u8)> = lists.phrases.into_iter().collect();
    let list = finish(&entries, phrases);
    let texts: Vec<_> = [
        "unlabelled/arwiki-2017.txt.xz",
        "unlabelled/antcorpus.jsonl",
        "ner/newsfane/train.conll",
        "ner/wikifane/train.conll",
        "ner/wojood/train.dedup.conll",
    ]
    .iter()
    .map(|p| corpora.join(p))
    .collect();
    for (word, (coarse, fine, second)) in classes(&texts, &list.lexicon(), cache)? {
        let known = frequency.get(&word).map_or(0, |f| (f / 4) as u8);
        let entry = entries.entry(word).or_default();
        entry.frequency = known;
        (entry.coarse, entry.fine, entry.second) = (coarse, fine, second);
    }
    let lexicon = list.lexicon();
    for (word, prior) in silver::priors(taught, &lexicon, PRIORS) {
        let known = frequency.get(&word).map_or(0, |f| (f / 4) as u8);
        let entry = entries.entry(word).or_default();
        (entry.frequency, entry.prior) = (known, prior);
    }
    for (word, third) in places.map(|p| silver::places(p, &lexicon, PLACES)).transpose()?.unwrap_or_default() {
        let known = frequency.get(&word).map_or(0, |f| (f / 4) as u8);
        let entry = entries.entry(word).or_default();
        (entry.frequency, entry.third) = (known, third);
    }
    Ok(finish(&entries, list.phrases))
}

fn finish(entries: &BTreeMap<String, Entry>, phrases: Vec<(u32, u8)>) -> WordList {
    let words: BTreeMap<u32, Entry> = entries.iter().map(|(w, &e)| (short(hash(w)), e)).collect();
    eprintln!("word list: {} words, {} phrases", words.len(), phrases.len());
    WordList { words: words.into_iter().collect(), phrases }
}

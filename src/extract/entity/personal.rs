//! The personal lexicon: what a person has said of names once and for all. It wins over the rules and the tagger.

use super::scan::{Reading, Scan};
use super::{EntityLabel, Evidence};
use crate::normalize::fold_word;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What its file says it is.
pub const SCHEMA: &str = "hashiya/lexicon";
/// The version of its file that is written; later ones are refused.
pub const VERSION: u32 = 1;
/// How many entries a file may hold.
pub const MOST: usize = 20_000;
/// How many words a name may have.
const WORDS: usize = 12;

/// One name and what the person says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalEntry {
    /// The name as the person saw it.
    pub name: String,
    /// Its label, or that it is no name.
    pub label: Option<EntityLabel>,
}

/// Names with their labels, each under its folded letters without spaces: عبد الرحمن and عبدالرحمن are one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonalLexicon {
    entries: BTreeMap<String, PersonalEntry>,
}

/// Why a file of names cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// Not JSON, or not of this form.
    #[error("not a lexicon: line {line}, column {column}: {why}")]
    Malformed {
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
        /// What the reader says.
        why: String,
    },
    /// JSON of another kind.
    #[error("not a personal lexicon of Hashiya (its `schema` is not `hashiya/lexicon`)")]
    Foreign,
    /// Of a later version.
    #[error("written by a later version (format {found}; this one reads up to {VERSION})")]
    Later {
        /// Its version.
        found: u32,
    },
    /// A label that there is not.
    #[error("entry {entry}: there is no label `{label}`")]
    Label {
        /// Which, from 1.
        entry: usize,
        /// What it says.
        label: String,
    },
    /// A name without a letter, or of too many words.
    #[error("entry {entry}: `{name}` cannot be a name")]
    Name {
        /// Which, from 1.
        entry: usize,
        /// What it says.
        name: String,
    },
    /// Too many entries.
    #[error("more than {MOST} entries")]
    TooMany,
}

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    version: u32,
    #[serde(default)]
    entries: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    name: String,
    label: Option<String>,
}

/// The form under which a name is known; `None` where it cannot be one.
fn key(name: &str) -> Option<String> {
    let words = name.split_whitespace().count();
    let key: String = name.split_whitespace().map(fold_word).collect();
    ((1..=WORDS).contains(&words) && key.chars().any(char::is_alphabetic)).then_some(key)
}

impl PersonalLexicon {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many names it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Its names, in the order of their letters.
    pub fn entries(&self) -> impl Iterator<Item = &PersonalEntry> {
        self.entries.values()
    }

    /// What it says of a name: nothing, or a label, or that it is none.
    pub fn get(&self, name: &str) -> Option<&PersonalEntry> {
        self.entries.get(&key(name)?)
    }

    /// Learns that a name has a label, or with `None` that it is no name; what it said before is forgotten. Out: whether it can be one.
    pub fn set(&mut self, name: &str, label: Option<EntityLabel>) -> bool {
        let Some(key) = key(name) else { return false };
        if self.len() >= MOST && !self.entries.contains_key(&key) {
            return false;
        }
        self.entries.insert(key, PersonalEntry { name: name.split_whitespace().collect::<Vec<_>>().join(" "), label });
        true
    }

    /// Forgets a name. Out: whether it knew it.
    pub fn forget(&mut self, name: &str) -> bool {
        key(name).and_then(|key| self.entries.remove(&key)).is_some()
    }

    /// Takes over all that another says; where both speak of a name, the other wins.
    pub fn extend(&mut self, other: &Self) {
        self.entries.extend(other.entries.iter().map(|(k, e)| (k.clone(), e.clone())));
    }

    /// The file.
    pub fn to_json(&self) -> String {
        let line = |e: &PersonalEntry| Line { name: e.name.clone(), label: e.label.map(|l| l.code().to_owned()) };
        let file = File { schema: SCHEMA.to_owned(), version: VERSION, entries: self.entries().map(line).collect() };
        // Writing strings and numbers as JSON cannot fail.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }

    /// Reads a file. Errors: [`LexiconError`]; nothing is taken then.
    pub fn from_json(text: &str) -> Result<Self, LexiconError> {
        let malformed =
            |e: serde_json::Error| LexiconError::Malformed { line: e.line(), column: e.column(), why: e.to_string() };
        let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(malformed)?;
        if value.get("schema").and_then(serde_json::Value::as_str) != Some(SCHEMA) {
            return Err(LexiconError::Foreign);
        }
        let found = value.get("version").and_then(serde_json::Value::as_u64).unwrap_or(0);
        if found > u64::from(VERSION) {
            return Err(LexiconError::Later { found: u32::try_from(found).unwrap_or(u32::MAX) });
        }
        let file: File = serde_json::from_value(value).map_err(malformed)?;
        if file.entries.len() > MOST {
            return Err(LexiconError::TooMany);
        }
        let mut out = Self::default();
        for (n, line) in file.entries.into_iter().enumerate() {
            let label = match &line.label {
                None => None,
                Some(code) => Some(
                    EntityLabel::from_code(code)
                        .ok_or_else(|| LexiconError::Label { entry: n + 1, label: code.clone() })?,
                ),
            };
            if !out.set(&line.name, label) {
                return Err(LexiconError::Name { entry: n + 1, name: line.name });
            }
        }
        Ok(out)
    }

    /// Whether a name begins with these folded letters.
    fn begins(&self, letters: &str) -> bool {
        self.entries.range(letters.to_owned()..).next().is_some_and(|(k, _)| k.starts_with(letters))
    }
}

/// The folded letters of a token without the particles of a reading; the article that ل has swallowed is put back.
fn letters(scan: &Scan<'_>, token: usize, reading: &Reading) -> String {
    let rest = scan.cx.fold(token).get(usize::from(reading.skip)..).unwrap_or("");
    match rest.strip_prefix('ل').filter(|_| reading.lam) {
        Some(noun) => format!("ال{noun}"),
        None => rest.to_owned(),
    }
}

/// The longest name of the lexicon that begins at a token: its reading, its last token, what is said of it.
fn find<'l>(
    scan: &Scan<'_>,
    lexicon: &'l PersonalLexicon,
    token: usize,
) -> Option<(Reading, usize, &'l PersonalEntry)> {
    let mut best: Option<(Reading, usize, &PersonalEntry)> = None;
    for reading in scan.readings(token) {
        let mut got = letters(scan, token, reading);
        let mut last = token;
        while !got.is_empty() && lexicon.begins(&got) {
            if let Some(entry) = lexicon.entries.get(&got)
                && best.is_none_or(|b| last > b.1)
            {
                best = Some((*reading, last, entry));
            }
            if !scan.together(token, last + 1) || !scan.word(last + 1) {
                break;
            }
            last += 1;
            got.push_str(scan.cx.fold(last));
        }
    }
    best
}

/// Puts what the person has said over what was found: a name takes the place of whatever crosses it, but for a longer name that holds
/// the whole of it; what is no name is taken out where it stands alone. Sorted by place before and after.
pub(super) fn apply(scan: &Scan<'_>, lexicon: &PersonalLexicon, kept: &mut Vec<Evidence>) {
    if lexicon.is_empty() {
        return;
    }
    let mut said: Vec<(Evidence, bool)> = Vec::new();
    let mut token = 0;
    while token < scan.len() {
        let found = find(scan, lexicon, token).filter(|_| scan.word(token) && scan.cx.open(token));
        let Some((reading, last, entry)) = found else {
            token += 1;
            continue;
        };
        let e = Evidence {
            first: token,
            last,
            start: scan.start(token, reading.skip),
            label: entry.label.unwrap_or(EntityLabel::Per),
            confidence: 1.0,
            rule: "personal",
            nested: false,
        };
        said.push((e, entry.label.is_some()));
        token = last + 1;
    }
    let mut at = 0;
    let mut longer: Vec<bool> = vec![false; said.len()];
    kept.retain(|e| {
        while said.get(at).is_some_and(|(s, _)| s.last < e.first) {
            at += 1;
        }
        let mut stays = true;
        for (n, (s, name)) in said.iter().enumerate().skip(at).take_while(|(_, (s, _))| s.first <= e.last) {
            let holds = e.first <= s.first && s.last <= e.last && e.last - e.first > s.last - s.first;
            if holds && !e.nested {
                if let Some(l) = longer.get_mut(n) {
                    *l = true;
                }
            } else if *name || (e.first, e.last) == (s.first, s.last) {
                stays = false;
            }
        }
        stays
    });
    let names = said.into_iter().zip(longer).filter(|((_, name), longer)| *name && !longer).map(|((e, _), _)| e);
    kept.extend(names);
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(entries: &[(&str, Option<EntityLabel>)]) -> PersonalLexicon {
        let mut out = PersonalLexicon::default();
        entries.iter().for_each(|(name, label)| assert!(out.set(name, *label)));
        out
    }

    #[test]
    fn a_file_comes_back_as_it_was() {
        let all = lexicon(&[
            ("لواء الفجر", Some(EntityLabel::Org)),
            ("الوعد", None),
            ("عبد  الرحمن", Some(EntityLabel::Per)),
        ]);
        let json = all.to_json();
        assert_eq!(PersonalLexicon::from_json(&json), Ok(all.clone()));
        assert_eq!(PersonalLexicon::from_json(&format!("\u{FEFF}{json}")), Ok(all.clone()));
        assert_eq!(all.get("عبدالرحمن").unwrap().name, "عبد الرحمن");
        assert_eq!(all.get("لواءُ الفجر").unwrap().label, Some(EntityLabel::Org));
        let options: PersonalLexicon = serde_json::from_str(&serde_json::to_string(&all).unwrap()).unwrap();
        assert_eq!(options, all);
    }

    #[test]
    fn a_bad_file_is_refused_with_its_reason() {
        let refused = |text: &str| PersonalLexicon::from_json(text).unwrap_err();
        assert!(matches!(refused("{\n \"schema\": "), LexiconError::Malformed { line: 2, .. }));
        assert_eq!(refused("[]"), LexiconError::Foreign);
        assert_eq!(refused(r#"{"schema":"hashiya/annotations","version":1}"#), LexiconError::Foreign);
        assert_eq!(refused(r#"{"schema":"hashiya/lexicon","version":9}"#), LexiconError::Later { found: 9 });
        let with = |entry: &str| format!(r#"{{"schema":"hashiya/lexicon","version":1,"entries":[{entry}]}}"#);
        let label = LexiconError::Label { entry: 1, label: "CITY".to_owned() };
        assert_eq!(refused(&with(r#"{"name":"حلب","label":"CITY"}"#)), label);
        let name = LexiconError::Name { entry: 1, name: " - ".to_owned() };
        assert_eq!(refused(&with(r#"{"name":" - ","label":null}"#)), name);
        assert!(matches!(refused(&with(r#"{"label":null}"#)), LexiconError::Malformed { .. }));
    }

    #[test]
    fn names_can_be_changed_and_forgotten() {
        let mut all = lexicon(&[("الوعد", Some(EntityLabel::Org))]);
        all.extend(&lexicon(&[("الوعد", None), ("سمير", Some(EntityLabel::Per))]));
        assert_eq!((all.len(), all.get("الوعد").unwrap().label), (2, None));
        assert!(all.forget("الوعد") && !all.forget("الوعد"));
        assert_eq!(all.entries().count(), 1);
    }
}

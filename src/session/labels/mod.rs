//! Label sets of a person's own: what a label says of itself, its file, its link, and every check.
//!
//! In: [`LabelRecord`]s as a document has them, or text from a file or a link. Out: records that pass every check, or an error that says
//! which label and what. A label's names (`name`), its layer's names (`layer_name`) and its attributes (`attributes`) stand in the record
//! beside what the contract has, so that a document with labels of one's own stays one that every reader takes.

mod colour;
mod link;
#[cfg(test)]
mod tests;

pub use colour::{AA, Colour, Shades};
pub use link::{from_fragment, to_fragment};

use crate::annotate::{AnnotationDocument, LabelRecord, default_labels};
use crate::text::letters::is_bidi_control;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// `schema` of a label set's file.
pub const SCHEMA: &str = "hashiya/labels";
/// The version that is written; later ones are refused.
pub const VERSION: u64 = 1;
/// How many labels a set may have, and a label attributes, and a choice values.
pub const MOST: usize = 100;
/// How long a name may be, in characters.
pub const LONGEST: usize = 60;
/// Keys that the page needs itself.
const RESERVED: &[&str] = &["a", "b", "n", "o", "r"];
/// Attributes that the contract gives a meaning, in whatever layer.
const OURS: &[&str] = &[
    "entity",
    "mention",
    "value",
    "mod",
    "anchor",
    "offset",
    "calendar",
    "hijri",
    "min",
    "max",
    "modifier",
    "of",
    "unit",
    "category",
    "type",
    "speaker",
    "cue",
    "addressee",
    "stance",
    "evidence",
    "agent",
    "patient",
    "place",
    "time",
    "role",
];

/// What an attribute holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words.
    Text,
    /// A number.
    Number,
    /// One of some values.
    Choice,
    /// Yes or no.
    Boolean,
}

impl Kind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Text, Self::Number, Self::Choice, Self::Boolean];

    /// Its code in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Boolean => "boolean",
        }
    }

    /// From its code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A name in both languages; an empty one is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// In Arabic.
    #[serde(default)]
    pub ar: String,
    /// In English.
    #[serde(default)]
    pub en: String,
}

impl Name {
    fn of(record: &LabelRecord, field: &str) -> Self {
        record.extra.get(field).and_then(|v| serde_json::from_value(v.clone()).ok()).unwrap_or_default()
    }

    fn put(&self, record: &mut LabelRecord, field: &str) {
        if self.ar.is_empty() && self.en.is_empty() {
            record.extra.remove(field);
        } else {
            record.extra.insert(field.to_owned(), json!(self));
        }
    }
}

/// What a label's annotations say beside their layer's own attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The attribute in the annotation.
    pub key: String,
    /// Its name.
    #[serde(default)]
    pub name: Name,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What a choice is between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// What is wrong with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a label at all, in the reader's words.
    Form(String),
    /// A code of letters, digits, `_` and `-` is wanted.
    Code(String),
    /// Another label has this code.
    Twice(String),
    /// The layer is no code.
    Layer(String),
    /// Not `#rrggbb`.
    Colour(String),
    /// A digit or a Latin letter is wanted.
    Key(String),
    /// The page needs this key itself.
    KeyReserved(String),
    /// Another label has this key.
    KeyTwice(String),
    /// Too long, or with characters that cannot be seen.
    Name(String),
    /// An attribute's code is none, or is there twice, or has a meaning already.
    Attribute(String),
    /// There is no such type.
    Kind(String),
    /// A choice without values.
    Choices(String),
}

/// Why a label set is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// Not JSON.
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON of something else.
    Foreign,
    /// Written by a later version.
    Later(u64),
    /// There is no label in it.
    Empty,
    /// More than [`MOST`].
    TooMany,
    /// The link is not whole.
    Link,
    /// One label is wrong.
    At {
        /// Which, from 1.
        n: usize,
        /// Its code.
        label: String,
        /// What is wrong.
        fault: Fault,
    },
}

/// A colour that was too weak to be seen, and what was taken instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Weak {
    /// The label.
    pub label: String,
    /// As it was.
    pub was: String,
    /// Its contrast with the paper.
    pub contrast: f64,
    /// As it is now.
    pub now: String,
}

/// A label set that passes every check, and what was corrected in it.
pub type Checked = (Vec<LabelRecord>, Vec<Weak>);

/// A label's name.
pub fn name_of(record: &LabelRecord) -> Name {
    Name::of(record, "name")
}

/// Its layer's name.
pub fn layer_name_of(record: &LabelRecord) -> Name {
    Name::of(record, "layer_name")
}

/// Gives a label a name.
pub fn set_name(record: &mut LabelRecord, name: &Name) {
    name.put(record, "name");
}

/// Gives its layer a name, in every label of it.
pub fn set_layer_name(labels: &mut [LabelRecord], layer: &str, name: &Name) {
    labels.iter_mut().filter(|l| l.layer == layer).for_each(|l| name.put(l, "layer_name"));
}

/// A label's attributes; what is not one is left out.
pub fn attributes_of(record: &LabelRecord) -> Vec<Attribute> {
    let all = record.extra.get("attributes").and_then(Value::as_array);
    all.into_iter().flatten().filter_map(|a| serde_json::from_value(a.clone()).ok()).collect()
}

/// Gives a label attributes.
pub fn set_attributes(record: &mut LabelRecord, attributes: &[Attribute]) {
    if attributes.is_empty() {
        record.extra.remove("attributes");
    } else {
        record.extra.insert("attributes".to_owned(), json!(attributes));
    }
}

fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !code.is_empty() && code.chars().count() <= 40 && code.chars().all(fits)
}

/// Words that a page can show: not too long, nothing invisible in them.
fn is_name(words: &str) -> bool {
    words.chars().count() <= LONGEST && !words.chars().any(|c| c.is_control() || is_bidi_control(c))
}

fn check_name(value: Option<&Value>) -> Result<(), Fault> {
    let Some(value) = value else { return Ok(()) };
    let name: Name = serde_json::from_value(value.clone()).map_err(|e| Fault::Form(e.to_string()))?;
    match [name.ar, name.en].into_iter().find(|words| !is_name(words)) {
        Some(words) => Err(Fault::Name(words)),
        None => Ok(()),
    }
}

fn check_attributes(record: &LabelRecord) -> Result<(), Fault> {
    let Some(all) = record.extra.get("attributes") else { return Ok(()) };
    let all = all.as_array().filter(|a| a.len() <= MOST).ok_or_else(|| Fault::Attribute("attributes".to_owned()))?;
    let mut seen: Vec<String> = Vec::new();
    for value in all {
        let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or("").to_owned();
        let key = text("key");
        if !is_code(&key) || OURS.contains(&key.as_str()) || seen.contains(&key) {
            return Err(Fault::Attribute(key));
        }
        if Kind::read(&text("type")).is_none() {
            return Err(Fault::Kind(format!("{key}: {}", text("type"))));
        }
        check_name(value.get("name"))?;
        let attribute: Attribute = serde_json::from_value(value.clone()).map_err(|e| Fault::Form(e.to_string()))?;
        let fit = attribute.values.len() <= MOST && attribute.values.iter().all(|v| is_name(v) && !v.trim().is_empty());
        if !fit || (attribute.kind == Kind::Choice && attribute.values.is_empty()) {
            return Err(Fault::Choices(key));
        }
        seen.push(key);
    }
    Ok(())
}

/// Checks one label among those before it; a weak colour is made strong.
fn check_one(before: &[LabelRecord], record: &mut LabelRecord) -> Result<Option<Weak>, Fault> {
    if !is_code(&record.label) {
        return Err(Fault::Code(record.label.clone()));
    }
    if before.iter().any(|l| l.label == record.label) {
        return Err(Fault::Twice(record.label.clone()));
    }
    if !is_code(&record.layer) {
        return Err(Fault::Layer(record.layer.clone()));
    }
    let colour = Colour::read(&record.color).ok_or_else(|| Fault::Colour(record.color.clone()))?;
    if let Some(key) = &record.key {
        let mut letters = key.chars();
        let one = letters.next().filter(char::is_ascii_alphanumeric).filter(|_| letters.next().is_none());
        let Some(one) = one else { return Err(Fault::Key(key.clone())) };
        let key = one.to_ascii_lowercase().to_string();
        if RESERVED.contains(&key.as_str()) {
            return Err(Fault::KeyReserved(key));
        }
        if before.iter().any(|l| l.key.as_ref() == Some(&key)) {
            return Err(Fault::KeyTwice(key));
        }
        record.key = Some(key);
    }
    check_name(record.extra.get("name"))?;
    check_name(record.extra.get("layer_name"))?;
    check_attributes(record)?;
    let now = colour.usable();
    let was = core::mem::replace(&mut record.color, now.to_string());
    let weak = Weak { label: record.label.clone(), was, contrast: colour.on_paper(), now: now.to_string() };
    // Ours are as they are: the style sheet has both themes' colours for them.
    if now == colour || default_labels().iter().any(|l| l.label == record.label && l.color == weak.was) {
        record.color = colour.to_string();
        return Ok(None);
    }
    Ok(Some(weak))
}

/// Checks a label set. Errors: the first label that is wrong, and what.
pub fn check(labels: Vec<LabelRecord>) -> Result<Checked, LabelError> {
    match labels.len() {
        0 => return Err(LabelError::Empty),
        n if n > MOST => return Err(LabelError::TooMany),
        _ => {}
    }
    let (mut out, mut weak): Checked = (Vec::new(), Vec::new());
    for (n, mut record) in labels.into_iter().enumerate() {
        let found = check_one(&out, &mut record);
        let label = record.label.clone();
        weak.extend(found.map_err(|fault| LabelError::At { n: n + 1, label, fault })?);
        out.push(record);
    }
    Ok((out, weak))
}

/// Whether a file's text claims to be a label set.
pub fn claims(json: &str) -> bool {
    json.contains(SCHEMA) && !json.contains(crate::annotate::SCHEMA)
}

/// Reads a label set's file. Errors: [`LabelError`].
pub fn read(json: &str) -> Result<Checked, LabelError> {
    let value: Value = serde_json::from_str(json)
        .map_err(|e| LabelError::Malformed { line: e.line().max(1), column: e.column().max(1) })?;
    if value.get("schema").and_then(Value::as_str) != Some(SCHEMA) {
        return Err(LabelError::Foreign);
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(found) if found > VERSION => return Err(LabelError::Later(found)),
        Some(VERSION) => {}
        _ => return Err(LabelError::Foreign),
    }
    let all = value.get("labels").and_then(Value::as_array).ok_or(LabelError::Empty)?;
    if all.len() > MOST {
        return Err(LabelError::TooMany);
    }
    let mut labels = Vec::new();
    for (n, value) in all.iter().enumerate() {
        let label = value.get("label").and_then(Value::as_str).unwrap_or("").chars().take(LONGEST).collect();
        let record = serde_json::from_value(value.clone());
        labels.push(record.map_err(|e| LabelError::At { n: n + 1, label, fault: Fault::Form(e.to_string()) })?);
    }
    check(labels)
}

/// The file, in the order that people read it.
#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    version: u64,
    labels: &'a [LabelRecord],
}

fn whole(labels: &[LabelRecord]) -> Whole<'_> {
    Whole { schema: SCHEMA, version: VERSION, labels }
}

/// A label set's file.
pub fn write(labels: &[LabelRecord]) -> String {
    serde_json::to_string_pretty(&whole(labels)).unwrap_or_default() + "\n"
}

/// How many annotations of a document have a label, whatever a person has decided of them.
pub fn uses(document: &AnnotationDocument, layer: &str, label: &str) -> usize {
    document.annotations.iter().filter(|a| a.layer == layer && a.label == label).count()
}

/// A set for a document: whatever labels of its present set are in use there and the new one lacks are kept, at the end.
pub fn adopted(document: &AnnotationDocument, set: &[LabelRecord]) -> Vec<LabelRecord> {
    let mut out = set.to_vec();
    for old in document.labels.iter().filter(|l| uses(document, &l.layer, &l.label) > 0) {
        match out.iter_mut().find(|l| l.label == old.label) {
            Some(new) if new.layer != old.layer => old.layer.clone_into(&mut new.layer),
            Some(_) => {}
            None => {
                let mut old = old.clone();
                old.key = old.key.filter(|key| !out.iter().any(|l| l.key.as_ref() == Some(key)));
                out.push(old);
            }
        }
    }
    out
}

/// A label to begin with: a code and a colour that no other has, and a free digit.
pub fn fresh(labels: &[LabelRecord], layer: &str) -> LabelRecord {
    const COLOURS: [&str; 8] = ["#0b6477", "#8c2f6b", "#4d5f00", "#7a3b12", "#3d4aa5", "#0f6b3a", "#9c1f3d", "#5b4b8a"];
    let free = |c: &&&str| !labels.iter().any(|l| l.color == **c);
    let color = COLOURS.iter().find(free).or(COLOURS.first()).map_or_else(String::new, |c| (*c).to_owned());
    let code = |n: &usize| !labels.iter().any(|l| l.label == format!("LABEL{n}"));
    let label = format!("LABEL{}", (1..).find(code).unwrap_or(0));
    let key = ('0'..='9').map(String::from).find(|k| !labels.iter().any(|l| l.key.as_ref() == Some(k)));
    let layer_name = labels.iter().find(|l| l.layer == layer).map(layer_name_of).unwrap_or_default();
    let mut out = LabelRecord { layer: layer.to_owned(), label, color, key, extra: Map::new() };
    layer_name.put(&mut out, "layer_name");
    out
}

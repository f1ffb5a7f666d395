//! Who said what: the article's quotations by speaker.

use super::state::Work;
use crate::annotate::{Annotation, Review};
use serde_json::Value;
use std::rc::Rc;

/// A quotation with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The quotation.
    pub annotation: Rc<Annotation>,
    /// The speaker's name (the entity's where there is one), `None` where nobody is named.
    pub speaker: Option<String>,
    /// The reporting word.
    pub cue: Option<String>,
    /// `affirmed`, `denied` …
    pub stance: String,
}

/// What an attribute that points at an annotation says: its entity's name or its words; else the attribute's own words.
pub(super) fn named(work: &Work, a: &Annotation, key: &str) -> Option<String> {
    let value = a.attributes.get(key).and_then(Value::as_str)?;
    let Some(other) = work.get(value) else { return Some(value.to_owned()) };
    let entity = other.attributes.get("entity").and_then(Value::as_str);
    let name = entity.and_then(|id| work.document.entities.iter().find(|e| e.id == id)).map(|e| e.name.clone());
    Some(name.unwrap_or_else(|| other.text.clone()))
}

/// The quotations that are not rejected, grouped by speaker in the order of each one's first words; unnamed ones last.
pub fn statements(work: &Work) -> Vec<(Option<String>, Vec<Statement>)> {
    let mut groups: Vec<(Option<String>, Vec<Statement>)> = Vec::new();
    for a in work.document.annotations.iter().filter(|a| a.layer == "quotation" && a.review != Review::Rejected) {
        let speaker = named(work, a, "speaker");
        let statement = Statement {
            annotation: Rc::clone(a),
            speaker: speaker.clone(),
            cue: named(work, a, "cue"),
            stance: a.attributes.get("stance").and_then(Value::as_str).unwrap_or("affirmed").to_owned(),
        };
        match groups.iter_mut().find(|(name, _)| *name == speaker) {
            Some((_, list)) => list.push(statement),
            None => groups.push((speaker, vec![statement])),
        }
    }
    groups.sort_by_key(|(name, _)| name.is_none());
    groups
}

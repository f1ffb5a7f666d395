//! Who said what: the article's quotations by speaker.

use super::state::Work;
use crate::annotate::{Annotation, Review};
use crate::text::{CharSpan, SourceSpan};
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

/// How far from a quotation, in characters, its speaker and reporting word are looked for where they are no annotations.
const NEAR: u32 = 1500;

/// Where what the attribute `key` says stands in the text: the annotation that it points at, else its words' place nearest to `a`.
pub fn said_at(work: &Work, a: &Annotation, key: &str) -> Option<CharSpan> {
    let value = a.attributes.get(key).and_then(Value::as_str).filter(|v| !v.is_empty())?;
    if let Some(other) = work.get(value) {
        return Some(other.span);
    }
    let (text, index) = (&work.document.document.text, &work.index);
    let (start, end) = (a.span.start().get(), a.span.end().get());
    let window = CharSpan::new(start.saturating_sub(NEAR), end.saturating_add(NEAR).min(index.chars().get()));
    let window = index.source_span(text, window);
    let shift = window.start().to_usize();
    let found = window.of(text).match_indices(value).filter_map(|(at, words)| {
        let from = shift + at;
        let whole = |c: Option<char>| !c.is_some_and(char::is_alphabetic);
        // A clitic may stand before the word, but it ends where the words end.
        let ends = whole(text.get(from + words.len()..)?.chars().next());
        ends.then(|| index.char_span(text, SourceSpan::from_usize(from, from + words.len())))
    });
    let apart = |span: &CharSpan| {
        let (s, e) = (span.start().get(), span.end().get());
        if e <= start { start - e } else { s.saturating_sub(end) }
    };
    found.filter(|s| s.end() <= a.span.start() || s.start() >= a.span.end()).min_by_key(apart)
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

#[cfg(test)]
mod tests {
    use super::super::links;
    use super::*;
    use crate::document::Document;
    use crate::extract::Options;

    #[test]
    fn a_quotation_is_joined_to_its_cue_and_its_speaker() {
        // قال stands twice; the one nearer to the words is theirs.
        let text = "قال الأب كلمته ثم مضى. وبعد ساعة قال مصدر أمني إن الطريق مفتوح.";
        let document = crate::annotate::annotate(&Document::new(text).unwrap(), &Options::default());
        let work = Work::new(document);
        let a = Rc::clone(work.document.annotations.iter().find(|a| a.layer == "quotation").unwrap());
        assert_eq!(a.text, "الطريق مفتوح");
        let words = |key: &str| {
            let span = work.index.source_span(text, said_at(&work, &a, key)?);
            Some((span.start().to_usize(), span.of(text)))
        };
        assert_eq!(words("cue"), Some((text.rfind("قال").unwrap(), "قال")));
        assert_eq!(words("speaker"), Some((text.find("مصدر").unwrap(), "مصدر أمني")));
        assert_eq!(words("addressee"), None);
        let kinds: Vec<String> = links(&work, &a.id).into_iter().map(|l| l.kind).collect();
        assert!(kinds.contains(&"cue".to_owned()) && kinds.contains(&"speaker".to_owned()), "{kinds:?}");
    }
}

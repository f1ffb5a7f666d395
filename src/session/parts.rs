//! Annotations in several parts, and relations between two.

use super::edits::change;
use super::state::Work;
use super::statements::said_at;
use crate::annotate::{EDITED, Edit, REMOVED, RelationRecord, named};
use crate::export;
use crate::text::CharSpan;
use serde_json::{Map, Value, json};
use std::rc::Rc;

/// Pieces in order, those that touch or overlap made one.
fn joined(mut pieces: Vec<[u32; 2]>) -> Vec<[u32; 2]> {
    pieces.retain(|[a, b]| a < b);
    pieces.sort_unstable();
    let mut out: Vec<[u32; 2]> = Vec::new();
    for [start, end] in pieces {
        match out.last_mut() {
            Some([_, last]) if start <= *last => *last = end.max(*last),
            _ => out.push([start, end]),
        }
    }
    out
}

fn with_parts(work: &Work, id: &str, pieces: Vec<[u32; 2]>) -> Option<Edit> {
    let pieces = joined(pieces);
    let (first, last) = (pieces.first()?[0], pieces.last()?[1]);
    let span = CharSpan::new(first, last);
    let parts = (pieces.len() > 1).then_some(pieces);
    let text = export::words(&work.document.document.text, &work.index, span, parts.as_deref())?;
    change(work, id, |a| (a.span, a.parts, a.text) = (span, parts, text))
}

fn pieces(work: &Work, id: &str) -> Option<Vec<[u32; 2]>> {
    let a = work.get(id)?;
    Some(a.parts.clone().unwrap_or_else(|| vec![[a.span.start().get(), a.span.end().get()]]))
}

/// Adds words to an annotation as one more of its parts.
pub(super) fn add(work: &Work, id: &str, span: CharSpan) -> Option<Edit> {
    let mut own = pieces(work, id)?;
    own.push([span.start().get(), span.end().get()]);
    with_parts(work, id, own)
}

/// Takes the `n`th part out; the last one stays.
pub(super) fn remove(work: &Work, id: &str, n: usize) -> Option<Edit> {
    let mut own = pieces(work, id).filter(|own| own.len() > 1 && n < own.len())?;
    own.remove(n);
    with_parts(work, id, own)
}

/// Relates two annotations. A quotation's speaker is its attribute too, which is what counts.
pub(super) fn relate(work: &Work, from: &str, to: &str, kind: &str) -> Vec<Edit> {
    let kind = kind.trim();
    let (Some(a), Some(_)) = (work.get(from), work.get(to)) else { return Vec::new() };
    let there = work.document.relations.iter().any(|r| r.from == from && r.to == to && r.kind == kind);
    if there || from == to || kind.is_empty() {
        return Vec::new();
    }
    let number = |r: &Rc<RelationRecord>| r.id.strip_prefix('r').and_then(|n| n.parse::<u64>().ok());
    let id = format!("r{}", work.document.relations.iter().filter_map(number).max().unwrap_or(0) + 1);
    // A person's own: it stays when the article is read again.
    let extra = Map::from_iter([(EDITED.to_owned(), json!(true))]);
    let new = RelationRecord { id, kind: kind.to_owned(), from: from.to_owned(), to: to.to_owned(), extra };
    let mut out = vec![Edit::Relation { before: None, after: Some(Rc::new(new)) }];
    if a.layer == "quotation" && kind == "speaker" {
        out.extend(change(work, from, |a| {
            a.attributes.insert(kind.to_owned(), json!(to));
        }));
    }
    out
}

/// Takes a relation away. One of the machine's is remembered, so that it does not return when the article is read again.
pub(super) fn unrelate(work: &Work, id: &str) -> Vec<Edit> {
    let Some(r) = work.document.relations.iter().find(|r| r.id == id) else { return Vec::new() };
    let mut out = vec![Edit::Relation { before: Some(Rc::clone(r)), after: None }];
    if !r.extra.contains_key(EDITED) {
        let before = work.document.extra.get(REMOVED).cloned();
        let mut all = before.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
        all.push(named(r));
        out.push(Edit::Field { name: REMOVED.to_owned(), before, after: Some(Value::Array(all)) });
    }
    out
}

/// A line to be drawn from one annotation to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// From.
    pub from: CharSpan,
    /// To.
    pub to: CharSpan,
    /// `speaker`, `addressee`, `anchor`, `entity`, or a relation's type.
    pub kind: String,
    /// The other annotation; empty where the line leads to mere words.
    pub other: String,
    /// The relation's id where it is one.
    pub relation: Option<String>,
    /// Whether the annotation in question is where it leads to.
    pub inwards: bool,
}

/// What an annotation is related to: its relations, whom its attributes name, and what its entity's other mentions are.
pub fn links(work: &Work, id: &str) -> Vec<Link> {
    let Some(a) = work.get(id) else { return Vec::new() };
    let mut out: Vec<Link> = Vec::new();
    for r in work.document.relations.iter().filter(|r| r.from == id || r.to == id) {
        let inwards = r.to == id;
        let other = if inwards { &r.from } else { &r.to };
        if let Some(o) = work.get(other) {
            let (from, to) = if inwards { (o.span, a.span) } else { (a.span, o.span) };
            let (kind, relation) = (r.kind.clone(), Some(r.id.clone()));
            out.push(Link { from, to, kind, other: other.clone(), relation, inwards });
        }
    }
    for (kind, value) in &a.attributes {
        let Some(other) = value.as_str().filter(|_| kind != "entity").and_then(|v| work.get(v)) else { continue };
        if !out.iter().any(|l| l.other == other.id && l.kind == *kind) {
            let (kind, other, to) = (kind.clone(), other.id.clone(), other.span);
            out.push(Link { from: a.span, to, kind, other, relation: None, inwards: false });
        }
    }
    // A quotation's speaker and reporting word where they are words, not annotations.
    for key in ["speaker", "cue", "addressee"] {
        let words = a.attributes.get(key).and_then(Value::as_str).filter(|v| work.get(v).is_none());
        if let Some(to) = words.filter(|_| a.layer == "quotation").and_then(|_| said_at(work, a, key)) {
            let (kind, other) = (key.to_owned(), String::new());
            out.push(Link { from: a.span, to, kind, other, relation: None, inwards: false });
        }
    }
    // Mentions of one entity: a chain to the one before and the one after, not a web.
    if let Some(entity) = a.attributes.get("entity") {
        let same = || {
            let all = work.document.annotations.iter().filter(|o| o.attributes.get("entity") == Some(entity));
            all.filter(|o| o.review != crate::annotate::Review::Rejected && o.id != a.id)
        };
        let before = same().rfind(|o| o.span < a.span);
        let after = same().find(|o| o.span > a.span);
        for o in [before, after].into_iter().flatten() {
            let other = o.id.clone();
            out.push(Link {
                from: a.span,
                to: o.span,
                kind: "entity".to_owned(),
                other,
                relation: None,
                inwards: false,
            });
        }
    }
    out
}

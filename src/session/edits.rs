//! From what a person asks for to a transaction.

use super::action::Command;
use super::state::Work;
use super::{labels, parts};
use crate::annotate::{
    self, Annotation, By, Edit, EntityRecord, LabelRecord, Proposed, Provenance, Review, Transaction,
};
use crate::normalize::fold_word;
use crate::text::CharSpan;
use serde_json::{Map, Value, json};
use std::rc::Rc;

/// The transaction for a command; `None` where it changes nothing.
pub fn plan(work: &Work, command: &Command) -> Option<Transaction> {
    let edits = match command {
        // On just the words of a mark of this layer, it is that mark's label that is given.
        Command::Add { span, layer, label } => everywhere(work, core::slice::from_ref(span), layer, Some(label)),
        Command::Everywhere { spans, layer, label } => everywhere(work, spans, layer, label.as_deref()),
        Command::Relabel { id, layer, label } => relabel(work, id, layer, label),
        Command::SetBounds { id, span } => change(work, id, |a| {
            a.span = *span;
            a.parts = None;
            a.text = work.words(*span).to_owned();
        })
        .into_iter()
        .filter(|_| !span.is_empty())
        .collect(),
        Command::Accept(ids) => ids.iter().filter_map(|id| accept(work, id)).collect(),
        Command::Reject(ids) => ids.iter().flat_map(|id| reject(work, id)).collect(),
        Command::Restore(id) => restore(work, id).into_iter().collect(),
        Command::SetAttribute { id, key, value } => {
            change(work, id, |a| set(&mut a.attributes, key, value.as_ref())).into_iter().collect()
        }
        Command::SetAttributes { id, values } => change(work, id, |a| {
            values.iter().for_each(|(key, value)| set(&mut a.attributes, key, value.as_ref()));
        })
        .into_iter()
        .collect(),
        Command::SetNote { id, note } => {
            let old = work.get(id)?;
            let mut new = (**old).clone();
            new.note = Some(note.trim().to_owned()).filter(|n| !n.is_empty());
            edit(old, new).into_iter().collect()
        }
        Command::AddPart { id, span } => parts::add(work, id, *span).into_iter().collect(),
        Command::RemovePart { id, n } => parts::remove(work, id, *n).into_iter().collect(),
        Command::Relate { from, to, kind } => parts::relate(work, from, to, kind),
        Command::Unrelate(id) => parts::unrelate(work, id),
        Command::Machine(fresh) => machine(work, fresh),
        Command::RenameEntity { id, name } => rename_entity(work, id, name).into_iter().collect(),
        Command::SetLink { id, link } => set_link(work, id, link.as_ref()).into_iter().collect(),
        Command::MergeEntities { from, into } => merge_entities(work, from, into).unwrap_or_default(),
        Command::SplitEntity { mention } => split_entity(work, mention).unwrap_or_default(),
        Command::SetArticleNote(note) => {
            let before = work.document.extra.get("note").and_then(Value::as_str).map(str::to_owned);
            let after = Some(note.trim().to_owned()).filter(|n| !n.is_empty());
            if before == after { Vec::new() } else { vec![Edit::Note { before, after }] }
        }
        Command::SetAnnotator(name) => {
            let before = work.document.annotator.clone();
            if before == *name { Vec::new() } else { vec![Edit::Annotator { before, after: name.clone() }] }
        }
        Command::SetLabels(set) => set_labels(work, labels::adopted(&work.document, set)),
        Command::RemoveLabel { layer, label, into } => remove_label(work, layer, label, into.as_ref()),
    };
    (!edits.is_empty()).then(|| Transaction::new(command.name(), edits))
}

impl Command {
    /// The transaction's code.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Add { .. } => "add",
            Self::Everywhere { .. } => "everywhere",
            Self::Relabel { .. } => "relabel",
            Self::SetBounds { .. } => "bounds",
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Restore(_) => "restore",
            Self::SetAttribute { .. } | Self::SetAttributes { .. } => "attribute",
            Self::SetNote { .. } => "note",
            Self::AddPart { .. } | Self::RemovePart { .. } => "parts",
            Self::Relate { .. } | Self::Unrelate(_) => "relation",
            Self::Machine { .. } => "machine",
            Self::RenameEntity { .. } => "rename_entity",
            Self::SetLink { .. } => "set_link",
            Self::MergeEntities { .. } => "merge_entities",
            Self::SplitEntity { .. } => "split_entity",
            Self::SetArticleNote(_) => "article_note",
            Self::SetAnnotator(_) => "annotator",
            Self::SetLabels(_) | Self::RemoveLabel { .. } => "labels",
        }
    }
}

/// Another label set, where it passes every check.
fn set_labels(work: &Work, set: Vec<LabelRecord>) -> Vec<Edit> {
    let before = work.document.labels.clone();
    match labels::check(set) {
        Ok((after, _)) if after != before => vec![Edit::Labels { before, after }],
        _ => Vec::new(),
    }
}

fn remove_label(work: &Work, layer: &str, label: &str, into: Option<&(String, String)>) -> Vec<Edit> {
    let has = |a: &&Rc<Annotation>| a.layer == layer && a.label == label;
    let used: Vec<_> = work.document.annotations.iter().filter(has).collect();
    let before = work.document.labels.clone();
    let mut after = before.clone();
    after.retain(|l| l.layer != layer || l.label != label);
    let there = |to: &(String, String)| after.iter().any(|l| l.layer == to.0 && l.label == to.1);
    let into = into.filter(|to| there(to));
    if after.is_empty() || after == before || (into.is_none() && !used.is_empty()) {
        return Vec::new();
    }
    let mut out: Vec<Edit> = Vec::new();
    if let Some((layer, label)) = into {
        out.extend(used.iter().flat_map(|a| relabel(work, &a.id, layer, label)));
    }
    out.push(Edit::Labels { before, after });
    out
}

fn set(map: &mut Map<String, Value>, key: &str, value: Option<&Value>) {
    match value {
        Some(value) => {
            map.insert(key.to_owned(), value.clone());
        }
        None => {
            map.remove(key);
        }
    }
}

fn edit(old: &Rc<Annotation>, new: Annotation) -> Option<Edit> {
    (**old != new).then(|| Edit::Annotation { before: Some(Rc::clone(old)), after: Some(Rc::new(new)) })
}

/// A person's change: what the machine had said is kept beside it, until it is the same again.
fn corrected(old: &Annotation, mut new: Annotation) -> Annotation {
    if old.provenance.by == By::Human {
        return new;
    }
    let said = old.proposed.clone().unwrap_or_else(|| Proposed {
        label: old.label.clone(),
        span: old.span,
        attributes: old.attributes.clone(),
    });
    if said.label == new.label && said.span == new.span && said.attributes == new.attributes {
        (new.proposed, new.review) = (None, Review::Accepted);
    } else {
        (new.proposed, new.review) = (Some(said), Review::Corrected);
    }
    new
}

pub(super) fn change(work: &Work, id: &str, with: impl FnOnce(&mut Annotation)) -> Option<Edit> {
    let old = work.get(id)?;
    let mut new = (**old).clone();
    with(&mut new);
    if new == **old {
        return None;
    }
    edit(old, corrected(old, new))
}

/// Counts up from the highest `h…` there is.
fn next_id(work: &Work) -> u64 {
    let number = |a: &Rc<Annotation>| a.id.strip_prefix('h').and_then(|n| n.parse::<u64>().ok());
    work.document.annotations.iter().filter_map(number).max().unwrap_or(0) + 1
}

/// What a new mark says before the person says more.
fn first_attributes(work: &Work, span: CharSpan, layer: &str, label: &str) -> Map<String, Value> {
    let mut out = Map::new();
    match (layer, label) {
        ("time", "DURATION") => set(&mut out, "value", Some(&json!("PXX"))),
        ("time", "TIME") => set(&mut out, "value", Some(&json!("XXXX-XX-XXTXX:XX"))),
        ("time", _) => set(&mut out, "value", Some(&json!("XXXX-XX-XX"))),
        ("quantity", _) => {
            if let Some(number) = digits(work.words(span)) {
                set(&mut out, "value", Some(&number));
            }
            set(&mut out, "modifier", Some(&json!("exact")));
        }
        ("quotation", _) => {
            let before = span.start().get().checked_sub(1).map_or(span, |at| CharSpan::new(at, span.start().get()));
            let marked = work.words(before).starts_with(['"', '«', '»', '“', '”', '„', '\'', '‘', '’', '‹']);
            set(&mut out, "type", Some(&json!(if marked { "direct" } else { "indirect" })));
            set(&mut out, "stance", Some(&json!("affirmed")));
        }
        _ => {}
    }
    out
}

/// The first whole number written in digits of any script.
fn digits(words: &str) -> Option<Value> {
    let plain: String = fold_word(words).chars().filter(|c| !matches!(c, ',' | '٬')).collect();
    let from = plain.find(|c: char| c.is_ascii_digit())?;
    let digits: String = plain.get(from..)?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u64>().ok().map(|n| json!(n))
}

fn added(work: &Work, span: CharSpan, layer: &str, label: &str, id: &mut u64) -> Option<Edit> {
    let text = work.words(span).to_owned();
    if text.trim().is_empty() {
        return None;
    }
    let new = Annotation {
        id: format!("h{id}"),
        layer: layer.to_owned(),
        label: label.to_owned(),
        span,
        text,
        parts: None,
        attributes: first_attributes(work, span, layer, label),
        provenance: Provenance { by: By::Human, rule: None, confidence: None, extra: Map::new() },
        review: Review::Added,
        proposed: None,
        note: None,
        extra: Map::new(),
    };
    *id += 1;
    Some(Edit::Annotation { before: None, after: Some(Rc::new(new)) })
}

fn relabel(work: &Work, id: &str, layer: &str, label: &str) -> Vec<Edit> {
    let Some(old) = work.get(id) else { return Vec::new() };
    let done = change(work, id, |a| {
        a.label = label.to_owned();
        if a.layer != layer {
            a.layer = layer.to_owned();
            a.attributes = first_attributes(work, a.span, layer, label);
        }
        if a.review == Review::Rejected {
            a.review = Review::Corrected;
        }
    });
    let mut out: Vec<Edit> = done.into_iter().collect();
    // An entity with this one mention goes with it.
    let entity = old.attributes.get("entity").and_then(Value::as_str);
    let sole = |e: &&Rc<EntityRecord>| Some(e.id.as_str()) == entity && e.mentions.as_slice() == [old.id.clone()];
    if let Some(e) = work.document.entities.iter().find(sole).filter(|e| !out.is_empty() && e.label != label) {
        let mut new = (**e).clone();
        label.clone_into(&mut new.label);
        annotate::edited(&mut new);
        let after = (layer == "entity").then(|| Rc::new(new));
        out.push(Edit::Entity { before: Some(Rc::clone(e)), after });
    }
    out
}

fn accept(work: &Work, id: &str) -> Option<Edit> {
    let old = work.get(id)?;
    let mut new = (**old).clone();
    new.review = match old.review {
        Review::Rejected if old.proposed.is_some() => Review::Corrected,
        Review::Proposed | Review::Rejected if old.provenance.by == By::Machine => Review::Accepted,
        Review::Rejected => Review::Added,
        kept => kept,
    };
    edit(old, new)
}

fn reject(work: &Work, id: &str) -> Vec<Edit> {
    let Some(old) = work.get(id) else { return Vec::new() };
    if old.provenance.by == By::Machine {
        let mut new = (**old).clone();
        new.review = Review::Rejected;
        return edit(old, new).into_iter().collect();
    }
    // A person's own mark leaves no trace: whoever pointed at it now says its words.
    let mut out = Vec::new();
    for other in work.document.annotations.iter().filter(|a| a.id != id) {
        if other.attributes.values().any(|v| v == id) {
            let mut new = (**other).clone();
            new.attributes.values_mut().filter(|v| **v == id).for_each(|v| *v = json!(old.text));
            out.extend(edit(other, new));
        }
    }
    for e in work.document.entities.iter().filter(|e| e.mentions.iter().any(|m| m == id)) {
        let mut new = (**e).clone();
        new.mentions.retain(|m| m != id);
        let after = (!new.mentions.is_empty()).then(|| Rc::new(new));
        out.push(Edit::Entity { before: Some(Rc::clone(e)), after });
    }
    for r in work.document.relations.iter().filter(|r| r.from == id || r.to == id) {
        out.push(Edit::Relation { before: Some(Rc::clone(r)), after: None });
    }
    out.push(Edit::Annotation { before: Some(Rc::clone(old)), after: None });
    out
}

fn restore(work: &Work, id: &str) -> Option<Edit> {
    let old = work.get(id).filter(|a| a.provenance.by == By::Machine)?;
    let mut new = (**old).clone();
    if let Some(said) = new.proposed.take() {
        if said.span != new.span {
            // What the machine proposes stands in one piece.
            new.parts = None;
            new.text = work.words(said.span).to_owned();
        }
        (new.label, new.span, new.attributes) = (said.label, said.span, said.attributes);
        let layer = work.document.labels.iter().find(|l| l.label == new.label).map(|l| l.layer.clone());
        new.layer = layer.unwrap_or(new.layer);
    }
    new.review = Review::Proposed;
    edit(old, new)
}

fn everywhere(work: &Work, spans: &[CharSpan], layer: &str, label: Option<&str>) -> Vec<Edit> {
    let mut id = next_id(work);
    let mut out = Vec::new();
    for &span in spans {
        let here = work.document.annotations.partition_point(|a| a.span.start() < span.start());
        let same = (work.document.annotations.iter().skip(here))
            .take_while(|a| a.span.start() == span.start())
            .find(|a| a.layer == layer && a.span == span);
        match (same, label) {
            (Some(a), Some(label)) if a.label == label => out.extend(accept(work, &a.id)),
            (Some(a), Some(label)) => out.extend(relabel(work, &a.id, layer, label)),
            (None, Some(label)) => out.extend(added(work, span, layer, label, &mut id)),
            (Some(a), None) => out.extend(reject(work, &a.id)),
            (None, None) => {}
        }
    }
    out
}

fn machine(work: &Work, fresh: &annotate::AnnotationDocument) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (before, after) = (&work.document.document.published, &fresh.document.published);
    if before != after && work.document.document.text == fresh.document.text {
        edits.push(Edit::Published { before: before.clone(), after: after.clone() });
    }
    edits.extend(annotate::merge(&work.document, fresh, "machine").edits);
    edits
}

fn entity<'a>(work: &'a Work, id: &str) -> Option<&'a Rc<EntityRecord>> {
    work.document.entities.iter().find(|e| e.id == id)
}

fn rename_entity(work: &Work, id: &str, name: &str) -> Option<Edit> {
    let old = entity(work, id).filter(|e| !name.trim().is_empty() && e.name != name.trim())?;
    let mut new = (**old).clone();
    name.trim().clone_into(&mut new.name);
    annotate::edited(&mut new);
    Some(Edit::Entity { before: Some(Rc::clone(old)), after: Some(Rc::new(new)) })
}

/// Gives an entity another link, or none.
fn set_link(work: &Work, id: &str, link: Option<&Value>) -> Option<Edit> {
    let old = entity(work, id).filter(|e| e.link.as_ref() != link)?;
    let mut new = (**old).clone();
    new.link = link.cloned();
    annotate::edited(&mut new);
    Some(Edit::Entity { before: Some(Rc::clone(old)), after: Some(Rc::new(new)) })
}

/// Moves a mention to an entity; grouping is no change of the mention itself, so its review stays.
fn moved(work: &Work, mention: &str, to: &str) -> Option<Edit> {
    let old = work.get(mention)?;
    let mut new = (**old).clone();
    set(&mut new.attributes, "entity", Some(&json!(to)));
    edit(old, new)
}

fn merge_entities(work: &Work, from: &str, into: &str) -> Option<Vec<Edit>> {
    let (old, stays) = (entity(work, from)?, entity(work, into)?);
    if from == into {
        return None;
    }
    let mut new = (**stays).clone();
    new.mentions.extend(old.mentions.iter().filter(|m| !stays.mentions.contains(m)).cloned());
    annotate::edited(&mut new);
    let mut out: Vec<Edit> = old.mentions.iter().filter_map(|m| moved(work, m, into)).collect();
    out.push(Edit::Entity { before: Some(Rc::clone(old)), after: None });
    out.push(Edit::Entity { before: Some(Rc::clone(stays)), after: Some(Rc::new(new)) });
    Some(out)
}

fn split_entity(work: &Work, mention: &str) -> Option<Vec<Edit>> {
    let a = work.get(mention)?;
    let old = entity(work, a.attributes.get("entity")?.as_str()?).filter(|e| e.mentions.len() > 1)?;
    let number = |e: &Rc<EntityRecord>| e.id.strip_prefix('e').and_then(|n| n.parse::<u64>().ok());
    let id = format!("e{}", work.document.entities.iter().filter_map(number).max().unwrap_or(0) + 1);
    let mut left = (**old).clone();
    left.mentions.retain(|m| m != mention);
    annotate::edited(&mut left);
    let mut own = EntityRecord {
        id: id.clone(),
        label: a.label.clone(),
        name: a.text.clone(),
        mentions: vec![mention.to_owned()],
        link: None,
        extra: Map::new(),
    };
    annotate::edited(&mut own);
    let mut out: Vec<Edit> = moved(work, mention, &id).into_iter().collect();
    out.push(Edit::Entity { before: Some(Rc::clone(old)), after: Some(Rc::new(left)) });
    out.push(Edit::Entity { before: None, after: Some(Rc::new(own)) });
    Some(out)
}

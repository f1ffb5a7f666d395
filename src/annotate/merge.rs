//! What the machine proposes arrives as an ordinary transaction that touches only what is still proposed.

use super::edit::{Edit, Transaction};
use super::entities::EDITED;
use super::model::{Annotation, AnnotationDocument, RelationRecord, Review};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::rc::Rc;

/// The document's field that holds the relations of the machine's that a person has taken away: `[{type, from, to}]`.
pub const REMOVED: &str = "removed_relations";

/// Whether a person has taken away what the machine says here.
fn removed(current: &AnnotationDocument, r: &RelationRecord) -> bool {
    let all = current.extra.get(REMOVED).and_then(Value::as_array);
    all.is_some_and(|all| all.iter().any(|gone| *gone == named(r)))
}

/// What names a relation among the removed ones.
pub fn named(r: &RelationRecord) -> Value {
    json!({ "type": r.kind, "from": r.from, "to": r.to })
}

/// The transaction that brings `current` up to the machine's `fresh` document of the same text. Whatever a person has decided stays;
/// a fresh proposal on the place (layer and span) of a decided annotation is left out; ids stay those of `current` where a proposal is the same.
pub fn merge(current: &AnnotationDocument, fresh: &AnnotationDocument, name: &str) -> Transaction {
    let mut edits = Vec::new();
    if current.document.text != fresh.document.text {
        return Transaction::new(name, edits);
    }
    let place = |a: &Annotation| (a.layer.clone(), a.span);
    // Two may stand at one place; each is met once.
    let mut decided: FxHashMap<_, VecDeque<Rc<Annotation>>> = FxHashMap::default();
    let mut open: FxHashMap<_, VecDeque<Rc<Annotation>>> = FxHashMap::default();
    for a in &current.annotations {
        if a.decided() {
            decided.entry(place(a)).or_default().push_back(Rc::clone(a));
            if let Some(p) = a.proposed.as_ref().filter(|p| p.span != a.span) {
                // The machine's own old place is taken too: what a person moved does not come back.
                decided.entry((a.layer.clone(), p.span)).or_default().push_back(Rc::clone(a));
            }
        } else {
            open.entry(place(a)).or_default().push_back(Rc::clone(a));
        }
    }
    // The fresh document's ids in terms of the current one's.
    let mut ids: FxHashMap<String, String> = FxHashMap::default();
    let mut taken: FxHashSet<String> = current.annotations.iter().map(|a| a.id.clone()).collect();
    let mut kept: Vec<(Option<Rc<Annotation>>, Rc<Annotation>)> = Vec::new();
    for a in &fresh.annotations {
        if let Some(own) = decided.get_mut(&place(a)).and_then(VecDeque::pop_front) {
            ids.insert(a.id.clone(), own.id.clone());
            continue;
        }
        let old = open.get_mut(&place(a)).and_then(VecDeque::pop_front);
        let id = old.as_ref().map_or_else(|| free(&a.id, &mut taken), |o| o.id.clone());
        ids.insert(a.id.clone(), id);
        kept.push((old, Rc::clone(a)));
    }
    let mut gone: Vec<_> = open.into_values().flatten().collect();
    gone.sort_by(|a, b| a.id.len().cmp(&b.id.len()).then_with(|| a.id.cmp(&b.id)));
    edits.extend(gone.into_iter().map(|a| Edit::Annotation { before: Some(a), after: None }));
    for (old, new) in kept {
        let mut new = (*new).clone();
        new.review = Review::Proposed;
        new.id = ids.get(&new.id).cloned().unwrap_or(new.id);
        for value in new.attributes.values_mut() {
            rename(value, &ids);
        }
        let new = Rc::new(new);
        if old.as_ref() != Some(&new) {
            edits.push(Edit::Annotation { before: old, after: Some(new) });
        }
    }
    let own = |id: &String| ids.get(id).cloned().unwrap_or_else(|| id.clone());
    super::entities::reconcile(&mut edits, current, fresh, &own);
    relations(&mut edits, current, fresh, &own);
    Transaction::new(name, edits)
}

fn relations(
    edits: &mut Vec<Edit>,
    current: &AnnotationDocument,
    fresh: &AnnotationDocument,
    own: &dyn Fn(&String) -> String,
) {
    // A person's own stay as long as both their ends do.
    let mut there: FxHashSet<String> = current.annotations.iter().map(|a| a.id.clone()).collect();
    for edit in edits.iter() {
        if let Edit::Annotation { before: Some(gone), after: None } = edit {
            there.remove(&gone.id);
        }
    }
    let mine =
        |r: &&Rc<RelationRecord>| r.extra.contains_key(EDITED) && there.contains(&r.from) && there.contains(&r.to);
    let mut relations: Vec<Rc<RelationRecord>> = current.relations.iter().filter(mine).cloned().collect();
    let mut taken: FxHashSet<String> = relations.iter().map(|r| r.id.clone()).collect();
    let same = |a: &RelationRecord, b: &RelationRecord| a.from == b.from && a.to == b.to && a.kind == b.kind;
    let persons = relations.len();
    for r in &fresh.relations {
        let mut r = (**r).clone();
        (r.from, r.to) = (own(&r.from), own(&r.to));
        if !relations.iter().take(persons).any(|m| same(m, &r)) && !removed(current, &r) {
            r.id = free(&r.id, &mut taken);
            relations.push(Rc::new(r));
        }
    }
    relations.sort_by(|a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
    if current.relations != relations {
        edits.extend(current.relations.iter().map(|r| Edit::Relation { before: Some(Rc::clone(r)), after: None }));
        edits.extend(relations.into_iter().map(|r| Edit::Relation { before: None, after: Some(r) }));
    }
}

fn free(wanted: &str, taken: &mut FxHashSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut n = 1u32;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}.{n}");
        n += 1;
    }
    id
}

fn rename(value: &mut Value, ids: &FxHashMap<String, String>) {
    if let Value::String(s) = value
        && let Some(id) = ids.get(s)
    {
        s.clone_from(id);
    }
}

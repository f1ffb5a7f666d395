//! The entities after an article has been read again: what a person has grouped, named or linked stays.

use super::edit::Edit;
use super::model::{Annotation, AnnotationDocument, By, EntityRecord};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::rc::Rc;

/// The field of an entity that a person has grouped, named or linked.
pub const EDITED: &str = "edited";

/// Marks an entity as a person's.
pub fn edited(entity: &mut EntityRecord) {
    entity.extra.insert(EDITED.to_owned(), json!(true));
}

/// Whether a person has had a hand in an entity: it says so, or holds a mention that a person has marked.
fn kept(e: &EntityRecord, annotations: &FxHashMap<&str, &Rc<Annotation>>) -> bool {
    let human = |id: &String| annotations.get(id.as_str()).is_some_and(|a| a.provenance.by == By::Human);
    e.extra.get(EDITED) == Some(&Value::Bool(true)) || e.mentions.iter().any(human)
}

/// The entities of `current` once its annotations are those of `after`: a person's own, then those of the `fresh` reading over the
/// mentions that no person has grouped. A mention that only the fresh reading has goes to the person's entity that holds most of its
/// company. `own` says how an annotation of the fresh reading is called in `current`.
fn settle(
    current: &AnnotationDocument,
    fresh: &AnnotationDocument,
    after: &FxHashMap<&str, &Rc<Annotation>>,
    own: &dyn Fn(&String) -> String,
) -> Vec<EntityRecord> {
    let was: FxHashMap<&str, &Rc<Annotation>> = current.annotations.iter().map(|a| (a.id.as_str(), a)).collect();
    let mut out: Vec<EntityRecord> = Vec::new();
    let mut held: FxHashMap<String, usize> = FxHashMap::default();
    for e in current.entities.iter().filter(|e| kept(e, &was)) {
        let mut e = (**e).clone();
        e.mentions.retain(|m| after.contains_key(m.as_str()) && !held.contains_key(m));
        if e.mentions.is_empty() {
            continue;
        }
        held.extend(e.mentions.iter().map(|m| (m.clone(), out.len())));
        out.push(e);
    }
    let mut ids: FxHashSet<String> = out.iter().map(|e| e.id.clone()).collect();
    let number = |id: &String| id.strip_prefix('e').and_then(|n| n.parse::<u64>().ok());
    let mut next = current.entities.iter().chain(&fresh.entities).filter_map(|e| number(&e.id)).max().unwrap_or(0) + 1;
    let persons = out.len();
    for e in &fresh.entities {
        let mut e = (**e).clone();
        e.mentions = e.mentions.iter().map(own).collect();
        let mut company: FxHashMap<usize, usize> = FxHashMap::default();
        for n in e.mentions.iter().filter_map(|m| held.get(m)).filter(|n| **n < persons) {
            *company.entry(*n).or_default() += 1;
        }
        let most = company.into_iter().max_by_key(|&(n, count)| (count, core::cmp::Reverse(n))).map(|(n, _)| n);
        e.mentions.retain(|m| after.contains_key(m.as_str()) && !held.contains_key(m));
        if let Some(owner) = most.and_then(|n| out.get_mut(n)) {
            owner.mentions.append(&mut e.mentions);
            continue;
        }
        if e.mentions.is_empty() {
            continue;
        }
        if !ids.insert(e.id.clone()) {
            e.id = format!("e{next}");
            ids.insert(e.id.clone());
            next += 1;
        }
        held.extend(e.mentions.iter().map(|m| (m.clone(), out.len())));
        out.push(e);
    }
    // A document keeps its entities in the order of their numbers.
    out.sort_by(|a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
    out
}

/// Adds to `edits`, which bring the annotations up to date, those that bring the entities up to date, and makes every mention name the
/// entity that holds it: also those that a person has decided, for the numbers of entities change from reading to reading.
pub(super) fn reconcile(
    edits: &mut Vec<Edit>,
    current: &AnnotationDocument,
    fresh: &AnnotationDocument,
    own: &dyn Fn(&String) -> String,
) {
    let mut after: FxHashMap<&str, &Rc<Annotation>> = current.annotations.iter().map(|a| (a.id.as_str(), a)).collect();
    let changes: Vec<Edit> = edits.clone();
    for edit in &changes {
        if let Edit::Annotation { before, after: now } = edit {
            if let Some(b) = before {
                after.remove(b.id.as_str());
            }
            if let Some(a) = now {
                after.insert(a.id.as_str(), a);
            }
        }
    }
    let entities: Vec<Rc<EntityRecord>> = settle(current, fresh, &after, own).into_iter().map(Rc::new).collect();
    let mut of: FxHashMap<&str, &str> = FxHashMap::default();
    for e in &entities {
        of.extend(e.mentions.iter().map(|m| (m.as_str(), e.id.as_str())));
    }
    // Those that are being written anyway.
    let mut written: FxHashSet<String> = FxHashSet::default();
    for edit in edits.iter_mut() {
        if let Edit::Annotation { after: Some(a), .. } = edit {
            written.insert(a.id.clone());
            if let Some(new) = pointed(a, &of) {
                *a = Rc::new(new);
            }
        }
    }
    edits.retain(|e| !matches!(e, Edit::Annotation { before: Some(b), after: Some(a) } if a == b));
    for a in current.annotations.iter().filter(|a| !written.contains(&a.id) && after.contains_key(a.id.as_str())) {
        if let Some(new) = pointed(a, &of) {
            edits.push(Edit::Annotation { before: Some(Rc::clone(a)), after: Some(Rc::new(new)) });
        }
    }
    if current.entities != entities {
        edits.extend(current.entities.iter().map(|e| Edit::Entity { before: Some(Rc::clone(e)), after: None }));
        edits.extend(entities.into_iter().map(|e| Edit::Entity { before: None, after: Some(e) }));
    }
}

/// An annotation that names the entity that holds it, or none where none does; `None` where it says so already.
fn pointed(a: &Rc<Annotation>, of: &FxHashMap<&str, &str>) -> Option<Annotation> {
    let wanted = of.get(a.id.as_str()).copied();
    if a.attributes.get("entity").and_then(Value::as_str) == wanted {
        return None;
    }
    let mut new = (**a).clone();
    match wanted {
        Some(id) => new.attributes.insert("entity".to_owned(), json!(id)),
        None => new.attributes.remove("entity"),
    };
    if let Some(said) = &mut new.proposed
        && said.attributes.contains_key("entity")
    {
        match wanted {
            Some(id) => said.attributes.insert("entity".to_owned(), json!(id)),
            None => said.attributes.remove("entity"),
        };
    }
    Some(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Review, annotate, merge};
    use crate::document::Document;
    use crate::extract::Options;

    const TEXT: &str = "قال وزير المالية اللبناني سمير خوري في بيروت إن القرض تأخر. وأضاف خوري أن طرابلس بخير.";

    fn read(text: &str) -> AnnotationDocument {
        annotate(&Document::new(text.to_owned()).unwrap(), &Options::default())
    }

    /// The names of the entities with their mentions' words; every mention names its entity.
    fn groups(d: &AnnotationDocument) -> Vec<(String, Vec<String>)> {
        crate::export::check(d).unwrap();
        let of = |e: &Rc<EntityRecord>| {
            let words = e.mentions.iter().map(|m| {
                let a = d.annotations.iter().find(|a| a.id == *m).unwrap();
                assert_eq!(a.attributes.get("entity"), Some(&json!(e.id)), "{m}");
                a.text.clone()
            });
            (e.name.clone(), words.collect())
        };
        let mut out: Vec<(String, Vec<String>)> = d.entities.iter().map(of).collect();
        out.sort();
        out
    }

    fn entity<'a>(d: &'a mut AnnotationDocument, name: &str) -> &'a mut EntityRecord {
        Rc::make_mut(d.entities.iter_mut().find(|e| e.name == name).unwrap())
    }

    fn point(d: &mut AnnotationDocument, mention: &str, to: &str) {
        let a = Rc::make_mut(d.annotations.iter_mut().find(|a| a.id == mention).unwrap());
        a.attributes.insert("entity".to_owned(), json!(to));
    }

    /// Reads again, with `change` to what the machine says.
    fn again(d: &AnnotationDocument, change: impl FnOnce(&mut AnnotationDocument)) -> AnnotationDocument {
        let mut fresh = read(TEXT);
        change(&mut fresh);
        let mut out = d.clone();
        merge(d, &fresh, "machine").apply(&mut out).unwrap();
        out
    }

    #[test]
    fn entities_merged_by_hand_stay_merged() {
        let mut d = read(TEXT);
        let gone = d.entities.iter().find(|e| e.name == "طرابلس").unwrap().clone();
        d.entities.retain(|e| e.id != gone.id);
        let into = entity(&mut d, "بيروت");
        into.mentions.extend(gone.mentions.iter().cloned());
        edited(into);
        let id = into.id.clone();
        gone.mentions.iter().for_each(|m| point(&mut d, m, &id));
        let before = groups(&d);
        assert_eq!(groups(&again(&d, |_| ())), before);
    }

    #[test]
    fn an_entity_split_by_hand_stays_split_and_new_mentions_go_to_the_larger_part() {
        let mut d = read(TEXT);
        let old = entity(&mut d, "سمير خوري");
        let apart = old.mentions.pop().unwrap();
        edited(old);
        let mut own = old.clone();
        (own.id, own.name, own.mentions) = ("e99".to_owned(), "خوري".to_owned(), vec![apart.clone()]);
        d.entities.push(Rc::new(own));
        point(&mut d, &apart, "e99");
        let before = groups(&d);
        assert_eq!(groups(&again(&d, |_| ())), before);
    }

    #[test]
    fn a_decided_mention_names_the_entity_that_holds_it_when_numbers_change() {
        let mut d = read(TEXT);
        let at = d.annotations.iter().position(|a| a.text == "طرابلس").unwrap();
        Rc::make_mut(&mut d.annotations[at]).review = Review::Accepted;
        // The next reading numbers its entities otherwise.
        let after = again(&d, |fresh| {
            let new = |id: &str| format!("e{}", id.trim_start_matches('e').parse::<u32>().unwrap() + 7);
            for e in &mut fresh.entities {
                let e = Rc::make_mut(e);
                e.id = new(&e.id);
            }
            for a in &mut fresh.annotations {
                let a = Rc::make_mut(a);
                if let Some(id) = a.attributes.get("entity").and_then(Value::as_str).map(new) {
                    a.attributes.insert("entity".to_owned(), json!(id));
                }
            }
        });
        assert_eq!(groups(&after), groups(&d));
        assert_eq!(after.annotations[at].review, Review::Accepted);
        assert_ne!(after.annotations[at].attributes.get("entity"), d.annotations[at].attributes.get("entity"));
    }

    #[test]
    fn a_name_and_a_link_given_by_hand_stay_and_nothing_else_changes_on_a_second_reading() {
        let mut d = read(TEXT);
        let e = entity(&mut d, "بيروت");
        (e.name, e.link) = ("مدينة بيروت".to_owned(), None);
        edited(e);
        let after = again(&d, |_| ());
        assert!(after.entities.iter().any(|e| e.name == "مدينة بيروت" && e.link.is_none()));
        assert!(merge(&after, &read(TEXT), "machine").is_empty());
    }
}

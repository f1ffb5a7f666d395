//! Edits and transactions. An edit says what a record was and what it becomes, so its inverse is the same edit turned round.

use super::model::{Annotation, AnnotationDocument, EntityRecord, LabelRecord, PublishedPart, RelationRecord};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::rc::Rc;

/// One change of one record; `None` stands for "not there".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// An annotation (both sides have the same id).
    Annotation {
        /// As it was.
        before: Option<Rc<Annotation>>,
        /// As it becomes.
        after: Option<Rc<Annotation>>,
    },
    /// An entity.
    Entity {
        /// As it was.
        before: Option<Rc<EntityRecord>>,
        /// As it becomes.
        after: Option<Rc<EntityRecord>>,
    },
    /// A relation.
    Relation {
        /// As it was.
        before: Option<Rc<RelationRecord>>,
        /// As it becomes.
        after: Option<Rc<RelationRecord>>,
    },
    /// The publication date.
    Published {
        /// As it was.
        before: PublishedPart,
        /// As it becomes.
        after: PublishedPart,
    },
    /// The label set.
    Labels {
        /// As it was.
        before: Vec<LabelRecord>,
        /// As it becomes.
        after: Vec<LabelRecord>,
    },
    /// The note on the article.
    Note {
        /// As it was.
        before: Option<String>,
        /// As it becomes.
        after: Option<String>,
    },
    /// The annotator's name.
    Annotator {
        /// As it was.
        before: Option<String>,
        /// As it becomes.
        after: Option<String>,
    },
    /// A field that the contract leaves free, such as [`REMOVED`](super::REMOVED).
    Field {
        /// Its name.
        name: String,
        /// As it was.
        before: Option<Value>,
        /// As it becomes.
        after: Option<Value>,
    },
}

/// Edits that are done and undone together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// What the person did, as a stable code (`add`, `relabel`, `reject`, `accept`, `bounds`, `machine`, …).
    pub name: String,
    /// In order.
    pub edits: Vec<Edit>,
}

/// A transaction that does not fit the document it is applied to; the document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("edit {edit} of this transaction does not fit the document: {record} is not as it says")]
pub struct Conflict {
    /// Which edit, from 0.
    pub edit: usize,
    /// The record's id.
    pub record: String,
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Annotation { before, after } => Self::Annotation { before: after, after: before },
            Self::Entity { before, after } => Self::Entity { before: after, after: before },
            Self::Relation { before, after } => Self::Relation { before: after, after: before },
            Self::Published { before, after } => Self::Published { before: after, after: before },
            Self::Labels { before, after } => Self::Labels { before: after, after: before },
            Self::Note { before, after } => Self::Note { before: after, after: before },
            Self::Annotator { before, after } => Self::Annotator { before: after, after: before },
            Self::Field { name, before, after } => Self::Field { name, before: after, after: before },
        }
    }
}

impl Transaction {
    /// A transaction called `name`.
    pub fn new(name: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { name: name.into(), edits }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The transaction that takes this one back.
    pub fn inverse(&self) -> Self {
        Self { name: self.name.clone(), edits: self.edits.iter().rev().map(Edit::inverse).collect() }
    }

    /// Applies all edits or none. Errors: [`Conflict`] where a record is not as the edit says it was.
    pub fn apply(&self, document: &mut AnnotationDocument) -> Result<(), Conflict> {
        for (done, edit) in self.edits.iter().enumerate() {
            if let Err(record) = apply(edit, document) {
                for back in self.edits.iter().take(done).rev() {
                    // What was just applied can always be taken back.
                    let _ = apply(&back.inverse(), document);
                }
                return Err(Conflict { edit: done, record });
            }
        }
        Ok(())
    }
}

/// Text order: by start, the longer first, then by id, so that a document's order never depends on history.
fn place(a: &Annotation) -> (u32, core::cmp::Reverse<u32>, (usize, &str)) {
    (a.span.start().get(), core::cmp::Reverse(a.span.end().get()), (a.id.len(), &a.id))
}

fn by_id(a: &str) -> (usize, &str) {
    (a.len(), a)
}

/// Swaps one record in a list kept in the order of `key`; `Err` with its id where it is not as `before` says.
fn swap<T: PartialEq, K: Ord>(
    list: &mut Vec<Rc<T>>,
    before: Option<&Rc<T>>,
    after: Option<&Rc<T>>,
    id: impl Fn(&T) -> &str,
    key: impl for<'a> Fn(&'a T) -> K,
    find: impl Fn(&[Rc<T>], &T) -> Option<usize>,
) -> Result<(), String> {
    if let Some(old) = before {
        match find(list, old) {
            Some(at) if list.get(at) == Some(old) => {
                list.remove(at);
            }
            _ => return Err(id(old).to_owned()),
        }
    }
    if let Some(new) = after {
        if before.is_none() && find(list, new).is_some() {
            return Err(id(new).to_owned());
        }
        let at = list.partition_point(|x| key(x) < key(new));
        list.insert(at, Rc::clone(new));
    }
    Ok(())
}

fn apply(edit: &Edit, document: &mut AnnotationDocument) -> Result<(), String> {
    fn field<T: PartialEq + Clone>(field: &mut T, before: &T, after: &T, name: &str) -> Result<(), String> {
        if field != before {
            return Err(name.to_owned());
        }
        field.clone_from(after);
        Ok(())
    }
    match edit {
        Edit::Annotation { before, after } => {
            let list = &mut document.annotations;
            if let Some(old) = before {
                let at = list.partition_point(|x| place(x) < place(old));
                if list.get(at) != Some(old) {
                    return Err(old.id.clone());
                }
                list.remove(at);
            } else if let Some(new) = after.as_ref().filter(|new| list.iter().any(|x| x.id == new.id)) {
                return Err(new.id.clone());
            }
            if let Some(new) = after {
                let at = list.partition_point(|x| place(x) < place(new));
                list.insert(at, Rc::clone(new));
            }
            Ok(())
        }
        Edit::Entity { before, after } => swap(
            &mut document.entities,
            before.as_ref(),
            after.as_ref(),
            |e| &e.id,
            |e| (e.id.len(), e.id.clone()),
            |list, e| list.iter().position(|x| by_id(&x.id) == by_id(&e.id)),
        ),
        Edit::Relation { before, after } => swap(
            &mut document.relations,
            before.as_ref(),
            after.as_ref(),
            |r| &r.id,
            |r| (r.id.len(), r.id.clone()),
            |list, r| list.iter().position(|x| by_id(&x.id) == by_id(&r.id)),
        ),
        Edit::Published { before, after } => field(&mut document.document.published, before, after, "published"),
        Edit::Labels { before, after } => field(&mut document.labels, before, after, "labels"),
        Edit::Note { before, after } => {
            let now = document.extra.get("note").and_then(|n| n.as_str());
            if now != before.as_deref() {
                return Err("note".to_owned());
            }
            match after {
                Some(note) => document.extra.insert("note".to_owned(), note.clone().into()),
                None => document.extra.remove("note"),
            };
            Ok(())
        }
        Edit::Annotator { before, after } => field(&mut document.annotator, before, after, "annotator"),
        Edit::Field { name, before, after } => {
            if document.extra.get(name) != before.as_ref() {
                return Err(name.clone());
            }
            match after {
                Some(value) => document.extra.insert(name.clone(), value.clone()),
                None => document.extra.remove(name),
            };
            Ok(())
        }
    }
}

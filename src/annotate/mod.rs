//! The annotation document, and what a person does to it: edits with inverses.
//!
//! In: [`crate::extract::Findings`] and a person. Out: [`AnnotationDocument`], the one type that the page edits, the command line
//! prints and the file holds (docs/adr/0002). **Invariant:** every change goes through a [`Transaction`], which has an inverse.

mod edit;
mod entities;
mod flat;
mod merge;
mod model;
mod propose;

pub use edit::{Conflict, Edit, Transaction};
pub use entities::{EDITED, edited};
pub use merge::{REMOVED, merge, named};
pub use model::{
    Annotation, AnnotationDocument, AnnotationId, By, DocumentPart, EntityRecord, Generator, HistoryPart, LabelRecord,
    NormalizedPart, Proposed, Provenance, PublishedPart, RelationRecord, Review, SCHEMA, SectionPart, SentencePart,
    TokenPart, VERSION, default_labels,
};
pub use propose::{Progress, annotate, annotate_with, annotate_with_model};

//! What can happen to a session.

use super::caret::Caret;
use super::list::Filter;
use super::state::{Dialog, Lang, Problem, Saved, Theme, View, Work};
use crate::annotate::{AnnotationDocument, LabelRecord};
use crate::text::CharSpan;
use serde_json::Value;
use std::rc::Rc;

/// A change of the document that a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Marks words.
    Add {
        /// Where.
        span: CharSpan,
        /// Layer.
        layer: String,
        /// Label.
        label: String,
    },
    /// Marks several places with one label, in one step; those already marked there are relabelled.
    Everywhere {
        /// Where.
        spans: Vec<CharSpan>,
        /// Layer.
        layer: String,
        /// Label; `None` rejects what is marked there.
        label: Option<String>,
    },
    /// Gives another label.
    Relabel {
        /// Which.
        id: String,
        /// Layer.
        layer: String,
        /// Label.
        label: String,
    },
    /// Moves the ends.
    SetBounds {
        /// Which.
        id: String,
        /// Where to.
        span: CharSpan,
    },
    /// Says that these are right.
    Accept(Vec<String>),
    /// Says that these are wrong; a person's own is taken away.
    Reject(Vec<String>),
    /// Puts it back as the machine had it.
    Restore(String),
    /// Sets an attribute, or takes it away with `None`.
    SetAttribute {
        /// Which.
        id: String,
        /// Attribute.
        key: String,
        /// Value.
        value: Option<Value>,
    },
    /// Sets several attributes in one step.
    SetAttributes {
        /// Which.
        id: String,
        /// Attribute and value.
        values: Vec<(String, Option<Value>)>,
    },
    /// Sets a note.
    SetNote {
        /// Which.
        id: String,
        /// The words; empty takes it away.
        note: String,
    },
    /// Adds words to an annotation as one more of its parts.
    AddPart {
        /// Which.
        id: String,
        /// The words.
        span: CharSpan,
    },
    /// Takes a part out.
    RemovePart {
        /// Which.
        id: String,
        /// The part's number, from 0.
        n: usize,
    },
    /// Relates two annotations.
    Relate {
        /// From.
        from: String,
        /// To.
        to: String,
        /// `part_of`, `interval`, `same_as`, `speaker`, or the person's own.
        kind: String,
    },
    /// Takes a relation away.
    Unrelate(String),
    /// Brings the document up to what the machine says now.
    /// The publication date it was made with is taken over too.
    Machine(Rc<AnnotationDocument>),
    /// Gives an entity another name.
    RenameEntity {
        /// Which.
        id: String,
        /// Its name.
        name: String,
    },
    /// Links an entity to another place, or to none.
    SetLink {
        /// Which.
        id: String,
        /// The link as the document has it.
        link: Option<Value>,
    },
    /// Makes two entities one: `from`'s mentions become `into`'s.
    MergeEntities {
        /// Goes.
        from: String,
        /// Stays.
        into: String,
    },
    /// Takes a mention out of its entity into one of its own.
    SplitEntity {
        /// The annotation.
        mention: String,
    },
    /// Sets the note on the article; empty takes it away.
    SetArticleNote(String),
    /// Names the annotator.
    SetAnnotator(Option<String>),
    /// Gives the article another label set; labels in use that it lacks stay.
    SetLabels(Vec<LabelRecord>),
    /// Takes a label away; what has it gets another one, without which a label in use stays.
    RemoveLabel {
        /// Layer.
        layer: String,
        /// Label.
        label: String,
        /// Layer and label for what has it.
        into: Option<(String, String)>,
    },
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Action {
    /// Shows an article, with nothing to undo.
    Open(Box<AnnotationDocument>),
    /// Shows an article as it was left, with its stacks.
    Resume(Rc<Work>),
    /// Puts the article away.
    Close,
    /// A person's change, and when (RFC 3339).
    Do(Command, String),
    /// Takes the last change back.
    Undo,
    /// Does it again.
    Redo,
    /// Looks at an annotation.
    Focus(Option<String>),
    /// Selects words.
    Select(Option<CharSpan>),
    /// Puts the caret somewhere, or away.
    Caret(Option<Caret>),
    /// Opens the card at what is in focus or selected, or closes it.
    Card(bool),
    /// Shows what can be accepted at once, or not.
    Bulk(bool),
    /// Begins a relation at an annotation, or gives it up.
    Link(Option<String>),
    /// Begins to choose a quotation's speaker in the article, or stops.
    Ask(Option<String>),
    /// Shows other annotations in the list.
    SetFilter(Filter),
    /// Searches the text.
    Find(String),
    /// Looks for the same words everywhere, or stops.
    Spread(Option<CharSpan>),
    /// Shows another panel.
    SetView(View),
    /// Opens a dialog, or closes it.
    Show(Option<Dialog>),
    /// Goes to a step of the tour, or ends it.
    Tour(Option<u8>),
    /// Speaks another language.
    SetLang(Lang),
    /// Wears another theme.
    SetTheme(Theme),
    /// A request went to the worker.
    Started(u32),
    /// It got further.
    Progress(u32, String, f32),
    /// It was given up or came to its end.
    Finished(u32),
    /// A batch began, got further, or is over and seen.
    Batch(Option<super::library::Batch>),
    /// Something failed.
    Failed(Problem),
    /// The message was read.
    Dismiss,
    /// The store says how the work stands.
    SetSaved(Saved),
    /// Says something in the live region, by code and words.
    Say(&'static str, String),
}

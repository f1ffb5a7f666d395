//! The session's state.

use super::caret::Caret;
use super::labels::LabelError;
use super::lines::{Line, lines};
use super::list::Filter;
use crate::annotate::{Annotation, AnnotationDocument, HistoryPart, LabelRecord, Transaction};
use crate::document::Refusal;
use crate::export::FileError;
use crate::text::{CharSpan, OffsetIndex};
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::hash::BuildHasher;
use std::rc::Rc;

/// The page's language.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, right to left.
    #[default]
    Ar,
    /// English, left to right.
    En,
}

/// Light, dark, or as the system says.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark ink on paper.
    Light,
    /// Light ink on slate.
    Dark,
}

/// A dialog over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// The label set's editor.
    Labels,
    /// A label set that came in a link or a file: is it to be taken?
    Offer(Rc<Vec<LabelRecord>>),
}

/// How many steps the tour has.
pub const TOUR: u8 = 4;

/// Which panel stands beside the article.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Hash)]
pub enum View {
    /// The annotations, to go through.
    #[default]
    Review,
    /// What the mentions share.
    Entities,
    /// Who said what.
    Statements,
    /// Times and numbers.
    Values,
    /// What the machine got wrong, and another annotator's file beside this one.
    Judge,
    /// The article's own facts, its remarks and its normalised text.
    Text,
    /// The guidelines of its folder.
    Guidelines,
}

/// Whether the work is safe on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Saved {
    /// There is nothing to keep.
    #[default]
    Nothing,
    /// On its way.
    Saving,
    /// Durable.
    Saved,
    /// Not kept, and the store's own words why.
    Failed(String),
}

/// What the page is waiting for.
#[derive(Clone, Debug, PartialEq)]
pub struct Busy {
    /// The request.
    pub request: u32,
    /// The stage's name, as `extract::STAGES` has it.
    pub stage: String,
    /// How much is done, 0 to 1.
    pub share: f32,
}

/// What went wrong, in terms the page has words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is not taken.
    Refused(Refusal),
    /// The file is not opened, or the document not written.
    File(FileError),
    /// The file could not be read at all.
    Unreadable,
    /// The worker fell over; it has been started again.
    Crashed,
    /// A transaction did not fit.
    Conflict,
    /// This is not a date.
    NotADate(String),
    /// The browser's store does not work: a code, or its words.
    Store(String),
    /// A backup is not taken, and why.
    Backup(String),
    /// A label set is not taken, and why.
    Labels(LabelError),
}

/// What just happened, for the toast and the live region. `serial` makes two of the same differ.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// Counts up.
    pub serial: u32,
    /// The transaction's code: `add`, `relabel`, `undo` …
    pub code: String,
    /// The words it is about.
    pub words: String,
    /// How many records it changed.
    pub count: usize,
}

/// A transaction that was done, and the history part on its other side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepDone {
    /// The transaction, forwards.
    pub transaction: Transaction,
    /// History before it (on the undo stack) or after it (on the redo stack).
    pub history: HistoryPart,
}

/// An open article: its document, what can be undone, and what is derived from its text once.
#[derive(Clone, Debug)]
pub struct Work {
    /// The document.
    pub document: AnnotationDocument,
    /// Offsets of its text.
    pub index: Rc<OffsetIndex>,
    /// Its lines.
    pub lines: Rc<Vec<Line>>,
    /// Done, oldest first.
    pub undo: Vec<Rc<StepDone>>,
    /// Undone, the next to be redone last.
    pub redo: Vec<Rc<StepDone>>,
    /// Where an annotation stands in the list, by the hash of its id; found out when it is first asked for.
    places: Rc<OnceCell<Places>>,
}

type Places = FxHashMap<u64, usize>;

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

impl Work {
    /// Takes a document, with nothing to undo.
    pub fn new(document: AnnotationDocument) -> Self {
        let index = Rc::new(OffsetIndex::new(&document.document.text));
        let lines = Rc::new(lines(&document.document.text, &index, &document.sections));
        Self { document, index, lines, undo: Vec::new(), redo: Vec::new(), places: Rc::default() }
    }

    /// Brings the places up to date after the annotations have changed.
    pub(super) fn reindex(&mut self) {
        self.places = Rc::default();
    }

    /// An annotation by its id.
    pub fn get(&self, id: &str) -> Option<&Rc<Annotation>> {
        let all = &self.document.annotations;
        let places = self.places.get_or_init(|| all.iter().enumerate().map(|(n, a)| (hash(&a.id), n)).collect());
        let found = places.get(&hash(id)).and_then(|&n| all.get(n))?;
        // Two ids with one hash: the other one has its place.
        if found.id == id { Some(found) } else { all.iter().find(|a| a.id == id) }
    }

    /// The words of a span.
    pub fn words(&self, span: CharSpan) -> &str {
        self.index.source_span(&self.document.document.text, span).of(&self.document.document.text)
    }

    /// The annotations that cover the place between two characters, the shortest first; rejected ones last.
    pub fn covering(&self, at: u32) -> Vec<Rc<Annotation>> {
        // Sorted by start: only those that start at or before `at`; long ones may start far back, so all are looked at.
        let end = self.document.annotations.partition_point(|a| a.span.start().get() <= at);
        let mut hit: Vec<_> =
            (self.document.annotations.iter().take(end)).filter(|a| at <= a.span.end().get()).cloned().collect();
        hit.sort_by_key(|a| (a.review == crate::annotate::Review::Rejected, a.span.len()));
        hit
    }
}

/// Everything the page shows, but for what only one component cares about.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// The open article.
    pub work: Option<Rc<Work>>,
    /// What is waited for.
    pub busy: Option<Busy>,
    /// Files being read one after the other.
    pub batch: Option<super::library::Batch>,
    /// What went wrong last.
    pub problem: Option<Problem>,
    /// The annotation in focus.
    pub focus: Option<String>,
    /// Whether the card stands open at what is in focus: it closes when its work is done.
    pub card: bool,
    /// Words selected, not yet marked.
    pub selection: Option<CharSpan>,
    /// The caret, for those who work by keyboard.
    pub caret: Option<Caret>,
    /// The annotation that was in focus when other words were selected: they can become a part of it.
    pub whole: Option<String>,
    /// Whether many proposals are being accepted at once, with their preview.
    pub bulk: bool,
    /// Where a relation begins, while its other side is being chosen.
    pub linking: Option<String>,
    /// The quotation whose speaker is being chosen by a click in the article.
    pub asking: Option<String>,
    /// What the list shows.
    pub filter: Filter,
    /// What is searched for in the text.
    pub find: String,
    /// The words whose every occurrence is to be marked alike, while the person chooses which.
    pub spread: Option<CharSpan>,
    /// The panel.
    pub view: View,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The step of the tour that is shown, from 0.
    pub tour: Option<u8>,
    /// Language.
    pub lang: Lang,
    /// Theme.
    pub theme: Theme,
    /// Whether the work is safe.
    pub saved: Saved,
    /// What just happened.
    pub news: Option<News>,
    /// Grows with every change of the document.
    pub revision: u64,
}

//! What the list beside the article shows, and in which order.

use super::state::Work;
use crate::annotate::{Annotation, AnnotationDocument, By, Review};
use crate::normalize::fold_word;
use core::ops::Range;
use std::rc::Rc;

/// Which review states are shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Hash)]
pub enum ReviewFilter {
    /// All.
    #[default]
    All,
    /// What a person has not decided.
    Open,
    /// This state only.
    Only(Review),
}

/// The order of the list.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Hash)]
pub enum Order {
    /// As in the text.
    #[default]
    Position,
    /// The least sure first.
    Doubt,
}

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Filter {
    /// This layer only.
    pub layer: Option<String>,
    /// This label only.
    pub label: Option<String>,
    /// These review states.
    pub review: ReviewFilter,
    /// Only what the machine is less sure of than this (0 to 1).
    pub below: Option<f64>,
    /// Only what holds these words, after folding.
    pub words: String,
    /// The order.
    pub order: Order,
}

impl Filter {
    /// Whether an annotation is shown. `folded` is [`Filter::words`] folded.
    fn shows(&self, a: &Annotation, folded: &str) -> bool {
        self.layer.as_ref().is_none_or(|l| *l == a.layer)
            && self.label.as_ref().is_none_or(|l| *l == a.label)
            && match self.review {
                ReviewFilter::All => true,
                ReviewFilter::Open => !a.decided(),
                ReviewFilter::Only(r) => a.review == r,
            }
            && self.below.is_none_or(|limit| a.provenance.confidence.is_some_and(|c| c < limit))
            && (folded.is_empty() || fold_word(&a.text).contains(folded))
    }
}

/// The annotations that the list shows, in its order.
pub fn rows(work: &Work, filter: &Filter) -> Vec<Rc<Annotation>> {
    shown(work, filter).into_iter().cloned().collect()
}

/// Which rows of a list of `len` stand in the page: `drawn` of them from `from` on, or, where the one in focus (`at`) is neither among
/// them nor soon after them, those around it.
pub fn in_page(len: usize, from: usize, drawn: usize, at: Option<usize>) -> Range<usize> {
    let (from, drawn) = match at {
        Some(at) if at < from || at >= from + drawn + AFTER => (at.saturating_sub(AROUND), 0),
        _ => (from.min(len.saturating_sub(drawn)), drawn),
    };
    let to = at.map_or(0, |at| at + AROUND).max(from + drawn).min(len);
    from..to
}

/// Rows that stand in the page before and after the one in focus.
const AROUND: usize = 50;
/// A focus that is no farther than this behind the last row draws the rows up to it.
const AFTER: usize = 100;

fn shown<'a>(work: &'a Work, filter: &Filter) -> Vec<&'a Rc<Annotation>> {
    let folded = fold_word(filter.words.trim());
    let mut out: Vec<_> = work.document.annotations.iter().filter(|a| filter.shows(a, &folded)).collect();
    if filter.order == Order::Doubt {
        let doubt = |a: &Annotation| a.provenance.confidence.unwrap_or(2.0);
        out.sort_by(|a, b| doubt(a).total_cmp(&doubt(b)));
    }
    out
}

/// The next or previous one of the list; from none, the first or last. With `open`, only what is not decided yet.
pub fn neighbour(work: &Work, filter: &Filter, focus: Option<&str>, forwards: bool, open: bool) -> Option<String> {
    let rows = shown(work, filter);
    let fits = |a: &&&Rc<Annotation>| !open || !a.decided();
    let at = focus.and_then(|id| rows.iter().position(|a| a.id == id));
    let found = match (at, forwards) {
        (Some(at), true) => rows.iter().skip(at + 1).find(fits),
        (Some(at), false) => rows.iter().take(at).rfind(fits),
        (None, forwards) => {
            // Not in the list (filtered out): by place in the text.
            let start = focus.and_then(|id| work.get(id)).map(|a| a.span.start());
            match (start, forwards) {
                (Some(start), true) => rows.iter().filter(fits).find(|a| a.span.start() >= start),
                (Some(start), false) => rows.iter().rev().filter(fits).find(|a| a.span.start() <= start),
                (None, true) => rows.iter().find(fits),
                (None, false) => rows.iter().rfind(fits),
            }
        }
    };
    found.map(|a| a.id.clone())
}

/// How many of the machine's proposals are left, and how many there are.
pub fn progress(document: &AnnotationDocument) -> (usize, usize) {
    let machine = || document.annotations.iter().filter(|a| a.provenance.by == By::Machine);
    (machine().filter(|a| !a.decided()).count(), machine().count())
}

/// What the machine proposes in a layer (or in all) and is at least so sure of, in text order; nothing a person has decided.
pub fn above(work: &Work, layer: Option<&str>, least: f64) -> Vec<Rc<Annotation>> {
    let sure = |a: &Annotation| a.provenance.confidence.is_some_and(|c| c >= least);
    let fits = |a: &&Rc<Annotation>| !a.decided() && layer.is_none_or(|l| l == a.layer) && sure(a);
    work.document.annotations.iter().filter(fits).cloned().collect()
}

/// How many proposals are left in each layer that has any, in the order of the label set.
pub fn open_in_layers(document: &AnnotationDocument) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    for l in &document.labels {
        if !out.iter().any(|(name, _)| *name == l.layer) {
            let left = document.annotations.iter().filter(|a| a.layer == l.layer && !a.decided()).count();
            out.push((l.layer.clone(), left));
        }
    }
    out.retain(|(_, left)| *left > 0);
    out
}

/// The name of the file that is downloaded: the title without what file systems refuse, else the id; `.json`.
pub fn file_name(document: &AnnotationDocument) -> String {
    let id = &document.document.id;
    let title = document.document.title.as_deref().unwrap_or("");
    let keep = |c: char| if c.is_alphanumeric() || matches!(c, '\u{064B}'..='\u{0652}') { c } else { ' ' };
    let words: String = title.chars().map(keep).collect();
    let mut name = String::new();
    for word in words.split_whitespace() {
        if name.len() + word.len() > 90 {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() { format!("{id}.json") } else { format!("{name}.{id}.json") }
}

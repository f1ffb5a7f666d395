//! The library: many articles in folders (a folder is a story), searched and sorted.

use super::list::progress;
use super::state::Work;
use crate::annotate::AnnotationDocument;
use crate::normalize::{self, Profile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Folders, and which article stands in which.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folders {
    /// Their names, in the order they were made.
    pub names: Vec<String>,
    /// The folder of an article, by its id; an article without one stands on the desk.
    pub places: BTreeMap<String, String>,
    /// The guidelines of a folder, by its name; those of the desk under the empty name.
    #[serde(default)]
    pub guidelines: BTreeMap<String, String>,
}

impl Folders {
    /// Makes a folder; a name that is empty or there already changes nothing.
    pub fn add(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && !self.names.iter().any(|n| n == name) {
            self.names.push(name.to_owned());
        }
    }

    /// Gives a folder another name, unless another one has it.
    pub fn rename(&mut self, old: &str, new: &str) {
        let new = new.trim();
        if new.is_empty() || self.names.iter().any(|n| n == new) {
            return;
        }
        self.names.iter_mut().filter(|n| *n == old).for_each(|n| new.clone_into(n));
        self.places.values_mut().filter(|n| *n == old).for_each(|n| new.clone_into(n));
        if let Some(text) = self.guidelines.remove(old) {
            self.guidelines.insert(new.to_owned(), text);
        }
    }

    /// Takes a folder away; its articles stay, on the desk.
    pub fn remove(&mut self, name: &str) {
        self.names.retain(|n| n != name);
        self.places.retain(|_, n| n != name);
        self.guidelines.remove(name);
    }

    /// The guidelines that hold for an article: its folder's, or the desk's.
    pub fn guidelines(&self, id: &str) -> &str {
        self.guidelines.get(self.of(id).unwrap_or("")).map_or("", String::as_str)
    }

    /// Changes them; an empty text is none.
    pub fn set_guidelines(&mut self, id: &str, text: &str) {
        let folder = self.of(id).unwrap_or("").to_owned();
        if text.trim().is_empty() {
            self.guidelines.remove(&folder);
        } else {
            self.guidelines.insert(folder, text.to_owned());
        }
    }

    /// Takes the folders of a backup in: an article that stands in a folder here stays there, guidelines that are here stay.
    pub fn merge(&mut self, came: &Self) {
        came.names.iter().for_each(|name| self.add(name));
        for (id, folder) in &came.places {
            if self.of(id).is_none() {
                self.place(id, Some(folder));
            }
        }
        for (folder, text) in &came.guidelines {
            self.guidelines.entry(folder.clone()).or_insert_with(|| text.clone());
        }
    }

    /// Puts an article into a folder, or on the desk.
    pub fn place(&mut self, id: &str, folder: Option<&str>) {
        match folder.filter(|f| self.names.iter().any(|n| n == f)) {
            Some(folder) => self.places.insert(id.to_owned(), folder.to_owned()),
            None => self.places.remove(id),
        };
    }

    /// The folder of an article.
    pub fn of(&self, id: &str) -> Option<&str> {
        self.places.get(id).map(String::as_str)
    }
}

/// What the library knows of an article without opening it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The document's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published: Option<String>,
    /// When it was last kept, RFC 3339.
    pub saved: String,
    /// Proposals that are left to decide.
    pub left: usize,
    /// Proposals there are.
    pub all: usize,
    /// The note on the article.
    pub note: String,
    /// What is searched: the text, the annotations' words, labels and notes, folded.
    hay: String,
}

fn folded(words: &str) -> String {
    normalize::normalize(words, Profile::Search).text.to_lowercase()
}

/// The person's note on an article.
pub fn note_of(document: &AnnotationDocument) -> &str {
    document.extra.get("note").and_then(serde_json::Value::as_str).unwrap_or("")
}

impl Card {
    /// The card of a document that was kept at `saved`.
    pub fn new(document: &AnnotationDocument, saved: &str) -> Self {
        let d = &document.document;
        let (left, all) = progress(document);
        let mut hay = format!("{}\n", folded(&d.text));
        for a in &document.annotations {
            hay.push_str(&folded(a.note.as_deref().unwrap_or("")));
            hay.push('\n');
        }
        document.entities.iter().for_each(|e| hay.push_str(&format!("{}\n", folded(&e.name))));
        hay.push_str(&folded(note_of(document)));
        Self {
            id: d.id.clone(),
            title: d.title.clone().unwrap_or_default(),
            published: d.published.value.clone(),
            saved: saved.to_owned(),
            left,
            all,
            note: note_of(document).to_owned(),
            hay,
        }
    }

    /// Whether it holds every word of a query, marks and letter variants aside (ابراهيم finds إبراهيم).
    pub fn holds(&self, query: &str) -> bool {
        folded(query).split_whitespace().all(|word| self.hay.contains(word))
    }

    /// Where a query's first word stands: some words around it, from the folded text.
    pub fn around(&self, query: &str) -> Option<String> {
        let query = folded(query);
        let word = query.split_whitespace().next()?;
        let at = self.hay.find(word)?;
        let before = self.hay.get(..at).unwrap_or("");
        let from = before.char_indices().rev().nth(24).map_or(0, |(n, _)| n);
        let words: String = self.hay.get(from..).unwrap_or("").chars().take(70).collect();
        Some(words.replace('\n', " "))
    }
}

/// How the library is sorted.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// The last worked on first.
    #[default]
    Recent,
    /// By title.
    Title,
    /// By publication date, unknown ones last.
    Published,
    /// The most left to do first.
    Left,
}

/// The cards that hold a query, in order.
pub fn arranged<'a>(cards: &'a [Card], query: &str, sort: Sort) -> Vec<&'a Card> {
    let mut out: Vec<&Card> = cards.iter().filter(|c| c.holds(query)).collect();
    match sort {
        Sort::Recent => out.sort_by(|a, b| b.saved.cmp(&a.saved).then_with(|| a.id.cmp(&b.id))),
        Sort::Title => out.sort_by_key(|c| (folded(&c.title), c.id.clone())),
        Sort::Published => out.sort_by_key(|c| (c.published.is_none(), c.published.clone(), c.id.clone())),
        Sort::Left => out.sort_by_key(|c| (core::cmp::Reverse(c.left), c.id.clone())),
    }
    out
}

/// A batch on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Files read.
    pub done: usize,
    /// Files in all.
    pub all: usize,
    /// The file being read.
    pub name: String,
    /// Files that were not taken, and why.
    pub failed: Vec<(String, super::state::Problem)>,
    /// Files whose article was here already: they are left as they are.
    pub here: usize,
}

impl Batch {
    /// Whether all of it is read.
    pub fn over(&self) -> bool {
        self.done >= self.all
    }
}

/// Words of an article to be shown beside its places.
pub fn words_around(work: &Work, span: crate::text::CharSpan) -> (String, String) {
    let reach = |from: u32, to: u32| work.words(crate::text::CharSpan::new(from, to)).replace(['\n', '\r'], " ");
    let (start, end) = (span.start().get(), span.end().get());
    (reach(start.saturating_sub(24), start), reach(end, (end + 24).min(work.index.chars().get())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;
    use crate::document::Document;
    use crate::extract::Options;

    fn card(text: &str, saved: &str) -> Card {
        Card::new(&annotate::annotate(&Document::new(text).unwrap(), &Options::default()), saved)
    }

    #[test]
    fn searching_folds_letters_and_looks_into_notes() {
        let mut d = annotate::annotate(&Document::new("وصل إبراهيم إلى حلب").unwrap(), &Options::default());
        d.extra.insert("note".to_owned(), "للمراجعة غداً".into());
        let card = Card::new(&d, "2026");
        assert!(card.holds("ابراهيم") && card.holds("حلب إبراهيم") && card.holds("غدا") && card.holds(""));
        assert!(!card.holds("دمشق") && !card.holds("حلب دمشق"));
        assert_eq!(card.around("حلب").as_deref().map(|w| w.contains("الي حلب")), Some(true));
    }

    #[test]
    fn sorted_as_asked() {
        let mut cards = [card("باء من حلب", "2026-02"), card("ألف من دمشق", "2026-01")];
        for (card, title) in cards.iter_mut().zip(["باء", "ألف"]) {
            title.clone_into(&mut card.title);
        }
        let ids = |sort| arranged(&cards, "", sort).iter().map(|c| c.saved.clone()).collect::<Vec<_>>();
        assert_eq!(ids(Sort::Recent), ["2026-02", "2026-01"]);
        assert_eq!(ids(Sort::Title), ["2026-01", "2026-02"]);
        assert_eq!(arranged(&cards, "دمشق", Sort::Recent).len(), 1);
    }

    #[test]
    fn folders_hold_articles_and_leave_them() {
        let mut f = Folders::default();
        f.add("  الفيضان ");
        f.add("الفيضان");
        f.add(" ");
        assert_eq!(f.names, ["الفيضان"]);
        f.place("d-1", Some("الفيضان"));
        f.place("d-2", Some("لا وجود له"));
        assert_eq!((f.of("d-1"), f.of("d-2")), (Some("الفيضان"), None));
        f.rename("الفيضان", "السيول");
        assert_eq!(f.of("d-1"), Some("السيول"));
        f.remove("السيول");
        assert_eq!((f.of("d-1"), f.names.len()), (None, 0));
        let json = serde_json::to_string(&f).unwrap();
        assert_eq!(serde_json::from_str::<Folders>(&json).unwrap(), f);
    }

    #[test]
    fn guidelines_go_with_their_folder() {
        let mut f: Folders = serde_json::from_str("{\"names\":[],\"places\":{}}").unwrap();
        f.add("الفيضان");
        f.place("d-1", Some("الفيضان"));
        f.set_guidelines("d-1", "ضع الجسور تحت «منشأة»");
        f.set_guidelines("d-2", "للمكتب");
        assert_eq!((f.guidelines("d-1"), f.guidelines("d-2")), ("ضع الجسور تحت «منشأة»", "للمكتب"));
        f.rename("الفيضان", "السيول");
        assert_eq!(f.guidelines("d-1"), "ضع الجسور تحت «منشأة»");
        let mut here = Folders::default();
        here.set_guidelines("d-2", "لي");
        here.merge(&f);
        assert_eq!(
            (here.guidelines("d-1"), here.guidelines("d-2")),
            ("ضع الجسور تحت «منشأة»", "لي"),
            "what is here stays"
        );
        f.remove("السيول");
        assert_eq!(f.guidelines("d-1"), "للمكتب");
        f.set_guidelines("d-1", " ");
        assert!(f.guidelines.is_empty());
    }
}

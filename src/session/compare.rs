//! What differs between two states of one article.

use crate::annotate::{Annotation, AnnotationDocument, EntityRecord};
use crate::text::CharSpan;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How an annotation differs.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the later state has it.
    Added,
    /// Only the earlier state has it.
    Removed,
    /// Both have it, with another label.
    Label,
    /// With other ends.
    Ends,
    /// With another decision on it.
    Review,
    /// With other values or another note.
    Values,
    /// An entity has another name.
    Entity,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The annotation's or entity's name in the document.
    pub id: String,
    /// How it differs; of several ways the first of [`Change`].
    pub change: Change,
    /// Its words in the earlier state.
    pub before: String,
    /// Its words in the later state.
    pub after: String,
    /// Where it stands, in the later state if it is there.
    pub span: Option<CharSpan>,
}

fn change(old: &Annotation, new: &Annotation) -> Option<Change> {
    let ways = [
        ((&old.layer, &old.label) != (&new.layer, &new.label), Change::Label),
        (old.span != new.span || old.parts != new.parts, Change::Ends),
        (old.review != new.review, Change::Review),
        (old.attributes != new.attributes || old.note != new.note, Change::Values),
    ];
    ways.into_iter().find(|(differs, _)| *differs).map(|(_, change)| change)
}

/// The words that say what an annotation is: its text and its label.
fn says(a: &Annotation) -> String {
    format!("{} · {}", a.text, a.label)
}

/// From `old` to `new`, two states of one article: annotations in text order, then entities.
pub fn compare(old: &AnnotationDocument, new: &AnnotationDocument) -> Vec<Difference> {
    let before: FxHashMap<&str, &Rc<Annotation>> = old.annotations.iter().map(|a| (a.id.as_str(), a)).collect();
    let after: FxHashMap<&str, &Rc<Annotation>> = new.annotations.iter().map(|a| (a.id.as_str(), a)).collect();
    let mut out = Vec::new();
    for a in &new.annotations {
        let was = before.get(a.id.as_str());
        let found = was.map_or(Some(Change::Added), |was| if Rc::ptr_eq(was, a) { None } else { change(was, a) });
        if let Some(change) = found {
            let was = was.map(|w| says(w)).unwrap_or_default();
            out.push(Difference { id: a.id.clone(), change, before: was, after: says(a), span: Some(a.span) });
        }
    }
    for a in old.annotations.iter().filter(|a| !after.contains_key(a.id.as_str())) {
        let (id, span) = (a.id.clone(), Some(a.span));
        out.push(Difference { id, change: Change::Removed, before: says(a), after: String::new(), span });
    }
    out.sort_by_key(|d| d.span.map(|s| (s.start(), s.end())));
    let named: FxHashMap<&str, &Rc<EntityRecord>> = old.entities.iter().map(|e| (e.id.as_str(), e)).collect();
    for entity in &new.entities {
        if let Some(was) = named.get(entity.id.as_str()).filter(|was| was.name != entity.name) {
            let (before, after) = (was.name.clone(), entity.name.clone());
            out.push(Difference { id: entity.id.clone(), change: Change::Entity, before, after, span: None });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Review, annotate};
    use crate::document::Document;
    use crate::extract::Options;

    fn document() -> AnnotationDocument {
        annotate(&Document::new("وصل الوزير سامي حداد إلى دمشق أمس الأحد.").unwrap(), &Options::default())
    }

    #[test]
    fn the_same_state_differs_in_nothing() {
        assert_eq!(compare(&document(), &document()), []);
    }

    #[test]
    fn each_kind_of_change_is_named() {
        type Edit = fn(&mut Annotation);
        let check = |edit: Edit, want: Change| {
            let (old, mut new) = (document(), document());
            edit(Rc::make_mut(new.annotations.first_mut().unwrap()));
            let found: Vec<Change> = compare(&old, &new).iter().map(|d| d.change).collect();
            assert_eq!(found, [want]);
        };
        check(|a| a.label = "ORG".to_owned(), Change::Label);
        check(|a| a.span = CharSpan::new(0, 2), Change::Ends);
        check(|a| a.review = Review::Accepted, Change::Review);
        check(|a| a.note = Some("؟".to_owned()), Change::Values);
    }

    #[test]
    fn what_came_and_what_went() {
        let (old, mut new) = (document(), document());
        let gone = new.annotations.remove(0);
        let found = compare(&old, &new);
        assert_eq!((found.len(), found[0].change, &found[0].id), (1, Change::Removed, &gone.id));
        let found = compare(&new, &old);
        assert_eq!((found.len(), found[0].change, &found[0].id), (1, Change::Added, &gone.id));
    }
}

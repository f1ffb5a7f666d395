//! To whom something is said.

use super::lexicon::kind;
use super::phrase::{addressed, phrase};
use super::view::View;
use crate::extract::{EntityLabel, Pointer};
use crate::text::SourceSpan;

/// To whom: لوكالة …, لـ«…», في مقابلة مع صحيفة ….
pub(super) fn addressee(view: &View<'_>, first: usize, last: usize) -> Option<Pointer> {
    for t in first..last {
        let with = view.fold(t) == "مع" && view.is(t + 1, kind::MEDIA);
        if !with && !addressed(view, t) {
            continue;
        }
        if let Some((.., mention)) =
            (t..(t + 5).min(last)).find_map(|n| view.name(n).filter(|(_, label, _)| *label == EntityLabel::Org))
        {
            return Some(Pointer::Mention(mention));
        }
        if let Some(pair) =
            (t + 1..(t + 4).min(last)).find_map(|n| view.opens(n)).filter(|p| p.close < last && view.words_in(*p) <= 4)
        {
            let end = view.cx.span(pair.close - 1, pair.close - 1).end();
            return Some(Pointer::Words(SourceSpan::new(view.word_start(pair.open + 1), end.get())));
        }
        let head = if with || view.fold(t) == "ل" { t + 1 } else { t };
        if !view.wordlike(head) {
            continue;
        }
        let rest = phrase(view, head + 1, last).filter(|p| p.first == head + 1).map_or(head, |p| p.last);
        let start = if head == t { view.bare(t, 1).start().get() } else { view.word_start(head) };
        return Some(Pointer::Words(SourceSpan::new(start, view.cx.span(rest, rest).end().get())));
    }
    None
}

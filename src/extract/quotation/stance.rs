//! How the source stands to the content, and the words that show it.

use super::lexicon::{Class, kind};
use super::list::List;
use super::view::View;
use crate::extract::Stance;
use crate::text::SourceSpan;

/// The negation straight before a verb, if there is one.
pub(super) fn negation(view: &View<'_>, cue: usize) -> Option<usize> {
    let before = cue.checked_sub(1)?;
    let fold = view.fold(before);
    let negates = view.is(before, kind::NEGATION) || matches!(fold, "ولم" | "ولا" | "فلم" | "ولن" | "ما");
    // هذا ما قالته: what, not that it was not.
    let what = fold == "ما" && before.checked_sub(1).is_some_and(|t| matches!(view.fold(t), "هذا" | "وهذا"));
    (negates && !what && !view.begins(cue)).then_some(before)
}

/// What at a content's start takes it back: لا صحة لـ, ليس صحيحا, عار عن الصحة.
fn refuted(view: &View<'_>, first: usize, last: usize) -> Option<(usize, usize)> {
    (first..last.min(first + 60)).find_map(|t| {
        let (a, b) = (view.fold(t), view.fold(t + 1));
        let early = t <= first + 6;
        let hit = match (a, b) {
            ("لا" | "ولا" | "فلا", "صحه" | "اساس") | ("ليس" | "ليست" | "ليسوا", "صحيحا" | "صحيحه") => {
                early
            }
            ("غير", "صحيح" | "صحيحه") => early,
            ("عاريه" | "عار" | "عاري", "عن" | "من") => view.fold(t + 2) == "الصحه",
            _ => false,
        };
        let wide = matches!(a, "عاريه" | "عار" | "عاري");
        hit.then_some((t, if wide { t + 2 } else { t + 1 }))
    })
}

/// What at a content's start says that it is not known: لا نعرف, لا يعلم, ليس لديه معلومات, لم يعرف بعد.
fn unknown(view: &View<'_>, first: usize, last: usize) -> Option<(usize, usize)> {
    (first..last.min(first + 4)).find_map(|t| {
        let knows = |n: usize| {
            let fold = view.fold(n);
            List::Knows.has(fold)
        };
        let (a, b) = (view.fold(t), view.fold(t + 1));
        let hit = matches!(a, "لا" | "لم") && knows(t + 1)
            || a == "ليس" && matches!(b, "لديه" | "لديها" | "لديهم") && view.fold(t + 2).starts_with("معلوم");
        hit.then_some((t, t + 1))
    })
}

/// The stance of a cue of `class` at `cue` toward the content from `first` to `last`, with its evidence.
pub(super) fn of(
    view: &View<'_>,
    class: Class,
    cue: Option<usize>,
    first: usize,
    last: usize,
) -> (Stance, Option<SourceSpan>) {
    let cue_span = cue.map(|t| view.bare(t, usize::from(view.known(t).joined)));
    if let Some((from, cue)) = cue.and_then(|c| Some((negation(view, c)?, c))) {
        let evidence = Some(view.cx.span(from, cue));
        return match class {
            Class::Affirm | Class::Say | Class::Deny => (Stance::NotConfirmed, evidence),
            _ => (Stance::Affirmed, None),
        };
    }
    if let Some((from, to)) = unknown(view, first, last)
        && view.inside(first).is_none()
        && !matches!(class, Class::Deny | Class::Warn | Class::Demand | Class::Promise)
    {
        return (Stance::Unknown, Some(view.cx.span(from, to)));
    }
    match class {
        Class::Deny => (Stance::Denied, cue_span),
        Class::Warn => (Stance::Warned, cue_span),
        Class::Demand => (Stance::Demanded, cue_span),
        Class::Promise => (Stance::Promised, cue_span),
        _ => match refuted(view, first, last) {
            Some((from, to)) => (Stance::Denied, Some(view.cx.span(from, to))),
            None => (Stance::Affirmed, None),
        },
    }
}

//! To whom something is said.

use super::lexicon::{Class, frame, kind};
use super::list::List;
use super::phrase::{addressed, phrase};
use super::view::View;
use crate::extract::{EntityLabel, Pointer};
use crate::text::SourceSpan;

/// Whom a verb that takes the one spoken to as its object names after its subject: أبلغ مصدر أمني المرصد أن; أبلغ الوزير نظيره فلانا أن.
fn told(view: &View<'_>, first: usize, last: usize) -> Option<Pointer> {
    let cue = first.checked_sub(1).filter(|&t| view.known(t).tail == 0)?;
    let form = view.form(cue).filter(|f| f.lexeme.class == Class::Say)?;
    let subject = phrase(view, first, last)?;
    let whom = subject.beside.map_or(subject.last, |(_, end)| end) + 1;
    let takes = form.lexeme.frames & frame::ADDRESSED != 0;
    if !takes && !unnamed(view, subject.first, whom) || whom >= last {
        return None;
    }
    // نظيره الأميركي فلان
    let peer = takes && view.fold(whom).starts_with("نظير");
    if peer && let Some((_, mention)) = (whom + 1..(whom + 6).min(last)).find_map(|t| view.person_at(t)) {
        return Some(Pointer::Mention(mention));
    }
    let (range, label, mention) = view.name(whom)?;
    (range.start == whom && label == EntityLabel::Org && range.end <= last).then_some(Pointer::Mention(mention))
}

/// To whom: لوكالة …, لـ«…», في مقابلة مع صحيفة ….
pub(super) fn addressee(view: &View<'_>, first: usize, last: usize) -> Option<Pointer> {
    if let Some(whom) = told(view, first, last) {
        return Some(whom);
    }
    for t in first..last {
        let with = view.fold(t) == "مع" && view.is(t + 1, kind::MEDIA);
        let owned = t.checked_sub(1).is_some_and(|b| source_of(view, b, t).is_some());
        // مدير المكتب لـ«قسد» فلان: his office's.
        let named = |n: usize| view.person_at(n).is_some();
        let office = view.fold(t) == "ل"
            && view
                .opens(t + 1)
                .is_some_and(|p| named(p.close + 1) || view.known(p.close + 1).definite && named(p.close + 2));
        // قناة «كذا» التابعة لـ«حزب الله»: whose it is.
        let belonging = t.checked_sub(1).is_some_and(|b| List::Belonging.has(view.fold(b)));
        if owned || belonging || office || !with && !addressed(view, t) {
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

/// Whether after a whole phrase a country or a house is named that is no part of it: دعت باريس موسكو, طالب الأهالي الأمم المتحدة; but العاصمة دمشق.
pub(super) fn names_whom(view: &View<'_>, first: usize, t: usize) -> bool {
    let k = view.known(t);
    let Some((range, label, _)) = view.name(t).filter(|_| t > first && !k.joined && k.clitic == ' ') else {
        return false;
    };
    let owner = view.name(t - 1).is_some_and(|(r, l, _)| {
        r.end == t && matches!(l, EntityLabel::Gpe | EntityLabel::Org) && !view.is(first, kind::MEDIA)
    });
    let whole = view.known(t - 1).definite && view.name(t - 1).is_none() && !view.is(t - 1, kind::SETTLEMENT);
    range.start == t
        && match label {
            // السلطات السعودية: an adjective.
            EntityLabel::Gpe => owner || whole && !(k.definite && view.fold(t).ends_with("يه")),
            // مصادر متقاطعة المرصد: not of whom, but to whom.
            EntityLabel::Org if unnamed(view, first, t) => k.definite || view.is(t, kind::MEDIA),
            EntityLabel::Org => k.definite && whole && !view.is(t - 1, kind::ORG | kind::MEDIA | kind::SOURCE),
            _ => false,
        }
}

/// Whether an unnamed source with an adjective ends before `t`: مصادر متقاطعة, مصدر أمني.
fn unnamed(view: &View<'_>, first: usize, t: usize) -> bool {
    let adjective =
        |n: usize| (view.cx.form(n).ends_with(['ة', 'ي']) || view.fold(n) == "عيان") && !view.known(n).definite;
    let house = kind::ORG | kind::SOURCE | kind::ROLE | kind::MEDIA;
    view.is(first, kind::NO_OFFICE)
        && !view.known(first).definite
        && t >= first + 2
        && (first + 1..t).all(|n| view.word(n) && adjective(n) && !view.is(n, house) && view.name(n).is_none())
}

/// The closing mark of the house in marks behind a source and ل: إحصائية لـ«الشبكة».
pub(super) fn source_of(view: &View<'_>, first: usize, t: usize) -> Option<usize> {
    let source = t == first + 1 && view.is(first, kind::SOURCE) && !view.known(first).definite;
    view.opens(t + 1).filter(|p| source && view.fold(t) == "ل" && view.words_in(*p) <= 6).map(|p| p.close)
}

//! The subject of a verb that has none after it: before the verb, in the frame around it, in the sentence's first clause.

use super::complement;
use super::lexicon::{ANY_COMPLEMENT, Class, frame, kind};
use super::morphology::Agreement;
use super::phrase::{Phrase, phrase};
use super::view::View;
use crate::extract::EntityLabel;

/// The first token of the sentence that `t` is in.
pub(super) fn sentence_start(view: &View<'_>, t: usize) -> usize {
    let mut s = t;
    while s > 0 && !view.begins(s) && t - s < 120 {
        s -= 1;
    }
    s
}

/// The subject of the sentence's first verb: what a later `وقال`, `لكنه قال` or `صورا قالت` goes back to.
fn main_subject(view: &View<'_>, t: usize) -> Option<Phrase> {
    let s = sentence_start(view, t);
    // A first clause of the same sentence may stand before: take the one nearest to the cue that has a verb of its own.
    let tells = |n: usize| view.finite(n) && complement::find(view, n).is_some();
    let nearest = (s + 1..t).rev().find(|&n| view.comma(n - 1) && view.and_verb(n) && !tells(n));
    subject_from(view, nearest.unwrap_or(s), t)
}

/// The subject of the verb of the clause that begins at `s`, before `t`.
fn subject_from(view: &View<'_>, mut s: usize, t: usize) -> Option<Phrase> {
    // عبر فلان عن: the verb, not the preposition.
    let voiced = matches!(view.fold(s), "عبر" | "وعبر" | "واعرب" | "اعرب");
    if !voiced && view.preposition(s)
        || !voiced
            && view.is(s, kind::CONNECTOR | kind::STOP)
            && view.known(s).form.is_none()
            && !view.is(s, kind::PAST_FRAME)
    {
        // في الجلسة نفسها هاجمته النائبة: a circumstance without a comma ends at the verb.
        let verb =
            |n: usize| !view.known(n).joined && (view.is(n, kind::VERB) && view.name(n).is_none() || view.takes_up(n));
        let comma = (s + 1..t).find(|&n| view.comma(n));
        s = comma.map(|n| n + 1).or_else(|| (s + 1..t.min(s + 8)).find(|&n| verb(n))).unwrap_or(s);
    }
    let voiced = voiced || matches!(view.fold(s), "عبر" | "وعبر");
    if view.is(s, kind::NEGATION | kind::ASPECT) || matches!(view.fold(s), "ولم" | "ولا" | "وقد" | "ولن") {
        s += 1;
    }
    // وبالتحري معهما اعترفا: a circumstance without a comma hides the subject.
    let circumstance = !view.is(s, kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA) && view.name(s).is_none();
    if circumstance && view.prefixed(s) && view.conjoined(s) && view.known(s).form.is_none() {
        let Some(comma) = (s + 1..t).find(|&n| view.comma(n)) else {
            // وباستجواب الركاب صرحوا: those of whom the circumstance speaks.
            return phrase(view, s + 1, t).filter(|p| p.last + 1 == t);
        };
        s = comma + 1;
    }
    let verb = view.word(s)
        && !view.known(s).definite
        && (voiced || !view.preposition(s))
        && view.name(s).is_none()
        && (!view.is(s, kind::ROLE | kind::ORG | kind::SOURCE | kind::TIME) || view.known(s).joined && view.finite(s));
    let start = if verb { s + 1 } else { s };
    let found = (start < t).then(|| phrase(view, start, t)).flatten()?;
    // اعتذرت لركابها: to whom.
    let known = view.is(found.first, kind::ROLE | kind::ORG | kind::SOURCE) || view.name(found.first).is_some();
    if view.prefixed(found.first) && view.fold(found.first).starts_with('ل') && !known {
        return None;
    }
    // أشاد المدرب بأداء لاعبيه: what the verb is about is no part of its subject.
    let about = |n: usize| view.prefixed(n) && view.fold(n).starts_with('ب') && !view.is(n, kind::SPOKESMAN);
    // … رئيس الكتلة بالمجلس فلان: but it is where a named person's office lies.
    let named = |n: usize| view.person_at(n).is_some();
    let office = |n: usize| view.is(found.first, kind::ROLE) && (n + 1..=found.last).any(named);
    let last = (found.first + 1..=found.last).find(|&n| verb && about(n) && !office(n)).map_or(found.last, |n| n - 1);
    Some(Phrase { last, ..found })
}

/// What a later verb without subject agrees with, where `source` is named without a verb of its own: بحسب الوزارة … وأضافت.
pub(super) fn gender(view: &View<'_>, source: Phrase) -> Agreement {
    let t = source.first;
    let fold = view.fold(t);
    let label = view.name(t).map(|(_, label, _)| label);
    let ending = fold.ends_with('ه') || fold.ends_with("ات");
    let feminine = match label {
        // الجامعية فلانة; a woman's first name
        Some(EntityLabel::Per) => fold.ends_with('ه') && !view.is(t, kind::MASCULINE) || view.is(t, kind::FEMININE),
        Some(EntityLabel::Gpe) => true,
        _ => ending || view.is(t, kind::FEMININE),
    };
    Agreement { feminine, plural: false }
}

/// Whether the phrase is one person's name.
pub(super) fn single(view: &View<'_>, found: Phrase) -> bool {
    matches!(view.name(found.first), Some((_, EntityLabel::Per, _)))
}

/// Whether the phrase only may be a subject: one indefinite word of no known kind.
pub(super) fn weak(view: &View<'_>, found: Phrase) -> bool {
    let k = view.known(found.first);
    let kinds = kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA;
    !k.definite
        && k.kinds & kinds == 0
        && (found.first..=found.last).all(|t| view.name(t).is_none() && !view.known(t).definite)
        && view.opens(found.first).is_none()
}

/// The subject of a pluperfect frame: `وكان مصدر أمني قد أكد`.
pub(super) fn framed(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = sentence_start(view, cue);
    let frame = (start..cue)
        .rev()
        .take(40)
        .find(|&n| view.is(n, kind::PAST_FRAME) || matches!(view.fold(n), "وكان" | "وكانت"))?;
    // كان هناك خطر، أجاب الوزير: that something was is no frame.
    let clean = !matches!(view.fold(frame + 1), "هناك" | "ثمه")
        && !(frame + 1..cue).any(|n| {
            view.is(n, ANY_COMPLEMENT | kind::BUT)
                || matches!(view.fold(n), "لكن" | "ولكن" | "بينما" | "فيما")
                || view.fold(n) == "حين" && view.is(n - 1, kind::IN)
                || (view.finite(n) && view.known(n).joined)
        });
    phrase(view, frame + 1, cue).filter(|_| clean && !view.known(cue).joined)
}

/// An indefinite source whose relative clause the verb is: `أجرى علماء دراسة تقول إن`.
pub(super) fn directly_before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    for t in (cue.saturating_sub(4)..cue).rev() {
        if !view.word(t) || view.begins(t + 1) {
            return None;
        }
        // وطالب هذا الذي قال: a verb, no student.
        let verb = view.finite(t) && (view.known(t).joined || view.begins(t));
        // نظرة إلى لجنة تشير: not the subject.
        if view.is(t, kind::ORG) && (view.prefixed(t) || t > 0 && view.preposition(t - 1)) {
            return None;
        }
        if view.is(t, kind::SOURCE | kind::ROLE | kind::ORG | kind::MEDIA) && !verb {
            let alone = !(t + 1..cue).any(|n| view.preposition(n));
            return phrase(view, t, cue).filter(|p| alone && p.last + 1 == cue);
        }
    }
    None
}

/// The document in whose relative clause the verb at `cue` stands: القانون الجديد، الذي ينص على.
pub(super) fn document_before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let relative = cue.checked_sub(1).filter(|&r| view.is(r, kind::RELATIVE))?;
    let end = if view.comma(relative - 1) { relative - 1 } else { relative };
    let document = |t: usize| view.is(t, kind::SOURCE | kind::NOT_SOURCE) && !view.begins(t + 1);
    let first = (end.saturating_sub(5)..end).rev().find(|&t| document(t))?;
    phrase(view, first, end)
}

/// Who is meant by a relative clause behind a comma: `وفق ما ذكرت الوكالة، التي أشارت إلى`.
pub(super) fn antecedent(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let end = cue.checked_sub(2).filter(|&c| view.comma(c) && view.is(c + 1, kind::RELATIVE))?;
    let heads = kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA;
    (end.saturating_sub(10)..end)
        .filter(|&h| view.is(h, heads) || view.name(h).is_some_and(|(r, ..)| r.start == h))
        .find_map(|h| {
            let found = phrase(view, h, end)?;
            let after = found.last + 1;
            let close = view.closes(after).is_some() && after + 1 == end;
            (!view.finite(h) && found.first == h && (after == end || close)).then_some(found)
        })
}

/// The subject that stands before the verb at `cue`: `لكن وسائل الإعلام قالت`, `صورا قالت إنها`.
pub(super) fn before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = sentence_start(view, cue);
    let pronoun = (start..cue).rev().take(3).any(|n| view.is(n, kind::BUT));
    if pronoun || view.known(cue).joined {
        return if view.begins(cue) { None } else { main_subject(view, cue) };
    }
    if let Some(found) = directly_before(view, cue).filter(|p| !view.known(p.first).definite) {
        if !only_told(view, cue, found.first) {
            return Some(found);
        }
        let other = |p: &Phrase| p.first != found.first;
        // عقد المجلس اجتماعا، وأصدر بيانا دعا فيه: the subject of both.
        let first = || subject_from(view, start, cue).filter(other);
        return main_subject(view, cue).filter(other).or_else(first).or(Some(found));
    }
    if let Some(found) = apposed(view, cue, start) {
        return Some(found);
    }
    let mut from = cue;
    while from > start {
        let p = from - 1;
        if view.comma(p)
            || view.is(p, kind::CONNECTOR | ANY_COMPLEMENT)
            || view.sign(p, ':')
            || view.sign(p, '-')
            || view.closes(p).is_some() && view.words_in_at(p) > 6
        {
            break;
        }
        from = p;
    }
    let circumstance = |p: &Phrase| {
        let k = view.known(p.first).kinds & (kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA);
        k == 0 && view.name(p.first).is_none() && view.prefixed(p.first) && view.conjoined(p.first)
    };
    let direct = phrase(view, from, cue).filter(|p| p.last + 10 >= cue && !circumstance(p));
    let head = direct.map(|p| p.first);
    match (direct, head) {
        (Some(p), Some(h))
            if !verb_first(view, from)
                && (view.is(h, kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA)
                    || view.name(h).is_some()
                    || view.known(h).definite
                    || view.begins(h)
                    || p.last + 1 == cue && h == from && from > 0 && view.is(from - 1, kind::CONNECTOR)
                    || after_that(view, h)) =>
        {
            Some(p)
        }
        _ => main_subject(view, cue),
    }
}

/// Whether the document at `t` is what is told of and not who tells: تدوينة قال فيها, قائمة قالت إنها.
fn only_told(view: &View<'_>, cue: usize, t: usize) -> bool {
    let said = matches!(view.fold(cue), "قال" | "قالت" | "قالوا");
    let inside = matches!(view.fold(cue + 1), "فيها" | "فيه" | "خلالها" | "خلاله");
    let of_it = said && matches!(view.fold(cue + 1), "انه" | "انها" | "انهم");
    (inside || of_it) && view.is(t, kind::SOURCE) && !view.is(t, kind::ROLE | kind::ORG | kind::MEDIA)
}

/// Whether the noun at `t` is the subject of a clause after أن or لكن: إلا أن كثيرين … أكدوا.
pub(super) fn after_that(view: &View<'_>, t: usize) -> bool {
    t > 0 && !view.begins(t) && view.is(t - 1, ANY_COMPLEMENT | kind::BUT) && !view.finite(t) && !view.known(t).joined
}

/// Whether `after`, behind the verb at `cue`, is what is described and no subject: بيان وصف المقال بأنه كذا.
pub(super) fn described(view: &View<'_>, cue: usize, after: Phrase) -> bool {
    let Some(form) = view.form(cue).filter(|f| f.lexeme.frames & (frame::BI | frame::CLAUSE) == frame::BI) else {
        return false;
    };
    let before = cue.saturating_sub(1);
    let goes_on = form.lexeme.class == Class::Claim
        && !view.known(cue).joined
        && !view.begins(cue)
        && view.word(before)
        && !view.is(before, kind::CONNECTOR | kind::ASPECT | kind::PAST_FRAME | kind::STOP | kind::BUT);
    let someone = view.is(after.first, kind::ROLE) || matches!(view.name(after.first), Some((_, EntityLabel::Per, _)));
    goes_on && !someone && (main_subject(view, cue).is_some() || directly_before(view, cue).is_some())
}

/// The subject of a verb that describes, without what it describes: وصف المرصد الحصيلة بأنها كذا.
pub(super) fn without_object(view: &View<'_>, cue: usize, found: Phrase) -> Phrase {
    let describes = view
        .form(cue)
        .is_some_and(|f| f.lexeme.class == Class::Claim && f.lexeme.frames & (frame::BI | frame::CLAUSE) == frame::BI);
    // Feminine after a masculine noun: no adjective of it.
    let feminine = |t: usize| view.cx.form(t).ends_with('ة');
    let noun = |t: usize| {
        let adjective = view.cx.form(t).ends_with("ية") || feminine(t - 1);
        view.known(t).definite && view.name(t).is_none() && feminine(t) && !adjective
    };
    let many = |t: usize| view.fold(t).ends_with("ون") && !view.known(t).definite;
    let whole = |t: usize| many(t) || view.known(t).definite || view.name(t).is_some_and(|(r, ..)| r.end == t + 1);
    let object = describes && found.last > found.first && noun(found.last) && whole(found.last - 1);
    if object { Phrase { last: found.last - 1, ..found } } else { found }
}

/// The name before the last feminine verb in the sentence before `cue`: لكن الجبهة نفت ذلك، وقالت.
pub(super) fn named_of_verb(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let verb = |t: usize| {
        let known = view.is(t, kind::VERB) || view.finite(t);
        known && view.fold(t).ends_with('ت') && !view.known(t).joined && view.name(t).is_none()
    };
    let verb = (sentence_start(view, cue) + 1..cue).rev().find(|&t| verb(t))?;
    let (range, ..) = view.name(verb - 1).filter(|(r, ..)| r.end == verb)?;
    Some(Phrase { first: range.start, last: verb - 1, beside: None })
}

/// `والدة المخطوف، سنية رجب، قالت`: the name in apposition, between commas, straight before the verb.
fn apposed(view: &View<'_>, cue: usize, start: usize) -> Option<Phrase> {
    let close = cue.checked_sub(1).filter(|&c| view.comma(c))?;
    let open = (start..close).rev().take(6).find(|&n| view.comma(n))?;
    let (range, label, _) = view.name(open + 1)?;
    let alone = label == EntityLabel::Per && range.start == open + 1 && range.end == close && open > start;
    alone.then_some(Phrase { first: open + 1, last: close - 1, beside: None })
}

/// The subject of the sentence of `t` where it is a person by name or office.
pub(super) fn own(view: &View<'_>, t: usize) -> Option<Phrase> {
    main_subject(view, t).filter(|p| person(view, *p))
}

/// Whether the phrase is a person by name, with or without an office.
pub(super) fn person(view: &View<'_>, p: Phrase) -> bool {
    let named = |n: usize| matches!(view.name(n), Some((_, EntityLabel::Per, _)));
    let beside = p.beside.is_some_and(|(first, _)| named(first));
    view.is(p.first, kind::ROLE) && (beside || (p.first..=p.last).any(named)) || named(p.first)
}

/// The subject of the sentence before: who is meant where nobody has spoken yet.
pub(super) fn sentence_before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = sentence_start(view, cue);
    let end = start.checked_sub(1)?;
    main_subject(view, end).filter(|p| p.last < end)
}

/// The person whom the sentence before the mark at `open` is about, in the same paragraph: أما سعاد فلا تتكلم. «…»، تقول.
pub(super) fn told_of(view: &View<'_>, open: usize, agreement: Agreement) -> Option<Phrase> {
    let end = open.checked_sub(1).filter(|&e| view.same_section(e, open))?;
    let found = main_subject(view, end).filter(|p| p.last < end && single(view, *p))?;
    (gender(view, found) == agreement).then_some(found)
}

/// Whether the clause that begins at `t` begins with its verb, as far as can be told: an indefinite word of no known kind with و, ending in ت, or a known verb.
fn verb_first(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    if k.joined && view.finite(t) {
        return true;
    }
    if k.definite || view.name(t).is_some() || k.kinds & (kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA) != 0 {
        return false;
    }
    let fold = view.fold(t);
    view.finite(t)
        || k.joined
        || view.conjoined(t)
        || (fold.ends_with('ت') && !fold.ends_with("ات"))
        || fold.starts_with('ي')
        || k.kinds & kind::VERB != 0
}

//! Which reporting words report: each with its content, other senses told apart by what follows.

use super::complement::{self, Complement, Link};
use super::lexicon::{Class, Form, frame, kind};
use super::list::List;
use super::morphology::{Agreement, Shape};
use super::phrase;
use super::subject;
use super::view::View;
use crate::segment::TokenKind;

/// For each token the content of the cue that stands there. Two cues never share one content.
pub(super) fn complements(view: &View<'_>) -> Vec<Option<Complement>> {
    let mut out: Vec<Option<Complement>> = vec![None; view.len()];
    let mut last: Option<(usize, usize)> = None;
    for t in 0..view.len() {
        if view.form(t).is_none() || !view.cx.open(t) || view.inside(t).is_some_and(|p| complement::speech(view, p)) {
            continue;
        }
        let Some(found) = complement::find(view, t).filter(|c| reports(view, t, *c)) else { continue };
        if let Some((before, _)) = last.filter(|(_, first)| *first == found.first) {
            let saying = view.fold(t).starts_with("قايل")
                || view.fold(t).starts_with("مفاد")
                || view.form(t).is_some_and(|f| f.shape == Shape::Participle)
                    && matches!(found.link, Link::Marks(_) | Link::Colon);
            // المتحدث باسم القوة التي تعتبر كذا، أنه: the comma closes the relative clause.
            let aside = view.is(t - 1, kind::RELATIVE) && found.joint > t + 1 && view.comma(found.joint - 1);
            // يقول وهو يشير بيده: «…»
            let meanwhile = matches!(view.fold(t - 1), "وهو" | "وهي" | "وهم");
            // نفى مسؤول تحدث إلى الوكالة أن: a relative clause after an indefinite subject.
            let tells = |n: usize| view.finite(n) && !view.known(n).joined && !view.comma(n - 1);
            let of_source = tells(t)
                && view.finite(before)
                && phrase::phrase(view, before + 1, t)
                    .is_some_and(|p| p.last + 1 == t && !view.known(p.first).definite && view.is(p.first, kind::ROLE))
                // نشر ناشطون صورا قالوا إنها
                && !view.fold(t - 1).ends_with('ا');
            if of_source || saying || aside || meanwhile || view.frames(before, frame::CAUSE) {
                continue;
            }
            if let Some(slot) = out.get_mut(before) {
                *slot = None;
            }
        }
        last = Some((t, found.first));
        if let Some(slot) = out.get_mut(t) {
            *slot = Some(found);
        }
    }
    out
}

/// Whether the form at `t` reports what `c` says, rather than being another sense or another word.
fn reports(view: &View<'_>, t: usize, c: Complement) -> bool {
    let Some(form) = view.form(t) else { return false };
    let frames = form.lexeme.frames;
    // نقلا عن is an attribution.
    if view.fold(t).ends_with("نقلا") {
        return false;
    }
    if view.name(t).is_some_and(|(r, ..)| r.start < t) {
        return false;
    }
    let at_once = c.joint <= t + 1;
    let guarded =
        frames & frame::GUARDED != 0 && form.shape == Shape::Past && !form.agreement.feminine && !form.agreement.plural;
    let plain = view.known(t).joined || view.begins(t) || view.comma(t - 1) && !view.preposition(t + 1);
    if guarded && !view.shadda(t) && (view.known(t).tail > 0 || !plain || c.link != Link::Clause) {
        return false;
    }
    // في نص القرار: a noun.
    let after_preposition =
        t.checked_sub(1).is_some_and(|b| !view.begins(t) && view.preposition(b) && !view.is(b, kind::CONJUNCTION));
    if form.shape != Shape::Participle && after_preposition {
        return false;
    }
    if wished(view, t, form, c) || estimated(view, t, form, c) {
        return false;
    }
    if view.impersonal(t) && at_once && (view.begins(t) || view.comma(t - 1)) {
        return false;
    }
    // دون تأخير يذكر، في حين أن: worth mentioning.
    if view.impersonal(t) && !at_once && phrase::phrase(view, t + 1, c.joint).is_none() && view.comma(t + 1) {
        return false;
    }
    if frames & frame::PLACE != 0 {
        let document = (t + 1..(t + 4).min(c.joint)).any(|n| {
            view.fold(n) == "فيه"
                || view.fold(n) == "فيها"
                || view.is(n, kind::IN) && view.is(n + 1, kind::SOURCE | kind::MEDIA | kind::ORG)
        });
        if !document {
            return false;
        }
    }
    // بيان نفي: the noun of نفى, written with ي.
    if form.shape == Shape::Past && view.cx.form(t).ends_with('ي') && !view.known(t).joined && !view.begins(t) {
        return false;
    }
    if another_word(view, t, form, c) {
        return false;
    }
    // وصف الجار بالعدو: فلان يعلق: a noun before the colon.
    if c.link == Link::Colon
        && frames & (frame::CLAUSE | frame::DIRECT) == frame::DIRECT
        && form.lexeme.class == Class::Claim
    {
        return false;
    }
    // An object pronoun on a verb that takes none but its content: يبرره is no report.
    let described = form.lexeme.class == Class::Claim && frames & (frame::BI | frame::CLAUSE) == frame::BI;
    // واعتبره «خرقا واضحا للهدنة»
    let called = form.lexeme.class == Class::Claim && matches!(c.link, Link::Marks(pair) if pair.open == t + 1);
    if view.known(t).tail > 0 && frames & frame::ADDRESSED == 0 && !described && !called {
        return false;
    }
    if frames & frame::SUBJECT != 0
        && form.shape != Shape::Participle
        && phrase::phrase(view, t + 1, c.joint).is_none()
        && subject::directly_before(view, t).is_none()
        && subject::framed(view, t).is_none()
    {
        return false;
    }
    // تبلغ is also of بلغ: such a form reports only with a clause or marks.
    let counted = view.cx.kind(t + 1) == Some(TokenKind::Number) && view.known(t).tail == 0;
    if view.is(t, kind::VERB) && (counted || matches!(c.link, Link::Noun | Link::Colon)) {
        return false;
    }
    // الإجراء الذي أعلن الرئيس عن اتخاذه: the relative clause takes up what was named before it.
    let relative = t.checked_sub(1).is_some_and(|b| view.is(b, kind::RELATIVE))
        || t.checked_sub(2)
            .is_some_and(|b| view.is(b, kind::RELATIVE) && view.is(b + 1, kind::ASPECT | kind::PAST_FRAME));
    let taken_up = ["ه", "ها", "هم"].iter().any(|end| view.cx.form(c.first).ends_with(end));
    if relative && c.link == Link::Noun && taken_up {
        return false;
    }
    // لم توضح, لم تعلن أي جهة: nothing is said. Only what is left unconfirmed is a statement.
    if let Some(before) = super::stance::negation(view, t)
        && !matches!(view.fold(before), "ما" | "لن" | "ولن")
    {
        let asserts = frames & frame::CONFIRMS != 0;
        let nobody = (t + 1..t + 3).any(|n| matches!(view.fold(n), "اي" | "احد"));
        if !asserts || nobody {
            return false;
        }
    }
    // يقضي الاتفاق بكذا, but not يقضي السكان ليلهم.
    if frames & frame::DOCUMENT != 0 {
        let says = phrase::phrase(view, t + 1, c.joint).or_else(|| subject::directly_before(view, t));
        if !says.is_some_and(|p| view.is(p.first, kind::SOURCE | kind::NOT_SOURCE)) {
            return false;
        }
    }
    if frames & frame::CAUSE != 0
        && !(t + 1..t + 5).any(|n| view.is(n, kind::DISTANCE))
        && !matches!(c.link, Link::Marks(_) | Link::Colon)
    {
        return false;
    }
    // A participle is a circumstance only after the words it belongs to, not after a preposition or as a subject.
    if form.shape == Shape::Participle {
        let before = t.checked_sub(1).filter(|_| !view.begins(t));
        // «…». قائلا إن …: a sentence of its own.
        let Some(before) = before else {
            let goes_on = t.checked_sub(1).is_some_and(|b| view.same_section(b, t));
            return goes_on && matches!(c.link, Link::Clause | Link::Marks(_)) && view.fold(t).ends_with('ا');
        };
        // إجراءات أمنية مشددة: كذا: an adjective.
        let adjective = form.agreement.feminine
            && !form.agreement.plural
            && c.link == Link::Colon
            && view.word(before)
            && !view.known(before).definite
            && view.name(before).is_none()
            && view.cx.form(before).ends_with('ة');
        if adjective
            || view.preposition(before)
            || view.known(t).definite
            || form.agreement == (Agreement { feminine: true, plural: true })
        {
            return false;
        }
    }
    true
}

/// أن يؤكد, كي تخبر: wished, not said; but قبل أن يقول: كذا.
fn wished(view: &View<'_>, t: usize, form: Form, c: Complement) -> bool {
    let after = |n: usize| t.checked_sub(n).map_or("", |b| view.fold(b));
    let then = matches!(after(2), "قبل" | "بعد") && matches!(c.link, Link::Colon | Link::Marks(_)) && after(1) == "ان";
    form.shape == Shape::Present && matches!(after(1), "ان" | "كي" | "لكي" | "حتي" | "لن") && !then
}

/// وتقدر قيمة الصفقة بكذا: nobody is named who estimates.
fn estimated(view: &View<'_>, t: usize, form: Form, c: Complement) -> bool {
    form.lexeme.frames & frame::FIGURES != 0
        && form.shape == Shape::Present
        && c.link == Link::Noun
        && c.joint <= t + 1
        && (view.known(t).joined || view.begins(t))
}

/// Whether what looks like the form is another word: a noun (محطة نقل المسافرين, عدم كشف الاسم, بيان نفي) or a passive (ويدعى فلان, ما وصف بكذا).
fn another_word(view: &View<'_>, t: usize, form: Form, c: Complement) -> bool {
    // ما وصف بالتشدد: nobody says.
    let passive = form.lexeme.class == Class::Claim
        && c.link != Link::Clause
        && form.shape == Shape::Past
        && t > 0
        && view.fold(t - 1) == "ما";
    if passive {
        return true;
    }
    // تبين أن: it became clear; نتائج تبين أن: they show.
    let clear = matches!(view.fold(t), "تبين" | "وتبين" | "يتبين" | "ويتبين");
    // بعد أن اتهمه: منصور يرد: no speech after the colon.
    if view.known(t).tail > 0 && c.link == Link::Colon {
        return true;
    }
    if clear && subject::directly_before(view, t).is_none() {
        return true;
    }
    // نفى نفيا قاطعا: the noun, not the dual of the verb.
    let dual = form.shape == Shape::Past && form.agreement.plural && view.fold(t).ends_with("يا");
    if dual
        && !view.known(t).joined
        && !view.begins(t)
        && !view.is(t - 1, kind::ASPECT)
        && !view.fold(t - 1).ends_with("ان")
    {
        return true;
    }
    // قال مصدر طالبا حجب اسمه: the participle of طلب, not the dual of طالب.
    let accusative = form.shape == Shape::Past
        && form.agreement.plural
        && view.fold(t).ends_with('ا')
        && !view.fold(t).ends_with("وا");
    let third = view.fold(t).chars().nth(1) == Some('ا') && view.fold(t).chars().count() == 5;
    let two = |n: usize| view.word(n) && view.fold(n).ends_with("ان") && view.known(n).definite;
    if accusative && (view.tanwin(t) || third && !view.known(t).joined && !(t.saturating_sub(6)..t).any(two)) {
        return true;
    }
    // لفت الأنظار: no speech.
    if view.fold(t).contains("لفت") && List::Attention.has(view.fold(t + 1)) {
        return true;
    }
    // عدم كشف أسمائهم: a noun.
    let owned = t.checked_sub(1).is_some_and(|b| view.is(b, kind::MASDAR) && !view.known(b).definite && view.word(b));
    if form.shape == Shape::Past && !form.agreement.feminine && owned && !view.known(t).joined && !view.begins(t) {
        return true;
    }
    // محطة نقل المسافرين: a noun, unless somebody is quoted by it.
    if form.lexeme.frames & frame::QUOTE != 0
        && form.shape == Shape::Past
        && !form.agreement.feminine
        && !view.known(t).joined
        && !view.begins(t)
        && !(t + 1..c.joint).any(|n| view.is(n, kind::ABOUT | kind::TO))
    {
        return true;
    }
    false
}

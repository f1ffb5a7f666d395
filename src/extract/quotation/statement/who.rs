//! Who speaks in a statement with a reporting word.

use super::super::lexicon::{ANY_COMPLEMENT, Class, frame, kind};
use super::super::list::List;
use super::super::morphology::{Agreement, Shape};
use super::super::phrase::{self, Phrase};
use super::super::speaker::{self, Speaker};
use super::super::subject;
use super::super::view::View;
use super::Finder;
use crate::extract::EntityLabel;
use crate::structure::SectionKind;

impl Finder<'_, '_> {
    pub(super) fn speaker(&mut self, cue: usize, region: (usize, usize)) -> Option<Speaker> {
        let view = self.view;
        let form = view.form(cue)?;
        let agreement = form.agreement;
        if form.shape == Shape::Participle {
            return self.participle(cue, agreement);
        }
        if form.lexeme.frames & frame::QUOTE != 0
            && let Some(from) = (region.0..region.1)
                .find(|&t| view.is(t, kind::ABOUT) && !view.masdar(t - 1))
                .or_else(|| (region.0..region.1).find(|&t| view.is(t, kind::TO)))
        {
            let found = phrase::phrase(view, from + 1, region.1)?;
            // نقلت الوكالة عن فلان قوله: what follows agrees with him, not with the agency.
            let own = (from..=region.1 + 1).find(|&t| view.is(t, kind::REPORT_NOUN));
            let agreement = own.map_or_else(
                || subject::gender(view, found),
                |t| Agreement { feminine: view.fold(t).ends_with("ها"), plural: view.fold(t).ends_with("هم") },
            );
            return Some(self.meet(found, agreement));
        }
        // ونقلت الوكالة عنه القول إن: he who spoke last.
        let of_him = |t: usize| matches!(view.fold(t), "عنه" | "عنها" | "عنهم");
        if form.lexeme.frames & frame::QUOTE != 0
            && let Some(t) = (region.0..region.1).find(|&t| of_him(t))
        {
            let agreement = Agreement { feminine: view.fold(t).ends_with("ها"), plural: false };
            return self.memory.left_out(view, agreement, cue);
        }
        if form.lexeme.frames & frame::PLACE != 0 {
            let place = (region.0..region.1).find(|&t| view.is(t, kind::IN));
            let found = match place {
                Some(t) => phrase::phrase(view, t + 1, region.1),
                None => subject::directly_before(view, cue).or_else(|| subject::before(view, cue)),
            };
            return found.map(|f| self.meet(f, agreement));
        }
        if form.lexeme.class == Class::Stipulate
            && let Some(found) = subject::document_before(view, cue)
        {
            return Some(self.meet(found, agreement));
        }
        if let Some(found) = subject::framed(view, cue) {
            return Some(self.meet(found, agreement));
        }
        if let Some(found) = whose(view, cue, region, agreement) {
            return Some(self.meet(found, agreement));
        }
        // A verb before its subject is singular: after دعوا comes whom they call on.
        // ودعت الجميع إلى: whom.
        let subject_may_follow = !agreement.plural;
        // دول تطالب الدوحة بوقف كذا, التي تطالب الدوحة
        let relative = cue.checked_sub(1).is_some_and(|b| view.is(b, kind::RELATIVE));
        // ولفتت اللجنة إلى كذا، وطالبت السلطات بالكشف: she who spoke calls on them.
        let carried = self.memory.spoke_here(view, cue) && view.known(cue).joined;
        let same = carried
            && goes_on(view, cue)
            && self.memory.left_out(view, agreement, cue).is_some_and(|s| s.agreement == agreement);
        // ودعت السكان إلى كذا: no subject of a feminine verb.
        let people = |p: &Phrase| agreement.feminine && List::People.has(view.fold(p.first));
        let authority = |p: &Phrase| same && p.first == p.last && List::Authority.has(view.fold(p.first));
        let addressed = form.lexeme.frames & frame::ADDRESSED != 0;
        let objects = addressed && view.known(cue).tail == 0;
        let called = |p: Phrase| {
            objects
                && (relative || view.is(p.first, kind::CALLED) || object(view, cue, p) || authority(&p) || people(&p))
        };
        if relative
            && phrase::phrase(view, region.0, region.1).is_none()
            && let Some(found) = subject::antecedent(view, cue)
        {
            return Some(self.meet(found, agreement));
        }
        if relative && objects {
            let from = cue - 1;
            let near = subject::directly_before(view, from).or_else(|| {
                let name = |t: usize| view.name(t).is_some_and(|(r, ..)| r.end == from);
                from.checked_sub(1).filter(|&t| name(t)).and_then(|t| phrase::phrase(view, view.name(t)?.0.start, from))
            });
            return near.map(|found| self.meet(found, agreement));
        }
        // إلا أن دمشق اتهمت «المجموعات المسلحة» بكذا: the name straight before the verb.
        if addressed
            && !view.known(cue).joined
            && let Some(found) = named_before(view, cue)
        {
            return Some(self.meet(found, agreement));
        }
        if let Some(found) = in_title(view, cue).filter(|_| form.shape == Shape::Present) {
            return Some(self.meet(found, agreement));
        }
        // وذكر للقاضي أنه: whom.
        let told = |p: &Phrase| p.first == region.0 && view.fold(p.first).starts_with("لل") && view.prefixed(p.first);
        let after = phrase::phrase(view, past_addressee(view, region), region.1)
            .filter(|p| !told(p) && !subject::described(view, cue, *p));
        let after = after.map(|p| subject::without_object(view, cue, p));
        if let Some(found) = after.filter(|p| subject_may_follow && !called(*p)) {
            return Some(self.meet(found, agreement));
        }
        // وأضاف: whoever spoke last; in a sentence where someone has spoken, he.
        // زعم النظام كذا، لكن الجبهة نفت ذلك، وقالت: she whose verb came last.
        if carried
            && self.memory.nobody_of(agreement)
            && let Some(found) = subject::named_of_verb(view, cue)
        {
            return Some(self.meet(found, agreement));
        }
        if !carried && let Some(found) = self.before(cue, agreement) {
            return Some(found);
        }
        if let Some(found) = self.sentence_before(cue, agreement) {
            return Some(self.meet(found, agreement));
        }
        let Some(last) = self.memory.left_out(view, agreement, cue) else {
            let found = subject::sentence_before(view, cue)?;
            return Some(self.meet(found, agreement));
        };
        self.memory.remember(view, &last, cue);
        Some(last)
    }

    fn before(&mut self, cue: usize, agreement: Agreement) -> Option<Speaker> {
        let found = subject::before(self.view, cue)?;
        if subject::weak(self.view, found)
            && found.last + 1 != cue
            && !subject::after_that(self.view, found.first)
            && let Some(last) = self.memory.left_out(self.view, agreement, cue)
        {
            self.memory.remember(self.view, &last, cue);
            return Some(last);
        }
        Some(self.meet(found, agreement))
    }

    /// Who speaks on in a participle: مؤكدا, مضيفة.
    fn participle(&mut self, cue: usize, agreement: Agreement) -> Option<Speaker> {
        let view = self.view;
        // «…؟ …»، مضيفا: straight after what he said.
        let follows =
            self.content_end > 0 && self.content_end < cue && (self.content_end + 1..cue).all(|t| !view.wordlike(t));
        // قيادات أحزاب …، مؤكدين: not one who spoke before.
        let many = agreement.plural && !agreement.feminine;
        let other = many && self.memory.left_out(view, agreement, cue).is_some_and(|s| !s.agreement.plural);
        if other && !follows {
            let found = subject::before(view, cue).filter(|f| !subject::single(view, *f))?;
            return Some(self.meet(found, agreement));
        }
        if follows && let Some(last) = self.memory.left_out(view, agreement, cue) {
            return Some(last);
        }
        self.memory
            .left_out(view, agreement, cue)
            .filter(|_| self.memory.spoke_here(view, cue))
            .or_else(|| self.before(cue, agreement))
            .or_else(|| self.memory.left_out(view, agreement, cue))
    }

    /// Whom the sentence before is about, where it is no one who has spoken.
    fn sentence_before(&self, cue: usize, agreement: Agreement) -> Option<Phrase> {
        let view = self.view;
        let found = subject::sentence_before(view, cue).filter(|f| subject::gender(view, *f) == agreement)?;
        // وهاجمت فلانة فلانا. وأضافت: she of the sentence before, where nobody spoke in it.
        let new = view.begins(cue)
            && view.known(cue).joined
            && self.memory.silent_since(subject::sentence_start(view, found.first))
            && subject::person(view, found);
        // قال فلان …. وأضافت: she whom the sentence before is about.
        (new || self.memory.nobody_fits(view, agreement, cue)).then_some(found)
    }

    pub(super) fn meet(&mut self, found: Phrase, agreement: Agreement) -> Speaker {
        let speaker = speaker::resolve(self.view, found, agreement);
        self.memory.meet(self.view, speaker)
    }
}

/// Whether the name behind a verb of calling on is whom it calls on: وطالب روسيا, a country being feminine; وحثت الأمم المتحدة على, whom
/// the verb cannot do without.
fn object(view: &View<'_>, cue: usize, p: Phrase) -> bool {
    let Some((range, label, _)) = view.name(p.first).filter(|(r, ..)| r.start == p.first && r.end == p.last + 1) else {
        return false;
    };
    let feminine = view.form(cue).is_some_and(|f| f.agreement.feminine);
    let country = label == EntityLabel::Gpe && !feminine && !List::ManlyCountry.has(view.fold(p.first));
    country || goes_on(view, cue) && urges(view, cue) && view.preposition(range.end)
}

/// Whether the verb at `cue` goes on after a comma, with و: كذا، وطالبت.
fn goes_on(view: &View<'_>, cue: usize) -> bool {
    view.known(cue).joined && cue.checked_sub(1).is_some_and(|t| view.comma(t))
}

/// Whether the verb at `cue` takes على and whom it urges: حث, حض.
fn urges(view: &View<'_>, cue: usize) -> bool {
    view.frames(cue, frame::ADDRESSED) && view.frames(cue, frame::ALA_NOUN)
}

/// Where the subject may begin: past the one spoken to, who stands in marks behind ل: قالت لـ«الموقع» المحامية فلانة.
fn past_addressee(view: &View<'_>, region: (usize, usize)) -> usize {
    let pair = view.opens(region.0 + 1).filter(|p| view.fold(region.0) == "ل" && p.close + 1 < region.1);
    pair.map_or(region.0, |p| p.close + 1)
}

/// Whose words the relative clause of `cue` takes up: تصريحات فلان التي قال فيها.
fn whose(view: &View<'_>, cue: usize, region: (usize, usize), agreement: Agreement) -> Option<Phrase> {
    let relative = cue.checked_sub(1).filter(|&r| view.is(r, kind::RELATIVE))?;
    let person = |t: usize| view.name(t).filter(|(_, label, _)| *label == EntityLabel::Per).map(|(range, ..)| range);
    let phrase_of = |range: core::ops::Range<usize>| Phrase { first: range.start, last: range.end - 1, beside: None };
    // تصريحات فلان لجريدة كذا والتي قال فيها: whose they are.
    let inside = matches!(view.fold(cue + 1), "فيها" | "خلالها");
    if !agreement.feminine && view.fold(relative).ends_with("التي") && inside {
        let start = subject::sentence_start(view, cue);
        if let Some(range) = (start..relative).rev().take(24).find_map(person) {
            return Some(phrase_of(range));
        }
    }
    let range = relative.checked_sub(1).and_then(person).filter(|range| range.end == relative)?;
    phrase::phrase(view, region.0, region.1).is_none().then(|| phrase_of(range))
}

/// The name straight before the verb at `cue` where a clause begins with it: لكن دمشق اتهمت.
fn named_before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let (range, ..) = cue.checked_sub(1).and_then(|t| view.name(t)).filter(|(r, ..)| r.end == cue)?;
    let opener = ANY_COMPLEMENT | kind::BUT | kind::CONNECTOR;
    let before = range.start.checked_sub(1)?;
    // غارات على البلدة والأمم المتحدة تدعو إلى كذا: the second clause of a headline.
    let second = title(view, cue) && view.conjoined(range.start);
    let opens = view.is(before, opener) || view.begins(range.start) || second;
    opens.then_some(Phrase { first: range.start, last: cue - 1, beside: None })
}

/// The subject that stands first in a headline: حداد يطالب المحافظين بكذا.
fn in_title(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = subject::sentence_start(view, cue);
    let found = phrase::phrase(view, start, cue).filter(|p| p.first == start && p.last + 1 == cue);
    found.filter(|_| title(view, cue) && !view.known(cue).joined)
}

/// Whether `t` stands in a headline.
fn title(view: &View<'_>, t: usize) -> bool {
    let kind = view.cx.section_kind(t);
    matches!(kind, Some(SectionKind::Headline | SectionKind::RepeatedHeadline | SectionKind::Subheading))
}

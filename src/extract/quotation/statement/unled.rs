//! Statements that no reporting verb before them leads to: attributions, marks followed by their verb, headlines, and what a source does
//! not know or confirm.

use super::super::addressee::addressee;
use super::super::attribution::{self, Attribution};
use super::super::complement::{self, Complement, Link};
use super::super::knowledge::{Kind, Remark};
use super::super::lexicon::{Class, frame, kind};
use super::super::marks::Pair;
use super::super::morphology::{Agreement, Shape};
use super::super::view::View;
use super::super::{phrase, speaker, subject};
use super::{Finder, PARTIAL_WORDS, Voice};
use crate::extract::{Body, EntityLabel, Pointer, Stance};
use crate::segment::TokenKind;
use crate::structure::SectionKind;

impl Finder<'_, '_> {
    /// What a source does not know is a statement; what it does not confirm or mention belongs to the quotation before it in the sentence.
    pub(super) fn remark(&mut self, remark: Remark) {
        let view = self.view;
        let neutral = Agreement { feminine: false, plural: false };
        let agreement = view.form(remark.evidence.1).map_or(neutral, |f| f.agreement);
        let speaker = match remark.subject {
            Some(found) => Some(speaker::resolve(view, found, agreement)),
            // لم يتسن التحقق: nobody is named.
            None if view.fold(remark.evidence.0 + 1).starts_with("يتسن") => None,
            None => self.memory.left_out(view, agreement, remark.evidence.0),
        };
        let evidence = view.cx.span(remark.evidence.0, remark.evidence.1);
        let mut last = self.end(remark.first);
        // حتى الآن says when, not what.
        if last > remark.first + 1 && matches!((view.fold(last - 1), view.fold(last)), ("حتي", "الان") | ("الي", "الان"))
        {
            last -= 2;
        }
        if matches!(remark.kind, Kind::Unknown | Kind::Refused) {
            if self.content_end > 0 && remark.evidence.0 <= self.content_end {
                return;
            }
            let voice = Voice {
                cue: Some(view.cx.span(remark.evidence.1, remark.evidence.1)),
                cue_token: None,
                class: Class::Say,
                speaker,
                addressee: None,
                rule: "quotation.unknown",
                confidence: 0.6,
            };
            // Words in marks within it come after it and are somebody's own.
            let at = self.out.len();
            self.indirect(remark.first, last, &voice);
            if let Some(Body::Quotation(q)) = self.out.get_mut(at).map(|m| &mut m.body) {
                q.stance = if remark.kind == Kind::Unknown { Stance::Unknown } else { Stance::NotConfirmed };
                q.evidence = Some(evidence);
            }
            self.content_end = self.content_end.max(last);
            return;
        }
        // ولم يتسن التحقق من ذلك: of the sentence before as well.
        let mut from = subject::sentence_start(view, remark.evidence.0);
        if remark.kind == Kind::Unverified && from > 0 && view.same_section(from - 1, from) {
            from = subject::sentence_start(view, from - 1);
        }
        let start = view.cx.span(from, remark.evidence.0).start();
        let Some(mention) = self.out.last_mut().filter(|m| m.span.end() > start) else { return };
        let Body::Quotation(quotation) = &mut mention.body else { return };
        let (key, content) = match remark.kind {
            Kind::Unconfirmed => ("not_confirmed", None),
            Kind::Unverified => ("not_confirmed", Some(view.cx.span(remark.first, last).of(view.cx.text()))),
            _ => ("not_mentioned", Some(view.cx.span(remark.first, last).of(view.cx.text()))),
        };
        let by = speaker.and_then(|s| match s.pointer {
            Pointer::Words(span) => Some(span.of(view.cx.text()).to_owned()),
            Pointer::Mention(n) => view.name_span(n).map(|span| span.of(view.cx.text()).to_owned()),
            Pointer::Published => None,
        });
        let at = view.cx.document.chars(evidence);
        let value = serde_json::json!({ "by": by, "content": content, "evidence": [at.start().get(), at.end().get()] });
        quotation.attributes.push((key, value));
    }

    pub(super) fn attribute(&mut self, a: &Attribution) {
        let view = self.view;
        // قال إن الزلزال لم يسفر، وفقا للمعلومات الأولية، عن ضحايا: inside what is said.
        if self.content_end > a.last && a.first >= self.content_start {
            return;
        }
        // Straight after a content: the same said again, from whom it came.
        let gap = (self.content_end + 1..a.first).all(|t| !view.wordlike(t));
        if self.content_end > 0 && gap && !view.begins(a.first) && !a.whole {
            return;
        }
        // على حد قوله in a sentence where he is already heard.
        if a.source.is_none() && self.memory.spoke_here(view, a.first) {
            return;
        }
        let Some((first, last)) = attribution::scope(view, a, |first| self.end(first)) else { return };
        // ووفق المصدر أضاف المسؤول أن …: what he adds is his.
        if a.last < first && self.live.get(first).copied().unwrap_or(false) {
            return;
        }
        if last < first || !view.same_section(first, last) {
            return;
        }
        let speaker = match a.source {
            Some(phrase) => Some(self.meet(phrase, a.agreement)),
            // وصف فلان الخطوة بالسلبية، حسب تعبيره: he whom the sentence is about, else the last one who spoke.
            None => match subject::own(view, a.first) {
                Some(found) => Some(self.meet(found, a.agreement)),
                None => self.memory.left_out(view, a.agreement, a.first),
            },
        };
        let voice = Voice {
            cue: Some(a.cue),
            cue_token: None,
            class: Class::Attribute,
            speaker,
            addressee: None,
            rule: "quotation.attribution",
            confidence: 0.8,
        };
        let opened = view.opens(first).filter(|p| p.close >= last && complement::speech(view, *p));
        if let Some(pair) = opened {
            if !self.taken.get(pair.open).copied().unwrap_or(true) {
                self.direct(pair, &voice);
            }
        } else {
            self.indirect(first, last, &voice);
        }
        self.content_end = self.content_end.max(last);
    }

    /// Marks that no cue before them has taken: `«…»، قال فلان`, `«…»، بحسب فلان`, a colon, a further paragraph of the same speech.
    pub(super) fn loose_marks(&mut self, t: usize) {
        let view = self.view;
        let Some(pair) = view.opens(t) else { return };
        if self.taken.get(t).copied().unwrap_or(true)
            || !view.cx.open(t)
            || view.inside(t).is_some_and(|p| complement::speech(view, p))
        {
            return;
        }
        let words = view.words_in(pair);
        if words < 2 || complement::is_name(view, pair) {
            return;
        }
        if words < PARTIAL_WORDS && !self.said_of(pair) {
            return;
        }
        // «… مشينا.¶ «وصلنا …»: the paragraph before ended without its mark; the same one speaks on.
        if let Some((end, voice)) = self.spoken.clone().filter(|(end, _)| *end == t)
            && view.closes(end).is_none()
            && !view.same_section(end - 1, t)
        {
            self.direct(pair, &voice);
            self.content_end = pair.close;
            return;
        }
        // «…»، قالت فلانة وهي تبكي. «…».: she speaks on.
        let over = |n: usize| n >= view.len() || view.stop(n) || view.begins(n);
        if let Some((end, voice)) = self.spoken.clone().filter(|(end, _)| *end < t && t - end < 24)
            && view.begins(t)
            && view.same_section(end, t)
            && over(pair.close + 1)
            && !view.finite(pair.close + 2)
        {
            self.direct(pair, &voice);
            self.content_end = pair.close;
            return;
        }
        let (after, told) = after_marks(view, pair);
        let same = after < view.len() && view.same_section(pair.close, after);
        let verb = same
            && view.finite(after)
            && !view.known(after).joined
            && (told || view.frames(after, frame::DIRECT))
            && !self.live.get(after).copied().unwrap_or(false);
        if verb {
            let Some(form) = view.form(after) else { return };
            let limit = sentence_end(view, after);
            let speaker = match phrase::phrase(view, after + 1, limit) {
                Some(found) => Some(self.meet(found, form.agreement)),
                None => match subject::told_of(view, pair.open, form.agreement) {
                    Some(found) => Some(self.meet(found, form.agreement)),
                    None => self.memory.left_out(view, form.agreement, after),
                },
            };
            let voice = Voice {
                cue: Some(view.verb_span(after)),
                cue_token: Some(after),
                class: form.lexeme.class,
                addressee: addressee(view, after + 1, limit),
                speaker,
                rule: "quotation.marks_first",
                confidence: 0.85,
            };
            self.direct(pair, &voice);
            self.content_end = pair.close;
        }
    }

    /// Whether few words in marks are said by someone named after them: «لن نرحل»، قال الشيخ.
    fn said_of(&self, pair: Pair) -> bool {
        let view = self.view;
        let (after, told) = after_marks(view, pair);
        after > pair.close + 1
            && view.same_section(pair.close, after)
            && view.finite(after)
            && !view.known(after).joined
            && (told || view.frames(after, frame::DIRECT))
            && phrase::phrase(view, after + 1, sentence_end(view, after)).is_some_and(|p| p.first == after + 1)
    }

    /// `فلان يعلن كذا: «كلام»` in a headline: the words in marks are his whose deed comes before them.
    fn titled_marks(&mut self, start: usize, colon: usize) -> bool {
        let view = self.view;
        let taken = |open: usize| self.taken.get(open).copied().unwrap_or(true);
        let Some(pair) = view.opens(colon + 1).filter(|p| !taken(p.open) && !complement::is_name(view, *p)) else {
            return false;
        };
        let Some(found) = phrase::phrase(view, start, colon).filter(|p| p.first == start) else { return false };
        let verb = found.last + 1;
        let does = view.finite(verb) || view.is(verb, kind::VERB) || view.fold(verb).starts_with('ي');
        let someone = view.is(start, kind::ROLE | kind::NO_OFFICE | kind::SOURCE | kind::ORG)
            || matches!(view.name(start), Some((_, EntityLabel::Per | EntityLabel::Org, _)));
        if !does || !someone || verb >= colon {
            return false;
        }
        let agreement = Agreement { feminine: false, plural: false };
        let voice = Voice {
            cue: None,
            cue_token: None,
            class: Class::Say,
            speaker: Some(speaker::resolve(view, found, agreement)),
            addressee: None,
            rule: "quotation.headline",
            confidence: 0.7,
        };
        self.direct(pair, &voice);
        true
    }

    /// `فلان: كلام` in a headline.
    pub(super) fn headline(&mut self, colon: usize) {
        let view = self.view;
        let title = matches!(
            view.cx.section_kind(colon),
            Some(SectionKind::Headline | SectionKind::RepeatedHeadline | SectionKind::Subheading)
        );
        let start = subject::sentence_start(view, colon);
        if !title || colon == start || view.begins(colon + 1) {
            return;
        }
        if self.titled_marks(start, colon) || colon - start > 7 {
            return;
        }
        let Some(mut found) = phrase::phrase(view, start, colon) else { return };
        // نائب عن دمشق: where his office is.
        let marks = view.opens(colon + 1).is_some_and(|p| complement::speech(view, p));
        let placed = found.first == start
            && (marks || view.is(start, kind::ROLE))
            && view.preposition(found.last + 1)
            && !(start..colon).any(|n| view.comma(n) || view.finite(n) || view.is(n, kind::VERB));
        if placed {
            found.last = colon - 1;
        }
        // مصدر لـ«الوطن»: whom he tells.
        let told = found.last + 1 + usize::from(view.closes(found.last + 1).is_some());
        let to = phrase::addressed(view, told) && !(told..colon).any(|n| view.finite(n) || view.comma(n));
        let addressee = addressee(view, told, colon).filter(|_| to && told < colon);
        let source = view.is(found.first, kind::ROLE | kind::SOURCE | kind::NO_OFFICE)
            || matches!(view.name(found.first), Some((_, EntityLabel::Per | EntityLabel::Org, _)));
        if told != colon && (addressee.is_none() || !source || found.first != start) {
            return;
        }
        // "الإدارة الذاتية": a name in marks.
        let inner = found.first + usize::from(view.opens(found.first).is_some_and(|p| complement::is_name(view, p)));
        let speaks = match view.name(inner) {
            Some((_, label, _)) => {
                matches!(label, EntityLabel::Per | EntityLabel::Org)
                    || label == EntityLabel::Gpe
                        && (view.opens(colon + 1).is_some()
                            || view.is(found.first, kind::GOVERNS)
                            || own_words(view, colon + 1))
            }
            // فيديو: what follows is shown, not said.
            None if view.is(found.first, kind::SHOWN) => false,
            // المكلف بالإعلام: «…»: whoever he is, words in marks are his.
            None => {
                view.is(found.first, kind::ROLE | kind::SOURCE | kind::ORG)
                    || view.known(found.first).definite
                        && view.opens(colon + 1).is_some_and(|p| complement::speech(view, p))
            }
        };
        if !speaks || view.cx.kind(colon - 1) == Some(TokenKind::Number) {
            return;
        }
        // توقعات بهزة : رئيس الدائرة يوضح: who is going to speak, not what is said.
        let end = self.end(colon + 1);
        if view.form(end).is_some_and(|f| f.shape == Shape::Present) && view.opens(colon + 1).is_none() {
            return;
        }
        let agreement = Agreement { feminine: false, plural: false };
        let speaker = Some(speaker::resolve(view, found, agreement));
        let voice = Voice {
            cue: None,
            cue_token: None,
            class: Class::Say,
            speaker,
            addressee,
            rule: "quotation.headline",
            confidence: 0.7,
        };
        self.content(Complement { link: Link::Colon, first: colon + 1, joint: colon }, &voice);
    }
}

/// Whether a government's own words begin at `t`: سنرسل قوات, لن نقبل, لا نية لدينا.
fn own_words(view: &View<'_>, t: usize) -> bool {
    view.fold(t).starts_with("سن") && view.future(t) || matches!(view.fold(t), "لن" | "لا" | "نحن" | "لم" | "ليس")
}

/// Where the sentence of `t` ends, twenty-four tokens on at most.
fn sentence_end(view: &View<'_>, t: usize) -> usize {
    let last = (t + 24).min(view.len());
    (t + 1..last).find(|&n| view.begins(n)).unwrap_or(last)
}

/// Where what is said about words in marks begins after them, and whether it says that they were words: «…»، هكذا وصف, «…»، بهذه الكلمات لخصت.
fn after_marks(view: &View<'_>, pair: Pair) -> (usize, bool) {
    let (mut after, mut told) = (pair.close + 1, false);
    loop {
        let these = matches!(view.fold(after), "بهذه" | "بتلك" | "بهذا") && view.is(after + 1, kind::SPEECH);
        if view.comma(after) || view.sign(after, '-') || view.stop(after) && view.finite(after + 1) {
            after += 1;
        } else if these || view.fold(after) == "هذا" && view.fold(after + 1) == "ما" {
            (after, told) = (after + 2, true);
        } else if view.fold(after) == "هكذا" {
            (after, told) = (after + 1, true);
        } else {
            return (after, told);
        }
    }
}

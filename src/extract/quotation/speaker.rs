//! Who speaks: the noun phrase of the speaker, the person named in it, and who is meant where the subject is left out.

use super::lexicon::{ANY_COMPLEMENT, kind};
use super::morphology::{Agreement, Shape};
use super::view::View;
use crate::extract::{EntityLabel, Pointer};
use crate::segment::TokenKind;
use crate::text::SourceSpan;
use std::collections::HashMap;

/// A noun phrase, as tokens, both ends included, and the name that stands beside it after a comma.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub first: usize,
    pub last: usize,
    pub beside: Option<(usize, usize)>,
}

/// A speaker as this stage remembers it.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    pub pointer: Pointer,
    pub phrase: Phrase,
    pub agreement: Agreement,
    /// The head noun, bare: what المصدر later takes up.
    pub head: String,
}

/// The folded word without conjunction, article and attached preposition.
pub(super) fn head_noun(view: &View<'_>, t: usize) -> String {
    let k = view.known(t);
    let mut fold = view.fold(t);
    if k.joined {
        fold = fold.strip_prefix(['و', 'ف']).unwrap_or(fold);
    }
    let cut = match (k.clitic, k.definite) {
        ('ل', true) => fold.strip_prefix("لل"),
        ('ب' | 'ك', true) => fold.get(2..).and_then(|r| r.strip_prefix("ال")),
        ('ب' | 'ل' | 'ك', false) => fold.get(2..),
        (_, true) => fold.strip_prefix("ال"),
        _ => None,
    };
    cut.unwrap_or(fold).to_owned()
}

fn verb_like(view: &View<'_>, t: usize) -> bool {
    if view.name(t).is_some() {
        return false;
    }
    if view.finite(t) && !view.known(t).definite {
        return true;
    }
    let before_indefinite = t > 0 && view.word(t - 1) && !view.known(t - 1).definite && view.name(t - 1).is_none();
    view.known(t).kinds == 0 && view.fold(t).starts_with('ي') && view.fold(t).chars().count() >= 4 && before_indefinite
}

/// Whether `t` can be a word of a person's name that stands in apposition.
fn name_like(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    let name_kinds = kind::ROLE | kind::ORG | kind::MASDAR | kind::TIME | kind::SOURCE;
    matches!(view.cx.kind(t), Some(TokenKind::Word | TokenKind::Foreign))
        && k.form.is_none_or(|f| f.shape == Shape::Participle)
        && k.kinds & !name_kinds == 0
        && !view.timed(t)
        && !k.joined
        && k.clitic == ' '
        && !addressed(view, t)
}

/// Whether an attached ل opens the addressee: لوكالة, لـ«…».
pub(super) fn addressed(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    let fold = view.fold(t);
    // قال فلان لرويترز, after a name or the verb itself; in الأمين العام للحزب the ل is the office's.
    let loose = t
        .checked_sub(1)
        .is_some_and(|p| view.finite(p) || view.comma(p) || matches!(view.name(p), Some((_, EntityLabel::Per, _))));
    fold == "ل"
        || (k.clitic == 'ل' && k.kinds & kind::MEDIA != 0)
        || (loose
            && fold.starts_with('ل')
            && view.name(t).is_some_and(|(r, label, _)| r.start == t && label == EntityLabel::Org))
}

/// What introduces the occasion of speaking: في تصريح, في بيان.
fn occasion(view: &View<'_>, t: usize) -> bool {
    matches!(
        head_noun(view, t).as_str(),
        "تصريح"
            | "تصريحات"
            | "بيان"
            | "موتمر"
            | "حديث"
            | "مقابله"
            | "تغريده"
            | "كلمه"
            | "وقت"
            | "اتصال"
            | "لقاء"
            | "منشور"
            | "خطاب"
            | "تدوينه"
            | "حوار"
            | "رساله"
            | "ختام"
            | "ندوه"
            | "جلسه"
            | "مداخله"
            | "معرض"
            | "سياق"
            | "اطار"
            | "هذا"
            | "هذه"
    )
}

/// The noun phrase that begins at `start`, never past `limit` (exclusive).
pub(super) fn phrase(view: &View<'_>, start: usize, limit: usize) -> Option<Phrase> {
    let limit = limit.min(view.len());
    let mut first = start;
    while first < limit
        && (view.comma(first)
            || view.is(first, kind::ASPECT | kind::ADVERB | kind::PRONOUN)
            || (view.timed(first) && view.name(first).is_none()))
    {
        first += 1;
    }
    if first >= limit
        || matches!(view.fold(first), "ذلك" | "هذا" | "هذه" | "تلك") && !view.known(first + 1).definite
        || view.preposition(first)
        || addressed(view, first)
        || view.is(first, ANY_COMPLEMENT | kind::BUT | kind::RELATIVE | kind::NEGATION)
    {
        return None;
    }
    if !view.wordlike(first) && view.opens(first).is_none() {
        return None;
    }
    let (mut t, mut last, mut beside) = (first, None, None);
    while t < limit {
        if t > first && view.begins(t) {
            break;
        }
        if let Some(pair) = view.opens(t) {
            if pair.close >= limit || view.words_in(pair) > 6 {
                break;
            }
            last = Some(pair.close - 1);
            t = pair.close + 1;
            continue;
        }
        if view.sign(t, '(') {
            let close = (t..limit.min(t + 14)).find(|&n| view.sign(n, ')'));
            let Some(close) = close else { break };
            if t == first + 1 && view.is(first, kind::ORG | kind::MEDIA) {
                last = Some(close - 1);
            }
            t = close + 1;
            continue;
        }
        if view.comma(t) {
            beside = name_beside(view, view.is(first, kind::ROLE), t + 1, limit);
            break;
        }
        if !view.wordlike(t) {
            break;
        }
        if t > first && ends_phrase(view, first, t) {
            if let Some(end) = name_after_place(view, first, t, limit) {
                last = Some(end);
            } else if let Some(end) = place_of_source(view, first, t, limit) {
                last = Some(end);
            }
            break;
        }
        last = Some(t);
        t += 1;
    }
    last.map(|last| Phrase { first, last, beside })
}

/// `لحقوق` in المرصد السوري لحقوق الإنسان: ل with a construct.
fn belongs(view: &View<'_>, t: usize) -> bool {
    view.fold(t).starts_with('ل')
        && (view.known(t).definite || view.known(t + 1).definite || view.known(t).clitic == 'ل')
}

fn ends_phrase(view: &View<'_>, first: usize, t: usize) -> bool {
    let k = view.known(t);
    if let Some((range, ..)) = view.name(t)
        && range.start < t
    {
        return false;
    }
    // After a definite phrase that is no person's, a word without the article is something else: بث التلفزيون الحكومي لقطات.
    let object = !view.is(first, kind::ROLE)
        && view.known(t - 1).definite
        && !k.definite
        && !k.joined
        && view.word(t)
        && view.name(t).is_none()
        && !belongs(view, t)
        && k.kinds & (kind::SPOKESMAN | kind::SELF) == 0;
    object
        || view.preposition(t)
        || view.timed(t)
        || addressed(view, t)
        || k.kinds
            & (ANY_COMPLEMENT
                | kind::RELATIVE
                | kind::ASPECT
                | kind::NEGATION
                | kind::BUT
                | kind::STOP
                | kind::ADVERB
                | kind::ASIDE
                | kind::COMPLEMENT_FA
                | kind::REPORT_NOUN)
            != 0
        || verb_like(view, t)
        || (view.cx.kind(t) == Some(TokenKind::Number) && t > first)
        || k.form.is_some_and(|f| f.shape == Shape::Participle && !f.agreement.feminine && view.fold(t).ends_with('ا'))
            && view.name(t).is_none()
        || (k.joined && view.finite(t))
}

/// `مبعوث الرئيس إلى سوريا فلان`: a person's name after the place of the office.
fn name_after_place(view: &View<'_>, first: usize, t: usize, limit: usize) -> Option<usize> {
    if !view.is(first, kind::ROLE) || !view.preposition(t) || occasion(view, t + 1) {
        return None;
    }
    for n in t + 2..(t + 6).min(limit) {
        if view.comma(n) || view.begins(n) {
            return None;
        }
        if let Some((range, EntityLabel::Per, _)) = view.name(n) {
            return Some(range.end.min(limit) - 1);
        }
    }
    None
}

/// `حسابات على مواقع التواصل الاجتماعي`, `مصدر في وزارة الدفاع`: where an indefinite source belongs.
fn place_of_source(view: &View<'_>, first: usize, t: usize, limit: usize) -> Option<usize> {
    let open = view.is(first, kind::ROLE | kind::SOURCE) && !view.known(first).definite && t <= first + 3;
    let place = view.is(t, kind::IN | kind::FROM | kind::ON) && !occasion(view, t + 1);
    if !open || !place || !(view.is(t + 1, kind::ORG | kind::SOURCE) || view.name(t + 1).is_some()) {
        return None;
    }
    let mut end = None;
    for n in t + 1..(t + 6).min(limit) {
        let joined_word = view.word(n) && !view.begins(n) && !ends_phrase(view, t + 1, n);
        if !joined_word || (n > t + 2 && !view.known(n).definite && view.name(n).is_none()) {
            break;
        }
        end = Some(n);
    }
    end
}

fn name_beside(view: &View<'_>, role: bool, start: usize, limit: usize) -> Option<(usize, usize)> {
    if start >= limit {
        return None;
    }
    if let Some((range, label, _)) = view.name(start) {
        return (label == EntityLabel::Per && range.start == start)
            .then(|| (start, range.end.min(limit).max(start + 1) - 1));
    }
    if !role {
        return None;
    }
    let mut end = start;
    while end < limit && end < start + 5 && name_like(view, end) && (end == start || !view.begins(end)) {
        end += 1;
    }
    let closed = end >= limit
        || view.comma(end)
        || addressed(view, end)
        || view.preposition(end)
        || view.timed(end)
        || view.is(end, ANY_COMPLEMENT)
        || view.sign(end, ':');
    (closed && end >= start + 2 && !view.known(start).definite).then(|| (start, end - 1))
}

fn words(view: &View<'_>, first: usize, last: usize) -> SourceSpan {
    let k = view.known(first);
    let off = usize::from(k.joined) + usize::from(k.clitic != ' ');
    let start = if k.clitic == 'ل' && k.definite {
        view.bare(first, usize::from(k.joined) + 1)
    } else {
        view.bare(first, off)
    };
    let end = view.cx.span(last, last).end();
    SourceSpan::new(start.start().get(), end.get())
}

/// Where in the phrase a person's name begins that no list knows: after a role's definite noun, words without the article.
fn name_in_role(view: &View<'_>, phrase: Phrase) -> Option<usize> {
    if !view.is(phrase.first, kind::ROLE) {
        return None;
    }
    (phrase.first + 1..=phrase.last).find(|&t| {
        let before = view.known(t - 1);
        let after_name = view.name(t - 1).is_some_and(|(r, label, _)| r.end == t && label != EntityLabel::Per);
        (before.definite || after_name)
            && name_like(view, t)
            && !view.known(t).definite
            && view.known(t).kinds & (kind::ORG | kind::ROLE | kind::SPOKESMAN) == 0
            && view.name(t).is_none()
            && !belongs(view, t)
    })
}

/// Whom the phrase names.
pub(super) fn resolve(view: &View<'_>, phrase: Phrase, agreement: Agreement) -> Speaker {
    let head = head_noun(view, phrase.first);
    if let Some(pair) = view.opens(phrase.first).filter(|p| p.close <= phrase.last + 1) {
        // A name in marks: what follows it is said of him.
        let inner = Phrase { first: pair.open + 1, last: pair.close - 1, beside: None };
        if inner.first <= inner.last {
            return resolve(view, inner, agreement);
        }
    }
    let speaker = |pointer| Speaker { pointer, phrase, agreement, head: head.clone() };
    let in_role = name_in_role(view, phrase);
    let person_inside = (phrase.first..=phrase.last).any(|t| matches!(view.name(t), Some((_, EntityLabel::Per, _))));
    if let Some((first, last)) = phrase.beside
        && in_role.is_none()
        && !person_inside
        && (view.is(phrase.first, kind::ROLE) || view.name(phrase.first).is_none())
    {
        let named = view.name(first).filter(|(_, label, _)| *label == EntityLabel::Per);
        return speaker(named.map_or_else(|| Pointer::Words(words(view, first, last)), |(.., m)| Pointer::Mention(m)));
    }
    let person = (phrase.first..=phrase.last).rev().find_map(|t| match view.name(t) {
        Some((range, EntityLabel::Per, mention)) if range.end <= phrase.last + 1 => Some((range, mention)),
        _ => None,
    });
    if let Some((range, mention)) = person {
        // A person inside an institution's name or a house (مكتب فلان) does not speak.
        let head_is_org = view.is(phrase.first, kind::ORG) && range.start > phrase.first;
        if !head_is_org {
            return speaker(Pointer::Mention(mention));
        }
    }
    if let Some(first) = in_role {
        return speaker(Pointer::Words(words(view, first, phrase.last)));
    }
    let mut at = phrase.first;
    while at < phrase.last && view.name(at).is_none() && (view.is(at, kind::ORG | kind::MEDIA) || !view.wordlike(at)) {
        at += 1;
    }
    if let Some((range, _, mention)) = view.name(at) {
        let whole = range.end > phrase.last || !view.is(phrase.first, kind::ROLE) && range.start <= at;
        let generic = at == phrase.first || view.is(phrase.first, kind::ORG | kind::MEDIA);
        if whole && generic && range.start >= phrase.first {
            return speaker(Pointer::Mention(mention));
        }
    }
    if view.is(phrase.first, kind::ORG | kind::MEDIA) && phrase.last > phrase.first + 1 {
        let inner = phrase.first + 2;
        if view.opens(inner - 1).is_some() || view.sign(inner - 1, '(') {
            return speaker(Pointer::Words(words(view, inner, phrase.last)));
        }
    }
    speaker(Pointer::Words(words(view, phrase.first, phrase.last)))
}

/// Who spoke last, and where.
#[derive(Copy, Clone, Default)]
pub(super) struct Latest {
    any: Option<usize>,
    feminine: Option<usize>,
    masculine: Option<usize>,
    /// The section and sentence in which the last one spoke.
    place: Option<(u32, u32)>,
}

/// The speakers so far.
#[derive(Default)]
pub(super) struct Memory {
    all: Vec<Speaker>,
    by_head: HashMap<String, usize>,
    latest: Latest,
}

impl Memory {
    /// Who speaks now, for [`Memory::reset`].
    pub(super) fn mark(&self) -> Latest {
        self.latest
    }
    /// Back to who spoke at `mark`.
    pub(super) fn reset(&mut self, mark: Latest) {
        self.latest = mark;
    }

    /// Takes a speaker in; a bare المصدر, الوزير, مدير المرصد stands for the fuller phrase that came before.
    pub(super) fn meet(&mut self, view: &View<'_>, mut speaker: Speaker) -> Speaker {
        let phrase = speaker.phrase;
        let role = view.is(phrase.first, kind::ROLE);
        let unnamed = matches!(speaker.pointer, Pointer::Words(_))
            && phrase.beside.is_none()
            && name_in_role(view, phrase).is_none();
        if role
            && unnamed
            && let Some(earlier) = self.by_head.get(&speaker.head).and_then(|&n| self.all.get(n))
        {
            let known = |t: usize| {
                let word = head_noun(view, t);
                (earlier.phrase.first..=earlier.phrase.last).any(|e| head_noun(view, e) == word)
            };
            let anaphor = view.known(phrase.first).definite || phrase.last > phrase.first;
            if anaphor
                && (phrase.first..=phrase.last)
                    .filter(|&t| view.word(t))
                    .all(|t| known(t) || matches!(view.fold(t), "نفسه" | "ذاته" | "نفسها" | "ذاتها"))
            {
                speaker.pointer = earlier.pointer.clone();
                speaker.phrase = earlier.phrase;
            }
        }
        self.remember(view, &speaker, phrase.first);
        speaker
    }

    /// Makes `speaker` the last one.
    pub(super) fn remember(&mut self, view: &View<'_>, speaker: &Speaker, at: usize) {
        let n = self.all.len();
        self.all.push(speaker.clone());
        self.by_head.insert(speaker.head.clone(), n);
        self.latest.any = Some(n);
        if speaker.agreement.feminine {
            self.latest.feminine = Some(n);
        } else {
            self.latest.masculine = Some(n);
        }
        self.latest.place = view.cx.tokens().get(at).map(|t| (t.section, t.sentence));
    }

    /// Who is meant by a verb without subject at `t`.
    pub(super) fn left_out(&self, view: &View<'_>, agreement: Agreement, t: usize) -> Option<Speaker> {
        let here = view.cx.tokens().get(t).map(|t| (t.section, t.sentence));
        let fitting = if agreement.plural {
            self.latest.any
        } else if agreement.feminine {
            self.latest.feminine
        } else {
            self.latest.masculine
        };
        let chosen =
            if self.latest.place == here && here.is_some() { self.latest.any } else { fitting.or(self.latest.any) };
        chosen.and_then(|n| self.all.get(n)).cloned()
    }

    /// Whether someone has already spoken in the sentence of `t`.
    pub(super) fn spoke_here(&self, view: &View<'_>, t: usize) -> bool {
        self.latest.place.is_some() && self.latest.place == view.cx.tokens().get(t).map(|t| (t.section, t.sentence))
    }
}

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
    let mut s = sentence_start(view, t);
    // A first clause of the same sentence may stand before: take the one nearest to the cue that has a verb of its own.
    if let Some(c) = (s + 1..t).rev().find(|&n| view.comma(n - 1) && view.and_verb(n) && !view.finite(n)) {
        s = c;
    }
    if view.preposition(s) || view.is(s, kind::CONNECTOR | kind::STOP) && view.known(s).form.is_none() {
        s = (s + 1..t).find(|&n| view.comma(n)).map_or(s, |n| n + 1);
    }
    if view.is(s, kind::NEGATION | kind::ASPECT) || matches!(view.fold(s), "ولم" | "ولا" | "وقد" | "ولن") {
        s += 1;
    }
    let verb = view.word(s)
        && !view.known(s).definite
        && !view.preposition(s)
        && view.name(s).is_none()
        && !view.is(s, kind::ROLE | kind::ORG | kind::SOURCE | kind::TIME);
    let start = if verb { s + 1 } else { s };
    (start < t).then(|| phrase(view, start, t)).flatten()
}

/// The subject of a pluperfect frame: `وكان مصدر أمني قد أكد`.
pub(super) fn framed(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = sentence_start(view, cue);
    let frame = (start..cue)
        .rev()
        .take(40)
        .find(|&n| view.is(n, kind::PAST_FRAME) || matches!(view.fold(n), "وكان" | "وكانت"))?;
    let clean = !(frame + 1..cue).any(|n| view.is(n, ANY_COMPLEMENT) || (view.finite(n) && view.known(n).joined));
    phrase(view, frame + 1, cue).filter(|_| clean && !view.known(cue).joined)
}

/// An indefinite source whose relative clause the verb is: `أجرى علماء دراسة تقول إن`.
pub(super) fn directly_before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    for t in (cue.saturating_sub(4)..cue).rev() {
        if !view.word(t) || view.begins(t + 1) {
            return None;
        }
        if view.is(t, kind::SOURCE | kind::ROLE | kind::ORG | kind::MEDIA) {
            let alone = !(t + 1..cue).any(|n| view.preposition(n));
            return phrase(view, t, cue).filter(|p| alone && p.last + 1 == cue);
        }
    }
    None
}

/// The subject that stands before the verb at `cue`: `لكن وسائل الإعلام قالت`, `صورا قالت إنها`.
pub(super) fn before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = sentence_start(view, cue);
    let pronoun = (start..cue).rev().take(3).any(|n| view.is(n, kind::BUT));
    if pronoun || view.known(cue).joined {
        return if view.begins(cue) { None } else { main_subject(view, cue) };
    }
    if let Some(found) = directly_before(view, cue).filter(|p| !view.known(p.first).definite) {
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
    let direct = phrase(view, from, cue).filter(|p| p.last + 6 >= cue);
    let head = direct.map(|p| p.first);
    match (direct, head) {
        (Some(p), Some(h))
            if !verb_first(view, from)
                && (view.is(h, kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA)
                    || view.name(h).is_some()
                    || view.known(h).definite
                    || view.begins(h)) =>
        {
            Some(p)
        }
        _ => main_subject(view, cue),
    }
}

/// The subject of the sentence before: who is meant where nobody has spoken yet.
pub(super) fn sentence_before(view: &View<'_>, cue: usize) -> Option<Phrase> {
    let start = sentence_start(view, cue);
    let end = start.checked_sub(1)?;
    main_subject(view, end).filter(|p| p.last < end)
}

/// Whether the clause that begins at `t` begins with its verb, as far as can be told: an indefinite word of no known kind with و, ending in ت, or a known verb.
fn verb_first(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    if k.definite || view.name(t).is_some() || k.kinds & (kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA) != 0 {
        return false;
    }
    let fold = view.fold(t);
    view.finite(t)
        || k.joined
        || (fold.ends_with('ت') && !fold.ends_with("ات"))
        || fold.starts_with('ي')
        || k.kinds & kind::VERB != 0
}

//! Who speaks: the person that a noun phrase names, and who is meant where the subject is left out.

use super::lexicon::kind;
use super::list::List;
use super::morphology::Agreement;
use super::phrase::{Phrase, belongs, head_noun, name_like};
use super::subject::sentence_start;
use super::view::View;
use crate::extract::{EntityLabel, Pointer};
use crate::text::SourceSpan;
use rustc_hash::FxHashMap;

/// A speaker as this stage remembers it.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    pub pointer: Pointer,
    pub phrase: Phrase,
    pub agreement: Agreement,
    /// The head noun, bare: what المصدر later takes up.
    pub head: String,
}

fn words(view: &View<'_>, first: usize, last: usize) -> SourceSpan {
    let k = view.known(first);
    let off = usize::from(k.joined) + usize::from(k.clitic != ' ');
    let start = if k.clitic == 'ل' && k.definite {
        view.bare(first, usize::from(k.joined) + 1)
    } else {
        view.bare(first, off)
    };
    // مراسل «قناة الشام»: with the mark that closes inside.
    let last = view.closes(last + 1).filter(|p| p.open > first).map_or(last, |p| p.close);
    let end = view.cx.span(last, last).end();
    SourceSpan::new(start.start().get(), end.get())
}

/// Where in the phrase a person's name begins that no list knows: after a role's definite noun, words without the article.
fn name_in_role(view: &View<'_>, phrase: Phrase) -> Option<usize> {
    let head = view.fold(phrase.first);
    if !view.is(phrase.first, kind::ROLE) || head.ends_with("ون") || head.ends_with("ين") || head.ends_with("مصادر")
    {
        return None;
    }
    (phrase.first + 1..=phrase.last).find(|&t| {
        let before = view.known(t - 1);
        let after_name = view.name(t - 1).is_some_and(|(r, label, _)| r.end == t && label != EntityLabel::Per);
        (before.definite || after_name || view.closes(t - 1).is_some())
            && name_like(view, t)
            && view.fold(t) != "ال"
            && !view.known(t).definite
            && view.known(t).kinds & (kind::ORG | kind::ROLE | kind::SPOKESMAN) == 0
            && view.name(t).is_none()
            && !belongs(view, t)
    })
}

/// Whether the role at `first` stands alone or has an adjective without article: مصدر, مسؤول كبير, but not وزير الدفاع.
fn head_of_adjective(view: &View<'_>, first: usize, limit: usize) -> bool {
    let next = first + 1;
    view.is(first, kind::ROLE) && next < limit && !view.known(next).definite && view.name(next).is_none()
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
    // أم خالد: called after the child.
    if matches!(head.as_str(), "ام" | "ابو" | "ابي") && phrase.last == phrase.first + 1 {
        return speaker(Pointer::Words(words(view, phrase.first, phrase.last)));
    }
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
    // فلان شقيق فلان: the first speaks.
    if let Some((range, EntityLabel::Per, mention)) = view.name(phrase.first)
        && range.start == phrase.first
    {
        return speaker(Pointer::Mention(mention));
    }
    let person = (phrase.first..=phrase.last).rev().find_map(|t| match view.name(t) {
        Some((range, EntityLabel::Per, mention)) if range.end <= phrase.last + 1 && range.start >= phrase.first => {
            Some((range, mention))
        }
        _ => None,
    });
    if let Some((range, mention)) = person {
        // A person inside an institution's name or a house (مكتب فلان) does not speak.
        let head_is_org = view.is(phrase.first, kind::ORG) && range.start > phrase.first;
        // مصدر أمني تركي: an adjective that is a surname too.
        let adjective = range.len() == 1
            && view.fold(range.start).ends_with('ي')
            && range.start > phrase.first
            && !view.known(phrase.first).definite
            && !view.known(range.start).definite
            && (head.starts_with("مص") || view.fold(range.start - 1).ends_with('ي') && range.start > phrase.first + 1);
        // عائلة فلان, محامي فلان, المتحدثة باسم فلان: not he.
        let of_person = range.start == phrase.first + 1
            && view.is(phrase.first, kind::OF_PERSON)
            && !view.known(phrase.first).definite
            && !view.possessed(phrase.first)
            || range.start > phrase.first && view.is(range.start - 1, kind::SPOKESMAN);
        if of_person {
            return speaker(Pointer::Words(words(view, phrase.first, range.end - 1)));
        }
        // مسؤول كبير في إدارة فلان: somebody unnamed in a house that has a name.
        let anonymous = !view.known(phrase.first).definite
            && head_of_adjective(view, phrase.first, range.start)
            && view.name(range.start - 1).is_none()
            && (phrase.first + 1..range.start).any(|t| view.is(t, kind::IN | kind::FROM));
        // الطبيبة المشرفة على حالة فلان, … لسلمى: she of whom it is said.
        let of_another =
            view.prefixed(range.start) && view.fold(range.start).starts_with('ل') && range.start > phrase.first;
        // مساعد الشؤون السياسية بمكتب الرئيس فلان
        let house = |t: usize| view.fold(t).strip_prefix('ب').is_some_and(|word| List::HisHouse.has(word));
        let at_his_house = (phrase.first + 1..range.start).any(house);
        if !head_is_org && !adjective && !anonymous && !of_another && !at_his_house {
            return speaker(Pointer::Mention(mention));
        }
    }
    if let Some(first) = in_role {
        return speaker(Pointer::Words(words(view, first, phrase.last)));
    }
    // وكالة الأنباء «سانا»: the name in marks.
    if view.is(phrase.first, kind::MEDIA)
        && !view.is(phrase.first, kind::ROLE)
        && phrase.first + 1 < phrase.last
        && let Some(pair) = (phrase.first + 2..phrase.first + 4)
            .find_map(|t| view.opens(t))
            .filter(|p| p.close == phrase.last + 1 && p.open + 1 < p.close)
            .filter(|p| (phrase.first + 1..p.open).all(|t| List::AgencyWord.has(view.fold(t))))
    {
        let (first, last) = (pair.open + 1, pair.close - 1);
        let named = view.name(first).filter(|(r, ..)| r.start == first && r.end == pair.close);
        return speaker(named.map_or_else(|| Pointer::Words(words(view, first, last)), |(.., m)| Pointer::Mention(m)));
    }
    let mut at = phrase.first;
    // مراسل القناة: he, not the channel.
    let reporter = |t: usize| view.is(t, kind::ROLE) && view.is(t, kind::MEDIA);
    while at < phrase.last
        && view.name(at).is_none()
        && !reporter(at)
        && (view.is(at, kind::ORG | kind::MEDIA) || !view.wordlike(at))
    {
        at += 1;
    }
    // مكتب فلان: not he, but his office.
    if let Some((range, label, mention)) = view.name(at)
        && (at == phrase.first || label != EntityLabel::Per)
    {
        // شرطة لندن, حكومة دمشق: not the place.
        // بعثة الأمم المتحدة: not the organisation itself.
        let part = label == EntityLabel::Org && List::PartOf.has(&head);
        let seat = (label == EntityLabel::Gpe || part)
            && range.start > phrase.first
            && view.is(phrase.first, kind::ORG)
            && !view.is(phrase.first, kind::MEDIA);
        if seat {
            return speaker(Pointer::Words(words(view, phrase.first, phrase.last)));
        }
        let whole = range.end > phrase.last || !view.is(phrase.first, kind::ROLE) && range.start <= at;
        let generic = at == phrase.first || view.is(phrase.first, kind::ORG | kind::MEDIA);
        if whole && generic && range.start >= phrase.first {
            return speaker(Pointer::Mention(mention));
        }
    }
    // صحيفة «الأفق», but not النقابة «كل القوى»
    let bare = !view.known(phrase.first).definite;
    if bare
        && !reporter(phrase.first)
        && view.is(phrase.first, kind::ORG | kind::MEDIA)
        && phrase.last > phrase.first + 1
    {
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
    /// The first token of the sentence in which the last one spoke.
    place: Option<usize>,
}

/// The speakers so far.
#[derive(Default)]
pub(super) struct Memory {
    all: Vec<Speaker>,
    by_head: FxHashMap<String, usize>,
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
        } else if role
            && unnamed
            && matches!(view.fold(phrase.first), "المتحدث" | "المتحدثه" | "المتكلم")
            && phrase.last == phrase.first
            && let Some(last) = self.latest.any.and_then(|n| self.all.get(n))
            && last.agreement.feminine == speaker.agreement.feminine
        {
            // وتابع المتحدث: he who spoke last.
            speaker.pointer = last.pointer.clone();
            speaker.phrase = last.phrase;
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
        self.latest.place = Some(sentence_start(view, at));
    }

    /// Who is meant by a verb without subject at `t`.
    pub(super) fn left_out(&self, view: &View<'_>, agreement: Agreement, t: usize) -> Option<Speaker> {
        let here = Some(sentence_start(view, t));
        let fitting = if agreement.plural {
            self.latest.any
        } else if agreement.feminine {
            self.latest.feminine
        } else {
            self.latest.masculine
        };
        let chosen = if self.latest.place == here { self.latest.any } else { fitting.or(self.latest.any) };
        chosen.and_then(|n| self.all.get(n)).cloned()
    }

    /// Whether a feminine verb at `t` finds only masculine speakers before it.
    pub(super) fn nobody_fits(&self, view: &View<'_>, agreement: Agreement, t: usize) -> bool {
        let alone = self.latest.feminine.is_none() && self.latest.any.is_some();
        agreement.feminine && !agreement.plural && alone && !self.spoke_here(view, t)
    }

    /// Whether a feminine verb finds that he who spoke last is masculine.
    pub(super) fn nobody_of(&self, agreement: Agreement) -> bool {
        let last = self.latest.any.and_then(|n| self.all.get(n));
        agreement.feminine && !agreement.plural && last.is_some_and(|s| !s.agreement.feminine && !s.agreement.plural)
    }

    /// Whether nobody has spoken from the token `start` on.
    pub(super) fn silent_since(&self, start: usize) -> bool {
        self.latest.place.is_none_or(|place| place < start)
    }

    /// Whether someone has already spoken in the sentence of `t`.
    pub(super) fn spoke_here(&self, view: &View<'_>, t: usize) -> bool {
        self.latest.place == Some(sentence_start(view, t))
    }
}

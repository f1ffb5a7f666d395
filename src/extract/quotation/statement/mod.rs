//! Puts the parts together: from cues, attributions and marks to quotations. What no cue leads to is in [`unled`].

mod unled;
mod who;

use super::attribution;
use super::clause::{self, Cues};
use super::complement::{self, Complement, Link};
use super::knowledge;
use super::lexicon::{ANY_COMPLEMENT, Class, kind};
use super::marks::Pair;
use super::morphology::Shape;
use super::phrase;
use super::speaker::{Memory, Speaker};
use super::stance;
use super::subject;
use super::view::View;
use super::{addressee::addressee, cue};
use crate::extract::{Body, Mention, Pointer, Quotation};
use crate::text::SourceSpan;
use rustc_hash::FxHashMap;

/// A quotation from inside marks has at least this many words, or a verb, pronoun or و between them, to be told from a name.
const PARTIAL_WORDS: usize = 4;

/// Who says it and by which word: what all parts of one statement share.
#[derive(Clone)]
struct Voice {
    cue: Option<SourceSpan>,
    cue_token: Option<usize>,
    class: Class,
    speaker: Option<Speaker>,
    addressee: Option<Pointer>,
    rule: &'static str,
    confidence: f32,
}

struct Finder<'v, 'a> {
    view: &'v View<'a>,
    live: Vec<bool>,
    complements: Vec<Option<Complement>>,
    /// For each token that begins an attribution, the token after it; else zero.
    attributed: Vec<usize>,
    memory: Memory,
    out: Vec<Mention>,
    /// Pairs already taken, by their opening token.
    taken: Vec<bool>,
    /// The end of the last content: an attribution straight after it says the same again.
    content_end: usize,
    /// Its start.
    content_start: usize,
    /// Whose the last words in marks are, and the token where they end.
    spoken: Option<(usize, Voice)>,
}

/// Every quotation of the article.
pub(super) fn all(view: &View<'_>) -> Vec<Mention> {
    let n = view.len();
    let complements = cue::complements(view);
    // What a document lays down stays inside what somebody says of it.
    let lays_down = |t: usize| view.form(t).is_some_and(|f| f.lexeme.class == Class::Stipulate);
    let live: Vec<bool> = complements.iter().enumerate().map(|(t, c)| c.is_some() && !lays_down(t)).collect();
    let attributions = attribution::find(view, &live, &waiting(&complements));
    let mut attributed = vec![0; n];
    for a in &attributions {
        if let Some(slot) = attributed.get_mut(a.first) {
            *slot = a.last + 1;
        }
    }
    let mut finder = Finder {
        view,
        live,
        complements,
        attributed,
        memory: Memory::default(),
        out: Vec::new(),
        taken: vec![false; n],
        content_end: 0,
        content_start: 0,
        spoken: None,
    };
    let mut next = attributions.iter().peekable();
    for t in 0..n {
        while let Some(a) = next.next_if(|a| a.first <= t) {
            finder.attribute(a);
        }
        if view.cx.open(t)
            && view.word(t)
            && let Some(remark) = knowledge::at(view, t)
        {
            finder.remark(remark);
        }
        if let Some(c) = finder.complements.get(t).copied().flatten() {
            finder.report(t, c);
        } else if view.opens(t).is_some() {
            finder.loose_marks(t);
        } else if view.sign(t, ':') {
            finder.headline(t);
        }
    }
    for a in next {
        finder.attribute(a);
    }
    once(finder.out)
}

/// One quotation for each place: where the whole of a report is in marks, it was found as a clause and as words in marks, and is direct.
fn once(found: Vec<Mention>) -> Vec<Mention> {
    let mut at: FxHashMap<SourceSpan, usize> = FxHashMap::default();
    let mut out: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        let first = *at.entry(mention.span).or_insert(out.len());
        match (out.get_mut(first).map(|m| &mut m.body), &mention.body) {
            (Some(Body::Quotation(kept)), Body::Quotation(other)) => kept.direct |= other.direct,
            _ => out.push(mention),
        }
    }
    out
}

/// For each token the joint of the last cue before it.
fn waiting(complements: &[Option<Complement>]) -> Vec<usize> {
    let mut joint = 0;
    let next = |c: &Option<Complement>| {
        let before = joint;
        joint = c.map_or(joint, |c| c.joint);
        before
    };
    complements.iter().map(next).collect()
}

impl Finder<'_, '_> {
    fn cues(&self) -> Cues<'_> {
        Cues { live: &self.live, attribution: &self.attributed }
    }

    fn end(&self, first: usize) -> usize {
        let limit = self.view.inside(first).map_or(self.view.len(), |p| p.close);
        clause::end(self.view, &self.cues(), first, limit)
    }

    fn push(&mut self, span: SourceSpan, first: usize, last: usize, direct: bool, voice: &Voice) {
        if span.is_empty() {
            return;
        }
        let (stance, evidence) = stance::of(self.view, voice.class, voice.cue_token, first, last);
        let body = Quotation {
            direct,
            speaker: voice.speaker.as_ref().map(|s| s.pointer.clone()),
            cue: voice.cue,
            addressee: voice.addressee.clone(),
            stance,
            evidence,
            attributes: Vec::new(),
        };
        let sure = voice.confidence - if body.speaker.is_none() { 0.2 } else { 0.0 };
        self.out.push(Mention::new(span, Body::Quotation(body), voice.rule, sure));
    }

    /// The words between a pair's marks, or `None` where there are none.
    fn between(&self, pair: Pair) -> Option<(usize, usize)> {
        let view = self.view;
        let mut first = (pair.open + 1..pair.close).find(|&t| view.wordlike(t) || view.opens(t).is_some())?;
        if view.is(first, ANY_COMPLEMENT) && first + 1 < pair.close {
            first += 1;
        }
        let last = (first..pair.close)
            .rev()
            .find(|&t| view.wordlike(t) || view.sign(t, ')') || view.sign(t, '%') || view.closes(t).is_some())?;
        Some((first, last))
    }

    fn direct(&mut self, pair: Pair, voice: &Voice) {
        let Some((first, last)) = self.between(pair) else { return };
        if let Some(slot) = self.taken.get_mut(pair.open) {
            *slot = true;
        }
        let (Some(a), Some(b)) = (self.view.cx.tokens().get(first), self.view.cx.tokens().get(last)) else { return };
        let mut span = a.source.cover(b.source);
        // The span neither begins nor ends with a mark, nor with the space beside one.
        let tokens = self.view.cx.tokens();
        if self.view.opens(first).is_some()
            && let Some(inner) = tokens.get(first + 1)
        {
            span = SourceSpan::new(inner.source.start().get(), span.end().get());
        }
        if self.view.closes(last).is_some()
            && let Some(inner) = last.checked_sub(1).and_then(|n| tokens.get(n))
        {
            span = SourceSpan::new(span.start().get(), inner.source.end().get().max(span.start().get()));
        }
        self.spoken = Some((pair.close, voice.clone()));
        self.push(span, first, last, true, voice);
    }

    fn indirect(&mut self, first: usize, last: usize, voice: &Voice) {
        let view = self.view;
        let mut last = last;
        while last > first
            && (view.closes(last).is_some() || !view.wordlike(last) && !view.sign(last, ')') && !view.sign(last, '%'))
        {
            last -= 1;
        }
        let mut first = first;
        while first < last && !view.wordlike(first) && !view.sign(first, '(') {
            first += 1;
        }
        let end = view.cx.span(last, last).end().get();
        let start = if voice.rule == "quotation.noun"
            && (view.bi_masdar(first) || view.bi_owned(first) || view.li_masdar(first) && voice.class == Class::Demand)
        {
            view.bare(first, 1).start().get()
        } else {
            view.word_start(first)
        };
        self.push(SourceSpan::new(start, end), first, last, false, voice);
        self.nested(first, last, voice);
    }

    /// Marks it inside `first..=last` that hold the source's own words.
    fn nested(&mut self, first: usize, last: usize, voice: &Voice) {
        let mut t = first.saturating_sub(1);
        while t <= last {
            if let Some(pair) = self.view.opens(t).filter(|p| p.close <= last + 1) {
                // A cue between has these words for its own.
                let inner = (first.max(1)..pair.open).any(|n| {
                    let own =
                        self.complements.get(n).copied().flatten().is_some_and(|c| c.first <= pair.open && n > first);
                    own && phrase::phrase(self.view, n + 1, pair.open).is_some_and(|p| !subject::weak(self.view, p))
                });
                if !inner && partly_quoted(self.view, pair) && !self.taken.get(pair.open).copied().unwrap_or(true) {
                    self.direct(pair, voice);
                }
                t = pair.close;
            }
            t += 1;
        }
    }

    /// A cue at `t` with its content.
    fn report(&mut self, t: usize, c: Complement) {
        let view = self.view;
        let Some(form) = view.form(t) else { return };
        let region = (t + 1, c.joint);
        // Inside what another says: only with a speaker of its own, and who speaks there is not carried on.
        let within = self.content_end > 0 && t <= self.content_end && t >= self.content_start;
        let kept = self.memory.mark();
        let subject = phrase::phrase(view, region.0, region.1).filter(|p| !subject::weak(view, *p));
        if within && subject.is_none() && subject::directly_before(view, t).is_none() {
            return;
        }
        if within && form.lexeme.class == Class::Stipulate {
            return;
        }
        let outer_end = self.content_end;
        let speaker = self.speaker(t, region);
        let mut confidence = match c.link {
            Link::Clause => 0.93,
            Link::Marks(_) => 0.92,
            Link::Colon => 0.8,
            Link::Open => 0.6,
            Link::Noun => 0.75,
        };
        if form.shape == Shape::Participle {
            confidence -= 0.02;
        }
        let voice = Voice {
            cue: Some(view.verb_span(t)),
            cue_token: Some(t),
            class: form.lexeme.class,
            addressee: addressee(view, region.0, c.joint),
            speaker,
            rule: match c.link {
                Link::Clause => "quotation.clause",
                Link::Marks(_) => "quotation.marks",
                Link::Colon => "quotation.colon",
                Link::Open => "quotation.open_mark",
                Link::Noun => "quotation.noun",
            },
            confidence,
        };
        let kept_content = (self.content_start, self.content_end);
        self.content(c, &voice);
        // What a document lays down is no report after which بحسب فلان says the same again.
        if form.lexeme.class == Class::Stipulate {
            (self.content_start, self.content_end) = kept_content;
        }
        if within {
            self.memory.reset(kept);
            self.content_end = outer_end.max(self.content_end);
        }
    }

    fn content(&mut self, c: Complement, voice: &Voice) {
        self.content_start = c.first;
        let view = self.view;
        let opened = view.opens(c.first);
        match (c.link, opened) {
            (Link::Marks(pair), _) => {
                self.direct(pair, voice);
                self.content_end = pair.close;
            }
            (_, Some(pair))
                if !complement::is_name(view, pair)
                    && (view.words_in(pair) >= 3 || whole(view, pair) || partly_quoted(view, pair)) =>
            {
                let after = pair.close + 1;
                let goes_on = view.comma(after)
                    && view.known(after + 1).joined
                    && view.is(after + 1, ANY_COMPLEMENT)
                    && !view.begins(after + 1);
                let over =
                    view.begins(after) || view.stop(after) || (view.comma(after) && !goes_on) || after >= view.len();
                let end = if over { pair.close } else { self.end(c.first) };
                if end > pair.close {
                    self.indirect(c.first + 1, end, voice);
                    if !self.taken.get(pair.open).copied().unwrap_or(true) {
                        self.direct(pair, voice);
                    }
                } else {
                    self.direct(pair, voice);
                }
                self.content_end = end.max(pair.close);
            }
            _ => {
                let end = self.end(c.first);
                let end = if c.link == Link::Noun { remark(view, c.first, end) } else { end };
                self.indirect(c.first, end, voice);
                self.content_end = end;
                self.second_in_marks(end, voice);
            }
        }
    }

    /// `… محدود، وأنه «لا أحد يراقب»`: what the same cue reports further, in marks.
    fn second_in_marks(&mut self, end: usize, voice: &Voice) {
        let view = self.view;
        let that = end + 2;
        let joined = view.comma(end + 1) && view.known(that).joined && view.is(that, ANY_COMPLEMENT);
        let colon = view.sign(end + 1, ':') && view.inside(end).is_none();
        let pair = if colon { view.opens(that) } else { view.opens(that + 1).filter(|_| joined) };
        let Some(pair) = pair.filter(|_| !view.begins(that)) else { return };
        if view.words_in(pair) + usize::from(colon) >= PARTIAL_WORDS
            && !self.taken.get(pair.open).copied().unwrap_or(true)
        {
            self.direct(pair, voice);
            self.content_end = pair.close;
        }
    }
}

/// Where a reported noun ends before what the reporter adds to it: مقتل ثلاثة، ما دفع كذا; خروج الفصيل، بعد أن كذا.
fn remark(view: &View<'_>, first: usize, end: usize) -> usize {
    let adds = |n: usize| match view.fold(n) {
        "بعدما" | "الامر" | "وذلك" => true,
        "بعد" | "قبل" => view.is(n + 1, kind::COMPLEMENT),
        "ما" => view.is(n + 1, kind::VERB) || view.finite(n + 1),
        _ => false,
    };
    // نفى هذه الاتهامات، ويعتبرها كذا: a noun is not joined with a verb.
    let verb = |n: usize| view.and_verb(n) || view.finite(n) && view.known(n).joined;
    let narrated = |n: usize| view.comma(n) && (adds(n + 1) || verb(n + 1));
    let comma = (first + 1..end).find(|&n| narrated(n) && view.inside(n) == view.inside(first));
    comma.map_or(end, |n| n - 1)
}

/// Whether nothing but the pair is reported: وصفه بأنه «مسرحية سياسية».
fn whole(view: &View<'_>, pair: Pair) -> bool {
    let after = pair.close + 1;
    view.words_in(pair) >= 2 && (view.begins(after) || view.stop(after) || view.comma(after) || after >= view.len())
}

/// Whether a pair inside reported words holds the source's own, rather than a name or one word held at a distance.
fn partly_quoted(view: &View<'_>, pair: Pair) -> bool {
    let words = view.words_in(pair);
    if words < 2 || complement::is_name(view, pair) {
        return false;
    }
    let head = pair.open.checked_sub(1).is_some_and(|t| view.is(t, kind::ORG | kind::MEDIA));
    // الجيش «لن يدخل»: after a definite noun no name comes.
    let head = head && (words >= PARTIAL_WORDS || !view.known(pair.open - 1).definite);
    if words >= PARTIAL_WORDS {
        return !head || words >= 6;
    }
    let clause = words == 2
        && view.known(pair.open + 1).definite
        && view.word(pair.open + 2)
        && !view.known(pair.open + 2).definite;
    let own = clause
        || view.is(pair.open + 1, kind::VERB) && (pair.open + 1..pair.open + 3).any(|t| view.fold(t).starts_with('ي'))
        || (pair.open + 1..pair.close).any(|t| {
            let joined = t > pair.open + 1 && view.fold(t).starts_with('و') && view.conjoined(t);
            view.preposition(t) || joined || view.is(t, ANY_COMPLEMENT | kind::NEGATION)
        });
    own && !head
}

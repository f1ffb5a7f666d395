//! The article as this stage sees it: each token's kinds and readings, the pairs of marks, and what earlier stages found.

use super::lexicon::{ANY_PREPOSITION, Form, frame, kind};
use super::marks::{Marks, Pair};
use super::morphology::Shape;
use super::reading::{self, Known, lookup};
use crate::extract::{Body, Context, EntityLabel, Findings};
use crate::segment::TokenKind;
use crate::text::{SourceSpan, letters};
use rustc_hash::FxHashMap;

/// The article as this stage sees it.
pub(super) struct View<'a> {
    pub cx: &'a Context<'a>,
    pub marks: Marks,
    pub known: Vec<Known>,
    /// For each token the pair it opens or closes, as an index into the pairs plus one.
    pair_at: Vec<u32>,
    /// For each token the smallest pair around it, as an index plus one.
    inside: Vec<u32>,
    /// For each token the name that covers it, as an index into the findings plus one.
    name_at: Vec<u32>,
    names: Vec<(SourceSpan, EntityLabel, usize)>,
    name_spans: FxHashMap<usize, SourceSpan>,
    timed: Vec<bool>,
}

impl<'a> View<'a> {
    pub(super) fn new(cx: &'a Context<'a>, findings: &Findings) -> Self {
        let n = cx.len();
        let marks = super::marks::pair(cx);
        let known = (0..n).map(|t| reading::of_token(cx, t)).collect();
        let mut out = Self {
            cx,
            marks,
            known,
            pair_at: vec![0; n],
            inside: vec![0; n],
            name_at: vec![0; n],
            names: Vec::new(),
            name_spans: FxHashMap::default(),
            timed: vec![false; n],
        };
        out.place_pairs();
        out.place_findings(findings);
        out
    }

    fn place_pairs(&mut self) {
        for (k, pair) in self.marks.pairs.iter().enumerate() {
            let k = u32::try_from(k + 1).unwrap_or(0);
            for t in [pair.open, pair.close] {
                if let Some(slot) = self.pair_at.get_mut(t).filter(|_| self.cx.kind(t) == Some(TokenKind::Quote)) {
                    *slot = k;
                }
            }
            // Inner pairs come later and overwrite: the smallest pair around a token stays. Depth bounds the work.
            if pair.depth < 4 {
                for slot in self.inside.get_mut(pair.open + 1..pair.close).into_iter().flatten() {
                    *slot = k;
                }
            }
        }
    }

    fn place_findings(&mut self, findings: &Findings) {
        let mut names: Vec<(SourceSpan, EntityLabel, usize)> = Vec::new();
        for (n, m) in findings.living() {
            match &m.body {
                Body::Entity(e) if !e.nominal => names.push((m.span, e.label, n)),
                Body::Time(_) => {
                    for t in self.cx.seg.within(m.span) {
                        if let Some(slot) = self.timed.get_mut(t) {
                            *slot = true;
                        }
                    }
                }
                _ => {}
            }
        }
        // Longer names last, so that they win over those inside them.
        names.sort_by_key(|(span, _, n)| (span.len(), *n));
        for (k, (span, ..)) in names.iter().enumerate() {
            for t in self.cx.seg.within(*span) {
                if let Some(slot) = self.name_at.get_mut(t) {
                    *slot = u32::try_from(k + 1).unwrap_or(0);
                }
            }
        }
        // بان كي مون: a name, not بأن.
        for (span, ..) in names.iter().filter(|(_, label, _)| *label == EntityLabel::Per) {
            let range = self.cx.seg.within(*span);
            if range.len() > 1 {
                for known in self.known.get_mut(range).into_iter().flatten() {
                    known.kinds &= !super::lexicon::ANY_COMPLEMENT;
                }
            }
        }
        self.name_spans = names.iter().map(|&(span, _, mention)| (mention, span)).collect();
        self.names = names;
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }
    pub(super) fn known(&self, t: usize) -> Known {
        self.known.get(t).copied().unwrap_or(Known { clitic: ' ', ..Known::default() })
    }
    pub(super) fn is(&self, t: usize, kinds: u64) -> bool {
        self.known(t).kinds & kinds != 0
    }
    pub(super) fn fold(&self, t: usize) -> &'a str {
        self.cx.fold(t)
    }
    pub(super) fn word(&self, t: usize) -> bool {
        self.cx.kind(t) == Some(TokenKind::Word)
    }
    pub(super) fn wordlike(&self, t: usize) -> bool {
        matches!(self.cx.kind(t), Some(TokenKind::Word | TokenKind::Foreign | TokenKind::Number | TokenKind::Tag))
    }
    pub(super) fn punctuation(&self, t: usize) -> bool {
        self.cx.kind(t) == Some(TokenKind::Punctuation)
    }
    fn written(&self, t: usize) -> &'a str {
        self.cx.tokens().get(t).map_or("", |token| token.source.of(self.cx.text()))
    }
    pub(super) fn sign(&self, t: usize, sign: char) -> bool {
        self.punctuation(t) && self.written(t).starts_with(sign)
    }
    pub(super) fn comma(&self, t: usize) -> bool {
        self.punctuation(t) && self.written(t).starts_with(['،', ','])
    }
    /// Whether the token touches the words on both its sides.
    pub(super) fn glued(&self, t: usize) -> bool {
        let span = |n: usize| self.cx.tokens().get(n).map(|token| token.source);
        let (Some(before), Some(here), Some(after)) = (t.checked_sub(1).and_then(span), span(t), span(t + 1)) else {
            return false;
        };
        before.end() == here.start() && here.end() == after.start()
    }
    /// Whether a future verb stands at `t`: سنحدد.
    pub(super) fn future(&self, t: usize) -> bool {
        let person = |rest: &str| rest.starts_with(['ن', 'ي', 'ت', 'ا']) && rest.chars().count() >= 4;
        self.word(t) && self.name(t).is_none() && self.fold(t).strip_prefix('س').is_some_and(person)
    }
    /// Whether the segmenter finds و or ف attached.
    pub(super) fn conjoined(&self, t: usize) -> bool {
        let Some(token) = self.cx.tokens().get(t) else { return false };
        token.proclitics.first().is_some_and(|p| p.of(self.cx.text()).starts_with(['و', 'ف']))
    }
    /// Whether a mark stands straight before a word and not straight after one.
    pub(super) fn leans_on_next(&self, t: usize) -> bool {
        let Some(token) = self.cx.tokens().get(t) else { return false };
        let text = self.cx.text();
        let next = text.get(token.source.end().to_usize()..).and_then(|s| s.chars().next());
        let before = text.get(..token.source.start().to_usize()).and_then(|s| s.chars().next_back());
        next.is_some_and(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric)
    }
    /// Whether the segmenter finds a preposition attached.
    pub(super) fn prefixed(&self, t: usize) -> bool {
        let Some(token) = self.cx.tokens().get(t) else { return false };
        token.proclitics.iter().any(|p| p.of(self.cx.text()).starts_with(['ب', 'ل', 'ك']))
    }
    /// Whether a shadda is written in the token: بيّن.
    pub(super) fn shadda(&self, t: usize) -> bool {
        self.written(t).contains('\u{0651}')
    }
    /// Whether the ending of an indefinite noun is written: طالبًا.
    pub(super) fn tanwin(&self, t: usize) -> bool {
        self.written(t).contains('\u{064B}')
    }
    /// A full stop, question mark, exclamation mark or semicolon that stands between a word and a space.
    pub(super) fn stop(&self, t: usize) -> bool {
        self.punctuation(t) && self.written(t).starts_with(['.', '؟', '?', '!', '؛', ';', '…']) && !self.initial(t)
    }
    /// Whether a stop is an initial's: المواطن (ع.ح.), قالت سعاد م. للموقع.
    fn initial(&self, t: usize) -> bool {
        let letter = t.checked_sub(1).is_some_and(|b| self.word(b) && self.fold(b).chars().count() == 1);
        letter && self.written(t) == "." && (self.glued(t) || self.sentence(t) == self.sentence(t + 1))
    }
    fn sentence(&self, t: usize) -> Option<(u32, u32)> {
        self.cx.tokens().get(t).map(|token| (token.section, token.sentence))
    }
    /// Whether a new sentence or section begins at `t`.
    pub(super) fn begins(&self, t: usize) -> bool {
        t == 0 || t >= self.len() || self.sentence(t) != self.sentence(t - 1) || self.stop(t - 1)
    }
    pub(super) fn same_section(&self, a: usize, b: usize) -> bool {
        let section = |t: usize| self.cx.tokens().get(t).map(|token| token.section);
        section(a) == section(b)
    }
    /// The pair that opens at `t`.
    pub(super) fn opens(&self, t: usize) -> Option<Pair> {
        self.pair(self.pair_at.get(t).copied()).filter(|p| p.open == t)
    }
    /// The pair that closes at `t`.
    pub(super) fn closes(&self, t: usize) -> Option<Pair> {
        self.pair(self.pair_at.get(t).copied()).filter(|p| p.close == t)
    }
    /// The smallest pair around `t`.
    pub(super) fn inside(&self, t: usize) -> Option<Pair> {
        self.pair(self.inside.get(t).copied())
    }
    fn pair(&self, number: Option<u32>) -> Option<Pair> {
        let k = (number? as usize).checked_sub(1)?;
        self.marks.pairs.get(k).copied()
    }
    /// The name that covers `t`: its tokens, label and index in the findings.
    pub(super) fn name(&self, t: usize) -> Option<(core::ops::Range<usize>, EntityLabel, usize)> {
        let k = (self.name_at.get(t).copied()? as usize).checked_sub(1)?;
        let (span, label, mention) = self.names.get(k).copied()?;
        Some((self.cx.seg.within(span), label, mention))
    }
    /// The name of a person that begins with the token `t`: its tokens and index in the findings.
    pub(super) fn person_at(&self, t: usize) -> Option<(core::ops::Range<usize>, usize)> {
        let (range, label, mention) = self.name(t)?;
        (label == EntityLabel::Per && range.start == t).then_some((range, mention))
    }
    /// Whether a name begins inside the token, behind a particle that the segmenter does not know: لنورث برس.
    pub(super) fn within_token(&self, t: usize) -> bool {
        let start = self.cx.tokens().get(t).map(|token| token.source.start());
        let name = self.name(t).filter(|(r, ..)| r.start == t).and_then(|(.., m)| self.name_span(m));
        name.is_some_and(|span| Some(span.start()) > start)
    }
    /// Where the name with that index in the findings stands.
    pub(super) fn name_span(&self, mention: usize) -> Option<SourceSpan> {
        self.name_spans.get(&mention).copied()
    }
    pub(super) fn timed(&self, t: usize) -> bool {
        self.timed.get(t).copied().unwrap_or(false) || self.is(t, kind::TIME)
    }
    /// How many words stand between the marks of a pair.
    pub(super) fn words_in(&self, pair: Pair) -> usize {
        (pair.open + 1..pair.close).filter(|&t| self.wordlike(t)).count()
    }
    /// Whether و or ف with a finite verb stands at `t`, as far as lists and endings tell.
    pub(super) fn and_verb(&self, t: usize) -> bool {
        let k = self.known(t);
        if k.definite || !self.word(t) || self.name(t).is_some() || self.timed(t) {
            return false;
        }
        let Some(rest) = self.fold(t).strip_prefix(['و', 'ف']) else { return false };
        if k.joined {
            return k.kinds & kind::VERB != 0
                || k.form.is_some_and(|f| matches!(f.shape, Shape::Past | Shape::Present));
        }
        let feminine = rest.ends_with('ت') && !rest.ends_with("ات");
        let plural = rest.ends_with("وا");
        k.kinds == 0 && k.form.is_none() && rest.chars().count() >= 4 && (feminine || plural || rest.starts_with('ي'))
    }
    /// Whether the word ends in a possessive pronoun that makes it definite.
    pub(super) fn possessed(&self, t: usize) -> bool {
        let fold = self.fold(t);
        // A fold has no hamza on its ya: أبنائه is asked for as it is written.
        fold.chars().count() >= 5
            && (["ها", "هم", "هما", "اته"].iter().any(|end| fold.ends_with(end)) || self.cx.form(t).ends_with("ائه"))
    }
    /// Whether a past verb with an object pronoun stands at `t`, the head of a relative clause: نشرته, أصدرها.
    pub(super) fn takes_up(&self, t: usize) -> bool {
        let fold = self.fold(t);
        let Some(base) = fold.strip_suffix("ها").or_else(|| fold.strip_suffix('ه')) else { return false };
        let past = base.ends_with('ت') || base.starts_with('ا') && base.chars().count() == 4;
        let written = self.cx.form(t);
        let verb =
            lookup(base).is_some_and(|e| e.kinds & kind::VERB != 0 || e.form.is_some_and(|f| f.shape == Shape::Past));
        past && verb && self.word(t) && !self.known(t).joined && !written.ends_with('ة') && self.name(t).is_none()
    }
    /// The same for the pair that closes at `t`.
    pub(super) fn words_in_at(&self, t: usize) -> usize {
        self.closes(t).map_or(0, |p| self.words_in(p))
    }
    /// The reporting form of a token, if it is one.
    pub(super) fn form(&self, t: usize) -> Option<Form> {
        self.known(t).form
    }
    /// Whether the token is a finite reporting verb.
    pub(super) fn finite(&self, t: usize) -> bool {
        self.form(t).is_some_and(|f| matches!(f.shape, Shape::Past | Shape::Present))
    }
    /// Whether the token is a preposition, or has one attached.
    pub(super) fn preposition(&self, t: usize) -> bool {
        self.is(t, ANY_PREPOSITION)
    }
    /// Where the word proper begins: past conjunction and preposition, but with the future's س.
    pub(super) fn word_start(&self, t: usize) -> u32 {
        let Some(token) = self.cx.tokens().get(t) else { return 0 };
        let text = self.cx.text();
        if self.known(t).joined {
            return self.bare(t, 1).start().get();
        }
        let future = token.proclitics.last().is_some_and(|p| p.of(text).starts_with('س'));
        if future { token.proclitics.last().map_or(0, |p| p.start().get()) } else { token.word.start().get() }
    }
    /// The token's source without its conjunction and, where `clitic` says so, its preposition.
    pub(super) fn bare(&self, t: usize, letters_off: usize) -> SourceSpan {
        let Some(token) = self.cx.tokens().get(t) else { return SourceSpan::default() };
        let source = token.source;
        let mut at = source.start().get();
        let mut left = letters_off;
        for c in source.of(self.cx.text()).chars() {
            let extra = letters::is_mark(c) || c == letters::TATWEEL || letters::is_invisible(c);
            if left == 0 && !extra {
                break;
            }
            left = left.saturating_sub(usize::from(!extra));
            at += u32::try_from(c.len_utf8()).unwrap_or(0);
        }
        SourceSpan::new(at, source.end().get())
    }
    /// A reporting verb's own letters: without conjunction and object pronoun.
    pub(super) fn verb_span(&self, t: usize) -> SourceSpan {
        self.without_last(t, self.known(t).tail)
    }
    /// The token's source without its conjunction and its last `letters`.
    pub(super) fn without_last(&self, t: usize, letters: usize) -> SourceSpan {
        let whole = self.bare(t, usize::from(self.known(t).joined));
        let mut end = whole.end().to_usize();
        let mut left = letters;
        for c in whole.of(self.cx.text()).chars().rev() {
            if left == 0 {
                break;
            }
            let extra = letters::is_mark(c) || c == letters::TATWEEL || letters::is_invisible(c);
            left -= usize::from(!extra);
            end -= c.len_utf8();
        }
        SourceSpan::from_usize(whole.start().to_usize(), end)
    }
    /// Whether the frames of the form at `t` hold `bits`.
    pub(super) fn frames(&self, t: usize, bits: u32) -> bool {
        self.form(t).is_some_and(|f| f.lexeme.frames & bits != 0)
    }
    /// Whether this is a form that never reports without a subject of its own.
    pub(super) fn impersonal(&self, t: usize) -> bool {
        self.frames(t, frame::IMPERSONAL)
            && self.form(t).is_some_and(|f| f.shape == Shape::Present && !f.agreement.feminine && !f.agreement.plural)
    }
}

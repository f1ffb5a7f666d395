//! The article as this stage sees it: each token's kinds and readings, the pairs of marks, and what earlier stages found.

use super::lexicon::{ANY_PREPOSITION, Entry, Form, LEXICON, frame, kind};
use super::marks::{Marks, Pair};
use super::morphology::Shape;
use crate::extract::{Body, Context, EntityLabel, Findings, ali};
use crate::segment::TokenKind;
use crate::text::{SourceSpan, letters};
use rustc_hash::FxHashMap;

/// What the lists say of a token.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Known {
    pub kinds: u64,
    pub form: Option<Form>,
    /// A conjunction (و or ف) was taken off.
    pub joined: bool,
    /// The word has the article.
    pub definite: bool,
    /// A preposition is attached: `ب`, `ل` or `ك`, else a space.
    pub clitic: char,
    /// Letters of an object pronoun that hangs on a verb.
    pub tail: usize,
}

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

fn letters_after(fold: &str, prefix: char) -> Option<&str> {
    fold.strip_prefix(prefix).filter(|rest| rest.chars().nth(1).is_some())
}

/// A verb's reading where an object pronoun hangs on it: تؤكده.
fn with_object(fold: &str) -> Option<(Form, usize)> {
    ["هما", "هم", "ها", "ه"].iter().find_map(|end| {
        let base = fold.strip_suffix(end)?;
        let form = LEXICON.get(base)?.form.filter(|f| matches!(f.shape, Shape::Past | Shape::Present))?;
        Some((form, end.chars().count()))
    })
}

fn lookup(fold: &str) -> Option<&'static Entry> {
    LEXICON.get(fold)
}

fn future(fold: &str) -> Option<Form> {
    let rest = fold.strip_prefix('س')?;
    lookup(rest)?.form.filter(|f| f.shape == Shape::Present)
}

/// The kinds of a noun without article and attached preposition, with both.
fn noun(fold: &str) -> (u64, bool, char) {
    for (prefix, definite, clitic) in [
        ("ال", true, ' '),
        ("بال", true, 'ب'),
        ("لل", true, 'ل'),
        ("كال", true, 'ك'),
        ("ب", false, 'ب'),
        ("ل", false, 'ل'),
    ] {
        if let Some(rest) = fold.strip_prefix(prefix).filter(|r| r.chars().nth(1).is_some()) {
            let found = lookup(rest).map_or(0, |e| e.kinds);
            if definite
                || found & (kind::ROLE | kind::SOURCE | kind::ORG | kind::MEDIA | kind::MASDAR | kind::SAID_BY) != 0
            {
                return (found, definite, clitic);
            }
        }
    }
    (0, false, ' ')
}

/// Kinds that hold for nouns only, and so stay when article or preposition is taken off.
const NOUN_KINDS: u64 = kind::ROLE
    | kind::SOURCE
    | kind::ORG
    | kind::MEDIA
    | kind::MASDAR
    | kind::NOT_MASDAR
    | kind::NOT_SOURCE
    | kind::SAID_BY
    | kind::NO_OFFICE
    | kind::OF_PERSON
    | kind::TIME;

pub(super) fn know(fold: &str) -> Known {
    let mut out = Known { clitic: ' ', ..Known::default() };
    let joined = letters_after(fold, 'و').or_else(|| letters_after(fold, 'ف'));
    for (word, stripped) in [(Some(fold), false), (joined, true)] {
        let Some(word) = word else { continue };
        let other = joined.filter(|_| !stripped).and_then(lookup).is_some_and(|e| e.form.is_some());
        if let Some(entry) = lookup(word).filter(|e| e.form.is_some() || e.kinds & !kind::VERB != 0 || !other) {
            let function = ANY_PREPOSITION | kind::RELATIVE | kind::COMPLEMENT;
            // التقت, ألغى: the ال is the verb's own.
            let verb = entry.kinds & !kind::VERB == 0;
            let definite = entry.kinds & function == 0 && word.starts_with("ال") && !verb;
            return Known { kinds: entry.kinds, form: entry.form, joined: stripped, definite, ..out };
        }
        if let Some(form) = future(word) {
            return Known { form: Some(form), joined: stripped, ..out };
        }
        let (kinds, definite, clitic) = noun(word);
        if definite || kinds != 0 {
            let kinds = kinds & NOUN_KINDS;
            if kinds != 0 || stripped || joined.is_none() {
                return Known { kinds, joined: stripped, definite, clitic, ..out };
            }
            out = Known { kinds, joined: stripped, definite, clitic, ..out };
        }
        if let Some((form, tail)) = with_object(word) {
            return Known { form: Some(form), joined: stripped, tail, ..out };
        }
    }
    out
}

/// Whether what looks like the article is one: إلياس and ألمانيا have none.
fn has_article(form: &str, known: &Known) -> bool {
    let skip = usize::from(known.joined) + usize::from(known.clitic != ' ');
    known.clitic == 'ل' || form.chars().nth(skip) == Some('ا')
}

/// Whether the word at `t` is a seat rather than one who admits: ومقره دمشق, تتخذ لندن مقرا لها; but مقرا بالفشل.
fn seat(cx: &Context<'_>, t: usize) -> bool {
    let fold = cx.fold(t);
    fold.ends_with("مقره") || fold.ends_with("مقرها") || fold == "مقرا" && !cx.fold(t + 1).starts_with('ب')
}

/// Whether the word at `t` says how someone is called: الرجل ويدعى فلان.
fn called(cx: &Context<'_>, t: usize) -> bool {
    matches!(cx.fold(t), "يدعي" | "تدعي" | "ويدعي" | "وتدعي") && cx.form(t).ends_with('ى')
}

impl<'a> View<'a> {
    pub(super) fn new(cx: &'a Context<'a>, findings: &Findings) -> Self {
        let n = cx.len();
        let marks = super::marks::pair(cx);
        let known = (0..n)
            .map(|t| {
                if cx.kind(t) == Some(TokenKind::Word) {
                    let mut known = know(cx.fold(t));
                    known.definite &= has_article(cx.form(t), &known);
                    // الذي وصفه فلان: the verb, not his description.
                    let relative =
                        t > 0 && (know(cx.fold(t - 1)).kinds & kind::RELATIVE != 0 || cx.fold(t - 1).ends_with("ما"));
                    if relative
                        && known.kinds & kind::REPORT_NOUN != 0
                        && let Some((form, tail)) = with_object(cx.fold(t))
                    {
                        known = Known { form: Some(form), tail, clitic: ' ', ..Known::default() };
                    }
                    // وردّ عضو الوفد بالقول: answered, not came.
                    let someone = || know(cx.fold(t + 1)).kinds & kind::ROLE != 0;
                    if cx.fold(t) == "ورد" && someone() {
                        known = Known { joined: true, ..know("رد") };
                    }
                    // وإلى: not والي, a governor.
                    if cx.form(t) == "وإلى" || cx.form(t) == "وإلي" {
                        known = Known { joined: true, ..know("الي") };
                    }
                    if ali::is_name(cx.form(t)) {
                        known.kinds = 0;
                    }
                    if seat(cx, t) || called(cx, t) {
                        known.form = None;
                    }
                    if cx.form(t).ends_with('ة') {
                        known.kinds &= !kind::REPORT_NOUN; // دراسة حديثة is no حديثه
                    }
                    known
                } else {
                    Known { clitic: ' ', ..Known::default() }
                }
            })
            .collect();
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
        k.kinds == 0 && k.form.is_none() && rest.chars().count() >= 4 && (feminine || rest.starts_with('ي'))
    }
    /// Whether the word ends in a possessive pronoun that makes it definite.
    pub(super) fn possessed(&self, t: usize) -> bool {
        let fold = self.fold(t);
        fold.chars().count() >= 5 && ["ها", "هم", "هما", "اته", "ائه"].iter().any(|end| fold.ends_with(end))
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

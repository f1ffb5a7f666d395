//! One pass over a sentence: what each word may begin, the longest taken, lists and intervals completed, values resolved.

use super::atoms::{Atom, Atoms};
use super::coarse;
use super::duration::Length;
use super::expr::Expr;
use super::interval;
use super::resolve::{self, Now, Point, Value};
use super::tense::{self, Tense};
use super::words::{Dir, Lex};
use crate::document::Diagnostic;
use crate::extract::{Body, Context, Findings, Mention, Pointer, Timex, TimexKind};
use crate::text::SourceSpan;
use serde_json::json;

/// What was found, before it is resolved.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Expr(Box<Expr>),
    Length(Length),
    Ago(Length),
    Reference(&'static str),
    Anaphor,
    Set(String),
}

/// Something found and the atoms it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    pub what: What,
}

impl Found {
    fn expr(e: Expr) -> Self {
        Self { first: e.first, end: e.end, what: What::Expr(Box::new(e)) }
    }
}

/// What runs on from sentence to sentence.
#[derive(Default)]
struct Memory {
    point: Option<Point>,
    mention: Option<usize>,
}

/// Finds every time expression of the article.
pub(super) fn run(cx: &Context<'_>, findings: &mut Findings) {
    let now = now(cx);
    let mut memory = Memory::default();
    let mut list: Vec<Atom<'_>> = Vec::new();
    for sentence in &cx.seg.sentences {
        if !cx.open(sentence.tokens.start) {
            continue;
        }
        let atoms = Atoms::read(cx.text(), cx.seg, sentence.tokens.clone(), list);
        let mut found = scan(&atoms);
        let pairs = interval::link(&atoms, &mut found);
        let mut indices: Vec<Option<usize>> = Vec::with_capacity(found.len());
        for item in &found {
            let mention = mention(&atoms, item, now, &mut memory);
            indices.push(mention.map(|m| {
                if m.rule.ends_with(".disagrees") {
                    findings.diagnostics.push(disagreement(cx, m.span));
                }
                let dated = matches!(&m.body, Body::Time(t) if matches!(t.kind, TimexKind::Date | TimexKind::Time));
                let index = findings.push(m);
                if dated && memory.mention.is_none() {
                    memory.mention = Some(index);
                }
                index
            }));
        }
        for (a, b) in pairs {
            if let (Some(Some(from)), Some(Some(to))) = (indices.get(a), indices.get(b)) {
                findings.relations.push(crate::extract::Relation { kind: "interval", from: *from, to: *to });
            }
        }
        list = atoms.list;
    }
}

/// The remark on a date beside a weekday that it did not fall on.
fn disagreement(cx: &Context<'_>, span: SourceSpan) -> Diagnostic {
    Diagnostic {
        code: "date_disagrees".to_owned(),
        span: cx.document.chars(span),
        message: format!("`{}`: the weekday and the date do not agree", span.of(cx.text())),
    }
}

/// The publication date as a date and a time.
pub(super) fn now(cx: &Context<'_>) -> Now {
    let Some(value) = cx.published.value.as_deref() else { return Now::default() };
    let time = value.split_once('T').and_then(|(_, t)| {
        let mut parts = t.split(':').map(|p| p.get(..2).and_then(|p| p.parse::<i32>().ok()));
        Some((parts.next()??, parts.next()??))
    });
    Now { date: super::calendar::Date::parse(value), time }
}

/// Everything in one sentence, in order, without overlaps.
pub(super) fn scan(atoms: &Atoms<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        if let Some(end) = atoms.named_day(at) {
            at = end;
            continue;
        }
        match starts(atoms, at) {
            Some(found) => {
                at = found.end.max(at + 1);
                interval::before(atoms, &found, &mut out);
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// What begins at `at`, the longest of what may.
fn starts(atoms: &Atoms<'_>, at: usize) -> Option<Found> {
    let atom = atoms.get(at)?;
    // حتى اللحظة, هذه اللحظة
    if atom.fold == "اللحظه" && matches!(atoms.before(at), "حتي" | "لحد" | "هذه") {
        return Some(Found { first: at, end: at + 1, what: What::Reference("PRESENT_REF") });
    }
    let Some(word) = atom.word else {
        // Digits, الـ19, number words.
        let number = atom.digits.is_some()
            || atom.fold == "ال"
            || crate::lexicon::numerals::is_number_word(atom.fold)
            || ordinal_like(atom.fold);
        if !number {
            return None;
        }
        return longest(atoms, at);
    };
    match word.lex {
        // الآن, but not آلان.
        Lex::Reference(_) if atoms.form(at).starts_with('آ') && atom.fold.starts_with("ال") => None,
        Lex::Reference(value) => {
            let end = at + 1;
            Some(Found { first: at, end, what: What::Reference(value) })
        }
        Lex::Anaphor => Some(Found { first: at, end: at + 1, what: What::Anaphor }),
        Lex::Set(_) | Lex::Each => {
            let (value, end) = atoms.set(at)?;
            Some(Found { first: at, end, what: What::Set(value) })
        }
        Lex::Time => time_word(atoms, at, word.definite),
        Lex::Before if !word.preposition => {
            if let Some(length) = atoms.ago(at) {
                return Some(Found { first: at, end: length.end, what: What::Ago(length) });
            }
            // قبل ظهر الأحد, but قبل is not part of قبل الأحد.
            let e = atoms.phrase(at)?;
            Some(Found::expr(e))
        }
        Lex::In
        | Lex::From
        | Lex::To
        | Lex::Since
        | Lex::During
        | Lex::Between
        | Lex::Hedge(_)
        | Lex::Few
        | Lex::Wee(_) => None,
        // الواحدة ظهرا
        Lex::Full if atom.fold == "الواحده" => longest(atoms, at),
        Lex::Full => None,
        Lex::Era(_) | Lex::Meridiem(_) | Lex::ZoneName(_) | Lex::SameAs | Lex::Weekend => None,
        Lex::Adverb(part) => {
            // A part of the day said after its clock or day was taken with it: what is left stands alone.
            let e = Expr { part: Some(part), end: at + 1, ..Expr::at(at) };
            Some(atoms.phrase(at).map_or_else(|| Found::expr(e), Found::expr))
        }
        _ => longest(atoms, at),
    }
}

fn ordinal_like(fold: &str) -> bool {
    fold == "اخر"
}

/// A phrase or a length, whichever is longer.
fn longest(atoms: &Atoms<'_>, at: usize) -> Option<Found> {
    let phrase = atoms.phrase(at);
    let length = atoms.length(at);
    match (phrase, length) {
        (Some(e), Some(l)) if l.end > e.end => Some(Found { first: at, end: l.end, what: What::Length(l) }),
        (Some(_), Some(l)) if matches!(atoms.before(at), "طوال" | "طيله") => {
            Some(Found { first: at, end: l.end, what: What::Length(l) })
        }
        (Some(e), _) => Some(Found::expr(e)),
        (None, Some(l)) => Some(Found { first: at, end: l.end, what: What::Length(l) }),
        (None, None) => None,
    }
}

/// وقت سابق, وقت لاحق من هذا الشهر, الوقت الحالي, وقت مبكر من صباح أمس.
fn time_word(atoms: &Atoms<'_>, at: usize, definite: bool) -> Option<Found> {
    let next = at + 1;
    if let Some(e) = atoms.phrase(at) {
        return Some(Found::expr(e));
    }
    let word = atoms.word(next)?;
    let reference = match word.lex {
        Lex::Adjective(Dir::Before) if !definite => "PAST_REF",
        Lex::Adjective(Dir::After) if !definite && atoms.fold(next).ends_with("لاحق") => "FUTURE_REF",
        Lex::Adjective(Dir::This) if definite && word.definite => "PRESENT_REF",
        _ => return None,
    };
    Some(Found { first: at, end: next + 1, what: What::Reference(reference) })
}

/// The mention for something found; what it names is remembered for what refers back to it.
fn mention(atoms: &Atoms<'_>, found: &Found, now: Now, memory: &mut Memory) -> Option<Mention> {
    let span = atoms.span(found.first, found.end.checked_sub(1)?);
    let plain = |kind: TimexKind, value: String, modifier: Option<&'static str>| Timex {
        kind,
        value,
        modifier,
        anchor: None,
        attributes: Vec::new(),
    };
    let (timex, rule, confidence) = match &found.what {
        What::Expr(e) => {
            let tense = if needs_tense(e) { tense::of(atoms, found.first, found.end) } else { Tense::Past };
            let value = resolve::resolve(e, now, tense, memory.point)?;
            let timex = timex(atoms, &value, e, memory);
            remember(&value, memory);
            (timex, value.rule, value.confidence)
        }
        What::Ago(length) => {
            let value = coarse::ago(length, now);
            let timex = timex(atoms, &value, &Expr::default(), memory);
            remember(&value, memory);
            (timex, value.rule, value.confidence)
        }
        What::Length(length) => (
            plain(TimexKind::Duration, length.value(), length.modifier),
            "timex.duration",
            if length.count.is_some() { 0.92 } else { 0.85 },
        ),
        What::Reference(value) => (plain(TimexKind::Date, (*value).to_owned(), None), "timex.reference", 0.85),
        What::Set(value) => (plain(TimexKind::Set, value.clone(), None), "timex.set", 0.85),
        What::Anaphor => {
            let mut timex = plain(
                TimexKind::Date,
                memory.point.filter(|p| p.year.is_some()).map_or_else(|| "PAST_REF".to_owned(), resolve::point_value),
                None,
            );
            timex.anchor = memory.point.filter(|p| p.year.is_some()).and(memory.mention).map(Pointer::Mention);
            (timex, "timex.back", 0.7)
        }
    };
    Some(Mention::new(span, Body::Time(timex), rule, confidence))
}

fn needs_tense(e: &Expr) -> bool {
    (e.weekday.is_some() && e.shift.is_none())
        || (e.date.month.is_some() && e.date.year.is_none())
        || (e.hijri.month.is_some() && e.hijri.year.is_none())
}

fn remember(value: &Value, memory: &mut Memory) {
    if value.point.year.is_some() && !value.back {
        memory.point = Some(value.point);
        memory.mention = None;
    }
}

fn timex(atoms: &Atoms<'_>, value: &Value, e: &Expr, memory: &Memory) -> Timex {
    let mut attributes = Vec::new();
    if let Some(offset) = &value.offset {
        attributes.push(("offset", json!(offset)));
    }
    if let Some(hijri) = &value.hijri {
        attributes.push(("calendar", json!("hijri")));
        attributes.push(("hijri", json!(hijri)));
    }
    if let Some((first, end, greenwich)) = e.zone {
        let words = end.checked_sub(1).map_or("", |last| atoms.span(first, last).of(atoms.text));
        attributes.push(("zone", json!(if greenwich { "GMT" } else { words })));
    }
    let anchor =
        if value.back { memory.mention.map(Pointer::Mention) } else { value.published.then_some(Pointer::Published) };
    Timex { kind: value.kind, value: value.value.clone(), modifier: value.modifier, anchor, attributes }
}

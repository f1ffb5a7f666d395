//! The same words elsewhere in the article, across spelling, spacing and attached particles.

use super::select::is_word;
use super::state::Work;
use crate::annotate::TokenPart;
use crate::normalize::fold_word;
use crate::text::CharSpan;

/// A place where the words stand again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Where, particles left out.
    pub span: CharSpan,
    /// The annotation of the same layer that stands on just these words.
    pub id: Option<String>,
    /// Its label, and whether a person has decided on it.
    pub label: Option<(String, bool)>,
}

/// The first token from its word on (particles left out, article kept) and the others whole, folded, spaces left out.
fn key(work: &Work, tokens: &[TokenPart], start: u32) -> String {
    let mut out = String::new();
    for (n, t) in tokens.iter().enumerate() {
        let from = if n == 0 { start } else { t.span.start().get() };
        out.push_str(&fold_word(work.words(CharSpan::new(from, t.span.end().get()))));
    }
    // للغوطة holds the article as its second ل.
    let folded = tokens.first().is_some_and(|t| matches!(t.proclitics.as_slice(), [.., a, b] if a == "ل" && b == "ل"));
    match out.strip_prefix('ل') {
        Some(rest) if folded => format!("ال{rest}"),
        _ => out,
    }
}

/// The words of a span as they are compared with others: folded, spaces and attached particles left out.
pub fn wanted(work: &Work, span: CharSpan) -> String {
    let tokens = &work.document.tokens;
    let first = tokens.partition_point(|t| t.span.end() <= span.start());
    let last = tokens.partition_point(|t| t.span.start() < span.end());
    key(work, tokens.get(first..last.max(first)).unwrap_or_default(), span.start().get())
}

/// Every place where the words of `span` stand, the place itself among them, in text order. Two spellings are the same where they fold to
/// the same letters, spaces aside (عبدالرحمن, عبد الرحمن), attached particles aside (بدمشق, دمشق).
pub fn occurrences(work: &Work, span: CharSpan, layer: &str) -> Vec<Occurrence> {
    let mut out = spans_of(work, &wanted(work, span));
    if !wanted(work, span).is_empty() && !out.contains(&span) {
        out.push(span);
        out.sort();
    }
    described(work, out, layer)
}

/// The same in another article: every place where words stand that [`wanted`] gave.
pub fn occurrences_of(work: &Work, wanted: &str, layer: &str) -> Vec<Occurrence> {
    described(work, spans_of(work, wanted), layer)
}

fn spans_of(work: &Work, wanted: &str) -> Vec<CharSpan> {
    let tokens = &work.document.tokens;
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<CharSpan> = Vec::new();
    let mut n = 0;
    while let Some(t) = tokens.get(n) {
        let starts = starts(t);
        let hit = starts.into_iter().find_map(|start| match_at(work, tokens, n, start, wanted).map(|end| (start, end)));
        if let Some((start, end)) = hit {
            out.push(CharSpan::new(start, tokens.get(end).map_or(start, |t| t.span.end().get())));
            n = end + 1;
        } else {
            n += 1;
        }
    }
    out
}

fn described(work: &Work, spans: Vec<CharSpan>, layer: &str) -> Vec<Occurrence> {
    spans
        .into_iter()
        .map(|span| {
            let here = work.document.annotations.partition_point(|a| a.span.start() < span.start());
            let same = (work.document.annotations.iter().skip(here))
                .take_while(|a| a.span.start() == span.start())
                .find(|a| a.layer == layer && a.span == span);
            Occurrence { span, id: same.map(|a| a.id.clone()), label: same.map(|a| (a.label.clone(), a.decided())) }
        })
        .collect()
}

/// Where a mention may begin in a token: after each of its particles.
fn starts(t: &TokenPart) -> Vec<u32> {
    let mut at = t.span.start().get();
    let mut out = vec![at];
    for p in &t.proclitics {
        at += u32::try_from(p.chars().count()).unwrap_or(0);
        if at < t.span.end().get() {
            out.push(at);
        }
    }
    out
}

fn match_at(work: &Work, tokens: &[TokenPart], n: usize, start: u32, wanted: &str) -> Option<usize> {
    let first = tokens.get(n)?;
    let mut got = key(work, core::slice::from_ref(first), start);
    let mut end = n;
    while got.len() < wanted.len() && wanted.starts_with(&got) {
        end += 1;
        let t = tokens.get(end)?;
        let words = work.words(t.span);
        if !is_word(words) {
            return None;
        }
        got.push_str(&fold_word(words));
    }
    (got == wanted).then_some(end)
}

//! The same words elsewhere in the article, across spelling, spacing and attached particles.

use super::select::is_word;
use super::state::Work;
use crate::annotate::TokenPart;
use crate::normalize::{fold_char, fold_word};
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
    match out.strip_prefix('ل') {
        Some(rest) if tokens.first().is_some_and(has_folded_article) => format!("ال{rest}"),
        _ => out,
    }
}

/// للغوطة holds the article as its second ل.
fn has_folded_article(t: &TokenPart) -> bool {
    matches!(t.proclitics.as_slice(), [.., a, b] if a == "ل" && b == "ل")
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
    let mut walk = Walk { rest: &work.document.document.text, at: 0 };
    let mut n = 0;
    while let Some(t) = tokens.get(n) {
        let words = walk.to(t.span.start().get());
        let hit = starts(t)
            .filter(|&start| may_be(t, words, start, wanted))
            .find_map(|start| match_at(work, tokens, n, start, wanted).map(|end| (start, end)));
        if let Some((start, end)) = hit {
            out.push(CharSpan::new(start, tokens.get(end).map_or(start, |t| t.span.end().get())));
            n = end + 1;
        } else {
            n += 1;
        }
    }
    out
}

/// Goes through a text once, from one code point to a later one.
struct Walk<'a> {
    rest: &'a str,
    at: u32,
}

impl<'a> Walk<'a> {
    fn to(&mut self, at: u32) -> &'a str {
        self.rest = after(self.rest, at.saturating_sub(self.at));
        self.at = at.max(self.at);
        self.rest
    }
}

/// A text without its first `n` code points.
fn after(text: &str, n: u32) -> &str {
    let mut rest = text.chars();
    for _ in 0..n {
        rest.next();
    }
    rest.as_str()
}

/// Whether `wanted` may stand at `start` of a token whose text begins with `words`: `false` where its plain letters say no. Most places
/// are told so, without a word being folded.
fn may_be(t: &TokenPart, words: &str, start: u32, wanted: &str) -> bool {
    if has_folded_article(t) {
        return true;
    }
    let from = start.saturating_sub(t.span.start().get());
    let count = (t.span.end().get() - t.span.start().get()).saturating_sub(from);
    let mut letters = after(words, from).chars().take(count as usize).peekable();
    let mut wanted = wanted.chars();
    while let Some(c) = letters.next() {
        let plain = matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}') || c.is_ascii_alphanumeric();
        let joined = matches!(letters.peek(), Some('\u{0653}'..='\u{0655}'));
        match fold_char(c).filter(|_| plain && !joined) {
            Some(folded) if wanted.next() == Some(folded) => {}
            Some(_) => return false,
            None => return true,
        }
    }
    true
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
fn starts(t: &TokenPart) -> impl Iterator<Item = u32> {
    let (first, end) = (t.span.start().get(), t.span.end().get());
    let after = t.proclitics.iter().scan(first, |at, p| {
        *at += u32::try_from(p.chars().count()).unwrap_or(0);
        Some(*at)
    });
    core::iter::once(first).chain(after.filter(move |at| *at < end))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::Options;

    /// Every token is looked at in full.
    fn slowly(work: &Work, wanted: &str) -> Vec<CharSpan> {
        let tokens = &work.document.tokens;
        let mut out = Vec::new();
        let mut n = 0;
        while let Some(t) = tokens.get(n) {
            let hit = starts(t).find_map(|start| Some((start, match_at(work, tokens, n, start, wanted)?)));
            if let Some((start, end)) = hit {
                out.push(CharSpan::new(start, tokens[end].span.end().get()));
                n = end;
            }
            n += 1;
        }
        out
    }

    #[test]
    fn no_place_is_passed_over() {
        let text = "وصل إبراهيم إلى دمشق، وقال ابراهيم لأهل دِمَشق إن عبدالرحمن في الغوطة. ذهب عبد الرحمن للغوطة وبالغوطة ومـشى \
                    بدمشق و\u{FEFB} كلام؛ قال ا\u{0653}خر: UN 2018 و un ٢٠١٨، یك كتاب. هٰذا ؤُلاء لؤلؤ لولو مسؤول.\n";
        let document = Document::new(text.to_owned()).unwrap();
        let work = Work::new(crate::annotate::annotate(&document, &Options::default()));
        let tokens = &work.document.tokens;
        for first in 0..tokens.len() {
            for last in first..tokens.len().min(first + 3) {
                let span = CharSpan::new(tokens[first].span.start().get(), tokens[last].span.end().get());
                let wanted = wanted(&work, span);
                if !wanted.is_empty() {
                    assert_eq!(spans_of(&work, &wanted), slowly(&work, &wanted), "{wanted}");
                }
            }
        }
        assert_eq!(spans_of(&work, "دمشق").len(), 3);
        assert_eq!(spans_of(&work, "عبدالرحمن").len(), 2);
    }
}

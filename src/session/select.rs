//! From what the mouse or a key selected to the words that are meant: whole words without attached particles.

use crate::annotate::{AnnotationDocument, TokenPart};
use crate::text::{CharSpan, OffsetIndex};

/// Which end of a span moves.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The one read first.
    Start,
    /// The one read last.
    End,
}

/// How far it moves.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A letter with its marks.
    Letter,
    /// A word.
    Word,
}

/// A particle attached before the first word, and whether the span holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clitic {
    /// As written.
    pub text: String,
    /// Where it begins.
    pub start: u32,
    /// Whether it is inside.
    pub inside: bool,
}

fn tokens_in(tokens: &[TokenPart], span: CharSpan) -> &[TokenPart] {
    let first = tokens.partition_point(|t| t.span.end() <= span.start());
    let last = tokens.partition_point(|t| t.span.start() < span.end());
    tokens.get(first..last.max(first)).unwrap_or_default()
}

fn chars(s: &str) -> u32 {
    u32::try_from(s.chars().count()).unwrap_or(u32::MAX)
}

/// Whether the last proclitic is the article, which belongs to the word: `ال`, or the second ل of لل.
fn article(t: &TokenPart) -> bool {
    match t.proclitics.as_slice() {
        [.., before, last] if last == "ل" => before.ends_with('ل'),
        [.., last] => last.starts_with('ا') || last.starts_with('أ') && chars(last) > 1 || last.starts_with('ٱ'),
        [] => false,
    }
}

/// Where the word begins: after conjunction and prepositions, at the article.
pub(super) fn word_start(t: &TokenPart) -> u32 {
    let count = t.proclitics.len() - usize::from(article(t));
    let attached: u32 = t.proclitics.iter().take(count).map(|p| chars(p)).sum();
    (t.span.start().get() + attached).min(t.span.end().get().saturating_sub(1))
}

/// Whether a token holds a letter or a digit (and so is no mere sign).
pub fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whole words, attached particles left out at the start, punctuation left out at both ends, where the selection holds a word at all.
/// `None` where it holds nothing but space.
pub fn snap(document: &AnnotationDocument, index: &OffsetIndex, span: CharSpan) -> Option<CharSpan> {
    let text = &document.document.text;
    let hit = tokens_in(&document.tokens, span);
    let word = |t: &&TokenPart| is_word(index.source_span(text, t.span).of(text));
    let (first, last) = match (hit.iter().find(word), hit.iter().rfind(|t| word(t))) {
        (Some(first), Some(last)) => (first, last),
        _ => (hit.first()?, hit.last()?),
    };
    Some(CharSpan::new(word_start(first), last.span.end().get()))
}

/// The particles attached to the first word of a span.
pub fn clitics(document: &AnnotationDocument, span: CharSpan) -> Vec<Clitic> {
    let Some(first) = tokens_in(&document.tokens, span).first() else { return Vec::new() };
    let mut at = first.span.start().get();
    first
        .proclitics
        .iter()
        .map(|p| {
            let clitic = Clitic { text: p.clone(), start: at, inside: span.start().get() <= at };
            at += chars(p);
            clitic
        })
        .collect()
}

/// Takes the `n`th particle in (with those after it) or out (with those before it).
pub fn toggle(document: &AnnotationDocument, span: CharSpan, n: usize) -> CharSpan {
    let all = clitics(document, span);
    let Some(clitic) = all.get(n) else { return span };
    let start = if clitic.inside { clitic.start + chars(&clitic.text) } else { clitic.start };
    if start < span.end().get() { CharSpan::new(start, span.end().get()) } else { span }
}

/// Moves one end by a letter or a word, forwards or backwards in reading order; never to an empty span.
pub fn nudge(
    document: &AnnotationDocument,
    index: &OffsetIndex,
    span: CharSpan,
    end: End,
    step: Step,
    forwards: bool,
) -> CharSpan {
    let at = if end == End::Start { span.start().get() } else { span.end().get() };
    let to = match step {
        Step::Letter => letter(&document.document.text, index, at, forwards),
        Step::Word => word(&document.tokens, end, at, forwards),
    };
    match end {
        End::Start if to < span.end().get() => CharSpan::new(to, span.end().get()),
        End::End if to > span.start().get() && to <= index.chars().get() => CharSpan::new(span.start().get(), to),
        _ => span,
    }
}

/// The next letter boundary: combining marks and joiners stay with their letter.
pub(super) fn letter(text: &str, index: &OffsetIndex, at: u32, forwards: bool) -> u32 {
    let byte = index.byte_of_char(text, crate::text::CharOffset::new(at)).to_usize();
    let marks = |c: &char| matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0300}'..='\u{036F}' | '\u{FE0F}' | '\u{200D}');
    if forwards {
        let rest = text.get(byte..).unwrap_or("");
        let mut chars = rest.chars();
        let Some(_) = chars.next() else { return at };
        at + 1 + u32::try_from(chars.take_while(marks).count()).unwrap_or(0)
    } else {
        let before = text.get(..byte).unwrap_or("");
        let marks = u32::try_from(before.chars().rev().take_while(marks).count()).unwrap_or(0);
        at.saturating_sub(1 + marks)
    }
}

fn word(tokens: &[TokenPart], end: End, at: u32, forwards: bool) -> u32 {
    let edge = |t: &TokenPart| if end == End::Start { word_start(t) } else { t.span.end().get() };
    let found = if forwards {
        let from = tokens.partition_point(|t| edge(t) <= at);
        tokens.get(from)
    } else {
        let from = tokens.partition_point(|t| edge(t) < at);
        from.checked_sub(1).and_then(|n| tokens.get(n))
    };
    found.map_or(at, edge)
}

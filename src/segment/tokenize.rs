//! Tokens and sentences of one section.

use super::{Segmentation, Sentence, Token, TokenKind, clitics};
use crate::document::Document;
use crate::normalize::{self, Normalized};
use crate::structure::Section;
use crate::text::{ByteOffset, SourceSpan, letters};

fn class(c: char) -> TokenKind {
    match c {
        c if letters::is_arabic_letter(c) || letters::is_mark(c) || c == letters::TATWEEL => TokenKind::Word,
        c if c.is_numeric() => TokenKind::Number,
        c if c.is_alphabetic() => TokenKind::Foreign,
        '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '‘' | '’' | '‚' | '‛' | '＂' => {
            TokenKind::Quote
        }
        c if c.is_ascii_punctuation() || matches!(c, '،' | '؛' | '؟' | '…' | '٪' | '–' | '—' | '‐'..='―') => {
            TokenKind::Punctuation
        }
        _ => TokenKind::Symbol,
    }
}

/// Original offset of the `n`th byte of a word's folded letters.
fn source_of_fold(text: &str, from: usize, fold_bytes: usize) -> usize {
    let (mut at, mut seen) = (from, 0);
    for c in text.get(from..).unwrap_or("").chars() {
        let width = if c == letters::TATWEEL { 0 } else { normalize::fold_char(c).map_or(0, char::len_utf8) };
        if seen >= fold_bytes && width > 0 {
            break;
        }
        seen += width;
        at += c.len_utf8();
    }
    at
}

fn push(arena: &mut String, text: &str) -> (u32, u32) {
    let start = ByteOffset::from_usize(arena.len()).get();
    arena.push_str(text);
    (start, ByteOffset::from_usize(arena.len()).get())
}

pub(super) fn section(
    document: &Document,
    normalized: &Normalized,
    section: Section,
    number: u32,
    out: &mut Segmentation,
) {
    let text = document.text();
    let (start, end) = (section.span.start().to_usize(), section.span.end().to_usize());
    let mut first_token = out.tokens.len();
    let mut at = start;
    while at < end {
        let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) else { break };
        if c.is_whitespace() || letters::is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let kind = class(c);
        let mut to = at + c.len_utf8();
        if matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Foreign) {
            for n in text.get(to..end).unwrap_or("").chars() {
                if class(n) != kind && !(letters::is_invisible(n)) {
                    break;
                }
                to += n.len_utf8();
            }
        }
        let source = SourceSpan::from_usize(at, to);
        let sentence = ByteOffset::from_usize(out.sentences.len()).get();
        let token = make(document, normalized, source, kind, (sentence, number), &mut out.arena);
        let stop = kind == TokenKind::Punctuation && matches!(c, '.' | '؟' | '!' | '؛');
        out.tokens.push(token);
        at = to;
        if stop && text.get(at..end).is_none_or(|rest| rest.starts_with(char::is_whitespace)) {
            close(out, &mut first_token, number);
        }
    }
    close(out, &mut first_token, number);
}

fn close(out: &mut Segmentation, first: &mut usize, section: u32) {
    let tokens = *first..out.tokens.len();
    if let (Some(a), Some(b)) = (out.tokens.get(tokens.start), out.tokens.last()) {
        let span = a.source.cover(b.source);
        out.sentences.push(Sentence { span, tokens: tokens.clone(), section });
        *first = tokens.end;
    }
}

fn make(
    document: &Document,
    normalized: &Normalized,
    source: SourceSpan,
    kind: TokenKind,
    place: (u32, u32),
    arena: &mut String,
) -> Token {
    let text = document.text();
    let written = source.of(text);
    let fold = normalize::fold_word(written);
    let start = source.start().to_usize();
    let split = if kind == TokenKind::Word { clitics::split(&fold) } else { clitics::Split::default() };
    let (mut proclitics, mut before, mut from) = (Vec::new(), 0, start);
    let mut word = from;
    for (n, bytes) in split.proclitics.iter().enumerate() {
        let last = n + 1 == split.proclitics.len();
        let to = source_of_fold(text, start, before + bytes);
        proclitics.push(SourceSpan::from_usize(from, to));
        if !(last && split.article) {
            word = to;
        }
        before += bytes;
        from = to;
    }
    let stem_end_fold = fold.len() - split.enclitic;
    let stem_end =
        if split.enclitic > 0 { source_of_fold(text, start, stem_end_fold) } else { source.end().to_usize() };
    let stem_fold = fold.get(before..stem_end_fold).unwrap_or("").to_owned();
    let tail = fold.get(before..).unwrap_or("");
    let word_fold = if split.article { format!("ال{tail}") } else { tail.to_owned() };
    Token {
        kind,
        source,
        normalized: normalized.to_normalized(source),
        word: SourceSpan::from_usize(word, source.end().to_usize()),
        stem: SourceSpan::from_usize(from, stem_end),
        proclitics,
        enclitic: (split.enclitic > 0).then(|| SourceSpan::from_usize(stem_end, source.end().to_usize())),
        sentence: place.0,
        section: place.1,
        fold: push(arena, &fold),
        word_fold: push(arena, &word_fold),
        stem_fold: push(arena, &stem_fold),
        form: push(arena, &normalize::letters_of(written)),
    }
}

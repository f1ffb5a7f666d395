//! Rolls: neighbouring lines that hold one person's name each, as lists of the dead, the wounded and the missing do.
//!
//! In a roll a line's words are the name though one of them be an everyday word too: «عبد القادر نجم», «رائد بكر».

use super::Evidence;
use super::lexicon;
use super::scan::Scan;
use crate::extract::EntityLabel;
use crate::segment::TokenKind;
use core::ops::Range;

/// From how many lines on neighbours are a roll.
const LINES: usize = 3;
/// The most words of a name.
const WORDS: usize = 5;

/// The words that begin a line, its number or bullet and titles left out, if they may be a name: two to five, up to a sign or the end.
fn entry(scan: &Scan<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let bullet = |&t: &usize| !matches!(scan.cx.kind(t), Some(TokenKind::Word | TokenKind::Quote));
    let first = (line.start..line.end.min(line.start + 4)).find(|t| !bullet(t))?;
    let title = |&t: &usize| scan.is(t, lexicon::TITLE | lexicon::ROLE) && !scan.is(t, lexicon::STRONG);
    let start = (first..line.end.min(first + 3)).find(|t| !title(t))?;
    let end = (start..line.end).find(|&t| !scan.word(t)).unwrap_or(line.end);
    let sign = end == line.end || matches!(scan.cx.kind(end), Some(TokenKind::Punctuation | TokenKind::Number));
    let sentence = (start..end).any(|t| {
        scan.is(t, lexicon::STOP | lexicon::PREP | lexicon::SAY) && !scan.is(t, lexicon::STRONG | lexicon::WEAK)
            || scan.indefinite(t)
    });
    ((2..=WORDS).contains(&(end - start)) && sign && !sentence).then_some(start..end)
}

/// Whether a word may be a name's last though it is an everyday word: no definite one but a surname.
fn may_end(scan: &Scan<'_>, token: usize) -> bool {
    let office = lexicon::TITLE | lexicon::ROLE | lexicon::ADJ | lexicon::NATION | lexicon::TAIL;
    let plain = scan.is(token, office) && !scan.is(token, lexicon::STRONG);
    !plain && (!scan.definite(token) || !scan.is(token, lexicon::COMMON) || scan.cx.form(token).ends_with('ي'))
}

/// Completes the names of rolls: where all words of a line but the last are a person's name, the last is too.
pub(super) fn complete(scan: &Scan<'_>, kept: &mut [Evidence]) {
    let (tokens, text) = (scan.cx.tokens(), scan.cx.text());
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut before = 0;
    for (n, token) in tokens.iter().enumerate() {
        let broken = text.get(before..token.source.start().to_usize()).is_some_and(|gap| gap.contains(['\n', '\r']));
        match lines.last_mut().filter(|_| !broken) {
            Some(line) => line.end = n + 1,
            None => lines.push(n..n + 1),
        }
        before = token.source.end().to_usize();
    }
    let entries: Vec<Option<Range<usize>>> = lines.iter().map(|line| entry(scan, line)).collect();
    for roll in entries.split(Option::is_none).filter(|roll| roll.len() >= LINES) {
        let named = |kept: &[Evidence], line: &Range<usize>| {
            let n = kept.partition_point(|e| e.first < line.start);
            kept.get(n).is_some_and(|e| e.label == EntityLabel::Per && e.first == line.start).then_some(n)
        };
        if roll.iter().flatten().filter(|line| named(kept, line).is_some()).count() * 2 < roll.len() {
            continue;
        }
        for line in roll.iter().flatten() {
            let last = line.end - 1;
            let Some(n) = named(kept, line) else { continue };
            let free = kept.get(n + 1).is_none_or(|e| e.first > last);
            if let Some(name) = kept.get_mut(n).filter(|e| free && e.last + 1 == last && may_end(scan, last)) {
                (name.last, name.rule) = (last, "person.roll");
            }
        }
    }
}

//! Remarks on a text's characters: what was lost, what hides, what looks like another letter.

use super::{Diagnostic, Document};
use crate::text::{SourceSpan, letters};

/// The most remarks of one kind.
const MOST: usize = 100;

/// Letters of Persian, Urdu and Kurdish that look like Arabic ones: keheh, farsi yeh, heh doachashmee, heh goal, ae.
fn is_lookalike(c: char) -> bool {
    matches!(c, '\u{06A9}' | '\u{06CC}' | '\u{06BE}' | '\u{06C1}' | '\u{06D5}')
}

/// A letter of a script that is not Arabic.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && !letters::is_arabic_letter(c) && !letters::is_mark(c)
}

/// Finds them in one pass. Codes: `replacement_character`, `bidi_control` (a run is one), `lookalike`; at most a hundred of each.
pub fn remarks(document: &Document) -> Vec<Diagnostic> {
    let text = document.text();
    let mut out = Vec::new();
    let (mut lost, mut bidi, mut alike) = (0, 0, 0);
    let mut remark = |code: &str, message: &str, start: usize, end: usize, count: &mut usize| {
        *count += 1;
        if *count <= MOST {
            let span = document.chars(SourceSpan::from_usize(start, end));
            out.push(Diagnostic { code: code.to_owned(), span, message: message.to_owned() });
        }
    };
    let mut run: Option<usize> = None;
    // Foreign letters after an Arabic one: where they begin and how many they are.
    let mut foreign: Option<(usize, usize)> = None;
    let mut arabic = false;
    for (at, c) in text.char_indices() {
        if !letters::is_bidi_control(c)
            && let Some(start) = run.take()
        {
            remark(
                "bidi_control",
                "a character that changes the direction of the text without being seen",
                start,
                at,
                &mut bidi,
            );
        }
        if c.is_ascii() && !c.is_ascii_alphabetic() {
            (arabic, foreign) = (false, None);
            continue;
        }
        if c == '\u{FFFD}' {
            remark(
                "replacement_character",
                "a character that could not be read was replaced",
                at,
                at + c.len_utf8(),
                &mut lost,
            );
        } else if letters::is_bidi_control(c) {
            run = run.or(Some(at));
            continue;
        } else if letters::is_arabic_letter(c) {
            if let Some((start, count)) = foreign.take()
                && count <= 2
            {
                remark("lookalike", "letters of another script inside an Arabic word", start, at, &mut alike);
            }
            if is_lookalike(c) {
                remark(
                    "lookalike",
                    "a letter of Persian or Urdu that looks like an Arabic one",
                    at,
                    at + c.len_utf8(),
                    &mut alike,
                );
            }
            arabic = true;
        } else if is_foreign(c) {
            foreign = match foreign {
                Some((start, count)) => Some((start, count + 1)),
                None if arabic => Some((at, 1)),
                None => None,
            };
            arabic = false;
        } else if !letters::is_mark(c) {
            (arabic, foreign) = (false, None);
        }
    }
    if let Some(start) = run {
        remark(
            "bidi_control",
            "a character that changes the direction of the text without being seen",
            start,
            text.len(),
            &mut bidi,
        );
    }
    out
}

//! Single characters and words under the `search` rules: how lexicon entries and tokens meet.

use super::Profile;
use super::rewrite::Tables;
use super::rules::{self, Fold};
use crate::text::letters;

/// One character under the `search` profile; `None` where it is dropped. Letters, digits, separators and quote marks are folded;
/// sentence punctuation stays as written, so that `،` and `,` can still be told apart in tokens.
pub fn fold_char(c: char) -> Option<char> {
    if matches!(c, '،' | '؛' | '؟' | '۔' | '…') {
        return Some(c);
    }
    match Tables::of(Profile::Search).fold(c) {
        None | Some(Fold::Write(_)) => Some(c),
        Some(Fold::To(to)) => Some(to),
        Some(Fold::Mark | Fold::Drop) => None,
        Some(Fold::Context) => (!letters::is_invisible(c)).then_some(c),
    }
}

/// A word under the `search` profile, tatweel dropped: how lexicon entries and tokens meet.
pub fn fold_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    letters_with_places(word, |c, _| out.extend(fold_char(c)));
    out
}

/// Calls `each` with every letter of a word as written and the byte where it begins: marks, tatweel and invisible characters left
/// out, presentation forms and Persian look-alikes written as the plain letters, a hamza or madda that stands apart joined to its
/// letter; hamza, teh marbuta and alef maqsura kept.
pub fn letters_with_places(word: &str, mut each: impl FnMut(char, usize)) {
    let mut held: Option<(char, usize)> = None;
    let mut emit = |c: char, at: usize, held: &mut Option<(char, usize)>| {
        if let Some((letter, place)) = held.replace((c, at)) {
            each(letter, place);
        }
    };
    for (at, c) in word.char_indices() {
        match c {
            '\u{0653}'..='\u{0655}' => {
                if let Some((letter, _)) = held.as_mut() {
                    *letter = unicode_normalization::char::compose(*letter, c).unwrap_or(*letter);
                }
            }
            letters::TATWEEL => {}
            c if letters::is_mark(c) || letters::is_invisible(c) => {}
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                unicode_normalization::char::decompose_compatible(c, |plain| {
                    if let '\u{0653}'..='\u{0655}' = plain {
                        if let Some((letter, _)) = held.as_mut() {
                            *letter = unicode_normalization::char::compose(*letter, plain).unwrap_or(*letter);
                        }
                    } else if !letters::is_mark(plain) && plain != ' ' && plain != letters::TATWEEL {
                        emit(rules::look_alike(plain).unwrap_or(plain), at, &mut held);
                    }
                });
            }
            c => emit(rules::look_alike(c).unwrap_or(c), at, &mut held),
        }
    }
    if let Some((letter, place)) = held {
        each(letter, place);
    }
}

/// A word's letters as written, see [`letters_with_places`].
pub fn letters_of(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    letters_with_places(word, |c, _| out.push(c));
    out
}

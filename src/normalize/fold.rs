//! The rewriter and its per-character rules.

use super::Profile;
use crate::text::{Alignment, AlignmentBuilder, letters};

/// What one character becomes.
enum Fold {
    Same,
    To(char),
    Drop,
}

fn display(c: char) -> Fold {
    match c {
        c if letters::is_invisible(c) => Fold::Drop,
        '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\t' => Fold::To(' '),
        'ک' => Fold::To('ك'),
        'ی' => Fold::To('ي'),
        _ => Fold::Same,
    }
}

fn search(c: char) -> Fold {
    match c {
        c if letters::is_mark(c) => Fold::Drop,
        'أ' | 'إ' | 'آ' | 'ٱ' => Fold::To('ا'),
        'ى' => Fold::To('ي'),
        'ة' => Fold::To('ه'),
        'ؤ' => Fold::To('و'),
        'ئ' => Fold::To('ي'),
        '٠'..='٩' => Fold::To(char::from_u32(u32::from(c) - 0x660 + 0x30).unwrap_or(c)),
        '۰'..='۹' => Fold::To(char::from_u32(u32::from(c) - 0x6F0 + 0x30).unwrap_or(c)),
        '٫' => Fold::To('.'),
        '٬' => Fold::To(','),
        '٪' => Fold::To('%'),
        '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '＂' => Fold::To('"'),
        '‘' | '’' | '‚' | '‛' => Fold::To('\''),
        '‐'..='―' | '−' => Fold::To('-'),
        '…' => Fold::Same,
        _ => display(c),
    }
}

/// One character under the `search` profile; `None` where it is dropped.
pub fn fold_char(c: char) -> Option<char> {
    match search(c) {
        Fold::Same => Some(c),
        Fold::To(c) => Some(c),
        Fold::Drop => None,
    }
}

/// A word under the `search` profile, tatweel dropped: how lexicon entries and tokens meet.
pub fn fold_word(word: &str) -> String {
    word.chars().filter(|&c| c != letters::TATWEEL).filter_map(fold_char).collect()
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
            'ک' => emit('ك', at, &mut held),
            'ی' => emit('ي', at, &mut held),
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                unicode_normalization::char::decompose_compatible(c, |plain| {
                    if let '\u{0653}'..='\u{0655}' = plain {
                        if let Some((letter, _)) = held.as_mut() {
                            *letter = unicode_normalization::char::compose(*letter, plain).unwrap_or(*letter);
                        }
                    } else if !letters::is_mark(plain) && plain != ' ' && plain != letters::TATWEEL {
                        emit(plain, at, &mut held);
                    }
                });
            }
            c => emit(c, at, &mut held),
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

pub(super) fn rewrite(text: &str, profile: Profile) -> (String, Alignment) {
    let mut out = String::with_capacity(text.len());
    let mut alignment = AlignmentBuilder::default();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next_is_letter = chars.peek().is_some_and(|&n| letters::is_arabic_letter(n) || letters::is_mark(n));
        let fold = match (profile, c) {
            (_, letters::TATWEEL) if next_is_letter || out.ends_with(letters::TATWEEL) => Fold::Drop,
            (Profile::Display, c) => display(c),
            (Profile::Search, c) => search(c),
        };
        let n = c.len_utf8();
        match fold {
            Fold::Same => {
                out.push(c);
                alignment.keep(n);
            }
            Fold::To(to) => {
                out.push(to);
                if to.len_utf8() == n { alignment.keep(n) } else { alignment.replace(n, to.len_utf8()) }
            }
            Fold::Drop => alignment.replace(n, 0),
        }
    }
    (out, alignment.finish())
}

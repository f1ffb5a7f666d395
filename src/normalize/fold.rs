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

/// A word's letters as written: marks, tatweel and invisible characters dropped, hamza, teh marbuta and yeh kept.
pub fn letters_of(word: &str) -> String {
    word.chars().filter(|&c| c != letters::TATWEEL && !letters::is_mark(c) && !letters::is_invisible(c)).collect()
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

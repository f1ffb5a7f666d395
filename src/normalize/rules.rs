//! The rules of each profile, in order. A character is given to the first rule of its profile that answers.

use crate::text::letters;

/// What a rule makes of a character.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Another character.
    To(char),
    /// Several characters.
    Write(&'static str),
    /// Nothing; it belongs to the letter before it.
    Mark,
    /// Nothing.
    Drop,
    /// It depends on what stands around it: the rewriter looks.
    Context,
}

/// One rule: its name (as in docs/normalisation.md), what it does, and what it makes of a character, if it has a say.
#[derive(Copy, Clone, Debug)]
pub struct Rule {
    /// A stable name.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// What it makes of a character; `None` leaves it to the next rule.
    pub fold: fn(char) -> Option<Fold>,
}

/// Lossless clean-up: what is seen stays.
pub const DISPLAY: &[Rule] = &[
    Rule {
        name: "line-ends",
        about: "CR LF, CR, NEL, vertical tab, form feed, line and paragraph separators become LF",
        fold: |c| match c {
            '\r' => Some(Fold::Context),
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Fold::To('\n')),
            _ => None,
        },
    },
    Rule {
        name: "spaces",
        about: "tab, no-break space and every other kind of space become a space",
        fold: |c| {
            matches!(c, '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
                .then_some(Fold::To(' '))
        },
    },
    Rule {
        name: "invisible",
        about: "bidi controls, joiners, soft hyphen and byte order marks are dropped; joiners and selectors inside an emoji stay",
        fold: |c| match c {
            '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' => Some(Fold::Context),
            c => letters::is_invisible(c).then_some(Fold::Drop),
        },
    },
    Rule {
        name: "tatweel",
        about: "the stroke that only stretches a word is dropped; one stays where it parts a particle from digits, quote marks or a space (الـ19, لـ«, هـ)",
        fold: |c| (c == letters::TATWEEL).then_some(Fold::Context),
    },
    Rule {
        name: "presentation-forms",
        about: "positional forms and ligatures become their letters: ﻻ, ﷲ; phrases written as one sign (ﷺ) stay in display",
        fold: |c| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}').then_some(Fold::Context),
    },
    Rule {
        name: "look-alikes",
        about: "Persian and Urdu kaf, yeh and heh become the Arabic letters, except in a word with letters that Arabic does not have",
        fold: |c| look_alike(c).map(|_| Fold::Context),
    },
    Rule {
        name: "composition",
        about: "Unicode normal form C: a letter and the marks that stand apart become the composed letter (ا and hamza above: أ)",
        fold: |c| (c >= '\u{300}' && !is_quick(c)).then_some(Fold::Context),
    },
];

/// Further rules for finding and comparing; they come before those of [`DISPLAY`].
pub const SEARCH: &[Rule] = &[
    Rule {
        name: "marks",
        about: "harakat, tanween, shadda, sukun, dagger alef, hamza and madda that stand apart, Qur'anic signs are dropped; each belongs to its letter, so صورًا and صوراً meet",
        fold: |c| letters::is_mark(c).then_some(Fold::Mark),
    },
    Rule {
        name: "alef",
        about: "أ إ آ ٱ and the like become ا",
        fold: |c| matches!(c, 'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ').then_some(Fold::To('ا')),
    },
    Rule { name: "yeh", about: "ى becomes ي", fold: |c| (c == 'ى').then_some(Fold::To('ي')) },
    Rule { name: "teh-marbuta", about: "ة becomes ه", fold: |c| (c == 'ة').then_some(Fold::To('ه')) },
    Rule {
        name: "hamza-carriers",
        about: "ؤ becomes و, ئ becomes ي",
        fold: |c| match c {
            'ؤ' | 'ٶ' => Some(Fold::To('و')),
            'ئ' | 'ٸ' => Some(Fold::To('ي')),
            _ => None,
        },
    },
    Rule {
        name: "look-alikes-everywhere",
        about: "Persian and Urdu kaf, yeh and heh become the Arabic letters (teh marbuta folded) in every word",
        fold: |c| look_alike(c).map(|to| Fold::To(if to == 'ة' { 'ه' } else { to })),
    },
    Rule {
        name: "digits",
        about: "Arabic-Indic, Persian and full-width digits become 0-9",
        fold: |c| match c {
            '٠'..='٩' | '۰'..='۹' | '０'..='９' => char::from_digit(u32::from(c) & 0xF, 10).map(Fold::To),
            _ => None,
        },
    },
    Rule {
        name: "separators",
        about: "the Arabic decimal separator becomes a point, the thousands separator a comma, the percent sign %",
        fold: |c| match c {
            '٫' => Some(Fold::To('.')),
            '٬' => Some(Fold::To(',')),
            '٪' => Some(Fold::To('%')),
            '؉' | '‰' => Some(Fold::To('‰')),
            _ => None,
        },
    },
    Rule {
        name: "quotes",
        about: "double quote marks of every style and direction become \", single ones '; << and >> become \"",
        fold: |c| match c {
            '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '＂' | '″' | '❝' | '❞' | '〝' | '〞' => {
                Some(Fold::To('"'))
            }
            '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => Some(Fold::To('\'')),
            '<' | '>' => Some(Fold::Context),
            _ => None,
        },
    },
    Rule {
        name: "dashes",
        about: "hyphens, dashes and minus signs of every length become -",
        fold: |c| matches!(c, '‐'..='―' | '−' | '⁃' | '﹘' | '﹣').then_some(Fold::To('-')),
    },
    Rule {
        name: "punctuation",
        about: "the Arabic comma, semicolon, question mark and full stop become , ; ? . and … becomes ...",
        fold: |c| match c {
            '،' => Some(Fold::To(',')),
            '؛' => Some(Fold::To(';')),
            '؟' => Some(Fold::To('?')),
            '۔' => Some(Fold::To('.')),
            '…' => Some(Fold::Write("...")),
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).map(Fold::To),
            _ => None,
        },
    },
    Rule {
        name: "entities",
        about: "HTML entities left in a paste (&quot; &nbsp; &#1575;) become what they stand for, except in a web address",
        fold: |c| (c == '&').then_some(Fold::Context),
    },
];

/// The Arabic letter that a Persian or Urdu one looks like.
pub(super) const fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'ک' | 'ڪ' => 'ك',
        'ی' | 'ې' | 'ے' => 'ي',
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' | 'ۿ' => 'ه',
        'ۃ' => 'ة',
        _ => return None,
    })
}

/// Letters that Arabic does not have and Persian, Urdu, Kurdish or Pashto do.
pub(super) const fn is_other_language(c: char) -> bool {
    matches!(
        c,
        'پ' | 'چ'
            | 'ژ'
            | 'گ'
            | 'ٹ'
            | 'ڈ'
            | 'ڑ'
            | 'ں'
            | 'ڵ'
            | 'ۆ'
            | 'ێ'
            | 'ڕ'
            | 'ڤ'
            | 'ټ'
            | 'ډ'
            | 'ړ'
            | 'ږ'
            | 'ښ'
            | 'ڼ'
            | 'څ'
            | 'ځ'
    )
}

/// Whether a character is in normal form C whatever stands around it.
pub(super) fn is_quick(c: char) -> bool {
    use unicode_normalization::{IsNormalized, is_nfc_quick};
    is_nfc_quick(core::iter::once(c)) == IsNormalized::Yes
        && unicode_normalization::char::canonical_combining_class(c) == 0
}

/// What the rules, in order, make of a character; `None` where it stays.
pub(super) fn apply(rules: &[&[Rule]], c: char) -> Option<Fold> {
    rules.iter().flat_map(|rules| rules.iter()).find_map(|rule| (rule.fold)(c)).filter(|fold| *fold != Fold::To(c))
}

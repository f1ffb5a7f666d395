//! A reader of Arabic numbers: digits in every script, number words in every form, and both mixed.
//!
//! It reads folded tokens through [`Words`], so it knows neither segmentation nor extraction. One call looks at the tokens of one
//! number only; a token that starts none costs one or two look-ups.

mod digits;
mod grammar;
mod table;
#[cfg(test)]
mod tests;

use table::{Class, piece};

/// Tokens as the reader sees them; every accessor gives the empty string or `false` past the end.
pub trait Words {
    /// The whole token under the `search` profile, clitics and all.
    fn fold(&self, token: usize) -> &str;
    /// The token as written; tells ٫ from a full stop. May be empty: then `fold` is used.
    fn form(&self, token: usize) -> &str {
        self.fold(token)
    }
    /// Whether the token stands directly after the one before, without space.
    fn glued(&self, token: usize) -> bool;
    /// Whether a new sentence or section begins with the token: no number reaches across.
    fn breaks(&self, token: usize) -> bool;
}

/// What sort of number it is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// خمسة، 5
    Cardinal,
    /// خامس
    Ordinal,
    /// نصف، ثلاثة أرباع
    Fraction,
    /// عشرات، آلاف: the value is the least it can mean
    Vague,
}

/// How it is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// 110
    Digits,
    /// مئة وعشرة
    Words,
    /// 110 آلاف
    Mixed,
}

/// How it ends, which decides the number and case of what is counted.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// One: the noun stands before it, or ones of tens.
    One,
    /// Two: the noun stands before it.
    Two,
    /// Three to ten: a plural follows.
    Few,
    /// Eleven to ninety-nine: an accusative singular follows.
    Many,
    /// Hundreds, thousands …: a genitive singular follows.
    Round,
    /// Digits, fractions, anything else.
    Open,
}

/// A number and how many tokens it takes.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Number {
    /// Its value; the least value where it is [`Kind::Vague`].
    pub value: f64,
    /// The value where a single ambiguous separator is decimal (1.500 as 1.5), else the same as `value`.
    pub decimal: f64,
    /// How many tokens it takes, at least one.
    pub tokens: usize,
    /// Cardinal, ordinal …
    pub kind: Kind,
    /// Digits, words or both.
    pub style: Style,
    /// How it ends.
    pub ending: Ending,
    /// Bytes of the first token's folded form before the number itself (و ف ب ل ك); the article is not among them.
    pub lead: usize,
    /// Whether و or ف is attached in front.
    pub conjunction: bool,
    /// Whether ب, ل or ك is attached in front.
    pub preposition: bool,
    /// Whether the first word has the article.
    pub definite: bool,
}

impl Number {
    /// Whether it is said exactly: a cardinal, ordinal or fraction, not a vague plural.
    pub fn exact(&self) -> bool {
        self.kind != Kind::Vague
    }
}

/// Reads the longest number that starts at token `at`. Clitics of its first word are passed over.
pub fn read<W: Words + ?Sized>(words: &W, at: usize) -> Option<Number> {
    grammar::number(words, at, true)
}

/// Like [`read`], but never past a conjunction but inside ones-and-tens: `بين مئة ومئتين` gives 100 and 200.
pub fn read_part<W: Words + ?Sized>(words: &W, at: usize) -> Option<Number> {
    grammar::number(words, at, false)
}

/// Whether a token is a number word of any kind, clitics passed over; quick, for ruling a token out.
pub fn is_number_word(fold: &str) -> bool {
    piece(fold).is_some_and(|p| p.class != Class::One)
}

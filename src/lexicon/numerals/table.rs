//! The number words: what each one is, clitics taken off.

use crate::lexicon::rows;
use crate::normalize::fold_word;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a number word does in a number.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) enum Class {
    /// صفر
    Zero,
    /// أحد، إحدى: only before عشر or `and` tens.
    One,
    /// 1 to 9
    Unit,
    /// عشرة
    Ten,
    /// 11 to 19 in one word
    Teen,
    /// عشرون to تسعون
    Tens,
    /// مئة
    Hundred,
    /// مئتان, ثلاثمئة
    Hundreds,
    /// ألف, مليون
    Scale,
    /// ألفا: the accusative of one thousand, or two thousand in the construct state
    Tanwin,
    /// ألفان
    Dual,
    /// آلاف
    Plural,
    /// عشرات, مئات
    Vague,
    /// نصف
    Fraction,
    /// أرباع
    Parts,
    /// ثلثا, ثلثي
    TwoParts,
    /// دزينة
    Dozen,
    /// دزينات
    Dozens,
    /// ثالث
    Ordinal,
    /// حادي
    OrdinalOne,
}

/// One word of a number, with the clitics that stand before it.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub class: Class,
    pub value: f64,
    /// Bytes of the folded word before the number word, the article not counted.
    pub lead: usize,
    /// و or ف is attached.
    pub conjunction: bool,
    /// ب, ل or ك is attached.
    pub preposition: bool,
    /// The article is attached.
    pub article: bool,
}

impl Piece {
    pub(super) fn bare(&self) -> bool {
        !self.conjunction && !self.preposition && !self.article
    }
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "zero" => Class::Zero,
        "one" => Class::One,
        "unit" => Class::Unit,
        "ten" => Class::Ten,
        "teen" => Class::Teen,
        "tens" => Class::Tens,
        "hundred" => Class::Hundred,
        "hundreds" => Class::Hundreds,
        "scale" => Class::Scale,
        "tanwin" => Class::Tanwin,
        "dual" => Class::Dual,
        "plural" => Class::Plural,
        "vague" => Class::Vague,
        "fraction" => Class::Fraction,
        "parts" => Class::Parts,
        "twoparts" => Class::TwoParts,
        "dozen" => Class::Dozen,
        "dozens" => Class::Dozens,
        "ordinal" => Class::Ordinal,
        "ordinal_one" => Class::OrdinalOne,
        _ => return None,
    })
}

type Table = FxHashMap<String, (Class, f64)>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    rows(include_str!("../data/numerals.tsv"))
        .filter_map(|row| match row.as_slice() {
            [name, value, word] => Some((fold_word(word), (class(name)?, value.parse().ok()?))),
            _ => None,
        })
        .collect()
});

/// Words that only look like a number word with a clitic: لست is `I am not`, كمية an amount.
const NOT: &[&str] = &["لست", "بست", "فست", "ولست", "فلست", "لالف", "كست", "كميه", "كميات", "كالفين"];

fn find(word: &str) -> Option<(Class, f64)> {
    // The shortest number word is ست, the longest ثمانيمائة with its article.
    if !(4..=30).contains(&word.len()) { None } else { TABLE.get(word).copied() }
}

/// Takes a folded token apart: و ف, then ب ل ك, then ال, and a number word.
pub(super) fn piece(fold: &str) -> Option<Piece> {
    let mut out =
        Piece { class: Class::Zero, value: 0.0, lead: 0, conjunction: false, preposition: false, article: false };
    let mut rest = fold;
    let hit = 'found: {
        if let Some(hit) = find(rest) {
            break 'found hit;
        }
        if NOT.contains(&rest) {
            return None;
        }
        if let Some(r) = rest.strip_prefix(['و', 'ف']) {
            (out.conjunction, out.lead, rest) = (true, out.lead + 2, r);
            if NOT.contains(&rest) {
                return None;
            }
            if let Some(hit) = find(rest) {
                break 'found hit;
            }
        }
        if let Some(r) = rest.strip_prefix("لل") {
            (out.preposition, out.article, out.lead) = (true, true, out.lead + 2);
            break 'found find(r)?;
        }
        if let Some(r) = rest.strip_prefix(['ب', 'ل', 'ك']) {
            (out.preposition, out.lead, rest) = (true, out.lead + 2, r);
            if let Some(hit) = find(rest) {
                break 'found hit;
            }
        }
        out.article = true;
        find(rest.strip_prefix("ال")?)?
    };
    (out.class, out.value) = hit;
    Some(out)
}

//! Publication stamps: dates in every order, clock times, `آخر تحديث`, `منذ 3 ساعات` (`data/stamp.tsv`).

use super::scan::{Scan, Sign, Words};
use crate::lexicon;
use std::sync::LazyLock;

#[derive(Copy, Clone, PartialEq, Eq)]
enum Word {
    Month,
    Weekday,
    Clock,
    Label,
    Ago,
    Unit,
    Glue,
}

static WORDS: LazyLock<Words<Vec<Word>>> = LazyLock::new(|| {
    let mut out: Words<Vec<Word>> = Words::default();
    for row in lexicon::rows(include_str!("data/stamp.tsv")) {
        let [class, word] = row.as_slice() else { continue };
        let class = match *class {
            "month" => Word::Month,
            "weekday" => Word::Weekday,
            "clock" => Word::Clock,
            "label" => Word::Label,
            "ago" => Word::Ago,
            "unit" => Word::Unit,
            _ => Word::Glue,
        };
        out.entry(super::scan::key(word)).or_default().push(class);
    }
    out
});

/// How sure it is that a line is a stamp.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stamp {
    /// A date or time that a heading could be too: `22 مايو`, `الأحد 20`.
    Bare,
    /// A full date or a relative one.
    Full,
    /// One that says what it is: `تاريخ النشر`, `آخر تحديث`.
    Labelled,
}

#[derive(Default)]
struct Tally {
    words: usize,
    other: usize,
    month: bool,
    weekday: bool,
    clock: bool,
    label: bool,
    ago: bool,
    unit: bool,
    numbers: usize,
    year: bool,
    numeric_date: bool,
    clock_time: bool,
}

fn tally(scan: &Scan, range: core::ops::Range<usize>) -> Tally {
    let mut t = Tally::default();
    for n in range {
        let Some(piece) = scan.pieces.get(n) else { break };
        match piece.sign {
            Sign::Mark(_) => {}
            Sign::Number => {
                t.numbers += 1;
                let digits = scan.text(n);
                t.year |= digits.len() == 4
                    && (digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("14"));
                let joined = |k: usize| match scan.pieces.get(k).map(|p| p.sign) {
                    Some(Sign::Mark(c)) => Some(c),
                    _ => None,
                };
                let number = |k: usize| scan.pieces.get(k).is_some_and(|p| p.sign == Sign::Number);
                if matches!(joined(n + 1), Some('/' | '-' | '.'))
                    && number(n + 2)
                    && joined(n + 3) == joined(n + 1)
                    && number(n + 4)
                {
                    t.numeric_date = true;
                }
                t.clock_time |=
                    joined(n + 1) == Some(':') && number(n + 2) && scan.text(n + 2).len() == 2 && digits.len() <= 2;
            }
            Sign::Word => {
                t.words += 1;
                let classes = WORDS.get(scan.text(n)).map_or(&[][..], Vec::as_slice);
                if classes.is_empty() {
                    t.other += 1;
                    continue;
                }
                t.month |= classes.contains(&Word::Month);
                t.weekday |= classes.contains(&Word::Weekday);
                t.clock |= classes.contains(&Word::Clock);
                t.label |= classes.contains(&Word::Label);
                t.ago |= classes.contains(&Word::Ago);
                t.unit |= classes.contains(&Word::Unit);
            }
        }
    }
    t
}

fn judge(t: &Tally) -> Option<Stamp> {
    let day = t.numeric_date || (t.month && t.numbers > 0);
    let full = (day && (t.year || t.clock_time || t.weekday || t.label || t.numeric_date))
        || (t.clock_time && (t.label || t.weekday || t.clock))
        || (t.ago && t.unit && (t.numbers > 0 || t.words <= 3))
        || (t.label && t.ago && t.words <= 3 && t.other == 0);
    let bare = day || (t.weekday && t.numbers > 0) || t.clock_time;
    // A section's name or the like may be glued to it: الحدث الثلاثاء ٢٢/مايو/٢٠١٨.
    let most = if t.label || t.clock_time { 3 } else { 1 };
    if full && t.other <= most && t.other <= 1 + (t.words - t.other + t.numbers) / 3 {
        return Some(if t.label { Stamp::Labelled } else { Stamp::Full });
    }
    (bare && t.other == 0).then_some(Stamp::Bare)
}

/// Whether a digit or a word such as منذ is there at all.
fn might_be(scan: &Scan) -> bool {
    scan.pieces.iter().any(|p| p.sign == Sign::Number)
        || ["منذ", "قبل", "مضت", "ago", "الان"].iter().any(|w| scan.words.contains(w))
}

/// Whether a line is a publication stamp.
pub(super) fn stamp(scan: &Scan, chars: u32) -> Option<Stamp> {
    if chars > 140 || scan.cut || scan.pieces.len() > 48 || !might_be(scan) {
        return None;
    }
    judge(&tally(scan, 0..scan.pieces.len()))
}

/// Whether some pieces of a line are by themselves a full stamp without any other word.
pub(super) fn pure(scan: &Scan, range: core::ops::Range<usize>) -> bool {
    let t = tally(scan, range);
    t.other == 0 && judge(&t) >= Some(Stamp::Full)
}

/// Whether a line that is no stamp ends in a date of numbers, as links and captions do.
pub(super) fn dated(scan: &Scan) -> bool {
    let n = scan.pieces.len();
    n >= 9 && !scan.cut && tally(scan, n - 5..n).numeric_date
}

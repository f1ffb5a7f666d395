//! Two numbers that bound a third: `بين 10 و15`, `من 10 إلى 15`, `10-15`, `ثلاثة أو أربعة`.

use super::list::List;
use super::phrase::{self, Counted};
use super::scan::Scan;
use super::{Found, bare, noun};
use crate::lexicon::numerals::{Kind, Number, Style, read_part};

/// One number or a range.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub(super) struct Bounds {
    pub value: Option<f64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
}

impl Bounds {
    /// What one number says.
    pub(super) fn of(n: &Number) -> Self {
        match n.kind {
            Kind::Vague => Self { min: Some(n.value), ..Self::default() },
            _ => Self { value: Some(n.value), ..Self::default() },
        }
    }
}

/// The range that starts with the number `a` at `at`, with what is counted.
pub(super) fn read(scan: &Scan<'_>, at: usize, a: &Number) -> Option<Found> {
    if a.kind != Kind::Cardinal {
        return None;
    }
    let before = if scan.same_sentence(at, 1) && at > 0 { scan.fold(at - 1) } else { "" };
    let between = is_word(before, "بين");
    let (a, end) = if between { split(scan, at, a) } else { (*a, at + a.tokens) };
    // بين 10 أشخاص و15 شخصا: the first has its own noun or unit.
    let own = if between || is_word(before, "من") {
        phrase::after(scan, &a, end).filter(|c| !c.time && !joins(scan, end))
    } else {
        None
    };
    let end = own.as_ref().map_or(end, |c| c.end);
    let (b_at, sign) = second(scan, at, end, between, before)?;
    let b = scan.number(b_at).filter(|b| b.kind == Kind::Cardinal && (between || !b.preposition))?;
    let b_end = b_at + b.tokens;
    let (counted, decimal) = match phrase::after(scan, &b, b_end).or_else(|| phrase::partitive(scan, &b, b_end)) {
        Some(c) if c.time => return None,
        Some(c) => {
            let decimal = c.decimal;
            (Some(c), decimal)
        }
        None => (None, false),
    };
    if own.is_some() && counted.as_ref().map(|c| &c.of) != own.as_ref().map(|c| &c.of) {
        return None;
    }
    let (mut low, high) = if decimal { (a.decimal, b.decimal) } else { (a.value, b.value) };
    if own.is_none() {
        low = lifted(low, &a, high, &b);
    }
    let sure = between || counted.is_some() || sign == Sign::Hedged;
    let years = bare::like_a_year(&a)
        && bare::like_a_year(&b)
        && counted.as_ref().is_none_or(|c| c.noun.is_none() && c.unit.is_none());
    if low >= high || !sure || years || (sign == Sign::Dash && counted.is_none()) {
        return None;
    }
    if bare::is_name(scan, at, at, counted.is_some())
        || scan.glued(b_end) && matches!(scan.fold(b_end), "-" | "/" | ":")
    {
        return None;
    }
    let mut counted = counted.unwrap_or(Counted { end: b_end, confidence: 0.6, ..Counted::default() });
    counted.rule = "quantity.range";
    let bounds = Bounds { value: None, min: Some(low), max: Some(high) };
    Some(Found::new(at, a.lead, counted.end, bounds, counted))
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Sign {
    Dash,
    Word,
    Hedged,
}

fn is_word(fold: &str, word: &str) -> bool {
    noun::without_clitic(fold).any(|(_, w)| w == word)
}

/// بين مئة وخمسين ومئتين: the first number ends before the last و that still leaves a second.
fn split(scan: &Scan<'_>, at: usize, a: &Number) -> (Number, usize) {
    let end = at + a.tokens;
    if joins(scan, end) {
        return (*a, end);
    }
    match read_part(scan.cx.seg, at) {
        Some(part) if part.tokens < a.tokens => (part, at + part.tokens),
        _ => (*a, end),
    }
}

/// Whether و and a number stand at `end`.
fn joins(scan: &Scan<'_>, end: usize) -> bool {
    let next = scan.after(end, 0);
    if next == "و" { scan.number(end + 1).is_some() } else { scan.number(end).is_some_and(|n| n.conjunction) }
}

/// Where the second number starts, and by what sign.
fn second(scan: &Scan<'_>, at: usize, end: usize, between: bool, before: &str) -> Option<(usize, Sign)> {
    let next = scan.after(end, 0);
    if between && joins(scan, end) {
        return Some((end + usize::from(next == "و"), Sign::Word));
    }
    match next {
        "-" if scan.glued(end) == scan.glued(end + 1) => Some((end + 1, Sign::Dash)),
        "الي" | "حتي" if is_word(before, "من") || between || before != "الي" => {
            let changed = (1..=8).take_while(|&b| scan.same_sentence(at, b)).any(|b| {
                let fold = scan.fold(at - b);
                noun::without_clitic(fold).any(|(_, w)| List::Change.has(w.strip_prefix("ال").unwrap_or(w)))
            });
            (!changed && (next == "الي" || is_word(before, "من"))).then_some((end + 1, Sign::Word))
        }
        "او" => Some((end + 1, Sign::Word)),
        _ => None,
    }
}

/// بين 10 و15 ألفا: the scale word is the first number's too.
fn lifted(low: f64, a: &Number, high: f64, b: &Number) -> f64 {
    if a.style == Style::Mixed || low >= 1000.0 || b.style == Style::Digits {
        return low;
    }
    for scale in [1e12, 1e9, 1e6, 1e3] {
        if high >= scale {
            let count = high / scale;
            return if low <= count && count > 1.0 { low * scale } else { low };
        }
    }
    low
}

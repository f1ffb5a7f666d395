//! Lists and intervals: ends that lend each other their month, year or part of day, and the relation between them.

use super::atoms::Atoms;
use super::expr::{Expr, Parts};
use super::phrase::whole;
use super::tagger::{Found, What};
use super::words::{Lex, Part, Unit};
use crate::lexicon::numerals::{self, Kind};

/// Numbers before a date that share its month or year: 6 in `6-8 آذار`, الخامس in الخامس والسادس من مايو, 2011 in `2011-2015`.
pub(super) fn before(atoms: &Atoms<'_>, found: &Found, out: &mut Vec<Found>) {
    let What::Expr(e) = &found.what else { return };
    let mut next = e.clone();
    let floor = out.last().map_or(0, |f| f.end);
    let mut earlier = Vec::new();
    for _ in 0..4 {
        let Some((expr, first)) = shared(atoms, &next, floor) else { break };
        *next = expr;
        earlier.push(Found { first, end: next.end, what: What::Expr(next.clone()) });
    }
    out.extend(earlier.into_iter().rev());
}

/// The number before `e`, over و, a dash, إلى or a comma.
fn shared(atoms: &Atoms<'_>, e: &Expr, floor: usize) -> Option<(Expr, usize)> {
    let month_day = (e.date.day.is_some()
        && (e.date.month.is_some() || e.rel.is_some_and(|r| r.0 == Unit::Month))
        && e.weekday.is_none())
        || (e.hijri.day.is_some() && e.hijri.month.is_some());
    let only_year = e.date.year.is_some() && e.date.month.is_none() && e.date.day.is_none() && e.season.is_none();
    if !month_day && !only_year {
        return None;
    }
    // The date must begin with its number.
    let start = e.first;
    let joined = atoms.word(start).is_some_and(|w| w.conjunction) || atoms.number(start).is_some_and(|n| n.conjunction);
    let mut end = start;
    if !joined {
        let sign = start.checked_sub(1)?;
        let dash = matches!(atoms.fold(sign), "-" | "–" | "و" | "الي" | "حتي" | "/");
        let slash_days = month_day && atoms.fold(sign) == "/";
        let list = atoms.fold(sign) == "،" && month_day && e.end > start;
        (dash && !slash_days || list).then_some(())?;
        end = sign;
        if matches!(atoms.fold(sign), "الي" | "حتي") && atoms.fold(start) == "عام" {
            return None;
        }
    }
    let last = end.checked_sub(1)?;
    // One token of digits, or up to three words of an ordinal.
    let (first, value) = (0..3).rev().find_map(|back| {
        let first = last.checked_sub(back)?;
        if first < floor {
            return None;
        }
        let n = numerals::read(atoms, first)?;
        let whole = whole(n.value)?;
        (first + n.tokens == end && matches!(n.kind, Kind::Cardinal | Kind::Ordinal)).then_some((first, whole))
    })?;
    let mut out = Expr { first, end, part: None, clock: None, ..e.clone() };
    if atoms.fold(first.wrapping_sub(1)) == "ال" && atoms.digits(first).is_some() && first > floor {
        out.first = first - 1;
    }
    if month_day {
        let is_day = atoms.digits(first).is_none_or(|(_, n)| n <= 2);
        ((1..=31).contains(&value) && is_day).then_some(())?;
        if e.hijri.day.is_some() {
            out.hijri = Parts { day: Some(value), ..e.hijri };
        } else {
            out.date.day = Some(value);
        }
        // Two numbers in order, but for a date that is spelt out after a count of something else.
        let second = e.date.day.or(e.hijri.day)?;
        (value < second).then_some(())?;
    } else {
        let digits = atoms.digits(first)?;
        let year = e.date.year?;
        let dash = matches!(atoms.fold(end), "-" | "–" | "/");
        let sound = digits.1 == 4 && (1000..2200).contains(&value) && value < year && year - value < 300;
        let said = dash
            || matches!(atoms.before(first), "بين" | "عامي" | "سنتي" | "من" | "منذ" | "في" | "اعوام" | "سنوات" | "عام");
        (sound && said).then_some(())?;
        out.date.year = Some(value);
    }
    let begin = out.first;
    Some((out, begin))
}

/// Completes the ends of intervals and says which two are one: indices into `found`.
pub(super) fn link(atoms: &Atoms<'_>, found: &mut [Found]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for n in 1..found.len() {
        let (Some(a), Some(b)) = (found.get(n - 1).cloned(), found.get(n).cloned()) else { continue };
        let (What::Expr(mut x), What::Expr(mut y)) = (a.what, b.what) else { continue };
        if out.last().is_some_and(|&(_, last)| last == n - 1) || !joined(atoms, (a.first, a.end), b.first) {
            continue;
        }
        lend(&mut x, &mut y);
        if let Some(f) = found.get_mut(n - 1) {
            f.what = What::Expr(x);
        }
        if let Some(f) = found.get_mut(n) {
            f.what = What::Expr(y);
        }
        out.push((n - 1, n));
    }
    out
}

/// Whether the words around and between two expressions make them an interval.
fn joined(atoms: &Atoms<'_>, (first, end): (usize, usize), second: usize) -> bool {
    let mut before = first.checked_sub(1);
    // من يوم, بين عامي: words of the phrase itself lie inside it.
    while let Some(n) = before {
        if matches!(atoms.fold(n), "ما" | "(" | "ساعات") {
            before = n.checked_sub(1);
        } else {
            break;
        }
    }
    let opener = before.and_then(|n| atoms.lex(n));
    let preposition = atoms.word(first).is_some_and(|w| w.lead > 0);
    let from = matches!(opener, Some(Lex::From | Lex::Since)) && !preposition;
    let between = opener == Some(Lex::Between);
    let conjunction =
        atoms.word(second).is_some_and(|w| w.conjunction) || atoms.number(second).is_some_and(|n| n.conjunction);
    let own = |n: usize| atoms.fold(n);
    match second.checked_sub(end) {
        Some(0) => between && conjunction,
        Some(1) => match own(end) {
            "-" | "–" => true,
            "و" => between,
            "الي" | "حتي" | "لغايه" => from || opener.is_none() || !between,
            _ => false,
        },
        Some(2) => {
            (from
                && matches!(
                    (own(end), own(end + 1)),
                    ("و", "حتي" | "الي") | ("وحتي", _) | ("حتي" | "الي", "يوم" | "عام")
                ))
                || (between && own(end) == "و" && own(end + 1) == "ال")
        }
        _ => false,
    }
}

/// Each end takes from the other what it leaves unsaid.
fn lend(a: &mut Expr, b: &mut Expr) {
    if a.date.month.is_some() && b.date.month.is_some() && a.date.year.is_none() {
        if let Some(year) = b.date.year {
            a.date.year = Some(year - i32::from(a.date.month > b.date.month));
        } else if a.rel.is_none() && b.rel.is_some_and(|r| r.0 == Unit::Year) {
            a.rel = b.rel;
        } else if a.dir.is_none() {
            a.dir = b.dir;
        }
    }
    if a.clock.is_some() && b.clock.is_some() {
        if a.part.is_none() && a.meridiem.is_none() {
            let later = a.clock.map(|c| c.0 % 12) <= b.clock.map(|c| c.0 % 12);
            if later && b.meridiem.is_some() {
                a.meridiem = b.meridiem;
            } else if later {
                a.part = b.part;
            } else if matches!(b.part, Some(Part::Afternoon | Part::Evening | Part::Midday)) {
                a.part = Some(Part::Morning);
            }
        }
        if !a.has_date() && b.has_day() {
            (a.weekday, a.shift, a.date, a.dir, a.rel) = (b.weekday, b.shift, b.date, b.dir, b.rel);
        } else if !b.has_date() && a.has_day() {
            (b.weekday, b.shift, b.date, b.dir, b.rel) = (a.weekday, a.shift, a.date, a.dir, a.rel);
        }
    }
}

//! Lists and intervals: ends that lend each other their month, year or part of day, and the relation between them.

use super::atoms::Atoms;
use super::duration::Length;
use super::expr::{Expr, Parts};
use super::phrase::whole;
use super::tagger::{Found, What};
use super::words::{Lex, Part, Unit};
use crate::lexicon::numerals::{self, Kind};

/// Numbers before a date that share its month or year: 6 in `6-8 آذار`, الخامس in الخامس والسادس من مايو, 2011 in `2011-2015`.
pub(super) fn before(atoms: &Atoms<'_>, found: &Found, out: &mut Vec<Found>) {
    if let What::Length(length) = &found.what {
        out.extend(shorter(atoms, length, out.last().map_or(0, |f| f.end)));
        return;
    }
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

/// The lower end before a length that lends it its unit: 16 in بين 16 و25 سنة, شهر in بين شهر وثلاثة أشهر.
fn shorter(atoms: &Atoms<'_>, length: &Length, floor: usize) -> Option<Found> {
    let count = length.count.filter(|_| length.dir.is_none())?;
    let start = length.first;
    let joined = atoms.number(start).is_some_and(|n| n.conjunction) || atoms.word(start).is_some_and(|w| w.conjunction);
    let end = if joined { start } else { start.checked_sub(1)? };
    let last = end.checked_sub(1)?;
    let (first, value, unit) = (0..4)
        .rev()
        .find_map(|back| {
            let first = last.checked_sub(back).filter(|&f| f >= floor)?;
            let n = numerals::read(atoms, first).filter(|n| n.kind == Kind::Cardinal && first + n.tokens == end)?;
            Some((first, n.value, length.unit))
        })
        .or_else(|| match atoms.word(last).filter(|w| w.lead == 0 && !w.definite)?.lex {
            // Only where it opens the interval itself; سنتين is a length already.
            Lex::One(unit) if last >= floor => Some((last, 1.0, unit)),
            _ => None,
        })?;
    let opener = first.checked_sub(1).and_then(|n| atoms.lex(n));
    let from = matches!(opener, Some(Lex::From | Lex::Between));
    let sign = if joined { "و" } else { atoms.fold(end) };
    let sound = match sign {
        "و" => opener == Some(Lex::Between),
        "الي" => from || unit == length.unit && atoms.number(first).is_some_and(|n| n.lead == 0),
        "حتي" => from,
        "-" | "او" => atoms.number(first).is_some(),
        _ => false,
    };
    let years = value >= 1800.0 && count >= 1800.0;
    let lower = if unit == length.unit { value < count } else { unit < length.unit };
    (sound && lower && !years).then_some(Found {
        first,
        end,
        what: What::Length(Length { first, end, count: Some(value), unit, rest: None, modifier: None, dir: None }),
    })
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
        let dash = matches!(atoms.fold(sign), "-" | "و" | "الي" | "حتي" | "/");
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
        let dash = matches!(atoms.fold(end), "-" | "/");
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
        if let (What::Length(x), What::Length(y)) = (&a.what, &b.what) {
            let alike = x.count.is_some() && y.count.is_some() && x.dir.is_none() && y.rest.is_none();
            if alike && joined(atoms, (a.first, a.end), b.first) {
                out.push((n - 1, n));
            }
            continue;
        }
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
            "-" => true,
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

/// The length of an interval from the values of its two ends, as TIMEX3 writes it: days between two days, hours and minutes between two
/// clock times with a day, months, years. `None` where the ends differ in kind, are open (`XXXX-04-19`) or run backwards.
pub(super) fn length_between(start: &str, end: &str) -> Option<String> {
    let digits = |value: &str| value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'T' | b':'));
    if start.len() != end.len() || !digits(start) || !digits(end) {
        return None;
    }
    let year_month = |value: &str| -> Option<i32> {
        let (year, month) = value.split_once('-').unwrap_or((value, "1"));
        Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()?)
    };
    let (count, unit, prefix) = match start.len() {
        4 => (year_month(end)?.checked_sub(year_month(start)?)? / 12, 'Y', "P"),
        7 => (year_month(end)?.checked_sub(year_month(start)?)?, 'M', "P"),
        10 => {
            let (from, to) = (start.parse::<jiff::civil::Date>().ok()?, end.parse::<jiff::civil::Date>().ok()?);
            (from.until(to).ok()?.get_days(), 'D', "P")
        }
        16 => {
            let moment = |value: &str| value.parse::<jiff::civil::DateTime>().ok();
            let span = moment(start)?.until((jiff::Unit::Minute, moment(end)?)).ok()?;
            let minutes = i32::try_from(span.get_minutes()).ok()?;
            if minutes % 60 == 0 { (minutes / 60, 'H', "PT") } else { (minutes, 'M', "PT") }
        }
        _ => return None,
    };
    (count > 0).then(|| format!("{prefix}{count}{unit}"))
}

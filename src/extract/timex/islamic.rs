//! Dates of the Islamic calendar in the Gregorian one.

use super::calendar::Date;
use super::expr::Expr;
use super::hijri;
use super::resolve::{Base, Now, Point};
use super::tense::Tense;

/// The Hijri year where it is not named: the one nearest to the publication, or after the adjective.
fn year(e: &Expr, now: Now, tense: Tense) -> Option<i32> {
    if e.hijri.year.is_some() {
        return e.hijri.year;
    }
    let anchor =
        e.date.year.and_then(|y| Date::new(y, e.date.month.unwrap_or(7), e.date.day.unwrap_or(1))).or(now.date)?;
    let (year, month, _) = hijri::from_gregorian(anchor);
    let want = e.hijri.month?;
    let start = |y: i32| {
        hijri::to_gregorian(y, want, e.hijri.day.unwrap_or(15)).map_or(i32::MAX, |d| (d.days() - anchor.days()).abs())
    };
    let nearest = || [year, year - 1, year + 1].into_iter().min_by_key(|&y| start(y));
    // احتفلوا بعيد الأضحى: the last one, unless the next is at hand.
    if e.feast && e.dir.is_none() && tense == Tense::Past {
        let found = nearest()?;
        let ahead = hijri::to_gregorian(found, want, e.hijri.day.unwrap_or(15))?.days() - anchor.days();
        return Some(if ahead > 30 { found - 1 } else { found });
    }
    Some(match (e.dir, tense) {
        (Some(0), _) => year,
        (Some(d), _) if d < 0 => year - i32::from(want >= month),
        (Some(_), _) => year + i32::from(want <= month),
        _ => nearest()?,
    })
}

/// The Hijri date itself, open where its year is.
pub(super) fn iso(e: &Expr, now: Now, tense: Tense) -> Option<String> {
    let h = e.hijri;
    if h == super::expr::Parts::default() {
        return None;
    }
    let year = if h.month.is_some() { year(e, now, tense) } else { h.year };
    let mut out = year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
    if let Some(month) = h.month {
        out.push_str(&format!("-{month:02}"));
        if let Some(day) = h.day {
            out.push_str(&format!("-{day:02}"));
        }
    }
    Some(out)
}

/// A Hijri date's Gregorian value: the day; of a month or year the one that holds its middle.
pub(super) fn islamic(e: &Expr, now: Now, tense: Tense) -> Option<Base> {
    let h = e.hijri;
    let rule = if e.feast { "timex.feast" } else { "timex.hijri" };
    let Some(month) = h.month else {
        let date = hijri::to_gregorian(h.year?, 7, 1)?;
        let mut out =
            Base::new(format!("{:04}", date.year), Point { year: Some(date.year), ..Point::default() }, rule, 0.85);
        out.modifier = Some("APPROX");
        return Some(out);
    };
    let Some(year) = year(e, now, tense) else {
        return Some(Base::open(if h.day.is_some() { "XXXX-XX-XX" } else { "XXXX-XX" }, None, rule));
    };
    if let Some(day) = h.day {
        let mut out = Base::day(hijri::to_gregorian(year, month, day)?, rule, 0.93);
        out.published = h.year.is_none();
        return Some(out);
    }
    let date = hijri::to_gregorian(year, month, 15)?;
    let point = Point { year: Some(date.year), month: Some(date.month), day: None };
    let mut out = Base::new(format!("{:04}-{:02}", date.year, date.month), point, rule, 0.8);
    out.published = h.year.is_none();
    out.modifier = Some("APPROX");
    Some(out)
}

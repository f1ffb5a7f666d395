//! Expressions that name one day, and which day that is.

use super::calendar::{Date, days_in_month};
use super::coarse::{month_year, offset};
use super::expr::{Back, Expr};
use super::feasts;
use super::resolve::{Base, Now, Point};
use super::tense::Tense;
use super::words::Unit;

/// Values that name one day.
pub(super) fn day(e: &Expr, now: Now, tense: Tense, before: Option<Point>) -> Option<Base> {
    if let Some(back) = e.back.filter(|b| b.unit == Unit::Day) {
        return back_day(back, now, before);
    }
    if let (Some(n), Some(weekday)) = (e.nth, e.weekday) {
        return nth(e, n, weekday, now, tense);
    }
    if e.easter.is_some() {
        return feasts::movable(e, now, tense);
    }
    if e.date.day.is_some() {
        // 14 نيسان من العام نفسه
        let year = before.and_then(|p| p.year).zip(e.back.filter(|b| b.unit == Unit::Year && e.date.year.is_none()));
        if let Some((year, back)) = year {
            let mut same = e.clone();
            same.date.year = Some(year + back.steps);
            let base = dated(&same, now, tense)?;
            return Some(Base { back: true, rule: "timex.back.unit", ..base });
        }
        return dated(e, now, tense);
    }
    if e.hijri.day.is_some() {
        return None;
    }
    if let Some(shift) = e.shift {
        return Some(shifted(shift, e.weekday, now));
    }
    e.weekday.map(|w| weekday(e, w, now, tense))
}

fn back_day(back: Back, now: Now, before: Option<Point>) -> Option<Base> {
    let known = before.and_then(Point::date);
    let (date, published) = match known {
        Some(date) => (date, false),
        None if back.published => match now.date {
            Some(date) => (date, true),
            None => return Some(Base::open("XXXX-XX-XX", Some(offset(back.steps, Unit::Day)), "timex.back.day")),
        },
        None => return None,
    };
    let mut out = Base::day(date.plus_days(back.steps), "timex.back.day", 0.7);
    out.published = published;
    out.back = !published;
    Some(out)
}

/// أمس, غدا, with a weekday that has to agree.
fn shifted(shift: i32, weekday: Option<i32>, now: Now) -> Base {
    let rule = if weekday.is_some() { "timex.deictic.weekday" } else { "timex.deictic" };
    let Some(today) = now.date else {
        let value = weekday.map_or_else(|| "XXXX-XX-XX".to_owned(), |w| format!("XXXX-WXX-{w}"));
        return Base::open(&value, Some(offset(shift, Unit::Day)), rule);
    };
    let date = today.plus_days(shift);
    match weekday {
        // The weekday is what was checked when it was written; اليوم goes stale when an article is printed a day later.
        Some(w) if w != date.weekday() => {
            let (last, next) = (date.last(w, true), date.next(w, true));
            let near = if next.days() - date.days() <= 1 && (shift >= 0 || next <= today) { next } else { last };
            let near = if shift > 0 { date.next(w, true) } else { near };
            Base::day(near, "timex.deictic.disagrees", 0.6).hung()
        }
        _ => Base::day(date, rule, 0.97).hung(),
    }
}

fn weekday(e: &Expr, weekday: i32, now: Now, tense: Tense) -> Base {
    let open = format!("XXXX-WXX-{weekday}");
    if let Some((Unit::Week, steps)) = e.rel {
        let Some(today) = now.date else {
            return Base::open(&open, Some(offset(steps, Unit::Week)), "timex.weekday.week");
        };
        let monday = today.plus_days(1 - today.weekday() + 7 * steps);
        return Base::day(monday.plus_days(weekday - 1), "timex.weekday.week", 0.9).hung();
    }
    let rule = match (e.dir, tense) {
        (Some(d), _) if d < 0 => "timex.weekday.last",
        (Some(0), _) => "timex.weekday.this",
        (Some(_), _) => "timex.weekday.coming",
        (None, Tense::Future) => "timex.weekday.future",
        (None, Tense::Past) => "timex.weekday.past",
    };
    let Some(today) = now.date else { return Base::open(&open, None, rule) };
    let (date, confidence) = match e.dir {
        Some(0) => (today.plus_days(weekday - today.weekday()), 0.85),
        Some(d) if d < 0 => (today.last(weekday, false).plus_days(7 * (d + 1)), 0.93),
        Some(d) => (today.next(weekday, false).plus_days(7 * (d - 1)), 0.93),
        None if tense == Tense::Future => (today.next(weekday, true), 0.8),
        None => (today.last(weekday, true), 0.87),
    };
    Base::day(date, rule, confidence).hung()
}

/// A day of a month, with or without its year.
fn dated(e: &Expr, now: Now, tense: Tense) -> Option<Base> {
    let day = e.date.day?;
    let Some(month) = e.date.month else { return day_only(e, day, now, tense) };
    let year = e.date.year.or(match e.rel {
        Some((Unit::Year, steps)) => Some(now.date?.year + steps),
        _ => None,
    });
    if let Some(year) = year {
        let mut date = Date::new(year, month, day);
        if let (Some(other), Some(today)) = (e.other, now.date) {
            // Two-digit years: the reading that is nearer to the publication.
            let second = Date::new(other.year?, other.month?, other.day?);
            if let (Some(a), Some(b)) = (date, second) {
                if (b.days() - today.days()).abs() < (a.days() - today.days()).abs() {
                    date = second;
                }
            } else {
                date = date.or(second);
            }
        }
        let date = date?;
        return Some(match e.weekday.filter(|w| *w != date.weekday()) {
            None => Base::day(date, "timex.date.full", 0.99),
            Some(weekday) => mended(date, weekday, now),
        });
    }
    let open = || Base::open(&format!("XXXX-{month:02}-{day:02}"), None, "timex.date.open");
    let Some(today) = now.date else {
        return (day <= days_in_month(2000, month)).then(open);
    };
    let at = |year: i32| Date::new(year, month, day);
    let years = [today.year, today.year - 1, today.year + 1];
    if let Some(w) = e.weekday
        && let Some(date) = years
            .iter()
            .filter_map(|&y| at(y))
            .filter(|d| d.weekday() == w)
            .min_by_key(|d| (d.days() - today.days()).abs())
    {
        return Some(Base::day(date, "timex.date.weekday", 0.96).hung());
    }
    if let Some(shift) = e.shift {
        // اليوم 5 مايو
        let date = years.iter().filter_map(|&y| at(y)).min_by_key(|d| (d.days() - today.days() - shift).abs())?;
        return Some(Base::day(date, "timex.date.deictic", 0.95).hung());
    }
    let last = [today.year, today.year - 1, today.year - 2, today.year - 3]
        .iter()
        .filter_map(|&y| at(y))
        .find(|d| *d <= today);
    let next = [today.year, today.year + 1, today.year + 2, today.year + 3]
        .iter()
        .filter_map(|&y| at(y))
        .find(|d| *d >= today);
    let (date, rule, confidence) = match (e.dir, tense, last, next) {
        (Some(0), ..) => (at(today.year)?, "timex.date.this", 0.95),
        (Some(d), _, Some(last), _) if d < 0 => (last, "timex.date.last", 0.95),
        (Some(_), _, _, Some(next)) => (next, "timex.date.coming", 0.95),
        // The tense decides, but for a day that lies near on the other side: nobody writes of a day eleven months away without its year.
        (_, Tense::Future, Some(last), Some(next)) => {
            if next.days() - today.days() > 300 && today.days() - last.days() < 30 {
                (last, "timex.date.past", 0.7)
            } else {
                (next, "timex.date.future", 0.85)
            }
        }
        (_, Tense::Past, Some(last), Some(next)) => {
            if today.days() - last.days() > 215 && next.days() - today.days() < 150 {
                (next, "timex.date.future", 0.7)
            } else {
                (last, "timex.date.past", 0.88)
            }
        }
        _ => return None,
    };
    Some(Base::day(date, rule, confidence).hung())
}

/// A full date whose weekday does not agree with it: the same day of a neighbouring year (the year is what is mistyped most, in
/// January above all), else the day beside it. Which it was is for the person to say: the confidence is low.
fn mended(date: Date, weekday: i32, now: Now) -> Base {
    let far = |d: &Date| now.date.map_or(0, |today| (d.days() - today.days()).abs());
    let years = [1, -1].iter().filter_map(|n| Date::new(date.year + n, date.month, date.day));
    let other = years.filter(|d| d.weekday() == weekday && far(d) <= far(&date)).min_by_key(far);
    let beside = [-1, 1].iter().map(|&n| date.plus_days(n)).find(|d| d.weekday() == weekday);
    Base::day(other.or(beside).unwrap_or(date), "timex.date.disagrees", 0.4)
}

/// A day without its month: 20 من الشهر المقبل, الخميس في الحادي والعشرين.
fn day_only(e: &Expr, day: i32, now: Now, tense: Tense) -> Option<Base> {
    if let Some((Unit::Month, steps)) = e.rel {
        let Some(today) = now.date else {
            return Some(Base::open(
                &format!("XXXX-XX-{day:02}"),
                Some(offset(steps, Unit::Month)),
                "timex.date.month",
            ));
        };
        let month = Date { day: 1, ..today }.plus_months(steps);
        return Date::new(month.year, month.month, day).map(|d| Base::day(d, "timex.date.month", 0.93).hung());
    }
    let weekday = e.weekday?;
    let Some(today) = now.date else {
        return Some(Base::open(&format!("XXXX-XX-{day:02}"), None, "timex.date.weekday"));
    };
    let first = Date { day: 1, ..today };
    let found = [0, -1, 1, -2, 2, -3, 3]
        .iter()
        .map(|&n| first.plus_months(n))
        .filter_map(|m| Date::new(m.year, m.month, day))
        .filter(|d| d.weekday() == weekday);
    let found = found.min_by_key(|d| ((d.days() - today.days()).abs(), *d > today && tense == Tense::Past));
    found.map(|d| Base::day(d, "timex.date.weekday", 0.85).hung())
}

/// The third Tuesday of a month; −1 the last.
fn nth(e: &Expr, n: i32, weekday: i32, now: Now, tense: Tense) -> Option<Base> {
    let first = match (e.date.month, e.rel) {
        (Some(month), rel) => {
            let year = e
                .date
                .year
                .or_else(|| now.date.map(|t| t.year + rel.filter(|r| r.0 == Unit::Year).map_or(0, |r| r.1)))?;
            let year =
                if e.date.year.is_none() && rel.is_none() { month_year(e, month, now.date?, tense).0 } else { year };
            Date::new(year, month, 1)?
        }
        (None, Some((Unit::Month, steps))) => Date { day: 1, ..now.date? }.plus_months(steps),
        _ => return None,
    };
    let date = if n < 0 {
        Date { day: days_in_month(first.year, first.month), ..first }.last(weekday, true)
    } else {
        first.next(weekday, true).plus_days(7 * (n - 1))
    };
    (date.month == first.month).then(|| Base::day(date, "timex.weekday.nth", 0.9))
}

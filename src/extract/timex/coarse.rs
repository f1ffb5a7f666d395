//! Expressions that name a month, a year or another span, and lengths reckoned back.

use super::calendar::Date;
use super::duration::{Length, letters};
use super::expr::{Back, Expr};
use super::resolve::{Base, Now, Point, Value, point_value};
use super::tense::Tense;
use super::words::Unit;
use crate::extract::TimexKind;

/// A step as an ISO 8601 duration with its sign: `P-1D`.
pub(super) fn offset(steps: i32, unit: Unit) -> String {
    let (t, letter) = letters(unit);
    match unit {
        Unit::Decade => format!("P{}Y", steps * 10),
        Unit::Century => format!("P{}Y", steps * 100),
        Unit::Quarter => format!("P{}M", steps * 3),
        _ => format!("P{t}{steps}{letter}"),
    }
}

fn week(date: Date) -> String {
    let (year, week) = date.iso_week();
    format!("{year:04}-W{week:02}")
}

/// The value of the whole unit that holds `date`.
fn of_unit(date: Date, unit: Unit) -> (String, Point) {
    let year = Point { year: Some(date.year), ..Point::default() };
    match unit {
        Unit::Week => (week(date), Point::of(date)),
        Unit::Month => (format!("{:04}-{:02}", date.year, date.month), Point { month: Some(date.month), ..year }),
        Unit::Quarter => (format!("{:04}-Q{}", date.year, (date.month - 1) / 3 + 1), year),
        Unit::Year => (format!("{:04}", date.year), year),
        Unit::Decade => (format!("{:03}", date.year / 10), year),
        Unit::Century => (format!("{:02}", date.year / 100), year),
        _ => (date.iso(), Point::of(date)),
    }
}

fn stepped(date: Date, unit: Unit, steps: i32) -> Date {
    match unit {
        Unit::Week => date.plus_days(7 * steps),
        Unit::Month => date.plus_months(steps),
        Unit::Quarter => date.plus_months(3 * steps),
        Unit::Year => date.plus_months(12 * steps),
        Unit::Decade => date.plus_months(120 * steps),
        Unit::Century => date.plus_months(1200 * steps),
        _ => date.plus_days(steps),
    }
}

fn open_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

/// The year of a month that is named without it, and the rule.
pub(super) fn month_year(e: &Expr, month: i32, today: Date, tense: Tense) -> (i32, &'static str) {
    let this = today.month;
    match e.dir {
        Some(0) => (today.year, "timex.month.this"),
        Some(d) if d < 0 => (today.year - i32::from(month >= this) + (d + 1), "timex.month.last"),
        Some(d) => (today.year + i32::from(month <= this) + (d - 1), "timex.month.coming"),
        None if tense == Tense::Future => (today.year + i32::from(month < this), "timex.month.future"),
        None => (today.year - i32::from(month > this), "timex.month.past"),
    }
}

/// Values coarser than a day.
pub(super) fn coarse(e: &Expr, now: Now, tense: Tense, before: Option<Point>) -> Option<Base> {
    if e.hijri.day.is_some() && e.date.day.is_none() {
        return None;
    }
    if let Some(back) = e.back {
        let year = before.and_then(|p| p.year).map(|y| y + back.steps);
        return match (back.unit, e.date.month, e.rel) {
            // أكتوبر من العام نفسه
            (Unit::Year, Some(month), _) if year.is_some() => {
                let point = Point { year, month: Some(month), day: None };
                Some(Base { back: true, ..Base::new(point_value(point), point, "timex.back.unit", 0.75) })
            }
            // الشهر ذاته من العام الماضي
            (Unit::Month, None, Some((Unit::Year, steps))) => {
                let month = before.and_then(|p| p.month).or(now.date.map(|d| d.month));
                let point = Point { year: now.date.map(|d| d.year + steps), month, day: None };
                (point.year.is_some() && month.is_some())
                    .then(|| Base::new(point_value(point), point, "timex.back.unit", 0.7).hung())
                    .or_else(|| Some(Base::open("XXXX-XX", Some(offset(steps, Unit::Year)), "timex.back.unit")))
            }
            _ => back_unit(back, now, before),
        };
    }
    if let Some((unit, steps)) =
        e.rel.filter(|r| e.date.month.is_none() && e.season.is_none() && e.share.is_none() && r.0 != Unit::Second)
    {
        let Some(today) = now.date else {
            let value = if e.weekend { "XXXX-WXX-WE" } else { open_unit(unit) };
            return Some(Base::open(value, Some(offset(steps, unit)), "timex.unit"));
        };
        let first = if unit == Unit::Month || unit == Unit::Quarter { Date { day: 1, ..today } } else { today };
        let (mut value, point) = of_unit(stepped(first, unit, steps), unit);
        if e.weekend {
            value.push_str("-WE");
        }
        return Some(Base::new(value, point, "timex.unit", 0.95).hung());
    }
    let year = e.date.year.or_else(|| match e.rel {
        Some((Unit::Year, steps)) => now.date.map(|d| d.year + steps),
        _ => None,
    });
    let point = |month| Point { year, month, day: None };
    if let Some(month) = e.date.month {
        if let Some(year) = year {
            return Some(Base::new(format!("{year:04}-{month:02}"), point(Some(month)), "timex.month.year", 0.98));
        }
        let Some(today) = now.date else {
            return Some(Base::open(&format!("XXXX-{month:02}"), None, "timex.month.open"));
        };
        let (year, rule) = month_year(e, month, today, tense);
        let point = Point { year: Some(year), month: Some(month), day: None };
        return Some(
            Base::new(format!("{year:04}-{month:02}"), point, rule, if e.dir.is_some() { 0.95 } else { 0.87 }).hung(),
        );
    }
    if let Some((code, n)) = e.share {
        let year = year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
        return Some(Base::new(format!("{year}-{code}{n}"), point(None), "timex.share", 0.93));
    }
    if let Some(season) = e.season {
        let year = year.or_else(|| season_year(e, season, now.date?));
        let text = year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
        return Some(Base::new(format!("{text}-{season}"), Point { year, ..Point::default() }, "timex.season", 0.88));
    }
    if let Some(decade) = e.decade {
        return Some(Base::new(format!("{decade:03}"), Point::default(), "timex.decade", 0.95));
    }
    if let Some(century) = e.century {
        return Some(Base::new(format!("{:02}", century - 1), Point::default(), "timex.century", 0.95));
    }
    let year = e.date.year?;
    let value = if e.before_christ { format!("BC{year:04}") } else { format!("{year:04}") };
    Some(Base::new(value, point(None), "timex.year", 0.97))
}

/// ذلك العام, الشهر التالي, ذلك الوقت.
fn back_unit(back: Back, now: Now, before: Option<Point>) -> Option<Base> {
    let known = before.filter(|p| p.year.is_some());
    if back.unit == Unit::Second {
        return match known {
            Some(p) => {
                let mut out = Base::new(point_value(p), p, "timex.back", 0.75);
                out.back = true;
                Some(out)
            }
            None => Some(Base::new("PAST_REF".to_owned(), Point::default(), "timex.back", 0.6)),
        };
    }
    let fine = |p: &Point| match back.unit {
        Unit::Week => p.day.is_some(),
        Unit::Month | Unit::Quarter => p.month.is_some(),
        _ => p.year.is_some(),
    };
    let date = |p: Point| Date::new(p.year?, p.month.unwrap_or(1), p.day.unwrap_or(1));
    if let Some(date) = known
        .filter(fine)
        .and_then(date)
        .filter(|_| !back.published || known.is_some_and(|p| p.day.is_none() || back.unit == Unit::Week))
    {
        let (value, point) = of_unit(stepped(date, back.unit, back.steps), back.unit);
        let mut out = Base::new(value, point, "timex.back.unit", 0.7);
        out.back = true;
        return Some(out);
    }
    let Some(today) = now.date else {
        return Some(Base::open(open_unit(back.unit), Some(offset(back.steps, back.unit)), "timex.back.unit"));
    };
    let first = if back.unit == Unit::Month { Date { day: 1, ..today } } else { today };
    let (value, point) = of_unit(stepped(first, back.unit, back.steps), back.unit);
    Some(Base::new(value, point, "timex.back.unit", 0.65).hung())
}

fn season_year(e: &Expr, season: &str, today: Date) -> Option<i32> {
    let (start, end) = match season {
        "SP" => (3, 5),
        "SU" => (6, 8),
        "FA" => (9, 11),
        _ => (12, 14),
    };
    let steps = e.dir?;
    let month = if season == "WI" && today.month < 3 { today.month + 12 } else { today.month };
    let year = if season == "WI" && today.month < 3 { today.year - 1 } else { today.year };
    Some(match steps {
        0 => year,
        s if s < 0 => year - i32::from(month <= end) + s + 1,
        s => year + i32::from(month >= start) + s - 1,
    })
}

/// قبل يومين, قبل نحو شهر: the day, week, month or year that lies so far back.
pub(super) fn ago(length: &Length, now: Now) -> Value {
    let plain = |value: String, point: Point| Value {
        kind: TimexKind::Date,
        value,
        modifier: match length.modifier {
            Some("MORE_THAN") => Some("BEFORE"),
            Some("LESS_THAN") => Some("AFTER"),
            other => other,
        },
        rule: "timex.ago",
        confidence: 0.9,
        published: true,
        offset: None,
        hijri: None,
        point,
        back: false,
    };
    let Some(count) = length.count.filter(|c| (0.0..5000.0).contains(c)) else {
        return plain("PAST_REF".to_owned(), Point::default());
    };
    let days = match length.unit {
        Unit::Hour if count % 24.0 == 0.0 => Some(count / 24.0),
        Unit::Day | Unit::Night => Some(count),
        _ => None,
    };
    if length.unit < Unit::Night && days.is_none() {
        let mut out = plain("PAST_REF".to_owned(), Point::default());
        out.offset = Some(length.value().replacen("PT", "PT-", 1));
        if let (Some(date), Some((hour, minute)), Some(steps)) =
            (now.date, now.time, super::phrase::whole(count * if length.unit == Unit::Hour { 60.0 } else { 1.0 }))
            && length.unit >= Unit::Minute
        {
            let at = hour * 60 + minute - steps;
            let day = date.plus_days(at.div_euclid(1440));
            let of_day = at.rem_euclid(1440);
            out.value = format!("{}T{:02}:{:02}", day.iso(), of_day / 60, of_day % 60);
            out.kind = TimexKind::Time;
            out.point = Point::of(day);
        }
        return out;
    }
    let unit = if days.is_some() { Unit::Day } else { length.unit };
    let Some(steps) = super::phrase::whole(days.unwrap_or(count).floor()) else {
        return plain("PAST_REF".to_owned(), Point::default());
    };
    let Some(today) = now.date else {
        let mut out = plain(open_unit(unit).to_owned(), Point::default());
        out.offset = Some(offset(-steps, unit));
        return out;
    };
    let months = length.rest.filter(|r| r.1 == Unit::Month).and_then(|r| super::phrase::whole(r.0)).unwrap_or(0);
    let date = stepped(today, unit, -steps).plus_months(-months);
    if date.year < 1 {
        return plain("PAST_REF".to_owned(), Point::default());
    }
    let unit = if months > 0 { Unit::Month } else { unit };
    let (value, point) = of_unit(date, unit);
    plain(value, point)
}

//! What an expression means on a given publication date: TIMEX3 values, open where the date is unknown. [`reckon`] says which day it is,
//! [`coarse`] which month, year or other span, [`islamic`] what a Hijri date is in the Gregorian calendar.

use super::calendar::Date;
use super::coarse;
use super::expr::Expr;
use super::islamic;
use super::reckon;
use super::tense::Tense;
use super::words::Part;
use crate::extract::TimexKind;

/// The publication date as the resolution needs it.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Now {
    pub date: Option<Date>,
    pub time: Option<(i32, i32)>,
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub kind: TimexKind,
    pub value: String,
    pub modifier: Option<&'static str>,
    pub rule: &'static str,
    pub confidence: f32,
    /// Whether it was reckoned from the publication date.
    pub published: bool,
    /// How far from the publication date, where that is unknown.
    pub offset: Option<String>,
    /// The Hijri date.
    pub hijri: Option<String>,
    /// The date itself, for what refers back to it.
    pub point: Point,
    /// Whether it took an earlier expression's date.
    pub back: bool,
}

/// A date as far as it is known.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub year: Option<i32>,
    pub month: Option<i32>,
    pub day: Option<i32>,
}

impl Point {
    pub(super) fn of(date: Date) -> Self {
        Self { year: Some(date.year), month: Some(date.month), day: Some(date.day) }
    }
    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?)
    }
}

/// A partial result: the calendar part of the value.
pub(super) struct Base {
    pub value: String,
    pub point: Point,
    pub rule: &'static str,
    pub confidence: f32,
    pub published: bool,
    pub offset: Option<String>,
    pub modifier: Option<&'static str>,
    pub back: bool,
}

impl Base {
    pub(super) fn new(value: String, point: Point, rule: &'static str, confidence: f32) -> Self {
        Self { value, point, rule, confidence, published: false, offset: None, modifier: None, back: false }
    }
    pub(super) fn day(date: Date, rule: &'static str, confidence: f32) -> Self {
        Self::new(date.iso(), Point::of(date), rule, confidence)
    }
    pub(super) fn hung(mut self) -> Self {
        self.published = true;
        self
    }
    pub(super) fn open(value: &str, offset: Option<String>, rule: &'static str) -> Self {
        let mut out = Self::new(value.to_owned(), Point::default(), rule, 0.9).hung();
        out.offset = offset;
        out
    }
}

/// Resolves an expression; `before` is the date that was named last, for ذلك اليوم and وقتها.
pub(super) fn resolve(e: &Expr, now: Now, tense: Tense, before: Option<Point>) -> Option<Value> {
    let hijri_date = islamic::iso(e, now, tense);
    let base = reckon::day(e, now, tense, before)
        .or_else(|| coarse::coarse(e, now, tense, before))
        .or_else(|| islamic::islamic(e, now, tense));
    let kind = if e.has_time() { TimexKind::Time } else { TimexKind::Date };
    let mut out = match base {
        Some(base) => Value {
            kind,
            value: base.value,
            modifier: e.edge.or(base.modifier),
            rule: base.rule,
            confidence: base.confidence,
            published: base.published,
            offset: base.offset,
            hijri: hijri_date,
            point: base.point,
            back: base.back,
        },
        None if e.has_time() && !e.has_date() => Value {
            kind,
            value: String::new(),
            modifier: e.edge,
            rule: "timex.time",
            confidence: 0.8,
            published: false,
            offset: None,
            hijri: None,
            point: Point::default(),
            back: false,
        },
        None => return None,
    };
    if e.has_time() {
        time(e, &mut out);
    }
    Some(out)
}

/// Adds the time of day to a date's value.
fn time(e: &Expr, out: &mut Value) {
    let open_day = out.value.len() < 8 && !out.value.is_empty();
    if open_day {
        return;
    }
    if e.middle {
        if e.part == Some(Part::Daytime) {
            out.value.push_str("T12:00");
        } else {
            // Midnight belongs to the day that begins: after the night of one named day the next one.
            if let Some(date) = out.point.date().filter(|_| !e.two_days) {
                let next = date.plus_days(1);
                out.value = next.iso();
                out.point = Point::of(next);
            } else if let Some(n) = e.weekday.filter(|_| !e.two_days) {
                out.value = format!("XXXX-WXX-{}", n % 7 + 1);
            }
            out.value.push_str("T00:00");
        }
        return;
    }
    if let Some((hour, minute)) = e.clock {
        let hour = hour_of_day(hour, e.part, e.meridiem);
        out.value.push_str(&format!("T{hour:02}:{minute:02}"));
        if e.zone.is_some_and(|z| z.2) {
            out.value.push('Z');
        }
        return;
    }
    if let Some(part) = e.part {
        out.value.push('T');
        out.value.push_str(part.code());
    }
}

/// A date as far as it is known, as TIMEX3 writes it.
pub(super) fn point_value(p: Point) -> String {
    match (p.year, p.month, p.day) {
        (Some(y), Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
        (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
        (Some(y), ..) => format!("{y:04}"),
        _ => "PAST_REF".to_owned(),
    }
}

/// The hour on a clock of twenty-four, from what is said beside it.
fn hour_of_day(hour: i32, part: Option<Part>, pm: Option<bool>) -> i32 {
    match (part, pm) {
        (_, Some(false)) if hour == 12 => 0,
        (_, Some(true)) if hour < 12 => hour + 12,
        (_, Some(_)) => hour,
        (Some(Part::Afternoon | Part::Evening), _) if hour < 12 => hour + 12,
        (Some(Part::Evening), _) if hour == 12 => 0,
        (Some(Part::Midday), _) if hour < 6 => hour + 12,
        (Some(Part::Night), _) if hour == 12 => 0,
        (Some(Part::Night), _) if (6..12).contains(&hour) => hour + 12,
        (Some(Part::Morning), _) if hour == 12 => 0,
        _ => hour,
    }
}

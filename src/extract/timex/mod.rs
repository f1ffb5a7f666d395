//! Time expressions: TIMEX3 DATE, TIME, DURATION, SET, with their values, and the article's own date.
//!
//! One pass over each sentence: [`atoms`] looks the words up, [`phrase`], [`numeric`] and [`duration`] build the longest expression,
//! [`interval`] completes lists and intervals, [`resolve`] reckons values from the publication date and the [`tense`] around a bare
//! weekday or month. **Invariant:** the spans found never depend on the publication date; giving another one changes values only.

mod atoms;
mod calendar;
mod clock;
mod coarse;
mod days;
mod duration;
mod expr;
mod feasts;
mod hijri;
mod interval;
mod islamic;
mod months;
mod numeric;
mod phrase;
mod publication;
mod reckon;
mod resolve;
mod tagger;
mod tense;
#[cfg(test)]
mod tests;
mod units;
mod words;

use super::{Context, Findings, Options, Published};
use crate::document::Document;
use crate::segment::Segmentation;
use crate::structure::Section;

/// The article's date: given by the person, else printed in a dateline, a stamp or the address, else candidates with their reasons.
pub fn publication(document: &Document, sections: &[Section], seg: &Segmentation, options: &Options) -> Published {
    publication::find(document, sections, seg, options)
}

/// Finds and resolves every time expression.
pub fn extract(cx: &Context<'_>, findings: &mut Findings) {
    tagger::run(cx, findings);
}

/// The length of an interval from the values of its ends (`2018-03-06`, `2018-03-08`: `P2D`); `None` where they differ in kind or are open.
pub fn length_between(start: &str, end: &str) -> Option<String> {
    interval::length_between(start, end)
}

/// The Hijri year, month and day of a Gregorian day (Umm al-Qura; the civil tabular calendar outside 1300–1600 AH).
pub fn hijri(day: jiff::civil::Date) -> (i32, i32, i32) {
    let (year, month, day) = (day.year(), day.month(), day.day());
    calendar::Date::new(year.into(), month.into(), day.into()).map_or((1, 1, 1), hijri::from_gregorian)
}

/// The Gregorian day, in ISO 8601, of a Hijri one; `None` where there is no such day.
pub fn gregorian(year: i32, month: i32, day: i32) -> Option<String> {
    hijri::to_gregorian(year, month, day).filter(|d| d.year <= 9999).map(|d| d.iso())
}

/// Whether this is a date the person may give: `2018-05-22`, or with a time `2018-05-22T03:18`.
pub fn is_date(value: &str) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    date.len() == 10
        && date.parse::<jiff::civil::Date>().is_ok()
        && time.is_none_or(|t| t.parse::<jiff::civil::Time>().is_ok())
}

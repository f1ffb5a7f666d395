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
mod list;
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

pub use calendar::Date;

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
pub fn hijri(day: Date) -> (i32, i32, i32) {
    hijri::from_gregorian(day)
}

/// The Gregorian day, in ISO 8601, of a Hijri one; `None` where there is no such day.
pub fn gregorian(year: i32, month: i32, day: i32) -> Option<String> {
    hijri::to_gregorian(year, month, day).filter(|d| d.year <= 9999).map(|d| d.iso())
}

/// Whether a folded word is a month's name and nothing else.
pub(super) fn is_month(fold: &str) -> bool {
    words::find(fold).is_some_and(|w| w.lead == 0 && !w.definite && matches!(w.lex, words::Lex::Month(_)))
        || matches!(fold, "اذار" | "اب" | "مارس")
}

/// Whether this is a time of day: `03:18`, `03:18:05`, or that with a fraction.
fn is_time(time: &str) -> bool {
    let (clock, fraction) = time.split_once('.').map_or((time, None), |(c, f)| (c, Some(f)));
    let limits = [23, 59, 59];
    let parts: Vec<&str> = clock.split(':').collect();
    let two = |p: &str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit());
    let fits = parts.iter().zip(limits).all(|(p, limit)| two(p) && p.parse::<u8>().is_ok_and(|n| n <= limit));
    let fraction = fraction.is_none_or(|f| parts.len() == 3 && !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    matches!(parts.len(), 2 | 3) && fits && fraction
}

/// Whether this is a date the person may give: `2018-05-22`, or with a time `2018-05-22T03:18`.
pub fn is_date(value: &str) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    Date::exactly(date).is_some() && time.is_none_or(is_time)
}

#[cfg(test)]
mod given {
    use super::is_date;

    #[test]
    fn dates_that_a_person_may_give() {
        for (given, is) in [
            ("2018-05-22", true),
            ("2018-05-22T03:18", true),
            ("2018-05-22T23:59:59.5", true),
            ("2018-02-30", false),
            ("+018-05-22", false),
            ("2018-5-222", false),
            ("2018-05-22T24:00", false),
            ("2018-05-22T3:18", false),
            ("2018-05-22T03:18.5", false),
            ("2018-05-22T", false),
        ] {
            assert_eq!(is_date(given), is, "{given}");
        }
    }
}

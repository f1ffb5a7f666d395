//! Time expressions: TIMEX3 DATE, TIME, DURATION, SET, with their values, and the article's own date.

use super::{Context, Findings, Options, Origin, Published};
use crate::document::Document;
use crate::segment::Segmentation;
use crate::structure::Section;

/// The article's date: given by the person, else printed in a dateline, else candidates.
pub fn publication(_: &Document, _: &[Section], _: &Segmentation, options: &Options) -> Published {
    match &options.published {
        Some(value) => Published { value: Some(value.clone()), origin: Some(Origin::User), ..Published::default() },
        None => Published::default(),
    }
}

/// Finds and resolves every time expression.
pub fn extract(_: &Context<'_>, _: &mut Findings) {}

/// Whether this is a date the person may give: `2018-05-22`, or with a time `2018-05-22T03:18`.
pub fn is_date(value: &str) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    date.len() == 10
        && date.parse::<jiff::civil::Date>().is_ok()
        && time.is_none_or(|t| t.parse::<jiff::civil::Time>().is_ok())
}

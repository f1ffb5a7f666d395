//! Civil dates: the proleptic Gregorian calendar, ISO weeks, and steps by day, week, month and year.

use std::fmt::Write;

/// A day of the Gregorian calendar. (A library's date does the same; with its time zones, roundings and errors it was 30 kB of the page.)
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: i32,
    /// From 1.
    pub day: i32,
}

pub(super) const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(super) const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + is_leap(year) as i32,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// The day, if there is one.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day))
            .then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01 (Hinnant, `days_from_civil`).
    pub const fn days(self) -> i32 {
        let y = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day that is `days` after 1970-01-01 (Hinnant, `civil_from_days`).
    pub(super) const fn from_days(days: i32) -> Self {
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let y = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * y + y / 4 - y / 100);
        let m = (5 * of_year + 2) / 153;
        let month = if m < 10 { m + 3 } else { m - 9 };
        Self { year: era * 400 + y + (month <= 2) as i32, month, day: of_year - (153 * m + 2) / 5 + 1 }
    }

    /// 1 for Monday to 7 for Sunday.
    pub const fn weekday(self) -> i32 {
        (self.days() + 3).rem_euclid(7) + 1
    }

    pub(super) const fn plus_days(self, days: i32) -> Self {
        Self::from_days(self.days() + days)
    }

    /// Steps by months; a day that the month lacks becomes its last.
    pub(super) const fn plus_months(self, months: i32) -> Self {
        let n = self.year * 12 + self.month - 1 + months;
        let (year, month) = (n.div_euclid(12), n.rem_euclid(12) + 1);
        let last = days_in_month(year, month);
        Self { year, month, day: if self.day > last { last } else { self.day } }
    }

    /// ISO 8601 year and week (weeks start on Monday).
    pub(super) const fn iso_week(self) -> (i32, i32) {
        let thursday = self.plus_days(4 - self.weekday());
        let first = Self { year: thursday.year, month: 1, day: 1 };
        (thursday.year, (thursday.days() - first.days()) / 7 + 1)
    }

    /// The last day with this weekday, up to and with this one where `today`, else before it.
    pub(super) const fn last(self, weekday: i32, today: bool) -> Self {
        let back = (self.weekday() - weekday).rem_euclid(7);
        self.plus_days(if back == 0 && !today { -7 } else { -back })
    }

    /// The next day with this weekday, from this one on where `today`, else after it.
    pub(super) const fn next(self, weekday: i32, today: bool) -> Self {
        let on = (weekday - self.weekday()).rem_euclid(7);
        self.plus_days(if on == 0 && !today { 7 } else { on })
    }

    /// `2018-05-22`.
    pub fn iso(self) -> String {
        let mut out = String::with_capacity(10);
        let _ = write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day);
        out
    }

    /// Reads just `2018-05-22`: four, two and two ASCII digits.
    pub fn exactly(text: &str) -> Option<Self> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(n, b)| if matches!(n, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
        if shape { Self::parse(text) } else { None }
    }

    /// Reads `2018-05-22`, and the same with a time after `T`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('T').next()?.split('-');
        let mut number = || parts.next()?.parse::<i32>().ok();
        let (year, month, day) = (number()?, number()?, number()?);
        Self::new(year, month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for n in -800_000..800_000 {
            if n % 7 == 0 {
                assert_eq!(Date::from_days(n).days(), n);
            }
        }
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::new(2018, 5, 21).unwrap().weekday(), 1);
        assert_eq!(Date::new(2000, 2, 29).unwrap().plus_days(1).iso(), "2000-03-01");
    }

    #[test]
    fn agrees_with_jiff() {
        for n in (-30_000..60_000).step_by(13) {
            let ours = Date::from_days(n);
            let date: jiff::civil::Date = ours.iso().parse().unwrap();
            assert_eq!(i32::from(date.weekday().to_monday_one_offset()), ours.weekday());
            let week = date.iso_week_date();
            assert_eq!((i32::from(week.year()), i32::from(week.week())), ours.iso_week());
        }
    }

    #[test]
    fn steps() {
        let day = Date::new(2018, 3, 31).unwrap();
        assert_eq!(day.plus_months(-1).iso(), "2018-02-28");
        assert_eq!(day.plus_months(10).iso(), "2019-01-31");
        assert_eq!(Date::parse("2018-05-22T03:18").unwrap().last(2, true).iso(), "2018-05-22");
        assert_eq!(Date::parse("2018-05-22").unwrap().last(2, false).iso(), "2018-05-15");
        assert_eq!(Date::parse("2018-05-22").unwrap().next(1, false).iso(), "2018-05-28");
        assert_eq!(Date::parse("2018-02-30"), None);
    }
}

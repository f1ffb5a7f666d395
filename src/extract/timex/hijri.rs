//! The Islamic calendar: Umm al-Qura, as Saudi Arabia reckons it, from 1300 to 1600 AH, and the civil tabular calendar outside.
//!
//! The month lengths are what `icu_calendar` 2.4 (Unicode licence) computes for Umm al-Qura; three hex digits hold a year,
//! one bit a month (lowest first), 1 for 30 days. The tabular calendar has 30-day odd and 29-day even months and eleven
//! leap years in thirty (Reingold and Dershowitz, Calendrical Calculations).

use super::calendar::Date;

const FIRST_YEAR: i32 = 1300;
const LAST_YEAR: i32 = 1600;
/// 1 Muharram 1300 in days since 1970-01-01: 1882-11-12.
const FIRST_DAY: i32 = -31_826;
/// 1 Muharram 1 of the civil tabular calendar (16 July 622 Julian) in days since 1970-01-01.
const TABULAR_EPOCH: i32 = -492_148;

const LENGTHS: &str = "\
5552ab9372b657636cb55aaa95649e95d2ba5b53aab4ba9652e2ad56db5a752f25e8ad16a56ab56b4da9b92b2564ba9b35a6d95d4da5d4aa95536975\
2f46e96d46a953525d4bd9ba3b4b69b2aa554ada5d2da6d9eaae94d2ac564aea6d56ad55d4aa9352ba5b53a6b5ea9d52d29a554ad56daea6e4ed1da2\
aaa95a2da5b9bb27646c95552ab4dbaba5b4da9d52aa592d26d8ed2daad5aa5a4b4979372b6975d69d52c9592b25b4db9d55d2da5d4aa9554daad3aa\
bd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aad55a9a92e26e55dada6d46a5b27a4d4ad56db5a754f49e92d26\
a563566b5baab92b2568ba9b55aada5b4da9b52a9a536276575af26d46a95552ad4bd9ba574b69b52a9552da5d4daad96b2e95e2ac9692eaad56ad65\
d4ad1562bc5b53a6b5db2d64d29a554ad96daea6e8ed1da4d4aa6a2da5b9b72b686d16554ab95b2ba5b5da9d52ca694e46e95d4daad5aaaa4d49b937\
4b6975d6ad52aa594b2ab55bad95d2dc5d92b25555ab55b4ba97a2745593aab4d69d65d2ba5b4aa954ad15d2dd9da5b45a952d25b8b717656db6aaca\
a9652b15b2bb5b6daab94d46a8d52da9d55a755749f13e4aa965566b5baab94";

fn umm_al_qura(year: i32) -> Option<u32> {
    let at = usize::try_from(year - FIRST_YEAR).ok()? * 3;
    u32::from_str_radix(LENGTHS.get(at..at + 3)?, 16).ok()
}

const fn year_days(bits: u32) -> i32 {
    348 + bits.count_ones().cast_signed()
}

fn tabular(year: i32, month: i32, day: i32) -> i32 {
    TABULAR_EPOCH + (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2 + day - 1
}

/// The Gregorian day of a Hijri one; `None` where the month has no such day.
pub(super) fn to_gregorian(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) || !(1..=9600).contains(&year) {
        return None;
    }
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Some(Date::from_days(tabular(year, month, day)));
    }
    let before: i32 = (FIRST_YEAR..year).filter_map(umm_al_qura).map(year_days).sum();
    let bits = umm_al_qura(year)?;
    let length = |m: i32| 29 + i32::from(bits >> (m - 1) & 1 == 1);
    // A day 30 of a month that has 29 by this reckoning is written where the moon was seen later: the next month's first.
    let of_year: i32 = (1..month).map(length).sum();
    Some(Date::from_days(FIRST_DAY + before + of_year + day - 1))
}

/// The Hijri year, month and day of a Gregorian day.
pub(super) fn from_gregorian(date: Date) -> (i32, i32, i32) {
    let days = date.days();
    let mut year = ((days - TABULAR_EPOCH) * 30).div_euclid(10_631);
    let start = |y: i32| to_gregorian(y, 1, 1).map_or(i32::MAX, Date::days);
    while start(year + 1) <= days {
        year += 1;
    }
    while year > 1 && start(year) > days {
        year -= 1;
    }
    let month = (1..=12).rev().find(|&m| to_gregorian(year, m, 1).is_some_and(|d| d.days() <= days)).unwrap_or(1);
    (year, month, days - to_gregorian(year, month, 1).map_or(days, Date::days) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        // Dates that Umm al-Qura publishes, and icu_calendar computes alike.
        for (hijri, gregorian) in [
            ((1300, 1, 1), "1882-11-12"),
            ((1439, 9, 5), "2018-05-20"),
            ((1439, 1, 1), "2017-09-21"),
            ((1445, 9, 1), "2024-03-11"),
            ((1356, 1, 1), "1937-03-14"),
            ((1600, 12, 29), "2174-11-24"),
        ] {
            let date = to_gregorian(hijri.0, hijri.1, hijri.2).unwrap();
            assert_eq!(date.iso(), gregorian);
            assert_eq!(from_gregorian(date), hijri);
        }
        assert_eq!(to_gregorian(1, 1, 1).unwrap().iso(), "0622-07-19");
        assert_eq!(to_gregorian(1439, 13, 1), None);
    }

    #[test]
    fn there_and_back() {
        for n in (-40_000..70_000).step_by(3) {
            let date = Date::from_days(n);
            let (y, m, d) = from_gregorian(date);
            assert_eq!(to_gregorian(y, m, d), Some(date), "{y}-{m}-{d}");
        }
    }
}

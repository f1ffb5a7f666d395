//! Named days: عيد الفطر, رأس السنة, عاشوراء, الجمعة العظيمة, and أول أيام before them or before a Hijri month.

use super::atoms::Atoms;
use super::calendar::Date;
use super::expr::{Expr, Parts};
use super::list::List;
use super::phrase::whole;
use super::resolve::{Base, Now};
use super::tense::Tense;
use super::words::{Lex, Table, Unit};
use crate::lexicon::{self, numerals::Kind};
use crate::normalize;
use std::sync::LazyLock;

/// When a named day is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Day {
    Hijri(i32, i32),
    Gregorian(i32, i32),
    /// Days from Easter Sunday, Orthodox or not.
    Easter(i32, bool),
}

/// The words after a named day's first one, and when it is.
type Named = (Vec<String>, Day);

/// Named days by their first word, those of more words first.
static FEASTS: LazyLock<Table<Vec<Named>>> = LazyLock::new(|| {
    let mut out: Table<Vec<Named>> = Table::default();
    for row in lexicon::rows(include_str!("feasts.tsv")) {
        let &[calendar, date, words] = row.as_slice() else { continue };
        let pair = || date.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        let day = match calendar {
            "hijri" => pair().map(|(m, d)| Day::Hijri(m, d)),
            "gregorian" => pair().map(|(m, d)| Day::Gregorian(m, d)),
            _ => date.parse().ok().map(|n| Day::Easter(n, calendar == "orthodox")),
        };
        let mut words = words.split(' ').map(normalize::fold_word);
        if let (Some(day), Some(first)) = (day, words.next()) {
            let list = out.entry(first).or_default();
            list.push((words.collect(), day));
            list.sort_by_key(|(rest, _)| core::cmp::Reverse(rest.len()));
        }
    }
    out
});

impl Atoms<'_> {
    /// A named day at `at`, its article or particles taken off.
    pub(super) fn feast(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.has_day() || e.date.month.is_some() || e.hijri.month.is_some() {
            return None;
        }
        let lead = self.word(at).map_or(0, |w| w.lead);
        let head = self.fold(at).get(lead..)?;
        let list = FEASTS.get(head)?;
        let (rest, day) =
            list.iter().find(|(rest, _)| rest.iter().enumerate().all(|(n, w)| self.fold(at + 1 + n) == w))?;
        if List::FeastThing.has(self.before(at)) {
            return None;
        }
        match *day {
            Day::Hijri(month, day) => e.hijri = Parts { day: Some(day), month: Some(month), year: None },
            Day::Gregorian(month, day) => e.date = Parts { day: Some(day), month: Some(month), year: None },
            Day::Easter(days, orthodox) => e.easter = Some((days, orthodox)),
        }
        e.feast = true;
        let mut end = at + 1 + rest.len();
        end += usize::from(List::Greeting.has(self.fold(end)));
        self.year_after(e, end).or(Some(end))
    }

    /// أول أيام عيد الفطر, ثاني أيام شهر رمضان, أول يوم من رمضان.
    pub(super) fn day_of_feast(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.has_date() {
            return None;
        }
        let n = self.number(at).filter(|n| n.kind == Kind::Ordinal && !n.definite)?;
        let value = whole(n.value).filter(|v| (1..=30).contains(v))?;
        let mut from = at + n.tokens;
        match self.fold(from) {
            "ايام" => from += 1,
            "يوم" => from += 1 + usize::from(matches!(self.fold(from + 1), "من" | "في")),
            _ => return None,
        }
        let mut trial = Expr { hijri: Parts { day: Some(value), ..Parts::default() }, ..e.clone() };
        let end = match self.lex(from)? {
            Lex::Feast => {
                trial = e.clone();
                let end = self.feast(&mut trial, from)?;
                for day in [&mut trial.hijri.day, &mut trial.date.day].into_iter().flatten() {
                    *day += value - 1;
                }
                trial.easter = trial.easter.map(|(days, orthodox)| (days + value - 1, orthodox));
                end
            }
            Lex::One(Unit::Month) if self.hijri_name(from + 1).is_some() => self.hijri_month(&mut trial, from + 1)?,
            Lex::WeakHijri(_) | Lex::HijriPair(..) | Lex::Dhu => self.hijri_month(&mut trial, from)?,
            _ => return None,
        };
        trial.weak = false;
        *e = trial;
        Some(end)
    }
}

/// Easter Sunday of a year: the Gregorian computus (Meeus, Jones, Butcher), the Julian one thirteen days on for the Eastern churches.
fn easter(year: i32, orthodox: bool) -> Option<Date> {
    if orthodox {
        let (a, b, c) = (year % 4, year % 7, year % 19);
        let d = (19 * c + 15) % 30;
        let e = (2 * a + 4 * b - d + 34) % 7;
        let days = d + e + 114;
        return Date::new(year, days / 31, days % 31 + 1).map(|d| d.plus_days(13));
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let days = h + l - 7 * m + 90;
    let month = days / 25;
    Date::new(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
}

/// The day that hangs on Easter: of the year that is named, else the one by the tense, as for any other date without its year.
pub(super) fn movable(e: &Expr, now: Now, tense: Tense) -> Option<Base> {
    let (days, orthodox) = e.easter?;
    let at = |year: i32| easter(year, orthodox).map(|d| d.plus_days(days));
    let rule = "timex.feast";
    let named = e.date.year.or(match e.rel {
        Some((Unit::Year, steps)) => now.date.map(|d| d.year + steps),
        _ => None,
    });
    if let Some(year) = named {
        return at(year).map(|d| Base::day(d, rule, 0.93));
    }
    let Some(today) = now.date else { return Some(Base::open("XXXX-XX-XX", None, rule)) };
    let near = |d: &Date| (d.days() - today.days()).abs();
    let all = [today.year - 1, today.year, today.year + 1].into_iter().filter_map(at);
    let date = match (e.dir, tense) {
        (Some(d), _) if d < 0 => all.filter(|d| *d < today).max(),
        (Some(d), _) if d > 0 => all.filter(|d| *d > today).min(),
        (_, Tense::Future) => all.filter(|d| *d >= today).min(),
        _ => all.min_by_key(near),
    };
    date.map(|d| Base::day(d, rule, 0.88).hung())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feast_is_read() {
        for row in lexicon::rows(include_str!("feasts.tsv")) {
            let words: Vec<String> = row[2].split(' ').map(normalize::fold_word).collect();
            let list = FEASTS.get(&words[0]).unwrap_or_else(|| panic!("{row:?}"));
            assert!(list.iter().any(|(rest, _)| rest[..] == words[1..]), "{row:?}");
        }
    }

    #[test]
    fn easter_sundays() {
        // As the churches publish them.
        for (year, west, east) in [
            (2016, "2016-03-27", "2016-05-01"),
            (2018, "2018-04-01", "2018-04-08"),
            (2023, "2023-04-09", "2023-04-16"),
            (2025, "2025-04-20", "2025-04-20"),
        ] {
            assert_eq!(easter(year, false).unwrap().iso(), west);
            assert_eq!(easter(year, true).unwrap().iso(), east);
        }
    }
}

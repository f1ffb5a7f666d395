//! Months by every name, Gregorian and Hijri, and years.

use super::atoms::Atoms;
use super::expr::Expr;
use super::list::List;
use super::phrase::whole;
use super::words::{Lex, Unit};
use crate::lexicon::numerals::{Kind, Style};

/// Years that a bare number may mean.
pub(super) const YEARS: core::ops::RangeInclusive<i32> = 1800..=2199;

impl Atoms<'_> {
    /// Over a day that is a name, and where it ends.
    pub(super) fn named_day(&self, at: usize) -> Option<usize> {
        let (_, digits) = self.digits(at).filter(|(day, _)| (1..=31).contains(day))?;
        let (_, _, end) = self.month_name(at + 1).filter(|_| digits <= 2)?;
        let head = self.before(at);
        let heads = [head, head.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).unwrap_or(head)];
        let dated = self.year_after(&mut Expr::at(at), end).is_some();
        (!dated && heads.iter().any(|h| List::CalledByDay.has(h))).then_some(end)
    }

    /// A month's name, both names of one month, with the year after it.
    pub(super) fn month(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.date.month.is_some() || e.hijri.day.is_some() && e.hijri.month.is_none() {
            return None;
        }
        let (month, weak, mut end) = self.month_name(at)?;
        e.date.month = Some(month);
        e.weak = weak && e.date.day.is_none();
        // نيسان/أبريل, أبريل نيسان, أبريل (نيسان)
        let sign = usize::from(self.sign(end, &["/", "-", "(", "\\", "|"]));
        if let Some((other, _, stop)) = self.month_name(end + sign) {
            let close = usize::from(self.fold(end) == "(" && self.fold(stop) == ")");
            if other == month
                && self.word(end + sign).is_some_and(|w| w.lead == 0)
                && (self.fold(end) != "(" || close == 1)
            {
                end = stop + close;
                e.weak = false;
            }
        }
        if let Some(stop) = self.american(e, end) {
            e.weak = false;
            return Some(stop);
        }
        if e.date.year.is_none()
            && let Some(stop) = self.year_after(e, end)
        {
            e.weak = false;
            return Some(stop);
        }
        Some(end)
    }

    /// `سبتمبر 8, 2018`, as a site's program writes it: the day and year after the month, and where they end.
    fn american(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let (day, length) = self.digits(at).filter(|&(day, _)| (1..=31).contains(&day))?;
        let (year, digits) = self.digits(at + 2).filter(|(year, _)| YEARS.contains(year))?;
        let free = e.date.day.is_none() && e.date.year.is_none();
        (free && length <= 2 && digits == 4 && self.sign(at + 1, &[",", "،"])).then(|| {
            (e.date.day, e.date.year) = (Some(day), Some(year));
            at + 3
        })
    }

    /// The month at `at`, whether its name is an everyday word too, and where it ends.
    pub(super) fn month_name(&self, at: usize) -> Option<(i32, bool, usize)> {
        let word = self.word(at)?;
        match word.lex {
            Lex::Month(n) if !word.definite => Some((n, false, at + 1)),
            Lex::WeakMonth(n) if !word.definite => Some((n, true, at + 1)),
            Lex::MonthPair(first, second) => match self.fold(at + 1) {
                "الاول" | "اول" => Some((first, false, at + 2)),
                "الثاني" | "ثاني" | "تاني" | "ثان" => Some((second, false, at + 2)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A Hijri month's name, with the year after it.
    pub(super) fn hijri_month(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.hijri.month.is_some() {
            return None;
        }
        let (month, weak, end) = self.hijri_name(at)?;
        e.hijri.month = Some(month);
        let mut year = Expr::at(at);
        let year_end = self.hijri_year(&mut year, end);
        let dated = e.hijri.day.is_some() || year_end.is_some() || e.share.is_some();
        let before = self.before(at);
        let ramadan = month == 9 && List::InRamadan.has(before) && !List::CalledRamadan.has(self.fold(end));
        let said =
            dated || ramadan || before.ends_with("شهر") || before.ends_with("غره") || e.edge.is_some() && month != 2;
        if weak && !said {
            return None;
        }
        if e.date.day.is_some() && e.date.month.is_none() {
            e.hijri.day = e.date.day.take();
        }
        e.hijri.year = e.hijri.year.or(year.hijri.year);
        let mut end = year_end.unwrap_or(end);
        if List::Honoured.has(self.fold(end)) {
            end += 1;
            if let Some(stop) = e.hijri.year.is_none().then(|| self.hijri_year(&mut year, end)).flatten() {
                e.hijri.year = year.hijri.year;
                end = stop;
            }
        }
        Some(end)
    }

    pub(super) fn hijri_name(&self, at: usize) -> Option<(i32, bool, usize)> {
        let next = at + 1;
        match self.lex(at)? {
            Lex::WeakHijri(n) => Some((n, true, next)),
            Lex::HijriPair(first, second) => match self.fold(next) {
                "الاول" | "الاولي" => Some((first, false, next + 1)),
                "الثاني" | "الاخر" | "الثانيه" | "الاخره" | "ثاني" => {
                    Some((second, false, next + 1))
                }
                _ => None,
            },
            Lex::Dhu => match self.lex(next) {
                Some(Lex::DhuName(n)) => Some((n, false, next + 1)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A Hijri year after its month: `1439`, `1439 هـ`, `عام 1439`.
    pub(super) fn hijri_year(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let mut from = at;
        if self.bare(from) == Some(Lex::From) || self.sign(from, &["،", ",", "/", "-"]) {
            from += 1;
        }
        if matches!(self.lex(from), Some(Lex::One(Unit::Year))) {
            from += 1;
        }
        let (year, end) = self.year_number(from)?;
        let era = self.lex(end) == Some(Lex::Era(true));
        (era || (1300..1600).contains(&year)).then(|| e.hijri.year = Some(year))?;
        Some(end + usize::from(era))
    }

    /// A year of three or four digits, or in words.
    pub(super) fn year_number(&self, at: usize) -> Option<(i32, usize)> {
        if let Some((value, digits)) = self.digits(at) {
            let fraction = self.glued(at + 1)
                && self.sign(at + 1, &[".", ","])
                && self.glued(at + 2)
                && self.digits(at + 2).is_some();
            return ((3..=4).contains(&digits) && !fraction).then_some((value, at + 1));
        }
        let n = self.number(at)?;
        let value = whole(n.value)?;
        (n.kind == Kind::Cardinal && n.style == Style::Words && n.lead == 0 && !n.definite && value >= 1000)
            .then_some((value, at + n.tokens))
    }

    /// A year after a month or an edge: bare, or after عام, من عام, a comma or a slash.
    pub(super) fn year_after(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let mut from = at;
        if self.bare(from) == Some(Lex::From) || self.sign(from, &["/", "-", "،", ","]) {
            from += 1;
        }
        if self.fold(from) == "ل" {
            from += 1;
        }
        if matches!(self.lex(from), Some(Lex::One(Unit::Year))) && self.going_on(from).is_some() {
            return self.year(e, from + 1, true);
        }
        self.year(e, from, false)
    }

    /// A year's number; `said` where عام stands before it.
    pub(super) fn year(&self, e: &mut Expr, at: usize, said: bool) -> Option<usize> {
        let (year, mut end) = self.year_number(at)?;
        if !said && !YEARS.contains(&year) {
            return None;
        }
        let mut hijri = false;
        match self.bare(end) {
            Some(Lex::Era(h)) if !(h && year > 1600) => {
                hijri = h;
                end += 1;
            }
            Some(Lex::Before) if self.fold(end + 1) == "الميلاد" => {
                e.before_christ = true;
                end += 2;
            }
            // Saudi news: عام 1439 without هـ.
            _ => hijri = said && (1380..=1480).contains(&year) && self.digits(at).is_some(),
        }
        if self.fold(end) == "ق" && self.fold(end + 1) == "." && self.fold(end + 2).starts_with('م') {
            e.before_christ = true;
            end += 3;
        }
        if hijri {
            e.hijri.year = Some(year);
        } else {
            e.date.year = Some(year);
        }
        Some(end)
    }

    /// شهر مايو, الشهر الماضي, شهر عشرة.
    pub(super) fn month_unit(&self, e: &mut Expr, at: usize, definite: bool) -> Option<usize> {
        let next = at + 1;
        if !definite {
            match self.lex(next) {
                Some(Lex::Month(_) | Lex::WeakMonth(_) | Lex::MonthPair(..)) => {
                    let end = self.month(e, next)?;
                    e.weak = false;
                    return Some(end);
                }
                Some(Lex::WeakHijri(_) | Lex::HijriPair(..) | Lex::Dhu) => return self.hijri_month(e, next),
                _ => {}
            }
            let n = self.number(next).filter(|n| n.lead == 0 && !n.definite)?;
            let value =
                whole(n.value).filter(|v| (1..=12).contains(v) && (e.date.day.is_some() || e.edge.is_some()))?;
            (e.date.month.is_none()).then(|| e.date.month = Some(value))?;
            let end = next + n.tokens;
            return self.year_after(e, end).or(Some(end));
        }
        if e.date.month.is_some() && !matches!(self.lex(next), Some(Lex::Adjective(_))) {
            return None;
        }
        if self.steps(next).is_none() && e.rel.is_none() && e.date.day.is_some() && e.weekday.is_none() {
            e.rel = Some((Unit::Month, 0));
            return Some(next);
        }
        self.unit(e, at, Unit::Month, true)
    }

    /// A bare year where the words around it say that it is one.
    pub(super) fn bare_year(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
        if e.date.year.is_some() || e.hijri.year.is_some() {
            return None;
        }
        let (year, digits) = self.digits(at)?;
        if digits != 4 || !(1900..=2100).contains(&year) {
            return None;
        }
        if !first {
            let goes = e.season.is_some()
                || e.share.is_some()
                || e.edge.is_some()
                || (e.date.month.is_some() && e.date.day.is_some());
            return goes.then(|| self.year(e, at, false)).flatten();
        }
        let year_like =
            |n: Option<usize>| n.and_then(|n| self.digits(n)).is_some_and(|(v, d)| d == 4 && (1800..2200).contains(&v));
        let two = |n: Option<usize>| {
            matches!(n.and_then(|n| self.lex(n)), Some(Lex::Between | Lex::OfTwo(Unit::Year) | Lex::Two(Unit::Year)))
        };
        let next_year = year_like(Some(at + 2)) && self.fold(at + 1) == "و";
        // بين 1800 و2000 لاجئ
        let people = |n: usize| crate::extract::quantity::counts(self.fold(n));
        if next_year && people(at + 3) || people(at + 1) {
            return None;
        }
        let either = self.before(at) == "او" && year_like(at.checked_sub(2));
        let head = self.before(at);
        let event = List::Event.has(head) || head.strip_prefix(['و', 'ب', 'ل']).is_some_and(|h| List::Event.has(h));
        let pair = two(at.checked_sub(1)) && next_year
            || either
            || self.before(at) == "و" && year_like(at.checked_sub(2)) && two(at.checked_sub(3))
            || self.before(at) == "-" && year_like(at.checked_sub(2)) && self.digits(at - 2) < self.digits(at);
        let bracket = self.fold(at + 1) == ")" && self.before(at) == "(";
        let said = matches!(
            at.checked_sub(1).and_then(|n| self.lex(n)),
            Some(Lex::In | Lex::Since | Lex::To | Lex::During | Lex::Before | Lex::After)
        ) || List::BeforeYear.has(self.before(at));
        let next = self.fold(at + 1);
        let since = at.checked_sub(1).and_then(|n| self.lex(n)) == Some(Lex::Since);
        let counted = !since
            && self.lex(at + 1).is_none()
            && next.chars().next().is_some_and(char::is_alphabetic)
            && (next.ends_with('ا') || next.ends_with('ه'))
            && !next.starts_with("ال")
            || matches!(self.lex(at + 1), Some(Lex::One(_) | Lex::Many(_)))
            || matches!(next, "من" | "%" | "." | ",") && self.digits(at + 2).is_some() && self.glued(at + 2)
            || next == "%"
            || (next == "من" && self.fold(at + 2).starts_with("ال"));
        (pair || (bracket || said || event) && !counted).then(|| self.year(e, at, false)).flatten()
    }
}

//! The parts of a date that have numbers: days, months, years, numeric dates, clock times, decades, centuries.

use super::atoms::Atoms;
use super::expr::{Expr, Parts};
use super::phrase::whole;
use super::words::{Dir, Lex, Part, Unit};
use crate::lexicon::numerals::{Kind, Style};

/// Words before a number that make `3/2015` a decree's and not a month's.
const COUNTED: &[&str] = &["رقم", "عدد", "قانون", "المرسوم", "مرسوم", "القرار", "القانون", "بند", "الفصل", "الماده"];

/// Years that a bare number may mean.
const YEARS: core::ops::RangeInclusive<i32> = 1800..=2199;

impl Atoms<'_> {
    /// A month's name, both names of one month, with the year after it.
    pub(super) fn month(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.date.month.is_some() || e.hijri.day.is_some() && e.hijri.month.is_none() {
            return None;
        }
        let (month, weak, mut end) = self.month_name(at)?;
        e.date.month = Some(month);
        e.weak = weak && e.date.day.is_none();
        // نيسان/أبريل, أبريل نيسان, أبريل (نيسان)
        let sign = usize::from(self.sign(end, &["/", "-", "–", "(", "\\", "|"]));
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
        if e.date.year.is_none() {
            if let Some(stop) = self.year_after(e, end) {
                e.weak = false;
                return Some(stop);
            }
        }
        Some(end)
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
        let dated = e.hijri.day.is_some() || year_end.is_some();
        let before = self.before(at);
        let ramadan = month == 9
            && (matches!(before, "في" | "فى" | "خلال" | "قبل" | "بعد" | "منذ" | "حتي" | "طيله" | "طوال")
                && !matches!(self.fold(end), "شلح" | "عبد" | "بن"));
        if weak && !dated && !ramadan && !before.ends_with("شهر") && !(e.edge.is_some() && month != 2) {
            return None;
        }
        if e.date.day.is_some() && e.date.month.is_none() {
            e.hijri.day = e.date.day.take();
        }
        e.hijri.year = e.hijri.year.or(year.hijri.year);
        let mut end = year_end.unwrap_or(end);
        if matches!(self.fold(end), "المبارك" | "المعظم" | "الفضيل" | "المحرم" | "الحرام" | "الكريم")
        {
            end += 1;
            if let Some(stop) = e.hijri.year.is_none().then(|| self.hijri_year(&mut year, end)).flatten() {
                e.hijri.year = year.hijri.year;
                end = stop;
            }
        }
        Some(end)
    }

    fn hijri_name(&self, at: usize) -> Option<(i32, bool, usize)> {
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
    fn hijri_year(&self, e: &mut Expr, at: usize) -> Option<usize> {
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
    fn year_number(&self, at: usize) -> Option<(i32, usize)> {
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
        if self.bare(from) == Some(Lex::From) || self.sign(from, &["/", "-", "–", "،", ","]) {
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

    /// Whatever begins with digits or a number word.
    pub(super) fn numeric(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
        if let Some(end) = self.day_before(at).filter(|_| e.shift.is_none() && e.date.day.is_none()) {
            e.shift = Some(-2);
            return Some(end);
        }
        // الـ19 من نيسان
        let from = if self.word(at).is_none() && matches!(self.fold(at), "ال") && self.digits(at + 1).is_some() {
            at + 1
        } else {
            at
        };
        if self.digits(from).is_some() {
            return self
                .numeric_date(e, from)
                .or_else(|| self.numeric_clock(e, from, first))
                .or_else(|| self.day_number(e, from))
                .or_else(|| self.bare_year(e, from, first));
        }
        self.day_number(e, at).or_else(|| self.hour_word(e, at)).or_else(|| self.nth(e, at))
    }

    /// أول أمس, أول من أمس.
    fn day_before(&self, at: usize) -> Option<usize> {
        if !matches!(self.fold(at), "اول" | "واول" | "لاول") {
            return None;
        }
        let next = if self.bare(at + 1) == Some(Lex::From) { at + 2 } else { at + 1 };
        (self.bare(next) == Some(Lex::Deictic(-1))).then_some(next + 1)
    }

    /// `22/05/2018`, `2018-05-22`, `22/مايو/2018`, `3-2015`.
    fn numeric_date(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.date.month.is_some() || e.date.day.is_some() || e.date.year.is_some() || e.shift.is_some() {
            return None;
        }
        let (a, a_len) = self.digits(at)?;
        let sign = self.fold(at + 1);
        if !matches!(sign, "/" | "-" | "." | "\\" | "–") {
            return None;
        }
        if let (Some((month, _, end)), true) = (self.month_name(at + 2), matches!(sign, "/" | "-" | "\\")) {
            // The second name of the month may follow before the year: 22/مايو/أيار/2018.
            if (1..=31).contains(&a) && a_len <= 2 && self.word(at + 2).is_some_and(|w| w.lead == 0) {
                (e.date.day, e.date.month) = (Some(a), Some(month));
                let mut inner = Expr::at(at);
                let end = self.month(&mut inner, at + 2).unwrap_or(end);
                e.date.year = inner.date.year;
                return Some(end);
            }
        }
        let (b, b_len) = self.digits(at + 2)?;
        let spaced = !self.glued(at + 1) || !self.glued(at + 2);
        if self.fold(at + 3) == sign && self.digits(at + 4).is_some() {
            let (c, c_len) = self.digits(at + 4)?;
            if self.fold(at + 5) == sign && self.digits(at + 6).is_some() {
                return None;
            }
            let (parts, other) = order((a, a_len), (b, b_len), (c, c_len))?;
            if spaced && c_len != 4 && a_len != 4 {
                return None;
            }
            let end = at + 5;
            let era = matches!(self.bare(end), Some(Lex::Era(_)));
            let hijri = parts.year.is_some_and(|y| (1300..1600).contains(&y)) || self.bare(end) == Some(Lex::Era(true));
            if hijri {
                e.hijri = parts;
            } else {
                e.date = parts;
                e.other = other;
            }
            return Some(end + usize::from(era));
        }
        // A month and a year, or a day and a month after a weekday.
        if spaced || sign == "." {
            return None;
        }
        let counted = COUNTED.contains(&self.before(at))
            || self.before(at).is_empty() && self.len() > 3 && self.get(at + 3).is_some() && e.first < at;
        if a_len <= 2 && (1..=12).contains(&a) && b_len == 4 && YEARS.contains(&b) && !counted {
            e.date = Parts { day: None, month: Some(a), year: Some(b) };
            return Some(at + 3);
        }
        if b_len <= 2 && (1..=12).contains(&b) && a_len == 4 && YEARS.contains(&a) && !counted && sign == "/" {
            e.date = Parts { day: None, month: Some(b), year: Some(a) };
            return Some(at + 3);
        }
        let said = e.weekday.is_some() || matches!(self.before(at), "يوم" | "بتاريخ" | "تاريخ" | "ليوم");
        (said && sign == "/" && (1..=31).contains(&a) && (1..=12).contains(&b)).then(|| {
            e.date.day = Some(a);
            e.date.month = Some(b);
            at + 3
        })
    }

    /// `10:30`, `10:30:15`, `10 صباحا`.
    fn numeric_clock(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
        if e.clock.is_some() || e.middle {
            return None;
        }
        let (hour, hour_len) = self.digits(at)?;
        if !(0..=24).contains(&hour) || hour_len > 2 {
            return None;
        }
        let next = at + 1;
        let minutes = self
            .digits(at + 2)
            .filter(|&(m, n)| n == 2 && (0..60).contains(&m) && self.glued(next) && self.glued(next + 1));
        if let (":", Some((minute, _))) = (self.fold(next), minutes) {
            let seconds = self.fold(at + 3) == ":" && self.digits(at + 4).is_some_and(|(s, n)| n == 2 && s < 60);
            let end = if seconds { at + 5 } else { at + 3 };
            if self.fold(end) == ":" && self.glued(end) {
                return None;
            }
            e.clock = Some((hour, minute));
            return Some(end);
        }
        // 10 صباحا; 10 من مساء أمس
        let dotted = minutes.filter(|_| self.fold(next) == ".");
        let end = if dotted.is_some() { at + 3 } else { next };
        let adverb = match self.bare(end) {
            Some(Lex::Adverb(_)) => true,
            Some(Lex::Part(Part::Evening)) => matches!(self.fold(end), "مساء"),
            Some(Lex::After | Lex::Before) => self.fold(end + 1) == "الظهر",
            Some(Lex::Zone) => true,
            _ => matches!(self.fold(end), "بتوقيت" | "بالتوقيت"),
        };
        if !adverb || self.number(at).is_some_and(|n| n.tokens > end - at) || !first && !e.has_day() {
            return None;
        }
        e.clock = Some((hour, dotted.map_or(0, |m| m.0)));
        Some(end)
    }

    /// A day before its month: `19 نيسان`, `الأول من مايو`, `20 من الشهر المقبل`.
    fn day_number(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.date.day.is_some() && e.date.month.is_some() || e.shift.is_some() && e.date.day.is_some() {
            return None;
        }
        let (value, after) = match self.digits(at) {
            Some((value, digits)) => (value, if digits <= 2 { at + 1 } else { return None }),
            None => {
                let n = self.number(at)?;
                (whole(n.value).filter(|_| matches!(n.kind, Kind::Cardinal | Kind::Ordinal))?, at + n.tokens)
            }
        };
        if !(1..=31).contains(&value) {
            return None;
        }
        let glued_month = self.digits(at).is_none_or(|_| !self.sign(after, &["."]));
        let mut from = after;
        if self.bare(from) == Some(Lex::From)
            || self.sign(from, &["/", "-", "–"]) && self.month_name(from + 1).is_some()
            || self.bare(from) == Some(Lex::In) && self.month_name(from + 1).is_some()
        {
            from += 1;
        }
        if self.fold(from) == "يوم" && self.bare(from.wrapping_sub(1)) == Some(Lex::From) {
            return None;
        }
        let mut trial = e.clone();
        trial.date.day = Some(value);
        let end = match self.going_on(from).map(|w| w.lex).filter(|_| glued_month) {
            Some(Lex::Month(_) | Lex::WeakMonth(_) | Lex::MonthPair(..)) if e.date.month.is_none() => {
                self.month(&mut trial, from)
            }
            Some(Lex::WeakHijri(_) | Lex::HijriPair(..) | Lex::Dhu) if e.hijri.month.is_none() => {
                trial.date.day = e.date.day;
                trial.hijri.day = Some(value);
                self.hijri_month(&mut trial, from)
            }
            Some(Lex::One(Unit::Month)) => {
                let counted = self.digits(at).is_some()
                    && from == after
                    && self.steps(from + 1).is_none()
                    && self.month_name(from + 1).is_none();
                if counted { None } else { self.month_unit(&mut trial, from, self.word(from)?.definite) }
            }
            Some(Lex::Demonstrative(Dir::This)) if from > after => {
                self.element(&mut trial, from, false).filter(|_| matches!(trial.rel, Some((Unit::Month, _))))
            }
            _ => None,
        };
        if let Some(end) = end {
            // 19 مايو, but not 5 من رمضان's men.
            trial.weak = false;
            *e = trial;
            return Some(end);
        }
        // الخميس في الحادي والعشرين; الثلاثاء الثالث والعشرون
        let n = self.number(at)?;
        let alone =
            e.weekday.is_some() && e.date.month.is_none() && e.rel.is_none() && e.dir.is_none() && e.nth.is_none();
        (alone && n.definite && n.kind == Kind::Ordinal && (13..=31).contains(&value)).then(|| {
            e.date.day = Some(value);
            after
        })
    }

    /// A bare year where the words around it say that it is one.
    fn bare_year(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
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
        let two = |n: Option<usize>| matches!(n.and_then(|n| self.lex(n)), Some(Lex::Between | Lex::OfTwo(Unit::Year)));
        let next_year = year_like(Some(at + 2)) && self.fold(at + 1) == "و";
        let pair = two(at.checked_sub(1)) && next_year
            || self.before(at) == "و" && year_like(at.checked_sub(2)) && two(at.checked_sub(3))
            || matches!(self.before(at), "-" | "–")
                && year_like(at.checked_sub(2))
                && self.digits(at - 2) < self.digits(at);
        let bracket = self.fold(at + 1) == ")" && self.before(at) == "(";
        let said = matches!(
            at.checked_sub(1).and_then(|n| self.lex(n)),
            Some(Lex::In | Lex::Since | Lex::To | Lex::During | Lex::Before | Lex::After)
        ) || matches!(self.before(at), "بحلول" | "لعام" | "مونديال");
        let next = self.fold(at + 1);
        let counted = self.lex(at + 1).is_none()
            && next.chars().next().is_some_and(char::is_alphabetic)
            && (next.ends_with('ا') || next.ends_with('ه'))
            && !next.starts_with("ال")
            || matches!(self.lex(at + 1), Some(Lex::One(_) | Lex::Many(_)))
            || matches!(next, "من" | "%" | "." | ",") && self.digits(at + 2).is_some() && self.glued(at + 2)
            || next == "%"
            || (next == "من" && self.fold(at + 2).starts_with("ال"));
        (pair || (bracket || said) && !counted).then(|| self.year(e, at, false)).flatten()
    }

    /// الساعة الخامسة والنصف, الساعة 12:30.
    pub(super) fn hour(&self, e: &mut Expr, at: usize, definite: bool) -> Option<usize> {
        if e.clock.is_some() || !definite {
            return None;
        }
        let next = if self.sign(at + 1, &["(", ":"]) { at + 2 } else { at + 1 };
        let (hour, minute, mut end) = match self.digits(next) {
            Some((hour, digits)) if digits <= 2 => {
                let minutes = self.digits(next + 2).filter(|&(m, n)| {
                    n == 2
                        && m < 60
                        && self.sign(next + 1, &[":", ".", ",", "،"])
                        && self.glued(next + 1)
                        && self.glued(next + 2)
                });
                (hour, minutes.map_or(0, |m| m.0), if minutes.is_some() { next + 3 } else { next + 1 })
            }
            _ => self.hour_number(next)?,
        };
        if !(0..=24).contains(&hour) {
            return None;
        }
        e.clock = Some((hour, minute));
        if minute == 0 {
            end = self.minutes(e, end);
        }
        Some(end)
    }

    /// An hour in words: الخامسة, الثانية عشرة, الواحدة, خمسة.
    fn hour_number(&self, at: usize) -> Option<(i32, i32, usize)> {
        let n = self.number(at)?;
        let tokens = if n.tokens > 1 && (n.value.fract() > 0.0 || n.value > 24.0) { 1 } else { n.tokens };
        let value = if tokens == n.tokens {
            whole(n.value)?
        } else {
            whole(crate::lexicon::numerals::read_part(self, at)?.value)?
        };
        (n.lead == 0 && matches!(n.kind, Kind::Cardinal | Kind::Ordinal) && (0..=24).contains(&value)).then_some((
            value,
            0,
            at + tokens,
        ))
    }

    /// والنصف, والربع, إلا ربعا, و20 دقيقة after an hour.
    fn minutes(&self, e: &mut Expr, at: usize) -> usize {
        let Some((hour, _)) = e.clock else { return at };
        let fold = self.fold(at);
        let simple = match fold {
            "والنصف" | "ونصف" | "والنص" => Some(30),
            "والربع" | "وربع" => Some(15),
            "والثلث" | "وثلث" => Some(20),
            _ => None,
        };
        if let Some(minute) = simple {
            e.clock = Some((hour, minute));
            return at + 1;
        }
        if fold == "الا" {
            let back = match self.fold(at + 1) {
                "ربع" | "ربعا" | "الربع" => Some((15, at + 2)),
                "ثلث" | "ثلثا" | "الثلث" => Some((20, at + 2)),
                _ => self.number(at + 1).and_then(|n| {
                    let end = at + 1 + n.tokens;
                    matches!(self.lex(end), Some(Lex::One(Unit::Minute) | Lex::Many(Unit::Minute)))
                        .then_some((whole(n.value)?, end + 1))
                }),
            };
            if let Some((minutes, end)) = back.filter(|&(m, _)| m < 60 && hour > 0) {
                e.clock = Some((hour - 1, 60 - minutes));
                return end;
            }
        }
        // و20 دقيقة, وعشر دقائق
        let from = if fold == "و" { at + 1 } else { at };
        if let Some(n) = self.number(from).filter(|n| n.conjunction || from > at) {
            let end = from + n.tokens;
            if let (Some(Lex::One(Unit::Minute) | Lex::Many(Unit::Minute)), Some(minute)) =
                (self.lex(end), whole(n.value).filter(|m| *m < 60))
            {
                e.clock = Some((hour, minute));
                return end + 1;
            }
        }
        at
    }

    /// الخامسة مساء, الثامنة من صباح السبت: an hour in words without الساعة.
    fn hour_word(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.clock.is_some() {
            return None;
        }
        let n = self.number(at)?;
        let value = whole(n.value).filter(|v| (1..=12).contains(v))?;
        let feminine = self.fold(at).ends_with('ه') || n.tokens > 1 && self.fold(at).contains("ثاني");
        if !n.definite || !feminine {
            return None;
        }
        let mut trial = e.clone();
        trial.clock = Some((value, 0));
        let mut end = self.minutes(&mut trial, at + n.tokens);
        let said = matches!(self.before(at), "عند" | "بين" | "حتي" | "الساعه") || self.before(at) == "حدود";
        let next = self.bare(end);
        let adverb = matches!(next, Some(Lex::Adverb(_)))
            || self.fold(end) == "مساء"
            || matches!(next, Some(Lex::After | Lex::Before)) && self.fold(end + 1) == "الظهر"
            || self.fold(end) == "بتوقيت"
            || self.fold(end) == "بالتوقيت";
        if !adverb {
            let from = if next == Some(Lex::From) { end + 1 } else { end };
            let part = matches!(self.bare(from), Some(Lex::Part(_)))
                || matches!(self.bare(from), Some(Lex::After | Lex::Before))
                    && matches!(self.lex(from + 1), Some(Lex::Part(Part::Midday)));
            if !part {
                return None;
            }
            let mut inner = trial.clone();
            match self.element(&mut inner, from, false) {
                Some(stop) => {
                    trial = inner;
                    end = stop;
                }
                None if said => {}
                None => return None,
            }
        }
        *e = trial;
        Some(end)
    }

    /// ثالث يوم ثلاثاء, آخر اثنين من.
    fn nth(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.nth.is_some() || e.weekday.is_some() {
            return None;
        }
        let (n, from) = if matches!(self.fold(at), "اخر") {
            (-1, at + 1)
        } else {
            let n = self.number(at).filter(|n| n.kind == Kind::Ordinal && n.lead == 0 && !n.definite)?;
            (whole(n.value).filter(|v| (1..=5).contains(v))?, at + n.tokens)
        };
        let day = if self.fold(from) == "يوم" { from + 1 } else { from };
        let Some(Lex::Weekday(weekday)) = self.bare(day) else { return None };
        let mut trial = e.clone();
        (trial.nth, trial.weekday) = (Some(n), Some(weekday));
        let after = if matches!(self.bare(day + 1), Some(Lex::From | Lex::In)) { day + 2 } else { day + 1 };
        let end = self.element(&mut trial, after, false)?;
        (trial.date.month.is_some() || matches!(trial.rel, Some((Unit::Month, _)))).then(|| *e = trial)?;
        Some(end)
    }

    /// ص, م after a clock; هـ, ميلادي after a year.
    pub(super) fn letter(&self, e: &mut Expr, at: usize, lex: Lex, yes: bool) -> Option<usize> {
        // م is both.
        if e.clock.is_some() && e.meridiem.is_none() && e.part.is_none() && matches!(self.fold(at), "ص" | "م") {
            e.meridiem = Some(self.fold(at) == "م");
            return Some(at + 1);
        }
        match lex {
            Lex::Era(_) if yes && e.hijri.year.is_some() => Some(at + 1),
            _ if self.fold(at).starts_with('م')
                && e.date.year.is_some()
                && e.clock.is_none()
                && self.fold(at - 1) != self.fold(at)
                && self.digits(at - 1).is_some() =>
            {
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// بتوقيت غرينتش, بالتوقيت المحلي, ت.غ
    pub(super) fn zone(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.zone.is_some() {
            return None;
        }
        let next = at + 1;
        let name = self.get(next)?;
        if !name.fold.chars().next().is_some_and(char::is_alphabetic) {
            return None;
        }
        let greenwich = self.lex(next) == Some(Lex::ZoneName(true)) || matches!(name.fold, "GMT" | "UTC");
        let two = matches!(
            (self.fold(next), self.fold(next + 1)),
            ("مكه", "المكرمه") | ("القدس", "المحتله") | ("شرق" | "وسط" | "غرب", _)
        );
        let end = if two { next + 2 } else { next + 1 };
        e.zone = Some((next, end, greenwich));
        Some(end)
    }

    /// صيف 2016, الصيف الماضي.
    pub(super) fn season(&self, e: &mut Expr, at: usize, code: &'static str, definite: bool) -> Option<usize> {
        if e.season.is_some() || e.has_day() || e.date.month.is_some() {
            return None;
        }
        let next = at + 1;
        if code == "SP" {
            // ربيع الأول is a month.
            if let Some(end) = self.hijri_name(at).and_then(|_| self.hijri_month(e, at)) {
                return Some(end);
            }
        }
        let mut trial = e.clone();
        trial.season = Some(code);
        if definite {
            let (steps, dir, end) = self.steps(next)?;
            matches!(dir, Dir::Past | Dir::Next | Dir::This).then(|| trial.dir = Some(steps))?;
            *e = trial;
            return Some(end);
        }
        if let Some(end) = self.year_after(&mut trial, next) {
            *e = trial;
            return Some(end);
        }
        let from = if self.bare(next) == Some(Lex::From) { next + 1 } else { next };
        let end = self.element(&mut trial, from, false).filter(|_| matches!(trial.rel, Some((Unit::Year, _))))?;
        *e = trial;
        Some(end)
    }

    /// الربع الأول من العام, النصف الثاني من 2017.
    pub(super) fn share(&self, e: &mut Expr, at: usize, lex: Lex, definite: bool) -> Option<usize> {
        if !definite || e.share.is_some() || e.has_day() {
            return None;
        }
        let n = self.number(at + 1).filter(|n| n.definite && n.lead == 0 && n.kind == Kind::Ordinal)?;
        let value = whole(n.value)?;
        let (code, most) = match lex {
            Lex::Half => ('H', 2),
            Lex::Share(4) => ('Q', 4),
            Lex::Share(_) => return None,
            _ => return None,
        };
        let from = at + 1 + n.tokens;
        let mut trial = e.clone();
        trial.share = Some((code, value)).filter(|_| value <= most);
        trial.share?;
        let after = if matches!(self.bare(from), Some(Lex::From | Lex::In)) { from + 1 } else { return None };
        let end = match self.bare_year(&mut trial, after, false) {
            Some(end) => Some(end),
            None => self.element(&mut trial, after, false),
        };
        let end = end.filter(|_| trial.date.year.is_some() || matches!(trial.rel, Some((Unit::Year, _))))?;
        *e = trial;
        Some(end)
    }

    /// السبعينات, ستينيات القرن الماضي.
    pub(super) fn decade(&self, e: &mut Expr, at: usize, decade: i32, definite: bool) -> Option<usize> {
        if e.decade.is_some() || e.has_date() {
            return None;
        }
        let mut next = at + 1;
        if self.bare(next) == Some(Lex::From) {
            next += 1;
        }
        // في السبعينات من عمره
        if next > at + 1 && self.fold(next).starts_with("عمر") || self.fold(at + 1).starts_with("عمر") {
            return None;
        }
        if self.lex(next) == Some(Lex::One(Unit::Century)) {
            let (century, end) = match self.steps(next + 1) {
                Some((-1, _, end)) => (19, end),
                Some((0, _, end)) => (20, end),
                _ => self.century(next + 1).map(|(n, end)| (n - 1, end))?,
            };
            e.decade = Some(century * 10 + decade / 10);
            return Some(end);
        }
        (definite).then(|| e.decade = Some(190 + decade / 10))?;
        Some(at + 1)
    }

    /// العشرين, التاسع عشر, الـ19, 21 after القرن.
    pub(super) fn century(&self, at: usize) -> Option<(i32, usize)> {
        let from = if matches!(self.fold(at), "ال") { at + 1 } else { at };
        let n = self.number(from).filter(|n| n.lead == 0 && (n.definite || n.style == Style::Digits))?;
        let value = whole(n.value).filter(|v| (1..=30).contains(v))?;
        Some((value, from + n.tokens))
    }
}

/// Three numbers of a date in the order that their size allows; the year's place decides, else day, month, year. The second is the
/// other order that two-digit years allow.
fn order(a: (i32, usize), b: (i32, usize), c: (i32, usize)) -> Option<(Parts, Option<Parts>)> {
    let parts = |y: i32, m: i32, d: i32| Parts { day: Some(d), month: Some(m), year: Some(y) };
    let fits = |p: &Parts| {
        p.month.is_some_and(|m| (1..=12).contains(&m))
            && p.day.is_some_and(|d| (1..=31).contains(&d))
            && p.year.is_some_and(|y| y >= 1)
    };
    if b.1 > 2 {
        return None;
    }
    let short = |y: i32| if y >= 70 { 1900 + y } else { 2000 + y };
    let readings = match (a.1, c.1) {
        (4, 1 | 2) => [Some(parts(a.0, b.0, c.0)), Some(parts(a.0, c.0, b.0))],
        (1 | 2, 4) => [Some(parts(c.0, b.0, a.0)), Some(parts(c.0, a.0, b.0))],
        (2, 2) => [Some(parts(short(c.0), b.0, a.0)), Some(parts(short(a.0), b.0, c.0))],
        (1, 2) => [Some(parts(short(c.0), b.0, a.0)), None],
        _ => return None,
    };
    let mut good = readings.into_iter().flatten().filter(fits);
    let first = good.next()?;
    let second = good.next().filter(|_| (a.1, c.1) == (2, 2));
    Some((first, second))
}

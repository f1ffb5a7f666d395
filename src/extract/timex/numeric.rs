//! Dates that begin with digits or a number word.

use super::atoms::Atoms;
use super::expr::{Expr, Parts};
use super::list::List;
use super::months::YEARS;
use super::phrase::whole;
use super::words::{Dir, Lex, Unit};
use crate::lexicon::numerals::Kind;

impl Atoms<'_> {
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
            // The 7 of 14.7 is no day.
            let decimal = from == at
                && self.sign(at.wrapping_sub(1), &[".", ",", "،", "ر"])
                && self.glued(at)
                && self.glued(at.wrapping_sub(1))
                && at.checked_sub(2).is_some_and(|n| self.digits(n).is_some());
            if decimal && first {
                return None;
            }
            return self
                .numeric_date(e, from)
                .or_else(|| self.numeric_clock(e, from, first))
                .or_else(|| self.day_number(e, from))
                .or_else(|| self.bare_year(e, from, first));
        }
        self.day_number(e, at)
            .or_else(|| self.hour_word(e, at))
            .or_else(|| self.nth(e, at))
            .or_else(|| self.day_of_feast(e, at))
    }

    /// `22/05/2018`, `2018-05-22`, `22/مايو/2018`, `3-2015`.
    pub(super) fn numeric_date(&self, e: &mut Expr, at: usize) -> Option<usize> {
        if e.date.month.is_some() || e.date.day.is_some() || e.date.year.is_some() || e.shift.is_some() {
            return None;
        }
        let (a, a_len) = self.digits(at)?;
        let sign = self.fold(at + 1);
        if !matches!(sign, "/" | "-" | "." | "\\") {
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
        // دمشق - 20 - 8 (كونا): between the place and the source of a dateline.
        let dateline = sign == "-" && self.before(at) == "-" && self.sign(at + 3, &["("]) && self.sign(at + 5, &[")"]);
        if dateline && spaced && a_len <= 2 && b_len <= 2 && (1..=31).contains(&a) && (1..=12).contains(&b) {
            (e.date.day, e.date.month) = (Some(a), Some(b));
            return Some(at + 3);
        }
        // A month and a year, or a day and a month after a weekday.
        if spaced || sign == "." {
            return None;
        }
        let counted = List::Decree.has(self.before(at))
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

    /// A day before its month: `19 نيسان`, `الأول من مايو`, `20 من الشهر المقبل`.
    pub(super) fn day_number(&self, e: &mut Expr, at: usize) -> Option<usize> {
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
        if !(1..=31).contains(&value) || matches!(self.before(at), "النصف" | "الربع" | "الثلث" | "والنصف" | "الاسبوع")
        {
            return None;
        }
        let glued_month = self.digits(at).is_none_or(|_| !self.sign(after, &["."]));
        let mut from = after;
        if self.bare(from) == Some(Lex::From)
            || self.sign(from, &["/", "-"]) && self.month_name(from + 1).is_some()
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
                // لقاء ثان الشهر المقبل: the second meeting.
                let second = self.number(at).is_some_and(|n| n.kind == Kind::Ordinal && !n.definite) && value > 1;
                if counted || second && from == after {
                    None
                } else {
                    self.month_unit(&mut trial, from, self.word(from)?.definite)
                }
            }
            // في 16 الجاري
            Some(Lex::Adjective(dir @ (Dir::This | Dir::Next | Dir::Past)))
                if self.digits(at).is_some()
                    && self.word(from)?.definite
                    && !self.fold(from).ends_with('ه')
                    && (e.weekday.is_some()
                        || matches!(self.before(at), "في" | "يوم" | "حتي" | "منذ" | "بتاريخ" | "ال")) =>
            {
                trial.rel = Some((
                    Unit::Month,
                    match dir {
                        Dir::Next => 1,
                        Dir::Past => -1,
                        _ => 0,
                    },
                ));
                Some(from + 1)
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

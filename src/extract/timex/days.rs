//! Days: weekdays, اليوم and أمس, parts of the day.

use super::atoms::Atoms;
use super::expr::{Back, Expr};
use super::list::List;
use super::phrase::whole;
use super::words::{Dir, Lex, Part, Unit, stem};
use crate::lexicon::numerals::Kind;

impl Atoms<'_> {
    pub(super) fn weekday(&self, e: &mut Expr, at: usize, day: i32, definite: bool, first: bool) -> Option<usize> {
        let next = at + 1;
        if let Some(before) = e.weekday {
            let night = e.part == Some(Part::Night);
            if night && !e.two_days && day == before % 7 + 1 && definite {
                e.weekday = Some(day);
                e.two_days = true;
                return Some(next);
            }
            return None;
        }
        let of_week =
            matches!(self.lex(next), Some(Lex::One(Unit::Week))) && self.word(next).is_some_and(|w| w.definite);
        if !(definite || of_week || e.nth.is_some() || (!first && self.before(at).ends_with("يوم"))) {
            return None;
        }
        if first {
            let before = self.before(at);
            if List::NotADay.has(before)
                || (day == 1 && (before == "بين" || before.ends_with("ين") && before.starts_with("ال")) && !definite)
            {
                return None;
            }
            if List::DayEpithet.has(self.fold(next)) {
                return None;
            }
        }
        e.weekday = Some(day);
        // The third Tuesday of the month: الأربعاء الثانية من شهر, الثلاثاء الأخير من.
        if e.nth.is_none() && !of_week {
            let last = matches!(self.lex(next), Some(Lex::Adjective(Dir::Last)));
            let nth = if last { Some((-1, 1)) } else { self.ordinal(next, 5) };
            if let Some((n, tokens)) = nth {
                let mut trial = e.clone();
                trial.nth = Some(n);
                if self.bare(next + tokens) == Some(Lex::From)
                    && let Some(end) = self
                        .element(&mut trial, next + tokens + 1, false)
                        .filter(|_| trial.date.month.is_some() || matches!(trial.rel, Some((Unit::Month, _))))
                {
                    *e = trial;
                    return Some(end);
                }
            }
        }
        // ليل الأحد/ الاثنين, الأحد - الاثنين
        if e.part == Some(Part::Night)
            && self.sign(next, &["/", "-", "الي", "علي"])
            && let Some(Lex::Weekday(second)) = self.lex(next + 1)
            && second == day % 7 + 1
            && self.word(next + 1).is_some_and(|w| w.definite && w.lead == 0)
        {
            e.weekday = Some(second);
            e.two_days = true;
            return Some(next + 2);
        }
        Some(next)
    }

    /// A definite ordinal up to `most`, and its tokens.
    pub(super) fn ordinal(&self, at: usize, most: i32) -> Option<(i32, usize)> {
        let n = self.number(at)?;
        let value = whole(n.value)?;
        (n.definite && n.lead == 0 && n.kind == Kind::Ordinal && (1..=most).contains(&value))
            .then_some((value, n.tokens))
    }

    /// يوم before a day; اليوم.
    pub(super) fn day(&self, e: &mut Expr, at: usize, definite: bool, first: bool) -> Option<usize> {
        let next = at + 1;
        if !definite {
            let mut trial = e.clone();
            // يوم قبل أمس
            if self.bare(next) == Some(Lex::Before) && self.lex(next + 1) == Some(Lex::Deictic(-1)) {
                e.shift = Some(-2);
                return Some(next + 2);
            }
            let end = self.element(&mut trial, next, false)?;
            (self.going_on(next).is_some() || self.word(next).is_none() || first).then_some(())?;
            let named = trial.weekday != e.weekday
                || trial.shift != e.shift
                || trial.date.day != e.date.day
                || trial.hijri.day != e.hijri.day
                || trial.easter != e.easter;
            let preposition = self.word(next).is_some_and(|w| w.lead > 0);
            if !named || preposition {
                return None;
            }
            *e = trial;
            return Some(end);
        }
        if e.shift.is_some() || e.date.day.is_some() || (e.weekday.is_some() && !e.has_time()) {
            return None;
        }
        if first && List::Medium.has(self.before(at))
            || self.fold(next).starts_with("ال") && List::NamedDay.has(stem(self.fold(next)))
        {
            return None;
        }
        match self.lex(next) {
            Some(Lex::Adjective(dir @ (Dir::Before | Dir::After | Dir::Same))) => {
                let steps = match dir {
                    Dir::Before => -1,
                    Dir::After => 1,
                    _ => 0,
                };
                if matches!(self.fold(next), "اللاحق") {
                    return None;
                }
                e.back = Some(Back { unit: Unit::Day, steps, published: dir != Dir::Same });
                return Some(next + 1);
            }
            Some(Lex::Adjective(Dir::Last)) => return None,
            _ => {}
        }
        // اليوم الذي بعد الغد, اليوم القبل البارحة, اليوم الي قبل امبارح
        let mut skip = next;
        if matches!(self.fold(skip), "الذي" | "الي" | "اللي") {
            skip += 1;
        }
        let side = if self.fold(skip) == "القبل" { Some(Lex::Before) } else { self.bare(skip) };
        if let (Some(side @ (Lex::Before | Lex::After)), Some(Lex::Deictic(n))) = (side, self.lex(skip + 1))
            && (side == Lex::Before) == (n < 0)
        {
            e.shift = Some(n * 2);
            return Some(skip + 2);
        }
        if let Some(n) = self.number(next)
            && n.definite
            && n.lead == 0
            && n.kind == Kind::Ordinal
        {
            // اليوم الثالث من شهر مايو, but اليوم الثالث على التوالي
            let mut trial = e.clone();
            let end = self
                .element(&mut trial, next, false)
                .filter(|_| trial.date.day.is_some() && (trial.date.month.is_some() || trial.rel.is_some()))?;
            *e = trial;
            return Some(end);
        }
        // 60 طنا في اليوم: a rate.
        let rate = first
            && self.before(at) == "في"
            && self.fold(at) == "اليوم"
            && self.word(next).is_none_or(|w| w.lead > 0 || matches!(w.lex, Lex::From | Lex::In | Lex::To))
            && at.checked_sub(2).is_some_and(|n| {
                self.number(n).is_some()
                    || n.checked_sub(1).is_some_and(|n| self.number(n).is_some())
                    || self.fold(n).ends_with("ين")
            });
        if rate {
            return None;
        }
        e.shift = Some(0);
        Some(next)
    }

    /// يومي الأحد والاثنين, عامي 2011 و2015: the first of the two.
    pub(super) fn of_two(&self, e: &mut Expr, at: usize, unit: Unit, first: bool) -> Option<usize> {
        let next = at + 1;
        match unit {
            Unit::Day => {
                let mut trial = e.clone();
                let end = self.element(&mut trial, next, first)?;
                (trial.weekday.is_some() || trial.date.day.is_some()).then(|| *e = trial)?;
                Some(end)
            }
            Unit::Month => self.month(e, next),
            Unit::Year => self.year(e, next, true),
            _ => None,
        }
    }

    pub(super) fn night(&self, e: &mut Expr, at: usize, definite: bool) -> Option<usize> {
        if e.part.is_some() && (e.edge != Some("MID")) {
            return None;
        }
        let next = at + 1;
        if definite {
            if e.has_day() {
                return None;
            }
            let (shift, end) = match self.lex(next) {
                Some(Lex::Adjective(Dir::Past | Dir::Before)) => (-1, next + 1),
                Some(Lex::Adjective(Dir::Next)) => (1, next + 1),
                Some(Lex::Adjective(_)) => return None,
                _ => (0, next),
            };
            e.part = Some(Part::Night);
            e.shift = Some(shift);
            return Some(end);
        }
        let mut trial = e.clone();
        trial.part = Some(Part::Night);
        let end = self.element(&mut trial, next, false).filter(|_| trial.has_day() && self.going_on(next).is_some())?;
        *e = trial;
        Some(end)
    }

    pub(super) fn deictic(&self, e: &mut Expr, at: usize, shift: i32, definite: bool) -> Option<usize> {
        if e.shift.is_some() || e.date.day.is_some() {
            return None;
        }
        let next = at + 1;
        if shift > 0 && definite {
            List::BeforeTomorrow.has(self.before(at)).then_some(())?;
        } else if shift > 0
            && self.fold(at).ends_with("غد")
            && !self.before(at).ends_with("يوم")
            && !List::BeforeBareTomorrow.has(self.before(at))
        {
            return None;
        }
        e.shift = Some(shift);
        if shift < 0 {
            // أمس الأول, أمس قبل الأول
            if self.fold(next) == "الاول"
                && !(self.bare(next + 1) == Some(Lex::From)
                    && matches!(
                        self.lex(next + 2),
                        Some(Lex::Month(_) | Lex::WeakMonth(_) | Lex::MonthPair(..) | Lex::One(Unit::Month))
                    ))
            {
                e.shift = Some(-2);
                return Some(next + 1);
            }
        }
        Some(next)
    }

    pub(super) fn part(&self, e: &mut Expr, at: usize, part: Part, definite: bool) -> Option<usize> {
        if e.middle || (e.part.is_some() && e.edge != Some("MID")) {
            return None;
        }
        let next = at + 1;
        if definite {
            let stem = self.word(at).and_then(|w| self.fold(at).get(w.lead..)).unwrap_or("");
            if List::Prayer.has(stem) || (stem == "العصر" && matches!(self.before(at), "هذا" | "في" | "منذ"))
            {
                return None;
            }
            let in_it = List::InPart.has(self.before(at));
            if !(e.has_day() || e.clock.is_some() || in_it || self.word(at).is_some_and(|w| w.preposition)) {
                return None;
            }
            if List::NotAPart.has(self.before(at)) {
                return None;
            }
            e.part = Some(part);
            return Some(
                if matches!(self.lex(next), Some(Lex::Wee(_))) && self.word(next).is_some_and(|w| w.definite) {
                    next + 1
                } else {
                    next
                },
            );
        }
        let mut trial = e.clone();
        trial.part = Some(part);
        let follows = self.going_on(next).is_some_and(|w| !w.preposition) || self.word(next).is_none();
        if follows
            && let Some(end) = self.element(&mut trial, next, false)
            && trial.has_day()
            && (trial.weekday, trial.shift, trial.date.day, trial.hijri.day, trial.back, trial.easter)
                != (e.weekday, e.shift, e.date.day, e.hijri.day, e.back, e.easter)
        {
            *e = trial;
            return Some(end);
        }
        // مساء without a day after it: an adverb, its tanween folded away.
        let adverb = List::PartAdverb.has(self.fold(at));
        (adverb && (e.has_day() || e.clock.is_some())).then(|| e.part = Some(part))?;
        Some(next)
    }

    /// بعد ظهر السبت, بعد الظهر, بعد غد, قبل ظهر الأحد.
    pub(super) fn before_or_after(&self, e: &mut Expr, at: usize, after: bool) -> Option<usize> {
        let next = at + 1;
        match self.word(next).filter(|w| w.lead == 0)?.lex {
            Lex::Part(Part::Midday) if e.part.is_none() => {
                let part = if after { Part::Afternoon } else { Part::Morning };
                let mut trial = e.clone();
                let end = match self.part(&mut trial, next, part, self.word(next)?.definite) {
                    Some(end) => end,
                    None if self.fold(next).starts_with("ال") => next + 1,
                    None => return None,
                };
                trial.part = Some(part);
                *e = trial;
                Some(end)
            }
            Lex::Deictic(1) if after && e.shift.is_none() => {
                e.shift = Some(2);
                Some(next + 1)
            }
            Lex::Adjective(dir @ (Dir::Past | Dir::Next))
                if e.dir.is_none() && e.first < at && after == (dir == Dir::Next) =>
            {
                (e.weekday.is_some() || e.date.month.is_some() || e.season.is_some())
                    .then(|| e.dir = Some(if after { 2 } else { -2 }))?;
                Some(next + 1)
            }
            _ => None,
        }
    }

    /// أول أمس, أول من أمس.
    pub(super) fn day_before(&self, at: usize) -> Option<usize> {
        if !matches!(self.fold(at), "اول" | "واول" | "لاول") {
            return None;
        }
        let next = if self.bare(at + 1) == Some(Lex::From) { at + 2 } else { at + 1 };
        (self.bare(next) == Some(Lex::Deictic(-1))).then_some(next + 1)
    }

    /// ثالث يوم ثلاثاء, آخر اثنين من.
    pub(super) fn nth(&self, e: &mut Expr, at: usize) -> Option<usize> {
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
}

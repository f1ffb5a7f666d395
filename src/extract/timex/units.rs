//! The calendar's units: الأسبوع الماضي, مطلع الشهر, seasons, quarters, decades, centuries.

use super::atoms::Atoms;
use super::expr::{Back, Expr, Steps};
use super::list::List;
use super::phrase::whole;
use super::words::{Dir, Lex, Part, Unit, stem};
use crate::lexicon::numerals::{Kind, Style};

impl Atoms<'_> {
    /// مطلع الشهر, منتصف ليل الأحد, نهاية الأسبوع.
    pub(super) fn edge(&self, e: &mut Expr, at: usize, edge: &'static str) -> Option<usize> {
        let next = at + 1;
        if e.edge.is_some() {
            return None;
        }
        let mut trial = e.clone();
        trial.edge = Some(edge);
        if edge == "MID" {
            let midday = self.fold(next).ends_with("نهار");
            if midday || matches!(self.lex(next), Some(Lex::Part(Part::Night) | Lex::NightOf)) {
                if self.word(next).is_some_and(|w| w.lead > 0) {
                    return None;
                }
                trial.part = Some(if midday { Part::Daytime } else { Part::Night });
                let mut inner = trial.clone();
                let end = match self
                    .element(&mut inner, next + 1, false)
                    .filter(|_| inner.has_day() && self.going_on(next + 1).is_some_and(|w| !w.preposition))
                {
                    Some(end) => {
                        trial = inner;
                        end
                    }
                    None => next + 1,
                };
                trial.edge = None;
                trial.middle = true;
                *e = trial;
                return Some(end);
            }
        }
        let from = next;
        if edge == "END"
            && matches!(self.lex(from), Some(Lex::One(Unit::Week)))
            && self.word(from).is_some_and(|w| w.definite)
        {
            trial.weekend = true;
        }
        (self.word(from).is_none_or(|w| w.lead == 0)).then_some(())?;
        // نص الفصل 41: a law's wording.
        if self.fold(at).ends_with("نص") && self.fold(from) == "الفصل" {
            return None;
        }
        let end = self.element(&mut trial, from, false)?;
        let coarse = !trial.has_day() && trial.clock.is_none() && trial.part.is_none();
        let month_start = trial.has_day() && e.has_day();
        if !coarse && !month_start {
            return None;
        }
        if trial.weekend {
            trial.edge = None;
        }
        *e = trial;
        Some(end)
    }

    /// وقت مبكر من صباح أمس.
    pub(super) fn early(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let next = at + 1;
        let edge = match self.lex(next)? {
            Lex::Wee(edge) => Some(edge),
            Lex::Adjective(Dir::After) if self.fold(next).ends_with("لاحق") => None,
            _ => return None,
        };
        let from = if self.bare(next + 1) == Some(Lex::From) { next + 2 } else { next + 1 };
        let mut trial = e.clone();
        let end = self.element(&mut trial, from, false).filter(|_| trial.has_date() || trial.has_time())?;
        (self.going_on(from).is_some()).then_some(())?;
        trial.edge = edge;
        *e = trial;
        Some(end)
    }

    /// ساعات الفجر الأولى من اليوم, ساعات الصباح: the part of the day that they are of.
    pub(super) fn hours_of(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let next = at + 1;
        let word = self.word(next).filter(|w| w.lead == 0 && w.definite)?;
        let Lex::Part(part) = word.lex else { return None };
        let mut trial = e.clone();
        trial.part = Some(part);
        let mut end = next + 1;
        trial.edge = match self.fold(end) {
            "الاولي" | "المبكره" => Some("START"),
            "المتاخره" | "الاخيره" => Some("END"),
            _ => None,
        };
        end += usize::from(trial.edge.is_some());
        if self.bare(end) == Some(Lex::From) {
            let mut day = trial.clone();
            if let Some(stop) = self.element(&mut day, end + 1, false).filter(|_| day.has_day()) {
                (trial, end) = (day, stop);
            }
        }
        *e = trial;
        Some(end)
    }

    /// الأسبوع الماضي, هذا العام, عام 2012, القرن التاسع عشر.
    pub(super) fn unit(&self, e: &mut Expr, at: usize, unit: Unit, definite: bool) -> Option<usize> {
        let next = at + 1;
        if unit == Unit::Year
            && e.date.year.is_none()
            && e.hijri.year.is_none()
            && e.rel.is_none_or(|r| r.0 != Unit::Year)
            && let Some(end) = self.year(e, next, true)
        {
            return Some(end);
        }
        // السنة المالية 2022, العام الدراسي 2022/2023
        let kind = List::KindOfYear.has(self.fold(next));
        if unit == Unit::Year && definite && kind && e.date.year.is_none() && self.digits(next + 1).is_some() {
            return self.year(e, next + 1, true);
        }
        if unit == Unit::Century
            && let Some((n, end)) = self.century(next).filter(|_| definite && e.century.is_none())
        {
            e.century = Some(n);
            return Some(end);
        }
        if !definite
            || (e.rel.is_some() && e.weekday.is_none())
            || matches!(e.rel, Some((u, _)) if u <= unit && e.weekday.is_none())
        {
            return None;
        }
        if let Some((steps, dir, end)) = self.steps(next) {
            if unit == Unit::Year
                && dir != Dir::Past
                && List::General.has(stem(self.before(at)))
                && self.before(at).contains("ال")
            {
                return None;
            }
            match dir {
                Dir::Same | Dir::Before | Dir::After => {
                    if e.first == at || e.has_date() || e.edge.is_some() {
                        e.back = Some(Back { unit, steps, published: dir != Dir::Same });
                    }
                }
                _ => e.rel = Some((unit, steps)),
            }
            return Some(end);
        }
        // نهاية العام, الأحد من الأسبوع
        let hung = e.edge.is_some()
            || e.nth.is_some()
            || (e.first < at
                && (e.weekday.is_some() || e.date.month.is_some() || e.share.is_some())
                && self.bare(at - 1) == Some(Lex::From));
        (hung && !self.fold(next).starts_with("ال")).then(|| e.rel = Some((unit, 0)))?;
        Some(next)
    }

    /// الماضي −1, قبل الماضي −2, المقبل 1, الجاري 0 …, and where the adjective ends.
    pub(super) fn steps(&self, at: usize) -> Option<(Steps, Dir, usize)> {
        let word = self.word(at)?;
        match word.lex {
            Lex::Adjective(dir) if word.lead == 0 && (word.definite || matches!(dir, Dir::Same | Dir::Past)) => {
                let steps = match dir {
                    Dir::Past | Dir::Before => -1,
                    Dir::Next | Dir::After => 1,
                    Dir::This | Dir::Same => 0,
                    Dir::Last => return None,
                };
                if dir == Dir::Past && !word.definite && self.fold(at) != "الماض" {
                    return None;
                }
                Some((steps, dir, at + 1))
            }
            Lex::Before | Lex::After if word.lead == 0 => match self.word(at + 1) {
                Some(w) if w.lex == Lex::Adjective(Dir::Past) && word.lex == Lex::Before => {
                    Some((-2, Dir::Past, at + 2))
                }
                Some(w) if w.lex == Lex::Adjective(Dir::Next) && word.lex == Lex::After => Some((2, Dir::Next, at + 2)),
                _ => None,
            },
            Lex::Demonstrative(Dir::This) if word.lead == 0 => Some((0, Dir::This, at + 1)),
            _ => None,
        }
    }

    pub(super) fn demonstrative(&self, e: &mut Expr, at: usize, dir: Dir) -> Option<usize> {
        let next = at + 1;
        // كذلك and لذلك are words of their own.
        if dir == Dir::Same && self.word(at).is_some_and(|w| w.preposition) {
            return None;
        }
        let word = self.word(next).filter(|w| w.lead == 0)?;
        let unit = match word.lex {
            Lex::One(unit) if word.definite => unit,
            Lex::NightOf if word.definite && dir == Dir::This => return self.night(e, next, true),
            Lex::Part(_) if word.definite && dir == Dir::This && e.shift.is_none() => {
                let end = self.element(e, next, false)?;
                e.shift = Some(0);
                return Some(end);
            }
            Lex::Weekday(_) | Lex::One(Unit::Day) if dir == Dir::This && e.weekday.is_none() => {
                let end = self.element(e, next, false)?;
                e.dir = Some(0);
                return Some(end);
            }
            Lex::Season(code) if word.definite && dir == Dir::This => {
                let end = self.season(e, next, code, false).unwrap_or(next + 1);
                e.season = Some(code);
                e.dir = Some(0);
                return Some(end);
            }
            Lex::Time if dir == Dir::Same && word.definite => {
                e.back = Some(Back { unit: Unit::Second, steps: 0, published: false });
                return Some(next + 1);
            }
            _ => {
                return (self.fold(next) == "الحين" && dir == Dir::Same).then(|| {
                    e.back = Some(Back { unit: Unit::Second, steps: 0, published: false });
                    next + 1
                });
            }
        };
        if unit < Unit::Day || (e.rel.is_some() && e.weekday.is_none()) {
            return None;
        }
        match dir {
            Dir::This if unit == Unit::Day => e.shift = Some(0),
            Dir::This => e.rel = Some((unit, 0)),
            _ => e.back = Some(Back { unit, steps: 0, published: false }),
        }
        Some(next + 1)
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
        let end = end?;
        let month = trial.date.month.is_some()
            || trial.hijri.month.is_some()
            || matches!(trial.rel, Some((Unit::Month | Unit::Decade | Unit::Century, _)))
            || trial.century.is_some();
        if month && code == 'H' && !trial.has_day() {
            // النصف الأول من رمضان: TIMEX3 has no half months.
            trial.share = None;
            trial.edge = Some(if value == 1 { "START" } else { "END" });
        } else if trial.date.year.is_none() && !matches!(trial.rel, Some((Unit::Year, _))) {
            return None;
        }
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

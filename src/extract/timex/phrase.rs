//! The grammar of dates and times: one maximal phrase from its parts in whatever order they stand.

use super::atoms::Atoms;
use super::expr::Expr;
use super::words::{Dir, Lex, Part, Unit};
use crate::lexicon::numerals::Kind;

impl Atoms<'_> {
    /// The longest date or time expression that begins at `at`.
    pub(super) fn phrase(&self, at: usize) -> Option<Expr> {
        let mut e = Expr::at(at);
        let mut end = self.element(&mut e, at, true)?;
        while let Some(next) = self.more(&mut e, end) {
            end = next;
        }
        e.end = end;
        self.sound(&e).then_some(e)
    }

    /// The next part, straight or over a joining word; `e` is left alone where there is none.
    pub(super) fn more(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let mut trial = e.clone();
        if (self.going_on(at).is_some() || self.word(at).is_none())
            && let Some(end) = self.element(&mut trial, at, false)
        {
            *e = trial;
            return Some(end);
        }
        let joint = self.joint(e, at)?;
        trial = e.clone();
        let end = self.element(&mut trial, joint, false)?;
        if self.lex(at) == Some(Lex::From)
            && (trial.clock != e.clock || trial.shift != e.shift)
            && e.clock.is_none()
            && e.part.is_none()
            && !matches!(self.lex(joint), Some(Lex::Part(_)))
        {
            return None;
        }
        *e = trial;
        Some(end)
    }

    /// Over a word or sign that may stand between two parts.
    pub(super) fn joint(&self, e: &Expr, at: usize) -> Option<usize> {
        let dated = e.weekday.is_some() || e.date.day.is_some() || e.hijri.day.is_some() || e.shift.is_some();
        match self.bare(at) {
            Some(Lex::From) => return Some(at + 1),
            Some(Lex::In)
                if !matches!(
                    self.lex(at + 1),
                    Some(Lex::Month(_) | Lex::WeakMonth(_) | Lex::Weekday(_) | Lex::Deictic(_))
                ) =>
            {
                let next = self.lex(at + 1);
                let sooner = matches!(next, Some(Lex::One(Unit::Hour) | Lex::Part(_) | Lex::Edge(_)))
                    || (e.weekday.is_some() && e.date.day.is_none() && self.day_of_month(at + 1))
                    || (e.date.month.is_some() && matches!(next, Some(Lex::One(Unit::Year))));
                return sooner.then_some(at + 1);
            }
            Some(Lex::SameAs) if dated => {
                let next = at + 1;
                return Some(if matches!(self.fold(next), "ل" | ":" | "يوم") { next + 1 } else { next });
            }
            _ => {}
        }
        match self.fold(at) {
            "عند" if dated => Some(at + 1),
            // اليوم، الأحد 15 من تموز
            "،" | "," if e.shift.is_some() && e.weekday.is_none() && self.weekday_apart(at + 1) => Some(at + 1),
            "،" | "," if dated || e.date.month.is_some() => {
                let number = self.digits(at + 1).is_some();
                let year = e.date.month.is_some()
                    && e.date.year.is_none()
                    && self.digits(at + 1).is_some_and(|(v, n)| n == 4 && (1800..2200).contains(&v));
                let words = e.date.month.is_some()
                    && e.date.year.is_none()
                    && self.number(at + 1).is_some_and(|n| (1900.0..2200.0).contains(&n.value));
                let date = e.weekday.is_some() && e.date.day.is_none() && self.day_and_month(at + 1);
                let clock = number && e.clock.is_none() && e.date.day.is_some() && matches!(self.fold(at + 2), ":");
                (year
                    || date
                    || clock
                    || words
                    || (dated
                        && e.clock.is_none()
                        && self.lex(at + 1) == Some(Lex::One(Unit::Hour))
                        && self.word(at + 1).is_some_and(|w| w.definite)))
                .then_some(at + 1)
            }
            "-" | "|" if e.date.day.is_some() && e.date.year.is_some() && e.clock.is_none() => {
                (self.digits(at + 1).is_some() && self.fold(at + 2) == ":").then_some(at + 1)
            }
            "ب" | "ل" if self.digits(at + 1).is_some() => None,
            _ => None,
        }
    }

    /// A weekday set off by a comma that says again which day it is: no new day of its own, and none of several.
    fn weekday_apart(&self, at: usize) -> bool {
        let alone = self.word(at).is_some_and(|w| matches!(w.lex, Lex::Weekday(_)) && w.definite && w.lead == 0);
        let several = self.word(at + 1).is_some_and(|w| w.conjunction && matches!(w.lex, Lex::Weekday(_)));
        alone && !several && !matches!(self.lex(at + 1), Some(Lex::Adjective(_)))
    }

    /// Whether a day of the month in words stands here (الحادي والعشرين) and nothing that it counts or belongs to.
    pub(super) fn day_of_month(&self, at: usize) -> bool {
        self.number(at).is_some_and(|n| n.definite && n.kind == Kind::Ordinal && (13.0..=31.0).contains(&n.value))
    }

    pub(super) fn day_and_month(&self, at: usize) -> bool {
        let mut trial = Expr::at(at);
        self.element(&mut trial, at, true).is_some() && trial.date.day.is_some() && trial.date.month.is_some()
    }

    /// One part of an expression at `at`, written into `e`; returns where it ends.
    pub(super) fn element(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
        let Some(word) = self.word(at) else { return self.numeric(e, at, first) };
        let next = at + 1;
        match word.lex {
            // الجمعة العظيمة, أحد الشعانين
            Lex::Weekday(day) => self.feast(e, at).or_else(|| self.weekday(e, at, day, word.definite, first)),
            Lex::One(Unit::Day) => self.day(e, at, word.definite, first),
            Lex::OfTwo(_) | Lex::One(Unit::Hour | Unit::Night) if word.conjunction && !first => None,
            Lex::OfTwo(unit) => self.of_two(e, at, unit, first),
            // العامين 2018 و2019
            Lex::Two(Unit::Year) if word.definite && first => self.of_two(e, at, Unit::Year, first),
            Lex::NightOf => self.night(e, at, word.definite),
            Lex::Deictic(shift) => self.deictic(e, at, shift, word.definite),
            Lex::Part(part) => self.part(e, at, part, word.definite),
            Lex::Adverb(part) => {
                (e.part.is_none() && !e.middle).then(|| e.part = Some(part))?;
                Some(next)
            }
            Lex::After | Lex::Before => self.before_or_after(e, at, word.lex == Lex::After),
            Lex::Edge(edge) => self.edge(e, at, edge),
            Lex::Time => self.early(e, at),
            // ساعة مبكرة من صباح الاثنين
            Lex::One(Unit::Hour) if first && !word.definite => self.early(e, at),
            Lex::Many(Unit::Hour) if !word.definite && first => self.hours_of(e, at),
            Lex::Many(Unit::Hour) if word.definite => {
                let first_hours = matches!(self.fold(next), "الاولي" | "المبكره" | "المتاخره");
                let end = if self.bare(next + 1) == Some(Lex::From) { next + 2 } else { return None };
                let end = first_hours
                    .then(|| self.element(e, end, false))
                    .flatten()
                    .filter(|_| e.has_time() || e.has_day())?;
                e.edge = Some(if self.fold(next) == "المتاخره" { "END" } else { "START" });
                if e.part.is_none() {
                    e.part = Some(Part::Morning);
                }
                Some(end)
            }
            Lex::Month(_) | Lex::WeakMonth(_) | Lex::MonthPair(..) => self.month(e, at),
            Lex::WeakHijri(_) | Lex::Dhu => self.hijri_month(e, at),
            // ربيع الأول, and ربيع 2024
            Lex::HijriPair(first, _) => self
                .hijri_month(e, at)
                .or_else(|| if first == 3 { self.season(e, at, "SP", word.definite) } else { None }),
            Lex::One(Unit::Month) => self.month_unit(e, at, word.definite),
            Lex::One(Unit::Hour) => self.hour(e, at, word.definite),
            Lex::One(Unit::Quarter) if matches!(self.lex(next), Some(Lex::Season(_))) => self.element(e, next, false),
            Lex::One(Unit::Quarter) if word.definite && e.share.is_none() && self.ordinal(next, 4).is_some() => {
                self.share(e, at, Lex::Share(4), true).or_else(|| self.unit(e, at, Unit::Quarter, word.definite))
            }
            Lex::One(unit @ (Unit::Week | Unit::Year | Unit::Decade | Unit::Century | Unit::Quarter)) => {
                self.unit(e, at, unit, word.definite)
            }
            Lex::Demonstrative(dir) => self.demonstrative(e, at, dir),
            Lex::Season(code) => self.season(e, at, code, word.definite),
            Lex::Half | Lex::Share(_) => self.share(e, at, word.lex, word.definite),
            Lex::Decade(n) => self.decade(e, at, n, word.definite),
            Lex::Adjective(dir) if !first && word.definite => self.adjective(e, at, dir),
            Lex::Meridiem(pm) | Lex::Era(pm) if !first => self.letter(e, at, word.lex, pm),
            Lex::Era(_) if first => None,
            Lex::Zone if e.clock.is_some() => self.zone(e, at),
            Lex::ZoneName(greenwich) if e.clock.is_some() && e.zone.is_none() && greenwich => {
                e.zone = Some((at, next, true));
                Some(next)
            }
            Lex::FirstDay if e.date.day.is_none() && e.hijri.day.is_none() => {
                let mut trial = e.clone();
                let end = self.element(&mut trial, next, false).filter(|_| self.going_on(next).is_some())?;
                let slots = if trial.hijri.month.is_some() { &mut trial.hijri } else { &mut trial.date };
                slots.month?;
                slots.day.is_none().then(|| slots.day = Some(1))?;
                trial.weak = false;
                *e = trial;
                Some(end)
            }
            Lex::Feast => self.feast(e, at),
            _ => self.numeric(e, at, first),
        }
    }

    /// الماضي, المقبل, الجاري after a weekday, month, season.
    pub(super) fn adjective(&self, e: &mut Expr, at: usize, dir: Dir) -> Option<usize> {
        let target = e.weekday.is_some() || e.date.month.is_some() || e.season.is_some() || e.hijri.month.is_some();
        if !target || e.dir.is_some() || e.date.year.is_some() || e.shift.is_some() || e.rel.is_some() {
            return None;
        }
        e.dir = Some(match dir {
            Dir::Past => -1,
            Dir::Next => 1,
            Dir::This => 0,
            Dir::Before if e.weekday.is_some() || e.date.month.is_some() => -1,
            _ => return None,
        });
        Some(at + 1)
    }

    /// Whether enough was said.
    pub(super) fn sound(&self, e: &Expr) -> bool {
        if e.weak {
            let before = e.first.checked_sub(1).and_then(|n| self.lex(n));
            let madda = self.form(e.first).contains('آ') || self.fold(e.first).ends_with("مارس");
            let joined = matches!(
                before,
                Some(
                    Lex::In | Lex::Since | Lex::During | Lex::To | Lex::From | Lex::Before | Lex::After | Lex::Between
                )
            );
            return e.date.day.is_some()
                || e.date.year.is_some()
                || e.dir.is_some()
                || e.rel.is_some()
                || e.edge.is_some()
                || (madda && joined);
        }
        if e.has_date() {
            return !(e.nth.is_some() && e.date.month.is_none() && e.rel.is_none());
        }
        e.has_time()
    }
}

/// A number without a fraction, small enough for dates.
pub(super) fn whole(value: f64) -> Option<i32> {
    if value.fract() != 0.0 || !(0.0..=9999.0).contains(&value) {
        return None;
    }
    format!("{value:.0}").parse().ok()
}

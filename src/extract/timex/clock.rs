//! Clock times in digits and words, and their zones.

use super::atoms::Atoms;
use super::expr::Expr;
use super::phrase::whole;
use super::words::{Lex, Part, Unit};
use crate::lexicon::numerals::{self, Kind};

impl Atoms<'_> {
    /// `10:30`, `10:30:15`, `10 صباحا`.
    pub(super) fn numeric_clock(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
        if e.clock.is_some() || e.middle {
            return None;
        }
        let (hour, hour_len) = self.digits(at)?;
        // 0930 بتوقيت جرينتش
        if hour_len == 4 && matches!(self.fold(at + 1), "بتوقيت" | "بالتوقيت") {
            let (hour, minute) = (hour / 100, hour % 100);
            (hour < 24 && minute < 60).then(|| e.clock = Some((hour, minute)))?;
            return Some(at + 1);
        }
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
            Some(Lex::After | Lex::Before) => matches!(self.fold(end + 1), "الظهر" | "الزوال"),
            Some(Lex::Zone) => true,
            _ => matches!(self.fold(end), "بتوقيت" | "بالتوقيت"),
        };
        if !adverb || self.number(at).is_some_and(|n| n.tokens > end - at) || !first && !e.has_day() {
            return None;
        }
        e.clock = Some((hour, dotted.map_or(0, |m| m.0)));
        Some(end)
    }

    /// الساعة الخامسة والنصف, الساعة 12:30.
    pub(super) fn hour(&self, e: &mut Expr, at: usize, definite: bool) -> Option<usize> {
        if e.clock.is_some() || !definite {
            return None;
        }
        // الساعة (9), الساعة: 9, الساعة الـ9
        let next = if self.sign(at + 1, &["(", ":"]) || self.fold(at + 1) == "ال" { at + 2 } else { at + 1 };
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
            // الساعة 0600
            Some((clock, 4)) => (clock / 100, clock % 100, next + 1),
            _ => self.hour_number(next)?,
        };
        if minute > 59 {
            return None;
        }
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
    pub(super) fn hour_number(&self, at: usize) -> Option<(i32, i32, usize)> {
        let n = self.number(at)?;
        let tokens = if n.tokens > 1 && (n.value.fract() > 0.0 || n.value > 24.0) { 1 } else { n.tokens };
        let value = if tokens == n.tokens { whole(n.value)? } else { whole(numerals::read_part(self, at)?.value)? };
        (n.lead == 0 && matches!(n.kind, Kind::Cardinal | Kind::Ordinal) && (0..=24).contains(&value)).then_some((
            value,
            0,
            at + tokens,
        ))
    }

    /// والنصف, والربع, إلا ربعا, و20 دقيقة after an hour.
    pub(super) fn minutes(&self, e: &mut Expr, at: usize) -> usize {
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
    pub(super) fn hour_word(&self, e: &mut Expr, at: usize) -> Option<usize> {
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
            || matches!(next, Some(Lex::After | Lex::Before)) && matches!(self.fold(end + 1), "الظهر" | "الزوال")
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
}

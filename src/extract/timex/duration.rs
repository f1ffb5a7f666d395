//! Lengths (48 ساعة, الشهرين الماضيين), lengths reckoned back (قبل يومين), and repetitions (يوميا).

use super::atoms::Atoms;
use super::list::List;
use super::words::{Dir, Lex, Unit};
use crate::lexicon::{
    lists::begins,
    numerals::{Ending, Kind},
};

/// A length: how many of what; `None` where it is vague (أسابيع).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    pub first: usize,
    pub end: usize,
    pub count: Option<f64>,
    pub unit: Unit,
    /// A second, smaller part: ونصف, وثلاثة أشهر.
    pub rest: Option<(f64, Unit)>,
    /// TIMEX3 mod.
    pub modifier: Option<&'static str>,
    /// Whether الماضية, المقبلة or the like is part of it.
    pub dir: Option<Dir>,
}

/// TIMEX3's letters of a unit, with T for those below a day.
pub(super) const fn letters(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Night => ("T", "NI"),
        Unit::Day => ("", "D"),
        Unit::Week => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
    }
}

impl Length {
    /// As TIMEX3 writes it: `PT48H`, `P2M`, `PXW`.
    pub(super) fn value(&self) -> String {
        let (t, letter) = letters(self.unit);
        let Some(count) = self.count else { return format!("P{t}X{letter}") };
        let mut out = format!("P{t}{count}{letter}");
        if let Some((count, unit)) = self.rest {
            let (t2, letter) = letters(unit);
            out.push_str(if t.is_empty() { t2 } else { "" });
            out.push_str(&format!("{count}{letter}"));
        }
        out
    }
}

/// Words before an indefinite singular or plural that make it a length.
fn governs(lex: Option<Lex>) -> bool {
    matches!(lex, Some(Lex::Since | Lex::During | Lex::After | Lex::Before | Lex::Hedge(_)))
}

/// Verbs that say how long: دام أسابيع, قد يستغرق أشهرا.
fn lasts(fold: &str) -> bool {
    let word = fold.strip_prefix(['و', 'ف', 'س']).unwrap_or(fold);
    List::Lasts.has(word)
}

/// Verbs of time that went by: مر أسبوع على الهدنة.
fn passes(fold: &str) -> bool {
    let word = fold.strip_prefix(['و', 'ف']).unwrap_or(fold);
    List::Passes.has(word)
}

impl Atoms<'_> {
    /// A length at `at`, the number or noun first.
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        let found =
            self.counted(at).or_else(|| self.share_of_unit(at)).or_else(|| self.vague(at)).or_else(|| self.noun(at))?;
        Some(self.extended(found))
    }

    /// نصف ساعة, ربع ساعة, نصف قرن, in the smaller unit that makes it whole.
    fn share_of_unit(&self, at: usize) -> Option<Length> {
        let word = self.word(at).filter(|w| !w.definite)?;
        let share = match (word.lex, self.fold(at)) {
            (Lex::Half, fold) if fold.ends_with("نصف") => 0.5,
            (Lex::Share(n), fold) if fold.ends_with("ربع") || fold.ends_with("ثلث") => 1.0 / f64::from(n),
            _ => return None,
        };
        let of = self.word(at + 1).filter(|w| w.lead == 0 && (!w.definite || self.follows_dir(at + 2)))?;
        let Lex::One(unit) = of.lex else { return None };
        let (many, smaller) = match unit {
            Unit::Hour => (60.0, Unit::Minute),
            Unit::Minute => (60.0, Unit::Second),
            Unit::Day => (24.0, Unit::Hour),
            Unit::Year => (12.0, Unit::Month),
            Unit::Decade => (10.0, Unit::Year),
            Unit::Century => (100.0, Unit::Year),
            _ => return None,
        };
        let count = Some((share * many * 100.0).round() / 100.0);
        Some(Length { first: at, end: at + 2, count, unit: smaller, rest: None, modifier: self.hedged(at), dir: None })
    }

    /// Over نحو, أكثر من and the like: the mod and where the length begins.
    pub(super) fn hedge(&self, at: usize) -> (Option<&'static str>, usize) {
        let Some(Lex::Hedge(code)) = self.lex(at) else { return (None, at) };
        match code {
            "APPROX" => (Some("APPROX"), at + 1),
            _ if self.bare(at + 1) == Some(Lex::From) => {
                (Some(if code == "MORE" { "MORE_THAN" } else { "LESS_THAN" }), at + 2)
            }
            _ => (None, at),
        }
    }

    /// The mod that the words before a length give it.
    fn hedged(&self, at: usize) -> Option<&'static str> {
        let before = at.checked_sub(1)?;
        match self.lex(before)? {
            Lex::Hedge("APPROX") => Some("APPROX"),
            Lex::From => match self.lex(before.checked_sub(1)?)? {
                Lex::Hedge("MORE") => Some("MORE_THAN"),
                Lex::Hedge("LESS") => Some("LESS_THAN"),
                _ => None,
            },
            _ => None,
        }
    }

    /// A number and a unit: 48 ساعة, ثلاثة أيام, الـ24 ساعة الماضية, آخر 24 ساعة.
    fn counted(&self, at: usize) -> Option<Length> {
        let article = self.word(at).is_none() && self.fold(at) == "ال" && self.digits(at + 1).is_some();
        let from = if article { at + 1 } else { at };
        let n = self.number(from)?;
        if !matches!(n.kind, Kind::Cardinal) {
            return None;
        }
        // 1 بالمائة سنة 2013
        let percent = self.fold(from).starts_with("بالم") && self.fold(from).ends_with("يه");
        if percent && from.checked_sub(1).is_some_and(|n| self.digits(n).is_some()) {
            return None;
        }
        let next = from + n.tokens;
        let word = self.word(next)?;
        if word.lead > 0 {
            return None;
        }
        let unit = match word.lex {
            Lex::One(Unit::Quarter) => return None,
            Lex::One(unit) | Lex::Many(unit) => unit,
            _ => return None,
        };
        // وقعت الشركة ثلاثة عقود: contracts.
        let signed = |n: usize| {
            let fold = self.fold(n);
            let bare = fold.strip_prefix(['و', 'ف', 'ب', 'ل']).unwrap_or(fold);
            [fold, bare].iter().any(|word| begins(word, |beginning| List::Signed.has(beginning)))
        };
        let worth = List::Contract.has(self.fold(next + 1));
        if unit == Unit::Decade && (worth || (at.saturating_sub(5)..at).any(signed)) {
            return None;
        }
        // ثلاثة الأيام is wrong Arabic and yet written; عام 2012 اليوم is not.
        if word.definite && matches!(word.lex, Lex::One(_)) {
            return None;
        }
        // ثانية after a counted noun or the month's day before شهر is another matter.
        if unit == Unit::Second && matches!(word.lex, Lex::One(_)) && n.ending == Ending::Few {
            return None;
        }
        if self.digits(from).is_some_and(|(v, d)| d == 4 && (1800..2200).contains(&v))
            && matches!(unit, Unit::Day | Unit::Month)
        {
            return None;
        }
        let value = if n.value == n.decimal || n.value < 1000.0 { n.value } else { n.decimal };
        let count = if n.decimal < n.value && n.value >= 1000.0 { n.value } else { value };
        Some(Length {
            first: at,
            end: next + 1,
            count: Some(count),
            unit,
            rest: None,
            modifier: self.hedged(at),
            dir: None,
        })
    }

    /// بضعة أيام, عدة أشهر.
    fn vague(&self, at: usize) -> Option<Length> {
        (self.lex(at)? == Lex::Vague).then_some(())?;
        let word = self.word(at + 1).filter(|w| w.lead == 0)?;
        match word.lex {
            Lex::Many(unit) => {
                Some(Length { first: at, end: at + 2, count: None, unit, rest: None, modifier: None, dir: None })
            }
            _ => None,
        }
    }

    /// A noun of length without a number: يومين, أسابيع, شهر.
    fn noun(&self, at: usize) -> Option<Length> {
        let word = self.word(at)?;
        let next = at + 1;
        let before = at.checked_sub(1).and_then(|n| self.lex(n));
        let out = |count: Option<f64>, unit: Unit, end: usize, dir: Option<Dir>| {
            Some(Length { first: at, end, count, unit, rest: None, modifier: self.hedged(at), dir })
        };
        // أسابيع أو أشهر
        let either = self.before(at) == "او"
            && at
                .checked_sub(2)
                .and_then(|n| self.bare(n))
                .is_some_and(|l| matches!(l, Lex::Many(_) | Lex::Two(_) | Lex::One(_)));
        let verb = lasts(self.before(at)) || passes(self.before(at));
        let governed = governs(before)
            || self.hedged(at).is_some()
            || ((either || verb) && word.lead == 0)
            || (word.preposition && self.fold(at).trim_start_matches(['و', 'ف']).starts_with('ل'));
        match word.lex {
            Lex::Two(unit) => {
                // عقدين are two contracts as well.
                if unit == Unit::Decade && !governed && !self.follows_dir(next) {
                    return None;
                }
                // الأمينان العامان: a definite dual is a length only with its adjective or after a word such as خلال.
                if word.definite && !self.follows_dir(next) && !governs(before) {
                    return None;
                }
                out(Some(2.0), unit, next, None)
            }
            Lex::Many(unit) => {
                // السنوات الخمس الماضية, الأيام القليلة المقبلة
                if word.definite {
                    let mut end = next;
                    let mut count = None;
                    if let Some(n) = self.number(end).filter(|n| n.definite && n.lead == 0 && n.kind == Kind::Cardinal)
                    {
                        count = Some(n.value);
                        end += n.tokens;
                    } else if self.fold(end) == "ال" && self.digits(end + 1).is_some() {
                        count = self.digits(end + 1).map(|d| f64::from(d.0));
                        end += 2;
                    } else if matches!(self.lex(end), Some(Lex::Few)) {
                        end += 1;
                    }
                    // الأشهر التسعة الأولى
                    if count.is_some() && self.fold(end) == "الاولي" {
                        return out(count, unit, end + 1, None);
                    }
                    let dir = self.length_dir(end)?;
                    return out(count, unit, end + 1, Some(dir));
                }
                let few = matches!(self.lex(next), Some(Lex::Few | Lex::Vague))
                    && self.word(next).is_some_and(|w| w.lead == 0 && !w.definite);
                let passed = matches!(self.fold(next), "مضت" | "خلت");
                let adverb = self.fold(at).ends_with('ا') && !word.conjunction;
                let of = self.fold(next).starts_with("ال") && !self.follows_dir(next) && !word.preposition;
                let own = matches!(unit, Unit::Decade | Unit::Century)
                    && !governs(before)
                    && self.fold(next).chars().next().is_some_and(char::is_alphabetic)
                    && self.lex(next).is_none();
                let weak = matches!(self.lex(next), Some(Lex::Month(_)));
                if (governed || few || passed || adverb) && !of && !own && !weak {
                    let end = next + usize::from(few);
                    return out(None, unit, end, None);
                }
                None
            }
            Lex::One(Unit::Quarter) => None,
            Lex::One(unit) => {
                let full = matches!(self.lex(next), Some(Lex::Full))
                    && self.word(next).is_some_and(|w| w.lead == 0 && !w.definite);
                if word.definite {
                    // طوال اليوم
                    let all = List::AllOf.has(self.before(at));
                    return (all && unit >= Unit::Day).then(|| out(Some(1.0), unit, next, None)).flatten();
                }
                if unit == Unit::Second {
                    return None;
                }
                let numbered =
                    self.digits(next).is_some() || self.number(next).is_some_and(|n| n.kind == Kind::Ordinal);
                let of_noun = self.fold(next).starts_with("ال")
                    || matches!(
                        self.lex(next),
                        Some(Lex::Month(_) | Lex::WeakMonth(_) | Lex::WeakHijri(_) | Lex::Weekday(_) | Lex::Deictic(_))
                    );
                let all = List::LengthBefore.has(self.before(at))
                    || matches!(before, Some(Lex::Since | Lex::During | Lex::Before | Lex::After))
                    || lasts(self.before(at))
                    || passes(self.before(at)) && self.fold(next) == "علي"
                    || before == Some(Lex::In) && unit == Unit::Week && self.ends_here(next)
                    || self.hedged(at).is_some();
                let alone = unit == Unit::Week && at == 0 && self.len() == 1;
                let half = matches!(self.fold(next), "ونصف" | "وربع");
                if full && (all || word.preposition || unit != Unit::Night) && !numbered && self.fold(next) != "متواصل"
                {
                    return out(Some(1.0), unit, next + 1, None);
                }
                // فصل, عقد, قرن and ساعة are other nouns as well.
                let length = (half || all && !numbered && word.lead == 0) && !of_noun && unit != Unit::Night;
                let own = unit == Unit::Decade
                    && !matches!(before, Some(Lex::Since | Lex::Hedge(_)))
                    && self.hedged(at).is_none();
                if (length && !own) || alone {
                    return out(Some(1.0), unit, next, None);
                }
                None
            }
            _ => None,
        }
    }

    /// Whether nothing that belongs to a noun before it stands here: a sign, or a joined word.
    fn ends_here(&self, at: usize) -> bool {
        let fold = self.fold(at);
        !fold.chars().next().is_some_and(char::is_alphabetic) || self.word(at).is_some_and(|w| w.conjunction)
    }

    fn follows_dir(&self, at: usize) -> bool {
        self.length_dir(at).is_some()
    }

    /// الماضية, المقبلة, الأخيرة, القليلة الماضية.
    fn length_dir(&self, at: usize) -> Option<Dir> {
        let word = self.word(at).filter(|w| w.lead == 0 && w.definite)?;
        match word.lex {
            Lex::Adjective(dir) if dir != Dir::Same => Some(dir),
            _ => None,
        }
    }

    /// What else belongs to a length: ونصف, وثلاثة أشهر, the adjective.
    fn extended(&self, mut found: Length) -> Length {
        if found.count.is_some() {
            let half = match self.fold(found.end) {
                "ونصف" | "والنصف" => Some(0.5),
                "وربع" | "والربع" => Some(0.25),
                _ => None,
            };
            let of = |unit: Unit| match unit {
                Unit::Hour => Some((60.0, Unit::Minute)),
                Unit::Minute => Some((60.0, Unit::Second)),
                Unit::Day => Some((24.0, Unit::Hour)),
                Unit::Year => Some((12.0, Unit::Month)),
                _ => None,
            };
            if let Some(share) = half {
                match of(found.unit) {
                    Some((many, unit)) => found.rest = Some((many * share, unit)),
                    None => found.count = found.count.map(|c| c + share),
                }
                found.end += 1;
                // عامين ونصف العام
                let again =
                    self.word(found.end).is_some_and(|w| w.lead == 0 && w.definite && w.lex == Lex::One(found.unit));
                found.end += usize::from(again && !self.follows_dir(found.end + 1));
            } else if self.word(found.end).is_some_and(|w| w.conjunction)
                || self.fold(found.end) == "و"
                || self.number(found.end).is_some_and(|n| n.conjunction)
            {
                let from = found.end + usize::from(self.fold(found.end) == "و");
                let second = self.counted(from).or_else(|| {
                    self.noun(from).filter(|l| matches!(self.lex(from), Some(Lex::Two(_))) && l.count.is_some())
                });
                if let Some(second) =
                    second.filter(|s| s.unit < found.unit && s.count.is_some() && found.unit != Unit::Night)
                {
                    found.rest = second.count.map(|c| (c, second.unit));
                    found.end = second.end;
                }
            }
        }
        if found.dir.is_none() {
            if matches!(self.lex(found.end), Some(Lex::Few)) && self.follows_dir(found.end + 1) {
                found.end += 1;
            }
            if let Some(dir) = self.length_dir(found.end) {
                found.dir = Some(dir);
                found.end += 1;
            } else if matches!(self.lex(found.end), Some(Lex::Full))
                && self.word(found.end).is_some_and(|w| w.lead == 0)
                && List::Whole.has(self.fold(found.end))
            {
                found.end += 1;
            }
        }
        found
    }

    /// قبل يومين, قبل نحو شهر, قبل ساعات: the length, and whether the words say when it is reckoned from something else.
    pub(super) fn ago(&self, at: usize) -> Option<Length> {
        let word = self.word(at)?;
        if word.lex != Lex::Before || word.preposition {
            return None;
        }
        let (modifier, from) = self.hedge(at + 1);
        if self.word(from).is_some_and(|w| w.lead > 0) {
            return None;
        }
        if matches!(self.fold(from), "قليل" | "وقت" | "فتره") {
            let end = from + 1 + usize::from(matches!(self.fold(from + 1), "قصير" | "قصيره" | "طويل"));
            (self.fold(from) == "قليل" || end > from + 1).then_some(())?;
            return Some(Length {
                first: at,
                end,
                count: None,
                unit: Unit::Hour,
                rest: None,
                modifier: None,
                dir: None,
            });
        }
        let mut length = self.length(from)?;
        // قبل ثلاثة أيام من الانتخابات is reckoned from them.
        if length.dir.is_some() {
            return None;
        }
        if self.bare(length.end) == Some(Lex::From) && !matches!(self.fold(length.end + 1), "الان" | "اليوم") {
            return None;
        }
        if self.bare(length.end) == Some(Lex::From) {
            length.end += 2;
        }
        if self.fold(length.end) == "تقريبا" {
            length.end += 1;
        }
        Some(Length { first: at, modifier, ..length })
    }

    /// يوميا, كل يوم, كل ثلاثة أشهر: the value and where it ends.
    pub(super) fn set(&self, at: usize) -> Option<(String, usize)> {
        match self.lex(at)? {
            Lex::Set(unit) => Some((format!("P1{}", letters(unit).1), at + 1)),
            Lex::Each => {
                let next = at + 1;
                let word = self.word(next).filter(|w| w.lead == 0 && !w.definite);
                match word.map(|w| w.lex) {
                    Some(Lex::One(Unit::Day)) => match self.lex(next + 1) {
                        Some(Lex::Weekday(n)) => Some((format!("XXXX-WXX-{n}"), next + 2)),
                        _ => Some(("P1D".to_owned(), next + 1)),
                    },
                    Some(Lex::Weekday(n)) if n != 7 => Some((format!("XXXX-WXX-{n}"), next + 1)),
                    Some(Lex::One(unit)) if unit != Unit::Quarter && unit != Unit::Second => {
                        let (t, letter) = letters(unit);
                        Some((format!("P{t}1{letter}"), next + 1))
                    }
                    Some(Lex::NightOf) => Some(("XXXX-XX-XXTNI".to_owned(), next + 1)),
                    _ => {
                        let length = self
                            .counted(next)
                            .or_else(|| self.noun(next).filter(|_| matches!(self.lex(next), Some(Lex::Two(_)))))?;
                        Some((length.value(), length.end))
                    }
                }
            }
            _ => None,
        }
    }
}

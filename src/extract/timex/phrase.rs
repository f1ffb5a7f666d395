//! The grammar of dates and times: one maximal phrase from its parts in whatever order they stand.

use super::atoms::Atoms;
use super::expr::{Back, Expr, Steps};
use super::words::{Dir, Lex, Part, Unit};

/// Definite nouns with which العام means general.
const GENERAL: &[&str] = &[
    "امين",
    "مدير",
    "نائب",
    "مدعي",
    "مفتش",
    "قائد",
    "مراقب",
    "سكرتير",
    "منسق",
    "راي",
    "قطاع",
    "مشهد",
    "اطار",
    "صالح",
    "نظام",
    "امن",
    "مقر",
    "مال",
    "انفاق",
    "مدع",
    "وضع",
    "حاكم",
    "مشرف",
    "منسق",
    "شان",
    "مستوي",
    "طريق",
];

/// Words after which a weekday's name is a place's or a prayer's.
const NOT_A_DAY: &[&str] = &[
    "سوق",
    "صلاه",
    "خطبه",
    "صلوات",
    "قناه",
    "صلاتي",
    "مدينه",
    "جامع",
    "مسجد",
    "بلده",
    "محطه",
    "شارع",
    "ميدان",
    "ساحه",
    "لا",
    "آل",
];

/// Adjectives after which اليوم is a noun.
const NAMED_DAY: &[&str] = &[
    "وطني",
    "عالمي",
    "دولي",
    "اعلامي",
    "دراسي",
    "مفتوح",
    "واحد",
    "موعود",
    "عادي",
    "اسود",
    "كامل",
    "مشهود",
    "عظيم",
    "تكويني",
    "تحسيسي",
];

/// Words before which اليوم is part of a medium's name.
const MEDIA: &[&str] = &["روسيا", "المصري", "صحيفه", "جريده", "مصر", "اخبار"];

fn stem(fold: &str) -> &str {
    let rest = fold.strip_prefix(['و', 'ف']).filter(|r| r.starts_with("ال")).unwrap_or(fold);
    rest.strip_prefix("ال").or_else(|| rest.strip_prefix("لل")).unwrap_or(rest)
}

impl Atoms<'_> {
    /// The longest date or time expression that begins at `at`.
    pub(super) fn phrase(&self, at: usize) -> Option<Expr> {
        let mut e = Expr::at(at);
        let mut end = self.element(&mut e, at, true)?;
        loop {
            let Some(next) = self.more(&mut e, end) else { break };
            end = next;
        }
        e.end = end;
        self.sound(&e).then_some(e)
    }

    /// The next part, straight or over a joining word; `e` is left alone where there is none.
    fn more(&self, e: &mut Expr, at: usize) -> Option<usize> {
        let mut trial = e.clone();
        if self.going_on(at).is_some() || self.word(at).is_none() {
            if let Some(end) = self.element(&mut trial, at, false) {
                *e = trial;
                return Some(end);
            }
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
    fn joint(&self, e: &Expr, at: usize) -> Option<usize> {
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
            "-" | "–" | "|" if e.date.day.is_some() && e.date.year.is_some() && e.clock.is_none() => {
                (self.digits(at + 1).is_some() && self.fold(at + 2) == ":").then_some(at + 1)
            }
            "ب" | "ل" if self.digits(at + 1).is_some() => None,
            _ => None,
        }
    }

    /// Whether a day of the month in words stands here (الحادي والعشرين) and nothing that it counts or belongs to.
    fn day_of_month(&self, at: usize) -> bool {
        self.number(at).is_some_and(|n| {
            n.definite && n.kind == crate::lexicon::numerals::Kind::Ordinal && (13.0..=31.0).contains(&n.value)
        })
    }

    fn day_and_month(&self, at: usize) -> bool {
        let mut trial = Expr::at(at);
        self.element(&mut trial, at, true).is_some() && trial.date.day.is_some() && trial.date.month.is_some()
    }

    /// One part of an expression at `at`, written into `e`; returns where it ends.
    pub(super) fn element(&self, e: &mut Expr, at: usize, first: bool) -> Option<usize> {
        let Some(word) = self.word(at) else { return self.numeric(e, at, first) };
        let next = at + 1;
        match word.lex {
            Lex::Weekday(day) => self.weekday(e, at, day, word.definite, first),
            Lex::One(Unit::Day) => self.day(e, at, word.definite, first),
            Lex::OfTwo(_) | Lex::One(Unit::Hour | Unit::Night) if word.conjunction && !first => None,
            Lex::OfTwo(unit) => self.of_two(e, at, unit, first),
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
            Lex::WeakHijri(_) | Lex::HijriPair(..) | Lex::Dhu => self.hijri_month(e, at),
            Lex::One(Unit::Month) => self.month_unit(e, at, word.definite),
            Lex::One(Unit::Hour) => self.hour(e, at, word.definite),
            Lex::One(Unit::Quarter) if matches!(self.lex(next), Some(Lex::Season(_))) => self.element(e, next, false),
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
            Lex::FeastHead => {
                let Some(Lex::Feast(month, day)) = self.lex(next) else { return None };
                let named = e.hijri.month.is_none() && self.word(next).is_some_and(|w| w.definite && w.lead == 0);
                (e.hijri.month, e.hijri.day, e.feast) = named.then_some((Some(month), Some(day), true))?;
                let end = next + 1 + usize::from(self.fold(next + 1) == "المبارك");
                self.year_after(e, end).or(Some(end))
            }
            _ => self.numeric(e, at, first),
        }
    }

    fn weekday(&self, e: &mut Expr, at: usize, day: i32, definite: bool, first: bool) -> Option<usize> {
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
            if NOT_A_DAY.contains(&before)
                || (day == 1 && (before == "بين" || before.ends_with("ين") && before.starts_with("ال")) && !definite)
            {
                return None;
            }
            if matches!(self.fold(next), "الاسود" | "الدامي" | "العظيمه" | "البيضاء") {
                return None;
            }
        }
        if e.shift.is_some() && e.weekday.is_some() {
            return None;
        }
        e.weekday = Some(day);
        // The third Tuesday of the month: الأربعاء الثانية من شهر, الثلاثاء الأخير من.
        if e.nth.is_none() && !of_week {
            let last = matches!(self.lex(next), Some(Lex::Adjective(Dir::Last)));
            let nth = if last { Some((-1, 1)) } else { self.ordinal(next, 5) };
            if let Some((n, tokens)) = nth {
                let mut trial = e.clone();
                trial.nth = Some(n);
                if self.bare(next + tokens) == Some(Lex::From) {
                    if let Some(end) = self
                        .element(&mut trial, next + tokens + 1, false)
                        .filter(|_| trial.date.month.is_some() || matches!(trial.rel, Some((Unit::Month, _))))
                    {
                        *e = trial;
                        return Some(end);
                    }
                }
            }
        }
        // ليل الأحد/ الاثنين, الأحد - الاثنين
        if e.part == Some(Part::Night) && self.sign(next, &["/", "-", "–", "الي", "علي"]) {
            if let Some(Lex::Weekday(second)) = self.lex(next + 1) {
                if second == day % 7 + 1 && self.word(next + 1).is_some_and(|w| w.definite && w.lead == 0) {
                    e.weekday = Some(second);
                    e.two_days = true;
                    return Some(next + 2);
                }
            }
        }
        Some(next)
    }

    /// A definite ordinal up to `most`, and its tokens.
    fn ordinal(&self, at: usize, most: i32) -> Option<(i32, usize)> {
        let n = self.number(at)?;
        let value = whole(n.value)?;
        (n.definite && n.lead == 0 && n.kind == crate::lexicon::numerals::Kind::Ordinal && (1..=most).contains(&value))
            .then_some((value, n.tokens))
    }

    /// يوم before a day; اليوم.
    fn day(&self, e: &mut Expr, at: usize, definite: bool, first: bool) -> Option<usize> {
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
                || trial.hijri.day != e.hijri.day;
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
        if first && MEDIA.contains(&self.before(at))
            || NAMED_DAY.contains(&stem(self.fold(next))) && self.fold(next).starts_with("ال")
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
        if let (Some(side @ (Lex::Before | Lex::After)), Some(Lex::Deictic(n))) = (side, self.lex(skip + 1)) {
            if (side == Lex::Before) == (n < 0) {
                e.shift = Some(n * 2);
                return Some(skip + 2);
            }
        }
        if let Some(n) = self.number(next) {
            if n.definite && n.lead == 0 && n.kind == crate::lexicon::numerals::Kind::Ordinal {
                // اليوم الثالث من شهر مايو, but اليوم الثالث على التوالي
                let mut trial = e.clone();
                let end = self
                    .element(&mut trial, next, false)
                    .filter(|_| trial.date.day.is_some() && (trial.date.month.is_some() || trial.rel.is_some()))?;
                *e = trial;
                return Some(end);
            }
        }
        e.shift = Some(0);
        Some(next)
    }

    /// يومي الأحد والاثنين, عامي 2011 و2015: the first of the two.
    fn of_two(&self, e: &mut Expr, at: usize, unit: Unit, first: bool) -> Option<usize> {
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

    fn night(&self, e: &mut Expr, at: usize, definite: bool) -> Option<usize> {
        if e.part.is_some() && !(e.edge == Some("MID")) {
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

    fn deictic(&self, e: &mut Expr, at: usize, shift: i32, definite: bool) -> Option<usize> {
        if e.shift.is_some() || e.date.day.is_some() {
            return None;
        }
        let next = at + 1;
        if shift > 0 && definite {
            let before = self.before(at);
            let ok = matches!(
                before,
                "يوم"
                    | "ليوم"
                    | "بعد"
                    | "حتي"
                    | "الي"
                    | "صباح"
                    | "مساء"
                    | "منذ"
                    | "ظهر"
                    | "فجر"
                    | "ليل"
            );
            ok.then_some(())?;
        } else if shift > 0
            && self.fold(at).ends_with("غد")
            && !self.before(at).ends_with("يوم")
            && !matches!(self.before(at), "بعد" | "صباح" | "مساء" | "ظهر" | "فجر" | "من" | "اعتبارا")
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

    fn part(&self, e: &mut Expr, at: usize, part: Part, definite: bool) -> Option<usize> {
        if e.middle || (e.part.is_some() && e.edge != Some("MID")) {
            return None;
        }
        let next = at + 1;
        if definite {
            if matches!(self.fold(at), "العشاء" | "المغرب" | "السحر" | "الغروب" | "الضحي") {
                return None;
            }
            let in_it = matches!(
                self.before(at),
                "في" | "فى"
                    | "حتي"
                    | "منذ"
                    | "هذا"
                    | "خلال"
                    | "طوال"
                    | "الي"
                    | "بعد"
                    | "قبل"
                    | "من"
                    | "عند"
                    | "ساعات"
            );
            if !(e.has_day() || e.clock.is_some() || in_it || self.word(at).is_some_and(|w| w.preposition)) {
                return None;
            }
            if matches!(self.before(at), "صلاه" | "جريده") {
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
        if follows {
            if let Some(end) = self.element(&mut trial, next, false) {
                if trial.has_day()
                    && (trial.weekday, trial.shift, trial.date.day, trial.hijri.day, trial.back)
                        != (e.weekday, e.shift, e.date.day, e.hijri.day, e.back)
                {
                    *e = trial;
                    return Some(end);
                }
            }
        }
        // مساء without a day after it: an adverb, its tanween folded away.
        let adverb = matches!(self.fold(at), "مساء" | "عشاء" | "ضحي" | "عشيه");
        (adverb && (e.has_day() || e.clock.is_some())).then(|| e.part = Some(part))?;
        Some(next)
    }

    /// بعد ظهر السبت, بعد الظهر, بعد غد, قبل ظهر الأحد.
    fn before_or_after(&self, e: &mut Expr, at: usize, after: bool) -> Option<usize> {
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

    /// مطلع الشهر, منتصف ليل الأحد, نهاية الأسبوع.
    fn edge(&self, e: &mut Expr, at: usize, edge: &'static str) -> Option<usize> {
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
        let from = if self.bare(next) == Some(Lex::From) { next + 1 } else { next };
        if edge == "END"
            && matches!(self.lex(from), Some(Lex::One(Unit::Week)))
            && self.word(from).is_some_and(|w| w.definite)
        {
            trial.weekend = true;
        }
        (self.word(from).is_none_or(|w| w.lead == 0)).then_some(())?;
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
    fn early(&self, e: &mut Expr, at: usize) -> Option<usize> {
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

    /// الأسبوع الماضي, هذا العام, عام 2012, القرن التاسع عشر.
    pub(super) fn unit(&self, e: &mut Expr, at: usize, unit: Unit, definite: bool) -> Option<usize> {
        let next = at + 1;
        if unit == Unit::Year
            && e.date.year.is_none()
            && e.hijri.year.is_none()
            && e.rel.is_none_or(|r| r.0 != Unit::Year)
        {
            if let Some(end) = self.year(e, next, true) {
                return Some(end);
            }
        }
        if unit == Unit::Century {
            if let Some((n, end)) = self.century(next).filter(|_| definite && e.century.is_none()) {
                e.century = Some(n);
                return Some(end);
            }
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
                && GENERAL.contains(&stem(self.before(at)))
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

    fn demonstrative(&self, e: &mut Expr, at: usize, dir: Dir) -> Option<usize> {
        let next = at + 1;
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
            Lex::Season(_) if word.definite && dir == Dir::This => {
                let end = self
                    .season(
                        e,
                        next,
                        match word.lex {
                            Lex::Season(s) => s,
                            _ => "",
                        },
                        false,
                    )
                    .or(Some(next + 1))?;
                e.season = match word.lex {
                    Lex::Season(s) => Some(s),
                    _ => None,
                };
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

    /// الماضي, المقبل, الجاري after a weekday, month, season.
    fn adjective(&self, e: &mut Expr, at: usize, dir: Dir) -> Option<usize> {
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
    fn sound(&self, e: &Expr) -> bool {
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

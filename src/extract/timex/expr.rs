//! What a date or time expression says, before it is resolved.

use super::words::{Part, Unit};

/// Which adjective or word moves it: الماضي is −1, قبل الماضي −2, المقبل 1, الجاري 0.
pub(super) type Steps = i32;

/// A day, month and year of the Islamic calendar, as far as they are named.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub day: Option<i32>,
    pub month: Option<i32>,
    pub year: Option<i32>,
}

/// What hangs on a date named before (ذلك اليوم, اليوم التالي): the unit and the step.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Back {
    pub unit: Unit,
    pub steps: Steps,
    /// Whether it means the publication date where nothing was named before (اليوم السابق).
    pub published: bool,
}

/// The slots of one expression; what is not said is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Expr {
    /// Atoms: from `first` up to and without `end`.
    pub first: usize,
    pub end: usize,
    pub weekday: Option<i32>,
    /// ليل الأحد/الاثنين: `weekday` is the second of the two.
    pub two_days: bool,
    pub date: Parts,
    pub hijri: Parts,
    /// اليوم 0, أمس −1, غدا 1
    pub shift: Option<i32>,
    /// الشهر الماضي
    pub rel: Option<(Unit, Steps)>,
    /// الماضي after a weekday, month or season
    pub dir: Option<Steps>,
    /// The third Tuesday of …; −1 the last.
    pub nth: Option<i32>,
    pub part: Option<Part>,
    /// منتصف الليل, منتصف النهار
    pub middle: bool,
    pub clock: Option<(i32, i32)>,
    /// Whether the clock says before or after noon by itself (ص, م).
    pub meridiem: Option<bool>,
    /// `Z` for Greenwich, else the words.
    pub zone: Option<(usize, usize, bool)>,
    /// START, MID, END
    pub edge: Option<&'static str>,
    pub weekend: bool,
    pub season: Option<&'static str>,
    /// Q1 … Q4, H1, H2
    pub share: Option<(char, i32)>,
    /// 1970 for السبعينات with its century, else 70.
    pub decade: Option<i32>,
    /// 20 for the twentieth
    pub century: Option<i32>,
    pub back: Option<Back>,
    /// A month that is an everyday word too, and nothing beside it yet.
    pub weak: bool,
    /// Numeric dates that may be read in another order: the other reading.
    pub other: Option<Parts>,
    /// A year before Christ.
    pub before_christ: bool,
    /// Whether it is a named day (عيد الفطر): its date stands in `hijri` or `date`, or hangs on Easter.
    pub feast: bool,
    /// Days from Easter Sunday, and whether it is the Orthodox one.
    pub easter: Option<(i32, bool)>,
}

impl Expr {
    pub(super) const fn at(first: usize) -> Self {
        const NONE: Parts = Parts { day: None, month: None, year: None };
        Self {
            first,
            end: first,
            weekday: None,
            two_days: false,
            date: NONE,
            hijri: NONE,
            shift: None,
            rel: None,
            dir: None,
            nth: None,
            part: None,
            middle: false,
            clock: None,
            meridiem: None,
            zone: None,
            edge: None,
            weekend: false,
            season: None,
            share: None,
            decade: None,
            century: None,
            back: None,
            weak: false,
            other: None,
            before_christ: false,
            feast: false,
            easter: None,
        }
    }

    /// Whether it names one day.
    pub(super) fn has_day(&self) -> bool {
        self.weekday.is_some()
            || self.shift.is_some()
            || self.date.day.is_some()
            || self.hijri.day.is_some()
            || self.easter.is_some()
            || self.back.is_some_and(|b| b.unit == Unit::Day)
    }

    /// Whether it names anything of the calendar.
    pub(super) fn has_date(&self) -> bool {
        self.has_day()
            || self.date.month.is_some()
            || self.date.year.is_some()
            || self.hijri.month.is_some()
            || self.hijri.year.is_some()
            || self.rel.is_some()
            || self.season.is_some()
            || self.share.is_some()
            || self.decade.is_some()
            || self.century.is_some()
            || self.back.is_some()
            || self.weekend
            || self.easter.is_some()
    }

    /// Whether it names a time of day.
    pub(super) const fn has_time(&self) -> bool {
        self.part.is_some() || self.clock.is_some() || self.middle
    }
}

//! The words of time and what each may mean.

use crate::lexicon;
use crate::normalize;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Units of length, from short to long.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Week,
    Month,
    /// A quarter of a year or a season (فصل).
    Quarter,
    Year,
    Decade,
    Century,
}

/// How far from now, or from what was named.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Dir {
    /// الماضي
    Past,
    /// المقبل
    Next,
    /// الجاري، هذا
    This,
    /// السابق
    Before,
    /// التالي
    After,
    /// الأخير
    Last,
    /// نفسه، ذلك
    Same,
}

/// TIMEX3 parts of the day.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// TIMEX3's code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// What a word of time is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    Weekday(i32),
    Month(i32),
    /// A month whose name is an everyday word too.
    WeakMonth(i32),
    /// كانون، تشرين: with الأول and with الثاني.
    MonthPair(i32, i32),
    WeakHijri(i32),
    HijriPair(i32, i32),
    Dhu,
    DhuName(i32),
    Part(Part),
    Adverb(Part),
    /// ليلة
    NightOf,
    One(Unit),
    Two(Unit),
    Many(Unit),
    /// يومي، عامي before two names or numbers.
    OfTwo(Unit),
    Deictic(i32),
    Adjective(Dir),
    Demonstrative(Dir),
    Edge(&'static str),
    /// مبكر، متأخر
    Wee(&'static str),
    Reference(&'static str),
    Anaphor,
    Set(Unit),
    Each,
    Season(&'static str),
    Decade(i32),
    Hedge(&'static str),
    Before,
    After,
    Since,
    During,
    In,
    From,
    To,
    Between,
    Vague,
    Few,
    Full,
    Half,
    Share(i32),
    /// ص، م: before or after noon (`true`).
    Meridiem(bool),
    /// هـ، ميلادي: Hijri (`true`).
    Era(bool),
    Zone,
    ZoneName(bool),
    SameAs,
    Time,
    Weekend,
    /// غرة: the first of a month
    FirstDay,
    /// The first word of a named day: عيد, عاشوراء.
    Feast,
}

/// A map from folded words.
pub(super) type Table<V> = FxHashMap<String, V>;

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "night" => Unit::Night,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    [Part::Morning, Part::Midday, Part::Afternoon, Part::Evening, Part::Night, Part::Daytime]
        .into_iter()
        .find(|p| p.code() == name)
}

fn dir(name: &str) -> Option<Dir> {
    Some(match name {
        "past" => Dir::Past,
        "next" => Dir::Next,
        "this" => Dir::This,
        "before" => Dir::Before,
        "after" => Dir::After,
        "last" => Dir::Last,
        "same" | "that" => Dir::Same,
        _ => return None,
    })
}

/// A row's kind and value.
fn lex(kind: &str, value: &'static str) -> Option<Lex> {
    let number = || value.parse::<i32>().ok();
    let pair = |sign| value.split_once(sign).and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    Some(match kind {
        "weekday" => Lex::Weekday(number()?),
        "month" => Lex::Month(number()?),
        "weak_month" => Lex::WeakMonth(number()?),
        "month_pair" => pair(',').map(|(a, b)| Lex::MonthPair(a, b))?,
        "weak_hijri" => Lex::WeakHijri(number()?),
        "hijri_pair" => pair(',').map(|(a, b)| Lex::HijriPair(a, b))?,
        "dhu" => Lex::Dhu,
        "dhu_name" => Lex::DhuName(number()?),
        "part" => Lex::Part(part(value)?),
        "adverb" => Lex::Adverb(part(value)?),
        "night" => Lex::NightOf,
        "unit" => Lex::One(unit(value)?),
        "two" => Lex::Two(unit(value)?),
        "many" => Lex::Many(unit(value)?),
        "of_two" => Lex::OfTwo(unit(value)?),
        "deictic" => Lex::Deictic(number()?),
        "adjective" => Lex::Adjective(dir(value)?),
        "demonstrative" => Lex::Demonstrative(dir(value)?),
        "edge" => Lex::Edge(value),
        "wee" => Lex::Wee(value),
        "reference" => Lex::Reference(value),
        "anaphor" => Lex::Anaphor,
        "set" => Lex::Set(unit(value)?),
        "each" => Lex::Each,
        "season" => Lex::Season(value),
        "decade" => Lex::Decade(number()?),
        "hedge" => Lex::Hedge(value),
        "before" => Lex::Before,
        "after" => Lex::After,
        "since" => Lex::Since,
        "during" => Lex::During,
        "in" => Lex::In,
        "from" => Lex::From,
        "to" => Lex::To,
        "between" => Lex::Between,
        "vague" => Lex::Vague,
        "few" => Lex::Few,
        "full" => Lex::Full,
        "half" => Lex::Half,
        "share" => Lex::Share(number()?),
        "meridiem" => Lex::Meridiem(value == "PM"),
        "era" => Lex::Era(value == "H"),
        "zone" => Lex::Zone,
        "zone_name" => Lex::ZoneName(value == "GMT"),
        "same_as" => Lex::SameAs,
        "time" => Lex::Time,
        "first_day" => Lex::FirstDay,
        "weekend" => Lex::Weekend,
        "feast" => Lex::Feast,
        _ => return None,
    })
}

/// All words; the first row of a word wins.
static WORDS: LazyLock<Table<Lex>> = LazyLock::new(|| {
    let mut out = Table::default();
    for row in lexicon::rows(include_str!("words.tsv")) {
        if let &[kind, value, words] = row.as_slice() {
            for word in words.split('|') {
                if let Some(lex) = lex(kind, value) {
                    out.entry(normalize::fold_word(word)).or_insert(lex);
                }
            }
        }
    }
    out
});

/// A word of time with what is attached to it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub lex: Lex,
    /// Whether it has the article.
    pub definite: bool,
    /// Bytes of the folded word before it (و ف ب ل ك); the article is not among them, nor is the second ل of للعام.
    pub lead: usize,
    /// Whether و or ف is attached.
    pub conjunction: bool,
    /// Whether ب, ل or ك is attached.
    pub preposition: bool,
}

/// Looks a folded word up, as it stands, then without article, conjunction and preposition.
pub(super) fn find(fold: &str) -> Option<Word> {
    let table = &*WORDS;
    let mut out = Word { lex: Lex::Each, definite: false, lead: 0, conjunction: false, preposition: false };
    let article = |rest: &str| rest.strip_prefix("ال").and_then(|r| table.get(r));
    let mut rest = fold;
    for step in 0..3 {
        if step > 0 {
            let (signs, lead): (&[char], _) = if step == 1 { (&['و', 'ف'], 2) } else { (&['ب', 'ل', 'ك'], 2) };
            let Some(r) = rest.strip_prefix(signs) else { continue };
            if step == 1 {
                out.conjunction = true;
            } else {
                out.preposition = true;
            }
            if let Some(lex) = rest.strip_prefix("لل").and_then(|r| table.get(r)).filter(|_| step == 2) {
                return Some(Word { lex: *lex, definite: true, lead: out.lead + lead, ..out });
            }
            out.lead += lead;
            rest = r;
        }
        if let Some(&lex) = table.get(rest) {
            return Some(Word { lex, definite: rest.starts_with("ال") && rest.len() > 8, ..out });
        }
        if let Some(&lex) = article(rest) {
            return Some(Word { lex, definite: true, ..out });
        }
    }
    None
}

/// A folded word without its article and the و or ف before that.
pub(super) fn stem(fold: &str) -> &str {
    let rest = fold.strip_prefix(['و', 'ف']).filter(|r| r.starts_with("ال")).unwrap_or(fold);
    rest.strip_prefix("ال").or_else(|| rest.strip_prefix("لل")).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in lexicon::rows(include_str!("words.tsv")) {
            let &[kind, value, words] = row.as_slice() else { panic!("{row:?} has not three cells") };
            assert!(lex(kind, value).is_some(), "{row:?}");
            assert!(words.split('|').all(|w| !w.trim().is_empty() && w.trim() == w), "{row:?}");
        }
    }

    #[test]
    fn takes_words_apart() {
        #[track_caller]
        fn check(lex: Lex, definite: bool, lead: usize, fold: &str) {
            let word = find(fold).unwrap();
            assert_eq!((word.lex, word.definite, word.lead), (lex, definite, lead), "{fold}");
        }
        check(Lex::Weekday(1), true, 0, "الاثنين");
        check(Lex::Weekday(7), true, 2, "والاحد");
        check(Lex::One(Unit::Year), true, 2, "للعام");
        check(Lex::One(Unit::Year), true, 4, "وبالعام");
        check(Lex::Many(Unit::Year), false, 2, "لسنوات");
        check(Lex::Deictic(-1), false, 2, "وامس");
        check(Lex::Deictic(-1), true, 2, "بالامس");
        check(Lex::Part(Part::Evening), false, 2, "بمساء");
        check(Lex::Anaphor, false, 0, "وقتها");
        check(Lex::Month(9), false, 2, "بايلول");
        for word in ["اسباب", "وستون", "كتاب", "الي"] {
            assert!(find(word).is_none_or(|w| w.lex == Lex::To), "{word}");
        }
    }
}

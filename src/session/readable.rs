//! Dates as people write and read them.

use super::state::Lang;
use crate::extract::timex::Date;

const MONTHS_AR: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Monday first.
const DAYS_AR: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The name that stands at `number`, counted from 1.
fn named(names: &[&'static str], number: i32) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|n| names.get(n)).copied().unwrap_or("")
}

fn weekday(day: Date, lang: Lang) -> &'static str {
    named(if lang == Lang::Ar { &DAYS_AR } else { &DAYS_EN }, day.weekday())
}

fn month(number: i32, lang: Lang) -> &'static str {
    named(if lang == Lang::Ar { &MONTHS_AR } else { &MONTHS_EN }, number)
}

fn part_of_day(code: &str, lang: Lang) -> &'static str {
    match (code, lang) {
        ("MO", Lang::Ar) => "صباحاً",
        ("MI", Lang::Ar) => "ظهراً",
        ("AF", Lang::Ar) => "بعد الظهر",
        ("EV", Lang::Ar) => "مساءً",
        ("NI", Lang::Ar) => "ليلاً",
        ("DT", Lang::Ar) => "نهاراً",
        ("MO", Lang::En) => "morning",
        ("MI", Lang::En) => "noon",
        ("AF", Lang::En) => "afternoon",
        ("EV", Lang::En) => "evening",
        ("NI", Lang::En) => "night",
        ("DT", Lang::En) => "daytime",
        _ => "",
    }
}

/// A TIMEX3 value in words (`2018-05-20TEV` → الأحد 20 أيار 2018، مساءً); `None` where it is no calendar value.
pub fn moment(value: &str, lang: Lang) -> Option<String> {
    let (date, time) = value.split_once('T').map_or((value, ""), |(d, t)| (d, t));
    let day = if let Some(day) = Date::exactly(date) {
        format!("{} {} {} {}", weekday(day, lang), day.day, month(day.month, lang), day.year)
    } else {
        coarse(date, lang)?
    };
    let time =
        if time.is_empty() { "" } else { Some(part_of_day(time, lang)).filter(|p| !p.is_empty()).unwrap_or(time) };
    Some(match (time, lang) {
        ("", _) => day,
        (_, Lang::Ar) => format!("{day}، {time}"),
        (_, Lang::En) => format!("{day}, {time}"),
    })
}

fn coarse(date: &str, lang: Lang) -> Option<String> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = date.split('-').collect();
    match parts.as_slice() {
        [y] if y.len() == 4 && digits(y) => Some((*y).to_owned()),
        [y, m] if digits(y) && digits(m) => Some(format!("{} {y}", month(m.parse().ok()?, lang))),
        [y, w] if digits(y) && w.starts_with('W') => {
            let week = w.trim_start_matches('W');
            Some(if lang == Lang::Ar {
                format!("الأسبوع {week} من {y}")
            } else {
                format!("week {week} of {y}")
            })
        }
        _ => None,
    }
}

/// A date as people type it (`2018-05-22`, ٢٢/٥/٢٠١٨, `22.5.2018 03:18`) in ISO 8601; `None` where it is none.
pub fn parse_date(typed: &str) -> Option<String> {
    let plain: String = typed
        .trim()
        .chars()
        .map(|c| match c {
            '\u{0660}'..='\u{0669}' => char::from_digit(u32::from(c) - 0x0660, 10).unwrap_or(c),
            '\u{06F0}'..='\u{06F9}' => char::from_digit(u32::from(c) - 0x06F0, 10).unwrap_or(c),
            '/' | '.' | '\u{2212}' | '\u{2013}' => '-',
            c => c,
        })
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'))
        .collect();
    let (date, time) = plain.split_once(['T', ' ']).map_or((plain.as_str(), ""), |(d, t)| (d, t.trim()));
    let parts: Vec<i32> = date.split('-').map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    let [a, b, c] = parts.as_slice() else { return None };
    let (y, m, d) = if *a > 31 { (*a, *b, *c) } else { (*c, *b, *a) };
    let date = Date::new(y, m, d).filter(|_| y > 999)?.iso();
    if time.is_empty() {
        return Some(date);
    }
    let clock: Vec<u8> = time.split(':').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let (h, min) = match clock.as_slice() {
        [h, min] | [h, min, _] => (*h, *min),
        _ => return None,
    };
    (h < 24 && min < 60).then(|| format!("{date}T{h:02}:{min:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_and_from_typing() {
        let check = |value: &str, ar: Option<&str>, en: Option<&str>| {
            assert_eq!(moment(value, Lang::Ar).as_deref(), ar, "{value}");
            assert_eq!(moment(value, Lang::En).as_deref(), en, "{value}");
        };
        check("2018-05-20", Some("الأحد 20 أيار 2018"), Some("Sunday 20 May 2018"));
        check("2018-05-20TEV", Some("الأحد 20 أيار 2018، مساءً"), Some("Sunday 20 May 2018, evening"));
        check("2018-05", Some("أيار 2018"), Some("May 2018"));
        check("2012", Some("2012"), Some("2012"));
        check("XXXX-WXX-7", None, None);
        check("P2D", None, None);
        for (typed, iso) in [
            ("2018-05-22", Some("2018-05-22")),
            ("٢٢/٥/٢٠١٨", Some("2018-05-22")),
            ("22.5.2018 3:18", Some("2018-05-22T03:18")),
            ("2018-05-22T03:18", Some("2018-05-22T03:18")),
            ("31-02-2018", None),
            ("22-5", None),
            ("أمس", None),
        ] {
            assert_eq!(parse_date(typed).as_deref(), iso, "{typed}");
        }
    }
}

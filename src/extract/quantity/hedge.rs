//! Words before and after a number that say how exact it is.

use super::scan::Scan;
use crate::extract::Modifier;

/// A hedge before a number: what it says and the token at which it starts.
pub(super) struct Hedge {
    pub modifier: Modifier,
    pub start: usize,
}

fn core<'t>(fold: &'t str, list: &[&str]) -> Option<&'t str> {
    super::noun::without_clitic(fold).map(|(_, word)| word).find(|word| list.contains(word))
}

fn is(fold: &str, list: &[&str]) -> bool {
    core(fold, list).is_some()
}

const ABOUT: &[&str] = &[
    "نحو",
    "حوالي",
    "حوالى",
    "قرابه",
    "زهاء",
    "تقريبا",
    "حدود",
    "يقارب",
    "تقارب",
    "قارب",
    "قاربت",
    "يناهز",
    "تناهز",
    "ناهز",
    "ناهزت",
];
const ESTIMATED: &[&str] =
    &["يقدر", "تقدر", "قدر", "قدرت", "مقدر", "المقدر", "المقدره", "المقدرين", "يقدرون", "قدره", "قدرها", "قدروا"];
const OVER: &[&str] = &[
    "يفوق",
    "تفوق",
    "فاق",
    "فاقت",
    "يتجاوز",
    "تتجاوز",
    "تجاوز",
    "تجاوزت",
    "يتعدي",
    "تتعدي",
    "تعدي",
    "تعدت",
    "يتخطي",
    "تتخطي",
    "تخطي",
    "تخطت",
    "يجاوز",
    "جاوز",
    "جاوزت",
    "فوق",
];
const NOT: &[&str] = &["لا", "لم", "لن", "ولا", "ولم", "ولن"];
const MORE: &[&str] = &["يزيد", "تزيد", "زاد", "زادت", "يزيدون", "يربو", "تربو", "زياده", "يفيض"];
const LESS: &[&str] = &["يقل", "تقل", "قل", "قلت"];

/// A noun that a number measures: نسبة, عدد.
fn is_measured(fold: &str) -> bool {
    let word = fold.strip_prefix("ال").unwrap_or(fold);
    const MEASURED: &[&str] = &[
        "عدد",
        "نسبه",
        "قيمه",
        "حصيله",
        "مساحه",
        "كلفه",
        "تكلفه",
        "سعر",
        "معدل",
        "سرعه",
        "طول",
        "ارتفاع",
        "وزن",
        "حجم",
        "درجه",
        "رصيد",
        "عدده",
        "عددهم",
        "عددها",
        "قيمته",
        "قيمتها",
        "نسبته",
        "نسبتها",
        "سعره",
        "سعرها",
        "طوله",
        "طولها",
        "كلفته",
        "كلفتها",
        "مساحته",
        "مساحتها",
    ];
    MEASURED.contains(&word)
}

/// Reads backwards from the number's first token.
pub(super) fn before(scan: &Scan<'_>, at: usize) -> Option<Hedge> {
    let word = |back: usize| if scan.same_sentence(at, back) { scan.fold(at - back) } else { "" };
    let (w1, w2, w3) = (word(1), word(2), word(3));
    let found = |modifier, back: usize| Some(Hedge { modifier, start: at - back });
    let negated = |w: &str| NOT.contains(&w);
    if is(w1, ABOUT) {
        return found(Modifier::Approximate, 1);
    }
    if w1 == "من" {
        if is(w2, &["اكثر", "ازيد", "اعلي"]) {
            return found(Modifier::MoreThan, 2);
        }
        if is(w2, &["اقل", "ادني"]) {
            return found(Modifier::LessThan, 2);
        }
        if is(w2, &["يقرب", "تقرب", "يقترب", "تقترب", "بالقرب"]) {
            return found(Modifier::Approximate, 2);
        }
    }
    if w1 == "الي" && is(w2, &["يصل", "تصل", "وصل"]) && is(w3, &["ما"]) {
        return found(Modifier::AtMost, 3);
    }
    if matches!(w1, "عن" | "علي") {
        if is(w2, MORE) {
            return if negated(w3) { found(Modifier::AtMost, 3) } else { found(Modifier::MoreThan, 2) };
        }
        if is(w2, LESS) {
            return if negated(w3) { found(Modifier::AtLeast, 3) } else { found(Modifier::LessThan, 2) };
        }
    }
    // تجاوز عددهم 20
    let (verb, back) = if matches!(w1, "عددهم" | "عددها" | "عددهن" | "العدد" | "عدد") {
        (w2, 2)
    } else {
        (w1, 1)
    };
    if is(verb, OVER) {
        return if negated(word(back + 1)) {
            found(Modifier::AtMost, back + 1)
        } else {
            found(Modifier::MoreThan, back)
        };
    }
    // لم تتجاوز نسبة المشاركة 11 في المئة: what is measured stands between.
    if let Some(back) = (2..=4).find(|&n| is(word(n), OVER))
        && (is_measured(word(back - 1)) || back == 2 && word(1).starts_with("ال") && word(2) != "فوق")
        && !(1..back).any(|n| scan.kind(at - n) == Some(crate::segment::TokenKind::Number))
    {
        return if negated(word(back + 1)) {
            found(Modifier::AtMost, back + 1)
        } else {
            found(Modifier::MoreThan, back)
        };
    }
    if w2 == "علي" && w1 == "الاقل" {
        return found(Modifier::AtLeast, 2);
    }
    if w2 == "علي" && w1 == "الاكثر" {
        return found(Modifier::AtMost, 2);
    }
    if is(w1, &["دون"]) {
        return found(Modifier::LessThan, 1);
    }
    let with_ba = scan.has_ba(at);
    let (w, n) = if matches!(w1, "ب") { (w2, 2) } else { (w1, 1) };
    if (with_ba || n == 2) && is(w, ESTIMATED) {
        return found(Modifier::Approximate, n);
    }
    if (with_ba || n == 2) && is(w, &["عددهم", "عددها", "قيمتها", "قيمته", "عدده"]) && is(word(n + 1), ESTIMATED)
    {
        return found(Modifier::Approximate, n + 1);
    }
    None
}

/// Reads after the counted noun: `على الأقل`, `تقريبا`, `أو أكثر`.
pub(super) fn after(scan: &Scan<'_>, end: usize) -> Option<Modifier> {
    let word = |n: usize| if scan.inside(end, n) { scan.fold(end + n) } else { "" };
    // An opening bracket or comma may stand between.
    let skip = usize::from(matches!(word(0), "،" | ","));
    let (a, b, c) = (word(skip), word(skip + 1), word(skip + 2));
    match (a, b, c) {
        ("علي", "الاقل", _) | ("علي", "اقل", "تقدير") | ("كحد" | "بحد", "ادني", _) | ("او", "اكثر" | "يزيد", _) => {
            Some(Modifier::AtLeast)
        }
        ("فاكثر" | "فما", _, _) if a == "فاكثر" || b == "فوق" => Some(Modifier::AtLeast),
        ("علي", "الاكثر", _) | ("كحد" | "بحد", "اقصي", _) | ("او", "اقل", _) => {
            Some(Modifier::AtMost)
        }
        ("تقريبا", _, _) => Some(Modifier::Approximate),
        _ => None,
    }
}

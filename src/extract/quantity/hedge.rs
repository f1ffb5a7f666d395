//! Words before and after a number that say how exact it is.

use super::list::List;
use super::noun::without_clitic;
use super::scan::Scan;
use crate::extract::Modifier;

/// A hedge before a number: what it says and the token at which it starts.
pub(super) struct Hedge {
    pub modifier: Modifier,
    pub start: usize,
}

/// Whether a word is on a list, clitics passed over.
fn is(fold: &str, list: List) -> bool {
    without_clitic(fold).any(|(_, word)| list.has(word))
}

const NOT: &[&str] = &["لا", "لم", "لن", "ولا", "ولم", "ولن"];

/// A noun that a number measures: نسبة, عدد.
fn is_measured(fold: &str) -> bool {
    let word = fold.strip_prefix("ال").unwrap_or(fold);
    List::Measured.has(word)
}

/// Reads backwards from the number's first token.
pub(super) fn before(scan: &Scan<'_>, at: usize) -> Option<Hedge> {
    let word = |back: usize| if scan.same_sentence(at, back) { scan.fold(at - back) } else { "" };
    let (w1, w2, w3) = (word(1), word(2), word(3));
    let found = |modifier, back: usize| Some(Hedge { modifier, start: at - back });
    let negated = |w: &str| NOT.contains(&w);
    if is(w1, List::About) {
        return found(Modifier::Approximate, 1);
    }
    if w1 == "من" {
        if is(w2, List::MoreThan) {
            return found(Modifier::MoreThan, 2);
        }
        if is(w2, List::LessThan) {
            return found(Modifier::LessThan, 2);
        }
        if is(w2, List::Near) {
            return found(Modifier::Approximate, 2);
        }
    }
    if w1 == "الي" && is(w2, List::Reaching) && without_clitic(w3).any(|(_, w)| w == "ما") {
        return found(Modifier::AtMost, 3);
    }
    if matches!(w1, "عن" | "علي") {
        if is(w2, List::More) {
            return if negated(w3) { found(Modifier::AtMost, 3) } else { found(Modifier::MoreThan, 2) };
        }
        if is(w2, List::Less) {
            return if negated(w3) { found(Modifier::AtLeast, 3) } else { found(Modifier::LessThan, 2) };
        }
    }
    // تجاوز عددهم 20
    let (verb, back) = if matches!(w1, "عددهم" | "عددها" | "عددهن" | "العدد" | "عدد") {
        (w2, 2)
    } else {
        (w1, 1)
    };
    if is(verb, List::Over) {
        return if negated(word(back + 1)) {
            found(Modifier::AtMost, back + 1)
        } else {
            found(Modifier::MoreThan, back)
        };
    }
    // لم تتجاوز نسبة المشاركة 11 في المئة: what is measured stands between.
    if let Some(back) = (2..=4).find(|&n| is(word(n), List::Over))
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
    if without_clitic(w1).any(|(_, w)| w == "دون") {
        return found(Modifier::LessThan, 1);
    }
    let with_ba = scan.has_ba(at);
    let (w, n) = if matches!(w1, "ب") { (w2, 2) } else { (w1, 1) };
    if (with_ba || n == 2) && is(w, List::Estimated) {
        return found(Modifier::Approximate, n);
    }
    if (with_ba || n == 2) && is(w, List::NumberOf) && is(word(n + 1), List::Estimated) {
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

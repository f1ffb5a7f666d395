//! Numbers without a noun: which of them count something, and which are names, years, scores or list numbers.

use super::list::List;
use super::people;
use super::scan::Scan;
use crate::lexicon::numerals::{Number, Style};
use crate::segment::TokenKind;

/// Whether digits look like a year.
pub(super) fn like_a_year(n: &Number) -> bool {
    n.value.fract() == 0.0 && (1300.0..=2100.0).contains(&n.value) && (n.style == Style::Words || n.tokens == 1)
}

/// What is not halved or counted by the dozen: النصف النهائي, النصف الأول.
pub(super) fn not_halved(word: &str) -> bool {
    List::NotHalved.has(word)
}

/// Whether the number is part of a name, a list number, a score or a clock time, whatever follows it.
pub(super) fn is_name(scan: &Scan<'_>, at: usize, end: usize, counted: bool) -> bool {
    let digits = scan.kind(at) == Some(TokenKind::Number);
    if !digits {
        return false;
    }
    if at > 0 && scan.glued(at) && scan.same_sentence(at, 1) {
        let before = scan.fold(at - 1);
        let clitic = matches!(
            before,
            "و" | "ف"
                | "ب"
                | "ل"
                | "ك"
                | "ال"
                | "وال"
                | "بال"
                | "لل"
                | "وب"
                | "ول"
                | "فال"
                | "او"
                | "من"
                | "في"
                | "نحو"
        );
        let open =
            matches!(before, "(" | "[" | "\"" | "'" | "،" | "؛" | "%" | "$" | "€" | "£" | "." | "+" | "…" | "~" | "±");
        let dash = before == "-" && !(at > 1 && scan.glued(at - 1));
        let word = scan.is_word(at - 1) && before.chars().count() > 2;
        if !clitic && !open && !dash && !word {
            return true;
        }
    }
    if scan.glued(end) {
        let next = scan.fold(end);
        let then_digits = scan.glued(end + 1) && scan.kind(end + 1) == Some(TokenKind::Number);
        if matches!(next, "ر" | "/" | ":" | "-" | "." | "," | "×" | "*" | "_" | "\\" | "+" | "@" | "#") && then_digits
        {
            return true;
        }
        if scan.kind(end) == Some(TokenKind::Foreign) && !counted {
            return true;
        }
    }
    // 1- or 1) at the head of a line.
    let head = at == 0 || !scan.same_sentence(at, 1);
    if head && matches!(scan.after(end, 0), "-" | ")" | "." | ":") && !counted {
        return true;
    }
    let long = scan.fold(at).len() >= 8 && scan.fold(at).bytes().all(|b| b.is_ascii_digit());
    let zero = scan.fold(at).len() > 1
        && scan.fold(at).starts_with('0')
        && end == at + 1
        && scan.fold(at).bytes().all(|b| b.is_ascii_digit());
    if (long || zero) && !counted {
        return true;
    }
    named(scan, at, counted)
}

fn named(scan: &Scan<'_>, at: usize, counted: bool) -> bool {
    if at == 0 || !scan.same_sentence(at, 1) {
        return false;
    }
    // كوفيد-19
    let back = if scan.fold(at - 1) == "-" && at > 1 { 2 } else { 1 };
    let before = scan.fold(at - back);
    let word = super::noun::without_clitic(before).map(|(_, w)| w.strip_prefix("ال").unwrap_or(w));
    let mut word = word.chain([before]);
    word.any(|w| w == "رقم" || (!counted && List::Named.has(w)))
}

/// Whether something near licenses a number that stands alone: a subset word, a hedge, a casualty word, a measure word.
pub(super) fn licensed(scan: &Scan<'_>, start: usize, hedged: bool, n: &Number) -> bool {
    if like_a_year(n) && !subset_before(scan, start) && people::trigger_before(scan, start, 1).is_none() {
        return false;
    }
    // A decimal fraction measures something.
    if n.value.fract() != 0.0 && n.style == Style::Digits && n.tokens > 1 {
        return true;
    }
    if hedged || subset_before(scan, start) || people::trigger_before(scan, start, 2).is_some() {
        return true;
    }
    // 54 مقعدا من 329
    let of_all = scan.same_sentence(start, 3)
        && scan.fold(start - 1) == "من"
        && scan.kind(start - 3) == Some(TokenKind::Number)
        && super::noun::find(scan.fold(start - 2)).is_some();
    if of_all {
        return true;
    }
    if matches!(scan.fold(start.saturating_sub(1)), "اصل" | "مجموع") && scan.same_sentence(start, 2) {
        return true;
    }
    (1..=4).take_while(|&back| scan.same_sentence(start, back)).any(|back| {
        let fold = scan.fold(start - back);
        super::noun::without_clitic(fold).any(|(_, w)| List::Measuring.has(w))
    })
}

/// خمسة في عداد المفقودين: the noun that says among whom.
pub(super) fn in_the_number_of(scan: &Scan<'_>, end: usize) -> Option<&'static super::noun::Noun> {
    if scan.after(end, 0) != "في" || scan.after(end, 1) != "عداد" {
        return None;
    }
    let word = scan.after(end, 2).strip_prefix("ال")?;
    super::noun::find(word).map(|(noun, _)| noun).filter(|noun| noun.category.is_some())
}

/// توزع القتلى كالتالي: 11 في سقبا، و4 في كفربطنا: a number of those people in each place.
pub(super) fn spread(scan: &Scan<'_>, start: usize, end: usize, n: &Number) -> bool {
    let place = scan.after(end, 0) == "في" && scan.is_word(end + 1) && scan.inside(end, 1);
    if !place || like_a_year(n) || start == 0 || !scan.same_sentence(start, 1) {
        return false;
    }
    let listed = n.conjunction || matches!(scan.fold(start - 1), ":" | "،" | "و");
    listed
        && (1..=25).take_while(|&back| scan.same_sentence(start, back)).any(|back| {
            let fold = scan.fold(start - back);
            let word = super::noun::without_clitic(fold).find_map(|(_, w)| w.strip_prefix("ال"));
            word.and_then(super::noun::find).is_some_and(|(noun, form)| {
                form == super::noun::Form::Plural && noun.category.is_some_and(people::is_fate)
            })
        })
}

/// Whether منهم, بينهم and the like stand right before.
pub(super) fn subset_before(scan: &Scan<'_>, start: usize) -> bool {
    scan.same_sentence(start, 1) && is_subset_word(scan.fold(start - 1))
}

/// منهم, بينهم, ضمنهم …
pub(super) fn is_subset_word(fold: &str) -> bool {
    let word = fold.strip_prefix(['و', 'ف']).unwrap_or(fold);
    List::Subset.has(word)
}

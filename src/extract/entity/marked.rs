//! Organisations by the marks about their names: quote marks, brackets, numbers, the last word of a medium.

use super::Evidence;
use super::lexicon;
use super::list::List;
use super::organisation::{NOT_NAME, push};
use super::scan::{Reading, Scan};
use crate::segment::TokenKind;

/// A name in quote marks or brackets after a head: «صحيفة "…"», «شبكة (…)».
pub(super) fn quoted(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::ORG_CLASS | lexicon::ORG) else { return };
    // «قال الحزب "…"» quotes; «حزب "…"» names.
    if reading.lam
        || scan.cx.fold(head).get(usize::from(reading.skip)..).is_some_and(|w| w.starts_with("ال") && w != "الويه")
    {
        return;
    }
    // The head may have an adjective of its own: «صحيفة أرجنتينية "…"».
    let open =
        if scan.is(head + 1, lexicon::NATION | lexicon::ADJ) && scan.opens(head + 2) { head + 2 } else { head + 1 };
    if !scan.together(head, open) || !scan.opens(open) {
        return;
    }
    let Some(close) = scan.closes(open, 6) else { return };
    let mut last = close.saturating_sub(1);
    while last > open && scan.is(last, lexicon::TAIL) {
        last -= 1;
    }
    let first = open + 1;
    let named = (first..=last)
        .all(|i| matches!(scan.cx.kind(i), Some(TokenKind::Word | TokenKind::Foreign | TokenKind::Number)))
        && !(first..=last).any(|i| scan.is(i, lexicon::SAY))
        && scan.cx.kind(first) != Some(TokenKind::Number);
    if last >= first && named {
        push(scan, out, (first, last), 0, 0.9, "organisation.quoted");
    }
}

/// «الفرقة 25», «اللواء 52»: a unit and its number.
pub(super) fn numbered(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let fold = scan.cx.fold(head);
    let unit = |r: &&Reading| fold.get(usize::from(r.skip)..).is_some_and(|word| List::Unit.has(word));
    if scan.cx.kind(head + 1) != Some(TokenKind::Number) || !scan.together(head, head + 1) {
        return;
    }
    if let Some(reading) = scan.readings(head).iter().find(unit) {
        push(scan, out, (head, head + 1), reading.skip, 0.88, "organisation.class");
    }
}

/// «المصدر نيوز», «الشام أف أم»: a medium by the last word or letters of its name.
pub(super) fn outlet(scan: &Scan<'_>, last: usize, out: &mut Vec<Evidence>) {
    let before = |n: usize| last.checked_sub(n).filter(|&f| scan.word(f) && scan.together(f, last));
    let first = match scan.cx.fold(last) {
        "ام" => before(1).filter(|&f| scan.cx.fold(f) == "اف").and_then(|_| before(2)),
        "في" => before(1).filter(|&f| scan.cx.fold(f) == "تي").and_then(|_| before(2)),
        word if List::Outlet.has(word) => before(1),
        _ => None,
    };
    let Some(first) = first else { return };
    if scan.is(first, NOT_NAME | lexicon::PREP) || scan.reading(first, lexicon::ORG_CLASS).is_some() {
        return;
    }
    let particle = |r: &&Reading| r.skip > 0 && r.flags != 0 && scan.flags(first) == 0;
    let skip = scan.readings(first).iter().find(particle).map_or(0, |r| r.skip);
    push(scan, out, (first, last), skip, 0.85, "organisation.class");
}

/// A name that fills quote marks, head and all: «"مكتب توثيق الانتهاكات في حوران"».
pub(super) fn enclosed(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(open) = head.checked_sub(1).filter(|&b| scan.opens(b) && scan.together(b, head)) else { return };
    let Some(close) = scan.closes(open, 8).filter(|&c| c > head + 2) else { return };
    let last = close - 1;
    let body = scan.cx.fold(head) == "مكتب" || scan.is(head, lexicon::ORG) && !scan.definite(head);
    let words = (head..=last).all(|i| scan.word(i) && !scan.is(i, lexicon::SAY));
    let named = scan.definite(head + 1) || scan.is(head + 1, lexicon::IDAFA | lexicon::ORG);
    if body && words && named && scan.cx.kind(open) == Some(TokenKind::Quote) {
        push(scan, out, (head, last), 0, 0.9, "organisation.quoted");
    }
}

/// Before a bracket with a second name or an acronym: «منظمة كذا (ركز)».
pub(super) fn acronym(scan: &Scan<'_>, last: usize, out: &mut Vec<Evidence>) {
    let (open, first, close) = (last + 1, last + 2, last + 3);
    if !matches!(scan.cx.fold(open), "(" | "[")
        || !scan.together(last, close)
        || !matches!(scan.cx.fold(close), ")" | "]")
    {
        return;
    }
    let capitals = scan.cx.kind(first) == Some(TokenKind::Foreign)
        && scan.cx.form(first).chars().filter(|c| c.is_uppercase()).count() > 1;
    let letters = scan.unknown(first) && scan.cx.fold(first).chars().count() <= 6
        || scan.flags(first) == 0 && scan.word(first) && scan.cx.fold(first).chars().count() == 3;
    if !capitals && !letters {
        return;
    }
    // Only after an organisation: an earlier piece of evidence that ends here, or a head a few words back.
    let after =
        (last.saturating_sub(5)..=last).any(|i| scan.together(i, last) && scan.reading(i, lexicon::ORG).is_some());
    if after {
        push(scan, out, (first, first), 0, 0.8, "organisation.acronym");
    }
}

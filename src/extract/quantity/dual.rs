//! Duals: two of what they name.

use super::noun::{self, Form, Noun};
use super::phrase::{self, Counted};
use super::range::Bounds;
use super::scan::Scan;
use super::{Found, hedged, unit};

/// سيارتي إسعاف, قذيفتا هاون: a dual that lost its ن before a compound's second word. Two named places (بلدتي كذا وكذا) are no such thing.
fn construct(scan: &Scan<'_>, at: usize) -> Option<(usize, &'static Noun)> {
    let second = scan.is_word(at + 1) && noun::is_second(scan.after(at, 1)) && !scan.blocked(at + 1);
    let fold = scan.fold(at);
    if !second || !(fold.ends_with("تي") || fold.ends_with("تا")) {
        return None;
    }
    noun::without_clitic(fold).find_map(|(cut, word)| Some((cut, noun::find_dual(&format!("{word}ن"))?)))
}

/// What a dual of the list counts, up to `end`.
fn counted(noun: &'static Noun, end: usize, confidence: f32) -> Counted {
    Counted::listed(noun, end, "quantity.dual", confidence)
}

/// Two of it, from the word at `at` without its first `lead` bytes.
fn two(scan: &Scan<'_>, at: usize, lead: usize, counted: Counted) -> Found {
    let bounds = Bounds { value: Some(2.0), ..Bounds::default() };
    hedged(scan, Found::new(at, lead, counted.end, bounds, counted))
}

/// قتيلان, شخصين, منطقتين صحراويتين: two of it.
pub(super) fn dual(scan: &Scan<'_>, at: usize, from: usize) -> Option<Found> {
    let fold = scan.fold(at);
    // Right after another quantity it is that one's second adjective: مسؤولان دفاعيان أمريكيان.
    if from == at && at > 0 && !fold.starts_with('و') {
        return None;
    }
    if let Some((lead, noun)) = noun::owned_dual(fold) {
        return Some(two(scan, at, lead, counted(noun, at + 1, 0.7)));
    }
    if let Some((lead, noun)) = construct(scan, at) {
        return Some(two(scan, at, lead, counted(noun, at + 2, 0.75)));
    }
    if !(fold.ends_with("ان") || fold.ends_with("ين")) || fold.len() < 8 {
        return None;
    }
    let (lead, mut counted) = noun::without_clitic(fold).find_map(|(cut, word)| {
        if fold.starts_with("لل") || (cut > 0 && fold.starts_with('ك')) {
            return None;
        }
        if let Some(noun) = noun::find_dual(word) {
            let mut counted = counted(noun, at + 1, 0.8);
            phrase::extend(scan, &mut counted, Form::Dual, false);
            return Some((cut, counted));
        }
        if noun::find(word).is_some() {
            return None;
        }
        if let Some(currency) = unit::currency(word).filter(|_| word.len() > 8) {
            let adjective = currency.with(scan.after(at, 1));
            let code = adjective.or(currency.code);
            let money = phrase::money(at + 1 + usize::from(adjective.is_some()), currency.name, code);
            let rule = "quantity.dual.money";
            return Some((cut, Counted { currency: code.is_none(), rule, confidence: 0.9, ..money }));
        }
        let (unit, words) = unit::unit(|i| if i == 0 { word } else { scan.after(at, i) })?;
        let measure = phrase::measure(unit, at + words);
        Some((cut, Counted { rule: "quantity.dual.measure", confidence: 0.85, ..measure }))
    })?;
    if matches!(scan.after(counted.end, 0), "اثنان" | "اثنين" | "اثنتان" | "اثنتين") {
        counted.end += 1;
    }
    Some(two(scan, at, lead, counted))
}

//! What befell the people that are counted, who they are, and which number is part of which.

use super::noun;
use super::scan::Scan;
use crate::lexicon::rows;
use crate::normalize::fold_word;
use crate::segment::TokenKind;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A word that says what befell people.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    /// killed, wounded …
    pub category: &'static str,
    /// It governs the people after it: مقتل.
    pub before: bool,
    /// It may stand after the people: قتلوا.
    pub after: bool,
}

static TRIGGERS: LazyLock<FxHashMap<String, Trigger>> = LazyLock::new(|| {
    let mut out = FxHashMap::default();
    for row in rows(include_str!("../../lexicon/data/casualties.tsv")) {
        let [category, place, words] = row.as_slice() else { continue };
        for word in words.split(' ') {
            let entry = out.entry(fold_word(word)).or_insert(Trigger { category, before: false, after: false });
            entry.before |= *place == "before";
            entry.after |= *place == "after";
        }
    }
    out
});

/// The trigger that a token is, clitics and article passed over.
pub(super) fn trigger(fold: &str) -> Option<Trigger> {
    let triggers: &'static FxHashMap<String, Trigger> = &TRIGGERS;
    noun::without_clitic(fold)
        .find_map(|(_, w)| triggers.get(w).or_else(|| triggers.get(w.strip_prefix("ال")?)).copied())
}

/// The nearest trigger within `reach` tokens before `start`, with its token; two joined by و (مقتل وإصابة) are casualties.
pub(super) fn trigger_before(scan: &Scan<'_>, start: usize, reach: usize) -> Option<(&'static str, usize)> {
    for back in 1..=reach {
        if !scan.same_sentence(start, back) {
            return None;
        }
        let at = start - back;
        if matches!(scan.fold(at), "؛" | "." | ":") || (scan.kind(at) == Some(TokenKind::Number) && back > 1) {
            return None;
        }
        // لقي شخصان ... مصرعهما
        if back <= 3 && noun::without_clitic(scan.fold(at)).any(|(_, w)| matches!(w, "لقي" | "لقيت" | "لقوا" | "يلقي"))
        {
            let death = |n: usize| trigger(scan.after(start, n)).is_some_and(|t| t.after && t.category == "killed");
            return (0..20).any(death).then_some(("killed", at));
        }
        // القضاء على
        let over = scan.fold(at) == "علي" && scan.same_sentence(at, 1);
        if over && noun::without_clitic(scan.fold(at - 1)).any(|(_, w)| matches!(w, "القضاء" | "قضت" | "قضي" | "قضوا"))
        {
            return Some(("killed", at));
        }
        if back > 1
            && matches!(
                scan.fold(at),
                "فيما" | "بينما" | "كما" | "حيث" | "لكن" | "الذي" | "التي" | "الذين" | "اذ" | "علما"
            )
        {
            return None;
        }
        if let Some(t) = trigger(scan.fold(at)).filter(|t| t.before) {
            let joined = scan.fold(at).starts_with('و') && scan.same_sentence(at, 1);
            let other = joined.then(|| trigger(scan.fold(at - 1))).flatten().filter(|o| o.category != t.category);
            let hurt = |c: &str| matches!(c, "killed" | "wounded" | "missing");
            // إن شخصا قتل وأصيب 20: the first verb has its own subject before it.
            let own = scan.same_sentence(at, 2)
                && noun::find(scan.fold(at - 2)).is_some_and(|(n, _)| n.sort == noun::Sort::Person);
            let both = !own && other.is_some_and(|o| hurt(o.category) && hurt(t.category));
            return Some((if both { "casualties" } else { t.category }, at));
        }
    }
    None
}

/// A verb after the people: `6 مدنيين قتلوا`, `شخص تم إجلاؤهم`.
pub(super) fn trigger_after(scan: &Scan<'_>, end: usize, reach: usize) -> Option<&'static str> {
    // 18 شخصا على الأقل، بينهم خمسة أطفال، لقوا حتفهم: past the hedge and what is said of some of them.
    let mut end = end;
    if (scan.after(end, 0), scan.after(end, 1)) == ("علي", "الاقل") {
        end += 2;
    }
    if scan.after(end, 0) == "،" && super::bare::is_subset_word(scan.after(end, 1)) {
        end = (2..14).find(|&n| scan.after(end, n) == "،").map_or(end, |n| end + n + 1);
    }
    for n in 0..reach {
        let fold = scan.after(end, n);
        if fold.is_empty()
            || matches!(scan.kind(end + n), Some(TokenKind::Punctuation | TokenKind::Number | TokenKind::Quote))
        {
            return None;
        }
        // Another event begins: و with a trigger.
        let t = trigger(fold);
        if fold.starts_with('و') && t.is_some() {
            return None;
        }
        // لقوا حتفهم
        if let Some(t) = t.filter(|t| t.after) {
            return Some(t.category);
        }
    }
    None
}

/// Categories that say what befell someone, against those that say who they are.
pub(super) fn is_fate(category: &str) -> bool {
    matches!(
        category,
        "killed"
            | "wounded"
            | "missing"
            | "detained"
            | "abducted"
            | "displaced"
            | "evacuated"
            | "departed"
            | "released"
            | "rescued"
            | "returned"
            | "surrendered"
            | "casualties"
            | "infected"
            | "recovered"
    )
}

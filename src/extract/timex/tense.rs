//! The tense of the words around a date, which says whether a bare weekday or month is the last one or the next.

use super::atoms::Atoms;
use super::words::Table;
use crate::lexicon;
use crate::normalize;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether what is told lies behind or ahead.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// The last one.
    Past,
    /// The next one.
    Future,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Cue {
    Past,
    Future,
    Report,
}

static CUES: LazyLock<Table<Cue>> = LazyLock::new(|| {
    let mut out = Table::default();
    for row in lexicon::rows(include_str!("tense.tsv")) {
        let &[kind, words] = row.as_slice() else { continue };
        let cue = match kind {
            "past" => Cue::Past,
            "future" => Cue::Future,
            "report" => Cue::Report,
            _ => continue,
        };
        for word in words.split('|') {
            out.entry(normalize::fold_word(word)).or_insert(cue);
        }
    }
    out
});

/// How many atoms before a date are looked at.
const REACH: usize = 30;

/// The lists that go with the verbs, folded.
struct Lists {
    /// Words that look like a future verb and are none; and beginnings of such words.
    nouns: FxHashSet<String>,
    noun_beginnings: Vec<String>,
    /// Beginnings of words that look like an imperfect and are none.
    not_imperfect: Vec<String>,
    /// Imperfects with ت that announce in the news; others are too like nouns.
    coming: FxHashSet<String>,
    /// Verbs that call for something or put it off: with إلى after them, its date is to come.
    calls: FxHashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let of = |kind: &str| -> Vec<String> {
        let rows = lexicon::rows(include_str!("tense.tsv"));
        let rows = rows.filter_map(|row| match row.as_slice() {
            &[k, words] if k == kind => Some(words),
            _ => None,
        });
        rows.flat_map(|words| words.split('|')).map(normalize::fold_word).collect()
    };
    Lists {
        nouns: of("noun").into_iter().collect(),
        noun_beginnings: of("noun_beginning"),
        not_imperfect: of("not_imperfect"),
        coming: of("coming").into_iter().collect(),
        calls: of("calls").into_iter().collect(),
    }
});

/// Nouns and names that begin like a future verb: سيدة, سياسة; but سيدخل, سيبدأ.
fn is_noun(word: &str) -> bool {
    LISTS.nouns.contains(word) || LISTS.noun_beginnings.iter().any(|n| word.starts_with(n.as_str()))
}

/// What one word says of the tense.
fn cue(fold: &str, form: &str) -> Option<Cue> {
    let bare = fold.strip_prefix(['و', 'ف']).filter(|r| r.chars().count() >= 3);
    for word in [Some(fold), bare].into_iter().flatten() {
        if let Some(&cue) = CUES.get(word) {
            return Some(cue);
        }
        // With the subject's ending or an object's: انسحبوا, أقره, أعلنته.
        for ending in ["ت", "وا", "ا", "تا", "نا", "ه", "ها", "هم", "ته", "تها", "تهم"] {
            if let Some(Cue::Past) = word.strip_suffix(ending).and_then(|stem| CUES.get(stem)) {
                return Some(Cue::Past);
            }
        }
        let mut chars = word.chars();
        let (first, second) = (chars.next(), chars.next());
        let length = word.chars().count();
        // سيعقد, ستنطلق, سنعود, سأعود
        let imperfect = matches!(second, Some('ي' | 'ت' | 'ن')) || (second == Some('ا') && form.contains('أ'));
        if first == Some('س') && imperfect && length >= 5 && !is_noun(word) {
            return Some(Cue::Future);
        }
    }
    None
}

/// An imperfect that is no noun: يعقد, ينطلق.
fn imperfect(word: &str) -> bool {
    let word = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    word.starts_with('ي')
        && (4..=8).contains(&word.chars().count())
        && !word.ends_with('ه')
        && !CUES.contains_key(word)
        && !LISTS.not_imperfect.iter().any(|n| word.starts_with(n.as_str()))
}

/// Whether the verb calls for something or puts it off: with إلى after it, its date is to come.
fn calls(fold: &str) -> bool {
    let word = fold.strip_prefix(['و', 'ف']).unwrap_or(fold);
    LISTS.calls.contains(word)
}

/// The tense for the expression that takes the atoms from `first` up to `end`.
pub(super) fn of(atoms: &Atoms<'_>, first: usize, end: usize) -> Tense {
    // خام برنت تسليم تشرين الثاني: what is traded is delivered later.
    if matches!(atoms.before(first), "تسليم" | "للتسليم" | "استحقاق") {
        return Tense::Future;
    }
    let mut at = first;
    let mut weak = None;
    let mut toward = false;
    for _ in 0..REACH {
        let Some(n) = at.checked_sub(1) else { break };
        at = n;
        let fold = atoms.fold(at);
        if fold.len() < 4 {
            continue;
        }
        toward |= matches!(fold, "الي" | "حتي");
        match cue(fold, atoms.form(at)) {
            Some(Cue::Future) => return Tense::Future,
            // دعا إلى إضراب الخميس, أجلت الجلسة إلى الأحد: what is called for lies ahead.
            Some(Cue::Past) if toward && calls(fold) => return Tense::Future,
            Some(Cue::Past) => return weak.unwrap_or(Tense::Past),
            Some(Cue::Report) => continue,
            None => {}
        }
        if weak.is_none() && (imperfect(fold) || LISTS.coming.contains(fold.trim_start_matches('و'))) {
            let before = atoms.before(at);
            // كان يعقد, لم يعقد are past.
            let past = at
                .checked_sub(1)
                .is_some_and(|n| matches!(cue(atoms.fold(n), ""), Some(Cue::Past)) && atoms.fold(n).contains("كان"))
                || matches!(before, "لم" | "ولم" | "فلم" | "وهو" | "وهي");
            if past {
                return Tense::Past;
            }
            weak = Some(Tense::Future);
        }
    }
    if let Some(tense) = weak {
        return tense;
    }
    // A sentence that begins with its date: the verb follows.
    if first <= 3 {
        for n in end..(end + 4) {
            match cue(atoms.fold(n), atoms.form(n)) {
                Some(Cue::Future) => return Tense::Future,
                Some(Cue::Past) => return Tense::Past,
                _ if imperfect(atoms.fold(n)) || LISTS.coming.contains(atoms.fold(n)) => return Tense::Future,
                _ => {}
            }
        }
    }
    Tense::Past
}

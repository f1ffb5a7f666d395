//! Bylines: source credits, agencies, authors, city and agency lines (`data/credit.tsv`).

use super::scan::{self, Scan, Sign, Words};
use crate::lexicon;
use std::sync::LazyLock;

#[derive(Copy, Clone, Default)]
struct Entry {
    label: bool,
    wire: bool,
    role: bool,
    city: bool,
}

struct Credits {
    words: Words<Entry>,
    longest: usize,
}

static CREDITS: LazyLock<Credits> = LazyLock::new(|| {
    let mut out = Credits { words: Words::default(), longest: 0 };
    for row in lexicon::rows(include_str!("data/credit.tsv")) {
        let [class, phrase] = row.as_slice() else { continue };
        let key = scan::key(phrase);
        out.longest = out.longest.max(key.split(' ').count());
        let entry = out.words.entry(key).or_default();
        match *class {
            "label" => entry.label = true,
            "wire" => entry.wire = true,
            "role" => entry.role = true,
            _ => entry.city = true,
        }
    }
    out
});

/// How sure it is that a line is a byline.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Credit {
    /// A name or a city and a name: a byline only where one is expected.
    Weak,
    /// An agency or city and agency.
    Wire,
    /// `المصدر:` and what follows.
    Labelled,
}

/// A part of a line between separators.
#[derive(Copy, Clone)]
struct Part {
    words: usize,
    entry: Entry,
    /// Whether the part begins with a label, wire or role word and goes on.
    begins: Entry,
}

fn entry(key: &str) -> Entry {
    CREDITS.words.get(key).copied().unwrap_or_default()
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '/' | '|' | ':' | '،' | ',' | '+' | '(' | ')' | '[' | ']' | '؛' | '•' | '·' | '\\' | '&')
}

/// The line's parts: runs of words between separators, and whether anything else than words and separators stands in it.
fn parts(scan: &Scan, range: core::ops::Range<usize>, out: &mut Vec<Part>) -> bool {
    out.clear();
    let mut clean = true;
    let mut run: Vec<usize> = Vec::new();
    for n in range.start..=range.end {
        match scan.pieces.get(n).map(|p| p.sign).filter(|_| n < range.end) {
            Some(Sign::Word) => run.push(n),
            // فرانس 24, a handle's @, initials: ع.ش
            Some(Sign::Number) if scan.text(n).len() <= 2 => {}
            Some(Sign::Mark('.' | '@' | '_' | '*' | '=' | '\'' | '"')) => {}
            Some(Sign::Number) => clean = false,
            Some(Sign::Mark(c)) if !is_separator(c) => clean = false,
            _ => {
                if !run.is_empty() {
                    out.push(part(scan, &run));
                    run.clear();
                }
            }
        }
    }
    clean
}

fn part(scan: &Scan, run: &[usize]) -> Part {
    let mut key = String::new();
    let mut begins = Entry::default();
    for (k, &n) in run.iter().enumerate() {
        if k > 0 {
            key.push(' ');
        }
        key.push_str(scan.text(n));
        if k < CREDITS.longest && k + 1 < run.len() {
            let e = entry(&key);
            begins.label |= e.label;
            begins.wire |= e.wire;
            begins.role |= e.role;
            begins.city |= e.city;
        }
    }
    Part { words: run.len(), entry: entry(&key), begins }
}

/// Initials of the desk: `ح.ز/ ع.ش (د ب أ، أ ف ب)`.
fn initials(scan: &Scan, range: core::ops::Range<usize>) -> bool {
    let mut letters = 0;
    let mut stops = 0;
    for n in range {
        match scan.pieces.get(n).map(|p| p.sign) {
            Some(Sign::Word) if scan.text(n).chars().count() <= 2 => letters += 1,
            Some(Sign::Word) if !entry(scan.text(n)).wire => return false,
            Some(Sign::Mark('.' | '/')) => stops += 1,
            _ => {}
        }
    }
    letters >= 2 && stops >= 1
}

/// Whether a line (or some pieces of it) is a byline.
pub(super) fn credit(scan: &Scan, range: core::ops::Range<usize>, chars: u32, stop: bool) -> Option<Credit> {
    if chars > 130 || scan.cut || scan.word_count() > 16 || scan.word_count() == 0 {
        return None;
    }
    let mut list = Vec::new();
    let clean = parts(scan, range.clone(), &mut list);
    let (first, count) = (list.first()?, list.len());
    let words: usize = list.iter().map(|p| p.words).sum();
    // A colon or the like after the label, and no sentence after it.
    let marked = scan.pieces.iter().any(|p| matches!(p.sign, Sign::Mark(':' | '-' | '/' | '|')));
    // (إعداد … للنشرة العربية - تحرير …): who made a dispatch, in brackets.
    let bracket =
        |n: Option<usize>, c: char| n.and_then(|n| scan.pieces.get(n)).is_some_and(|p| p.sign == Sign::Mark(c));
    let enclosed = bracket(range.start.into(), '(') && bracket(range.end.checked_sub(1), ')');
    // تغطية … - إعداد … - تحرير …: two of them need no brackets.
    let several = list.iter().filter(|p| p.begins.label).count() >= 2 && !stop;
    if (enclosed || several) && marked && first.begins.label && words <= 16 {
        return Some(Credit::Labelled);
    }
    let most = if scan.first_words(1).is_some_and(is_source_label) { 14 } else { 7 };
    if first.entry.label && marked && words <= most && !(stop && words > 6) {
        return Some(Credit::Labelled);
    }
    if !clean {
        return None;
    }
    if stop && !initials(scan, range.clone()) {
        return None;
    }
    if initials(scan, range.clone()) && words <= 14 {
        return Some(Credit::Wire);
    }
    let wires = list.iter().filter(|p| p.entry.wire || p.entry.role).count();
    let cities = list.iter().filter(|p| p.entry.city).count();
    let short = list.iter().all(|p| p.words <= 5);
    if wires == count || (count >= 2 && short && wires >= 1 && words <= 12) {
        return Some(Credit::Wire);
    }
    if count >= 2 && cities == count {
        return Some(Credit::Wire);
    }
    if count == 1 && (first.begins.role || first.begins.wire) && first.words <= 5 && (first.begins.role || wires > 0) {
        return Some(Credit::Weak);
    }
    if first.begins.label && (2..=7).contains(&words) && count <= 3 {
        return Some(Credit::Weak);
    }
    // A medium and nothing after its dash: صوت الريف -
    if count == 1 && words <= 4 && scan.pieces.last().is_some_and(|p| p.sign == Sign::Mark('-')) {
        return Some(Credit::Weak);
    }
    // واشنطن: باقون في المنطقة: no names after the city.
    let particle = |n: usize| ["في", "من", "علي", "الي", "عن", "مع", "لا", "لن", "لم", "ان"].contains(&scan.text(n));
    let pause = |n: usize| n > 0 && (n - 1..=n).all(|n| scan.pieces.get(n).is_some_and(|p| p.sign == Sign::Mark('.')));
    let colon = scan.pieces.iter().any(|p| p.sign == Sign::Mark(':'));
    if colon && range.clone().any(|n| particle(n) || pause(n)) {
        return None;
    }
    // A city at the end after a phrase of four words and more is a caption's.
    if count >= 2 && short && cities >= 1 && words <= 9 && (first.entry.city || first.words <= 3) {
        return Some(Credit::Weak);
    }
    (count == 1 && first.entry.city).then_some(Credit::Weak)
}

fn clean(s: &str) -> Option<String> {
    let s = s.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '»' | '('));
    (!s.is_empty()).then(|| s.to_owned())
}

fn is_source_label(word: &str) -> bool {
    ["المصدر", "مصدر", "المصادر", "مصادر", "source"].contains(&word)
}

/// What follows `المصدر:`.
pub(super) fn labelled_source(line: &str) -> Option<String> {
    let mut scan = Scan::default();
    scan.read(line);
    let label = scan.first_words(1)?;
    if !is_source_label(label) {
        return None;
    }
    let colon = scan.pieces.get(1).filter(|p| matches!(p.sign, Sign::Mark(_)))?;
    clean(line.get(colon.to..)?)
}

/// The agencies and media that a byline names.
pub(super) fn source(line: &str) -> Option<String> {
    let mut scan = Scan::default();
    scan.read(line);
    let mut found: Option<(usize, usize)> = None;
    let mut start = 0;
    for n in 0..=scan.pieces.len() {
        let ends = scan.pieces.get(n).is_none_or(|p| matches!(p.sign, Sign::Mark(c) if is_separator(c)));
        if !ends {
            continue;
        }
        let run: Vec<usize> =
            (start..n).filter(|&k| scan.pieces.get(k).is_some_and(|p| p.sign == Sign::Word)).collect();
        if !run.is_empty() && part(&scan, &run).entry.wire {
            let (a, b) = (scan.pieces.get(start)?.at, scan.pieces.get(n.checked_sub(1)?)?.to);
            found = Some((found.map_or(a, |f| f.0), b));
        }
        start = n + 1;
    }
    found.and_then(|(a, b)| clean(line.get(a..b)?))
}

/// Whether pieces of a line are but names: words, commas, and no more than eight of them.
pub(super) fn names(scan: &Scan, range: core::ops::Range<usize>) -> bool {
    let mut words = 0;
    for n in range {
        match scan.pieces.get(n).map(|p| p.sign) {
            Some(Sign::Word) => words += 1,
            Some(Sign::Mark(',' | '،' | '.' | '|' | '-')) => {}
            _ => return false,
        }
    }
    (2..=8).contains(&words)
}

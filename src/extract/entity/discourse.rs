//! What the article has established: a name seen in full, or with its head, is the same name when it comes again shortened.

use super::Evidence;
use super::lexicon;
use super::scan::Scan;
use crate::extract::EntityLabel;
use std::collections::HashMap;

/// A name's words folded, spaces dropped: عبد الرحمن and عبدالرحمن meet.
pub(super) fn key(scan: &Scan<'_>, first: usize, last: usize, skip: usize) -> String {
    let mut out = String::new();
    for i in first..=last {
        let fold = scan.cx.fold(i);
        out.push_str(if i == first { fold.get(skip..).unwrap_or("") } else { fold });
    }
    out
}

/// How many folded bytes the particle before a piece of evidence takes.
pub(super) fn skipped(scan: &Scan<'_>, e: &Evidence) -> usize {
    scan.readings(e.first).iter().map(|r| r.skip).find(|&s| scan.start(e.first, s) == e.start).map_or(0, usize::from)
}

/// A shortened form and what it stands for.
struct Known {
    label: EntityLabel,
    /// The form is also a frequent word: taken only where the words around it speak for it.
    common: bool,
}

/// Where the last part of a person's name begins: «عبد الرحمن» and «بن سلمان» are one part.
fn last_part(scan: &Scan<'_>, e: &Evidence) -> usize {
    let before = e.last.saturating_sub(1);
    let joined = matches!(scan.cx.fold(before), "عبد" | "ابو" | "ابي" | "بن" | "ال" | "دي" | "فان" | "ابن" | "عز");
    if e.last > e.first && joined { before } else { e.last }
}

/// Adds the shortened recurrences of what is already found; keeps the order by place.
pub(super) fn recur(scan: &Scan<'_>, kept: &mut Vec<Evidence>) {
    let mut forms: HashMap<String, Known> = HashMap::new();
    for e in kept.iter() {
        if !scan.cx.open(e.first) {
            continue;
        }
        let from = match e.label {
            EntityLabel::Per if e.last > e.first && e.confidence >= 0.8 => last_part(scan, e),
            EntityLabel::Org
                if matches!(e.rule, "organisation.quoted" | "organisation.class" | "organisation.acronym") =>
            {
                e.first
            }
            EntityLabel::Gpe if e.rule.starts_with("place.") => e.first,
            EntityLabel::Per if e.rule == "person.title" && e.confidence > 0.8 => e.first,
            _ => continue,
        };
        let skip = if from == e.first { skipped(scan, e) } else { 0 };
        let form = key(scan, from, e.last, skip);
        let common = from == e.last
            && scan.is(
                from,
                lexicon::COMMON | lexicon::WEAK | lexicon::STOP | lexicon::TITLE | lexicon::ADJ | lexicon::NATION,
            )
            || scan
                .lex
                .look_up(&form)
                .and_then(|at| scan.lex.entry(at))
                .is_some_and(|x| x.common && e.label != EntityLabel::Gpe);
        if form.chars().count() < 4 && (common || e.label != EntityLabel::Gpe) {
            continue;
        }
        forms.entry(form).or_insert(Known { label: e.label, common });
    }
    if forms.is_empty() {
        return;
    }
    let mut taken = vec![false; scan.len()];
    for e in kept.iter() {
        (e.first..=e.last).for_each(|i| {
            if let Some(t) = taken.get_mut(i) {
                *t = true;
            }
        });
    }
    let mut added = Vec::new();
    let mut token = 0;
    while token < scan.len() {
        let found = find(scan, token, &forms, &taken);
        token = found.as_ref().map_or(token + 1, |e| e.last + 1);
        added.extend(found);
    }
    kept.extend(added);
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
}

fn find(scan: &Scan<'_>, token: usize, forms: &HashMap<String, Known>, taken: &[bool]) -> Option<Evidence> {
    let free = |i: usize| taken.get(i).is_some_and(|t| !t);
    if !scan.word(token) || !free(token) {
        return None;
    }
    for reading in scan.readings(token) {
        if reading.lam {
            continue;
        }
        let skip = usize::from(reading.skip);
        for last in [token + 2, token + 1, token] {
            if !(token..=last).all(|i| free(i) && scan.word(i) && scan.together(token, i)) {
                continue;
            }
            let Some(known) = forms.get(&key(scan, token, last, skip)) else { continue };
            if !spoken_for(scan, token, last, reading.preposition, known) {
                continue;
            }
            return Some(Evidence {
                first: token,
                last,
                start: scan.start(token, reading.skip),
                label: known.label,
                confidence: if known.common { 0.7 } else { 0.88 },
                rule: "discourse.recurrence",
                nested: false,
            });
        }
    }
    None
}

/// Whether a form that is also a common word stands where a name does.
fn spoken_for(scan: &Scan<'_>, first: usize, last: usize, preposition: bool, known: &Known) -> bool {
    if !known.common {
        return true;
    }
    let before = first.checked_sub(1).filter(|&b| scan.together(b, first));
    match known.label {
        EntityLabel::Per => {
            before.is_some_and(|b| scan.reading(b, lexicon::SAY | lexicon::TITLE).is_some()) && !scan.definite(last + 1)
        }
        EntityLabel::Gpe => preposition || before.is_some_and(|b| scan.is(b, lexicon::PREP)),
        _ => {
            before.is_some_and(|b| scan.opens(b))
                && scan.closes(first.saturating_sub(1), last - first + 1) == Some(last + 1)
        }
    }
}

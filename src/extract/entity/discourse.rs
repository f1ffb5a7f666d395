//! What the article has established: a name seen in full, or with its head, is the same name when it comes again shortened.

use super::Evidence;
use super::lexicon;
use super::scan::{Reading, Scan};
use crate::extract::EntityLabel;
use rustc_hash::{FxHashMap, FxHashSet};

/// From this probability of being in no name on, a form that came before is not taken up.
const DENIED: f32 = 0.98;
/// Below it, a form that is also a frequent word is taken up.
const SEEN: f32 = 0.7;

/// From this confidence on, a person's full name lets its last part come again.
const SURE: f32 = 0.6;

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

/// Words of a name that is taken whole wherever it comes again.
const LONGEST: usize = 4;

/// A person seen in full with good confidence is that person wherever the same words come again, though less of them was seen there.
pub(super) fn whole(scan: &Scan<'_>, kept: &mut Vec<Evidence>) {
    let mut names: FxHashMap<String, f32> = FxHashMap::default();
    let mut firsts: FxHashSet<String> = FxHashSet::default();
    for e in kept.iter().filter(|e| e.label == EntityLabel::Per && e.confidence >= 0.75) {
        let words = e.last - e.first + 1;
        if (2..=LONGEST).contains(&words) && scan.cx.open(e.first) {
            let skip = skipped(scan, e);
            let sure = names.entry(key(scan, e.first, e.last, skip)).or_insert(0.0);
            *sure = sure.max(e.confidence);
            firsts.insert(key(scan, e.first, e.first, skip));
        }
    }
    if names.is_empty() {
        return;
    }
    let mut added: Vec<Evidence> = Vec::new();
    let mut at = 0;
    for token in 0..scan.len() {
        while kept.get(at).is_some_and(|e| e.last < token) {
            at += 1;
        }
        if added.last().is_some_and(|e| e.last >= token) {
            continue;
        }
        let begins = |r: &&Reading| !r.lam && firsts.contains(&key(scan, token, token, usize::from(r.skip)));
        let Some(reading) = scan.readings(token).iter().find(begins) else { continue };
        let full = |last: &usize| {
            let there = (token..=*last).all(|i| scan.word(i) && scan.together(token, i));
            there && names.contains_key(&key(scan, token, *last, usize::from(reading.skip)))
        };
        let Some(last) = (token + 1..token + LONGEST).rev().find(full) else { continue };
        let over: Vec<&Evidence> = kept.iter().skip(at).take_while(|e| e.first <= last).collect();
        let within = over.iter().all(|e| e.first >= token && e.last <= last && e.last - e.first < last - token);
        if within && scan.cx.open(token) {
            added.push(Evidence {
                first: token,
                last,
                start: scan.start(token, reading.skip),
                label: EntityLabel::Per,
                confidence: 0.88,
                rule: "discourse.recurrence",
                nested: false,
            });
        }
    }
    let covered = |e: &Evidence| {
        let n = added.partition_point(|a| a.last < e.first);
        added.get(n).is_some_and(|a| a.first <= e.first)
    };
    kept.retain(|e| !covered(e));
    kept.extend(added.iter().cloned());
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
}

/// Adds the shortened recurrences of what is already found; keeps the order by place. `outside`: for each token how sure the tagger is
/// that it is in no name, where a model is loaded.
pub(super) fn recur(scan: &Scan<'_>, outside: Option<&[f32]>, kept: &mut Vec<Evidence>) {
    let mut forms: FxHashMap<String, Known> = FxHashMap::default();
    for e in kept.iter() {
        if !scan.cx.open(e.first) {
            continue;
        }
        let from = match e.label {
            EntityLabel::Per if e.last > e.first && e.confidence >= SURE => last_part(scan, e),
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
        // A name less sure comes again only after a verb of saying or a title.
        let unsure = e.label == EntityLabel::Per && e.last > e.first && e.confidence < 0.8;
        let common = unsure
            || from == e.last
                && scan.is(
                    from,
                    lexicon::COMMON | lexicon::WEAK | lexicon::STOP | lexicon::TITLE | lexicon::ADJ | lexicon::NATION,
                )
            || scan
                .lex
                .look_up(&form)
                .and_then(|at| scan.lex.entry(at))
                .is_some_and(|x| x.common && e.label != EntityLabel::Gpe);
        if form == "الله" || form.chars().count() < 4 && (common || e.label != EntityLabel::Gpe) {
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
        let found = find(scan, (token, outside), &forms, &taken);
        token = found.as_ref().map_or(token + 1, |e| e.last + 1);
        added.extend(found);
    }
    kept.extend(added);
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
}

fn find(
    scan: &Scan<'_>,
    (token, outside): (usize, Option<&[f32]>),
    forms: &FxHashMap<String, Known>,
    taken: &[bool],
) -> Option<Evidence> {
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
            let doubt = outside.and_then(|o| o.get(token)).copied();
            // The tagger has seen something there, though not enough.
            let seen = doubt.is_some_and(|d| d < SEEN);
            // A surname that is no other word is believed all the same.
            let denied = doubt.is_some_and(|d| d > DENIED)
                && !(known.label == EntityLabel::Per && token == last && scan.unknown(token));
            if !seen && !spoken_for(scan, token, last, reading.preposition, known) || denied {
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

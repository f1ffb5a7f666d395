//! Which pieces of evidence stay where they overlap, and what the tagger's word is worth beside the rules'.
//!
//! The figures behind [`sure`] and [`alone`] are in `docs/adr/0050-entity-rules-and-tagger.md`.

use super::Evidence;
use super::gazetteer;
use super::lexicon::{self, Flags};
use super::scan::Scan;
use super::tagger::Tagged;
use crate::extract::EntityLabel;
use crate::segment::TokenKind;

/// How much a further word is worth against confidence: the longer name is usually the whole one.
const WORD: f32 = 0.12;
/// Below this the tagger's word alone is more often wrong than right.
const TAGGER: f32 = 0.5;

/// What the tagger says, as evidence after the guidelines: without generic heads, titles and trailing epithets; `None` where nothing
/// of it can stand.
pub(super) fn of_tagger(scan: &Scan<'_>, t: Tagged) -> Option<Evidence> {
    const CLASS: Flags = lexicon::ORG_CLASS;
    let Tagged { mut first, mut last, mut label, skip, confidence } = t;
    let is_name = |i: usize| matches!(scan.cx.kind(i), Some(TokenKind::Word | TokenKind::Foreign | TokenKind::Number));
    while first < last
        && (!is_name(first)
            || label == EntityLabel::Gpe
                && scan.reading(first, lexicon::GPE).is_some()
                && !scan.is(first, lexicon::START)
            || label == EntityLabel::Per && scan.is(first, lexicon::TITLE) && !scan.is(first, lexicon::STRONG)
            || label == EntityLabel::Org
                && scan.reading(first, CLASS).is_some_and(|r| r.flags & lexicon::ORG == 0 || scan.opens(first + 1))
                && !club(scan, first))
    {
        first += 1;
    }
    // A preposition written apart (لـ«…») is one letter.
    let letter = |i: usize| scan.cx.fold(i).len() <= 2;
    while last > first && (!is_name(last) || letter(last) || scan.is(last, lexicon::TAIL) && label != EntityLabel::Per)
    {
        last -= 1;
    }
    let span = scan.cx.tokens().get(first).zip(scan.cx.tokens().get(last));
    let (token, _) = span?;
    let future = token.proclitics.iter().any(|p| p.of(scan.cx.text()).ends_with('س'));
    let adverb = (first..=last).any(|i| scan.indefinite(i));
    // «الأرض», «الشمال السوري»: frequent words and compass points that no list holds for a name.
    let word = first == last
        && label != EntityLabel::Per
        && scan.is(first, lexicon::COMMON)
        && confidence < 0.75
        && scan.known(first).is_none();
    let compass = matches!(scan.cx.fold(first), "الشمال" | "الجنوب" | "الشرق" | "الغرب")
        && last == first + 1
        && scan.is(last, lexicon::NATION);
    if word || compass {
        return None;
    }
    if confidence < TAGGER || future || adverb || first == last && gazetteer::is_adjective(scan, first) {
        return None;
    }
    if last > first && matches!(label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Org) {
        if scan.reading(first, lexicon::FAC).is_some() && label != EntityLabel::Org {
            label = EntityLabel::Fac;
        } else if scan.reading(first, lexicon::LOC).is_some() && label == EntityLabel::Gpe {
            label = EntityLabel::Loc;
        }
    }
    // Where the segmenter sees no attached particle, the tagger may.
    let word = token.word.start().get();
    let seen = if word == token.source.start().get() && first == t.first { skip } else { 0 };
    let word = if seen > 0 { scan.start(first, u8::try_from(seen).unwrap_or(0)) } else { word };
    let start = start(scan, first, word);
    Some(Evidence { first, last, start, label, confidence, rule: "tagger", nested: false })
}

/// Heads that the tagger's corpora have inside a name, and of which the guidelines do not speak: «نادي …», «شركة …».
fn club(scan: &Scan<'_>, token: usize) -> bool {
    matches!(scan.cx.stem(token), "نادي" | "شركه" | "فريق") && !scan.opens(token + 1)
}

/// Where a name that the tagger sees begins: where a list knows the word, without the particles the list takes off.
fn start(scan: &Scan<'_>, first: usize, segmenter: u32) -> u32 {
    match scan.known(first) {
        Some((reading, _, _)) => scan.start(first, reading.skip),
        None => {
            let name = lexicon::STRONG | lexicon::WEAK | lexicon::ORG | lexicon::FAC | lexicon::LOC;
            scan.reading(first, name).map_or(segmenter, |r| scan.start(first, r.skip))
        }
    }
}

/// Whether a rule's evidence wins over the tagger's where the two cross.
fn sure(e: &Evidence) -> bool {
    match e.rule {
        "organisation.nation" | "organisation.of" | "organisation.quoted" | "organisation.acronym" => true,
        "gazetteer.place" | "gazetteer.organisation" => e.confidence > 0.8,
        "organisation.head" => e.confidence >= 0.8,
        "organisation.class" => e.confidence > 0.9,
        "place.head" | "place.list" | "place.nature" => e.confidence >= 0.8,
        "place.building" => e.confidence >= 0.9,
        _ => false,
    }
}

/// Whether a rule's evidence stands where the tagger sees nothing at all.
fn alone(e: &Evidence) -> bool {
    match e.rule {
        "organisation.head" => e.confidence >= 0.85,
        "organisation.class" => e.confidence >= 0.8,
        "gazetteer.geonames" => e.last > e.first,
        "place.building" => e.confidence >= 0.65,
        "place.head" | "place.nature" => e.confidence >= 0.8,
        "person.title" => e.confidence >= 0.95,
        "person.sequence" => e.confidence >= 0.9,
        "person.compound" => false,
        _ => true,
    }
}

/// Whether the tagger's name begins where a place by its head does and goes on after it.
fn longer(e: &Evidence, t: &Evidence) -> bool {
    let place = |l: EntityLabel| matches!(l, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac);
    e.rule.starts_with("place.") && !e.nested && place(t.label) && t.first == e.first && t.last > e.last
}

fn weight(e: &Evidence) -> f32 {
    let words = u16::try_from((e.last - e.first).min(8)).unwrap_or(0);
    e.confidence + WORD * f32::from(words)
}

/// Keeps the weightiest of overlapping evidence, beside what the tagger says; what is marked as nested stays inside a longer name of another kind. Sorted by place.
pub(super) fn resolve(scan: &Scan<'_>, mut evidence: Vec<Evidence>, tagged: Option<Vec<Evidence>>) -> Vec<Evidence> {
    let mut order: Vec<(f32, Evidence)> = Vec::with_capacity(evidence.len());
    match tagged {
        None => order.extend(evidence.drain(..).map(|e| (weight(&e), e))),
        Some(mut tagged) => {
            tagged.sort_by_key(|t| t.first);
            for e in &mut evidence {
                let from = tagged.partition_point(|t| t.last < e.first);
                // A place by its head whose name the tagger sees go on: «مطار … العالمي».
                let further = tagged.iter().skip(from).take_while(|t| t.first <= e.last).find(|t| longer(e, t));
                e.last = further.map_or(e.last, |t| t.last);
                let mut over = tagged.iter().skip(from).take_while(|t| t.first <= e.last).peekable();
                if over.peek().is_none() {
                    if alone(e) {
                        order.push((weight(e), e.clone()));
                    }
                    continue;
                }
                let same = over.any(|t| (t.first, t.last) == (e.first, e.last) && t.label == e.label);
                let inside =
                    tagged.get(from).is_some_and(|t| t.first + 1 == e.first && t.last >= e.last && club(scan, t.first));
                let bonus = match (inside, same, sure(e)) {
                    (true, ..) | (_, false, false) => -0.3,
                    (_, true, _) => 0.3,
                    _ => 0.25,
                };
                order.push((weight(e) + bonus, e.clone()));
            }
            order.extend(tagged.into_iter().map(|t| (weight(&t), t)));
        }
    }
    order.sort_by(|(wa, a), (wb, b)| {
        wb.total_cmp(wa)
            .then(a.first.cmp(&b.first))
            .then(b.last.cmp(&a.last))
            .then(a.label.cmp(&b.label))
            .then(a.rule.cmp(b.rule))
    });
    keep(order.into_iter().map(|(_, e)| e))
}

fn keep(evidence: impl Iterator<Item = Evidence>) -> Vec<Evidence> {
    // For each token the kept evidence it is in.
    let mut taken: Vec<u32> = Vec::new();
    let mut kept: Vec<Evidence> = Vec::new();
    for e in evidence {
        if taken.len() <= e.last {
            taken.resize(e.last + 1, u32::MAX);
        }
        let mut others = (e.first..=e.last).filter_map(|i| taken.get(i).copied()).filter(|&k| k != u32::MAX).peekable();
        if others.peek().is_some() {
            let inside = |k: u32| {
                kept.get(k as usize).is_some_and(|o| {
                    o.first <= e.first && e.last <= o.last && o.last - o.first > e.last - e.first && o.label != e.label
                })
            };
            if e.nested && others.all(inside) {
                kept.push(e);
            }
            continue;
        }
        let at = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        (e.first..=e.last).for_each(|i| {
            if let Some(t) = taken.get_mut(i) {
                *t = at;
            }
        });
        kept.push(e);
    }
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
    kept
}

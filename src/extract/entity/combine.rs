//! Which pieces of evidence stay where they overlap.

use super::Evidence;
use super::tagger::Tagged;
use crate::extract::Context;

/// How much a further word is worth against confidence: the longer name is usually the whole one.
const WORD: f32 = 0.12;

/// What the tagger says, as evidence: its span begins where the segmenter says that the word does.
pub(super) fn of_tagger(cx: &Context<'_>, t: Tagged) -> Evidence {
    Evidence {
        first: t.first,
        last: t.last,
        start: cx.span(t.first, t.last).start().get(),
        label: t.label,
        confidence: t.confidence,
        rule: "tagger",
        nested: false,
    }
}

fn weight(e: &Evidence) -> f32 {
    let words = u16::try_from((e.last - e.first).min(8)).unwrap_or(0);
    e.confidence + WORD * f32::from(words)
}

/// Keeps the weightiest of overlapping evidence, rules before the tagger where a rule is sure; what is marked as nested stays inside a
/// longer name of another kind. Sorted by place.
pub(super) fn resolve(mut evidence: Vec<Evidence>, tagged: &[Evidence]) -> Vec<Evidence> {
    evidence.extend_from_slice(tagged);
    evidence.sort_by(|a, b| {
        weight(b)
            .total_cmp(&weight(a))
            .then(a.first.cmp(&b.first))
            .then(b.last.cmp(&a.last))
            .then(a.label.cmp(&b.label))
            .then(a.rule.cmp(b.rule))
    });
    let tokens = evidence.iter().map(|e| e.last + 1).max().unwrap_or(0);
    // For each token the kept evidence it is in.
    let mut taken = vec![u32::MAX; tokens];
    let mut kept: Vec<Evidence> = Vec::new();
    for e in evidence {
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

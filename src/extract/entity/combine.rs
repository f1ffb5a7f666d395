//! Which pieces of evidence stay where they overlap.

use super::Evidence;
use super::scan::Scan;
use super::tagger::{Reading, Tagged};
use crate::extract::EntityLabel;
use crate::segment::TokenKind;

/// How much a further word is worth against confidence: the longer name is usually the whole one.
const WORD: f32 = 0.05;

/// What the tagger says, as evidence: its span begins where the segmenter says that the word does, or, where that sees no attached
/// particle, where the tagger does.
pub(super) fn of_tagger(scan: &Scan<'_>, t: Tagged) -> Evidence {
    let cx = scan.cx;
    let whole = cx.tokens().get(t.first).map_or(0, |x| x.source.start().get());
    let word = cx.span(t.first, t.last).start().get();
    let start = if word == whole && t.skip > 0 { scan.start(t.first, u8::try_from(t.skip).unwrap_or(0)) } else { word };
    Evidence {
        first: t.first,
        last: t.last,
        start,
        label: t.label,
        confidence: t.confidence,
        rule: "tagger",
        nested: false,
    }
}

/// Institutions that are no name by themselves, folded.
const BARE: [&str; 12] =
    ["الجيش", "جيش", "القوات", "قوات", "الحكومه", "حكومه", "مخيم", "المخيم", "النظام", "الشرطه", "البرلمان", "وزاره"];

/// Head words that the guidelines leave outside a name, folded, without article.
const HEADS: [&str; 22] = [
    "حي",
    "مدينه",
    "بلده",
    "قريه",
    "محافظه",
    "منطقه",
    "ريف",
    "ناحيه",
    "ضاحيه",
    "عاصمه",
    "ولايه",
    "اقليم",
    "صحيفه",
    "جريده",
    "مجله",
    "قناه",
    "موقع",
    "اذاعه",
    "شبكه",
    "دوله",
    "جنوب",
    "شمال",
];

/// Whether two labels count as one kind: places are.
fn kin(a: EntityLabel, b: EntityLabel) -> bool {
    let place = |l| matches!(l, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac);
    a == b || place(a) && place(b)
}

/// How far the rules are believed beside the tagger.
pub(super) struct Doubt<'a> {
    reading: Option<&'a Reading>,
}

/// By rule: how far its confidence holds where the tagger sees a name too, and what part of it is lost where the tagger sees none.
/// Lists of institutions and places know what the tagger's old corpora do not; patterns of persons and heads find more than names.
fn trust(rule: &str) -> (f32, f32) {
    match rule {
        "gazetteer.geonames" | "discourse.recurrence" | "organisation.class" => (0.3, 0.8),
        "gazetteer.country" | "gazetteer.place" | "gazetteer.organisation" | "organisation.nation" => (0.75, 0.15),
        _ => (0.5, 0.6),
    }
}

/// What is less sure than this beside the tagger is not proposed.
const FLOOR: f32 = 0.3;

/// A recurrence goes where the tagger is surer than this that there is no name.
const NO_NAME: f32 = 0.9;

impl<'a> Doubt<'a> {
    pub(super) fn new(reading: Option<&'a Reading>) -> Self {
        Self { reading }
    }

    fn outside(&self, e: &Evidence) -> f32 {
        let all = self.reading.map_or(&[][..], |r| r.outside.as_slice());
        let span = all.get(e.first..=e.last).unwrap_or(&[]);
        span.iter().sum::<f32>() / f32::from(u16::try_from(span.len().max(1)).unwrap_or(u16::MAX))
    }

    /// What the rules say, less sure where the tagger disagrees.
    pub(super) fn weigh(&self, mut evidence: Vec<Evidence>) -> Vec<Evidence> {
        if self.reading.is_some() {
            for e in &mut evidence {
                let (whole, lost) = trust(e.rule);
                e.confidence *= whole * (1.0 - lost * self.outside(e));
            }
            evidence.retain(|e| e.confidence >= FLOOR);
        }
        evidence
    }

    /// The tagger's names after the guidelines: where a rule has the same words, its kind of place counts; where a rule has them
    /// without a head word at the start, the rule's span does. Institutions named by a bare head word are left out.
    pub(super) fn guide(scan: &Scan<'_>, rules: &[Evidence], mut tagged: Vec<Evidence>) -> Vec<Evidence> {
        let mut ends: Vec<&Evidence> = rules.iter().filter(|e| e.confidence >= 0.5).collect();
        ends.sort_by_key(|e| (e.last, e.first));
        tagged.retain(|t| t.first != t.last || !BARE.contains(&scan.cx.word(t.first)));
        for t in &mut tagged {
            let from = ends.partition_point(|e| e.last < t.last);
            let same = ends.iter().skip(from).take_while(|e| e.last == t.last);
            let fits =
                |e: &&&Evidence| kin(e.label, t.label) && !matches!(e.rule, "gazetteer.geonames" | "place.nested");
            for e in same.filter(fits).filter(|e| e.first >= t.first) {
                let headed = e.first > t.first
                    && (t.first..e.first)
                        .all(|i| matches!(scan.cx.kind(i), Some(TokenKind::Quote)) || HEADS.contains(&scan.cx.stem(i)));
                if e.first == t.first || headed {
                    (t.first, t.start, t.label) = (e.first, e.start, e.label);
                    t.confidence = 1.0 - (1.0 - t.confidence) * (1.0 - 0.5 * e.confidence);
                    break;
                }
            }
        }
        tagged
    }

    /// Whether a recurrence stays.
    pub(super) fn leaves(&self, e: &Evidence) -> bool {
        self.reading.is_none() || e.rule != "discourse.recurrence" || self.outside(e) < NO_NAME
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

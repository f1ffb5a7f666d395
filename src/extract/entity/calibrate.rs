//! What a name's confidence is worth: the share of such proposals that are right, by rule, label and what the tagger says of the same place.
//!
//! The table beside this file is derived by `.ci/reliability.py`; each cell multiplies the odds, so that a surer rule stays surer. Without a
//! model the rules' own figures stand.

use super::Evidence;
use crate::extract::EntityLabel;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the tagger says of a name that a rule proposes.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Agreement {
    /// The same name and label; what it proposes itself is so too.
    Same,
    /// Another name over it, or another label.
    Crosses,
    /// Nothing.
    Nothing,
}

impl Agreement {
    const ALL: [Self; 3] = [Self::Same, Self::Crosses, Self::Nothing];

    /// As the table writes it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Crosses => "crosses",
            Self::Nothing => "nothing",
        }
    }

    /// What the names that the tagger sees, sorted by place, say of a piece of evidence.
    pub(super) fn of(e: &Evidence, tagged: &[Evidence]) -> Self {
        let from = tagged.partition_point(|t| t.last < e.first);
        let mut over = tagged.iter().skip(from).take_while(|t| t.first <= e.last).peekable();
        if over.peek().is_none() {
            return Self::Nothing;
        }
        let same = over.any(|t| (t.first, t.last) == (e.first, e.last) && class(t.label) == class(e.label));
        if same || e.rule == "tagger" { Self::Same } else { Self::Crosses }
    }
}

const fn class(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Per => "PER",
        EntityLabel::Org => "ORG",
        EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => "PLACE",
    }
}

type Key = (&'static str, &'static str, Agreement);

/// The most that is ever said.
const MOST: f32 = 0.97;

static TABLE: LazyLock<FxHashMap<Key, f32>> = LazyLock::new(|| {
    let lines = include_str!("calibration.tsv").lines().filter(|l| !l.starts_with('#'));
    let cell = |line: &'static str| {
        let mut cells = line.split('\t');
        let (rule, label, tagger) = (cells.next()?, cells.next()?, cells.next()?);
        let agreement = Agreement::ALL.into_iter().find(|a| a.code() == tagger)?;
        Some(((rule, label, agreement), cells.next()?.parse().ok()?))
    };
    lines.filter_map(cell).collect()
});

/// A confidence by what the table says of its kind: the odds times the cell's factor.
pub(super) fn confidence(e: &Evidence, agreement: Agreement) -> f32 {
    let factor =
        TABLE.get(&(e.rule, class(e.label), agreement)).or_else(|| TABLE.get(&("*", class(e.label), agreement)));
    let Some(&factor) = factor else { return e.confidence };
    let raw = e.confidence.clamp(0.01, 0.99);
    let odds = raw / (1.0 - raw) * factor;
    (odds / (1.0 + odds)).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(rule: &'static str, (first, last): (usize, usize), label: EntityLabel, confidence: f32) -> Evidence {
        Evidence { first, last, start: 0, label, confidence, rule, nested: false }
    }

    #[test]
    fn the_tagger_agrees_crosses_or_sees_nothing() {
        let tagged =
            [evidence("tagger", (2, 3), EntityLabel::Per, 0.9), evidence("tagger", (6, 6), EntityLabel::Loc, 0.9)];
        let check = |rule, words, label, expected| {
            assert_eq!(Agreement::of(&evidence(rule, words, label, 0.8), &tagged), expected, "{words:?}");
        };
        check("person.title", (2, 3), EntityLabel::Per, Agreement::Same);
        check("person.title", (2, 4), EntityLabel::Per, Agreement::Crosses);
        check("organisation.head", (2, 3), EntityLabel::Org, Agreement::Crosses);
        check("gazetteer.place", (6, 6), EntityLabel::Gpe, Agreement::Same);
        check("gazetteer.place", (4, 5), EntityLabel::Gpe, Agreement::Nothing);
        check("gazetteer.place", (7, 9), EntityLabel::Gpe, Agreement::Nothing);
    }

    #[test]
    fn every_cell_is_read_and_keeps_the_order() {
        let lines = include_str!("calibration.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(TABLE.len(), lines);
        assert!(lines > 10);
        for &(rule, label, agreement) in TABLE.keys() {
            let label = match label {
                "PER" => EntityLabel::Per,
                "ORG" => EntityLabel::Org,
                _ => EntityLabel::Fac,
            };
            let at = |c| confidence(&evidence(rule, (0, 0), label, c), agreement);
            assert!(at(0.5) < at(0.7) && at(0.7) <= at(0.9) && at(0.9) <= MOST && at(0.0) >= 0.0, "{rule} {label:?}");
        }
    }

    #[test]
    fn what_the_tagger_does_not_see_is_less_sure() {
        let place = evidence("gazetteer.place", (0, 0), EntityLabel::Gpe, 0.9);
        assert!(confidence(&place, Agreement::Nothing) < confidence(&place, Agreement::Same));
    }
}

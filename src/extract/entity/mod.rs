//! Named mentions and the entities behind them.
//!
//! Rules and gazetteers propose [`Evidence`]; the tagger, where a model is loaded, proposes more; [`combine`] keeps what can stand
//! together; [`cluster`] joins the mentions of one thing, links places and gives persons their roles.

mod calibrate;
mod cluster;
mod combine;
mod discourse;
mod gazetteer;
mod lexicon;
mod link;
mod list;
mod marked;
mod namesakes;
mod nominal;
mod organisation;
mod person;
pub mod personal;
mod place;
mod proclitic;
mod roll;

mod scan;
pub mod tagger;

#[cfg(test)]
mod tests;

use super::{Body, Context, EntityLabel, EntityMention, Findings, Mention};
use crate::text::SourceSpan;
use calibrate::Agreement;
use rustc_hash::FxHashMap;
use scan::Scan;

pub use cluster::cluster;
pub use personal::{PersonalEntry, PersonalLexicon};

/// A stretch of tokens that someone holds to be a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// Where it begins in the original: the first token without attached particles.
    pub start: u32,
    /// Its label.
    pub label: EntityLabel,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The rule that says so.
    pub rule: &'static str,
    /// Whether it may stand inside a longer name.
    pub nested: bool,
}

/// Finds the named mentions.
pub fn extract(cx: &Context<'_>, findings: &mut Findings) {
    let scan = Scan::new(cx);
    let mut evidence = Vec::new();
    let support = gazetteer::Support::new(&scan);
    gazetteer::find(&scan, &support, &mut evidence);
    organisation::find(&scan, &mut evidence);
    place::find(&scan, &mut evidence);
    person::find(&scan, &mut evidence);
    let tagged = cx.model.map(|model| {
        let read = tagger::read(cx, model);
        let names = read.names.into_iter().filter_map(|t| combine::of_tagger(&scan, &support, t)).collect();
        combine::Opinion { names, outside: read.outside }
    });
    let outside = tagged.as_ref().map(|t: &combine::Opinion| t.outside.clone());
    let seen = tagged.as_ref().map(|t: &combine::Opinion| t.names.clone());
    let mut kept = combine::resolve(&scan, evidence, tagged);
    roll::complete(&scan, &mut kept);
    discourse::whole(&scan, &mut kept);
    discourse::recur(&scan, outside.as_deref(), &mut kept);
    let agreements = agreements(&mut kept, seen.as_deref(), cx.options.uncalibrated);
    personal::apply(&scan, &cx.options.lexicon, &mut kept);
    for e in kept {
        let Some(end) = cx.tokens().get(e.last).map(|t| t.source.end().get()) else { continue };
        let span = SourceSpan::new(e.start, end);
        if span.is_empty() || !cx.open(e.first) {
            continue;
        }
        let body = EntityMention { label: e.label, nominal: false, entity: None, attributes: Vec::new() };
        let mut mention = Mention::new(span, Body::Entity(body), e.rule, e.confidence);
        if let Some(agreement) = agreements.get(&(e.first, e.last, e.rule)) {
            mention.rule = format!("{}/{}", e.rule, agreement.code()).into();
        }
        findings.push(mention);
    }
}

/// Makes confidences mean what the calibration says, where a tagger has spoken; for `.ci/reliability.py` leaves them and notes what it said.
fn agreements(
    kept: &mut [Evidence],
    seen: Option<&[Evidence]>,
    uncalibrated: bool,
) -> FxHashMap<(usize, usize, &'static str), Agreement> {
    let mut noted = FxHashMap::default();
    let Some(seen) = seen else { return noted };
    let mut seen = seen.to_vec();
    seen.sort_by_key(|t| t.first);
    for e in kept {
        let agreement = Agreement::of(e, &seen);
        if uncalibrated {
            noted.insert((e.first, e.last, e.rule), agreement);
        } else {
            e.confidence = calibrate::confidence(e, agreement);
        }
    }
    noted
}

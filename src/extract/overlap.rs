//! Which of two findings stays where they overlap.

use super::{Body, Context, Findings};

/// Drops what cannot stand beside a better finding: an entity inside a time or across its border, a quantity inside a time,
/// a quantity's bare overlap with another. Nested entities and anything inside a quotation stay.
pub fn resolve(_: &Context<'_>, findings: &mut Findings) {
    let times: Vec<_> =
        findings.living().filter(|(_, m)| matches!(m.body, Body::Time(_))).map(|(_, m)| m.span).collect();
    for m in &mut findings.mentions {
        if matches!(m.body, Body::Quantity(_) | Body::Entity(_)) {
            let next = times.partition_point(|t| t.end() <= m.span.start());
            m.dropped |= times.get(next).is_some_and(|t| t.overlaps(m.span));
        }
    }
}

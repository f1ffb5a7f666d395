//! Definite nominals whose entity the text makes plain: «التنظيم», «المرصد», «الوزير». Offered, marked as nominal.

use super::cluster::Item;
use super::lexicon;
use super::list::List;
use super::scan::Scan;
use crate::extract::{Body, EntityLabel, EntityMention, Findings, Mention};
use crate::text::SourceSpan;
use rustc_hash::{FxHashMap, FxHashSet};

/// Appends the nominals to the findings and to their entities.
pub(super) fn find(scan: &Scan<'_>, items: &[Item], findings: &mut Findings) {
    let inside: FxHashSet<usize> = items.iter().flat_map(|i| i.first..=i.last).collect();
    let mut latest: FxHashMap<String, usize> = FxHashMap::default();
    let mut found: Vec<(usize, u32, usize, EntityLabel)> = Vec::new();
    let mut next = 0;
    for token in 0..scan.len() {
        while let Some(item) = items.get(next).filter(|i| i.first <= token) {
            next += 1;
            remember(scan, item, findings, &mut latest);
        }
        if inside.contains(&token) || !scan.word(token) || !scan.cx.open(token) {
            continue;
        }
        let fold = scan.cx.fold(token);
        for reading in scan.readings(token) {
            let rest = fold.get(usize::from(reading.skip)..).unwrap_or("");
            let noun = if reading.lam { rest.strip_prefix('ل') } else { rest.strip_prefix("ال") };
            let Some((noun, &entity)) = noun.and_then(|n| latest.get_key_value(n)) else { continue };
            // «المجلس المحلي», «الرئيس الروسي»: with an adjective that names another it is another.
            let qualified = scan.together(token, token + 1)
                && scan.definite(token + 1)
                && !scan.is(token + 1, lexicon::TAIL | lexicon::STOP | lexicon::SAY);
            let label = findings.entities.get(entity).map(|e| e.label);
            if let Some(label) = label.filter(|l| !qualified && (*l == EntityLabel::Per) == List::TakenUpRole.has(noun))
            {
                found.push((token, scan.start(token, reading.skip), entity, label));
            }
            break;
        }
    }
    for (token, start, entity, label) in found {
        let Some(end) = scan.cx.tokens().get(token).map(|t| t.source.end().get()) else { continue };
        let body = EntityMention { label, nominal: true, entity: Some(entity), attributes: Vec::new() };
        let at = findings.push(Mention::new(SourceSpan::new(start, end), Body::Entity(body), "nominal.definite", 0.6));
        if let Some(e) = findings.entities.get_mut(entity) {
            e.mentions.push(at);
        }
    }
}

/// Notes which head or role a name was last seen with.
fn remember(scan: &Scan<'_>, item: &Item, findings: &Findings, latest: &mut FxHashMap<String, usize>) {
    let Some(Body::Entity(body)) = findings.mentions.get(item.mention).map(|m| &m.body) else { return };
    let Some(entity) = body.entity else { return };
    if item.label == EntityLabel::Per {
        let role = body.attributes.iter().find(|(k, _)| *k == "role").and_then(|(_, v)| v.as_str()).unwrap_or("");
        let first = crate::normalize::fold_word(role.split_whitespace().next().unwrap_or(""));
        let first = first.strip_prefix("ال").unwrap_or(&first);
        if List::TakenUpRole.has(first) {
            latest.insert(first.to_owned(), entity);
        }
        return;
    }
    let own = item.words.first().map(String::as_str);
    let mut before = item.first.checked_sub(1);
    if before.is_some_and(|b| scan.opens(b)) {
        before = before.and_then(|b| b.checked_sub(1));
    }
    let before = before.filter(|&b| scan.together(b, item.first)).and_then(|b| {
        scan.readings(b)
            .iter()
            .find_map(|r| scan.cx.fold(b).get(usize::from(r.skip)..).filter(|w| List::TakenUp.has(w)))
    });
    for head in [own, before].into_iter().flatten() {
        if List::TakenUp.has(head) {
            latest.insert(head.to_owned(), entity);
        }
    }
}

//! Places to gazetteer entries: GeoNames id and coordinates, chosen by country and by the article's other places.

use super::cluster::Item;
use super::lexicon::{Entry, Source, cell};
use super::scan::Scan;
use crate::extract::{EntityLabel, Findings};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// A place that a name may mean.
struct Candidate {
    line: &'static str,
    country: &'static str,
    size: u32,
    place: Option<(f64, f64)>,
    state: bool,
}

fn candidate(entry: &Entry) -> Option<Candidate> {
    let number = |n: usize| cell(entry.line, n).parse::<f64>().ok();
    match entry.source {
        Source::GeoNames => Some(Candidate {
            line: entry.line,
            country: cell(entry.line, 1),
            size: cell(entry.line, 2).parse().unwrap_or(0),
            place: number(3).zip(number(4)),
            state: false,
        }),
        Source::Country => Some(Candidate {
            line: entry.line,
            country: cell(entry.line, 0),
            size: 30,
            place: number(2).zip(number(3)),
            state: true,
        }),
        Source::Own => None,
    }
}

fn id(c: &Candidate) -> &'static str {
    cell(c.line, usize::from(c.state))
}

fn name(c: &Candidate) -> &'static str {
    cell(c.line, 5).split('|').next().unwrap_or("").trim_start_matches('*')
}

fn write(c: &Candidate) -> Value {
    let mut out = json!({ "source": "GeoNames", "id": id(c), "name": name(c), "country": c.country });
    if id(c).is_empty() {
        out = json!({ "source": "ISO 3166-1", "id": c.country, "name": name(c), "country": c.country });
    }
    if let (Some((lat, lon)), Some(object)) = (c.place, out.as_object_mut()) {
        object.insert("lat".to_owned(), json!(lat));
        object.insert("lon".to_owned(), json!(lon));
    }
    out
}

/// How well a candidate fits: its size, its country's share of the article, its distance from the places already sure.
fn fit(c: &Candidate, countries: &FxHashMap<&'static str, f64>, near: &[(f64, f64)]) -> f64 {
    let mut score = f64::from(c.size) / 10.0 + 3.0 * countries.get(c.country).copied().unwrap_or(0.0);
    if let Some((lat, lon)) = c.place {
        let squared = near.iter().map(|(a, b)| (lat - a).powi(2) + (lon - b).powi(2));
        // Within about 150 km of another place of the article.
        if squared.fold(f64::INFINITY, f64::min) < 2.0 {
            score += 0.7;
        }
    }
    score
}

/// Gives entities that are places their links.
pub(super) fn places(scan: &Scan<'_>, items: &[Item], findings: &mut Findings) {
    let of_mention: FxHashMap<usize, &Item> = items.iter().map(|i| (i.mention, i)).collect();
    let mut found: Vec<(usize, usize, Vec<Candidate>)> = Vec::new();
    for (n, entity) in findings.entities.iter().enumerate() {
        if !matches!(entity.label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) {
            continue;
        }
        let forms = entity.mentions.iter().filter_map(|m| of_mention.get(m)).take(8);
        let mut candidates: Vec<Candidate> = Vec::new();
        for item in forms {
            for c in look_up(scan, item) {
                if !candidates.iter().any(|o| o.line == c.line) {
                    candidates.push(c);
                }
            }
        }
        if !candidates.is_empty() {
            found.push((n, entity.mentions.len(), candidates));
        }
    }
    // What is unambiguous says where the article is.
    let mut countries: FxHashMap<&'static str, f64> = FxHashMap::default();
    let mut near = Vec::new();
    for (_, count, candidates) in &found {
        let Some(c) = candidates.first() else { continue };
        if candidates.iter().all(|o| o.country == c.country) {
            let weight = f64::from(u32::try_from((*count).min(10)).unwrap_or(0));
            *countries.entry(c.country).or_default() += weight;
            near.extend(c.place.filter(|_| !c.state && candidates.len() == 1 && near.len() < 40));
        }
    }
    for item in items {
        for i in item.first..=item.last {
            if let Some(line) = scan.readings(i).first().and_then(|r| scan.lex.nation(r.hash)) {
                *countries.entry(cell(line, 0)).or_default() += 1.0;
            }
        }
    }
    let all: f64 = countries.values().sum::<f64>().max(1.0);
    countries.values_mut().for_each(|v| *v /= all);
    for (n, _, mut candidates) in found {
        candidates.sort_by(|a, b| {
            fit(b, &countries, &near).total_cmp(&fit(a, &countries, &near)).then_with(|| a.line.cmp(b.line))
        });
        let Some(best) = candidates.first() else { continue };
        let mut link = write(best);
        let others: Vec<Value> = candidates.iter().skip(1).take(6).map(write).collect();
        if let (false, Some(object)) = (others.is_empty(), link.as_object_mut()) {
            object.insert("candidates".to_owned(), Value::Array(others));
        }
        if let Some(entity) = findings.entities.get_mut(n) {
            entity.link = Some(link);
        }
    }
}

fn look_up(scan: &Scan<'_>, item: &Item) -> Vec<Candidate> {
    let lex = scan.lex;
    let mut names = vec![item.words.join(" "), format!("ال{}", item.words.join(" "))];
    let text = (item.first..=item.last).map(|i| scan.cx.fold(i)).collect::<Vec<_>>().join(" ");
    names.push(text);
    let mut out: Vec<Candidate> = Vec::new();
    for name in names {
        let Some(at) = lex.look_up(&name) else { continue };
        let direct: Vec<&Entry> = lex.namesakes(at).collect();
        for entry in &direct {
            out.extend(candidate(entry));
            // Our own lists know further spellings, under one of which the gazetteer may have the place.
            if entry.source == Source::Own && !entry.common {
                for other in cell(entry.line, 2).split('|').filter_map(|alias| lex.look_up(alias)) {
                    out.extend(lex.namesakes(other).filter_map(candidate));
                }
            }
        }
    }
    if item.label != EntityLabel::Gpe {
        out.retain(|c| !c.state && item.words.len() > 1);
    }

    out
}

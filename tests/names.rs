//! Names in sentences of our own wording as recent news writes them, marked by hand (`fixtures/names.txt`): how many are found whole and
//! with their label, by label; and what an article reads as, which `tests/browser` compares.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, unreachable_pub, reason = "a test")]

mod common;

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// First and last byte, and label.
type Marks = BTreeSet<(usize, usize, String)>;

const FIXTURE: &str = include_str!("fixtures/names.txt");

/// The sentences with their marks.
fn sentences() -> Vec<(String, Marks)> {
    let one = |line: &str| {
        let (mut text, mut marks) = (String::new(), BTreeSet::new());
        for (n, part) in line.split('⟦').enumerate() {
            let Some((mark, rest)) = part.split_once('⟧').filter(|_| n > 0) else {
                text.push_str(part);
                continue;
            };
            let (label, words) = mark.split_once('|').unwrap();
            marks.insert((text.len(), text.len() + words.len(), label.to_owned()));
            text.push_str(words);
            text.push_str(rest);
        }
        (text, marks)
    };
    FIXTURE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(one).collect()
}

/// What is found in the sentences, ten to an article, laid back on each.
fn found(sentences: &[(String, Marks)]) -> Vec<Marks> {
    let mut out = Vec::new();
    for group in sentences.chunks(10) {
        let text: String = group.iter().flat_map(|s| [s.0.as_str(), "\n\n"]).collect();
        let document = common::annotate(&text, Some("2025-06-01"));
        let bytes: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let mut from = 0;
        for (sentence, _) in group {
            let to = from + sentence.len();
            let mut here = BTreeSet::new();
            for a in document.annotations.iter().filter(|a| a.layer == "entity") {
                if a.attributes.get("mention").is_some_and(|v| v == "nominal") {
                    continue;
                }
                let (a0, a1) = (bytes[a.span.start().get() as usize], bytes[a.span.end().get() as usize]);
                if from <= a0 && a1 <= to {
                    here.insert((a0 - from, a1 - from, a.label.clone()));
                }
            }
            out.push(here);
            from = to + 2;
        }
    }
    out
}

#[test]
fn names_of_recent_news() {
    let sentences = sentences();
    let found = found(&sentences);
    // right, found, marked
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for ((text, marks), here) in sentences.iter().zip(&found) {
        for mark in marks {
            counts.entry(&mark.2).or_default()[2] += 1;
            if !here.contains(mark) {
                println!("missed  {} {} | {text}", mark.2, &text[mark.0..mark.1]);
            }
        }
        // a name inside a marked one is a matter of taste (مستشفى دوما)
        let inside = |n: &(usize, usize, String)| {
            marks.iter().any(|m| m.0 <= n.0 && n.1 <= m.1 && m.1 - m.0 > n.1 - n.0 && m.2 != n.2 && here.contains(m))
        };
        for name in here.iter().filter(|n| !inside(n)) {
            let cell = counts.entry(&name.2).or_default();
            cell[1] += 1;
            cell[0] += usize::from(marks.contains(name));
            if !marks.contains(name) {
                println!("wrongly {} {} | {text}", name.2, &text[name.0..name.1]);
            }
        }
    }
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    let mut total = [0; 3];
    for (label, c) in &counts {
        println!("{label}: {} marked, precision {:.3}, recall {:.3}", c[2], share(c[0], c[1]), share(c[0], c[2]));
        total.iter_mut().zip(c).for_each(|(t, n)| *t += n);
    }
    println!("all: precision {:.3}, recall {:.3}", share(total[0], total[1]), share(total[0], total[2]));
    for (label, c) in &counts {
        assert!(c[2] >= 60, "{label}: only {} marked", c[2]);
        assert!(share(c[0], c[1]) >= FLOOR && share(c[0], c[2]) >= FLOOR, "{label}: {c:?}");
    }
}

/// What each label's precision and recall may not fall under.
const FLOOR: f64 = 0.7;

/// The entity layer of an article, confidences and all. `tests/browser` wants the same of the WASM build, from this very
/// snapshot.
#[test]
fn native_and_browser_read_the_same() {
    let text: String = sentences().iter().take(40).flat_map(|s| [s.0.clone(), "\n\n".to_owned()]).collect();
    let document = common::annotate(&text, Some("2025-06-01"));
    assert!(document.annotations.len() > 100);
    let names: Vec<_> = document.annotations.iter().filter(|a| a.layer == "entity").collect();
    let all = serde_json::to_string_pretty(&names).unwrap();
    let entities = serde_json::to_string_pretty(&document.entities).unwrap();
    let digest: String = Sha256::digest(format!("{text}{all}{entities}")).iter().map(|b| format!("{b:02x}")).collect();
    insta::assert_snapshot!("read_the_same", digest);
}

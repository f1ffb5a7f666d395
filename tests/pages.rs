//! Saved pages in the manner of Arabic news sites, written for this project (invented events), with the kind of every line marked.
//!
//! A fixture is lines `kind<TAB>text`; an empty line is an empty line of the page, a first line with `#` says what the page shows.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, and fixtures are small"
)]

use hashiya::document::Document;
use hashiya::structure::{SectionKind, sections};

struct Page {
    name: String,
    text: String,
    /// The kind of each code point; `None` between lines.
    gold: Vec<Option<SectionKind>>,
}

fn pages() -> Vec<Page> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let (mut text, mut gold) = (String::new(), Vec::new());
            for line in std::fs::read_to_string(path).unwrap().lines().filter(|l| !l.starts_with('#')) {
                if let Some((kind, words)) = line.split_once('\t') {
                    let kind: SectionKind = serde_json::from_value(kind.into()).unwrap();
                    gold.extend(words.chars().map(|_| Some(kind)));
                    text.push_str(words);
                }
                gold.push(None);
                text.push('\n');
            }
            Page { name: path.file_stem().unwrap().to_string_lossy().into_owned(), text, gold }
        })
        .collect()
}

/// Non-space characters: in the right kind, on the right side of boilerplate, all.
fn score(page: &Page) -> (usize, usize, usize) {
    let document = Document::new(page.text.as_str()).unwrap();
    let mut got = vec![None; page.gold.len()];
    for section in sections(&document) {
        let span = document.chars(section.span);
        got[span.range()].fill(Some(section.kind));
        let wanted = page.gold[span.start().to_usize()];
        if wanted != Some(section.kind) {
            println!("{}: {:?} not {:?}: {}", page.name, wanted, section.kind, section.span.of(&page.text));
        }
    }
    let (mut kind, mut side, mut all) = (0, 0, 0);
    for ((c, gold), got) in page.text.chars().zip(&page.gold).zip(&got) {
        if c.is_whitespace() {
            continue;
        }
        all += 1;
        kind += usize::from(gold == got);
        let furniture = |k: &Option<SectionKind>| *k == Some(SectionKind::Boilerplate);
        side += usize::from(furniture(gold) == furniture(got));
    }
    (kind, side, all)
}

/// Per cent, rounded down to hundredths.
fn share(part: usize, all: usize) -> f64 {
    (part * 10_000 / all.max(1)) as f64 / 100.0
}

#[test]
fn pages_of_many_sites() {
    let pages = pages();
    assert!(pages.len() >= 10);
    let mut sums = (0, 0, 0);
    for page in &pages {
        let (kind, side, all) = score(page);
        println!("{}: kind {} side {} of {all}", page.name, share(kind, all), share(side, all));
        sums = (sums.0 + kind, sums.1 + side, sums.2 + all);
    }
    let (kind, side) = (share(sums.0, sums.2), share(sums.1, sums.2));
    println!("all pages: section chars {kind} %, boilerplate chars {side} % of {}", sums.2);
    assert!(kind >= 99.0, "section chars {kind} %");
    assert!(side >= 99.0, "boilerplate chars {side} %");
}

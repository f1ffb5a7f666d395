//! Table tests of the rules: a sentence of our own and the names in it, in order.

use crate::document::Document;
use crate::extract::{Body, Context, Findings, Options, Published};
use crate::normalize::{Profile, normalize};
use crate::segment::segment;
use crate::structure::{Section, SectionKind};
use crate::text::SourceSpan;

/// The names that the rules find in a text taken as one paragraph, clusters and all.
pub(super) fn findings(text: &str) -> (Document, Findings) {
    let document = Document::new(text.to_owned()).unwrap();
    let normalized = normalize(document.text(), Profile::Search);
    let span = SourceSpan::from_usize(0, document.text().len());
    let sections = vec![Section { kind: SectionKind::Paragraph, span }];
    let seg = segment(&document, &normalized, &sections);
    let (options, published) = (Options::default(), Published::default());
    let mut findings = Findings::default();
    {
        let cx = Context {
            document: &document,
            normalized: &normalized,
            sections: &sections,
            seg: &seg,
            options: &options,
            published: &published,
            model: None,
        };
        super::extract(&cx, &mut findings);
        super::cluster(&cx, &mut findings);
    }
    (document, findings)
}

/// `LABEL|name` for each mention in order, `/` between.
fn names(text: &str) -> String {
    let (document, findings) = findings(text);
    let found: Vec<String> = findings
        .living()
        .filter_map(|(_, m)| match &m.body {
            Body::Entity(e) if !e.nominal => Some(format!("{}|{}", e.label.code(), m.span.of(document.text()))),
            _ => None,
        })
        .collect();
    found.join(" / ")
}

fn check(text: &str, expected: &str) {
    let found = names(text);
    assert_eq!(found, expected, "in: {text}");
}

#[test]
fn table() {
    let mut wrong = Vec::new();
    for line in include_str!("cases.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (expected, text) = line.split_once('\t').unwrap();
        let found = names(text);
        if found != expected {
            wrong.push(format!("in: {text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_in_nothing() {
    check("...", "");
    check("123 - abc", "");
}

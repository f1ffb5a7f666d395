//! Table tests: a publication date, what must be found, and a text of our own in which the words to be found stand in brackets.

mod dates;
mod days;
mod lengths;
mod not_times;
mod published;

use crate::annotate::{self, AnnotationDocument};
use crate::document::Document;
use crate::extract::Options;

/// The Monday on which most of the tests are set.
const MONDAY: &str = "2018-05-21";

fn run(published: &str, text: &str) -> AnnotationDocument {
    let document = Document::new(text).unwrap();
    let published = Some(published.to_owned()).filter(|p| !p.is_empty());
    annotate::annotate(&document, &Options { published, ..Options::default() })
}

/// Every time expression found, as `[words]` in the text, and `KIND value` of each, joined by `; `.
fn found(published: &str, text: &str) -> (String, String) {
    let out = run(published, text);
    let times: Vec<_> = out.annotations.iter().filter(|a| a.layer == "time").collect();
    let values: Vec<String> = times
        .iter()
        .map(|a| format!("{} {}", a.label, a.attributes.get("value").and_then(|v| v.as_str()).unwrap_or("?")))
        .collect();
    let mut marked = String::new();
    for (n, c) in (0u32..).zip(text.chars().map(Some).chain([None])) {
        marked.extend(times.iter().filter(|a| a.span.end().get() == n).map(|_| ']'));
        marked.extend(times.iter().filter(|a| a.span.start().get() == n).map(|_| '['));
        marked.extend(c);
    }
    (values.join("; "), marked)
}

/// Checks spans, kinds and values of all time expressions of a text, and that nothing else is found.
#[track_caller]
fn check(published: &str, expected: &str, marked: &str) {
    let text: String = marked.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let got = found(published, &text);
    assert_eq!((got.0.as_str(), got.1.as_str()), (expected, marked));
}

/// Checks one attribute, or the rule, of the first time expression.
#[track_caller]
fn attribute(published: &str, name: &str, value: &str, text: &str) {
    let out = run(published, text);
    let first = out.annotations.iter().find(|a| a.layer == "time").unwrap();
    let got = match name {
        "rule" => first.provenance.rule.clone().unwrap_or_default(),
        _ => first.attributes.get(name).and_then(|v| v.as_str()).unwrap_or("").to_owned(),
    };
    assert_eq!(got, value, "{text}");
}

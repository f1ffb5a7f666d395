//! Table tests: a publication date, what must be found, and a text of our own in which the words to be found stand in brackets.

mod dates;
mod days;
mod lengths;
mod not_times;
mod published;

use crate::document::Document;
use crate::extract::{Body, Findings, Options, Published, Timex, with_context};
use crate::text::SourceSpan;

/// The Monday on which most of the tests are set.
const MONDAY: &str = "2018-05-21";

/// A time expression as found: where, what, by which rule.
struct Time {
    span: SourceSpan,
    timex: Timex,
    rule: String,
}

/// What the time stage finds in a text.
struct Run {
    times: Vec<Time>,
    /// Intervals as indices into `times`.
    intervals: Vec<(usize, usize)>,
    published: Published,
}

fn run(published: &str, text: &str) -> Run {
    let document = Document::new(text).unwrap();
    let options = Options { published: Some(published.to_owned()).filter(|p| !p.is_empty()), ..Options::default() };
    let (findings, published) = with_context(&document, &options, |cx| {
        let mut findings = Findings::default();
        super::extract(cx, &mut findings);
        (findings, cx.published.clone())
    });
    let times = findings.mentions.into_iter().filter_map(|m| match m.body {
        Body::Time(timex) => Some(Time { span: m.span, timex, rule: m.rule.into_owned() }),
        _ => None,
    });
    let intervals = findings.relations.iter().filter(|r| r.kind == "interval").map(|r| (r.from, r.to));
    Run { times: times.collect(), intervals: intervals.collect(), published }
}

/// Every time expression found, as `[words]` in the text, and `KIND value` of each, joined by `; `.
fn found(published: &str, text: &str) -> (String, String) {
    let out = run(published, text);
    let values: Vec<String> = out.times.iter().map(|t| format!("{} {}", t.timex.kind.code(), t.timex.value)).collect();
    let mut marked = String::new();
    for (n, c) in text.char_indices().map(|(n, c)| (n, Some(c))).chain([(text.len(), None)]) {
        marked.extend(out.times.iter().filter(|t| t.span.end().to_usize() == n).map(|_| ']'));
        marked.extend(out.times.iter().filter(|t| t.span.start().to_usize() == n).map(|_| '['));
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
    let first = out.times.first().unwrap();
    let got = match name {
        "rule" => first.rule.clone(),
        "mod" => first.timex.modifier.unwrap_or("").to_owned(),
        "anchor" => first.timex.anchor.as_ref().map(|a| format!("{a:?}")).unwrap_or_default(),
        _ => {
            let found = first.timex.attributes.iter().find(|(key, _)| *key == name);
            found.and_then(|(_, v)| v.as_str()).unwrap_or("").to_owned()
        }
    };
    assert_eq!(got, value, "{text}");
}

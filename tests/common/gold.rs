//! Marked articles, `⟦LABEL key=value|text⟧`, nested and never crossing, and what is counted on them.

use hashiya::annotate::{Annotation, AnnotationDocument};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// One mark of an article; offsets are code points of the plain text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub label: String,
    pub start: usize,
    pub end: usize,
    pub attributes: HashMap<String, String>,
}

/// A marked article.
pub struct Article {
    pub name: String,
    pub text: String,
    pub published: Option<String>,
    pub marks: Vec<Mark>,
}

/// The layer of a label, as the annotation document has it.
pub fn layer(label: &str) -> &'static str {
    match label {
        "PER" | "ORG" | "GPE" | "LOC" | "FAC" => "entity",
        "DATE" | "TIME" | "DURATION" | "SET" => "time",
        "QTY" => "quantity",
        "QUOTE" => "quotation",
        "SEC" => "section",
        other => panic!("no label: {other}"),
    }
}

/// `key=value key="two words"`.
fn attributes(mut rest: &str) -> HashMap<String, String> {
    let mut out = HashMap::new();
    while let Some((key, after)) = rest.trim_start().split_once('=') {
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap(),
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        out.insert(key.to_owned(), value.to_owned());
        rest = left;
    }
    out
}

/// The plain text and its marks, in text order, outer ones first.
pub fn parse(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut done, mut open) = (String::new(), Vec::new(), Vec::<Mark>::new());
    let (mut length, mut rest) = (0, marked);
    while let Some(c) = rest.chars().next() {
        rest = rest.strip_prefix(c).unwrap_or_default();
        match c {
            '⟦' => {
                let (head, after) = rest.split_once('|').unwrap();
                let (label, more) = head.split_once(' ').unwrap_or((head, ""));
                open.push(Mark { label: label.to_owned(), start: length, end: length, attributes: attributes(more) });
                rest = after;
            }
            '⟧' => {
                let mut mark = open.pop().unwrap();
                mark.end = length;
                done.push(mark);
            }
            c => {
                text.push(c);
                length += 1;
            }
        }
    }
    assert!(open.is_empty(), "a mark that is not closed: {:?}", open[0]);
    done.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    (text, done)
}

/// The marked articles of a folder whose names begin so.
pub fn articles(folder: &Path, beginning: &str) -> Vec<Article> {
    let dates: Value = serde_json::from_slice(&std::fs::read(folder.join("published.json")).unwrap()).unwrap();
    let mut out: Vec<Article> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let (text, marks) = parse(&std::fs::read_to_string(&path).unwrap());
            Article { published: dates[&name].as_str().map(str::to_owned), name, text, marks }
        })
        .filter(|a| a.name.starts_with(beginning))
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

/// Marks found, marks wanted, and those that are both.
#[derive(Copy, Clone, Default)]
pub struct Count {
    pub hit: usize,
    pub wanted: usize,
    pub found: usize,
}

impl Count {
    #[allow(clippy::cast_precision_loss, reason = "a few hundred marks")]
    pub fn f1(self) -> f64 {
        2.0 * self.hit as f64 / ((self.wanted + self.found) as f64).max(1.0)
    }
    fn add(&mut self, hit: bool, wanted: bool, found: bool) {
        self.hit += usize::from(hit);
        self.wanted += usize::from(wanted);
        self.found += usize::from(found);
    }
}

/// The figures of a run, by name: `time exact`, `time value`, `section chars` …
pub type Figures = std::collections::BTreeMap<String, Count>;

fn pointed<'a>(document: &'a AnnotationDocument, a: &'a Annotation, key: &str) -> &'a str {
    let said = a.attributes.get(key).and_then(Value::as_str).unwrap_or("");
    document.annotations.iter().find(|o| o.id == said).map_or(said, |o| o.text.as_str())
}

/// Letters alone, alef, yeh and teh marbuta alike: two wordings of one name.
fn loose(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            c => c,
        })
        .collect()
}

fn same_name(said: &str, wanted: &str) -> bool {
    let (a, b) = (loose(said), loose(wanted));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    a == b && !a.is_empty() || short.chars().count() >= 5 && long.contains(short.as_str())
}

/// Whether an annotation says of its words what the mark says: a time's value, a number with its modifier.
fn same_value(mark: &Mark, a: &Annotation) -> bool {
    let want = |key: &str| mark.attributes.get(key);
    if a.layer == "time" {
        return a.attributes.get("value").and_then(Value::as_str) == want("value").map(String::as_str);
    }
    let number = |key: &str| a.attributes.get(key).and_then(Value::as_f64);
    let bound = |key: &str| want(key).and_then(|v| v.parse::<f64>().ok());
    let hedge = a.attributes.get("modifier").and_then(Value::as_str).unwrap_or("exact");
    ["value", "min", "max"].iter().all(|key| number(key) == bound(key))
        && hedge == want("mod").map_or("exact", String::as_str)
}

fn overlap(mark: &Mark, a: &Annotation) -> usize {
    let (start, end) = (a.span.start().to_usize(), a.span.end().to_usize());
    mark.end.min(end).saturating_sub(mark.start.max(start))
}

/// Adds what one article's annotations are worth; says what is wrong on `complain`.
pub fn score(
    article: &Article,
    document: &AnnotationDocument,
    figures: &mut Figures,
    complain: &mut dyn FnMut(String),
) {
    let furniture = |start: usize, end: usize| {
        let own = |m: &Mark| m.attributes.get("kind").is_some_and(|k| k == "boilerplate");
        article.marks.iter().any(|m| own(m) && m.start < end && start < m.end)
    };
    let words: Vec<char> = article.text.chars().collect();
    let text = |m: &Mark| words[m.start..m.end].iter().collect::<String>();
    for wanted in ["entity", "time", "quantity", "quotation"] {
        let gold: Vec<&Mark> =
            article.marks.iter().filter(|m| layer(&m.label) == wanted && !furniture(m.start, m.end)).collect();
        let found: Vec<&Annotation> = document
            .annotations
            .iter()
            .map(AsRef::as_ref)
            .filter(|a| a.layer == wanted && a.attributes.get("mention").is_none_or(|m| m != "nominal"))
            .filter(|a| !furniture(a.span.start().to_usize(), a.span.end().to_usize()))
            .collect();
        let same = |m: &Mark, a: &Annotation| {
            (m.start, m.end) == (a.span.start().to_usize(), a.span.end().to_usize()) && m.label == a.label
        };
        let exact = figures.entry(format!("{wanted} exact")).or_default();
        for m in &gold {
            let hit = found.iter().any(|a| same(m, a));
            exact.add(hit, true, false);
            if !hit {
                complain(format!("{}: missed {} {:?}", article.name, m.label, text(m)));
            }
        }
        for a in &found {
            let hit = gold.iter().any(|m| same(m, a));
            exact.add(false, false, true);
            if !hit {
                complain(format!("{}: wrong  {} {:?}", article.name, a.label, a.text));
            }
        }
        // Each found mark serves one of the wanted.
        let mut used = vec![false; found.len()];
        let mut best = |m: &Mark| {
            let free = |(n, a): &(usize, &&Annotation)| !used[*n] && a.label == m.label && overlap(m, a) > 0;
            let (n, a) = found.iter().enumerate().filter(free).max_by_key(|(_, a)| overlap(m, a))?;
            used[n] = true;
            Some(*a)
        };
        for m in &gold {
            let pair = best(m);
            if wanted == "time" || wanted == "quantity" {
                let right = pair.is_some_and(|a| same_value(m, a));
                figures.entry(format!("{wanted} value")).or_default().add(right, true, false);
                if let Some(a) = pair.filter(|_| !right) {
                    complain(format!(
                        "{}: value of {:?}: {:?}, not {:?}",
                        article.name, a.text, a.attributes, m.attributes
                    ));
                }
            }
            if wanted == "quotation" && m.attributes.contains_key("speaker") {
                let right = pair.is_some_and(|a| same_name(pointed(document, a, "speaker"), &m.attributes["speaker"]));
                figures.entry("quotation speaker".to_owned()).or_default().add(right, true, true);
            }
        }
        if wanted == "time" || wanted == "quantity" {
            figures.entry(format!("{wanted} value")).or_default().found += found.len();
        }
    }
    let kinds = |m: &&Mark| m.label == "SEC";
    for m in article.marks.iter().filter(kinds) {
        for at in (m.start..m.end).filter(|&at| !words[at].is_whitespace()) {
            let section = document.sections.iter().find(|s| s.span.range().contains(&at));
            let kind = section.map(|s| serde_json::to_value(s.kind).unwrap());
            let right = kind.as_ref().and_then(Value::as_str) == m.attributes.get("kind").map(String::as_str);
            figures.entry("section chars".to_owned()).or_default().add(right, true, true);
        }
    }
}

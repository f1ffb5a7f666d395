//! The article's parts: headline, byline, dateline, paragraphs, and what is the site's and not the article's.
//!
//! In: the document. Out: sections that hold every non-space character exactly once.

mod byline;
mod decode;
mod furniture;
mod head;
mod line;
mod scan;
mod stamp;

use crate::document::Document;
use crate::text::SourceSpan;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What a section is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// The title, the first time.
    Headline,
    /// The title again.
    RepeatedHeadline,
    /// Source, agency, author, city line.
    Byline,
    /// Publication date or time.
    Dateline,
    /// A heading inside the body.
    Subheading,
    /// Body text.
    Paragraph,
    /// The site's furniture.
    Boilerplate,
}

/// A stretch of the article and its kind.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Where, without surrounding space.
    pub span: SourceSpan,
}

/// The article's sections in order: every non-space character is in exactly one.
pub fn sections(document: &Document) -> Vec<Section> {
    let text = document.text();
    let mut lines = line::lines(text);
    count(&mut lines);
    let states = decode::states(&lines);
    let kinds = head::kinds(text, &lines, &states);
    lines.iter().zip(kinds).map(|(line, kind)| Section { kind, span: line.span }).collect()
}

/// How often each line's words come.
fn count(lines: &mut [line::Line]) {
    let mut times: FxHashMap<u64, u16> = FxHashMap::default();
    for line in lines.iter().filter(|l| l.hash != 0) {
        let n = times.entry(line.hash).or_default();
        *n = n.saturating_add(1);
    }
    for line in lines.iter_mut() {
        line.times = times.get(&line.hash).copied().unwrap_or(1);
    }
}

/// The article's title: its headline's words, if it has one.
pub fn title(document: &Document, sections: &[Section]) -> Option<String> {
    sections.iter().find(|s| s.kind == SectionKind::Headline).map(|s| s.span.of(document.text()).to_owned())
}

/// The source that the article names in a byline: `المصدر: وكالات` gives `وكالات`, `دمشق - سانا` gives `سانا`.
pub fn source(document: &Document, sections: &[Section]) -> Option<String> {
    let bylines = || sections.iter().filter(|s| s.kind == SectionKind::Byline).map(|s| s.span.of(document.text()));
    bylines().find_map(byline::labelled_source).or_else(|| bylines().find_map(byline::source))
}

/// The article's own address, where the text holds it as a line of its own, outside the body.
pub fn url(document: &Document, sections: &[Section]) -> Option<String> {
    sections.iter().filter(|s| s.kind != SectionKind::Paragraph && s.span.len() <= 2_000).find_map(|s| {
        let words = s.span.of(document.text());
        let at = words.find("https://").or_else(|| words.find("http://"))?;
        let (label, address) = (words.get(..at)?, words.get(at..)?.trim());
        let (host, path) = address.split_once("//")?.1.split_once('/')?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let alone = !address.contains(char::is_whitespace) && label.chars().count() <= 30;
        let mut parents = core::iter::successors(Some(host), |h| h.split_once('.').map(|(_, parent)| parent));
        let elsewhere = parents.any(|h| line::List::Elsewhere.has(h));
        (alone && path.len() >= 8 && host.contains('.') && !elsewhere).then(|| address.to_owned())
    })
}

#[cfg(test)]
mod tests;

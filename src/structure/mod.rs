//! The article's parts: headline, byline, dateline, paragraphs, and what is the site's and not the article's.
//!
//! In: the document. Out: sections that hold every non-space character exactly once.

use crate::document::Document;
use crate::normalize;
use crate::text::SourceSpan;
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

/// The article's sections in order.
pub fn sections(document: &Document) -> Vec<Section> {
    let text = document.text();
    let mut out: Vec<Section> = Vec::new();
    let mut at = 0;
    let mut title: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if end <= start {
            continue;
        }
        let span = SourceSpan::from_usize(start, end);
        let words = normalize::fold_word(span.of(text));
        let kind = match &title {
            None if words.chars().count() <= 150 && text.trim().contains('\n') => {
                title = Some(words);
                SectionKind::Headline
            }
            Some(t) if *t == words => SectionKind::RepeatedHeadline,
            _ => SectionKind::Paragraph,
        };
        out.push(Section { kind, span });
    }
    out
}

/// The article's title: its headline's words, if it has one.
pub fn title(document: &Document, sections: &[Section]) -> Option<String> {
    sections.iter().find(|s| s.kind == SectionKind::Headline).map(|s| s.span.of(document.text()).to_owned())
}

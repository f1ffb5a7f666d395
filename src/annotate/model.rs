//! The annotation document as contract and file have it (`hashiya/annotations`, version 1).

use super::flat::flat;
use crate::document::Diagnostic;
use crate::extract::{Candidate, Origin};
use crate::structure::SectionKind;
use crate::text::CharSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::rc::Rc;

/// `schema` of every document.
pub const SCHEMA: &str = "hashiya/annotations";
/// The version written.
pub const VERSION: u32 = 1;

/// An annotation's name in its document: `a7`, `h3`.
pub type AnnotationId = String;

/// Fields that this version does not know, kept as they came.
type Extra = Map<String, Value>;

/// One article with all that is said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotationDocument {
    /// [`SCHEMA`].
    pub schema: String,
    /// [`VERSION`].
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// Who annotated, if they say.
    pub annotator: Option<String>,
    /// Always `unicode_code_point`.
    pub offset_unit: String,
    /// The article.
    pub document: DocumentPart,
    /// Its normalised text.
    pub normalized: Rc<NormalizedPart>,
    /// Its sections.
    pub sections: Rc<Vec<SectionPart>>,
    /// Its sentences.
    pub sentences: Rc<Vec<SentencePart>>,
    /// Its tokens.
    pub tokens: Rc<Vec<TokenPart>>,
    /// What is marked, in text order.
    pub annotations: Vec<Rc<Annotation>>,
    /// What mentions share.
    pub entities: Vec<Rc<EntityRecord>>,
    /// Between annotations.
    pub relations: Vec<Rc<RelationRecord>>,
    /// The label set.
    pub labels: Vec<LabelRecord>,
    /// Remarks on the text.
    pub diagnostics: Vec<Diagnostic>,
    /// How much was edited and when.
    pub history: HistoryPart,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What wrote a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `hashiya`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of model and lexica, or null.
    pub model: Option<String>,
}

/// The article itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentPart {
    /// `d-` and the first 12 hex digits of `sha256`.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The article exactly as it was pasted.
    pub text: Rc<str>,
    /// SHA-256 of `text` in UTF-8, hex.
    pub sha256: String,
    /// `ar`.
    pub language: String,
    /// Agency or site, where found.
    pub source: Option<String>,
    /// Address, where found.
    pub url: Option<String>,
    /// When it was published.
    pub published: PublishedPart,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// When the article was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedPart {
    /// ISO 8601, null where unknown.
    pub value: Option<String>,
    /// Where from.
    pub origin: Option<Origin>,
    /// Where it stands in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// What the text suggests without saying it.
    #[serde(default)]
    pub candidates: Vec<Candidate>,
}

/// The normalised text with its alignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NormalizedPart {
    /// `search`.
    pub profile: String,
    /// The text.
    pub text: String,
    /// `[source_start, source_end, normalized_start, normalized_end]` in code points, in order, without gaps.
    pub alignment: Vec<[u32; 4]>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SectionPart {
    /// Its kind.
    pub kind: SectionKind,
    /// Where.
    #[serde(flatten)]
    pub span: CharSpan,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SentencePart {
    /// Where.
    #[serde(flatten)]
    pub span: CharSpan,
}

/// A token with its clitics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TokenPart {
    /// Where.
    #[serde(flatten)]
    pub span: CharSpan,
    /// Attached particles before the stem, the article among them.
    pub proclitics: Vec<String>,
    /// The stem's start and end.
    pub stem: [u32; 2],
    /// Attached pronoun.
    pub enclitics: Vec<String>,
}

/// Who made an annotation.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The machine.
    Machine,
    /// A person.
    Human,
}

/// Where an annotation comes from.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Provenance {
    /// Machine or human.
    pub by: By,
    /// Rule or model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// 0 to 1, three decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a person has decided.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// The machine's, not yet looked at.
    Proposed,
    /// Right as it was.
    Accepted,
    /// Changed by a person.
    Corrected,
    /// Wrong; stays as evidence.
    Rejected,
    /// A person's own.
    Added,
}

/// What the machine had said of an annotation that a person has changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Proposed {
    /// Its label.
    pub label: String,
    /// Where.
    #[serde(flatten)]
    pub span: CharSpan,
    /// Its attributes.
    #[serde(default)]
    pub attributes: Map<String, Value>,
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Annotation {
    /// Its name in the document.
    pub id: AnnotationId,
    /// `entity`, `time`, `quantity`, `quotation`, `event`, or the person's own.
    pub layer: String,
    /// Its label.
    pub label: String,
    /// Where, in code points.
    #[serde(flatten)]
    pub span: CharSpan,
    /// `text[start:end]`, or the parts joined by ` … `.
    pub text: String,
    /// Of a discontinuous annotation, its parts in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<[u32; 2]>>,
    /// What its layer says of it.
    #[serde(default)]
    pub attributes: Map<String, Value>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What a person has decided.
    pub review: Review,
    /// What the machine had said, where a person changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Proposed>,
    /// A person's remark.
    #[serde(default)]
    pub note: Option<String>,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What mentions share.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EntityRecord {
    /// Its name in the document: `e2`.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its fullest name.
    pub name: String,
    /// Annotation ids.
    pub mentions: Vec<AnnotationId>,
    /// Gazetteer link, or null.
    pub link: Option<Value>,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A relation between two annotations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelationRecord {
    /// Its name in the document: `r1`.
    pub id: String,
    /// `part_of`, `interval`, `same_as`, or the person's own.
    #[serde(rename = "type")]
    pub kind: String,
    /// Annotation id.
    pub from: AnnotationId,
    /// Annotation id.
    pub to: AnnotationId,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A label a person can give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LabelRecord {
    /// Its layer.
    pub layer: String,
    /// Its code.
    pub label: String,
    /// Its colour (`#rrggbb`, the light theme's line colour).
    pub color: String,
    /// The key that gives it.
    pub key: Option<String>,
    /// Fields of later versions and other tools.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How much was edited and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HistoryPart {
    /// Transactions done (undo counts down).
    pub edits: u32,
    /// The first one, RFC 3339.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
}

flat!(SectionPart { must kind: SectionKind, span span, });
flat!(SentencePart { span span, });
flat!(TokenPart { must proclitics: Vec<String>, must stem: [u32; 2], must enclitics: Vec<String>, span span, });
flat!(Provenance { must by: By, may rule: Option<String>, may confidence: Option<f64>, extra extra, });
flat!(Proposed { must label: String, may attributes: Map<String, Value>, span span, });
flat!(Annotation {
    must id: AnnotationId,
    must layer: String,
    must label: String,
    must text: String,
    must provenance: Provenance,
    must review: Review,
    may parts: Option<Vec<[u32; 2]>>,
    may attributes: Map<String, Value>,
    may proposed: Option<Proposed>,
    may note: Option<String>,
    span span,
    extra extra,
});
flat!(EntityRecord {
    must id: String,
    must label: String,
    must name: String,
    must mentions: Vec<AnnotationId>,
    may link: Option<Value>,
    extra extra,
});

impl Annotation {
    /// Whether a person has decided on it: such an annotation no machine run touches.
    pub fn decided(&self) -> bool {
        self.review != Review::Proposed || self.provenance.by == By::Human
    }
}

/// The label set that a new document has.
pub fn default_labels() -> Vec<LabelRecord> {
    crate::lexicon::rows(include_str!("labels.tsv"))
        .filter_map(|row| match row.as_slice() {
            [layer, label, color, key, ..] => Some(LabelRecord {
                layer: (*layer).to_owned(),
                label: (*label).to_owned(),
                color: (*color).to_owned(),
                key: (!key.is_empty()).then(|| (*key).to_owned()),
                extra: Extra::new(),
            }),
            _ => None,
        })
        .collect()
}

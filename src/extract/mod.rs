//! From segmented text to mentions: times, quantities, entities, quotations, events.
//!
//! In: [`Context`]. Out: [`Findings`]. Stages run in the order of [`STAGES`]; each sees what the earlier ones found and only appends
//! (or marks an earlier finding as dropped), so that indices into [`Findings::mentions`] stay true.

mod ali;
pub mod entity;
pub mod event;
pub mod overlap;
pub mod quantity;
pub mod quotation;
pub mod timex;

use crate::document::{Diagnostic, Document};
use crate::normalize::Normalized;
use crate::segment::{Segmentation, Token, TokenKind};
use crate::structure::{Section, SectionKind};
use crate::text::SourceSpan;
use entity::PersonalLexicon;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the person has set for the extraction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// The publication date as the person gave it (`2018-05-22` or with a time); wins over what the text says.
    pub published: Option<String>,
    /// Propose annotations in boilerplate too.
    pub boilerplate: bool,
    /// What the person has said of names once and for all.
    #[serde(skip_serializing_if = "PersonalLexicon::is_empty")]
    pub lexicon: PersonalLexicon,
    /// Leave names' confidences as rules and tagger give them, and note in the rule's name what the tagger says: for measuring.
    #[serde(skip)]
    pub uncalibrated: bool,
}

/// Where a publication date comes from.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The article prints it.
    Text,
    /// The person gave it.
    User,
    /// Another article of the story lends it.
    Story,
}

/// A publication date that the text suggests without saying it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Candidate {
    /// ISO 8601.
    pub value: String,
    /// Why, in words a person understands.
    pub reason: String,
}

/// When the article was published, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// ISO 8601 date, with time where known; `None` where unknown.
    pub value: Option<String>,
    /// Where from; `None` where unknown.
    pub origin: Option<Origin>,
    /// Where in the text it stands.
    pub span: Option<SourceSpan>,
    /// What the text suggests.
    pub candidates: Vec<Candidate>,
}

/// All that an extractor reads.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub document: &'a Document,
    /// Its `search` form.
    pub normalized: &'a Normalized,
    /// Its sections.
    pub sections: &'a [Section],
    /// Its sentences and tokens.
    pub seg: &'a Segmentation,
    /// What the person has set.
    pub options: &'a Options,
    /// Its date.
    pub published: &'a Published,
    /// The tagger's model, where it has been loaded.
    pub model: Option<&'a entity::tagger::Model>,
}

impl<'a> Context<'a> {
    /// The article's text.
    pub fn text(&self) -> &'a str {
        self.document.text()
    }
    /// The tokens.
    pub fn tokens(&self) -> &'a [Token] {
        &self.seg.tokens
    }
    /// How many tokens.
    pub fn len(&self) -> usize {
        self.seg.tokens.len()
    }
    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.seg.tokens.is_empty()
    }
    /// A token's kind.
    pub fn kind(&self, token: usize) -> Option<TokenKind> {
        self.seg.kind(token)
    }
    /// See [`Segmentation::fold`].
    pub fn fold(&self, token: usize) -> &'a str {
        self.seg.fold(token)
    }
    /// See [`Segmentation::word`].
    pub fn word(&self, token: usize) -> &'a str {
        self.seg.word(token)
    }
    /// See [`Segmentation::stem`].
    pub fn stem(&self, token: usize) -> &'a str {
        self.seg.stem(token)
    }
    /// See [`Segmentation::form`].
    pub fn form(&self, token: usize) -> &'a str {
        self.seg.form(token)
    }
    /// The kind of the section a token is in.
    pub fn section_kind(&self, token: usize) -> Option<SectionKind> {
        let section = self.seg.tokens.get(token)?.section;
        self.sections.get(section as usize).map(|s| s.kind)
    }
    /// Whether the machine proposes here: not in boilerplate, unless the person asks for it.
    pub fn open(&self, token: usize) -> bool {
        self.options.boilerplate || self.section_kind(token).is_some_and(|k| k != SectionKind::Boilerplate)
    }
    /// From the word (clitics left out) of `first` to the end of `last`, both included: the span of a mention.
    pub fn span(&self, first: usize, last: usize) -> SourceSpan {
        match (self.seg.tokens.get(first), self.seg.tokens.get(last)) {
            (Some(a), Some(b)) => SourceSpan::new(a.word.start().get(), b.source.end().get()),
            _ => SourceSpan::default(),
        }
    }
}

/// A mention's kind of name.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityLabel {
    /// A person.
    Per,
    /// An organisation, agency, army, party, medium.
    Org,
    /// A country, province, town, village, inhabited quarter.
    Gpe,
    /// Another place.
    Loc,
    /// A built place.
    Fac,
}

impl EntityLabel {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Per, Self::Org, Self::Gpe, Self::Loc, Self::Fac];

    /// The label that the annotation document writes so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// As the annotation document writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
        }
    }
}

/// One occurrence of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityMention {
    /// Its label.
    pub label: EntityLabel,
    /// Whether it is a definite nominal (التنظيم) rather than a name.
    pub nominal: bool,
    /// The entity it belongs to, as an index into [`Findings::entities`].
    pub entity: Option<usize>,
    /// Further attributes for the annotation document (role, …), in order.
    pub attributes: Vec<(&'static str, serde_json::Value)>,
}

/// What mentions share.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its label.
    pub label: EntityLabel,
    /// Its fullest name.
    pub name: String,
    /// Its mentions, as indices into [`Findings::mentions`].
    pub mentions: Vec<usize>,
    /// A link to a gazetteer, if one is known.
    pub link: Option<serde_json::Value>,
}

/// TIMEX3 kinds.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A calendar date, however coarse.
    Date,
    /// A time of day.
    Time,
    /// A length.
    Duration,
    /// A repetition.
    Set,
}

impl TimexKind {
    /// As the annotation document writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression after TIMEX3.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// DATE, TIME, DURATION or SET.
    pub kind: TimexKind,
    /// TIMEX3 value; open (`XXXX-WXX-7`) where the date it hangs on is unknown.
    pub value: String,
    /// TIMEX3 mod (APPROX, MORE_THAN, START …).
    pub modifier: Option<&'static str>,
    /// What it is reckoned from.
    pub anchor: Option<Pointer>,
    /// Further attributes (`offset`, `calendar`, `hijri`), in order.
    pub attributes: Vec<(&'static str, serde_json::Value)>,
}

/// How exact a number is said to be.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Modifier {
    /// As it stands.
    #[default]
    Exact,
    /// نحو
    Approximate,
    /// أكثر من
    MoreThan,
    /// أقل من
    LessThan,
    /// على الأقل
    AtLeast,
    /// على الأكثر
    AtMost,
    /// عشرات
    Vague,
}

impl Modifier {
    /// As the annotation document writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approximate => "approximate",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Vague => "vague",
        }
    }
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Quantity {
    /// One number.
    pub value: Option<f64>,
    /// Lower bound of a range or vague plural.
    pub min: Option<f64>,
    /// Upper bound of a range.
    pub max: Option<f64>,
    /// How exact.
    pub modifier: Modifier,
    /// What is counted, its lemma where known.
    pub of: Option<String>,
    /// Unit id for measures (CLDR) or currency code.
    pub unit: Option<String>,
    /// killed, wounded …
    pub category: Option<&'static str>,
    /// Further attributes, in order.
    pub attributes: Vec<(&'static str, serde_json::Value)>,
}

/// Points at another finding or at words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// An index into [`Findings::mentions`].
    Mention(usize),
    /// Words that are not themselves a mention.
    Words(SourceSpan),
    /// The publication date.
    Published,
}

/// Whose stance toward the content.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Stance {
    /// Said to be so.
    #[default]
    Affirmed,
    /// Said not to be so.
    Denied,
    /// Neither.
    NotConfirmed,
    /// Said not to be known.
    Unknown,
    /// Promised.
    Promised,
    /// Demanded.
    Demanded,
    /// Warned of.
    Warned,
}

impl Stance {
    /// As the annotation document writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
            Self::NotConfirmed => "not_confirmed",
            Self::Unknown => "unknown",
            Self::Promised => "promised",
            Self::Demanded => "demanded",
            Self::Warned => "warned",
        }
    }
}

/// Reported speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Whether the words are the source's own (inside quote marks).
    pub direct: bool,
    /// Who said it.
    pub speaker: Option<Pointer>,
    /// The reporting word, clitics left out.
    pub cue: Option<SourceSpan>,
    /// To whom.
    pub addressee: Option<Pointer>,
    /// The source's stance.
    pub stance: Stance,
    /// The words that show the stance.
    pub evidence: Option<SourceSpan>,
    /// Further attributes, in order.
    pub attributes: Vec<(&'static str, serde_json::Value)>,
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its type.
    pub kind: String,
    /// `agent`, `patient`, `place`, `time`.
    pub roles: Vec<(&'static str, Pointer)>,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A name.
    Entity(EntityMention),
    /// A time.
    Time(Timex),
    /// A number.
    Quantity(Quantity),
    /// Reported speech.
    Quotation(Quotation),
    /// An event.
    Event(Event),
}

/// One thing found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where, without clitics, spaces, quote marks.
    pub span: SourceSpan,
    /// What.
    pub body: Body,
    /// The rule or model that found it: `provenance.rule`.
    pub rule: Cow<'static, str>,
    /// 0 to 1.
    pub confidence: f32,
    /// Dropped by a later stage: kept so that indices stay true, never written out.
    pub dropped: bool,
}

impl Mention {
    /// A mention found by `rule`.
    pub fn new(span: SourceSpan, body: Body, rule: impl Into<Cow<'static, str>>, confidence: f32) -> Self {
        Self { span, body, rule: rule.into(), confidence, dropped: false }
    }
}

/// A relation between two mentions, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// `part_of`, `interval`, `same_as` …
    pub kind: &'static str,
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
}

/// All that was found in one article.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// In the order found; sorted by place only when written out.
    pub mentions: Vec<Mention>,
    /// Between them.
    pub relations: Vec<Relation>,
    /// What they share.
    pub entities: Vec<Entity>,
    /// Remarks on the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Appends a mention and returns its index.
    pub fn push(&mut self, mention: Mention) -> usize {
        self.mentions.push(mention);
        self.mentions.len() - 1
    }
    /// The living mentions with their indices.
    pub fn living(&self) -> impl Iterator<Item = (usize, &Mention)> {
        self.mentions.iter().enumerate().filter(|(_, m)| !m.dropped)
    }
}

/// One stage of the extraction.
pub type Stage = fn(&Context<'_>, &mut Findings);

/// The stages in order, with their names (shown as progress).
pub const STAGES: &[(&str, Stage)] = &[
    ("time", timex::extract),
    ("quantity", quantity::extract),
    ("entity", entity::extract),
    ("overlap", overlap::resolve),
    ("cluster", entity::cluster),
    ("quotation", quotation::extract),
    ("event", event::extract),
];

/// Runs `stage` on a document after the steps before extraction: normalisation, sections, segmentation, the article's own date. For those
/// that want one stage rather than the whole annotation: tests and benchmarks.
pub fn with_context<R>(document: &Document, options: &Options, stage: impl FnOnce(&Context<'_>) -> R) -> R {
    let normalized = crate::normalize::normalize(document.text(), crate::normalize::Profile::Search);
    let sections = crate::structure::sections(document);
    let seg = crate::segment::segment(document, &normalized, &sections);
    let published = timex::publication(document, &sections, &seg, options);
    stage(&Context {
        document,
        normalized: &normalized,
        sections: &sections,
        seg: &seg,
        options,
        published: &published,
        model: None,
    })
}

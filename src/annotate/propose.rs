//! From an article to the annotation document before any correction: the whole pipeline, and the writing out of what it found.

use super::model::{
    Annotation, AnnotationDocument, By, DocumentPart, EntityRecord, Generator, HistoryPart, NormalizedPart, Provenance,
    PublishedPart, RelationRecord, Review, SCHEMA, SectionPart, SentencePart, TokenPart, VERSION, default_labels,
};
use crate::document::{self, Document};
use crate::extract::entity::tagger::Model;
use crate::extract::{self, Body, Context, Findings, Options, Pointer, Published};
use crate::normalize::{self, Normalized, Profile};
use crate::segment::{self, Segmentation};
use crate::structure::{self, Section};
use crate::text::{NormalizedSpan, OffsetIndex, SourceSpan};
use serde_json::{Map, Value, json};
use std::rc::Rc;

/// Called before each stage with the stage's name and the share of the work done (0 to 1).
pub type Progress<'a> = &'a mut dyn FnMut(&'static str, f32);

/// Reads an article: sections, sentences, tokens, and every mention as a proposal.
pub fn annotate(document: &Document, options: &Options) -> AnnotationDocument {
    annotate_with(document, options, &mut |_, _| {})
}

/// [`annotate`], telling how far it is.
pub fn annotate_with(document: &Document, options: &Options, progress: Progress<'_>) -> AnnotationDocument {
    annotate_with_model(document, options, None, progress)
}

/// [`annotate_with`], the names found with the tagger's model too, where it has been loaded.
pub fn annotate_with_model(
    document: &Document,
    options: &Options,
    model: Option<&Model>,
    progress: Progress<'_>,
) -> AnnotationDocument {
    progress("normalize", 0.0);
    let normalized = normalize::normalize(document.text(), Profile::Search);
    progress("structure", 0.1);
    let sections = structure::sections(document);
    progress("segment", 0.2);
    let seg = segment::segment(document, &normalized, &sections);
    let published = extract::timex::publication(document, &sections, &seg, options);
    let cx = Context {
        document,
        normalized: &normalized,
        sections: &sections,
        seg: &seg,
        options,
        published: &published,
        model,
    };
    let mut findings = Findings { diagnostics: document::remarks(document), ..Findings::default() };
    let share = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
    for (n, (name, stage)) in extract::STAGES.iter().enumerate() {
        progress(name, 0.3 + 0.6 * share(n) / share(extract::STAGES.len()));
        stage(&cx, &mut findings);
    }
    progress("write", 0.9);
    let mut out = write(document, &normalized, &sections, &seg, &published, &findings);
    out.generator.model = model.map(|m| m.id().to_owned());
    progress("done", 1.0);
    out
}

/// Three decimals, the same natively and in WASM.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0
}

/// A number as JSON: whole where it is whole.
#[allow(clippy::cast_possible_truncation, reason = "guarded: whole and within the range that f64 holds exactly")]
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

struct Writer<'a> {
    document: &'a Document,
    findings: &'a Findings,
    /// For each mention its id; empty where it was dropped.
    ids: Vec<String>,
}

impl Writer<'_> {
    fn pointer(&self, pointer: &Pointer) -> Value {
        match pointer {
            Pointer::Mention(n) => self.ids.get(*n).filter(|id| !id.is_empty()).map_or(Value::Null, |id| json!(id)),
            Pointer::Words(span) => json!(span.of(self.document.text())),
            Pointer::Published => json!("published"),
        }
    }

    fn attributes(&self, body: &Body) -> (&'static str, &str, Map<String, Value>) {
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                out.insert(key.to_owned(), value);
            }
        };
        match body {
            Body::Entity(e) => {
                if let Some(n) = e.entity {
                    put("entity", json!(format!("e{}", n + 1)));
                }
                if e.nominal {
                    put("mention", json!("nominal"));
                }
                e.attributes.iter().for_each(|(k, v)| put(k, v.clone()));
                ("entity", e.label.code(), out)
            }
            Body::Time(t) => {
                put("value", json!(t.value));
                put("mod", json!(t.modifier));
                put("anchor", t.anchor.as_ref().map_or(Value::Null, |p| self.pointer(p)));
                t.attributes.iter().for_each(|(k, v)| put(k, v.clone()));
                ("time", t.kind.code(), out)
            }
            Body::Quantity(q) => {
                for (key, value) in [("value", q.value), ("min", q.min), ("max", q.max)] {
                    put(key, value.map_or(Value::Null, number));
                }
                put("modifier", json!(q.modifier.code()));
                put("of", json!(q.of));
                put("unit", json!(q.unit));
                put("category", json!(q.category));
                q.attributes.iter().for_each(|(k, v)| put(k, v.clone()));
                ("quantity", "QTY", out)
            }
            Body::Quotation(q) => {
                put("type", json!(if q.direct { "direct" } else { "indirect" }));
                put("speaker", q.speaker.as_ref().map_or(Value::Null, |p| self.pointer(p)));
                put("cue", q.cue.map_or(Value::Null, |span| json!(span.of(self.document.text()))));
                put("addressee", q.addressee.as_ref().map_or(Value::Null, |p| self.pointer(p)));
                put("stance", json!(q.stance.code()));
                if let Some(span) = q.evidence {
                    let span = self.document.chars(span);
                    put("evidence", json!([span.start().get(), span.end().get()]));
                }
                q.attributes.iter().for_each(|(k, v)| put(k, v.clone()));
                ("quotation", "QUOTE", out)
            }
            Body::Event(e) => {
                put("type", json!(e.kind));
                e.roles.iter().for_each(|(k, p)| put(k, self.pointer(p)));
                ("event", "EVENT", out)
            }
        }
    }

    fn annotations(&self, order: &[usize]) -> Vec<Rc<Annotation>> {
        let text = self.document.text();
        order
            .iter()
            .filter_map(|&n| {
                let m = self.findings.mentions.get(n)?;
                let (layer, label, attributes) = self.attributes(&m.body);
                Some(Rc::new(Annotation {
                    id: self.ids.get(n)?.clone(),
                    layer: layer.to_owned(),
                    label: label.to_owned(),
                    span: self.document.chars(m.span),
                    text: m.span.of(text).to_owned(),
                    parts: None,
                    attributes,
                    provenance: Provenance {
                        by: By::Machine,
                        rule: Some(m.rule.clone().into_owned()),
                        confidence: Some(rounded(m.confidence)),
                        extra: Map::new(),
                    },
                    review: Review::Proposed,
                    proposed: None,
                    note: None,
                    extra: Map::new(),
                }))
            })
            .collect()
    }

    fn entities(&self) -> Vec<Rc<EntityRecord>> {
        (self.findings.entities.iter().enumerate())
            .map(|(n, e)| {
                let alive = e.mentions.iter().filter_map(|&m| self.ids.get(m)).filter(|id| !id.is_empty());
                Rc::new(EntityRecord {
                    id: format!("e{}", n + 1),
                    label: e.label.code().to_owned(),
                    name: e.name.clone(),
                    mentions: alive.cloned().collect(),
                    link: e.link.clone(),
                    extra: Map::new(),
                })
            })
            .collect()
    }

    fn relations(&self) -> Vec<Rc<RelationRecord>> {
        let id = |n: usize| self.ids.get(n).filter(|id| !id.is_empty()).cloned();
        let alive = self.findings.relations.iter().filter_map(|r| Some((r.kind, id(r.from)?, id(r.to)?)));
        alive
            .enumerate()
            .map(|(n, (kind, from, to))| {
                Rc::new(RelationRecord {
                    id: format!("r{}", n + 1),
                    kind: kind.to_owned(),
                    from,
                    to,
                    extra: Map::new(),
                })
            })
            .collect()
    }
}

/// Living mentions that stand on real words, in text order.
fn in_order(findings: &Findings, text: &str) -> Vec<usize> {
    let mut order: Vec<usize> =
        findings.living().filter(|(_, m)| !m.span.of(text).is_empty()).map(|(n, _)| n).collect();
    order.sort_by_key(|&n| findings.mentions.get(n).map(|m| (m.span.start(), core::cmp::Reverse(m.span.end()), n)));
    order
}

fn write(
    document: &Document,
    normalized: &Normalized,
    sections: &[Section],
    seg: &Segmentation,
    published: &Published,
    findings: &Findings,
) -> AnnotationDocument {
    let order = in_order(findings, document.text());
    let mut ids = vec![String::new(); findings.mentions.len()];
    for (n, &mention) in order.iter().enumerate() {
        if let Some(id) = ids.get_mut(mention) {
            *id = format!("a{}", n + 1);
        }
    }
    let writer = Writer { document, findings, ids };
    let mut diagnostics = findings.diagnostics.clone();
    diagnostics.sort_by_key(|d| (d.span.start(), d.span.end()));
    AnnotationDocument {
        schema: SCHEMA.to_owned(),
        version: VERSION,
        generator: Generator { name: "hashiya".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), model: None },
        annotator: None,
        offset_unit: "unicode_code_point".to_owned(),
        document: part(document, sections, published),
        normalized: Rc::new(normalized_part(document, normalized)),
        sections: Rc::new(
            sections.iter().map(|s| SectionPart { kind: s.kind, span: document.chars(s.span) }).collect(),
        ),
        sentences: Rc::new(seg.sentences.iter().map(|s| SentencePart { span: document.chars(s.span) }).collect()),
        tokens: Rc::new(tokens(document, seg)),
        annotations: writer.annotations(&order),
        entities: writer.entities(),
        relations: writer.relations(),
        labels: default_labels(),
        diagnostics,
        history: HistoryPart::default(),
        extra: Map::new(),
    }
}

fn part(document: &Document, sections: &[Section], published: &Published) -> DocumentPart {
    let span = published.span.map(|s| document.chars(s));
    DocumentPart {
        id: document.id(),
        title: structure::title(document, sections),
        text: Rc::from(document.text()),
        sha256: document.sha256().to_owned(),
        language: "ar".to_owned(),
        source: structure::source(document, sections),
        url: structure::url(document, sections),
        published: PublishedPart {
            value: published.value.clone(),
            origin: published.origin,
            start: span.map(|s| s.start().get()),
            end: span.map(|s| s.end().get()),
            candidates: published.candidates.clone(),
        },
        extra: Map::new(),
    }
}

fn tokens(document: &Document, seg: &Segmentation) -> Vec<TokenPart> {
    let text = document.text();
    (seg.tokens.iter())
        .map(|t| {
            let stem = document.chars(t.stem);
            TokenPart {
                span: document.chars(t.source),
                proclitics: t.proclitics.iter().map(|p| p.of(text).to_owned()).collect(),
                stem: [stem.start().get(), stem.end().get()],
                enclitics: t.enclitic.iter().map(|e| e.of(text).to_owned()).collect(),
            }
        })
        .collect()
}

/// The alignment in code points of both texts; neighbouring runs that keep positions are one run.
fn normalized_part(document: &Document, normalized: &Normalized) -> NormalizedPart {
    let index = OffsetIndex::new(&normalized.text);
    let alignment = normalized
        .alignment
        .runs()
        .map(|run| {
            let source = document.chars(run.source);
            let to = |span: NormalizedSpan| {
                let span = SourceSpan::new(span.start().get(), span.end().get());
                index.char_span(&normalized.text, span)
            };
            let target = to(run.normalized);
            [source.start().get(), source.end().get(), target.start().get(), target.end().get()]
        })
        .collect();
    NormalizedPart { profile: "search".to_owned(), text: normalized.text.clone(), alignment }
}

//! Annotation documents to files and back, with every check.
//!
//! In: [`crate::annotate::AnnotationDocument`]. Out: bytes, and from bytes a document or an error that says what and where.

mod zip;

pub use zip::zip;

use crate::annotate::{Annotation, AnnotationDocument, SCHEMA, VERSION};
use crate::document::{Document, Refusal};
use crate::text::{CharSpan, OffsetIndex};

/// Why a file is not opened, or a document not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Not JSON.
    #[error("not JSON: {message} (line {line}, column {column})")]
    NotJson {
        /// What the reader said.
        message: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON of something else.
    #[error("not an annotation document: `schema` is {found}")]
    Foreign {
        /// What stands there.
        found: String,
    },
    /// Written by a later version.
    #[error("written by a later version ({found}; this one reads {VERSION})")]
    Later {
        /// Its version.
        found: u64,
    },
    /// A field is missing or of the wrong type.
    #[error("not a whole annotation document: {message} (line {line}, column {column})")]
    Malformed {
        /// What the reader said.
        message: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// An offset unit this version does not read.
    #[error("offsets are in `{found}`; this version reads `unicode_code_point`")]
    Unit {
        /// What stands there.
        found: String,
    },
    /// Offsets and words disagree.
    #[error("annotation {id}: the text at {start}..{end} is not its words")]
    Offsets {
        /// Which one.
        id: String,
        /// Its start, in code points.
        start: u32,
        /// Its end.
        end: u32,
    },
    /// Two annotations of one id.
    #[error("two annotations are called {id}")]
    Duplicate {
        /// The id.
        id: String,
    },
    /// The text's hash is not the one the file gives.
    #[error("the article is not the one that was annotated: its SHA-256 differs from the file's")]
    Hash,
    /// The article itself would not be taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// The words an annotation stands on: `text[start:end]`, or its parts joined by ` … `. `None` where a span does not fit.
pub fn words(text: &str, index: &OffsetIndex, span: CharSpan, parts: Option<&[[u32; 2]]>) -> Option<String> {
    let cut = |span: CharSpan| (span.end() <= index.chars()).then(|| index.source_span(text, span).of(text).to_owned());
    match parts {
        None => cut(span),
        Some(parts) => {
            let mut words = Vec::new();
            for &[start, end] in parts {
                words.push(cut(CharSpan::new(start, end))?);
            }
            Some(words.join(" … "))
        }
    }
}

fn check_one(text: &str, index: &OffsetIndex, a: &Annotation) -> Result<(), FileError> {
    if words(text, index, a.span, a.parts.as_deref()).as_deref() == Some(a.text.as_str()) && !a.span.is_empty() {
        return Ok(());
    }
    Err(FileError::Offsets { id: a.id.clone(), start: a.span.start().get(), end: a.span.end().get() })
}

/// Checks what every writer checks before it writes and every reader before it shows: offsets, ids, hash.
pub fn check(document: &AnnotationDocument) -> Result<(), FileError> {
    if document.offset_unit != "unicode_code_point" {
        return Err(FileError::Unit { found: document.offset_unit.clone() });
    }
    let taken = Document::new(&*document.document.text)?;
    if taken.sha256() != document.document.sha256 {
        return Err(FileError::Hash);
    }
    let mut ids = rustc_hash::FxHashSet::default();
    for a in &document.annotations {
        check_one(taken.text(), taken.index(), a)?;
        if !ids.insert(&a.id) {
            return Err(FileError::Duplicate { id: a.id.clone() });
        }
    }
    Ok(())
}

/// The document as one line of JSON, without a line end. Errors: see [`check`].
pub fn to_json(document: &AnnotationDocument) -> Result<String, FileError> {
    check(document)?;
    serde_json::to_string(document).map_err(malformed)
}

/// The document as indented JSON with a line end: what is downloaded and what `annotate --out` writes. Errors: see [`check`].
pub fn to_json_pretty(document: &AnnotationDocument) -> Result<String, FileError> {
    check(document)?;
    serde_json::to_string_pretty(document).map(|json| json + "\n").map_err(malformed)
}

fn malformed(e: serde_json::Error) -> FileError {
    FileError::Malformed { message: e.to_string(), line: e.line(), column: e.column() }
}

/// Opens a file's text. Unknown fields are kept. Errors: [`FileError`].
pub fn from_json(json: &str) -> Result<AnnotationDocument, FileError> {
    let head: serde_json::Value = serde_json::from_str(json).map_err(|e| FileError::NotJson {
        message: e.to_string(),
        line: e.line(),
        column: e.column(),
    })?;
    match head.get("schema") {
        Some(serde_json::Value::String(s)) if s == SCHEMA => {}
        other => {
            let found = other.map_or_else(|| "missing".to_owned(), ToString::to_string);
            return Err(FileError::Foreign { found: found.chars().take(80).collect() });
        }
    }
    if let Some(found) = head.get("version").and_then(serde_json::Value::as_u64).filter(|&v| v > u64::from(VERSION)) {
        return Err(FileError::Later { found });
    }
    drop(head);
    let document: AnnotationDocument = serde_json::from_str(json).map_err(malformed)?;
    check(&document)?;
    Ok(document)
}

/// The JSON Schema of the annotation document, generated from the types.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(AnnotationDocument).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Found by fuzzing: a number with more digits than a double holds came back as its neighbour.
    #[test]
    fn numbers_stay_as_they_were_read() {
        let document = Document::new("وصل الوزير إلى دمشق أمس.").unwrap();
        let mut document = crate::annotate::annotate(&document, &crate::extract::Options::default());
        document.extra.insert("x".to_owned(), serde_json::json!(0.911_111_111_111_111_2));
        let json = to_json(&document).unwrap();
        let long = json.replace("0.9111111111111112", "0.911111111111111111111111121");
        assert_ne!(json, long);
        let read = from_json(&long).unwrap();
        assert_eq!(from_json(&to_json(&read).unwrap()).unwrap(), read);
    }
}

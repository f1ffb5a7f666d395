//! Everything that is kept, as one file: each record with its hash, and one hash over all of them.
//!
//! In: [`Record`]s as the store has them. Out: a file, and from a file the records again or an error that says which one is not whole.

use super::state::{StepDone, Work};
use crate::annotate::AnnotationDocument;
use crate::document::hex;
use crate::export::{self, FileError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::rc::Rc;

/// `schema` of every backup.
pub const SCHEMA: &str = "hashiya/backup";
/// The version written.
pub const VERSION: u32 = 1;

/// One thing that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// `work`, `version`, `thing`, or `unreadable` for what the store holds but nobody can read.
    pub kind: String,
    /// Its name among its kind.
    pub key: String,
    /// What it says: JSON as the store has it.
    pub content: String,
    /// SHA-256 of `content`, in hex.
    pub sha256: String,
}

impl Record {
    /// A record with its hash.
    pub fn new(kind: &str, key: &str, content: String) -> Self {
        let sha256 = hex(&Sha256::digest(content.as_bytes()));
        Self { kind: kind.to_owned(), key: key.to_owned(), content, sha256 }
    }
}

/// A backup file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// [`SCHEMA`].
    pub schema: String,
    /// [`VERSION`].
    pub version: u32,
    /// When it was made, RFC 3339.
    pub made: String,
    /// SHA-256 over the records' kinds, keys and hashes, in hex.
    pub sha256: String,
    /// What is kept.
    pub records: Vec<Record>,
}

/// Why a backup is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// Not JSON, or not a whole backup.
    #[error("not a whole backup: {0}")]
    Malformed(String),
    /// JSON of something else.
    #[error("not a backup of Hashiya")]
    Foreign,
    /// Written by a later version.
    #[error("a backup of a later version ({0}; this one reads {VERSION})")]
    Later(u64),
    /// A record is not the one that was written.
    #[error("{kind} {key} is not what was written: its SHA-256 differs")]
    Hash {
        /// The record's kind.
        kind: String,
        /// Its name.
        key: String,
    },
    /// Records are missing, or there are more than there were.
    #[error("the backup is not whole: its SHA-256 differs")]
    Whole,
    /// The article in it would not be opened.
    #[error("{key}: {error}")]
    Work {
        /// The record's name.
        key: String,
        /// What is wrong.
        error: FileError,
    },
}

fn seal(records: &[Record]) -> String {
    let mut hash = Sha256::new();
    for r in records {
        for part in [&r.kind, &r.key, &r.sha256] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
    }
    hex(&hash.finalize())
}

/// The file of these records. Errors: the writer's words.
pub fn write(records: Vec<Record>, made: &str) -> Result<String, String> {
    let sha256 = seal(&records);
    let backup = Backup { schema: SCHEMA.to_owned(), version: VERSION, made: made.to_owned(), sha256, records };
    serde_json::to_string_pretty(&backup).map(|json| json + "\n").map_err(|e| e.to_string())
}

/// Whether a file's text claims to be a backup.
pub fn claims(json: &str) -> bool {
    json.chars().take(200).collect::<String>().contains(SCHEMA)
}

/// Reads a backup and checks every hash and every article in it.
pub fn read(json: &str) -> Result<Backup, BackupError> {
    let malformed = |e: serde_json::Error| BackupError::Malformed(e.to_string());
    let head: Head = serde_json::from_str(json).map_err(malformed)?;
    if head.schema.as_deref() != Some(SCHEMA) {
        return Err(BackupError::Foreign);
    }
    match head.version {
        Some(found) if found > u64::from(VERSION) => return Err(BackupError::Later(found)),
        Some(found) if found > 0 => {}
        _ => return Err(BackupError::Malformed("it names no version".to_owned())),
    }
    let backup: Backup = serde_json::from_str(json).map_err(malformed)?;
    for r in &backup.records {
        if hex(&Sha256::digest(r.content.as_bytes())) != r.sha256 {
            return Err(BackupError::Hash { kind: r.kind.clone(), key: r.key.clone() });
        }
    }
    if seal(&backup.records) != backup.sha256 {
        return Err(BackupError::Whole);
    }
    for r in backup.records.iter().filter(|r| matches!(r.kind.as_str(), "work" | "version")) {
        Kept::read(&r.content).map_err(|error| BackupError::Work { key: r.key.clone(), error })?;
    }
    Ok(backup)
}

/// The part of a file that says what it is.
#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
    version: Option<u64>,
}

/// A work as it is kept: the document, and what can be undone and redone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The document.
    pub document: AnnotationDocument,
    /// Done, oldest first.
    #[serde(default)]
    pub undo: Vec<Rc<StepDone>>,
    /// Undone.
    #[serde(default)]
    pub redo: Vec<Rc<StepDone>>,
}

impl Kept {
    /// What is kept of a work.
    pub fn of(work: &Work) -> Self {
        Self { document: work.document.clone(), undo: work.undo.clone(), redo: work.redo.clone() }
    }

    /// Reads it, with every check that an opened file passes.
    pub fn read(json: &str) -> Result<Self, FileError> {
        let kept: Self = serde_json::from_str(json).map_err(|e| FileError::Malformed {
            message: e.to_string(),
            line: e.line(),
            column: e.column(),
        })?;
        export::check(&kept.document)?;
        Ok(kept)
    }

    /// The work again.
    pub fn work(self) -> Work {
        let mut work = Work::new(self.document);
        (work.undo, work.redo) = (self.undo, self.redo);
        work
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn kept() -> Kept {
        let document = Document::new("وصل الوزير إلى دمشق أمس الأحد.").unwrap();
        let document = crate::annotate::annotate(&document, &crate::extract::Options::default());
        Kept { document, undo: Vec::new(), redo: Vec::new() }
    }

    fn file() -> String {
        let work = serde_json::to_string(&kept()).unwrap();
        let records = vec![
            Record::new("work", "d-1", work),
            Record::new("thing", "folders", "{\"a\":1}".to_owned()),
            Record::new("unreadable", "d-2", "\u{202e}not json".to_owned()),
        ];
        write(records, "2026-11-22T00:00:00Z").unwrap()
    }

    #[test]
    fn comes_back_as_it_was() {
        let backup = read(&file()).unwrap();
        assert_eq!(backup.records.len(), 3);
        assert_eq!(Kept::read(&backup.records[0].content).unwrap(), kept());
        assert!(claims(&file()));
        assert!(!claims("{\"schema\": \"hashiya/annotations\"}"));
    }

    #[test]
    fn what_was_changed_is_refused() {
        let check = |from: &str, to: &str, want: &str| {
            let file = file();
            assert!(file.contains(from), "{from}");
            let error = read(&file.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        };
        check("دمشق", "بغداد", "d-1");
        check("\\\"a\\\":1", "\\\"a\\\":2", "folders");
        check("\"thing\"", "\"other\"", "not whole");
        check("\"version\": 1", "\"version\": 9", "later");
        // Found by fuzzing.
        check("\"version\": 1", "\"version\": 0", "no version");
        check("hashiya/backup", "hashiya/other", "not a backup");
        check("\"records\"", "\"record\"", "not a whole backup");
    }

    #[test]
    fn a_record_that_was_taken_out_is_missed() {
        let mut backup: Backup = serde_json::from_str(&file()).unwrap();
        backup.records.pop();
        assert_eq!(read(&serde_json::to_string(&backup).unwrap()), Err(BackupError::Whole));
    }

    #[test]
    fn an_article_that_is_not_whole_is_refused() {
        let mut wrong = kept();
        wrong.document.document.sha256 = "0".repeat(64);
        let file = write(vec![Record::new("work", "d-1", serde_json::to_string(&wrong).unwrap())], "now").unwrap();
        assert!(matches!(read(&file), Err(BackupError::Work { error: FileError::Hash, .. })));
    }
}

//! What is kept on this machine: IndexedDB, written with strict durability.
//!
//! A work is a snapshot and the journal of what was done since. Every write first asks the shelf whether this tab is still the one
//! that writes the work ([`Store::claim`]): a tab that another one has taken over from can spoil nothing.

mod library;

pub use library::{Binned, Version, Why};

use crate::annotate::AnnotationDocument;
use crate::session::journal::{self, Entry};
use crate::session::{Problem, StepDone, Work};
use idb::{Database, DatabaseEvent, Factory, KeyPath, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::IdbDatabase;

const NAME: &str = "hashiya";
/// 1: works, journal, shelf. 2: versions, things, unreadable.
const VERSION: u32 = 2;
/// The layout of a work's record. 1: its document as a string. 2: as that, or as bytes in UTF-8.
const FORMAT: u32 = 2;
const WORKS: &str = "works";
const JOURNAL: &str = "journal";
const SHELF: &str = "shelf";
const VERSIONS: &str = "versions";
const THINGS: &str = "things";
const UNREADABLE: &str = "unreadable";

/// Why the store does not do what it should, in terms that the page has words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room.
    Full,
    /// The browser keeps nothing here: private mode, or forbidden.
    Forbidden,
    /// A later version of the page has written here.
    Newer,
    /// Another tab writes this work.
    Elsewhere,
    /// What is kept cannot be read; it stays as it is.
    Unreadable(String),
    /// The browser's words.
    Other(String),
}

impl Fault {
    /// The same as a problem that the page has words for.
    pub fn problem(&self) -> Problem {
        Problem::Store(self.code().to_owned())
    }

    /// Its code, and the browser's words where it has none.
    pub fn code(&self) -> &str {
        match self {
            Self::Full => "full",
            Self::Forbidden => "forbidden",
            Self::Newer => "newer",
            Self::Elsewhere => "elsewhere",
            Self::Unreadable(_) => "unreadable",
            Self::Other(words) => words,
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        fault.problem()
    }
}

#[wasm_bindgen]
extern "C" {
    /// The database with the transaction options that the bindings lack.
    #[wasm_bindgen(extends = Object)]
    type Strict;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(this: &Strict, stores: &Array, mode: &str, options: &Object) -> Result<web_sys::IdbTransaction, JsValue>;
}

/// What the shelf shows of a work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The document's id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was last kept, RFC 3339.
    pub saved: String,
    /// How many transactions.
    pub edits: u32,
    /// The tab that writes it.
    #[serde(default)]
    pub writer: Option<String>,
    /// When it was put into the bin, RFC 3339.
    #[serde(default)]
    pub binned: Option<String>,
}

/// A whole state of a work.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Snapshot {
    id: String,
    /// The layout of this record.
    format: u32,
    /// JSON: a string, or bytes as the worker wrote them.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    document: JsValue,
    undo: String,
    redo: String,
}

/// What came after it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    id: String,
    n: u32,
    entry: String,
}

/// A handle to the database.
#[derive(Clone)]
pub struct Store {
    raw: IdbDatabase,
    /// This tab.
    me: Rc<str>,
}

/// What an error of the browser means.
fn words(e: impl core::fmt::Debug) -> Fault {
    let words = format!("{e:?}");
    let says = |names: &[&str]| names.iter().any(|name| words.contains(name));
    if says(&["QuotaExceeded", "NS_ERROR_FILE_NO_DEVICE_SPACE", "NS_ERROR_DOM_INDEXEDDB_QUOTA_ERR"]) {
        Fault::Full
    } else if says(&["VersionError"]) {
        Fault::Newer
    } else if says(&[
        "SecurityError",
        "NotAllowedError",
        "IndexedDbNotFound",
        "InvalidStateError",
        "A mutation operation was attempted",
    ]) {
        Fault::Forbidden
    } else {
        Fault::Other(words.chars().take(120).collect())
    }
}

fn unreadable(e: impl core::fmt::Debug) -> Fault {
    Fault::Unreadable(format!("{e:?}").chars().take(120).collect())
}

/// A document that is kept as a string or as bytes.
fn read(document: &JsValue) -> Result<AnnotationDocument, Fault> {
    let words = match document.dyn_ref::<Uint8Array>() {
        Some(bytes) => String::from_utf8(bytes.to_vec()).map_err(unreadable)?,
        None => document.as_string().unwrap_or_default(),
    };
    serde_json::from_str(&words).map_err(unreadable)
}

fn object<T: Serialize>(value: &T) -> Result<JsValue, Fault> {
    serde_wasm_bindgen::to_value(value).map_err(words)
}

fn range(id: &str) -> Result<KeyRange, Fault> {
    let key = |n: f64| JsValue::from(Array::of2(&JsValue::from_str(id), &JsValue::from_f64(n)));
    KeyRange::bound(&key(0.0), &key(f64::INFINITY), None, None).map_err(words)
}

impl Store {
    /// Opens the database, or makes it. Errors: the browser's words.
    pub async fn open() -> Result<Self, Fault> {
        let mut request = Factory::new().map_err(words)?.open(NAME, Some(VERSION)).map_err(words)?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else { return };
            let there = database.store_names();
            let single = |path| {
                let mut params = ObjectStoreParams::new();
                params.key_path(Some(path));
                params
            };
            let stores = [
                (WORKS, KeyPath::new_single("id")),
                (SHELF, KeyPath::new_single("id")),
                (JOURNAL, KeyPath::new_array(["id", "n"])),
                (VERSIONS, KeyPath::new_array(["id", "at"])),
                (THINGS, KeyPath::new_single("key")),
                (UNREADABLE, KeyPath::new_single("key")),
            ];
            for (name, path) in stores {
                if !there.iter().any(|n| n == name) {
                    let _ = database.create_object_store(name, single(path));
                }
            }
        });
        let database = request.await.map_err(words)?;
        let raw: IdbDatabase = database.into();
        // Another tab wipes everything, or a later version of the page needs the database: this one lets go.
        let own = raw.clone();
        let go = Closure::<dyn FnMut()>::new(move || own.close());
        raw.set_onversionchange(Some(go.as_ref().unchecked_ref()));
        go.forget();
        let me = format!("{:.0}-{:.0}", js_sys::Date::now(), js_sys::Math::random() * 1e9);
        Ok(Self { raw, me: me.into() })
    }

    /// This tab's name.
    pub fn me(&self) -> &str {
        &self.me
    }

    fn write(&self) -> Result<idb::Transaction, Fault> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(words)?;
        let stores: Array =
            [WORKS, SHELF, JOURNAL, VERSIONS, THINGS, UNREADABLE].into_iter().map(JsValue::from_str).collect();
        let strict: &Strict = self.raw.unchecked_ref();
        strict.begin(&stores, "readwrite", &options).map(Into::into).map_err(words)
    }

    fn read(&self, store: &str) -> Result<idb::ObjectStore, Fault> {
        let database = Database::from(self.raw.clone());
        let transaction = database.transaction(&[store], TransactionMode::ReadOnly).map_err(words)?;
        transaction.object_store(store).map_err(words)
    }

    /// The shelf's record of a work, read inside a transaction.
    async fn summary(transaction: &idb::Transaction, id: &str) -> Result<Option<Summary>, Fault> {
        let key = Query::Key(JsValue::from_str(id));
        let found = transaction.object_store(SHELF).map_err(words)?.get(key).map_err(words)?.await.map_err(words)?;
        Ok(found.and_then(|v| serde_wasm_bindgen::from_value(v).ok()))
    }

    /// Stops a transaction of a tab that another one has taken over from.
    async fn check(&self, transaction: &idb::Transaction, id: &str) -> Result<(), Fault> {
        let writer = Self::summary(transaction, id).await?.and_then(|s| s.writer);
        if writer.is_none_or(|w| *w == *self.me) { Ok(()) } else { Err(Fault::Elsewhere) }
    }

    /// From now on this tab writes a work; every other tab's writes to it fail.
    pub async fn claim(&self, id: &str) -> Result<(), Fault> {
        let transaction = self.write()?;
        if let Some(mut summary) = Self::summary(&transaction, id).await? {
            summary.writer = Some(self.me.to_string());
            transaction.object_store(SHELF).map_err(words)?.put(&object(&summary)?, None).map_err(words)?;
        }
        Self::commit(transaction).await
    }

    fn shelve(&self, transaction: &idb::Transaction, work: &Work, now: &str) -> Result<(), Fault> {
        let d = &work.document;
        let summary = Summary {
            writer: Some(self.me.to_string()),
            binned: None,
            id: d.document.id.clone(),
            title: d.document.title.clone(),
            saved: now.to_owned(),
            edits: d.history.edits,
        };
        transaction.object_store(SHELF).map_err(words)?.put(&object(&summary)?, None).map_err(words)?;
        Ok(())
    }

    async fn commit(transaction: idb::Transaction) -> Result<(), Fault> {
        let done = transaction.await.map_err(words)?;
        if done.is_committed() { Ok(()) } else { Err(Fault::Full) }
    }

    /// Keeps the whole of a work and forgets the journal that led to it. Durable when it returns. `written`: its document as JSON, where
    /// that is at hand.
    pub async fn snapshot(&self, work: &Work, written: Option<Uint8Array>, now: &str) -> Result<(), Fault> {
        let id = work.document.document.id.clone();
        let snapshot = Snapshot {
            id: id.clone(),
            format: FORMAT,
            document: match written {
                Some(bytes) => bytes.into(),
                None => Uint8Array::from(serde_json::to_vec(&work.document).map_err(words)?.as_slice()).into(),
            },
            undo: serde_json::to_string(&work.undo).map_err(words)?,
            redo: serde_json::to_string(&work.redo).map_err(words)?,
        };
        let transaction = self.write()?;
        self.check(&transaction, &id).await?;
        let put = || -> Result<(), Fault> {
            transaction.object_store(WORKS).map_err(words)?.put(&object(&snapshot)?, None).map_err(words)?;
            transaction.object_store(JOURNAL).map_err(words)?.delete(range(&id)?).map_err(words)?;
            self.shelve(&transaction, work, now)
        };
        put()?;
        Self::commit(transaction).await
    }

    /// Keeps one more entry of the journal. Durable when it returns.
    pub async fn append(&self, work: &Work, n: u32, entry: &Entry, now: &str) -> Result<(), Fault> {
        let id = work.document.document.id.clone();
        let record = Record { id, n, entry: serde_json::to_string(entry).map_err(words)? };
        let transaction = self.write()?;
        self.check(&transaction, &record.id).await?;
        let put = || -> Result<(), Fault> {
            // `add`: a number that is there already is another tab's, and stays.
            transaction.object_store(JOURNAL).map_err(words)?.add(&object(&record)?, None).map_err(words)?;
            self.shelve(&transaction, work, now)
        };
        put()?;
        Self::commit(transaction).await
    }

    /// What is on the shelf and not in the bin, the latest first.
    pub async fn shelf(&self) -> Result<Vec<Summary>, Fault> {
        Ok(self.summaries().await?.into_iter().filter(|s| s.binned.is_none()).collect())
    }

    async fn summaries(&self) -> Result<Vec<Summary>, Fault> {
        let all = self.read(SHELF)?.get_all(None, None).map_err(words)?.await.map_err(words)?;
        let mut out: Vec<Summary> = all.into_iter().filter_map(|v| serde_wasm_bindgen::from_value(v).ok()).collect();
        out.sort_by(|a, b| b.saved.cmp(&a.saved));
        Ok(out)
    }

    /// A work as it was left, and how many journal entries stand behind it; `None` where there is none of this id.
    ///
    /// Of a journal whose later entries do not fit, the rest is put aside ([`Store::put_aside`]) and the number is `u32::MAX`: the next
    /// thing to keep is a snapshot. Errors: [`Fault::Unreadable`] where the record is not whole; it is put aside as it stands.
    pub async fn load(&self, id: &str) -> Result<Option<(Work, u32)>, Fault> {
        match self.try_load(id).await {
            Err(Fault::Unreadable(why)) => {
                self.put_aside(id).await?;
                Err(Fault::Unreadable(why))
            }
            Ok(Some((work, u32::MAX))) => {
                self.put_aside(id).await?;
                Ok(Some((work, u32::MAX)))
            }
            other => other,
        }
    }

    async fn try_load(&self, id: &str) -> Result<Option<(Work, u32)>, Fault> {
        let key = Query::Key(JsValue::from_str(id));
        let Some(found) = self.read(WORKS)?.get(key).map_err(words)?.await.map_err(words)? else { return Ok(None) };
        let snapshot: Snapshot = serde_wasm_bindgen::from_value(found).map_err(unreadable)?;
        if snapshot.format > FORMAT {
            return Err(Fault::Newer);
        }
        let document: AnnotationDocument = read(&snapshot.document)?;
        crate::export::check(&document).map_err(unreadable)?;
        let stack = |json: &str| serde_json::from_str::<Vec<Rc<StepDone>>>(json).map_err(unreadable);
        let mut work = Work::new(document);
        (work.undo, work.redo) = (stack(&snapshot.undo)?, stack(&snapshot.redo)?);
        let query = Some(Query::KeyRange(range(id)?));
        let records = self.read(JOURNAL)?.get_all(query, None).map_err(words)?.await.map_err(words)?;
        let mut n = 0;
        for record in records {
            let entry = serde_wasm_bindgen::from_value::<Record>(record).ok().and_then(|record| {
                let entry: Entry = serde_json::from_str(&record.entry).ok()?;
                (record.n == n).then_some(entry)
            });
            if !entry.is_some_and(|entry| journal::replay(&mut work, &entry)) {
                return Ok(Some((work, u32::MAX)));
            }
            n += 1;
        }
        Ok(Some((work, n)))
    }

    /// Forgets a work for good, with its versions.
    pub async fn forget(&self, id: &str) -> Result<(), Fault> {
        let transaction = self.write()?;
        let delete = || -> Result<(), Fault> {
            let key = || Query::Key(JsValue::from_str(id));
            transaction.object_store(WORKS).map_err(words)?.delete(key()).map_err(words)?;
            transaction.object_store(SHELF).map_err(words)?.delete(key()).map_err(words)?;
            transaction.object_store(JOURNAL).map_err(words)?.delete(range(id)?).map_err(words)?;
            transaction.object_store(VERSIONS).map_err(words)?.delete(range(id)?).map_err(words)?;
            Ok(())
        };
        delete()?;
        Self::commit(transaction).await
    }
}

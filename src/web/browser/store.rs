//! What is kept on this machine: IndexedDB, written with strict durability.

use crate::annotate::AnnotationDocument;
use crate::session::journal::{self, Entry};
use crate::session::{StepDone, Work};
use idb::{Database, DatabaseEvent, Factory, KeyPath, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Object, Reflect};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::IdbDatabase;

const NAME: &str = "hashiya";
const VERSION: u32 = 1;
const WORKS: &str = "works";
const JOURNAL: &str = "journal";
const SHELF: &str = "shelf";

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
}

/// A whole state of a work.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Snapshot {
    id: String,
    /// The layout of this record.
    format: u32,
    document: String,
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
}

fn words(e: impl core::fmt::Debug) -> String {
    let words = format!("{e:?}");
    words.chars().take(120).collect()
}

fn object<T: Serialize>(value: &T) -> Result<JsValue, String> {
    serde_wasm_bindgen::to_value(value).map_err(words)
}

fn range(id: &str) -> Result<KeyRange, String> {
    let key = |n: f64| JsValue::from(Array::of2(&JsValue::from_str(id), &JsValue::from_f64(n)));
    KeyRange::bound(&key(0.0), &key(f64::INFINITY), None, None).map_err(words)
}

impl Store {
    /// Opens the database, or makes it. Errors: the browser's words.
    pub async fn open() -> Result<Self, String> {
        let mut request = Factory::new().map_err(words)?.open(NAME, Some(VERSION)).map_err(words)?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else { return };
            let single = |path| {
                let mut params = ObjectStoreParams::new();
                params.key_path(Some(path));
                params
            };
            let _ = database.create_object_store(WORKS, single(KeyPath::new_single("id")));
            let _ = database.create_object_store(SHELF, single(KeyPath::new_single("id")));
            let _ = database.create_object_store(JOURNAL, single(KeyPath::new_array(["id", "n"])));
        });
        let database = request.await.map_err(words)?;
        Ok(Self { raw: database.into() })
    }

    fn write(&self) -> Result<idb::Transaction, String> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(words)?;
        let stores = Array::of3(&WORKS.into(), &SHELF.into(), &JOURNAL.into());
        let strict: &Strict = self.raw.unchecked_ref();
        strict.begin(&stores, "readwrite", &options).map(Into::into).map_err(words)
    }

    fn read(&self, store: &str) -> Result<idb::ObjectStore, String> {
        let database = Database::from(self.raw.clone());
        let transaction = database.transaction(&[store], TransactionMode::ReadOnly).map_err(words)?;
        transaction.object_store(store).map_err(words)
    }

    fn shelve(transaction: &idb::Transaction, work: &Work, now: &str) -> Result<(), String> {
        let d = &work.document;
        let summary = Summary {
            id: d.document.id.clone(),
            title: d.document.title.clone(),
            saved: now.to_owned(),
            edits: d.history.edits,
        };
        transaction.object_store(SHELF).map_err(words)?.put(&object(&summary)?, None).map_err(words)?;
        Ok(())
    }

    async fn commit(transaction: idb::Transaction) -> Result<(), String> {
        let done = transaction.await.map_err(words)?;
        if done.is_committed() { Ok(()) } else { Err("aborted".to_owned()) }
    }

    /// Keeps the whole of a work and forgets the journal that led to it. Durable when it returns.
    pub async fn snapshot(&self, work: &Work, now: &str) -> Result<(), String> {
        let id = work.document.document.id.clone();
        let snapshot = Snapshot {
            id: id.clone(),
            format: VERSION,
            document: serde_json::to_string(&work.document).map_err(words)?,
            undo: serde_json::to_string(&work.undo).map_err(words)?,
            redo: serde_json::to_string(&work.redo).map_err(words)?,
        };
        let transaction = self.write()?;
        let put = || -> Result<(), String> {
            transaction.object_store(WORKS).map_err(words)?.put(&object(&snapshot)?, None).map_err(words)?;
            transaction.object_store(JOURNAL).map_err(words)?.delete(range(&id)?).map_err(words)?;
            Self::shelve(&transaction, work, now)
        };
        put()?;
        Self::commit(transaction).await
    }

    /// Keeps one more entry of the journal. Durable when it returns.
    pub async fn append(&self, work: &Work, n: u32, entry: &Entry, now: &str) -> Result<(), String> {
        let id = work.document.document.id.clone();
        let record = Record { id, n, entry: serde_json::to_string(entry).map_err(words)? };
        let transaction = self.write()?;
        let put = || -> Result<(), String> {
            transaction.object_store(JOURNAL).map_err(words)?.put(&object(&record)?, None).map_err(words)?;
            Self::shelve(&transaction, work, now)
        };
        put()?;
        Self::commit(transaction).await
    }

    /// What is on the shelf, the latest first.
    pub async fn shelf(&self) -> Result<Vec<Summary>, String> {
        let all = self.read(SHELF)?.get_all(None, None).map_err(words)?.await.map_err(words)?;
        let mut out: Vec<Summary> = all.into_iter().filter_map(|v| serde_wasm_bindgen::from_value(v).ok()).collect();
        out.sort_by(|a, b| b.saved.cmp(&a.saved));
        Ok(out)
    }

    /// A work as it was left, and how many journal entries stand behind it; `None` where there is none of this id.
    pub async fn load(&self, id: &str) -> Result<Option<(Work, u32)>, String> {
        let key = Query::Key(JsValue::from_str(id));
        let Some(found) = self.read(WORKS)?.get(key).map_err(words)?.await.map_err(words)? else { return Ok(None) };
        let snapshot: Snapshot = serde_wasm_bindgen::from_value(found).map_err(words)?;
        let document: AnnotationDocument = serde_json::from_str(&snapshot.document).map_err(words)?;
        let stack = |json: &str| serde_json::from_str::<Vec<Rc<StepDone>>>(json).map_err(words);
        let mut work = Work::new(document);
        (work.undo, work.redo) = (stack(&snapshot.undo)?, stack(&snapshot.redo)?);
        let query = Some(Query::KeyRange(range(id)?));
        let records = self.read(JOURNAL)?.get_all(query, None).map_err(words)?.await.map_err(words)?;
        let mut n = 0;
        for record in records {
            let record: Record = serde_wasm_bindgen::from_value(record).map_err(words)?;
            let entry: Entry = serde_json::from_str(&record.entry).map_err(words)?;
            if !journal::replay(&mut work, &entry) {
                break;
            }
            n = record.n + 1;
        }
        Ok(Some((work, n)))
    }

    /// Forgets a work.
    pub async fn forget(&self, id: &str) -> Result<(), String> {
        let transaction = self.write()?;
        let delete = || -> Result<(), String> {
            let key = || Query::Key(JsValue::from_str(id));
            transaction.object_store(WORKS).map_err(words)?.delete(key()).map_err(words)?;
            transaction.object_store(SHELF).map_err(words)?.delete(key()).map_err(words)?;
            transaction.object_store(JOURNAL).map_err(words)?.delete(range(id)?).map_err(words)?;
            Ok(())
        };
        delete()?;
        Self::commit(transaction).await
    }
}

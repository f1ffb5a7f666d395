//! What stands beside the works: their versions, the bin, small things, what cannot be read, and all of it as one backup.

use super::{Fault, JOURNAL, SHELF, Store, Summary, THINGS, UNREADABLE, VERSIONS, WORKS, object, range, words};
use crate::session::Work;
use crate::session::backup::{self, Kept};
use idb::{Factory, Query};
use js_sys::JSON;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// Versions made by the clock that are kept of a work; older ones go.
const TIMED: usize = 20;

/// Why a version was kept.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// By the clock.
    Time,
    /// The person gave it a name.
    Named,
    /// Something else came in its place: a file, a paste, another version.
    Replaced,
}

/// A state of a work that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The work.
    pub id: String,
    /// When, in milliseconds of the browser's clock.
    pub at: f64,
    /// When, RFC 3339.
    pub saved: String,
    /// Its name.
    pub name: Option<String>,
    /// Why it was kept.
    pub why: Why,
    /// How many transactions had been done.
    pub edits: u32,
    /// The work ([`Kept`]) as JSON.
    pub content: String,
}

/// A work in the bin.
pub type Binned = Summary;

/// Something small with a name: folders, settings, label sets.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Thing {
    key: String,
    content: String,
}

impl Store {
    /// The versions of a work, the latest first.
    pub async fn versions(&self, id: &str) -> Result<Vec<Version>, Fault> {
        let query = Some(Query::KeyRange(range(id)?));
        let all = self.read(VERSIONS)?.get_all(query, None).map_err(words)?.await.map_err(words)?;
        let mut out: Vec<Version> = all.into_iter().filter_map(|v| serde_wasm_bindgen::from_value(v).ok()).collect();
        out.sort_by(|a, b| b.at.total_cmp(&a.at));
        Ok(out)
    }

    /// Keeps a state of a work as a version. Durable when it returns.
    pub async fn keep_version(&self, work: &Work, name: Option<String>, why: Why, now: &str) -> Result<(), Fault> {
        let id = work.document.document.id.clone();
        let plain = Kept { document: work.document.clone(), undo: Vec::new(), redo: Vec::new() };
        let content = serde_json::to_string(&plain).map_err(words)?;
        let edits = work.document.history.edits;
        let version =
            Version { id: id.clone(), at: js_sys::Date::now(), saved: now.to_owned(), name, why, edits, content };
        let old: Vec<Version> =
            self.versions(&id).await?.into_iter().filter(|v| v.why == Why::Time).skip(TIMED - 1).collect();
        let transaction = self.write()?;
        let store = transaction.object_store(VERSIONS).map_err(words)?;
        store.put(&object(&version)?, None).map_err(words)?;
        if why == Why::Time {
            for v in old {
                let key = js_sys::Array::of2(&JsValue::from_str(&v.id), &JsValue::from_f64(v.at));
                store.delete(Query::Key(key.into())).map_err(words)?;
            }
        }
        Self::commit(transaction).await
    }

    /// Before something else takes a work's place: what a person did in it is kept as a version.
    pub async fn put_by(&self, id: &str, now: &str) -> Result<(), Fault> {
        match self.load(id).await {
            Ok(Some((work, _))) if work.document.history.edits > 0 => {
                self.keep_version(&work, None, Why::Replaced, now).await
            }
            // What cannot be read has been put aside.
            Ok(_) | Err(Fault::Unreadable(_)) => Ok(()),
            Err(e) => Err(e),
        }
    }

    async fn mark(&self, id: &str, binned: Option<String>) -> Result<(), Fault> {
        let transaction = self.write()?;
        if let Some(mut summary) = Self::summary(&transaction, id).await? {
            summary.binned = binned;
            transaction.object_store(SHELF).map_err(words)?.put(&object(&summary)?, None).map_err(words)?;
        }
        Self::commit(transaction).await
    }

    /// Puts a work into the bin.
    pub async fn discard(&self, id: &str, now: &str) -> Result<(), Fault> {
        self.mark(id, Some(now.to_owned())).await
    }

    /// Takes it out again.
    pub async fn recover(&self, id: &str) -> Result<(), Fault> {
        self.mark(id, None).await
    }

    /// What is in the bin.
    pub async fn bin(&self) -> Result<Vec<Binned>, Fault> {
        Ok(self.summaries().await?.into_iter().filter(|s| s.binned.is_some()).collect())
    }

    /// Keeps something small under a name.
    pub async fn put_thing(&self, key: &str, content: &str) -> Result<(), Fault> {
        let thing = Thing { key: key.to_owned(), content: content.to_owned() };
        let transaction = self.write()?;
        transaction.object_store(THINGS).map_err(words)?.put(&object(&thing)?, None).map_err(words)?;
        Self::commit(transaction).await
    }

    /// What is kept under a name.
    pub async fn thing(&self, key: &str) -> Result<Option<String>, Fault> {
        let key = Query::Key(JsValue::from_str(key));
        let found = self.read(THINGS)?.get(key).map_err(words)?.await.map_err(words)?;
        Ok(found.and_then(|v| serde_wasm_bindgen::from_value::<Thing>(v).ok()).map(|t| t.content))
    }

    /// Copies what stands in the store under a work's id, as it stands, to where nothing overwrites it.
    pub async fn put_aside(&self, id: &str) -> Result<(), Fault> {
        let transaction = self.write()?;
        let of = |name: &str| transaction.object_store(name).map_err(words);
        let work = of(WORKS)?.get(Query::Key(JsValue::from_str(id))).map_err(words)?.await.map_err(words)?;
        let entries = of(JOURNAL)?.get_all(Some(Query::KeyRange(range(id)?)), None).map_err(words)?;
        let entries: js_sys::Array = entries.await.map_err(words)?.into_iter().collect();
        let whole = js_sys::Object::new();
        let work = work.unwrap_or(JsValue::NULL);
        // Bytes are put aside as the words they are.
        let document = js_sys::Reflect::get(&work, &"document".into()).unwrap_or(JsValue::NULL);
        if let Some(bytes) = document.dyn_ref::<js_sys::Uint8Array>() {
            let words = String::from_utf8_lossy(&bytes.to_vec()).into_owned();
            let _ = js_sys::Reflect::set(&work, &"document".into(), &words.into());
        }
        let _ = js_sys::Reflect::set(&whole, &"work".into(), &work);
        let _ = js_sys::Reflect::set(&whole, &"journal".into(), &entries);
        let content = JSON::stringify(&whole).map(String::from).unwrap_or_default();
        // The same thing is put aside once.
        let key = backup::Record::new("", "", content.clone()).sha256;
        let key = format!("{id} {}", key.get(..12).unwrap_or_default());
        of(UNREADABLE)?.put(&object(&Thing { key, content })?, None).map_err(words)?;
        Self::commit(transaction).await
    }

    /// What was put aside: name and raw content.
    pub async fn aside(&self) -> Result<Vec<(String, String)>, Fault> {
        let all = self.read(UNREADABLE)?.get_all(None, None).map_err(words)?.await.map_err(words)?;
        let things = all.into_iter().filter_map(|v| serde_wasm_bindgen::from_value::<Thing>(v).ok());
        Ok(things.map(|t| (t.key, t.content)).collect())
    }

    /// Everything that is kept, as one file.
    pub async fn backup(&self, now: &str) -> Result<String, Fault> {
        let mut records = Vec::new();
        for summary in self.summaries().await? {
            match self.load(&summary.id).await {
                Ok(Some((work, _))) => {
                    let content = serde_json::to_string(&Kept::of(&work)).map_err(words)?;
                    records.push(backup::Record::new("work", &summary.id, content));
                }
                // It stands among what was put aside.
                Ok(None) | Err(Fault::Unreadable(_)) => {}
                Err(e) => return Err(e),
            }
            for version in self.versions(&summary.id).await? {
                let label =
                    serde_json::to_string(&Version { content: String::new(), ..version.clone() }).map_err(words)?;
                records.push(backup::Record::new("version", &label, version.content));
            }
        }
        let things = self.read(THINGS)?.get_all(None, None).map_err(words)?.await.map_err(words)?;
        for thing in things.into_iter().filter_map(|v| serde_wasm_bindgen::from_value::<Thing>(v).ok()) {
            records.push(backup::Record::new("thing", &thing.key, thing.content));
        }
        for (key, content) in self.aside().await? {
            records.push(backup::Record::new("unreadable", &key, content));
        }
        backup::write(records, now).map_err(Fault::Other)
    }

    /// Takes a backup's records in. A work that is here and differs is kept as a version first; returns how many works came.
    pub async fn restore(&self, backup: &backup::Backup, now: &str) -> Result<usize, Fault> {
        let mut count = 0;
        for record in &backup.records {
            match record.kind.as_str() {
                "work" => {
                    let Ok(kept) = Kept::read(&record.content) else { continue };
                    let work = kept.work();
                    self.put_by(&record.key, now).await?;
                    self.claim(&record.key).await?;
                    self.snapshot(&work, None, now).await?;
                    count += 1;
                }
                "version" => {
                    let Ok(label) = serde_json::from_str::<Version>(&record.key) else { continue };
                    let version = Version { content: record.content.clone(), ..label };
                    self.put_record(VERSIONS, &version).await?;
                }
                // What is here stays; the page merges what can be merged.
                "thing" if self.thing(&record.key).await?.is_none() => {
                    self.put_thing(&record.key, &record.content).await?;
                }
                "thing" => {}
                _ => {
                    let thing = Thing { key: record.key.clone(), content: record.content.clone() };
                    self.put_record(UNREADABLE, &thing).await?;
                }
            }
        }
        Ok(count)
    }

    async fn put_record<T: Serialize>(&self, store: &str, record: &T) -> Result<(), Fault> {
        let transaction = self.write()?;
        transaction.object_store(store).map_err(words)?.put(&object(record)?, None).map_err(words)?;
        Self::commit(transaction).await
    }

    /// Wipes everything. The store is not to be used after it.
    pub async fn wipe(&self) -> Result<(), Fault> {
        self.raw.close();
        Factory::new().map_err(words)?.delete(super::NAME).map_err(words)?.await.map_err(words)
    }
}

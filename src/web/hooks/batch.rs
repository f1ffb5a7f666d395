//! Many articles: read one after the other by the worker, kept as they come; packed into one file; changed alike and back.

use super::HostRef;
use super::host::Host;
use super::things::{self, FOLDERS};
use crate::annotate::AnnotationDocument;
use crate::document::MAX_BYTES;
use crate::export;
use crate::session::library::{Batch, Card, Folders};
use crate::session::{Action, Command, Problem, Session, Work, file_name, reduce};
use crate::web::browser::store::Fault;
use crate::web::browser::{self, files};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// What a batch and the library need between two events.
#[derive(Default)]
pub(crate) struct Many {
    /// Files to be read.
    queue: RefCell<VecDeque<web_sys::File>>,
    /// The article that the worker reads for the batch: its file's name and text.
    pub(super) reading: RefCell<Option<(String, String)>>,
    /// Cards of articles already read from the store, by id and time of keeping.
    cards: RefCell<Vec<Card>>,
    /// A change made in other articles too, as the step it began with, and those articles.
    elsewhere: RefCell<Option<(Rc<crate::session::StepDone>, Vec<String>)>>,
}

fn read_folders(json: Option<&String>) -> Folders {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// The folders, as this browser keeps them.
pub(crate) fn folders() -> Folders {
    read_folders(things::kept(FOLDERS).as_ref())
}

/// Changes the folders and keeps them.
pub(crate) fn change_folders(host: &Host, with: impl FnOnce(&mut Folders) + 'static) {
    let change = move |kept: Option<String>| {
        let mut all = read_folders(kept.as_ref());
        with(&mut all);
        serde_json::to_string(&all).ok()
    };
    things::change(host, FOLDERS, change, None);
}

impl HostRef {
    /// Takes files that were dropped or chosen: one is opened, several are a batch.
    pub(crate) fn take_files(&self, list: &web_sys::FileList) {
        let all: Vec<web_sys::File> = (0..list.length()).filter_map(|n| list.get(n)).collect();
        match all.as_slice() {
            [] => {}
            [one] => self.open_file(one.clone()),
            _ => {
                self.act(Action::Close);
                let before = self.session().batch.clone().filter(|b| !b.over()).unwrap_or_default();
                self.many.queue.borrow_mut().extend(all.iter().cloned());
                self.act(Action::Batch(Some(Batch { all: before.all + all.len(), ..before })));
                self.pump();
            }
        }
    }

    /// Gives up what is left of the batch; what has been read stays.
    pub(crate) fn cancel_batch(&self) {
        self.many.queue.borrow_mut().clear();
        if self.many.reading.borrow_mut().take().is_some() {
            self.stop_worker();
        }
        self.act(Action::Batch(None));
    }

    fn batch(&self, change: impl FnOnce(&mut Batch)) {
        if let Some(mut batch) = self.session().batch.clone() {
            change(&mut batch);
            self.act(Action::Batch(Some(batch)));
        }
    }

    /// The next file, if there is one and nothing is being read.
    pub(crate) fn pump(&self) {
        if self.many.reading.borrow().is_some() || self.session().busy.is_some() {
            return;
        }
        let Some(file) = self.many.queue.borrow_mut().pop_front() else { return };
        let name = file.name();
        *self.many.reading.borrow_mut() = Some((name.clone(), String::new()));
        self.batch(|b| b.name.clone_from(&name));
        let own = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = own.read_one(&file).await;
            // Given up while it was being read.
            if own.many.reading.borrow().is_none() {
                return;
            }
            match outcome {
                Ok(Some(text)) => {
                    *own.many.reading.borrow_mut() = Some((name, text.clone()));
                    own.ask_for_batch(text);
                }
                Ok(None) => own.read(|_| {}),
                Err(problem) => own.read(|b| b.failed.push((name, problem))),
            }
        });
    }

    /// One file is done with, in whatever way; the next one comes.
    pub(super) fn read(&self, change: impl FnOnce(&mut Batch)) {
        *self.many.reading.borrow_mut() = None;
        self.batch(|b| {
            b.done += 1;
            change(b);
        });
        self.pump();
    }

    /// The text that the worker has to read; `None` where the file was a document and is kept already.
    async fn read_one(&self, file: &web_sys::File) -> Result<Option<String>, Problem> {
        let bytes = files::read(file).await.map_err(|_| Problem::Unreadable)?;
        if bytes.len() > 40 * MAX_BYTES {
            return Err(Problem::Refused(crate::document::Refusal::TooLarge { bytes: bytes.len() }));
        }
        if file.name().to_lowercase().ends_with(".json") {
            let text = core::str::from_utf8(&bytes).map_err(|_| Problem::Unreadable)?;
            let document = export::from_json(text).map_err(Problem::File)?;
            self.shelve(document).await?;
            return Ok(None);
        }
        crate::document::text_of(&bytes).map(|t| Some(t.to_owned())).map_err(Problem::Refused)
    }

    /// Keeps a document, unless its article is here already: what a person has decided is never written over.
    pub(super) async fn shelve(&self, document: AnnotationDocument) -> Result<(), Problem> {
        let store = self.saver.store().await?;
        let shelf = store.shelf().await?;
        if shelf.iter().any(|s| s.id == document.document.id) {
            self.batch(|b| b.here += 1);
            return Ok(());
        }
        Ok(self.saver.keep_other(&Work::new(document), true).await?)
    }

    /// A card for each article of the shelf; those read before are not read again.
    pub(crate) async fn cards(&self) -> Result<Vec<Card>, Fault> {
        let store = self.saver.store().await?;
        let mut out = Vec::new();
        for summary in store.shelf().await? {
            let known =
                self.many.cards.borrow().iter().find(|c| c.id == summary.id && c.saved == summary.saved).cloned();
            match known {
                Some(card) => out.push(card),
                None => match store.load(&summary.id).await {
                    Ok(Some((work, _))) => out.push(Card::new(&work.document, &summary.saved)),
                    // It stands among what could not be read.
                    Ok(None) | Err(Fault::Unreadable(_)) => {}
                    Err(fault) => return Err(fault),
                },
            }
        }
        self.many.cards.borrow_mut().clone_from(&out);
        Ok(out)
    }

    /// The articles with these ids, but the open one.
    pub(crate) async fn others(&self, ids: &[String]) -> Vec<Rc<Work>> {
        let open = self.session().work.as_ref().map(|w| w.document.document.id.clone());
        let mut out = Vec::new();
        if let Ok(store) = self.saver.store().await {
            for id in ids.iter().filter(|id| Some(*id) != open.as_ref()) {
                if let Ok(Some((work, _))) = store.load(id).await {
                    out.push(Rc::new(work));
                }
            }
        }
        out
    }

    /// Offers the documents with these ids as one zip, each in its folder.
    pub(crate) fn download_all(&self, ids: Vec<String>) {
        let own = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let folders = folders();
            let mut packed = Vec::new();
            let Ok(store) = own.saver.store().await else { return };
            for id in &ids {
                let Ok(Some((work, _))) = store.load(id).await else { continue };
                let name = file_name(&work.document);
                let folder = folders.of(id).map(|f| f.replace(['/', '\\'], "-"));
                match export::to_json_pretty(&work.document) {
                    Ok(json) => packed.push((folder.map_or(name.clone(), |f| format!("{f}/{name}")), json)),
                    Err(e) => own.act(Action::Failed(Problem::File(e))),
                }
            }
            match export::zip(&packed).and_then(|zip| files::download_bytes("hashiya.zip", &zip).ok()) {
                Some(()) => own.act(Action::Say("downloaded", "hashiya.zip".to_owned())),
                None => own.act(Action::Failed(Problem::Unreadable)),
            }
        });
    }

    /// Marks the same words in other articles, one step in each, and remembers that the step done last here belongs with them.
    pub(crate) fn everywhere_else(&self, commands: Vec<(Rc<Work>, Command)>) {
        let own = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let mut done = Vec::new();
            for (work, command) in commands {
                let before = Rc::new(Session { work: Some(Rc::clone(&work)), ..Session::default() });
                let after = reduce(before, Action::Do(command, browser::now()));
                if own.keep_other(&work, &after).await {
                    done.push(work.document.document.id.clone());
                }
            }
            let step = own.session().work.as_ref().and_then(|w| w.undo.last().cloned());
            own.act(Action::Say("elsewhere", done.len().to_string()));
            *own.many.elsewhere.borrow_mut() = step.map(|step| (step, done));
        });
    }

    async fn keep_other(&self, before: &Rc<Work>, after: &Session) -> bool {
        let Some(work) = after.work.as_ref().filter(|w| !Rc::ptr_eq(w, before)) else { return false };
        self.saver.keep_other(work, false).await.is_ok()
    }

    /// An undo or redo here of a step that was made in other articles too goes there as well.
    pub(super) fn along(&self, action: &Action) {
        let back = match action {
            Action::Undo => true,
            Action::Redo => false,
            _ => return,
        };
        let session = self.session();
        let Some(work) = &session.work else { return };
        let top = if back { work.undo.last() } else { work.redo.last() };
        let ids = match (&*self.many.elsewhere.borrow(), top) {
            (Some((step, ids)), Some(top)) if Rc::ptr_eq(step, top) => ids.clone(),
            _ => return,
        };
        let own = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            for work in own.others(&ids).await {
                let stack = if back { &work.undo } else { &work.redo };
                // Only where nothing has been done since.
                if stack.last().is_some_and(|s| s.transaction.name == "everywhere") {
                    let before = Rc::new(Session { work: Some(Rc::clone(&work)), ..Session::default() });
                    let after = reduce(before, if back { Action::Undo } else { Action::Redo });
                    own.keep_other(&work, &after).await;
                }
            }
        });
    }
}

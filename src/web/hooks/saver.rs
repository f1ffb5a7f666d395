//! Autosave: every change goes to the store in order, and the page says *saved* only when it is durable. One tab writes a work; the others
//! follow it.

use super::keeping;
use super::store::latest;
use crate::annotate::TokenPart;
use crate::session::{Action, Saved, Work, journal};
use crate::web::browser::store::{Fault, Store, Why};
use crate::web::browser::tabs::{Said, Tabs};
use crate::web::browser::{self};
use js_sys::Uint8Array;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};
use yew::Callback;

/// After this long a state is kept as a version, in milliseconds.
const VERSION_AFTER: f64 = 600_000.0;
/// So many milliseconds after the frame that shows a change it is written.
const AFTER: u32 = 30;
/// After this many journal entries the whole is written again.
const ENTRIES: u32 = 400;

/// Keeps the open work.
pub(crate) struct Saver {
    store: RefCell<Option<Store>>,
    /// What the store holds, and the number of its next journal entry.
    kept: RefCell<Option<(Rc<Work>, u32)>>,
    wanted: RefCell<Option<Rc<Work>>>,
    running: Cell<bool>,
    /// The work that this tab writes.
    mine: RefCell<Option<String>>,
    /// When a version was last kept.
    versioned: Cell<f64>,
    /// The document as the worker wrote it, by its tokens: what is kept first need not be written once more.
    read: RefCell<Option<(Rc<Vec<TokenPart>>, Uint8Array)>>,
    tabs: OnceCell<Tabs>,
    own: Weak<Self>,
    tell: Callback<Action>,
}

fn id_of(work: &Work) -> &str {
    &work.document.document.id
}

impl Saver {
    /// A saver without a store yet; `tell` hears how the work stands.
    pub(crate) fn new(tell: Callback<Action>) -> Rc<Self> {
        Rc::new_cyclic(|own| Self {
            store: RefCell::default(),
            kept: RefCell::default(),
            wanted: RefCell::default(),
            running: Cell::new(false),
            mine: RefCell::default(),
            versioned: Cell::new(browser::millis()),
            read: RefCell::default(),
            tabs: OnceCell::new(),
            own: own.clone(),
            tell,
        })
    }

    fn tabs(&self) -> &Tabs {
        self.tabs.get_or_init(|| {
            let own = self.own.clone();
            Tabs::new(move |said| {
                if let Some(own) = own.upgrade() {
                    own.hear(said);
                }
            })
        })
    }

    /// The store, opened on first use.
    pub(crate) async fn store(&self) -> Result<Store, Fault> {
        let open = self.store.borrow().clone();
        if let Some(store) = open {
            return Ok(store);
        }
        let store = Store::open().await?;
        *self.store.borrow_mut() = Some(store.clone());
        Ok(store)
    }

    /// The worker's words for a document that is being opened.
    pub(crate) fn has_read(&self, tokens: &Rc<Vec<TokenPart>>, json: Uint8Array) {
        *self.read.borrow_mut() = Some((Rc::clone(tokens), json));
    }

    /// Those words, where the work is still just what they say.
    fn as_read(&self, work: &Work) -> Option<Uint8Array> {
        let (tokens, json) = self.read.borrow_mut().take()?;
        let same = Rc::ptr_eq(&tokens, &work.document.tokens) && work.undo.is_empty() && work.redo.is_empty();
        same.then_some(json)
    }

    /// Wants this state kept; what is in between need not be.
    pub(crate) fn keep(&self, work: Rc<Work>) {
        if self.kept.borrow().as_ref().is_some_and(|(kept, _)| Rc::ptr_eq(kept, &work)) {
            self.tell.emit(Action::SetSaved(Saved::Saved));
            return;
        }
        *self.wanted.borrow_mut() = Some(work);
        self.again();
    }

    /// Tries to keep what is wanted.
    pub(crate) fn again(&self) {
        let Some(own) = self.own.upgrade() else { return };
        self.tell.emit(Action::SetSaved(Saved::Saving));
        if self.running.replace(true) {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            // What the person sees comes first.
            browser::frame().await;
            browser::sleep(AFTER).await;
            let had = own.store.borrow().is_some();
            let mut outcome = own.run().await;
            if had && outcome == Err(Fault::Forbidden) {
                // The browser or another tab has closed this handle: once more with a fresh one.
                own.close();
                outcome = own.run().await;
            }
            own.running.set(false);
            let saved = match outcome {
                Ok(()) => Saved::Saved,
                Err(fault) => {
                    own.close();
                    Saved::Failed(fault.code().to_owned())
                }
            };
            own.tell.emit(Action::SetSaved(saved));
        });
    }

    /// A handle that does not work is of no more use.
    fn close(&self) {
        self.store.borrow_mut().take();
        self.mine.borrow_mut().take();
    }

    async fn run(&self) -> Result<(), Fault> {
        let store = self.store().await?;
        loop {
            let Some(work) = self.wanted.borrow_mut().take() else { return Ok(()) };
            if let Err(fault) = self.put(&store, &work).await {
                // It stays wanted, unless something newer is.
                self.wanted.borrow_mut().get_or_insert(work);
                return Err(fault);
            }
        }
    }

    async fn put(&self, store: &Store, work: &Rc<Work>) -> Result<(), Fault> {
        let (id, now) = (id_of(work), browser::now());
        if self.mine.borrow().as_deref() != Some(id) {
            if !self.claim(id, false).await {
                return Err(Fault::Elsewhere);
            }
            store.claim(id).await?;
            *self.mine.borrow_mut() = Some(id.to_owned());
            keeping::change(|k| k.follows = false);
        }
        let kept = self.kept.borrow().clone();
        let goes_on = kept.filter(|(old, _)| Rc::ptr_eq(&old.lines, &work.lines));
        let n = match &goes_on {
            Some((old, n)) if *n < ENTRIES => match journal::entry(old, work) {
                Some(entry) => {
                    store.append(work, *n, &entry, &now).await?;
                    n + 1
                }
                None => *n,
            },
            _ => {
                if goes_on.is_none() {
                    store.put_by(id, &now).await?;
                }
                store.snapshot(work, self.as_read(work), &now).await?;
                0
            }
        };
        *self.kept.borrow_mut() = Some((Rc::clone(work), n));
        self.tabs().say(&Said::Kept(id.to_owned()));
        if goes_on.is_none() {
            self.versioned.set(browser::millis());
        } else if browser::millis() - self.versioned.get() > VERSION_AFTER {
            self.versioned.set(browser::millis());
            store.keep_version(work, None, Why::Time, &now).await?;
        }
        Ok(())
    }

    async fn claim(&self, id: &str, steal: bool) -> bool {
        let own = self.own.clone();
        let lost = move || {
            if let Some(own) = own.upgrade() {
                own.mine.borrow_mut().take();
                keeping::change(|k| k.follows = true);
            }
        };
        self.tabs().claim(id, steal, lost).await
    }

    /// Keeps a work that is not the open one, unless another tab works on it; with `new`, what stood in its place becomes a version.
    pub(crate) async fn keep_other(&self, work: &Work, new: bool) -> Result<(), Fault> {
        let (id, now) = (id_of(work), browser::now());
        if !self.tabs().free(id).await {
            return Err(Fault::Elsewhere);
        }
        let store = self.store().await?;
        if new {
            store.put_by(id, &now).await?;
        }
        store.claim(id).await?;
        store.snapshot(work, None, &now).await
    }

    /// Returns when nothing is on its way to the store.
    pub(crate) async fn idle(&self) {
        while self.running.get() {
            browser::sleep(15).await;
        }
    }

    /// A work as it was left; where another tab writes it, this one follows.
    pub(crate) async fn open(&self, id: &str) -> Result<Option<Rc<Work>>, Fault> {
        self.idle().await;
        let store = self.store().await?;
        self.mine.borrow_mut().take();
        let mine = self.claim(id, false).await;
        if mine {
            store.claim(id).await?;
            *self.mine.borrow_mut() = Some(id.to_owned());
        }
        let found = self.load(&store, id).await?;
        keeping::change(|k| k.follows = !mine);
        Ok(found)
    }

    async fn load(&self, store: &Store, id: &str) -> Result<Option<Rc<Work>>, Fault> {
        let Some((work, entries)) = store.load(id).await? else { return Ok(None) };
        let work = Rc::new(work);
        self.wanted.borrow_mut().take();
        *self.kept.borrow_mut() = Some((Rc::clone(&work), entries));
        self.versioned.set(browser::millis());
        Ok(Some(work))
    }

    /// The article is put away: other tabs may write it.
    pub(crate) fn rest(&self) {
        let Some(own) = self.own.upgrade() else { return };
        wasm_bindgen_futures::spawn_local(async move {
            own.idle().await;
            if latest().work.is_none() {
                own.mine.borrow_mut().take();
                own.kept.borrow_mut().take();
                own.wanted.borrow_mut().take();
                own.tabs().release();
                keeping::change(|k| k.follows = false);
            }
        });
    }

    fn hear(&self, said: Said) {
        let Some(own) = self.own.upgrade() else { return };
        match said {
            Said::Kept(id) if keeping::keeping().follows && self.wanted.borrow().is_none() => {
                wasm_bindgen_futures::spawn_local(async move { own.follow(&id).await });
            }
            Said::LetGo(id) if self.mine.borrow().as_deref() == Some(&*id) => {
                wasm_bindgen_futures::spawn_local(async move {
                    own.idle().await;
                    if own.wanted.borrow().is_none() {
                        keeping::change(|k| k.follows = true);
                        own.mine.borrow_mut().take();
                        own.tabs().release();
                    }
                });
            }
            Said::Wiped => {
                browser::remember("open", "");
                let _ = browser::window().location().reload();
            }
            Said::Kept(_) | Said::LetGo(_) => {}
        }
    }

    /// Shows what the tab that writes has kept.
    async fn follow(&self, id: &str) {
        let open = |id: &str| latest().work.as_ref().is_some_and(|w| id_of(w) == id);
        if !open(id) {
            return;
        }
        let Ok(store) = self.store().await else { return };
        if let Ok(Some((work, entries))) = store.load(id).await
            && keeping::keeping().follows
            && open(id)
        {
            let work = Rc::new(work);
            *self.kept.borrow_mut() = Some((Rc::clone(&work), entries));
            self.tell.emit(Action::Resume(work));
        }
    }

    /// The person wants to work here: the other tab is asked to let go, and after three seconds not asked any more.
    pub(crate) async fn take_over(&self) -> Result<(), Fault> {
        let Some(id) = latest().work.as_ref().map(|w| id_of(w).to_owned()) else { return Ok(()) };
        self.tabs().say(&Said::LetGo(id.clone()));
        let mut got = false;
        for _ in 0..20 {
            browser::sleep(150).await;
            got = self.claim(&id, false).await;
            if got {
                break;
            }
        }
        if !got {
            self.claim(&id, true).await;
        }
        let store = self.store().await?;
        store.claim(&id).await?;
        *self.mine.borrow_mut() = Some(id.clone());
        keeping::change(|k| k.follows = false);
        if self.wanted.borrow().is_some() {
            // What stands here was never kept: it goes in as something new, and what the other tab kept becomes a version.
            self.kept.borrow_mut().take();
            self.again();
        } else if let Some(work) = self.load(&store, &id).await? {
            self.tell.emit(Action::Resume(work));
        }
        Ok(())
    }

    /// Wipes everything that this browser keeps of the page, in every tab.
    pub(crate) async fn wipe(&self) -> Result<(), Fault> {
        self.idle().await;
        let store = self.store().await?;
        self.tabs().release();
        store.wipe().await?;
        browser::forget_all();
        browser::offline::forget().await;
        self.tabs().say(&Said::Wiped);
        let _ = browser::window().location().reload();
        Ok(())
    }
}

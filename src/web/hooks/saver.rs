//! Autosave: every change goes to the store in order, and the page says *saved* only when it is durable.

use crate::session::{Action, Problem, Saved, Work, journal};
use crate::web::browser::{self, store::Store};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Callback;

/// Keeps the open work.
pub(crate) struct Saver {
    store: RefCell<Option<Store>>,
    /// What the store holds, and the number of its next journal entry.
    kept: RefCell<Option<(Rc<Work>, u32)>>,
    wanted: RefCell<Option<Rc<Work>>>,
    running: Cell<bool>,
    tell: Callback<Action>,
}

impl Saver {
    /// A saver without a store yet; `tell` hears how the work stands.
    pub(crate) fn new(tell: Callback<Action>) -> Self {
        Self {
            store: RefCell::default(),
            kept: RefCell::default(),
            wanted: RefCell::default(),
            running: Cell::new(false),
            tell,
        }
    }

    /// The store, opened on first use.
    pub(crate) async fn store(&self) -> Result<Store, String> {
        let open = self.store.borrow().clone();
        if let Some(store) = open {
            return Ok(store);
        }
        let store = Store::open().await?;
        *self.store.borrow_mut() = Some(store.clone());
        Ok(store)
    }

    /// Says what the store already holds of a work that it gave.
    pub(crate) fn holds(&self, work: Rc<Work>, entries: u32) {
        *self.kept.borrow_mut() = Some((work, entries));
    }

    /// Wants this state kept; what is in between need not be.
    pub(crate) fn keep(self: &Rc<Self>, work: Rc<Work>) {
        if self.kept.borrow().as_ref().is_some_and(|(kept, _)| Rc::ptr_eq(kept, &work)) {
            self.tell.emit(Action::SetSaved(Saved::Saved));
            return;
        }
        *self.wanted.borrow_mut() = Some(work);
        self.tell.emit(Action::SetSaved(Saved::Saving));
        if !self.running.replace(true) {
            let own = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move {
                let outcome = own.run().await;
                own.running.set(false);
                match outcome {
                    Ok(()) => own.tell.emit(Action::SetSaved(Saved::Saved)),
                    Err(words) => {
                        own.tell.emit(Action::SetSaved(Saved::Failed(words.clone())));
                        own.tell.emit(Action::Failed(Problem::Store(words)));
                    }
                }
            });
        }
    }

    async fn run(&self) -> Result<(), String> {
        let store = self.store().await?;
        loop {
            let Some(work) = self.wanted.borrow_mut().take() else { return Ok(()) };
            let now = browser::now();
            let kept = self.kept.borrow().clone();
            let same = |old: &Work| Rc::ptr_eq(&old.lines, &work.lines);
            let n = match kept.filter(|(old, _)| same(old)) {
                Some((old, n)) if n < 400 => match journal::entry(&old, &work) {
                    Some(entry) => {
                        store.append(&work, n, &entry, &now).await?;
                        n + 1
                    }
                    None => n,
                },
                _ => {
                    store.snapshot(&work, &now).await?;
                    0
                }
            };
            *self.kept.borrow_mut() = Some((work, n));
        }
    }
}

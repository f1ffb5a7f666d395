//! How the work and the page itself are kept: what the bar and the sheet say about it. One state for the page.

use super::store::latest;
use crate::session::Saved;
use crate::web::browser::offline::{self, News};
use crate::web::browser::{self};
use std::cell::RefCell;
use std::collections::BTreeMap;
use yew::prelude::*;

/// A new version of the page.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Update {
    /// There is none.
    #[default]
    None,
    /// It waits for the person's word.
    Waiting,
    /// The person has asked for it.
    Coming,
    /// It was asked for, the page was loaded again, and it waits all the same.
    Held,
}

/// How long a version that was asked for may take, in milliseconds. Chromium forgets one now and then while the worker's files are on
/// their way through the older version; loading the page again lets it in (docs/measurements.md).
const PATIENCE: u32 = 3_000;

/// How things are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Keeping {
    /// The page works without a network.
    pub(crate) offline: bool,
    /// How it stands with a new version of the page.
    pub(crate) update: Update,
    /// Whether the open work is safe.
    pub(crate) saved: Saved,
    /// How many corrections the open work has.
    pub(crate) edits: u32,
    /// Another tab writes the open article; this one follows.
    pub(crate) follows: bool,
    /// How often something was not done because another tab writes.
    pub(crate) refused: u32,
    /// The sheet about all this is open.
    pub(crate) sheet: bool,
    /// What was put into the bin last, to take it out again.
    pub(crate) binned: Option<(String, String)>,
    /// Counts what happens to the shelf.
    pub(crate) shelf: u32,
    /// Counts what happens to the lexicon, the folders and the label set of new articles.
    pub(crate) things: u32,
}

thread_local! {
    static STATE: RefCell<Keeping> = RefCell::default();
    static HEAR: RefCell<(u32, BTreeMap<u32, Callback<Keeping>>)> = RefCell::default();
}

/// How things are kept now.
pub(crate) fn keeping() -> Keeping {
    STATE.with(|state| state.borrow().clone())
}

/// Changes it and tells the page.
pub(crate) fn change(with: impl FnOnce(&mut Keeping)) {
    let now = STATE.with(|state| {
        with(&mut state.borrow_mut());
        state.borrow().clone()
    });
    let all: Vec<Callback<Keeping>> = HEAR.with(|hear| hear.borrow().1.values().cloned().collect());
    for one in all {
        one.emit(now.clone());
    }
}

/// What `of` takes of how things are kept, again whenever that is another: whoever shows only a part is drawn only for it.
#[hook]
pub(crate) fn use_keeping<T: Clone + PartialEq + 'static>(of: fn(&Keeping) -> T) -> T {
    let state = use_state_eq(|| of(&keeping()));
    {
        let state = state.clone();
        use_effect_with((), move |()| {
            // What changed between the first drawing and now.
            state.set(of(&keeping()));
            let key = HEAR.with(|hear| {
                let (last, all) = &mut *hear.borrow_mut();
                *last += 1;
                all.insert(*last, Callback::from(move |now: Keeping| state.set(of(&now))));
                *last
            });
            move || {
                HEAR.with(|hear| hear.borrow_mut().1.remove(&key));
            }
        });
    }
    (*state).clone()
}

/// Keeps the page's files, some seconds after it has come: whoever only looks in for a moment loads nothing more.
#[hook]
pub(crate) fn use_offline() {
    use_effect_with((), move |()| {
        let asked = offline::word_left();
        let hear = move |news| match news {
            News::Kept => change(|k| k.offline = true),
            News::Waiting => change(|k| k.update = if asked { Update::Held } else { Update::Waiting }),
            News::Changed => wasm_bindgen_futures::spawn_local(load_again()),
        };
        offline::listen(hear);
        gloo::timers::callback::Timeout::new(3_000, move || offline::keep(hear)).forget();
    });
}

/// Takes the new version, as soon as the work is kept.
pub(crate) fn take_update() {
    if keeping().update == Update::Coming {
        return;
    }
    change(|k| k.update = Update::Coming);
    wasm_bindgen_futures::spawn_local(async {
        kept().await;
        if offline::take().await {
            browser::sleep(PATIENCE).await;
        }
        // Still here.
        offline::leave_word();
        load_again().await;
    });
}

/// Returns when nothing is on its way to the store.
async fn kept() {
    while !matches!(latest().saved, Saved::Saved | Saved::Nothing) {
        browser::sleep(200).await;
    }
}

/// Loads the page again as soon as nothing is on its way to the store.
async fn load_again() {
    kept().await;
    let _ = browser::window().location().reload();
}

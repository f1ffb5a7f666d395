//! Small things that are kept beside the works (IndexedDB): the personal lexicon, the folders, the label set of new articles.
//! They are read once and answered from memory; a change reads, writes and says so when it is durable, or says why it is not kept.

use super::host::Host;
use super::{Saver, change_keeping};
use crate::annotate::{AnnotationDocument, LabelRecord};
use crate::session::Action;
use crate::session::labels::{self, adopted};
use crate::web::browser;
use crate::web::browser::store::Fault;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The personal lexicon.
pub(crate) const LEXICON: &str = "hashiya.lexicon";
/// The folders, and the guidelines of each.
pub(crate) const FOLDERS: &str = "folders";
/// The label set that new articles get.
pub(crate) const LABELS: &str = "labels";

thread_local! {
    static KEPT: RefCell<BTreeMap<&'static str, String>> = RefCell::default();
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// What is kept under a name.
pub(crate) fn kept(key: &str) -> Option<String> {
    KEPT.with_borrow(|all| all.get(key).cloned())
}

/// Reads everything from the store; what an earlier version kept in local storage moves there.
pub(crate) async fn load(saver: &Saver) -> Result<(), Fault> {
    let store = saver.store().await?;
    for key in [LEXICON, FOLDERS, LABELS] {
        let mut found = store.thing(key).await?;
        if let Some(old) = browser::remembered(key) {
            if found.is_none() {
                store.put_thing(key, &old).await?;
                found = Some(old);
            }
            browser::forget(key);
        }
        KEPT.with_borrow_mut(|all| match found {
            Some(found) => drop(all.insert(key, found)),
            None => drop(all.remove(key)),
        });
    }
    change_keeping(|k| k.things += 1);
    Ok(())
}

/// Changes a thing, one change after the other, on what the store holds now: another tab may have changed it. `done` happens when it is
/// durable; where it cannot be kept it holds in this page, and the person is told.
pub(crate) fn change(
    host: &Host,
    key: &'static str,
    with: impl FnOnce(Option<String>) -> Option<String> + 'static,
    done: Option<Action>,
) {
    let (saver, tell) = (Rc::clone(&host.saver), host.teller());
    wasm_bindgen_futures::spawn_local(async move {
        while BUSY.replace(true) {
            browser::sleep(5).await;
        }
        let store = saver.store().await;
        let now = match &store {
            Ok(store) => store.thing(key).await.unwrap_or_else(|_| kept(key)),
            Err(_) => kept(key),
        };
        let next = with(now).unwrap_or_default();
        KEPT.with_borrow_mut(|all| all.insert(key, next.clone()));
        let outcome = match &store {
            Ok(store) => store.put_thing(key, &next).await,
            Err(fault) => Err(fault.clone()),
        };
        BUSY.set(false);
        change_keeping(|k| k.things += 1);
        match (outcome, done) {
            (Ok(()), Some(done)) => tell.emit(done),
            (Ok(()), None) => {}
            (Err(fault), _) => tell.emit(Action::Failed(fault.problem())),
        }
    });
}

/// The label set of new articles, where it is not ours.
pub(crate) fn own_labels() -> Option<Vec<LabelRecord>> {
    labels::read(&kept(LABELS)?).ok().map(|(set, _)| set)
}

/// Gives a fresh reading the person's label set.
pub(crate) fn labelled(mut document: AnnotationDocument) -> AnnotationDocument {
    if let Some(set) = own_labels() {
        document.labels = adopted(&document, &set);
    }
    document
}

//! The service worker: the page without a network, and a new version when the person says so.

use super::trusted;
use js_sys::{Promise, Reflect};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

#[wasm_bindgen]
extern "C" {
    type Container;
    #[wasm_bindgen(method, catch, js_name = register)]
    fn register(this: &Container, url: &JsValue) -> Result<Promise, JsValue>;
}

/// The tab's own word of an update that was asked for.
const ASKED: &str = "update-asked";

/// What happens to the page's files.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Everything is kept: the page works without a network.
    Kept,
    /// A new version has come and waits.
    Waiting,
    /// Another version has taken over.
    Changed,
}

/// The container; none on an insecure origin, from a file and in the one-file page.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = super::window().navigator();
    let found = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    let manifest = super::document().query_selector("link[rel=manifest]").ok()??;
    drop(manifest);
    (!found.is_undefined() && !found.is_null()).then(|| found.unchecked_into())
}

/// Hears from now on when another version takes over; `tell` hears what comes of it.
pub fn listen(tell: impl Fn(News) + 'static) {
    let Some(container) = container() else { return };
    let had = Cell::new(container.controller().is_some());
    if had.get() {
        tell(News::Kept);
    }
    let changed = Closure::<dyn FnMut()>::new(move || tell(if had.replace(true) { News::Changed } else { News::Kept }));
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// Keeps the page's files from now on; `tell` hears of a new version.
pub fn keep(tell: impl Fn(News) + Clone + 'static) {
    let Some(container) = container() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let own: &Container = container.unchecked_ref();
        let Ok(promise) = own.register(&trusted::script("sw.js")) else { return };
        let Ok(found) = JsFuture::from(promise).await else { return };
        let registration: ServiceWorkerRegistration = found.unchecked_into();
        if registration.waiting().is_some() && container.controller().is_some() {
            tell(News::Waiting);
        }
        // The browser looks for a new version by itself after loading: one may be on its way already.
        if let Some(next) = registration.installing() {
            watch(&next, &container, tell.clone());
        }
        let found = registration.clone();
        let update = Closure::<dyn FnMut()>::new(move || {
            if let Some(next) = found.installing() {
                watch(&next, &container, tell.clone());
            }
        });
        registration.set_onupdatefound(Some(update.as_ref().unchecked_ref()));
        update.forget();
    });
}

fn watch(next: &ServiceWorker, container: &ServiceWorkerContainer, tell: impl Fn(News) + 'static) {
    let (worker, container) = (next.clone(), container.clone());
    let state = Closure::<dyn FnMut()>::new(move || {
        if worker.state() == ServiceWorkerState::Installed && container.controller().is_some() {
            tell(News::Waiting);
        }
    });
    next.set_onstatechange(Some(state.as_ref().unchecked_ref()));
    state.forget();
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container()?.get_registration()).await.ok()?;
    found.dyn_into().ok()
}

/// Asks the version that waits to take over; says whether there is one.
pub async fn take() -> bool {
    let waiting = registration().await.and_then(|r| r.waiting());
    waiting.is_some_and(|waiting| waiting.post_message(&"use".into()).is_ok())
}

/// Leaves word for the page, when this tab loads it again, that the person has asked for the new version.
pub fn leave_word() {
    if let Ok(Some(storage)) = super::window().session_storage() {
        let _ = storage.set_item(ASKED, "1");
    }
}

/// Whether that word was left; it counts once.
pub fn word_left() -> bool {
    let Ok(Some(storage)) = super::window().session_storage() else { return false };
    let left = storage.get_item(ASKED).is_ok_and(|word| word.is_some());
    let _ = storage.remove_item(ASKED);
    left
}

/// Forgets the page's files.
pub async fn forget() {
    if let Some(registration) = registration().await
        && let Ok(promise) = registration.unregister()
    {
        let _ = JsFuture::from(promise).await;
    }
    let Ok(caches) = super::window().caches() else { return };
    let Ok(names) = JsFuture::from(caches.keys()).await else { return };
    for name in js_sys::Array::from(&names).iter().filter_map(|n| n.as_string()) {
        if name.starts_with("hashiya-") {
            let _ = JsFuture::from(caches.delete(&name)).await;
        }
    }
}

//! What the browser gives: highlights, carets, storage, the worker, files.

pub mod caret;
pub mod client;
pub mod dress;
pub mod fell;
pub mod files;
pub mod highlight;
pub mod offline;
pub mod store;
pub mod tabs;
pub mod trusted;

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// The window; the page has one.
pub fn window() -> web_sys::Window {
    gloo::utils::window()
}

/// The document.
pub fn document() -> web_sys::Document {
    gloo::utils::document()
}

/// Now, in RFC 3339 and UTC, to the second.
pub fn now() -> String {
    let iso = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
    iso.split_once('.').map_or_else(|| iso.clone(), |(whole, _)| format!("{whole}Z"))
}

/// Milliseconds of the browser's clock.
pub fn millis() -> f64 {
    js_sys::Date::now()
}

/// Sets a CSS property through the object model, which the Content-Security-Policy allows.
pub fn set_style(element: &web_sys::Element, property: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.style().set_property(property, value);
    }
}

/// Keeps a small setting; without storage it is forgotten with the page.
pub fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets a small setting.
pub fn forget(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

/// Forgets every small setting.
pub fn forget_all() {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.clear();
    }
}

/// Returns after so many milliseconds.
pub async fn sleep(millis: u32) {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        gloo::timers::callback::Timeout::new(millis, move || {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        })
        .forget();
    });
    let _ = wasm_bindgen_futures::JsFuture::from(wait).await;
}

/// A setting kept by [`remember`].
pub fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Scrolls an element to where it is seen.
pub fn reveal(element: &web_sys::Element, centre: bool) {
    let options = web_sys::ScrollIntoViewOptions::new();
    let block = if centre { web_sys::ScrollLogicalPosition::Center } else { web_sys::ScrollLogicalPosition::Nearest };
    options.set_block(block);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// What two callers may have: only the first call runs it.
fn once(run: impl FnOnce() + 'static) -> impl FnOnce() + Clone + 'static {
    let run = Rc::new(Cell::new(Some(run)));
    move || {
        if let Some(run) = run.take() {
            run();
        }
    }
}

/// Runs something when the next frame has been painted; soon, where the page is hidden and nothing is painted.
pub fn after_frame(run: impl FnOnce() + 'static) {
    let once = once(run);
    let other = once.clone();
    gloo::timers::callback::Timeout::new(100, other).forget();
    let frame = Closure::once_into_js(move || gloo::timers::callback::Timeout::new(0, once).forget());
    let _ = window().request_animation_frame(frame.unchecked_ref());
}

/// Returns when the next frame has been painted, as [`after_frame`] has it.
pub async fn frame() {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        after_frame(move || {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        });
    });
    let _ = wasm_bindgen_futures::JsFuture::from(wait).await;
}

/// Runs something when the browser has nothing else to do, within two seconds; soon, in a browser that does not say when it is idle.
pub fn when_idle(run: impl FnOnce() + 'static) {
    let once = once(run);
    let other = once.clone();
    let options = web_sys::IdleRequestOptions::new();
    options.set_timeout(2000);
    let idle = Closure::once_into_js(move |_: wasm_bindgen::JsValue| once());
    if !js_sys::Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false)
        || window().request_idle_callback_with_options(idle.unchecked_ref(), &options).is_err()
    {
        gloo::timers::callback::Timeout::new(50, other).forget();
    }
}

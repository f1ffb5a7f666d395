//! Listeners on the window and the document that live as long as their component.

use crate::web::browser;
use gloo::events::{EventListener, EventListenerOptions};
use web_sys::Event;
use yew::prelude::*;

/// Where to listen.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The window.
    Window,
    /// The document.
    Document,
}

/// Calls `handler` on every event called `name`; the handler is always the one of the last render.
#[hook]
pub(crate) fn use_listener(target: Target, name: &'static str, handler: impl Fn(&Event) + 'static) {
    use_effect(move || {
        let at: web_sys::EventTarget = match target {
            Target::Window => browser::window().into(),
            Target::Document => browser::document().into(),
        };
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&at, name, options, move |event| handler(event));
        move || drop(listener)
    });
}

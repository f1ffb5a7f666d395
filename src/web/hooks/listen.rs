//! Listeners on the window and the document that live as long as their component.

use crate::web::browser;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::rc::Rc;
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
    let latest = use_mut_ref(|| None::<Rc<dyn Fn(&Event)>>);
    *latest.borrow_mut() = Some(Rc::new(handler));
    use_effect_with((target, name), move |&(target, name)| {
        let at: web_sys::EventTarget = match target {
            Target::Window => browser::window().into(),
            Target::Document => browser::document().into(),
        };
        let options =
            EventListenerOptions { passive: name == "scroll", ..EventListenerOptions::enable_prevent_default() };
        // Scrolling does not bubble: it is heard on its way down.
        let options = if name == "scroll" {
            EventListenerOptions { phase: EventListenerPhase::Capture, ..options }
        } else {
            options
        };
        let listener = EventListener::new_with_options(&at, name, options, move |event| {
            let handler = latest.borrow().clone();
            if let Some(handler) = handler {
                handler(event);
            }
        });
        move || drop(listener)
    });
}

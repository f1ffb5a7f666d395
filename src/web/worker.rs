//! The worker's side of the transport: messages in, messages out.

use crate::worker::{Request, Response, answer};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn post(scope: &DedicatedWorkerGlobalScope, response: &Response) {
    if let Ok(message) = serde_wasm_bindgen::to_value(response) {
        let _ = scope.post_message(&message);
    }
}

/// Runs in the worker: answers every request, and says first that it is there.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let own = scope.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = serde_wasm_bindgen::from_value::<Request>(event.data()) else { return };
        let from = js_sys::Date::now();
        let mut done = answer(request, &mut |progress| post(&own, &progress));
        if let Response::Done { millis, .. } = &mut done {
            *millis = js_sys::Date::now() - from;
        }
        post(&own, &done);
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    post(&scope, &Response::Ready);
}

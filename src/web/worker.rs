//! The worker's side of the transport: messages in, messages out; the tagger's model is fetched beside the first article.

use crate::extract::Options;
use crate::extract::entity::tagger::Model;
use crate::worker::{Request, Response, answer};
use gloo::timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How long a first article waits for the model, in milliseconds: on a slow line it is read without and read again later.
const PATIENCE: u32 = 1500;

/// Where the model is.
enum Tagger {
    Coming,
    Here(Box<Model>),
    Missing,
}

struct Reader {
    scope: DedicatedWorkerGlobalScope,
    tagger: Tagger,
    waiting: Option<Request>,
}

impl Reader {
    fn post(&self, response: &Response) {
        if let Ok(message) = serde_wasm_bindgen::to_value(response) {
            let _ = self.scope.post_message(&message);
        }
    }

    fn read(&self, request: Request) {
        let from = js_sys::Date::now();
        let model = match &self.tagger {
            Tagger::Here(model) => Some(&**model),
            Tagger::Coming | Tagger::Missing => None,
        };
        let mut done = answer(request, model, &mut |progress| self.post(&progress));
        if let Response::Done { millis, .. } = &mut done {
            *millis = js_sys::Date::now() - from;
        }
        self.post(&done);
    }
}

/// Reads a sentence for nobody, so that the word lists are built before the first article comes.
fn warm(reader: &Reader) {
    let text = "قال الوزير إن 3 أشخاص وصلوا إلى دمشق أمس الأحد.".to_owned();
    let model = match &reader.tagger {
        Tagger::Here(model) => Some(&**model),
        Tagger::Coming | Tagger::Missing => None,
    };
    let _ = answer(Request { id: 0, text, html: None, options: Options::default() }, model, &mut |_| {});
}

/// The model's bytes: packed into the page, or the file beside the worker.
async fn fetched(scope: &DedicatedWorkerGlobalScope) -> Result<Vec<u8>, JsValue> {
    let packed = Reflect::get(scope, &"hashiyaModel".into())?;
    if let Some(bytes) = packed.dyn_ref::<Uint8Array>() {
        return Ok(bytes.to_vec());
    }
    if !packed.is_undefined() {
        return Err(packed);
    }
    let response: web_sys::Response = JsFuture::from(scope.fetch_with_str("tagger.bin")).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Runs in the worker: answers every request, and says first that it is there.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let reader = Rc::new(RefCell::new(Reader { scope: scope.clone(), tagger: Tagger::Coming, waiting: None }));
    let own = Rc::clone(&reader);
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = serde_wasm_bindgen::from_value::<Request>(event.data()) else { return };
        let coming = matches!(own.borrow().tagger, Tagger::Coming);
        if !coming {
            own.borrow().read(request);
            return;
        }
        own.borrow_mut().waiting = Some(request);
        let own = Rc::clone(&own);
        Timeout::new(PATIENCE, move || {
            let waiting = own.borrow_mut().waiting.take();
            if let Some(request) = waiting {
                own.borrow().read(request);
            }
        })
        .forget();
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    reader.borrow().post(&Response::Ready);
    wasm_bindgen_futures::spawn_local(async move {
        let model = fetched(&scope).await.ok().and_then(|bytes| Model::from_bytes(&bytes).ok());
        let here = model.is_some();
        let waiting = {
            let mut reader = reader.borrow_mut();
            reader.tagger = model.map_or(Tagger::Missing, |m| Tagger::Here(Box::new(m)));
            reader.waiting.take()
        };
        match waiting {
            Some(request) => reader.borrow().read(request),
            None => {
                if here {
                    reader.borrow().post(&Response::Model);
                }
                warm(&reader.borrow());
            }
        }
    });
}

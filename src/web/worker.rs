//! The worker's side of the transport: messages in, messages out; the tagger's model is fetched beside the first article.

use crate::extract::Options;
use crate::extract::entity::tagger::Model;
use crate::worker::{Packed, Request, Response, answer};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Reflect, Uint8Array, Uint32Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How long a first article waits for the model, in milliseconds: on a slow line it is read without and read again later.
const PATIENCE: u32 = 1500;

/// How long an article is read without a word of how far it is, in milliseconds.
const QUIET: f64 = 50.0;

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
    /// Whether anything was asked yet.
    asked: bool,
}

impl Reader {
    fn post(&self, response: &Response) {
        if let Response::Done { id, json, packed, millis } = response {
            let _ = self.post_document("Done", *id, json, packed, *millis);
        } else if let Ok(message) = serde_wasm_bindgen::to_value(response) {
            let _ = self.scope.post_message(&message);
        }
    }

    /// A document goes as bytes that are handed over: as strings it would be written and read letter by letter, several times.
    fn post_document(&self, what: &str, id: u32, json: &str, packed: &Packed, millis: f64) -> Result<(), JsValue> {
        let json = Uint8Array::from(json.as_bytes());
        let rest = Uint8Array::from(packed.json.as_slice());
        let numbers = Uint32Array::from(packed.numbers.as_slice());
        let (message, done, both) = (Object::new(), Object::new(), Object::new());
        for (name, value) in [("json", &rest as &JsValue), ("numbers", &numbers)] {
            Reflect::set(&both, &name.into(), value)?;
        }
        let (id, millis) = (JsValue::from(id), JsValue::from(millis));
        for (name, value) in [("id", &id), ("millis", &millis), ("json", &json), ("packed", &both)] {
            Reflect::set(&done, &name.into(), value)?;
        }
        Reflect::set(&message, &what.into(), &done)?;
        let handed = Array::of3(&json.buffer(), &rest.buffer(), &numbers.buffer());
        self.scope.post_message_with_transfer(&message, &handed)
    }

    fn read(&self, request: Request) {
        let from = js_sys::Date::now();
        let model = match &self.tagger {
            Tagger::Here(model) => Some(&**model),
            Tagger::Coming | Tagger::Missing => None,
        };
        // What is done before one could read how far it is needs no message: the page would draw each, beside the worker.
        let mut done = answer(request, model, &mut |progress| {
            if js_sys::Date::now() - from >= QUIET {
                self.post(&progress);
            }
        });
        if let Response::Done { millis, .. } = &mut done {
            *millis = js_sys::Date::now() - from;
        }
        self.post(&done);
    }
}

/// What is read for nobody.
const PRACTICE: &str = include_str!("samples/flood.txt");

/// How often before the model is there: the word lists are built then.
const FIRST_ROUNDS: u32 = 2;

/// How often with the model: the engine compiles for speed what has run some times.
const ROUNDS: u32 = 60;

/// Reads an article for nobody, again and again until something can be answered, so that the word lists are built and the code is
/// compiled for speed before the first article comes. A request waits for one round at most.
fn practise(reader: Rc<RefCell<Reader>>, rounds: u32, first: bool) {
    Timeout::new(0, move || {
        {
            let own = reader.borrow();
            // Who has asked and waits for the model loses nothing by it.
            if own.asked && !matches!(own.tagger, Tagger::Coming) {
                return;
            }
            let model = match &own.tagger {
                Tagger::Here(model) => Some(&**model),
                Tagger::Coming | Tagger::Missing => None,
            };
            let request = Request { id: 0, text: PRACTICE.to_owned(), html: None, options: Options::default() };
            let done = answer(request, model, &mut |_| {});
            // The page practises on the first one too, where nobody sees it.
            if let (true, Response::Done { id, json, packed, millis }) = (first, done) {
                let _ = own.post_document("Practice", id, &json, &packed, millis);
            }
        }
        if rounds > 1 {
            practise(reader, rounds - 1, false);
        }
    })
    .forget();
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
    let reader =
        Rc::new(RefCell::new(Reader { scope: scope.clone(), tagger: Tagger::Coming, waiting: None, asked: false }));
    let own = Rc::clone(&reader);
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = serde_wasm_bindgen::from_value::<Request>(event.data()) else { return };
        own.borrow_mut().asked = true;
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
    practise(Rc::clone(&reader), FIRST_ROUNDS, true);
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
            None if here => {
                reader.borrow().post(&Response::Model);
                practise(Rc::clone(&reader), ROUNDS, false);
            }
            None => {}
        }
    });
}

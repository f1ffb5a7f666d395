//! The page's side of the worker: one request at a time, a newer one ends an older one at once.

use crate::annotate::AnnotationDocument;
use crate::extract::Options;
use crate::worker::{Packed, Request, Response};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Reflect, Uint8Array, Uint32Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// What the client tells the page.
pub enum Event {
    /// The worker's own words.
    Said(Response),
    /// It has read the article.
    Read(Answer),
    /// It has read an article for nobody, which the page can practise with.
    Practice(Answer),
    /// It fell over while it worked on this request, and has been started again.
    Crashed(u32),
}

/// An article that the worker has read.
pub struct Answer {
    /// The request.
    pub id: u32,
    /// Milliseconds that it took, as the worker measured.
    pub millis: f64,
    /// The annotation document as JSON in UTF-8. It is kept as it is; nothing of it is read here.
    pub json: Uint8Array,
    packed: Packed,
}

impl Answer {
    /// The answer in a message, where it is one of this name.
    fn of(data: &JsValue, name: &str) -> Option<Self> {
        let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok().filter(|v| !v.is_undefined());
        let done = get(data, name)?;
        let packed = get(&done, "packed")?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a request's number")]
        let id = get(&done, "id")?.as_f64()? as u32;
        Some(Self {
            id,
            millis: get(&done, "millis")?.as_f64()?,
            json: get(&done, "json")?.dyn_into().ok()?,
            packed: Packed {
                json: get(&packed, "json")?.dyn_into::<Uint8Array>().ok()?.to_vec(),
                numbers: get(&packed, "numbers")?.dyn_into::<Uint32Array>().ok()?.to_vec(),
            },
        })
    }

    /// The document; `None` where it is not whole.
    pub fn document(&self) -> Option<AnnotationDocument> {
        self.packed.document()
    }
}

/// Whether this is somebody on the way to another version of the page. A worker started then has its files still on their way through the
/// older version, and Chromium may forget the newer one over them.
fn leaves(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest("#update").is_ok_and(|button| button.is_some()))
}

struct Running {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

struct Inner {
    running: Option<Running>,
    ready: bool,
    waiting: Option<Request>,
    busy: Option<u32>,
    last: u32,
    tell: Rc<dyn Fn(Event)>,
}

/// A handle to the worker.
#[derive(Clone)]
pub struct Client(Rc<RefCell<Inner>>);

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Client {
    /// A client whose worker starts at the first sign of work (a touch, a key, something dragged in): whoever only looks at the page
    /// loads neither the worker nor its model. `tell` hears what it says.
    pub fn new(tell: impl Fn(Event) + 'static) -> Self {
        let client = Self(Rc::new(RefCell::new(Inner {
            running: None,
            ready: false,
            waiting: None,
            busy: None,
            last: 0,
            tell: Rc::new(tell),
        })));
        for sign in ["pointerdown", "keydown", "dragenter", "paste"] {
            let own = client.clone();
            let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
            EventListener::once_with_options(&super::document(), sign, options, move |event| {
                if !leaves(event) {
                    own.warm();
                }
            })
            .forget();
        }
        client
    }

    /// Starts the worker if it has never been started.
    fn warm(&self) {
        if self.0.borrow().running.is_none() {
            self.spawn();
        }
    }

    fn spawn(&self) {
        if let Some(old) = self.0.borrow_mut().running.take() {
            old.worker.terminate();
        }
        let Ok(worker) = super::trusted::worker() else {
            self.crashed();
            return;
        };
        let own = self.clone();
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| own.hear(&event));
        let own = self.clone();
        let error = Closure::<dyn FnMut(ErrorEvent)>::new(move |_: ErrorEvent| own.crashed());
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        let mut inner = self.0.borrow_mut();
        inner.ready = false;
        inner.running = Some(Running { worker, _message: message, _error: error });
    }

    fn hear(&self, event: &MessageEvent) {
        if let Some(answer) = Answer::of(&event.data(), "Practice") {
            self.tell(Event::Practice(answer));
            return;
        }
        if let Some(answer) = Answer::of(&event.data(), "Done") {
            let wanted = self.0.borrow_mut().busy.take_if(|id| *id == answer.id).is_some();
            if wanted {
                self.tell(Event::Read(answer));
            }
            return;
        }
        let Ok(response) = serde_wasm_bindgen::from_value::<Response>(event.data()) else { return };
        {
            let mut inner = self.0.borrow_mut();
            match &response {
                Response::Ready => {
                    inner.ready = true;
                    if let Some(request) = inner.waiting.take() {
                        inner.post(&request);
                    }
                }
                Response::Progress { id, .. } if inner.busy != Some(*id) => return,
                Response::Failed { id, .. } => {
                    if inner.busy != Some(*id) {
                        return;
                    }
                    inner.busy = None;
                }
                // Documents come as bytes.
                Response::Progress { .. } | Response::Model | Response::Done { .. } => {}
            }
        }
        self.tell(Event::Said(response));
    }

    /// Tells the page, which may ask for the next thing at once: nothing is borrowed meanwhile.
    fn tell(&self, event: Event) {
        let tell = Rc::clone(&self.0.borrow().tell);
        tell(event);
    }

    fn crashed(&self) {
        let busy = {
            let mut inner = self.0.borrow_mut();
            inner.waiting = None;
            inner.busy.take()
        };
        if let Some(id) = busy {
            // Only after work: a worker that cannot even start is not started for ever.
            let own = self.clone();
            gloo::timers::callback::Timeout::new(0, move || own.spawn()).forget();
            self.tell(Event::Crashed(id));
        } else {
            self.0.borrow_mut().ready = false;
        }
    }

    /// Asks for an article to be read and returns the request's number.
    pub fn annotate(&self, text: String, html: Option<String>, options: Options) -> u32 {
        let restart = {
            let inner = self.0.borrow();
            inner.busy.is_some() || inner.running.is_none()
        };
        if restart {
            self.spawn();
        }
        let mut inner = self.0.borrow_mut();
        inner.last += 1;
        let request = Request { id: inner.last, text, html, options };
        inner.busy = Some(request.id);
        if inner.ready {
            inner.post(&request);
        } else {
            inner.waiting = Some(request);
        }
        inner.last
    }

    /// Gives up what is being worked on.
    pub fn cancel(&self) {
        let busy = {
            let mut inner = self.0.borrow_mut();
            inner.waiting = None;
            inner.busy.take().is_some()
        };
        if busy {
            self.spawn();
        }
    }
}

impl Inner {
    fn post(&self, request: &Request) {
        if let (Some(running), Ok(message)) = (&self.running, serde_wasm_bindgen::to_value(request)) {
            let _ = running.worker.post_message(&message);
        }
    }
}

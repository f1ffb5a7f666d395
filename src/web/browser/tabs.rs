//! Several tabs on the same works: Web Locks say who writes, a BroadcastChannel says what happened.

use js_sys::{Object, Promise, Reflect};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

#[wasm_bindgen]
extern "C" {
    type Locks;
    #[wasm_bindgen(method, catch, js_name = request)]
    fn request(this: &Locks, name: &str, options: &Object, run: &JsValue) -> Result<Promise, JsValue>;
}

/// What one tab says to the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// A state of this work has been kept.
    Kept(String),
    /// Who writes this work, please let go.
    LetGo(String),
    /// Everything is wiped.
    Wiped,
}

/// This tab among the others.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    /// The work whose lock this tab has, and what lets it go.
    held: Rc<RefCell<Option<(String, js_sys::Function)>>>,
}

fn locks() -> Option<Locks> {
    let found = Reflect::get(&super::window().navigator(), &"locks".into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then(|| found.unchecked_into())
}

impl Tabs {
    /// Joins the others; `hear` hears what they say.
    pub fn new(hear: impl Fn(Said) + 'static) -> Self {
        let channel = BroadcastChannel::new("hashiya").ok();
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string().and_then(|json| serde_json::from_str(&json).ok());
            if let Some(said) = said {
                hear(said);
            }
        });
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        }
        Self { channel, _hear: listen, held: Rc::default() }
    }

    /// Says something to the others.
    pub fn say(&self, said: &Said) {
        if let (Some(channel), Ok(json)) = (&self.channel, serde_json::to_string(said)) {
            let _ = channel.post_message(&JsValue::from_str(&json));
        }
    }

    /// Whether this tab has the lock of a work.
    pub fn holds(&self, id: &str) -> bool {
        self.held.borrow().as_ref().is_some_and(|(held, _)| held == id)
    }

    /// Lets the lock go.
    pub fn release(&self) {
        let held = self.held.borrow_mut().take();
        if let Some((_, release)) = held {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }

    /// Whether no tab works on this; where there are no locks nobody can tell.
    pub async fn free(&self, id: &str) -> bool {
        let Some(locks) = locks() else { return true };
        let mut got: Option<js_sys::Function> = None;
        let answer = Promise::new(&mut |resolve, _| got = Some(resolve));
        let Some(got) = got else { return true };
        let run = Closure::once_into_js(move |lock: JsValue| {
            let _ = got.call1(&JsValue::UNDEFINED, &JsValue::from_bool(!lock.is_null() && !lock.is_undefined()));
        });
        let options = Object::new();
        let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
        let Ok(whole) = locks.request(&format!("hashiya {id}"), &options, &run) else { return true };
        if JsFuture::from(whole).await.is_err() {
            return true;
        }
        JsFuture::from(answer).await.is_ok_and(|given| given.as_bool() == Some(true))
    }

    /// Takes the lock of a work if nobody has it, or from whoever has it (`steal`); `lost` is called when another tab takes it away.
    /// Where there are no locks everybody gets one: the store itself then sees to it that only the last one writes.
    pub async fn claim(&self, id: &str, steal: bool, lost: impl Fn() + 'static) -> bool {
        if self.holds(id) {
            return true;
        }
        self.release();
        let Some(locks) = locks() else { return true };
        let mut got: Option<js_sys::Function> = None;
        let answer = Promise::new(&mut |resolve, _| got = Some(resolve));
        let mut release: Option<js_sys::Function> = None;
        let hold = Promise::new(&mut |resolve, _| release = Some(resolve));
        let (Some(got), Some(release)) = (got, release) else { return true };
        let refuse = got.clone();
        let run = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let given = !lock.is_null() && !lock.is_undefined();
            let _ = got.call1(&JsValue::UNDEFINED, &given.into());
            if given { hold.into() } else { JsValue::UNDEFINED }
        });
        let options = Object::new();
        let _ = Reflect::set(&options, &if steal { "steal" } else { "ifAvailable" }.into(), &JsValue::TRUE);
        let Ok(whole) = locks.request(&format!("hashiya {id}"), &options, &run) else { return true };
        *self.held.borrow_mut() = Some((id.to_owned(), release));
        let (held, own) = (Rc::clone(&self.held), id.to_owned());
        wasm_bindgen_futures::spawn_local(async move {
            // It ends when the lock is let go, and fails when it is taken away or cannot be had at all.
            if JsFuture::from(whole).await.is_err() {
                let _ = refuse.call1(&JsValue::UNDEFINED, &JsValue::NULL);
                let mine = held.borrow().as_ref().is_some_and(|(id, _)| *id == own);
                if mine {
                    held.borrow_mut().take();
                    lost();
                }
            }
        });
        match JsFuture::from(answer).await.map(|given| given.as_bool()) {
            Ok(Some(true)) => true,
            Ok(Some(false)) => {
                self.held.borrow_mut().take();
                false
            }
            // No locks here after all.
            _ => true,
        }
    }
}

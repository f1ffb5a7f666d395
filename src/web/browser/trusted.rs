//! Addresses of programs, through the one Trusted Types policy that the Content-Security-Policy allows.
//!
//! Where the browser has no Trusted Types the address goes as it is. Only the page's own two programs, and the worker that the one-file
//! page carries, pass; every other address becomes an empty one, which starts nothing.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

/// The policy's name; `trusted-types` in index.html names it too.
const NAME: &str = "hashiya";

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Policy;
    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn script_url(this: &Policy, url: &str) -> Result<JsValue, JsValue>;

    type Factory;
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create(this: &Factory, name: &str, rules: &Object) -> Result<Policy, JsValue>;

    /// A worker started from a trusted address.
    #[wasm_bindgen(js_name = Worker)]
    type AnyWorker;
    #[wasm_bindgen(constructor, catch, js_class = "Worker")]
    fn new(url: &JsValue) -> Result<AnyWorker, JsValue>;
}

/// The worker that the one-file page carries with it.
fn packed() -> Option<String> {
    super::document().document_element().and_then(|root| root.get_attribute("data-worker"))
}

fn allowed(url: &str) -> bool {
    matches!(url, "reader.js" | "sw.js") || packed().is_some_and(|own| own == url && own.starts_with("blob:"))
}

fn policy() -> Option<Policy> {
    thread_local! {
        static POLICY: Option<Policy> = make();
    }
    POLICY.with(Clone::clone)
}

fn make() -> Option<Policy> {
    let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok()?;
    if factory.is_undefined() {
        return None;
    }
    let check = Closure::<dyn Fn(String) -> String>::new(|url: String| if allowed(&url) { url } else { String::new() });
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), check.as_ref()).ok()?;
    check.forget();
    factory.unchecked_ref::<Factory>().create(NAME, &rules).ok()
}

/// The address of one of the page's own programs, as this browser wants it.
pub fn script(url: &str) -> JsValue {
    let plain = || if allowed(url) { JsValue::from_str(url) } else { JsValue::from_str("") };
    policy().and_then(|policy| policy.script_url(url).ok()).unwrap_or_else(plain)
}

/// Starts the worker: the file beside the page, or the one packed into it. Errors: the browser's.
pub fn worker() -> Result<web_sys::Worker, JsValue> {
    let url = packed();
    Ok(AnyWorker::new(&script(url.as_deref().unwrap_or("reader.js")))?.unchecked_into())
}

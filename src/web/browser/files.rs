//! Files from the person and to the person.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// A file's bytes. Errors: the browser could not read it.
pub async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Offers `content` as a download called `name`.
pub fn download(name: &str, content: &str) -> Result<(), JsValue> {
    // Bytes: a string would be written anew on the way in and on the way out.
    let parts = Array::of1(&Uint8Array::from(content.as_bytes()));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    save(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?)
}

fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = super::document();
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    if let Some(body) = document.body() {
        body.append_child(&link)?;
    }
    link.click();
    link.remove();
    // The browser takes the address when the click is handled; later it is free to go.
    gloo::timers::callback::Timeout::new(30_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Offers bytes as a download called `name`.
pub fn download_bytes(name: &str, content: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(content));
    save(name, &Blob::new_with_u8_array_sequence(&parts)?)
}

/// Puts words on the clipboard.
pub fn copy(words: &str) {
    let promise = super::window().navigator().clipboard().write_text(words);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}

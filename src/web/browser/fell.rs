//! The end of the page's program, said in plain words: what was shown as saved is in the store.

use core::cell::Cell;
use wasm_bindgen::JsValue;

thread_local! {
    static FALLEN: Cell<bool> = const { Cell::new(false) };
}

/// Whether the program is at its end: nothing may change any more, and nothing be kept.
pub fn fallen() -> bool {
    FALLEN.get()
}

/// Shows a message where the program panics; what it shows is made without the program's own state.
pub fn watch() {
    // Through yew: a hook set by hand is replaced by yew's own when the page is drawn first.
    yew::set_custom_panic_hook(Box::new(|what| {
        FALLEN.set(true);
        web_sys::console::error_1(&JsValue::from_str(&what.to_string()));
        show();
    }));
}

fn show() {
    let document = super::document();
    let (Some(body), Ok(note), Ok(again)) =
        (document.body(), document.create_element("p"), document.create_element("a"))
    else {
        return;
    };
    let english = document.document_element().and_then(|root| root.get_attribute("lang")).is_some_and(|l| l == "en");
    let (words, link) = if english {
        ("The page has stopped because of a mistake of its own. What was shown as saved is safe. ", "Load it again")
    } else {
        ("توقفت الصفحة لخطأ فيها. ما ظهر أنه محفوظ فهو محفوظ. ", "حمّلها من جديد")
    };
    note.set_text_content(Some(words));
    again.set_text_content(Some(link));
    let _ = again.set_attribute("href", "");
    let _ = note.set_attribute("id", "fell");
    let _ = note.set_attribute("role", "alert");
    let _ = note.append_child(&again);
    let _ = body.insert_before(&note, body.first_child().as_ref());
}

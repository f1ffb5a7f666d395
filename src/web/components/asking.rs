//! Choosing a quotation's speaker by a click on a name in the article.

use crate::session::{Action, Command};
use crate::web::hooks::{Target, use_ctx, use_listener};
use serde_json::json;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// While a speaker is asked for: a name that comes into focus becomes the quotation's speaker, in one step; Escape ends it.
#[component]
pub(crate) fn Asking() -> Html {
    let ctx = use_ctx();
    let ctx_now = ctx.clone();
    let chosen = (ctx.session.asking.clone(), ctx.session.focus.clone());
    use_effect_with(chosen, move |(asking, focus)| {
        let (Some(quotation), Some(focus)) = (asking, focus) else { return };
        let named = ctx_now.work().and_then(|w| w.get(focus)).is_some_and(|a| a.layer == "entity");
        if named {
            let (id, value) = (quotation.clone(), Some(json!(focus)));
            ctx_now.act(Action::Ask(None));
            // The change brings the quotation back into focus.
            ctx_now.run(Command::SetAttribute { id, key: "speaker".to_owned(), value });
            ctx_now.act(Action::Focus(Some(quotation.clone())));
        }
    });
    let ending = ctx.clone();
    use_listener(Target::Document, "keydown", move |event| {
        let escape = event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|e| e.key() == "Escape");
        if escape && ending.host.session().asking.is_some() {
            ending.act(Action::Ask(None));
        }
    });
    let m = ctx.m();
    html! {
        if ctx.session.asking.is_some() {
            <div class="row busy" role="status">
                <span>{ m.source.asking }</span>
                <span class="grow"></span>
                <button onclick={ctx.on(|| Action::Ask(None))}>{ m.cancel }</button>
            </div>
        }
    }
}

//! What the bar says about how things are kept: a new version that waits.

use crate::web::browser::offline;
use crate::web::hooks::{use_ctx, use_keeping};
use crate::web::messages::keeping;
use yew::prelude::*;

/// A row of the bar, where there is something to say.
#[component]
pub(crate) fn KeepingBar() -> Html {
    let ctx = use_ctx();
    let m = keeping(ctx.session.lang);
    let now = use_keeping();
    let update = Callback::from(|_: MouseEvent| wasm_bindgen_futures::spawn_local(offline::take()));
    html! {
        <div id="keeping" class="keeping" role="status" data-offline={now.offline.to_string()}>
            if now.update {
                <p class="row">{ m.update }<button id="update" onclick={update}>{ m.update_now }</button></p>
            }
        </div>
    }
}

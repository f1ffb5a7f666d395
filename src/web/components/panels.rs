//! The panels beside the article.

use super::list::Review_;
use crate::session::{Action, View};
use crate::web::hooks::use_ctx;
use yew::prelude::*;

/// Tabs and the panel that is open.
#[component]
pub(crate) fn Panels() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let tabs = [(View::Review, m.tab_review)];
    html! {
        <aside class="panels" aria-label={m.panel}>
            <div class="tabs" role="tablist" aria-label={m.panel}>
                { for tabs.iter().map(|&(view, name)| {
                    let open = ctx.session.view == view;
                    html! {
                        <button role="tab" aria-selected={open.to_string()} aria-controls="panel"
                            onclick={ctx.on(move || Action::SetView(view))}>{ name }</button>
                    }
                }) }
            </div>
            <div id="panel" class="panel" role="tabpanel">
                { match ctx.session.view {
                    _ => html! { <Review_ /> },
                } }
            </div>
        </aside>
    }
}

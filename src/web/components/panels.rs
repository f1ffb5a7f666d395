//! The panels beside the article.

use super::entities::Entities;
use super::guidelines::Guidelines;
use super::judge::Judge;
use super::list::ReviewPanel;
use super::statements::Statements;
use super::values::{TextPanel, Values};
use crate::session::{Action, View};
use crate::web::hooks::use_ctx;
use crate::web::messages::label_words;
use yew::prelude::*;

/// Tabs and the panel that is open.
#[component]
pub(crate) fn Panels() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let tabs = [
        (View::Review, m.tab_review),
        (View::Entities, m.tab_entities),
        (View::Statements, m.tab_statements),
        (View::Values, m.tab_values),
        (View::Text, m.tab_text),
        (View::Judge, m.judge.tab),
        (View::Guidelines, label_words(ctx.session.lang).guidelines),
    ];
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
            <div id="panel" class="panel" role="tabpanel" tabindex="0" aria-label={m.panel}>
                <h2 class="visually-hidden">{ tabs.iter().find(|t| t.0 == ctx.session.view).map(|t| t.1) }</h2>
                { match ctx.session.view {
                    View::Review => html! { <ReviewPanel /> },
                    View::Entities => html! { <Entities /> },
                    View::Statements => html! { <Statements /> },
                    View::Values => html! { <Values /> },
                    View::Text => html! { <TextPanel /> },
                    View::Judge => html! { <Judge /> },
                    View::Guidelines => html! { <Guidelines /> },
                } }
            </div>
        </aside>
    }
}

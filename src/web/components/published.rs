//! The publication date: shown, typed, suggested.

use crate::extract::Origin;
use crate::session::{moment, parse_date};
use crate::web::hooks::use_ctx;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The date's field with where it comes from, and what the text suggests where it is unknown.
#[component]
pub(crate) fn Published() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let Some(work) = ctx.work() else { return Html::default() };
    let published = work.document.document.published.clone();
    let node = use_node_ref();
    {
        // An undo or another article brings another date; what is being typed is left alone otherwise.
        let node = node.clone();
        let value = published.value.clone().unwrap_or_default();
        use_effect_with((value, ctx.session.revision), move |(value, _)| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.set_value(value);
            }
        });
    }
    let change = {
        let host = ctx.host.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                host.set_published(&input.value());
            }
        })
    };
    let enter = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(input) = event.target_dyn_into::<HtmlInputElement>()
        {
            let _ = input.blur();
        }
    });
    let origin = match published.origin {
        Some(Origin::Text) => m.published_text,
        Some(Origin::User) => m.published_user,
        Some(Origin::Story) => m.published_story,
        None => m.published_unknown,
    };
    let spoken = published.value.as_deref().and_then(|v| moment(v, ctx.session.lang)).unwrap_or_default();
    html! {
        <div class="published">
            <label for="published">{ m.published }</label>
            <input id="published" ref={node} type="text" dir="ltr" autocomplete="off" spellcheck="false"
                placeholder={m.published_hint} aria-describedby="published-origin" onchange={change} onkeydown={enter} />
            <small id="published-origin">{ spoken }{ if published.value.is_some() { " · " } else { "" } }{ origin }</small>
            if published.value.is_none() && !published.candidates.is_empty() {
                <span class="suggested">
                    { m.suggested }
                    { for published.candidates.iter().take(3).map(|c| {
                        // A weekday alone is no date that could be taken over.
                        if parse_date(&c.value).is_none() {
                            return html! { <span class="quiet" dir="auto">{ &c.reason }</span> };
                        }
                        let (host, value) = (ctx.host.clone(), c.value.clone());
                        let take = Callback::from(move |_: MouseEvent| host.set_published(&value));
                        html! { <button class="chip" dir="ltr" title={c.reason.clone()} onclick={take}>{ &c.value }</button> }
                    }) }
                </span>
            }
        </div>
    }
}

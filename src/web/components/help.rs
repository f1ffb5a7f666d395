//! The help sheet.

use crate::session::Action;
use crate::web::browser;
use crate::web::hooks::use_ctx;
use crate::web::messages::label_words;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// Properties of [`Help`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Closes it.
    pub(crate) close: Callback<bool>,
}

/// Every key, and how the page works, in a dialog.
#[component]
pub(crate) fn Help(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    let shut = props.close.reform(|_: MouseEvent| false);
    let gone = props.close.reform(|_: Event| false);
    let again = {
        let (shut, ctx) = (props.close.clone(), ctx.clone());
        Callback::from(move |_: MouseEvent| {
            shut.emit(false);
            ctx.act(Action::Tour(Some(0)));
            // The tour was asked for: the focus goes to it.
            gloo::timers::callback::Timeout::new(60, || {
                let tour = browser::document().get_element_by_id("tour");
                if let Some(tour) = tour.and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
                    let _ = tour.focus();
                }
            })
            .forget();
        })
    };
    html! {
        <dialog class="help" ref={node} aria-label={m.help} onclose={gone}>
            <div class="row">
                <h2>{ m.how_title }</h2>
                <span class="grow"></span>
                <button class="icon" aria-label={m.close} onclick={shut}>{ "✕" }</button>
            </div>
            <ul>{ for m.how.iter().map(|words| html! { <li>{ *words }</li> }) }</ul>
            <h2>{ m.help }</h2>
            <dl>
                { for m.keys.iter().map(|(key, words)| html! {
                    <div><dt><kbd dir="ltr">{ *key }</kbd></dt><dd>{ *words }</dd></div>
                }) }
            </dl>
            <p class="row"><span class="quiet grow">{ m.privacy_line }</span>
                <button id="tour-again" onclick={again}>{ label_words(m.lang()).tour_again }</button></p>
        </dialog>
    }
}

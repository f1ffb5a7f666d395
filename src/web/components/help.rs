//! The help sheet.

use crate::web::hooks::use_ctx;
use web_sys::HtmlDialogElement;
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
    let m = use_ctx().m();
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
            <p class="quiet">{ m.privacy_line }</p>
        </dialog>
    }
}

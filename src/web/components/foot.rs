//! The keys along the foot.

use crate::web::hooks::use_ctx;
use yew::prelude::*;

/// Properties of [`Foot`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Opens the help sheet.
    pub(crate) help: Callback<bool>,
}

/// The commonest keys.
#[component]
pub(crate) fn Foot(props: &Props) -> Html {
    let m = use_ctx().m();
    html! {
        <footer class="foot" onclick={props.help.reform(|_: MouseEvent| true)}>
            { for m.keys_short.iter().map(|(key, words)| html! { <span>{ *words }{ super::cap(key) }</span> }) }
        </footer>
    }
}

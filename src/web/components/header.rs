//! The bar at the top.

use super::keeping::{KeepingBar, State};
use crate::session::{Action, Theme};
use crate::web::app::{turn_lang, turn_theme};
use crate::web::hooks::use_ctx;
use yew::prelude::*;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Opens the help sheet.
    pub(crate) help: Callback<bool>,
}

/// Name, title, date, saved state, and what can always be done.
#[component]
pub(crate) fn Header(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let session = &ctx.session;
    let theme_name = match session.theme {
        Theme::Auto => m.theme_auto,
        Theme::Light => m.theme_light,
        Theme::Dark => m.theme_dark,
    };
    let lang = {
        let ctx = ctx.clone();
        Callback::from(move |_: MouseEvent| turn_lang(&ctx))
    };
    let theme = {
        let ctx = ctx.clone();
        Callback::from(move |_: MouseEvent| turn_theme(&ctx))
    };
    let download = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.download())
    };
    let help = props.help.reform(|_: MouseEvent| true);
    let other = if m.code == "ar" { "en" } else { "ar" };
    html! {
        <header class="bar">
            <h1 class="brand">{ m.name }</h1>
            if let Some(work) = &session.work {
                <p class="title" dir="auto" title={work.document.document.title.clone()}>
                    { work.document.document.title.as_deref().unwrap_or(m.untitled) }
                </p>
            }
            <super::FileField />
            <span class="grow"></span>
            if session.work.is_some() {
                <State />
                <button id="new" aria-label={m.new_article} onclick={ctx.on(|| Action::Close)}>{ both(m.new_article, "+") }</button>
                <button id="undo" title="Ctrl+Z" aria-label={m.undo} disabled={session.work.as_ref().is_none_or(|w| w.undo.is_empty())}
                    onclick={ctx.on(|| Action::Undo)}>{ both(m.undo, "↶") }</button>
                <button id="redo" title="Ctrl+Shift+Z" aria-label={m.redo}
                    disabled={session.work.as_ref().is_none_or(|w| w.redo.is_empty())}
                    onclick={ctx.on(|| Action::Redo)}>{ both(m.redo, "↷") }</button>
            }
            <button id="lang" lang={other} aria-label={m.other_language} onclick={lang}>{ both(m.other_language, if other == "ar" { "ع" } else { "EN" }) }</button>
            <button id="theme" class="icon" title={theme_name} aria-label={theme_name} onclick={theme}>
                { match session.theme { Theme::Auto => "◐", Theme::Light => "☀", Theme::Dark => "☾" } }
            </button>
            <button id="help" class="icon" title={m.help} aria-label={m.help} onclick={help}>{ "?" }</button>
            if session.work.is_some() {
                <button id="download" class="primary" title="Ctrl+S" aria-label={m.download} onclick={download}>{ both(m.download, "⤓") }</button>
            }
            <KeepingBar />
        </header>
    }
}

/// The words, or a sign where there is no room for them; the button has the words as its name.
fn both(words: &'static str, sign: &'static str) -> Html {
    html! { <><span class="wide">{ words }</span><span class="slim" data-sign={sign} aria-hidden="true"></span></> }
}

//! The page before there is an article: paste, open, try, continue.

use super::library::Library;
use crate::session::{Action, Dialog};
use crate::web::browser;
use crate::web::hooks::{change_keeping, use_ctx};
use crate::web::messages::{keeping, label_words};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// An article of our own, about something that never happened.
pub(super) const SAMPLE: &str = include_str!("../samples/flood.txt");

/// The paste field and the ways in.
#[component]
pub(crate) fn Start() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let area = use_node_ref();
    let annotate = {
        let (host, area) = (ctx.host.clone(), area.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                host.annotate_field(area.value());
            }
        })
    };
    let keys = {
        let (host, area) = (ctx.host.clone(), area.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                    host.annotate_field(area.value());
                }
            }
        })
    };
    let choose = Callback::from(|_: MouseEvent| choose_file());
    let sample = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.annotate(SAMPLE.to_owned(), None))
    };
    let cancel = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.cancel())
    };
    let own = keeping(ctx.session.lang);
    let sheet = Callback::from(|_: MouseEvent| change_keeping(|k| k.sheet = true));
    let busy = ctx.session.busy.clone();
    html! {
        <main class="start" aria-busy={busy.is_some().to_string()}>
            <super::Tour />
            <div class="sheet">
                <p class="tagline">{ m.tagline }</p>
                <label class="visually-hidden" for="text">{ m.article_text }</label>
                <textarea id="text" ref={area} dir={if m.code == "ar" { "rtl" } else { "auto" }} spellcheck="false" placeholder={m.article_placeholder}
                    onkeydown={keys} />
                <div class="row">
                    <button id="annotate" class="primary" onclick={annotate}>{ m.annotate }</button>
                    <button id="open" onclick={choose}>{ m.open_file }</button>
                    <button id="sample" data-sample="" onclick={sample}>{ m.sample }</button>
                </div>
                if let Some(busy) = busy {
                    <div class="row" role="status">
                        <label for="progress">{ m.working }{ " " }{ (m.stage)(&busy.stage) }</label>
                        <progress id="progress" max="1" value={busy.share.to_string()}></progress>
                        <button id="cancel" onclick={cancel}>{ m.cancel }</button>
                    </div>
                }
                <p class="quiet row">{ m.privacy_line }<button id="keeping-sheet" class="quiet" onclick={sheet}>{ own.sheet }</button>
                    <button id="labels" class="quiet" onclick={ctx.on(|| Action::Show(Some(Dialog::Labels)))}>{ label_words(ctx.session.lang).open }</button></p>
            </div>
            <Library />
        </main>
    }
}

/// Asks the person for a file.
pub(crate) fn choose_file() {
    let input = browser::document().get_element_by_id("file");
    if let Some(input) = input.and_then(|i| i.dyn_into::<HtmlInputElement>().ok()) {
        input.click();
    }
}

/// The file field: always there, so that a file can be opened from every view.
#[component]
pub(crate) fn FileField() -> Html {
    let ctx = use_ctx();
    let file = {
        let host = ctx.host.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(files) = input.files() {
                host.take_files(&files);
            }
            input.set_value("");
        })
    };
    html! {
        <input id="file" type="file" multiple=true class="visually-hidden" tabindex="-1" aria-label={ctx.m().open_file}
            accept=".txt,.json,text/plain,application/json" onchange={file} />
    }
}

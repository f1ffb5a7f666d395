//! Versions of the open article: kept by the clock and by name, compared with what stands, brought back.

use super::article::reveal_span;
use super::sheet::with_store;
use crate::session::backup::Kept;
use crate::session::{Action, compare};
use crate::web::browser::store::{Fault, Version, Why};
use crate::web::browser::{self};
use crate::web::hooks::{Ctx, change_keeping, use_ctx};
use crate::web::messages::keeping;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The most differences shown.
const MOST: usize = 300;

/// Gives the open article the state of a version; what stands now becomes a version by being replaced.
fn bring_back(ctx: &Ctx, version: &Version) {
    let (host, content) = (ctx.host.clone(), version.content.clone());
    wasm_bindgen_futures::spawn_local(async move {
        host.saver.idle().await;
        match Kept::read(&content) {
            Ok(kept) => {
                host.act(Action::Open(Box::new(kept.document)));
                change_keeping(|k| k.sheet = false);
            }
            Err(error) => host.act(Action::Failed(crate::session::Problem::File(error))),
        }
    });
}

/// The list of versions and what can be done with them.
#[component]
pub(crate) fn Versions() -> Html {
    let ctx = use_ctx();
    let m = keeping(ctx.session.lang);
    let list = use_state(|| Rc::new(Vec::<Version>::new()));
    let turn = use_state(|| 0u32);
    let shown = use_state(|| None::<usize>);
    let name = use_node_ref();
    let id = ctx.work().map(|w| w.document.document.id.clone()).unwrap_or_default();
    {
        let (list, host) = (list.clone(), ctx.host.clone());
        use_effect_with((id, *turn), move |(id, _)| {
            let id = id.clone();
            with_store(&host, move |store| async move {
                list.set(Rc::new(store.versions(&id).await?));
                Ok(())
            });
        });
    }
    let add = {
        let (ctx, name, turn) = (ctx.clone(), name.clone(), turn.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (Some(field), Some(work)) = (name.cast::<HtmlInputElement>(), ctx.work().cloned()) else { return };
            let given = field.value().trim().chars().take(80).collect::<String>();
            let given = (!given.is_empty()).then_some(given);
            field.set_value("");
            let turn = turn.clone();
            with_store(&ctx.host, move |store| async move {
                store.keep_version(&work, given, Why::Named, &browser::now()).await?;
                turn.set(*turn + 1);
                Ok::<(), Fault>(())
            });
        })
    };
    html! {
        <section id="versions">
            <h3>{ m.versions }</h3>
            <form class="row" onsubmit={add}>
                <label for="version-name" class="visually-hidden">{ m.version_name }</label>
                <input id="version-name" ref={name} dir="auto" maxlength="80" placeholder={m.version_name} />
                <button id="keep-version">{ m.version_keep }</button>
            </form>
            <ul>
                { for list.iter().enumerate().map(|(n, v)| {
                    let toggle = {
                        let shown = shown.clone();
                        Callback::from(move |_: MouseEvent| shown.set((*shown != Some(n)).then_some(n)))
                    };
                    let back = {
                        let (ctx, v) = (ctx.clone(), v.clone());
                        Callback::from(move |_: MouseEvent| bring_back(&ctx, &v))
                    };
                    let what = v.name.clone().unwrap_or_else(|| (m.version_why)(v.why).to_owned());
                    html! {
                        <li key={v.at.to_string()}>
                            <div class="row">
                                <span class="grow"><bdi>{ what }</bdi>{ " · " }<bdi dir="ltr" class="quiet">{ v.saved.replace('T', " ").replace('Z', "") }</bdi>{ " · " }{ (ctx.m().edits)(v.edits) }</span>
                                <button aria-expanded={(*shown == Some(n)).to_string()} onclick={toggle}>{ m.compare }</button>
                                <button onclick={back}>{ m.bring_back }</button>
                            </div>
                            if *shown == Some(n) {
                                { differences(&ctx, v) }
                            }
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn differences(ctx: &Ctx, version: &Version) -> Html {
    let m = keeping(ctx.session.lang);
    let (Ok(kept), Some(work)) = (Kept::read(&version.content), ctx.work()) else {
        return html! { <p class="quiet">{ (m.fault)("unreadable") }</p> };
    };
    let found = compare(&kept.document, &work.document);
    html! {
        <div class="differences">
            <p class="quiet">{ (m.differences)(found.len()) }</p>
            <ul>
                { for found.iter().take(MOST).map(|d| {
                    let (host, span) = (ctx.host.clone(), d.span);
                    let go = Callback::from(move |_: MouseEvent| {
                        change_keeping(|k| k.sheet = false);
                        if let Some(span) = span {
                            reveal_span(&host, span);
                        }
                    });
                    html! {
                        <li><button class="go row" onclick={go}>
                            <span class="quiet">{ (m.change)(d.change) }</span>
                            if !d.before.is_empty() { <del><bdi>{ &d.before }</bdi></del> }
                            if !d.after.is_empty() { <ins><bdi>{ &d.after }</bdi></ins> }
                        </button></li>
                    }
                }) }
            </ul>
        </div>
    }
}

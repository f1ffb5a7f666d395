//! The sheet about keeping: what is kept and where, versions of the article, the bin, one file of everything, and wiping it all.

use super::versions::Versions;
use crate::session::{Action, Problem};
use crate::web::browser::store::{Binned, Fault, Store};
use crate::web::browser::{self, files};
use crate::web::hooks::{HostRef, change_keeping, use_ctx, use_keeping};
use crate::web::messages::keeping;
use std::future::Future;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Does something with the store; what fails is said.
pub(crate) fn with_store<F: Future<Output = Result<(), Fault>>>(
    host: &HostRef,
    run: impl FnOnce(Store) -> F + 'static,
) {
    let host = host.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let done = match host.saver.store().await {
            Ok(store) => run(store).await,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = done {
            host.act(Action::Failed(Problem::Store(fault.code().to_owned())));
        }
    });
}

/// What stands in the bin and what was put aside.
#[derive(Clone, Default, PartialEq)]
struct Kept {
    works: usize,
    bin: Vec<Binned>,
    aside: Vec<(String, String)>,
}

/// The sheet, where it is open.
#[component]
pub(crate) fn KeepingSheet() -> Html {
    let open = use_keeping(|k| k.sheet);
    if open {
        html! { <Sheet /> }
    } else {
        Html::default()
    }
}

/// What the store holds, again whenever the shelf changes.
#[hook]
fn use_kept() -> Kept {
    let ctx = use_ctx();
    let kept = use_state_eq(Kept::default);
    let (own, host) = (kept.clone(), ctx.host.clone());
    let shelf = use_keeping(|k| k.shelf);
    use_effect_with(shelf, move |_| {
        with_store(&host, move |store| async move {
            let works = store.shelf().await?.len();
            own.set(Kept { works, bin: store.bin().await?, aside: store.aside().await? });
            Ok(())
        });
    });
    (*kept).clone()
}

#[component]
fn Sheet() -> Html {
    let ctx = use_ctx();
    let m = keeping(ctx.session.lang);
    let close_word = ctx.m().close;
    let node = use_node_ref();
    let offline = use_keeping(|k| k.offline);
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    let shut = Callback::from(|_: MouseEvent| change_keeping(|k| k.sheet = false));
    let gone = Callback::from(|_: Event| change_keeping(|k| k.sheet = false));
    html! {
        <dialog id="sheet" class="help keep" ref={node} aria-labelledby="sheet-title" onclose={gone}>
            <div class="row">
                <h2 id="sheet-title">{ m.sheet }</h2>
                <span class="grow"></span>
                <button class="icon" aria-label={close_word} onclick={shut}>{ "✕" }</button>
            </div>
            if ctx.session.work.is_some() {
                <Versions />
            }
            <h3>{ m.privacy }</h3>
            <ul class="privacy">{ for m.privacy_says.iter().map(|words| html! { <li>{ *words }</li> }) }</ul>
            <p class="quiet">{ if offline { m.offline_yes } else { m.offline_no } }</p>
            <Library />
        </dialog>
    }
}

/// Backup, bin, what cannot be read, and the end of it all.
#[component]
fn Library() -> Html {
    let ctx = use_ctx();
    let m = keeping(ctx.session.lang);
    let kept = use_kept();
    let sure = use_state(|| false);
    let backup = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| {
            with_store(&host, |store| async move {
                let now = browser::now();
                let file = store.backup(&now).await?;
                let day = now.split_once('T').map_or("", |(day, _)| day);
                files::download(&format!("hashiya-{day}.backup.json"), &file)
                    .map_err(|e| Fault::Other(format!("{e:?}")))
            });
        })
    };
    let choose = Callback::from(|_: MouseEvent| super::start::choose_file());
    let ask = {
        let sure = sure.clone();
        Callback::from(move |_: MouseEvent| sure.set(true))
    };
    let not = {
        let sure = sure.clone();
        Callback::from(move |_: MouseEvent| sure.set(false))
    };
    let wipe = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| {
            let host = host.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if let Err(fault) = host.saver.wipe().await {
                    host.act(Action::Failed(Problem::Store(fault.code().to_owned())));
                }
            });
        })
    };
    html! {
        <>
            <h3>{ m.backup }</h3>
            <p class="quiet">{ (m.works)(kept.works) }</p>
            <div class="row">
                <button id="backup" onclick={backup}>{ m.backup_do }</button>
                <button id="restore" onclick={choose}>{ m.backup_open }</button>
            </div>
            if !kept.bin.is_empty() {
                <h3>{ m.bin }</h3>
                <ul id="bin">{ for kept.bin.iter().map(|s| binned(&ctx.host, s, m)) }</ul>
            }
            if !kept.aside.is_empty() {
                <h3>{ m.aside }</h3>
                <p class="quiet">{ m.aside_why }</p>
                <ul id="aside">
                    { for kept.aside.iter().map(|(key, content)| {
                        let (name, content) = (format!("{key}.raw.json"), content.clone());
                        let get = Callback::from(move |_: MouseEvent| { let _ = files::download(&name, &content); });
                        html! { <li class="row" key={key.clone()}><bdi class="grow">{ key }</bdi><button onclick={get}>{ m.raw }</button></li> }
                    }) }
                </ul>
            }
            <h3>{ m.wipe }</h3>
            if *sure {
                <div class="row failed" role="alert">
                    <p>{ m.wipe_sure }</p>
                    <button id="wipe-now" onclick={wipe}>{ m.wipe_yes }</button>
                    <button onclick={not}>{ m.wipe_no }</button>
                </div>
            } else {
                <button id="wipe" onclick={ask}>{ m.wipe_do }</button>
            }
        </>
    }
}

fn binned(host: &HostRef, s: &Binned, m: &'static crate::web::messages::Keeping) -> Html {
    let back = {
        let (host, id) = (host.clone(), s.id.clone());
        Callback::from(move |_: MouseEvent| recover(&host, id.clone()))
    };
    let end = {
        let (host, id) = (host.clone(), s.id.clone());
        Callback::from(move |_: MouseEvent| {
            let id = id.clone();
            with_store(&host, |store| async move {
                store.forget(&id).await?;
                change_keeping(|k| k.shelf += 1);
                Ok(())
            });
        })
    };
    html! {
        <li class="row" key={s.id.clone()}>
            <bdi class="grow">{ s.title.as_deref().unwrap_or(&s.id) }</bdi>
            <button onclick={back}>{ m.bin_back }</button>
            <button onclick={end}>{ m.bin_end }</button>
        </li>
    }
}

/// Puts a work into the bin, and offers to take it out again.
pub(crate) fn discard(host: &HostRef, id: String, title: String) {
    with_store(host, |store| async move {
        store.discard(&id, &browser::now()).await?;
        change_keeping(|k| {
            k.shelf += 1;
            k.binned = Some((id, title));
        });
        Ok(())
    });
}

/// Takes a work out of the bin.
pub(crate) fn recover(host: &HostRef, id: String) {
    with_store(host, |store| async move {
        store.recover(&id).await?;
        change_keeping(|k| {
            k.shelf += 1;
            k.binned = None;
        });
        Ok(())
    });
}

/// What was put into the bin last, with the way back.
#[component]
pub(crate) fn BinNotice() -> Html {
    let ctx = use_ctx();
    let m = keeping(ctx.session.lang);
    let Some((id, title)) = use_keeping(|k| k.binned.clone()) else { return Html::default() };
    let host = ctx.host.clone();
    let back = Callback::from(move |_: MouseEvent| recover(&host, id.clone()));
    html! {
        <p id="binned" class="row" role="status">{ (m.binned)(&title) }<button onclick={back}>{ m.bin_back }</button></p>
    }
}

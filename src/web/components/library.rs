//! The library on the start page: folders, search, sorting, progress, batches.

use super::sheet::{BinNotice, discard};
use crate::session::Action;
use crate::session::library::{Batch, Card, Folders, Sort, arranged};
use crate::web::hooks::{Ctx, HostRef, change_folders, folders, use_ctx, use_keeping};
use crate::web::messages::Messages;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What is shown of the library.
#[derive(Clone, PartialEq, Default)]
struct Shown {
    query: String,
    sort: Sort,
    /// The folder that is open; `None` shows all.
    folder: Option<String>,
}

fn field(event: &Event) -> String {
    let select = event.target_dyn_into::<HtmlSelectElement>().map(|s| s.value());
    select.or_else(|| event.target_dyn_into::<HtmlInputElement>().map(|i| i.value())).unwrap_or_default()
}

/// The library.
#[component]
pub(crate) fn Library() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let l = m.library;
    let cards = use_state(|| None::<Vec<Card>>);
    let shown = use_state(Shown::default);
    let (shelf, _) = use_keeping(|k| (k.shelf, k.things));
    let kept = folders();
    {
        // Read again when a batch has got further and when something was deleted.
        let (cards, host) = (cards.clone(), ctx.host.clone());
        let done = ctx.session.batch.as_ref().map(|b| b.done);
        use_effect_with((shelf, done), move |_| {
            wasm_bindgen_futures::spawn_local(async move {
                if let Ok(found) = host.cards().await {
                    cards.set(Some(found));
                }
            });
        });
    }
    let all = cards.as_deref().unwrap_or_default();
    let found = arranged(all, &shown.query, shown.sort);
    let here: Vec<&Card> =
        found.into_iter().filter(|c| shown.folder.as_deref().is_none_or(|f| kept.of(&c.id) == Some(f))).collect();
    html! {
        <section class="library" aria-label={m.recent}>
            <div class="row">
                <h2>{ m.recent }</h2>
                <span class="grow"></span>
                if !here.is_empty() {
                    <button id="download-all" onclick={{
                        let (host, ids) = (ctx.host.clone(), here.iter().map(|c| c.id.clone()).collect::<Vec<_>>());
                        Callback::from(move |_: MouseEvent| host.download_all(ids.clone()))
                    }}>{ (l.download_all)(here.len()) }</button>
                }
            </div>
            <BinNotice />
            if let Some(batch) = &ctx.session.batch { { progress(&ctx, batch) } }
            if !all.is_empty() { { tools(m, &shown) } { shelves(m, all, &kept, &ctx.host, &shown) } }
            if cards.is_none() {
                <p class="quiet" role="status">{ l.reading }</p>
            } else if all.is_empty() {
                <p class="quiet">{ m.recent_none }</p>
            } else if here.is_empty() {
                <p class="quiet" role="status">{ l.none_found }</p>
            }
            <ul class="shelf">{ for here.iter().map(|card| row(&ctx, card, &kept, &shown.query)) }</ul>
        </section>
    }
}

/// A batch on its way, or how it ended.
fn progress(ctx: &Ctx, batch: &Batch) -> Html {
    let m = ctx.m();
    let l = m.library;
    let cancel = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.cancel_batch())
    };
    html! {
        <div class="batch" id="batch" data-done={batch.done.to_string()} data-over={batch.over().to_string()}>
            <div class="row">
                <label for="batch-progress" role="status">{ (l.batch)(batch.done, batch.all) }</label>
                <progress id="batch-progress" max={batch.all.to_string()} value={batch.done.to_string()}></progress>
                <button id="batch-cancel" onclick={cancel}>{ if batch.over() { m.close } else { m.cancel } }</button>
            </div>
            if !batch.over() { <small dir="auto">{ &batch.name }</small> }
            if batch.here > 0 { <small>{ (l.here_already)(batch.here) }</small> }
            <ul>{ for batch.failed.iter().map(|(name, why)| html! { <li class="warn"><bdi>{ name }</bdi>{ ": " }{ (m.problem)(why) }</li> }) }</ul>
        </div>
    }
}

fn tools(m: &'static Messages, shown: &UseStateHandle<Shown>) -> Html {
    let l = m.library;
    let search = {
        let shown = shown.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                shown.set(Shown { query: input.value(), ..(*shown).clone() });
            }
        })
    };
    let sort = {
        let shown = shown.clone();
        Callback::from(move |event: Event| {
            let sort = match field(&event).as_str() {
                "title" => Sort::Title,
                "published" => Sort::Published,
                "left" => Sort::Left,
                _ => Sort::Recent,
            };
            shown.set(Shown { sort, ..(*shown).clone() });
        })
    };
    let option = |value: &'static str, of: Sort, words: &'static str| html! { <option {value} selected={shown.sort == of}>{ words }</option> };
    html! {
        <div class="row tools">
            <input id="library-search" type="search" dir="auto" aria-label={l.search} placeholder={l.search} value={shown.query.clone()} oninput={search} />
            <select id="library-sort" aria-label={l.sort} onchange={sort}>
                { option("recent", Sort::Recent, l.sort_recent) }
                { option("title", Sort::Title, l.sort_title) }
                { option("published", Sort::Published, l.sort_published) }
                { option("left", Sort::Left, l.sort_left) }
            </select>
        </div>
    }
}

/// The folders as a row of tabs, with the one that is open renamed or taken away.
fn shelves(m: &'static Messages, all: &[Card], kept: &Folders, host: &HostRef, shown: &UseStateHandle<Shown>) -> Html {
    let l = m.library;
    let open = |folder: Option<String>| {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(Shown { folder: folder.clone(), ..(*shown).clone() }))
    };
    let make = {
        let (host, shown) = (host.clone(), shown.clone());
        Callback::from(move |event: Event| {
            let name = field(&event);
            let new = name.clone();
            change_folders(&host, move |kept| kept.add(&new));
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                input.set_value("");
            }
            if !name.trim().is_empty() {
                shown.set(Shown { folder: Some(name.trim().to_owned()), ..(*shown).clone() });
            }
        })
    };
    let chip = |folder: Option<&String>| {
        let inside = all.iter().filter(|c| folder.is_none_or(|f| kept.of(&c.id) == Some(f.as_str())));
        let count = inside.count();
        html! {
            <button class="chip" aria-pressed={(shown.folder.as_ref() == folder).to_string()} onclick={open(folder.cloned())}>
                <bdi>{ folder.map_or(l.all_articles, String::as_str) }</bdi>{ format!(" {count}") }</button>
        }
    };
    html! {
        <div class="row folders" role="group" aria-label={l.folders}>
            { chip(None) }
            { for kept.names.iter().map(|name| chip(Some(name))) }
            <input id="new-folder" type="text" dir="auto" autocomplete="off" aria-label={l.new_folder} placeholder={l.new_folder} onchange={make} />
            if let Some(name) = &shown.folder {
                <input id="rename-folder" type="text" dir="auto" aria-label={l.rename_folder} value={name.clone()} onchange={{
                    let (host, kept, shown, old) = (host.clone(), kept.clone(), shown.clone(), name.clone());
                    Callback::from(move |event: Event| {
                        let (old, new) = (old.clone(), field(&event));
                        let mut renamed = kept.clone();
                        renamed.rename(&old, &new);
                        shown.set(Shown { folder: renamed.names.iter().find(|n| **n == new.trim()).cloned(), ..(*shown).clone() });
                        change_folders(&host, move |kept| kept.rename(&old, &new));
                    })
                }} />
                <button class="icon" title={l.remove_folder} aria-label={l.remove_folder} onclick={{
                    let (host, shown, old) = (host.clone(), shown.clone(), name.clone());
                    Callback::from(move |_: MouseEvent| {
                        let old = old.clone();
                        change_folders(&host, move |kept| kept.remove(&old));
                        shown.set(Shown { folder: None, ..(*shown).clone() });
                    })
                }}>{ "✕" }</button>
            }
        </div>
    }
}

fn row(ctx: &Ctx, card: &Card, kept: &Folders, query: &str) -> Html {
    let m = ctx.m();
    let l = m.library;
    let go = {
        let (host, id) = (ctx.host.clone(), card.id.clone());
        Callback::from(move |_: MouseEvent| host.resume(id.clone()))
    };
    let place = {
        let (host, id) = (ctx.host.clone(), card.id.clone());
        Callback::from(move |event: Event| {
            let (id, folder) = (id.clone(), field(&event));
            change_folders(&host, move |kept| kept.place(&id, Some(folder.as_str()).filter(|f| !f.is_empty())));
        })
    };
    let title = if card.title.is_empty() { card.id.clone() } else { card.title.clone() };
    let forget = {
        let (host, id, title) = (ctx.host.clone(), card.id.clone(), title.clone());
        Callback::from(move |_: MouseEvent| discard(&host, id.clone(), title.clone()))
    };
    let day = card.saved.split_once('T').map_or("", |(day, _)| day).to_owned();
    let done = card.all - card.left;
    let around = if query.trim().is_empty() { None } else { card.around(query) };
    let spoken = card.published.as_deref().and_then(|p| crate::session::moment(p, ctx.session.lang));
    html! {
        <li key={card.id.clone()} data-id={card.id.clone()}>
            <button class="work" onclick={go}>
                <bdi class="name">{ &title }</bdi>
                if let Some(words) = around { <span class="around" dir="rtl" lang="ar">{ "…" }{ words }{ "…" }</span> }
                if !card.note.is_empty() { <span class="around" dir="auto">{ "✎ " }{ &card.note }</span> }
                <small>{ spoken.map(|p| html! { <><bdi>{ p }</bdi>{ " · " }</> }) }{ (l.worked_on)(&day) }{ " · " }
                    { if card.left == 0 { m.all_done.to_owned() } else { (m.left)(card.left, card.all) } }</small>
            </button>
            <progress max={card.all.max(1).to_string()} value={done.to_string()} aria-label={format!("{}: {title}", l.progress)}></progress>
            if !kept.names.is_empty() {
                <select class="folder" aria-label={format!("{}: {title}", l.folder)} onchange={place}>
                    <option value="" selected={kept.of(&card.id).is_none()}>{ l.no_folder }</option>
                    { for kept.names.iter().map(|n| html! { <option value={n.clone()} selected={kept.of(&card.id) == Some(n)}>{ n }</option> }) }
                </select>
            }
            <button class="icon" title={m.delete} aria-label={format!("{}: {title}", m.delete)} onclick={forget}>{ "✕" }</button>
        </li>
    }
}

/// The note on the open article.
#[component]
pub(crate) fn ArticleNote() -> Html {
    let ctx = use_ctx();
    let l = ctx.m().library;
    let Some(work) = ctx.work() else { return Html::default() };
    let note = crate::session::library::note_of(&work.document).to_owned();
    let change = {
        let ctx = ctx.clone();
        Callback::from(move |event: Event| {
            ctx.act(Action::Do(crate::session::Command::SetArticleNote(field(&event)), crate::web::browser::now()));
        })
    };
    html! {
        <label class="article-note"><span class="quiet">{ l.article_note }</span>
            <input id="article-note" type="text" dir="auto" value={note} onchange={change} /></label>
    }
}

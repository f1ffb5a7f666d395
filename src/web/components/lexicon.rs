//! The personal lexicon: the offer beside a decision, and the list that can be edited, exported and imported.

use crate::annotate::{Annotation, Review};
use crate::extract::EntityLabel;
use crate::extract::entity::{PersonalEntry, PersonalLexicon};
use crate::web::browser::files;
use crate::web::hooks::{Ctx, Shared, change_lexicon, lexicon, use_ctx, use_keeping};
use crate::web::messages::{Names, names};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct AlwaysProps {
    /// The annotation in focus.
    pub annotation: Shared<Annotation>,
}

/// «From now on»: what is decided here holds in every article read after.
#[component]
pub(crate) fn Always(props: &AlwaysProps) -> Html {
    let ctx = use_ctx();
    let (m, n) = (ctx.m(), names(ctx.session.lang));
    use_keeping(|k| k.things);
    let a = &props.annotation;
    let label = EntityLabel::from_code(&a.label);
    if a.layer != "entity" || a.parts.is_some() || label.is_none() {
        return Html::default();
    }
    let said = if a.review == Review::Rejected { None } else { label };
    let all = lexicon();
    let known = all.get(&a.text).map(|e| e.label);
    if known == Some(said) {
        let words = said.map_or_else(|| n.known_never.to_owned(), |l| (n.known)(&m.label_name(l.code())));
        let (own, name) = (ctx.clone(), a.text.clone());
        let forget = Callback::from(move |_: MouseEvent| {
            let name = name.clone();
            change_lexicon(&own, (n.forget_name)(&name), move |all| {
                all.forget(&name);
            });
        });
        return html! {
            <div class="row always"><span class="quiet">{ words }</span>
                <button id="forget" aria-label={(n.forget_name)(&a.text)} onclick={forget}>{ n.forget }</button></div>
        };
    }
    if !a.decided() && known.is_none() {
        return Html::default();
    }
    let words = said.map_or_else(|| n.never.to_owned(), |l| (n.always)(&m.label_name(l.code())));
    let (own, name, news) = (ctx.clone(), a.text.clone(), words.clone());
    let learn = Callback::from(move |_: MouseEvent| {
        let name = name.clone();
        change_lexicon(&own, format!("{name} · {news}"), move |all| {
            all.set(&name, said);
        });
    });
    html! { <div class="row always"><button id="always" onclick={learn}>{ words }</button></div> }
}

/// The lexicon, folded away until it is asked for.
#[component]
pub(crate) fn LexiconList() -> Html {
    let ctx = use_ctx();
    let n = names(ctx.session.lang);
    use_keeping(|k| k.things);
    let all = lexicon();
    let problem = use_state(|| None::<String>);
    html! {
        <details class="lexicon">
            <summary>{ (n.title)(all.len()) }</summary>
            <p class="quiet">{ if all.is_empty() { n.none } else { n.why } }</p>
            <ul>
                { for all.entries().take(500).map(|e| entry(&ctx, n, e)) }
            </ul>
            <New />
            <div class="row">
                <button id="lexicon-export" disabled={all.is_empty()} onclick={export(&all)}>{ n.export }</button>
                <label class="button">{ n.import }
                    <input id="lexicon-import" type="file" class="visually-hidden" accept=".json,application/json"
                        onchange={import(&ctx, n, problem.clone())} />
                </label>
            </div>
            <p role="alert">{ (*problem).clone().unwrap_or_default() }</p>
        </details>
    }
}

/// The labels to choose from, and that it is none.
fn choices(ctx: &Ctx, n: &'static Names, chosen: Option<EntityLabel>) -> Html {
    let m = ctx.m();
    html! {
        <>
            { for EntityLabel::ALL.into_iter().map(|l| html! {
                <option value={l.code()} selected={chosen == Some(l)}>{ m.label_name(l.code()) }</option>
            }) }
            <option value="" selected={chosen.is_none()}>{ n.not_a_name }</option>
        </>
    }
}

fn entry(ctx: &Ctx, n: &'static Names, e: &PersonalEntry) -> Html {
    let relabel = {
        let (own, name) = (ctx.clone(), e.name.clone());
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let (name, label) = (name.clone(), EntityLabel::from_code(&select.value()));
                change_lexicon(&own, name.clone(), move |all| {
                    all.set(&name, label);
                });
            }
        })
    };
    let forget = {
        let (own, name) = (ctx.clone(), e.name.clone());
        Callback::from(move |_: MouseEvent| {
            let name = name.clone();
            change_lexicon(&own, (n.forget_name)(&name), move |all| {
                all.forget(&name);
            });
        })
    };
    html! {
        <li key={e.name.clone()} class="row">
            <bdi lang="ar">{ &e.name }</bdi>
            <span class="grow"></span>
            <select aria-label={(n.label_of)(&e.name)} onchange={relabel}>{ choices(ctx, n, e.label) }</select>
            <button class="icon" aria-label={(n.forget_name)(&e.name)} title={n.forget} onclick={forget}>{ "✕" }</button>
        </li>
    }
}

/// A name typed by hand.
#[component]
fn New() -> Html {
    let ctx = use_ctx();
    let n = names(ctx.session.lang);
    let (field, label) = (use_node_ref(), use_node_ref());
    let add = {
        let (ctx, field, label) = (ctx.clone(), field.clone(), label.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (Some(field), Some(label)) = (field.cast::<HtmlInputElement>(), label.cast::<HtmlSelectElement>())
            else {
                return;
            };
            let name = field.value();
            let label = EntityLabel::from_code(&label.value());
            if lexicon().set(&name, label) {
                field.set_value("");
                change_lexicon(&ctx, name.clone(), move |all| {
                    all.set(&name, label);
                });
            }
        })
    };
    html! {
        <form class="row" onsubmit={add}>
            <input ref={field} id="lexicon-name" type="text" dir="auto" maxlength="120" aria-label={n.add_hint} placeholder={n.add_hint} />
            <select ref={label} aria-label={(n.label_of)(n.add_hint)}>{ choices(&ctx, n, Some(EntityLabel::Per)) }</select>
            <button type="submit">{ n.add }</button>
        </form>
    }
}

fn export(all: &PersonalLexicon) -> Callback<MouseEvent> {
    let json = all.to_json();
    Callback::from(move |_| {
        let _ = files::download("hashiya-lexicon.json", &json);
    })
}

fn import(ctx: &Ctx, n: &'static Names, problem: UseStateHandle<Option<String>>) -> Callback<Event> {
    let ctx = ctx.clone();
    Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let Some(file) = input.files().and_then(|f| f.get(0)) else { return };
        let (ctx, problem) = (ctx.clone(), problem.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let bytes = files::read(&file).await.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            match PersonalLexicon::from_json(&text) {
                Ok(more) => {
                    problem.set(None);
                    change_lexicon(&ctx, (n.title)(more.len()), move |all| all.extend(&more));
                }
                Err(e) => problem.set(Some((n.problem)(&e))),
            }
            input.set_value("");
        });
    })
}

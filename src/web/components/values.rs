//! Times in the order of time, and numbers by what they count; the text's own facts, search and normalised form.

use super::article::reveal_span;
use super::hover::summary;
use super::normalized::Normalized;
use crate::annotate::{Annotation, Review};
use crate::session::{Action, find, is_word};
use crate::web::hooks::use_ctx;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The panel of times and numbers.
#[component]
pub(crate) fn Values() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let of = |layer: &str| -> Vec<Rc<Annotation>> {
        let all = work.document.annotations.iter();
        all.filter(|a| a.layer == layer && a.review != Review::Rejected).cloned().collect()
    };
    let (mut times, numbers) = (of("time"), of("quantity"));
    times.sort_by_key(|a| a.attributes.get("value").and_then(|v| v.as_str()).unwrap_or("~").to_owned());
    if times.is_empty() && numbers.is_empty() {
        return html! { <p class="quiet">{ m.no_values }</p> };
    }
    let table = |title: &'static str, list: Vec<Rc<Annotation>>| {
        html! {
            if !list.is_empty() {
                <section class="values">
                    <h3>{ title }</h3>
                    <ul>
                        { for list.into_iter().take(500).map(|a| {
                            let id = a.id.clone();
                            let current = ctx.session.focus.as_ref() == Some(&a.id);
                            html! {
                                <li key={id.clone()}>
                                    <button class={classes!("go", "pair", current.then_some("current"))} aria-current={current.then_some("true")}
                                        onclick={ctx.on(move || Action::Focus(Some(id.clone())))}>
                                        <span dir="rtl" lang="ar">{ &a.text }</span><bdi>{ summary(&a, m, ctx.session.lang) }</bdi>
                                    </button>
                                </li>
                            }
                        }) }
                    </ul>
                </section>
            }
        }
    };
    html! { <>{ table(m.times, times) }{ table(m.quantities, numbers) }</> }
}

/// The panel of the text itself.
#[component]
pub(crate) fn TextPanel() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let at = use_state(|| 0usize);
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let hits = find(&work, &ctx.session.find);
    let search = {
        let (host, at) = (ctx.host.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                host.act(Action::Find(input.value()));
                at.set(0);
            }
        })
    };
    let step = {
        let (host, hits, at) = (ctx.host.clone(), hits.clone(), at.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter"
                && let Some(span) = hits.get(*at % hits.len().max(1))
            {
                event.prevent_default();
                reveal_span(&host, *span);
                at.set(*at + 1);
            }
        })
    };
    let d = &work.document;
    let count = d.tokens.iter().filter(|t| is_word(work.words(t.span))).count();
    let facts = [&d.document.title, &d.document.source, &d.document.url];
    html! {
        <div class="text">
            <label class="field"><span class="quiet">{ m.find }</span>
                <input id="find" type="search" dir="auto" value={ctx.session.find.clone()} oninput={search} onkeydown={step} /></label>
            <p class="quiet" role="status">{ if ctx.session.find.is_empty() { String::new() } else { (m.found)(hits.len()) } }</p>
            <h3>{ m.facts }</h3>
            { for facts.into_iter().flatten().map(|f| html! { <p dir="auto">{ f }</p> }) }
            <p class="quiet">{ (m.words_count)(count) }{ " · " }<bdi>{ &d.document.id }</bdi></p>
            if !d.diagnostics.is_empty() {
                <h3>{ m.remarks }</h3>
                <ul>
                    { for d.diagnostics.iter().take(100).map(|r| {
                        let (host, span) = (ctx.host.clone(), r.span);
                        let go = Callback::from(move |_: MouseEvent| {
                            host.act(Action::Select(Some(span)));
                            reveal_span(&host, span);
                        });
                        html! { <li><button class="go" onclick={go}>{ (m.remark)(&r.code).unwrap_or(&r.message) }</button></li> }
                    }) }
                </ul>
            }
            <Normalized />
        </div>
    }
}

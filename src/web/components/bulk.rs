//! Accepting many proposals of a layer at once: those the machine is surest of, seen first, one undo.

use super::cap;
use crate::annotate::Annotation;
use crate::session::{Action, Command, Work, above, open_in_layers};
use crate::web::hooks::{Shared, use_ctx};
use std::collections::HashSet;
use std::rc::Rc;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The dialog, while the session asks for it.
#[component]
pub(crate) fn Bulk() -> Html {
    let ctx = use_ctx();
    let Some(work) = ctx.work().cloned().filter(|_| ctx.session.bulk) else { return Html::default() };
    let layer = ctx.session.filter.layer.clone().unwrap_or_else(|| "entity".to_owned());
    html! { <Chooser work={Shared(work)} {layer} /> }
}

/// The button that opens it.
#[component]
pub(crate) fn BulkButton() -> Html {
    let ctx = use_ctx();
    html! {
        <button id="bulk" onclick={ctx.on(|| Action::Bulk(true))}>{ ctx.m().bench.bulk }{ cap("B") }</button>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    work: Shared<Work>,
    layer: String,
}

#[component]
fn Chooser(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let node = use_node_ref();
    let layer = use_state(|| props.layer.clone());
    let least = use_state(|| 0.95f64);
    let left_out = use_state(HashSet::<String>::new);
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    let found: Vec<Rc<Annotation>> = above(&props.work, Some(layer.as_str()).filter(|l| !l.is_empty()), *least);
    let ids: Vec<String> = found.iter().map(|a| a.id.clone()).filter(|id| !left_out.contains(id)).collect();
    let count = ids.len();
    let accept = {
        let ctx = ctx.clone();
        Callback::from(move |_: MouseEvent| {
            ctx.run(Command::Accept(ids.clone()));
            ctx.act(Action::Bulk(false));
        })
    };
    let choose = {
        let layer = layer.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                layer.set(select.value());
            }
        })
    };
    let bound = {
        let least = least.clone();
        Callback::from(move |event: Event| {
            if let Some(value) = event.target_dyn_into::<HtmlInputElement>().and_then(|i| i.value().parse().ok()) {
                least.set(value);
            }
        })
    };
    let layers = open_in_layers(&props.work.document);
    let all: usize = layers.iter().map(|(_, n)| n).sum();
    html! {
        <dialog class="spread bulk" ref={node} aria-label={m.bench.bulk_title} onclose={ctx.on(|| Action::Bulk(false))}>
            <h2>{ m.bench.bulk_title }</h2>
            <div class="row">
                <label class="row"><span class="quiet">{ m.bench.layer }</span>
                    <select id="bulk-layer" onchange={choose}>
                        <option value="" selected={layer.is_empty()}>{ format!("{} ({all})", m.all_labels) }</option>
                        { for layers.iter().map(|(name, n)| html! {
                            <option value={name.clone()} selected={*layer == *name}>
                                { format!("{} ({n})", m.layer_name(name)) }</option>
                        }) }
                    </select>
                </label>
                <label class="row"><span class="quiet">{ m.bench.at_least_sure }</span>
                    <input id="bulk-least" type="number" min="0" max="1" step="0.01" value={least.to_string()} onchange={bound} /></label>
            </div>
            <ul class="places" tabindex="0" aria-label={m.annotations}>
                { for found.iter().map(|a| {
                    let (id, left_out) = (a.id.clone(), left_out.clone());
                    let ticked = !left_out.contains(&id);
                    let tick = Callback::from(move |_: Event| {
                        let mut set = (*left_out).clone();
                        if !set.remove(&id) {
                            set.insert(id.clone());
                        }
                        left_out.set(set);
                    });
                    let (before, after) = super::list::context(&props.work, a.span);
                    let words: String = a.text.chars().take(60).collect();
                    html! {
                        <li key={a.id.clone()}><label>
                            <input type="checkbox" checked={ticked} onchange={tick} />
                            <span class="ctx" dir="rtl" lang="ar">{ before }<b>{ words }</b>{ after }</span>
                            <small>{ m.label_name(&a.label) }{ super::hover::sure(a) }</small>
                        </label></li>
                    }
                }) }
            </ul>
            if found.is_empty() { <p class="quiet">{ m.bench.bulk_none }</p> }
            <div class="row">
                <button class="primary" id="bulk-accept" disabled={count == 0} onclick={accept}>{ (m.bench.bulk_do)(count) }</button>
                <span class="grow"></span>
                <button onclick={ctx.on(|| Action::Bulk(false))}>{ m.close }</button>
            </div>
        </dialog>
    }
}

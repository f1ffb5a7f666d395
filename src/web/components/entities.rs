//! The article's entities: name, label, mentions; merged, split and renamed by hand.

use super::label_class;
use super::lexicon::LexiconList;
use super::linked::linked;
use crate::annotate::{EntityRecord, Review};
use crate::session::{Action, Command};
use crate::web::hooks::use_ctx;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The panel.
#[component]
pub(crate) fn Entities() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let mut list: Vec<Rc<EntityRecord>> = work.document.entities.clone();
    list.sort_by_key(|e| core::cmp::Reverse(e.mentions.len()));
    if list.is_empty() {
        return html! { <><p class="quiet">{ m.no_entities }</p><LexiconList /></> };
    }
    html! {
        <>
        <ul class="entities">
            { for list.iter().take(300).map(|e| {
                let rename = {
                    let (ctx, id) = (ctx.clone(), e.id.clone());
                    Callback::from(move |event: Event| {
                        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                            ctx.run(Command::RenameEntity { id: id.clone(), name: input.value() });
                        }
                    })
                };
                let merge = {
                    let (ctx, from) = (ctx.clone(), e.id.clone());
                    Callback::from(move |event: Event| {
                        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                            let into = select.value();
                            select.set_value("");
                            if !into.is_empty() {
                                ctx.run(Command::MergeEntities { from: from.clone(), into });
                            }
                        }
                    })
                };
                html! {
                    <li key={e.id.clone()} class="entity">
                        <div class="row">
                            <i class={classes!("dot", label_class("entity", &e.label))}></i>
                            <input class="name" type="text" dir="auto" aria-label={m.rename} value={e.name.clone()} onchange={rename} />
                            <small>{ m.label_name(&e.label) }{ " · " }{ (m.mentions)(e.mentions.len()) }</small>
                        </div>
                        { linked(&ctx, e) }
                        <div class="row">
                            { for e.mentions.iter().filter_map(|id| work.get(id)).filter(|a| a.review != Review::Rejected).take(40).map(|a| {
                                let (id, mention) = (a.id.clone(), a.id.clone());
                                let current = ctx.session.focus.as_ref() == Some(&a.id);
                                html! {
                                    <span class="mention" key={a.id.clone()}>
                                        <button class="chip" dir="auto" aria-current={current.then_some("true")}
                                            onclick={ctx.on(move || Action::Focus(Some(id.clone())))}>{ &a.text }</button>
                                        if e.mentions.len() > 1 && current {
                                            <button class="chip" onclick={ctx.doing(move || Command::SplitEntity { mention: mention.clone() })}>{ m.split }</button>
                                        }
                                    </span>
                                }
                            }) }
                            <select aria-label={format!("{} {}", e.name, m.merge_into)} onchange={merge}>
                                <option value="" selected=true>{ m.merge_into }</option>
                                { for list.iter().filter(|o| o.id != e.id && o.label == e.label).take(200).map(|o| html! {
                                    <option value={o.id.clone()}>{ &o.name }</option>
                                }) }
                            </select>
                        </div>
                    </li>
                }
            }) }
        </ul>
        <LexiconList />
        </>
    }
}

//! Who said what, by speaker, with stance; filtered; copied as citations.

use crate::session::{Action, Statement, Work, statements};
use crate::web::browser::files;
use crate::web::hooks::use_ctx;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// «words» — speaker (cue), title, date.
fn citation(work: &Work, s: &Statement) -> String {
    let d = &work.document.document;
    let mut out = format!("«{}»", s.annotation.text);
    if let Some(speaker) = &s.speaker {
        out.push_str(&format!(" — {speaker}"));
    }
    if let Some(cue) = &s.cue {
        out.push_str(&format!(" ({cue})"));
    }
    for part in [&d.title, &d.source, &d.published.value, &d.url].into_iter().flatten() {
        out.push_str(&format!("، {part}"));
    }
    out
}

/// The panel.
#[component]
pub(crate) fn Statements() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let speaker = use_state(String::new);
    let stance = use_state(String::new);
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let all = statements(&work);
    if all.is_empty() {
        return html! { <p class="quiet">{ m.no_statements }</p> };
    }
    let choose = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                state.set(select.value());
            }
        })
    };
    let name = |who: &Option<String>| who.clone().unwrap_or_else(|| m.speaker_unknown.to_owned());
    let stances = ["affirmed", "denied", "not_confirmed", "unknown", "promised", "demanded", "warned"];
    html! {
        <>
            <div class="filters">
                <select aria-label={m.all_speakers} onchange={choose(&speaker)}>
                    <option value="" selected={speaker.is_empty()}>{ m.all_speakers }</option>
                    { for all.iter().map(|(who, _)| html! { <option value={name(who)} selected={*speaker == name(who)}>{ name(who) }</option> }) }
                </select>
                <select aria-label={m.all_stances} onchange={choose(&stance)}>
                    <option value="" selected={stance.is_empty()}>{ m.all_stances }</option>
                    { for stances.iter().map(|s| html! { <option value={*s} selected={*stance == *s}>{ m.value_name(s) }</option> }) }
                </select>
            </div>
            <div class="statements">
                { for all.iter().filter(|(who, _)| speaker.is_empty() || *speaker == name(who)).map(|(who, list)| {
                    let list: Vec<_> = list.iter().filter(|s| stance.is_empty() || *stance == s.stance).collect();
                    if list.is_empty() {
                        return Html::default();
                    }
                    html! {
                        <section key={name(who)}>
                            <h3 dir="auto">{ name(who) }</h3>
                            <ul>
                                { for list.into_iter().map(|s| {
                                    let id = s.annotation.id.clone();
                                    let (host, words) = (ctx.host.clone(), citation(&work, s));
                                    let copy = Callback::from(move |_: MouseEvent| {
                                        files::copy(&words);
                                        host.act(Action::Say("copied", String::new()));
                                    });
                                    let current = ctx.session.focus.as_ref() == Some(&s.annotation.id);
                                    html! {
                                        <li key={id.clone()} class={classes!("statement", s.stance.clone(), current.then_some("current"))}>
                                            <button class="go" aria-current={current.then_some("true")}
                                                onclick={ctx.on(move || Action::Focus(Some(id.clone())))}>
                                                <span class="words" dir="rtl" lang="ar">{ &s.annotation.text }</span>
                                                <small><b class="stance">{ m.value_name(&s.stance) }</b>
                                                    if let Some(cue) = &s.cue { { " · " }<bdi>{ cue }</bdi> }</small>
                                            </button>
                                            <button class="icon" title={m.copy_citation} aria-label={m.copy_citation} onclick={copy}>{ "⧉" }</button>
                                        </li>
                                    }
                                }) }
                            </ul>
                        </section>
                    }
                }) }
            </div>
        </>
    }
}

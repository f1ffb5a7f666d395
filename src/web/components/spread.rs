//! Everywhere in this article: the places, with their contexts, to be ticked; one undo.

use crate::session::library::words_around;
use crate::session::{Action, Command, Occurrence, Work, occurrences, occurrences_of, wanted};
use crate::text::CharSpan;
use crate::web::hooks::{Shared, folders, use_ctx};
use std::collections::HashSet;
use std::rc::Rc;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// The dialog, while the session asks for it.
#[component]
pub(crate) fn Spread() -> Html {
    let ctx = use_ctx();
    let (Some(work), Some(span)) = (ctx.work().cloned(), ctx.session.spread) else { return Html::default() };
    // The label: of the annotation in focus, or the first of the set for bare words.
    let focused = ctx.session.focus.as_ref().and_then(|id| work.get(id).cloned());
    let (layer, label) = match &focused {
        Some(a) => (a.layer.clone(), a.label.clone()),
        None => work.document.labels.first().map(|l| (l.layer.clone(), l.label.clone())).unwrap_or_default(),
    };
    html! { <Chooser key={format!("{span:?}")} work={Shared(work)} {span} {layer} {label} /> }
}

#[derive(Properties, PartialEq)]
struct Props {
    work: Shared<crate::session::Work>,
    span: CharSpan,
    layer: String,
    label: String,
}

#[component]
fn Chooser(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let node = use_node_ref();
    let layer = props.layer.clone();
    let found = use_memo((props.work.clone(), props.span), |(work, span)| occurrences(work, *span, &layer));
    let left_out = use_state(HashSet::<u32>::new);
    // The other articles of the folder (of the desk, where it has none): found once, left out by their ids.
    let others = use_state(Vec::<(Rc<Work>, Vec<Occurrence>)>::new);
    let asked = use_state(|| false);
    let spared = use_state(HashSet::<(String, u32)>::new);
    let key = |w: &Work, o: &Occurrence| (w.document.document.id.clone(), o.span.start().get());
    let chosen: Vec<(Rc<Work>, Vec<Occurrence>)> = (others.iter().filter(|_| *asked))
        .map(|(w, places)| {
            let own = places.iter().filter(|o| !spared.contains(&key(w, o)));
            (Rc::clone(w), own.cloned().collect())
        })
        .collect();
    let elsewhere: usize = chosen.iter().map(|(_, places)| places.len()).sum();
    {
        let (host, others, work, span, layer) =
            (ctx.host.clone(), others.clone(), props.work.clone(), props.span, props.layer.clone());
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                let (folders, words) = (folders(), wanted(&work, span));
                let own = folders.of(&work.document.document.id).map(str::to_owned);
                let Ok(store) = host.saver.store().await else { return };
                let shelf = store.shelf().await.unwrap_or_default();
                let ids: Vec<String> =
                    shelf.into_iter().map(|s| s.id).filter(|id| folders.of(id) == own.as_deref()).collect();
                let found = host.others(&ids).await.into_iter().map(|w| {
                    let places = occurrences_of(&w, &words, &layer);
                    (w, places)
                });
                others.set(found.filter(|(_, places)| !places.is_empty()).collect());
            });
        });
    }
    let chosen_label = use_state(|| props.label.clone());
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    let spans: Vec<CharSpan> = found.iter().map(|o| o.span).filter(|s| !left_out.contains(&s.start().get())).collect();
    let go = |label: Option<String>| {
        let (ctx, spans, layer, chosen) = (ctx.clone(), spans.clone(), props.layer.clone(), chosen.clone());
        Callback::from(move |_: MouseEvent| {
            ctx.run(Command::Everywhere { spans: spans.clone(), layer: layer.clone(), label: label.clone() });
            let command = |places: &[Occurrence]| Command::Everywhere {
                spans: places.iter().map(|o| o.span).collect(),
                layer: layer.clone(),
                label: label.clone(),
            };
            let some = chosen.iter().filter(|(_, places)| !places.is_empty());
            let all: Vec<_> = some.map(|(w, places)| (Rc::clone(w), command(places))).collect();
            if !all.is_empty() {
                ctx.host.everywhere_else(all);
            }
            ctx.act(Action::Spread(None));
        })
    };
    let choose = {
        let chosen_label = chosen_label.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<web_sys::HtmlSelectElement>() {
                chosen_label.set(select.value());
            }
        })
    };
    let own: Vec<_> = props.work.document.labels.iter().filter(|l| l.layer == props.layer).collect();
    html! {
        <dialog class="spread" ref={node} aria-label={(m.everywhere_title)(props.work.words(props.span))}
            onclose={ctx.on(|| Action::Spread(None))}>
            <h2>{ (m.everywhere_title)(props.work.words(props.span)) }</h2>
            <label class="row"><span class="quiet">{ m.filter_label }</span>
                <select onchange={choose}>
                    { for own.iter().map(|l| html! {
                        <option value={l.label.clone()} selected={*chosen_label == l.label}>{ m.label_name(&l.label) }</option>
                    }) }
                </select>
            </label>
            <ul class="places" tabindex="0" aria-label={m.annotations}>
                { for found.iter().map(|o| {
                    let start = o.span.start().get();
                    let left_out = left_out.clone();
                    let ticked = !left_out.contains(&start);
                    let tick = Callback::from(move |_: Event| {
                        let mut set = (*left_out).clone();
                        if !set.remove(&start) {
                            set.insert(start);
                        }
                        left_out.set(set);
                    });
                    let (before, after) = super::list::context(&props.work, o.span);
                    let now = o.label.as_ref().map(|(l, _)| m.label_name(l));
                    html! {
                        <li key={start}><label>
                            <input type="checkbox" checked={ticked} onchange={tick} />
                            <span class="ctx" dir="rtl" lang="ar">{ before }<b>{ props.work.words(o.span) }</b>{ after }</span>
                            <small>{ now }</small>
                        </label></li>
                    }
                }) }
            </ul>
            if !others.is_empty() {
                <details class="elsewhere" ontoggle={{
                    let asked = asked.clone();
                    Callback::from(move |event: Event| {
                        asked.set(super::target(&event).is_some_and(|d| d.has_attribute("open")));
                    })
                }}>
                    <summary id="elsewhere">{ m.library.elsewhere }{ format!(" ({})", others.iter().map(|(_, p)| p.len()).sum::<usize>()) }</summary>
                    <ul class="places" tabindex="0" aria-label={m.library.elsewhere}>
                        { for others.iter().flat_map(|(w, places)| places.iter().map(move |o| (w, o))).map(|(w, o)| {
                            let (before, after) = words_around(w, o.span);
                            let (own, spared) = (key(w, o), spared.clone());
                            let ticked = !spared.contains(&own);
                            let place = format!("{} {}", own.0, own.1);
                            let tick = Callback::from(move |_: Event| {
                                let mut set = (*spared).clone();
                                if !set.remove(&own) {
                                    set.insert(own.clone());
                                }
                                spared.set(set);
                            });
                            html! {
                                <li key={place}><label>
                                    <input type="checkbox" checked={ticked} onchange={tick} />
                                    <span class="ctx" dir="rtl" lang="ar">{ before }<b>{ w.words(o.span).to_owned() }</b>{ after }</span>
                                    <small dir="auto">{ w.document.document.title.clone() }</small></label></li>
                            }
                        }) }
                    </ul>
                </details>
            }
            <div class="row">
                <button class="primary" disabled={spans.is_empty()} onclick={go(Some((*chosen_label).clone()))}>
                    { (m.everywhere_do)(spans.len() + elsewhere) }</button>
                <button disabled={spans.is_empty()} onclick={go(None)}>{ (m.everywhere_reject)(spans.len() + elsewhere) }</button>
                <span class="grow"></span>
                <button onclick={ctx.on(|| Action::Spread(None))}>{ m.close }</button>
            </div>
        </dialog>
    }
}

/// How many places there are, for the button.
pub(crate) fn count(work: &Rc<crate::session::Work>, span: CharSpan, layer: &str) -> usize {
    occurrences(work, span, layer).len()
}

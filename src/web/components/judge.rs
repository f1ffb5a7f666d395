//! What the machine got wrong in this article and in its folder; this article beside another annotator's file.

use super::label_class;
use crate::export;
use crate::session::judge::{Agreement, Choice, Report, adjudicated, agreement, judge};
use crate::session::{Action, Problem, open_in_layers};
use crate::web::browser::files;
use crate::web::hooks::{Shared, folders, use_ctx};
use crate::web::messages::Messages;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "—".to_owned(), |s| format!("{:.0}", s * 100.0))
}

fn figure(share: Option<f64>) -> String {
    share.map_or_else(|| "—".to_owned(), |s| format!("{s:.2}"))
}

/// The panel.
#[component]
pub(crate) fn Judge() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let j = m.judge;
    let folder = use_state(|| None::<Report>);
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let own = judge(&work.document);
    let whole = {
        let (host, folder, work, own) = (ctx.host.clone(), folder.clone(), Rc::clone(&work), own.clone());
        Callback::from(move |_: MouseEvent| {
            let (host, folder, work, mut sum) = (host.clone(), folder.clone(), Rc::clone(&work), own.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let kept = folders();
                let here = kept.of(&work.document.document.id).map(str::to_owned);
                let Ok(store) = host.saver.store().await else { return };
                let shelf = store.shelf().await.unwrap_or_default();
                let ids: Vec<String> =
                    shelf.into_iter().map(|s| s.id).filter(|id| kept.of(id) == here.as_deref()).collect();
                for other in host.others(&ids).await {
                    sum.add(judge(&other.document));
                }
                folder.set(Some(sum));
            });
        })
    };
    let go = |id: &String| {
        let id = id.clone();
        ctx.on::<MouseEvent>(move || Action::Focus(Some(id.clone())))
    };
    html! {
        <div class="judge">
            <h3>{ j.article }</h3>
            { table(m, &own) }
            if own.open > 0 { <p class="quiet">{ (j.open)(own.open) }</p> }
            <h3>{ j.folder }</h3>
            if let Some(sum) = &*folder { { table(m, sum) } }
            <button id="judge-folder" onclick={whole}>{ j.reckon }</button>
            <h3>{ j.differences }</h3>
            if own.differences.is_empty() { <p class="quiet">{ j.none }</p> }
            <ul>
                { for own.differences.iter().take(300).map(|d| {
                    let side = |label: &Option<String>| label.as_ref().map_or("—".to_owned(), |l| m.label_name(l));
                    html! {
                        <li><button class="go pair" onclick={go(&d.id)}>
                            <span dir="auto">{ d.words.chars().take(60).collect::<String>() }</span>
                            <bdi>{ side(&d.proposed) }{ " ⟶ " }{ side(&d.decided) }{ if d.moved { j.moved } else { "" } }</bdi>
                        </button></li>
                    }
                }) }
            </ul>
            <Compare work={Shared(work)} />
        </div>
    }
}

fn table(m: &'static Messages, report: &Report) -> Html {
    let j = m.judge;
    let row = |name: &str, class: Option<yew::Classes>, score: crate::session::judge::Score| {
        let f1 = score.f1();
        html! {
            <tr>
                <th scope="row">if let Some(class) = class { <i class={classes!("dot", class)}></i> }{ name.to_owned() }</th>
                <td>{ percent(score.precision()) }</td><td>{ percent(score.recall()) }</td><td>{ percent(f1) }</td>
                <td><svg class="plot" viewBox="0 0 100 8" aria-hidden="true"><rect class="all" width="100" height="8" rx="4" />
                    <rect width={(f1.unwrap_or(0.0) * 100.0).to_string()} height="8" rx="4" /></svg></td>
            </tr>
        }
    };
    let layer = |label: &str| {
        crate::annotate::default_labels().into_iter().find(|l| l.label == label).map_or_else(String::new, |l| l.layer)
    };
    html! {
        <table>
            <thead><tr><th scope="col">{ m.filter_label }</th><th scope="col">{ j.precision }</th><th scope="col">{ j.recall }</th>
                <th scope="col">{ "F1" }</th><td></td></tr></thead>
            <tbody>
                { for report.labels.iter().map(|(label, score)| row(&m.label_name(label), Some(label_class(&layer(label), label)), *score)) }
                { row(j.all, None, report.all()) }
            </tbody>
        </table>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    work: Shared<crate::session::Work>,
}

/// Another annotator's file of this article: agreement, and a third file.
#[component]
fn Compare(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let j = m.judge;
    let other = use_state(|| None::<Rc<crate::annotate::AnnotationDocument>>);
    let layer = use_state(|| "entity".to_owned());
    let choices = use_state(Vec::<Choice>::new);
    let open = {
        let (host, other, choices, text) =
            (ctx.host.clone(), other.clone(), choices.clone(), props.work.document.document.sha256.clone());
        Callback::from(move |event: Event| {
            let Some(file) = event.target_dyn_into::<HtmlInputElement>().and_then(|i| i.files()).and_then(|f| f.get(0))
            else {
                return;
            };
            let (host, other, choices, text) = (host.clone(), other.clone(), choices.clone(), text.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let bytes = files::read(&file).await.unwrap_or_default();
                match core::str::from_utf8(&bytes).map(export::from_json) {
                    Ok(Ok(document)) if document.document.sha256 == text => {
                        choices.set(Vec::new());
                        other.set(Some(Rc::new(document)));
                    }
                    Ok(Ok(_)) => host.act(Action::Failed(Problem::File(export::FileError::Hash))),
                    Ok(Err(e)) => host.act(Action::Failed(Problem::File(e))),
                    Err(_) => host.act(Action::Failed(Problem::Unreadable)),
                }
            });
        })
    };
    let choose_layer = {
        let (layer, choices) = (layer.clone(), choices.clone());
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                choices.set(Vec::new());
                layer.set(select.value());
            }
        })
    };
    let found: Option<Agreement> = other.as_ref().and_then(|o| agreement(&props.work.document, o, &layer));
    let settle = |found: &Agreement| {
        let (host, work, disputes, choices) =
            (ctx.host.clone(), props.work.clone(), found.disputes.clone(), choices.clone());
        Callback::from(move |_: MouseEvent| {
            let third = adjudicated(&work.document, &disputes, &choices);
            let name = crate::session::file_name(&third).replace(".json", ".adjudicated.json");
            match export::to_json_pretty(&third).map(|json| files::download(&name, &json)) {
                Ok(Ok(())) => host.act(Action::Say("downloaded", name)),
                Ok(Err(_)) => host.act(Action::Failed(Problem::Unreadable)),
                Err(e) => host.act(Action::Failed(Problem::File(e))),
            }
        })
    };
    let mut layers: Vec<String> = open_in_layers(&props.work.document).into_iter().map(|(l, _)| l).collect();
    for l in &props.work.document.labels {
        if !layers.contains(&l.layer) {
            layers.push(l.layer.clone());
        }
    }
    let side = |a: &Option<Rc<crate::annotate::Annotation>>| {
        a.as_ref().map_or_else(
            || "—".to_owned(),
            |a| format!("{} · {}", a.text.chars().take(40).collect::<String>(), m.label_name(&a.label)),
        )
    };
    html! {
        <section aria-label={j.compare}>
            <h3>{ j.compare }</h3>
            <label class="row"><span class="quiet">{ j.other_file }</span>
                <input id="compare" type="file" accept=".json,application/json" onchange={open} /></label>
            if let Some(found) = found {
                <label class="row"><span class="quiet">{ m.bench.layer }</span>
                    <select onchange={choose_layer}>{ for layers.iter().map(|l| html! {
                        <option value={l.clone()} selected={*l == *layer}>{ m.layer_name(l) }</option>
                    }) }</select></label>
                <p id="agreement" role="status"><bdi>{ format!("F1 {}", figure(found.f1)) }</bdi>{ " · " }
                    <bdi>{ format!("κ {}", figure(found.kappa)) }</bdi>{ " · " }<bdi>{ format!("α {}", figure(found.alpha)) }</bdi>
                    { " · " }{ (j.same)(found.same, found.disputes.len()) }</p>
                <ol class="disputes">{ for found.disputes.iter().enumerate().map(|(n, d)| {
                    let own = choices.get(n).copied().unwrap_or_default();
                    let pick = |choice: Choice| {
                        let (choices, size) = (choices.clone(), found.disputes.len());
                        Callback::from(move |_: MouseEvent| {
                            let mut next = (*choices).clone();
                            next.resize(size, Choice::One);
                            if let Some(slot) = next.get_mut(n) {
                                *slot = choice;
                            }
                            choices.set(next);
                        })
                    };
                    html! {
                        <li class="row">
                            <button class="chip" dir="auto" aria-pressed={(own == Choice::One).to_string()} onclick={pick(Choice::One)}>{ side(&d.one) }</button>
                            <button class="chip" dir="auto" aria-pressed={(own == Choice::Other).to_string()} onclick={pick(Choice::Other)}>{ side(&d.other) }</button>
                            <button class="chip" aria-pressed={(own == Choice::Neither).to_string()} onclick={pick(Choice::Neither)}>{ j.neither }</button>
                        </li>
                    }
                }) }</ol>
                <button id="adjudicate" class="primary" onclick={settle(&found)}>{ j.third }</button>
            }
        </section>
    }
}

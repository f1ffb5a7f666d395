//! The label set: its editor, and the question whether one that came from elsewhere is to be taken.

mod form;

use super::start::choose_file;
use crate::annotate::{LabelRecord, default_labels};
use crate::session::labels::{check, to_fragment, uses, write};
use crate::session::{Action, Command, Dialog};
use crate::web::browser::{self, dress, files};
use crate::web::hooks::{Ctx, LABELS, change_thing, own_labels, use_ctx, use_keeping};
use crate::web::messages::{LabelWords, label_words};
use form::Form;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlSelectElement};
use yew::prelude::*;

/// The dialog that the session asks for.
#[component]
pub(crate) fn Labels() -> Html {
    match &use_ctx().session.dialog {
        Some(Dialog::Labels) => html! { <Editor /> },
        Some(Dialog::Offer(set)) => html! { <Offer set={Rc::clone(set)} /> },
        None => Html::default(),
    }
}

/// Opens the dialog when it comes, and draws its dots.
#[hook]
fn use_dialog() -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    {
        let node = node.clone();
        use_effect(move || {
            if let Some(dialog) = node.cast::<Element>() {
                dress::dots(&dialog);
            }
        });
    }
    node
}

/// Closes it the way Escape does, so that the focus goes back to where it came from.
fn shut(node: &NodeRef) -> Callback<MouseEvent> {
    let node = node.clone();
    Callback::from(move |_| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            dialog.close();
        }
    })
}

/// The name of a label in a set that is not worn.
fn name(ctx: &Ctx, l: &LabelRecord) -> String {
    let own = crate::session::labels::name_of(l);
    let own = if ctx.m().code == "ar" { [own.ar, own.en] } else { [own.en, own.ar] };
    own.into_iter().find(|n| !n.is_empty()).unwrap_or_else(|| ctx.m().label_name(&l.label))
}

fn keep(ctx: &Ctx, set: &[LabelRecord], words: &'static str) {
    let json = write(set);
    change_thing(&ctx.host, LABELS, move |_| Some(json), Some(Action::Say("said", words.to_owned())));
}

#[derive(Properties, PartialEq)]
struct OfferProps {
    set: Rc<Vec<LabelRecord>>,
}

#[component]
fn Offer(props: &OfferProps) -> Html {
    let ctx = use_ctx();
    let m = label_words(ctx.session.lang);
    let node = use_dialog();
    let take = {
        let (ctx, set, node) = (ctx.clone(), Rc::clone(&props.set), node.clone());
        Callback::from(move |_: MouseEvent| {
            if ctx.host.session().work.is_some() {
                ctx.run(Command::SetLabels((*set).clone()));
            }
            keep(&ctx, &set, m.for_new_done);
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <dialog id="label-offer" class="help" ref={node.clone()} aria-label={m.offer} onclose={ctx.on(|| Action::Show(None))}>
            <h2>{ m.offer }</h2>
            <p>{ (m.offer_why)(props.set.len()) }</p>
            <ul class="set" tabindex="0" aria-label={m.title}>{ for props.set.iter().map(|l| html! {
                <li class="row"><i class="dot" data-colour={l.color.clone()}></i><bdi>{ name(&ctx, l) }</bdi>
                    <small dir="ltr">{ format!("{}/{}", l.layer, l.label) }</small></li>
            }) }</ul>
            <div class="row">
                <button id="label-take" class="primary" onclick={take}>{ m.take }</button>
                <button onclick={shut(&node)}>{ m.take_not }</button>
            </div>
        </dialog>
    }
}

/// The set that is edited: the open article's, or the one of new articles.
fn set_of(ctx: &Ctx) -> Vec<LabelRecord> {
    ctx.work().map(|w| w.document.labels.clone()).or_else(own_labels).unwrap_or_else(default_labels)
}

#[component]
fn Editor() -> Html {
    let ctx = use_ctx();
    use_keeping(|k| k.things);
    let m = label_words(ctx.session.lang);
    let node = use_dialog();
    let said = use_state(|| None::<(bool, String)>);
    let open = use_state(|| None::<usize>);
    let going = use_state(|| None::<usize>);
    let labels = set_of(&ctx);
    let change = {
        let (ctx, said) = (ctx.clone(), said.clone());
        Callback::from(move |next: Vec<LabelRecord>| match check(next) {
            Ok((set, weak)) => {
                said.set(weak.first().map(|w| (false, (m.weak)(w))));
                if ctx.host.session().work.is_some() {
                    ctx.run(Command::SetLabels(set));
                } else {
                    keep(&ctx, &set, m.for_new_done);
                }
            }
            Err(error) => said.set(Some((true, (m.problem)(&error)))),
        })
    };
    let add = {
        let (labels, change, open) = (labels.clone(), change.clone(), open.clone());
        Callback::from(move |_: MouseEvent| {
            let mut next = labels.clone();
            let layer = next.first().map_or("entity", |l| l.layer.as_str()).to_owned();
            next.push(crate::session::labels::fresh(&next, &layer));
            open.set(Some(next.len() - 1));
            change.emit(next);
        })
    };
    html! {
        <dialog id="label-editor" class="help labels" ref={node.clone()} aria-labelledby="labels-title" onclose={ctx.on(|| Action::Show(None))}>
            <div class="row">
                <h2 id="labels-title">{ m.title }</h2>
                <span class="grow"></span>
                if let Some(work) = ctx.work() {
                    <button id="labels-undo" disabled={work.undo.is_empty()} onclick={ctx.on(|| Action::Undo)}>{ ctx.m().undo }</button>
                    <button id="labels-redo" disabled={work.redo.is_empty()} onclick={ctx.on(|| Action::Redo)}>{ ctx.m().redo }</button>
                }
                <button class="icon" aria-label={ctx.m().close} onclick={shut(&node)}>{ "✕" }</button>
            </div>
            <p class="quiet">{ m.why }</p>
            <p role="alert" class="warn">{ said.as_ref().filter(|s| s.0).map(|s| s.1.clone()) }</p>
            <p role="status">{ said.as_ref().filter(|s| !s.0).map(|s| s.1.clone()) }</p>
            <ol class="set">
                { for labels.iter().enumerate().map(|(n, l)| item(&ctx, m, &labels, n, l, &open, &going, &change)) }
            </ol>
            <div class="row">
                <button id="label-add" class="primary" onclick={add}>{ m.add }</button>
                <span class="grow"></span>
                { shared(&ctx, m, &labels, &change) }
            </div>
        </dialog>
    }
}

/// File, link, new articles, ours.
fn shared(ctx: &Ctx, m: &'static LabelWords, labels: &[LabelRecord], change: &Callback<Vec<LabelRecord>>) -> Html {
    let save = {
        let json = write(labels);
        Callback::from(move |_: MouseEvent| {
            let _ = files::download("hashiya-labels.json", &json);
        })
    };
    let link = {
        let (ctx, fragment) = (ctx.clone(), to_fragment(labels));
        Callback::from(move |_: MouseEvent| {
            let location = browser::window().location();
            let here = format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
            files::copy(&format!("{here}#{fragment}"));
            ctx.act(Action::Say("said", m.linked.to_owned()));
        })
    };
    let for_new = {
        let (ctx, labels) = (ctx.clone(), labels.to_vec());
        Callback::from(move |_: MouseEvent| keep(&ctx, &labels, m.for_new_done))
    };
    html! {
        <>
            <button id="label-save" onclick={save}>{ m.save }</button>
            <button id="label-load" onclick={Callback::from(|_: MouseEvent| choose_file())}>{ m.load }</button>
            <button id="label-link" onclick={link}>{ m.link }</button>
            if ctx.work().is_some() { <button id="label-new" onclick={for_new}>{ m.for_new }</button> }
            <button id="label-ours" onclick={change.reform(|_: MouseEvent| default_labels())}>{ m.ours }</button>
        </>
    }
}

#[allow(clippy::too_many_arguments, reason = "one line of the list, with the states of the editor")]
fn item(
    ctx: &Ctx,
    m: &'static LabelWords,
    labels: &[LabelRecord],
    n: usize,
    l: &LabelRecord,
    open: &UseStateHandle<Option<usize>>,
    going: &UseStateHandle<Option<usize>>,
    change: &Callback<Vec<LabelRecord>>,
) -> Html {
    let own = name(ctx, l);
    let used = ctx.work().map_or(0, |w| uses(&w.document, &l.layer, &l.label));
    let button = |sign: &'static str, words: &'static str, off: bool, click: Callback<MouseEvent>| {
        html! { <button class="icon" disabled={off} aria-label={format!("{words}: {own}")} title={words} onclick={click}>{ sign }</button> }
    };
    let step = |to: Option<usize>| {
        let (labels, change, open) = (labels.to_vec(), change.clone(), open.clone());
        Callback::from(move |_: MouseEvent| {
            let mut next = labels.clone();
            if let Some(to) = to.filter(|to| *to < next.len()) {
                next.swap(n, to);
                open.set(None);
                change.emit(next);
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(if *open == Some(n) { None } else { Some(n) }))
    };
    let remove = {
        let (labels, change, open, going) = (labels.to_vec(), change.clone(), open.clone(), going.clone());
        Callback::from(move |_: MouseEvent| {
            open.set(None);
            if used > 0 {
                going.set(Some(n));
            } else {
                let mut next = labels.clone();
                next.remove(n);
                change.emit(next);
            }
        })
    };
    html! {
        <li key={l.label.clone()} data-label={l.label.clone()}>
            <div class="row">
                <i class="dot" data-colour={l.color.clone()}></i>
                <bdi class="grow">{ own.clone() }</bdi>
                <small dir="ltr">{ format!("{}/{}", l.layer, l.label) }</small>
                if let Some(key) = &l.key { { super::cap(key) } }
                { button("↑", m.up, n == 0, step(n.checked_sub(1))) }
                { button("↓", m.down, n + 1 == labels.len(), step(Some(n + 1))) }
                <button class="icon" aria-expanded={(**open == Some(n)).to_string()} aria-label={format!("{}: {own}", m.edit)}
                    title={m.edit} onclick={toggle}>{ "✎" }</button>
                { button("✕", m.remove, labels.len() == 1, remove) }
            </div>
            if **going == Some(n) && used > 0 { { replaced(ctx, m, labels, l, used, going) } }
            if **open == Some(n) {
                <Form n={n} labels={Rc::new(labels.to_vec())} used={used > 0} change={change.clone()} />
            }
        </li>
    }
}

/// The question what becomes of the marks of a label that goes.
fn replaced(
    ctx: &Ctx,
    m: &'static LabelWords,
    labels: &[LabelRecord],
    l: &LabelRecord,
    used: usize,
    going: &UseStateHandle<Option<usize>>,
) -> Html {
    let others: Vec<&LabelRecord> = labels.iter().filter(|o| o.label != l.label).collect();
    let done = {
        let (ctx, going, layer, label) = (ctx.clone(), going.clone(), l.layer.clone(), l.label.clone());
        Callback::from(move |_: MouseEvent| {
            let field = browser::document().get_element_by_id("label-into");
            let chosen = field.and_then(|f| f.dyn_into::<HtmlSelectElement>().ok()).map(|s| s.value());
            let into = chosen.and_then(|c| c.split_once('/').map(|(a, b)| (a.to_owned(), b.to_owned())));
            going.set(None);
            ctx.run(Command::RemoveLabel { layer: layer.clone(), label: label.clone(), into });
        })
    };
    let not = {
        let going = going.clone();
        Callback::from(move |_: MouseEvent| going.set(None))
    };
    html! {
        <div class="row failed" role="alert">
            <p>{ (m.in_use)(&name(ctx, l), used) }</p>
            <select id="label-into" aria-label={m.into}>
                { for others.into_iter().map(|o| html! { <option value={format!("{}/{}", o.layer, o.label)}>{ name(ctx, o) }</option> }) }
            </select>
            <button id="label-into-do" onclick={done}>{ m.into_do }</button>
            <button onclick={not}>{ ctx.m().cancel }</button>
        </div>
    }
}

//! The card at a mark or a selection: label, decision, ends, particles.

use super::editors::Editors;
use super::ends::{at_hand, move_end, toggle_clitic};
use super::hover::{summary, sure};
use super::lexicon::Always;
use super::links::Relations;
use super::{cap, label_class, place};
use crate::annotate::{Annotation, By, LabelRecord, Review};
use crate::session::{Action, Command, Dialog, End, Step, Work, clitics};
use crate::text::CharSpan;
use crate::web::hooks::{Ctx, Shared, use_ctx};
use crate::web::messages::{Messages, label_words};
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// The label that a person gives to what is at hand.
pub(crate) fn give(ctx: &Ctx, layer: &str, label: &str) {
    let (layer, label) = (layer.to_owned(), label.to_owned());
    let session = ctx.host.session();
    match (session.selection, &session.focus) {
        (Some(span), _) => {
            if let Ok(Some(selection)) = crate::web::browser::window().get_selection() {
                let _ = selection.remove_all_ranges();
            }
            ctx.run(Command::Add { span, layer, label });
        }
        (None, Some(id)) => ctx.run(Command::Relabel { id: id.clone(), layer, label }),
        (None, None) => {}
    }
}

/// The card, where something is in focus or selected.
#[component]
pub(crate) fn Card() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let node = use_node_ref();
    let span = at_hand(&ctx.session);
    let focused = ctx.session.focus.as_ref().and_then(|id| ctx.work()?.get(id).cloned());
    {
        let (node, host) = (node.clone(), ctx.host.clone());
        use_effect_with((span, ctx.session.revision, ctx.session.card), move |(span, ..)| {
            if let (Some(card), Some(span)) = (node.cast::<Element>(), span) {
                crate::web::browser::set_style(&card, "max-height", "");
                place::put(&host, &card, *span);
                // Words that were just clicked stay under the mouse: a second click there is for the mark around them.
                let clicked = super::article::just_clicked(&host);
                if !(clicked && place::fit(&card)) {
                    place::make_room(&card);
                }
            }
        });
    }
    let (Some(work), Some(span), true) = (ctx.work().cloned(), span, ctx.session.card) else {
        return Html::default();
    };
    // A press on the card must not take the selection away.
    let hold = Callback::from(|event: MouseEvent| {
        if super::target(&event).is_none_or(|t| !super::is_field(&t)) {
            event.prevent_default();
        }
    });
    let name = if focused.is_some() { m.card } else { m.choose_label };
    html! {
        <section class="card" ref={node} aria-label={name} onmousedown={hold}>
            <p class="words"><bdi>{ cut(work.words(span)) }</bdi>{ " " }<small>{ about(focused.as_deref(), &ctx) }</small></p>
            <button class="icon shut" aria-label={m.close} onclick={ctx.on(|| Action::Focus(None))}>{ "✕" }</button>
            if let Some(a) = &focused {
                { decisions(&ctx, a) }
                <Always annotation={Shared(Rc::clone(a))} />
            }
            <Labels work={Shared(Rc::clone(&work))} current={focused.clone().map(Shared)} />
            { particles(&ctx, &work, span) }
            { ends(&ctx, m) }
            { pieces(&ctx, focused.as_deref()) }
            if let Some(a) = &focused {
                { said(a, m) }
                <Editors annotation={Shared(Rc::clone(a))} work={Shared(Rc::clone(&work))} />
                <Relations annotation={Shared(Rc::clone(a))} work={Shared(Rc::clone(&work))} />
                <Note annotation={Shared(Rc::clone(a))} />
            }
        </section>
    }
}

fn cut(words: &str) -> String {
    let mut out: String = words.chars().take(90).collect();
    if words.chars().nth(90).is_some() {
        out.push('…');
    }
    out
}

fn about(a: Option<&Annotation>, ctx: &Ctx) -> String {
    let m = ctx.m();
    let Some(a) = a else { return m.choose_label.to_owned() };
    let mut parts = vec![m.label_name(&a.label)];
    parts.extend(Some(summary(a, m, ctx.session.lang)).filter(|s| !s.is_empty()));
    parts.push(format!("{}{}", (m.review)(a.review), sure(a)));
    parts.extend(a.provenance.rule.clone());
    parts.join(" · ")
}

#[derive(Properties, PartialEq)]
struct LabelsProps {
    work: Shared<Work>,
    current: Option<Shared<Annotation>>,
}

/// A button for each label of the set.
#[component]
fn Labels(props: &LabelsProps) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let button = |l: &LabelRecord| {
        let pressed = props.current.as_ref().is_some_and(|a| a.layer == l.layer && a.label == l.label);
        let (own, layer, label) = (ctx.clone(), l.layer.clone(), l.label.clone());
        let click = Callback::from(move |_: MouseEvent| give(&own, &layer, &label));
        let name = m.label_name(&l.label);
        html! {
            <button key={format!("{}/{}", l.layer, l.label)} class={classes!("chip", label_class(&l.layer, &l.label))}
                data-label={l.label.clone()} aria-label={name.clone()} aria-pressed={pressed.to_string()} onclick={click}>
                { name }
                if let Some(key) = &l.key { { cap(key) } }
            </button>
        }
    };
    let (entities, others): (Vec<_>, Vec<_>) = props.work.document.labels.iter().partition(|l| l.layer == "entity");
    html! {
        <>
            <div class="row">{ for entities.into_iter().map(button) }</div>
            <div class="row">{ for others.into_iter().map(button) }
                <button id="labels" class="chip" onclick={ctx.on(|| Action::Show(Some(Dialog::Labels)))}>{ label_words(m.lang()).open }</button></div>
        </>
    }
}

/// The selected words become one more part of the annotation that was in focus before them.
pub(crate) fn add_part(ctx: &Ctx) -> bool {
    let session = ctx.host.session();
    let (Some(span), Some(id)) = (session.selection, session.whole.clone()) else { return false };
    if let Ok(Some(selection)) = crate::web::browser::window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
    ctx.run(Command::AddPart { id, span });
    true
}

/// The parts of a discontinuous annotation; of selected words, the way into the annotation that was in focus.
fn pieces(ctx: &Ctx, focused: Option<&Annotation>) -> Html {
    let m = ctx.m();
    let Some(work) = ctx.work() else { return Html::default() };
    let whole = ctx.session.whole.as_ref().filter(|_| focused.is_none()).and_then(|id| work.get(id));
    if let Some(whole) = whole {
        let own = ctx.clone();
        let add = Callback::from(move |_: MouseEvent| {
            add_part(&own);
        });
        return html! { <button id="add-part" class="chip" onclick={add}>{ (m.bench.add_part)(&whole.text) }{ cap("+") }</button> };
    }
    let Some((a, parts)) = focused.and_then(|a| Some((a, a.parts.as_ref()?))) else { return Html::default() };
    html! {
        <div class="row" role="group" aria-label={m.bench.parts}>
            <span class="quiet">{ m.bench.parts }</span>
            { for parts.iter().enumerate().map(|(n, &[start, end])| {
                let id = a.id.clone();
                let words = cut(work.words(CharSpan::new(start, end)));
                html! {
                    <button key={n} class="chip" dir="auto" aria-label={format!("{}: {words}", m.remove)}
                        onclick={ctx.doing(move || Command::RemovePart { id: id.clone(), n })}>{ words.clone() }{ " ✕" }</button>
                }
            }) }
        </div>
    }
}

fn particles(ctx: &Ctx, work: &Work, span: CharSpan) -> Html {
    let all = clitics(&work.document, span);
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <div class="row" role="group" aria-label={ctx.m().particles}>
            <span class="quiet">{ ctx.m().particles }</span>
            { for all.into_iter().enumerate().map(|(n, c)| {
                let host = ctx.host.clone();
                let click = Callback::from(move |_: MouseEvent| toggle_clitic(&host, n));
                html! { <button key={n} class="chip" lang="ar" aria-pressed={c.inside.to_string()} onclick={click}>{ c.text }</button> }
            }) }
        </div>
    }
}

fn ends(ctx: &Ctx, m: &'static Messages) -> Html {
    let side = |end: End, name: &'static str| {
        let button = |step: Step, forwards: bool, sign: &'static str, what: &'static str| {
            let host = ctx.host.clone();
            let click = Callback::from(move |_: MouseEvent| move_end(&host, end, step, forwards));
            let label = format!("{name}: {what}");
            html! { <button class="nudge" title={label.clone()} aria-label={label} onclick={click}>{ sign }</button> }
        };
        // The signs point as the article is read, from right to left.
        html! {
            <span class="side" dir="rtl" role="group" aria-label={name}>
                <span class="quiet">{ name }</span>
                { button(Step::Word, false, "⇥", m.word_back) }
                { button(Step::Letter, false, "→", m.letter_back) }
                { button(Step::Letter, true, "←", m.letter_forward) }
                { button(Step::Word, true, "⇤", m.word_forward) }
            </span>
        }
    };
    html! { <div class="row ends">{ side(End::Start, m.start_of) }{ side(End::End, m.end_of) }</div> }
}

/// What the machine had said, where a person changed it.
fn said(a: &Annotation, m: &Messages) -> Html {
    let Some(p) = &a.proposed else { return Html::default() };
    html! {
        <p class="quiet">{ m.said }{ ": " }{ m.label_name(&p.label) }{ " " }
            <bdi>{ format!("{}–{}", p.span.start().get(), p.span.end().get()) }</bdi></p>
    }
}

#[derive(Properties, PartialEq)]
struct NoteProps {
    annotation: Shared<Annotation>,
}

/// A person's remark.
#[component]
fn Note(props: &NoteProps) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let a = &props.annotation;
    let change = {
        let (ctx, id) = (ctx.clone(), a.id.clone());
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                ctx.run(Command::SetNote { id: id.clone(), note: input.value() });
            }
        })
    };
    html! {
        <label class="row note" key={a.id.clone()}>
            <span class="quiet">{ m.note }</span>
            <input type="text" dir="auto" value={a.note.clone().unwrap_or_default()} onchange={change} />
        </label>
    }
}

fn decisions(ctx: &Ctx, a: &Annotation) -> Html {
    let m = ctx.m();
    let ids = || vec![a.id.clone()];
    let (accepted, rejected, restored) = (ids(), ids(), a.id.clone());
    let machine = a.provenance.by == By::Machine;
    let span = a.span;
    let places = ctx.work().filter(|_| a.layer == "entity").map_or(0, |w| super::spread::count(w, span, &a.layer));
    html! {
        <div class="row decide">
            <button id="accept" class="primary" aria-label={m.accept}
                aria-pressed={matches!(a.review, Review::Accepted).to_string()}
                onclick={ctx.doing(move || Command::Accept(accepted.clone()))}>{ m.accept }{ cap("↵") }</button>
            <button id="reject" aria-label={m.reject} aria-pressed={(a.review == Review::Rejected).to_string()}
                onclick={ctx.doing(move || Command::Reject(rejected.clone()))}>{ m.reject }{ cap("⌫") }</button>
            if machine && a.decided() {
                <button id="restore" onclick={ctx.doing(move || Command::Restore(restored.clone()))}>{ m.restore }</button>
            }
            if places > 1 {
                <button id="everywhere" onclick={ctx.on(move || Action::Spread(Some(span)))}>{ (m.everywhere)(places) }{ cap("A") }</button>
            }
        </div>
    }
}

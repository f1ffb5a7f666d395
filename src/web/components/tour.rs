//! The tour of four steps: in the page's flow, over nothing, so that whoever does not want it works on. Once, and again from the help sheet.

use super::target;
use crate::session::{Action, TOUR};
use crate::web::browser;
use crate::web::hooks::{Ctx, Target, use_ctx, use_listener};
use crate::web::messages::label_words;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// What each step is about, in the page.
const ABOUT: [&str; 4] = ["#text, #new", ".paper", ".panels", "#download"];

thread_local! {
    /// The person has pressed something of the tour's: the focus goes along, also into the article's view.
    static HELD: Cell<bool> = const { Cell::new(false) };
}

/// Whether the tour was seen on this machine.
pub(crate) fn seen() -> bool {
    browser::remembered("tour").is_some()
}

/// Goes to a step, or ends the tour; either way it was seen. Whoever was at the tour goes on at the text.
fn go(ctx: &Ctx, step: Option<u8>, own: bool) {
    browser::remember("tour", "seen");
    ctx.act(Action::Tour(step));
    if own && step.is_none_or(|n| n >= TOUR) {
        let main = browser::document().query_selector("#article, #text").ok().flatten();
        if let Some(main) = main.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = main.focus();
        }
    }
}

fn mark(step: Option<u8>) {
    let document = browser::document();
    if let Ok(Some(old)) = document.query_selector(".toured") {
        let _ = old.class_list().remove_1("toured");
    }
    let about = step.and_then(|n| ABOUT.get(usize::from(n)));
    if let Some(Ok(Some(new))) = about.map(|css| document.query_selector(css)) {
        let _ = new.class_list().add_1("toured");
    }
}

/// The step that is shown.
#[component]
pub(crate) fn Tour() -> Html {
    let ctx = use_ctx();
    let m = label_words(ctx.session.lang);
    let node = use_node_ref();
    let step = ctx.session.tour;
    {
        let node = node.clone();
        let open = ctx.session.work.is_some();
        use_effect_with((step, open), move |&(step, open)| {
            mark(step);
            if open && step.is_some_and(|n| n > 0) {
                browser::remember("tour", "seen");
            }
            if HELD.take()
                && let Some(node) = node.cast::<HtmlElement>()
            {
                let _ = node.focus();
            }
            || mark(None)
        });
    }
    {
        let ctx = ctx.clone();
        use_listener(Target::Document, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
            let over = |e: Element| e.closest("dialog").ok().flatten().is_some();
            if key.key() == "Escape" && ctx.host.session().tour.is_some() && !target(event).is_some_and(over) {
                let (ctx, own) =
                    (ctx.clone(), target(event).is_some_and(|e| e.closest("#tour").ok().flatten().is_some()));
                // After the other listeners of this key: a drawing in between would take theirs away.
                gloo::timers::callback::Timeout::new(0, move || go(&ctx, None, own)).forget();
            }
        });
    }
    let Some(n) = step else { return Html::default() };
    let Some((title, words)) = m.tour_steps.get(usize::from(n)).copied() else { return Html::default() };
    let sample = n == 0 && ctx.session.work.is_none();
    let last = n + 1 == TOUR;
    let next = {
        let ctx = ctx.clone();
        Callback::from(move |_: MouseEvent| {
            HELD.set(!last);
            if sample {
                browser::remember("tour", "seen");
                ctx.host.annotate(super::start::SAMPLE.to_owned(), None);
            } else {
                go(&ctx, Some(n + 1), true);
            }
        })
    };
    let skip = {
        let ctx = ctx.clone();
        Callback::from(move |_: MouseEvent| go(&ctx, None, true))
    };
    html! {
        <section id="tour" class="tour" ref={node} tabindex="-1" aria-label={m.tour} data-step={(n + 1).to_string()}>
            <p class="quiet">{ (m.tour_step)(n + 1, TOUR) }</p>
            <h2>{ title }</h2>
            <p>{ words }</p>
            <div class="row">
                <button id="tour-next" class="primary" onclick={next}>
                    { if sample { m.tour_sample } else if last { m.tour_done } else { m.tour_next } }</button>
                if !last { <button id="tour-skip" onclick={skip}>{ m.tour_skip }</button> }
            </div>
        </section>
    }
}

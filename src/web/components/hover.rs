//! The card that says what a mark is, while the mouse is on it.

use super::{article::under, label_class, place};
use crate::annotate::Annotation;
use crate::session::{Lang, moment};
use crate::web::hooks::{Shared, Target, use_ctx, use_listener};
use crate::web::messages::Messages;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Shows what is under the mouse.
#[component]
pub(crate) fn Hover() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let shown = use_state(|| None::<String>);
    let timer = use_mut_ref(|| None::<gloo::timers::callback::Timeout>);
    let node = use_node_ref();
    {
        let (shown, host) = (shown.clone(), ctx.host.clone());
        use_listener(Target::Document, "mousemove", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() else { return };
            let over = super::target(event).and_then(|t| t.closest("#article").ok().flatten()).is_some();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let (shown, host) = (shown.clone(), host.clone());
            let quiet = !over || event.buttons() != 0;
            *timer.borrow_mut() = Some(gloo::timers::callback::Timeout::new(if quiet { 0 } else { 90 }, move || {
                let found = if quiet { None } else { under(&host, x, y).into_iter().next() };
                if *shown != found {
                    shown.set(found);
                }
            }));
        });
    }
    let open = shown.as_ref().filter(|id| ctx.session.focus.as_ref() != Some(id) && ctx.session.selection.is_none());
    let found = open.and_then(|id| ctx.work()?.get(id).cloned());
    {
        let (node, host) = (node.clone(), ctx.host.clone());
        use_effect_with(found.clone().map(Shared), move |a| {
            if let (Some(card), Some(a)) = (node.cast::<Element>(), a) {
                place::put(&host, &card, a.span);
            }
        });
    }
    let Some(a) = found else { return Html::default() };
    html! {
        <div class="hover" ref={node} aria-hidden="true">
            <i class={classes!("dot", label_class(&a.layer, &a.label))}></i>
            <b>{ m.label_name(&a.label) }</b>
            { describe(&a, m, ctx.session.lang) }
            <small>{ (m.review)(a.review) }{ sure(&a) }</small>
        </div>
    }
}

/// The confidence, if there is one.
pub(crate) fn sure(a: &Annotation) -> String {
    a.provenance.confidence.map(|c| format!(" · {c:.2}")).unwrap_or_default()
}

/// What an annotation says in a few words: a time's date, a number with what it counts, a quotation's stance.
pub(crate) fn summary(a: &Annotation, m: &Messages, lang: Lang) -> String {
    let text = |key: &str| a.attributes.get(key).and_then(serde_json::Value::as_str);
    let number = |key: &str| a.attributes.get(key).filter(|v| v.is_number()).map(ToString::to_string);
    match a.layer.as_str() {
        "time" => {
            let value = text("value").unwrap_or("");
            moment(value, lang).unwrap_or_else(|| value.to_owned())
        }
        "quantity" => {
            let mut out = Vec::new();
            if let Some(modifier) = text("modifier").filter(|m| *m != "exact") {
                out.push(m.value_name(modifier).to_owned());
            }
            match (number("value"), number("min"), number("max")) {
                (Some(v), ..) => out.push(v),
                (None, Some(a), Some(b)) => out.push(format!("{a}–{b}")),
                (None, Some(a), None) => out.push(format!("≥ {a}")),
                (None, None, Some(b)) => out.push(format!("≤ {b}")),
                _ => {}
            }
            out.extend(text("unit").or_else(|| text("of")).map(str::to_owned));
            out.extend(text("category").map(|c| m.value_name(c).to_owned()));
            out.join(" ")
        }
        "quotation" => text("stance").map(|s| m.value_name(s).to_owned()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn describe(a: &Annotation, m: &Messages, lang: Lang) -> Html {
    let mut words = summary(a, m, lang);
    // الأحد 20 أيار 2018 — أمس
    if a.layer == "time" && words != *a.text {
        let said: String = a.text.chars().take(60).collect();
        words = format!("{words} — {said}");
    }
    html! { if !words.is_empty() { <bdi>{ words }</bdi> } }
}

//! Typed editors for what an annotation says: a time's value, a number, a quotation's speaker and stance.

use crate::annotate::Annotation;
use crate::session::{Command, Work, parse_date};
use crate::web::hooks::{Ctx, Shared, use_ctx};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Editors`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What is edited.
    pub(crate) annotation: Shared<Annotation>,
    /// Where it stands.
    pub(crate) work: Shared<Work>,
}

/// What a field holds when it changes.
fn value(event: &Event) -> String {
    let target = event.target();
    let select = target.as_ref().and_then(|t| t.dyn_ref::<HtmlSelectElement>()).map(HtmlSelectElement::value);
    select.or_else(|| target?.dyn_into::<HtmlInputElement>().ok().map(|i| i.value())).unwrap_or_default()
}

fn set(ctx: &Ctx, a: &Annotation, key: &'static str, read: fn(&str) -> Option<Value>) -> Callback<Event> {
    let (ctx, id) = (ctx.clone(), a.id.clone());
    Callback::from(move |event: Event| {
        ctx.run(Command::SetAttribute { id: id.clone(), key: key.to_owned(), value: read(&value(&event)) });
    })
}

fn words(typed: &str) -> Option<Value> {
    Some(typed.trim()).filter(|t| !t.is_empty()).map(|t| json!(t))
}

/// A date as people type it becomes ISO; other TIMEX3 values stay as typed.
fn time_value(typed: &str) -> Option<Value> {
    parse_date(typed).map(|d| json!(d)).or_else(|| words(typed))
}

/// A number in digits of any script.
fn number(typed: &str) -> Option<Value> {
    let plain: String = crate::normalize::fold_word(typed).chars().filter(|c| !matches!(c, ',' | '٬' | ' ')).collect();
    let plain = plain.replace('٫', ".");
    match (plain.parse::<i64>(), plain.parse::<f64>()) {
        (Ok(n), _) => Some(json!(n)),
        (_, Ok(n)) if n.is_finite() => Some(json!(n)),
        _ => None,
    }
}

fn shown(a: &Annotation, key: &str) -> String {
    match a.attributes.get(key) {
        Some(Value::String(s)) => s.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// The fields that the annotation's layer has.
#[component]
pub(crate) fn Editors(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let a = &*props.annotation;
    let name = |key: &'static str| (m.attribute)(key).unwrap_or(key);
    let text = |key: &'static str, dir: &'static str, read: fn(&str) -> Option<Value>| {
        html! {
            <label class="field" key={format!("{}/{key}", a.id)}><span class="quiet">{ name(key) }</span>
                <input type="text" {dir} autocomplete="off" data-attribute={key} value={shown(a, key)}
                    onchange={set(&ctx, a, key, read)} /></label>
        }
    };
    let choice = |key: &'static str, values: &'static [&'static str]| {
        let now = shown(a, key);
        html! {
            <label class="field" key={format!("{}/{key}", a.id)}><span class="quiet">{ name(key) }</span>
                <select data-attribute={key} onchange={set(&ctx, a, key, words)}>
                    <option value="" selected={now.is_empty()}>{ "—" }</option>
                    { for values.iter().map(|v| html! { <option value={*v} selected={now == *v}>{ m.value_name(v) }</option> }) }
                    if !now.is_empty() && !values.contains(&now.as_str()) {
                        <option value={now.clone()} selected=true>{ m.value_name(&now) }</option>
                    }
                </select></label>
        }
    };
    match a.layer.as_str() {
        "time" => html! {
            <div class="fields">
                { text("value", "ltr", time_value) }
                { calendar(&ctx, a) }
                { choice("mod", &["APPROX", "START", "MID", "END", "BEFORE", "AFTER", "MORE_THAN", "LESS_THAN"]) }
            </div>
        },
        "quantity" => html! {
            <div class="fields">
                { text("value", "ltr", number) }
                { text("min", "ltr", number) }
                { text("max", "ltr", number) }
                { choice("modifier", &["exact", "approximate", "more_than", "less_than", "at_least", "at_most", "vague"]) }
                { text("of", "auto", words) }
                { text("unit", "ltr", words) }
                { choice("category", &["killed", "wounded", "missing", "detained", "displaced", "evacuated", "fighters",
                    "civilians", "children", "women", "families"]) }
            </div>
        },
        "quotation" => html! {
            <div class="fields">
                { speaker(&ctx, a, &props.work) }
                { text("cue", "auto", words) }
                { choice("type", &["direct", "indirect"]) }
                { choice("stance", &["affirmed", "denied", "not_confirmed", "unknown", "promised", "demanded", "warned"]) }
            </div>
        },
        _ => Html::default(),
    }
}

/// The platform's calendar, for a value that is a day.
fn calendar(ctx: &Ctx, a: &Annotation) -> Html {
    let m = ctx.m();
    let now = shown(a, "value");
    let day = now.get(..10).filter(|d| d.parse::<jiff::civil::Date>().is_ok()).unwrap_or("").to_owned();
    html! {
        <label class="field"><span class="quiet">{ m.pick }</span>
            <input type="date" data-attribute="pick" value={day} onchange={set(ctx, a, "value", time_value)} /></label>
    }
}

/// The speaker: any name of the article, or typed words.
fn speaker(ctx: &Ctx, a: &Annotation, work: &Work) -> Html {
    let m = ctx.m();
    let now = shown(a, "speaker");
    let mut seen = std::collections::HashSet::new();
    let names: Vec<(String, String)> = (work.document.annotations.iter())
        .filter(|o| o.layer == "entity" && matches!(o.label.as_str(), "PER" | "ORG" | "GPE"))
        .filter(|o| o.id == now || seen.insert(o.text.clone()))
        .map(|o| (o.id.clone(), o.text.clone()))
        .collect();
    let typed = !now.is_empty() && work.get(&now).is_none();
    let name = (m.attribute)("speaker").unwrap_or("speaker");
    html! {
        <>
            <label class="field"><span class="quiet">{ name }</span>
                <select data-attribute="speaker" onchange={set(ctx, a, "speaker", words)}>
                    <option value="" selected={now.is_empty()}>{ m.speaker_unknown }</option>
                    if typed { <option value={now.clone()} selected=true>{ now.clone() }</option> }
                    { for names.into_iter().map(|(id, words)| html! { <option selected={id == now} value={id.clone()}>{ words }</option> }) }
                </select></label>
            <label class="field"><span class="quiet">{ m.typed_speaker }</span>
                <input type="text" dir="auto" value={if typed { now.clone() } else { String::new() }}
                    onchange={set(ctx, a, "speaker", words)} /></label>
        </>
    }
}

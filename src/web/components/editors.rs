//! Typed editors for what an annotation says: a time's value, a number, a quotation's speaker and stance.

use crate::annotate::Annotation;
use crate::extract::timex::{self, Date};
use crate::session::labels::{Attribute, Kind, attributes_of};
use crate::session::{Action, Command, Work, parse_date};
use crate::web::hooks::{Ctx, Shared, use_ctx};
use crate::web::messages::label_words;
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

fn set(ctx: &Ctx, a: &Annotation, key: &str, read: fn(&str) -> Option<Value>) -> Callback<Event> {
    let (ctx, id, key) = (ctx.clone(), a.id.clone(), key.to_owned());
    Callback::from(move |event: Event| {
        ctx.run(Command::SetAttribute { id: id.clone(), key: key.clone(), value: read(&value(&event)) });
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
    let layer = match a.layer.as_str() {
        "time" => html! {
            <div class="fields">
                { text("value", "ltr", time_value) }
                { calendar(&ctx, a) }
                { hijri(&ctx, a) }
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
    };
    html! { <>{ layer }{ own(&ctx, a, &props.work) }</> }
}

/// The attributes that the person has given the label.
fn own(ctx: &Ctx, a: &Annotation, work: &Work) -> Html {
    let label = work.document.labels.iter().find(|l| l.layer == a.layer && l.label == a.label);
    let all = label.map(attributes_of).unwrap_or_default();
    if all.is_empty() {
        return Html::default();
    }
    let m = label_words(ctx.session.lang);
    let choose = |attribute: &Attribute, options: Vec<(String, String)>, read: fn(&str) -> Option<Value>| {
        let now = shown(a, &attribute.key);
        let strange = !now.is_empty() && !options.iter().any(|(v, _)| *v == now);
        html! {
            <select data-attribute={attribute.key.clone()} onchange={set(ctx, a, &attribute.key, read)}>
                <option value="" selected={now.is_empty()}>{ "—" }</option>
                { for options.into_iter().map(|(v, words)| html! { <option selected={now == v} value={v.clone()}>{ words }</option> }) }
                if strange { <option value={now.clone()} selected=true>{ now.clone() }</option> }
            </select>
        }
    };
    let typed = |attribute: &Attribute, read: fn(&str) -> Option<Value>| {
        html! {
            <input type="text" dir="auto" autocomplete="off" data-attribute={attribute.key.clone()} value={shown(a, &attribute.key)}
                onchange={set(ctx, a, &attribute.key, read)} />
        }
    };
    html! {
        <div class="fields">{ for all.iter().map(|attribute| {
            let names = if ctx.m().code == "ar" { [&attribute.name.ar, &attribute.name.en] } else { [&attribute.name.en, &attribute.name.ar] };
            let name = names.into_iter().find(|n| !n.is_empty()).unwrap_or(&attribute.key).clone();
            html! {
                <label class="field" key={format!("{}/own/{}", a.id, attribute.key)}><bdi class="quiet">{ name }</bdi>
                    { match attribute.kind {
                        Kind::Text => typed(attribute, words),
                        Kind::Number => typed(attribute, number),
                        Kind::Choice => choose(attribute, attribute.values.iter().map(|v| (v.clone(), v.clone())).collect(), words),
                        Kind::Boolean => {
                            let both = [("true", m.yes), ("false", m.no)].map(|(v, w)| (v.to_owned(), w.to_owned()));
                            choose(attribute, both.to_vec(), |v| v.parse::<bool>().ok().map(|b| json!(b)))
                        }
                    } }</label>
            }
        }) }</div>
    }
}

/// The platform's calendar, for a value that is a day.
fn calendar(ctx: &Ctx, a: &Annotation) -> Html {
    let m = ctx.m();
    let now = shown(a, "value");
    let day = now.get(..10).filter(|d| Date::exactly(d).is_some()).unwrap_or("").to_owned();
    let pick = {
        let (ctx, a) = (ctx.clone(), a.clone());
        Callback::from(move |event: Event| take_day(&ctx, &a, &value(&event)))
    };
    html! {
        <label class="field"><span class="quiet">{ m.pick }</span>
            <input type="date" data-attribute="pick" value={day} onchange={pick} /></label>
    }
}

/// Takes a day over: the time of day stays, and so does the Hijri date where the annotation has one, brought up to it.
fn take_day(ctx: &Ctx, a: &Annotation, iso: &str) {
    let Some(day) = Date::exactly(iso) else { return };
    let time = shown(a, "value").split_once('T').map(|(_, t)| format!("T{t}")).unwrap_or_default();
    let mut values = vec![("value".to_owned(), Some(json!(format!("{iso}{time}"))))];
    if a.attributes.contains_key("hijri") {
        let (y, m, d) = timex::hijri(day);
        values.push(("hijri".to_owned(), Some(json!(format!("{y:04}-{m:02}-{d:02}")))));
    }
    ctx.run(Command::SetAttributes { id: a.id.clone(), values });
}

/// Day, month and year of the Islamic calendar, for a value that is a day or is to become one.
fn hijri(ctx: &Ctx, a: &Annotation) -> Html {
    let m = ctx.m();
    let day = shown(a, "value").get(..10).and_then(Date::exactly);
    let now = day.map(timex::hijri);
    let change = {
        let (ctx, a) = (ctx.clone(), a.clone());
        Callback::from(move |event: Event| {
            let Some(group) = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else { return };
            let Some(group) = group.closest("[data-hijri]").ok().flatten() else { return };
            let part = |selector: &str| -> Option<i32> {
                let field = group.query_selector(selector).ok()??;
                let field = match field.dyn_into::<HtmlSelectElement>() {
                    Ok(select) => select.value(),
                    Err(other) => other.dyn_into::<HtmlInputElement>().ok()?.value(),
                };
                crate::normalize::fold_word(&field).trim().parse().ok()
            };
            let whole = || Some((part("[data-part=year]")?, part("[data-part=month]")?, part("[data-part=day]")?));
            if let Some(iso) = whole().and_then(|(y, m, d)| timex::gregorian(y, m, d)) {
                take_day(&ctx, &a, &iso);
            }
        })
    };
    let number = |part: &'static str, name: &'static str, max: &'static str, value: Option<i32>| {
        let value = value.map(|v| v.to_string()).unwrap_or_default();
        html! {
            <input type="number" min="1" {max} dir="ltr" data-part={part} aria-label={name} title={name} {value} onchange={change.clone()} />
        }
    };
    html! {
        <span class="field hijri" role="group" aria-label={m.source.hijri} data-hijri="" key={format!("{}/hijri", a.id)}>
            <span class="quiet">{ m.source.hijri }</span>
            <span class="row">
                { number("day", m.source.day, "30", now.map(|n| n.2)) }
                <select data-part="month" aria-label={m.source.month} title={m.source.month} onchange={change.clone()}>
                    <option value="" selected={now.is_none()}>{ "—" }</option>
                    { for m.source.hijri_months.iter().enumerate().map(|(n, name)| {
                        let month = i32::try_from(n + 1).unwrap_or(0);
                        html! { <option value={month.to_string()} selected={now.is_some_and(|n| n.1 == month)}>{ *name }</option> }
                    }) }
                </select>
                { number("year", m.source.year, "1600", now.map(|n| n.0)) }
            </span>
        </span>
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
    let ask = {
        let id = a.id.clone();
        ctx.on(move || Action::Ask(Some(id.clone())))
    };
    html! {
        <>
            <div class="row whole"><button onclick={ask}>{ m.source.set_speaker }</button></div>
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

//! The fields of one label.

use crate::annotate::LabelRecord;
use crate::session::labels::{
    Attribute, Kind, Name, attributes_of, layer_name_of, name_of, set_attributes, set_layer_name, set_name,
};
use crate::web::hooks::use_ctx;
use crate::web::messages::{LabelWords, label_words};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Form`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Which label.
    pub(super) n: usize,
    /// The set.
    pub(super) labels: Rc<Vec<LabelRecord>>,
    /// Whether marks have it: code and layer stay.
    pub(super) used: bool,
    /// Takes the changed set.
    pub(super) change: Callback<Vec<LabelRecord>>,
}

fn typed(event: &Event) -> String {
    let select = event.target_dyn_into::<HtmlSelectElement>().map(|s| s.value());
    select
        .or_else(|| event.target_dyn_into::<HtmlInputElement>().map(|i| i.value()))
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// A callback that changes the set by what a field holds.
fn on(props: &Props, with: impl Fn(&mut Vec<LabelRecord>, String) + 'static) -> Callback<Event> {
    let (labels, change) = (Rc::clone(&props.labels), props.change.clone());
    Callback::from(move |event: Event| {
        let mut next = (*labels).clone();
        with(&mut next, typed(&event));
        change.emit(next);
    })
}

/// The same for this label alone.
fn own(props: &Props, with: impl Fn(&mut LabelRecord, String) + 'static) -> Callback<Event> {
    let n = props.n;
    on(props, move |labels, words| {
        if let Some(label) = labels.get_mut(n) {
            with(label, words);
        }
    })
}

fn text(
    name: &'static str,
    field: &'static str,
    dir: &'static str,
    value: String,
    off: bool,
    change: Callback<Event>,
) -> Html {
    html! {
        <label class="field"><span class="quiet">{ name }</span>
            <input type="text" {dir} autocomplete="off" data-field={field} disabled={off} {value} onchange={change} /></label>
    }
}

/// The fields.
#[component]
pub(super) fn Form(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = label_words(ctx.session.lang);
    let Some(l) = props.labels.get(props.n) else { return Html::default() };
    let (name, layer) = (name_of(l), layer_name_of(l));
    let named = |with: fn(&mut Name, String)| {
        own(props, move |l, words| {
            let mut name = name_of(l);
            with(&mut name, words);
            set_name(l, &name);
        })
    };
    let layer_named = |with: fn(&mut Name, String)| {
        let n = props.n;
        on(props, move |labels, words| {
            let Some((layer, mut name)) = labels.get(n).map(|l| (l.layer.clone(), layer_name_of(l))) else { return };
            with(&mut name, words);
            set_layer_name(labels, &layer, &name);
        })
    };
    let moved = {
        let n = props.n;
        on(props, move |labels, words| {
            let name = labels.iter().find(|l| l.layer == words).map(layer_name_of).unwrap_or_default();
            if let Some(l) = labels.get_mut(n) {
                l.layer = words;
                l.extra.remove("layer_name");
            }
            if let Some(layer) = labels.get(n).map(|l| l.layer.clone()) {
                set_layer_name(labels, &layer, &name);
            }
        })
    };
    html! {
        <div class="form">
            <div class="fields">
                { text(m.name_ar, "name-ar", "rtl", name.ar, false, named(|n, w| n.ar = w)) }
                { text(m.name_en, "name-en", "ltr", name.en, false, named(|n, w| n.en = w)) }
                { text(m.code, "code", "ltr", l.label.clone(), props.used, own(props, |l, w| l.label = w)) }
                { text(m.layer, "layer", "ltr", l.layer.clone(), props.used, moved) }
                { text(m.layer_ar, "layer-ar", "rtl", layer.ar, false, layer_named(|n, w| n.ar = w)) }
                { text(m.layer_en, "layer-en", "ltr", layer.en, false, layer_named(|n, w| n.en = w)) }
                <label class="field"><span class="quiet">{ m.colour }</span>
                    <input type="color" data-field="colour" value={l.color.clone()} onchange={own(props, |l, w| l.color = w)} /></label>
                { text(m.key, "key", "ltr", l.key.clone().unwrap_or_default(), false, own(props, |l, w| l.key = Some(w).filter(|k| !k.is_empty()))) }
            </div>
            if props.used { <p class="quiet">{ m.fixed }</p> }
            <fieldset><legend class="quiet">{ m.attributes }</legend>
                { for attributes_of(l).iter().enumerate().map(|(at, a)| attribute(props, m, at, a)) }
                <button id="attribute-add" onclick={added(props)}>{ m.attribute_add }</button>
            </fieldset>
        </div>
    }
}

fn added(props: &Props) -> Callback<MouseEvent> {
    let (labels, change, n) = (Rc::clone(&props.labels), props.change.clone(), props.n);
    Callback::from(move |_| {
        let mut next = (*labels).clone();
        if let Some(l) = next.get_mut(n) {
            let mut all = attributes_of(l);
            let free = |at: &usize| !all.iter().any(|a| a.key == format!("attribute{at}"));
            let key = format!("attribute{}", (1..).find(free).unwrap_or(0));
            all.push(Attribute { key, name: Name::default(), kind: Kind::Text, values: Vec::new() });
            set_attributes(l, &all);
        }
        change.emit(next);
    })
}

/// The fields of one attribute.
fn attribute(props: &Props, m: &'static LabelWords, at: usize, a: &Attribute) -> Html {
    let edit = |with: fn(&mut Attribute, String)| {
        own(props, move |l, words| {
            let mut all = attributes_of(l);
            if let Some(a) = all.get_mut(at) {
                with(a, words);
            }
            set_attributes(l, &all);
        })
    };
    let kind = edit(|a, words| {
        a.kind = Kind::read(&words).unwrap_or(a.kind);
        match a.kind {
            Kind::Choice if a.values.is_empty() => a.values = vec!["1".to_owned(), "2".to_owned()],
            Kind::Choice => {}
            _ => a.values.clear(),
        }
    });
    let values = edit(|a, words| {
        let all = words.split([',', '،', ';', '؛']).map(str::trim).filter(|v| !v.is_empty());
        a.values = all.map(str::to_owned).collect();
    });
    let remove = {
        let (labels, change, n) = (Rc::clone(&props.labels), props.change.clone(), props.n);
        Callback::from(move |_: MouseEvent| {
            let mut next = (*labels).clone();
            if let Some(l) = next.get_mut(n) {
                let mut all = attributes_of(l);
                all.remove(at);
                set_attributes(l, &all);
            }
            change.emit(next);
        })
    };
    html! {
        <div class="fields" key={at} data-attribute-at={at.to_string()}>
            { text(m.code, "attribute", "ltr", a.key.clone(), false, edit(|a, w| a.key = w)) }
            { text(m.name_ar, "attribute-ar", "rtl", a.name.ar.clone(), false, edit(|a, w| a.name.ar = w)) }
            { text(m.name_en, "attribute-en", "ltr", a.name.en.clone(), false, edit(|a, w| a.name.en = w)) }
            <label class="field"><span class="quiet">{ m.attribute_type }</span>
                <select data-field="type" onchange={kind}>
                    { for Kind::ALL.into_iter().map(|k| html! { <option value={k.code()} selected={a.kind == k}>{ (m.kind)(k) }</option> }) }
                </select></label>
            if a.kind == Kind::Choice { { text(m.values, "values", "auto", a.values.join("، "), false, values) } }
            <button class="icon" aria-label={format!("{}: {}", m.remove, a.key)} title={m.remove} onclick={remove}>{ "✕" }</button>
        </div>
    }
}

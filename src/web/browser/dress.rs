//! How the labels of the open article look and are called: names, classes, and the style sheet of colours that are not ours.
//!
//! The rules go into a style sheet made by the object model, which the Content-Security-Policy allows; they are written from bytes of
//! colours and from words of our own, never from what a person has typed.

use crate::annotate::{LabelRecord, default_labels};
use crate::session::Lang;
use crate::session::labels::{Colour, Name, layer_name_of, name_of};
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type Rules;
    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet", catch)]
    fn new() -> Result<Rules, JsValue>;
    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    fn replace(this: &Rules, css: &str) -> Result<JsValue, JsValue>;
}

#[derive(Default)]
struct Dress {
    labels: Vec<LabelRecord>,
    names: HashMap<String, Name>,
    layers: HashMap<String, Name>,
    /// By label: its layer and class.
    classes: HashMap<String, (String, Rc<str>)>,
    serial: u32,
}

thread_local! {
    static DRESS: RefCell<Dress> = RefCell::default();
}

fn pair([light, dark]: [Colour; 2]) -> String {
    format!("light-dark({light}, {dark})")
}

/// The line of a label's marks: the layer's, so that layers are told apart without colour too.
fn line(layer: &str, own: &mut Vec<String>) -> &'static str {
    match layer {
        "entity" | "quotation" => "solid",
        "time" => "dashed",
        "quantity" => "wavy",
        "event" => "double",
        _ => {
            let at = own.iter().position(|l| l == layer).unwrap_or_else(|| {
                own.push(layer.to_owned());
                own.len() - 1
            });
            ["dotted", "dashed", "double", "wavy", "solid"].get(at % 5).copied().unwrap_or("solid")
        }
    }
}

/// Puts a label set on; the number changes with it. Nothing is done where it is on already.
pub fn wear(labels: &[LabelRecord]) -> u32 {
    DRESS.with_borrow_mut(|dress| {
        if dress.labels == labels {
            return dress.serial;
        }
        let ours = default_labels();
        let filled = |name: &Name| !name.ar.is_empty() || !name.en.is_empty();
        *dress = Dress { labels: labels.to_vec(), serial: dress.serial + 1, ..Dress::default() };
        let (mut css, mut layers) = (String::new(), Vec::new());
        for l in labels {
            let (name, layer) = (name_of(l), layer_name_of(l));
            if filled(&name) {
                dress.names.insert(l.label.clone(), name);
            }
            if filled(&layer) {
                dress.layers.entry(l.layer.clone()).or_insert(layer);
            }
            let same = |o: &LabelRecord| o.layer == l.layer && o.label == l.label && o.color == l.color;
            let Some(colour) = Colour::read(&l.color).filter(|_| !ours.iter().any(same)) else { continue };
            let (shades, line) = (colour.shades(), line(&l.layer, &mut layers));
            let [_, r, g, b] =
                u32::from_str_radix(colour.to_string().trim_start_matches('#'), 16).unwrap_or(0).to_be_bytes();
            let class = format!("own-{r:02x}{g:02x}{b:02x}-{line}");
            let (ink, ground) = (pair(shades.line), pair(shades.ground));
            let _ = write!(
                css,
                ".{class}{{--dot:{ink}}}.overlay i[class^=\"{class}\"]{{background:{ground};border-color:{ink}}}\
                 .has-{class}-open p::highlight({class}-open){{background-color:{ground};text-decoration:underline {line} 2px {ink}}}\
                 .has-{class}-done p::highlight({class}-done){{background-color:transparent;text-decoration:underline {line} 2px {ink}}}\
                 .has-{class}-mine p::highlight({class}-mine){{background-color:transparent;text-decoration:underline {line} 4px {ink}}}"
            );
            dress.classes.insert(l.label.clone(), (l.layer.clone(), class.into()));
        }
        put(&css);
        dress.serial
    })
}

fn put(css: &str) {
    thread_local! {
        static RULES: Option<Rules> = Rules::new().ok();
    }
    RULES.with(|rules| {
        if let Some(rules) = rules {
            let _ = rules.replace(css);
            let _ = Reflect::set(&super::document(), &"adoptedStyleSheets".into(), &Array::of1(rules));
        }
    });
}

/// The class of a label whose colour is a person's own.
pub fn class_of(layer: &str, label: &str) -> Option<Rc<str>> {
    DRESS.with_borrow(|dress| {
        if dress.classes.is_empty() {
            return None;
        }
        dress.classes.get(label).filter(|(own, _)| own == layer).map(|(_, class)| Rc::clone(class))
    })
}

fn said(name: &Name, lang: Lang) -> Option<String> {
    let (first, second) = if lang == Lang::Ar { (&name.ar, &name.en) } else { (&name.en, &name.ar) };
    [first, second].into_iter().find(|n| !n.is_empty()).cloned()
}

/// The name that a person gave a label.
pub fn label_name(label: &str, lang: Lang) -> Option<String> {
    DRESS.with_borrow(|dress| said(dress.names.get(label)?, lang))
}

/// The name that a person gave a layer.
pub fn layer_name(layer: &str, lang: Lang) -> Option<String> {
    DRESS.with_borrow(|dress| said(dress.layers.get(layer)?, lang))
}

/// Gives every element inside `root` that names a colour (`data-colour`) that colour for its dot.
pub fn dots(root: &web_sys::Element) {
    let Ok(all) = root.query_selector_all("[data-colour]") else { return };
    for element in (0..all.length()).filter_map(|n| all.item(n)?.dyn_into::<web_sys::Element>().ok()) {
        let colour = element.get_attribute("data-colour").and_then(|c| Colour::read(&c));
        if let Some(colour) = colour {
            super::set_style(&element, "--dot", &pair(colour.shades().line));
        }
    }
}

//! The page's parts, one file each.

mod article;
mod asking;
mod bulk;
mod card;
mod caret;
mod editors;
mod ends;
mod entities;
mod foot;
mod guidelines;
mod handles;
mod header;
mod help;
mod hover;
mod judge;
mod keeping;
mod keys;
mod labels;
mod lexicon;
mod library;
mod linked;
mod links;
mod list;
mod normalized;
mod notices;
mod panels;
mod place;
mod practice;
mod published;
mod sheet;
mod signs;
mod spread;
mod start;
mod statements;
mod strip;
mod tour;
mod values;
mod versions;

pub(super) use article::{ArticlePane, repaint};
pub(super) use bulk::Bulk;
pub(super) use foot::Foot;
pub(super) use header::Header;
pub(super) use help::Help;
pub(super) use keys::Keys;
pub(super) use labels::Labels;
pub(super) use notices::Notices;
pub(super) use panels::Panels;
pub(super) use practice::practise;
pub(super) use sheet::KeepingSheet;
pub(super) use spread::Spread;
use start::FileField;
pub(super) use start::Start;
pub(super) use tour::{Tour, seen as tour_seen};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// The element an event is about.
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()
}

/// A key cap beside words: drawn by the style sheet, so that a button's name stays its words.
fn cap(key: &str) -> yew::Html {
    let key = key.to_owned();
    yew::html! { <kbd data-key={key} aria-hidden="true"></kbd> }
}

/// Whether keys typed there are words.
fn is_field(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// What a label is drawn with: the class of its dot.
fn label_class(layer: &str, label: &str) -> yew::Classes {
    if let Some(own) = crate::web::browser::dress::class_of(layer, label) {
        return yew::classes!("other", own.to_string());
    }
    yew::classes!(match (layer, label) {
        ("entity", "PER") => "PER",
        ("entity", "ORG") => "ORG",
        ("entity", "GPE") => "GPE",
        ("entity", "LOC") => "LOC",
        ("entity", "FAC") => "FAC",
        ("time", _) => "time",
        ("quantity", _) => "QTY",
        ("quotation", _) => "QUOTE",
        ("event", _) => "EVENT",
        _ => "other",
    })
}

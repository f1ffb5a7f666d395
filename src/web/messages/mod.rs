//! Every word of the page, in both languages. A message that one language lacks does not compile.

mod ar;
pub(super) mod bench;
mod en;
pub(super) mod judge;
mod keeping;
pub(super) mod labels;
pub(super) mod library;
mod names;
pub(super) mod source;

pub use keeping::{Keeping, keeping};
pub use labels::{LabelWords, label_words};
pub use names::{Names, names};

use crate::session::Lang;
use crate::web::browser::dress;

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; ar.rs and en.rs are their documentation")]
pub struct Messages {
    pub bench: &'static bench::Bench,
    pub library: &'static library::Library,
    pub source: &'static source::Source,
    pub judge: &'static judge::Judging,
    pub dir: &'static str,
    pub code: &'static str,
    pub name: &'static str,
    pub tagline: &'static str,
    pub privacy_line: &'static str,
    pub skip: &'static str,
    // The start.
    pub article_text: &'static str,
    pub article_placeholder: &'static str,
    pub annotate: &'static str,
    pub open_file: &'static str,
    pub sample: &'static str,
    pub drop_here: &'static str,
    pub recent: &'static str,
    pub recent_none: &'static str,
    pub new_article: &'static str,
    pub untitled: &'static str,
    pub edits: fn(u32) -> String,
    pub delete: &'static str,
    // The bar.
    pub undo: &'static str,
    pub redo: &'static str,
    pub download: &'static str,
    pub published: &'static str,
    pub published_hint: &'static str,
    pub published_unknown: &'static str,
    pub published_text: &'static str,
    pub published_user: &'static str,
    pub published_story: &'static str,
    pub suggested: &'static str,
    pub other_language: &'static str,
    pub theme: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub help: &'static str,
    pub close: &'static str,
    pub saved: &'static str,
    pub saving: &'static str,
    pub not_saved: &'static str,
    // The article.
    pub article: &'static str,
    pub working: &'static str,
    pub cancel: &'static str,
    pub stage: fn(&str) -> &'static str,
    pub section: fn(crate::structure::SectionKind) -> &'static str,
    pub legend: &'static str,
    // The list.
    pub annotations: &'static str,
    pub left: fn(usize, usize) -> String,
    pub all_done: &'static str,
    pub filter_label: &'static str,
    pub filter_review: &'static str,
    pub filter_sure: &'static str,
    pub filter_words: &'static str,
    pub all_labels: &'static str,
    pub all_states: &'static str,
    pub open_ones: &'static str,
    pub any_sure: &'static str,
    pub below: fn(f64) -> String,
    pub doubt_first: &'static str,
    pub nothing_here: &'static str,
    pub show_earlier: fn(usize) -> String,
    pub show_more: fn(usize) -> String,
    pub review: fn(crate::annotate::Review) -> &'static str,
    pub label: fn(&str) -> Option<&'static str>,
    pub layer: fn(&str) -> Option<&'static str>,
    pub doubt: &'static str,
    // The card.
    pub card: &'static str,
    pub choose_label: &'static str,
    pub accept: &'static str,
    pub reject: &'static str,
    pub restore: &'static str,
    pub remove: &'static str,
    pub everywhere: fn(usize) -> String,
    pub particles: &'static str,
    pub start_of: &'static str,
    pub end_of: &'static str,
    pub letter_back: &'static str,
    pub letter_forward: &'static str,
    pub word_back: &'static str,
    pub word_forward: &'static str,
    pub note: &'static str,
    pub confidence: &'static str,
    pub by_person: &'static str,
    pub found_by: &'static str,
    pub attribute: fn(&str) -> Option<&'static str>,
    pub value: fn(&str) -> Option<&'static str>,
    pub said: &'static str,
    pub pick: &'static str,
    pub typed_speaker: &'static str,
    // Everywhere.
    pub everywhere_title: fn(&str) -> String,
    pub everywhere_do: fn(usize) -> String,
    pub everywhere_reject: fn(usize) -> String,
    pub select_all: &'static str,
    // Panels.
    pub panel: &'static str,
    pub tab_review: &'static str,
    pub tab_entities: &'static str,
    pub tab_statements: &'static str,
    pub tab_values: &'static str,
    pub tab_text: &'static str,
    pub merge_into: &'static str,
    pub split: &'static str,
    pub rename: &'static str,
    pub mentions: fn(usize) -> String,
    pub no_entities: &'static str,
    pub no_statements: &'static str,
    pub no_values: &'static str,
    pub speaker_unknown: &'static str,
    pub all_speakers: &'static str,
    pub all_stances: &'static str,
    pub copy_citation: &'static str,
    pub copied: &'static str,
    pub times: &'static str,
    pub quantities: &'static str,
    pub timeline: &'static str,
    pub normalized_text: &'static str,
    pub normalized_hint: &'static str,
    pub remarks: &'static str,
    pub remark: fn(&str) -> Option<&'static str>,
    pub facts: &'static str,
    pub words_count: fn(usize) -> String,
    pub find: &'static str,
    pub found: fn(usize) -> String,
    // What happened.
    pub news: fn(&str, &str, usize) -> String,
    pub problem: fn(&crate::session::Problem) -> String,
    // Help.
    pub keys: &'static [(&'static str, &'static str)],
    pub keys_short: &'static [(&'static str, &'static str)],
    pub how_title: &'static str,
    pub how: &'static [&'static str],
}

/// The words of a language.
pub fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::Ar => &ar::AR,
        Lang::En => &en::EN,
    }
}

impl Messages {
    /// The language.
    pub fn lang(&self) -> Lang {
        if self.code == "ar" { Lang::Ar } else { Lang::En }
    }
    /// A label's name: the person's, ours, or its code.
    pub fn label_name(&self, label: &str) -> String {
        dress::label_name(label, self.lang()).unwrap_or_else(|| (self.label)(label).unwrap_or(label).to_owned())
    }
    /// A layer's name: the person's, ours, or its code.
    pub fn layer_name(&self, layer: &str) -> String {
        dress::layer_name(layer, self.lang()).unwrap_or_else(|| (self.layer)(layer).unwrap_or(layer).to_owned())
    }
    /// An attribute value's name; the value itself where it has none.
    pub fn value_name<'a>(&self, value: &'a str) -> &'a str {
        (self.value)(value).unwrap_or(value)
    }
}

/// Text in both directions side by side: each keeps its own.
pub(super) fn isolate(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

/// The beginning of long words.
pub(super) fn short(words: &str) -> String {
    let mut out: String = words.chars().take(40).collect();
    if words.chars().nth(40).is_some() {
        out.push('…');
    }
    isolate(&out.replace(['\n', '\r'], " "))
}

//! The name علي and the preposition على, which fold alike: only the letters as written tell them apart.
//!
//! Where every ى at a word's end is written ي, علي may be either: [`tells_yeh`] says whether an article keeps them apart. Rules that would
//! rather lose a preposition than a name take علي for the name in any article.

use super::Context;

/// Whether the article tells ى from ي at a word's end: then علي is the name and على the preposition.
pub(super) fn tells_yeh(cx: &Context<'_>) -> bool {
    (0..cx.len()).any(|token| matches!(cx.form(token), "على" | "إلى" | "الى" | "حتى" | "لدى"))
}

/// Whether a word is written as the name, by itself.
pub(super) fn is_name(form: &str) -> bool {
    form == "علي"
}

/// Whether a word is written as the name, by itself or with one particle.
pub(super) fn is_name_with_particle(form: &str) -> bool {
    is_name(form) || matches!(form, "وعلي" | "لعلي" | "بعلي")
}

/// Whether a word ends as the name is written.
pub(super) fn ends_in_name(form: &str) -> bool {
    form.ends_with("علي")
}

/// Whether a word is written as the preposition.
pub(super) fn is_preposition(form: &str) -> bool {
    form == "على"
}

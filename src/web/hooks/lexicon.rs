//! The personal lexicon as this browser keeps it.

use crate::extract::entity::PersonalLexicon;
use crate::session::Action;
use crate::web::browser;
use crate::web::hooks::Ctx;

/// The name it is kept under.
pub(crate) const KEY: &str = "hashiya.lexicon";

/// The lexicon; empty where none is kept or what is kept cannot be read.
pub(crate) fn lexicon() -> PersonalLexicon {
    browser::remembered(KEY).and_then(|json| PersonalLexicon::from_json(&json).ok()).unwrap_or_default()
}

/// Changes the lexicon and keeps it; `what` is said to the person as news, which draws the page anew.
pub(crate) fn change_lexicon(ctx: &Ctx, what: String, with: impl FnOnce(&mut PersonalLexicon)) {
    // Another tab may have changed it since.
    let mut all = lexicon();
    with(&mut all);
    browser::remember(KEY, &all.to_json());
    ctx.act(Action::Say("lexicon", what));
}

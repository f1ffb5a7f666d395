//! The personal lexicon as this browser keeps it.

use super::things::{self, LEXICON};
use crate::extract::entity::PersonalLexicon;
use crate::session::Action;
use crate::web::hooks::Ctx;

fn read(json: Option<&String>) -> PersonalLexicon {
    json.and_then(|json| PersonalLexicon::from_json(json).ok()).unwrap_or_default()
}

/// The lexicon; empty where none is kept or what is kept cannot be read.
pub(crate) fn lexicon() -> PersonalLexicon {
    read(things::kept(LEXICON).as_ref())
}

/// Changes the lexicon and keeps it; `what` is said to the person as news once it is kept.
pub(crate) fn change_lexicon(ctx: &Ctx, what: String, with: impl FnOnce(&mut PersonalLexicon) + 'static) {
    let change = move |kept: Option<String>| {
        let mut all = read(kept.as_ref());
        with(&mut all);
        Some(all.to_json())
    };
    things::change(&ctx.host, LEXICON, change, Some(Action::Say("lexicon", what)));
}

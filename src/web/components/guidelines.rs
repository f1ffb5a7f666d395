//! The guidelines of the article's folder, beside the article: plain text, kept with the folders.

use crate::session::Action;
use crate::web::hooks::{change_folders, folders, use_ctx, use_keeping};
use crate::web::messages::label_words;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The pane.
#[component]
pub(crate) fn Guidelines() -> Html {
    let ctx = use_ctx();
    let m = label_words(ctx.session.lang);
    use_keeping(|k| k.things);
    let Some(work) = ctx.work() else { return Html::default() };
    let (id, all) = (work.document.document.id.clone(), folders());
    let text = all.guidelines(&id).to_owned();
    let title = all.of(&id).map_or_else(|| m.guidelines_desk.to_owned(), m.guidelines_of);
    let change = {
        let (ctx, id) = (ctx.clone(), id.clone());
        Callback::from(move |event: Event| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                let (id, text) = (id.clone(), area.value());
                change_folders(&ctx.host, move |all| all.set_guidelines(&id, &text));
                ctx.act(Action::Say("said", m.guidelines_kept.to_owned()));
            }
        })
    };
    html! {
        <div class="guidelines">
            <label for="guidelines"><h3>{ title }</h3></label>
            <textarea id="guidelines" key={id} dir="auto" placeholder={m.guidelines_none} value={text} onchange={change} />
        </div>
    }
}

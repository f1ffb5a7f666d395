//! What went wrong, and what just happened.

use crate::session::Action;
use crate::web::hooks::use_ctx;
use yew::prelude::*;

/// The alert and the live region.
#[component]
pub(crate) fn Notices() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let news = ctx.session.news.as_ref();
    html! {
        <div class="notices">
            <div id="problem" role="alert">
                if let Some(problem) = &ctx.session.problem {
                    <div class="problem">
                        <p>{ (m.problem)(problem) }</p>
                        <button class="icon" aria-label={m.close} onclick={ctx.on(|| Action::Dismiss)}>{ "✕" }</button>
                    </div>
                }
            </div>
            <div id="news" role="status" aria-live="polite">
                if let Some(news) = news {
                    <p class="toast" key={news.serial}>{ (m.news)(&news.code, &news.words, news.count) }</p>
                }
            </div>
        </div>
    }
}

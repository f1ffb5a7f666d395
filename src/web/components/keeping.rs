//! What the bar says about how things are kept: why something is not, who else works on it, a new version that waits.

use crate::session::Saved;
use crate::web::hooks::{Ctx, Update, change_keeping, take_update, use_ctx, use_keeping};
use crate::web::messages::{Keeping, keeping};
use yew::prelude::*;

/// The state of the work; pressing it shows everything about how things are kept.
#[component]
pub(crate) fn State() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let own = keeping(ctx.session.lang);
    let (saved, edits, follows) = use_keeping(|k| (k.saved.clone(), k.edits, k.follows));
    if ctx.work().is_none() {
        return Html::default();
    }
    let (class, words, why) = match &saved {
        Saved::Nothing => return Html::default(),
        Saved::Saved if follows => ("saved", own.following, None),
        Saved::Saving => ("saving", m.saving, None),
        Saved::Saved => ("saved", m.saved, None),
        Saved::Failed(why) => ("failed", m.not_saved, Some((own.fault)(why))),
    };
    let open = Callback::from(|_: MouseEvent| change_keeping(|k| k.sheet = true));
    html! {
        <button id="saved" class={classes!("state", class)} data-state={class} data-edits={edits.to_string()}
            aria-label={words} title={why} onclick={open}>
            if class != "failed" && !follows {
                // Both stand in the same place, one of them hidden: nothing moves while one works.
                <span class="on-way">{ m.saving }</span><span class="done">{ m.saved }</span>
            } else {
                { words }
            }
        </button>
    }
}

fn take_over(ctx: &Ctx) -> Callback<MouseEvent> {
    let host = ctx.host.clone();
    Callback::from(move |_| {
        let host = host.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(fault) = host.saver.take_over().await {
                host.act(crate::session::Action::SetSaved(Saved::Failed(fault.code().to_owned())));
            }
        });
    })
}

/// The row about a new version of the page, where there is one.
fn update(m: &'static Keeping, now: Update, failed: bool) -> Html {
    let words = match now {
        Update::None => return Html::default(),
        Update::Waiting => m.update,
        Update::Coming if failed => m.update_unsaved,
        Update::Coming => m.update_coming,
        Update::Held => m.update_held,
    };
    let take = Callback::from(|_: MouseEvent| take_update());
    let coming = now == Update::Coming;
    html! {
        <div class="row" role="status">
            <p>{ words }</p>
            <button id="update" aria-disabled={coming.then_some("true")} onclick={take}>{ m.update_now }</button>
        </div>
    }
}

/// Rows of the bar, where there is something to say.
#[component]
pub(crate) fn KeepingBar() -> Html {
    let ctx = use_ctx();
    let m = keeping(ctx.session.lang);
    let (failed, follows, refused, news, offline) = use_keeping(|k| {
        let failed = if let Saved::Failed(code) = &k.saved { Some(code.clone()) } else { None };
        (failed, k.follows, k.refused, k.update, k.offline)
    });
    let open = ctx.session.work.is_some();
    let failed = failed.filter(|_| open);
    let again = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.saver.again())
    };
    let download = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.download())
    };
    let elsewhere = failed.as_deref() == Some("elsewhere");
    html! {
        <div id="keeping" class="keeping" data-offline={offline.to_string()}>
            if let Some(code) = &failed {
                <div class="row failed" role="alert">
                    <p>{ (m.fault)(code) }</p>
                    if elsewhere {
                        <button onclick={take_over(&ctx)}>{ m.work_here }</button>
                    } else {
                        <button onclick={again}>{ m.try_again }</button>
                    }
                    <button onclick={download}>{ m.download_now }</button>
                </div>
            } else if follows && open {
                <div class="row" role="status" key={refused.to_string()}>
                    <p>{ m.follows }</p>
                    <button onclick={take_over(&ctx)}>{ m.work_here }</button>
                </div>
            }
            { update(m, news, failed.is_some()) }
        </div>
    }
}

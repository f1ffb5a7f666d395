//! The keyboard: one key a decision.

use super::article::free_hands;
use super::card::{add_part, give};
use super::caret::{caret_key, through};
use super::ends::{at_hand, move_end, toggle_clitic};
use crate::session::{Action, Command, End, Step, clitics, neighbour};
use crate::web::hooks::{Ctx, Target, use_ctx, use_listener};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Properties of [`Keys`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Opens and closes the help sheet.
    pub(crate) help: Callback<bool>,
    /// Whether it is open.
    pub(crate) help_open: bool,
}

/// Listens for keys; shows nothing.
#[component]
pub(crate) fn Keys(props: &Props) -> Html {
    let ctx = use_ctx();
    let (help, open) = (props.help.clone(), props.help_open);
    use_listener(Target::Document, "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.is_composing() || open {
            return;
        }
        if command(&ctx, event)
            || caret_key(&ctx, event)
            || free_hands(event) && (plain(&ctx, event) || helped(&help, event))
        {
            event.prevent_default();
        }
    });
    Html::default()
}

fn helped(help: &Callback<bool>, event: &KeyboardEvent) -> bool {
    let asked = matches!(event.key().as_str(), "?" | "؟");
    if asked {
        help.emit(true);
    }
    asked
}

/// Undo, redo, download: with Ctrl or ⌘, everywhere but that fields keep their own undo.
fn command(ctx: &Ctx, event: &KeyboardEvent) -> bool {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || ctx.host.session().work.is_none() {
        return false;
    }
    match event.code().as_str() {
        "KeyZ" if free_hands(event) => ctx.act(if event.shift_key() { Action::Redo } else { Action::Undo }),
        "KeyY" if free_hands(event) => ctx.act(Action::Redo),
        "KeyS" => ctx.host.download(),
        _ => return false,
    }
    true
}

/// Goes to the next or previous annotation.
fn go(ctx: &Ctx, forwards: bool, open: bool) {
    let session = ctx.host.session();
    let Some(work) = &session.work else { return };
    if let Some(id) = neighbour(work, &session.filter, session.focus.as_deref(), forwards, open) {
        ctx.act(Action::Focus(Some(id)));
    }
}

/// Decides on what is in focus and goes on.
fn decide(ctx: &Ctx, accept: bool) -> bool {
    let session = ctx.host.session();
    let (Some(work), Some(id)) = (&session.work, session.focus.clone()) else { return false };
    // At the end of the list, on to what was left open before.
    let next = neighbour(work, &session.filter, Some(&id), true, true)
        .or_else(|| neighbour(work, &session.filter, None, true, true).filter(|first| *first != id));
    let ids = vec![id];
    ctx.run(if accept { Command::Accept(ids) } else { Command::Reject(ids) });
    if let Some(next) = next {
        ctx.act(Action::Focus(Some(next)));
    }
    true
}

fn plain(ctx: &Ctx, event: &KeyboardEvent) -> bool {
    let session = ctx.host.session();
    let Some(work) = &session.work else { return false };
    let (key, code) = (event.key(), event.code());
    // A keyboard on the screen, or a program that types, may not say which key it was.
    if key.is_empty() {
        return false;
    }
    if event.shift_key() && matches!(key.as_str(), "ArrowLeft" | "ArrowRight") && at_hand(&session).is_some() {
        let step = if event.ctrl_key() || event.meta_key() { Step::Word } else { Step::Letter };
        let end = if event.alt_key() { End::Start } else { End::End };
        // The article runs from right to left: to the left is forwards.
        move_end(&ctx.host, end, step, key == "ArrowLeft");
        return true;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    // A button that has the focus takes Enter and Space itself, but for the list, where Enter decides.
    let on_button =
        super::target(event).is_some_and(|t| t.tag_name() == "BUTTON" && t.closest(".go").ok().flatten().is_none());
    match key.as_str() {
        "ArrowDown" => go(ctx, true, false),
        "ArrowUp" => go(ctx, false, false),
        "Enter" if !on_button => return decide(ctx, true),
        "Backspace" | "Delete" => return decide(ctx, false),
        "Escape" => {
            ctx.act(Action::Caret(None));
            ctx.act(Action::Link(None));
            ctx.act(Action::Select(None));
            ctx.act(Action::Focus(None));
            ctx.act(Action::Dismiss);
        }
        "/" => {
            ctx.act(Action::SetView(crate::session::View::Text));
            gloo::timers::callback::Timeout::new(50, || {
                let field = crate::web::browser::document().get_element_by_id("find");
                if let Some(field) = field.and_then(|f| f.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = field.focus();
                }
            })
            .forget();
        }
        _ if code == "KeyA" && at_hand(&session).is_some() => ctx.act(Action::Spread(at_hand(&session))),
        "+" | "=" => return add_part(ctx),
        _ if code == "KeyO" => through(ctx),
        _ if code == "KeyR" && session.focus.is_some() => ctx.act(Action::Link(session.focus.clone())),
        _ if code == "KeyB" => ctx.act(Action::Bulk(true)),
        _ if code == "KeyN" => go(ctx, !event.shift_key(), true),
        letter => {
            let Some(span) = at_hand(&session) else { return false };
            let all = clitics(&work.document, span);
            if let Some(n) = all.iter().position(|c| c.text.starts_with(letter)) {
                toggle_clitic(&ctx.host, n);
                return true;
            }
            // A letter's key is the same with an Arabic layout.
            let typed = if letter.is_ascii() { letter } else { code.strip_prefix("Key").unwrap_or("") }.to_lowercase();
            let Some(label) = work.document.labels.iter().find(|l| l.key.as_ref() == Some(&typed)) else {
                return false;
            };
            give(ctx, &label.layer, &label.label);
        }
    }
    true
}

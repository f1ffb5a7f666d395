//! The caret: stepping, selecting and marking by keyboard alone.

use super::ends::at_hand;
use super::{article, place, target};
use crate::session::{Action, Caret, Motion, Session, Work, line_of, word_at};
use crate::text::CharSpan;
use crate::web::browser;
use crate::web::hooks::{Ctx, use_ctx};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Where a caret that has not stood anywhere begins: at what is at hand, or at the text's start.
fn first(session: &Session, work: &Work) -> u32 {
    let start = work.lines.iter().find(|l| !l.span.is_empty()).map_or(0, |l| l.span.start().get());
    at_hand(session).map_or(start, |s| s.start().get())
}

/// A key that moves the caret or marks at it; `false` where it is not the caret's.
pub(super) fn caret_key(ctx: &Ctx, event: &KeyboardEvent) -> bool {
    let session = ctx.host.session();
    let Some(work) = &session.work else { return false };
    let here = |t: Element| t.tag_name() == "BODY" || t.closest("#article, .marks").ok().flatten().is_some();
    if event.alt_key() || !target(event).is_none_or(here) {
        return false;
    }
    let key = event.key();
    if key == "Enter" {
        return session.caret.is_some_and(|caret| enter(ctx, &session, work, caret));
    }
    let far = event.ctrl_key() || event.meta_key();
    let head = session.caret.map_or_else(|| first(&session, work), |c| c.head);
    let rtl = work.lines.get(line_of(&work.lines, head)).is_none_or(|l| l.arabic);
    let (motion, forwards) = match key.as_str() {
        // Logical order: forwards is the way the line is read.
        "ArrowLeft" | "ArrowRight" => (if far { Motion::Word } else { Motion::Letter }, (key == "ArrowLeft") == rtl),
        "Home" | "End" => (Motion::Line, key == "End"),
        "PageDown" | "PageUp" => (Motion::Paragraph, key == "PageDown"),
        _ => return false,
    };
    let next = match session.caret {
        Some(caret) => caret.step(work, motion, forwards, event.shift_key()),
        // With something at hand and no caret, Shift moves its ends; pages and lines scroll.
        None if event.shift_key() && at_hand(&session).is_some() => return false,
        None if matches!(motion, Motion::Line | Motion::Paragraph) => return false,
        None if event.shift_key() => Caret::at(head).step(work, motion, forwards, true),
        None => Caret::at(head),
    };
    ctx.act(Action::Caret(Some(next)));
    let selected = ctx.host.session().selection;
    ctx.host.with_sheet(|sheet, work| match selected {
        Some(span) => sheet.select(work, span),
        None => sheet.deselect(),
    });
    true
}

/// Opens the card at the selection, at the mark under the caret, or at the word beside it.
fn enter(ctx: &Ctx, session: &Session, work: &Work, caret: Caret) -> bool {
    if session.selection.is_some() {
        ctx.act(Action::Card(true));
    } else if let Some(mark) = work.covering(caret.head).first() {
        ctx.act(Action::Focus(Some(mark.id.clone())));
        return true;
    } else if let Some(word) = word_at(work, caret.head) {
        ctx.act(Action::Caret(Some(Caret { anchor: word.start().get(), head: word.end().get(), words: false })));
        ctx.act(Action::Card(true));
    } else {
        return true;
    }
    // The labels can be reached by Tab from here, and by their keys at once.
    gloo::timers::callback::Timeout::new(30, || {
        let chip = browser::document().query_selector(".card .chip").ok().flatten();
        if let Some(chip) = chip.and_then(|c| c.dyn_into::<HtmlElement>().ok()) {
            let _ = chip.focus();
        }
    })
    .forget();
    true
}

/// The next of the marks that overlap the one in focus.
pub(super) fn through(ctx: &Ctx) {
    let session = ctx.host.session();
    let (Some(work), Some(id)) = (&session.work, &session.focus) else { return };
    let Some(a) = work.get(id) else { return };
    let mut over: Vec<_> = work.document.annotations.iter().filter(|o| o.span.overlaps(a.span)).collect();
    over.sort_by_key(|o| (o.span.len(), o.id.clone()));
    let at = over.iter().position(|o| o.id == a.id).unwrap_or(0);
    if let Some(next) = over.get((at + 1) % over.len().max(1)) {
        ctx.act(Action::Focus(Some(next.id.clone())));
    }
}

/// Draws the caret and says what stands at it.
#[component]
pub(crate) fn CaretMark() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let node = use_node_ref();
    let caret = ctx.session.caret;
    {
        let (node, host) = (node.clone(), ctx.host.clone());
        use_effect_with((caret, ctx.session.revision), move |(caret, _)| {
            let (Some(caret), Some(bar)) = (caret, node.cast::<Element>()) else { return };
            let at = caret.head;
            article::reveal_span(&host, CharSpan::new(at.saturating_sub(1), at + 1));
            let rect = host.with_sheet(|sheet, work| sheet.caret(work, at)).flatten();
            if let (Some((x, top, height)), Some(stage)) = (rect, place::stage_of(&bar)) {
                let (left, top) = place::within(&stage, x, top);
                browser::set_style(&bar, "left", &format!("{}px", left - 1.0));
                browser::set_style(&bar, "top", &format!("{top}px"));
                browser::set_style(&bar, "height", &format!("{height}px"));
            }
        });
    }
    let said = caret.zip(ctx.work()).map(|(caret, work)| {
        let words = ctx.session.selection.or_else(|| word_at(work, caret.head));
        let over = work.covering(caret.head);
        let marks: Vec<String> = over.iter().map(|a| m.label_name(&a.label)).collect();
        format!("{} {}", words.map(|s| work.words(s).to_owned()).unwrap_or_default(), marks.join(", "))
    });
    html! {
        <>
            if caret.is_some() { <i class="caret" ref={node} aria-hidden="true"></i> }
            <p id="caret-says" class="visually-hidden" role="status">{ said }</p>
        </>
    }
}

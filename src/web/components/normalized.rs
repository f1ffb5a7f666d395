//! The normalised text beside the article: what is selected in one shows in the other.

use super::article::reveal_span;
use crate::annotate::NormalizedPart;
use crate::session::{Action, to_normalized, to_source};
use crate::text::CharSpan;
use crate::web::browser;
use crate::web::hooks::use_ctx;
use web_sys::{Element, Range};
use yew::prelude::*;

/// How much of a long text is shown at once, in code points, and how much of it before what is chosen.
const SHOWN: u32 = 20_000;
const BEFORE: u32 = 5_000;

/// The pane, closed until it is asked for.
#[component]
pub(crate) fn Normalized() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let pane = use_node_ref();
    let open = use_state(|| false);
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let part = std::rc::Rc::clone(&work.document.normalized);
    let chosen = ctx.session.selection.or_else(|| Some(work.get(ctx.session.focus.as_ref()?)?.span));
    let there = chosen.and_then(|span| to_normalized(&part, span));
    let window = shown(&part, there);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let choose = {
        let (host, pane, part, from) = (ctx.host.clone(), pane.clone(), part.clone(), window.start().get());
        Callback::from(move |()| {
            let Some(span) = pane.cast::<Element>().and_then(|pane| selected(&pane)) else { return };
            let span = CharSpan::new(span.start().get() + from, span.end().get() + from);
            if let Some(source) = to_source(&part, span) {
                host.act(Action::Select(Some(source)));
                reveal_span(&host, source);
            }
        })
    };
    let by_mouse = choose.reform(|_: MouseEvent| ());
    let by_key = choose.reform(|_: KeyboardEvent| ());
    {
        let (pane, open) = (pane.clone(), *open);
        use_effect_with((there, open), move |(there, _)| {
            let mark = pane.cast::<Element>().and_then(|p| p.query_selector("mark").ok().flatten());
            if let (true, Some(_), Some(mark)) = (open, there, mark) {
                browser::reveal(&mark, false);
            }
        });
    }
    let cut =
        |a: u32, b: u32| part.text.chars().skip(a as usize).take(b.saturating_sub(a) as usize).collect::<String>();
    let (from, to) = (window.start().get(), window.end().get());
    html! {
        <section class="normalised">
            <h3><button id="normalised" aria-expanded={open.to_string()} onclick={toggle}>{ m.normalized_text }</button></h3>
            if *open {
                <p class="quiet">{ m.normalized_hint }</p>
                <p class="normalized" dir="rtl" lang="ar" tabindex="0" ref={pane} aria-label={m.normalized_text}
                    onmouseup={by_mouse} onkeyup={by_key}>
                    if let Some(there) = there {
                        { cut(from, there.start().get()) }
                        <mark>{ cut(there.start().get(), there.end().get()) }</mark>
                        { cut(there.end().get(), to) }
                    } else {
                        { cut(from, to) }
                    }
                </p>
            }
        </section>
    }
}

/// What of the text is shown: all of it, or a part around what is chosen.
fn shown(part: &NormalizedPart, chosen: Option<CharSpan>) -> CharSpan {
    let end = part.alignment.last().map_or(0, |&[.., end]| end);
    let start = chosen.map_or(0, |span| span.start().get().saturating_sub(BEFORE));
    if end <= SHOWN { CharSpan::new(0, end) } else { CharSpan::new(start, end.min(start.saturating_add(SHOWN))) }
}

/// What is selected in the pane, in code points of what it shows; `None` where nothing is.
fn selected(pane: &Element) -> Option<CharSpan> {
    let selection = browser::window().get_selection().ok().flatten()?;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let inside = |node: web_sys::Node| pane.contains(Some(&node));
    if !inside(range.start_container().ok()?) || !inside(range.end_container().ok()?) {
        return None;
    }
    let before = Range::new().ok()?;
    before.set_start(pane, 0).ok()?;
    before.set_end(&range.start_container().ok()?, range.start_offset().ok()?).ok()?;
    let count = |range: &Range| u32::try_from(String::from(range.to_string()).chars().count()).ok();
    let start = count(&before)?;
    Some(CharSpan::new(start, start + count(&range)?))
}

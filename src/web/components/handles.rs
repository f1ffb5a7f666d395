//! Handles at both ends of what is at hand, for mouse, pen and touch; keys move the ends too.

use super::ends::{at_hand, put};
use super::place;
use crate::session::{End, Work, dragged};
use crate::text::CharSpan;
use crate::web::browser;
use crate::web::hooks::{HostRef, Target, use_ctx, use_listener};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// The end that is being dragged, where the span was and where it is now.
type Drag = Rc<RefCell<Option<(End, CharSpan, CharSpan)>>>;

/// Puts the two handles at a span's ends.
fn set(host: &HostRef, start: &NodeRef, end: &NodeRef, span: CharSpan) {
    let (Some(start), Some(end)) = (start.cast::<Element>(), end.cast::<Element>()) else { return };
    let Some(stage) = place::stage_of(&start) else { return };
    let ends = host.with_sheet(|sheet, work| {
        let at = |at: u32, after: bool| sheet.edge(work, at, after);
        (at(span.start().get(), true), at(span.end().get(), false))
    });
    let Some((first, last)) = ends else { return };
    for (handle, edge) in [(start, first), (end, last)] {
        let Some((x, top, height)) = edge else { continue };
        let (left, top) = place::within(&stage, x, top + height);
        browser::set_style(&handle, "left", &format!("{left}px"));
        browser::set_style(&handle, "top", &format!("{top}px"));
    }
}

fn moved(host: &HostRef, work: &Work, drag: &Drag, event: &PointerEvent) -> Option<CharSpan> {
    let (end, from, _) = (*drag.borrow())?;
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    // The hand holds the knob, which hangs below the line.
    let at = host.with_sheet(|sheet, work| sheet.offset_at(work, x, y - 14.0)).flatten()?;
    let span = dragged(work, from, end, at, event.alt_key());
    *drag.borrow_mut() = Some((end, from, span));
    Some(span)
}

/// The two handles, where something is at hand.
#[component]
pub(crate) fn Handles() -> Html {
    let ctx = use_ctx();
    let (start, end) = (use_node_ref(), use_node_ref());
    let drag: Drag = use_mut_ref(|| None);
    let open = ctx.session.card || ctx.session.selection.is_some();
    let parts = ctx.session.focus.as_ref().and_then(|id| ctx.work()?.get(id)).is_some_and(|a| a.parts.is_some());
    let span = at_hand(&ctx.session).filter(|_| open && !parts);
    {
        let (host, start, end) = (ctx.host.clone(), start.clone(), end.clone());
        use_effect_with((span, ctx.session.revision), move |(span, _)| {
            if let Some(span) = span {
                set(&host, &start, &end, *span);
            }
        });
    }
    {
        let (host, start, end, drag) = (ctx.host.clone(), start.clone(), end.clone(), drag.clone());
        use_listener(Target::Document, "pointermove", move |event| {
            let Some(event) = event.dyn_ref::<PointerEvent>().filter(|_| drag.borrow().is_some()) else { return };
            let session = host.session();
            let Some(work) = &session.work else { return };
            if let Some(span) = moved(&host, work, &drag, event) {
                set(&host, &start, &end, span);
                host.with_sheet(|sheet, work| host.painter.borrow_mut().show(sheet, work, "pending", &[span]));
            }
        });
    }
    {
        let (host, start, end, drag) = (ctx.host.clone(), start.clone(), end.clone(), drag.clone());
        use_listener(Target::Document, "pointerup", move |_| {
            let Some((_, from, span)) = drag.borrow_mut().take() else { return };
            for handle in [&start, &end].into_iter().filter_map(NodeRef::cast::<Element>) {
                browser::set_style(&handle, "pointer-events", "auto");
            }
            let session = host.session();
            let pending: Vec<CharSpan> = session.selection.into_iter().collect();
            host.with_sheet(|sheet, work| host.painter.borrow_mut().show(sheet, work, "pending", &pending));
            if span == from {
                set(&host, &start, &end, from);
            } else {
                put(&host, &session, span);
            }
        });
    }
    let Some(span) = span else { return Html::default() };
    let grab = |which: End| {
        let (drag, start, end) = (drag.clone(), start.clone(), end.clone());
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            *drag.borrow_mut() = Some((which, span, span));
            // What lies under the handle is what is being asked for.
            for handle in [&start, &end].into_iter().filter_map(NodeRef::cast::<Element>) {
                browser::set_style(&handle, "pointer-events", "none");
            }
        })
    };
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <>
            <i class="handle" data-end="start" ref={start.clone()} aria-hidden="true" onpointerdown={grab(End::Start)} onmousedown={hold.clone()}></i>
            <i class="handle" data-end="end" ref={end.clone()} aria-hidden="true" onpointerdown={grab(End::End)} onmousedown={hold}></i>
        </>
    }
}

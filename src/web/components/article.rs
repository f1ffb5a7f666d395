//! The article, right to left, its marks painted on it.

use super::card::Card;
use super::caret::CaretMark;
use super::handles::Handles;
use super::hover::Hover;
use super::library::ArticleNote;
use super::links::Links;
use super::published::Published;
use super::signs::Signs;
use super::strip::Strip;
use super::{is_field, target};
use crate::session::{Action, Work, find, line_of, said_at, snap};
use crate::text::CharSpan;
use crate::web::browser::highlight::Painter;
use crate::web::browser::{self, caret};
use crate::web::hooks::{Clicked, HostRef, Shared, Target, use_ctx, use_listener};
use crate::web::messages::{Messages, messages};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The pane with the article and what stands at its marks.
#[component]
pub(crate) fn ArticlePane() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let root = use_node_ref();
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    use_paint(&root, &work);
    use_pointer(&root);
    let cancel = {
        let host = ctx.host.clone();
        Callback::from(move |_: MouseEvent| host.cancel())
    };
    html! {
        <main class="stage" aria-busy={ctx.session.busy.is_some().to_string()}>
            if let Some(busy) = &ctx.session.busy {
                <div class="row busy" role="status">
                    <label for="progress">{ m.working }{ " " }{ (m.stage)(&busy.stage) }</label>
                    <progress id="progress" max="1" value={busy.share.to_string()}></progress>
                    <button id="cancel" onclick={cancel}>{ m.cancel }</button>
                </div>
            }
            if let Some(from) = ctx.session.linking.as_ref().filter(|_| !ctx.session.card).and_then(|id| work.get(id)) {
                <div class="row busy" role="status">
                    <span>{ (m.bench.relate_from)(&from.text) }{ ": " }{ m.bench.relate_choose }</span>
                    <span class="grow"></span>
                    <button onclick={ctx.on(|| Action::Link(None))}>{ m.cancel }</button>
                </div>
            }
            <super::asking::Asking />
            <div class="head">
                <super::Tour />
                <Published />
                <ArticleNote />
                <Strip />
                <Signs />
            </div>
            <section class="paper" aria-label={m.article}>
                <article id="article" data-article="" ref={root} tabindex="0" dir="rtl" lang="ar">
                    <Lines work={Shared(work)} lang={ctx.session.lang} />
                </article>
            </section>
            <Links />
            <CaretMark />
            <Handles />
            <Card />
            <Hover />
        </main>
    }
}

#[derive(Properties)]
pub(super) struct LinesProps {
    pub(super) work: Shared<Work>,
    pub(super) lang: crate::session::Lang,
}

impl PartialEq for LinesProps {
    /// The lines of a work never change while it is edited.
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.work.lines, &other.work.lines) && self.lang == other.lang
    }
}

/// One paragraph a line, one text node a paragraph; so many paragraphs to a block, which the browser lays out when it comes near.
#[component]
pub(super) fn Lines(props: &LinesProps) -> Html {
    let m: &'static Messages = messages(props.lang);
    let text = &props.work.document.document.text;
    html! {
        { for props.work.lines.chunks(caret::BLOCK).enumerate().map(|(block, lines)| html! {
            <div class="block" key={block}>
                { for lines.iter().enumerate().map(|(n, line)| paragraph(m, text, block * caret::BLOCK + n, line)) }
            </div>
        }) }
    }
}

fn paragraph(m: &Messages, text: &str, n: usize, line: &crate::session::Line) -> Html {
    let words = line.bytes.of(text).to_owned();
    let kind = line.kind.map(|k| serde_json::to_value(k).ok().and_then(|v| v.as_str().map(str::to_owned)));
    let kind = kind.flatten().unwrap_or_else(|| "empty".to_owned());
    let tag = line.kind.map(|k| (m.section)(k)).filter(|t| !t.is_empty() && kind != "headline");
    html! {
        <p key={n} data-n={n.to_string()} class={kind} data-tag={tag}
            dir={if line.arabic { "rtl" } else { "auto" }}>{ words }</p>
    }
}

/// The article rests when it has not moved for so many milliseconds.
const STILL: u32 = 200;

/// Reads the page's lines once, then keeps the marks up to date.
#[hook]
pub(super) fn use_paint(root: &NodeRef, work: &std::rc::Rc<Work>) {
    let ctx = use_ctx();
    let (node, host) = (root.clone(), ctx.host.clone());
    // A fresh sheet where the lines are other lines.
    let lines = Shared(std::rc::Rc::clone(&work.lines));
    use_effect_with(lines, move |_| {
        if let Some(root) = node.cast::<Element>() {
            *host.sheet.borrow_mut() = Some(caret::Sheet::new(root));
            host.painter.borrow_mut().reset();
        }
        move || {
            *host.sheet.borrow_mut() = None;
            host.painter.borrow_mut().reset();
        }
    });
    {
        // Other labels: every mark is painted anew.
        let host = ctx.host.clone();
        use_effect_with(browser::dress::wear(&work.document.labels), move |_| host.painter.borrow_mut().reset());
    }
    // Before the card and the handles look for the words; below, for an article that has only just come.
    let host = ctx.host.clone();
    let stood = use_memo(ctx.session.focus.clone(), move |focus| {
        if let Some(id) = focus {
            reveal(&host, id);
        }
        host.sheet.borrow().is_some()
    });
    let host = ctx.host.clone();
    let deps =
        (Shared(std::rc::Rc::clone(work)), ctx.session.focus.clone(), ctx.session.selection, ctx.session.find.clone());
    use_effect_with(deps, move |_| {
        paint(&host, false);
    });
    let resting = use_mut_ref(|| None::<gloo::timers::callback::Timeout>);
    let moved = |host: HostRef| {
        let resting = std::rc::Rc::clone(&resting);
        move |event: &web_sys::Event| {
            // The list beside the article scrolls too.
            if target(event).is_some_and(|e| !e.matches(".stage").unwrap_or(false)) {
                return;
            }
            look(&host, Painter::follow);
            let host = host.clone();
            let rest = move || look(&host, |painter, sheet, work| painter.rest(sheet, work, true));
            *resting.borrow_mut() = Some(gloo::timers::callback::Timeout::new(STILL, rest));
        }
    };
    use_listener(Target::Window, "scroll", moved(ctx.host.clone()));
    use_listener(Target::Window, "resize", moved(ctx.host.clone()));
    // What is printed is not only what is seen.
    let host = ctx.host.clone();
    use_listener(Target::Window, "beforeprint", move |_| {
        host.painter.borrow_mut().everywhere();
        paint(&host, true);
    });
    let host = ctx.host.clone();
    use_listener(Target::Window, "afterprint", move |_| paint(&host, false));
    let host = ctx.host.clone();
    use_effect_with(ctx.session.focus.clone(), move |focus| {
        if let Some(id) = focus.as_ref().filter(|_| !*stood) {
            reveal(&host, id);
        }
    });
}

/// Looks where the article stands, and paints where that asks for it.
fn look(host: &HostRef, due: impl FnOnce(&mut Painter, &caret::Sheet, &Work) -> bool) {
    if host.with_sheet(|sheet, work| due(&mut host.painter.borrow_mut(), sheet, work)) == Some(true) {
        paint(host, true);
    }
}

/// Paints what has just been changed, before anything else is drawn; nothing where the page shows another article still.
pub(crate) fn repaint(host: &HostRef) {
    if host.session().work.as_ref().is_some_and(|work| host.painter.borrow().stands_on(work)) {
        paint(host, true);
    }
}

/// Paints the marks and what is in focus. `stay`: on the lines that the painter has now, without looking where the article stands.
fn paint(host: &HostRef, stay: bool) {
    let session = host.session();
    host.with_sheet(|sheet, work| {
        let focused = session.focus.as_ref().and_then(|id| work.get(id));
        let current = focused.map(|a| browser::highlight::spans(a)).unwrap_or_default();
        let pending: Vec<CharSpan> = session.selection.iter().copied().collect();
        let mut painter = host.painter.borrow_mut();
        if !stay {
            painter.rest(sheet, work, false);
        }
        let joined = focused.map(|a| joined(work, a, painter.near(work))).unwrap_or_default();
        painter.update(sheet, work);
        painter.show(sheet, work, "current", &current);
        painter.show(sheet, work, "pending", &pending);
        painter.show(sheet, work, "joined", &joined);
        painter.show(sheet, work, "found", &find(work, &session.find));
    });
}

/// What belongs to the annotation in focus: speaker, addressee, cue; the other mentions of its entity that stand `near`.
fn joined(work: &Work, a: &crate::annotate::Annotation, near: CharSpan) -> Vec<CharSpan> {
    let text = |key: &str| a.attributes.get(key).and_then(serde_json::Value::as_str);
    let keys: &[&str] = if a.layer == "quotation" { &["speaker", "addressee", "cue"] } else { &[] };
    let mut out: Vec<CharSpan> = keys.iter().filter_map(|key| said_at(work, a, key)).collect();
    out.extend(text("anchor").and_then(|id| work.get(id)).map(|other| other.span));
    if let Some(entity) = text("entity") {
        let same = work.document.annotations.iter().filter(|o| o.span.overlaps(near) && o.id != a.id);
        out.extend(same.filter(|o| o.attributes.get("entity").is_some_and(|e| e == entity)).map(|o| o.span));
    }
    out
}

/// Scrolls the article so that an annotation is seen.
pub(crate) fn reveal(host: &HostRef, id: &str) {
    let span = host.session().work.as_ref().and_then(|w| w.get(id)).map(|a| a.span);
    if let Some(span) = span {
        reveal_span(host, span);
    }
}

/// Scrolls the article so that words are seen.
pub(crate) fn reveal_span(host: &HostRef, span: CharSpan) {
    host.with_sheet(|sheet, work| {
        let Some(stage) = sheet.stage() else { return };
        let seen = |stage: &Element| {
            let (outer, rects) = (stage.get_bounding_client_rect(), sheet.rects(work, span));
            rects.first().map(|r| (r.top() - outer.top(), outer.height()))
        };
        // A paragraph out of sight may not be laid out yet: bring it in first.
        let line = line_of(&work.lines, span.start().get());
        match seen(&stage) {
            Some((top, height)) if top > 40.0 && top < height - 120.0 => return,
            _ => {}
        }
        sheet.lay_out(line);
        if let Some(p) = sheet.text(line).and_then(|t| t.parent_element()) {
            browser::reveal(&p, false);
        }
        if let Some((top, height)) = seen(&stage)
            && (top < 40.0 || top > height - 160.0)
        {
            #[allow(clippy::cast_possible_truncation, reason = "pixels")]
            stage.set_scroll_top(stage.scroll_top() + (top - height * 0.35) as i32);
        }
    });
}

/// The mouse, touch and the browser's own selection.
#[hook]
fn use_pointer(root: &NodeRef) {
    let ctx = use_ctx();
    let down = use_mut_ref(|| false);
    let inside = {
        let root = root.clone();
        move |event: &web_sys::Event| {
            let (root, at) = (root.cast::<Element>(), target(event));
            matches!((root, at), (Some(root), Some(at)) if root.contains(Some(&at)))
        }
    };
    {
        let (down, inside) = (down.clone(), inside.clone());
        use_listener(Target::Document, "mousedown", move |event| *down.borrow_mut() = inside(event));
    }
    {
        let (down, host) = (down.clone(), ctx.host.clone());
        use_listener(Target::Document, "mouseup", move |event| {
            let began = core::mem::take(&mut *down.borrow_mut());
            let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() else { return };
            if !began || event.button() != 0 {
                return;
            }
            let exact = event.alt_key();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            // A double click selects a word; on marks in one another it is the second click there.
            if event.detail() == 2 && matches!(clicked(&host, x, y), (marks, Some(_)) if marks.len() > 1) {
                host.with_sheet(|sheet, _| sheet.deselect());
                return click(&host, x, y);
            }
            if !take_selection(&host, exact, true) && inside(event) {
                click(&host, x, y);
            }
        });
    }
    {
        // A selection made by keys, by touch or by a tool: taken when it has come to rest.
        let waiting = use_mut_ref(|| None::<gloo::timers::callback::Timeout>);
        let host = ctx.host.clone();
        use_listener(Target::Document, "selectionchange", move |_| {
            if *down.borrow() {
                return;
            }
            let (host, down) = (host.clone(), down.clone());
            *waiting.borrow_mut() = Some(gloo::timers::callback::Timeout::new(250, move || {
                if !*down.borrow() {
                    take_selection(&host, false, false);
                }
            }));
        });
    }
}

/// Takes over what is selected in the article. `false` where nothing is.
fn take_selection(host: &HostRef, exact: bool, show: bool) -> bool {
    let Ok(Some(selection)) = browser::window().get_selection() else { return false };
    if selection.is_collapsed() {
        return false;
    }
    let session = host.session();
    let found = host.with_sheet(|sheet, work| {
        let raw = sheet.selected(work, &selection).filter(|s| !s.is_empty())?;
        // A selection of our own, such as one that keys have made to the letter, is taken as it is.
        let exact = exact || session.selection == Some(raw);
        let span = if exact { Some(raw) } else { snap(&work.document, &work.index, raw) };
        Some((span, raw))
    });
    let Some((span, _)) = found.flatten() else { return false };
    if let Some(span) = span {
        if host.session().selection != Some(span) {
            host.act(Action::Select(Some(span)));
        }
        if show {
            host.with_sheet(|sheet, work| sheet.select(work, span));
        }
    }
    true
}

/// Within so many milliseconds a click at one place is about the same marks, wherever the text has scrolled to make room for the card.
const AGAIN: f64 = 1_500.0;

/// Whether the person has clicked on the article a moment ago.
pub(super) fn just_clicked(host: &HostRef) -> bool {
    browser::millis() - host.clicked.borrow().at < AGAIN
}

/// The marks that a click at a place of the window is about, and the one of them that the last click there led to.
fn clicked(host: &HostRef, x: f64, y: f64) -> (Vec<String>, Option<usize>) {
    let last = host.clicked.borrow().clone();
    let near = (last.x - x).abs() < 3.0 && (last.y - y).abs() < 3.0;
    let focus = host.session().focus.clone().filter(|_| near);
    let at = |marks: &[String]| focus.as_ref().and_then(|id| marks.iter().position(|m| m == id));
    let soon = browser::millis() - last.at < AGAIN && at(&last.marks).is_some();
    let marks = if soon { last.marks } else { under(host, x, y) };
    let at = at(&marks);
    (marks, at)
}

/// A click: the mark under it; a click at the same place again, the next one under it; or nothing.
fn click(host: &HostRef, x: f64, y: f64) {
    let (marks, at) = clicked(host, x, y);
    let next = at.map_or(0, |at| (at + 1) % marks.len().max(1));
    let next = marks.get(next).cloned();
    *host.clicked.borrow_mut() = Clicked { x, y, at: browser::millis(), marks };
    match next {
        Some(id) => host.act(Action::Focus(Some(id))),
        None => {
            host.act(Action::Select(None));
            host.act(Action::Focus(None));
        }
    }
}

/// The annotations under a point of the window, the shortest first.
pub(crate) fn under(host: &HostRef, x: f64, y: f64) -> Vec<String> {
    host.with_sheet(|sheet, work| {
        let Some(at) = sheet.offset_at(work, x, y) else { return Vec::new() };
        let hit = work.covering(at).into_iter().filter(|a| sheet.hit(work, a.span, x, y));
        hit.map(|a| a.id.clone()).collect()
    })
    .unwrap_or_default()
}

/// Whether keys pressed now are meant for the article and the list.
pub(crate) fn free_hands(event: &web_sys::Event) -> bool {
    target(event).is_none_or(|e| !is_field(&e))
}

//! Practice: an article that nobody has asked for is read and drawn some times where nobody sees it, so that the first one of a person does not wait
//! while the browser compiles the page's code and looks for its fonts (docs/adr/0087-practice.md).

use super::article::{Lines, use_paint};
use super::library::ArticleNote;
use super::panels::Panels;
use super::published::Published;
use super::signs::Signs;
use super::strip::Strip;
use crate::session::{Session, Work};
use crate::web::browser::{self, client::Answer};
use crate::web::hooks::{Ctx, HostRef, Shared, labelled, latest, own_labels, use_ctx};
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// How often: the engine compiles for speed what has run some times.
const ROUNDS: u32 = 6;

thread_local! {
    static DONE: Cell<bool> = const { Cell::new(false) };
}

/// Reads and draws it some times, once in the page's life, each when the browser has nothing else to do; not beside an open article.
pub(crate) fn practise(answer: Answer) {
    if !DONE.replace(true) {
        round(answer, ROUNDS);
    }
}

fn round(answer: Answer, rounds: u32) {
    browser::when_idle(move || {
        let session = latest();
        // Who waits already has one round's good of it; another would be in the way.
        if session.work.is_some() || rounds < ROUNDS && session.busy.is_some() {
            return;
        }
        let Some(document) = answer.document() else { return };
        let work = Rc::new(Work::new(labelled(document)));
        browser::when_idle(move || {
            draw(Rc::new(Session { work: Some(work), tour: None, ..(*latest()).clone() }));
            if rounds > 1 {
                round(answer, rounds - 1);
            }
        });
    });
}

/// It stands in the page for no frame: it is drawn, laid out and taken away within one task, so that neither a person nor a screen reader
/// nor a test meets it.
fn draw(session: Rc<Session>) {
    let (document, latest) = (browser::document(), latest());
    let (Some(body), Ok(place)) = (document.body(), document.create_element("div")) else { return };
    if latest.work.is_some() {
        return;
    }
    place.set_class_name("practice page working");
    let _ = place.set_attribute("aria-hidden", "true");
    if body.append_child(&place).is_err() {
        return;
    }
    let host = HostRef::aside(Rc::clone(&session));
    let props = Props { ctx: Ctx { session: Shared(session), host } };
    let handle = yew::Renderer::<Practice>::with_root_and_props(place.clone(), props).render();
    // After the drawing, which waits in the queue of this task.
    wasm_bindgen_futures::spawn_local(async move {
        let _ = place.get_bounding_client_rect();
        place.remove();
        handle.destroy();
        // The page wears its own labels again.
        browser::dress::wear(&own_labels().unwrap_or_default());
    });
}

#[derive(Properties, PartialEq)]
struct Props {
    ctx: Ctx,
}

/// What is drawn of an article first.
#[component]
fn Practice(props: &Props) -> Html {
    html! { <ContextProvider<Ctx> context={props.ctx.clone()}><Page /></ContextProvider<Ctx>> }
}

#[component]
fn Page() -> Html {
    let ctx = use_ctx();
    let root = use_node_ref();
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    use_paint(&root, &work);
    html! {
        <>
            <main class="stage">
                <div class="head"><Published /><ArticleNote /><Strip /><Signs /></div>
                <section class="paper">
                    <article ref={root} dir="rtl" lang="ar"><Lines work={Shared(work)} lang={ctx.session.lang} /></article>
                </section>
            </main>
            <Panels />
        </>
    }
}

//! Relations: drawn only for what is in focus, listed and made in its card.

use super::place;
use crate::annotate::Annotation;
use crate::session::{Action, Command, Link, Work, links};
use crate::text::CharSpan;
use crate::web::hooks::{HostRef, Shared, Target, use_ctx, use_listener};
use crate::web::messages::Messages;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// At most so many lines at once: more say less.
const MOST: usize = 12;
/// A line that is longer than this, in pixels, is not drawn: it leads out of every window, and its dashes take long to draw.
const FAR: f64 = 6_000.0;

/// The kinds that a relation is first offered with.
pub(crate) const KINDS: [&str; 4] = ["part_of", "same_as", "interval", "speaker"];

fn kind_name<'a>(m: &'static Messages, kind: &'a str) -> &'a str {
    (m.bench.relation)(kind).or_else(|| (m.attribute)(kind)).unwrap_or(kind)
}

/// The middle of a span's first line at its top, in the stage's own coordinates.
fn point(host: &HostRef, stage: &Element, span: CharSpan) -> Option<(f64, f64)> {
    let rects = host.with_sheet(|sheet, work| sheet.rects(work, span))?;
    let first = rects.first()?;
    Some(place::within(stage, (first.left() + first.right()) / 2.0, first.top() + 4.0))
}

/// A curve that rises above the lines it passes.
fn curve((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> (String, (f64, f64)) {
    let lift = ((to_x - x).abs() * 0.18 + (to_y - y).abs() * 0.12).clamp(14.0, 60.0);
    let (middle, top) = ((x + to_x) / 2.0, y.min(to_y) - lift);
    let path = format!("M{x:.1} {y:.1} C{x:.1} {top:.1} {to_x:.1} {top:.1} {to_x:.1} {to_y:.1}");
    (path, (middle, (y + to_y + 6.0 * top) / 8.0))
}

/// The lines from the annotation in focus.
#[component]
pub(crate) fn Links() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let node = use_node_ref();
    let drawn = use_state(Vec::<(String, (f64, f64), Link)>::new);
    let turn = use_state(|| 0u32);
    {
        let turn = turn.clone();
        use_listener(Target::Window, "resize", move |_| turn.set(*turn + 1));
    }
    {
        let (host, node, drawn) = (ctx.host.clone(), node.clone(), drawn.clone());
        let deps = (ctx.session.focus.clone(), ctx.session.revision, *turn);
        use_effect_with(deps, move |(focus, ..)| {
            let session = host.session();
            let mut out = Vec::new();
            if let (Some(work), Some(id), Some(svg)) = (&session.work, focus, node.cast::<Element>())
                && let Some(stage) = place::stage_of(&svg)
            {
                for link in links(work, id).into_iter().take(MOST) {
                    if let (Some(from), Some(to)) = (point(&host, &stage, link.from), point(&host, &stage, link.to))
                        && (from.1 - to.1).abs() < FAR
                    {
                        let (path, label) = curve(from, to);
                        out.push((path, label, link));
                    }
                }
                for (name, size) in [("width", stage.client_width()), ("height", stage.scroll_height())] {
                    let _ = svg.set_attribute(name, &size.to_string());
                }
            }
            if !(out.is_empty() && drawn.is_empty()) {
                drawn.set(out);
            }
        });
    }
    html! {
        <svg class="links" ref={node} aria-hidden="true">
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                <path d="M0 0 8 4 0 8z" /></marker></defs>
            { for drawn.iter().map(|(path, (x, y), link)| html! {
                <g class={if link.kind == "entity" { "same" } else { "link" }}>
                    <path d={path.clone()} marker-end={(link.kind != "entity").then_some("url(#tip)")} />
                    if link.kind != "entity" {
                        <text x={x.to_string()} y={y.to_string()}>{ kind_name(m, &link.kind).to_owned() }</text>
                    }
                </g>
            }) }
        </svg>
    }
}

/// Properties of [`Relations`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// In focus.
    pub(crate) annotation: Shared<Annotation>,
    /// Where it stands.
    pub(crate) work: Shared<Work>,
}

fn cut(words: &str) -> String {
    let mut out: String = words.chars().take(28).collect();
    if words.chars().nth(28).is_some() {
        out.push('…');
    }
    out
}

/// What the annotation is related to, and the way to relate it to another.
#[component]
pub(crate) fn Relations(props: &Props) -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let (a, work) = (&props.annotation, &props.work);
    let kind = use_state(|| KINDS[0].to_owned());
    let own: Vec<Link> = links(work, &a.id).into_iter().filter(|l| l.relation.is_some()).collect();
    let other = ctx.session.linking.as_ref().filter(|id| **id != a.id).and_then(|id| work.get(id));
    let typed = {
        let kind = kind.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                kind.set(input.value());
            }
        })
    };
    let begin = a.id.clone();
    html! {
        <div class="relations" role="group" aria-label={m.bench.relations}>
            { for own.iter().map(|l| {
                let (go, gone) = (l.other.clone(), l.relation.clone().unwrap_or_default());
                let words = work.get(&l.other).map(|o| cut(&o.text)).unwrap_or_default();
                html! {
                    <div class="row" key={gone.clone()}>
                        <span class="quiet">{ kind_name(m, &l.kind).to_owned() }{ if l.inwards { " ⟵" } else { " ⟶" } }</span>
                        <button class="chip" dir="auto" onclick={ctx.on(move || Action::Focus(Some(go.clone())))}>{ words.clone() }</button>
                        <button class="icon" aria-label={format!("{}: {words}", m.bench.unrelate)} title={m.bench.unrelate}
                            onclick={ctx.doing(move || Command::Unrelate(gone.clone()))}>{ "✕" }</button>
                    </div>
                }
            }) }
            if let Some(other) = other {
                <div class="row linking">
                    <span class="quiet">{ (m.bench.relate_from)(&other.text) }</span>
                    <input id="relation-kind" type="text" dir="auto" list="relation-kinds" aria-label={m.bench.relation_kind}
                        value={(*kind).clone()} onchange={typed} />
                    <datalist id="relation-kinds">
                        { for KINDS.iter().map(|k| html! { <option value={*k}>{ kind_name(m, k).to_owned() }</option> }) }
                    </datalist>
                    <button class="primary" id="relate" onclick={{
                        let (from, to, kind) = (other.id.clone(), a.id.clone(), kind.clone());
                        ctx.doing(move || Command::Relate { from: from.clone(), to: to.clone(), kind: (*kind).clone() })
                    }}>{ m.bench.relate }</button>
                    <button onclick={ctx.on(|| Action::Link(None))}>{ m.cancel }</button>
                </div>
            } else {
                <button id="relate-begin" class="chip" aria-pressed={ctx.session.linking.is_some().to_string()}
                    onclick={ctx.on(move || Action::Link(Some(begin.clone())))}>
                    { if ctx.session.linking.is_some() { m.bench.relate_choose } else { m.bench.relate_to } }{ super::cap("R") }</button>
            }
        </div>
    }
}

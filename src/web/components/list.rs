//! Every annotation as an item of a real list.

use super::bulk::BulkButton;
use super::hover::summary;
use super::label_class;
use crate::annotate::{Annotation, Review};
use crate::session::{Action, Command, Filter, Lang, Order, ReviewFilter, Work, in_page, progress, rows};
use crate::text::CharSpan;
use crate::web::browser;
use crate::web::hooks::{Ctx, HostRef, Shared, use_ctx};
use crate::web::messages::messages;
use core::ops::Range;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// How many items are drawn in the frame after the article's.
const AT_ONCE: usize = 30;
/// How many more are drawn at a time.
const BY: usize = 55;
/// How many are drawn, bit by bit, before the person asks for more.
const FIRST: usize = 250;
/// How many more are drawn, bit by bit, when the person asks.
const MORE: usize = 1_000;

/// Which of the rows stand in the page.
#[derive(Default)]
struct Room {
    /// Of this article, and so filtered.
    of: Option<(Shared<Vec<crate::session::Line>>, Filter)>,
    /// The first that is drawn.
    from: usize,
    /// How many are.
    drawn: usize,
    /// How many are to be.
    wanted: usize,
}

impl Room {
    /// The rows that are drawn now, of `len`, with the one in focus (`at`) among them; how many are drawn, and how many are to be. Another
    /// article begins anew: its marks come first, then what stands in sight of the list, then the rest.
    fn take(
        &mut self,
        lines: &Shared<Vec<crate::session::Line>>,
        filter: &Filter,
        len: usize,
        at: Option<usize>,
    ) -> (Range<usize>, usize, usize) {
        match &self.of {
            Some((of, by)) if of == lines && by == filter => {}
            Some((of, _)) if of == lines => (self.of, self.from) = (Some((lines.clone(), filter.clone())), 0),
            _ => *self = Self { of: Some((lines.clone(), filter.clone())), wanted: FIRST, ..Self::default() },
        }
        let range = in_page(len, self.from, self.drawn, at);
        if range.start != self.from {
            (self.from, self.drawn) = (range.start, 0);
        }
        self.drawn = self.drawn.max(range.len());
        (range, self.drawn, self.wanted)
    }

    /// Draws what stands before.
    fn earlier(&mut self) {
        let more = self.from.min(FIRST);
        self.from -= more;
        self.drawn += more;
        self.wanted += more;
    }
}

/// The review panel: what is left, filters, the list.
#[component]
pub(crate) fn ReviewPanel() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let room = use_mut_ref(Room::default);
    let update = use_force_update();
    let node = use_node_ref();
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let deps = (Shared(Rc::clone(&work)), ctx.session.filter.clone());
    let shown = use_memo(deps, |(work, filter)| rows(work, filter));
    let focus = ctx.session.focus.clone();
    let at = focus.as_ref().and_then(|id| shown.iter().position(|a| a.id == *id));
    let lines = Shared(Rc::clone(&work.lines));
    let (range, drawn, wanted) = room.borrow_mut().take(&lines, &ctx.session.filter, shown.len(), at);
    let (rest, waits) = (shown.len() - range.end, range.end < shown.len() && drawn < wanted);
    {
        let (room, update) = (Rc::clone(&room), update.clone());
        use_effect_with((lines, range.clone(), waits), move |&(_, _, waits)| {
            let open = Rc::new(Cell::new(waits));
            let own = Rc::clone(&open);
            let more = move || {
                if own.get() {
                    room.borrow_mut().drawn += if drawn == 0 { AT_ONCE } else { BY };
                    update.force_update();
                }
            };
            let timer = if !waits {
                None
            } else if drawn == 0 {
                browser::after_frame(more);
                None
            } else {
                Some(gloo::timers::callback::Timeout::new(40, more))
            };
            move || {
                open.set(false);
                drop(timer);
            }
        });
    }
    {
        let node = node.clone();
        use_effect_with((focus.clone(), at), move |_| {
            let current = node.cast::<Element>().and_then(|n| n.query_selector("[aria-current]").ok().flatten());
            if let Some(current) = current {
                browser::reveal(&current, false);
            }
        });
    }
    let (left, all) = progress(&work.document);
    let worn = browser::dress::wear(&work.document.labels);
    let more = |change: fn(&mut Room)| {
        let (room, update) = (Rc::clone(&room), update.clone());
        Callback::from(move |_: MouseEvent| {
            change(&mut room.borrow_mut());
            update.force_update();
        })
    };
    html! {
        <>
            <div class="left">
                <span role="status">{ if left == 0 && all > 0 { m.all_done.to_owned() } else { (m.left)(left, all) } }</span>
                <progress max={all.max(1).to_string()} value={(all - left).to_string()} aria-label={m.tab_review}></progress>
                { order(&ctx) }
            </div>
            { filters(&ctx, &work) }
            if range.start > 0 {
                <button class="more" onclick={more(Room::earlier)}>{ (m.show_earlier)(range.start.min(FIRST)) }</button>
            }
            <ol id="annotations" class="marks" ref={node} aria-label={m.annotations} aria-busy={waits.to_string()}>
                { for shown.iter().skip(range.start).take(range.len()).map(|a| html! {
                    <Row key={a.id.clone()} annotation={Shared(Rc::clone(a))} lines={Shared(Rc::clone(&work.lines))}
                        current={focus.as_ref() == Some(&a.id)} lang={ctx.session.lang} host={ctx.host.clone()} {worn} />
                }) }
            </ol>
            if rest > 0 && !waits {
                <button class="more" onclick={more(|room| room.wanted = room.drawn + MORE)}>{ (m.show_more)(rest.min(MORE)) }</button>
            }
            if shown.is_empty() { <p class="quiet">{ m.nothing_here }</p> }
        </>
    }
}

/// A changed filter from a changed field.
fn changed(ctx: &Ctx, change: impl Fn(&mut Filter, String) + 'static) -> Callback<Event> {
    let host = ctx.host.clone();
    Callback::from(move |event: Event| {
        let value = event
            .target_dyn_into::<HtmlSelectElement>()
            .map(|s| s.value())
            .or_else(|| event.target_dyn_into::<HtmlInputElement>().map(|i| i.value()));
        let mut filter = host.session().filter.clone();
        change(&mut filter, value.unwrap_or_default());
        host.act(Action::SetFilter(filter));
    })
}

/// Turns between the text's order and the least sure first.
fn order(ctx: &Ctx) -> Html {
    let host = ctx.host.clone();
    let turn = Callback::from(move |_: MouseEvent| {
        let mut filter = host.session().filter.clone();
        filter.order = if filter.order == Order::Doubt { Order::Position } else { Order::Doubt };
        host.act(Action::SetFilter(filter));
    });
    let pressed = ctx.session.filter.order == Order::Doubt;
    html! { <button id="order" aria-pressed={pressed.to_string()} onclick={turn}>{ ctx.m().doubt_first }</button> }
}

fn filters(ctx: &Ctx, work: &Work) -> Html {
    let m = ctx.m();
    let filter = &ctx.session.filter;
    let label = changed(ctx, |f, v| {
        let (layer, label) = v.split_once('/').unwrap_or((&v, ""));
        f.layer = Some(layer.to_owned()).filter(|l| !l.is_empty());
        f.label = Some(label.to_owned()).filter(|l| !l.is_empty());
    });
    let review = changed(ctx, |f, v| {
        f.review = match v.as_str() {
            "open" => ReviewFilter::Open,
            "accepted" => ReviewFilter::Only(Review::Accepted),
            "corrected" => ReviewFilter::Only(Review::Corrected),
            "rejected" => ReviewFilter::Only(Review::Rejected),
            "added" => ReviewFilter::Only(Review::Added),
            _ => ReviewFilter::All,
        }
    });
    let sure = changed(ctx, |f, v| f.below = v.parse().ok());
    let words = {
        let host = ctx.host.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let mut filter = host.session().filter.clone();
                filter.words = input.value();
                host.act(Action::SetFilter(filter));
            }
        })
    };
    let set = [filter.layer.is_some(), filter.review != ReviewFilter::All, filter.below.is_some()];
    let set = set.into_iter().filter(|on| *on).count();
    let mut layers: Vec<&str> = Vec::new();
    for l in &work.document.labels {
        if !layers.contains(&l.layer.as_str()) {
            layers.push(&l.layer);
        }
    }
    let chosen = format!("{}/{}", filter.layer.as_deref().unwrap_or(""), filter.label.as_deref().unwrap_or(""));
    let option = |value: String, words: &str| html! { <option selected={chosen == value} value={value.clone()}>{ words }</option> };
    let review_name = match filter.review {
        ReviewFilter::All => "",
        ReviewFilter::Open => "open",
        ReviewFilter::Only(Review::Accepted) => "accepted",
        ReviewFilter::Only(Review::Corrected) => "corrected",
        ReviewFilter::Only(Review::Rejected) => "rejected",
        ReviewFilter::Only(Review::Added) => "added",
        ReviewFilter::Only(Review::Proposed) => "open",
    };
    let states = [
        ("", m.all_states),
        ("open", m.open_ones),
        ("accepted", (m.review)(Review::Accepted)),
        ("corrected", (m.review)(Review::Corrected)),
        ("rejected", (m.review)(Review::Rejected)),
        ("added", (m.review)(Review::Added)),
    ];
    html! {
        <div class="filters">
            <input id="filter-words" type="search" dir="auto" aria-label={m.filter_words} placeholder={m.filter_words}
                value={filter.words.clone()} oninput={words} />
            <BulkButton />
            <details>
            <summary>{ m.bench.filter }{ if set > 0 { format!(" · {set}") } else { String::new() } }</summary>
            <div class="chosen">
            <select id="filter-label" aria-label={m.filter_label} onchange={label}>
                { option("/".to_owned(), m.all_labels) }
                { for layers.iter().map(|layer| {
                    let own: Vec<_> = work.document.labels.iter().filter(|l| l.layer == **layer).collect();
                    let name = m.layer_name(layer);
                    html! {
                        <>
                            { option(format!("{layer}/"), &name) }
                            if own.len() > 1 {
                                { for own.iter().map(|l| option(format!("{layer}/{}", l.label), &format!("— {}", m.label_name(&l.label)))) }
                            }
                        </>
                    }
                }) }
            </select>
            <select id="filter-review" aria-label={m.filter_review} onchange={review}>
                { for states.iter().map(|(value, words)| html! {
                    <option value={*value} selected={*value == review_name}>{ *words }</option>
                }) }
            </select>
            <select id="filter-sure" aria-label={m.filter_sure} onchange={sure}>
                <option value="" selected={filter.below.is_none()}>{ m.any_sure }</option>
                { for [0.95, 0.9, 0.8, 0.7, 0.5].iter().map(|c| html! {
                    <option value={c.to_string()} selected={filter.below == Some(*c)}>{ (m.below)(*c) }</option>
                }) }
            </select>
            </div>
            </details>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    annotation: Shared<Annotation>,
    /// Stands for the text: context is read from the host's session.
    lines: Shared<Vec<crate::session::Line>>,
    current: bool,
    lang: Lang,
    host: HostRef,
    /// The label set's number: another one has other names and colours.
    worn: u32,
}

pub(crate) fn context(work: &Work, span: CharSpan) -> (String, String) {
    let end = work.index.chars().get();
    let line = work.lines.get(crate::session::line_of(&work.lines, span.start().get()));
    let (from, to) = line.map_or((0, end), |l| (l.span.start().get(), l.span.end().get()));
    let before = CharSpan::new(span.start().get().saturating_sub(22).max(from), span.start().get());
    let after = CharSpan::new(span.end().get(), (span.end().get() + 22).min(to.max(span.end().get())));
    let whole = |words: &str| words.split_once(' ').map_or(words, |(_, rest)| rest).to_owned();
    let before = if before.start().get() > from { whole(work.words(before)) } else { work.words(before).to_owned() };
    (before, work.words(after).to_owned())
}

/// One annotation: its words in context, label, value, confidence; the decisions where it is in focus.
#[component]
fn Row(props: &RowProps) -> Html {
    let a = &props.annotation;
    let m = messages(props.lang);
    let session = props.host.session();
    let Some(work) = &session.work else { return Html::default() };
    let (before, after) = context(work, a.span);
    let words: String = a.text.chars().take(80).collect();
    let (host, id) = (props.host.clone(), a.id.clone());
    let focus = Callback::from(move |_: MouseEvent| host.act(Action::Focus(Some(id.clone()))));
    let review = serde_json::to_value(a.review).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let unsure = !a.decided() && a.provenance.confidence.is_some_and(|c| c < 0.7);
    let value = summary(a, m, props.lang);
    let decide = |accept: bool| {
        let (host, id) = (props.host.clone(), a.id.clone());
        Callback::from(move |_: MouseEvent| {
            let ids = vec![id.clone()];
            let command = if accept { Command::Accept(ids) } else { Command::Reject(ids) };
            host.act(Action::Do(command, browser::now()));
        })
    };
    html! {
        <li class={classes!("mark", review.clone(), props.current.then_some("current"))} data-id={a.id.clone()}
            data-label={a.label.clone()} data-review={review.clone()}>
            <button class="go" aria-current={props.current.then_some("true")} onclick={focus}>
                <i class={classes!("dot", label_class(&a.layer, &a.label))}></i>
                <span class="ctx" dir="rtl" lang="ar">{ before }<b>{ words }</b>{ after }</span>
                <span class="label">{ m.label_name(&a.label) }
                    { if a.review == Review::Proposed { String::new() } else { format!(" · {}", (m.review)(a.review)) } }
                    if unsure { <em>{ " · " }{ m.doubt }</em> }
                </span>
                <bdi class="value">{ value }</bdi>
                if let Some(c) = a.provenance.confidence {
                    <span class={classes!("sure", if c < 0.7 { "low" } else if c < 0.9 { "mid" } else { "high" })}
                        title={format!("{} {c:.2}", m.confidence)}></span>
                }
            </button>
            if props.current {
                <span class="act">
                    <button class="icon" aria-label={m.accept} title={m.accept} onclick={decide(true)}>{ "✓" }</button>
                    <button class="icon" aria-label={m.reject} title={m.reject} onclick={decide(false)}>{ "✕" }</button>
                </span>
            }
        </li>
    }
}

//! The article's times on a line, each a link to its words.

use crate::annotate::Review;
use crate::extract::timex::Date;
use crate::session::{Action, Work, moment};
use crate::web::hooks::{Shared, use_ctx};
use std::rc::Rc;
use yew::prelude::*;

/// A time on the line: day number, value, annotation.
struct Dot {
    day: f64,
    value: String,
    id: String,
    count: usize,
}

/// Days since 1970 of a TIMEX3 date; the middle of a month or a year that is not more exact.
fn day(value: &str) -> Option<f64> {
    let date = value.split('T').next()?;
    let mut parts = date.split('-').map(|p| p.parse::<i32>().ok());
    let year = parts.next()??;
    let (month, day) = match (parts.next(), parts.next()) {
        (None, _) => (7, 1),
        (Some(month), None) => (month?, 15),
        (Some(month), Some(day)) => (month?, day?),
    };
    if !(1000..=2999).contains(&year) {
        return None;
    }
    Date::new(year, month, day).map(|d| f64::from(d.days()))
}

fn dots(work: &Work) -> Vec<Dot> {
    let mut out: Vec<Dot> = Vec::new();
    for a in work.document.annotations.iter().filter(|a| a.layer == "time" && a.review != Review::Rejected) {
        let Some(value) = a.attributes.get("value").and_then(|v| v.as_str()) else { continue };
        let Some(day) = day(value) else { continue };
        match out.iter_mut().find(|d| (d.day - day).abs() < 0.5) {
            Some(dot) => dot.count += 1,
            None => out.push(Dot { day, value: value.to_owned(), id: a.id.clone(), count: 1 }),
        }
    }
    out.sort_by(|a, b| a.day.total_cmp(&b.day));
    out
}

/// The line, where there are at least two times to put on it.
#[component]
pub(crate) fn Strip() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let Some(work) = ctx.work().cloned() else { return Html::default() };
    let dots = use_memo(Shared(Rc::clone(&work)), |work| dots(work));
    if dots.len() < 2 {
        return Html::default();
    }
    // Evenly spaced where far apart in time, closer where near: the logarithm of the distance, so that one old year leaves room for the days.
    let mut at = vec![0.0];
    for pair in dots.windows(2) {
        if let [a, b] = pair {
            let last = at.last().copied().unwrap_or(0.0);
            at.push(last + (1.0 + b.day - a.day).ln().max(0.65));
        }
    }
    let whole = at.last().copied().unwrap_or(1.0).max(1.0);
    let rtl = m.dir == "rtl";
    let x = |n: usize| {
        let share = at.get(n).copied().unwrap_or(0.0) / whole;
        30.0 + 660.0 * if rtl { 1.0 - share } else { share }
    };
    let mut labelled = f64::NEG_INFINITY;
    let marks = dots.iter().enumerate().map(|(n, dot)| {
        let (own, id) = (ctx.clone(), dot.id.clone());
        let go = move || own.act(Action::Focus(Some(id.clone())));
        let (on_key, press) = (go.clone(), Callback::from(move |_: MouseEvent| go()));
        let key = Callback::from(move |e: KeyboardEvent| {
            if e.key() == "Enter" || e.key() == " " {
                e.prevent_default();
                e.stop_propagation();
                on_key();
            }
        });
        let words = moment(&dot.value, ctx.session.lang).unwrap_or_else(|| dot.value.clone());
        let here = at.get(n).copied().unwrap_or(0.0) / whole * 660.0;
        let room = here - labelled > 84.0;
        if room {
            labelled = here;
        }
        let short =
            words.split_once(' ').filter(|_| dot.value.len() >= 10).map_or(words.clone(), |(_, rest)| rest.to_owned());
        let radius = (4.0 + (f64::from(u32::try_from(dot.count).unwrap_or(9))).sqrt() * 1.6).min(10.0);
        let current = ctx.session.focus.as_deref() == Some(dot.id.as_str());
        html! {
            <g class={classes!("tick", current.then_some("current"))} role="button" tabindex="0" aria-label={words}
                onclick={press} onkeydown={key}>
                <circle cx={x(n).to_string()} cy="30" r="13" class="reach" />
                <circle cx={x(n).to_string()} cy="30" r={format!("{radius:.1}")} />
                <text class={(!room).then_some("far")} x={x(n).to_string()} y="12">{ short }</text>
            </g>
        }
    });
    html! {
        <svg class="strip" viewBox="0 0 720 48" role="group" aria-label={m.timeline}>
            <line x1="20" x2="700" y1="30" y2="30" />
            { for marks }
        </svg>
    }
}

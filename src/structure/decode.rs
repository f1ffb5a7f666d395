//! Which lines are body: the best path through the states before, body, subheading, inset and tail.
//!
//! Every line carries evidence for and against body (length, ending, opening word, known furniture, repetition); the steps from
//! state to state carry what neighbours say. The path with the most evidence is found in one pass (Viterbi), linear in the lines.
//! The figures are log-odds set by hand on articles of our own; docs/adr/0020 says how.

use super::byline::Credit;
use super::furniture::Class;
use super::line::{End, Line};
use super::stamp::Stamp;

/// Where a line stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Before the body: menus, headline, byline, dateline.
    Before,
    /// Body text.
    Body,
    /// A heading in the body.
    Sub,
    /// Furniture that the body goes on after.
    Inset,
    /// Furniture that the body hardly goes on after.
    Tail,
}

const STATES: [State; 5] = [State::Before, State::Body, State::Sub, State::Inset, State::Tail];
const NO: f32 = -1e6;

/// What a step from one state to the next costs; `line` is the one stepped to.
fn step(from: State, to: State, line: &Line, around: Around) -> f32 {
    use State::{Before, Body, Inset, Sub, Tail};
    match (from, to) {
        (Inset | Tail, Body | Sub) if around.resumed => -0.5,
        // The text goes on under a link on a line of its own.
        (Inset, Body) if around.one => -0.2,
        (Body | Sub, Body) | (Before, Before) | (Tail, Tail) => 0.0,
        (Before, Body) => -0.5,
        (Body, Sub) => -1.5,
        (Body | Inset, Inset) if ends_body(line) => -6.0,
        // Furniture known by its words explains the step by itself.
        (Body, Inset) => (-2.0 + 0.6 * weight(line)).min(-0.3),
        (Inset, Inset) => 0.0,
        (Sub, Sub | Inset) => -3.0,
        (Inset, Body) => -1.0,
        (Inset, Sub) if around.linked => -2.5,
        (Inset, Sub) => -0.8,
        (Body | Inset, Tail) if ends_body(line) => 0.0,
        // A heading with nothing under it is none.
        (Sub, Tail) if ends_body(line) => -3.0,
        (Tail, Body) => -7.0,
        (Tail, Sub) => -8.0,
        _ => NO,
    }
}

/// What the article as a whole says about its lines.
pub(super) struct Habits {
    /// The share of long lines that end with a stop.
    stops: f32,
}

impl Habits {
    /// Of all lines.
    pub(super) fn of(lines: &[Line]) -> Self {
        let long = lines.iter().filter(|l| l.chars >= 120);
        let (mut all, mut stopped) = (0.0_f32, 0.0_f32);
        for line in long {
            all += 1.0;
            if line.end == End::Stop {
                stopped += 1.0;
            }
        }
        Self { stops: if all > 0.0 { stopped / all } else { 0.5 } }
    }
}

/// Whether byline or stamp by its own words, wherever it stands.
pub(super) fn is_fixed(line: &Line) -> bool {
    line.stamp >= Some(Stamp::Full)
        || line.credit == Some(Credit::Labelled)
        || (line.credit == Some(Credit::Wire) && line.known.is_none())
}

fn weight(line: &Line) -> f32 {
    let mut w = line.known.map_or(0.0, |k| k.weight);
    if line.bare {
        w = w.max(4.0);
    }
    if line.linkish {
        w += 2.0;
    }
    if line.credited {
        w += 3.5;
    }
    if line.dated {
        w += 2.0;
    }
    if line.latin && line.words <= 6 && line.credit.is_none() {
        w = w.max(2.5);
    }
    if line.times > 1 && (line.chars < 60 || (line.chars < 160 && line.end != End::Stop)) {
        w += 2.0;
    }
    w
}

/// Evidence for body text, without neighbours.
pub(super) fn body(line: &Line, habits: &Habits) -> f32 {
    let length = match line.chars {
        0..25 => -2.0,
        25..60 => -1.2,
        60..100 => 0.0,
        100..150 => 1.2,
        150..250 => 2.2,
        _ => 3.5,
    };
    let end = match line.end {
        End::Stop => 1.6,
        End::Ask => 0.6,
        End::Colon => {
            if line.chars >= 40 {
                0.5
            } else {
                -0.5
            }
        }
        End::Ellipsis => -0.5,
        End::Open if line.chars < 220 => -0.6 - 1.5 * habits.stops,
        End::Open => -0.3,
    };
    let mut score = length + end;
    if line.inner {
        score += 0.5;
    }
    if line.opener {
        score += 1.0;
    }
    score
}

fn subheading(line: &Line) -> f32 {
    let words = match line.words {
        0 => -5.0,
        1..=8 => 1.0,
        9..=12 => 0.0,
        _ => -2.5,
    };
    words + if line.end == End::Stop && line.words > 3 { -1.5 } else { 0.0 } - if line.item { 1.0 } else { 0.0 }
}

/// Whether a line heads a block of furniture that the body does not go on after.
fn ends_body(line: &Line) -> bool {
    line.known.is_some_and(|k| {
        matches!(k.class, Class::Tail | Class::Comments | Class::Copyright | Class::Newsletter) && k.weight >= 4.0
    })
}

/// Whether links to other articles follow.
fn heads_links(line: &Line) -> bool {
    line.known.is_some_and(|k| k.whole && matches!(k.class, Class::Inset | Class::Tail | Class::Tags))
}

/// Whether it could be the title of another article.
fn is_link(line: &Line, body: f32) -> bool {
    body < 1.0 || (line.end == End::Ask && line.chars < 100)
}

/// A time alone on its line.
pub(super) fn clock(line: &Line) -> bool {
    line.bare && line.stamp.is_some() && line.chars <= 8
}

/// Whether the article is told hour by hour: times alone on their lines, text under each.
fn by_the_hour(lines: &[Line]) -> bool {
    let entry = |w: &[Line]| matches!(w, [a, b] if clock(a) && !clock(b) && b.known.is_none() && b.words >= 4);
    lines.windows(2).filter(|w| entry(w)).count() >= 3
}

/// What the neighbours say of a line.
#[derive(Copy, Clone, Default)]
struct Around {
    /// The length of the run of body-like lines that it is in.
    run: u32,
    /// Whether it stands under a header over links, with nothing but such lines between.
    linked: bool,
    /// Whether two body lines have gone before: then a stamp is a link's, and so is the line above it.
    inside: bool,
    /// Whether the next line is a stamp.
    before_stamp: bool,
    /// Whether such a header stands among the dozen lines before.
    headed: bool,
    /// Whether the line before says that the furniture ends here.
    resumed: bool,
    /// Whether the line before is a header and its one link: `اقرأ أيضا: …`.
    one: bool,
    /// Whether the article is told hour by hour.
    hours: bool,
}

fn emission(state: State, line: &Line, body: f32, around: Around) -> f32 {
    let stamp = line.stamp >= Some(Stamp::Full);
    let mut w = weight(line) + if around.linked && is_link(line, body) { 1.5 } else { 0.0 };
    let told = around.hours && (clock(line) || around.before_stamp);
    if around.inside && !told && (stamp || (around.before_stamp && line.end != End::Stop && line.chars < 160)) {
        w += 3.0;
    } else if is_fixed(line) || around.hours && clock(line) {
        return match state {
            State::Sub => -5.0,
            // The body does not begin with one.
            State::Body => -0.1,
            _ => 0.0,
        };
    }
    let furniture = if w > 0.0 { (w * 0.5).min(2.5) } else { -0.3 };
    match state {
        // As much as inside the body: else a byline on top and buttons under it would be a body with an inset.
        State::Before => (w * 0.5).min(2.5),
        State::Body => body - w,
        State::Sub => subheading(line) - w,
        State::Inset if around.headed && line.echoes => furniture + body.max(0.0),
        // A sentence that no header over links leads to is hardly a link.
        State::Inset if !around.headed && !around.linked => furniture - 0.5 * body.clamp(0.0, 3.0),
        State::Inset => furniture,
        // One lone sentence under a heading is a teaser, not an article that goes on.
        State::Tail => furniture + if around.run < 260 || line.echoes { body.max(0.0) * 0.8 } else { 0.0 },
    }
}

/// For each line the length of the run of body-like lines around it.
fn runs(lines: &[Line], bodies: &[f32]) -> Vec<u32> {
    let mut out = vec![0; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let mut end = start;
        let mut total = 0_u32;
        while let (Some(line), Some(&b)) = (lines.get(end), bodies.get(end)) {
            if b <= 0.5 || weight(line) >= 2.0 {
                break;
            }
            total = total.saturating_add(line.chars);
            end += 1;
        }
        if let Some(run) = out.get_mut(start..end) {
            run.fill(total);
        }
        start = end + 1;
    }
    out
}

/// The items of a list that the body announces are body: `وجاءت الحصيلة كالآتي:` and what is under it, `الأسماء:` and the names.
fn listed(lines: &[Line], mut bodies: Vec<f32>) -> Vec<f32> {
    let (mut listing, mut names, mut before) = (false, false, 0.0);
    for n in 0..lines.len() {
        let (Some(line), Some(body)) = (lines.get(n), bodies.get_mut(n)) else { break };
        let plain = line.known.is_none() && !line.linkish && !line.bare;
        let named =
            line.name || (2..=8).contains(&line.words) && line.end == End::Open && !line.latin && line.stamp.is_none();
        if listing && plain && (line.item || names && named) {
            *body = body.max(1.0);
        } else {
            let item = |n: usize| lines.get(n).is_some_and(|l| l.item);
            let several = item(n + 1) && item(n + 2);
            let name = |n: usize| lines.get(n).is_some_and(|l| l.name && l.known.is_none());
            names = line.lists_names && name(n + 1) && name(n + 2);
            // A short line announces a list where it stands under body text: أسماء الضحايا:
            let short = before > 1.0 && (several || names);
            listing = plain && line.end == End::Colon && (*body > 0.0 || line.chars >= 40 || short);
            if listing && short {
                *body = body.max(0.5);
            } else if !listing && several && before > 2.0 && plain && line.item {
                // Numbered lines right under body text.
                listing = true;
                *body = body.max(1.0);
            }
        }
        before = *body;
    }
    bodies
}

/// The state of each line.
pub(super) fn states(lines: &[Line]) -> Vec<State> {
    let habits = Habits::of(lines);
    let bodies: Vec<f32> = lines
        .iter()
        .enumerate()
        .map(|(n, l)| {
            // The first line, without a full stop, is a title before it is a sentence.
            let title = n == 0 && matches!(l.end, End::Open | End::Ask) && l.chars <= 160;
            body(l, &habits) - if title { 1.5 } else { 0.0 }
        })
        .collect();
    let mut bodies = listed(lines, bodies);
    let hours = by_the_hour(lines);
    for (n, body) in bodies.iter_mut().enumerate().skip(1).filter(|_| hours) {
        let entry = lines.get(n - 1).is_some_and(clock) && lines.get(n).is_some_and(|l| !clock(l) && l.known.is_none());
        *body = if entry { body.max(1.0) } else { *body };
    }
    let runs = runs(lines, &bodies);
    let mut back: Vec<[u8; 5]> = Vec::with_capacity(lines.len());
    let mut score = [0.0, -0.3, NO, NO, NO];
    let (mut linked, mut header, mut inside, mut resumed, mut one) = (false, None, 0_u32, false, false);
    for (n, line) in lines.iter().enumerate() {
        let b = bodies.get(n).copied().unwrap_or(0.0);
        let around = Around {
            run: runs.get(n).copied().unwrap_or(0),
            linked,
            inside: inside >= 2,
            before_stamp: lines.get(n + 1).is_some_and(|l| l.stamp >= Some(Stamp::Full)),
            headed: header.is_some_and(|h| n - h <= 12),
            resumed,
            one,
            hours,
        };
        if b > 2.0 && weight(line) < 2.0 {
            inside = inside.saturating_add(1);
        }
        if heads_links(line) {
            header = Some(n);
        }
        resumed = line.known.is_some_and(|k| k.class == Class::Resume);
        one = line.words > 4 && line.known.is_some_and(|k| k.class == Class::Inset && !k.whole);
        linked = !resumed && (heads_links(line) || (linked && is_link(line, b)));
        if resumed {
            header = None;
        }
        let mut next = [NO; 5];
        let mut from = [0_u8; 5];
        for (to, &state) in STATES.iter().enumerate() {
            let mut best = (NO * 2.0, 0_u8);
            for (f, &before) in score.iter().enumerate() {
                let step = match STATES.get(f) {
                    Some(&from) if n > 0 => step(from, state, line, around),
                    _ if f == to => 0.0,
                    _ => NO,
                };
                if before + step > best.0 {
                    best = (before + step, u8::try_from(f).unwrap_or(0));
                }
            }
            if let (Some(slot), Some(origin)) = (next.get_mut(to), from.get_mut(to)) {
                *slot = best.0 + emission(state, line, b, around);
                *origin = best.1;
            }
        }
        back.push(from);
        // Only differences count; kept small, they stay exact however long the article.
        let top = next.iter().copied().fold(NO * 2.0, f32::max);
        score = next.map(|s| (s - top).max(NO * 2.0));
    }
    if let Some(sub) = score.get_mut(2) {
        *sub -= 4.0;
    }
    let mut at = score.iter().enumerate().fold((0, NO * 4.0), |best, (n, &s)| if s > best.1 { (n, s) } else { best }).0;
    let mut out = vec![State::Before; lines.len()];
    for (slot, from) in out.iter_mut().zip(&back).rev() {
        *slot = STATES.get(at).copied().unwrap_or(State::Body);
        at = usize::from(from.get(at).copied().unwrap_or(0));
    }
    out
}

//! From states to kinds: which line is the title, what stands around it, and what comes again.

use super::SectionKind;
use super::byline::Credit;
use super::decode::{State, clock, is_fixed};
use super::furniture::Class;
use super::line::{End, Line, List, root};
use super::scan::Scan;
use super::stamp::Stamp;
use crate::normalize::fold_word;
use rustc_hash::FxHashSet;

/// How many lines before the body are looked at for a title.
const REACH: usize = 400;

fn roots(text: &str, scan: &mut Scan, mut each: impl FnMut(&str)) {
    scan.read(text);
    for word in scan.words.split(' ').filter(|w| w.len() > 4) {
        each(root(word));
    }
}

/// The words of the first body lines.
fn lead_words(text: &str, lines: &[Line], states: &[State]) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    let mut scan = Scan::default();
    let body = lines.iter().zip(states).filter(|(_, s)| **s == State::Body).take(8);
    for (line, _) in body {
        let mut rest = line.span.of(text);
        // A body that is one line: its first 3,000 bytes.
        for _ in 0..7 {
            roots(rest, &mut scan, |w| {
                out.insert(w.to_owned());
            });
            let read = scan.pieces.last().map_or(rest.len(), |p| p.to);
            rest = rest.get(read..).unwrap_or("");
            if rest.is_empty() {
                break;
            }
        }
    }
    out
}

fn title_score(text: &str, lines: &[Line], n: usize, lead: usize, words: &FxHashSet<String>, scan: &mut Scan) -> f32 {
    let Some(line) = lines.get(n) else { return -9.0 };
    if line.bare || is_fixed(line) || line.words == 0 || line.chars > 220 {
        return -9.0;
    }
    let (mut all, mut shared) = (0.0_f32, 0.0_f32);
    roots(line.span.of(text), scan, |w| {
        all += 1.0;
        shared += if words.contains(w) { 1.0 } else { 0.0 };
    });
    let mut score = if all > 0.0 { (2.5 * shared / all).min(shared) } else { 0.0 };
    score += match line.words {
        1 => -1.5,
        2..=3 => -0.2,
        4..=18 => 1.0,
        19..=26 => 0.3,
        _ => -1.5,
    };
    if line.times > 1 && line.words > 2 {
        score += 1.5;
    }
    score -= line.known.map_or(0.0, |k| k.weight);
    score -= if line.end == End::Stop { 0.7 } else { 0.0 };
    score -= if line.linkish { 2.0 } else { 0.0 };
    score -= if line.credit.is_some() { 1.0 } else { 0.0 };
    score -= if line.credited || line.latin { 3.0 } else { 0.0 };
    score -= if line.dated { 3.0 } else { 0.0 };
    score -= if line.item { 1.5 } else { 0.0 };
    // A run of short lines is a menu.
    let short = |k: usize| lines.get(k).is_some_and(|l| l.words <= 3 && l.stamp.is_none() && l.credit.is_none());
    if short(n) && n > 0 && short(n - 1) && short(n + 1) {
        score -= 2.0;
    }
    if n == 0 {
        score += 0.7;
    }
    // What stands between title and body is stamps, credits, furniture; other lines speak against it.
    let between = lines.get(n + 1..lead.min(n + 40)).unwrap_or(&[]);
    let strangers = between
        .iter()
        .filter(|l| !is_fixed(l) && l.known.is_none() && l.credit.is_none() && l.hash != line.hash)
        .count();
    score -= 0.35 * f32::from(u8::try_from(strangers).unwrap_or(u8::MAX)).min(6.0);
    score
}

/// The title's line.
fn title(text: &str, lines: &[Line], states: &[State], lead: usize) -> Option<usize> {
    let words = lead_words(text, lines, states);
    let mut scan = Scan::default();
    let mut best: Option<(f32, usize)> = None;
    for n in lead.saturating_sub(REACH)..lead {
        let score = title_score(text, lines, n, lead, &words, &mut scan);
        if score > 0.6 && best.is_none_or(|(s, _)| score > s + 0.001) {
            best = Some((score, n));
        }
    }
    best.map(|(_, n)| n).or_else(|| over_byline(lines, lead))
}

/// What stands right over the first byline or stamp, where no line is like the text: `إدلب والخيارات الصعبة`, `بقلم: …`.
fn over_byline(lines: &[Line], lead: usize) -> Option<usize> {
    let first = lines.iter().take(lead).position(is_fixed)?;
    let n = first.checked_sub(1)?;
    let line = lines.get(n)?;
    let plain = line.known.is_none() && !line.bare && !line.linkish && !line.credited && !line.latin && !line.dated;
    (plain && first <= 4 && line.credit.is_none() && (2..=18).contains(&line.words)).then_some(n)
}

/// Whether two lines are the same title, one with the site's name after it: `العنوان | الجزيرة نت`.
fn same_title(text: &str, a: &Line, b: &Line) -> bool {
    let (short, long) = if a.chars <= b.chars { (a, b) } else { (b, a) };
    if short.words < 3 || long.chars > short.chars + 60 || long.chars > 300 {
        return false;
    }
    let mut scan = Scan::default();
    scan.read(short.span.of(text));
    let wanted = core::mem::take(&mut scan.words);
    scan.read(long.span.of(text));
    let rest = scan.words.strip_prefix(wanted.as_str()).filter(|r| r.is_empty() || r.starts_with(' '));
    rest.is_some_and(|r| r.split_whitespace().count() <= 5.min(usize::from(short.words)))
}

fn before_title(line: &Line, near: bool, later_stamp: bool) -> SectionKind {
    match (line.stamp, line.credit) {
        (Some(Stamp::Full | Stamp::Labelled), _) if near || !later_stamp => SectionKind::Dateline,
        (_, Some(Credit::Labelled)) if near => SectionKind::Byline,
        _ => SectionKind::Boilerplate,
    }
}

/// A line between title and body.
fn under_title(lines: &[Line], n: usize, title: Option<usize>) -> SectionKind {
    let Some(line) = lines.get(n) else { return SectionKind::Boilerplate };
    if line.stamp.is_some() {
        return SectionKind::Dateline;
    }
    // A medium's name may also be a section's, which stands among others.
    let menu =
        |k: Option<usize>| k.and_then(|k| lines.get(k)).and_then(|l| l.known).is_some_and(|k| k.class == Class::Menu);
    let section = menu(n.checked_sub(1)) || menu(Some(n + 1));
    if matches!(line.credit, Some(Credit::Labelled | Credit::Wire))
        && line.known.is_none_or(|k| k.class == Class::Menu && !section)
    {
        return SectionKind::Byline;
    }
    let signed = lines.get(n + 1).is_some_and(|l| l.stamp.is_some());
    if line.latin && (2..=8).contains(&line.words) && line.known.is_none() && !line.bare && signed {
        return SectionKind::Byline;
    }
    let foreign = line.latin && line.credit.is_none();
    if line.bare
        || line.known.is_some_and(|k| k.weight >= 2.0)
        || line.linkish
        || line.credited
        || line.dated
        || foreign
    {
        return SectionKind::Boilerplate;
    }
    if line.credit == Some(Credit::Weak) {
        return SectionKind::Byline;
    }
    let alone = |k: Option<usize>| {
        k.and_then(|k| lines.get(k))
            .is_none_or(|l| l.words > 3 || l.bare || l.known.is_some() || l.stamp.is_some() || l.credit.is_some())
    };
    // A heading's second line stands right under it; what comes after stamp and byline is the picture's caption.
    let deck = title.is_some_and(|t| {
        n == t + 1
            || lines.get(t + 1..n).is_some_and(|l| {
                l.iter().all(|l| l.known.is_none() && !is_fixed(l) && l.credit.is_none() && l.words > 4)
            })
    });
    match line.words {
        0 | 1 => SectionKind::Boilerplate,
        2..=4 if line.name && alone(n.checked_sub(1)) && alone(Some(n + 1)) => SectionKind::Byline,
        2..=3 => SectionKind::Boilerplate,
        _ if line.item => SectionKind::Paragraph,
        _ if line.end != End::Open || line.words > 16 => SectionKind::Paragraph,
        _ if deck => SectionKind::Subheading,
        _ => SectionKind::Boilerplate,
    }
}

/// The kind of each line.
pub(super) fn kinds(text: &str, lines: &[Line], states: &[State]) -> Vec<SectionKind> {
    let Some(lead) = states.iter().position(|s| *s == State::Body) else { return without_body(lines) };
    let body_end = states.iter().rposition(|s| *s == State::Body).unwrap_or(lead);
    let best = title(text, lines, states, lead);
    let title_line = best.and_then(|n| lines.get(n));
    // Only near the body's begin: a longer title further down is another article's.
    let top = lines.get(lead + 1).map_or(u32::MAX, |l| l.span.start().get());
    let same = |line: &Line| {
        title_line.is_some_and(|t| {
            (t.hash != 0 && t.hash == line.hash) || (line.span.start().get() < top && same_title(text, t, line))
        })
    };
    let first = best.and_then(|b| lines.iter().take(b + 1).position(same)).or(best);
    let last_head = lines.iter().take(lead).rposition(same).or(first);
    let later_stamp =
        last_head.is_some_and(|h| lines.iter().take(lead + 3).skip(h).any(|l| l.stamp >= Some(Stamp::Full)));
    let signed = signature(lines, body_end).filter(|_| statement(text, lines));
    let mut bodies = 0;
    let mut out = Vec::with_capacity(lines.len());
    for (n, (line, state)) in lines.iter().zip(states).enumerate() {
        let kind = if Some(n) == first {
            SectionKind::Headline
        } else if same(line) {
            SectionKind::RepeatedHeadline
        } else {
            match state {
                State::Before => match (first, last_head) {
                    (Some(f), Some(l)) if n > l || (n > f && lines_between_are_few(f, l)) => {
                        under_title(lines, n, if n > l { last_head } else { first })
                    }
                    (Some(_), Some(l)) => before_title(line, n + 3 >= l, later_stamp),
                    _ => no_title(lines, n, lead),
                },
                State::Body if is_fixed(line) || clock(line) => in_body(line, bodies <= 2, n >= body_end),
                State::Body => {
                    bodies += 1;
                    SectionKind::Paragraph
                }
                State::Sub => SectionKind::Subheading,
                State::Inset | State::Tail => after_body(lines, n, body_end, signed),
            }
        };
        out.push(kind);
    }
    out
}

fn lines_between_are_few(first: usize, last: usize) -> bool {
    last - first <= 9
}

/// A line before the body of an article without a title.
fn no_title(lines: &[Line], n: usize, lead: usize) -> SectionKind {
    let Some(line) = lines.get(n) else { return SectionKind::Boilerplate };
    if n + 6 >= lead && (line.stamp.is_some() || line.credit.is_some()) {
        under_title(lines, n, None)
    } else {
        before_title(line, n + 6 >= lead, false)
    }
}

/// A byline or stamp between body lines.
fn in_body(line: &Line, early: bool, late: bool) -> SectionKind {
    if clock(line) {
        return SectionKind::Dateline;
    }
    match (line.stamp, line.credit) {
        (_, Some(Credit::Labelled)) => SectionKind::Byline,
        (Some(Stamp::Full | Stamp::Labelled), _) if early || late => SectionKind::Dateline,
        (Some(Stamp::Full | Stamp::Labelled), _) => SectionKind::Subheading,
        _ if early || late => SectionKind::Byline,
        _ => SectionKind::Boilerplate,
    }
}

/// A line after the body or between its parts: furniture, but for the source credit and stamps that close an article. `signed`: the last
/// line of a statement's signature.
fn after_body(lines: &[Line], n: usize, body_end: usize, signed: Option<usize>) -> SectionKind {
    let Some(line) = lines.get(n) else { return SectionKind::Boilerplate };
    let links = lines
        .get(body_end + 1..n)
        .unwrap_or(&[])
        .iter()
        .take(12)
        .any(|l| l.known.is_some_and(|k| matches!(k.class, Class::Inset | Class::Tail | Class::Comments)));
    let close = n > body_end && n <= body_end + 8 && !links;
    // A reporter's name alone under the body: no list of tags, which would go on.
    let next = lines.get(n + 1).is_none_or(|l| l.known.is_some() || l.words > 5 || l.bare);
    if n == body_end + 1
        && line.name
        && !line.latin
        && line.times == 1
        && line.known.is_none()
        && line.credit.is_none()
        && next
    {
        return SectionKind::Byline;
    }
    if n > body_end && signed.is_some_and(|end| n <= end) {
        return if line.stamp >= Some(Stamp::Full) { SectionKind::Dateline } else { SectionKind::Byline };
    }
    match (line.stamp, line.credit) {
        (_, Some(Credit::Labelled)) if close || (n > body_end && line.words <= 8) => SectionKind::Byline,
        (_, Some(Credit::Wire)) if close && line.known.is_none() => SectionKind::Byline,
        (Some(Stamp::Labelled), _) if close => SectionKind::Dateline,
        (Some(Stamp::Full), _) if close && lines.get(body_end + 1..n).unwrap_or(&[]).iter().all(is_credit) => {
            SectionKind::Dateline
        }
        _ => SectionKind::Boilerplate,
    }
}

/// Whether a line is somebody's credit and no more.
fn is_credit(line: &Line) -> bool {
    matches!(line.credit, Some(Credit::Labelled | Credit::Wire)) && line.known.is_none()
}

/// Whether the article is a statement that somebody signs: بيان, بلاغ and the like in its first lines.
fn statement(text: &str, lines: &[Line]) -> bool {
    let head = lines.iter().take(3).filter(|l| l.words <= 14);
    head.flat_map(|l| l.span.of(text).split_whitespace())
        .any(|w| List::Statement.has(&fold_word(w.trim_matches(['"', ':', '(', ')']))))
}

/// A statement's signature: short lines under the body, none of them furniture, that end with a date. Its last line.
fn signature(lines: &[Line], body_end: usize) -> Option<usize> {
    let mut end = None;
    for n in body_end + 1..body_end + 7 {
        let Some(line) = lines.get(n) else { break };
        if line.stamp == Some(Stamp::Full) {
            end = Some(n);
            continue;
        }
        let plain = line.known.is_none() && !line.bare && !line.linkish && !line.credited && line.times == 1;
        if end.is_some() || !plain || !(1..=6).contains(&line.words) || line.end != End::Open {
            break;
        }
    }
    end
}

/// An article of short lines only: nothing there is body by its looks, so what is not furniture is.
fn without_body(lines: &[Line]) -> Vec<SectionKind> {
    let mut title = false;
    let mut seen: Option<u64> = None;
    let plain = |l: &Line| !l.bare && l.known.is_none() && !is_fixed(l) && !l.linkish;
    let count = lines.iter().filter(|l| plain(l)).count();
    lines
        .iter()
        .map(|line| {
            if line.stamp >= Some(Stamp::Full) {
                SectionKind::Dateline
            } else if matches!(line.credit, Some(Credit::Labelled | Credit::Wire)) && line.known.is_none() {
                SectionKind::Byline
            } else if !plain(line) && count > 0 {
                SectionKind::Boilerplate
            } else if seen.is_some() && seen == Some(line.hash) {
                SectionKind::RepeatedHeadline
            } else if !title && count > 1 && line.end != End::Stop {
                title = true;
                seen = Some(line.hash);
                SectionKind::Headline
            } else {
                SectionKind::Paragraph
            }
        })
        .collect()
}

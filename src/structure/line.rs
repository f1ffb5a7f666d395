//! The article's lines and the evidence that each carries by itself.

use super::byline::{self, Credit};
use super::furniture::{self, Known};
use super::scan::{Scan, Sign};
use super::stamp::{self, Stamp};
use crate::lexicon::{self, lists::lists};
use crate::normalize::fold_word;
use crate::text::SourceSpan;
use rustc_hash::FxHashSet;
use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

static OPENERS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    lexicon::rows(include_str!("data/openers.tsv")).filter_map(|r| Some(super::scan::key(r.first()?))).collect()
});

/// How a line ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub(super) enum End {
    /// As a heading does.
    #[default]
    Open,
    /// With a full stop, quote marks and brackets after it left out.
    Stop,
    /// With a question or exclamation mark: sentences and titles do.
    Ask,
    /// Cut short: `...`.
    Ellipsis,
    /// Announces: `:`.
    Colon,
}

/// A line (or a part of one) that holds something.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) span: SourceSpan,
    /// Its words without media tags, as a hash; 0 where it has none.
    pub(super) hash: u64,
    /// Its length in code points.
    pub(super) chars: u32,
    /// Words among its first [`super::scan::LOOK`] bytes.
    pub(super) words: u16,
    pub(super) end: End,
    /// Whether a comma, semicolon or stop stands inside.
    pub(super) inner: bool,
    /// Whether it begins as a sentence does.
    pub(super) opener: bool,
    /// Whether it is only an address, a handle, digits or signs.
    pub(super) bare: bool,
    /// Whether signs of a list of links or a breadcrumb stand in it.
    pub(super) linkish: bool,
    /// Whether it ends in a date of numbers, as links and captions do, and is no stamp.
    pub(super) dated: bool,
    /// Whether its letters are Latin.
    pub(super) latin: bool,
    /// Whether it begins with a bullet or item number.
    pub(super) item: bool,
    /// Whether it looks like a photo credit or the like: `(رويترز)` at its end, no stop.
    pub(super) credited: bool,
    pub(super) known: Option<Known>,
    pub(super) stamp: Option<Stamp>,
    pub(super) credit: Option<Credit>,
    /// Whether it could be a person's name: a few words, none of them a verb or preposition.
    pub(super) name: bool,
    /// Whether it says that names follow: `الأسماء التي وثقت:`.
    pub(super) lists_names: bool,
    /// Whether it repeats words of the line above it, as a teaser does under its link.
    pub(super) echoes: bool,
    /// How often its words come in the article, this time included.
    pub(super) times: u16,
}

lists! {
    /// A list of `data/line.tsv`, whose header says what is on each.
    pub(super) enum List in "data/line.tsv" {
        Media = "media", Names = "names", Heading = "heading", Picture = "picture", Source = "source", Statement = "statement",
        Elsewhere = "elsewhere",
    }
}

/// The words' hash, media tags at either end and the marks that set them off left out.
fn hash(scan: &Scan) -> u64 {
    let word = |n: usize| scan.pieces.get(n).is_some_and(|p| !matches!(p.sign, Sign::Mark(_)));
    let plain = |n: &usize| word(*n) && !List::Media.has(scan.text(*n));
    let count = scan.pieces.len();
    let ends = (0..count).find(plain).zip((0..count).rfind(plain));
    let (first, last) = ends.unwrap_or((0, count.saturating_sub(1)));
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for n in (first..count.min(last + 1)).filter(|&n| word(n)) {
        // One after the other without a border: مليون دولار is مليوندولار, differences of spacing count for nothing.
        hasher.write(scan.text(n).as_bytes());
        any = true;
    }
    if any { hasher.finish() | 1 } else { 0 }
}

fn end_of(line: &str) -> (End, bool) {
    let mut rest = line.trim_end();
    let bracketed = rest.ends_with([')', ']', '»', '"', '”', '“']);
    for _ in 0..6 {
        let Some(c) = rest.chars().next_back() else { break };
        let end = match c {
            '.' | '۔' => {
                if rest.ends_with("..") {
                    End::Ellipsis
                } else {
                    End::Stop
                }
            }
            '…' => End::Ellipsis,
            '؟' | '?' | '!' => End::Ask,
            '؛' => End::Stop,
            ':' | '：' => End::Colon,
            '"' | '\'' | '”' | '“' | '»' | '«' | '’' | '‘' | ')' | ']' | '\u{200f}' | '\u{200e}' | '*' => {
                rest = rest.strip_suffix(c).unwrap_or("").trim_end();
                continue;
            }
            _ => End::Open,
        };
        return (end, bracketed);
    }
    (End::Open, bracketed)
}

/// A word without its commonest clitics and endings: rough, and enough to see that two lines speak of the same thing.
pub(super) fn root(word: &str) -> &str {
    let mut w = word;
    let long = |w: &str| w.len() >= 8;
    for clitic in ["و", "ف", "ب", "ل", "ك"] {
        if long(w)
            && let Some(rest) = w.strip_prefix(clitic)
        {
            w = rest;
            break;
        }
    }
    if long(w)
        && let Some(rest) = w.strip_prefix("ال")
    {
        w = rest;
    }
    for ending in ["ات", "ون", "ين", "ها", "يه", "ه", "ا"] {
        if long(w)
            && let Some(rest) = w.strip_suffix(ending)
        {
            return rest;
        }
    }
    w
}

/// A word's root as a hash, the same on every machine: what is compared is the hash alone.
fn hash_of(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(root(word).as_bytes());
    hasher.finish()
}

/// Whether at least two words of the line above, and a third of them, come in this one.
fn echoes(above: &[u64], scan: &Scan, own: &mut Vec<u64>) -> bool {
    own.clear();
    own.extend(scan.words.split(' ').filter(|w| w.len() > 4).map(hash_of));
    let shared = above.iter().filter(|w| own.contains(w)).count();
    shared >= 2 && shared * 3 >= above.len()
}

fn opens_sentence(scan: &Scan) -> bool {
    let Some(first) = scan.first_words(1) else { return false };
    OPENERS.contains(first)
        || ['و', 'ف', 'ل', 'ب', 'ك', 'س'].iter().any(|&c| first.strip_prefix(c).is_some_and(|r| OPENERS.contains(r)))
        || (first.starts_with("وي") || first.starts_with("وت") || first.starts_with("وال"))
            && first.chars().count() >= 5
}

/// Whether the line is an address or handle, or has no letters.
fn is_bare(line: &str, scan: &Scan) -> bool {
    let no_words =
        scan.word_count() == 0 || scan.words.len() <= 2 || scan.words.bytes().all(|b| b == b'a' || b == b' ');
    let one = line.trim();
    let address = !one.contains(char::is_whitespace)
        && (one.contains("://")
            || one.starts_with("www.")
            || one.starts_with(['@', '#'])
            || (one.contains('@') && one.contains('.')));
    let handles = !scan.cut
        && one.len() <= 300
        && one.split_whitespace().all(|w| {
            w.starts_with(['@', '#']) || w.contains("://") || w.starts_with("www.") || w.starts_with("pic.twitter.com")
        });
    // Who posted it and when: — name (@handle) date
    let poster = one.len() <= 240 && one.contains("(@") && one.starts_with(['—', '–', '-', '―']);
    no_words || address || handles || poster
}

fn linkish(line: &str, scan: &Scan) -> bool {
    let head = line.get(..line.len().min(super::scan::LOOK)).unwrap_or(line);
    let marks = head.matches(['|', '›', '»', '>', '•', '·', '#']).count();
    let open = head.matches('«').count();
    let crumbs = head.matches(" > ").count() + head.matches(" › ").count() + head.matches(" » ").count();
    crumbs >= 1
        || (marks.saturating_sub(open) >= 2 && marks * 6 >= scan.word_count())
        || head.starts_with(['›', '»', '>', '|', '←', '→', '▶', '►'])
}

/// A picture's credit in brackets at the line's end: `(تصوير: ناشطون)`.
fn photo_credit(line: &str) -> bool {
    let inner = line.trim_end().strip_suffix(')').and_then(|l| l.rsplit_once('(')).map_or("", |(_, inner)| inner);
    let label = fold_word(inner.split([':', ' ']).next().unwrap_or(""));
    inner.chars().count() <= 40 && (List::Picture.has(&label) || List::Source.has(&label))
}

/// A picture's source after a dash at the line's end: `عمال على الجسر ـ إنترنت`.
fn dashed_source(line: &str, words: usize) -> bool {
    let Some((before, last)) = line.trim_end().rsplit_once(' ') else { return false };
    let dash = before.trim_end().ends_with(['-', '–', '—', 'ـ', '|', '/']);
    dash && (4..=20).contains(&words) && List::Source.has(&fold_word(last))
}

/// A line in brackets or with a medium's name in brackets at its end.
fn is_credited(scan: &Scan, end: End) -> bool {
    let n = scan.pieces.len();
    if end != End::Open || scan.cut || n < 4 || scan.pieces.last().map(|p| p.sign) != Some(Sign::Mark(')')) {
        return false;
    }
    let open = (0..n).rev().find(|&k| scan.pieces.get(k).is_some_and(|p| p.sign == Sign::Mark('(')));
    let long = |k: usize| (0..k).filter(|&n| scan.text(n).len() > 4).count() >= 2;
    open.is_some_and(|k| k >= 3 && long(k) && n - k <= 9 && byline::credit(scan, k..n, 40, false) == Some(Credit::Wire))
}

/// The width at which an article's lines were broken, where they were: no line is long, most are nearly full and go on in the
/// next without a stop, and there is prose in them.
fn wrapped(text: &str) -> Option<usize> {
    let (mut count, mut prose, mut widest) = (0_usize, 0_usize, 0_usize);
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if line.len() > 240 {
            return None;
        }
        count += 1;
        prose += usize::from(line.contains(['،', ',', '.']));
        widest = widest.max(line.chars().count());
    }
    if count < 6 || !(40..=120).contains(&widest) || prose * 4 < count {
        return None;
    }
    let mut full = 0;
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let goes_on = lines.peek().is_some_and(|next| !next.is_empty()) && end_of(line).0 == End::Open;
        full += usize::from(goes_on && line.chars().count() * 10 >= widest * 7);
    }
    (full * 2 >= count).then_some(widest)
}

/// Calls `each` with every block and the byte where it begins: a line, or where lines were broken at a width, all that make one.
fn blocks(text: &str, mut each: impl FnMut(usize, &str)) {
    let width = wrapped(text);
    let (mut at, mut open): (usize, Option<(usize, usize, bool)>) = (0, None);
    for line in text.split_inclusive(is_break) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let end = start + trimmed.len();
        let joins = !trimmed.is_empty() && open.is_some_and(|(.., full)| full);
        let first = if joins { open.map(|o| o.0) } else { None };
        if !joins && let Some((a, b, _)) = open.take() {
            each(a, text.get(a..b).unwrap_or(""));
        }
        if !trimmed.is_empty() {
            let full = width.is_some_and(|w| trimmed.chars().count() * 10 >= w * 7);
            open = Some((first.unwrap_or(start), end, full));
        }
    }
    if let Some((a, b, _)) = open {
        each(a, text.get(a..b).unwrap_or(""));
    }
}

/// The lines that hold anything.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut scan = Scan::default();
    let (mut above, mut own) = (Vec::new(), Vec::new());
    blocks(text, |start, trimmed| {
        scan.read(trimmed);
        let (first, second) = split(&scan, trimmed);
        if second.is_empty() {
            let mut line = describe(trimmed, SourceSpan::from_usize(start, start + trimmed.len()), &scan);
            if line.chars < 320 {
                line.echoes = echoes(&above, &scan, &mut own);
                core::mem::swap(&mut above, &mut own);
            } else {
                above.clear();
            }
            out.push(line);
            return;
        }
        for (part, at) in [(first, 0), (second, first.len())] {
            let start = start + at + (part.len() - part.trim_start().len());
            let part = part.trim();
            if !part.is_empty() {
                scan.read(part);
                let mut line = describe(part, SourceSpan::from_usize(start, start + part.len()), &scan);
                if line.stamp.is_none() {
                    line.credit = line.credit.or(Some(Credit::Weak));
                }
                out.push(line);
            }
        }
    });
    out
}

/// Line ends of every kind: a paste from a page or a word processor may hold any of them.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The words of some pieces, as a scan of their own.
fn first_words(scan: &Scan, range: core::ops::Range<usize>) -> Scan {
    let mut out = Scan::default();
    let words: Vec<&str> = range.map(|n| scan.text(n)).collect();
    out.read(&words.join(" "));
    out
}

/// A byline and a stamp on one line are two: `دمشق - سانا | 22 مايو 2018`. The two parts, the second empty where it is one.
fn split<'a>(scan: &Scan, line: &'a str) -> (&'a str, &'a str) {
    let count = scan.pieces.len();
    if line.len() > 260 || count > 40 || !scan.pieces.iter().any(|p| p.sign == Sign::Number) {
        return (line, "");
    }
    for n in 1..count {
        let (Some(before), Some(piece)) = (scan.pieces.get(n - 1), scan.pieces.get(n)) else { break };
        // At a separator, which stays with what stands before it, or at a wide gap.
        let separator = matches!(piece.sign, Sign::Mark('-' | '|' | '،' | ',' | '/' | '•' | '·'));
        if !separator && line.get(before.to..piece.at).is_none_or(|gap| gap.chars().count() < 2) {
            continue;
        }
        let (first, second) = (0..n, if separator { n + 1 } else { n }..count);
        let credit = |r: core::ops::Range<usize>| byline::credit(scan, r, 60, false).is_some();
        let opens = |r: core::ops::Range<usize>| r.into_iter().any(|n| OPENERS.contains(scan.text(n)));
        let two = (stamp::pure(scan, first.clone()) && credit(second.clone()))
            || (stamp::pure(scan, second)
                && (credit(first.clone())
                    || (byline::names(scan, first.clone())
                        && !opens(first.clone())
                        && furniture::known(&first_words(scan, first), 40, false).is_none())));
        if two && let Some(parts) = line.split_at_checked(if separator { piece.to } else { piece.at }) {
            return parts;
        }
    }
    (line, "")
}

fn describe(line: &str, span: SourceSpan, scan: &Scan) -> Line {
    let chars = u32::try_from(line.as_bytes().iter().filter(|&&b| b & 0xC0 != 0x80).count()).unwrap_or(u32::MAX);
    let (end, bracketed) = end_of(line);
    let stop = end == End::Stop;
    let count = scan.pieces.len();
    let sign = |n: usize| scan.pieces.get(n).map(|p| p.sign);
    let inner = (0..count.saturating_sub(1)).any(|n| {
        matches!(sign(n), Some(Sign::Mark('،' | ',' | '؛' | '.')))
            && matches!(sign(n + 1), Some(Sign::Word | Sign::Mark('"')))
    });
    let item = matches!(sign(0), Some(Sign::Mark('-' | '*' | '•' | '·' | '▪' | '■' | '●' | '◾')))
        || (sign(0) == Some(Sign::Number) && matches!(sign(1), Some(Sign::Mark('-' | '.' | ')'))));
    let stamp = stamp::stamp(scan, chars);
    let credited = chars <= 260
        && ((bracketed && (is_credited(scan, end) || photo_credit(line)))
            || line.contains('©')
            || dashed_source(line, scan.word_count()));
    let credit = byline::credit(scan, 0..count, chars, stop).filter(|c| !credited || *c == Credit::Labelled);
    Line {
        span,
        hash: hash(scan),
        chars,
        words: u16::try_from(scan.word_count()).unwrap_or(u16::MAX),
        end,
        inner,
        opener: opens_sentence(scan),
        bare: is_bare(line, scan),
        linkish: linkish(line, scan),
        item,
        dated: stamp.is_none() && end == End::Open && stamp::dated(scan),
        latin: scan.words.bytes().all(|b| b.is_ascii()) && !scan.words.is_empty(),
        credited,
        known: furniture::known(scan, chars, stop),
        stamp,
        credit,
        name: (2..=4).contains(&scan.word_count())
            && end == End::Open
            && scan.pieces.len() == scan.word_count()
            // ع ع ع: buttons for the size of the letters.
            && scan.words.split(' ').any(|w| w.chars().count() > 1)
            && !scan.words.split(' ').any(|w| OPENERS.contains(w))
            && !scan.first_words(1).is_some_and(|w| List::Heading.has(w)),
        lists_names: end == End::Colon && scan.words.split(' ').any(|w| List::Names.has(w)),
        echoes: false,
        times: 1,
    }
}

//! Site furniture known by its words (`data/furniture.tsv`).

use super::scan::{self, Scan, Words};
use crate::lexicon;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// What kind of furniture a phrase is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Share buttons, tools, counters of reads.
    Share,
    /// Comments and their counters.
    Comments,
    /// A header over links to other articles, inside the body or after it.
    Inset,
    /// A header over a list that no article goes on after.
    Tail,
    /// Where such a list ends and the article goes on.
    Resume,
    /// Tags.
    Tags,
    /// Corrections and complaints.
    Correction,
    /// Names of the site's parts.
    Menu,
    /// Logging in.
    Login,
    /// Captions and photo credits.
    Caption,
    /// Cookie banners.
    Consent,
    /// The site's apps.
    App,
    /// Copyright and terms.
    Copyright,
    /// Newsletters.
    Newsletter,
    /// Follow us.
    Follow,
    /// What stands in for an embedded post.
    Embed,
    /// Advertisements.
    Ad,
    /// Breadcrumbs and the like.
    Crumbs,
}

impl Class {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "share" => Self::Share,
            "comments" => Self::Comments,
            "inset" => Self::Inset,
            "tail" => Self::Tail,
            "resume" => Self::Resume,
            "tags" => Self::Tags,
            "correction" => Self::Correction,
            "menu" => Self::Menu,
            "login" => Self::Login,
            "caption" => Self::Caption,
            "consent" => Self::Consent,
            "app" => Self::App,
            "copyright" => Self::Copyright,
            "newsletter" => Self::Newsletter,
            "follow" => Self::Follow,
            "embed" => Self::Embed,
            "ad" => Self::Ad,
            "crumbs" => Self::Crumbs,
            _ => return None,
        })
    }
}

/// How a line came to be known as furniture.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) class: Class,
    /// Evidence against body, in the units of `decode`.
    pub(super) weight: f32,
    /// Whether the line is the phrase and no more: what follows may belong to it.
    pub(super) whole: bool,
}

#[derive(Copy, Clone, Default)]
struct Entry {
    line: Option<Class>,
    start: Option<Class>,
    weak: Option<Class>,
}

struct Phrases {
    by_words: Words<Entry>,
    inside: AhoCorasick,
    inside_classes: Vec<Class>,
    /// The most words a `start` phrase has.
    longest: usize,
}

static PHRASES: LazyLock<Option<Phrases>> = LazyLock::new(|| {
    let mut by_words: Words<Entry> = Words::default();
    let (mut inside, mut inside_classes, mut longest) = (Vec::new(), Vec::new(), 0);
    for row in lexicon::rows(include_str!("data/furniture.tsv")) {
        let [class, how, phrase] = row.as_slice() else { continue };
        let Some(class) = Class::of(class) else { continue };
        let key = scan::key(phrase);
        match *how {
            "in" => {
                inside.push(key);
                inside_classes.push(class);
                continue;
            }
            "line" => by_words.entry(key).or_default().line = Some(class),
            "start" => {
                longest = longest.max(key.split(' ').count());
                by_words.entry(key).or_default().start = Some(class);
            }
            _ => {
                longest = longest.max(key.split(' ').count());
                by_words.entry(key).or_default().weak = Some(class);
            }
        }
    }
    let inside = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&inside).ok()?;
    Some(Phrases { by_words, inside, inside_classes, longest })
});

/// Furniture phrases in a line of `chars` code points; `stop` where it ends as a sentence does.
pub(super) fn known(scan: &Scan, chars: u32, stop: bool) -> Option<Known> {
    let phrases = PHRASES.as_ref()?;
    let words = scan.word_count();
    if words == 0 || chars > 420 {
        return None;
    }
    let mut best: Option<Known> = None;
    let mut offer = |class, weight: f32, whole| {
        if best.is_none_or(|b| b.weight < weight) {
            best = Some(Known { class, weight, whole });
        }
    };
    for n in 1..=phrases.longest.min(words).max(if words <= 8 { words } else { 0 }) {
        let Some(entry) = scan.first_words(n).and_then(|key| phrases.by_words.get(key)) else { continue };
        let whole = n == words && !scan.cut;
        if whole && let Some(class) = entry.line {
            offer(class, if class == Class::Menu { 2.5 } else { 4.0 }, true);
        }
        if let Some(class) = entry.start {
            offer(class, if n == 1 && words > 4 { 2.5 } else { 5.5 }, whole);
        }
        if let Some(class) = entry.weak
            && chars <= 60
        {
            offer(
                class,
                if whole {
                    4.0
                } else if stop {
                    0.5
                } else {
                    2.0
                },
                whole,
            );
        }
    }
    if chars <= 90 {
        glued(phrases, scan, &mut offer);
    }
    if chars <= 320 {
        // Patterns hold whole words; what they begin and end inside of is no find.
        let words = scan.words.as_bytes();
        let apart = |at: Option<&u8>| at.is_none_or(|b| *b == b' ');
        let whole = |m: &aho_corasick::Match| {
            apart(m.start().checked_sub(1).and_then(|n| words.get(n))) && apart(words.get(m.end()))
        };
        if let Some(found) = phrases.inside.find_iter(&scan.words).find(whole)
            && let Some(&class) = phrases.inside_classes.get(found.pattern().as_usize())
        {
            // The longer the line the likelier it only speaks of such a thing.
            offer(class, if chars <= 120 { 5.5 } else { 4.0 }, false);
        }
    }
    best
}

/// Several buttons or parts of the site run together: `ارسل طباعة تبليغ حذف`, `الرئيسيةعربي ودولي`.
fn glued(phrases: &Phrases, scan: &Scan, offer: &mut impl FnMut(Class, f32, bool)) {
    let words = scan.word_count();
    if words <= 6 && scan.words.starts_with("الرئيسيه") {
        return offer(Class::Crumbs, 3.0, false);
    }
    if !(3..=12).contains(&words) {
        return;
    }
    let known = scan
        .words
        .split(' ')
        .filter(|w| {
            phrases
                .by_words
                .get(*w)
                .and_then(|e| e.line)
                .is_some_and(|c| matches!(c, Class::Share | Class::Menu | Class::Comments | Class::Login))
        })
        .count();
    if known * 10 >= words * 7 {
        offer(Class::Menu, 3.0, false);
    }
}

//! The article's own date: what is printed, else what the text's own words suggest.

use super::atoms::Atoms;
use super::calendar::Date;
use super::expr::Expr;
use super::list::List;
use super::resolve::{self, Now};
use super::tagger::{self, What};
use super::tense::Tense;
use crate::document::Document;
use crate::extract::{Candidate, Options, Origin, Published};
use crate::segment::{Segmentation, TokenKind};
use crate::structure::{Section, SectionKind};
use crate::text::SourceSpan;
use std::collections::BTreeSet;

/// How long a line that prints the date may be, in tokens.
const STAMP_TOKENS: usize = 24;
/// How many lines from the top and from the end may print it outside a dateline.
const LINES: usize = 8;
/// Years that are tried where the text names a weekday with a day and month but no year.
const YEARS: core::ops::RangeInclusive<i32> = 2000..=2035;
/// How many candidates are shown at most.
const CANDIDATES: usize = 4;

/// See [`super::publication`].
pub(super) fn find(document: &Document, sections: &[Section], seg: &Segmentation, options: &Options) -> Published {
    if let Some(value) = &options.published {
        return Published { value: Some(value.clone()), origin: Some(Origin::User), ..Published::default() };
    }
    let printed = stamp(document, sections, seg).or_else(|| address(document, seg));
    let evidence = Evidence::gather(document, sections, seg);
    let printed = printed.or_else(|| evidence.today_in_full.clone());
    match printed {
        Some((value, span)) => {
            Published { value: Some(value), origin: Some(Origin::Text), span: Some(span), candidates: Vec::new() }
        }
        None => Published { candidates: evidence.candidates(), ..Published::default() },
    }
}

/// The full date of an expression: year, month and day all said.
fn full(e: &Expr) -> Option<(Date, String)> {
    let (has_day, has_month, has_year) = (e.date.day.is_some(), e.date.month.is_some(), e.date.year.is_some());
    let hijri = e.hijri.day.is_some() && e.hijri.month.is_some() && e.hijri.year.is_some();
    if !(has_day && has_month && has_year || hijri && !e.feast) {
        return None;
    }
    // As printed: a weekday that disagrees does not mend the stamp.
    let plain = Expr { weekday: None, shift: None, ..e.clone() };
    let value = resolve::resolve(&plain, Now::default(), Tense::Past, None)?.value;
    let date = Date::parse(&value)?;
    let clock = value.split_once('T').map(|(_, t)| t.trim_end_matches('Z')).filter(|t| t.len() == 5 && t.contains(':'));
    let out = clock.map_or_else(|| date.iso(), |t| format!("{}T{t}", date.iso()));
    (1900..=2200).contains(&date.year).then_some((date, out))
}

/// A date printed in a dateline, or in a short line at the top or the end.
fn stamp(document: &Document, sections: &[Section], seg: &Segmentation) -> Option<(String, SourceSpan)> {
    let rank = |number: usize, section: &Section| match section.kind {
        SectionKind::Dateline => Some(0),
        SectionKind::Byline => Some(1),
        SectionKind::Headline | SectionKind::RepeatedHeadline | SectionKind::Subheading if number < LINES => Some(3),
        SectionKind::Boilerplate | SectionKind::Paragraph if number < LINES => Some(2),
        SectionKind::Boilerplate | SectionKind::Paragraph if number + LINES >= sections.len() => Some(4),
        _ => None,
    };
    let mut order: Vec<(i32, usize)> =
        sections.iter().enumerate().filter_map(|(n, s)| rank(n, s).map(|r| (r, n))).collect();
    order.sort_unstable();
    for (rank, number) in order {
        let Some(section) = sections.get(number) else { continue };
        let tokens = seg.within(section.span);
        if tokens.len() > STAMP_TOKENS {
            continue;
        }
        let atoms = Atoms::read(document.text(), seg, tokens, Vec::new());
        if rank == 0
            && let Some(date) = english(section.span.of(document.text()))
        {
            return Some((date, section.span));
        }
        let mut islamic = None;
        for found in tagger::scan(&atoms) {
            let What::Expr(e) = &found.what else { continue };
            let Some((_, value)) = full(e) else { continue };
            if rank >= 2 && !is_stamp(&atoms, found.first, found.end) {
                continue;
            }
            let out = (value, atoms.span(found.first, found.end.saturating_sub(1)));
            if e.date.year.is_some() {
                return Some(out);
            }
            // A Gregorian date beside it is the surer one: 21 محرم 1441 هـ - 19 سبتمبر 2019.
            islamic = islamic.or(Some(out));
        }
        if islamic.is_some() {
            return islamic;
        }
    }
    None
}

/// `May 25, 2017` and `25 May 2017`: a dateline that the site's program wrote in English.
fn english(line: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(3).find_map(|w| {
        let [a, b, year] = w else { return None };
        let month = |word: &str| {
            let letters = word.bytes().all(|b| b.is_ascii_alphabetic()) && word.len() >= 3;
            let begins = |m: &str| word.get(..3).is_some_and(|w| w.eq_ignore_ascii_case(m));
            MONTHS.iter().position(|m| letters && begins(m)).and_then(|n| i32::try_from(n + 1).ok())
        };
        let (month, day) = month(a).map(|m| (m, *b)).or_else(|| month(b).map(|m| (m, *a)))?;
        let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let year = (year.len() == 4).then(|| year.parse().ok()).flatten().filter(|y| (1990..=2100).contains(y))?;
        Date::new(year, month, day.parse().ok()?).map(|d| d.iso())
    })
}

/// Whether a short line is a stamp and no sentence that happens to name a date: it says that it was published, or little else.
fn is_stamp(atoms: &Atoms<'_>, first: usize, end: usize) -> bool {
    let said = (0..atoms.len()).any(|n| List::Stamp.has(atoms.fold(n)));
    let words = (0..atoms.len())
        .filter(|n| !(first..end).contains(n) && atoms.digits(*n).is_none())
        .filter(|&n| atoms.fold(n).chars().next().is_some_and(char::is_alphabetic));
    let (count, stop) = (words.count(), atoms.sign(atoms.len().saturating_sub(1), &["."]));
    // وقع الانفجار بتاريخ 22/7/2019 في سوق المدينة: a sentence says so too.
    let short = count <= if stop { 4 } else { 8 };
    said && short && atoms.before(first) != "منذ" || count <= 3 && !stop
}

/// A date in a web address: `/2018/05/22/`, `2018-05-22`.
fn address(document: &Document, seg: &Segmentation) -> Option<(String, SourceSpan)> {
    seg.tokens.iter().filter(|t| t.kind == TokenKind::Url).find_map(|t| {
        let text = t.source.of(document.text());
        let runs: Vec<(usize, &str)> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|r| !r.is_empty())
            .map(|r| (r.as_ptr() as usize - text.as_ptr() as usize, r))
            .collect();
        runs.windows(3).find_map(|w| {
            let [(start, y), (_, m), (last, d)] = w else { return None };
            let near = last + d.len() - start <= 10;
            (near && y.len() == 4 && m.len() <= 2 && d.len() <= 2).then_some(())?;
            let date = Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?;
            let at = t.source.start().to_usize();
            (1990..=2100)
                .contains(&date.year)
                .then(|| (date.iso(), SourceSpan::from_usize(at + start, at + last + d.len())))
        })
    })
}

/// What the text says of the day it was written on.
#[derive(Default)]
struct Evidence {
    /// اليوم الاثنين 21 مايو 2018
    today_in_full: Option<(String, SourceSpan)>,
    /// The weekday of the day of writing, and the words that say so.
    today: Option<(i32, String)>,
    /// Days of a month without year: day, month, and the weekday beside them, and the words.
    days: Vec<(i32, i32, Option<i32>, String)>,
    /// Days beside اليوم or أمس: already shifted to the day of writing where the year does not matter.
    todays: Vec<(i32, i32, i32, Option<i32>, String)>,
    /// Full dates.
    dates: BTreeSet<(Date, String)>,
    /// Years.
    years: BTreeSet<i32>,
}

impl Evidence {
    fn gather(document: &Document, sections: &[Section], seg: &Segmentation) -> Self {
        let mut out = Self::default();
        for sentence in &seg.sentences {
            let furniture = sections.get(sentence.section as usize).is_none_or(|s| s.kind == SectionKind::Boilerplate);
            if furniture {
                continue;
            }
            let atoms = Atoms::read(document.text(), seg, sentence.tokens.clone(), Vec::new());
            for found in tagger::scan(&atoms) {
                let What::Expr(e) = &found.what else { continue };
                let span = atoms.span(found.first, found.end.saturating_sub(1));
                out.take(e, span, span.of(document.text()));
            }
        }
        out
    }

    fn take(&mut self, e: &Expr, span: SourceSpan, words: &str) {
        if let Some(year) = e.date.year {
            self.years.insert(year);
        }
        if let Some((date, _)) = full(e) {
            let agrees = e.weekday.is_none_or(|w| w == date.weekday());
            if let Some(shift) = e.shift
                && agrees
                && self.today_in_full.is_none()
                && e.weekday.is_some()
            {
                self.today_in_full = Some((date.plus_days(-shift).iso(), span));
            }
            self.dates.insert((date, words.to_owned()));
            return;
        }
        if let (Some(shift), Some(weekday)) = (e.shift, e.weekday) {
            let today = (weekday - 1 - shift).rem_euclid(7) + 1;
            if self.today.is_none() {
                self.today = Some((today, words.to_owned()));
            }
        }
        if let (Some(day), Some(month), None) = (e.date.day, e.date.month, e.dir) {
            match e.shift {
                Some(shift) => self.todays.push((day, month, shift, e.weekday, words.to_owned())),
                None => self.days.push((day, month, e.weekday, words.to_owned())),
            }
        }
    }

    /// What the evidence suggests, the best first.
    fn candidates(&self) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        let mut push = |date: Date, reason: String| {
            let value = date.iso();
            if out.len() < CANDIDATES && !out.iter().any(|c| c.value == value) {
                out.push(Candidate { value, reason });
            }
        };
        // اليوم 21 مايو: the years in which the weekday agrees, those that the text names first.
        for (day, month, shift, weekday, words) in &self.todays {
            for year in self.likely() {
                if let Some(date) = Date::new(year, *month, *day)
                    && weekday.is_none_or(|w| w == date.weekday())
                    && (weekday.is_some() || self.years.contains(&year))
                {
                    push(date.plus_days(-shift), format!("«{words}»"));
                }
            }
        }
        let Some((today, said)) = &self.today else {
            for (date, words) in self.dates.iter().rev().take(1) {
                push(*date, format!("«{words}»: the latest date in the text"));
            }
            return out;
        };
        // اليوم الاثنين, and the full dates nearest before it.
        for (date, words) in self.dates.iter().rev().take(2) {
            push(date.next(*today, true), format!("«{said}», on or after «{words}»"));
        }
        // اليوم الاثنين, and a day of the month elsewhere: years in which the weekdays agree, or that the text names.
        for (day, month, weekday, words) in &self.days {
            for year in self.likely() {
                let Some(date) = Date::new(year, *month, *day) else { continue };
                let known = self.years.contains(&year) || self.years.last().is_some_and(|&y| year == y + 1);
                let agrees = weekday.map_or(known || date.weekday() == *today, |w| w == date.weekday());
                if agrees {
                    push(date.next(*today, true), format!("«{said}», on or after «{words}»"));
                }
            }
        }
        if out.is_empty() {
            out.push(Candidate { value: format!("XXXX-WXX-{today}"), reason: format!("«{said}»") });
        }
        out
    }

    /// Years to try: those the text names and the ones after them, then all others from the latest.
    fn likely(&self) -> Vec<i32> {
        let mut out: Vec<i32> =
            self.years.iter().rev().filter(|y| YEARS.contains(y)).flat_map(|&y| [y, y + 1]).collect();
        out.extend(YEARS.rev().filter(|y| *y <= 2026));
        let mut seen = BTreeSet::new();
        out.retain(|y| seen.insert(*y));
        out
    }
}

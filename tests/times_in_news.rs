//! On dated news that is not in this repository: where an article prints a full date beside a weekday, the resolved value falls on that
//! weekday. Skipped where the shared material is absent. The speed of the time and quantity stages is printed, never asserted.

mod common;

use hashiya::document::Document;
use hashiya::extract::{self, Body, Findings, Options};
use std::time::{Duration, Instant};

/// Weekday names as they begin, Monday first.
const WEEKDAYS: [&[&str]; 7] = [
    &["الاثنين", "الإثنين"],
    &["الثلاثاء"],
    &["الأربعاء", "الاربعاء"],
    &["الخميس"],
    &["الجمعة", "الجمعه"],
    &["السبت"],
    &["الأحد", "الاحد"],
];

/// The time expressions of an article as (words, value), and how long the two stages took.
fn times(text: &str) -> (Vec<(String, String)>, Duration) {
    let Ok(document) = Document::new(text) else { return (Vec::new(), Duration::ZERO) };
    let (findings, took) = extract::with_context(&document, &Options::default(), |cx| {
        let mut findings = Findings::default();
        let start = Instant::now();
        extract::timex::extract(cx, &mut findings);
        extract::quantity::extract(cx, &mut findings);
        (findings, start.elapsed())
    });
    let found = findings.living().filter_map(|(_, m)| match &m.body {
        Body::Time(t) => Some((m.span.of(text).to_owned(), t.value.clone())),
        _ => None,
    });
    (found.collect(), took)
}

/// A year in digits of either script.
fn has_year(words: &str) -> bool {
    let digits: String = words.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
    digits.contains("0000")
}

#[test]
fn printed_weekdays_agree() {
    let Some(shared) = common::shared("printed_weekdays_agree") else { return };
    let Ok(corpus) = std::fs::read_to_string(shared.join("corpora/unlabelled/antcorpus.jsonl")) else {
        println!("skipped: printed_weekdays_agree: no corpus");
        return;
    };
    let (mut agree, mut disagree, mut bytes, mut took) = (0u32, 0u32, 0usize, Duration::ZERO);
    for line in corpus.lines() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = format!("{}\n{}", article["title"].as_str().unwrap_or(""), article["text"].as_str().unwrap_or(""));
        let (found, time) = times(&text);
        bytes += text.len();
        took += time;
        let mut ok = None;
        for (words, value) in &found {
            let named = WEEKDAYS.iter().position(|names| names.iter().any(|n| words.contains(n)));
            let (Some(named), true) = (named, has_year(words)) else { continue };
            let date = value.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok());
            let right = date.is_some_and(|d| d.weekday().to_monday_zero_offset() == i8::try_from(named).unwrap());
            ok = Some(ok.unwrap_or(true) && right);
        }
        match ok {
            Some(true) => agree += 1,
            Some(false) => disagree += 1,
            None => {}
        }
    }
    let share = f64::from(agree) / f64::from((agree + disagree).max(1));
    println!("{agree} of {} articles agree: {share:.4}", agree + disagree);
    println!("time and quantity: {:.1} MB/s", bytes as f64 / 1e6 / took.as_secs_f64());
    assert!(agree > 200 && share >= 0.99, "{agree} of {} agree", agree + disagree);
}

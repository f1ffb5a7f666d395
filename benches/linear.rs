//! Time against size: the whole reading, with the tagger's model, of 1 to 16 MB of news. Doubling the text at most doubles the time.
//!
//! `cargo bench --bench linear`; the seeds repeated where they lie beside the checkout, else sentences of our own.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs, unreachable_pub, reason = "a benchmark")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

const OWN: &str =
    "قال متحدث باسم الوزارة، إنّ «فرق الإنقاذ» وصلت إلى المدينة فجر الأحد، وإن 12 شخصًا نُقلوا إلى المستشفى.\n";

fn main() {
    let seeds = common::seeds("the reading's time against size");
    let once = seeds.iter().map(|s| s.1.trim_end()).collect::<Vec<_>>().join("\n") + "\n";
    let once = if seeds.is_empty() { OWN.to_owned() } else { once };
    let mut before: Option<f64> = None;
    println!("     MB       s   MB/s   times the half");
    for megabytes in [1, 2, 4, 8, 16] {
        let size: usize = megabytes * 1_000_000;
        let mut text = once.repeat(size.div_ceil(once.len()));
        text.truncate(text.floor_char_boundary(size));
        let turns = if megabytes < 8 { 3 } else { 1 };
        let best = (0..turns)
            .map(|_| {
                let start = Instant::now();
                let read = common::annotate(&text, Some("2018-05-22"));
                assert!(!read.annotations.is_empty());
                start.elapsed().as_secs_f64()
            })
            .fold(f64::MAX, f64::min);
        let ratio = before.map(|b| format!("{:.2}", best / b)).unwrap_or_default();
        println!("{megabytes:>7} {best:>7.2} {:>6.2}   {ratio}", megabytes as f64 / best);
        before = Some(best);
    }
}

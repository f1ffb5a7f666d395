//! The built page in a real browser: bytes of the first load, and how long the worker takes for seed 004.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "stops where it fails"
)]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/support/mod.rs"]
mod support;

/// The time that the worker itself took for the last article, from request to answer, in ms.
const WORKER: &str = "return document.body.getAttribute('data-worker-ms')";

fn main() {
    let text = common::seeds("the page's benchmark")
        .into_iter()
        .nth(4)
        .map_or_else(|| "وصل الوزير سامي حداد إلى دمشق أمس الأحد. ".repeat(200), |s| s.1);
    support::page::with_page("bench", |page| async move {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let sent = page.site.sent.lock().unwrap().clone();
        for (path, bytes) in &sent {
            println!("{bytes:>9} B gzip  {path}");
        }
        println!("first load: {:.0} kB transferred with gzip", sent.values().sum::<usize>() as f64 / 1000.0);
        let mut times = Vec::new();
        for run in 0..11 {
            if run > 0 {
                page.open("?lang=en&fresh").await;
            }
            page.annotate(&text).await;
            let got = page.js_until("the time", WORKER, vec![]).await;
            times.push(got.as_str().unwrap().parse::<f64>().unwrap());
        }
        println!("first annotation: {:.1} ms", times[0]);
        times.sort_by(f64::total_cmp);
        println!(
            "{} letters annotated in the worker: median {:.1} ms, best {:.1}, worst {:.1} ({} runs, each in a fresh worker)",
            text.chars().count(),
            times[times.len() / 2],
            times[0],
            times[times.len() - 1],
            times.len()
        );
        page
    });
}

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
        let letters = text.chars().count();
        // The same worker goes on from article to article.
        for (what, fresh, pause) in [
            ("a fresh worker, at once", true, 0),
            ("a fresh worker, 3 s after the paste", true, 3000),
            ("one worker, article after article", false, 0),
        ] {
            let mut times = Vec::new();
            for _ in 0..if fresh { 6 } else { 20 } {
                if fresh {
                    page.open("?lang=en").await;
                }
                page.js("[...document.querySelectorAll('button')].find(b => b.textContent === 'New article')?.click(); return true", vec![]).await;
                page.fill(&text).await;
                tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
                page.press("Annotate").await;
                page.ready().await;
                let got = page.js_until("the time", WORKER, vec![]).await;
                times.push(got.as_str().unwrap().parse::<f64>().unwrap());
            }
            times.sort_by(f64::total_cmp);
            let (best, worst) = (times[0], times[times.len() - 1]);
            let median = times[times.len() / 2];
            println!("{letters} letters, {what}: median {median:.0} ms, best {best:.0}, worst {worst:.0}");
        }
        page
    });
}

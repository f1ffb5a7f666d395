//! Hostile articles through the page's worker: each answered, every offset its words, and a lone surrogate does no harm.

use crate::common::hostile;
use crate::support::page::{offsets_hold, with_page};
use serde_json::{Value, json};

/// How many; `HASHIYA_HOSTILE_PAGE=10000` for the long run.
fn count() -> u64 {
    std::env::var("HASHIYA_HOSTILE_PAGE").ok().and_then(|n| n.parse().ok()).unwrap_or(240)
}

/// Sends articles to the page's own worker, one after the other, and gives back what it says.
const ASK: &str = "
    const out = [];
    for (const text of arguments[0]) {
        const id = 1000000 + (window.__asked = (window.__asked ?? 0) + 1);
        out.push(await new Promise((good, bad) => {
            const hear = ({ data }) => {
                const end = data.Done ?? data.Failed;
                if (end?.id !== id) return;
                window.__worker.removeEventListener('message', hear);
                if (data.Done) data.Done = { id, json: new TextDecoder().decode(data.Done.json) };
                good(data);
            };
            window.__worker.addEventListener('message', hear);
            window.__worker.addEventListener('error', () => bad(new Error('the worker fell over')), { once: true });
            window.__worker.postMessage({ id, text, html: null, options: { published: null, boilerplate: false } });
        }));
    }
    done(out);";

fn check(answer: &Value, text: Option<&str>) -> bool {
    if !answer["Failed"].is_null() {
        return false;
    }
    let json = answer["Done"]["json"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let document = hashiya::export::from_json(json).unwrap();
    offsets_hold(&serde_json::from_str(json).unwrap());
    if let Some(text) = text {
        assert_eq!(&*document.document.text, text);
    }
    true
}

#[test]
fn hostile_articles_through_the_worker() {
    with_page("hostile", |page| async move {
        page.browser.before_pages("const Own = Worker; window.Worker = class extends Own { constructor(...a) { super(...a); window.__worker = this; } };").await;
        page.open("?lang=en").await;
        page.annotate("وصل الوزير إلى دمشق أمس.").await;
        page.with_model().await;
        let mut read = 0;
        let all: Vec<String> =
            (0..count()).map(|seed| hostile::article(seed, 20 + usize::try_from(seed % 120).unwrap())).collect();
        for some in all.chunks(40) {
            let answers = page.later(ASK, vec![json!(some)]).await;
            for (answer, text) in answers.as_array().unwrap().iter().zip(some) {
                read += usize::from(check(answer, Some(text)));
            }
        }
        assert!(read > all.len() / 2, "only {read} of {} were articles at all", all.len());
        // By way of the clipboard a string need not be whole characters.
        let halves = "const [article] = arguments; arguments[0] = [article + ' \\ud83d x', '\\udc00' + article, article.replace('\\u0648', '\\ud800\\u0648\\ud800')];";
        let answers = page.later(&format!("{halves}{ASK}"), vec![json!("وصل الوزير سامي حداد إلى دمشق أمس.")]).await;
        assert!(answers.as_array().unwrap().iter().all(|answer| check(answer, None)), "{answers}");
        // A megabyte without a space.
        let long = "والسلام".repeat(75_000);
        let from = std::time::Instant::now();
        let answers = page.later(ASK, vec![json!([long])]).await;
        assert!(check(&answers[0], Some(&long)));
        println!("{read} articles; a megabyte without a space: {:.1} s", from.elapsed().as_secs_f64());
        page
    });
}

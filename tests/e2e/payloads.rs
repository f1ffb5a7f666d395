//! What a person pastes, opens, types or is sent stays text: nothing of it runs, and nothing leaves the page.

use crate::support::page::{Page, with, with_page};
use crate::support::{Setup, page::on};
use serde_json::{Value, json};

/// Each would set `window.ran` if it ran.
const PAYLOADS: &[&str] = &[
    "<script>window.ran=1</script>",
    "<img src=x onerror=\"window.ran=1\">",
    "<svg onload=\"window.ran=1\"></svg>",
    "\"><script>window.ran=1</script>",
    "'-(window.ran=1)-'",
    "javascript:window.ran=1",
    "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
    "<a href=\"javascript:window.ran=1\" autofocus onfocus=\"window.ran=1\">x</a>",
    "<style>@import 'javascript:window.ran=1'</style>",
    "<details open ontoggle=\"window.ran=1\">x</details>",
    "{{constructor.constructor('window.ran=1')()}}",
    "</textarea><script>window.ran=1</script>",
    "<object data=\"data:text/html,<script>opener.ran=1</script>\"></object>",
    "<math><mtext><script>window.ran=1</script></mtext></math>",
];

const SAFE: &str = "const foreign = document.querySelectorAll('img, iframe, object, embed, svg script, math, article *:not(p):not(span):not(div.block)').length;
    return window.ran === undefined && foreign === 0 && document.querySelectorAll('script').length === arguments[0];";

async fn scripts(page: &Page) -> u64 {
    page.js("return document.querySelectorAll('script').length", vec![]).await.as_u64().unwrap()
}

async fn safe(page: &Page, scripts: u64, after: &str) {
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(
        page.js(SAFE, vec![json!(scripts)]).await,
        json!(true),
        "something ran or stands as markup after {after}"
    );
}

fn article() -> String {
    format!("وصل الوزير سامي حداد إلى دمشق أمس.\n\n{}\n", PAYLOADS.join("\n\n"))
}

#[test]
fn scripts_in_pasted_text_and_html_stay_text() {
    with_page("payloads-paste", |page| async move {
        let count = scripts(&page).await;
        let text = article();
        page.annotate(&text).await;
        safe(&page, count, "pasted text").await;
        let (_, document) = page.document().await;
        assert_eq!(document["document"]["text"], json!(text));
        // The clipboard's HTML, as a browser hands it over.
        page.press("New article").await;
        page.js_until("the paste field", "return document.querySelector('#text') !== null", vec![]).await;
        let html = format!("<p>وصل الوزير إلى دمشق.</p><p>وقال إنه باق.</p>{}", PAYLOADS.join(""));
        let paste = "const data = new DataTransfer(); data.setData('text/plain', 'وصل الوزير إلى دمشق. وقال إنه باق.'); data.setData('text/html', arguments[0]);
            document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
        page.js(paste, vec![json!(html)]).await;
        page.ready().await;
        safe(&page, count, "pasted HTML").await;
        page
    });
}

#[test]
fn scripts_in_files_their_names_labels_and_notes_stay_text() {
    with_page("payloads-files", |page| async move {
        let count = scripts(&page).await;
        page.annotate("وصل الوزير سامي حداد إلى دمشق أمس.").await;
        let (_, document) = page.document().await;
        let all = PAYLOADS.join(" ");
        let mut hostile: Value = document.clone();
        hostile["annotator"] = json!(all);
        hostile["document"]["title"] = json!(all);
        hostile["document"]["url"] = json!("javascript:window.ran=1");
        hostile["document"]["source"] = json!(all);
        hostile["generator"]["name"] = json!(all);
        for (n, annotation) in hostile["annotations"].as_array_mut().unwrap().iter_mut().enumerate() {
            let payload = PAYLOADS[n % PAYLOADS.len()];
            annotation["label"] = json!(payload);
            annotation["note"] = json!(payload);
            annotation["attributes"]["value"] = json!(payload);
            annotation["attributes"][payload] = json!(payload);
            annotation["provenance"]["rule"] = json!(payload);
        }
        for label in hostile["labels"].as_array_mut().unwrap() {
            label["color"] = json!("red;background:url(javascript:window.ran=1)");
            label["key"] = json!("<script>window.ran=1</script>");
        }
        for entity in hostile["entities"].as_array_mut().unwrap() {
            entity["name"] = json!(all);
        }
        // Slashes cannot stand in a file's name.
        let name = "<img src=x onerror=window.ran=1> \u{202e}gpj.json";
        let path = page.browser.downloads.parent().unwrap().join(name);
        std::fs::write(&path, hostile.to_string()).unwrap();
        page.open_file(&path).await;
        page.ready().await;
        safe(&page, count, "a file").await;
        for view in ["Entities", "Statements", "Values", "Text", "Review"] {
            page.press(view).await;
            safe(&page, count, view).await;
        }
        let words = on(&document, "دمشق");
        if !words.is_empty() {
            page.click_on("دمشق", 0).await;
            safe(&page, count, "the card").await;
        }
        page.press("New article").await;
        safe(&page, count, "the shelf").await;
        // A text file whose name is a program.
        let path = page.browser.downloads.parent().unwrap().join("<script>window.ran=1.txt");
        std::fs::write(&path, article()).unwrap();
        page.open_file(&path).await;
        page.ready().await;
        safe(&page, count, "a text file").await;
        page
    });
}

#[test]
fn scripts_in_the_address_stay_text() {
    let setup = Setup::default();
    with(
        "payloads-address",
        "?lang=en&theme=%3Cscript%3Ewindow.ran=1%3C/script%3E#%3Cimg src=x onerror=window.ran=1%3E",
        &setup,
        |page| async move {
            let count = scripts(&page).await;
            safe(&page, count, "the address").await;
            for payload in PAYLOADS {
                page.js(
                    "location.hash = arguments[0]; window.dispatchEvent(new HashChangeEvent('hashchange'))",
                    vec![json!(payload)],
                )
                .await;
            }
            safe(&page, count, "fragments").await;
            page
        },
    );
}

#[test]
fn the_policy_stops_what_would_get_in_all_the_same() {
    with_page("policy", |page| async move {
        // An own element with a handler, a script and a string made to code: each is stopped by the policy itself.
        let got = page.js(
            "const out = {}; const tries = {
                inline: () => { const s = document.createElement('script'); s.textContent = 'window.ran=1'; document.body.append(s); },
                html: () => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.ran=1>'); },
                worker: () => { new Worker('elsewhere.js'); },
             };
             for (const [name, run] of Object.entries(tries)) { try { run(); out[name] = 'passed'; } catch (e) { out[name] = e.name; } }
             return out;",
            vec![],
        ).await;
        for name in ["html", "worker", "inline"] {
            assert_ne!(got[name], "passed", "{name}: {got}");
        }
        // The driver's own scripts may make code of strings; the page's may not.
        let code = "if (!window.__code) { window.__code = 1; setTimeout(() => { try { eval('window.ran=1'); window.__code = 'passed'; } catch (e) { window.__code = e.name; } }); }
             return typeof window.__code === 'string' ? window.__code : null;";
        assert_ne!(page.js_until("the answer to code", code, vec![]).await, "passed");
        let sent = page.js_until(
            "the answer to a request elsewhere",
            "if (!window.__sent) { window.__sent = 1; fetch('http://127.0.0.1:9/x').then(() => { window.__sent = 'passed' }, e => { window.__sent = 'stopped' });
             new Image().src = 'http://127.0.0.1:9/y'; navigator.sendBeacon && navigator.sendBeacon('http://127.0.0.1:9/z'); }
             return typeof window.__sent === 'string' ? window.__sent : null;",
            vec![],
        ).await;
        assert_eq!(sent, "stopped");
        assert_eq!(page.js("return window.ran ?? null", vec![]).await, Value::Null);
        page
    });
}

#[test]
fn nothing_leaves_the_page_after_it_has_loaded() {
    let setup = Setup { watch: true, ..Setup::default() };
    with("watch", "?lang=en", &setup, |page| async move {
        // What the page itself is made of: programs, worker, model, and the copy for working without a network.
        page.annotate("وصل الوزير سامي حداد إلى دمشق أمس الأحد.").await;
        page.with_model().await;
        page.js_until(
            "the page's own copy",
            "return document.querySelector('#keeping')?.dataset.offline === 'true'",
            vec![],
        )
        .await;
        let loading = page.browser.requests().await;
        assert!(loading.len() > 5, "the watch sees nothing: {loading:?}");
        let own =
            |url: &String| url.starts_with(&page.site.address) || url.starts_with("blob:") || url.starts_with("data:");
        assert!(loading.iter().all(own), "{loading:?}");
        let asked = page.site.asked.lock().unwrap().len();

        // The whole job, with everything that a person does.
        page.click_on("دمشق", 0).await;
        page.press("Reject").await;
        page.press("Undo").await;
        for view in ["Entities", "Statements", "Values", "Text", "Review"] {
            page.press(view).await;
        }
        page.press("New article").await;
        page.annotate("قال المتحدث إن 20 عائلة نزحت من بلدة الزهراء.").await;
        page.document().await;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        let after: Vec<String> =
            page.browser.requests().await.into_iter().filter(|url| !url.starts_with("blob:")).collect();
        let server = page.site.asked.lock().unwrap()[asked..].to_vec();
        assert!(server.is_empty(), "the server was asked for {server:?}");
        assert!(after.is_empty(), "the page asked for {after:?}");
        page
    });
}

//! What the page does when the store, the worker or the page itself fails.

use crate::common;
use crate::support::page::{Page, with_page};
use serde_json::{Value, json};

const ARTICLE: &str = "وصل الوزير سامي حداد إلى دمشق أمس الأحد، وقال إن 20 عائلة عادت إلى بيروت.";

impl Page {
    async fn failed(&self, words: &str) {
        self.js_until(
            &format!("not saved, because «{words}»"),
            "return document.querySelector('#saved')?.dataset.state === 'failed' && document.querySelector('#keeping .failed')?.textContent.includes(arguments[0])",
            vec![json!(words)],
        )
        .await;
    }

    /// Runs a script that calls `done(value)` sometime.
    pub async fn later(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!(
            "if (!window.__later) {{ window.__later = {{}}; const done = value => {{ window.__later.value = value ?? true; }};
             (async () => {{ {script} }})().catch(e => done('error ' + e)); }}
             const got = window.__later.value; if (got !== undefined) window.__later = undefined; return got ?? null;"
        );
        let got = self.js_until("a script", &script, arguments).await;
        assert!(!got.as_str().is_some_and(|s| s.starts_with("error")), "{got}");
        got
    }
}

const DATABASE: &str = "const database = await new Promise((good, bad) => { const r = indexedDB.open('hashiya'); r.onsuccess = () => good(r.result); r.onerror = () => bad(r.error); });
    const whole = r => new Promise((good, bad) => { r.onsuccess = () => good(r.result); r.onerror = () => bad(r.error); });";

#[test]
fn a_worker_that_falls_over_loses_nothing() {
    with_page("worker-crash", |page| async move {
        page.browser.before_pages("const Own = Worker; window.Worker = class extends Own { constructor(...a) { super(...a); window.__worker = this; } };").await;
        page.open("?lang=en").await;
        page.annotate(ARTICLE).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        // A long article, and the worker dies over it.
        page.press("New article").await;
        let long = format!("{ARTICLE}\n\n").repeat(3000);
        page.fill(&long).await;
        page.js("document.querySelector('#annotate').click(); setTimeout(() => window.__worker.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })), 30);", vec![]).await;
        page.told("stopped on this article").await;
        // It was started again, and everything is there.
        page.fill("قال الوزير إن الطريق مفتوح إلى عمّان.").await;
        page.press("Annotate").await;
        page.ready().await;
        page.press("New article").await;
        page.js_until("the first article", "const b = [...document.querySelectorAll('.shelf li')].find(e => e.querySelector('progress').value === 1)?.querySelector('.work'); b?.click(); return !!b", vec![]).await;
        page.ready().await;
        page.saved(1).await;
        page
    });
}

#[test]
fn a_browser_that_keeps_nothing_says_so() {
    with_page("forbidden", |page| async move {
        page.browser.before_pages("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });").await;
        page.open("?lang=en").await;
        page.annotate(ARTICLE).await;
        page.failed("keeps nothing for this page").await;
        page.accept_one().await;
        let (_, document) = page.document().await;
        assert_eq!(document["history"]["edits"], 1, "the work can be downloaded");
        page
    });
}

#[test]
fn a_full_store_says_so_and_the_work_goes_on() {
    with_page("full", |page| async move {
        let quota = |size: Option<u64>| {
            let mut parameters = json!({ "origin": page.site.address });
            if let Some(size) = size {
                parameters["quotaSize"] = json!(size);
            }
            page.browser.devtools("Storage.overrideQuotaForOrigin", parameters)
        };
        quota(Some(1)).await;
        let long: String = (0..400).map(|n| format!("{ARTICLE} {n}\n\n")).collect();
        page.annotate(&long).await;
        page.failed("no room left").await;
        page.accept_one().await;
        let (_, document) = page.document().await;
        assert_eq!(document["history"]["edits"], 1, "the work can be downloaded");
        quota(None).await;
        page.press("Try again").await;
        page.saved(1).await;
        page.open("?lang=en").await;
        page.ready().await;
        page.saved(1).await;
        page
    });
}

#[test]
fn a_store_of_a_later_version_is_left_alone() {
    with_page("newer", |page| async move {
        page.later(
            "const r = indexedDB.open('hashiya', 99); r.onsuccess = () => { r.result.close(); done(1); };",
            vec![],
        )
        .await;
        page.open("?lang=en").await;
        page.annotate(ARTICLE).await;
        page.failed("a later version of this page").await;
        let (_, document) = page.document().await;
        assert!(!document["annotations"].as_array().unwrap().is_empty(), "the work can be downloaded");
        let version = page.later("const r = indexedDB.open('hashiya'); r.onsuccess = () => { const v = r.result.version; r.result.close(); done(v); };", vec![]).await;
        assert_eq!(version, 99);
        page
    });
}

#[test]
fn a_record_that_cannot_be_read_is_kept_and_offered() {
    with_page("corrupt", |page| async move {
        page.annotate(ARTICLE).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        let script = format!(
            "{DATABASE} const t = database.transaction('works', 'readwrite').objectStore('works'); const [w] = await whole(t.getAll());
             w.document = w.document.slice(0, 700) + '¡broken'; await whole(t.put(w)); database.close(); done(1);"
        );
        page.later(&script, vec![]).await;
        page.open("?lang=en").await;
        page.told("cannot be read").await;
        // The same article again: it is read anew, and what was damaged stays as it is.
        page.annotate(ARTICLE).await;
        page.saved(0).await;
        page.press("Saved on this machine").await;
        page.press("Download raw").await;
        let (name, raw) = page.browser.download().await;
        let raw = String::from_utf8(raw).unwrap();
        assert!(name.contains("raw") && raw.contains("¡broken") && raw.contains("journal"), "{name}: {raw}");
        page
    });
}

#[test]
fn what_the_first_version_kept_is_read() {
    with_page("migration", |page| async move {
        let document = common::annotate(ARTICLE, None);
        let id = document.document.id.clone();
        let json = serde_json::to_string(&document).unwrap();
        page.browser.client.goto(&format!("{}/icon.svg", page.site.address)).await.unwrap();
        page.later(
            "await new Promise(good => { const r = indexedDB.deleteDatabase('hashiya'); r.onsuccess = good; r.onblocked = good; });
             const r = indexedDB.open('hashiya', 1);
             r.onupgradeneeded = () => { const d = r.result; d.createObjectStore('works', { keyPath: 'id' }); d.createObjectStore('shelf', { keyPath: 'id' }); d.createObjectStore('journal', { keyPath: ['id', 'n'] }); };
             r.onsuccess = () => { const d = r.result, t = d.transaction(['works', 'shelf'], 'readwrite');
                t.objectStore('works').put({ id: arguments[0], format: 1, document: arguments[1], undo: '[]', redo: '[]' });
                t.objectStore('shelf').put({ id: arguments[0], title: 'من النسخة الأولى', saved: '2026-01-01T00:00:00Z', edits: 0 });
                t.oncomplete = () => { d.close(); done(1); }; };",
            vec![json!(id), json!(json)],
        )
        .await;
        page.open("?lang=en").await;
        page.js_until("the work", "const b = document.querySelector('.shelf .work'); b?.click(); return !!b", vec![])
            .await;
        page.ready().await;
        page.accept_one().await;
        page.saved(1).await;
        let (_, found) = page.document().await;
        assert_eq!(found["document"]["text"], ARTICLE);
        assert_eq!(found["annotations"].as_array().unwrap().len(), document.annotations.len());
        page
    });
}

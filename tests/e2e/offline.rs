//! Without a network, from any folder of a host, and a new version when the person says so.

use crate::support::page::Page;
use crate::support::{Browser, Setup, Site, dist};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

const ARTICLE: &str =
    "قال وزير الداخلية سامي حداد أمس الاثنين إن «الحريق تحت السيطرة» بعد إصابة 7 عمال في مدينة طرابلس.";
/// A name that the rules alone do not find: the tagger's model is there.
const KEPT: &str = "return document.querySelector('#keeping')?.dataset.offline === 'true'";

/// A folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn run<F: std::future::Future<Output = ()>>(test: F) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
}

async fn main_job(page: &Page) {
    page.annotate(ARTICLE).await;
    let (_, document) = page.with_model().await;
    crate::support::page::offsets_hold(&document);
    assert!(document["annotations"].as_array().unwrap().len() >= 4, "{document}");
    page.click_on("طرابلس", 0).await;
    page.press("Reject").await;
    let (_, rejected) = page.document().await;
    assert!(rejected["annotations"].as_array().unwrap().iter().any(|a| a["review"] == "rejected"));
    page.press("Undo").await;
    page.js_until("the saved state", "return document.querySelector('#saved')?.dataset.state === 'saved'", vec![])
        .await;
}

#[test]
fn the_whole_job_without_a_network() {
    run(async {
        let mut page = Page { browser: Browser::start("offline", &Setup::default()).await, site: Site::start() };
        page.open("?lang=en").await;
        page.js_until("the page's own copy", KEPT, vec![]).await;
        let address = page.site.address.clone();
        // The server is gone for good: another one, on another port, takes its place in the test only.
        page.site = Site::start();
        page.browser.client.goto(&format!("{address}/?lang=en")).await.unwrap();
        page.js_until("the page", "return document.querySelector('button') !== null", vec![]).await;
        let gone = page.js_until("an answer", "if (!window.__gone) { window.__gone = 1; fetch('nothing-here').then(() => { window.__gone = 'there' }, () => { window.__gone = 'gone' }); } return typeof window.__gone === 'string' ? window.__gone : null", vec![]).await;
        assert_eq!(gone, "gone", "the network is not cut");
        main_job(&page).await;
        // And again: what was worked on is there.
        page.browser.client.goto(&format!("{address}/?lang=en")).await.unwrap();
        page.ready().await;
        page.browser.close().await;
    });
}

#[test]
fn the_page_can_be_installed() {
    run(async {
        let page = Page { browser: Browser::start("install", &Setup::default()).await, site: Site::start() };
        page.open("?lang=en").await;
        page.js_until("the page's own copy", KEPT, vec![]).await;
        let manifest = page.browser.devtools("Page.getAppManifest", json!({})).await;
        assert!(manifest["errors"].as_array().unwrap().is_empty(), "{manifest}");
        assert!(manifest["data"].as_str().unwrap().contains("standalone"));
        let errors = page.browser.devtools("Page.getInstallabilityErrors", json!({})).await;
        let errors: Vec<&str> =
            errors["installabilityErrors"].as_array().unwrap().iter().filter_map(|e| e["errorId"].as_str()).collect();
        // A window without a face cannot be installed from; nothing else stands in the way.
        assert!(errors.iter().all(|e| *e == "in-incognito"), "{errors:?}");
        page.browser.close().await;
    });
}

#[test]
fn the_page_works_from_any_folder_of_a_host() {
    run(async {
        let root = folder("folder");
        copy(&dist(), &root.join("some/path"));
        let page = Page { browser: Browser::start("folder", &Setup::default()).await, site: Site::of(root.clone()) };
        page.open("some/path/?lang=en").await;
        main_job(&page).await;
        page.js_until("the page's own copy", KEPT, vec![]).await;
        let asked = page.site.asked.lock().unwrap().clone();
        assert!(asked.iter().all(|path| path.starts_with("/some/path/") || path == "/favicon.ico"), "{asked:?}");
        page.browser.close().await;
        let _ = std::fs::remove_dir_all(root);
    });
}

/// A page of the first version that works without a network, with a rejected mark, and the folder that it comes from.
async fn first_version(name: &str, sw: &str) -> (Page, PathBuf) {
    let root = folder(name);
    copy(&dist(), &root);
    let own = std::fs::read_to_string(root.join("sw.js")).unwrap();
    std::fs::write(root.join("sw.js"), own + sw).unwrap();
    let page = Page { browser: Browser::start(name, &Setup::default()).await, site: Site::of(root.clone()) };
    page.open("?lang=en").await;
    page.js_until("the page's own copy", KEPT, vec![]).await;
    page.annotate(ARTICLE).await;
    page.click_on("طرابلس", 0).await;
    page.press("Reject").await;
    page.saved(1).await;
    (page, root)
}

/// The host gets another version, and the page is opened again.
async fn second_version(page: &Page, root: &Path, sw: fn(String) -> String) {
    let boot = std::fs::read_to_string(root.join("boot.js")).unwrap();
    std::fs::write(root.join("boot.js"), format!("document.documentElement.dataset.version = 'second';\n{boot}"))
        .unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/offline.sh");
    assert!(Command::new(script).arg(root).status().unwrap().success());
    let own = std::fs::read_to_string(root.join("sw.js")).unwrap();
    std::fs::write(root.join("sw.js"), sw(own)).unwrap();
    page.open("?lang=en").await;
    page.ready().await;
    assert_eq!(
        page.js("return document.documentElement.dataset.version ?? ''", vec![]).await,
        "",
        "nobody asked for it"
    );
}

async fn second_is_here(page: Page, root: PathBuf, edits: u64) {
    page.js_until("the second version", "return document.documentElement.dataset.version === 'second'", vec![]).await;
    page.ready().await;
    page.saved(edits).await;
    let (_, document) = page.document().await;
    assert!(
        document["annotations"].as_array().unwrap().iter().any(|a| a["review"] == "rejected"),
        "the work is as it was"
    );
    page.browser.close().await;
    let _ = std::fs::remove_dir_all(root);
}

const NOTICE: &str = "return document.querySelector('#keeping').textContent.includes(arguments[0])";

#[test]
fn a_new_version_comes_when_the_person_says_so() {
    run(async {
        let (page, root) = first_version("version", "").await;
        second_version(&page, &root, |sw| sw).await;
        page.press("Use it now").await;
        second_is_here(page, root, 1).await;
    });
}

/// Chromium holds a new version back while the older one is at work, and now and then forgets it over that.
#[test]
fn a_new_version_that_is_held_back_comes_all_the_same() {
    run(async {
        let slow = "self.addEventListener('fetch', e => { if (e.request.url.endsWith('/held')) e.respondWith(new Promise(good => setTimeout(() => good(new Response('')), 7000))); });";
        let (page, root) = first_version("held", slow).await;
        second_version(&page, &root, |sw| sw).await;
        page.js("window.__here = true; fetch('held').catch(() => {}); return true", vec![]).await;
        page.press("Use it now").await;
        page.js_until("word of it", NOTICE, vec![json!("is coming")]).await;
        page.js_until("the page anew", "return !window.__here", vec![]).await;
        second_is_here(page, root, 1).await;
    });
}

#[test]
fn a_new_version_that_does_not_come_says_why() {
    run(async {
        let (page, root) = first_version("never", "").await;
        second_version(&page, &root, |sw| sw.replace("self.skipWaiting()", "0")).await;
        page.press("Use it now").await;
        page.js_until("why", NOTICE, vec![json!("Close the other tabs")]).await;
        page.ready().await;
        page.saved(1).await;
        // Without this tab the new version has its way.
        let client = page.browser.client.clone();
        client.goto("about:blank").await.unwrap();
        page.open("?lang=en").await;
        second_is_here(page, root, 1).await;
    });
}

#[test]
fn a_new_version_waits_until_the_work_is_saved() {
    run(async {
        let (page, root) = first_version("unsaved", "").await;
        second_version(&page, &root, |sw| sw).await;
        page.js("window.__own = IDBDatabase.prototype.transaction; IDBDatabase.prototype.transaction = () => { throw new DOMException('full', 'QuotaExceededError'); }; return true", vec![]).await;
        page.accept_one().await;
        page.js_until("not saved", "return document.querySelector('#saved')?.dataset.state === 'failed'", vec![]).await;
        page.press("Use it now").await;
        page.js_until("why", NOTICE, vec![json!("when your work is saved")]).await;
        page.js("IDBDatabase.prototype.transaction = window.__own; return true", vec![]).await;
        page.press("Try again").await;
        second_is_here(page, root, 2).await;
    });
}

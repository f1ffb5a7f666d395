//! Versions, the bin, the backup of everything, and wiping it all.

use crate::support::page::{Page, with, with_page};
use crate::support::{Browser, Setup};
use serde_json::json;

const FIRST: &str = "وصل الوزير سامي حداد إلى دمشق أمس الأحد، وقال إن 20 عائلة عادت إلى بيروت.";
const SECOND: &str = "قال المتحدث إن الطريق إلى عمّان مفتوح منذ يومين.";

#[test]
fn versions_are_kept_compared_and_brought_back() {
    with_page("versions", |page| async move {
        page.annotate(FIRST).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        page.press("Saved on this machine").await;
        page.js("document.querySelector('#version-name').value = 'قبل المراجعة'", vec![]).await;
        page.press("Keep this state").await;
        page.js_until(
            "the version",
            "return document.querySelector('#versions').textContent.includes('قبل المراجعة')",
            vec![],
        )
        .await;
        page.close_sheet().await;
        let (_, before) = page.document().await;
        page.accept_one().await;
        page.accept_one().await;
        page.saved(3).await;
        let (_, later) = page.document().await;

        page.press("Saved on this machine").await;
        page.press("Compare").await;
        page.js_until(
            "the differences",
            "return document.querySelector('.differences')?.textContent.includes('2 differences')",
            vec![],
        )
        .await;
        page.press("Bring back").await;
        page.saved(1).await;
        let (_, back) = page.document().await;
        assert_eq!(back["annotations"], before["annotations"]);
        // What stood there is a version too, and comes back the same way.
        page.press("Saved on this machine").await;
        page.js_until(
            "the replaced state",
            "return document.querySelector('#versions').textContent.includes('before it was replaced')",
            vec![],
        )
        .await;
        page.js("[...document.querySelectorAll('#versions li')].find(e => e.textContent.includes('before it was replaced')).querySelectorAll('button')[1].click()", vec![]).await;
        page.saved(3).await;
        let (_, again) = page.document().await;
        assert_eq!(again["annotations"], later["annotations"]);
        page
    });
}

#[test]
fn the_same_article_pasted_again_keeps_what_was_done() {
    with_page("again", |page| async move {
        page.annotate(FIRST).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        page.press("New article").await;
        page.annotate(FIRST).await;
        page.saved(0).await;
        page.press("Saved on this machine").await;
        page.js_until(
            "the earlier work",
            "return document.querySelector('#versions').textContent.includes('1 correction')",
            vec![],
        )
        .await;
        page
    });
}

#[test]
fn deleting_is_a_bin_with_a_way_back() {
    with_page("bin", |page| async move {
        page.annotate(FIRST).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        page.press("New article").await;
        let delete = "const b = document.querySelector('.shelf li .icon'); b?.click(); return !!b";
        page.js_until("the delete button", delete, vec![]).await;
        page.js_until("the shelf empty", "return document.querySelectorAll('.shelf .work').length === 0 && document.querySelector('#binned') !== null", vec![]).await;
        page.press("Put back").await;
        page.js_until(
            "the article",
            "const b = document.querySelector('.shelf .work'); b?.click(); return !!b",
            vec![],
        )
        .await;
        page.ready().await;
        page.saved(1).await;
        // From the bin itself, and for good.
        page.press("New article").await;
        page.js_until("the delete button", delete, vec![]).await;
        page.press("How your work is kept").await;
        page.press("Delete for good").await;
        page.js_until("the bin empty", "return document.querySelector('#bin') === null", vec![]).await;
        page.open("?lang=en").await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(page.js("return document.querySelectorAll('.shelf .work').length", vec![]).await, 0);
        page
    });
}

#[test]
fn a_backup_comes_back_in_another_browser() {
    with_page("backup", |mut page| async move {
        page.annotate(FIRST).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        page.press("Saved on this machine").await;
        page.press("Keep this state").await;
        page.js_until(
            "the version",
            "return document.querySelector('#versions').textContent.includes('kept by you')",
            vec![],
        )
        .await;
        page.close_sheet().await;
        let (_, first) = page.document().await;
        page.press("New article").await;
        page.annotate(SECOND).await;
        page.with_model().await;
        page.press("New article").await;
        page.press("How your work is kept").await;
        page.press("Download everything as one file").await;
        let (name, file) = page.browser.download().await;
        assert!(name.ends_with(".backup.json"), "{name}");
        let file = String::from_utf8(file).unwrap();
        hashiya::session::backup::read(&file).unwrap();

        // Another browser, with nothing in it.
        page.browser.close().await;
        page = Page { browser: Browser::start("backup-2", &Setup::default()).await, site: page.site };
        page.open("?lang=en").await;
        let put = |name: &str, text: &str| {
            let path = page.browser.downloads.parent().unwrap().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let damaged = put("damaged.json", &file.replacen("دمشق", "بغداد", 1));
        page.open_file(&damaged).await;
        page.told("The backup was not taken").await;
        assert_eq!(page.js("return document.querySelectorAll('.shelf .work').length", vec![]).await, 0);
        let whole = put(&name, &file);
        page.open_file(&whole).await;
        page.told("2 articles").await;
        page.js_until("both articles", "return document.querySelectorAll('.shelf .work').length === 2", vec![]).await;
        page.js(
            "[...document.querySelectorAll('.shelf li')].find(e => e.querySelector('progress').value === 1).querySelector('.work').click()",
            vec![],
        )
        .await;
        page.ready().await;
        let (_, restored) = page.document().await;
        assert_eq!(restored, first);
        page.press("Saved on this machine").await;
        page.js_until(
            "the version",
            "return document.querySelector('#versions').textContent.includes('kept by you')",
            vec![],
        )
        .await;
        page.close_sheet().await;
        page.press("Undo").await;
        page
    });
}

impl Page {
    async fn close_sheet(&self) {
        self.js("document.querySelector('#sheet .icon').click()", vec![]).await;
        self.js_until("the sheet closed", "return document.querySelector('#sheet') === null", vec![]).await;
    }
}

const LEFT: &str = "const names = (await indexedDB.databases()).map(d => d.name); let works = 0;
    if (names.includes('hashiya')) { const d = await new Promise(g => { const r = indexedDB.open('hashiya'); r.onsuccess = () => g(r.result); });
        if (d.objectStoreNames.contains('works')) works = await new Promise(g => { const r = d.transaction('works').objectStore('works').count(); r.onsuccess = () => g(r.result); }); d.close(); }
    done([works, localStorage.length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]);";

async fn wiped(page: &Page, names: [&str; 3]) {
    page.js_until(
        "the page's own copy",
        "return document.querySelector('#keeping')?.dataset.offline === 'true'",
        vec![],
    )
    .await;
    let left = page.later(LEFT, vec![]).await;
    assert!(left[0].as_u64().unwrap() >= 1 && left[2].as_u64().unwrap() >= 1, "nothing to wipe: {left}");
    let [sheet, ask, sure] = names;
    page.press(sheet).await;
    let says = page.js("return document.querySelector('#sheet .privacy').textContent", vec![]).await;
    assert!(says.as_str().unwrap().contains("IndexedDB"), "{says}");
    page.press(ask).await;
    page.js("window.__before = true", vec![]).await;
    page.press(sure).await;
    page.js_until("a fresh page", "return !window.__before && document.querySelector('#text') !== null", vec![]).await;
    let left = page.later(LEFT, vec![]).await;
    assert_eq!(left, json!([0, 0, 0, 0]), "works, settings, copies of the page, service workers");
}

#[test]
fn everything_can_be_wiped() {
    with_page("wipe", |page| async move {
        page.annotate(FIRST).await;
        page.saved(0).await;
        wiped(&page, ["Saved on this machine", "Wipe everything from this browser…", "Yes, wipe everything"]).await;
        page
    });
}

#[test]
fn everything_can_be_wiped_in_arabic() {
    with("wipe-ar", "?lang=ar", &Setup::default(), |page| async move {
        page.js_until(
            "the sample",
            "const b = document.querySelector('[data-sample]'); b?.click(); return !!b",
            vec![],
        )
        .await;
        page.saved(0).await;
        page.press("مقال جديد").await;
        wiped(&page, ["كيف يُحفظ عملك", "امحُ كل شيء من هذا المتصفح…", "نعم، امحُ كل شيء"]).await;
        page
    });
}

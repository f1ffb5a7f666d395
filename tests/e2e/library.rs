//! Many articles: dropped together, read one after the other, in folders, searched, packed, changed alike.

use crate::support::page::{Page, with_page};
use serde_json::{Value, json};
use std::io::Read;

const NAMES: [&str; 3] = ["a.txt", "b.txt", "c.txt"];
const TEXTS: [&str; 3] = [
    "وصول وفد إلى حلب\n\nقال إبراهيم الحداد إن الوفد وصل إلى حلب أمس الأحد.",
    "مؤتمر في بيروت\n\nقال سامي نصار إن مؤتمر الخزف يبدأ في بيروت غداً، وحضره ابراهيم الحداد.",
    "حريق في مستودع\n\nأصيب 7 عمال في حريق في مدينة طرابلس صباح الاثنين.",
];

/// Opens several files at once, the way a person chooses them.
async fn open_files(page: &Page, files: &[(&str, &str)]) {
    let folder = page.browser.downloads.parent().unwrap().join("files");
    std::fs::create_dir_all(&folder).unwrap();
    let mut paths = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    // The end of an earlier batch is not the end of this one.
    page.js("delete document.querySelector('#batch')?.dataset.over", vec![]).await;
    let element = page.browser.element("input[type=file]").await;
    element.send_keys(&paths.join("\n")).await.unwrap();
}

async fn over(page: &Page) {
    page.js_until("the batch to be over", "return document.querySelector('#batch')?.dataset.over === 'true'", vec![])
        .await;
}

/// Waits until the shelf shows so many articles; their names.
async fn shelf(page: &Page, count: usize) -> Vec<String> {
    let names = "const all = [...document.querySelectorAll('.shelf .name')].map(n => n.textContent); return all.length === arguments[0] ? all : null";
    let found = page.js_until(&format!("{count} articles on the shelf"), names, vec![json!(count)]).await;
    found.as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect()
}

async fn three(page: &Page) {
    let files: Vec<_> = NAMES.into_iter().zip(TEXTS).collect();
    open_files(page, &files).await;
    over(page).await;
    page.js_until("three articles", "return document.querySelectorAll('.shelf li').length === 3", vec![]).await;
}

async fn type_into(page: &Page, css: &str, words: &str) {
    let script = "const i = document.querySelector(arguments[0]); if (!i) return null; i.value = arguments[1]; i.dispatchEvent(new InputEvent('input', { bubbles: true })); i.dispatchEvent(new Event('change', { bubbles: true })); return true";
    page.js_until(css, script, vec![json!(css), json!(words)]).await;
}

#[test]
fn a_batch_is_read_searched_put_in_folders_and_packed() {
    with_page("library", |page| async move {
        three(&page).await;
        // What is here already is not read over; what is no article is named.
        open_files(&page, &[("a.txt", TEXTS[0]), ("picture.txt", "\u{0}\u{0}\u{1}PNG")]).await;
        over(&page).await;
        let said = "const t = document.querySelector('#batch').textContent; return t.includes('picture.txt') && t.includes('1 were here')";
        page.js_until("what became of each", said, vec![]).await;
        shelf(&page, 3).await;
        type_into(&page, "#library-search", "ابراهيم").await;
        shelf(&page, 2).await; // ابراهيم finds إبراهيم
        type_into(&page, "#library-search", "طرابلس").await;
        assert_eq!(shelf(&page, 1).await, ["حريق في مستودع"]);
        type_into(&page, "#library-search", "").await;
        type_into(&page, "#library-sort", "title").await;
        shelf(&page, 3).await;
        // A folder, with one article in it.
        type_into(&page, "#new-folder", "الحرائق").await;
        page.js_until("an empty folder", "return document.querySelectorAll('.shelf li').length === 0", vec![]).await;
        page.js("document.querySelector('.folders .chip').click()", vec![]).await;
        let choose = "const li = [...document.querySelectorAll('.shelf li')].find(l => l.textContent.includes('حريق')); const s = li?.querySelector('select'); if (!s) return null; s.value = 'الحرائق'; s.dispatchEvent(new Event('change', { bubbles: true })); return true";
        page.js_until("the article's folder", choose, vec![]).await;
        page.js_until(
            "one inside",
            "return [...document.querySelectorAll('.folders .chip')].some(c => c.textContent.includes('الحرائق 1'))",
            vec![],
        )
        .await;
        page.press("Download all (3) as zip").await;
        let (name, bytes) = page.browser.download().await;
        assert_eq!(name, "hashiya.zip");
        let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
        let mut entries = archive.entries();
        let mut names = Vec::new();
        while let Some(entry) = entries.next_entry().unwrap() {
            let local = archive.get_entry(entry.wayfinder()).unwrap();
            let mut content = String::new();
            local.verifying_reader(local.data()).read_to_string(&mut content).unwrap();
            let document: Value = serde_json::from_str(&content).unwrap();
            assert_eq!(document["schema"], "hashiya/annotations");
            names.push(entry.file_path().try_normalize().unwrap().as_ref().to_owned());
        }
        assert_eq!(names.len(), 3);
        assert!(names.iter().any(|n| n.starts_with("الحرائق/")), "{names:?}");
        page
    });
}

#[test]
fn a_batch_that_is_given_up_keeps_what_was_read() {
    with_page("given-up", |page| async move {
        let texts: Vec<String> =
            (0..12).map(|n| format!("خبر رقم {n}\n\n{}", format!("{}\n\n", TEXTS[2]).repeat(1500))).collect();
        let names: Vec<String> = (0..12).map(|n| format!("long-{n}.txt")).collect();
        let files: Vec<_> = names.iter().zip(&texts).map(|(n, t)| (n.as_str(), t.as_str())).collect();
        open_files(&page, &files).await;
        let some = "const b = document.querySelector('#batch'); if (!(Number(b?.dataset.done) > 0)) return null; const over = b.dataset.over; document.querySelector('#batch-cancel').click(); return over";
        assert_eq!(page.js_until("the first of them", some, vec![]).await, "false", "the batch goes on");
        page.js_until("no batch", "return document.querySelector('#batch') === null", vec![]).await;
        let kept = "return document.querySelectorAll('.shelf li').length";
        page.js_until("what was read", &format!("{kept} > 0"), vec![]).await;
        // The worker is there for the next one, and what was given up does not come after all.
        page.annotate(TEXTS[0]).await;
        page.press("New article").await;
        page.js_until("the shelf", &format!("{kept} > 1"), vec![]).await;
        assert!(page.js(kept, vec![]).await.as_u64().unwrap() < 12);
        page
    });
}

#[test]
fn the_same_words_in_every_article_and_back() {
    with_page("elsewhere", |page| async move {
        three(&page).await;
        let open = "const b = [...document.querySelectorAll('.shelf .work')].find(l => l.textContent.includes('وصول وفد')); if (!b) return null; b.click(); return true";
        page.js_until("the first article", open, vec![]).await;
        page.ready().await;
        page.select("الحداد", 0).await;
        page.type_keys("a").await;
        page.js_until(
            "the other article",
            "const s = document.querySelector('#elsewhere'); if (!s) return null; s.click(); return true",
            vec![],
        )
        .await;
        page.js_until("its place", "return document.querySelectorAll('.elsewhere li').length === 1", vec![]).await;
        // Its place can be left out, and taken in again.
        let tick =
            "const b = document.querySelector('.elsewhere li input'); if (!b) return null; b.click(); return true";
        page.js_until("its box", tick, vec![]).await;
        page.js_until(
            "one place",
            "return document.querySelector('.spread .primary').textContent.includes('1')",
            vec![],
        )
        .await;
        page.js_until("its box", tick, vec![]).await;
        page.press("Apply to 2").await;
        page.js_until(
            "word of it",
            "return document.querySelector('#news').textContent.includes('other articles')",
            vec![],
        )
        .await;
        let count = "return document.querySelectorAll('.mark[data-label=PER][data-review=added]').length === 1";
        page.js_until("the mark here", count, vec![]).await;
        let other = "const b = [...document.querySelectorAll('.shelf .work')].find(l => l.textContent.includes('مؤتمر')); if (!b) return null; b.click(); return true";
        page.press("New article").await;
        page.js_until("the second article", other, vec![]).await;
        page.ready().await;
        page.js_until("its mark", "return document.querySelectorAll('.mark[data-review=added]').length === 1", vec![])
            .await;
        page.press("Undo").await;
        page.js_until("no mark", "return document.querySelectorAll('.mark[data-review=added]').length === 0", vec![])
            .await;
        page
    });
}

#[test]
fn notes_stay_with_their_article() {
    with_page("notes", |page| async move {
        page.annotate(TEXTS[2]).await;
        type_into(&page, "#article-note", "يُقارن بخبر الدفاع المدني").await;
        let (_, document) = page.document().await;
        assert_eq!(document["note"], "يُقارن بخبر الدفاع المدني");
        page.press("New article").await;
        page.js_until("the shelf", "return document.querySelectorAll('.shelf .name').length > 0", vec![]).await;
        type_into(&page, "#library-search", "لا شيء كهذا").await;
        shelf(&page, 0).await;
        type_into(&page, "#library-search", "الدفاع").await;
        assert_eq!(shelf(&page, 1).await, ["حريق في مستودع"], "notes are searched");
        page
    });
}

//! What is not an article gets a clear message and loses nothing.

use crate::support::page::{Page, with_page};
use serde_json::{Value, json};
use std::path::Path;

impl Page {
    /// Opens a file the way a person does: through the file field behind the open button.
    pub async fn open_file(&self, path: &Path) {
        let element = self.browser.element("input[type=file]").await;
        element.send_keys(path.to_str().unwrap()).await.unwrap();
    }

    /// Waits for a message that holds these words.
    pub async fn told(&self, words: &str) {
        self.js_until(
            &format!("a message with «{words}»"),
            "return [...document.querySelectorAll('[role=alert], [role=status], [aria-live]')].some(e => e.textContent.includes(arguments[0]))",
            vec![json!(words)],
        )
        .await;
    }
}

const ARTICLE: &str = "وصل الوزير إلى دمشق أمس الأحد.";

async fn refused(page: &Page, name: &str, bytes: &[u8], words: &str) {
    let path = page.browser.downloads.parent().unwrap().join(name);
    std::fs::write(&path, bytes).unwrap();
    page.open_file(&path).await;
    page.told(words).await;
    std::fs::remove_file(path).unwrap();
}

fn good(page: &Value) -> Value {
    page.clone()
}

#[test]
fn bad_input_is_named_and_the_work_stays() {
    with_page("inputs", |page| async move {
        page.press("Annotate").await;
        page.told("empty").await;
        // Made in the page: 20 MB through the driver would be what is measured.
        page.js("window.__huge = 'ا '.repeat(7e6); return true", vec![]).await;
        page.paste("window.__huge").await;
        page.told("16").await;
        page.annotate(ARTICLE).await;
        let (_, document) = page.document().await;
        refused(&page, "picture.txt", &[0x89, b'P', b'N', b'G', 0, 0, 0, 13], "not a text").await;
        refused(&page, "foreign.json", b"{\"hello\": 1}", "not an annotation document").await;
        refused(&page, "broken.json", b"{\"schema\": \"hashiya/annotations\", ", "JSON").await;
        let mut later = good(&document);
        later["version"] = json!(99);
        refused(&page, "later.json", later.to_string().as_bytes(), "later version").await;
        let mut shifted = good(&document);
        let first = shifted["annotations"][0]["start"].as_u64().unwrap();
        shifted["annotations"][0]["start"] = json!(first + 1);
        refused(&page, "shifted.json", shifted.to_string().as_bytes(), "offsets").await;
        refused(&page, "huge.txt", "ا ".repeat(7_000_000).as_bytes(), "16").await;
        let (_, after) = page.document().await;
        assert_eq!(after["annotations"], document["annotations"], "something was lost");
        page
    });
}

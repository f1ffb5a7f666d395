//! What the machine got wrong; another annotator's file, and the third one.

use crate::support::page::{offsets_hold, on, with_page};
use serde_json::json;

const TEXT: &str = "زيارة إلى دمشق\n\nوصل سامي حداد إلى مدينة حلب والتقى وفد القرية الكبرى.";

#[test]
fn figures_and_a_third_file() {
    with_page("judging", |page| async move {
        page.annotate(TEXT).await;
        let (_, first) = page.with_model().await;
        page.select("القرية الكبرى", 0).await;
        page.press("Place").await;
        page.press("Check").await;
        page.js_until(
            "the difference",
            "return [...document.querySelectorAll('.judge .pair')].some(p => p.textContent.includes('القرية الكبرى'))",
            vec![],
        )
        .await;
        // The other annotator's file: what the machine had said, nothing added.
        let path = page.browser.downloads.parent().unwrap().join("other.json");
        std::fs::write(&path, first.to_string()).unwrap();
        let field = page.browser.element("#compare").await;
        field.send_keys(path.to_str().unwrap()).await.unwrap();
        page.js_until(
            "the agreement",
            "return document.querySelector('#agreement')?.textContent.includes('1 not')",
            vec![],
        )
        .await;
        page.js("[...document.querySelectorAll('.disputes .chip')].at(-1).click(); return true", vec![]).await;
        page.press("Download the adjudicated file").await;
        let (name, bytes) = page.browser.download().await;
        assert!(name.ends_with(".adjudicated.json"), "{name}");
        let third: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        offsets_hold(&third);
        assert_eq!(on(&third, "القرية الكبرى").len(), 0, "neither's");
        let (_, own) = page.document().await;
        assert_eq!(on(&own, "القرية الكبرى")[0]["label"], json!("LOC"), "the open article is as it was");
        page
    });
}

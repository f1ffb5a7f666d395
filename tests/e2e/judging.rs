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
        let said = page.js("return document.querySelector('#agreement').textContent", vec![]).await;
        let said = said.as_str().unwrap();
        let own = first["annotations"].as_array().unwrap().iter().filter(|a| a["layer"] == "entity").count();
        let figure = |name: &str| -> f64 {
            let rest = said.split_once(name).unwrap_or_else(|| panic!("no {name}: {said}")).1;
            rest.trim_start().split([' ', '·']).next().unwrap().trim_end_matches('%').parse().unwrap()
        };
        let f1 = 2.0 * own as f64 / (2 * own + 1) as f64;
        assert!((figure("F1") - f1).abs() < 0.006, "{said} for {own} and one more");
        for name in ["κ", "α"] {
            assert!(figure(name) > 0.0 && figure(name) < 1.0, "{said}");
        }
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

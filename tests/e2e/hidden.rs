//! Direction controls and look-alike letters in a paste are shown, not hidden.

use crate::support::page::with_page;
use serde_json::json;

#[test]
fn what_hides_in_a_text_is_shown() {
    let text = "وصل الوفد إلى \u{202e}دمشق\u{202c} أمس.\n\nقال کاتب إن الخبر صحيح.\n";
    with_page("hidden", move |page| async move {
        page.annotate(text).await;
        let told = page.js_until("the notice", "return document.querySelector('#signs summary')?.textContent", vec![]);
        let told = told.await;
        let told = told.as_str().unwrap();
        assert!(told.contains("2 places with invisible") && told.contains("1 look-alike"), "{told}");
        page.js("document.querySelector('#signs summary').click()", vec![]).await;
        let signs = page.js("return [...document.querySelectorAll('#signs .sign')].filter(e => e.getClientRects().length).map(e => e.textContent)", vec![]).await;
        let signs: Vec<&str> = signs.as_array().unwrap().iter().filter_map(|s| s.as_str()).collect();
        assert!(signs.contains(&"RLO") && signs.contains(&"PDF"), "{signs:?}");
        let list = page.js("return document.querySelector('#signs ol').textContent", vec![]).await;
        let list = list.as_str().unwrap();
        assert!(list.contains("U+202E") && list.contains("U+202C") && list.contains("U+06A9"), "{list}");
        assert!(!list.contains(['\u{202e}', '\u{202c}']), "a control stands in the notice itself");
        // The place is one press away.
        page.js("[...document.querySelectorAll('#signs li button')].at(-1).click()", vec![]).await;
        page.js_until(
            "the place",
            "return document.querySelector('#signs') && CSS.highlights.get('pending')?.size > 0",
            vec![],
        )
        .await;
        let (_, document) = page.document().await;
        assert_eq!(document["document"]["text"], json!(text), "the text is as it was pasted");
        page
    });
}

#[test]
fn a_text_where_nothing_hides_has_no_notice() {
    with_page("nothing-hidden", |page| async move {
        page.annotate("وصل الوفد إلى دمشق أمس.").await;
        assert!(page.js("return document.querySelector('#signs') === null", vec![]).await.as_bool().unwrap());
        page
    });
}

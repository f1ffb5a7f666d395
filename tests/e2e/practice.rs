//! The page practises on an article that nobody has asked for; no frame shows it, and nothing of it stays.

use crate::support::page::with_page;
use serde_json::json;

/// Counts the practices, and the frames in which anything of one stands in the page.
const WATCH: &str = "
    window.__practised = 0;
    window.__seen = 0;
    document.addEventListener('DOMContentLoaded', () => {
        new MutationObserver(list => {
            for (const change of list) for (const node of change.addedNodes) if (node.classList?.contains('practice')) window.__practised += 1;
        }).observe(document.body, { childList: true });
        const look = () => {
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            if (document.querySelector('.practice') || ids.length !== new Set(ids).size || !document.querySelector('#text')) window.__seen += 1;
            requestAnimationFrame(look);
        };
        setTimeout(() => requestAnimationFrame(look), 1000);
    });";

#[test]
fn no_frame_shows_what_the_page_practises_on() {
    with_page("practice", |page| async move {
        page.browser.before_pages(WATCH).await;
        page.open("?lang=en").await;
        page.js_until("the start", "return document.querySelector('#text') !== null", vec![]).await;
        page.fill("وصل وفد القرية الكبرى إلى مدينة حلب أمس.").await;
        page.js_until("six rounds", "return window.__practised === 6 || null", vec![]).await;
        let state =
            "return [window.__seen, document.activeElement.id, document.querySelector('#text').value.length > 20,
            CSS.highlights.size, document.querySelectorAll('.practice').length, localStorage.getItem('open')]";
        let got = page.js(state, vec![]).await;
        assert_eq!(
            got,
            json!([0, "text", true, 0, 0, null]),
            "frames that show it, focus, text, marks, remains, what is open"
        );
        page.press("Annotate").await;
        page.ready().await;
        let (_, document) = page.document().await;
        assert!(document["document"]["text"].as_str().unwrap().starts_with("وصل وفد القرية"), "{document}");
        let count = page.js("return [window.__practised, document.querySelectorAll('#article').length]", vec![]).await;
        assert_eq!(count, json!([6, 1]), "not again");
        page
    });
}

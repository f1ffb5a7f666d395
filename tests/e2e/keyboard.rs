//! The whole main job by keyboard alone: the mouse is never touched, and nothing is clicked or focused by script.

use crate::bounding::{CTRL, DOWN, ENTER, ESC, LEFT, RIGHT, SHIFT, TAB};
use crate::support::page::{Page, offsets_hold, on, with_page};
use serde_json::{Value, json};

const TEXT: &str = "زيارة إلى دمشق\n\nوصل سامي حداد إلى مدينة حلب أمس الأحد والتقى وفد القرية الكبرى.";
const BACKSPACE: &str = "\u{E003}";

/// Presses Tab until what has the focus fits; a trap for the keyboard would end this.
async fn tab_to(page: &Page, css: &str) {
    for _ in 0..60 {
        if page.js("return document.activeElement.matches(arguments[0])", vec![json!(css)]).await == true {
            return;
        }
        page.type_keys(TAB).await;
    }
    panic!("Tab does not lead to {css}");
}

async fn download(page: &Page) -> Value {
    page.type_keys(&format!("{CTRL}s")).await;
    let (_, bytes) = page.browser.download().await;
    serde_json::from_slice(&bytes).unwrap()
}

/// What has the focus is seen to have it.
async fn focus_is_seen(page: &Page) {
    let script = "const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? true : document.activeElement.outerHTML.slice(0, 120)";
    let seen = page.js(script, vec![]).await;
    assert_eq!(seen, true, "no outline: {seen}");
}

#[test]
fn the_main_job_without_a_mouse() {
    with_page("keyboard", |page| async move {
        // Typed, cut, and pasted back: a paste by keyboard.
        tab_to(&page, "#text").await;
        focus_is_seen(&page).await;
        page.browser.keys(TEXT).await;
        page.type_keys(&format!("{CTRL}a")).await;
        page.type_keys(&format!("{CTRL}x")).await;
        assert_eq!(page.js("return document.querySelector('#text').value", vec![]).await, "");
        page.type_keys(&format!("{CTRL}v")).await;
        assert_eq!(page.js("return document.querySelector('#text').value", vec![]).await, TEXT);
        tab_to(&page, "#annotate").await;
        focus_is_seen(&page).await;
        page.type_keys(ENTER).await;
        page.ready().await;
        let (_, first) = page.with_model_by(|page| Box::pin(download(page))).await;
        let all = first["annotations"].as_array().unwrap();
        let names: Vec<&Value> = all.iter().filter(|a| a["layer"] == "entity").collect();
        assert!(names.len() >= 3, "the article has names: {names:?}");

        // The queue: accept the first, reject the second, another label for the third.
        page.type_keys("n").await;
        let current = "return document.querySelector('.mark.current')?.dataset.id ?? null";
        let accepted = page.js_until("the first of the queue", current, vec![]).await;
        page.type_keys(ENTER).await;
        let rejected = page.js_until("the next", current, vec![]).await;
        page.type_keys(BACKSPACE).await;
        let relabelled = page.js_until("the next", current, vec![]).await;
        page.type_keys("5").await;
        page.type_keys(ESC).await;
        let document = download(&page).await;
        let one =
            |id: &Value| document["annotations"].as_array().unwrap().iter().find(|a| a["id"] == *id).cloned().unwrap();
        assert_eq!(one(&accepted)["review"], "accepted");
        assert_eq!(one(&rejected)["review"], "rejected");
        assert_eq!((&one(&relabelled)["review"], &one(&relabelled)["label"]), (&json!("corrected"), &json!("FAC")));

        // A mark of one's own with the caret, through the card, the label by Tab and Enter.
        tab_to(&page, "#article").await;
        focus_is_seen(&page).await;
        page.type_keys(LEFT).await;
        let says = "return document.querySelector('#caret-says').textContent";
        for _ in 0..30 {
            page.type_keys(&format!("{CTRL}{LEFT}")).await;
            if page.js(says, vec![]).await.as_str().unwrap().contains("القرية") {
                break;
            }
        }
        // From the word's end back to its start.
        page.type_keys(&format!("{CTRL}{RIGHT}")).await;
        for _ in 0..2 {
            page.type_keys(&format!("{SHIFT}{CTRL}{LEFT}")).await;
        }
        let said = page.js(says, vec![]).await;
        assert!(said.as_str().unwrap().contains("القرية الكبرى"), "the caret says what it holds: {said}");
        page.type_keys(ENTER).await;
        page.js_until("the card's first label", "return document.activeElement.matches('.card .chip')", vec![]).await;
        tab_to(&page, ".card [data-label=LOC]").await;
        focus_is_seen(&page).await;
        page.type_keys(ENTER).await;
        let document = download(&page).await;
        offsets_hold(&document);
        assert!(on(&document, "القرية الكبرى").iter().any(|a| a["label"] == "LOC" && a["review"] == "added"));

        // The list is reached too; what happened is said aloud; all of it is undone.
        tab_to(&page, "#annotations .go, .marks .go").await;
        page.type_keys(DOWN).await;
        page.js_until("something in focus", current, vec![]).await;
        for _ in 0..4 {
            page.type_keys(&format!("{CTRL}z")).await;
        }
        let news = page.js("return document.querySelector('#news').textContent", vec![]).await;
        assert!(news.as_str().unwrap().starts_with("Undone"), "{news}");
        let document = download(&page).await;
        assert_eq!(document["annotations"], first["annotations"], "as it was");
        page
    });
}

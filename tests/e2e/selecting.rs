//! Selecting with the mouse and with a finger in right-to-left text, and the offsets that come of it.

use crate::common;
use crate::support::page::{Page, offsets_hold, on, with_page};
use serde_json::json;

#[test]
fn the_offsets_after_an_emoji_are_right() {
    let Some((_, text, _)) = common::seeds("selecting after an emoji").into_iter().nth(3) else { return };
    with_page("emoji", |page| async move {
        page.annotate(&text).await;
        page.select("أهم المواضيع", 0).await;
        page.press("Organisation").await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        let start = text
            .chars()
            .collect::<Vec<_>>()
            .windows(12)
            .position(|w| w.iter().collect::<String>() == "أهم المواضيع")
            .unwrap();
        let marks = on(&document, "أهم المواضيع");
        assert_eq!(marks.len(), 1);
        assert_eq!(
            (marks[0]["start"].as_u64().unwrap(), marks[0]["end"].as_u64().unwrap()),
            (start as u64, start as u64 + 12)
        );
        page
    });
}

/// Marks, emoji, combining letters, CRLF, NBSP and bidi controls before the words that are selected.
#[test]
fn the_offsets_hold_after_everything_that_shifts_them() {
    let text = "خبر 👨‍👩‍👧 عاجل\r\nصُورٌ\u{a0}من \u{202b}الميدان\u{202c} e\u{301} ABC 123\r\n\r\nوصل وفد من منظمة «أطباء القرية» إلى الساحة الكبرى ظهرا.";
    with_page("shift", move |page| async move {
        page.annotate(text).await;
        page.select("الساحة الكبرى", 0).await;
        page.press("Building or camp").await;
        let (_, document) = page.document().await;
        assert_eq!(document["document"]["text"], text, "the text is as it was pasted");
        offsets_hold(&document);
        assert_eq!(on(&document, "الساحة الكبرى").iter().filter(|a| a["label"] == "FAC").count(), 1);
        page
    });
}

impl Page {
    /// A finger: down at the first point, along the others, up.
    async fn finger(&self, points: &[(f64, f64)]) {
        for (n, (x, y)) in points.iter().enumerate() {
            let kind = if n == 0 { "touchStart" } else { "touchMove" };
            let touch = json!({ "type": kind, "touchPoints": [{ "x": x, "y": y }] });
            self.browser.devtools("Input.dispatchTouchEvent", touch).await;
        }
        self.browser.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await;
    }
}

/// A finger selects by the browser's own handles: the selection changes, and no mouse says when it is over.
const SELECT: &str = "
    const walk = document.createTreeWalker(document.querySelector('#article'), NodeFilter.SHOW_TEXT);
    for (let node; node = walk.nextNode();) {
        const at = node.data.indexOf(arguments[0]);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(node, at, node, at + 2);
        setTimeout(() => getSelection().extend(node, at + arguments[0].length), 60);
        return true;
    }
    return null";

#[test]
fn a_finger_selects_labels_and_draws_an_end() {
    with_page("touch", |page| async move {
        page.annotate("وصل وفد من منظمة أطباء القرية إلى الساحة الكبرى ظهرا.").await;
        page.browser
            .devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 }))
            .await;
        page.js(SELECT, vec![json!("ساحة الكب")]).await;
        let card = "return document.querySelector('.card')?.textContent.includes('الساحة الكبرى')";
        page.js_until("the card on whole words", card, vec![]).await;
        page.finger(&[page.browser.place_of("Organisation").await]).await;
        page.js_until("the mark", "return document.querySelector('.mark[data-review=added]') !== null", vec![]).await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        assert_eq!(on(&document, "الساحة الكبرى").iter().filter(|a| a["label"] == "ORG").count(), 1);
        // A tap on the mark brings its handles; one is drawn to the next word.
        let at = page.place("الكبرى", 0).await.first;
        page.finger(&[(f64::midpoint(at[0], at[2]), f64::midpoint(at[1], at[3]))]).await;
        let handle = "const h = document.querySelector('[data-end=end]'); if (!h || !h.style.top) return null; const r = h.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]";
        let from = page.js_until("the handle", handle, vec![]).await;
        let from = (from[0].as_f64().unwrap(), from[1].as_f64().unwrap());
        let to = page.place("ظهرا", 0).await.last;
        page.finger(&[from, (f64::midpoint(from.0, to[0]), from.1), (to[0] + 3.0, from.1)]).await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        assert_eq!(on(&document, "الساحة الكبرى ظهرا").iter().filter(|a| a["label"] == "ORG").count(), 1);
        page
    });
}

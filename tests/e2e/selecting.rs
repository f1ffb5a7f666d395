//! Selecting with the mouse in right-to-left text, and the offsets that come of it.

use crate::common;
use crate::support::page::{offsets_hold, on, with_page};

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

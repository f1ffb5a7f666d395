//! The tour: once, four steps, by keyboard, over nothing, again from the help sheet.

use crate::bounding::{ENTER, ESC};
use crate::support::page::{Page, with_page};

/// Waits until the tour is at a step; 0 is none.
async fn step(page: &Page, n: u64) {
    let script = "return String(document.querySelector('#tour')?.dataset.step ?? 0) === String(arguments[0])";
    page.js_until(&format!("step {n} of the tour"), script, vec![n.into()]).await;
}

#[test]
fn four_steps_once_and_again() {
    with_page("tour", |page| async move {
        page.js_until("the first step", "return document.querySelector('#tour')?.dataset.step === '1'", vec![]).await;
        let pointed = "return document.querySelector('.toured')?.id ?? null";
        assert_eq!(page.js_until("what it is about", pointed, vec![]).await, "text");
        // It does not take the focus by itself.
        assert_eq!(page.js("return document.activeElement === document.body", vec![]).await, true);
        page.js("document.querySelector('#tour-next').focus()", vec![]).await;
        page.type_keys(ENTER).await;
        page.ready().await;
        page.js_until("the second step", "return document.querySelector('#tour')?.dataset.step === '2'", vec![]).await;
        page.js_until("the focus goes along", "return document.activeElement.id === 'tour'", vec![]).await;
        for n in 3..=4 {
            page.js("document.querySelector('#tour-next').focus()", vec![]).await;
            page.type_keys(ENTER).await;
            step(&page, n).await;
            page.js_until("the focus goes along", "return document.activeElement.id === 'tour'", vec![]).await;
        }
        assert_eq!(page.js_until("what it is about", pointed, vec![]).await, "download");
        page.js("document.querySelector('#tour-next').focus()", vec![]).await;
        page.type_keys(ENTER).await;
        step(&page, 0).await;
        page.js_until("the focus is at the article", "return document.activeElement.id === 'article'", vec![]).await;
        assert_eq!(page.js("return document.querySelector('.toured')", vec![]).await, serde_json::Value::Null);
        // Once.
        page.js_until("saved", "return document.querySelector('.state')?.textContent.includes('Saved')", vec![]).await;
        page.open("?lang=en").await;
        page.ready().await;
        page.press("New article").await;
        step(&page, 0).await;
        // Again when it is asked for, and away with Escape.
        page.press("Keys and help").await;
        page.press("Show the tour").await;
        page.js_until("the focus is at the tour", "return document.activeElement.id === 'tour'", vec![]).await;
        page.type_keys(ESC).await;
        step(&page, 0).await;
        page.js_until("the focus is at the field", "return document.activeElement.id === 'text'", vec![]).await;
        page
    });
}

#[test]
fn whoever_does_not_look_at_it_works_on() {
    with_page("tour-by-the-way", |page| async move {
        page.js_until("the first step", "return document.querySelector('#tour')?.dataset.step === '1'", vec![]).await;
        page.annotate("وصل وفد القرية الكبرى إلى مدينة حلب أمس.").await;
        step(&page, 2).await;
        page.select("القرية الكبرى", 0).await;
        page.press("Place").await;
        page.js_until(
            "the mark",
            "return document.querySelector('.mark[data-label=LOC][data-review=added]') !== null",
            vec![],
        )
        .await;
        step(&page, 2).await;
        page
    });
}

//! Selecting and bounding: by keyboard alone, by handles, nested, in parts, related.

use crate::support::page::{Page, offsets_hold, on, with_page};
use serde_json::Value;

const TEXT: &str = "زيارة إلى مخيم الوادي\n\nزار وفد من منظمة أطباء القرية مخيم الوادي وبالمدرسة الكبرى أمس.\n\nقال كمال ونجيب سعدي إن العمل مستمر.";

pub const LEFT: &str = "\u{E012}";
pub const RIGHT: &str = "\u{E014}";
pub const DOWN: &str = "\u{E015}";
pub const ENTER: &str = "\u{E007}";
pub const SHIFT: &str = "\u{E008}";
pub const CTRL: &str = "\u{E009}";
pub const ESC: &str = "\u{E00C}";
pub const END: &str = "\u{E010}";
pub const PAGE_DOWN: &str = "\u{E00F}";
pub const TAB: &str = "\u{E004}";

impl Page {
    /// Types keys, with a breath for the page to draw.
    pub async fn type_keys(&self, keys: &str) {
        self.browser.keys(keys).await;
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    }

    pub async fn focus_article(&self) {
        self.js("document.querySelector('#article').focus(); return true", vec![]).await;
    }
}

fn labels<'a>(document: &'a Value, words: &str) -> Vec<&'a str> {
    on(document, words).iter().map(|a| a["label"].as_str().unwrap()).collect()
}

#[test]
fn a_caret_marks_words_by_keyboard_alone() {
    with_page("caret", |page| async move {
        page.annotate(TEXT).await;
        page.focus_article().await;
        // Into the second paragraph, past «زار», then two words with Shift: the particle of the first stays out.
        page.type_keys(RIGHT).await;
        page.type_keys(PAGE_DOWN).await;
        for _ in 0..8 {
            page.type_keys(&format!("{CTRL}{LEFT}")).await;
        }
        for _ in 0..2 {
            page.type_keys(&format!("{SHIFT}{CTRL}{LEFT}")).await;
        }
        let said = "return document.querySelector('#caret-says').textContent.includes('المدرسة الكبرى')";
        page.js_until("what the caret has selected", said, vec![]).await;
        page.type_keys("5").await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        assert_eq!(labels(&document, "المدرسة الكبرى"), ["FAC"]);
        // By letters, then the card by Enter and the label by Tab and Enter.
        page.focus_article().await;
        page.type_keys(PAGE_DOWN).await;
        page.type_keys(END).await;
        for _ in 0..6 {
            page.type_keys(&format!("{SHIFT}{RIGHT}")).await;
        }
        page.type_keys(ENTER).await;
        page.js_until("the first label has the focus", "return document.activeElement.matches('.card .chip')", vec![])
            .await;
        page.type_keys(TAB).await;
        page.type_keys(ENTER).await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        assert_eq!(labels(&document, "مستمر."), ["ORG"], "exactly the letters that were selected");
        page
    });
}

#[test]
fn a_handle_drags_an_end_to_the_nearest_word() {
    with_page("handles", |page| async move {
        page.annotate(TEXT).await;
        page.select("وفد", 0).await;
        page.press("Organisation").await;
        page.click_on("وفد", 0).await;
        let at = page
            .js_until("the handle", "const h = document.querySelector('[data-end=end]'); if (!h || !h.style.top) return null; const r = h.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]", vec![])
            .await;
        let to = page.place("القرية", 0).await.last;
        let from = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        // Dropped inside the word: its end is the nearest.
        page.browser.drag(from, (to[0] + 4.0, from.1)).await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        assert_eq!(labels(&document, "وفد من منظمة أطباء القرية"), ["ORG"]);
        page.press("Undo").await;
        let (_, document) = page.document().await;
        assert_eq!(labels(&document, "وفد"), ["ORG"]);
        page
    });
}

/// A key of an Arabic keyboard: the driver knows only its own.
const LETTER: &str = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[0], code: arguments[1], bubbles: true, cancelable: true })); return true";

#[test]
fn a_particle_goes_in_and_out_by_its_letter() {
    with_page("particles", |page| async move {
        let beh = vec![Value::from("ب"), Value::from("KeyF")];
        page.annotate(TEXT).await;
        page.select("وبالمدرسة الكبرى", 0).await;
        // A key that does not say what it is takes nothing in.
        page.js(LETTER, vec!["".into(), "".into()]).await;
        page.js(LETTER, beh.clone()).await;
        let pressed = "return [...document.querySelectorAll('.card [aria-pressed]')].map(e => e.textContent + e.getAttribute('aria-pressed')).join(' ') || null";
        let shown = page.js_until("the particles", pressed, vec![]).await;
        assert!(shown.as_str().unwrap().contains("بtrue"), "{shown}");
        page.press("Building or camp").await;
        let (_, document) = page.document().await;
        offsets_hold(&document);
        assert_eq!(labels(&document, "بالمدرسة الكبرى"), ["FAC"]);
        page.click_on("الكبرى", 0).await;
        page.js(LETTER, beh).await;
        let (_, document) = page.document().await;
        assert_eq!(labels(&document, "المدرسة الكبرى"), ["FAC"]);
        page
    });
}

#[test]
fn nested_marks_take_turns_under_the_keys() {
    with_page("nested", |page| async move {
        page.annotate(TEXT).await;
        page.select("أطباء القرية", 0).await;
        page.press("Organisation").await;
        page.select("القرية", 0).await;
        page.press("Place").await;
        let focused = "return document.querySelector('.mark.current b')?.textContent ?? null";
        page.click_on("القرية", 0).await;
        assert_eq!(page.js_until("focus", focused, vec![]).await, "القرية");
        page.focus_article().await;
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..3 {
            page.type_keys("o").await;
            let id = "return document.querySelector('.mark.current')?.dataset.id ?? null";
            seen.insert(page.js_until("a mark in focus", id, vec![]).await.to_string());
        }
        assert_eq!(seen.len(), 3, "the machine's mark and the two inside it: {seen:?}");
        page
    });
}

#[test]
fn nested_marks_take_turns_under_clicks_at_one_place() {
    for (name, wait) in [("clicks", 700), ("double-click", 40)] {
        with_page(name, |page| async move {
            page.annotate(TEXT).await;
            page.select("أطباء القرية", 0).await;
            page.press("Organisation").await;
            page.select("القرية", 0).await;
            page.press("Place").await;
            let at = page.place("القرية", 0).await.first;
            let at = (f64::midpoint(at[0], at[2]), f64::midpoint(at[1], at[3]));
            let focused = "const m = document.querySelector('.mark.current'); return m && m.dataset.id !== arguments[0] ? [m.dataset.id, m.querySelector('b').textContent] : null";
            let mut seen = Vec::new();
            let mut last = Value::Null;
            for _ in 0..4 {
                page.browser.click(at).await;
                tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
                let found = page.js_until("another mark in focus", focused, vec![last]).await;
                seen.push(found[1].as_str().unwrap().to_owned());
                last = found[0].clone();
                // Two clicks are a double click, three are not meant.
                let pause = if wait < 100 && seen.len() == 2 { 700 } else { 0 };
                tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
            }
            assert_eq!(seen[0], "القرية", "the shortest first: {seen:?}");
            assert_eq!(seen[1], "أطباء القرية", "{seen:?}");
            assert_ne!(seen[2], seen[1], "{seen:?}");
            let (_, document) = page.document().await;
            assert_eq!(document["history"]["edits"], 2, "looking changes nothing");
            page
        });
    }
}

#[test]
fn an_annotation_in_parts_and_a_relation() {
    with_page("parts", |page| async move {
        page.annotate(TEXT).await;
        page.select("كمال", 0).await;
        page.press("Person").await;
        page.click_on("كمال", 0).await;
        page.select("سعدي", 0).await;
        page.type_keys("+").await;
        let (_, document) = page.document().await;
        let own = on(&document, "كمال … سعدي");
        assert_eq!(own.len(), 1, "{}", document["annotations"]);
        let parts = own[0]["parts"].as_array().unwrap();
        assert_eq!((parts.len(), &parts[0][0], &parts[1][1]), (2, &own[0]["start"], &own[0]["end"]));
        // A relation of the person's own kind, drawn while its end is in focus.
        page.select("وفد", 0).await;
        page.press("Organisation").await;
        page.click_on("وفد", 0).await;
        page.focus_article().await;
        page.type_keys("r").await;
        page.click_on("كمال", 0).await;
        page.js_until("the kind", "const i = document.querySelector('#relation-kind'); if (!i) return null; i.value = 'met'; i.dispatchEvent(new Event('change', { bubbles: true })); return true", vec![]).await;
        page.press("Relate").await;
        page.js_until("the line", "return document.querySelectorAll('.links .link').length === 1", vec![]).await;
        let (_, document) = page.document().await;
        let relation = &document["relations"].as_array().unwrap().iter().find(|r| r["type"] == "met").cloned().unwrap();
        assert_eq!(relation["to"], on(&document, "كمال … سعدي")[0]["id"]);
        assert_eq!(relation["from"], on(&document, "وفد")[0]["id"]);
        page.type_keys(ESC).await;
        page.js_until("no line", "return document.querySelectorAll('.links .link').length === 0", vec![]).await;
        page.press("Undo").await;
        let (_, document) = page.document().await;
        assert_eq!(document["relations"].as_array().unwrap().iter().filter(|r| r["type"] == "met").count(), 0);
        page
    });
}

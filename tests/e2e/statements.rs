//! Who said what: the panel with its filters and citations, the speaker set by a click in the article, the Hijri calendar of a time.

use crate::support::page::{Page, on, with_page};
use serde_json::{Value, json};

/// Two who speak, one who denies, and a third who only stands by.
const TEXT: &str = "حريق في مستودع الميناء\n\nقال وزير الداخلية سامي حداد إن الحريق تحت السيطرة. ونفت وزارة الصحة وجود مواد خطرة في المستودع. \
وحضرت المديرة ليلى منصور إلى المكان يوم 5 أيار 2019.";

async fn statements(page: &Page) -> Value {
    page.js_until(
        "the statements",
        "const all = [...document.querySelectorAll('.statements .statement .words')].map(e => e.textContent); return all.length ? all : null;",
        vec![],
    )
    .await
}

async fn choose(page: &Page, name: &str, value: &str) {
    page.js(
        "const s = [...document.querySelectorAll('select')].find(e => e.getAttribute('aria-label') === arguments[0]);
         const o = [...s.options].find(o => o.textContent === arguments[1]);
         s.value = o.value; s.dispatchEvent(new Event('change', { bubbles: true })); return true;",
        vec![json!(name), json!(value)],
    )
    .await;
}

fn speaker(document: &Value, words: &str) -> Value {
    let marks = on(document, words);
    let quotation = marks.iter().find(|a| a["layer"] == "quotation").unwrap();
    quotation["attributes"]["speaker"].clone()
}

#[test]
fn statements_are_filtered_and_cited() {
    with_page("statements", |page| async move {
        page.annotate(TEXT).await;
        page.js(
            "const own = navigator.clipboard.writeText.bind(navigator.clipboard);
             navigator.clipboard.writeText = words => { window.copied = words; return own(words); }; return true;",
            vec![],
        )
        .await;
        page.press("Statements").await;
        assert_eq!(statements(&page).await.as_array().unwrap().len(), 2);
        choose(&page, "All stances", "denied").await;
        assert_eq!(statements(&page).await, json!(["وجود مواد خطرة في المستودع"]));
        choose(&page, "All stances", "All stances").await;
        choose(&page, "All speakers", "سامي حداد").await;
        assert_eq!(statements(&page).await, json!(["الحريق تحت السيطرة"]));
        page.press("Copy as citation").await;
        page.js_until("the news", "return document.body.textContent.includes('Copied') || null", vec![]).await;
        let copied = page.js("return window.copied", vec![]).await;
        assert!(copied.as_str().is_some_and(|c| c.starts_with("«الحريق تحت السيطرة» — سامي حداد (قال)")), "{copied}");
        page
    });
}

#[test]
fn a_speaker_is_set_by_a_click() {
    with_page("speaker", |page| async move {
        page.annotate(TEXT).await;
        let (_, first) = page.document().await;
        let words = "الحريق تحت السيطرة";
        let before = speaker(&first, words);
        page.click_on("تحت السيطرة", 0).await;
        page.press("Set speaker").await;
        page.click_on("ليلى منصور", 0).await;
        let (_, set) = page.document().await;
        let named = on(&set, "ليلى منصور").iter().find(|a| a["layer"] == "entity").unwrap()["id"].clone();
        assert_eq!(speaker(&set, words), named);
        // One step back, and it is as it was.
        page.press("Undo").await;
        let (_, back) = page.document().await;
        assert_eq!(speaker(&back, words), before);
        // Escape ends the choice: a click on a name is a click on a name again.
        page.click_on("تحت السيطرة", 0).await;
        page.press("Set speaker").await;
        page.js(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })); return true;",
            vec![],
        )
        .await;
        page.click_on("ليلى منصور", 0).await;
        let (_, same) = page.document().await;
        assert_eq!(speaker(&same, words), before);
        page
    });
}

#[test]
fn a_day_is_picked_in_the_hijri_calendar() {
    with_page("hijri", |page| async move {
        page.annotate(TEXT).await;
        page.click_on("أيار 2019", 0).await;
        let shown = page
            .js_until(
                "the Hijri fields",
                "const f = [...document.querySelectorAll('[data-hijri] [data-part]')]; return f.length === 3 ? f.map(e => e.value) : null;",
                vec![],
            )
            .await;
        // 5 May 2019 is the last day of Shaban 1440 (Umm al-Qura).
        assert_eq!(shown, json!(["30", "8", "1440"]));
        page.js(
            "const [d, m] = ['day', 'month'].map(p => document.querySelector(`[data-hijri] [data-part=${p}]`));
             d.value = '1'; m.value = '9'; m.dispatchEvent(new Event('change', { bubbles: true })); return true;",
            vec![],
        )
        .await;
        let (_, document) = page.document().await;
        let marks = on(&document, "يوم 5 أيار 2019");
        assert_eq!(marks[0]["attributes"]["value"], "2019-05-06");
        page
    });
}

/// The kinds of the lines that are drawn.
const LINES: &str = "return [...document.querySelectorAll('svg.links g.link text')].map(e => e.textContent)";

#[test]
fn a_speaker_is_typed() {
    with_page("typed_speaker", |page| async move {
        page.annotate(TEXT).await;
        page.click_on("تحت السيطرة", 0).await;
        page.js_until(
            "the field",
            "const f = [...document.querySelectorAll('label.field')].find(l => l.textContent.includes('Or typed'))?.querySelector('input');
             if (!f) return null;
             f.value = 'شهود عيان'; f.dispatchEvent(new Event('change', { bubbles: true })); return true;",
            vec![],
        )
        .await;
        let (_, document) = page.document().await;
        assert_eq!(speaker(&document, "الحريق تحت السيطرة"), json!("شهود عيان"));
        // The panel lists the words under the speaker that was typed.
        page.press("Statements").await;
        statements(&page).await;
        let heads =
            page.js("return [...document.querySelectorAll('.statements h3')].map(e => e.textContent)", vec![]).await;
        assert!(heads.as_array().unwrap().contains(&json!("شهود عيان")), "{heads}");
        page
    });
}

#[test]
fn a_quotation_in_focus_is_joined_to_cue_and_speaker() {
    with_page("joined_statement", |page| async move {
        page.annotate(TEXT).await;
        assert_eq!(page.js(LINES, vec![]).await, json!([]), "nothing is drawn where nothing is in focus");
        // Chosen in the panel, it is the words in the article that are in focus.
        page.press("Statements").await;
        statements(&page).await;
        page.js(
            "[...document.querySelectorAll('.statement .go')].find(b => b.textContent.includes('الحريق تحت السيطرة')).click(); return true;",
            vec![],
        )
        .await;
        let lines = page
            .js_until(
                "the lines",
                &format!("const found = (() => {{ {LINES} }})(); return found.length ? found : null;"),
                vec![],
            )
            .await;
        let lines = lines.as_array().unwrap();
        assert!(lines.contains(&json!("Cue")) && lines.contains(&json!("said by")), "{lines:?}");
        page.js(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })); return true;",
            vec![],
        )
        .await;
        page.js_until("no line", "return document.querySelectorAll('svg.links g.link').length === 0 || null;", vec![])
            .await;
        page
    });
}

//! Label sets of one's own: edited, kept with the work, as a file, in a link; the guidelines beside the article.

use crate::support::page::{Page, on, with_page};
use serde_json::{Value, json};

const TEXT: &str = "معرض الخزف\n\nقدم كمال ونجيب سعدي جرة قديمة وجرة جديدة في معرض الخزف.";

impl Page {
    /// Gives a field of the label editor a value and leaves it.
    pub async fn set_field(&self, css: &str, words: &str) {
        let script = "const i = document.querySelector(arguments[0]); if (!i) return null; i.focus(); i.value = arguments[1]; i.dispatchEvent(new Event('input', { bubbles: true })); i.dispatchEvent(new Event('change', { bubbles: true })); return true";
        self.js_until(css, script, vec![json!(css), json!(words)]).await;
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    }

    pub async fn click_css(&self, css: &str) {
        let script = "const e = [...document.querySelectorAll(arguments[0])].find(e => e.getClientRects().length > 0 && !e.disabled); if (!e) return null; e.click(); return true;";
        self.js_until(css, script, vec![json!(css)]).await;
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    }
}

fn labels(document: &Value) -> Vec<&str> {
    document["labels"].as_array().unwrap().iter().map(|l| l["label"].as_str().unwrap()).collect()
}

/// Opens the editor at some words and makes a label JAR of it, in a layer of its own, with two attributes.
async fn make(page: &Page) {
    page.select("جرة", 0).await;
    page.click_css(".card #labels").await;
    page.click_css("#label-add").await;
    page.set_field(".form [data-field=name-ar]", "جرّة").await;
    page.set_field(".form [data-field=name-en]", "Jar").await;
    page.set_field(".form [data-field=layer]", "craft").await;
    page.set_field(".form [data-field=layer-en]", "Crafts").await;
    page.set_field(".form [data-field=code]", "JAR").await;
    page.set_field(".form [data-field=key]", "j").await;
    page.click_css("#attribute-add").await;
    page.set_field(".form [data-field=attribute]", "state").await;
    page.set_field(".form [data-field=type]", "choice").await;
    page.set_field(".form [data-field=values]", "old، new").await;
    page.click_css("#attribute-add").await;
    page.set_field("[data-attribute-at='1'] [data-field=attribute]", "whole").await;
    page.set_field("[data-attribute-at='1'] [data-field=type]", "boolean").await;
}

#[test]
fn a_label_is_made_used_and_kept() {
    with_page("labels", |page| async move {
        page.annotate(TEXT).await;
        make(&page).await;
        // What cannot be is said, and nothing changes.
        page.set_field(".form [data-field=key]", "1").await;
        let said = "return document.querySelector('#label-editor [role=alert]').textContent";
        assert!(page.js(said, vec![]).await.as_str().unwrap().contains("another label has the key"));
        // A colour that nobody can see is made strong, and that is said.
        page.set_field(".form [data-field=colour]", "#ffee00").await;
        let said = page.js("return document.querySelector('#label-editor [role=status]').textContent", vec![]).await;
        assert!(said.as_str().unwrap().contains("too weak"), "{said}");
        page.click_css("#label-editor [aria-label=Close]").await;
        // Its key marks the words; the list and the card say its name, the article wears its colour.
        page.select("جرة", 0).await;
        page.browser.keys("j").await;
        let row = "return document.querySelector('.mark[data-label=JAR] .label')?.textContent ?? null";
        assert!(page.js_until("its name in the list", row, vec![]).await.as_str().unwrap().contains("Jar"));
        let painted = "return [...CSS.highlights.keys()].some(k => k.startsWith('own-') && k.endsWith('-dotted-mine'))";
        page.js_until("its own style", painted, vec![]).await;
        page.click_on("جرة", 0).await;
        page.set_field(".card [data-attribute=state]", "old").await;
        page.set_field(".card [data-attribute=whole]", "true").await;
        let (_, document) = page.document().await;
        let own = on(&document, "جرة")[0].clone();
        assert_eq!((&own["layer"], &own["label"]), (&json!("craft"), &json!("JAR")));
        assert_eq!(own["attributes"], json!({ "state": "old", "whole": true }));
        let record = document["labels"].as_array().unwrap().iter().find(|l| l["label"] == "JAR").unwrap();
        assert_eq!((&record["key"], &record["name"]["ar"]), (&json!("j"), &json!("جرّة")));
        let schema = jsonschema::validator_for(&hashiya::export::json_schema()).unwrap();
        assert!(schema.is_valid(&document));
        // Kept with the work: there after loading again.
        page.js_until("saved", "return document.querySelector('.state')?.textContent.includes('Saved')", vec![]).await;
        page.open("?lang=en").await;
        page.ready().await;
        assert!(page.js_until("its name in the list", row, vec![]).await.as_str().unwrap().contains("Jar"));
        page
    });
}

#[test]
fn a_label_in_use_is_asked_about_and_the_order_changes() {
    with_page("labels-use", |page| async move {
        page.annotate(TEXT).await;
        make(&page).await;
        page.click_css("#label-editor [aria-label=Close]").await;
        page.select("جرة", 0).await;
        page.browser.keys("j").await;
        page.click_on("جرة", 0).await;
        page.click_css(".card #labels").await;
        page.press("Remove: Jar").await;
        let asked = "return document.querySelector('#label-editor .failed')?.textContent ?? null";
        assert!(page.js_until("the question", asked, vec![]).await.as_str().unwrap().contains("1 marks have"));
        page.press("Cancel").await;
        page.press("Remove: Jar").await;
        page.set_field("#label-into", "entity/FAC").await;
        page.click_css("#label-into-do").await;
        page.press("Down: Person").await;
        page.click_css("#label-editor [aria-label=Close]").await;
        let (_, document) = page.document().await;
        assert_eq!(labels(&document).get(..2), Some(["ORG", "PER"].as_slice()));
        assert!(!labels(&document).contains(&"JAR"));
        assert_eq!(on(&document, "جرة")[0]["label"], "FAC");
        // Both are undone, one step each.
        page.press("Undo").await;
        page.press("Undo").await;
        let (_, document) = page.document().await;
        assert!(labels(&document).contains(&"JAR") && labels(&document)[0] == "PER");
        assert_eq!(on(&document, "جرة")[0]["label"], "JAR");
        page
    });
}

#[test]
fn a_set_goes_as_a_file_and_in_a_link() {
    with_page("labels-share", |page| async move {
        page.annotate(TEXT).await;
        make(&page).await;
        page.click_css("#label-save").await;
        let (name, bytes) = page.browser.download().await;
        assert_eq!(name, "hashiya-labels.json");
        let (set, weak) = hashiya::session::labels::read(core::str::from_utf8(&bytes).unwrap()).unwrap();
        assert_eq!(weak, []);
        assert_eq!(set.last().unwrap().label, "JAR");
        page.click_css("#label-editor [aria-label=Close]").await;
        page.press("New article").await;
        // A file that is none says what is wrong and where.
        let path = page.browser.downloads.parent().unwrap().join("wrong.json");
        let wrong = String::from_utf8(bytes).unwrap().replace("\"key\": \"j\"", "\"key\": \"1\"");
        std::fs::write(&path, wrong).unwrap();
        page.open_file(&path).await;
        let said = "return document.querySelector('#problem').textContent.trim() || null";
        let said = page.js_until("the problem", said, vec![]).await;
        assert!(said.as_str().unwrap().contains("Label 13") && said.as_str().unwrap().contains("JAR"), "{said}");
        // A link is asked about, and taken out of the address; words in it are words.
        let mut shared = set.clone();
        let name = hashiya::session::labels::Name { ar: String::new(), en: "<img src=x onerror=alert(1)>".to_owned() };
        hashiya::session::labels::set_name(shared.last_mut().unwrap(), &name);
        let fragment = hashiya::session::labels::to_fragment(&shared);
        page.browser.client.goto("about:blank").await.unwrap();
        page.open(&format!("?lang=en#{fragment}")).await;
        let shown = "return document.querySelector('#label-offer')?.textContent ?? null";
        let shown = page.js_until("the question", shown, vec![]).await;
        assert!(shown.as_str().unwrap().contains("<img src=x"), "{shown}");
        assert_eq!(
            page.js("return document.querySelectorAll('dialog img').length + location.hash.length", vec![]).await,
            0
        );
        page.press("Leave it").await;
        page.annotate(TEXT).await;
        let (_, document) = page.document().await;
        assert!(!labels(&document).contains(&"JAR"), "not taken");
        page.press("New article").await;
        page.js("location.hash = arguments[0]", vec![json!(fragment)]).await;
        page.press("Take it").await;
        page.js_until(
            "word of it",
            "return document.querySelector('#news').textContent.includes('New articles')",
            vec![],
        )
        .await;
        page.annotate("جرة أخرى في معرض الخزف.").await;
        let (_, document) = page.document().await;
        assert_eq!(labels(&document).last(), Some(&"JAR"), "new articles have it");
        // A link that is not whole.
        page.js("location.hash = 'labels=e30x'", vec![]).await;
        page.js_until(
            "the problem",
            "return document.querySelector('#problem').textContent.includes('label set')",
            vec![],
        )
        .await;
        page
    });
}

#[test]
fn guidelines_stand_beside_the_article() {
    with_page("guidelines", |page| async move {
        page.annotate(TEXT).await;
        page.press("Guidelines").await;
        let words = "الجرار <b>كلها</b> تحت JAR\nولا تُحشّى الألوان";
        page.set_field("#guidelines", words).await;
        page.js_until("kept", "return document.querySelector('#news').textContent.includes('Guidelines kept')", vec![])
            .await;
        page.js_until("saved", "return document.querySelector('.state')?.textContent.includes('Saved')", vec![]).await;
        page.open("?lang=en").await;
        page.ready().await;
        page.press("Guidelines").await;
        page.js_until(
            "the text",
            "return document.querySelector('#guidelines')?.value === arguments[0]",
            vec![json!(words)],
        )
        .await;
        page
    });
}

//! The whole job on each of the five articles, and what is downloaded against what the command line prints.

use crate::common;
use crate::support::page::{Page, offsets_hold, on, with_page};
use serde_json::{Value, json};

/// An article of our own, for checkouts without the shared ones.
const OWN: &str = "حريق يلتهم مستودعا في ميناء طرابلس\n\nحريق يلتهم مستودعا في ميناء طرابلس\n\nطرابلس - وكالات\n\n\
الثلاثاء 12/آذار/2024\n\nقال وزير الداخلية سامي حداد أمس الاثنين إن «الحريق تحت السيطرة» بعد إصابة 7 عمال في مدينة طرابلس.\n\n\
ونفت إدارة الميناء وجود مواد خطرة. وقال حداد إن التحقيق يستغرق ثلاثة أيام.\n\nمشاركة\n";

fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&hashiya::export::json_schema()).unwrap()
}

/// A document without what differs from run to run: who wrote it and when.
fn plain(mut document: Value) -> Value {
    for key in ["generator", "history"] {
        document.as_object_mut().unwrap().remove(key);
    }
    document
}

/// Waits until the article has been read with its date.
async fn dated(page: &Page, date: &str) {
    for _ in 0..100 {
        page.ready().await;
        if page.document().await.1["document"]["published"]["value"] == date {
            return;
        }
    }
    panic!("the date {date} was not taken");
}

async fn whole_job(page: Page, name: &str, text: &str, date: Option<&str>) -> Page {
    let validator = schema();
    page.annotate(text).await;
    if let Some(date) = date {
        page.date(date).await;
        dated(&page, date).await;
    }
    let (file, first) = page.with_model().await;
    assert!(file.ends_with(".json"), "{file}");
    // Before any correction the page's document is the command line's.
    let native = common::annotate(text, date);
    let native: Value = serde_json::to_value(&native).unwrap();
    assert_eq!(plain(first.clone()), plain(native), "{name}: the page and the command line differ");
    assert!(validator.is_valid(&first));
    offsets_hold(&first);

    // Add: select words that carry no mark and label them.
    let word = free_word(&first);
    let before = first["annotations"].as_array().unwrap().len();
    page.select(&word, 0).await;
    page.press("Organisation").await;
    let (_, added) = page.document().await;
    let marks = on(&added, &word);
    let own = marks
        .iter()
        .find(|a| a["provenance"]["by"] == "human")
        .unwrap_or_else(|| panic!("{name}: nothing added on {word}"));
    assert_eq!((&own["label"], &own["review"]), (&json!("ORG"), &json!("added")));
    assert_eq!(added["annotations"].as_array().unwrap().len(), before + 1);

    // Relabel it, then reject a proposal of the machine.
    page.click_on(&word, 0).await;
    page.press("Place").await;
    let (_, relabelled) = page.document().await;
    assert!(on(&relabelled, &word).iter().any(|a| a["label"] == "LOC" && a["provenance"]["by"] == "human"), "{name}");
    let target = first["annotations"].as_array().unwrap().iter().find(|a| a["layer"] == "entity").cloned();
    if let Some(target) = &target {
        let words = target["text"].as_str().unwrap();
        let nth = occurrences_before(&first, words, target["start"].as_u64().unwrap());
        page.click_on(words, nth).await;
        page.press("Reject").await;
        let (_, rejected) = page.document().await;
        let found =
            rejected["annotations"].as_array().unwrap().iter().find(|a| a["id"] == target["id"]).cloned().unwrap();
        assert_eq!(found["review"], "rejected", "{name}: {found}");
        page.press("Undo").await;
    }

    // Undo everything: the first document again. Redo everything: the corrected one.
    page.press("Undo").await;
    page.press("Undo").await;
    let (_, back) = page.document().await;
    assert_eq!(plain(back), plain(first.clone()), "{name}: undo does not lead back");
    page.press("Redo").await;
    page.press("Redo").await;
    let (file, again) = page.document().await;
    assert_eq!(plain(again.clone()), plain(relabelled), "{name}: redo does not lead forward");
    assert!(validator.is_valid(&again));

    // Open the file again in a fresh page: the same document.
    let path = page.browser.downloads.join(format!("open-{file}"));
    std::fs::write(&path, serde_json::to_vec(&again).unwrap()).unwrap();
    page.open("?lang=en").await;
    page.open_file(&path).await;
    page.ready().await;
    std::fs::remove_file(&path).unwrap();
    let (_, reopened) = page.document().await;
    assert_eq!(plain(reopened), plain(again), "{name}: opening again changed it");
    page
}

/// A word of a paragraph, at least four letters, once in the text and without a mark.
fn free_word(document: &Value) -> String {
    let text = document["document"]["text"].as_str().unwrap();
    let letters: Vec<char> = text.chars().collect();
    let spans = |key: &str| -> Vec<(usize, usize, Value)> {
        let at = |v: &Value, k: &str| usize::try_from(v[k].as_u64().unwrap()).unwrap();
        document[key].as_array().unwrap().iter().map(|v| (at(v, "start"), at(v, "end"), v.clone())).collect()
    };
    let marks: Vec<_> = spans("annotations").into_iter().filter(|(.., a)| a["layer"] != "quotation").collect();
    let sections: Vec<_> = spans("sections").into_iter().filter(|(.., s)| s["kind"] == "paragraph").collect();
    spans("tokens")
        .into_iter()
        .filter(|(s, e, t)| {
            e - s >= 4
                && t["proclitics"].as_array().unwrap().is_empty()
                && t["enclitics"].as_array().unwrap().is_empty()
        })
        .filter(|(s, e, _)| {
            sections.iter().any(|(a, b, _)| a <= s && e <= b) && !marks.iter().any(|(a, b, _)| a < e && s < b)
        })
        .map(|(s, e, _)| letters[s..e].iter().collect::<String>())
        .find(|w| w.chars().all(char::is_alphabetic) && text.matches(w.as_str()).count() == 1)
        .expect("a word without a mark")
}

fn occurrences_before(document: &Value, words: &str, start: u64) -> usize {
    let text = document["document"]["text"].as_str().unwrap();
    let before: usize = text.chars().take(usize::try_from(start).unwrap()).map(char::len_utf8).sum();
    let mut at = 0;
    let mut n = 0;
    while let Some(found) = text[at..].find(words) {
        if at + found >= before {
            break;
        }
        n += 1;
        at += found + words.chars().next().unwrap().len_utf8();
    }
    n
}

fn seed(number: usize) {
    let seeds = common::seeds(&format!("the job on seed {number}"));
    let Some((name, text, date)) = seeds.get(number).cloned() else { return };
    with_page(&format!("seed-{number}"), |page| async move { whole_job(page, &name, &text, date.as_deref()).await });
}

#[test]
fn the_job_on_seed_0() {
    seed(0);
}

#[test]
fn the_job_on_seed_1() {
    seed(1);
}

#[test]
fn the_job_on_seed_2() {
    seed(2);
}

#[test]
fn the_job_on_seed_3() {
    seed(3);
}

#[test]
fn the_job_on_seed_4() {
    seed(4);
}

#[test]
fn the_job_on_an_article_of_our_own() {
    with_page("own", |page| async move { whole_job(page, "own", OWN, None).await });
}

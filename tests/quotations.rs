//! Precision of the quotations on ordinary prose: the first articles of the news corpus that hold none of the commonest reporting verbs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test")]

mod common;

const VERBS: [&str; 13] =
    ["قال", "قالت", "أكد", "أكدت", "أعلن", "أعلنت", "أفاد", "أفادت", "أوضح", "أشار", "أضاف", "ذكر", "صرح"];

/// Found there on 2026-11-22 and read one by one by the rules' author: 17, each of them reported speech by other words (تقول إن, كشفت, وفقا لـ …). Two more may come.
const AT_MOST: usize = 19;

#[test]
fn ordinary_prose_holds_few_quotations() {
    let Some(shared) = common::shared("ordinary_prose_holds_few_quotations") else { return };
    let Ok(corpus) = std::fs::read_to_string(shared.join("corpora/unlabelled/antcorpus.jsonl")) else {
        println!("skipped: no corpus beside the checkout");
        return;
    };
    let texts = corpus.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let texts = texts.filter_map(|article| article.get("text").and_then(|t| t.as_str()).map(str::to_owned));
    let plain: Vec<String> = texts.filter(|text| !VERBS.iter().any(|verb| text.contains(verb))).take(20).collect();
    assert_eq!(plain.len(), 20, "articles without those verbs");
    let mut count = 0;
    for text in plain {
        let document = common::annotate(&text, None);
        for a in document.annotations.iter().filter(|a| a.layer == "quotation") {
            count += 1;
            println!("{count}: {:?} {}", a.attributes.get("cue"), a.text);
        }
    }
    assert!(count <= AT_MOST, "{count} quotations, at most {AT_MOST} expected");
}

//! The review flow: one key a decision, counts of what is left, many at once with a preview.

use crate::support::page::with_page;
use serde_json::Value;

const TEXT: &str = "زيارة إلى دمشق\n\nوصل وزير الخارجية اللبناني سامي حداد إلى دمشق أمس الأحد والتقى 3 مسؤولين في وزارة الصحة.\n\nوقالت وكالة رويترز إن الوفد غادر إلى بيروت مساء الاثنين.";

const LEFT_OVER: &str = "return Number(document.querySelector('.left progress').max) - Number(document.querySelector('.left progress').value)";

fn with_review(document: &Value, review: &str) -> usize {
    document["annotations"].as_array().unwrap().iter().filter(|a| a["review"] == review).count()
}

#[test]
fn one_key_a_decision() {
    with_page("decisions", |page| async move {
        page.annotate(TEXT).await;
        page.with_model().await;
        page.focus_article().await;
        let before = page.js(LEFT_OVER, vec![]).await.as_f64().unwrap();
        page.type_keys("n").await;
        page.type_keys(crate::bounding::ENTER).await;
        page.type_keys("\u{E003}").await;
        page.type_keys("5").await;
        let after = page.js(LEFT_OVER, vec![]).await.as_f64().unwrap();
        let (_, document) = page.document().await;
        assert_eq!((with_review(&document, "accepted"), with_review(&document, "rejected")), (1, 1));
        assert_eq!(
            with_review(&document, "corrected") + with_review(&document, "accepted"),
            2,
            "5 relabels what is in focus"
        );
        assert!((before - after - 3.0).abs() < 0.1, "{before} {after}");
        // Looking at the next is no decision.
        page.focus_article().await;
        page.type_keys(crate::bounding::DOWN).await;
        let (_, same) = page.document().await;
        assert_eq!(same["annotations"], document["annotations"]);
        page
    });
}

#[test]
fn the_surest_of_a_layer_at_once() {
    with_page("bulk", |page| async move {
        page.annotate(TEXT).await;
        let (_, first) = page.with_model().await;
        page.focus_article().await;
        page.type_keys("b").await;
        let set = "const i = document.querySelector('#bulk-least'); if (!i) return null; i.value = '0.8'; i.dispatchEvent(new Event('change', { bubbles: true })); return true";
        page.js_until("the bound", set, vec![]).await;
        let sure: Vec<&Value> = first["annotations"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|a| a["layer"] == "entity" && a["provenance"]["confidence"].as_f64().unwrap() >= 0.8)
            .collect();
        assert!(sure.len() > 1, "the sample has sure names");
        page.js_until(
            "the preview",
            &format!("return document.querySelectorAll('.bulk li').length === {}", sure.len()),
            vec![],
        )
        .await;
        page.js("document.querySelector('.bulk li input').click(); return true", vec![]).await;
        page.press(&format!("Accept {}", sure.len() - 1)).await;
        let (_, done) = page.document().await;
        assert_eq!(with_review(&done, "accepted"), sure.len() - 1);
        page.press("Undo").await;
        let (_, back) = page.document().await;
        assert_eq!(back["annotations"], first["annotations"], "one undo");
        page
    });
}

#[test]
fn a_long_list_and_a_long_article_show_what_is_near() {
    with_page("long", |page| async move {
        let article: String = (0..80).map(|_| TEXT).collect::<Vec<_>>().join("\n\n");
        page.annotate(&article).await;
        let (_, document) = page.document().await;
        let all = document["annotations"].as_array().unwrap();
        assert!(all.len() > 420, "{}", all.len());
        // The one before the first is the last: the list shows what stands around it, and then more of what stands before.
        page.focus_article().await;
        page.type_keys("\u{E013}").await;
        let current = "const c = document.querySelector('.mark.current'); return c && [c.dataset.id, document.querySelectorAll('.mark').length]";
        let found = page.js_until("the last one", current, vec![]).await;
        assert_eq!(found[0], all[all.len() - 1]["id"]);
        assert!(found[1].as_u64().unwrap() < 120, "{found}");
        // Words and card are in sight, though no height before them was known.
        let in_sight = "const o = document.querySelector('.stage').getBoundingClientRect(), card = document.querySelector('.card')?.getBoundingClientRect();
            const words = [...(CSS.highlights.get('current') || [])].map(r => r.startContainer.parentElement.getBoundingClientRect())[0];
            return card && words && [card, words].every(r => r.top >= o.top && r.bottom <= o.bottom) || null";
        page.js_until("the words and their card", in_sight, vec![]).await;
        page.press("Show 250 before these").await;
        let more = "const n = document.querySelectorAll('.mark').length; return n > 250 && document.querySelector('.mark.current')?.dataset.id === arguments[0]";
        page.js_until("those before", more, vec![found[0].clone()]).await;
        // Marks stand on the lines in sight, wherever the article is; few of the others are painted when it rests.
        let seen = "const stage = document.querySelector('.stage').getBoundingClientRect();
            const ranges = [...CSS.highlights].filter(([name]) => /-(open|mine|done)$/.test(name)).flatMap(([, h]) => [...h]);
            const at = ranges.map(r => r.startContainer.parentElement.getBoundingClientRect());
            const inside = at.filter(r => r.bottom > stage.top && r.top < stage.bottom).length;
            return inside > 2 && ranges.length < arguments[0] / 3 || null";
        page.js_until("the marks at the end", seen, vec![all.len().into()]).await;
        for part in ["0.5", "0"] {
            page.js(
                &format!(
                    "const s = document.querySelector('.stage'); s.scrollTop = s.scrollHeight * {part}; return true"
                ),
                vec![],
            )
            .await;
            page.js_until("the marks there", seen, vec![all.len().into()]).await;
        }
        page
    });
}

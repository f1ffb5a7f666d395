//! Laws that hold for any text: offsets, sections, the written document, edits and their inverses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test stops where it fails"
)]

mod common;

use hashiya::annotate::{self, Annotation, AnnotationDocument, Edit, Review, Transaction};
use hashiya::document::Document;
use hashiya::export;
use hashiya::extract::Options;
use hashiya::text::{CharOffset, OffsetIndex};
use proptest::prelude::*;
use std::rc::Rc;

/// Pieces that news pastes are made of, and what breaks offsets.
fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "قال",
        "وزير الخارجية",
        "«لن نقبل»",
        "”الاتفاق“",
        "\"نص\"",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\u{a0}",
        "\u{200f}",
        "\u{202b}",
        "\u{202c}",
        "💡",
        "👨‍👩‍👧",
        "e\u{301}",
        "صُورًا",
        "ـــ",
        "الـ19",
        "١٢٣",
        "1,500",
        "22/مايو/2018",
        "أمس",
        "الأحد",
        "دمشق",
        "رويترز",
        "ﷲ",
        "ﻻ",
        ".",
        "..",
        "،",
        "؟",
        ":",
        "(قسد)",
        "«",
        "»",
        "“",
        "\u{0}",
        "\u{FFFD}",
        "https://x.y/z",
        "#وسم",
        "قتيلاً",
        "ثلاثة",
        "نفى",
        "أن",
        "إن",
        "بحسب",
        "منذ",
        "عام",
        "مليون",
        "\u{feff}",
        "\t",
        "ا\u{0654}",
    ];
    prop_oneof![8 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(|c| c.to_string()), 1 => "\\PC{0,6}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..60).prop_map(|pieces| pieces.join(" "))
}

fn read(text: &str) -> Option<AnnotationDocument> {
    let document = Document::new(text).ok()?;
    let options = Options { published: Some("2024-03-05".to_owned()), ..Options::default() };
    Some(annotate::annotate(&document, &options))
}

fn chars(text: &str, start: u32, end: u32) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn every_span_is_its_words(text in text()) {
        let Some(document) = read(&text) else { return Ok(()) };
        let total = u32::try_from(text.chars().count()).unwrap();
        for a in &document.annotations {
            let (start, end) = (a.span.start().get(), a.span.end().get());
            prop_assert!(start < end && end <= total, "{a:?}");
            prop_assert_eq!(&chars(&text, start, end), &a.text);
            prop_assert!(!a.text.starts_with(char::is_whitespace) && !a.text.ends_with(char::is_whitespace), "{:?}", a.text);
        }
        export::check(&document).unwrap();
        for t in document.tokens.iter() {
            let (start, end) = (t.span.start().get(), t.span.end().get());
            prop_assert!(start <= t.stem[0] && t.stem[0] <= t.stem[1] && t.stem[1] <= end);
            prop_assert_eq!(t.proclitics.concat() + &chars(&text, t.stem[0], t.stem[1]) + &t.enclitics.concat(), chars(&text, start, end));
        }
    }

    #[test]
    fn one_place_of_a_layer_holds_one_proposal(text in text()) {
        let Some(document) = read(&text) else { return Ok(()) };
        let mut seen = std::collections::HashSet::new();
        for a in &document.annotations {
            prop_assert!(seen.insert((a.layer.clone(), a.span)), "{a:?} is the second there");
        }
    }

    #[test]
    fn sections_hold_every_character_once(text in text()) {
        let Some(document) = read(&text) else { return Ok(()) };
        let mut held = vec![0; text.chars().count()];
        for s in document.sections.iter() {
            for n in s.span.start().get()..s.span.end().get() {
                held[n as usize] += 1;
            }
        }
        for (n, c) in text.chars().enumerate() {
            prop_assert!(held[n] <= 1, "{n} twice");
            prop_assert!(held[n] == 1 || c.is_whitespace(), "{n} {c:?} in no section");
        }
    }

    #[test]
    fn the_alignment_in_the_file_covers_both_texts(text in text()) {
        let Some(document) = read(&text) else { return Ok(()) };
        let (mut s, mut n) = (0, 0);
        for run in &document.normalized.alignment {
            prop_assert_eq!((run[0], run[2]), (s, n));
            prop_assert!(run[1] >= run[0] && run[3] >= run[2]);
            (s, n) = (run[1], run[3]);
        }
        prop_assert_eq!(s as usize, text.chars().count());
        prop_assert_eq!(n as usize, document.normalized.text.chars().count());
    }

    #[test]
    fn a_file_opens_as_it_was_written(text in text()) {
        let Some(document) = read(&text) else { return Ok(()) };
        let json = export::to_json_pretty(&document).unwrap();
        let opened = export::from_json(&json).unwrap();
        prop_assert_eq!(&opened, &document);
        prop_assert_eq!(export::to_json_pretty(&opened).unwrap(), json);
    }

    #[test]
    fn the_same_text_gives_the_same_document(text in text()) {
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn units_convert_both_ways(text in "\\PC{0,300}") {
        let index = OffsetIndex::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            let n = CharOffset::new(u32::try_from(n).unwrap());
            prop_assert_eq!(index.byte_of_char(&text, n).to_usize(), at);
            let unit = index.utf16_at(&text, index.byte_of_char(&text, n));
            prop_assert_eq!(index.byte_of_utf16(&text, unit).to_usize(), at);
            prop_assert_eq!(unit.to_usize(), text[..at].encode_utf16().count());
        }
    }

    #[test]
    fn edits_are_taken_back_exactly(text in text(), picks in prop::collection::vec((any::<prop::sample::Index>(), 0..4u8), 1..20)) {
        let Some(document) = read(&text) else { return Ok(()) };
        let mut now = document.clone();
        let mut done = Vec::new();
        for (pick, what) in picks {
            if now.annotations.is_empty() { break; }
            let before = Rc::clone(pick.get(&now.annotations));
            let mut after: Annotation = (*before).clone();
            let edit = match what {
                0 => Edit::Annotation { before: Some(before), after: None },
                1 => { after.label = "LOC".to_owned(); after.review = Review::Corrected; Edit::Annotation { before: Some(before), after: Some(Rc::new(after)) } }
                2 => { after.review = Review::Rejected; Edit::Annotation { before: Some(before), after: Some(Rc::new(after)) } }
                _ => { after.id = format!("h{}", done.len()); after.review = Review::Added; Edit::Annotation { before: None, after: Some(Rc::new(after)) } }
            };
            let transaction = Transaction::new("test", vec![edit]);
            prop_assert!(transaction.apply(&mut now).is_ok());
            done.push(transaction);
        }
        for transaction in done.iter().rev() {
            prop_assert!(transaction.inverse().apply(&mut now).is_ok());
        }
        prop_assert_eq!(now, document);
    }

    #[test]
    fn the_machine_never_overwrites_a_decision(text in text(), pick in any::<prop::sample::Index>()) {
        let Some(document) = read(&text) else { return Ok(()) };
        if document.annotations.is_empty() { return Ok(()) }
        let mut now = document.clone();
        let before = Rc::clone(pick.get(&now.annotations));
        let decided = Rc::new(Annotation { review: Review::Rejected, ..(*before).clone() });
        Transaction::new("reject", vec![Edit::Annotation { before: Some(before), after: Some(Rc::clone(&decided)) }]).apply(&mut now).unwrap();
        let again = annotate::merge(&now, &document, "machine");
        let held = now.clone();
        again.apply(&mut now).unwrap();
        prop_assert!(now.annotations.contains(&decided));
        let same_place = now.annotations.iter().filter(|a| a.layer == decided.layer && a.span == decided.span).count();
        prop_assert_eq!(same_place, document.annotations.iter().filter(|a| a.layer == decided.layer && a.span == decided.span).count());
        again.inverse().apply(&mut now).unwrap();
        prop_assert_eq!(now, held);
    }
}

/// Found by the law above in CI: a report whose whole content is in marks was proposed twice.
#[test]
fn a_report_in_marks_is_one_quotation() {
    let document = read("نفى أن ¡ «لن نقبل»  ").unwrap();
    let quotations: Vec<_> = document.annotations.iter().filter(|a| a.layer == "quotation").collect();
    assert_eq!(quotations.len(), 1, "{quotations:?}");
    assert_eq!(quotations[0].attributes.get("type").and_then(|v| v.as_str()), Some("direct"));
}

/// Found by 20,000 cases of the first law: the space beside an inner mark stayed in the span.
#[test]
fn a_quotation_ends_with_a_word_where_a_mark_ends_in_it() {
    let document = read("قال 'ເ « e\u{301} » '").unwrap();
    assert!(document.annotations.iter().any(|a| a.text == "ເ « e\u{301}"), "{:?}", document.annotations);
}

#[test]
fn a_second_proposal_at_one_place_outlives_the_first_ones_rejection() {
    let mut document = read("وصل الوفد إلى دمشق أمس").unwrap();
    let first = document.annotations.iter().find(|a| a.text == "دمشق").cloned().unwrap();
    let twin = Annotation { id: "twin".to_owned(), label: "ORG".to_owned(), ..(*first).clone() };
    Transaction::new("add", vec![Edit::Annotation { before: None, after: Some(Rc::new(twin)) }])
        .apply(&mut document)
        .unwrap();
    let decided = Rc::new(Annotation { review: Review::Rejected, ..(*first).clone() });
    let mut now = document.clone();
    Transaction::new("reject", vec![Edit::Annotation { before: Some(first), after: Some(decided) }])
        .apply(&mut now)
        .unwrap();
    annotate::merge(&now, &document, "machine").apply(&mut now).unwrap();
    assert!(now.annotations.iter().any(|a| a.id == "twin"), "{:?}", now.annotations);
}

#[test]
fn a_transaction_that_does_not_fit_changes_nothing() {
    let document = read("وصل الوفد إلى دمشق أمس الأحد بعد 3 أيام").unwrap();
    let ghost = Rc::new(Annotation { id: "ghost".to_owned(), ..annotation() });
    let added = Edit::Annotation { before: None, after: Some(Rc::new(annotation())) };
    let wrong = Edit::Annotation { before: Some(ghost), after: None };
    let mut now = document.clone();
    let conflict = Transaction::new("test", vec![added, wrong]).apply(&mut now).unwrap_err();
    assert_eq!((conflict.edit, conflict.record.as_str()), (1, "ghost"));
    assert_eq!(now, document);
}

fn annotation() -> Annotation {
    serde_json::from_value(serde_json::json!({
        "id": "h1", "layer": "entity", "label": "GPE", "start": 14, "end": 18, "text": "دمشق", "attributes": {},
        "provenance": { "by": "human" }, "review": "added", "note": null
    }))
    .unwrap()
}

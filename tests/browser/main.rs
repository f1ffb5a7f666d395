//! Unit tests of what knows a browser, run in headless Chromium by wasm-bindgen-test.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "stops where it fails"
)]

use hashiya::annotate::{self, AnnotationDocument};
use hashiya::document::Document;
use hashiya::extract::Options;
use hashiya::session::{Action, Command, Session, Work, journal, reduce};
use hashiya::text::CharSpan;
use hashiya::web::browser::caret::{BLOCK, Sheet};
use hashiya::web::browser::highlight::Painter;
use hashiya::web::browser::store::Store;
use js_sys::Reflect;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const TEXT: &str = "خبر 💡 عاجل\r\n\r\nوصل وفد من دمشق إلى حلب، e\u{301} ثم عاد إلى دمشق.";

fn document() -> AnnotationDocument {
    annotate::annotate(&Document::new(TEXT).unwrap(), &Options::default())
}

fn session() -> Rc<Session> {
    reduce(Rc::default(), Action::Open(Box::new(document())))
}

fn span_of(words: &str) -> CharSpan {
    let (before, _) = TEXT.split_once(words).unwrap();
    let chars = |s: &str| u32::try_from(s.chars().count()).unwrap();
    CharSpan::new(chars(before), chars(before) + chars(words))
}

fn add(s: &Rc<Session>, words: &str, label: &str) -> Rc<Session> {
    let command = Command::Add { span: span_of(words), layer: "entity".to_owned(), label: label.to_owned() };
    reduce(Rc::clone(s), Action::Do(command, "2026-01-02T03:04:05Z".to_owned()))
}

/// The article's lines in the page, as the article pane puts them.
fn sheet(work: &Work) -> Sheet {
    let page = web_sys::window().unwrap().document().unwrap();
    let root = page.create_element("article").unwrap();
    let mut block = page.create_element("div").unwrap();
    for (n, line) in work.lines.iter().enumerate() {
        if n % BLOCK == 0 {
            block = page.create_element("div").unwrap();
            root.append_child(&block).unwrap();
        }
        let p = page.create_element("p").unwrap();
        p.set_attribute("data-n", &n.to_string()).unwrap();
        let words = line.bytes.of(TEXT);
        if !words.is_empty() {
            p.append_child(&page.create_text_node(words)).unwrap();
        }
        block.append_child(&p).unwrap();
    }
    page.body().unwrap().append_child(&root).unwrap();
    Sheet::new(root)
}

/// The words painted in a style.
fn painted(style: &str) -> Vec<String> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).unwrap();
    let registry: js_sys::Map = Reflect::get(&css, &"highlights".into()).unwrap().unchecked_into();
    let get: js_sys::Function = Reflect::get(&registry, &"get".into()).unwrap().unchecked_into();
    let highlight = get.call1(&registry, &style.into()).unwrap();
    if highlight.is_undefined() {
        return Vec::new();
    }
    let mut out: Vec<String> = js_sys::Array::from(&highlight)
        .iter()
        .map(|range| {
            let range: web_sys::AbstractRange = range.unchecked_into();
            let data = range.start_container().text_content().unwrap();
            let units: Vec<u16> = data.encode_utf16().collect();
            String::from_utf16(&units[range.start_offset() as usize..range.end_offset() as usize]).unwrap()
        })
        .collect();
    out.sort();
    out
}

#[wasm_bindgen_test]
fn marks_are_painted_and_only_the_difference_is_touched() {
    let mut plain = document();
    plain.annotations.clear();
    let s = reduce(Rc::default(), Action::Open(Box::new(plain)));
    let sheet = sheet(s.work.as_ref().unwrap());
    let mut painter = Painter::new();
    assert!(painter.native(), "this browser has the Highlight API");
    let s = add(&s, "حلب", "GPE");
    painter.update(&sheet, s.work.as_ref().unwrap());
    assert_eq!(painted("GPE-mine"), ["حلب"]);
    let more = add(&s, "دمشق", "GPE");
    painter.update(&sheet, more.work.as_ref().unwrap());
    assert_eq!(painted("GPE-mine"), ["حلب", "دمشق"]);
    let back = reduce(more, Action::Undo);
    painter.update(&sheet, back.work.as_ref().unwrap());
    assert_eq!(painted("GPE-mine"), ["حلب"]);
    painter.show(&sheet, back.work.as_ref().unwrap(), "current", &[span_of("عاجل\r\n\r\nوصل")]);
    assert_eq!(painted("current"), ["عاجل", "وصل"], "one range a line");
    for p in 0..3 {
        let p = sheet.root.first_element_child().unwrap().children().item(p).unwrap();
        assert!(p.child_nodes().length() <= 1, "the text is never cut up");
    }
    sheet.root.remove();
}

#[wasm_bindgen_test]
fn a_selection_becomes_code_points() {
    let s = session();
    let work = s.work.as_ref().unwrap();
    let sheet = sheet(work);
    let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
    for words in ["عاجل", "دمشق", "e\u{301} ثم", "💡 عاجل\r\n\r\nوصل وفد"] {
        sheet.select(work, span_of(words));
        assert_eq!(sheet.selected(work, &selection), Some(span_of(words)), "{words}");
    }
    // The way a triple click ends: at the start of the next paragraph.
    let (first, last) = (sheet.text(0).unwrap(), sheet.root.first_element_child().unwrap().children().item(2).unwrap());
    selection.set_base_and_extent(first, 0, &last, 0).unwrap();
    let got = sheet.selected(work, &selection).unwrap();
    assert_eq!((got.start().get(), got.end().get()), (0, span_of("وصل").start().get()));
    // The block itself, as a tool or a browser may name the place.
    selection.set_base_and_extent(first, 0, &sheet.root.first_element_child().unwrap(), 2).unwrap();
    assert_eq!(sheet.selected(work, &selection), Some(got));
    selection.remove_all_ranges().unwrap();
    sheet.root.remove();
}

#[wasm_bindgen_test]
fn points_of_the_window_hit_words() {
    let s = session();
    let work = s.work.as_ref().unwrap();
    let sheet = sheet(work);
    let at = span_of("حلب");
    let r = &sheet.rects(work, at)[0];
    let (x, y) = ((r.left() + r.right()) / 2.0, (r.top() + r.bottom()) / 2.0);
    assert!(sheet.hit(work, at, x, y));
    assert!(!sheet.hit(work, span_of("وفد"), x, y));
    let offset = sheet.offset_at(work, x, y).unwrap();
    assert!(at.start().get() <= offset && offset <= at.end().get(), "{offset} is not in {at:?}");
    sheet.root.remove();
}

#[wasm_bindgen_test]
async fn what_is_kept_comes_back_with_its_steps() {
    let store = Store::open().await.unwrap();
    let first = session();
    let id = first.work.as_ref().unwrap().document.document.id.clone();
    store.snapshot(first.work.as_ref().unwrap(), None, "2026-01-01T00:00:00Z").await.unwrap();
    let mut last = Rc::clone(&first);
    let mut entries = 0;
    for (n, words) in ["وفد", "حلب", "عاجل"].iter().enumerate() {
        let next = add(&last, words, "ORG");
        let next = if n == 1 { reduce(next, Action::Undo) } else { next };
        let (before, after) = (last.work.as_ref().unwrap(), next.work.as_ref().unwrap());
        if let Some(entry) = journal::entry(before, after) {
            store.append(after, entries, &entry, "2026-01-01T00:00:01Z").await.unwrap();
            entries += 1;
        }
        last = next;
    }
    let (work, behind) = store.load(&id).await.unwrap().unwrap();
    assert_eq!(behind, entries);
    let kept = last.work.as_ref().unwrap();
    assert_eq!(work.document, kept.document);
    assert_eq!(work.undo, kept.undo);
    assert!(store.shelf().await.unwrap().iter().any(|s| s.id == id && s.edits == 2));
    store.forget(&id).await.unwrap();
    assert!(store.load(&id).await.unwrap().is_none());
}

/// What the worker is sent and sends goes through the browser's own cloning whole.
#[wasm_bindgen_test]
fn messages_cross_to_the_worker_and_back() {
    use hashiya::worker::{Request, Response, answer};
    let request = Request {
        id: 3,
        text: TEXT.to_owned(),
        html: None,
        options: Options { published: Some("2024-03-14".to_owned()), ..Options::default() },
    };
    let message: JsValue = serde_wasm_bindgen::to_value(&request).unwrap();
    let read: Request = serde_wasm_bindgen::from_value(message).unwrap();
    assert_eq!(read, request);
    let done = answer(read, None, &mut |_| {});
    let back: Response = serde_wasm_bindgen::from_value(serde_wasm_bindgen::to_value(&done).unwrap()).unwrap();
    assert_eq!(back, done);
}

/// An article reads the same as natively: names, entities and confidences to the last digit (`tests/names.rs` wrote the digest).
#[wasm_bindgen_test]
fn the_browser_reads_what_the_command_line_reads() {
    use hashiya::extract::entity::tagger::Model;
    use sha2::{Digest, Sha256};
    let marked = include_str!("../fixtures/names.txt");
    let mut text = String::new();
    for line in marked.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).take(40) {
        for (n, part) in line.split('⟦').enumerate() {
            let words = part.split_once('|').filter(|_| n > 0).map_or(part, |p| p.1);
            text.extend(words.chars().filter(|c| *c != '⟧'));
        }
        text.push_str("\n\n");
    }
    let model = Model::from_bytes(include_bytes!("../../src/extract/entity/tagger/model/tagger.bin")).unwrap();
    let options = Options { published: Some("2025-06-01".to_owned()), ..Options::default() };
    let document =
        annotate::annotate_with_model(&Document::new(text.as_str()).unwrap(), &options, Some(&model), &mut |_, _| {});
    let names: Vec<_> = document.annotations.iter().filter(|a| a.layer == "entity").collect();
    let all = serde_json::to_string_pretty(&names).unwrap();
    let entities = serde_json::to_string_pretty(&document.entities).unwrap();
    let digest: String = Sha256::digest(format!("{text}{all}{entities}")).iter().map(|b| format!("{b:02x}")).collect();
    let native = include_str!("../snapshots/names__read_the_same.snap").rsplit("---").next().unwrap().trim();
    assert_eq!(digest, native);
}

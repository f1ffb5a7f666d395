//! The command line as the contract has it, run as a program.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test stops where it fails"
)]

mod common;

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "زلزال خفيف يضرب ساحل المدينة\n\nقال مدير مركز الرصد سامي الخطيب إن «الأضرار محدودة» أمس الأحد.\n";

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn files_become_documents() {
    let at = folder("files");
    let article = at.join("one.txt");
    std::fs::write(&article, ARTICLE).unwrap();
    let out = at.join("out");
    let done =
        run(&["annotate", "--published", "2024-03-04", article.to_str().unwrap(), "--out", out.to_str().unwrap()], b"");
    assert!(done.status.success(), "{done:?}");
    let written = std::fs::read_to_string(out.join("one.json")).unwrap();
    let document: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(document["schema"], "hashiya/annotations");
    assert_eq!(document["document"]["text"], ARTICLE);
    assert_eq!(document["document"]["published"]["value"], "2024-03-04");
    assert_eq!(document["document"]["published"]["origin"], "user");
    assert_eq!(names(&out), ["one.json"]);
    // The same core, the same words.
    let own = hashiya::export::to_json_pretty(&common::annotate(ARTICLE, Some("2024-03-04"))).unwrap();
    assert_eq!(written, own);
}

#[test]
fn lines_keep_their_order_and_bad_ones_are_named() {
    let input = [
        json!({"id": "a", "text": ARTICLE}).to_string(),
        "{not json".to_owned(),
        json!({"id": "b", "text": "   "}).to_string(),
        json!({"id": "c", "text": "خبر ثان", "published": "2020-01-02"}).to_string(),
        json!({"id": "d", "text": "خبر", "published": "yesterday"}).to_string(),
        r#"{"id": "e", "text": "\ud800"}"#.to_owned(),
    ]
    .join("\n");
    let done = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(done.status.code(), Some(1));
    let out = String::from_utf8(done.stdout).unwrap();
    let documents: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents.len(), 2, "{out}");
    assert_eq!(documents[0]["document"]["text"], ARTICLE);
    assert_eq!(documents[1]["document"]["published"]["value"], "2020-01-02");
    let errors = String::from_utf8(done.stderr).unwrap();
    for line in ["line 2:", "line 3:", "line 5:", "line 6:"] {
        assert!(errors.contains(line), "{errors}");
    }
}

#[test]
fn bad_files_are_named_and_the_rest_go_on() {
    let at = folder("bad");
    let (good, binary, empty) = (at.join("good.txt"), at.join("binary.txt"), at.join("empty.txt"));
    std::fs::write(&good, ARTICLE).unwrap();
    std::fs::write(&binary, [0x89, b'P', b'N', b'G', 0, 1, 2]).unwrap();
    std::fs::write(&empty, "\n").unwrap();
    let out = at.join("out");
    let missing = at.join("missing.txt");
    let paths: Vec<&str> = [&binary, &empty, &missing, &good].iter().map(|p| p.to_str().unwrap()).collect();
    let done = run(&[&["annotate", "--out", out.to_str().unwrap()], paths.as_slice()].concat(), b"");
    assert_eq!(done.status.code(), Some(1));
    let errors = String::from_utf8(done.stderr).unwrap();
    for path in &paths[..3] {
        assert!(errors.contains(path), "{errors}");
    }
    assert_eq!(names(&out), ["good.json"], "nothing is written half");
}

#[test]
fn too_much_is_refused_with_its_size() {
    let line = json!({"id": "big", "text": "ا".repeat(8_000_001)}).to_string();
    let done = run(&["annotate", "--jsonl"], line.as_bytes());
    assert_eq!(done.status.code(), Some(1));
    let errors = String::from_utf8(done.stderr).unwrap();
    assert!(errors.contains("16000002") && errors.contains("16000000"), "{errors}");
}

#[test]
fn the_schema_holds_for_what_is_written() {
    let schema = run(&["schema"], b"");
    let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
    insta::assert_json_snapshot!("annotation_document_schema", schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut documents = vec![common::annotate(ARTICLE, None), common::annotate(ARTICLE, Some("2024-03-04"))];
    documents
        .extend(common::seeds("schema").into_iter().map(|(_, text, date)| common::annotate(&text, date.as_deref())));
    for document in documents {
        let document = serde_json::to_value(&document).unwrap();
        let errors: Vec<String> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    assert!(!validator.is_valid(&json!({"schema": "hashiya/annotations"})));
}

#[test]
fn the_seeds_keep_their_offsets() {
    for (name, text, date) in common::seeds("offsets") {
        let document = common::annotate(&text, date.as_deref());
        let letters: Vec<char> = text.chars().collect();
        for a in &document.annotations {
            let own: String = letters[a.span.start().to_usize()..a.span.end().to_usize()].iter().collect();
            assert_eq!(own, a.text, "{name} {}", a.id);
        }
    }
}

#[test]
fn a_personal_lexicon_wins_and_a_bad_one_is_refused() {
    let at = folder("lexicon");
    let (good, bad) = (at.join("names.json"), at.join("bad.json"));
    let entries = json!([{"name": "بيروت", "label": null}, {"name": "الوعد", "label": "ORG"}]);
    std::fs::write(&good, json!({"schema": "hashiya/lexicon", "version": 1, "entries": entries}).to_string()).unwrap();
    std::fs::write(&bad, json!({"schema": "hashiya/lexicon", "version": 7}).to_string()).unwrap();
    let line = json!({"id": "a", "text": "وصل الوفد من الوعد إلى بيروت."}).to_string();
    let done = run(&["annotate", "--jsonl", "--lexicon", good.to_str().unwrap()], line.as_bytes());
    let document: Value = serde_json::from_slice(&done.stdout).unwrap();
    let names: Vec<&Value> = document["annotations"].as_array().unwrap().iter().map(|a| &a["text"]).collect();
    assert_eq!(names, ["الوعد"]);
    assert_eq!(
        document["annotations"][0]["provenance"],
        json!({"by": "machine", "rule": "personal", "confidence": 1.0})
    );
    let refused = run(&["annotate", "--jsonl", "--lexicon", bad.to_str().unwrap()], line.as_bytes());
    let errors = String::from_utf8(refused.stderr).unwrap();
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0));
    assert!(errors.contains("bad.json") && errors.contains("later version"), "{errors}");
}

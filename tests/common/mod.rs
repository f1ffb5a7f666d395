//! What several test programs share.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "each test program uses its part, and stops where it fails"
)]

pub mod gold;
pub mod hostile;

use std::path::PathBuf;

/// The shared material (`../shared`, or where `HASHIYA_SHARED` says), or `None` with a line that says the test was skipped.
pub fn shared(test: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("HASHIYA_SHARED").map(PathBuf::from);
    let found = named.into_iter().chain([root.join("../shared")]).find(|p| p.join("seeds").is_dir());
    if found.is_none() {
        println!("skipped: {test}: no shared material beside the checkout");
    }
    found
}

/// The seed articles: name, text, publication date from outside where there is one.
pub fn seeds(test: &str) -> Vec<(String, String, Option<String>)> {
    let Some(shared) = shared(test) else { return Vec::new() };
    let dates = std::fs::read_to_string(shared.join("gold/published.json")).unwrap();
    let dates: serde_json::Value = serde_json::from_str(&dates).unwrap();
    let mut out = Vec::new();
    for entry in std::fs::read_dir(shared.join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        let date = dates[&name].as_str().map(str::to_owned);
        out.push((name, text, date));
    }
    out.sort();
    out
}

/// Annotates a text the way the command line does: with the tagger's model.
pub fn annotate(text: &str, published: Option<&str>) -> hashiya::annotate::AnnotationDocument {
    static MODEL: &[u8] = include_bytes!("../../src/extract/entity/tagger/model/tagger.bin");
    let model = hashiya::extract::entity::tagger::Model::from_bytes(MODEL).unwrap();
    let document = hashiya::document::Document::new(text).unwrap();
    let options =
        hashiya::extract::Options { published: published.map(str::to_owned), ..hashiya::extract::Options::default() };
    hashiya::annotate::annotate_with_model(&document, &options, Some(&model), &mut |_, _| {})
}

//! Any bytes as a pasted or dropped article: refused, or read through the whole pipeline with every span its words.

#![no_main]

use hashiya::document::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = Document::from_bytes(data) else { return };
    let annotated = hashiya::annotate::annotate(&document, &hashiya::extract::Options::default());
    hashiya::export::check(&annotated).unwrap();
    assert_eq!(&*annotated.document.text, document.text());
});

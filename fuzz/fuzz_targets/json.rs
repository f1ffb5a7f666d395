//! Any text as an annotation document: refused, or written and read again the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Ok(document) = hashiya::export::from_json(data) else { return };
    let json = hashiya::export::to_json(&document).unwrap();
    assert_eq!(hashiya::export::from_json(&json).unwrap(), document);
    let _ = hashiya::session::Work::new(document);
});

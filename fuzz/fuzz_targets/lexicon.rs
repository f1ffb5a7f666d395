//! Any text as a word list, and any bytes as the tagger's model.

#![no_main]

use hashiya::extract::entity::tagger::Model;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = core::str::from_utf8(data) {
        for row in hashiya::lexicon::rows(text) {
            assert!(row.iter().all(|cell| !cell.contains(['\t', '\n'])));
        }
    }
    let _ = Model::from_bytes(data);
});

//! Any text as pasted HTML: reduced to text, bounded by what came in.

#![no_main]

use hashiya::document::html;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let paste = html::to_text(data);
    // A character reference is at least three bytes and stands for at most six; blocks add line ends.
    assert!(paste.text.len() <= data.len() * 3 + 16, "{} bytes from {}", paste.text.len(), data.len());
    assert_eq!(paste.lines, paste.text.lines().filter(|l| !l.trim().is_empty()).count());
    let _ = html::richer(data, &paste.text);
});

//! Any text, both profiles: the alignment tiles both texts, cuts no character, and agrees with itself both ways.

#![no_main]

use hashiya::normalize::{Profile, normalize};
use hashiya::text::{NormalizedSpan, SourceSpan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for profile in [Profile::Display, Profile::Search] {
        let found = normalize(text, profile);
        let (mut source, mut normalized) = (0, 0);
        for run in found.alignment.runs() {
            assert_eq!((run.source.start().get(), run.normalized.start().get()), (source, normalized));
            assert!(!run.keep || run.source.len() == run.normalized.len());
            assert!(text.get(run.source.range()).is_some());
            assert!(found.text.get(run.normalized.range()).is_some());
            (source, normalized) = (run.source.end().get(), run.normalized.end().get());
        }
        assert_eq!((source as usize, normalized as usize), (text.len(), found.text.len()));
        for (at, c) in found.text.char_indices().take(200) {
            let span = NormalizedSpan::from_usize(at, at + c.len_utf8());
            let words = found.to_source(span);
            assert!(!words.is_empty() && text.get(words.range()).is_some());
            assert!(found.to_normalized(words).contains(span));
        }
        let mut cursor = found.alignment.cursor();
        for (at, c) in text.char_indices().take(200) {
            let span = SourceSpan::from_usize(at, at + c.len_utf8());
            let became = found.to_normalized(span);
            assert_eq!(cursor.to_normalized(span), became);
            assert!(became.is_empty() || found.to_source(became).contains(span));
        }
        let again = normalize(&found.text, Profile::Search);
        let both = found.alignment.compose(&again.alignment);
        assert_eq!((both.source_len() as usize, both.normalized_len() as usize), (text.len(), again.text.len()));
    }
});

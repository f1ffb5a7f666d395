//! Searching the text the way people remember it: marks, letter variants and digits folded (ابراهيم finds إبراهيم).

use super::aligned::to_source;
use super::state::Work;
use crate::normalize::{self, Profile};
use crate::text::CharSpan;

/// Where the words stand, in code points of the original, through the document's normalised text; at most a thousand.
pub fn find(work: &Work, words: &str) -> Vec<CharSpan> {
    // Asked at every drawing, mostly for nothing: then the normaliser's tables need not be built.
    if words.is_empty() {
        return Vec::new();
    }
    let wanted = normalize::normalize(words.trim(), Profile::Search).text;
    if wanted.is_empty() {
        return Vec::new();
    }
    let part = &work.document.normalized;
    let mut out = Vec::new();
    let (mut byte, mut char) = (0, 0u32);
    let count = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
    for (at, hit) in part.text.match_indices(&wanted).take(1000) {
        char += count(part.text.get(byte..at).unwrap_or(""));
        byte = at;
        out.extend(to_source(part, CharSpan::new(char, char + count(hit))));
    }
    out
}

//! Any sequence of builder steps: lookups agree with a table of bytes; composition tiles and widens, never narrows.

#![no_main]

use hashiya::text::{Alignment, AlignmentBuilder, NormalizedSpan, SourceSpan};
use libfuzzer_sys::fuzz_target;

/// Builds an alignment from `steps`; with `source`, one whose original has exactly that many bytes.
fn build(steps: &[u8], source: Option<usize>) -> Alignment {
    let mut builder = AlignmentBuilder::default();
    let (mut left, mut last) = (source.unwrap_or(usize::MAX), 0);
    for pair in steps.chunks_exact(2) {
        let (n, m) = (usize::from(pair[0] & 7).min(left), usize::from(pair[0] >> 3 & 7));
        match pair[1] % 4 {
            0 => (builder.keep(n), last = n).0,
            1 => (builder.replace(n, m), last = m).0,
            2 => (builder.replace(n, 0), last = 0).0,
            _ if last > 0 => builder.attach(n, last.min(2)),
            _ => (builder.keep(n), last = n).0,
        }
        left -= n;
    }
    if source.is_some() {
        builder.keep(left);
    }
    builder.finish()
}

/// For each byte of one side, what it stands for on the other.
fn tables(a: &Alignment) -> (Vec<(u32, u32)>, Vec<(u32, u32)>) {
    let (mut source_of, mut normalized_of, mut at) = (Vec::new(), Vec::new(), (0, 0));
    for run in a.runs() {
        let (s, n) = (run.source, run.normalized);
        assert_eq!((s.start().get(), n.start().get()), at);
        assert!(!run.keep || s.len() == n.len());
        at = (s.end().get(), n.end().get());
        if run.keep {
            source_of.extend((s.start().get()..at.0).map(|b| (b, b + 1)));
            normalized_of.extend((n.start().get()..at.1).map(|b| (b, b + 1)));
        } else {
            source_of.extend((0..n.len()).map(|_| (s.start().get(), at.0)));
            normalized_of.extend((0..s.len()).map(|_| (n.start().get(), at.1)));
        }
    }
    assert_eq!(at, (a.source_len(), a.normalized_len()));
    (source_of, normalized_of)
}

fuzz_target!(|data: (&[u8], &[u8])| {
    let first = build(data.0, None);
    let (source_of, normalized_of) = tables(&first);
    for (at, want) in source_of.iter().enumerate().filter(|(_, w)| w.0 < w.1) {
        let span = first.to_source(NormalizedSpan::from_usize(at, at + 1));
        assert_eq!((span.start().get(), span.end().get()), *want);
    }
    for (at, want) in normalized_of.iter().enumerate() {
        let span = first.to_normalized(SourceSpan::from_usize(at, at + 1));
        assert_eq!((span.start().get(), span.end().get()), *want);
    }
    let second = build(data.1, Some(first.normalized_len() as usize));
    let both = first.compose(&second);
    tables(&both);
    assert_eq!((both.source_len(), both.normalized_len()), (first.source_len(), second.normalized_len()));
    // Bytes that stand for nothing are looked up at their nearest neighbour, which need not be the same twice: left out.
    let stands = |table: &[(u32, u32)], at: usize| table.get(at).is_some_and(|w| w.0 < w.1);
    let of_second = tables(&second).0;
    for at in (0..second.normalized_len()).filter(|&at| stands(&of_second, at as usize)) {
        let span = NormalizedSpan::new(at, at + 1);
        let middle = second.to_source(span);
        if !middle.range().all(|at| stands(&source_of, at)) {
            continue;
        }
        let steps = first.to_source(NormalizedSpan::new(middle.start().get(), middle.end().get()));
        assert!(both.to_source(span).contains(steps));
    }
});

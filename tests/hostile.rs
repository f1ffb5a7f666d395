//! Generated hostile articles through the whole pipeline: no panic, and every span its words.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test stops where it fails")]

mod common;

use common::hostile;

/// How many; `HASHIYA_HOSTILE=10000 cargo test --release --test hostile` for the long run.
fn count() -> u64 {
    std::env::var("HASHIYA_HOSTILE").ok().and_then(|n| n.parse().ok()).unwrap_or(800)
}

#[test]
fn no_article_breaks_the_core() {
    let mut read = 0;
    for seed in 0..count() {
        let text = hostile::article(seed, 20 + usize::try_from(seed % 120).unwrap());
        let Ok(document) = hashiya::document::Document::new(text.as_str()) else { continue };
        let options = hashiya::extract::Options {
            published: (seed % 3 == 0).then(|| "2018-05-22".to_owned()),
            boilerplate: seed % 5 == 0,
            ..hashiya::extract::Options::default()
        };
        let annotated = hashiya::annotate::annotate(&document, &options);
        hashiya::export::check(&annotated).unwrap_or_else(|e| panic!("article {seed}: {e}\n{text:?}"));
        assert_eq!(&*annotated.document.text, text);
        read += 1;
    }
    assert!(read > count() / 2, "only {read} were articles at all");
}

#[test]
fn a_large_article_of_each_kind_is_read() {
    for seed in 0..8 {
        let text = hostile::article(seed, 30_000);
        let document = hashiya::document::Document::new(text).unwrap();
        let annotated = hashiya::annotate::annotate(&document, &hashiya::extract::Options::default());
        hashiya::export::check(&annotated).unwrap();
    }
}

//! Figures on the marked articles of our own (`gold/`), layer by layer, and floors a little under them.
//!
//! `cargo test --test gold -- --nocapture` prints the figures and every mark that was missed or wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test")]

mod common;

use common::gold::{Figures, Mark, articles, parse, score};
use std::path::Path;

fn figures(beginning: &str) -> Figures {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut out = Figures::default();
    for article in articles(&folder, beginning) {
        let document = common::annotate(&article.text, article.published.as_deref());
        score(&article, &document, &mut out, &mut |line| println!("  {line}"));
    }
    out
}

#[track_caller]
fn check(beginning: &str, floors: &[(&str, f64)]) {
    let figures = figures(beginning);
    for (name, count) in &figures {
        println!("{beginning} {name:18} {:.3}   wanted {} found {}", count.f1(), count.wanted, count.found);
    }
    for (name, floor) in floors {
        let reached = figures.get(*name).map_or(0.0, |c| c.f1());
        assert!(reached >= *floor, "{beginning} {name}: {reached:.3} is under {floor}");
    }
}

#[test]
fn articles_that_are_mended_by() {
    check(
        "dev-",
        &[
            ("section chars", 0.99),
            ("time exact", 0.97),
            ("time value", 0.97),
            ("quantity exact", 0.97),
            ("quantity value", 0.97),
            ("entity exact", 0.88),
            ("quotation exact", 0.79),
        ],
    );
}

#[test]
fn articles_that_nothing_is_mended_by() {
    check(
        "test-",
        &[
            ("section chars", 0.98),
            ("time exact", 0.93),
            ("time value", 0.93),
            ("quantity exact", 0.88),
            ("quantity value", 0.92),
            ("entity exact", 0.88),
            ("quotation exact", 0.73),
        ],
    );
}

#[test]
fn marks_are_read() {
    let (text, marks) = parse("⟦SEC kind=paragraph|قال ⟦QUOTE speaker=\"علي حسن\" cue=قال|إن ⟦GPE|دمشق⟧ هادئة⟧.⟧");
    assert_eq!(text, "قال إن دمشق هادئة.");
    let spans: Vec<(&str, usize, usize)> = marks.iter().map(|m: &Mark| (m.label.as_str(), m.start, m.end)).collect();
    assert_eq!(spans, [("SEC", 0, 18), ("QUOTE", 4, 17), ("GPE", 7, 11)]);
    assert_eq!(marks[1].attributes["speaker"], "علي حسن");
    assert_eq!(marks[1].attributes["cue"], "قال");
}

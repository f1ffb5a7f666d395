//! The artefact: whole, the one whose checksum is written down, and of use.

use super::*;
use crate::document::Document;
use crate::normalize::{self, Profile};
use crate::segment;
use crate::structure;

static BYTES: &[u8] = include_bytes!("model/tagger.bin");

fn names(text: &str, model: &Model) -> Vec<(String, &'static str)> {
    let document = Document::new(text).unwrap();
    let normalized = normalize::normalize(text, Profile::Search);
    let sections = structure::sections(&document);
    let seg = segment::segment(&document, &normalized, &sections);
    let sentences: Vec<Range<usize>> = seg.sentences.iter().map(|s| s.tokens.clone()).collect();
    let reading = spans(&words(&seg, model.lexicon()), &sentences, model);
    assert_eq!(reading.outside.len(), seg.tokens.len());
    assert!(reading.outside.iter().all(|p| (0.0..=1.0001).contains(p)));
    let name = |t: &Tagged| {
        let words: Vec<&str> = (t.first..=t.last).map(|n| seg.fold(n)).collect();
        assert!((0.0..=1.0).contains(&t.confidence));
        (words.join(" "), t.label.code())
    };
    reading.names.iter().map(name).collect()
}

#[test]
fn the_artefact_is_the_one_whose_checksum_is_written_down() {
    use sha2::{Digest, Sha256};
    let sum: String = Sha256::digest(BYTES).iter().map(|b| format!("{b:02x}")).collect();
    assert!(include_str!("model/tagger.bin.sha256").starts_with(&sum), "{sum}");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, BYTES).unwrap();
    assert!(packed.finish().unwrap().len() < 3_000_000, "the page fetches at most 3 MB");
}

#[test]
fn names_in_plain_sentences() {
    let model = Model::from_bytes(BYTES).unwrap();
    let check = |text: &str, want: &[(&str, &str)]| {
        let found = names(text, &model);
        let found: Vec<(&str, &str)> = found.iter().map(|(w, l)| (w.as_str(), *l)).collect();
        assert_eq!(found, want, "{text}");
    };
    check("وصل الرئيس الفرنسي جاك شيراك إلى بيروت صباح اليوم.", &[("جاك شيراك", "PER"), ("بيروت", "GPE")]);
    check("اجتمع وزراء الخارجية في القاهرة.", &[("القاهره", "GPE")]);
    check("ارتفعت أسعار الخضار في الأسواق أمس.", &[]);
}

#[test]
fn the_same_text_is_read_the_same_way_twice() {
    let model = Model::from_bytes(BYTES).unwrap();
    let text = "زار محمود عباس القاهرة. وقال عباس إن مصر وعدت بالمساعدة.";
    assert_eq!(names(text, &model), names(text, &model));
}

//! Speed of the core, single thread: normalisation with its alignment, segmentation, both together, the tagger, times with quantities, and
//! quotations.
//!
//! The text is the five seed articles repeated to 8 MB where they lie beside the checkout (`../shared`, or `HASHIYA_SHARED`), else
//! sentences of our own. `benches/peers.sh` runs others' normalisers on the same text.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use hashiya::document::Document;
use hashiya::extract::entity::tagger::{self, Model};
use hashiya::extract::{self, Findings, Options};
use hashiya::normalize::{Profile, normalize};
use hashiya::segment::segment;
use hashiya::structure::sections;
use std::hint::black_box;
use std::path::PathBuf;

/// As much text as the peers get.
const SIZE: usize = 8_000_000;

const OWN: &str = "قال متحدث باسم الوزارة، إنّ «فرق الإنقاذ» وصلت إلى المدينة فجر الأحد، وإن 12 شخصًا نُقلوا إلى المستشفى.\n\
    وأضاف أن الطريق بين البلدتين ما يزال مقطوعاً منذ أمس الأول، وأن 3٬500 أسرة تنتظر المساعدة.\n";

fn text(size: usize) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("HASHIYA_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(shared.join("seeds")).map(|d| d.map(|e| e.unwrap().path()).collect()).unwrap_or_default();
    files.sort();
    let once = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect::<Vec<_>>().join("\n");
    let once = if once.is_empty() { OWN.to_owned() } else { once + "\n" };
    let mut text = once.repeat(size.div_ceil(once.len()));
    text.truncate(text.floor_char_boundary(size));
    text
}

fn core(c: &mut Criterion) {
    let whole = text(SIZE);
    if let Some(path) = std::env::var_os("HASHIYA_BENCH_TEXT") {
        std::fs::write(path, &whole).unwrap();
    }
    let found = normalize(&whole, Profile::Search);
    println!(
        "input {} B, output {} B, alignment {} B: {:.3} times the input beyond input and output",
        whole.len(),
        found.text.len(),
        found.alignment.heap(),
        found.alignment.heap() as f64 / whole.len() as f64
    );
    let mut group = c.benchmark_group("normalize");
    group.sample_size(20).throughput(Throughput::Bytes(whole.len() as u64));
    group.bench_function("search", |b| b.iter(|| normalize(black_box(&whole), Profile::Search)));
    group.bench_function("display", |b| b.iter(|| normalize(black_box(&whole), Profile::Display)));
    group.finish();

    let part = text(1_000_000);
    let document = Document::new(part.clone()).unwrap();
    let parts = sections(&document);
    let mut group = c.benchmark_group("segment");
    group.sample_size(10).throughput(Throughput::Bytes(part.len() as u64));
    group.bench_function("normalize and segment", |b| {
        b.iter(|| segment(&document, &normalize(black_box(&part), Profile::Search), &parts))
    });
    group.finish();
    tagger_speed(c, &text(60_000));
}

/// The tagger on one article of the size of the five seeds together: loading its model, tagging analysed words, both passes.
fn tagger_speed(c: &mut Criterion, text: &str) {
    static MODEL: &[u8] = include_bytes!("../src/extract/entity/tagger/model/tagger.bin");
    let model = Model::from_bytes(MODEL).unwrap();
    let document = Document::new(text).unwrap();
    let seg = segment(&document, &normalize(text, Profile::Search), &sections(&document));
    let sentences: Vec<_> = seg.sentences.iter().map(|s| s.tokens.clone()).collect();
    let mut group = c.benchmark_group("tagger");
    group.sample_size(20);
    group.bench_function("load", |b| b.iter(|| Model::from_bytes(black_box(MODEL)).unwrap()));
    group.throughput(Throughput::Elements(seg.tokens.len() as u64));
    group.bench_function("words", |b| {
        b.iter(|| tagger::spans(&tagger::words(&seg, model.lexicon()), &sentences, &model))
    });
    group.finish();
}

/// Times with quantities, and reported speech, each stage alone on what the stages before it found.
fn stages(c: &mut Criterion) {
    let part = text(1_000_000);
    let document = Document::new(part.clone()).unwrap();
    extract::with_context(&document, &Options::default(), |cx| {
        let mut group = c.benchmark_group("extract");
        group.sample_size(10).throughput(Throughput::Bytes(part.len() as u64));
        let counted = || {
            let mut findings = Findings::default();
            extract::timex::extract(black_box(cx), &mut findings);
            extract::quantity::extract(cx, &mut findings);
            findings
        };
        group.bench_function("times and quantities", |b| b.iter(counted));
        let mut before = counted();
        extract::entity::extract(cx, &mut before);
        group.bench_function("quotations", |b| {
            b.iter_batched_ref(
                || before.clone(),
                |findings| extract::quotation::extract(black_box(cx), findings),
                BatchSize::LargeInput,
            )
        });
        group.finish();
    });
}

criterion_group!(benches, core, stages);
criterion_main!(benches);

#!/usr/bin/env bash
# Runs others' normalisers on the text of `cargo bench --bench core` and prints ratios. All that it installs goes to a throw-away
# folder. Needs python3 with venv, cargo, and the registries (PyPI, crates.io).
#   benches/peers.sh            uses the speed that criterion wrote for normalize/search; run `cargo bench --bench core` first
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

text="$work/text.txt"
HASHIYA_BENCH_TEXT="$text" cargo bench --quiet --bench core -- 'normalize/search' | tee "$work/core.log"
estimates="${CARGO_TARGET_DIR:-target}/criterion/normalize/search/new/estimates.json"
[ -f "$estimates" ] && [ -f "$text" ] || { echo "no figures from the bench"; exit 1; }

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check arabic-normalize arabic-norm

mkdir -p "$work/charabia/src"
cat >"$work/charabia/Cargo.toml" <<'TOML'
[package]
name = "peer"
version = "0.0.0"
edition = "2021"
[dependencies]
charabia = { version = "0.9", default-features = false }
[profile.release]
lto = "fat"
codegen-units = 1
[workspace]
TOML
cat >"$work/charabia/src/main.rs" <<'RUST'
// charabia with its char map: its normaliser alone on lines marked as Arabic, and its tokenizer, which is how it is used.
use charabia::normalizer::NormalizerOption;
use charabia::{Normalize, Script, Token, TokenizerBuilder};
use std::borrow::Cow;
use std::hint::black_box;
fn best(bytes: usize, mut run: impl FnMut() -> usize) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    bytes as f64 / best / 1e6
}
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let text = &text[..text.floor_char_boundary(1_000_000)];
    let option = NormalizerOption { create_char_map: true, ..Default::default() };
    let normalizer = best(text.len(), || {
        text.split_inclusive('\n')
            .map(|line| {
                let token = Token { lemma: Cow::Borrowed(line), script: Script::Arabic, ..Default::default() };
                token.normalize(&option).lemma.len()
            })
            .sum()
    });
    let mut builder = TokenizerBuilder::default();
    let tokenizer = builder.create_char_map(true).build();
    let whole = best(text.len(), || tokenizer.tokenize(text).map(|t| t.lemma.len()).sum());
    println!("{normalizer} {whole}");
}
RUST
charabia=$( (cd "$work/charabia" && cargo build --quiet --release && ./target/release/peer "$text") || echo 0 0)

"$work/venv/bin/python" - "$text" "$estimates" $charabia <<'PYTHON'
import json, sys, time
import arabic_norm, arabic_normalize

text = open(sys.argv[1], encoding="utf-8", newline="").read()
size = len(text.encode())
ours = size / json.load(open(sys.argv[2]))["median"]["point_estimate"] * 1e3


def speed(call):
    best = float("inf")
    for _ in range(7):
        start = time.perf_counter()
        call(text)
        best = min(best, time.perf_counter() - start)
    return size / best / 1e6


peers = {
    "arabic-norm normalize (PyPI)": speed(arabic_norm.normalize),
    "arabic-normalize normalize_for_search (PyPI)": speed(arabic_normalize.normalize_for_search),
    "arabic-normalize normalize (PyPI)": speed(arabic_normalize.normalize),
    "charabia, its normaliser alone, with char map": float(sys.argv[3]),
    "charabia, its tokenizer, with char map": float(sys.argv[4]),
}
print(f"{'MB/s':>9}  {'ours is':>9}")
print(f"{ours:9.1f}  {'':>9}  hashiya search with alignment (median)")
for name, value in peers.items():
    print(f"{value:9.1f}  {f'{ours / value:.2f} x' if value else 'not built':>9}  {name}")
PYTHON

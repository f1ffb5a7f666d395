#!/usr/bin/env bash
# What other normalisers make of the words in words.txt, one JSON object a word: the table in docs/normalisation.md.
# Everything goes to a throw-away folder, but for Debian's liblucene++-dev, libboost-all-dev and g++, which must be there for Lucene.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-deps camel-tools emoji docopt six pyarabic arabic-norm arabic-normalize
"$work/venv/bin/python" others.py words.txt >"$work/others"
g++ -O1 -w -o "$work/lucene" lucene.cpp -llucene++-contrib -llucene++ -lboost_system
"$work/lucene" <words.txt >"$work/lucene.txt"
mkdir -p "$work/charabia/src"
cp charabia.rs "$work/charabia/src/main.rs"
cat >"$work/charabia/Cargo.toml" <<'TOML'
[package]
name = "peer"
version = "0.0.0"
edition = "2021"
[dependencies]
charabia = { version = "0.9", default-features = false }
[workspace]
TOML
cargo run --quiet --manifest-path "$work/charabia/Cargo.toml" <words.txt >"$work/charabia.txt"
paste words.txt "$work/lucene.txt" "$work/charabia.txt" "$work/others"

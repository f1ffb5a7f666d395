#!/usr/bin/env bash
# Scores the command line on the gold articles and suites: .ci/score.sh SHARED [--errors LAYER]
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$1
shift
cargo build --quiet --release --bin hashiya
export HASHIYA="${CARGO_TARGET_DIR:-$PWD/target}/release/hashiya"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for article in "$shared"/seeds/*.txt; do
  name=$(basename "$article" .txt)
  date=$(sed -n "s/.*\"$name\": *\"\([^\"]*\)\".*/\1/p" "$shared/gold/published.json")
  "$HASHIYA" annotate ${date:+--published "$date"} "$article" --out "$out"
done
echo "== the five articles"
python3 "$shared/eval/score.py" "$shared/gold/seeds" "$out" "$@"
echo "== numbers and times"
python3 "$shared/eval/cases.py" "$shared/suites/numbers-and-times.jsonl"
echo "== entities, wikifane/dev"
python3 "$shared/eval/ner.py" "$shared/corpora/ner/wikifane/dev.conll"

#!/usr/bin/env bash
# Fuzzes each target for so many seconds (default 600). What is found goes to fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
for target in normalize alignment; do
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # New inputs go to a scratch folder, so that the corpus in the repository stays small.
  RUSTC_BOOTSTRAP=1 cargo fuzz run -s none "$target" "$work" "fuzz/corpus/$target" -- \
    -max_total_time="${1:-600}" -max_len=512 -print_final_stats=1
done

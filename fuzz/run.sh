#!/usr/bin/env bash
# Fuzzes targets for so many seconds each: fuzz/run.sh [SECONDS] [TARGET…]; by default 600 and all. What is found goes to fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
[ $# -gt 0 ] || set -- normalize alignment paste html json lexicon labels backup
failed=0
for target in "$@"; do
  work=$(mktemp -d)
  # New inputs go to a scratch folder, so that the corpus in the repository stays small.
  mkdir -p "fuzz/corpus/$target"
  echo "== $target"
  RUSTC_BOOTSTRAP=1 cargo fuzz run -s none "$target" "$work" "fuzz/corpus/$target" -- \
    -max_total_time="$seconds" -max_len=4096 -timeout=120 -print_final_stats=1 || { echo "FAILED: $target"; failed=1; }
  rm -rf "$work"
done
exit $failed

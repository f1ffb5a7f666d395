#!/usr/bin/env bash
# Writes sw.js into a built page: every file it needs without a network, each with its SHA-256; by itself in Trunk's post_build hook.
# Usage: .ci/offline.sh [DIST]
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD/src/web/sw.js
dist=${1:-${TRUNK_STAGING_DIR:-dist}}
cd "$dist"
sum() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
list() { find . -type f ! -name sw.js ! -name hashiya.html ! -name '.*' | LC_ALL=C sort | while read -r file; do sum "$file"; done; }
files=$(list | sed 's|^\([0-9a-f]*\) [ *]\./\(.*\)$|  "\2": "\1",|')
version=$(printf '%s' "$files" | sum | cut -c1-12)
awk -v version="$version" -v files="$files" '{ gsub(/@VERSION@/, version) } /@FILES@/ { print files; next } { print }' "$source" >sw.js

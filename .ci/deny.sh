#!/usr/bin/env bash
# Licences, bans, sources and advisories of the dependencies (.ci/deny.toml), by cargo-deny: the one on PATH, or the tools' own, built
# once. What cannot be checked here (no cargo-deny to be had, no database of advisories) is skipped, and the last line says so.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH="$(.ci/tools.sh path):$PATH"
export PATH
deny() { cargo deny --config .ci/deny.toml "$@"; }
if ! command -v cargo-deny >/dev/null && ! timeout 600 .ci/tools.sh deny; then
  echo "SKIPPED: licences, sources and advisories (cargo-deny cannot be had here)"
  exit 0
fi
deny check licenses bans sources || exit 1
if timeout 120 cargo deny --config .ci/deny.toml fetch db >/dev/null 2>&1; then
  deny check advisories || exit 1
else
  echo "SKIPPED: advisories (the RustSec database cannot be had here); licences, bans and sources were checked"
fi

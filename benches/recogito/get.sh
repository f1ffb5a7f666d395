#!/usr/bin/env bash
# Puts the peer's page together in a folder: our frame of it, and its program from npm (@recogito/text-annotator, BSD-3-Clause).
#   benches/recogito/get.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p "$1/npm"
npm install --silent --no-audit --no-fund --prefix "$1/npm" @recogito/text-annotator@4.1.1
cp index.html "$1/npm/node_modules/@recogito/text-annotator/dist/"text-annotator.{css,umd.js} "$1/"

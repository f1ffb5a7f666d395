#!/usr/bin/env bash
# Sets up what building and testing need, once, into a folder that every later run (and every other checkout) reuses:
#   $HASHIYA_TOOLS, by default ~/.cache/hashiya/tools
# Usage: .ci/tools.sh build | browser | deny | path | axe
#   build    the wasm32 target, trunk, wasm-bindgen, wasm-opt (npm's binaryen; without Node a stand-in that only copies)
#   browser  Chromium, its driver and an Arabic font (Debian's packages, where they may be installed)
#   deny     cargo-deny (some minutes, once)
#   path     prints the folders to put before PATH
#   axe      prints where axe-core is (the accessibility checks of the end-to-end tests), or nothing where there is no Node
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${HASHIYA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/hashiya/tools}
trunk_version=0.21.14
binaryen_version=132.0.0
axe_version=4.14.1
deny_version=0.20.2
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[",]/, ""); print $3; exit }' Cargo.lock)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

install() { # NAME VERSION COMMAND EXTRA…: cargo install into the tools folder, unless that version is there already
  local name=$1 version=$2 command=$3
  shift 3
  if [ "$("$tools/bin/$command" --version 2>/dev/null | awk '{ print $2; exit }')" = "$version" ]; then return; fi
  say "installing $name $version into $tools (once; some minutes)"
  CARGO_TARGET_DIR="$tools/build" CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=false \
    cargo install --force --root "$tools" "$name" --version "$version" "$@"
  rm -rf "$tools/build"
}

build() {
  command -v cargo >/dev/null || { say "Rust is missing: install it with rustup (https://rustup.rs)"; exit 1; }
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
    say "adding the wasm32-unknown-unknown target"
    rustup target add wasm32-unknown-unknown
  fi
  # The page is built offline (trunk would look for its tools otherwise): what it is made of has to be here.
  cargo fetch --locked --quiet
  mkdir -p "$tools/bin"
  install trunk "$trunk_version" trunk --locked
  # Without --locked: its lock file names a crate that not every registry mirror has.
  install wasm-bindgen-cli "$bindgen_version" wasm-bindgen
  optimiser
}

optimiser() {
  if [ -x "$tools/npm-$binaryen_version/node_modules/.bin/wasm-opt" ]; then return; fi
  if command -v npm >/dev/null && npm install --silent --no-fund --no-audit --prefix "$tools/npm-$binaryen_version" "binaryen@$binaryen_version" >&2; then
    rm -f "$tools/bin/wasm-opt"
    return
  fi
  say "no Node here: the page is built without wasm-opt, a little larger and slower"
  cat >"$tools/bin/wasm-opt" <<'SHIM'
#!/bin/sh
# Stands in for wasm-opt where there is no Node: copies its input to its output.
[ "$1" = "--version" ] && { echo "wasm-opt version 0 (copy)"; exit 0; }
in= out=
while [ $# -gt 0 ]; do
  case $1 in
    -o|--output) out=$2; shift ;;
    --output=*) out=${1#--output=} ;;
    -*) ;;
    *) in=$1 ;;
  esac
  shift
done
[ -n "$in" ] && [ -n "$out" ] && { [ "$in" -ef "$out" ] || cp "$in" "$out"; }
SHIM
  chmod +x "$tools/bin/wasm-opt"
}

axe() { # axe-core's file, fetched once; nothing where there is no npm
  local file="$tools/axe-$axe_version/node_modules/axe-core/axe.min.js"
  if [ ! -f "$file" ] && command -v npm >/dev/null; then
    npm install --silent --no-fund --no-audit --prefix "$tools/axe-$axe_version" "axe-core@$axe_version" >&2 || true
  fi
  if [ -f "$file" ]; then printf '%s' "$file"; fi
}

browser() {
  local missing=()
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
  command -v chromedriver >/dev/null || missing+=(chromium-driver)
  if command -v fc-list >/dev/null && ! fc-list :lang=ar family | grep -q .; then missing+=(fonts-noto-core); fi
  axe >/dev/null
  [ ${#missing[@]} -eq 0 ] && return
  local root=()
  if [ "$(id -u)" -ne 0 ]; then root=(sudo -n); fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    say "installing Debian's ${missing[*]}"
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-noto-core >&2
  else
    say "the browser tests need Chromium and its driver: install ${missing[*]} (Debian's names) and run this again"
    exit 1
  fi
}

case ${1:-build} in
  build) build ;;
  browser) browser ;;
  deny) mkdir -p "$tools/bin" && install cargo-deny "$deny_version" cargo-deny --locked ;;
  axe) axe ;;
  path) printf '%s' "$tools/bin:$tools/npm-$binaryen_version/node_modules/.bin" ;;
  *) say "usage: .ci/tools.sh build | browser | deny | path | axe"; exit 2 ;;
esac

# Hashiya. `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export PATH := $(shell .ci/tools.sh path):$(PATH)
SHARED ?= $(firstword $(wildcard ../shared) $(HASHIYA_SHARED))
WASM := --target wasm32-unknown-unknown --no-default-features --features web
PORT ?= 8080

.PHONY: help serve test check fmt clippy native browser laws page e2e kills dist score screenshots bench bench-page silver net train fuzz deny clean tools

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: tools ## set everything up, build the page, serve it at http://127.0.0.1:8080
	trunk serve --release --offline --address 127.0.0.1 --port $(PORT)

test: tools check deny native dist browser e2e ## everything: formatting, lints, dependencies, native tests, tests in the browser, end to end

tools:
	@.ci/tools.sh build

check: fmt clippy ## formatting and lints, native and WASM

fmt:
	cargo fmt --all --check

clippy: tools
	cargo clippy --all-targets --features e2e -- -D warnings
	cargo clippy $(WASM) --lib --bins --test browser -- -D warnings

native: ## native tests: unit, golden, property, layering, command line
	cargo test

LAWS ?= 20000
laws: ## the property tests on many new cases (LAWS of them, from a random seed)
	PROPTEST_CASES=$(LAWS) PROPTEST_RNG_SEED=$$RANDOM$$RANDOM cargo test --profile fast --lib --test properties

browser: tools ## unit tests in headless Chromium
	@.ci/tools.sh browser
	CHROMEDRIVER=$$(command -v chromedriver) CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	  WASM_BINDGEN_TEST_TIMEOUT=120 cargo test $(WASM) --test browser

page: tools ## the page, built for release into dist/
	trunk build --release --offline

kills: ## ends the browser a hundred times in the middle of work, and looks what is there (make page first)
	HASHIYA_KILLS=100 cargo test --features e2e --test e2e kills -- --nocapture

e2e: ## the main job in a real browser, on the built page (make dist first)
	@.ci/tools.sh browser
	cargo test --features e2e --test e2e --no-run
	@.ci/e2e.sh

dist: page ## the page for any static host, and as one file (dist/hashiya.html), with sizes and hashes
	@cd dist && for f in *.html *.js *.css *.wasm *.bin; do [ -e "$$f" ] && printf '%9d B  %9d B gzip  %s\n' "$$(wc -c <"$$f")" "$$(gzip -9c "$$f" | wc -c)" "$$f"; done; true
	@cargo run --quiet --features dist --bin pack -- dist dist/hashiya.html

score: ## figures on the marked articles: our own (tests/gold), and with ../shared the seeds and suites
	cargo test --quiet --test gold -- --nocapture --test-threads 1
	@[ -n "$(SHARED)" ] || { echo "no ../shared here: nothing to score"; exit 0; }; .ci/score.sh "$(SHARED)"

screenshots: page ## pictures of the main views, both languages, light and dark, into docs/screenshots
	@.ci/tools.sh browser
	cargo test --features e2e --test screenshots

bench: ## speed of the core, and against its peers
	cargo bench --bench core
	cargo bench --bench linear
	[ ! -x benches/peers.sh ] || benches/peers.sh

bench-page: page ## size, load and annotation times of the built page in a real browser
	@.ci/tools.sh browser
	cargo bench --features e2e --bench page

SILVER := target/train/silver

silver: ## what the teacher says of unlabelled text, for `make train` (an hour; needs torch: .ci/silver.py)
	python3 .ci/silver.py "$(SHARED)" $(SILVER) --words 1324402

net: ## the small network beside the tagger's chain, from what `make silver` made (twenty minutes; needs torch: .ci/student.py)
	cargo build --release --features train --bin train
	python3 .ci/student.py "$(SHARED)" $(SILVER) --keys $(SILVER)/keys.tsv --out $(SILVER)/net-dev.bin
	python3 .ci/student.py "$(SHARED)" $(SILVER) --keys $(SILVER)/keys.tsv --out $(SILVER)/net.bin --all

train: ## train the entity tagger (needs ../shared/corpora; with what `make silver` and `make net` made, where it is there)
	cargo run --release --features train --bin train -- "$(SHARED)/corpora" \
	  $(patsubst %,--silver %,$(wildcard $(SILVER)/ant.conll $(SILVER)/wiki.conll)) $(patsubst %,--places %,$(wildcard $(SILVER)/places.tsv)) \
	  $(patsubst %,--net %,$(wildcard $(SILVER)/net-dev.bin)) $(patsubst %,--last-net %,$(wildcard $(SILVER)/net.bin))

fuzz: ## ten minutes of fuzzing on each target (fuzz/README.md)
	fuzz/run.sh 600

deny: ## licences, sources and advisories of the dependencies
	@.ci/deny.sh

clean: ## remove what was built (the tools stay)
	cargo clean
	rm -rf dist

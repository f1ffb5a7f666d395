//! The architecture's promises, checked on the source itself: who imports whom, and that the core is pure.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test stops where it fails"
)]

use std::path::{Path, PathBuf};

/// The stages in the data's order (src/lib.rs); none imports one further down.
const ORDER: &[&str] = &[
    "text",
    "document",
    "normalize",
    "lexicon",
    "structure",
    "segment",
    "extract",
    "annotate",
    "story",
    "export",
    "session",
    "worker",
    "web",
    "cli",
];

/// What a pure core does not use: browser, clock, random numbers, files, processes, threads.
const IMPURE: &[&str] = &[
    "web_sys",
    "js_sys",
    "gloo",
    "wasm_bindgen",
    "yew",
    "idb::",
    "std::fs",
    "std::io",
    "std::env::var",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant::now",
    "rand::",
    "getrandom",
    "println!",
    "eprintln!",
    "Zoned::now",
    "Timestamp::now",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            out.push(path);
        }
    }
}

/// The lines of a file that are code, up to its tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]")).filter(|(_, line)| {
        let line = line.trim_start();
        !line.starts_with("//")
    })
}

fn each(mut check: impl FnMut(usize, &str, &Path, usize, &str, &mut Vec<String>)) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    let mut seen = 0;
    for (level, stage) in ORDER.iter().enumerate() {
        let mut files = Vec::new();
        sources(&src.join(stage), &mut files);
        for file in files {
            seen += 1;
            let text = std::fs::read_to_string(&file).unwrap();
            for (n, line) in code(&text) {
                check(level, stage, &file, n + 1, line, &mut broken);
            }
        }
    }
    assert!(seen > ORDER.len(), "found only {seen} source files");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_imports_rightwards() {
    each(|level, stage, file, n, line, broken| {
        for later in ORDER.iter().skip(level + 1) {
            if line.contains(&format!("crate::{later}::")) || line.contains(&format!("crate::{later};")) {
                broken.push(format!("{}:{n}: {stage} imports {later}", file.display()));
            }
        }
    });
}

#[test]
fn every_stage_is_in_the_order() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "bin" {
            assert!(ORDER.contains(&name.as_str()), "src/{name} is not in the order of stages");
        }
    }
}

#[test]
fn the_core_is_pure() {
    each(|_, stage, file, n, line, broken| {
        if matches!(stage, "web" | "cli") {
            return;
        }
        for word in IMPURE {
            if line.contains(word) {
                broken.push(format!("{}:{n}: {stage} uses {word}", file.display()));
            }
        }
    });
}

#[test]
fn unsafe_is_nowhere_unexplained() {
    each(|_, _, file, n, line, broken| {
        let allowed = line.contains("unsafe_code") && line.contains("reason");
        if line.contains("unsafe ") && !allowed {
            broken.push(format!("{}:{n}: unsafe", file.display()));
        }
    });
}

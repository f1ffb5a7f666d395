//! The main job in a real browser, on the built page: paste, annotate, correct, undo, download, open again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test stops where it fails"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../support/mod.rs"]
mod support;

mod access;
mod bounding;
mod comfort;
mod fell;
mod hidden;
mod hostile;
mod inputs;
mod job;
mod judging;
mod keeping;
mod keyboard;
mod kills;
mod labels;
mod library;
mod normalised;
mod offline;
mod one_file;
mod payloads;
mod practice;
mod reviewing;
mod selecting;
mod statements;
mod tabs;
mod tour;
mod versions;

//! Word lists (TSV, source and licence in each file's header) and what looks words up in them.
//!
//! Imports `text` and `normalize`. A list is read once, when it is first asked for.

pub(crate) mod lists;
pub mod numerals;

/// The rows of a TSV word list: comment lines (`#`) and empty lines left out, cells split at tabs.
pub fn rows(tsv: &str) -> impl Iterator<Item = Vec<&str>> {
    tsv.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

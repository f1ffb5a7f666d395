//! Hashiya reads an Arabic news article and says what it holds: sections, names, times, numbers, quotations.
//!
//! The modules stand in the order in which the data goes through them; none imports one further down.
//!
//! | module | in | out |
//! |---|---|---|
//! | [`text`] | | offsets, spans, the alignment, Arabic letters by name |
//! | [`document`] | what was pasted | an immutable [`document::Document`], and later its sections |
//! | [`normalize`] | text | [`normalize::Normalized`]: a profile's text with its exact alignment |
//! | [`lexicon`] | word lists (TSV) | matchers |
//! | [`structure`] | the document | sections: headline, byline, paragraphs, boilerplate |
//! | [`segment`] | normalised text | sentences, tokens, clitics |
//! | [`extract`] | segmentation | mentions: entities, times, quantities, quotations, events |
//! | [`annotate`] | mentions and a person | the annotation document, edits with inverses, history |
//! | [`story`] | several documents | what they share and where they differ |
//! | [`export`] | the annotation document | files, and back, with every check |
//! | [`session`] | what the person is doing | a pure reducer |
//! | [`worker`] | a request | a response, in steps |
//! | `web` | a browser | the page (feature `web`) |

pub mod text;

pub mod document;

pub mod normalize;

pub mod lexicon;

pub mod structure;

pub mod segment;

pub mod extract;

pub mod annotate;

pub mod story;

pub mod export;

pub mod session;

pub mod worker;

#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod web;

#[cfg(feature = "cli")]
pub mod cli;

//! Arabic normalisation with an exact alignment.
//!
//! In: a text. Out: [`Normalized`]. Imports `text` only. The rules stand in [`rules`], in order; docs/normalisation.md says what they do.
//!
//! **Invariant:** only the rewriter builds alignments.

mod context;
mod fold;
mod rewrite;
pub mod rules;

pub use context::entity_at;
pub use fold::{fold_char, fold_word, letters_of, letters_with_places};

use crate::text::{Alignment, NormalizedSpan, SourceSpan};
use serde::{Deserialize, Serialize};

/// What is made equal.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Lossless clean-up.
    Display,
    /// For finding and comparing: marks, letter variants, digits, quote marks and spaces folded.
    #[default]
    Search,
}

/// A profile's text with the map back to the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized {
    /// Which rules were applied.
    pub profile: Profile,
    /// The normalised text.
    pub text: String,
    /// Between the original and `text`.
    pub alignment: Alignment,
}

impl Normalized {
    /// The original words behind a span of the normalised text.
    pub fn to_source(&self, span: NormalizedSpan) -> SourceSpan {
        self.alignment.to_source(span)
    }
    /// What a span of the original became.
    pub fn to_normalized(&self, span: SourceSpan) -> NormalizedSpan {
        self.alignment.to_normalized(span)
    }
}

/// Normalises `text` after `profile`.
pub fn normalize(text: &str, profile: Profile) -> Normalized {
    let (text, alignment) = rewrite::rewrite(text, profile);
    Normalized { profile, text, alignment }
}

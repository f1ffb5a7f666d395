//! Named mentions and the entities behind them.

pub mod tagger;

use super::{Context, Findings};

/// Finds the named mentions.
pub fn extract(_: &Context<'_>, _: &mut Findings) {}

/// Joins mentions to entities.
pub fn cluster(_: &Context<'_>, _: &mut Findings) {}

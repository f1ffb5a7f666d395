//! Reported speech: content, cue, speaker, addressee, stance.

use super::{Context, Findings};

/// Finds every quotation.
pub fn extract(_: &Context<'_>, _: &mut Findings) {}

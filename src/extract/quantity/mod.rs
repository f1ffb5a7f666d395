//! Numbers, in digits and words, with what they count.

use super::{Context, Findings};

/// Finds every quantity that is not part of a time.
pub fn extract(_: &Context<'_>, _: &mut Findings) {}

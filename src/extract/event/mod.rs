//! Events. Nothing is proposed yet: the layer is a person's.

use super::{Context, Findings};

/// Finds events.
pub fn extract(_: &Context<'_>, _: &mut Findings) {}

//! What components share: the store, the host of side effects, listeners.

mod batch;
mod host;
mod keeping;
mod lexicon;
mod listen;
mod saver;
mod store;

pub(super) use batch::{folders, keep_folders};
pub(super) use host::HostRef;
pub(super) use keeping::{change as change_keeping, use_keeping, use_offline};
pub(super) use lexicon::{KEY as LEXICON, change_lexicon, lexicon};
pub(super) use listen::{Target, use_listener};
pub(super) use saver::Saver;
pub(super) use store::latest;
use store::set_latest;
pub(super) use store::{Ctx, Shared, Store, use_ctx};

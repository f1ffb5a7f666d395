//! What components share: the store, the host of side effects, listeners.

mod batch;
mod host;
mod keeping;
mod lexicon;
mod listen;
mod saver;
mod store;
mod things;

pub(super) use batch::{change_folders, folders};
pub(super) use host::{Clicked, HostRef};
pub(super) use keeping::{Update, change as change_keeping, take_update, use_keeping, use_offline};
pub(super) use lexicon::{change_lexicon, lexicon};
pub(super) use listen::{Target, use_listener};
pub(super) use saver::Saver;
pub(super) use store::{Ctx, Shared, begin, first, happen, latest, use_ctx};
pub(super) use things::{LABELS, change as change_thing, labelled, load as load_things, own_labels};

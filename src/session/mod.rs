//! What the person is doing: a pure reducer over the annotation document, tested natively.
//!
//! In: a [`Session`] and an [`Action`]. Out: the next [`Session`], the same `Rc` where nothing changes. No clock, no browser:
//! times come with the actions, and the page saves, posts and downloads when the revision moves.

mod action;
mod aligned;
pub mod backup;
mod caret;
mod compare;
mod edits;
mod everywhere;
mod find;
pub mod journal;
pub mod judge;
pub mod labels;
pub mod library;
mod lines;
mod list;
mod parts;
mod readable;
mod reduce;
mod select;
mod state;
mod statements;
#[cfg(test)]
mod tests;

pub use action::{Action, Command};
pub use aligned::{to_normalized, to_source};
pub use caret::{Caret, Motion, dragged, word_at};
pub use compare::{Change, Difference, compare};
pub use edits::plan;
pub use everywhere::{Occurrence, occurrences, occurrences_of, wanted};
pub use find::find;
pub use lines::{Line, Place, line_of, lines, locate};
pub use list::{Filter, Order, ReviewFilter, above, file_name, in_page, neighbour, open_in_layers, progress, rows};
pub use parts::{Link, links};
pub use readable::{moment, parse_date};
pub use reduce::reduce;
pub use select::{Clitic, End, Step, clitics, is_word, nudge, snap, toggle};
pub use state::{Busy, Dialog, Lang, News, Problem, Saved, Session, StepDone, TOUR, Theme, View, Work};
pub use statements::{Statement, said_at, statements};

//! Where things are: offsets that cannot be mixed up, spans, the alignment, and Arabic letters by name.
//!
//! Imports nothing of the crate. **Invariant:** only [`Alignment`] converts between original and normalised text,
//! only [`OffsetIndex`] between bytes, UTF-16 code units and code points.

pub mod alignment;
pub mod index;
pub mod letters;
pub mod offset;

pub use alignment::{Alignment, AlignmentBuilder, Cursor, Run};
pub use index::OffsetIndex;
pub use offset::{ByteOffset, CharOffset, CharSpan, NormalizedSpan, SourceSpan, Utf16Offset, Utf16Span};

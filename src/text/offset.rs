//! Offsets and half-open spans, a type for each unit and each text, so that the compiler keeps them apart.

use serde::{Deserialize, Serialize};

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The offset `at` units from the start.
            pub const fn new(at: u32) -> Self {
                Self(at)
            }
            /// From a length in memory; texts are at most 16 MB, a larger number saturates.
            pub fn from_usize(at: usize) -> Self {
                Self(u32::try_from(at).unwrap_or(u32::MAX))
            }
            /// The number itself.
            pub const fn get(self) -> u32 {
                self.0
            }
            /// The number for indexing.
            pub const fn to_usize(self) -> usize {
                self.0 as usize
            }
        }
    };
}

offset!(
    /// Bytes of UTF-8 from the start of a text.
    ByteOffset
);
offset!(
    /// UTF-16 code units from the start of a text: what a browser counts.
    Utf16Offset
);
offset!(
    /// Unicode code points from the start of the original text: what the annotation document counts.
    CharOffset
);

macro_rules! span {
    ($(#[$doc:meta])* $name:ident of $offset:ident) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize, schemars::JsonSchema)]
        pub struct $name {
            start: $offset,
            end: $offset,
        }

        impl $name {
            /// The span from `start` up to and without `end`; an `end` before `start` gives the empty span at `start`.
            pub fn new(start: u32, end: u32) -> Self {
                Self { start: $offset::new(start), end: $offset::new(end.max(start)) }
            }
            /// The same from lengths in memory.
            pub fn from_usize(start: usize, end: usize) -> Self {
                Self::new($offset::from_usize(start).get(), $offset::from_usize(end).get())
            }
            /// The first unit.
            pub const fn start(self) -> $offset {
                self.start
            }
            /// One past the last unit.
            pub const fn end(self) -> $offset {
                self.end
            }
            /// How many units.
            pub const fn len(self) -> u32 {
                self.end.get() - self.start.get()
            }
            /// Whether it holds nothing.
            pub const fn is_empty(self) -> bool {
                self.len() == 0
            }
            /// Whether the two share a unit.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }
            /// Whether `other` lies in this span, ends included.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }
            /// The smallest span that holds both.
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }
            /// As a range of indices.
            pub const fn range(self) -> core::ops::Range<usize> {
                self.start.to_usize()..self.end.to_usize()
            }
        }
    };
}

span!(
    /// A stretch of the original text, in bytes, on char boundaries.
    SourceSpan of ByteOffset
);
span!(
    /// A stretch of a normalised text, in bytes, on char boundaries.
    NormalizedSpan of ByteOffset
);
span!(
    /// A stretch of the original text in code points: what is written to files.
    CharSpan of CharOffset
);
span!(
    /// A stretch of the original text in UTF-16 code units: what the browser's ranges count.
    Utf16Span of Utf16Offset
);

impl SourceSpan {
    /// The words themselves; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl NormalizedSpan {
    /// The words themselves; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}
impl CharSpan {
    /// The span that a file names, as it names it: `end` may be before `start`, which is for the reader to find.
    pub(crate) const fn read(start: u32, end: u32) -> Self {
        Self { start: CharOffset::new(start), end: CharOffset::new(end) }
    }
}

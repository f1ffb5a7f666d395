//! The one map between an original text and its normalised form: exact, run-length, composable.

use super::offset::{NormalizedSpan, SourceSpan};

/// A stretch of the alignment: equal offsets inside it where `keep`, else one block that stands for another.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Bytes of the original.
    pub source: SourceSpan,
    /// Bytes of the normalised text.
    pub normalized: NormalizedSpan,
    /// Whether both have the same length and correspond byte by byte (a letter folded to one of equal length counts).
    pub keep: bool,
}

/// End offsets of each run, and whether it keeps positions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alignment {
    runs: Vec<(u32, u32, bool)>,
}

/// Builds an [`Alignment`] from left to right.
#[derive(Clone, Debug, Default)]
pub struct AlignmentBuilder {
    runs: Vec<(u32, u32, bool)>,
    source: u32,
    normalized: u32,
}

impl AlignmentBuilder {
    /// The next `n` bytes stand one for one.
    pub fn keep(&mut self, n: usize) {
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        if n == 0 {
            return;
        }
        self.source += n;
        self.normalized += n;
        match self.runs.last_mut() {
            Some(last) if last.2 => *last = (self.source, self.normalized, true),
            _ => self.runs.push((self.source, self.normalized, true)),
        }
    }

    /// The next `source` bytes are written as `normalized` bytes, as one block.
    pub fn replace(&mut self, source: usize, normalized: usize) {
        if source == 0 && normalized == 0 {
            return;
        }
        self.source += u32::try_from(source).unwrap_or(u32::MAX);
        self.normalized += u32::try_from(normalized).unwrap_or(u32::MAX);
        self.runs.push((self.source, self.normalized, false));
    }

    /// The finished alignment.
    pub fn finish(self) -> Alignment {
        Alignment { runs: self.runs }
    }
}

impl Alignment {
    /// The alignment of a text of `len` bytes with itself.
    pub fn identity(len: usize) -> Self {
        let mut builder = AlignmentBuilder::default();
        builder.keep(len);
        builder.finish()
    }

    /// The runs in order, without gaps.
    pub fn runs(&self) -> impl Iterator<Item = Run> + '_ {
        let mut from = (0, 0);
        self.runs.iter().map(move |&(source, normalized, keep)| {
            let run = Run {
                source: SourceSpan::new(from.0, source),
                normalized: NormalizedSpan::new(from.1, normalized),
                keep,
            };
            from = (source, normalized);
            run
        })
    }

    fn run(&self, at: usize) -> Option<Run> {
        let &(source, normalized, keep) = self.runs.get(at)?;
        let from = at.checked_sub(1).and_then(|i| self.runs.get(i)).map_or((0, 0), |r| (r.0, r.1));
        Some(Run { source: SourceSpan::new(from.0, source), normalized: NormalizedSpan::new(from.1, normalized), keep })
    }

    /// The original words behind a normalised span, widened to whole blocks, never empty unless the text is.
    pub fn to_source(&self, span: NormalizedSpan) -> SourceSpan {
        let (start, end) = (span.start().get(), span.end().get().max(span.start().get() + 1));
        let first = self.runs.partition_point(|r| r.1 <= start);
        let last = self.runs.partition_point(|r| r.1 < end);
        let from = match self.run(first) {
            Some(r) if r.keep => r.source.start().get() + (start - r.normalized.start().get()),
            Some(r) => r.source.start().get(),
            None => self.runs.last().map_or(0, |r| r.0),
        };
        let to = match self.run(last) {
            Some(r) if r.keep => r.source.start().get() + (end - r.normalized.start().get()),
            Some(r) => r.source.end().get(),
            None => self.runs.last().map_or(0, |r| r.0),
        };
        SourceSpan::new(from, to)
    }

    /// The normalised words that an original span became, widened to whole blocks; empty where all of it was dropped.
    pub fn to_normalized(&self, span: SourceSpan) -> NormalizedSpan {
        let (start, end) = (span.start().get(), span.end().get().max(span.start().get() + 1));
        let first = self.runs.partition_point(|r| r.0 <= start);
        let last = self.runs.partition_point(|r| r.0 < end);
        let from = match self.run(first) {
            Some(r) if r.keep => r.normalized.start().get() + (start - r.source.start().get()),
            Some(r) => r.normalized.start().get(),
            None => self.runs.last().map_or(0, |r| r.1),
        };
        let to = match self.run(last) {
            Some(r) if r.keep => r.normalized.start().get() + (end - r.source.start().get()),
            Some(r) => r.normalized.end().get(),
            None => self.runs.last().map_or(0, |r| r.1),
        };
        NormalizedSpan::new(from, to)
    }
}

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

/// A stretch of the original that became another stretch; between blocks the texts run in step, so where a block begins in the
/// normalised text follows from where the block before ended.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Block {
    source: u32,
    source_end: u32,
    normalized_end: u32,
}

/// The blocks, in order, and both lengths. Twelve bytes a block; what is kept costs nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alignment {
    blocks: Vec<Block>,
    source: u32,
    normalized: u32,
}

/// Builds an [`Alignment`] from left to right.
#[derive(Clone, Debug, Default)]
pub struct AlignmentBuilder {
    blocks: Vec<Block>,
    source: u32,
    normalized: u32,
    /// Whether the last block is written as nothing.
    drops: bool,
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl AlignmentBuilder {
    /// The next `n` bytes stand one for one.
    pub fn keep(&mut self, n: usize) {
        self.source = self.source.saturating_add(size(n));
        self.normalized = self.normalized.saturating_add(size(n));
    }

    /// The next `source` bytes are written as `normalized` bytes, as one block.
    pub fn replace(&mut self, source: usize, normalized: usize) {
        if source == 0 && normalized == 0 {
            return;
        }
        let (end, from) = self.blocks.last().map_or((0, 0), |b| (b.source_end, b.normalized_end));
        let (start, kept) = (self.source, self.normalized - from);
        self.source = start.saturating_add(size(source));
        self.normalized = self.normalized.saturating_add(size(normalized));
        // What is dropped next to what is dropped is one block.
        let dropped = kept == 0 && start == end && self.drops;
        self.drops = normalized == 0;
        match self.blocks.last_mut() {
            Some(last) if dropped && normalized == 0 => last.source_end = self.source,
            _ => self.blocks.push(Block { source: start, source_end: self.source, normalized_end: self.normalized }),
        }
    }

    /// The next `source` bytes are not written and belong to what the last `back` bytes stand for: a mark to its letter.
    pub fn attach(&mut self, source: usize, back: usize) {
        self.rework(source, back, back);
    }

    /// What the last `back` bytes stand for, kept or a block, and the next `source` bytes are written as `normalized` bytes.
    pub fn rework(&mut self, source: usize, back: usize, normalized: usize) {
        let (mut need, mut limit) = (size(back), self.normalized);
        // Back over what was dropped since, to where those bytes begin.
        let start = loop {
            let (end, from) = self.blocks.last().map_or((0, 0), |b| (b.source_end, b.normalized_end));
            let kept = limit - from;
            if kept >= need {
                break end + (kept - need);
            }
            need -= kept;
            let Some(block) = self.blocks.pop() else { break 0 };
            let (end, from) = self.blocks.last().map_or((0, 0), |b| (b.source_end, b.normalized_end));
            limit = from + (block.source - end);
            if block.normalized_end > limit {
                break block.source;
            }
        };
        self.source = self.source.saturating_add(size(source));
        self.normalized = self.normalized.saturating_sub(size(back)).saturating_add(size(normalized));
        self.drops = false;
        self.blocks.push(Block { source: start, source_end: self.source, normalized_end: self.normalized });
    }

    /// The finished alignment.
    pub fn finish(mut self) -> Alignment {
        self.blocks.shrink_to_fit();
        Alignment { blocks: self.blocks, source: self.source, normalized: self.normalized }
    }
}

/// Looks spans up one after the other, each not before the one before: constant time each, over all.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    alignment: &'a Alignment,
    at: usize,
}

impl Cursor<'_> {
    /// As [`Alignment::to_normalized`].
    pub fn to_normalized(&mut self, span: SourceSpan) -> NormalizedSpan {
        let start = span.start().get();
        let before = |at: usize| at.checked_sub(1).and_then(|at| self.alignment.blocks.get(at));
        if before(self.at).is_some_and(|b| b.source_end > start) {
            self.at = 0;
        }
        while self.alignment.blocks.get(self.at).is_some_and(|b| b.source_end <= start) {
            self.at += 1;
        }
        let end = span.end().get().max(start + 1);
        let mut last = self.at;
        while self.alignment.blocks.get(last).is_some_and(|b| b.source_end < end) {
            last += 1;
        }
        self.alignment.normalized_between((start, self.at), (end, last))
    }
}

impl Alignment {
    /// The alignment of a text of `len` bytes with itself.
    pub fn identity(len: usize) -> Self {
        Self { blocks: Vec::new(), source: size(len), normalized: size(len) }
    }

    /// Bytes of the original.
    pub const fn source_len(&self) -> u32 {
        self.source
    }

    /// Bytes of the normalised text.
    pub const fn normalized_len(&self) -> u32 {
        self.normalized
    }

    /// Bytes that the map takes in memory.
    pub fn heap(&self) -> usize {
        self.blocks.capacity() * size_of::<Block>()
    }

    /// For lookups in the order of the text.
    pub const fn cursor(&self) -> Cursor<'_> {
        Cursor { alignment: self, at: 0 }
    }

    /// Where the block before `at` ended in both texts; what follows up to block `at` is kept.
    fn ended(&self, at: usize) -> (u32, u32) {
        at.checked_sub(1).and_then(|at| self.blocks.get(at)).map_or((0, 0), |b| (b.source_end, b.normalized_end))
    }

    /// A block with both its spans.
    fn block(&self, at: usize) -> Option<(u32, u32, u32, u32)> {
        let b = self.blocks.get(at)?;
        let (source, normalized) = self.ended(at);
        Some((b.source, b.source_end, normalized + (b.source - source), b.normalized_end))
    }

    /// The runs in order, without gaps.
    pub fn runs(&self) -> impl Iterator<Item = Run> + '_ {
        let run = |source: (u32, u32), normalized: (u32, u32), keep| Run {
            source: SourceSpan::new(source.0, source.1),
            normalized: NormalizedSpan::new(normalized.0, normalized.1),
            keep,
        };
        (0..=self.blocks.len()).flat_map(move |at| {
            let (source, normalized) = self.ended(at);
            let (end, block) = match self.block(at) {
                Some((a, b, c, d)) => ((a, c), Some(run((a, b), (c, d), false))),
                None => ((self.source, self.normalized), None),
            };
            let kept = (end.0 > source).then(|| run((source, end.0), (normalized, end.1), true));
            kept.into_iter().chain(block)
        })
    }

    /// The original words behind a normalised span, widened to whole blocks, never empty unless the text is.
    pub fn to_source(&self, span: NormalizedSpan) -> SourceSpan {
        let (start, end) = (span.start().get(), span.end().get().max(span.start().get() + 1));
        let first = self.blocks.partition_point(|b| b.normalized_end <= start);
        let last = self.blocks.partition_point(|b| b.normalized_end < end);
        let place = |at: usize, offset: u32, end: bool| {
            let (source, normalized) = self.ended(at);
            let kept = (source + offset.saturating_sub(normalized)).min(self.source);
            match self.block(at) {
                Some((a, b, c, _)) if offset > c || (offset == c && !end) => {
                    if end {
                        b
                    } else {
                        a
                    }
                }
                _ => kept,
            }
        };
        let (from, to) = (place(first, start, false), place(last, end, true));
        if from < to || self.source == 0 { SourceSpan::new(from, to) } else { self.nearest(from) }
    }

    /// The last block or character's bytes before `at`: for a span past the end.
    fn nearest(&self, at: u32) -> SourceSpan {
        let before = self.blocks.partition_point(|b| b.source_end < at);
        match self.blocks.get(before) {
            Some(b) if b.source < at => SourceSpan::new(b.source, b.source_end),
            _ => SourceSpan::new(at.saturating_sub(1), at.max(1)),
        }
    }

    /// The normalised words that an original span became, widened to whole blocks; empty where all of it was dropped.
    pub fn to_normalized(&self, span: SourceSpan) -> NormalizedSpan {
        let (start, end) = (span.start().get(), span.end().get().max(span.start().get() + 1));
        let first = self.blocks.partition_point(|b| b.source_end <= start);
        let last = self.blocks.partition_point(|b| b.source_end < end);
        self.normalized_between((start, first), (end, last))
    }

    /// The normalised span of two offsets, each with the first block that does not end before it.
    fn normalized_between(&self, start: (u32, usize), end: (u32, usize)) -> NormalizedSpan {
        let place = |(offset, at): (u32, usize), end: bool| {
            let (source, normalized) = self.ended(at);
            let kept = (normalized + offset.saturating_sub(source)).min(self.normalized);
            match self.block(at) {
                Some((a, _, c, d)) if offset > a || (offset == a && !end) => {
                    if end {
                        d
                    } else {
                        c
                    }
                }
                _ => kept,
            }
        };
        NormalizedSpan::new(place(start, false), place(end, true))
    }

    /// This map followed by `next`, which maps this one's normalised text to another: from the original to that. Where a block of
    /// one lies across an end of a block of the other, both become one block.
    #[must_use]
    pub fn compose(&self, next: &Self) -> Self {
        let mut out = AlignmentBuilder::default();
        let (mut first, mut second) = (self.runs().peekable(), next.runs().peekable());
        // How far each has been read, in the text between, and what of a kept run is left.
        let (mut source, mut middle, mut last) = (0u32, 0u32, 0u32);
        loop {
            let (a, b) = match (first.peek().copied(), second.peek().copied()) {
                (None, None) => break,
                pair => pair,
            };
            let (a_end, b_end) = (a.map(|r| r.normalized.end().get()), b.map(|r| r.source.end().get()));
            let kept = a.is_none_or(|r| r.keep) && b.is_none_or(|r| r.keep);
            if kept {
                let end = a_end.unwrap_or(u32::MAX).min(b_end.unwrap_or(u32::MAX));
                out.keep((end - middle) as usize);
                (source, last, middle) = (source + (end - middle), last + (end - middle), end);
            } else {
                // Take blocks from either side until both end at the same place, or inside a kept run.
                let mut end = middle;
                let (mut source_end, mut last_end) = (source, last);
                loop {
                    let mut grown = false;
                    while let Some(r) = first.peek().copied().filter(|r| {
                        Self::takes(r.normalized.start().get(), r.normalized.end().get(), r.keep, middle, end)
                    }) {
                        first.next();
                        (end, grown) = (end.max(r.normalized.end().get()), true);
                        source_end = r.source.end().get();
                    }
                    while let Some(r) = second
                        .peek()
                        .copied()
                        .filter(|r| Self::takes(r.source.start().get(), r.source.end().get(), r.keep, middle, end))
                    {
                        second.next();
                        (end, grown) = (end.max(r.source.end().get()), true);
                        last_end = r.normalized.end().get();
                    }
                    if !grown {
                        break;
                    }
                }
                // Inside a kept run the other side moves by as much.
                if let Some(r) = first.peek().filter(|r| r.keep && r.normalized.start().get() < end) {
                    source_end = r.source.start().get() + (end - r.normalized.start().get());
                }
                if let Some(r) = second.peek().filter(|r| r.keep && r.source.start().get() < end) {
                    last_end = r.normalized.start().get() + (end - r.source.start().get());
                }
                out.replace((source_end - source) as usize, (last_end - last) as usize);
                (source, middle, last) = (source_end, end, last_end);
            }
            while first.peek().is_some_and(|r| r.keep && r.normalized.end().get() <= middle) {
                first.next();
            }
            while second.peek().is_some_and(|r| r.keep && r.source.end().get() <= middle) {
                second.next();
            }
        }
        out.finish()
    }

    /// Whether a run belongs to the block that has grown from `from` to `to` in the text between: a block that begins inside it or
    /// where it begins, or a kept run that ends inside it.
    const fn takes(start: u32, end: u32, keep: bool, from: u32, to: u32) -> bool {
        if keep { end <= to && start < to } else { start < to || start == from }
    }
}

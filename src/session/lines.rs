//! The article's lines: one paragraph of the page, one text node each.

use crate::annotate::SectionPart;
use crate::structure::SectionKind;
use crate::text::{CharSpan, OffsetIndex, SourceSpan, Utf16Offset, Utf16Span};

/// A line without its end.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In code points.
    pub span: CharSpan,
    /// In UTF-16 units of the whole text.
    pub units: Utf16Span,
    /// In bytes.
    pub bytes: SourceSpan,
    /// The section it belongs to; `None` for an empty line.
    pub kind: Option<SectionKind>,
    /// Whether it holds an Arabic letter (then it runs from right to left whatever it begins with).
    pub arabic: bool,
}

/// A place in the page: a line and UTF-16 units into it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line's number.
    pub line: usize,
    /// UTF-16 units from the line's start.
    pub unit: u32,
}

/// Splits a text at its line ends (`\n`, `\r\n`).
pub fn lines(text: &str, index: &OffsetIndex, sections: &[SectionPart]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let bytes = SourceSpan::from_usize(at, at + line.len());
        at += whole.len();
        let span = index.char_span(text, bytes);
        let units = Utf16Span::new(index.utf16_at(text, bytes.start()).get(), index.utf16_at(text, bytes.end()).get());
        let first = sections.partition_point(|s| s.span.end() <= span.start());
        let kind = sections.get(first).filter(|s| s.span.overlaps(span)).map(|s| s.kind);
        let arabic = line.chars().any(|c| matches!(c, '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}'));
        out.push(Line { span, units, bytes, kind, arabic });
    }
    out
}

/// The line that holds a code point (its end included).
pub fn line_of(lines: &[Line], at: u32) -> usize {
    lines.partition_point(|l| l.span.start().get() <= at).saturating_sub(1)
}

/// A span's pieces, one a line, in UTF-16 units of the line: what the page's ranges are made of.
pub fn locate(text: &str, index: &OffsetIndex, lines: &[Line], span: CharSpan) -> Vec<(Place, Place)> {
    let units = index.utf16_span(text, span);
    let (start, end) = (units.start().get(), units.end().get());
    let mut out = Vec::new();
    let first = lines.partition_point(|l| l.units.end().get() <= start && l.units.start().get() < start);
    for (n, line) in lines.iter().enumerate().skip(first) {
        let (from, to) = (line.units.start().get(), line.units.end().get());
        if from >= end {
            break;
        }
        let (a, b) = (start.max(from), end.min(to));
        if a < b {
            out.push((Place { line: n, unit: a - from }, Place { line: n, unit: b - from }));
        }
    }
    out
}

impl Place {
    /// The code point before which the place is.
    pub fn offset(self, text: &str, index: &OffsetIndex, lines: &[Line]) -> Option<u32> {
        let line = lines.get(self.line)?;
        let unit = (line.units.start().get() + self.unit).min(line.units.end().get());
        let byte = index.byte_of_utf16(text, Utf16Offset::new(unit));
        Some(index.char_at(text, byte).get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_span_across_lines() {
        let text = "أ💡ب\r\n\r\nجد هـ";
        let index = OffsetIndex::new(text);
        let lines = lines(text, &index, &[]);
        assert_eq!(lines.iter().map(|l| l.bytes.of(text)).collect::<Vec<_>>(), ["أ💡ب", "", "جد هـ"]);
        let got = locate(text, &index, &lines, CharSpan::new(1, 9));
        let place = |line, unit| Place { line, unit };
        assert_eq!(got, [(place(0, 1), place(0, 4)), (place(2, 0), place(2, 2))]);
        assert_eq!(place(0, 3).offset(text, &index, &lines), Some(2));
        assert_eq!(place(2, 1).offset(text, &index, &lines), Some(8));
        assert_eq!(line_of(&lines, 8), 2);
    }
}

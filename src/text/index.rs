//! Between bytes, UTF-16 code units and code points of one text, in constant or logarithmic time.

use super::offset::{ByteOffset, CharOffset, CharSpan, SourceSpan, Utf16Offset, Utf16Span};

const BLOCK: usize = 128;

/// For one text, how many code points and UTF-16 units come before every 128th byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetIndex {
    chars: Vec<u32>,
    units: Vec<u32>,
    bytes: usize,
    total: (u32, u32),
}

/// Code points and UTF-16 units that begin in these bytes.
fn count(bytes: &[u8]) -> (u32, u32) {
    let (mut chars, mut wide) = (0u32, 0u32);
    for &b in bytes {
        chars += u32::from(b & 0xC0 != 0x80);
        wide += u32::from(b >= 0xF0);
    }
    (chars, chars + wide)
}

impl OffsetIndex {
    /// Reads `text` once; 8 bytes for each 128 of it.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut index = Self { bytes: bytes.len(), ..Self::default() };
        for block in bytes.chunks(BLOCK) {
            index.chars.push(index.total.0);
            index.units.push(index.total.1);
            let (c, u) = count(block);
            index.total.0 += c;
            index.total.1 += u;
        }
        index
    }

    /// How many code points the text has.
    pub fn chars(&self) -> CharOffset {
        CharOffset::new(self.total.0)
    }

    /// How many UTF-16 code units the text has.
    pub fn utf16(&self) -> Utf16Offset {
        Utf16Offset::new(self.total.1)
    }

    fn before(&self, text: &str, at: ByteOffset) -> (u32, u32) {
        let at = at.to_usize();
        if at >= self.bytes {
            return self.total;
        }
        let block = at / BLOCK;
        let (c, u) = count(text.as_bytes().get(block * BLOCK..at).unwrap_or_default());
        (self.chars.get(block).copied().unwrap_or(0) + c, self.units.get(block).copied().unwrap_or(0) + u)
    }

    /// Code points before byte `at`. `text` must be the text that was indexed; past the end gives the end.
    pub fn char_at(&self, text: &str, at: ByteOffset) -> CharOffset {
        CharOffset::new(self.before(text, at).0)
    }

    /// UTF-16 code units before byte `at`.
    pub fn utf16_at(&self, text: &str, at: ByteOffset) -> Utf16Offset {
        Utf16Offset::new(self.before(text, at).1)
    }

    /// The byte where the `n`th unit of a table begins, inside a character its start; past the end gives the end.
    fn locate(&self, text: &str, table: &[u32], n: u32, wide: bool) -> ByteOffset {
        let block = table.partition_point(|&x| x <= n).saturating_sub(1);
        let mut seen = table.get(block).copied().unwrap_or(0);
        // The block may begin inside a character; its start is counted before it.
        let mut at = block * BLOCK;
        while at < self.bytes && !text.is_char_boundary(at) {
            at += 1;
        }
        for c in text.get(at..).unwrap_or("").chars() {
            let width = if wide && c.len_utf16() == 2 { 2 } else { 1 };
            if seen + width > n {
                break;
            }
            seen += width;
            at += c.len_utf8();
        }
        ByteOffset::from_usize(at)
    }

    /// The byte where code point `at` begins; past the end gives the end.
    pub fn byte_of_char(&self, text: &str, at: CharOffset) -> ByteOffset {
        if at.get() >= self.total.0 {
            return ByteOffset::from_usize(self.bytes);
        }
        self.locate(text, &self.chars, at.get(), false)
    }

    /// The byte where UTF-16 unit `at` begins; inside a surrogate pair the pair's start; past the end gives the end.
    pub fn byte_of_utf16(&self, text: &str, at: Utf16Offset) -> ByteOffset {
        if at.get() >= self.total.1 {
            return ByteOffset::from_usize(self.bytes);
        }
        self.locate(text, &self.units, at.get(), true)
    }

    /// A byte span in code points.
    pub fn char_span(&self, text: &str, span: SourceSpan) -> CharSpan {
        CharSpan::new(self.char_at(text, span.start()).get(), self.char_at(text, span.end()).get())
    }

    /// A code-point span in bytes.
    pub fn source_span(&self, text: &str, span: CharSpan) -> SourceSpan {
        SourceSpan::new(self.byte_of_char(text, span.start()).get(), self.byte_of_char(text, span.end()).get())
    }

    /// A code-point span in UTF-16 units.
    pub fn utf16_span(&self, text: &str, span: CharSpan) -> Utf16Span {
        let bytes = self.source_span(text, span);
        Utf16Span::new(self.utf16_at(text, bytes.start()).get(), self.utf16_at(text, bytes.end()).get())
    }

    /// A span in UTF-16 units in code points; an end inside a surrogate pair goes to the pair's start.
    pub fn char_span_of_utf16(&self, text: &str, span: Utf16Span) -> CharSpan {
        let (start, end) = (self.byte_of_utf16(text, span.start()), self.byte_of_utf16(text, span.end()));
        CharSpan::new(self.char_at(text, start).get(), self.char_at(text, end).get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "خبر 💡 \r\n\u{202b}é صورًا ".repeat(40);
        let index = OffsetIndex::new(&text);
        let mut units = 0;
        for (n, (at, c)) in text.char_indices().enumerate() {
            let (at, n) = (ByteOffset::from_usize(at), u32::try_from(n).unwrap());
            assert_eq!(index.char_at(&text, at).get(), n);
            assert_eq!(index.byte_of_char(&text, CharOffset::new(n)), at);
            assert_eq!(index.utf16_at(&text, at).get(), units);
            assert_eq!(index.byte_of_utf16(&text, Utf16Offset::new(units)), at);
            units += u32::try_from(c.len_utf16()).unwrap();
        }
        assert_eq!(index.utf16().get(), units);
    }
}

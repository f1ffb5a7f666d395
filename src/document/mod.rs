//! What the person pasted, taken as it is: never altered, refused only with a reason.
//!
//! In: text from the clipboard or a file. Out: an immutable [`Document`]. Imports `text` only.

mod encoding;
pub mod html;
mod remarks;

pub use encoding::Encoding;
pub use remarks::remarks;

use crate::text::{CharSpan, OffsetIndex, SourceSpan};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The most that is taken, in bytes of UTF-8 (contract: 16 MB).
pub const MAX_BYTES: usize = 16_000_000;

/// Why a paste or file is not taken. The work at hand stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// Nothing but white space.
    #[error("the article is empty")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error("the article has {bytes} bytes; at most {MAX_BYTES} are taken")]
    TooLarge {
        /// Its size in bytes of UTF-8.
        bytes: usize,
    },
    /// A text in another encoding.
    #[error("this file is not in UTF-8 but, as it seems, in {}: save it as UTF-8 and try again", .guess.name())]
    Encoded {
        /// The encoding that it seems to be in.
        guess: Encoding,
    },
    /// Not a text: invalid UTF-8 or null and control bytes that no text has.
    #[error("this is not a text file (byte {at} is not text)")]
    Binary {
        /// The first offending byte.
        at: usize,
    },
}

/// A remark on the text that a person should see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Diagnostic {
    /// A stable code, such as `unbalanced_quote`.
    pub code: String,
    /// Where, in code points.
    #[serde(flatten)]
    pub span: CharSpan,
    /// The same in English, for tools and logs; the page has its own words for each code.
    pub message: String,
}

/// An article as it was pasted, with what is needed to speak of places in it.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    index: OffsetIndex,
    sha256: String,
}

impl Document {
    /// Takes a text. Errors: [`Refusal`]. What is taken is kept byte for byte.
    pub fn new(text: impl Into<String>) -> Result<Self, Refusal> {
        let text = text.into();
        if text.len() > MAX_BYTES {
            return Err(Refusal::TooLarge { bytes: text.len() });
        }
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        Ok(Self { index: OffsetIndex::new(&text), sha256, text })
    }

    /// Takes a file's bytes: UTF-8, with or without a byte order mark (which stays in the text).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refusal> {
        Self::new(text_of(bytes)?)
    }

    /// The text as it was pasted.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Its offsets in every unit.
    pub fn index(&self) -> &OffsetIndex {
        &self.index
    }
    /// Its SHA-256 in hex.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
    /// `d-` and the first twelve hex digits of the hash.
    pub fn id(&self) -> String {
        format!("d-{}", self.sha256.get(..12).unwrap_or(&self.sha256))
    }
    /// A byte span in code points.
    pub fn chars(&self, span: SourceSpan) -> CharSpan {
        self.index.char_span(&self.text, span)
    }
    /// A code-point span in bytes.
    pub fn bytes(&self, span: CharSpan) -> SourceSpan {
        self.index.source_span(&self.text, span)
    }
}

/// A file's bytes as text, where they are one. Errors: too large, binary, or in another encoding than UTF-8 (which is named).
pub fn text_of(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len() });
    }
    match (encoding::binary(bytes), core::str::from_utf8(bytes)) {
        (None, Ok(text)) => Ok(text),
        (binary, read) => {
            let at = binary.or(read.err().map(|e| e.valid_up_to())).unwrap_or(0);
            Err(encoding::guess(bytes).map_or(Refusal::Binary { at }, |guess| Refusal::Encoded { guess }))
        }
    }
}

/// Bytes in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests;

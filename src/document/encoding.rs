//! What bytes are that are no UTF-8 text: a file in another encoding, by name, or no text at all.

use serde::{Deserialize, Serialize};

/// An encoding other than UTF-8 that a file seems to be in.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-16, low byte first: what Windows calls Unicode.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Windows code page for Arabic.
    Windows1256,
    /// The ISO and ASMO 708 code page for Arabic.
    Iso8859_6,
}

impl Encoding {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1256 => "Windows-1256",
            Self::Iso8859_6 => "ISO-8859-6",
        }
    }
}

/// How much of a file is looked at.
const LOOK: usize = 65_536;

/// Control characters that no text has: all but tab, line ends, form feed and escape.
pub(super) const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
}

/// The first byte that shows that this is no text, though it may be UTF-8: a null, or control characters in every hundredth place.
pub(super) fn binary(bytes: &[u8]) -> Option<usize> {
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Some(at);
    }
    let controls = bytes.iter().filter(|&&b| is_control(b)).count();
    (controls >= 8 && controls * 100 >= bytes.len()).then(|| bytes.iter().position(|&b| is_control(b))).flatten()
}

/// The encoding that bytes which are no UTF-8 text seem to be in.
pub(super) fn guess(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let bytes = bytes.get(..LOOK.min(bytes.len())).unwrap_or(bytes);
    // Without a mark: the high byte of Arabic letters is 6, of spaces and ASCII signs 0.
    let high = |b: u8| matches!(b, 0 | 6);
    let (mut even, mut odd) = (0_usize, 0_usize);
    for (n, &b) in bytes.iter().enumerate() {
        *(if n % 2 == 0 { &mut even } else { &mut odd }) += usize::from(high(b));
    }
    let half = (bytes.len() / 2).max(1);
    if half >= 4 && odd * 10 >= half * 9 && even * 10 < half * 5 {
        return Some(Encoding::Utf16Le);
    }
    if half >= 4 && even * 10 >= half * 9 && odd * 10 < half * 5 {
        return Some(Encoding::Utf16Be);
    }
    if bytes.iter().any(|&b| is_control(b)) {
        return None;
    }
    // One byte a letter: most bytes above ASCII are letters, and the article ال is everywhere.
    let upper = bytes.iter().filter(|&&b| b >= 0x80).count();
    let article = |lam: u8| bytes.windows(2).filter(|w| *w == [0xC7, lam]).count();
    let (windows, iso) = (article(0xE1), article(0xE4));
    let letters = bytes.iter().filter(|&&b| matches!(b, 0xC1..=0xED)).count();
    if upper < 8 || letters * 10 < upper * 8 || windows.max(iso) * 100 < upper {
        return None;
    }
    Some(if windows >= iso { Encoding::Windows1256 } else { Encoding::Iso8859_6 })
}

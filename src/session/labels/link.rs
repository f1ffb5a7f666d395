//! A label set in an address: `#labels=` and its JSON in base64url (RFC 4648, section 5, without padding). Nothing is sent: what stands
//! after `#` never leaves the browser.

use super::{Checked, LabelError, read, whole};
use crate::annotate::LabelRecord;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// How long a fragment may be, in bytes.
const LONGEST: usize = 200_000;

fn encode(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let mut word = [0u8; 4];
        chunk.iter().zip(word.iter_mut().skip(1)).for_each(|(b, w)| *w = *b);
        let word = u32::from_be_bytes(word);
        for n in 0..=chunk.len() {
            let at = (word >> (18 - 6 * n)) & 63;
            out.push(ALPHABET.get(usize::try_from(at).unwrap_or(0)).map_or('A', |&b| char::from(b)));
        }
    }
    out
}

fn decode(words: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let letters: Vec<u32> = (words.bytes().filter(|b| *b != b'='))
        .map(|b| ALPHABET.iter().position(|a| *a == b).and_then(|n| u32::try_from(n).ok()))
        .collect::<Option<_>>()?;
    for chunk in letters.chunks(4) {
        if chunk.len() == 1 {
            return None;
        }
        let word = (0..4).fold(0, |word, n| word << 6 | chunk.get(n).copied().unwrap_or(0));
        out.extend(word.to_be_bytes().iter().skip(1).take(chunk.len() - 1));
    }
    Some(out)
}

/// The fragment of a label set, without `#`.
pub fn to_fragment(labels: &[LabelRecord]) -> String {
    format!("labels={}", encode(&serde_json::to_vec(&whole(labels)).unwrap_or_default()))
}

/// The label set of an address's fragment; `None` where it has none. Errors: [`LabelError`].
pub fn from_fragment(fragment: &str) -> Option<Result<Checked, LabelError>> {
    let words = fragment.trim_start_matches('#').strip_prefix("labels=")?;
    let json = Some(words).filter(|w| w.len() <= LONGEST).and_then(decode).and_then(|b| String::from_utf8(b).ok());
    Some(json.ok_or(LabelError::Link).and_then(|json| read(&json)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_the_standard_has_it() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(plain.as_bytes()), coded);
            assert_eq!(decode(coded).unwrap(), plain.as_bytes());
        }
        assert_eq!(encode(&[0xfb, 0xff]), "-_8");
        assert_eq!(decode("Z"), None);
        assert_eq!(decode("Zm9+"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}

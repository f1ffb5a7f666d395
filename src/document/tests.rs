use super::*;
use proptest::prelude::*;

const WORDS: &str = "قال المتحدث إن الجسر الجديد سيفتتح في الأسبوع المقبل، وإن العمل فيه انتهى.";

/// The words in a one-byte encoding: alef is C7 in both, lam differs.
fn one_byte(lam: u8) -> Vec<u8> {
    WORDS
        .chars()
        .map(|c| match c {
            'ا' => 0xC7,
            'ل' => lam,
            c if c.is_ascii() => c as u8,
            '،' => 0xA1,
            _ => 0xCA,
        })
        .collect()
}

#[test]
fn what_is_taken_and_what_is_refused() {
    let utf16 = |be: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(WORDS.encode_utf16());
        units.flat_map(|u: u16| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let check = |bytes: &[u8], wanted: Result<(), Refusal>| {
        assert_eq!(Document::from_bytes(bytes).map(|d| assert_eq!(d.text().as_bytes(), bytes)), wanted);
    };
    check(WORDS.as_bytes(), Ok(()));
    check("\u{feff}عنوان\r\nخبر\r\n\u{c}".as_bytes(), Ok(()));
    check("خبر \u{1}".as_bytes(), Ok(()));
    check(b"", Err(Refusal::Empty));
    check(" \r\n\u{a0}\t".as_bytes(), Err(Refusal::Empty));
    check(&[b'a'; MAX_BYTES + 1], Err(Refusal::TooLarge { bytes: MAX_BYTES + 1 }));
    for (be, guess) in [(false, Encoding::Utf16Le), (true, Encoding::Utf16Be)] {
        check(&utf16(be, true), Err(Refusal::Encoded { guess }));
        check(&utf16(be, false), Err(Refusal::Encoded { guess }));
    }
    check(&one_byte(0xE1), Err(Refusal::Encoded { guess: Encoding::Windows1256 }));
    check(&one_byte(0xE4), Err(Refusal::Encoded { guess: Encoding::Iso8859_6 }));
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x90", Err(Refusal::Binary { at: 8 }));
    check(b"PK\x03\x04\x14\x01\x08\x02\x05\x06\x07\x0e", Err(Refusal::Binary { at: 2 }));
    check(b"caf\xe9 au lait", Err(Refusal::Binary { at: 3 }));
}

#[test]
fn a_refusal_names_the_encoding() {
    let said = Document::from_bytes(&one_byte(0xE1)).map(|_| ()).unwrap_err().to_string();
    assert!(said.contains("Windows-1256"), "{said}");
}

#[test]
fn remarks_on_characters() {
    let check = |text: &str, wanted: &[(&str, u32, u32)]| {
        let document = Document::new(text).unwrap();
        let got: Vec<(String, u32, u32)> =
            remarks(&document).into_iter().map(|d| (d.code, d.span.start().get(), d.span.end().get())).collect();
        let wanted: Vec<_> = wanted.iter().map(|(code, a, b)| ((*code).to_owned(), *a, *b)).collect();
        assert_eq!(got, wanted, "{text}");
    };
    check("نص سليم وGPS و BBC الـGPS إلى e-mail", &[]);
    check("ما\u{FFFD}ء", &[("replacement_character", 2, 3)]);
    check("قال \u{202B}\u{200F}نعم\u{202C}", &[("bidi_control", 4, 6), ("bidi_control", 9, 10)]);
    check("کتاب", &[("lookalike", 0, 1)]);
    check("علی", &[("lookalike", 2, 3)]);
    check("الoاء", &[("lookalike", 2, 3)]);
    check("مAPIح", &[]);
}

#[test]
fn remarks_are_capped() {
    let document = Document::new("ا\u{200F}".repeat(500)).unwrap();
    assert_eq!(remarks(&document).len(), 100);
}

proptest! {
    #[test]
    fn any_bytes_are_taken_whole_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(document) = Document::from_bytes(&bytes) {
            prop_assert_eq!(document.text().as_bytes(), &bytes[..]);
        }
    }
}

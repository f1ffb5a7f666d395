//! Colours of labels: contrast by WCAG 2.2, and what a label's one colour gives in the light and the dark theme.

use core::fmt;

/// A colour in sRGB.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

/// Least contrast of text, and of the lines that we draw like text (WCAG 2.2, 1.4.3).
pub const AA: f64 = 4.5;
/// Least contrast of what is no text: the line on its mark's ground (WCAG 2.2, 1.4.11).
const LINE: f64 = 3.0;
/// The article's ground and ink, light and dark, as in `styles/tokens.css` (a test compares them).
const PAPER: [Colour; 2] = [Colour([0xfd, 0xfc, 0xf9]), Colour([0x16, 0x18, 0x1b])];
const INK: [Colour; 2] = [Colour([0x1c, 0x1b, 0x19]), Colour([0xe9, 0xe6, 0xdf])];
/// How much of the line's colour a mark's ground takes.
const TINT: [f64; 2] = [0.16, 0.24];

/// What a label's colour gives: line and ground, each in the light and the dark theme.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Shades {
    /// The line under a mark, the dot of its label.
    pub line: [Colour; 2],
    /// The ground of a mark that is not decided.
    pub ground: [Colour; 2],
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Colour {
    /// Reads `#rrggbb`; nothing else is a colour.
    pub fn read(words: &str) -> Option<Self> {
        let hex = words.strip_prefix('#').filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(hex, 16).ok()?;
        let [_, r, g, b] = number.to_be_bytes();
        Some(Self([r, g, b]))
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0;
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    /// Contrast with another colour, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// So much of this colour in another one.
    fn over(self, share: f64, ground: Self) -> Self {
        let mix = |a: u8, b: u8| {
            let mixed = f64::from(a) * share + f64::from(b) * (1.0 - share);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let byte = mixed.round() as u8;
            byte
        };
        let ([r, g, b], [x, y, z]) = (self.0, ground.0);
        Self([mix(r, x), mix(g, y), mix(b, z)])
    }

    /// The ground of marks in a theme.
    fn ground(self, theme: usize) -> Self {
        let at = |all: [Self; 2]| if theme == 0 { all[0] } else { all[1] };
        self.over(if theme == 0 { TINT[0] } else { TINT[1] }, at(PAPER))
    }

    /// Whether it can be seen as a line in a theme: on the paper and on the ground that it gives.
    fn holds(self, theme: usize) -> bool {
        let (paper, ink) = if theme == 0 { (PAPER[0], INK[0]) } else { (PAPER[1], INK[1]) };
        let ground = self.ground(theme);
        self.contrast(paper) >= AA && self.contrast(ground) >= LINE && ink.contrast(ground) >= AA
    }

    /// The nearest colour of the same hue that holds in a theme: darker in the light one, lighter in the dark one.
    fn strong(self, theme: usize) -> Self {
        let end = if theme == 0 { Self([0; 3]) } else { Self([255; 3]) };
        (0..=50).map(|n| end.over(f64::from(n) / 50.0, self)).find(|c| c.holds(theme)).unwrap_or(end)
    }

    /// The colour as it can be used on the light paper: itself, or the nearest one with enough contrast.
    pub fn usable(self) -> Self {
        self.strong(0)
    }

    /// Its contrast with the light paper, to say why it is too weak.
    pub fn on_paper(self) -> f64 {
        self.contrast(PAPER[0])
    }

    /// What it gives in both themes.
    pub fn shades(self) -> Shades {
        let (light, dark) = (self.strong(0), self.strong(1));
        Shades { line: [light, dark], ground: [light.ground(0), dark.ground(1)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrast_as_the_standard_says() {
        let check = |a: &str, b: &str, want: f64| {
            let got = Colour::read(a).unwrap().contrast(Colour::read(b).unwrap());
            assert!((got - want).abs() < 0.01, "{a} {b}: {got}");
        };
        check("#000000", "#ffffff", 21.0);
        check("#777777", "#ffffff", 4.48);
        check("#0000ff", "#ffffff", 8.59);
        check("#abcdef", "#abcdef", 1.0);
    }

    #[test]
    fn only_hex_is_a_colour() {
        assert_eq!(Colour::read("#A34f00").unwrap().to_string(), "#a34f00");
        for no in ["", "red", "#fff", "#12345g", "#1234567", "a34f00", "#a34f0\u{660}", "#}body{x", "#+12345"] {
            assert_eq!(Colour::read(no), None, "{no}");
        }
    }

    #[test]
    fn a_weak_colour_becomes_a_strong_one_of_its_hue() {
        let yellow = Colour::read("#ffee00").unwrap();
        assert!(yellow.on_paper() < 1.3);
        let [r, g, b] = yellow.usable().0;
        assert!(r > 90 && g > 80 && b == 0, "still yellow: {}", yellow.usable());
        let fine = Colour::read("#a34f00").unwrap();
        assert_eq!(fine.usable(), fine);
    }

    /// The colours that are reckoned with are the ones of the style sheet.
    #[test]
    fn paper_and_ink_are_those_of_the_page() {
        let css = include_str!("../../../styles/tokens.css");
        for (name, [light, dark]) in [("paper", PAPER), ("ink", INK)] {
            let line = format!("--{name}: light-dark({light}, {dark});");
            assert!(css.contains(&line), "{line}");
        }
    }

    proptest! {
        /// Whatever colour a person takes, text on the mark and the line on the paper have the contrast of level AA in both themes.
        #[test]
        fn every_colour_gives_readable_marks(rgb in any::<[u8; 3]>()) {
            let shades = Colour(rgb).shades();
            for theme in 0..2 {
                prop_assert!(INK[theme].contrast(shades.ground[theme]) >= AA);
                prop_assert!(shades.line[theme].contrast(PAPER[theme]) >= AA);
                prop_assert!(shades.line[theme].contrast(shades.ground[theme]) >= LINE);
            }
            prop_assert_eq!(Colour(rgb).usable(), shades.line[0]);
            prop_assert_eq!(shades.line[0].usable(), shades.line[0], "what is usable stays as it is");
        }
    }
}

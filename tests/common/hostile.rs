//! Articles that try to break offsets, time or memory; generated, the same every time.

/// A small generator of numbers (SplitMix64): the same seed, the same articles.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const WORDS: &[&str] = &[
    "قال",
    "الوزير",
    "أن",
    "إن",
    "نفى",
    "دمشق",
    "أمس",
    "الأول",
    "الأحد",
    "ثلاثة",
    "وعشرون",
    "ألف",
    "مليون",
    "قتيلاً",
    "٢٢/مايو/٢٠١٨",
    "1,500",
    "وللغوطة",
    "بحسب",
    "وكالة",
    "«",
    "»",
    "”",
    "“",
    "\"",
    "'",
    "(",
    ")",
    "..",
    ".",
    "،",
    ":",
    "-",
    "الـ19",
    "لـ«",
    "منذ",
    "قبل",
    "بين",
    "و",
    "https://a.b/c?d=e",
    "x@y.z",
    "#وسم",
    "@اسم",
    "💡",
    "👨‍👩‍👧",
    "e\u{301}",
    "عبد",
    "الرحمن",
    "المصدر:",
    "مشاركة",
    "التعليقات (0)",
];

/// One hostile article of the given kind (any number) and size in pieces.
pub fn article(seed: u64, size: usize) -> String {
    let mut dice = Dice::new(seed);
    let mut out = String::new();
    match seed % 8 {
        0 => (0..size).for_each(|_| {
            out.push_str(dice.pick::<&str>(WORDS));
            out.push(*dice.pick(&[' ', ' ', ' ', '\n', '\u{a0}', '\r', '\t']));
        }),
        1 => (0..size).for_each(|_| {
            out.push_str(dice.pick::<&str>(WORDS));
            out.push(*dice.pick(&[
                '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200f}',
                '\u{61c}', ' ',
            ]));
        }),
        // Not one space.
        2 => (0..size * 3).for_each(|_| out.push(*dice.pick(&['و', 'ا', 'ل', 'ب', 'ه', 'م', 'ـ', '١', 'َ']))),
        // Marks upon marks.
        3 => (0..size).for_each(|_| {
            out.push(*dice.pick(&['ن', 'ص', 'a', ' ']));
            (0..dice.below(40))
                .for_each(|_| out.push(char::from_u32(0x64B + u32::try_from(dice.below(8)).unwrap()).unwrap()));
        }),
        // Quote marks nested deep, never closed or never opened.
        4 => (0..size).for_each(|n| {
            let marks: &[char] =
                if n < size / 2 { &['«', '“', '(', '"', '[', '‹'] } else { &['»', '”', ')', '"', ']', '›'] };
            out.push(*dice.pick(marks));
            if dice.below(3) == 0 {
                out.push_str(dice.pick::<&str>(WORDS));
            }
        }),
        // Any code point at all, nulls and unassigned ones too.
        5 => (0..size).for_each(|_| {
            let limit = *dice.pick(&[0x80usize, 0x800, 0x10000, 0x11_0000]);
            out.push(char::from_u32(u32::try_from(dice.below(limit)).unwrap()).unwrap_or('\u{FFFD}'));
        }),
        // The same line over and over.
        6 => {
            let line: String = (0..1 + dice.below(8)).map(|_| format!("{} ", dice.pick::<&str>(WORDS))).collect();
            (0..size / 4 + 1).for_each(|_| {
                out.push_str(&line);
                out.push('\n');
            });
        }
        // Numbers, number words and separators without end.
        _ => (0..size).for_each(|_| {
            out.push_str(dice.pick::<&str>(&[
                "و",
                " وعشرون",
                " ألف",
                "مئة ",
                "9",
                "٣",
                ",",
                ".",
                "/",
                ":",
                "-",
                " ",
                " أمس",
                " الأول",
                " من",
                " قبل",
            ]))
        }),
    }
    out
}

//! What numbers read as.

use super::{Kind, Number, Words, read};
use crate::normalize::{fold_word, letters_of};

/// A text cut into runs of letters, runs of digits, and single signs, as the segmentation does.
pub(super) struct Split(Vec<(String, String, bool)>);

impl Split {
    pub(super) fn new(text: &str) -> Self {
        let (mut out, mut glued) = (Vec::<(String, String, bool)>::new(), false);
        let class = |c: char| {
            if c.is_numeric() {
                1
            } else if c.is_alphabetic() || c == 'ـ' || ('\u{64B}'..'\u{660}').contains(&c) {
                2
            } else {
                0
            }
        };
        let mut last = 0;
        for c in text.chars() {
            if c.is_whitespace() {
                (glued, last) = (false, 0);
                continue;
            }
            match out.last_mut() {
                Some(word) if glued && last == class(c) && last > 0 => word.0.push(c),
                _ => out.push((c.to_string(), String::new(), glued)),
            }
            (glued, last) = (true, class(c));
        }
        Self(out.into_iter().map(|(w, _, g)| (letters_of(&w), fold_word(&w), g)).collect())
    }
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Words for Split {
    fn fold(&self, token: usize) -> &str {
        self.0.get(token).map_or("", |t| &t.1)
    }
    fn form(&self, token: usize) -> &str {
        self.0.get(token).map_or("", |t| &t.0)
    }
    fn glued(&self, token: usize) -> bool {
        self.0.get(token).is_some_and(|t| t.2)
    }
    fn breaks(&self, token: usize) -> bool {
        token == 0 || token >= self.0.len()
    }
}

fn number(text: &str) -> Option<(Number, usize)> {
    let words = Split::new(text);
    read(&words, 0).map(|n| (n, words.len()))
}

/// The whole text is one number of this value.
fn check(kind: Kind, value: f64, text: &str) {
    let got = number(text);
    let ok = got.is_some_and(|(n, len)| {
        n.kind == kind && (n.value - value).abs() <= 1e-9 * value.abs().max(1.0) && n.tokens == len
    });
    assert!(ok, "{text}: {got:?}, wanted {value}");
}

#[test]
fn cardinals() {
    for &(value, text) in CARDINALS {
        check(Kind::Cardinal, value, text);
    }
}

#[rustfmt::skip]
const CARDINALS: &[(f64, &str)] = &[
    (0.0, "صفر"), (1.0, "واحد"), (2.0, "اثنتين"), (6.0, "سته"), (10.0, "عشره"), (12.0, "إثنتى عشر"), (12.0, "اثنا عشر"),
    (11.0, "أحد عشر"), (11.0, "إحدى عشرة"), (13.0, "ثلاثة عشر"), (19.0, "تسع عشرة"), (18.0, "ثماني عشرة"), (15.0, "الخمسة عشر"),
    (21.0, "واحد وعشرون"), (21.0, "إحدى وعشرين"), (21.0, "أحد و عشرين"), (25.0, "خمسة وعشرون"), (33.0, "ثلاث و ثلاثون"), (99.0, "تسعٌ وتسعونَ"),
    (11.0, "حداشر"), (14.0, "اربعتاشر"), (18.0, "تمنتاشر"), (210.0, "متين وعشرة"), (300.0, "تلتمية"), (500.0, "خمسمية"),
    (100.0, "مائة"), (100.0, "مئة"), (200.0, "مئتا"), (200.0, "مائتي"), (300.0, "ثلاثمائة"), (300.0, "ثلاثمئة"), (300.0, "ثلاث مئة"), (800.0, "ثمانمئة"),
    (116.0, "مائة وستة عشر"), (106.0, "مائة وستة"), (161.0, "مائة و واحد و ستون"), (331.0, "ثلاث مائة وواحد وثلاثون"), (271.0, "مئتين وواحد وسبعين"),
    (1000.0, "ألف"), (2000.0, "ألفان"), (2000.0, "ألفين"), (3000.0, "ثلاثة آلاف"), (1500.0, "ألفا وخمسمئة"), (2200.0, "ألفين ومائتين"), (4321.0, "أربعة ألف و ثلاثمائة و واحد و عشرون"),
    (2018.0, "ألفين وثمانية عشر"), (1967.0, "ألف وتسعمئة وسبعة وستين"), (15_000.0, "خمسة عشر ألفا"), (110_000.0, "110 آلاف"), (100_000.0, "مئة ألف"), (202_000.0, "مائتين وإثنين ألف"),
    (1e6, "مليون"), (2e6, "مليونين"), (3e6, "ثلاثة ملايين"), (3e6, "3 مليون"), (1.2e9, "1.2 مليار"), (1.5e6, "1,5 مليون"), (1.5e6, "مليون ونصف المليون"), (1.5e6, "مليون ونصف"),
    (3.5e6, "ثلاثة ملايين ونصف المليون"), (3.5e6, "ثلاثة ونصف مليون"), (2.25e9, "ملياران وربع المليار"), (5e5, "نصف مليون"), (7.5e5, "ثلاثة أرباع المليون"), (1e12, "واحد ترليون"),
    (21e12, "واحد وعشرون تريليون"), (1e9, "ألف مليون"), (2_300_500.0, "مليونان وثلاثمئة ألف وخمسمئة"), (2_300_000.0, "2 مليون و300 ألف"), (2300.0, "ألفان و300"),
    (321.0, "٣ مئة و ٢١"), (4321.0, "٤ آلاف ٣ مائة و ٢١"), (32_200.0, "322 مائة"), (1.1, "واحد فاصلة واحد"), (3.75, "ثلاثة فاصلة خمسة وسبعين"), (1.05, "واحد فاصلة صفر خمسة"), (2.5e6, "اثنان فاصلة خمسة مليون"),
    (20.6, "عشرون و ثلاثة أخماس"), (100.75, "مائة و ثلاثة أرباع"), (1.25, "واحد و ربع"), (200_440.6, "مائتين ألف و أربعمائة و أربعون و ثلاثة أخماس"), (200.03, "مائتان وثلاثة جزء من مائة"),
    (26.4, "مائة و اثنان و ثلاثون أخماس"), (36.0, "٣ دزينات"), (6.0, "نصف دستة"), (12.0, "دزينة"),
    (1500.0, "1,500"), (1500.0, "1.500"), (3_000_000.5, "٣٬٠٠٠٬٠٠٠٫٥"), (3.5, "3.5"), (0.08, "٠,٠٨"), (10_000.0, "١٠٬٠٠٠٫٠٠"), (1.5, "١٫٥٠٠"), (1_414_021_100.0, "1 414 021 100"), (2.5, "2½"), (4.8, "٤،٨"), (34.6, "6ر34"), (0.5, "٥ر٠"), (46.5, "46 فاصل 5"), (50.25, "50 فاصلة 25"),
    (2001.0, "ألفين وواحد"), (101.0, "مئة وواحد"), (1001.0, "ألف وواحد"), (250.0, "المئتين وخمسين"), (20.0, "والعشرين"), (5.0, "وبخمسة"), (40.0, "للأربعين"), (2000.0, "بألفين"),
];

#[test]
fn ordinals() {
    for (value, text) in [
        (1.0, "الأول"),
        (1.0, "أولى"),
        (2.0, "الثانية"),
        (10.0, "العاشر"),
        (11.0, "الحادي عشر"),
        (12.0, "الثانية عشرة"),
        (21.0, "الحادي والعشرون"),
        (35.0, "الخامسة والثلاثين"),
        (19.0, "التاسع عشر"),
        (25.0, "الخامس و العشرين"),
        (105.0, "الخامس بعد المئة"),
    ] {
        check(Kind::Ordinal, value, text);
    }
}

#[test]
fn fractions_and_vague() {
    for (value, text) in
        [(0.5, "نصف"), (0.5, "النصف"), (2.0 / 3.0, "ثلثي"), (0.75, "ثلاثة أرباع"), (0.6, "ثلاثة أخماس"), (0.25, "الربع")]
    {
        check(Kind::Fraction, value, text);
    }
    for (value, text) in [
        (10.0, "عشرات"),
        (100.0, "المئات"),
        (1000.0, "آلاف"),
        (10_000.0, "عشرات الآلاف"),
        (1e8, "مئات الملايين"),
        (1e9, "مليارات"),
    ] {
        check(Kind::Vague, value, text);
    }
}

/// How far a number reaches: its value and tokens, or nothing.
#[test]
fn where_it_ends() {
    for (want, text) in [
        (Some((5.0, 1)), "خمسة شبان"),
        (Some((3.0, 1)), "ثلاثة وخمسة"),
        (Some((2000.0, 1)), "ألفا جندي"),
        (Some((20.0, 1)), "عشرين مدينة"),
        (Some((110_000.0, 2)), "110 آلاف شخص"),
        (Some((22.0, 1)), "22/05/2018"),
        (Some((2018.0, 1)), "2018 خمس مرات"),
        (None, "22.05.2018"),
        (None, "أحد المساجد"),
        (None, "لست هنا"),
        (None, "كتاب"),
        (None, ""),
        (None, "الحادي"),
    ] {
        assert_eq!(number(text).map(|(n, _)| (n.value, n.tokens)), want, "{text}");
    }
    let part = |text: &str| super::read_part(&Split::new(text), 0).map(|n| (n.value, n.tokens));
    assert_eq!(part("مئة ومئتين"), Some((100.0, 1)));
    assert_eq!(part("خمسة وعشرين وثلاثين"), Some((25.0, 2)));
}

/// Spells a whole number out, for the round trip only: `style` picks case, gender and spelling.
fn spell(n: u64, style: u32) -> String {
    const FEW: [[&str; 2]; 10] = [
        ["صفر", "صفر"],
        ["واحد", "واحدة"],
        ["اثنان", "اثنتين"],
        ["ثلاثة", "ثلاث"],
        ["أربعة", "أربع"],
        ["خمسة", "خمس"],
        ["ستة", "ست"],
        ["سبعة", "سبع"],
        ["ثمانية", "ثماني"],
        ["تسعة", "تسع"],
    ];
    const TENS: [[&str; 2]; 8] = [
        ["عشرون", "عشرين"],
        ["ثلاثون", "ثلاثين"],
        ["أربعون", "أربعين"],
        ["خمسون", "خمسين"],
        ["ستون", "ستين"],
        ["سبعون", "سبعين"],
        ["ثمانون", "ثمانين"],
        ["تسعون", "تسعين"],
    ];
    const SCALES: [(u64, [&str; 5]); 3] = [
        (1_000_000_000, ["مليار", "ملياران", "مليارين", "مليارات", "مليارا"]),
        (1_000_000, ["مليون", "مليونان", "مليونين", "ملايين", "مليونا"]),
        (1000, ["ألف", "ألفان", "ألفين", "آلاف", "ألفا"]),
    ];
    let ix = |n: u64| usize::try_from(n).unwrap();
    let pick = |bit: u32| usize::from(style >> bit & 1 == 1);
    let and = [" و", " و "][pick(0)];
    let below = |n: u64| -> String {
        let mut parts = Vec::new();
        match n / 100 {
            0 => {}
            1 => parts.push(["مئة", "مائة"][pick(1)].to_owned()),
            2 => parts.push(["مئتان", "مائتين"][pick(1)].to_owned()),
            h => parts.push(format!(
                "{}{}{}",
                FEW[ix(h)][1].trim_end_matches('ي'),
                ["", " "][pick(2)],
                ["مئة", "مائة"][pick(1)]
            )),
        }
        match n % 100 {
            0 => {}
            r @ 1..=9 => parts.push(FEW[ix(r)][pick(3)].to_owned()),
            10 => parts.push(["عشرة", "عشر"][pick(3)].to_owned()),
            11 => parts.push(["أحد عشر", "إحدى عشرة"][pick(3)].to_owned()),
            12 => parts.push(["اثنا عشر", "اثنتي عشرة"][pick(3)].to_owned()),
            r @ 13..=19 => parts.push(format!("{} {}", FEW[ix(r) - 10][pick(3)], ["عشر", "عشرة"][pick(3)])),
            r if r % 10 == 0 => parts.push(TENS[ix(r) / 10 - 2][pick(4)].to_owned()),
            r => parts.push(format!("{}{and}{}", FEW[ix(r) % 10][pick(3)], TENS[ix(r) / 10 - 2][pick(4)])),
        }
        parts.join(and)
    };
    let (mut parts, mut left) = (Vec::new(), n);
    for (scale, [one, two, two_oblique, few, accusative]) in SCALES {
        let count = left / scale;
        left %= scale;
        match count {
            0 => {}
            1 => parts.push(one.to_owned()),
            2 => parts.push([two, two_oblique][pick(4)].to_owned()),
            c if (3..=10).contains(&(c % 100)) => parts.push(format!("{} {few}", below(c))),
            c if c % 100 > 10 => parts.push(format!("{} {accusative}", below(c))),
            c => parts.push(format!("{} {one}", below(c))),
        }
    }
    if left > 0 || n == 0 {
        parts.push(if n == 0 { "صفر".to_owned() } else { below(left) });
    }
    parts.join(and)
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(2000))]

    #[test]
    fn spelled_out_and_read_back(n in 0u64..1_000_000_000_000, digits in 0u32..12, style in 0u32..32) {
        let n = n / 10u64.pow(digits);
        let text = spell(n, style);
        let words = Split::new(&text);
        let got = read(&words, 0);
        proptest::prop_assert_eq!(got.map(|g| (g.value, g.tokens)), Some((n as f64, words.len())), "{}", text);
    }

    #[test]
    fn anything_is_read_without_harm(text in "([0-9٠-٩.,،٫ ]|و|ال|ب|ألف|ألفا|مئة|خمس|أرباع|نصف|عشرات|آلاف|فاصلة|جزء|من| ){0,12}") {
        let words = Split::new(&text);
        for at in 0..words.len() {
            if let Some(n) = read(&words, at) {
                proptest::prop_assert!(n.tokens >= 1 && at + n.tokens <= words.len() && n.value.is_finite(), "{text} {n:?}");
            }
        }
    }
}

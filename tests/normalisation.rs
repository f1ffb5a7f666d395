//! The profiles by table, and the laws of normalisation and its alignment against a slow, obvious implementation.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test stops where it fails")]

use hashiya::normalize::{Profile, fold_char, normalize};
use hashiya::text::{Alignment, AlignmentBuilder, NormalizedSpan, SourceSpan};
use proptest::prelude::*;

fn search(text: &str) -> String {
    normalize(text, Profile::Search).text
}

fn display(text: &str) -> String {
    normalize(text, Profile::Display).text
}

fn check(profile: Profile, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, want)| (text, want, normalize(text, profile).text))
        .filter(|(_, want, found)| found != *want)
        .map(|(text, want, found)| format!("{text:?}: {found:?} instead of {want:?}"))
        .collect();
    assert!(wrong.is_empty(), "{profile:?} {wrong:#?}");
}

#[test]
fn display_cleans_and_loses_nothing() {
    check(
        Profile::Display,
        &[
            ("أ\u{640}\u{640}\u{640}خبار", "أخبار"),
            ("في الـ12 من يونيو", "في الـ12 من يونيو"),
            ("لـ«النور»", "لـ«النور»"),
            ("وبالـــ40", "وبالـ40"),
            ("عام 1445 هـ.", "عام 1445 هـ."),
            ("عاجلـــ!", "عاجل!"),
            ("ــــــ", "ــــــ"),
            ("\u{200F}خبر\u{200E}\u{202B} آخر\u{202C}\u{FEFF}", "خبر آخر"),
            ("أ\u{A0}ب\u{202F}ت\u{2003}ث\tج", "أ ب ت ث ج"),
            ("سطر\r\nسطر\rسطر\u{2028}سطر", "سطر\nسطر\nسطر\nسطر"),
            ("\u{FEFB}جئ \u{FDF2} \u{FEE3}\u{FE94}", "لاجئ الله مة"),
            ("\u{FEF7}حد", "لأحد"),
            ("\u{FDFA}", "\u{FDFA}"),
            ("کتاب علی", "كتاب علي"),
            ("پژوهشکده گفتگوی", "پژوهشکده گفتگوی"),
            ("ا\u{654}خبار و\u{654}", "أخبار ؤ"),
            ("cafe\u{301}", "café"),
            ("إنّ صورًا وصوراً ”قديمة“", "إنّ صورًا وصوراً ”قديمة“"),
            ("👩\u{200D}🚒 ✌\u{FE0F} 1\u{FE0F}\u{20E3}", "👩\u{200D}🚒 ✌\u{FE0F} 1\u{FE0F}\u{20E3}"),
            ("&quot;خبر&quot;", "&quot;خبر&quot;"),
        ],
    );
}

#[test]
fn search_makes_equal_what_is_the_same_word() {
    check(
        Profile::Search,
        &[
            ("إنَّ الأمّةَ آمنةٌ", "ان الامه امنه"),
            ("صورًا", "صورا"),
            ("صوراً", "صورا"),
            ("ٱلرَّحْمَٰن", "الرحمن"),
            ("مسؤول مبادئ مستشفى", "مسوول مبادي مستشفي"),
            ("ا\u{654}و\u{654}ي\u{654}", "اوي"),
            ("\u{FEF7}حد \u{FEFC} \u{FDF2}", "لاحد لا الله"),
            ("\u{FDFA}", "صلي الله عليه وسلم"),
            ("کتاب علی ۀ", "كتاب علي ه"),
            ("٣٬٠٠٠٬٠٠٠٫٥ و۱۲٪", "3,000,000.5 و12%"),
            ("«أ» “ب” ”ج“ „د“ ‹ه› ‘و’ <<ز>>", "\"ا\" \"ب\" \"ج\" \"د\" \"ه\" 'و' \"ز\""),
            ("أ، ب؛ ج؟ د… – — −", "ا, ب; ج? د... - - -"),
            ("الـ19 لـ«نور» مـــدن", "الـ19 لـ\"نور\" مدن"),
            ("&quot;خبر&quot;&nbsp;&#1571;&#x629; R&D;", "\"خبر\" اه R&D;"),
            ("https://example.org/?a=1&quot;b", "https://example.org/?a=1&quot;b"),
            ("desk (at) example.com a.b@example.org #وسم_جديد", "desk (at) example.com a.b@example.org #وسم_جديد"),
            ("O\u{2019}Neil 1 < 2 <<< ✨️ 🇸🇾", "O'Neil 1 < 2 <<< ✨️ 🇸🇾"),
        ],
    );
}

/// Collisions and losses of other tools that must not happen here.
#[test]
fn what_must_stay_apart() {
    assert_ne!(search("على"), search("علا"));
    assert_ne!(display("أن"), display("إن"));
    assert_ne!(display("على"), display("علي"));
    assert_ne!(search("الـ19"), search("ال19"));
    assert_eq!(search("سطر\nسطر"), "سطر\nسطر");
    assert_eq!(search("news.example.com"), "news.example.com");
    assert_eq!(search("💡 ✨"), "💡 ✨");
    assert_eq!(search("إلى آلاف"), "الي الاف");
}

#[test]
fn a_mark_belongs_to_its_letter() {
    let found = normalize("كتابٌ", Profile::Search);
    assert_eq!(found.text, "كتاب");
    let last = found.to_source(NormalizedSpan::new(6, 8));
    assert_eq!((last.start().get(), last.end().get()), (6, 10));
    let mark = found.to_normalized(SourceSpan::new(8, 10));
    assert_eq!((mark.start().get(), mark.end().get()), (6, 8));
}

/// Text with everything that the rules speak of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ابتدرسعقلمنهويةىأإآؤئء]{1,6}",
        "[\u{64B}-\u{655}\u{670}\u{640}\u{6E1}]{1,3}",
        "[0-9٠-٩۰-۹,.٫٬٪%:/-]{1,4}",
        "[«»“”\"'‘’،؛؟…—()<>]{1,2}",
        "[ \u{A0}\t\r\n\u{200F}\u{200D}\u{FE0F}\u{FEFF}]{1,2}",
        "[a-zé\u{301}\u{308}]{1,4}",
        "[\u{FEFB}\u{FEF7}\u{FDF2}\u{FDFA}\u{FE8E}\u{FE70}\u{FE77}کیھپ✨👩\u{1F1F8}\u{1F1FE}]",
        prop::sample::select(vec!["&quot;", "&nbsp;", "&#1571;", "&bad;", "الـ19", "https://a.example/x", "لا"])
            .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// For each byte of the normalised text, the source block that it stands for, and the other way round: one entry a byte.
struct Oracle {
    source_of: Vec<(u32, u32)>,
    normalized_of: Vec<(u32, u32)>,
}

impl Oracle {
    fn new(alignment: &Alignment) -> Self {
        let (mut source_of, mut normalized_of) = (Vec::new(), Vec::new());
        for run in alignment.runs() {
            let (s, n) = (run.source, run.normalized);
            if run.keep {
                source_of.extend((s.start().get()..s.end().get()).map(|b| (b, b + 1)));
                normalized_of.extend((n.start().get()..n.end().get()).map(|b| (b, b + 1)));
            } else {
                source_of.extend((0..n.len()).map(|_| (s.start().get(), s.end().get())));
                normalized_of.extend((0..s.len()).map(|_| (n.start().get(), n.end().get())));
            }
        }
        Self { source_of, normalized_of }
    }

    fn cover(bytes: &[(u32, u32)]) -> (u32, u32) {
        (bytes.iter().map(|b| b.0).min().unwrap(), bytes.iter().map(|b| b.1).max().unwrap())
    }
}

fn pair(start: u32, end: u32, cut: (usize, usize)) -> Option<(usize, usize)> {
    let len = (end - start) as usize;
    (len > 0).then(|| {
        let a = cut.0 % len;
        (a, a + 1 + cut.1 % (len - a))
    })
}

/// The runs tile both texts; a kept run has the same length in both; no empty run.
fn tiles(alignment: &Alignment, source: usize, normalized: usize) {
    let (mut s, mut n) = (0, 0);
    for run in alignment.runs() {
        assert_eq!((run.source.start().get(), run.normalized.start().get()), (s, n));
        assert!(!run.keep || run.source.len() == run.normalized.len());
        assert!(!run.source.is_empty() || !run.normalized.is_empty());
        (s, n) = (run.source.end().get(), run.normalized.end().get());
    }
    assert_eq!((s as usize, n as usize), (source, normalized));
}

/// Any alignment, built step by step.
fn alignment() -> impl Strategy<Value = Alignment> {
    prop::collection::vec((0..4u8, 0..6usize, 0..6usize), 0..20).prop_map(|steps| {
        let mut builder = AlignmentBuilder::default();
        for (kind, a, b) in steps {
            match kind {
                0 => builder.keep(a),
                1 => builder.replace(a, b),
                2 => builder.replace(a, 0),
                _ => {
                    builder.keep(b + 1);
                    builder.attach(a, b.min(2) + 1);
                }
            }
        }
        builder.finish()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_alignment_is_exact_both_ways(text in text(), cut in (any::<usize>(), any::<usize>()), p in any::<bool>()) {
        let profile = if p { Profile::Search } else { Profile::Display };
        let found = normalize(&text, profile);
        tiles(&found.alignment, text.len(), found.text.len());
        let oracle = Oracle::new(&found.alignment);
        for run in found.alignment.runs() {
            let (source, normalized) = (text.get(run.source.range()), found.text.get(run.normalized.range()));
            prop_assert!(source.is_some() && normalized.is_some(), "{run:?} cuts a character");
            if run.keep {
                // One character for one of the same length: the same, or what the rules make of it.
                for (a, b) in source.unwrap().chars().zip(normalized.unwrap().chars()) {
                    prop_assert!(a == b || profile == Profile::Search && fold_char(a) == Some(b) || a.len_utf8() == b.len_utf8() && b == ' ' || b == '\n' , "{a:?} {b:?}");
                }
            }
        }
        if let Some((a, b)) = pair(0, u32::try_from(found.text.len()).unwrap(), cut) {
            let span = found.to_source(NormalizedSpan::from_usize(a, b));
            let want = Oracle::cover(&oracle.source_of[a..b]);
            prop_assert_eq!((span.start().get(), span.end().get()), want);
            prop_assert!(!span.is_empty());
        }
        if let Some((a, b)) = pair(0, u32::try_from(text.len()).unwrap(), cut) {
            let span = found.to_normalized(SourceSpan::from_usize(a, b));
            let want = Oracle::cover(&oracle.normalized_of[a..b]);
            prop_assert_eq!((span.start().get(), span.end().get()), want);
        }
    }

    #[test]
    fn a_cursor_sees_what_the_alignment_sees(text in text()) {
        let found = normalize(&text, Profile::Search);
        let mut cursor = found.alignment.cursor();
        let mut at = 0;
        for word in text.split_inclusive(' ') {
            let span = SourceSpan::from_usize(at, at + word.len());
            prop_assert_eq!(cursor.to_normalized(span), found.to_normalized(span));
            at += word.len();
        }
    }

    #[test]
    fn any_alignment_agrees_with_the_slow_one(a in alignment(), cut in (any::<usize>(), any::<usize>())) {
        tiles(&a, a.source_len() as usize, a.normalized_len() as usize);
        let oracle = Oracle::new(&a);
        if let Some((x, y)) = pair(0, a.normalized_len(), cut) {
            let want = Oracle::cover(&oracle.source_of[x..y]);
            let span = a.to_source(NormalizedSpan::from_usize(x, y));
            if want.0 < want.1 {
                prop_assert_eq!((span.start().get(), span.end().get()), want);
            }
        }
        if let Some((x, y)) = pair(0, a.source_len(), cut) {
            let want = Oracle::cover(&oracle.normalized_of[x..y]);
            let span = a.to_normalized(SourceSpan::from_usize(x, y));
            prop_assert_eq!((span.start().get(), span.end().get()), want);
        }
    }

    #[test]
    fn composition_is_one_map_after_the_other(text in text(), cut in (any::<usize>(), any::<usize>())) {
        let first = normalize(&text, Profile::Display);
        let second = normalize(&first.text, Profile::Search);
        let both = first.alignment.compose(&second.alignment);
        tiles(&both, text.len(), second.text.len());
        if let Some((a, b)) = pair(0, u32::try_from(second.text.len()).unwrap(), cut) {
            let span = NormalizedSpan::from_usize(second.text.floor_char_boundary(a), second.text.ceil_char_boundary(b));
            let middle = second.to_source(span);
            let steps = first.to_source(NormalizedSpan::new(middle.start().get(), middle.end().get()));
            let once = both.to_source(span);
            prop_assert!(once.start() <= steps.start() && steps.end() <= once.end(), "{once:?} {steps:?}");
            prop_assert!(text.get(once.range()).is_some());
        }
    }

    #[test]
    fn composing_with_the_identity_changes_nothing(a in alignment()) {
        let before = Alignment::identity(a.source_len() as usize).compose(&a);
        let after = a.compose(&Alignment::identity(a.normalized_len() as usize));
        let runs = |a: &Alignment| a.runs().collect::<Vec<_>>();
        tiles(&before, a.source_len() as usize, a.normalized_len() as usize);
        tiles(&after, a.source_len() as usize, a.normalized_len() as usize);
        prop_assert_eq!(runs(&before).len() <= runs(&a).len(), true);
        prop_assert_eq!(runs(&after).len() <= runs(&a).len(), true);
    }

    #[test]
    fn normalising_twice_is_normalising_once(text in "[ابتدةىأإؤ \u{64B}-\u{652}٠-٩،«»“”\u{FEFB}\u{FDF2}\u{A0}کa-z.]{0,40}") {
        for profile in [Profile::Display, Profile::Search] {
            let once = normalize(&text, profile).text;
            prop_assert_eq!(&normalize(&once, profile).text, &once);
        }
    }
}

/// The column «search» of the table in docs/normalisation.md is what the profile does.
#[test]
fn the_table_in_the_docs_is_true() {
    let docs = include_str!("../docs/normalisation.md");
    let table = docs.split_once("| input | search | CAMeL").unwrap().1;
    let mut rows = 0;
    for row in table.lines().skip(2).filter(|row| row.starts_with('|') && !row.starts_with("| alignment")) {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let (input, search) = (cells.next().unwrap().replace("&amp;", "&"), cells.next().unwrap());
        let codes = input.split_whitespace().map_while(|w| u32::from_str_radix(w.strip_prefix("U+")?, 16).ok());
        let coded: String = codes.filter_map(char::from_u32).collect();
        let input = if coded.is_empty() { input } else { coded };
        assert_eq!(normalize(&input, Profile::Search).text, search, "{input}");
        rows += 1;
    }
    assert_eq!(rows, 20);
}

//! What counts in a text, and what does not.

use crate::document::Document;
use crate::extract::{self, Body, Context, Findings, Options, Published, Quantity};
use crate::normalize::{Profile, normalize};
use crate::{segment, structure};

type Spanned = (String, Quantity);

/// Every quantity of a text with its span's words, and the part-of relations by theirs.
fn found(text: &str) -> (Vec<Spanned>, Vec<(String, String)>) {
    let document = Document::new(text).unwrap();
    let normalized = normalize(document.text(), Profile::Search);
    let sections = structure::sections(&document);
    let seg = segment::segment(&document, &normalized, &sections);
    let (options, published) = (Options { boilerplate: true, ..Options::default() }, Published::default());
    let cx = Context {
        document: &document,
        normalized: &normalized,
        sections: &sections,
        seg: &seg,
        options: &options,
        published: &published,
        model: None,
    };
    let mut findings = Findings::default();
    extract::timex::extract(&cx, &mut findings);
    super::extract(&cx, &mut findings);
    let span = |n: usize| findings.mentions[n].span.of(text).to_owned();
    let quantities = (findings.mentions.iter().enumerate())
        .filter_map(|(n, m)| match &m.body {
            Body::Quantity(q) => Some((span(n), q.clone())),
            _ => None,
        })
        .collect();
    let relations =
        findings.relations.iter().filter(|r| r.kind == "part_of").map(|r| (span(r.from), span(r.to))).collect();
    (quantities, relations)
}

/// `value`, `min..max` or `min..`, with the modifier's code where it is not exact.
fn number(q: &Quantity) -> String {
    let n = match (q.value, q.min, q.max) {
        (Some(v), _, _) => format!("{v}"),
        (None, Some(a), Some(b)) => format!("{a}..{b}"),
        (None, Some(a), None) => format!("{a}.."),
        _ => "?".to_owned(),
    };
    if q.modifier.code() == "exact" { n } else { format!("{n} {}", q.modifier.code()) }
}

/// The text's quantities, as `span = number`, in order; everything else in it is no quantity.
fn check(text: &str, want: &[(&str, &str)]) {
    let got: Vec<_> = found(text).0.iter().map(|(span, q)| (span.clone(), number(q))).collect();
    let want: Vec<_> = want.iter().map(|(s, n)| ((*s).to_owned(), (*n).to_owned())).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn spans_and_values() {
    for (text, want) in [
        ("أصيب 14 عاملا في المصنع أمس.", &[("14 عاملا", "14")][..]),
        ("وصلت ثلاث حافلات إلى البلدة.", &[("ثلاث حافلات", "3")]),
        ("التقى الوزير أربعة مسؤولين أوروبيين بارزين في القاعة.", &[("أربعة مسؤولين أوروبيين", "4")]),
        ("قرب قريتين جبليتين معزولتين بالثلوج.", &[("قريتين جبليتين", "2")]),
        ("غادر 812 من النازحين وعائلاتهم المخيم.", &[("812 من النازحين وعائلاتهم", "812")]),
        ("تبعد المدرسة أكثر من 9 كيلومترات عن القرية.", &[("9 كيلومترات", "9 more_than")]),
        ("سقط عشرات الجرحى في الملعب.", &[("عشرات الجرحى", "10.. vague")]),
    ] {
        check(text, want);
    }
}

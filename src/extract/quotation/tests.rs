//! Sentences of our own wording, one kind of statement each, through one `check`.

use crate::annotate;
use crate::document::Document;
use crate::extract::Options;

/// Every quotation of `text`, a line each: `type ¦ content ¦ speaker ¦ cue ¦ stance`, an addressee after them where there is one.
fn quotations(text: &str) -> Vec<String> {
    let document = Document::new(text).expect("a text");
    let out = annotate::annotate(&document, &Options::default());
    let pointed = |value: Option<&serde_json::Value>| {
        let said = value.and_then(|v| v.as_str()).unwrap_or("-").to_owned();
        out.annotations.iter().find(|a| a.id == said).map_or(said, |a| a.text.clone())
    };
    out.annotations
        .iter()
        .filter(|a| a.layer == "quotation")
        .map(|a| {
            let get = |key: &str| pointed(a.attributes.get(key));
            let mut line =
                format!("{} ¦ {} ¦ {} ¦ {} ¦ {}", get("type"), a.text, get("speaker"), get("cue"), get("stance"));
            if a.attributes.contains_key("addressee") {
                line.push_str(&format!(" ¦ {}", get("addressee")));
            }
            line
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(quotations(text), expected, "\n{text}");
}

#[test]
fn clauses_after_a_verb() {
    check(
        "قالت وزيرة الصحة إن المستشفى سيفتح أبوابه غدا.",
        &["indirect ¦ المستشفى سيفتح أبوابه غدا ¦ وزيرة الصحة ¦ قالت ¦ affirmed"],
    );
    check(
        "وأوضح مدير المشفى، سامر الخطيب، أن الجرحى نقلوا إلى العاصمة. وأضاف أن حالتهم مستقرة.",
        &[
            "indirect ¦ الجرحى نقلوا إلى العاصمة ¦ سامر الخطيب ¦ أوضح ¦ affirmed",
            "indirect ¦ حالتهم مستقرة ¦ سامر الخطيب ¦ أضاف ¦ affirmed",
        ],
    );
    check(
        "وكان ناطق عسكري، قد ذكر أول من أمس أن القافلة عبرت الجسر.",
        &["indirect ¦ القافلة عبرت الجسر ¦ ناطق عسكري ¦ ذكر ¦ affirmed"],
    );
}

#[test]
fn marks_of_every_style() {
    check(
        "وقال العمدة للصحفيين: «لن نغلق المدرسة».",
        &["direct ¦ لن نغلق المدرسة ¦ العمدة ¦ قال ¦ affirmed ¦ لصحفيين"],
    );
    check(
        "وأوضح الطبيب، أن ”العملية نجحت رغم الصعوبات الكثيرة“، وغادر القاعة.",
        &["direct ¦ العملية نجحت رغم الصعوبات الكثيرة ¦ الطبيب ¦ أوضح ¦ affirmed"],
    );
}

#[test]
fn denial() {
    check("ونفى الجيش الوطني وقوع خسائر في صفوفه.", &["indirect ¦ وقوع خسائر في صفوفه ¦ الجيش الوطني ¦ نفى ¦ denied"]);
}

#[test]
fn what_is_no_quotation() {
    check("أضاف المجلس شروطا جديدة إلى العقد.", &[]);
    check("وأعاد العمال فتح الطريق بعد أن انتهت العاصفة.", &[]);
    check("يذكر أن المدينة تقع على النهر.", &[]);
    check("وقرأ التلاميذ مقالا في صحيفة «النهر» عن «المدينة القديمة».", &[]);
}

//! The article's own date.

use super::run;
use crate::extract::Origin;

/// Value, origin and words of the date; the text without a date from outside.
#[track_caller]
fn printed(value: &str, words: &str, text: &str) {
    let out = run("", text);
    let p = &out.published;
    let got = p.span.map(|span| span.of(text));
    assert_eq!((p.value.as_deref(), p.origin, got), (Some(value), Some(Origin::Text), Some(words)));
}

/// What is suggested where nothing is printed.
#[track_caller]
fn suggested(values: &[&str], text: &str) {
    let out = run("", text);
    assert_eq!(out.published.value, None, "never silently");
    let got: Vec<&str> = out.published.candidates.iter().map(|c| c.value.as_str()).collect();
    assert_eq!(got, values, "{text}");
    assert!(out.published.candidates.iter().all(|c| !c.reason.is_empty()));
}

#[test]
fn the_person_wins() {
    let out = run("2020-01-02", "عنوان الخبر\n\nالثلاثاء 22 مايو 2018\n\nنص الخبر الأول هنا.");
    assert_eq!(out.published.value.as_deref(), Some("2020-01-02"));
    assert_eq!(out.published.origin, Some(Origin::User));
}

#[test]
fn stamps() {
    printed(
        "2018-05-22T03:18",
        "الثلاثاء ٢٢/مايو/٢٠١٨ ٠٣:١٨ ص",
        "عنوان الخبر\n\nالحدث الثلاثاء ٢٢/مايو/٢٠١٨ ٠٣:١٨ ص\nعنوان الخبر\n\nقال المتحدث إن الطريق أغلق أمس أمام الشاحنات الكبيرة.",
    );
    printed(
        "2019-09-19",
        "19 سبتمبر 2019 مـ",
        "عنوان الخبر\nالخميس - 21 محرم 1441 هـ - 19 سبتمبر 2019 مـ رقم العدد [ 14905]\nقال المتحدث إن الطريق أغلق أمس أمام الشاحنات الكبيرة.",
    );
    printed(
        "2017-05-25",
        "May 25, 2017",
        "عنوان الخبر\nMay 25, 2017\nقال المتحدث إن الطريق أغلق أمس أمام الشاحنات الكبيرة.",
    );
    printed(
        "2018-05-22",
        "22/05/2018",
        "عنوان الخبر\nتاريخ النشر: 22/05/2018\nقال المتحدث إن الطريق أغلق أمس أمام الشاحنات الكبيرة.",
    );
    printed(
        "2018-05-20",
        "5 رمضان 1439 هـ",
        "عنوان الخبر\nنشر في 5 رمضان 1439 هـ\nقال المتحدث إن الطريق أغلق أمس أمام الشاحنات الكبيرة.",
    );
    printed(
        "2018-05-22",
        "2018/05/22",
        "عنوان الخبر\nقال المتحدث إن الطريق أغلق أمس.\nhttps://example.org/news/2018/05/22/story",
    );
    printed(
        "2018-05-21",
        "اليوم الاثنين 21 مايو 2018",
        "أعلن المتحدث في بيان وزعه على الصحفيين اليوم الاثنين 21 مايو 2018 أن الطريق الدولي أغلق أمام الشاحنات الكبيرة حتى إشعار آخر بسبب الثلوج.",
    );
}

#[test]
fn candidates() {
    suggested(&["2019-07-22"], "عنوان الخبر\n\nاندلع الحريق بتاريخ 22/7/2019 في سوق المدينة القديم.");
    suggested(
        &["2018-05-21"],
        "أعلن المتحدث اليوم الاثنين أن الطريق أغلق، وكانت الأعمال بدأت يوم السبت 19 مايو 2018 بحسب البلدية المشرفة على التنفيذ.",
    );
    suggested(&["XXXX-WXX-1"], "أعلن المتحدث اليوم الاثنين أن الطريق أغلق.");
    suggested(&[], "أعلن المتحدث أن الطريق أغلق.");
    let text = "أعلن المتحدث اليوم الاثنين 21 مايو أن الطريق أغلق، وكان المشروع بدأ عام 2018.";
    let out = run("", text);
    assert_eq!(out.published.value, None);
    assert_eq!(out.published.candidates.first().map(|c| c.value.as_str()), Some("2018-05-21"));
}

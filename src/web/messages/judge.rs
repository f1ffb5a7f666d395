//! The words about how good the machine was, and how far two annotators agree.

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; the two values below are their documentation")]
pub struct Judging {
    pub tab: &'static str,
    pub article: &'static str,
    pub folder: &'static str,
    pub reckon: &'static str,
    pub open: fn(usize) -> String,
    pub differences: &'static str,
    pub none: &'static str,
    pub moved: &'static str,
    pub precision: &'static str,
    pub recall: &'static str,
    pub all: &'static str,
    pub compare: &'static str,
    pub other_file: &'static str,
    pub same: fn(usize, usize) -> String,
    pub neither: &'static str,
    pub third: &'static str,
}

pub(super) static AR: Judging = Judging {
    tab: "تقويم",
    article: "صواب الآلة في هذا المقال (٪)",
    folder: "وفي مجلده",
    reckon: "احسبه لمقالات المجلد",
    open: |n| format!("لم يُقرَّر بعد في {n}، فلا تُحسب."),
    differences: "ما صُحِّح",
    none: "لا تصحيح بعد.",
    moved: " · طرفاها",
    precision: "الدقة",
    recall: "الشمول",
    all: "الكل",
    compare: "مقارنة بمراجع آخر",
    other_file: "ملفه JSON لهذا المقال",
    same: |same, not| format!("اتفاق في {same}، اختلاف في {not}"),
    neither: "لا هذا ولا ذاك",
    third: "نزّل الملف المحكَّم",
};

pub(super) static EN: Judging = Judging {
    tab: "Check",
    article: "How right the machine was here (%)",
    folder: "In its folder",
    reckon: "Reckon it for the folder's articles",
    open: |n| format!("{n} are not decided yet and do not count."),
    differences: "What was corrected",
    none: "Nothing corrected yet.",
    moved: " · ends",
    precision: "Precision",
    recall: "Recall",
    all: "All",
    compare: "Beside another annotator",
    other_file: "Their JSON file of this article",
    same: |same, not| format!("{same} alike, {not} not"),
    neither: "Neither",
    third: "Download the adjudicated file",
};

//! The words of the bench: selecting, bounding, relating, reviewing.

use super::short;

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; the two values below are their documentation")]
pub struct Bench {
    pub filter: &'static str,
    pub parts: &'static str,
    pub add_part: fn(&str) -> String,
    pub relations: &'static str,
    pub relation: fn(&str) -> Option<&'static str>,
    pub relation_kind: &'static str,
    pub relate: &'static str,
    pub relate_to: &'static str,
    pub relate_choose: &'static str,
    pub relate_from: fn(&str) -> String,
    pub unrelate: &'static str,
    pub bulk: &'static str,
    pub bulk_title: &'static str,
    pub bulk_do: fn(usize) -> String,
    pub bulk_none: &'static str,
    pub layer: &'static str,
    pub at_least_sure: &'static str,
}

pub(super) static AR: Bench = Bench {
    filter: "تصفية",
    parts: "الأجزاء",
    add_part: |words| format!("أضفها إلى {}", short(words)),
    relations: "العلاقات",
    relation: |kind| {
        Some(match kind {
            "part_of" => "جزء من",
            "same_as" => "هو نفسه",
            "interval" => "من … إلى",
            "speaker" => "قائله",
            "addressee" => "المخاطَب",
            _ => return None,
        })
    },
    relation_kind: "نوع العلاقة",
    relate: "اربط",
    relate_to: "اربطها بغيرها…",
    relate_choose: "اختر الطرف الآخر",
    relate_from: |words| format!("من {}", short(words)),
    unrelate: "فكّ العلاقة",
    bulk: "اقبل الأوثق…",
    bulk_title: "قبول ما تثق به الآلة",
    bulk_do: |n| format!("اقبل {n}"),
    bulk_none: "لا شيء هنا بهذه الثقة.",
    layer: "الطبقة",
    at_least_sure: "الثقة من",
};

pub(super) static EN: Bench = Bench {
    filter: "Filter",
    parts: "Parts",
    add_part: |words| format!("Add to {}", short(words)),
    relations: "Relations",
    relation: |kind| {
        Some(match kind {
            "part_of" => "part of",
            "same_as" => "same as",
            "interval" => "from … to",
            "speaker" => "said by",
            "addressee" => "said to",
            _ => return None,
        })
    },
    relation_kind: "Kind of relation",
    relate: "Relate",
    relate_to: "Relate to another…",
    relate_choose: "Choose the other mark",
    relate_from: |words| format!("From {}", short(words)),
    unrelate: "Take the relation away",
    bulk: "Accept the surest…",
    bulk_title: "Accept what the machine is sure of",
    bulk_do: |n| format!("Accept {n}"),
    bulk_none: "Nothing here is that sure.",
    layer: "Layer",
    at_least_sure: "At least",
};

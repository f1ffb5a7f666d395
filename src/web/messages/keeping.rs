//! The words about how things are kept, in both languages.

use crate::session::Lang;

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; its two texts below are its documentation")]
pub struct Keeping {
    pub update: &'static str,
    pub update_now: &'static str,
    pub signs: fn(usize, usize, usize) -> String,
    pub signs_why: &'static str,
}

static EN: Keeping = Keeping {
    update: "A new version of this page is ready. Your work stays as it is.",
    update_now: "Use it now",
    signs: |bidi, alike, lost| {
        let part = |n: usize, one: &str, more: &str| match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {more}")),
        };
        let parts = [
            part(bidi, "place with invisible direction controls", "places with invisible direction controls"),
            part(alike, "look-alike letter", "look-alike letters"),
            part(lost, "character that could not be read", "characters that could not be read"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("Hidden in this text: {}", parts.join(", "))
    },
    signs_why: "They can make words look like others, or stand in another order than they are written in. The text is kept as it was pasted.",
};

static AR: Keeping = Keeping {
    update: "صدرت نسخة جديدة من هذه الصفحة. يبقى عملك كما هو.",
    update_now: "استعملها الآن",
    signs: |bidi, alike, lost| {
        let parts = [(bidi, "محارف اتجاه خفية"), (alike, "حروف متشابهة"), (lost, "محارف تعذرت قراءتها")];
        let parts: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what} ({n})")).collect();
        format!("في هذا النص ما لا يُرى: {}", parts.join("، "))
    },
    signs_why: "قد تُظهر كلمة في صورة غيرها أو على غير ترتيب كتابتها. يُحفظ النص كما أُلصق.",
};

/// The words of a language.
pub fn keeping(lang: Lang) -> &'static Keeping {
    match lang {
        Lang::Ar => &AR,
        Lang::En => &EN,
    }
}

//! The words about the personal lexicon and about links, in both languages.

use crate::extract::entity::personal::LexiconError;
use crate::session::Lang;

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; its two texts below are its documentation")]
pub struct Names {
    pub always: fn(&str) -> String,
    pub never: &'static str,
    pub known: fn(&str) -> String,
    pub known_never: &'static str,
    pub forget: &'static str,
    pub title: fn(usize) -> String,
    pub why: &'static str,
    pub none: &'static str,
    pub not_a_name: &'static str,
    pub label_of: fn(&str) -> String,
    pub forget_name: fn(&str) -> String,
    pub add: &'static str,
    pub add_hint: &'static str,
    pub export: &'static str,
    pub import: &'static str,
    pub problem: fn(&LexiconError) -> String,
    pub link: &'static str,
    pub link_of: fn(&str) -> String,
    pub link_none: &'static str,
    pub link_source: fn(&str, &str) -> String,
}

static EN: Names = Names {
    always: |label| format!("From now on: {label}"),
    never: "From now on: not a name",
    known: |label| format!("In your lexicon: {label}"),
    known_never: "In your lexicon: not a name",
    forget: "Forget",
    title: |n| format!("Your lexicon ({n})"),
    why: "What you have said of names once and for all. It wins over the machine in every article read after, on this machine only.",
    none: "Nothing yet: choose “From now on” at a name.",
    not_a_name: "not a name",
    label_of: |name| format!("What {name} is"),
    forget_name: |name| format!("Forget {name}"),
    add: "Add",
    add_hint: "A name",
    export: "Export",
    import: "Import",
    problem: |e| match e {
        LexiconError::Malformed { line, column, .. } => {
            format!("This file is not a lexicon (line {line}, column {column}).")
        }
        LexiconError::Foreign => "This file is not a lexicon of Hashiya.".to_owned(),
        LexiconError::Later { found } => {
            format!("This lexicon was written by a later version (format {found}). Reload the page to update it.")
        }
        LexiconError::Label { entry, label } => {
            format!("Entry {entry} of this lexicon has a label that does not exist: {label}")
        }
        LexiconError::Name { entry, name } => format!("Entry {entry} of this lexicon cannot be a name: {name}"),
        LexiconError::TooMany => "This lexicon has too many entries.".to_owned(),
    },
    link: "Place",
    link_of: |name| format!("The place that {name} is linked to"),
    link_none: "no link",
    link_source: |source, id| format!("{source} {id}"),
};

static AR: Names = Names {
    always: |label| format!("من الآن فصاعدًا: {label}"),
    never: "من الآن فصاعدًا: ليس اسمًا",
    known: |label| format!("في معجمك: {label}"),
    known_never: "في معجمك: ليس اسمًا",
    forget: "انسَه",
    title: |n| format!("معجمك ({n})"),
    why: "ما قلته في الأسماء مرة واحدة. يغلب الآلة في كل مقال يُقرأ بعده، على هذا الجهاز وحده.",
    none: "لا شيء بعد: اختر «من الآن فصاعدًا» عند اسم.",
    not_a_name: "ليس اسمًا",
    label_of: |name| format!("ما هو {name}"),
    forget_name: |name| format!("انسَ {name}"),
    add: "أضف",
    add_hint: "اسم",
    export: "صدّر",
    import: "استورد",
    problem: |e| match e {
        LexiconError::Malformed { line, column, .. } => format!("ليس هذا الملف معجمًا (السطر {line}، العمود {column})."),
        LexiconError::Foreign => "ليس هذا الملف معجمًا من حاشية.".to_owned(),
        LexiconError::Later { found } => {
            format!("كتبت هذا المعجم نسخةٌ أحدث (الصيغة {found}). أعد تحميل الصفحة لتحديثها.")
        }
        LexiconError::Label { entry, label } => format!("في المدخل {entry} من هذا المعجم وسم لا وجود له: {label}"),
        LexiconError::Name { entry, name } => format!("لا يصلح المدخل {entry} من هذا المعجم اسمًا: {name}"),
        LexiconError::TooMany => "مداخل هذا المعجم أكثر مما يُقبل.".to_owned(),
    },
    link: "المكان",
    link_of: |name| format!("المكان الذي يُربط به {name}"),
    link_none: "بلا ربط",
    link_source: |source, id| format!("{source} {id}"),
};

/// The words of a language.
pub fn names(lang: Lang) -> &'static Names {
    match lang {
        Lang::Ar => &AR,
        Lang::En => &EN,
    }
}

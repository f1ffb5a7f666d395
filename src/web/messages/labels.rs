//! The words about label sets, guidelines and the tour.

use super::{isolate, short};
use crate::session::Lang;
use crate::session::labels::{Fault, Kind, LabelError, MOST, Weak};

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; its two texts below are its documentation")]
pub struct LabelWords {
    pub open: &'static str,
    pub title: &'static str,
    pub why: &'static str,
    pub add: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub edit: &'static str,
    pub remove: &'static str,
    pub name_ar: &'static str,
    pub name_en: &'static str,
    pub code: &'static str,
    pub layer: &'static str,
    pub layer_ar: &'static str,
    pub layer_en: &'static str,
    pub fixed: &'static str,
    pub colour: &'static str,
    pub key: &'static str,
    pub attributes: &'static str,
    pub attribute_add: &'static str,
    pub attribute_type: &'static str,
    pub kind: fn(Kind) -> &'static str,
    pub values: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub in_use: fn(&str, usize) -> String,
    pub into: &'static str,
    pub into_do: &'static str,
    pub save: &'static str,
    pub load: &'static str,
    pub link: &'static str,
    pub linked: &'static str,
    pub for_new: &'static str,
    pub for_new_done: &'static str,
    pub ours: &'static str,
    pub offer: &'static str,
    pub offer_why: fn(usize) -> String,
    pub take: &'static str,
    pub take_not: &'static str,
    pub weak: fn(&Weak) -> String,
    pub problem: fn(&LabelError) -> String,
    pub guidelines: &'static str,
    pub guidelines_of: fn(&str) -> String,
    pub guidelines_desk: &'static str,
    pub guidelines_none: &'static str,
    pub guidelines_kept: &'static str,
    pub tour: &'static str,
    pub tour_again: &'static str,
    pub tour_step: fn(u8, u8) -> String,
    pub tour_steps: [(&'static str, &'static str); 4],
    pub tour_next: &'static str,
    pub tour_sample: &'static str,
    pub tour_done: &'static str,
    pub tour_skip: &'static str,
}

static EN: LabelWords = LabelWords {
    open: "Labels…",
    title: "Labels",
    why: "A label has a name in both languages, a colour, a key, a layer and attributes of its own. The set is kept with the article.",
    add: "Add a label",
    up: "Up",
    down: "Down",
    edit: "Change",
    remove: "Remove",
    name_ar: "Name in Arabic",
    name_en: "Name in English",
    code: "Code in the file",
    layer: "Layer",
    layer_ar: "Layer's name in Arabic",
    layer_en: "Layer's name in English",
    fixed: "In use: code and layer stay as they are.",
    colour: "Colour",
    key: "Key",
    attributes: "Attributes",
    attribute_add: "Add an attribute",
    attribute_type: "Type",
    kind: |kind| match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Choice => "choice",
        Kind::Boolean => "yes or no",
    },
    values: "Values, with commas between",
    yes: "yes",
    no: "no",
    in_use: |label, n| format!("{n} marks have the label {}. What should they be?", isolate(label)),
    into: "Their new label",
    into_do: "Change them and remove the label",
    save: "Save as a file",
    load: "Open a file…",
    link: "Copy a link",
    linked: "The link is on the clipboard. It holds the set itself; nothing was sent.",
    for_new: "Use for new articles",
    for_new_done: "New articles get this label set.",
    ours: "Hashiya's own set",
    offer: "Take this label set?",
    offer_why: |n| {
        format!(
            "{n} labels came with a link or a file. Taken, they are the open article's and every new article's; marks that are there keep their labels."
        )
    },
    take: "Take it",
    take_not: "Leave it",
    weak: |w| {
        format!(
            "{} was too weak to be seen ({:.1} : 1; 4.5 : 1 is the least). {} was taken instead, for {}.",
            isolate(&w.was),
            w.contrast,
            isolate(&w.now),
            isolate(&w.label)
        )
    },
    problem: |e| match e {
        LabelError::Malformed { line, column } => {
            format!("This file is not a label set (line {line}, column {column}).")
        }
        LabelError::Foreign => "This is not a label set of Hashiya.".to_owned(),
        LabelError::Later(found) => {
            format!("This label set was written by a later version (format {found}). Reload the page to update it.")
        }
        LabelError::Empty => "A label set needs at least one label.".to_owned(),
        LabelError::TooMany => format!("A label set has at most {MOST} labels."),
        LabelError::Link => "The label set in this link is not whole. Ask for the link again.".to_owned(),
        LabelError::At { n, label, fault } => format!("Label {n} ({}): {}", isolate(&short(label)), fault_en(fault)),
    },
    guidelines: "Guidelines",
    guidelines_of: |folder| format!("Guidelines of {}", isolate(folder)),
    guidelines_desk: "Guidelines of articles without a folder",
    guidelines_none: "Write here what annotators of this folder have agreed on. It is shown beside every article of the folder.",
    guidelines_kept: "Guidelines kept",
    tour: "Tour",
    tour_again: "Show the tour",
    tour_step: |n, all| format!("Step {n} of {all}"),
    tour_steps: [
        (
            "Paste an article",
            "Any Arabic news article, from the clipboard or a file. It is read on this machine; nothing is sent.",
        ),
        (
            "Mark and correct",
            "Coloured words are proposals. Click one to change it; select words and choose a label to add your own. The arrow keys do the same.",
        ),
        (
            "Go through what is left",
            "Enter accepts, Backspace rejects, 1 to 9 give another label, N goes to the next one. Nothing counts as accepted because you looked at it.",
        ),
        (
            "Keep your work",
            "Every change is saved on this machine at once and can be undone. Download the file to pass it on.",
        ),
    ],
    tour_next: "Next step",
    tour_sample: "Next step, with a sample article",
    tour_done: "End of the tour",
    tour_skip: "Skip the tour",
};

fn fault_en(fault: &Fault) -> String {
    match fault {
        Fault::Form(words) => format!("it is not a whole label: {}", short(words)),
        Fault::Code(c) => format!("{} is no code; letters, digits, - and _ are", short(c)),
        Fault::Twice(c) => format!("another label is called {} too", short(c)),
        Fault::Layer(c) => format!("{} is no code of a layer; letters, digits, - and _ are", short(c)),
        Fault::Colour(c) => format!("{} is no colour such as #a34f00", short(c)),
        Fault::Key(k) => format!("the key {} is neither a digit nor a Latin letter", short(k)),
        Fault::KeyReserved(k) => format!("the page needs the key {} itself", short(k)),
        Fault::KeyTwice(k) => format!("another label has the key {}", short(k)),
        Fault::Name(n) => format!("the name {} is too long or has invisible characters", short(n)),
        Fault::Attribute(k) => {
            format!("the attribute {} is no code, is there twice or has a meaning already", short(k))
        }
        Fault::Kind(k) => format!("there is no such type: {}", short(k)),
        Fault::Choices(k) => format!("the choice {} needs values", short(k)),
    }
}

static AR: LabelWords = LabelWords {
    open: "الأصناف…",
    title: "الأصناف",
    why: "للصنف اسم باللغتين ولون ومفتاح وطبقة صنفات خاصة به. تُحفظ المجموعة مع المقال.",
    add: "أضف صنفًا",
    up: "إلى أعلى",
    down: "إلى أسفل",
    edit: "غيّر",
    remove: "أزل",
    name_ar: "الاسم بالعربية",
    name_en: "الاسم بالإنكليزية",
    code: "الرمز في الملف",
    layer: "الطبقة",
    layer_ar: "اسم الطبقة بالعربية",
    layer_en: "اسم الطبقة بالإنكليزية",
    fixed: "مستعمل: يبقى رمزه وطبقته كما هما.",
    colour: "اللون",
    key: "المفتاح",
    attributes: "السمات",
    attribute_add: "أضف سمة",
    attribute_type: "النوع",
    kind: |kind| match kind {
        Kind::Text => "نص",
        Kind::Number => "عدد",
        Kind::Choice => "اختيار",
        Kind::Boolean => "نعم أو لا",
    },
    values: "القيم وبينها فواصل",
    yes: "نعم",
    no: "لا",
    in_use: |label, n| format!("عدد الحواشي التي صنفُها {}: {n}. ماذا تصير؟", isolate(label)),
    into: "صنفها الجديد",
    into_do: "غيّرها وأزل الصنف",
    save: "احفظها ملفًا",
    load: "افتح ملفًا…",
    link: "انسخ رابطًا",
    linked: "الرابط في الحافظة، وفيه المجموعة نفسها. لم يُرسل شيء.",
    for_new: "استعملها للمقالات الجديدة",
    for_new_done: "هذه المجموعة للمقالات الجديدة.",
    ours: "مجموعة حاشية",
    offer: "أتأخذ هذه المجموعة من الأصناف؟",
    offer_why: |n| {
        format!(
            "جاء مع رابط أو ملف عددٌ من الأصناف: {n}. إن أخذتها صارت للمقال المفتوح ولكل مقال جديد، وتبقى للحواشي الموجودة أصنافها."
        )
    },
    take: "خذها",
    take_not: "اتركها",
    weak: |w| {
        format!(
            "اللون {} أضعف من أن يُرى ({:.1} : 1، وأقل ما يكفي 4.5 : 1)، فأُخذ بدله {} للصنف {}.",
            isolate(&w.was),
            w.contrast,
            isolate(&w.now),
            isolate(&w.label)
        )
    },
    problem: |e| match e {
        LabelError::Malformed { line, column } => {
            format!("ليس هذا الملف مجموعة أصناف (السطر {line}، العمود {column}).")
        }
        LabelError::Foreign => "ليست هذه مجموعة أصناف من حاشية.".to_owned(),
        LabelError::Later(found) => {
            format!("كتبت هذه المجموعة نسخةٌ أحدث (الصيغة {found}). أعد تحميل الصفحة لتحديثها.")
        }
        LabelError::Empty => "لا بد للمجموعة من صنف واحد على الأقل.".to_owned(),
        LabelError::TooMany => format!("لا تزيد أصناف المجموعة على {MOST}."),
        LabelError::Link => "المجموعة في هذا الرابط ناقصة. اطلب الرابط من جديد.".to_owned(),
        LabelError::At { n, label, fault } => format!("الصنف {n} ({}): {}", isolate(&short(label)), fault_ar(fault)),
    },
    guidelines: "الدليل",
    guidelines_of: |folder| format!("دليل {}", isolate(folder)),
    guidelines_desk: "دليل المقالات التي بلا مجلد",
    guidelines_none: "اكتب هنا ما اتفق عليه محشّو هذا المجلد. يظهر بجانب كل مقال فيه.",
    guidelines_kept: "حُفظ الدليل",
    tour: "جولة",
    tour_again: "أرني الجولة",
    tour_step: |n, all| format!("الخطوة {n} من {all}"),
    tour_steps: [
        ("الصق مقالًا", "أيّ مقال إخباري عربي، من الحافظة أو من ملف. يُقرأ على هذا الجهاز ولا يُرسل شيء."),
        (
            "حدّد وصحّح",
            "الكلمات الملوّنة اقتراحات. انقر إحداها لتغيّرها، وحدّد كلمات واختر صنفًا لتضيف من عندك. ومفاتيح الأسهم تفعل مثل ذلك.",
        ),
        (
            "مُرَّ على ما بقي",
            "مفتاح Enter يقبل، وBackspace يرفض، والأرقام 1 إلى 9 تعطي صنفًا آخر، وN إلى التالي. لا يُعدّ شيء مقبولًا لأنك نظرت إليه.",
        ),
        ("احفظ عملك", "يُحفظ كل تغيير على هذا الجهاز فورًا ويمكن التراجع عنه. نزّل الملف لتعطيه غيرك."),
    ],
    tour_next: "الخطوة التالية",
    tour_sample: "الخطوة التالية، بمقال للتجربة",
    tour_done: "نهاية الجولة",
    tour_skip: "تخطَّ الجولة",
};

fn fault_ar(fault: &Fault) -> String {
    match fault {
        Fault::Form(words) => format!("ليس صنفًا كاملًا: {}", short(words)),
        Fault::Code(c) => format!("{} لا يصلح رمزًا؛ تصلح الحروف والأرقام و- و_", short(c)),
        Fault::Twice(c) => format!("صنف آخر رمزه {} أيضًا", short(c)),
        Fault::Layer(c) => format!("{} لا يصلح رمزًا لطبقة؛ تصلح الحروف والأرقام و- و_", short(c)),
        Fault::Colour(c) => format!("{} ليس لونًا مثل #a34f00", short(c)),
        Fault::Key(k) => format!("المفتاح {} ليس رقمًا ولا حرفًا لاتينيًا", short(k)),
        Fault::KeyReserved(k) => format!("تحتاج الصفحة نفسها إلى المفتاح {}", short(k)),
        Fault::KeyTwice(k) => format!("المفتاح {} لصنف آخر", short(k)),
        Fault::Name(n) => format!("الاسم {} طويل أو فيه رموز لا تُرى", short(n)),
        Fault::Attribute(k) => format!("السمة {} لا تصلح رمزًا أو مكررة أو لها معنى من قبل", short(k)),
        Fault::Kind(k) => format!("لا وجود لهذا النوع: {}", short(k)),
        Fault::Choices(k) => format!("لا بد للاختيار {} من قيم", short(k)),
    }
}

/// The words of a language.
pub fn label_words(lang: Lang) -> &'static LabelWords {
    match lang {
        Lang::Ar => &AR,
        Lang::En => &EN,
    }
}

//! العربية.

use super::{Messages, isolate, short};
use crate::annotate::Review;
use crate::document::Refusal;
use crate::export::FileError;
use crate::session::Problem;
use crate::structure::SectionKind;

/// A counted noun: one, two, three to ten, eleven and more.
fn counted(n: usize, one: &str, two: &str, few: &str, many: &str) -> String {
    match n {
        1 => one.to_owned(),
        2 => two.to_owned(),
        n if (3..=10).contains(&(n % 100)) => format!("{n} {few}"),
        n => format!("{n} {many}"),
    }
}

pub(super) static AR: Messages = Messages {
    dir: "rtl",
    code: "ar",
    name: "حاشية",
    tagline: "ألصق خبراً عربياً، فتُعلَّم أسماؤه وأزمنته وأعداده وأقواله، ثم تصحّحها وتحفظ الملف.",
    privacy_line: "كل شيء يجري على هذا الجهاز، ولا يغادره شيء مما تلصقه.",
    skip: "إلى المقال",
    article_text: "نص المقال",
    article_placeholder: "ألصق المقال هنا، أو أفلت ملفاً نصياً في أي موضع من الصفحة…",
    annotate: "حلّل المقال",
    open_file: "افتح ملفاً…",
    sample: "جرّب مقالاً نموذجياً",
    drop_here: "أفلته هنا",
    recent: "تابع العمل",
    recent_none: "تظهر هنا المقالات التي تعمل عليها، وهي محفوظة على هذا الجهاز وحده.",
    new_article: "مقال جديد",
    untitled: "بلا عنوان",
    edits: |n| match n {
        0 => "لم يُصحَّح بعد".to_owned(),
        n => counted(usize::try_from(n).unwrap_or(0), "تصحيح واحد", "تصحيحان", "تصحيحات", "تصحيحاً"),
    },
    delete: "احذفه من هذا الجهاز",
    undo: "تراجع",
    redo: "إعادة",
    download: "تنزيل JSON",
    published: "تاريخ النشر",
    published_hint: "2018-05-22",
    published_unknown: "مجهول: تبقى الأزمنة النسبية مفتوحة",
    published_text: "من النص",
    published_user: "أدخلته أنت",
    published_story: "من القصة",
    suggested: "يوحي النص بأنه:",
    other_language: "English",
    theme: "المظهر",
    theme_auto: "المظهر: كالنظام",
    theme_light: "المظهر: فاتح",
    theme_dark: "المظهر: داكن",
    help: "المفاتيح والمساعدة",
    close: "إغلاق",
    saved: "محفوظ على هذا الجهاز",
    saving: "يُحفظ…",
    not_saved: "غير محفوظ",
    article: "المقال",
    working: "يُقرأ المقال…",
    cancel: "إلغاء",
    stage: |s| match s {
        "normalize" => "توحيد الكتابة",
        "structure" => "تمييز الأقسام",
        "segment" => "تقطيع الجمل والكلمات",
        "time" => "قراءة الأزمنة",
        "quantity" => "قراءة الأعداد",
        "entity" | "overlap" => "البحث عن الأسماء",
        "cluster" => "جمع الأسماء المشتركة",
        "quotation" => "البحث عن الأقوال",
        "event" => "البحث عن الأحداث",
        "write" | "done" => "كتابة النتيجة",
        _ => "بدء العمل",
    },
    section: |k| match k {
        SectionKind::Headline => "العنوان",
        SectionKind::RepeatedHeadline => "عنوان مكرر",
        SectionKind::Byline => "مصدر",
        SectionKind::Dateline => "تاريخ",
        SectionKind::Subheading => "عنوان فرعي",
        SectionKind::Paragraph => "",
        SectionKind::Boilerplate => "من الموقع",
    },
    legend: "دليل الألوان",
    annotations: "الحواشي",
    left: |left, all| format!("بقي {left} من {all}"),
    all_done: "حُسمت كلها",
    filter_label: "الصنف",
    filter_review: "الحالة",
    filter_sure: "الثقة",
    filter_words: "كلمات في القائمة",
    all_labels: "كل الأصناف",
    all_states: "كل الحالات",
    open_ones: "للمراجعة",
    any_sure: "كل درجات الثقة",
    below: |c| format!("دون {:.0}٪", c * 100.0),
    doubt_first: "الأكثر شكاً أولاً",
    nothing_here: "لا شيء هنا. حدّد كلمات في المقال لتعلّمها.",
    show_more: |n| format!("أظهر {n} أخرى"),
    review: |r| match r {
        Review::Proposed => "مقترح",
        Review::Accepted => "مقبول",
        Review::Corrected => "مصحَّح",
        Review::Rejected => "مرفوض",
        Review::Added => "مضاف",
    },
    label: |l| {
        Some(match l {
            "PER" => "شخص",
            "ORG" => "منظمة",
            "GPE" => "بلد أو مدينة",
            "LOC" => "موقع",
            "FAC" => "منشأة أو مخيم",
            "DATE" => "تاريخ",
            "TIME" => "وقت",
            "DURATION" => "مدة",
            "SET" => "تكرار",
            "QTY" => "عدد",
            "QUOTE" => "قول",
            "EVENT" => "حدث",
            _ => return None,
        })
    },
    layer: |l| {
        Some(match l {
            "entity" => "الأسماء",
            "time" => "الأزمنة",
            "quantity" => "الأعداد",
            "quotation" => "الأقوال",
            "event" => "الأحداث",
            _ => return None,
        })
    },
    doubt: "شك",
    card: "الحاشية",
    choose_label: "علّمها بأنها",
    accept: "قبول",
    reject: "رفض",
    restore: "كما قرأها البرنامج",
    remove: "إزالة",
    everywhere: |n| format!("في كل المواضع ({n})"),
    particles: "السوابق",
    start_of: "البداية",
    end_of: "النهاية",
    letter_back: "حرفاً إلى الوراء",
    letter_forward: "حرفاً إلى الأمام",
    word_back: "كلمة إلى الوراء",
    word_forward: "كلمة إلى الأمام",
    note: "ملاحظة",
    confidence: "الثقة",
    by_person: "علّمتها أنت",
    found_by: "القاعدة",
    attribute: |a| {
        Some(match a {
            "value" => "القيمة",
            "mod" => "التقييد",
            "anchor" => "محسوب من",
            "offset" => "الإزاحة",
            "calendar" => "التقويم",
            "hijri" => "التاريخ الهجري",
            "min" => "الحد الأدنى",
            "max" => "الحد الأعلى",
            "modifier" => "الدقة",
            "of" => "المعدود",
            "unit" => "الوحدة",
            "category" => "الفئة",
            "type" => "النوع",
            "speaker" => "القائل",
            "cue" => "فعل القول",
            "addressee" => "المخاطَب",
            "stance" => "الموقف",
            "evidence" => "يدل عليه",
            "entity" => "الكيان",
            "mention" => "الذكر",
            "role" => "الصفة",
            "agent" => "الفاعل",
            "patient" => "المفعول",
            "place" => "المكان",
            "time" => "الزمان",
            _ => return None,
        })
    },
    value: |v| {
        Some(match v {
            "exact" => "تماماً",
            "approximate" => "نحو",
            "more_than" => "أكثر من",
            "less_than" => "أقل من",
            "at_least" => "على الأقل",
            "at_most" => "على الأكثر",
            "vague" => "غير محدد",
            "affirmed" => "مؤكَّد",
            "denied" => "منفي",
            "not_confirmed" => "غير مؤكَّد",
            "unknown" => "قيل إنه مجهول",
            "promised" => "موعود",
            "demanded" => "مطلوب",
            "warned" => "محذَّر منه",
            "direct" => "مباشر",
            "indirect" => "غير مباشر",
            "killed" => "قتلى",
            "wounded" => "جرحى",
            "missing" => "مفقودون",
            "detained" => "معتقلون",
            "displaced" => "نازحون",
            "evacuated" => "مُجلَون",
            "fighters" => "مقاتلون",
            "civilians" => "مدنيون",
            "children" => "أطفال",
            "women" => "نساء",
            "nominal" => "اسم معرّف",
            "named" => "اسم علم",
            "published" => "تاريخ النشر",
            "hijri" => "هجري",
            _ => return None,
        })
    },
    said: "قرأها البرنامج",
    everywhere_title: |words| format!("في كل المواضع: {}", short(words)),
    everywhere_do: |n| format!("طبّق على {n}"),
    everywhere_reject: |n| format!("ارفض {n}"),
    select_all: "الكل",
    panel: "اللوحات",
    tab_review: "مراجعة",
    tab_entities: "كيانات",
    tab_statements: "تصريحات",
    tab_values: "أزمنة وأعداد",
    tab_text: "النص",
    merge_into: "ادمجه في…",
    split: "افصله",
    rename: "الاسم",
    mentions: |n| counted(n, "ذكر واحد", "ذكران", "مواضع", "موضعاً"),
    no_entities: "لا كيانات بعد.",
    no_statements: "لا تصريحات بعد.",
    no_values: "لا أزمنة ولا أعداد بعد.",
    speaker_unknown: "القائل غير مذكور",
    all_speakers: "كل القائلين",
    all_stances: "كل المواقف",
    copy_citation: "انسخه اقتباساً",
    copied: "نُسخ",
    times: "الأزمنة",
    quantities: "الأعداد",
    timeline: "الأزمنة على خط",
    normalized_text: "النص الموحَّد",
    remarks: "ملاحظات على النص",
    remark: |code| {
        Some(match code {
            "unbalanced_quote" => "علامة تنصيص بلا قرين",
            "replacement_character" => "محرف لم يُقرأ",
            "bidi_control" => "محرف اتجاه خفي",
            "lookalike" => "حروف متشابهة من كتابتين",
            _ => return None,
        })
    },
    facts: "معطيات",
    words_count: |n| counted(n, "كلمة واحدة", "كلمتان", "كلمات", "كلمة"),
    find: "بحث في النص",
    found: |n| match n {
        0 => "لا يوجد".to_owned(),
        n => counted(n, "موضع واحد", "موضعان", "مواضع", "موضعاً"),
    },
    news: |code, words, count| {
        let words = short(words);
        let marks = |n| counted(n, "حاشية واحدة", "حاشيتان", "حواشٍ", "حاشية");
        match code {
            "opened" => format!("فُتح {words}: {}", marks(count)),
            "add" => format!("عُلّم {words}"),
            "everywhere" => format!("طُبّق على {}", marks(count)),
            "relabel" => format!("تغيّر صنف {words}"),
            "bounds" => format!("تغيّر الطرفان: {words}"),
            "accept" if count == 1 => format!("قُبل {words}"),
            "accept" => format!("قُبلت {}", marks(count)),
            "reject" if count == 1 => format!("رُفض {words}"),
            "reject" => format!("رُفضت {}", marks(count)),
            "restore" => format!("أُعيد {words}"),
            "attribute" | "note" => format!("تغيّر {words}"),
            "machine" => format!("حُدّثت القيم: تغيّرت {}", marks(count)),
            "rename_entity" => "تغيّر اسم الكيان".to_owned(),
            "merge_entities" => "دُمج الكيانان".to_owned(),
            "split_entity" => "فُصل الذكر عن كيانه".to_owned(),
            "undo" => format!("تُراجع عنه: {words}"),
            "redo" => format!("أُعيد: {words}"),
            "downloaded" => format!("نُزّل {words}"),
            "copied" => "نُسخ".to_owned(),
            "restored" => format!("{words} كما تركته"),
            _ => words,
        }
    },
    problem: |p| match p {
        Problem::Refused(Refusal::Empty) => "لا مقال هنا: النص فارغ. ألصق نصاً أولاً.".to_owned(),
        Problem::Refused(Refusal::TooLarge { bytes }) => format!(
            "المقال أكبر مما يُقبل: {:.1} ميغابايت، والحد 16 ميغابايت. عملك كما كان.",
            f64::from(u32::try_from(*bytes).unwrap_or(u32::MAX)) / 1e6
        ),
        Problem::Refused(Refusal::Encoded { guess }) => {
            format!(
                "ليس هذا الملف بترميز UTF-8 بل يبدو أنه بترميز {}. احفظه بترميز UTF-8 ثم افتحه.",
                isolate(guess.name())
            )
        }
        Problem::Refused(Refusal::Binary { .. }) => "هذا ليس ملفاً نصياً (أو ليس بترميز UTF-8). عملك كما كان.".to_owned(),
        Problem::File(e) => file(e),
        Problem::Unreadable => "تعذّرت قراءة الملف. عملك كما كان.".to_owned(),
        Problem::Crashed => "توقف القارئ عند هذا المقال وأُعيد تشغيله. لم يضع شيء، ونصك ما زال هنا.".to_owned(),
        Problem::Conflict => "لم يعد هذا التغيير يوافق الوثيقة، فلم يتغيّر شيء.".to_owned(),
        Problem::NotADate(words) => format!("{} ليس تاريخاً مثل {}.", isolate(words), isolate("2018-05-22")),
        Problem::Store(words) => {
            format!("لا يحفظ هذا المتصفح العمل ({}). نزّل ملف JSON قبل أن تغادر.", isolate(words))
        }
    },
    keys: &[
        ("↓ ↑", "الحاشية التالية والسابقة"),
        ("N", "التالية مما لم يُراجَع"),
        ("Enter", "قبول ثم التالية"),
        ("Backspace", "رفض ثم التالية"),
        ("1 – 9", "صنف للحاشية أو للكلمات المحددة"),
        ("A", "في كل المواضع من هذا المقال"),
        ("Shift ← →", "تحريك النهاية حرفاً (ومع Ctrl كلمة)"),
        ("Alt Shift ← →", "تحريك البداية حرفاً (ومع Ctrl كلمة)"),
        ("و ف ب ل ك س", "إدخال السابقة أو إخراجها"),
        ("K", "مؤشر في المقال: الأسهم تحركه، وShift تحدّد، وCtrl كلمة كلمة"),
        ("Ctrl Z / Ctrl Shift Z", "تراجع، إعادة"),
        ("/", "بحث في النص"),
        ("Ctrl S", "تنزيل JSON"),
        ("Esc", "ترك"),
        ("?", "هذه الورقة"),
    ],
    keys_short: &[
        ("↵", "قبول"),
        ("⌫", "رفض"),
        ("↓", "التالي"),
        ("1–9", "الصنف"),
        ("Shift ⇄", "الطرفان"),
        ("A", "في كل المواضع"),
        ("?", "كل المفاتيح"),
    ],
    how_title: "كيف تعمل الصفحة",
    how: &[
        "حدّد كلمات في المقال واختر صنفها. يُضبط التحديد على كلمات تامة بلا سوابق؛ اضغط Alt ليبقى كما حدّدته.",
        "انقر حاشية لتغيّر صنفها أو طرفيها، أو لتقبلها أو ترفضها.",
        "ما تقرره يبقى: لا يمحوه البرنامج، وكل شيء يمكن التراجع عنه.",
        "نزّل ملف JSON لتحفظ عملك، وافتحه من جديد لتتابع.",
    ],
};

fn file(e: &FileError) -> String {
    match e {
        FileError::NotJson { line, column, .. } => {
            format!("هذا الملف ليس JSON (السطر {line}، العمود {column}). عملك كما كان.")
        }
        FileError::Foreign { .. } => "ملف JSON هذا ليس وثيقة حواشٍ. عملك كما كان.".to_owned(),
        FileError::Later { found } => {
            format!("كُتب هذا الملف بإصدار أحدث من حاشية (الصيغة {found}). أعد تحميل الصفحة لتحديثها ثم افتح الملف.")
        }
        FileError::Malformed { line, column, .. } => {
            format!("وثيقة الحواشي هذه غير تامة (السطر {line}، العمود {column}). عملك كما كان.")
        }
        FileError::Unit { found } => format!("مواضع هذا الملف معدودة بـ{} لا بالمحارف.", isolate(found)),
        FileError::Offsets { id, start, end } => {
            format!("مواضع هذا الملف لا توافق نصه: الحاشية {} عند {start}–{end}. عملك كما كان.", isolate(id))
        }
        FileError::Duplicate { id } => format!("في هذا الملف حاشيتان باسم واحد: {}.", isolate(id)),
        FileError::Hash => "المقال في هذا الملف غير الذي عُلّم: بصمته SHA-256 مختلفة.".to_owned(),
        FileError::Refused(r) => (AR.problem)(&Problem::Refused(r.clone())),
    }
}

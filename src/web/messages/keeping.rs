//! The words about how things are kept, in both languages.

use super::isolate;
use crate::session::{Change, Lang};
use crate::web::browser::store::Why;

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; its two texts below are its documentation")]
pub struct Keeping {
    pub update: &'static str,
    pub update_now: &'static str,
    pub update_coming: &'static str,
    pub update_unsaved: &'static str,
    pub update_held: &'static str,
    pub signs: fn(usize, usize, usize) -> String,
    pub signs_why: &'static str,
    pub following: &'static str,
    pub follows: &'static str,
    pub work_here: &'static str,
    pub try_again: &'static str,
    pub download_now: &'static str,
    /// Why the work is not kept, by the store's code.
    pub fault: fn(&str) -> String,
    pub sheet: &'static str,
    pub privacy: &'static str,
    pub privacy_says: &'static [&'static str],
    pub offline_yes: &'static str,
    pub offline_no: &'static str,
    pub versions: &'static str,
    pub version_name: &'static str,
    pub version_keep: &'static str,
    pub version_why: fn(Why) -> &'static str,
    pub compare: &'static str,
    pub bring_back: &'static str,
    pub differences: fn(usize) -> String,
    pub change: fn(Change) -> &'static str,
    pub backup: &'static str,
    pub works: fn(usize) -> String,
    pub backup_do: &'static str,
    pub backup_open: &'static str,
    pub restored: fn(&str) -> String,
    pub bad_backup: fn(&str) -> String,
    pub bin: &'static str,
    pub bin_back: &'static str,
    pub bin_end: &'static str,
    pub binned: fn(&str) -> String,
    pub aside: &'static str,
    pub aside_why: &'static str,
    pub raw: &'static str,
    pub wipe: &'static str,
    pub wipe_do: &'static str,
    pub wipe_sure: &'static str,
    pub wipe_yes: &'static str,
    pub wipe_no: &'static str,
}

static EN: Keeping = Keeping {
    update: "A new version of this page is ready. Your work stays as it is.",
    update_now: "Use it now",
    update_coming: "The new version is coming…",
    update_unsaved: "The new version comes when your work is saved.",
    update_held: "The browser still holds the new version back. Close the other tabs of this page, then try again. Your work stays as it is.",
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
    following: "Following another tab",
    follows: "This article is open in another tab. What is done there shows here; nothing can be changed here.",
    work_here: "Work here",
    try_again: "Try again",
    download_now: "Download the work now",
    fault: |code| {
        match code {
        "full" => "Not saved: this browser has no room left. Your work is still here. Download it, or make room and try again.",
        "forbidden" => "Not saved: this browser keeps nothing for this page (a private window, or storage is switched off). Your work is still here. Download it before you leave.",
        "newer" => "Not saved: a later version of this page has been used in this browser. Load the page again to get it. Your work is still here; download it first.",
        "elsewhere" => "Not saved: another tab works on this article. Nothing of it was overwritten. Download what is here, or work here: the other state is then kept as a version.",
        "unreadable" => "What is kept of this article cannot be read. It was put aside as it stands and can be downloaded raw, under “How your work is kept”.",
        words => return format!("Not saved: the browser says {}. Your work is still here. Download it before you leave.", isolate(words)),
        }
        .to_owned()
    },
    sheet: "How your work is kept",
    privacy: "Privacy",
    privacy_says: &[
        "Articles, corrections, versions and settings are kept in this browser on this machine (IndexedDB, local storage), not encrypted. Whoever uses this browser profile can read them.",
        "Nothing is sent anywhere: there is no server, no account, no analytics. The page's own rules forbid every connection but to its own files.",
        "Deleted articles stay in the bin until they are deleted for good. A private window keeps nothing after it is closed.",
        "The browser may clear what it keeps when the machine runs out of room: download what matters, or a backup of everything.",
    ],
    offline_yes: "The page itself is kept too: it works without a network.",
    offline_no: "The page itself is not kept yet: it needs its host to be loaded.",
    versions: "Versions of this article",
    version_name: "Name of this state (optional)",
    version_keep: "Keep this state",
    version_why: |why| match why {
        Why::Time => "while working",
        Why::Named => "kept by you",
        Why::Replaced => "before it was replaced",
    },
    compare: "Compare",
    bring_back: "Bring back",
    differences: |n| match n {
        0 => "No difference from what stands now".to_owned(),
        1 => "1 difference, from then to now".to_owned(),
        n => format!("{n} differences, from then to now"),
    },
    change: |c| match c {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Label => "label",
        Change::Ends => "ends",
        Change::Review => "decision",
        Change::Values => "values",
        Change::Entity => "entity",
    },
    backup: "Backup",
    works: |n| match n {
        0 => "No article is kept here.".to_owned(),
        1 => "1 article is kept here.".to_owned(),
        n => format!("{n} articles are kept here."),
    },
    backup_do: "Download everything as one file",
    backup_open: "Open a backup…",
    restored: |n| format!("Backup restored: {n} articles"),
    bad_backup: |why| format!("The backup was not taken: {}. Everything here is as it was.", isolate(why)),
    bin: "Bin",
    bin_back: "Put back",
    bin_end: "Delete for good",
    binned: |title| format!("{} is in the bin.", isolate(title)),
    aside: "Could not be read",
    aside_why: "These records are damaged. They are kept as they stand; nothing overwrites them.",
    raw: "Download raw",
    wipe: "Wipe everything",
    wipe_do: "Wipe everything from this browser…",
    wipe_sure: "All articles, corrections, versions and settings will be gone from this browser, in every tab, for good.",
    wipe_yes: "Yes, wipe everything",
    wipe_no: "No, keep it",
};

static AR: Keeping = Keeping {
    update: "صدرت نسخة جديدة من هذه الصفحة. يبقى عملك كما هو.",
    update_now: "استعملها الآن",
    update_coming: "النسخة الجديدة قادمة…",
    update_unsaved: "تأتي النسخة الجديدة حين يُحفظ عملك.",
    update_held: "ما زال المتصفح يؤخّر النسخة الجديدة. أغلق ألسنة هذه الصفحة الأخرى ثم أعد المحاولة. يبقى عملك كما هو.",
    signs: |bidi, alike, lost| {
        let parts = [(bidi, "محارف اتجاه خفية"), (alike, "حروف متشابهة"), (lost, "محارف تعذرت قراءتها")];
        let parts: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what} ({n})")).collect();
        format!("في هذا النص ما لا يُرى: {}", parts.join("، "))
    },
    signs_why: "قد تُظهر كلمة في صورة غيرها أو على غير ترتيب كتابتها. يُحفظ النص كما أُلصق.",
    following: "يتابع لسانا آخر",
    follows: "هذا المقال مفتوح في لسان آخر. ما يُعمل هناك يظهر هنا، ولا يُغيَّر شيء هنا.",
    work_here: "اعمل هنا",
    try_again: "أعد المحاولة",
    download_now: "نزّل العمل الآن",
    fault: |code| {
        match code {
        "full" => "لم يُحفظ: لم يبق في هذا المتصفح متسع. عملك ما زال هنا. نزّله، أو أفسح مكانا ثم أعد المحاولة.",
        "forbidden" => "لم يُحفظ: هذا المتصفح لا يحفظ شيئا لهذه الصفحة (نافذة خاصة، أو الحفظ معطل). عملك ما زال هنا. نزّله قبل أن تغادر.",
        "newer" => "لم يُحفظ: استُعملت في هذا المتصفح نسخة أحدث من هذه الصفحة. أعد تحميل الصفحة لتصل إليها. عملك ما زال هنا فنزّله أولا.",
        "elsewhere" => "لم يُحفظ: يُعمل على هذا المقال في لسان آخر. لم يُستبدل منه شيء. نزّل ما هنا، أو اعمل هنا فتُحفظ الحال الأخرى نسخةً.",
        "unreadable" => "تعذرت قراءة ما حُفظ من هذا المقال. وُضع جانبا كما هو، ويمكن تنزيله خاما من «كيف يُحفظ عملك».",
        words => return format!("لم يُحفظ: يقول المتصفح {}. عملك ما زال هنا. نزّله قبل أن تغادر.", isolate(words)),
        }
        .to_owned()
    },
    sheet: "كيف يُحفظ عملك",
    privacy: "الخصوصية",
    privacy_says: &[
        "تُحفظ المقالات والتصحيحات والنسخ والإعدادات في هذا المتصفح على هذا الجهاز (IndexedDB و local storage) دون تشفير. من يستعمل هذا المتصفح يستطيع قراءتها.",
        "لا يُرسل شيء إلى أي مكان: لا خادم ولا حساب ولا إحصاء. قواعد الصفحة نفسها تمنع كل اتصال إلا بملفاتها.",
        "تبقى المقالات المحذوفة في السلة حتى تُحذف نهائيا. والنافذة الخاصة لا تُبقي شيئا بعد إغلاقها.",
        "قد يمحو المتصفح ما يحفظه إذا ضاق الجهاز: نزّل ما يهمك، أو نسخة احتياطية من كل شيء.",
    ],
    offline_yes: "الصفحة نفسها محفوظة أيضا: تعمل دون شبكة.",
    offline_no: "الصفحة نفسها لم تُحفظ بعد: تحتاج إلى مضيفها لتُحمَّل.",
    versions: "نسخ هذا المقال",
    version_name: "اسم لهذه الحال (اختياري)",
    version_keep: "احفظ هذه الحال",
    version_why: |why| match why {
        Why::Time => "في أثناء العمل",
        Why::Named => "حفظتها أنت",
        Why::Replaced => "قبل أن يُستبدل بها",
    },
    compare: "قارن",
    bring_back: "أعدها",
    differences: |n| match n {
        0 => "لا فرق بينها وبين الحال الآن".to_owned(),
        n => format!("الفروق من تلك الحال إلى الآن: {n}"),
    },
    change: |c| match c {
        Change::Added => "أضيف",
        Change::Removed => "أزيل",
        Change::Label => "النوع",
        Change::Ends => "الحدود",
        Change::Review => "القرار",
        Change::Values => "القيم",
        Change::Entity => "الكيان",
    },
    backup: "نسخة احتياطية",
    works: |n| match n {
        0 => "لا مقال محفوظا هنا.".to_owned(),
        n => format!("المقالات المحفوظة هنا: {n}"),
    },
    backup_do: "نزّل كل شيء في ملف واحد",
    backup_open: "افتح نسخة احتياطية…",
    restored: |n| format!("استُعيدت النسخة الاحتياطية، عدد المقالات: {n}"),
    bad_backup: |why| format!("لم تُقبل النسخة الاحتياطية: {}. بقي كل شيء كما كان.", isolate(why)),
    bin: "السلة",
    bin_back: "أعده إلى مكانه",
    bin_end: "احذفه نهائيا",
    binned: |title| format!("{} في السلة.", isolate(title)),
    aside: "تعذرت قراءته",
    aside_why: "هذه السجلات تالفة. تبقى كما هي ولا يُكتب فوقها شيء.",
    raw: "نزّله خاما",
    wipe: "محو كل شيء",
    wipe_do: "امحُ كل شيء من هذا المتصفح…",
    wipe_sure: "ستزول المقالات والتصحيحات والنسخ والإعدادات كلها من هذا المتصفح، في كل لسان، بلا رجعة.",
    wipe_yes: "نعم، امحُ كل شيء",
    wipe_no: "لا، أبقِه",
};

/// The words of a language.
pub fn keeping(lang: Lang) -> &'static Keeping {
    match lang {
        Lang::Ar => &AR,
        Lang::En => &EN,
    }
}

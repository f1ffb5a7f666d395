//! The words of the library: folders, batches, notes.

use super::isolate;

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; the two values below are their documentation")]
pub struct Library {
    pub search: &'static str,
    pub sort: &'static str,
    pub sort_recent: &'static str,
    pub sort_title: &'static str,
    pub sort_published: &'static str,
    pub sort_left: &'static str,
    pub folders: &'static str,
    pub folder: &'static str,
    pub no_folder: &'static str,
    pub new_folder: &'static str,
    pub rename_folder: &'static str,
    pub remove_folder: &'static str,
    pub all_articles: &'static str,
    pub none_found: &'static str,
    pub reading: &'static str,
    pub progress: &'static str,
    pub worked_on: fn(&str) -> String,
    pub download_all: fn(usize) -> String,
    pub batch: fn(usize, usize) -> String,
    pub here_already: fn(usize) -> String,
    pub article_note: &'static str,
    pub elsewhere: &'static str,
    pub elsewhere_none: &'static str,
    pub elsewhere_done: fn(&str) -> String,
    pub open_files: &'static str,
}

pub(super) static AR: Library = Library {
    search: "ابحث في المقالات والحواشي",
    sort: "الترتيب",
    sort_recent: "الأحدث عملاً",
    sort_title: "العنوان",
    sort_published: "تاريخ النشر",
    sort_left: "الأكثر بقيةً",
    folders: "المجلدات",
    folder: "المجلد",
    no_folder: "بلا مجلد",
    new_folder: "مجلد جديد…",
    rename_folder: "اسم المجلد",
    remove_folder: "أزل المجلد وأبقِ مقالاته",
    all_articles: "كل المقالات",
    none_found: "لا مقال هنا يطابق ما تبحث عنه.",
    reading: "تُقرأ المقالات المحفوظة…",
    progress: "ما أُنجز",
    worked_on: |day| format!("حُفظ {}", isolate(day)),
    download_all: |n| format!("نزّلها كلها ({n}) zip"),
    batch: |done, all| {
        if done >= all {
            format!("قُرئت {all} من {all}")
        } else {
            format!("تُقرأ الملفات: {done} من {all}")
        }
    },
    here_already: |n| format!("{n} منها محفوظة هنا من قبل، فبقيت كما هي."),
    article_note: "ملاحظة على المقال",
    elsewhere: "وفي مقالات المجلد الأخرى",
    elsewhere_none: "لا ترد هذه الكلمات في المقالات الأخرى.",
    elsewhere_done: |n| format!("طُبّق في مقالات أخرى: {n}"),
    open_files: "افتح ملفات…",
};

pub(super) static EN: Library = Library {
    search: "Search articles and annotations",
    sort: "Order",
    sort_recent: "Last worked on",
    sort_title: "Title",
    sort_published: "Publication date",
    sort_left: "Most left to do",
    folders: "Folders",
    folder: "Folder",
    no_folder: "No folder",
    new_folder: "New folder…",
    rename_folder: "Name of the folder",
    remove_folder: "Remove the folder, keep its articles",
    all_articles: "All articles",
    none_found: "No article here matches.",
    reading: "Reading what is kept here…",
    progress: "Done",
    worked_on: |day| format!("kept {}", isolate(day)),
    download_all: |n| format!("Download all ({n}) as zip"),
    batch: |done, all| {
        if done >= all { format!("Read {all} of {all}") } else { format!("Reading files: {done} of {all}") }
    },
    here_already: |n| format!("{n} were here already and stay as they are."),
    article_note: "Note on the article",
    elsewhere: "In the other articles of this folder too",
    elsewhere_none: "These words do not stand in the other articles.",
    elsewhere_done: |n| format!("Applied in other articles: {n}"),
    open_files: "Open files…",
};

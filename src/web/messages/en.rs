//! English.

use super::{Messages, isolate, short};
use crate::annotate::Review;
use crate::document::Refusal;
use crate::export::FileError;
use crate::session::{Lang, Problem};
use crate::structure::SectionKind;

pub(super) static EN: Messages = Messages {
    bench: &super::bench::EN,
    library: &super::library::EN,
    source: &super::source::EN,
    judge: &super::judge::EN,
    dir: "ltr",
    code: "en",
    name: "Hashiya",
    tagline: "Paste an Arabic news article. Names, times, numbers and quotations are marked; you correct; you keep the file.",
    privacy_line: "Everything happens on this machine. Nothing you paste leaves it.",
    skip: "To the article",
    article_text: "Article text",
    article_placeholder: "Paste an article here, or drop a .txt file anywhere on the page…",
    annotate: "Annotate",
    open_file: "Open a file…",
    sample: "Try a sample article",
    drop_here: "Drop it here",
    recent: "Continue",
    recent_none: "Articles you work on appear here. They are kept on this machine only.",
    new_article: "New article",
    untitled: "Untitled",
    edits: |n| match n {
        0 => "not corrected yet".to_owned(),
        1 => "1 correction".to_owned(),
        n => format!("{n} corrections"),
    },
    delete: "Delete from this machine",
    undo: "Undo",
    redo: "Redo",
    download: "Download JSON",
    published: "Publication date",
    published_hint: "2018-05-22",
    published_unknown: "unknown: relative dates stay open",
    published_text: "from the text",
    published_user: "given by you",
    published_story: "from the story",
    suggested: "The text suggests:",
    other_language: "عربي",
    theme: "Theme",
    theme_auto: "Theme: as the system",
    theme_light: "Theme: light",
    theme_dark: "Theme: dark",
    help: "Keys and help",
    close: "Close",
    saved: "Saved on this machine",
    saving: "Saving…",
    not_saved: "Not saved",
    article: "Article",
    working: "Reading the article…",
    cancel: "Cancel",
    stage: |s| match s {
        "normalize" => "normalising",
        "structure" => "finding sections",
        "segment" => "splitting sentences and words",
        "time" => "reading times",
        "quantity" => "reading numbers",
        "entity" | "overlap" => "finding names",
        "cluster" => "joining mentions",
        "quotation" => "finding quotations",
        "event" => "finding events",
        "write" | "done" => "writing",
        _ => "starting",
    },
    section: |k| match k {
        SectionKind::Headline => "headline",
        SectionKind::RepeatedHeadline => "repeated headline",
        SectionKind::Byline => "source",
        SectionKind::Dateline => "date",
        SectionKind::Subheading => "subheading",
        SectionKind::Paragraph => "",
        SectionKind::Boilerplate => "site furniture",
    },
    legend: "Legend",
    annotations: "Annotations",
    left: |left, all| format!("{left} of {all} left"),
    all_done: "All decided",
    filter_label: "Label",
    filter_review: "State",
    filter_sure: "Confidence",
    filter_words: "Search list",
    all_labels: "All labels",
    all_states: "All states",
    open_ones: "To review",
    any_sure: "Any confidence",
    below: |c| format!("Below {:.0} %", c * 100.0),
    doubt_first: "Least sure first",
    nothing_here: "Nothing here. Select words in the article to mark them.",
    show_earlier: |n| format!("Show {n} before these"),
    show_more: |n| format!("Show {n} more"),
    review: |r| match r {
        Review::Proposed => "proposed",
        Review::Accepted => "accepted",
        Review::Corrected => "corrected",
        Review::Rejected => "rejected",
        Review::Added => "added",
    },
    label: |l| {
        Some(match l {
            "PER" => "Person",
            "ORG" => "Organisation",
            "GPE" => "Country or town",
            "LOC" => "Place",
            "FAC" => "Building or camp",
            "DATE" => "Date",
            "TIME" => "Time of day",
            "DURATION" => "Duration",
            "SET" => "Repetition",
            "QTY" => "Number",
            "QUOTE" => "Quotation",
            "EVENT" => "Event",
            _ => return None,
        })
    },
    layer: |l| {
        Some(match l {
            "entity" => "Names",
            "time" => "Times",
            "quantity" => "Numbers",
            "quotation" => "Quotations",
            "event" => "Events",
            _ => return None,
        })
    },
    doubt: "unsure",
    card: "Annotation",
    choose_label: "Mark as",
    accept: "Accept",
    reject: "Reject",
    restore: "As the machine had it",
    remove: "Remove",
    everywhere: |n| format!("Everywhere ({n})"),
    particles: "Particles",
    start_of: "Start",
    end_of: "End",
    letter_back: "a letter back",
    letter_forward: "a letter forward",
    word_back: "a word back",
    word_forward: "a word forward",
    note: "Note",
    confidence: "confidence",
    by_person: "marked by you",
    found_by: "rule",
    attribute: |a| {
        Some(match a {
            "value" => "Value",
            "mod" => "Modified",
            "anchor" => "Reckoned from",
            "offset" => "Offset",
            "calendar" => "Calendar",
            "hijri" => "Hijri date",
            "min" => "At least",
            "max" => "At most",
            "modifier" => "Modifier",
            "of" => "What is counted",
            "unit" => "Unit",
            "category" => "Category",
            "type" => "Kind",
            "speaker" => "Speaker",
            "cue" => "Cue",
            "addressee" => "Addressee",
            "stance" => "Stance",
            "evidence" => "Shown by",
            "entity" => "Entity",
            "mention" => "Mention",
            "role" => "Role",
            "agent" => "Agent",
            "patient" => "Patient",
            "place" => "Place of it",
            "time" => "Time",
            _ => return None,
        })
    },
    value: |v| {
        Some(match v {
            "exact" => "exactly",
            "approximate" => "about",
            "more_than" => "more than",
            "less_than" => "less than",
            "at_least" => "at least",
            "at_most" => "at most",
            "vague" => "vague",
            "affirmed" => "affirmed",
            "denied" => "denied",
            "not_confirmed" => "not confirmed",
            "unknown" => "said to be unknown",
            "promised" => "promised",
            "demanded" => "demanded",
            "warned" => "warned of",
            "direct" => "direct",
            "indirect" => "indirect",
            "killed" => "killed",
            "wounded" => "wounded",
            "missing" => "missing",
            "detained" => "detained",
            "displaced" => "displaced",
            "evacuated" => "evacuated",
            "fighters" => "fighters",
            "civilians" => "civilians",
            "children" => "children",
            "women" => "women",
            "families" => "families",
            "nominal" => "nominal",
            "named" => "named",
            "published" => "publication date",
            "hijri" => "Hijri",
            _ => return None,
        })
    },
    said: "The machine had",
    pick: "Calendar",
    typed_speaker: "Or typed",
    everywhere_title: |words| format!("Everywhere: {}", short(words)),
    everywhere_do: |n| format!("Apply to {n}"),
    everywhere_reject: |n| format!("Reject {n}"),
    select_all: "All",
    panel: "Panels",
    tab_review: "Review",
    tab_entities: "Entities",
    tab_statements: "Statements",
    tab_values: "Values",
    tab_text: "Text",
    merge_into: "Merge into…",
    split: "Split off",
    rename: "Name",
    mentions: |n| if n == 1 { "1 mention".to_owned() } else { format!("{n} mentions") },
    no_entities: "No entities yet.",
    no_statements: "No statements yet.",
    no_values: "No times or numbers yet.",
    speaker_unknown: "Speaker not named",
    all_speakers: "All speakers",
    all_stances: "All stances",
    copy_citation: "Copy as citation",
    copied: "Copied",
    times: "Times",
    quantities: "Numbers",
    timeline: "Times on a line",
    normalized_text: "Normalised text",
    normalized_hint: "What you select here is selected in the article, and what you select in the article shows here.",
    remarks: "Remarks on the text",
    remark: |code| {
        Some(match code {
            "unbalanced_quote" => "a quote mark without its pair",
            "date_disagrees" => "the weekday and the date do not agree",
            "replacement_character" => "a character that could not be read",
            "bidi_control" => "an invisible direction control",
            "lookalike" => "look-alike letters of two scripts",
            _ => return None,
        })
    },
    facts: "Facts",
    words_count: |n| format!("{n} words"),
    find: "Search in the text",
    found: |n| match n {
        0 => "not found".to_owned(),
        1 => "found once".to_owned(),
        n => format!("found {n} times"),
    },
    news: |code, raw, count| {
        let words = short(raw);
        match code {
            "opened" => format!("Opened {words}: {count} annotations"),
            "add" => format!("Marked {words}"),
            "everywhere" => format!("Applied to {count} places"),
            "relabel" => format!("Label of {words} changed"),
            "bounds" => format!("Ends moved: {words}"),
            "accept" if count == 1 => format!("Accepted {words}"),
            "accept" => format!("Accepted {count}"),
            "reject" if count == 1 => format!("Rejected {words}"),
            "reject" => format!("Rejected {count}"),
            "restore" => format!("Restored {words}"),
            "attribute" | "note" => format!("Changed {words}"),
            "machine" => format!("Values brought up to date: {count} annotations changed"),
            "rename_entity" => "Entity renamed".to_owned(),
            "merge_entities" => "Entities merged".to_owned(),
            "split_entity" => "Mention split off".to_owned(),
            "parts" => format!("Parts of {words}"),
            "relation" => "Relations changed".to_owned(),
            "article_note" => "Note kept".to_owned(),
            "elsewhere" => (super::library::EN.elsewhere_done)(&words),
            "labels" => "Label set changed".to_owned(),
            "said" => raw.to_owned(),
            "undo" => format!("Undone: {words}"),
            "redo" => format!("Done again: {words}"),
            "set_link" => "Link changed".to_owned(),
            "downloaded" => format!("Downloaded {words}"),
            "backup" => (super::keeping(Lang::En).restored)(raw),
            "copied" => "Copied".to_owned(),
            "restored" => format!("{words} is here as you left it"),
            _ => words,
        }
    },
    problem: |p| match p {
        Problem::Refused(Refusal::Empty) => "There is no article: the text is empty. Paste some text first.".to_owned(),
        Problem::Refused(Refusal::TooLarge { bytes }) => format!(
            "The article is too large: {:.1} MB. At most 16 MB are taken. Your work is as it was.",
            f64::from(u32::try_from(*bytes).unwrap_or(u32::MAX)) / 1e6
        ),
        Problem::Refused(Refusal::Encoded { guess }) => {
            format!(
                "This file is not in UTF-8 but, as it seems, in {}. Save it as UTF-8 and open it again.",
                guess.name()
            )
        }
        Problem::Refused(Refusal::Binary { .. }) => {
            "This is not a text file (or not in UTF-8). Your work is as it was.".to_owned()
        }
        Problem::File(e) => file(e),
        Problem::Unreadable => "The file could not be read. Your work is as it was.".to_owned(),
        Problem::Crashed => {
            "The reader stopped on this article and was started again. Nothing is lost; your text is still here."
                .to_owned()
        }
        Problem::Conflict => "This change does not fit the document any more; nothing was changed.".to_owned(),
        Problem::NotADate(words) => format!("{} is not a date such as 2018-05-22.", isolate(words)),
        Problem::Store(code) => (super::keeping(Lang::En).fault)(code),
        Problem::Labels(e) => (super::label_words(Lang::En).problem)(e),
        Problem::Backup(why) => (super::keeping(Lang::En).bad_backup)(why),
    },
    keys: &[
        ("↓ ↑", "next, previous annotation"),
        ("N", "next one to review"),
        ("Enter", "accept and go on"),
        ("Backspace", "reject and go on"),
        ("1 – 9", "give a label to the mark or to the selected words"),
        ("A", "everywhere in this article"),
        ("Shift ← →", "move the end by a letter (Ctrl: by a word)"),
        ("Alt Shift ← →", "move the start by a letter (Ctrl: by a word)"),
        ("و ف ب ل ك س", "take an attached particle in or out"),
        ("Ctrl Z / Ctrl Shift Z", "undo, redo"),
        ("/", "search in the text"),
        ("Ctrl S", "download the JSON"),
        ("← →", "a caret in the article (Ctrl: by words; Home, End, PageUp, PageDown); Shift selects"),
        ("Enter", "at the caret: open the mark, or label the word"),
        ("+", "add the selected words to the mark as one more part"),
        ("O", "through marks that overlap"),
        ("R", "relate the mark to another"),
        ("B", "accept the surest at once, seen first"),
        ("Esc", "let go"),
        ("?", "this sheet"),
    ],
    keys_short: &[
        ("↵", "Accept"),
        ("⌫", "Reject"),
        ("↓", "Next"),
        ("1–9", "Label"),
        ("Shift ⇄", "Ends"),
        ("A", "Everywhere"),
        ("?", "All keys"),
    ],
    how_title: "How it works",
    how: &[
        "Select words in the article and choose a label. Selections snap to whole words without attached particles; hold Alt for exactly what you selected.",
        "Click a mark to change its label or its ends, to accept or to reject it.",
        "What you decide stays: the machine never overwrites it, and everything can be undone.",
        "Download the JSON to keep your work; open the file again to go on.",
    ],
};

fn file(e: &FileError) -> String {
    match e {
        FileError::NotJson { line, column, .. } => {
            format!("This file is not JSON (line {line}, column {column}). Your work is as it was.")
        }
        FileError::Foreign { .. } => {
            "This JSON file is not an annotation document of Hashiya. Your work is as it was.".to_owned()
        }
        FileError::Later { found } => {
            format!(
                "This file was written by a later version of Hashiya (format {found}). Reload the page to update it, then open the file again."
            )
        }
        FileError::Malformed { line, column, .. } => {
            format!("This annotation document is not whole (line {line}, column {column}). Your work is as it was.")
        }
        FileError::Unit { found } => format!("The offsets of this file count {}, not code points.", isolate(found)),
        FileError::Offsets { id, start, end } => {
            format!(
                "The offsets of this file do not fit its text: annotation {} at {start}–{end}. Your work is as it was.",
                isolate(id)
            )
        }
        FileError::Duplicate { id } => format!("Two annotations of this file are both called {}.", isolate(id)),
        FileError::Hash => {
            "The article in this file is not the one that was annotated: its SHA-256 differs.".to_owned()
        }
        FileError::Refused(r) => (EN.problem)(&Problem::Refused(r.clone())),
    }
}

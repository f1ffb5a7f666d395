//! The word lists of this stage, read once: one hash lookup a word gives its kinds and the reporting forms it may be.

use super::morphology::{self, Agreement, Shape};
use crate::{lexicon, normalize};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! kinds {
    ($($name:ident = $code:literal),* $(,)?) => {
        /// Kinds of words, as bits.
        pub(super) mod kind {
            kinds!(@ 0u32; $($name)*);
            pub(in super::super) const NAMES: &[(&str, u64)] = &[$(($code, $name)),*];
        }
    };
    (@ $n:expr; $name:ident $($rest:ident)*) => {
        pub(in super::super) const $name: u64 = 1 << ($n);
        kinds!(@ $n + 1u32; $($rest)*);
    };
    (@ $n:expr;) => {};
}

kinds! {
    COMPLEMENT = "complement", COMPLEMENT_BI = "complement_bi", COMPLEMENT_FA = "complement_fa",
    IN = "in", FROM = "from", ON = "on", ABOUT = "about", TO = "to", PREPOSITION = "preposition",
    TIME = "time", BLOCK = "block", STOP = "stop", CONNECTOR = "connector", BUT = "but",
    RELATIVE = "relative", NEGATION = "negation", PAST_FRAME = "past_frame", ASPECT = "aspect",
    SPOKESMAN = "spokesman", ROLE = "role", SOURCE = "source", ORG = "org", MEDIA = "media",
    MASDAR = "masdar", NOT_MASDAR = "not_masdar", NOT_SOURCE = "not_source", DISTANCE = "distance",
    REPORT_NOUN = "report_noun", WAY = "way", SAID_BY = "said_by", VERB = "verb",
    NO_OFFICE = "no_office", FEMININE = "feminine", MASCULINE = "masculine", TITLE = "title", CONJUNCTION = "conjunction", OF_PERSON = "of_person", CALLED = "called", SHOWN = "shown", ADVERB = "adverb", ASIDE = "aside", DENIABLE = "deniable", PRONOUN = "pronoun", SELF = "self", PUBLISHED = "published", STATION = "station", EVENT = "event", FIGURE = "figure", OCCASION = "occasion", OTHERWISE = "otherwise", GOVERNS = "governs", SETTLEMENT = "settlement", SPEECH = "speech",
}

/// Any preposition.
pub(super) const ANY_PREPOSITION: u64 = kind::IN | kind::FROM | kind::ON | kind::ABOUT | kind::TO | kind::PREPOSITION;
/// Any word that opens a reported clause.
pub(super) const ANY_COMPLEMENT: u64 = kind::COMPLEMENT | kind::COMPLEMENT_BI;

/// What a cue does with its content.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Say,
    Deny,
    Warn,
    Demand,
    Promise,
    Affirm,
    Claim,
    Explain,
    Quote,
    Stipulate,
    Attribute,
}

/// Which complements a cue takes, as bits.
pub(super) mod frame {
    pub(in super::super) const CLAUSE: u32 = 1;
    pub(in super::super) const BI: u32 = 1 << 1;
    pub(in super::super) const ILA: u32 = 1 << 2;
    pub(in super::super) const ALA: u32 = 1 << 3;
    pub(in super::super) const MIN: u32 = 1 << 4;
    pub(in super::super) const AN: u32 = 1 << 5;
    pub(in super::super) const FI: u32 = 1 << 6;
    pub(in super::super) const OBJECT: u32 = 1 << 7;
    pub(in super::super) const BI_NOUN: u32 = 1 << 8;
    pub(in super::super) const ILA_NOUN: u32 = 1 << 9;
    pub(in super::super) const ALA_NOUN: u32 = 1 << 10;
    pub(in super::super) const MIN_NOUN: u32 = 1 << 11;
    pub(in super::super) const AN_NOUN: u32 = 1 << 12;
    pub(in super::super) const DIRECT: u32 = 1 << 13;
    pub(in super::super) const IMPERSONAL: u32 = 1 << 14;
    pub(in super::super) const SUBJECT: u32 = 1 << 15;
    pub(in super::super) const CAUSE: u32 = 1 << 16;
    pub(in super::super) const QUOTE: u32 = 1 << 17;
    pub(in super::super) const GUARDED: u32 = 1 << 18;
    pub(in super::super) const ADDRESSED: u32 = 1 << 19;
    pub(in super::super) const PLACE: u32 = 1 << 20;
    pub(in super::super) const CONFIRMS: u32 = 1 << 21;
    pub(in super::super) const DOCUMENT: u32 = 1 << 22;
    pub(in super::super) const FIGURES: u32 = 1 << 23;
    pub(in super::super) const CODES: &[(&str, u32)] = &[
        ("n", CLAUSE),
        ("bi", BI),
        ("ila", ILA),
        ("ala", ALA),
        ("min", MIN),
        ("an", AN),
        ("fi", FI),
        ("m", OBJECT),
        ("bim", BI_NOUN),
        ("ilam", ILA_NOUN),
        ("alam", ALA_NOUN),
        ("minm", MIN_NOUN),
        ("anm", AN_NOUN),
        ("q", DIRECT),
        ("p", IMPERSONAL),
        ("s", SUBJECT),
        ("o", CAUSE),
        ("x", QUOTE),
        ("g", GUARDED),
        ("h", ADDRESSED),
        ("d", PLACE),
        ("c", CONFIRMS),
        ("doc", DOCUMENT),
        ("f", FIGURES),
    ];
}

/// A reporting word.
#[derive(Copy, Clone, Debug)]
pub(super) struct Lexeme {
    pub class: Class,
    pub frames: u32,
}

/// One reading of a word as a reporting form.
#[derive(Copy, Clone, Debug)]
pub(super) struct Form {
    pub lexeme: Lexeme,
    pub shape: Shape,
    pub agreement: Agreement,
}

/// All that the lists say of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub kinds: u64,
    pub form: Option<Form>,
}

/// The lists, joined.
pub(super) struct Lexicon {
    words: FxHashMap<Box<str>, Entry>,
}

impl Lexicon {
    /// What is known of a folded word.
    pub(super) fn get(&self, fold: &str) -> Option<&Entry> {
        self.words.get(fold)
    }
}

fn class(code: &str) -> Class {
    match code {
        "deny" => Class::Deny,
        "warn" => Class::Warn,
        "demand" => Class::Demand,
        "promise" => Class::Promise,
        "affirm" => Class::Affirm,
        "claim" => Class::Claim,
        "explain" => Class::Explain,
        "quote" => Class::Quote,
        "stipulate" => Class::Stipulate,
        _ => Class::Say,
    }
}

fn frames(codes: &str) -> u32 {
    let bit = |code: &str| frame::CODES.iter().find(|(c, _)| *c == code).map_or(0, |(_, bit)| *bit);
    codes.split(',').map(|code| bit(code.trim())).fold(0, |all, bit| all | bit)
}

/// The lists of this stage.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words: FxHashMap<Box<str>, Entry> = FxHashMap::default();
    for row in lexicon::rows(include_str!("words.tsv")) {
        let [code, list] = row.as_slice() else { continue };
        let bit = kind::NAMES.iter().find(|(c, _)| c == code).map_or(0, |(_, bit)| *bit);
        for word in list.split_whitespace() {
            let fold = normalize::fold_word(word);
            // مسؤولون, دبلوماسيين, مسؤولان: the sound plural and the dual of a role.
            if bit == kind::ROLE && fold.chars().count() >= 4 && !fold.ends_with(['ه', 'ن', 'ا', 'ء']) {
                for end in ["ون", "ين", "ان"] {
                    words.entry(format!("{fold}{end}").into()).or_default().kinds |= bit;
                }
            }
            // الرسالتين, بيانين: two of them.
            if bit == kind::SOURCE && fold.chars().count() >= 4 {
                let stem = fold.strip_suffix('ه').map_or_else(|| fold.to_string(), |stem| format!("{stem}ت"));
                for end in ["ين", "ان"] {
                    words.entry(format!("{stem}{end}").into()).or_default().kinds |= bit;
                }
            }
            // بيانا, تقريرا: the accusative of a source.
            if bit == kind::SOURCE && fold.chars().count() >= 4 && !fold.ends_with(['ه', 'ت', 'ا', 'ي', 'ء']) {
                words.entry(format!("{fold}ا").into()).or_default().kinds |= bit;
            }
            words.entry(fold.into()).or_default().kinds |= bit;
        }
    }
    for row in lexicon::rows(include_str!("cues.tsv")) {
        let [code, codes, imperfect, active, perfect] = row.as_slice() else { continue };
        let lexeme = Lexeme { class: class(code), frames: frames(codes) };
        let mut put = |word: String, shape, agreement| {
            let form = Form { lexeme, shape, agreement };
            words.entry(word.into()).or_default().form.get_or_insert(form);
        };
        if *perfect != "-" {
            let defective = perfect.ends_with(['ى', 'ا']);
            morphology::past(&normalize::fold_word(perfect), defective, &mut put);
        }
        if *imperfect != "-" {
            morphology::present(&normalize::fold_word(imperfect), &mut put);
        }
        if *active != "-" {
            morphology::participle(&normalize::fold_word(active), &mut put);
        }
    }
    for row in lexicon::rows(include_str!("verbs.tsv")) {
        let [imperfect, perfect] = row.as_slice() else { continue };
        let mut put = |word: String, _: Shape, _: Agreement| {
            words.entry(word.into()).or_default().kinds |= kind::VERB;
        };
        if *perfect != "-" {
            morphology::past(&normalize::fold_word(perfect), perfect.ends_with(['ى', 'ا']), &mut put);
        }
        morphology::present(&normalize::fold_word(imperfect), &mut put);
    }
    // يجب is a modal before it is the jussive of أجاب.
    for entry in words.values_mut().filter(|e| e.kinds & (kind::BLOCK | ANY_PREPOSITION) != 0) {
        if entry.form.is_some_and(|f| f.lexeme.frames & (frame::GUARDED | frame::IMPERSONAL) == 0) {
            entry.form = None;
        }
    }
    Lexicon { words }
});

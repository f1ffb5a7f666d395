//! What the lists say of one word: its kinds, and the reporting form it may be, without conjunction, article and attached preposition.

use super::lexicon::{ANY_PREPOSITION, Entry, Form, LEXICON, kind};
use super::morphology::Shape;
use crate::extract::{Context, ali};
use crate::segment::TokenKind;

/// What the lists say of a token.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Known {
    pub kinds: u64,
    pub form: Option<Form>,
    /// A conjunction (و or ف) was taken off.
    pub joined: bool,
    /// The word has the article.
    pub definite: bool,
    /// A preposition is attached: `ب`, `ل` or `ك`, else a space.
    pub clitic: char,
    /// Letters of an object pronoun that hangs on a verb.
    pub tail: usize,
}

fn letters_after(fold: &str, prefix: char) -> Option<&str> {
    fold.strip_prefix(prefix).filter(|rest| rest.chars().nth(1).is_some())
}

/// Pronouns of the third person as they hang on a folded word, the longer first.
pub(super) const PRONOUNS: [&str; 4] = ["هما", "هم", "ها", "ه"];

/// A verb's reading where an object pronoun hangs on it: تؤكده.
fn with_object(fold: &str) -> Option<(Form, usize)> {
    PRONOUNS.iter().find_map(|end| {
        let base = fold.strip_suffix(end)?;
        let form = LEXICON.get(base)?.form.filter(|f| matches!(f.shape, Shape::Past | Shape::Present))?;
        Some((form, end.chars().count()))
    })
}

pub(super) fn lookup(fold: &str) -> Option<&'static Entry> {
    LEXICON.get(fold)
}

fn future(fold: &str) -> Option<Form> {
    let rest = fold.strip_prefix('س')?;
    lookup(rest)?.form.filter(|f| f.shape == Shape::Present)
}

/// The kinds of a noun without article and attached preposition, with both.
fn noun(fold: &str) -> (u64, bool, char) {
    for (prefix, definite, clitic) in [
        ("ال", true, ' '),
        ("بال", true, 'ب'),
        ("لل", true, 'ل'),
        ("كال", true, 'ك'),
        ("ب", false, 'ب'),
        ("ل", false, 'ل'),
    ] {
        if let Some(rest) = fold.strip_prefix(prefix).filter(|r| r.chars().nth(1).is_some()) {
            let found = lookup(rest).map_or(0, |e| e.kinds);
            if definite
                || found & (kind::ROLE | kind::SOURCE | kind::ORG | kind::MEDIA | kind::MASDAR | kind::SAID_BY) != 0
            {
                return (found, definite, clitic);
            }
        }
    }
    (0, false, ' ')
}

/// Kinds that hold for nouns only, and so stay when article or preposition is taken off.
const NOUN_KINDS: u64 = kind::ROLE
    | kind::SOURCE
    | kind::ORG
    | kind::MEDIA
    | kind::MASDAR
    | kind::NOT_MASDAR
    | kind::NOT_SOURCE
    | kind::SAID_BY
    | kind::NO_OFFICE
    | kind::OF_PERSON
    | kind::TIME;

pub(super) fn know(fold: &str) -> Known {
    let mut out = Known { clitic: ' ', ..Known::default() };
    let joined = letters_after(fold, 'و').or_else(|| letters_after(fold, 'ف'));
    for (word, stripped) in [(Some(fold), false), (joined, true)] {
        let Some(word) = word else { continue };
        let other = joined.filter(|_| !stripped).and_then(lookup).is_some_and(|e| e.form.is_some());
        if let Some(entry) = lookup(word).filter(|e| e.form.is_some() || e.kinds & !kind::VERB != 0 || !other) {
            let function = ANY_PREPOSITION | kind::RELATIVE | kind::COMPLEMENT;
            // التقت, ألغى: the ال is the verb's own.
            let verb = entry.kinds & !kind::VERB == 0;
            let definite = entry.kinds & function == 0 && word.starts_with("ال") && !verb;
            return Known { kinds: entry.kinds, form: entry.form, joined: stripped, definite, ..out };
        }
        if let Some(form) = future(word) {
            return Known { form: Some(form), joined: stripped, ..out };
        }
        let (kinds, definite, clitic) = noun(word);
        if definite || kinds != 0 {
            let kinds = kinds & NOUN_KINDS;
            if kinds != 0 || stripped || joined.is_none() {
                return Known { kinds, joined: stripped, definite, clitic, ..out };
            }
            out = Known { kinds, joined: stripped, definite, clitic, ..out };
        }
        if let Some((form, tail)) = with_object(word) {
            return Known { form: Some(form), joined: stripped, tail, ..out };
        }
    }
    out
}

/// Whether what looks like the article is one: إلياس and ألمانيا have none.
fn has_article(form: &str, known: &Known) -> bool {
    let skip = usize::from(known.joined) + usize::from(known.clitic != ' ');
    known.clitic == 'ل' || form.chars().nth(skip) == Some('ا')
}

/// Whether the word at `t` is a seat rather than one who admits: ومقره دمشق, تتخذ لندن مقرا لها; but مقرا بالفشل.
fn seat(cx: &Context<'_>, t: usize) -> bool {
    let fold = cx.fold(t);
    fold.ends_with("مقره") || fold.ends_with("مقرها") || fold == "مقرا" && !cx.fold(t + 1).starts_with('ب')
}

/// Whether the word at `t` says how someone is called: الرجل ويدعى فلان.
fn called(cx: &Context<'_>, t: usize) -> bool {
    matches!(cx.fold(t), "يدعي" | "تدعي" | "ويدعي" | "وتدعي") && cx.form(t).ends_with('ى')
}

/// What the token at `t` is, where the words beside it tell its readings apart.
pub(super) fn of_token(cx: &Context<'_>, t: usize) -> Known {
    if cx.kind(t) != Some(TokenKind::Word) {
        return Known { clitic: ' ', ..Known::default() };
    }
    let mut known = know(cx.fold(t));
    known.definite &= has_article(cx.form(t), &known);
    // الذي وصفه فلان: the verb, not his description.
    let relative = t > 0 && (know(cx.fold(t - 1)).kinds & kind::RELATIVE != 0 || cx.fold(t - 1).ends_with("ما"));
    if relative
        && known.kinds & kind::REPORT_NOUN != 0
        && let Some((form, tail)) = with_object(cx.fold(t))
    {
        known = Known { form: Some(form), tail, clitic: ' ', ..Known::default() };
    }
    if let Some(verb) = replied(cx, t) {
        known = Known { joined: true, ..know(verb) };
    }
    // وإلى: not والي, a governor.
    if cx.form(t) == "وإلى" || cx.form(t) == "وإلي" {
        known = Known { joined: true, ..know("الي") };
    }
    if ali::is_name(cx.form(t)) {
        known.kinds = 0;
    }
    if seat(cx, t) || called(cx, t) {
        known.form = None;
    }
    if cx.form(t).ends_with('ة') {
        known.kinds &= !kind::REPORT_NOUN; // دراسة حديثة is no حديثه
    }
    known
}

/// The verb of an answer behind و, where it is not of ورد: ورد عضو الوفد, وردت نظيرته بالقول.
fn replied(cx: &Context<'_>, t: usize) -> Option<&'static str> {
    let verb = match cx.fold(t) {
        "ورد" => "رد",
        "وردت" => "ردت",
        _ => return None,
    };
    let someone = know(cx.fold(t + 1)).kinds & kind::ROLE != 0;
    let by_saying = || (t + 1..t + 10).any(|n| cx.fold(n) == "بالقول");
    (someone || by_saying()).then_some(verb)
}

//! What a source says that it does not know, does not confirm or leaves unsaid.
//!
//! `لم يتمكن المرصد من تحديد عددهم` is a statement of its own (stance `unknown`). `اتفاق لم تؤكده الحكومة` and `لم تأت على ذكر المخيم` say
//! how somebody stands to what was just quoted: they are kept with that quotation, as attributes.

use super::lexicon::{Class, kind};
use super::list::List;
use super::phrase::{Phrase, phrase};
use super::view::View;

/// A remark that begins with the negation at its first token.
#[derive(Copy, Clone, Debug)]
pub(super) struct Remark {
    pub kind: Kind,
    /// Negation and verb.
    pub evidence: (usize, usize),
    /// Who: `None` where it is whoever was last spoken of.
    pub subject: Option<Phrase>,
    /// The first token of what is not known or not mentioned.
    pub first: usize,
}

/// What kind of remark.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// لم يتمكن من تحديد
    Unknown,
    /// لم يتسن التحقق من
    Unverified,
    /// رفضت تأكيد أو نفي
    Refused,
    /// لم تؤكده
    Unconfirmed,
    /// لم تأت على ذكر
    Unmentioned,
}

fn negation(view: &View<'_>, t: usize) -> bool {
    matches!(view.fold(t), "لم" | "ولم" | "فلم" | "لا" | "ولا")
}

/// رفضت الشركة تأكيد أو نفي الخبر.
fn refused(view: &View<'_>, t: usize) -> Option<Remark> {
    let verb = view.fold(t).trim_start_matches(['و', 'ف']);
    if !List::Refuses.has(verb) {
        return None;
    }
    let word = |n: usize| view.fold(n);
    let found = (t + 1..t + 10).take_while(|&n| !view.begins(n)).find(|&n| matches!(word(n), "تاكيد" | "نفي"))?;
    let either = matches!(word(found + 1), "او") && matches!(word(found + 2), "تاكيد" | "نفي");
    let first = found + 3;
    (either && !view.begins(first)).then(|| Remark {
        kind: Kind::Refused,
        evidence: (t, found),
        subject: phrase(view, t + 1, found),
        first,
    })
}

/// The remark whose negation stands at `t`.
pub(super) fn at(view: &View<'_>, t: usize) -> Option<Remark> {
    if let Some(remark) = refused(view, t) {
        return Some(remark);
    }
    if !negation(view, t) || view.begins(t + 1) {
        return None;
    }
    let verb = t + 1;
    let word = view.fold(verb);
    if view.known(verb).tail > 0 && view.form(verb).is_some_and(|f| f.lexeme.class == Class::Affirm) {
        let subject = phrase(view, verb + 1, verb + 12)?;
        return Some(Remark { kind: Kind::Unconfirmed, evidence: (t, verb), subject: Some(subject), first: verb });
    }
    if matches!(word, "تات" | "يات" | "ياتي" | "تاتي" | "ياتوا") {
        let on =
            (verb + 1..verb + 8).find(|&n| view.is(n, kind::ON) && view.fold(n + 1) == "ذكر" && !view.begins(n))?;
        let first = Some(on + 2).filter(|&f| !view.begins(f))?;
        return Some(Remark {
            kind: Kind::Unmentioned,
            evidence: (t, on + 1),
            subject: phrase(view, verb + 1, on),
            first,
        });
    }
    if List::Able.has(word) {
        let known = |n: usize| {
            let fold = view.fold(n);
            List::FindingOut.has(fold.strip_prefix("ال").unwrap_or(fold))
        };
        let found = (verb + 1..verb + 14).take_while(|&n| !view.begins(n)).find(|&n| known(n))?;
        let from = if view.is(found - 1, kind::FROM) { found - 1 } else { found };
        let first = if view.is(found + 1, kind::FROM) { found + 2 } else { found + 1 };
        // لم يتسن لرويترز التحقق
        let subject = phrase(view, verb + 1, from).or_else(|| {
            let source = view.word(verb + 1) && view.fold(verb + 1).starts_with('ل') && verb + 1 < from;
            source.then(|| Phrase { first: verb + 1, last: from - 1, beside: None })
        });
        let fold = view.fold(found);
        let known = matches!(fold.strip_prefix("ال").unwrap_or(fold), "تحديد" | "معرفه");
        return Some(first).filter(|&f| f < view.len() && !view.begins(f)).map(|first| Remark {
            kind: if known { Kind::Unknown } else { Kind::Unverified },
            evidence: (t, found),
            subject,
            first,
        });
    }
    None
}

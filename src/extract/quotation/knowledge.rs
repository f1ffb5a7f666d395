//! What a source says that it does not know, does not confirm or leaves unsaid.
//!
//! `لم يتمكن المرصد من تحديد عددهم` is a statement of its own (stance `unknown`). `اتفاق لم تؤكده الحكومة` and `لم تأت على ذكر المخيم` say
//! how somebody stands to what was just quoted: they are kept with that quotation, as attributes.

use super::lexicon::{Class, kind};
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
    /// لم تؤكده
    Unconfirmed,
    /// لم تأت على ذكر
    Unmentioned,
}

fn negation(view: &View<'_>, t: usize) -> bool {
    matches!(view.fold(t), "لم" | "ولم" | "فلم" | "لا" | "ولا")
}

/// The remark whose negation stands at `t`.
pub(super) fn at(view: &View<'_>, t: usize) -> Option<Remark> {
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
    if matches!(word, "يتمكن" | "تتمكن" | "يتمكنوا" | "يستطع" | "تستطع" | "يتسن" | "يتسني")
    {
        let known = |n: usize| {
            let fold = view.fold(n);
            matches!(fold.strip_prefix("ال").unwrap_or(fold), "تحديد" | "معرفه" | "تاكد" | "تحقق" | "تثبت" | "تاكيد")
        };
        let found = (verb + 1..verb + 14).take_while(|&n| !view.begins(n)).find(|&n| known(n))?;
        let from = if view.is(found - 1, kind::FROM) { found - 1 } else { found };
        let first = if view.is(found + 1, kind::FROM) { found + 2 } else { found + 1 };
        let subject = phrase(view, verb + 1, from);
        return Some(first).filter(|&f| f < view.len() && !view.begins(f)).map(|first| Remark {
            kind: Kind::Unknown,
            evidence: (t, found),
            subject,
            first,
        });
    }
    None
}

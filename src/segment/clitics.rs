//! Which letters at a word's ends are words of their own.

/// A word's parts, in bytes of its folded form: proclitics, the article among them, then the stem, then a pronoun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// Bytes of each proclitic, in order; the article last.
    pub proclitics: Vec<usize>,
    /// Whether the last proclitic is the article.
    pub article: bool,
    /// Bytes of the pronoun at the end, 0 where there is none.
    pub enclitic: usize,
}

/// Splits a word given as its folded letters. Minimal rules; see the issue on the text core.
pub(super) fn split(fold: &str) -> Split {
    let mut out = Split::default();
    let mut rest = fold;
    if rest.chars().count() > 4
        && let Some(r) = rest.strip_prefix('و')
    {
        out.proclitics.push(2);
        rest = r;
    }
    if let Some(r) = rest.strip_prefix("لل").filter(|r| r.chars().count() > 2) {
        out.proclitics.extend([2, 2]);
        out.article = true;
        let _ = r;
        return out;
    }
    if rest.chars().count() > 4 && (rest.starts_with("بال") || rest.starts_with("كال") || rest.starts_with("فال"))
    {
        out.proclitics.push(2);
        rest = rest.get(2..).unwrap_or("");
    }
    if rest.starts_with("ال") && rest.chars().count() > 3 {
        out.proclitics.push(4);
        out.article = true;
    }
    out
}

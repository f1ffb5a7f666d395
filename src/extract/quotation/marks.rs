//! Pairs quote marks of every style: «…», “…”, the mirrored ”…“, "…" inside "…", and says which have no partner.

use crate::extract::Context;
use crate::segment::TokenKind;

/// How far apart, in tokens, two marks of a pair may stand.
const REACH: usize = 1500;

/// A pair of quote marks, as token indices.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: usize,
    pub close: usize,
    /// How many pairs it stands in.
    pub depth: usize,
}

/// The pairs of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// In the order of their opening marks.
    pub pairs: Vec<Pair>,
    /// Marks without a partner.
    pub single: Vec<usize>,
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Family {
    Guillemet,
    Curly,
    Straight,
    Apostrophe,
}

impl Family {
    /// Whether such a mark may be closed by one of another family.
    fn mixes(self) -> bool {
        matches!(self, Self::Curly | Self::Straight)
    }
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Facing {
    Opens,
    Closes,
    Either,
}

fn family(c: char) -> (Family, Facing) {
    match c {
        '«' | '‹' => (Family::Guillemet, Facing::Opens),
        '»' | '›' => (Family::Guillemet, Facing::Closes),
        '“' | '„' => (Family::Curly, Facing::Opens),
        '”' | '‟' => (Family::Curly, Facing::Closes),
        '‘' | '‚' => (Family::Apostrophe, Facing::Opens),
        '’' | '‛' | '\'' => (Family::Apostrophe, Facing::Either),
        _ => (Family::Straight, Facing::Either),
    }
}

/// Whether a quotation may begin straight after `c`.
fn before_opening(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ':' | '/' | '-' | '–' | '—' | '،' | ','))
}

/// Whether a quotation may end straight before `c`.
fn after_closing(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | ']' | '.' | '،' | ',' | '؛' | ';' | ':' | '؟' | '?' | '!' | '…' | '/' | '-' | '–' | '—'
            )
    })
}

fn facing(cx: &Context<'_>, token: usize) -> Option<(Family, Facing)> {
    let t = cx.tokens().get(token)?;
    let text = cx.text();
    let c = t.source.of(text).chars().next()?;
    let (family, own) = family(c);
    let before = text.get(..t.source.start().to_usize()).and_then(|s| s.chars().next_back());
    let after = text.get(t.source.end().to_usize()..).and_then(|s| s.chars().next());
    if family == Family::Apostrophe {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if letter(before) && letter(after) {
            return None;
        }
    }
    let particle =
        token.checked_sub(1).is_some_and(|p| matches!(cx.fold(p), "ل" | "ب" | "ك" | "و" | "ف" | "ال" | "لل"));
    let quote_before = token.checked_sub(1).is_some_and(|p| cx.kind(p) == Some(TokenKind::Quote));
    let open = before_opening(before) || particle || (quote_before && !before_opening(before));
    let close = after_closing(after);
    // ` "،` and ` ".` close, whatever stands before them.
    let open = open && !(ended(cx, token) && before.is_some_and(char::is_whitespace));
    let by_place =
        match (open && !after.is_none_or(char::is_whitespace), close && !before.is_none_or(char::is_whitespace)) {
            (true, false) => Facing::Opens,
            (false, true) => Facing::Closes,
            _ => Facing::Either,
        };
    Some((family, if by_place == Facing::Either { own } else { by_place }))
}

/// Whether a comma or stop stands straight after the mark, as after the end of a quotation; `"...` opens one.
fn ended(cx: &Context<'_>, token: usize) -> bool {
    let Some(t) = cx.tokens().get(token) else { return false };
    let rest = cx.text().get(t.source.end().to_usize()..).unwrap_or_default();
    rest.starts_with(['،', ',', '؛', ')', '؟']) || rest.starts_with('.') && !rest.starts_with("..")
}

/// Whether the mark stands straight after a colon: there a quotation opens, whichever way the mark leans.
fn after_colon(cx: &Context<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|p| {
        let glued = cx.tokens().get(p).map(|t| t.source.end()) == cx.tokens().get(token).map(|t| t.source.start());
        glued && cx.tokens().get(p).is_some_and(|t| t.source.of(cx.text()) == ":")
    })
}

/// Pairs all marks, from left to right with a stack; a quotation that goes on in the next paragraph may repeat its opening mark there.
pub(super) fn pair(cx: &Context<'_>) -> Marks {
    let mut out = Marks::default();
    let mut stack: Vec<(usize, Family)> = Vec::new();
    for (n, token) in cx.tokens().iter().enumerate() {
        if token.kind != TokenKind::Quote {
            continue;
        }
        while stack.first().is_some_and(|(open, _)| n - open > REACH) {
            out.single.extend(stack.drain(..).map(|(open, _)| open));
        }
        let Some((family, facing)) = facing(cx, n) else { continue };
        let partner = stack.iter().rposition(|(_, f)| *f == family);
        let starts = n.checked_sub(1).and_then(|p| cx.tokens().get(p)).is_some_and(|p| p.section != token.section);
        match (facing, partner) {
            (Facing::Opens, Some(_)) if starts && partner == Some(0) && stack.len() == 1 => {
                // A further paragraph of an open quotation begins with the mark again.
                if let Some((open, _)) = stack.pop() {
                    close_paragraph(cx, open, n, &mut out);
                }
                stack.push((n, family));
            }
            (Facing::Opens, _) | (Facing::Either, None) => stack.push((n, family)),
            (_, Some(at)) => {
                for (open, _) in stack.drain(at + 1..) {
                    out.single.push(open);
                }
                if let Some((open, _)) = stack.pop() {
                    out.pairs.push(Pair { open, close: n, depth: stack.len() });
                }
            }
            // “…″, ”…": closed in another style than opened.
            (Facing::Closes, None) if family != Family::Apostrophe && stack.last().is_some_and(|(_, f)| f.mixes()) => {
                if let Some((open, _)) = stack.pop() {
                    out.pairs.push(Pair { open, close: n, depth: stack.len() });
                }
            }
            // `فلان" إن …"`: the first mark leans to the wrong word; it opens if a closing one is left over later. So does `قال:” …`.
            (Facing::Closes, None) if family == Family::Straight && !ended(cx, n) || after_colon(cx, n) => {
                stack.push((n, family))
            }
            (Facing::Closes, None) => out.single.push(n),
        }
    }
    out.single.extend(stack.into_iter().map(|(open, _)| open));
    out.single.sort_unstable();
    out.pairs.sort_unstable_by_key(|p| p.open);
    out
}

/// The part of a quotation that ends with its paragraph, without a closing mark: from `open` to the last token before `next`.
fn close_paragraph(cx: &Context<'_>, open: usize, next: usize, out: &mut Marks) {
    let section = cx.tokens().get(open).map(|t| t.section);
    let end = (open..next).rev().find(|&n| cx.tokens().get(n).map(|t| t.section) == section).unwrap_or(open);
    out.pairs.push(Pair { open, close: end + 1, depth: 0 });
}

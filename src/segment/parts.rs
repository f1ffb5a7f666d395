//! What a word is made of, worked out once for each way of writing it.

use super::TokenKind;
use super::clitics::{self, Article, Ending, Split};
use crate::normalize;
use crate::text::letters;

/// A range of bytes, in a word or in the arena.
pub(super) type Range = (u32, u32);

/// A token's forms in the arena and its parts in bytes from its start.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub fold: Range,
    pub word_fold: Range,
    pub stem_fold: Range,
    pub form: Range,
    /// Where `word` begins.
    pub word: u32,
    /// Where the stem stands.
    pub stem: Range,
    /// Where each proclitic stands.
    pub proclitics: Vec<Range>,
    /// Where the pronoun begins; the token's end where there is none.
    pub enclitic: u32,
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn push(arena: &mut String, text: &str) -> Range {
    let start = size(arena.len());
    arena.push_str(text);
    (start, size(arena.len()))
}

/// The parts of a token as written; its forms are appended to `arena`. `glued`: see [`clitics::split`].
pub(super) fn parts(written: &str, kind: TokenKind, glued: bool, arena: &mut String) -> Parts {
    let whole = (0, size(written.len()));
    if kind != TokenKind::Word {
        let entity: Option<String> =
            normalize::entity_at(written, 0).map(|(c, _)| normalize::fold_char(c).into_iter().collect());
        // A stroke that stretches no word is a dash.
        let dash = written.starts_with(letters::TATWEEL).then(|| "-".to_owned());
        let fold = push(arena, &entity.or(dash).unwrap_or_else(|| normalize::fold_word(written)));
        let form = push(arena, &normalize::letters_of(written));
        return Parts {
            fold,
            word_fold: fold,
            stem_fold: fold,
            form,
            stem: whole,
            enclitic: whole.1,
            ..Parts::default()
        };
    }
    let (mut form, mut places) = (Vec::new(), Vec::new());
    normalize::letters_with_places(written, |c, at| {
        form.push(c);
        places.push(size(at));
    });
    let split = clitics::split(&form, glued);
    // Where each folded letter begins; a letter folds to at most one.
    let (mut fold, mut folded) = (String::new(), Vec::with_capacity(form.len() + 1));
    for &c in &form {
        folded.push(size(fold.len()));
        fold.extend(normalize::fold_char(c));
    }
    folded.push(size(fold.len()));
    let fold_range = push(arena, &fold);
    let letters: String = form.iter().collect();
    let form_range = if letters == fold { fold_range } else { push(arena, &letters) };
    let mut out = Parts { fold: fold_range, form: form_range, ..Parts::default() };
    place(&mut out, &split, &places, form.len(), whole.1);
    let (stem, end) = (split.before(), form.len() - split.enclitic);
    let at = |letter: usize| fold_range.0 + folded.get(letter).copied().unwrap_or(0);
    out.word_fold = match split.article {
        Article::None | Article::Whole => (at(split.particles), fold_range.1),
        Article::Lam | Article::Merged => {
            let rest = fold.get(folded.get(stem).map_or(0, |&n| n as usize)..).unwrap_or("");
            push(arena, &format!("ال{rest}"))
        }
    };
    out.stem_fold = match split.ending {
        Ending::Same => (at(stem), at(end)),
        Ending::Instead(letter) => {
            let head = folded.get(stem).zip(folded.get(end.saturating_sub(1)));
            let head = head.and_then(|(&a, &b)| fold.get(a as usize..b as usize)).unwrap_or("");
            push(arena, &format!("{head}{}", normalize::fold_char(letter).unwrap_or(letters::HEH)))
        }
    };
    out
}

/// Writes the parts' places in the word as written; marks and tatweel go with the letter before.
fn place(out: &mut Parts, split: &Split, places: &[u32], count: usize, end: u32) {
    let at = |letter: usize| if letter == 0 { 0 } else { places.get(letter).copied().unwrap_or(end) };
    out.proclitics.extend((0..split.particles).map(|n| (at(n), at(n + 1))));
    let stem = split.before();
    match split.article {
        // The merged article's lam is the stem's first letter: it has no place of its own.
        Article::None | Article::Merged => {}
        Article::Whole | Article::Lam => out.proclitics.push((at(split.particles), at(stem))),
    }
    out.word = at(split.particles);
    out.enclitic = if split.enclitic > 0 { at(count - split.enclitic) } else { end };
    out.stem = (at(stem), out.enclitic);
}

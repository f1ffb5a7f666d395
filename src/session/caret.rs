//! A caret in the article for those who work by keyboard: steps in logical order, whatever way the line runs.

use super::lines::line_of;
use super::select::{is_word, letter, snap, word_start};
use super::state::Work;
use crate::text::CharSpan;

/// Where the caret stands, and where it was when Shift went down.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct Caret {
    /// Where the selection began.
    pub anchor: u32,
    /// Where the caret is.
    pub head: u32,
    /// Whether the last step was a word's, so that the selection snaps to words without particles.
    pub words: bool,
}

/// How far the caret goes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A letter with its marks.
    Letter,
    /// To the end of the next word, or the start of the one before.
    Word,
    /// To the line's start or end.
    Line,
    /// To the paragraph after or before.
    Paragraph,
}

impl Caret {
    /// A caret that selects nothing.
    pub fn at(at: u32) -> Self {
        Self { anchor: at, head: at, words: false }
    }

    /// What it selects; `None` where it only stands there.
    pub fn selection(self, work: &Work) -> Option<CharSpan> {
        let raw = CharSpan::new(self.anchor.min(self.head), self.anchor.max(self.head));
        if raw.is_empty() {
            return None;
        }
        if self.words { snap(&work.document, &work.index, raw) } else { Some(raw) }
    }

    /// The caret after a step, with the selection drawn along or let go.
    #[must_use]
    pub fn step(self, work: &Work, motion: Motion, forwards: bool, extend: bool) -> Self {
        let head = target(work, self.head, motion, forwards);
        let words = extend && motion == Motion::Word;
        Self { anchor: if extend { self.anchor } else { head }, head, words }
    }
}

/// Where a step from `at` leads.
fn target(work: &Work, at: u32, motion: Motion, forwards: bool) -> u32 {
    let text = &work.document.document.text;
    let number = line_of(&work.lines, at);
    let Some(line) = work.lines.get(number) else { return at };
    let (start, end) = (line.span.start().get(), line.span.end().get());
    // Lines with words only: an empty one is no place to mark anything.
    let after = || work.lines.iter().skip(number + 1).find(|l| !l.span.is_empty()).map(|l| l.span.start().get());
    let before = || work.lines.iter().take(number).rev().find(|l| !l.span.is_empty());
    match (motion, forwards) {
        (Motion::Letter, true) if at >= end => after().unwrap_or(at),
        (Motion::Letter, false) if at <= start => before().map_or(at, |l| l.span.end().get()),
        (Motion::Letter, _) => letter(text, &work.index, at, forwards).clamp(start, end),
        (Motion::Line, true) => end,
        (Motion::Line, false) => start,
        (Motion::Paragraph, true) => after().unwrap_or(end),
        (Motion::Paragraph, false) if at > start => start,
        (Motion::Paragraph, false) => before().map_or(start, |l| l.span.start().get()),
        (Motion::Word, _) => {
            let tokens = &work.document.tokens;
            let word = |t: &&crate::annotate::TokenPart| is_word(work.words(t.span));
            if forwards {
                let from = tokens.partition_point(|t| t.span.end().get() <= at);
                tokens.iter().skip(from).find(word).map_or(end.max(at), |t| t.span.end().get())
            } else {
                let to = tokens.partition_point(|t| t.span.start().get() < at);
                tokens.iter().take(to).rfind(word).map_or(start.min(at), |t| t.span.start().get())
            }
        }
    }
}

/// The word at a caret, particles left out; `None` where there is none beside it.
pub fn word_at(work: &Work, at: u32) -> Option<CharSpan> {
    let tokens = &work.document.tokens;
    let from = tokens.partition_point(|t| t.span.end().get() < at);
    let near = tokens.iter().skip(from).take(2).filter(|t| t.span.start().get() <= at);
    let found = near.into_iter().find(|t| is_word(work.words(t.span)))?;
    Some(CharSpan::new(word_start(found), found.span.end().get()))
}

/// Which end is dragged to `at`, and where the span then stands: at the nearest word's edge (particles left out), or exactly there.
/// Never empty: an end dragged past the other stops beside it.
pub fn dragged(work: &Work, span: CharSpan, end: super::End, at: u32, exact: bool) -> CharSpan {
    let tokens = &work.document.tokens;
    let (start, last) = (span.start().get(), span.end().get());
    let nearest = |edge: &dyn Fn(&crate::annotate::TokenPart) -> u32, fits: &dyn Fn(u32) -> bool| {
        let here = tokens.partition_point(|t| t.span.end().get() < at);
        let around = tokens.iter().skip(here.saturating_sub(2)).take(5);
        around.map(edge).filter(|&e| fits(e)).min_by_key(|&e| e.abs_diff(at))
    };
    match end {
        super::End::Start => {
            let to = if exact { Some(at) } else { nearest(&word_start, &|e| e < last) };
            to.filter(|&to| to < last).map_or(span, |to| CharSpan::new(to, last))
        }
        super::End::End => {
            let to = if exact { Some(at) } else { nearest(&|t| t.span.end().get(), &|e| e > start) };
            to.filter(|&to| to > start).map_or(span, |to| CharSpan::new(start, to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;
    use crate::document::Document;
    use crate::extract::Options;
    use crate::session::End;

    const TEXT: &str = "وصل وفد.\r\n\r\nغادرَ وبالمدينة abc";

    fn work() -> Work {
        Work::new(annotate::annotate(&Document::new(TEXT).unwrap(), &Options::default()))
    }

    fn walk(motion: Motion, forwards: bool, from: u32) -> Vec<u32> {
        let work = work();
        let mut caret = Caret::at(from);
        let mut out = Vec::new();
        loop {
            let next = caret.step(&work, motion, forwards, false);
            if next.head == caret.head {
                return out;
            }
            out.push(next.head);
            caret = next;
        }
    }

    #[test]
    fn letters_words_and_lines_in_logical_order() {
        // Marks stay with their letter, and a line's end leads to the next line that has words.
        assert_eq!(
            walk(Motion::Letter, true, 6),
            [7, 8, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]
        );
        assert_eq!(walk(Motion::Letter, false, 14), [13, 12, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        assert_eq!(walk(Motion::Word, true, 0), [3, 7, 17, 27, 31]);
        assert_eq!(walk(Motion::Word, false, 31), [28, 18, 12, 4, 0]);
        assert_eq!(walk(Motion::Paragraph, true, 2), [12, 31]);
        assert_eq!(walk(Motion::Line, true, 13), [31]);
    }

    #[test]
    fn a_selection_by_words_snaps_and_one_by_letters_does_not() {
        let work = work();
        let by_word = Caret::at(18).step(&work, Motion::Word, true, true);
        assert_eq!(by_word.selection(&work).map(|s| work.words(s).to_owned()).as_deref(), Some("المدينة"));
        let by_letter = Caret::at(18).step(&work, Motion::Letter, true, true);
        assert_eq!(by_letter.selection(&work).map(|s| work.words(s).to_owned()).as_deref(), Some("و"));
        assert_eq!(Caret::at(3).selection(&work), None);
        assert_eq!(word_at(&work, 5).map(|s| work.words(s).to_owned()).as_deref(), Some("وفد"));
        assert_eq!(word_at(&work, 10), None);
    }

    #[test]
    fn a_dragged_end_lands_on_words() {
        let work = work();
        let check = |end, at, exact, wanted: &str| {
            assert_eq!(work.words(dragged(&work, CharSpan::new(4, 7), end, at, exact)), wanted, "{end:?} {at}");
        };
        check(End::Start, 1, false, "وصل وفد");
        check(End::Start, 1, true, "صل وفد");
        check(End::End, 15, false, "وفد.\r\n\r\nغادرَ");
        check(End::End, 2, false, "وفد");
        check(End::End, 2, true, "وفد");
        check(End::Start, 9, false, "وفد");
    }
}

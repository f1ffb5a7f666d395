//! Spans of the original and of the document's normalised text, in code points, through the alignment that the document carries.

use crate::annotate::NormalizedPart;
use crate::text::CharSpan;

/// Where a span of the normalised text stands in the original; inside a run that keeps lengths letter by letter, else the whole run.
/// `None` past the end.
pub fn to_source(part: &NormalizedPart, span: CharSpan) -> Option<CharSpan> {
    through(&part.alignment, span, |&[a, b, c, d]| [c, d, a, b])
}

/// Where a span of the original stands in the normalised text; empty where all of it was dropped. `None` past the end.
pub fn to_normalized(part: &NormalizedPart, span: CharSpan) -> Option<CharSpan> {
    through(&part.alignment, span, |&run| run)
}

/// Maps a span through runs `[from, from_end, to, to_end]`, whichever way `turn` turns them.
fn through(runs: &[[u32; 4]], span: CharSpan, turn: impl Fn(&[u32; 4]) -> [u32; 4]) -> Option<CharSpan> {
    let at = |n: u32, last: bool| {
        let run = runs.partition_point(|run| if last { turn(run)[1] < n } else { turn(run)[1] <= n });
        runs.get(run).map(|run| {
            let [from, from_end, to, to_end] = turn(run);
            match (from_end - from == to_end - to, last) {
                (true, _) => to + n.saturating_sub(from),
                (false, false) => to,
                (false, true) => to_end,
            }
        })
    };
    let (start, end) = (at(span.start().get(), false)?, at(span.end().get(), true)?);
    Some(CharSpan::new(start, end.max(start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;
    use crate::document::Document;
    use crate::extract::Options;

    fn words(text: &str, span: CharSpan) -> String {
        let (start, end) = (span.start().get() as usize, span.end().get() as usize);
        text.chars().skip(start).take(end - start).collect()
    }

    fn check(text: &str, original: &str, normalized: &str) {
        let document = annotate::annotate(&Document::new(text).unwrap(), &Options::default());
        let part = &document.normalized;
        let span = |text: &str, words: &str| {
            let (before, _) = text.split_once(words).unwrap();
            let chars = |s: &str| u32::try_from(s.chars().count()).unwrap();
            CharSpan::new(chars(before), chars(before) + chars(words))
        };
        let there = to_normalized(part, span(text, original)).unwrap();
        assert_eq!(words(&part.text, there), normalized);
        let back = to_source(part, span(&part.text, normalized)).unwrap();
        assert_eq!(words(text, back), original);
    }

    #[test]
    fn spans_find_each_other() {
        check("وصل إبراهيم أمس", "إبراهيم", "ابراهيم");
        check("قالَ المُدَرِّسُ هنا", "المُدَرِّسُ", "المدرس");
        check("بلغ ٣٬٥٠٠ شخص", "٣٬٥٠٠", "3,500");
        check("في جمـــيل ذلك", "جمـــيل", "جميل");
    }

    #[test]
    fn nothing_stands_past_the_end() {
        let document = annotate::annotate(&Document::new("نص").unwrap(), &Options::default());
        assert_eq!(to_source(&document.normalized, CharSpan::new(7, 9)), None);
    }
}

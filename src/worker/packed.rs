//! An annotation document in the form that the page reads quickest: tokens and alignment, by far the most of it, as plain numbers.

use crate::annotate::{AnnotationDocument, NormalizedPart, TokenPart};
use crate::text::CharSpan;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A document in two pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// What is no list of numbers, as JSON.
    pub json: Vec<u8>,
    /// The tokens and the alignment.
    pub numbers: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct Rest {
    /// Every particle and pronoun that is attached to a word, once.
    words: Vec<String>,
    /// The document without tokens and alignment.
    document: AnnotationDocument,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Packed {
    /// Packs a document.
    pub fn new(document: &AnnotationDocument) -> Self {
        let (tokens, alignment) = (&document.tokens, &document.normalized.alignment);
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut words: Vec<String> = Vec::new();
        let mut numbers = Vec::with_capacity(2 + tokens.len() * 7 + alignment.len() * 4);
        numbers.push(number(tokens.len()));
        for t in tokens.iter() {
            numbers.extend([t.span.start().get(), t.span.end().get(), t.stem[0], t.stem[1]]);
            for list in [&t.proclitics, &t.enclitics] {
                numbers.push(number(list.len()));
                for word in list {
                    numbers.push(*known.entry(word).or_insert_with(|| {
                        words.push(word.clone());
                        number(words.len() - 1)
                    }));
                }
            }
        }
        numbers.push(number(alignment.len()));
        numbers.extend(alignment.iter().flatten());
        let normalized = NormalizedPart {
            profile: document.normalized.profile.clone(),
            text: document.normalized.text.clone(),
            alignment: Vec::new(),
        };
        let rest = Rest {
            words,
            document: AnnotationDocument { tokens: Rc::default(), normalized: Rc::new(normalized), ..document.clone() },
        };
        // Plain records as JSON cannot fail; an empty one would be refused by the reader.
        Self { json: serde_json::to_vec(&rest).unwrap_or_default(), numbers }
    }

    /// The document again; `None` where this is no whole one.
    pub fn document(&self) -> Option<AnnotationDocument> {
        let Rest { words, mut document } = serde_json::from_str(core::str::from_utf8(&self.json).ok()?).ok()?;
        let mut numbers = self.numbers.as_slice();
        document.tokens = Rc::new(tokens(&mut numbers, &words)?);
        let count = usize::try_from(take(&mut numbers)?).ok()?;
        let (alignment, []) = numbers.as_chunks::<4>() else { return None };
        (alignment.len() == count).then_some(())?;
        Rc::get_mut(&mut document.normalized)?.alignment = alignment.to_vec();
        Some(document)
    }
}

fn take(numbers: &mut &[u32]) -> Option<u32> {
    let (first, rest) = numbers.split_first()?;
    *numbers = rest;
    Some(*first)
}

fn tokens(numbers: &mut &[u32], words: &[String]) -> Option<Vec<TokenPart>> {
    let count = usize::try_from(take(numbers)?).ok()?;
    let mut out = Vec::with_capacity(count.min(numbers.len()));
    for _ in 0..count {
        let ([start, end, from, to], rest) = numbers.split_first_chunk::<4>()?;
        *numbers = rest;
        let (proclitics, enclitics) = (list(numbers, words)?, list(numbers, words)?);
        out.push(TokenPart { span: CharSpan::new(*start, *end), proclitics, stem: [*from, *to], enclitics });
    }
    Some(out)
}

fn list(numbers: &mut &[u32], words: &[String]) -> Option<Vec<String>> {
    let count = take(numbers)?;
    (0..count).map(|_| words.get(usize::try_from(take(numbers)?).ok()?).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::Options;

    fn read(text: &str) -> AnnotationDocument {
        crate::annotate::annotate(&Document::new(text.to_owned()).unwrap(), &Options::default())
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        for text in [
            "وصل الوزير سامي حداد إلى دمشق أمس الأحد، وقال: «سنبني 12 مدرسة للأطفال وبيوتهم».\r\n\r\nوبالغوطة؟",
            "💡 ﻻ كلمة: \u{202B}abc\u{202C} مـــدرستكم فسيكفيكهم",
            "x",
        ] {
            let document = read(text);
            let packed = Packed::new(&document);
            assert_eq!(packed.document().as_ref(), Some(&document), "{text}");
        }
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let whole = Packed::new(&read("وصل الوزير إلى دمشق وبيروت."));
        for n in 0..whole.numbers.len() {
            let cut = Packed { json: whole.json.clone(), numbers: whole.numbers[..n].to_vec() };
            assert_eq!(cut.document(), None, "{n}");
        }
        let mut wrong = whole.clone();
        wrong.numbers.fill(u32::MAX);
        assert_eq!(wrong.document(), None);
        assert_eq!(Packed { json: b"{}".to_vec(), ..whole }.document(), None);
    }
}

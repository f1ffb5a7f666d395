//! Sentences, tokens and clitics.
//!
//! In: the document, its normalised text and its sections. Out: [`Segmentation`].

mod clitics;
mod parts;
mod scan;
mod sentences;
mod stems;
mod tokenize;
mod words;

use crate::document::Document;
use crate::normalize::Normalized;
use crate::structure::{Section, SectionKind};
use crate::text::{NormalizedSpan, SourceSpan};

/// What a token is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word of Arabic letters.
    Word,
    /// A word of other letters.
    Foreign,
    /// Digits, with their separators (1,500 and 3.5 and 1/2 are each one token; dates and times stay apart: 22 / مايو).
    Number,
    /// A quote mark of any style; which way it faces is for the quotation stage.
    Quote,
    /// Other punctuation, one character (a run of the same one, such as `..`, is one token).
    Punctuation,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A hashtag or handle.
    Tag,
    /// Emoji and symbols.
    Symbol,
}

/// A word or sign, with the parts that are attached to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The whole token in the original.
    pub source: SourceSpan,
    /// The whole token in the normalised text.
    pub normalized: NormalizedSpan,
    /// The word without the attached conjunction and prepositions (و ف ب ل ك س أ), article and pronoun kept: where a mention begins.
    pub word: SourceSpan,
    /// The stem: `word` without article and without attached pronoun.
    pub stem: SourceSpan,
    /// The attached particles before the stem, as written, in order, the article `ال` (in للغوطة the second ل) included. In للجنة
    /// the article has no letter of its own: there is one proclitic, and [`Segmentation::word`] writes the article out.
    /// Proclitics, stem and pronoun make up the whole token. A bare particle before digits or a quote mark (`لـ«`, `و484`) has an
    /// empty stem.
    pub proclitics: Vec<SourceSpan>,
    /// The attached pronoun, if any.
    pub enclitic: Option<SourceSpan>,
    /// Its sentence.
    pub sentence: u32,
    /// Its section.
    pub section: u32,
    fold: (u32, u32),
    word_fold: (u32, u32),
    stem_fold: (u32, u32),
    form: (u32, u32),
}

/// A sentence: its place in the original and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, without surrounding space.
    pub span: SourceSpan,
    /// Its tokens, as indices into [`Segmentation::tokens`].
    pub tokens: core::ops::Range<usize>,
    /// Its section.
    pub section: u32,
}

/// The tokens and sentences of one article. Every accessor takes a token's index and gives the empty string past the end.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
    arena: String,
}

impl Segmentation {
    fn part(&self, range: Option<(u32, u32)>) -> &str {
        range.and_then(|(a, b)| self.arena.get(a as usize..b as usize)).unwrap_or("")
    }
    /// The whole token under the `search` profile, tatweel dropped: `وللغوطة` gives `وللغوطه`.
    pub fn fold(&self, token: usize) -> &str {
        self.part(self.tokens.get(token).map(|t| t.fold))
    }
    /// The word without conjunction and prepositions, folded, its article written out: `وللغوطة` gives `الغوطه`.
    pub fn word(&self, token: usize) -> &str {
        self.part(self.tokens.get(token).map(|t| t.word_fold))
    }
    /// The stem, folded, without article and pronoun, its end as it is without them: `وللغوطة` gives `غوطه`, `بعدها` gives `بعد`,
    /// `مدينتهم` gives `مدينه`, `حلفاؤه` gives `حلفاء`.
    pub fn stem(&self, token: usize) -> &str {
        self.part(self.tokens.get(token).map(|t| t.stem_fold))
    }
    /// The whole token's letters as written, marks and tatweel dropped, nothing folded: tells إن from أن, ة from ه.
    pub fn form(&self, token: usize) -> &str {
        self.part(self.tokens.get(token).map(|t| t.form))
    }
    /// The token's kind, if there is one.
    pub fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokens.get(token).map(|t| t.kind)
    }
    /// The tokens whose source lies in `span`, as a range of indices.
    pub fn within(&self, span: SourceSpan) -> core::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.source.end() <= span.start());
        let last = self.tokens.partition_point(|t| t.source.start() < span.end());
        first..last.max(first)
    }
}

/// Splits an article into sentences and tokens. Sentences never cross sections; sections' kinds guide (a headline is one sentence).
pub fn segment(document: &Document, normalized: &Normalized, sections: &[Section]) -> Segmentation {
    let mut tokenizer = tokenize::Tokenizer::new(document.text(), normalized);
    for (number, section) in sections.iter().enumerate() {
        tokenizer.section(*section, u32::try_from(number).unwrap_or(u32::MAX));
    }
    tokenizer.finish()
}

/// Whether the machine proposes nothing in such a section.
pub fn is_furniture(kind: SectionKind) -> bool {
    kind == SectionKind::Boilerplate
}

//! The statistical tagger: a linear-chain CRF over the words of the running text, clitics attached.
//!
//! In: [`Context`] and a [`Model`]. Out: [`Tagged`] spans of tokens with a label and a calibrated confidence. Sums of weights and the best
//! path are integers, probabilities are `f64` made by additions, products and quotients alone, so that the page and the command line say
//! the same. The model is a file of its own (`model/`), trained by the binary `train`.

pub mod chain;
pub mod features;
mod format;
pub mod lexicon;
mod table;

pub use format::{MAGIC, Model, ModelError, POINTS, Parts, VERSION};

use super::super::{Context, EntityLabel};
use chain::Scores;
use features::{Analyser, Words};
use lexicon::Lexicon;
use std::ops::Range;

/// How many tags: O, and B and I of five labels.
pub const TAGS: usize = 11;

/// The labels in the order of the tags: tag `1 + 2n` begins label `n`, tag `2 + 2n` goes on with it.
pub const LABELS: [EntityLabel; 5] =
    [EntityLabel::Per, EntityLabel::Org, EntityLabel::Gpe, EntityLabel::Loc, EntityLabel::Fac];

/// A name that the tagger sees.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Tagged {
    /// Its first token.
    pub first: usize,
    /// Its last token, included.
    pub last: usize,
    /// What it is.
    pub label: EntityLabel,
    /// The share of such proposals that were right on the development data, 0 to 1.
    pub confidence: f32,
}

/// Tags every sentence of an article that is open to proposals. Out: spans in text order that do not overlap.
pub fn tag(cx: &Context<'_>, model: &Model) -> Vec<Tagged> {
    let open = cx.seg.sentences.iter().filter(|s| cx.open(s.tokens.start));
    let sentences: Vec<Range<usize>> = open.map(|s| s.tokens.clone()).collect();
    spans(&words(cx, model.lexicon()), &sentences, model)
}

/// What the features see of every token, in order.
pub fn words(cx: &Context<'_>, lexicon: &Lexicon) -> Words {
    let mut analyser = Analyser::new(lexicon);
    (0..cx.len()).for_each(|t| analyser.push(cx.fold(t), cx.kind(t)));
    analyser.finish()
}

/// Tags analysed words, sentence by sentence.
pub fn spans(words: &Words, sentences: &[Range<usize>], model: &Model) -> Vec<Tagged> {
    let mut emissions = features::Emitter::new(model, words);
    let mut found = Vec::new();
    let first: Vec<Scores> = sentences.iter().map(|s| emissions.sentence(words, s.clone(), None)).collect();
    let memory = model.two_pass().then(|| {
        let mut memory = features::Memory::default();
        for (range, scores) in sentences.iter().zip(&first) {
            memory.learn(words, range.clone(), &chain::marginals(scores, model.chain()));
        }
        memory
    });
    for (range, before) in sentences.iter().zip(first) {
        let scores = match &memory {
            Some(memory) => emissions.sentence(words, range.clone(), Some(memory)),
            None => before,
        };
        for span in chain::decode(&scores, model.chain()) {
            let Some(&label) = LABELS.get(span.label) else { continue };
            let confidence = model.calibrated(label, span.probability);
            found.push(Tagged { first: range.start + span.first, last: range.start + span.last, label, confidence });
        }
    }
    found
}

//! The statistical tagger: a linear-chain CRF over the words of the running text, clitics attached, with a small network beside it.
//!
//! In: [`Context`] and a [`Model`]. Out: [`Tagged`] spans of tokens with a label and a calibrated confidence. Sums of weights and the best
//! path are integers, the network's sums are `f32` in one order, probabilities are `f64` made by additions, products and quotients alone, so
//! that the page and the command line say the same. The model is a file of its own (`model/`), trained by the binary `train`.

pub mod chain;
pub mod features;
mod format;
pub mod lexicon;
mod net;
mod table;
mod weights;

#[cfg(test)]
mod tests;

pub use format::{MAGIC, Model, ModelError, POINTS, Parts, VERSION};
pub use net::NetParts;

use super::super::{Context, EntityLabel};
use crate::segment::Segmentation;
use chain::Scores;
use features::{Analyser, Emitter, Memory, Words};
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
    /// How many bytes of the first token's folded letters are attached particles, as the tagger sees it.
    pub skip: usize,
    /// The share of such proposals that were right on the development data, 0 to 1.
    pub confidence: f32,
}

/// What the tagger has to say of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The names it sees, in text order; they do not overlap.
    pub names: Vec<Tagged>,
    /// For each token the probability that it is in no name; 1 where nothing was read.
    pub outside: Vec<f32>,
}

/// Tags every sentence of an article that is open to proposals. Out: spans in text order that do not overlap.
pub fn tag(cx: &Context<'_>, model: &Model) -> Vec<Tagged> {
    read(cx, model).names
}

/// Reads an article: the names, and how sure it is that a token is in none.
pub fn read(cx: &Context<'_>, model: &Model) -> Reading {
    let open = cx.seg.sentences.iter().filter(|s| cx.open(s.tokens.start));
    let sentences: Vec<Range<usize>> = open.map(|s| s.tokens.clone()).collect();
    spans(&words(cx.seg, model.lexicon()), &sentences, model)
}

/// What the features see of every token, in order.
pub fn words(seg: &Segmentation, lexicon: &Lexicon) -> Words {
    let mut analyser = Analyser::new(lexicon);
    (0..seg.tokens.len()).for_each(|t| analyser.push(seg.fold(t), seg.kind(t)));
    analyser.finish()
}

/// What a first pass over an article thinks of each of its words.
pub fn memory(words: &Words, sentences: &[Range<usize>], model: &Model) -> Memory {
    let mut emissions = Emitter::new(model, words);
    let scores: Vec<Scores> = sentences.iter().map(|s| emissions.sentence(words, s.clone())).collect();
    remember(words, sentences, &scores, model)
}

/// The probability of each tag at each token in one pass; all 0 where nothing was read. For the trainer.
pub fn beliefs(words: &Words, sentences: &[Range<usize>], model: &Model) -> chain::Marginals {
    let mut emissions = Emitter::new(model, words);
    let mut out = vec![[0.0; TAGS]; words.of.len()];
    for range in sentences {
        let scores = emissions.sentence(words, range.clone());
        let rows = chain::marginals(&scores, model.chain());
        out.iter_mut().skip(range.start).zip(rows).for_each(|(cell, row)| *cell = row);
    }
    out
}

fn remember(words: &Words, sentences: &[Range<usize>], scores: &[Scores], model: &Model) -> Memory {
    let mut memory = Memory::default();
    for (range, scores) in sentences.iter().zip(scores) {
        memory.learn(words, range.clone(), &chain::marginals(scores, model.chain()));
    }
    memory
}

/// Tags analysed words, sentence by sentence.
#[allow(clippy::cast_possible_truncation, reason = "a probability as f32")]
pub fn spans(words: &Words, sentences: &[Range<usize>], model: &Model) -> Reading {
    let mut emissions = Emitter::new(model, words);
    let mut scores: Vec<Scores> = sentences.iter().map(|s| emissions.sentence(words, s.clone())).collect();
    if let Some(net) = model.net() {
        net.add(words, sentences, scores.iter_mut());
    }
    if model.two_pass() {
        let memory = remember(words, sentences, &scores, model);
        for (range, scores) in sentences.iter().zip(&mut scores) {
            emissions.recall(words, range, &memory, scores);
        }
    }
    let mut out = Reading { names: Vec::new(), outside: vec![1.0; words.of.len()] };
    for (range, scores) in sentences.iter().zip(&scores) {
        let (decoded, marginals) = chain::decode(scores, model.chain(), model.cool());
        for (cell, row) in out.outside.iter_mut().skip(range.start).zip(&marginals) {
            *cell = row.first().map_or(1.0, |p| *p as f32);
        }
        for span in decoded {
            let Some(&label) = LABELS.get(span.label) else { continue };
            let first = range.start + span.first;
            let skip = words.at(first).map_or(0, features::Word::skip);
            let confidence = model.calibrated(label, span.probability);
            out.names.push(Tagged { first, last: range.start + span.last, label, skip, confidence });
        }
    }
    out
}

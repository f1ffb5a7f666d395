//! Trains the entity tagger: `train CORPORA [--silver FILE]… [--hold-out] [--out FILE]`. Native, single-threaded, seeded: the same
//! corpora give the same model, byte for byte. A seventh of the newswire (blocks of 50 sentences) is held out first: on it and on the
//! Wikipedia development part the model is measured, its bias tuned and its probabilities calibrated. Then, unless `--hold-out` is
//! given, the weights are learnt again from everything but the Wikipedia development part.
//! `--speed FILE` only measures how fast a model loads and tags.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tool for developers: its input is known, and a wrong index should stop it"
)]

mod clusters;
mod corpora;
mod learn;
mod measure;
mod wordlist;

use corpora::{ANY, Article, Sentence};
use hashiya::extract::entity::tagger::features::{self, Memory, Words};
use hashiya::extract::entity::tagger::lexicon::Lexicon;
use hashiya::extract::entity::tagger::{self, LABELS, Model, POINTS, Parts, TAGS, chain};
use learn::{Alphabet, Example, Settings, Weights};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

struct Options {
    corpora: PathBuf,
    silver: Vec<PathBuf>,
    hold_out: bool,
    speed: bool,
    two_pass: bool,
    out: PathBuf,
    epochs: usize,
    rate: f32,
    penalty: f32,
    silver_weight: f32,
    least: u32,
    prune: f32,
}

fn options() -> Result<Options, String> {
    let mut out = Options {
        corpora: PathBuf::new(),
        silver: Vec::new(),
        hold_out: false,
        speed: false,
        two_pass: true,
        out: PathBuf::from("src/extract/entity/tagger/model/tagger.bin"),
        epochs: 8,
        rate: 0.1,
        penalty: 0.3,
        silver_weight: 0.5,
        least: 2,
        prune: 0.08,
    };
    let mut args = std::env::args().skip(1);
    let bad = |e: std::num::ParseFloatError| e.to_string();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} wants a value"));
        match arg.as_str() {
            "--silver" => out.silver.push(value()?.into()),
            "--out" => out.out = value()?.into(),
            "--speed" => {
                out.out = value()?.into();
                out.speed = true;
            }
            "--hold-out" => out.hold_out = true,
            "--one-pass" => out.two_pass = false,
            "--epochs" => out.epochs = value()?.parse::<f32>().map_err(bad)? as usize,
            "--rate" => out.rate = value()?.parse().map_err(bad)?,
            "--penalty" => out.penalty = value()?.parse().map_err(bad)?,
            "--silver-weight" => out.silver_weight = value()?.parse().map_err(bad)?,
            "--least" => out.least = value()?.parse::<f32>().map_err(bad)? as u32,
            "--prune" => out.prune = value()?.parse().map_err(bad)?,
            _ if arg.starts_with("--") => return Err(format!("unknown option {arg}")),
            _ => out.corpora = arg.into(),
        }
    }
    if out.corpora.as_os_str().is_empty() { Err("which folder of corpora?".to_owned()) } else { Ok(out) }
}

/// Texts with their analysed words and how much they count.
pub(crate) struct Analysed {
    article: Article,
    words: Words,
    weight: f32,
}

fn analyse(articles: Vec<Article>, lexicon: &Lexicon, weight: f32) -> Vec<Analysed> {
    let one = |article: Article| Analysed { words: tagger::words(&article.seg, lexicon), article, weight };
    articles.into_iter().map(one).collect()
}

struct Data {
    train: Vec<Analysed>,
    newswire: Vec<Analysed>,
    wiki: Vec<Analysed>,
}

fn data(options: &Options, lexicon: &Lexicon) -> io::Result<Data> {
    let ner = options.corpora.join("ner");
    let all = corpora::conll(&ner.join("newsfane/train.conll"))?;
    let held = |n: usize| (n / 50) % 7 == 3;
    let pick = |want: bool| -> Vec<Sentence> {
        all.iter().enumerate().filter(|(n, _)| held(*n) == want).map(|(_, s)| s.clone()).collect()
    };
    let mut train = analyse(corpora::articles(&pick(false), true), lexicon, 1.0);
    for (name, weight) in [("wikifane/train.conll", 1.0), ("wojood/train.dedup.conll", 0.7)] {
        train.extend(analyse(corpora::articles(&corpora::conll(&ner.join(name))?, true), lexicon, weight));
    }
    for path in &options.silver {
        train.extend(analyse(corpora::articles(&corpora::conll(path)?, true), lexicon, options.silver_weight));
    }
    let newswire = analyse(corpora::articles(&pick(true), false), lexicon, 1.0);
    let wiki = analyse(corpora::articles(&corpora::conll(&ner.join("wikifane/dev.conll"))?, false), lexicon, 1.0);
    Ok(Data { train, newswire, wiki })
}

/// Learns from texts; `memories` are what a first pass says of each.
fn fit(texts: &[&Analysed], memories: Option<&[Memory]>, lexicon: &Lexicon, options: &Options) -> Parts {
    let began = Instant::now();
    let mut raw: Vec<(Vec<Vec<u32>>, Vec<Vec<u32>>, Vec<u16>, f32)> = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        for sentence in &text.article.seg.sentences {
            let mut tags = text.article.tags[sentence.tokens.clone()].to_vec();
            // a name that the segmentation cuts in two begins again
            if let Some(first) = tags.first_mut().filter(|t| **t != ANY && t.trailing_zeros() % 2 == 0 && **t > 1) {
                *first >>= 1;
            }
            if tags.iter().all(|&t| t == ANY) {
                continue;
            }
            let keys = features::keys(&text.words, &sentence.tokens, lexicon);
            let remembered = memories.map(|m| m[n].keys(&text.words, &sentence.tokens)).unwrap_or_default();
            raw.push((keys, remembered, tags, text.weight));
        }
    }
    let alphabet = Alphabet::new(raw.iter().flat_map(|r| r.0.iter().chain(&r.1).flatten()), options.least);
    let number = |(keys, remembered, tags, weight): (Vec<Vec<u32>>, Vec<Vec<u32>>, Vec<u16>, f32)| Example {
        features: keys.iter().map(|k| alphabet.numbers(k)).collect(),
        remembered: remembered.iter().map(|k| alphabet.numbers(k)).collect(),
        tags,
        weight,
    };
    let examples: Vec<Example> = raw.into_iter().map(number).collect();
    let tokens: usize = examples.iter().map(|e| e.tags.len()).sum();
    eprintln!("{} sentences, {tokens} tokens, {} features", examples.len(), alphabet.keys.len());
    let settings = Settings { epochs: options.epochs, rate: options.rate, penalty: options.penalty };
    let weights = learn::learn(&examples, alphabet.keys.len(), settings);
    eprintln!("learnt in {:.0} s", began.elapsed().as_secs_f32());
    quantise(&alphabet, &weights, options)
}

fn quantise(alphabet: &Alphabet, weights: &Weights, options: &Options) -> Parts {
    let unit = chain::UNIT as f32;
    let wide = |w: f32| (w * unit).round().clamp(-20_000.0, 20_000.0) as i16;
    let mut features = Vec::new();
    for (&key, row) in alphabet.keys.iter().zip(&weights.features) {
        let row = row.map(|w| if w.abs() < options.prune { 0 } else { (w * unit).round().clamp(-127.0, 127.0) as i8 });
        if row.iter().any(|&w| w != 0) {
            features.push((key, row));
        }
    }
    let plain: Vec<u16> = (0..POINTS as u16).map(|n| n * 100).collect();
    let curve: [u16; POINTS] = std::array::from_fn(|n| plain[n]);
    Parts {
        two_pass: false,
        bias: [0; TAGS],
        transitions: weights.transitions.iter().map(|row| row.map(wide)).collect(),
        calibration: vec![curve; LABELS.len()],
        words: Vec::new(),
        phrases: Vec::new(),
        features,
    }
}

/// What a first pass with `parts` says of each text.
fn remember(parts: &Parts, list: &wordlist::WordList, texts: &[&Analysed]) -> Vec<Memory> {
    let model = model(parts, list);
    texts.iter().map(|t| tagger::memory(&t.words, &measure::sentences(t), &model)).collect()
}

fn model(parts: &Parts, list: &wordlist::WordList) -> Model {
    Model::from_parts(&Parts { words: list.words.clone(), phrases: list.phrases.clone(), ..parts.clone() })
}

fn run(options: &Options) -> io::Result<()> {
    if options.speed {
        return measure::speed(&std::fs::read(&options.out)?, &options.corpora.join("ner/wikifane/dev.conll"));
    }
    let began = Instant::now();
    let list = wordlist::build(&options.corpora, Path::new("target/train/classes.tsv"))?;
    let lexicon = list.lexicon();
    eprintln!("word list in {:.0} s", began.elapsed().as_secs_f32());
    let data = data(options, &lexicon)?;
    let mut parts = train("held out", &data.train, &list, options);
    measure::tune(&mut parts, &list, &data);
    let held = model(&parts, &list);
    measure::report("held out, tuned", &held, &data);
    measure::reliability(&held, &data);
    if !options.hold_out {
        // the bias and the calibration stay those of the model that had not seen the newswire part
        let Data { mut train, newswire, wiki } = data;
        train.extend(newswire);
        let last = self::train("everything", &train, &list, options);
        parts = Parts { bias: parts.bias, calibration: parts.calibration, ..last };
        measure::report("everything", &model(&parts, &list), &Data { train: Vec::new(), newswire: Vec::new(), wiki });
    }
    let parts = Parts { words: list.words, phrases: list.phrases, ..parts };
    let bytes = parts.to_bytes();
    std::fs::write(&options.out, &bytes)?;
    measure::speed(&bytes, &options.corpora.join("ner/wikifane/dev.conll"))?;
    let seconds = began.elapsed().as_secs_f32();
    eprintln!(
        "{}: {} bytes, {} features, {seconds:.0} s in all",
        options.out.display(),
        bytes.len(),
        parts.features.len()
    );
    Ok(())
}

/// Learns from texts, in one or two passes.
fn train(name: &str, texts: &[Analysed], list: &wordlist::WordList, options: &Options) -> Parts {
    let lexicon = list.lexicon();
    let all: Vec<&Analysed> = texts.iter().collect();
    if !options.two_pass {
        return fit(&all, None, &lexicon, options);
    }
    // what the first pass says of a text must come from a model that has not seen it
    let mut memories: Vec<Option<Memory>> = (0..all.len()).map(|_| None).collect();
    for half in 0..2 {
        let pick = |want: bool| (0..all.len()).filter(move |n| ((n / 5) % 2 == half) == want);
        let seen: Vec<&Analysed> = pick(false).map(|n| all[n]).collect();
        let unseen: Vec<&Analysed> = pick(true).map(|n| all[n]).collect();
        eprintln!("{name}: half {half}");
        let part = fit(&seen, None, &lexicon, options);
        for (n, memory) in pick(true).zip(remember(&part, list, &unseen)) {
            memories[n] = Some(memory);
        }
    }
    let memories: Vec<Memory> = memories.into_iter().map(Option::unwrap_or_default).collect();
    Parts { two_pass: true, ..fit(&all, Some(&memories), &lexicon, options) }
}

fn main() -> std::process::ExitCode {
    match options().map_err(io::Error::other).and_then(|o| run(&o)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("train: {e}");
            std::process::ExitCode::FAILURE
        }
    }
}

//! Trains the entity tagger: `train CORPORA [--hold-out] [--out FILE]`. Native, single-threaded, seeded: the same corpora give the same
//! model, byte for byte. The last seventh of the newswire is held out first: on it and on the Wikipedia development
//! part the model is measured, its bias tuned and its probabilities calibrated. Then, unless `--hold-out` is given, the weights are
//! learnt again from everything but the Wikipedia development part.
//!
//! From a teacher (`.ci/silver.py`): `--silver FILE` (soft tags of unlabelled text: classes of words by what they are held for),
//! `--silver-words N` (so many of them are learnt from as well, each `--silver-weight` of a word of gold, its tags mixed with those of
//! a model of half the gold by `--teacher-share`) and `--places FILE` (classes of words by the teacher's vectors). From `.ci/student.py`:
//! `--net FILE`, the network to put beside the chain, and `--last-net FILE`, the one for the last model, learnt from the held-out part too;
//! `--keys WORDS` only writes the features of words for it.
//! `--test FILE` measures on further texts; `--speed FILE` only measures how fast a model loads and tags.

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
mod silver;
mod wordlist;

use corpora::{ANY, Article, Sentence};
use hashiya::extract::entity::tagger::features::{self, Memory, Words};
use hashiya::extract::entity::tagger::lexicon::Lexicon;
use hashiya::extract::entity::tagger::{self, LABELS, Model, NetParts, POINTS, Parts, TAGS, chain};
use learn::{Alphabet, Example, Settings, Weights};
use silver::Shares;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

struct Options {
    corpora: PathBuf,
    silver: Vec<PathBuf>,
    places: Option<PathBuf>,
    tests: Vec<PathBuf>,
    keys: Option<PathBuf>,
    net: Option<PathBuf>,
    last_net: Option<PathBuf>,
    silver_words: usize,
    teacher_share: f32,
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
        places: None,
        tests: Vec::new(),
        keys: None,
        net: None,
        last_net: None,
        silver_words: 0,
        teacher_share: 0.5,
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
            "--test" => out.tests.push(value()?.into()),
            "--last-net" => out.last_net = Some(value()?.into()),
            "--net" => out.net = Some(value()?.into()),
            "--keys" => out.keys = Some(value()?.into()),
            "--places" => out.places = Some(value()?.into()),
            "--silver-words" => out.silver_words = value()?.parse::<f32>().map_err(bad)? as usize,
            "--teacher-share" => out.teacher_share = value()?.parse().map_err(bad)?,
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
    /// What is learnt in place of the tags, where the teacher spoke: its shares and those of a first model, mixed.
    shares: Vec<Shares>,
    weight: f32,
}

fn analyse(articles: Vec<Article>, lexicon: &Lexicon, weight: f32) -> Vec<Analysed> {
    let one = |article: Article| {
        let words = tagger::words(&article.seg, lexicon);
        Analysed { words, shares: article.soft.clone(), article, weight }
    };
    articles.into_iter().map(one).collect()
}

struct Data {
    train: Vec<Analysed>,
    silver: Vec<Analysed>,
    newswire: Vec<Analysed>,
    wiki: Vec<Analysed>,
    /// Further texts that are only measured on.
    others: Vec<Analysed>,
}

fn data(options: &Options, taught: &[silver::Sentence], lexicon: &Lexicon) -> io::Result<Data> {
    let ner = options.corpora.join("ner");
    let all = corpora::conll(&ner.join("newsfane/train.conll"))?;
    // A whole stretch: names of one week's news recur between neighbouring blocks.
    let first_held = all.len() - all.len() / 7;
    let held = |n: usize| n >= first_held;
    let pick = |want: bool| -> Vec<Sentence> {
        all.iter().enumerate().filter(|(n, _)| held(*n) == want).map(|(_, s)| s.clone()).collect()
    };
    let mut train = analyse(corpora::articles(&pick(false), true), lexicon, 1.0);
    for (name, weight) in [("wikifane/train.conll", 1.0), ("wojood/train.dedup.conll", 0.7)] {
        train.extend(analyse(corpora::articles(&corpora::conll(&ner.join(name))?, true), lexicon, weight));
    }
    let mut words = 0;
    let some = taught.iter().take_while(|s| {
        words += s.len();
        words <= options.silver_words
    });
    let silver = analyse(silver::articles(&taught[..some.count()]), lexicon, options.silver_weight);
    let newswire = analyse(corpora::articles(&pick(true), false), lexicon, 1.0);
    let wiki = analyse(corpora::articles(&corpora::conll(&ner.join("wikifane/dev.conll"))?, false), lexicon, 1.0);
    let mut others = Vec::new();
    for path in &options.tests {
        others.extend(analyse(corpora::articles(&corpora::conll(path)?, false), lexicon, 1.0));
    }
    Ok(Data { train, silver, newswire, wiki, others })
}

/// A sentence before its features are numbered: features, remembered ones, tags, shares, weight.
type Raw = (Vec<Vec<u32>>, Vec<Vec<u32>>, Vec<u16>, Vec<Shares>, f32);

/// Learns from texts; `memories` are what a first pass says of each.
fn fit(texts: &[&Analysed], memories: Option<&[Memory]>, lexicon: &Lexicon, options: &Options) -> Parts {
    let began = Instant::now();
    let mut raw: Vec<Raw> = Vec::new();
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
            let soft = text.shares.get(sentence.tokens.clone()).unwrap_or_default().to_vec();
            raw.push((keys, remembered, tags, soft, text.weight));
        }
    }
    let alphabet = Alphabet::new(raw.iter().flat_map(|r| r.0.iter().chain(&r.1).flatten()), options.least);
    let number = |(keys, remembered, tags, soft, weight): Raw| Example {
        features: keys.iter().map(|k| alphabet.numbers(k)).collect(),
        remembered: remembered.iter().map(|k| alphabet.numbers(k)).collect(),
        tags,
        soft,
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
        net: None,
    }
}

fn model(parts: &Parts, list: &wordlist::WordList) -> Model {
    Model::from_parts(&Parts { words: list.words.clone(), phrases: list.phrases.clone(), ..parts.clone() })
}

fn run(options: &Options) -> io::Result<()> {
    if options.speed {
        return measure::speed(&std::fs::read(&options.out)?, &options.corpora.join("ner/wikifane/dev.conll"));
    }
    let began = Instant::now();
    let taught = silver::read(&options.silver)?;
    let classes = Path::new("target/train/classes.tsv");
    let list = wordlist::build(&options.corpora, classes, &taught, options.places.as_deref())?;
    let lexicon = list.lexicon();
    eprintln!("word list in {:.0} s", began.elapsed().as_secs_f32());
    if let Some(words) = &options.keys {
        return keys(words, &lexicon, &options.out);
    }
    let mut data = data(options, &taught, &lexicon)?;
    drop(taught);
    let mut parts = train("held out", &data.train, &mut data.silver, &list, options);
    parts.net = net(options.net.as_deref(), 0)?;
    measure::tune(&mut parts, &list, &data);
    let held = model(&parts, &list);
    measure::report("held out, tuned", &held, &data);
    measure::reliability(&held, &data);
    if !options.hold_out {
        // the bias and the calibration stay those of the model that had not seen the newswire part
        let Data { mut train, mut silver, newswire, wiki, others } = data;
        train.extend(newswire);
        let share = parts.net.as_ref().map_or(0, |net| net.share);
        let last_net = net(options.last_net.as_deref(), share)?.or(parts.net);
        let last = self::train("everything", &train, &mut silver, &list, options);
        parts = Parts { bias: parts.bias, calibration: parts.calibration, net: last_net, ..last };
        measure::report(
            "everything",
            &model(&parts, &list),
            &Data { train: Vec::new(), silver: Vec::new(), newswire: Vec::new(), wiki, others },
        );
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

/// The network to put beside the chain, if one is given.
fn net(path: Option<&Path>, share: u8) -> io::Result<Option<NetParts>> {
    let Some(path) = path else { return Ok(None) };
    NetParts::from_bytes(&std::fs::read(path)?, share).map(Some).map_err(io::Error::other)
}

/// Writes for each word of a file (one a line) the hashes of its own features, for `.ci/student.py`.
fn keys(words: &Path, lexicon: &Lexicon, out: &Path) -> io::Result<()> {
    let mut written = String::new();
    for word in std::fs::read_to_string(words)?.lines() {
        let Some((_, seg)) = corpora::tokenise(word) else { continue };
        let types = tagger::words(&seg, lexicon);
        let mut keys: Vec<String> = Vec::new();
        if let Some(one) = types.at(0) {
            features::of_type(one, features::WINDOW / 2, &mut |key| keys.push(key.to_string()));
        }
        written.push_str(&format!("{word}\t{}\n", keys.join(" ")));
    }
    std::fs::write(out, written)
}

/// Learns from texts, in one or two passes.
fn train(
    name: &str,
    gold: &[Analysed],
    silver: &mut [Analysed],
    list: &wordlist::WordList,
    options: &Options,
) -> Parts {
    let lexicon = list.lexicon();
    let mut memories: Vec<Memory> = vec![Memory::default(); gold.len() + silver.len()];
    if !options.two_pass {
        let all: Vec<&Analysed> = gold.iter().chain(&*silver).collect();
        return fit(&all, None, &lexicon, options);
    }
    // what the first pass says of a text must come from a model that has not seen it
    for half in 0..2 {
        let own = |n: usize| (n / 5) % 2 == half;
        let seen: Vec<&Analysed> = gold.iter().enumerate().filter(|(n, _)| !own(*n)).map(|(_, t)| t).collect();
        eprintln!("{name}: half {half}");
        let part = model(&fit(&seen, None, &lexicon, options), list);
        let unseen = gold.iter().chain(&*silver).enumerate();
        for (n, text) in unseen.filter(|(n, _)| if *n < gold.len() { own(*n) } else { n % 2 == half }) {
            memories[n] = tagger::memory(&text.words, &measure::sentences(text), &part);
        }
        for text in silver.iter_mut().skip((half + gold.len()) % 2).step_by(2) {
            let beliefs = tagger::beliefs(&text.words, &measure::sentences(text), &part);
            text.shares = mix(&text.article.soft, &beliefs, options.teacher_share);
        }
    }
    let all: Vec<&Analysed> = gold.iter().chain(&*silver).collect();
    Parts { two_pass: true, ..fit(&all, Some(&memories), &lexicon, options) }
}

/// The teacher's shares and a model's beliefs, in these proportions; where the teacher says nothing, nothing is said.
fn mix(teacher: &[Shares], beliefs: &[[f64; TAGS]], share: f32) -> Vec<Shares> {
    let one = |(taught, held): (&Shares, &[f64; TAGS])| {
        let all: f32 = taught.iter().map(|&s| f32::from(s)).sum();
        if taught.iter().all(|s| s == &taught[0]) || share >= 1.0 {
            return *taught;
        }
        let mut out = *taught;
        for (cell, h) in out.iter_mut().zip(held) {
            *cell = (100.0 * (share * f32::from(*cell) / all + (1.0 - share) * *h as f32)).round() as u8;
        }
        out
    };
    teacher.iter().zip(beliefs).map(one).collect()
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

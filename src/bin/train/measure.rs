//! F1 on development texts, the bias that serves it best, and the calibration of the probabilities.

use crate::wordlist::WordList;
use crate::{Analysed, Data, model};
use hashiya::extract::EntityLabel;
use hashiya::extract::entity::tagger::{self, LABELS, Model, POINTS, Parts, TAGS, Tagged};
use std::collections::HashSet;
use std::ops::Range;
use std::time::Instant;

/// The sentences of a text.
pub(crate) fn sentences(text: &Analysed) -> Vec<Range<usize>> {
    text.article.seg.sentences.iter().map(|s| s.tokens.clone()).collect()
}

/// PER, ORG, LOC.
fn coarse(label: EntityLabel) -> usize {
    match label {
        EntityLabel::Per => 0,
        EntityLabel::Org => 1,
        _ => 2,
    }
}

fn gold(text: &Analysed) -> HashSet<(usize, usize, usize)> {
    let tags: Vec<usize> = text.article.tags.iter().map(|t| t.trailing_zeros() as usize % 16).collect();
    let mut out = HashSet::new();
    for range in sentences(text) {
        for (a, b, label) in tagger::chain::spans(&tags[range.clone()]) {
            out.insert((range.start + a, range.start + b, coarse(LABELS[label])));
        }
    }
    out
}

fn found(text: &Analysed, model: &Model) -> Vec<Tagged> {
    tagger::spans(&text.words, &sentences(text), model).names
}

/// Right, proposed and gold names of PER, ORG and LOC.
fn counts(texts: &[Analysed], model: &Model) -> [[usize; 3]; 3] {
    let mut out = [[0; 3]; 3];
    for text in texts {
        let gold = gold(text);
        for g in &gold {
            out[g.2][2] += 1;
        }
        for t in found(text, model) {
            let label = coarse(t.label);
            out[label][1] += 1;
            out[label][0] += usize::from(gold.contains(&(t.first, t.last, label)));
        }
    }
    out
}

fn f1(c: [usize; 3]) -> f64 {
    2.0 * c[0] as f64 / (c[1] + c[2]).max(1) as f64
}

fn sum(all: [[usize; 3]; 3]) -> [usize; 3] {
    std::array::from_fn(|n| all.iter().map(|c| c[n]).sum())
}

/// Prints F1 on the development texts.
pub(crate) fn report(name: &str, model: &Model, data: &Data) {
    for (part, texts) in [("newswire", &data.newswire), ("wiki", &data.wiki), ("others", &data.others)] {
        let all = counts(texts, model);
        let total = sum(all);
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        println!(
            "{name}: {part}: F1 {:.4} (P {:.3} R {:.3})  PER {:.3} ORG {:.3} LOC {:.3}",
            f1(total),
            share(total[0], total[1]),
            share(total[0], total[2]),
            f1(all[0]),
            f1(all[1]),
            f1(all[2])
        );
    }
}

/// How much of the network's word is tried, in sixteenths.
const SHARES: [u8; 7] = [0, 4, 8, 12, 16, 24, 32];

/// Sets the network's share and the bias against O that give the best F1 on the development texts together, then the calibration curves.
pub(crate) fn tune(parts: &mut Parts, list: &WordList, data: &Data) {
    let mut best = (0.0, 0, 0);
    let shares = if parts.net.is_some() { SHARES.as_slice() } else { &SHARES[..1] };
    for &share in shares {
        for step in -3..7 {
            let bias = -4 * step;
            set(parts, share, bias);
            let model = model(parts, list);
            let score = (f1(sum(counts(&data.newswire, &model))) + f1(sum(counts(&data.wiki, &model)))) / 2.0;
            println!("share {share}, bias {bias}: {score:.4}");
            if score > best.0 {
                best = (score, share, bias);
            }
        }
    }
    set(parts, best.1, best.2);
    calibrate(parts, list, data);
}

fn set(parts: &mut Parts, share: u8, bias: i16) {
    parts.bias = [0; TAGS];
    parts.bias[0] = bias;
    if let Some(net) = &mut parts.net {
        net.share = share;
    }
}

/// Per coarse label: the share of right proposals near each probability, made rising.
fn calibrate(parts: &mut Parts, list: &WordList, data: &Data) {
    let identity: [u16; POINTS] = std::array::from_fn(|n| n as u16 * 100);
    parts.calibration = vec![identity; LABELS.len()];
    let model = model(parts, list);
    let mut near = [[(0.0_f64, 0.0_f64); POINTS]; 3];
    for text in data.newswire.iter().chain(&data.wiki) {
        let gold = gold(text);
        for t in found(text, &model) {
            let label = coarse(t.label);
            let right = f64::from(u8::from(gold.contains(&(t.first, t.last, label))));
            let place = f64::from(t.confidence) * 10.0;
            let low = (place.floor() as usize).min(POINTS - 2);
            let up = place - low as f64;
            for (n, share) in [(low, 1.0 - up), (low + 1, up)] {
                near[label][n].0 += share * right;
                near[label][n].1 += share;
            }
        }
    }
    for (label, curve) in near.iter().enumerate() {
        let prior = |n: usize| n as f64 / 10.0;
        let mut values: Vec<(f64, f64)> =
            curve.iter().enumerate().map(|(n, c)| ((c.0 + 5.0 * prior(n)) / (c.1 + 5.0), c.1 + 5.0)).collect();
        // pool neighbours that fall
        loop {
            let Some(n) = (1..values.len()).find(|&n| values[n].0 < values[n - 1].0 - 1e-12) else { break };
            let (a, b) = (values[n - 1], values[n]);
            let mean = (a.0 * a.1 + b.0 * b.1) / (a.1 + b.1);
            values[n - 1].0 = mean;
            values[n].0 = mean;
            let mut m = n - 1;
            while m > 0 && values[m - 1].0 > mean {
                values[m - 1].0 = (values[m - 1].0 + mean) / 2.0;
                values[m].0 = values[m - 1].0;
                m -= 1;
            }
        }
        for (n, l) in LABELS.iter().enumerate() {
            if coarse(*l) == label {
                parts.calibration[n] = std::array::from_fn(|k| (values[k].0 * 1000.0).round() as u16);
            }
        }
        let shares: Vec<String> = curve.iter().map(|c| format!("{:.2}/{:.0}", c.0 / c.1.max(1.0), c.1)).collect();
        println!("reliability {}: {}", ["PER", "ORG", "LOC"][label], shares.join(" "));
    }
}

/// Prints, for bands of confidence, how many proposals of the development texts were right.
pub(crate) fn reliability(model: &Model, data: &Data) {
    for (part, texts) in [("newswire", &data.newswire), ("wiki", &data.wiki)] {
        let mut bands = [(0_u32, 0_u32, 0.0_f64); 10];
        for text in texts {
            let gold = gold(text);
            for t in found(text, model) {
                let band = &mut bands[((t.confidence * 10.0) as usize).min(9)];
                band.0 += u32::from(gold.contains(&(t.first, t.last, coarse(t.label))));
                band.1 += 1;
                band.2 += f64::from(t.confidence);
            }
        }
        println!("{part}: confidence, proposals, mean confidence, right");
        for (n, (right, all, sum)) in bands.into_iter().enumerate().filter(|b| b.1.1 > 0) {
            let all = f64::from(all);
            println!("  0.{n}–  {all:6.0}  {:.3}  {:.3}", sum / all, f64::from(right) / all);
        }
    }
}

/// Prints how long the model takes to load and how many words a second it tags: analysis, both passes, probabilities.
pub(crate) fn speed(bytes: &[u8], conll: &std::path::Path) -> std::io::Result<()> {
    let began = Instant::now();
    let model = Model::from_bytes(bytes).map_err(std::io::Error::other)?;
    let loaded = began.elapsed();
    let articles = crate::corpora::articles(&crate::corpora::conll(conll)?, false);
    let (mut words, mut names, mut spent) = (0, 0, 0.0);
    for article in &articles {
        let ranges: Vec<Range<usize>> = article.seg.sentences.iter().map(|s| s.tokens.clone()).collect();
        // the best of seven: the machine may be busy with other things
        let mut best = f64::INFINITY;
        let mut found = 0;
        for _ in 0..7 {
            let began = Instant::now();
            let read = tagger::spans(&tagger::words(&article.seg, model.lexicon()), &ranges, &model);
            best = best.min(began.elapsed().as_secs_f64());
            found = read.names.len();
        }
        words += article.seg.tokens.len();
        names += found;
        spent += best;
    }
    println!(
        "loaded in {:.1} ms; {words} words, {names} names: {:.0} words a second",
        loaded.as_secs_f64() * 1000.0,
        words as f64 / spent
    );
    Ok(())
}

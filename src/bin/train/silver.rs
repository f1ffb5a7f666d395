//! What the teacher says of unlabelled text: soft tags to learn from, and on the whole what it holds each word for.
//!
//! A silver file has a token and its tag a line, or in place of the tag the tags that the teacher wavers between, each with its share in a
//! hundred (`B-PER:62,O:38`); a blank line between sentences.

use crate::clusters;
use crate::corpora::{self, Article};
use hashiya::extract::entity::tagger::features::strip;
use hashiya::extract::entity::tagger::lexicon::Lexicon;
use hashiya::extract::entity::tagger::{LABELS, TAGS};
use hashiya::normalize::fold_word;
use hashiya::text::{SourceSpan, letters};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Shares of the tags in a hundred.
pub(crate) type Shares = [u8; TAGS];

/// A sentence of a silver file.
pub(crate) type Sentence = Vec<(String, Shares)>;

/// The number of a tag.
fn tag(code: &str) -> Option<usize> {
    let Some((kind, name)) = code.split_once('-') else { return (code == "O").then_some(0) };
    let label = LABELS.iter().position(|l| l.code() == name)?;
    Some(1 + 2 * label + usize::from(kind == "I"))
}

fn shares(cell: &str) -> Option<Shares> {
    let mut out = [0; TAGS];
    for part in cell.split(',') {
        let (code, share) = part.split_once(':').unwrap_or((part, "100"));
        out[tag(code)?] = share.parse().ok()?;
    }
    Some(out)
}

/// The sentences of silver files.
pub(crate) fn read(paths: &[std::path::PathBuf]) -> io::Result<Vec<Sentence>> {
    let mut out = Vec::new();
    for path in paths {
        one(path, &mut out)?;
    }
    Ok(out)
}

fn one(path: &Path, out: &mut Vec<Sentence>) -> io::Result<()> {
    let mut sentence = Sentence::new();
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line = line?;
        if let Some((token, cell)) = line.rsplit_once(' ') {
            let shares = shares(cell).ok_or_else(|| io::Error::other(format!("{}: {line}", path.display())))?;
            sentence.push((token.to_owned(), shares));
        } else if !sentence.is_empty() {
            out.push(std::mem::take(&mut sentence));
        }
    }
    out.extend(Some(sentence).filter(|s| !s.is_empty()));
    Ok(())
}

/// Texts of ten sentences each; a token that is not just one of the silver file's may have any tag.
pub(crate) fn articles(sentences: &[Sentence]) -> Vec<Article> {
    let mut out = Vec::new();
    for group in sentences.chunks(10) {
        let (mut text, mut places) = (String::new(), Vec::new());
        for sentence in group {
            for (n, (token, shares)) in sentence.iter().enumerate() {
                let sign = token.starts_with(['،', '.', '؛', ':', '!', '؟', ')', '»', ']']);
                if n > 0 && !sign && !text.ends_with(['(', '«', '[']) {
                    text.push(' ');
                }
                places.push((text.len(), text.len() + token.len(), *shares));
                text.push_str(token);
            }
            text.push('\n');
        }
        let Some((_, seg)) = corpora::tokenise(&text) else { continue };
        let mut soft = vec![[1; TAGS]; seg.tokens.len()];
        for (from, to, shares) in places {
            let range = seg.within(SourceSpan::from_usize(from, to));
            if let (1, Some(cell)) = (range.len(), soft.get_mut(range.start)) {
                *cell = shares;
            }
        }
        let tags = corpora::leave_open_soft(&seg, &mut soft);
        out.push(Article { seg, tags, soft });
    }
    out
}

/// How seldom a word may be seen to have a class.
const SEEN: f32 = 4.0;

/// Numbers of classes, from 1, of stems by what the teacher holds them for.
pub(crate) fn priors(sentences: &[Sentence], lexicon: &Lexicon, classes: usize) -> BTreeMap<String, u8> {
    let mut by_word: HashMap<&str, (f32, [f32; TAGS])> = HashMap::new();
    for (word, shares) in sentences.iter().flatten() {
        let cell = by_word.entry(word).or_default();
        let all: f32 = shares.iter().map(|&s| f32::from(s)).sum::<f32>().max(1.0);
        cell.0 += 1.0;
        cell.1.iter_mut().zip(shares).for_each(|(sum, &s)| *sum += f32::from(s) / all);
    }
    let mut by_stem: BTreeMap<String, (f32, [f32; TAGS])> = BTreeMap::new();
    let mut sorted: Vec<_> = by_word.into_iter().filter(|w| w.0.chars().all(letters::is_arabic_letter)).collect();
    sorted.sort_unstable_by_key(|w| w.0);
    for (word, (count, sums)) in sorted {
        let cell = by_stem.entry(strip(&fold_word(word), lexicon).0).or_default();
        cell.0 += count;
        cell.1.iter_mut().zip(sums).for_each(|(sum, s)| *sum += s);
    }
    // rare words are drawn to what rare words are as a rule
    let (mut rare, mut mean) = (0.0, [0.0_f32; TAGS]);
    for (count, sums) in by_stem.values().filter(|s| s.0 < SEEN) {
        rare += count;
        mean.iter_mut().zip(sums).for_each(|(m, s)| *m += s);
    }
    by_stem.retain(|_, cell| cell.0 >= SEEN);
    let point = |&(count, sums): &(f32, [f32; TAGS])| -> Vec<f32> {
        let share = |(s, m): (f32, f32)| ((s + m / f32::max(rare, 1.0)) / (count + 1.0)).sqrt();
        sums.into_iter().zip(mean).map(share).collect()
    };
    let points: Vec<Vec<f32>> = by_stem.values().map(point).collect();
    let numbers = clusters::means(&points, classes, 25);
    eprintln!("silver: {} words with a class", points.len());
    by_stem.into_keys().zip(numbers).map(|(word, n)| (word, u8::try_from(n + 1).unwrap_or(u8::MAX))).collect()
}

/// Numbers of classes, from 1, of stems by where the teacher puts them: from a table of words, counts and summed coordinates.
pub(crate) fn places(path: &Path, lexicon: &Lexicon, classes: usize) -> io::Result<BTreeMap<String, u16>> {
    let mut by_stem: BTreeMap<String, (f32, Vec<f32>)> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let mut cells = line.split('\t');
        let (Some(word), Some(count)) = (cells.next(), cells.next().and_then(|c| c.parse::<f32>().ok())) else {
            continue;
        };
        if !word.chars().all(letters::is_arabic_letter) {
            continue;
        }
        let at: Vec<f32> = cells.filter_map(|c| c.parse().ok()).collect();
        let cell = by_stem.entry(strip(&fold_word(word), lexicon).0).or_insert_with(|| (0.0, vec![0.0; at.len()]));
        cell.0 += count;
        cell.1.iter_mut().zip(at).for_each(|(sum, x)| *sum += x * count);
    }
    by_stem.retain(|_, cell| cell.0 >= SEEN);
    let points: Vec<Vec<f32>> =
        by_stem.values().map(|(count, sums)| sums.iter().map(|s| s / count).collect()).collect();
    let numbers = clusters::means(&points, classes, 15);
    Ok(by_stem.into_keys().zip(numbers).map(|(word, n)| (word, u16::try_from(n + 1).unwrap_or(u16::MAX))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_tags_are_read() {
        assert_eq!(shares("O").map(|s| s[0]), Some(100));
        assert_eq!(shares("B-PER:62,O:38").map(|s| (s[0], s[1])), Some((38, 62)));
        assert_eq!(shares("I-FAC").map(|s| s[10]), Some(100));
        assert_eq!(shares("B-XYZ"), None);
    }

    #[test]
    fn soft_tags_land_on_the_tokens() {
        let row = |w: &str, cell: &str| (w.to_owned(), shares(cell).unwrap());
        let all = articles(&[vec![row("زار", "O"), row("حسن", "B-PER:70,O:30"), row("دمشق", "B-GPE"), row(".", "O")]]);
        let got: Vec<u8> = all[0].soft.iter().map(|s| s[0]).collect();
        assert_eq!(got, [100, 30, 0, 100]);
        assert_eq!(all[0].soft[2][5], 100);
    }
}

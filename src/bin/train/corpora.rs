//! Reading what the tagger learns from: CoNLL files joined back to running text, silver data, plain text.

use crate::silver::Shares;
use hashiya::document::Document;
use hashiya::extract::entity::tagger::{LABELS, TAGS};
use hashiya::normalize::{self, Profile};
use hashiya::segment::{self, Segmentation};
use hashiya::structure::{Section, SectionKind};
use hashiya::text::SourceSpan;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

/// A sentence of a CoNLL file: words and tags.
pub(crate) type Sentence = Vec<(String, String)>;

/// Every tag may stand here: the corpora do not say.
pub(crate) const ANY: u16 = u16::MAX;

/// One training text: its tokens, its sentences, and the tags that may stand at each token (as bits).
pub(crate) struct Article {
    /// Its tokens.
    pub(crate) seg: Segmentation,
    /// For each token, the tags that the corpus allows there.
    pub(crate) tags: Vec<u16>,
    /// For each token, the teacher's shares of the tags; empty where people said what stands there.
    pub(crate) soft: Vec<Shares>,
}

const PROCLITICS: [&str; 7] = ["و", "ف", "ب", "ل", "ك", "س", "ال"];
const ENCLITICS: [&str; 9] = ["ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم"];
/// Institutions that the corpora leave unmarked and that users of news want: neither learnt as names nor as none.
const UNMARKED: [&str; 11] =
    ["الجيش", "جيش", "القوات", "قوات", "الحكومه", "حكومه", "مخيم", "النظام", "الشرطه", "البرلمان", "وزاره"];

/// The sentences of a CoNLL file (token, space, tag; blank line between sentences).
pub(crate) fn conll(path: &Path) -> io::Result<Vec<Sentence>> {
    let mut out = Vec::new();
    let mut sentence = Sentence::new();
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line = line?;
        if let Some((token, tag)) = line.rsplit_once(' ') {
            sentence.push((token.to_owned(), tag.to_owned()));
        } else if !sentence.is_empty() {
            out.push(std::mem::take(&mut sentence));
        }
    }
    out.extend(Some(sentence).filter(|s| !s.is_empty()));
    Ok(out)
}

/// A sentence as running text, clitics joined again, with the place of each token in bytes.
fn write_out(sentence: &Sentence, rejoin: bool) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut places, mut glue) = (String::new(), Vec::new(), true);
    for (i, (token, _)) in sentence.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| sentence.get(b)).map(|b| b.0.as_str());
        let host = before.is_some_and(|b| !PROCLITICS.contains(&b) && b.chars().all(char::is_alphabetic));
        let after_host = rejoin && ENCLITICS.contains(&token.as_str()) && host;
        let sign = token.starts_with(['،', '.', '؛', ':', '!', '؟', ')', '»', ']']);
        if !glue && !after_host && !sign {
            text.push(' ');
        }
        if after_host && text.ends_with('ة') {
            text.pop();
            text.push('ت');
        }
        places.push((text.len(), text.len() + token.len()));
        text.push_str(token);
        glue =
            rejoin && PROCLITICS.contains(&token.as_str()) && token != "ك" || ["(", "«", "["].contains(&token.as_str());
    }
    (text, places)
}

/// The spans of a sentence's tags: first token, last token, index into [`LABELS`].
fn spans(sentence: &Sentence) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    let mut open: Option<&str> = None;
    for (n, (_, tag)) in sentence.iter().enumerate() {
        let tag = tag.trim_end_matches('?');
        let (kind, name) = tag.split_once('-').unwrap_or((tag, ""));
        let name = if name == "PERS" { "PER" } else { name };
        let Some(label) = LABELS.iter().position(|l| l.code() == name) else {
            open = None;
            continue;
        };
        match out.last_mut() {
            Some(last) if kind == "I" && open == Some(name) => last.1 = n,
            _ => out.push((n, n, label)),
        }
        open = LABELS.get(label).map(|l| l.code());
    }
    out
}

/// Tokens of a text whose lines are its sentences.
pub(crate) fn tokenise(text: &str) -> Option<(Document, Segmentation)> {
    let document = Document::new(text).ok()?;
    let normalized = normalize::normalize(document.text(), Profile::Search);
    let mut sections = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if end > at {
            sections.push(Section { kind: SectionKind::Paragraph, span: SourceSpan::from_usize(at, end) });
        }
        at += line.len();
    }
    let seg = segment::segment(&document, &normalized, &sections);
    Some((document, seg))
}

/// Training texts of ten sentences each. `split`: whether the corpus splits clitics off.
pub(crate) fn articles(sentences: &[Sentence], mask: bool) -> Vec<Article> {
    let words = sentences.iter().flatten();
    let (ands, all) = words.fold((0, 0), |(a, n), (w, _)| (a + usize::from(w == "و"), n + 1));
    let rejoin = ands * 100 > all;
    let mut out = Vec::new();
    for group in sentences.chunks(10) {
        let (mut text, mut gold) = (String::new(), Vec::new());
        let mut doubtful = Vec::new();
        for sentence in group {
            let (line, places) = write_out(sentence, rejoin);
            for ((_, tag), &(a, b)) in sentence.iter().zip(&places) {
                if tag.ends_with('?') {
                    doubtful.push((text.len() + a, text.len() + b));
                }
            }
            for (a, b, label) in spans(sentence) {
                if let (Some(a), Some(b)) = (places.get(a), places.get(b)) {
                    gold.push((text.len() + a.0, text.len() + b.1, label));
                }
            }
            text.push_str(&line);
            text.push('\n');
        }
        let Some((_, seg)) = tokenise(&text) else { continue };
        let mut tags = vec![1_u16; seg.tokens.len()];
        for (from, to, label) in gold {
            let range = seg.within(SourceSpan::from_usize(from, to));
            for (n, tag) in tags.iter_mut().skip(range.start).take(range.len()).enumerate() {
                *tag = 1 << (1 + 2 * label + usize::from(n > 0));
            }
        }
        for (from, to) in doubtful {
            let range = seg.within(SourceSpan::from_usize(from, to));
            tags.iter_mut().skip(range.start).take(range.len()).for_each(|t| *t = ANY);
        }
        if mask {
            leave_open(&seg, &mut tags);
        }
        out.push(Article { seg, tags, soft: Vec::new() });
    }
    out
}

fn leave_open(seg: &Segmentation, tags: &mut [u16]) {
    for n in 0..tags.len() {
        let head =
            UNMARKED.contains(&seg.word(n)) || seg.fold(n).strip_prefix('و').is_some_and(|w| UNMARKED.contains(&w));
        if head && tags.get(n) == Some(&1) {
            for tag in tags.iter_mut().skip(n).take(3).take_while(|t| **t == 1) {
                *tag = ANY;
            }
        }
    }
}

/// Where the teacher, too, has not learnt to see institutions: those tokens are left out of its shares. Gives the tags by the largest share.
pub(crate) fn leave_open_soft(seg: &Segmentation, soft: &mut [Shares]) -> Vec<u16> {
    let top = |s: &Shares| (0..s.len()).rev().max_by_key(|&k| s.get(k)).unwrap_or(0);
    let mut tags: Vec<u16> = soft.iter().map(|s| 1 << top(s)).collect();
    leave_open(seg, &mut tags);
    for (tag, shares) in tags.iter_mut().zip(soft) {
        if *tag == ANY {
            *shares = [1; TAGS];
        }
    }
    tags
}

/// Calls `line` with each line of plain text: `.xz` (by the program `xz`), `.jsonl` with a field `text`, CoNLL or text.
pub(crate) fn lines(path: &Path, line: &mut impl FnMut(&str)) -> io::Result<()> {
    let name = path.to_string_lossy();
    let source: Box<dyn Read> = if name.ends_with(".xz") {
        let child = Command::new("xz").arg("-dc").arg(path).stdout(Stdio::piped()).spawn()?;
        Box::new(child.stdout.ok_or_else(|| io::Error::other("xz gives nothing"))?)
    } else {
        Box::new(std::fs::File::open(path)?)
    };
    let mut joined = String::new();
    for text in BufReader::new(source).lines() {
        let text = text?;
        if name.ends_with(".jsonl") {
            let value: serde_json::Value = serde_json::from_str(&text)?;
            let part = |key| value.get(key).and_then(serde_json::Value::as_str).unwrap_or("").to_owned();
            part("title").lines().chain(part("text").lines()).for_each(&mut *line);
        } else if name.ends_with(".conll") {
            match text.rsplit_once(' ') {
                Some((token, _)) => {
                    if !joined.is_empty() && !PROCLITICS.contains(&joined.rsplit(' ').next().unwrap_or("")) {
                        joined.push(' ');
                    }
                    joined.push_str(token);
                }
                None => line(&std::mem::take(&mut joined)),
            }
        } else {
            line(&text);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_split_corpus_land_on_the_joined_words() {
        let rows = [
            ("زار", "O"),
            ("و", "O"),
            ("زير", "O"),
            ("و", "O"),
            ("دمشق", "B-GPE"),
            ("علي", "B-PER"),
            ("حسن", "I-PER"),
            ("و", "O"),
            ("نا", "O"),
            (".", "O"),
        ];
        let sentence: Sentence = rows.iter().map(|(w, t)| ((*w).to_owned(), (*t).to_owned())).collect();
        let all = articles(&[sentence], true);
        let folds: Vec<&str> = (0..all[0].seg.tokens.len()).map(|n| all[0].seg.fold(n)).collect();
        assert_eq!(folds, ["زار", "وزير", "ودمشق", "علي", "حسن", "ونا", "."]);
        assert_eq!(all[0].tags, [1, 1, 1 << 5, 1 << 1, 1 << 2, 1, 1]);
    }
}

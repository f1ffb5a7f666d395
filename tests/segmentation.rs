//! Tokens, sentences and clitics against the gold that lies beside the checkout; skipped where it does not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test")]

mod common;

use hashiya::document::Document;
use hashiya::normalize::{Profile, normalize};
use hashiya::segment::{Segmentation, Token, TokenKind, segment};
use hashiya::structure::{Section, SectionKind, sections};
use hashiya::text::SourceSpan;

/// A text as one paragraph.
fn paragraph(text: &str) -> Segmentation {
    let document = Document::new(text).unwrap();
    let span = SourceSpan::from_usize(0, text.len());
    segment(&document, &normalize(text, Profile::Search), &[Section { kind: SectionKind::Paragraph, span }])
}

/// A token's parts as written, without marks and tatweel; an article that is merged into the stem is left out.
fn parts(text: &str, token: &Token) -> Vec<String> {
    let letters = |span: SourceSpan| hashiya::normalize::letters_of(span.of(text));
    let mut out: Vec<String> =
        token.proclitics.iter().filter(|p| p.end() <= token.stem.start()).map(|&p| letters(p)).collect();
    if !token.stem.is_empty() {
        out.push(letters(token.stem));
    }
    out.extend(token.enclitic.map(letters));
    out
}

/// One word's parts joined by `+`.
fn split(word: &str) -> String {
    let seg = paragraph(word);
    seg.tokens.iter().flat_map(|t| parts(word, t)).collect::<Vec<_>>().join("+")
}

/// The gold's parts, inflectional endings (feminine, dual, plural, tanween, subject pronouns) merged into the stem; the word as it
/// is written; `None` where the line is no Arabic word.
fn gold(line: &str) -> Option<(String, Vec<String>)> {
    let (words, tags) = line.trim_end().split_once('\t')?;
    if ["PUNC", "NUM", "FOREIGN", "refPOS(Farasa)"].contains(&tags) {
        return None;
    }
    let (words, tags): (Vec<&str>, Vec<&str>) = (words.split('+').collect(), tags.split('+').collect());
    let arabic = |w: &&str| w.chars().all(|c| matches!(c, 'ء'..='غ' | 'ف'..='ي'));
    if words.len() != tags.len() || !words.iter().all(arabic) {
        return None;
    }
    let (mut out, mut verb, mut written): (Vec<String>, bool, String) = (Vec::new(), false, String::new());
    for (at, (word, tag)) in words.iter().zip(&tags).enumerate() {
        let subject = ["ت", "وا", "ون", "ان", "ا", "تا", "ن", "و", "ين", "تم"];
        let ending = ["NSUFF", "CASE"].contains(tag) || (*tag == "PRON" && verb && subject.contains(word));
        let article = *word == "ال" && out.last().is_some_and(|w| w == "ل") && at + 1 < words.len();
        // ل + ال is written لل, and the stem's own lam is not written a third time.
        let merged = article && words.get(at + 1).is_some_and(|w| w.starts_with('ل'));
        let letters = if merged {
            ""
        } else if article {
            "ل"
        } else {
            word
        };
        written.push_str(letters);
        match out.last_mut() {
            Some(last) if ending => last.push_str(letters),
            _ if !letters.is_empty() => out.push(letters.to_owned()),
            _ => {}
        }
        if !ending && !["CONJ", "PREP", "DET", "FUT_PART", "PART"].contains(tag) {
            verb = *tag == "V";
        }
    }
    Some((written, out))
}

/// Measures the share of words with the clitics of the gold. Run with `--nocapture` to see the figure and the differences.
#[test]
fn clitics_of_wikinews() {
    let Some(shared) = common::shared("clitics_of_wikinews") else { return };
    let Ok(file) = std::fs::read_to_string(shared.join("corpora/morphology/WikiNews.pos.ref")) else {
        println!("skipped: clitics_of_wikinews: no WikiNews.pos.ref");
        return;
    };
    let (mut words, mut right, mut wrong) = (0u32, 0u32, std::collections::BTreeMap::<String, u32>::new());
    for (word, want) in file.lines().filter_map(gold) {
        let found = split(&word);
        words += 1;
        if found == want.join("+") {
            right += 1;
        } else {
            *wrong.entry(format!("{} | {found}", want.join("+"))).or_default() += 1;
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|w| std::cmp::Reverse(w.1));
    for (difference, count) in wrong.iter().take(60) {
        println!("{count:4}  {difference}");
    }
    let share = f64::from(right) / f64::from(words);
    println!("clitics of WikiNews: {right} of {words} words right: {share:.4}");
    assert!(words > 15_000);
    assert!(share >= 0.985, "{share}");
}

/// The 49 words of the catalogue's section on clitics, at their places in the articles.
#[test]
fn clitic_traps_of_the_catalogue() {
    let Some(shared) = common::shared("clitic_traps_of_the_catalogue") else { return };
    let file = std::fs::read_to_string(shared.join("seed-catalogue.md")).unwrap();
    let table = file.split("## 5. ").nth(1).and_then(|t| t.split("\n## ").next()).unwrap();
    let seeds = common::seeds("clitic_traps_of_the_catalogue");
    let (mut checked, mut wrong) = (0, Vec::new());
    for line in table.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (seed, place) = (cells[2], cells[4]);
        let (name, text, _) = seeds.iter().find(|s| s.0.starts_with(seed)).unwrap();
        let document = Document::new(text.clone()).unwrap();
        let seg = segment(&document, &normalize(text, Profile::Search), &sections(&document));
        let (start, end) = place.split_once('–').unwrap();
        let span = document.bytes(hashiya::text::CharSpan::new(start.parse().unwrap(), end.parse().unwrap()));
        // Tanween and subject endings belong to the stem; the tatweel and signs between parts are not parts; teh marbuta and hamza
        // are written as they stand before a pronoun.
        let mut want: Vec<String> = Vec::new();
        for part in cells[5].split('+').filter(|p| !matches!(*p, "ـ" | "«")) {
            let part = hashiya::normalize::letters_of(part);
            let ending = ["ا", "ات", "ت"].contains(&part.as_str()) && !want.is_empty();
            match want.last_mut() {
                Some(last) if ending => last.push_str(&part),
                _ => want.push(part),
            }
        }
        let mut found: Vec<String> = Vec::new();
        for token in seg.within(span) {
            let token = &seg.tokens[token];
            // A token may reach past the trap (وكبار); what stands before it is left out.
            let inside = |p: SourceSpan| span.start() <= p.start();
            found.extend(parts(text, token).into_iter().skip(token.proclitics.iter().filter(|p| !inside(**p)).count()));
            if token.kind == TokenKind::Quote {
                found.pop();
            }
        }
        let same = |a: &str, b: &str| hashiya::normalize::fold_word(a) == hashiya::normalize::fold_word(b);
        // For ل + ال the article is its lam; before a lam it is not written at all.
        let shown: Vec<String> = want.clone();
        if want.len() > 2 && want[0] == "ل" && want[1] == "ال" {
            if want[2].starts_with('ل') {
                want.remove(1);
            } else {
                want[1] = "ل".to_owned();
            }
        }
        // What a pronoun does to the stem's end: سيطرة is written سيطرت, حلفاء حلفاؤ, أثار (misspelt in the source) آثار.
        let fits = |want: &str, found: &str| {
            same(want, found)
                || want.strip_suffix('ة').zip(found.strip_suffix('ت')).is_some_and(|(a, b)| a == b)
                || want.strip_suffix('ء').zip(found.strip_suffix('ؤ')).is_some_and(|(a, b)| a == b)
        };
        checked += 1;
        if want.len() != found.len() || !want.iter().zip(&found).all(|(a, b)| fits(a, b)) {
            wrong.push(format!("{name} {}: {found:?} instead of {shown:?}", cells[1]));
        }
    }
    println!("clitic traps: {} of {checked}", checked - wrong.len());
    assert_eq!(checked, 49);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The sentences of the articles, as the catalogue counts them; a line is a section here.
#[test]
fn sentences_of_the_seeds() {
    let want = [18, 12, 29, 15, 34];
    for ((name, text, _), want) in common::seeds("sentences_of_the_seeds").into_iter().zip(want) {
        let document = Document::new(text.clone()).unwrap();
        let mut at = 0;
        let lines: Vec<Section> = text
            .split_inclusive('\n')
            .filter_map(|line| {
                let start = at + line.len() - line.trim_start().len();
                let end = at + line.trim_end().len();
                at += line.len();
                let span = SourceSpan::from_usize(start, end);
                (start < end).then_some(Section { kind: SectionKind::Paragraph, span })
            })
            .collect();
        let seg = segment(&document, &normalize(&text, Profile::Search), &lines);
        let found = seg.sentences.len();
        for sentence in &seg.sentences {
            println!("{name}\t{}", sentence.span.of(&text));
        }
        assert_eq!(found, want, "{name}");
    }
}

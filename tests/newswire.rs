//! Times and quantities in sentences as newswire writes them, marked by hand (`fixtures/newswire.txt`).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test")]

mod common;

use serde_json::Value;

/// One mark: `D value|words` as the fixture writes it.
fn marks(line: &str) -> (String, Vec<String>) {
    let (mut text, mut out) = (String::new(), Vec::new());
    for (n, part) in line.split('⟦').enumerate() {
        let Some((mark, rest)) = part.split_once('⟧').filter(|_| n > 0) else {
            text.push_str(part);
            continue;
        };
        let (says, words) = mark.split_once('|').unwrap();
        out.push(format!("{says}|{words}"));
        text.push_str(words);
        text.push_str(rest);
    }
    (text, out)
}

fn number(value: Option<&Value>) -> Option<String> {
    let n = value?.as_f64()?;
    Some(if n.fract() == 0.0 { format!("{n}") } else { format!("{:.4}", n).trim_end_matches('0').to_owned() })
}

/// What is found, in the same writing.
fn found(text: &str) -> Vec<String> {
    let document = common::annotate(text, Some("2023-03-16"));
    let mut all: Vec<_> =
        document.annotations.iter().filter(|a| matches!(a.layer.as_str(), "time" | "quantity")).collect();
    all.sort_by_key(|a| a.span.start().get());
    let line = |a: &hashiya::annotate::Annotation| {
        let get = |key: &str| a.attributes.get(key).and_then(Value::as_str).unwrap_or("");
        if a.layer == "time" {
            let letter = match a.label.as_str() {
                "DATE" => "D",
                "TIME" => "T",
                "DURATION" => "U",
                _ => "S",
            };
            return format!("{letter} {}|{}", get("value"), a.text);
        }
        let [value, min, max] = ["value", "min", "max"].map(|key| number(a.attributes.get(key)));
        let range = || format!("{}..{}", min.unwrap_or_default(), max.unwrap_or_default());
        let mut out = format!("Q {}", value.unwrap_or_else(range));
        for more in [get("modifier"), get("category")] {
            if !matches!(more, "" | "exact") {
                out.push_str(&format!(" {more}"));
            }
        }
        format!("{out}|{}", a.text)
    };
    all.into_iter().map(|a| line(a)).collect()
}

#[test]
fn times_and_quantities_of_newswire() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in include_str!("fixtures/newswire.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (text, want) = marks(line);
        lines += 1;
        let got = found(&text);
        let missed: Vec<_> = want.iter().filter(|w| !got.contains(w)).collect();
        let extra: Vec<_> = got.iter().filter(|g| !want.contains(g)).collect();
        if !missed.is_empty() || !extra.is_empty() {
            wrong.push(format!("{text}\n   wanted {missed:?}\n   found  {extra:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines}\n{}", wrong.len(), wrong.join("\n"));
}

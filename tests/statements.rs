//! Reported speech in sentences as newswire writes them, decided by hand (`fixtures/statements.txt`).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, unreachable_pub, reason = "a test")]

mod common;

/// Every quotation of `text`: type, content, speaker, cue, stance and addressee where there is one.
fn found(text: &str) -> Vec<String> {
    let out = common::annotate(text, Some("2023-03-16"));
    let pointed = |value: Option<&serde_json::Value>| {
        let said = value.and_then(|v| v.as_str()).unwrap_or("-").to_owned();
        out.annotations.iter().find(|a| a.id == said).map_or(said, |a| a.text.clone())
    };
    let line = |a: &std::rc::Rc<hashiya::annotate::Annotation>| {
        let get = |key: &str| pointed(a.attributes.get(key));
        let addressee = a.attributes.contains_key("addressee").then(|| format!(" ¦ {}", get("addressee")));
        let (kind, speaker, cue, stance) = (get("type"), get("speaker"), get("cue"), get("stance"));
        let content = a.text.replace('\n', "\\n");
        format!("{kind} ¦ {content} ¦ {speaker} ¦ {cue} ¦ {stance}{}", addressee.unwrap_or_default())
    };
    out.annotations.iter().filter(|a| a.layer == "quotation").map(line).collect()
}

#[test]
fn statements_of_newswire() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    let mut kind = "";
    let (mut text, mut want) = (String::new(), Vec::<String>::new());
    let mut run = |kind: &str, text: &mut String, want: &mut Vec<String>| {
        if !text.is_empty() {
            count += 1;
            let got = found(text.trim());
            if got != *want {
                wrong.push(format!("{kind}: {}\n   wanted {want:#?}\n   found  {got:#?}", text.trim()));
            }
        }
        text.clear();
        want.clear();
    };
    let lines: Vec<&str> = include_str!("fixtures/statements.txt").lines().collect();
    for (n, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_prefix("## ") {
            run(kind, &mut text, &mut want);
            kind = name;
        } else if let Some(statement) = line.strip_prefix("= ") {
            want.push(statement.to_owned());
        } else if line.is_empty() {
            run(kind, &mut text, &mut want);
        } else if n > 2 {
            text.push_str(&line.replace("\\n", "\n"));
        }
    }
    run(kind, &mut text, &mut want);
    assert!(count > 300, "only {count} statements were read");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

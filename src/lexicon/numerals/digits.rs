//! Numbers in digits, with every separator in use.

use super::Words;

/// A number in digits.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Digits {
    pub value: f64,
    /// As it reads where a single separator before three digits is a decimal one: 1.500 is 1500 or 1.5.
    pub decimal: f64,
    pub tokens: usize,
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 1.0 / 2.0,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 1.0 / 4.0,
        '¾' => 3.0 / 4.0,
        '⅕' => 1.0 / 5.0,
        '⅛' => 1.0 / 8.0,
        _ => return None,
    })
}

/// One written token's characters: ASCII digits, `T` for a sign that can only part thousands, `D` for one that can only be decimal.
fn signs(form: &str, out: &mut String) {
    for c in form.chars() {
        out.push(match c {
            '٠'..='٩' => char::from_u32(u32::from(c) - 0x660 + 0x30).unwrap_or(c),
            '۰'..='۹' => char::from_u32(u32::from(c) - 0x6F0 + 0x30).unwrap_or(c),
            '٬' | '\'' | '’' => 'T',
            '٫' => 'D',
            c => c,
        });
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | '،' | 'T' | 'D')
}

fn join_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn join(text: &str) -> f64 {
    join_digits(text).parse().unwrap_or(f64::NAN)
}

/// The value of digits with separators, and the value where one ambiguous separator is read as decimal; none for 22.05.2018.
fn parse(text: &str) -> Option<(f64, f64)> {
    let last = text.rfind(is_separator);
    let Some(last) = last else { return text.parse().ok().map(|v| (v, v)) };
    let (before, rest) = (text.get(..last)?, text.get(last..)?);
    let sign = rest.chars().next()?;
    let after = rest.get(sign.len_utf8()..)?;
    let grouped = |t: &str| {
        let mut parts = t.split(is_separator);
        parts.next().is_some_and(|p| (1..=3).contains(&p.len())) && parts.all(|p| p.len() == 3)
    };
    let decimal = || format!("{}.{after}", join(before)).parse::<f64>().ok();
    let earlier = before.chars().filter(|&c| is_separator(c));
    if earlier.clone().next().is_some() {
        // Several signs: the same one throughout parts thousands, a last one of its own is the decimal sign.
        if earlier.clone().all(|c| c == sign) {
            return grouped(text).then(|| (join(text), join(text)));
        }
        let first = before.chars().find(|&c| is_separator(c))?;
        return (grouped(before) && earlier.clone().all(|c| c == first)).then(decimal).flatten().map(|v| (v, v));
    }
    match sign {
        'T' => grouped(text).then(|| (join(text), join(text))),
        'D' => decimal().map(|v| (v, v)),
        _ if after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0') => {
            Some((join(text), decimal()?))
        }
        _ => decimal().map(|v| (v, v)),
    }
}

/// Reads digits at `at`: one token, or digits and separators without space between, or groups of three apart (1 500 000).
pub(super) fn read<W: Words + ?Sized>(words: &W, at: usize) -> Option<Digits> {
    let first = words.fold(at);
    let head = first.chars().next()?;
    if let Some(value) = vulgar(head) {
        return (first.chars().count() == 1).then_some(Digits { value, decimal: value, tokens: 1 });
    }
    if !head.is_ascii_digit() {
        return None;
    }
    let mut text = String::with_capacity(16);
    let written = |n: usize, text: &mut String| {
        let form = words.form(n);
        signs(if form.is_empty() { words.fold(n) } else { form }, text);
    };
    written(at, &mut text);
    let mut tokens = 1;
    while words.glued(at + tokens) && words.glued(at + tokens + 1) && is_number(words.fold(at + tokens + 1)) {
        let mut sign = String::new();
        written(at + tokens, &mut sign);
        if !matches!(sign.as_str(), "," | "." | "،" | "T" | "D") {
            break;
        }
        text.push_str(&sign);
        written(at + tokens + 1, &mut text);
        tokens += 2;
    }
    let part = words.glued(at + tokens).then(|| single(words.fold(at + tokens))).flatten();
    if let Some(value) = part.and_then(vulgar) {
        let whole: f64 = text.parse().ok()?;
        return Some(Digits { value: whole + value, decimal: whole + value, tokens: tokens + 1 });
    }
    // 6ر34, as news agencies write: the whole part stands last, ر for the decimal sign.
    let last = words.fold(at + tokens + 1);
    if tokens == 1 && words.fold(at + 1) == "ر" && words.glued(at + 1) && words.glued(at + 2) && is_number(last) {
        let value: f64 = format!("{last}.{}", join_digits(&text)).parse().ok()?;
        return Some(Digits { value, decimal: value, tokens: 3 });
    }
    if tokens == 1 && (1..=3).contains(&text.len()) && is_number(&text) && !text.starts_with('0') {
        while apart(words, at + tokens) {
            written(at + tokens, &mut text);
            tokens += 1;
        }
    }
    if let Some((whole, value)) = text.char_indices().last().and_then(|(n, c)| Some((text.get(..n)?, vulgar(c)?))) {
        let value = whole.parse::<f64>().ok()? + value;
        return Some(Digits { value, decimal: value, tokens });
    }
    if !text.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return None;
    }
    let (value, decimal) = parse(&text)?;
    value.is_finite().then_some(Digits { value, decimal, tokens })
}

fn single(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Whether a group of three digits stands here on its own, continuing the group before it.
fn apart<W: Words + ?Sized>(words: &W, at: usize) -> bool {
    let fold = words.fold(at);
    fold.len() == 3 && is_number(fold) && !words.glued(at) && !words.breaks(at) && {
        let next = words.fold(at + 1);
        !words.glued(at + 1) || !next.starts_with(['/', '-', ':'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        for (text, want) in [
            ("1500", Some((1500.0, 1500.0))),
            ("1,500", Some((1500.0, 1.5))),
            ("1.500", Some((1500.0, 1.5))),
            ("1D500", Some((1.5, 1.5))),
            ("1T500", Some((1500.0, 1500.0))),
            ("3T000T000D5", Some((3_000_000.5, 3_000_000.5))),
            ("1,5", Some((1.5, 1.5))),
            ("0,08", Some((0.08, 0.08))),
            ("0.125", Some((0.125, 0.125))),
            ("12،220,13", Some((12220.13, 12220.13))),
            ("1,000,000", Some((1e6, 1e6))),
            ("1.000.000,25", Some((1_000_000.25, 1_000_000.25))),
            ("22.05.2018", None),
            ("1.2.3", None),
            ("1,00,000", None),
        ] {
            assert_eq!(parse(text), want, "{text}");
        }
    }
}

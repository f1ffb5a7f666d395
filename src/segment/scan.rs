//! Where each token of a section begins and ends, and what it is.

use super::TokenKind;
use crate::text::letters;

/// Quote marks of every style. A lone grave accent or acute is one as well.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '＂'
            | '`'
            | '´'
            | '″'
            | '❝'
            | '❞'
            | '〝'
            | '〞'
    )
}

/// A digit that numbers are written with.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹' | '０'..='９')
}

fn is_word(c: char) -> bool {
    letters::is_arabic_letter(c) || letters::is_mark(c) || c == letters::TATWEEL
}

fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && !is_word(c)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '،' | '؛' | '؟' | '؞' | '٪' | '٫' | '٬' | '٭' | '۔' | '…' | '•' | '·' | '¡' | '¿' | '§' | '¶' | '‐'..='‗' | '†'..='‧' | '‰'..='‱' | '′' | '⁃' | '−' | '﴾' | '﴿' | '、' | '。' | '！'..='／' | '：'..='＠'
        )
}

/// What a single sign is.
pub(super) fn sign(c: char) -> TokenKind {
    match c {
        c if is_quote(c) => TokenKind::Quote,
        c if is_punctuation(c) => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    }
}

/// What joins the characters of one emoji, or colours it.
fn is_emoji_part(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{20E3}' | '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// A cursor over the rest of a section.
#[derive(Clone, Copy)]
struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }
    fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }
    fn after(self) -> Option<char> {
        self.rest().chars().nth(1)
    }
    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }
    /// Skips all characters that `wanted` takes; how many.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> usize {
        let mut count = 0;
        while let Some(c) = self.peek().filter(|&c| wanted(c)) {
            self.skip(c);
            count += 1;
        }
        count
    }
}

/// The token that begins at byte `at` of `text`, which is neither space nor invisible: its end and its kind.
pub(super) fn token(text: &str, at: usize) -> (usize, TokenKind) {
    let mut here = Rest { text, at };
    let Some(c) = here.peek() else { return (text.len(), TokenKind::Symbol) };
    if let Some(found) = latin(here, c) {
        return found;
    }
    here.skip(c);
    match c {
        c if is_digit(c) => (number(text, at), TokenKind::Number),
        letters::TATWEEL if !stretches(here) => {
            here.take(|n| n == letters::TATWEEL);
            (here.at, TokenKind::Punctuation)
        }
        c if is_word(c) => {
            let mut end = here.at;
            loop {
                if here.take(is_word) > 0 {
                    end = here.at;
                } else if here.take(letters::is_invisible) == 0 {
                    break;
                }
            }
            (end, TokenKind::Word)
        }
        c if c.is_numeric() => {
            here.take(char::is_numeric);
            (here.at, TokenKind::Number)
        }
        c if is_foreign(c) => (foreign(here), TokenKind::Foreign),
        '#' | '@' => tag(here, c),
        '<' | '>' if here.peek() == Some(c) && here.after() != Some(c) => (here.at + 1, TokenKind::Quote),
        c if is_quote(c) => (here.at, TokenKind::Quote),
        c if is_punctuation(c) => {
            here.take(|n| n == c);
            (here.at, TokenKind::Punctuation)
        }
        c => (emoji(here, c), TokenKind::Symbol),
    }
}

/// Whether strokes before `rest` belong to a word after them. Else they are a dash: `5ـ8`, `ليل السبت ـ الأحد`.
fn stretches(mut rest: Rest<'_>) -> bool {
    rest.take(|c| c == letters::TATWEEL || letters::is_invisible(c));
    rest.peek().is_some_and(is_word)
}

/// How far an e-mail address or a host name is looked for, in bytes (a host name has at most 253).
const WINDOW: usize = 320;
/// The most groups of digits that are read as one number.
const GROUPS: usize = 16;

/// An address, e-mail or a bare domain.
fn latin(here: Rest<'_>, c: char) -> Option<(usize, TokenKind)> {
    if !c.is_ascii_alphanumeric() {
        return None;
    }
    let rest = here.rest();
    let near = rest.get(..rest.floor_char_boundary(WINDOW)).unwrap_or("");
    let head = rest.as_bytes();
    let starts = |word: &str| head.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word.as_bytes()));
    if ["http://", "https://", "ftp://", "www."].iter().any(|p| starts(p)) {
        return Some((here.at + address(rest), TokenKind::Url));
    }
    let local = near.find(|c: char| !(c.is_ascii_alphanumeric() || "._%+-".contains(c))).unwrap_or(near.len());
    let after = near.get(local..).unwrap_or("");
    if let Some(domain) = after.strip_prefix('@').map(domain).filter(|&n| n > 0) {
        return Some((here.at + local + 1 + domain, TokenKind::Email));
    }
    let bare = after.trim_start_matches(' ');
    for at in ["(at)", "[at]", "(AT)", "[AT]"] {
        let Some(host) = bare.strip_prefix(at).filter(|_| c.is_ascii_alphabetic()) else { continue };
        let host = host.trim_start_matches(' ');
        let n = domain(host);
        if n > 0 {
            return Some((here.at + near.len() - host.len() + n, TokenKind::Email));
        }
    }
    let host = domain(near);
    if host > 0 && c.is_ascii_alphabetic() {
        let path = rest.get(host..).is_some_and(|r| r.starts_with('/'));
        let end = if path { address(rest) } else { host };
        return Some((here.at + end, TokenKind::Url));
    }
    None
}

/// Bytes of a web address at the start of `rest`: up to a space, a quote mark or an Arabic letter, closing signs left out.
fn address(rest: &str) -> usize {
    let stop = |c: char| {
        c.is_whitespace()
            || is_word(c)
            || letters::is_invisible(c)
            || matches!(c, '"' | '<' | '>' | '،' | '؛' | '؟' | '«' | '»' | '“' | '”' | '‘' | '’')
    };
    let raw = rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or("");
    let mut url = raw.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    while url.ends_with([')', ']']) && !url.contains(['(', '[']) {
        url = url.trim_end_matches([')', ']', '.', ',']);
    }
    url.len()
}

/// Bytes of a host name at the start of `rest`: labels of letters, digits and hyphens, the last one of a known kind; 0 if none.
fn domain(rest: &str) -> usize {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.')).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or("").trim_end_matches(['.', '-']);
    let Some((name, top)) = host.rsplit_once('.') else { return 0 };
    let well = name.split('.').all(|label| !label.is_empty()) && name.split('.').any(|label| label.len() > 1);
    let country = top.len() == 2 && top.bytes().all(|b| b.is_ascii_lowercase());
    let generic = [
        "com", "net", "org", "info", "news", "gov", "edu", "int", "mil", "press", "media", "online", "live", "site",
        "agency", "app", "blog", "biz", "name",
    ];
    let known = country || generic.iter().any(|g| top.eq_ignore_ascii_case(g));
    if well && known && !rest.get(end..).is_some_and(|r| r.starts_with(is_foreign)) { host.len() } else { 0 }
}

/// A word of other letters: digits, hyphens, apostrophes and points between letters belong to it (`F-16`, `O'Neil`, `U.S`).
fn foreign(mut here: Rest<'_>) -> usize {
    loop {
        here.take(|c| is_foreign(c) || c.is_ascii_digit() || matches!(c, '\u{0300}'..='\u{036F}' | '_'));
        let joins = here.peek().filter(|c| matches!(c, '-' | '\'' | '’' | '&' | '.'));
        let next = here.after();
        match joins {
            // A point joins only single capitals: U.S, but not end.Start.
            Some('.') => {
                let mut back = here.text.get(..here.at).unwrap_or("").chars().rev();
                let single =
                    back.next().is_some_and(char::is_uppercase) && !back.next().is_some_and(char::is_alphanumeric);
                if !(single && next.is_some_and(|c| c.is_uppercase() && is_foreign(c))) {
                    return here.at;
                }
                here.skip('.');
            }
            Some(c) if next.is_some_and(|n| is_foreign(n) || (c == '-' && n.is_ascii_digit())) => here.skip(c),
            _ => return here.at,
        }
    }
}

/// A hashtag or a handle; alone the sign is punctuation.
fn tag(mut here: Rest<'_>, sign: char) -> (usize, TokenKind) {
    let count = if sign == '#' {
        here.take(|c| c == '_' || is_word(c) || c.is_alphanumeric() || c == '\u{200C}')
    } else {
        here.take(|c| c == '_' || c.is_ascii_alphanumeric())
    };
    if count > 0 { (here.at, TokenKind::Tag) } else { (here.at, TokenKind::Punctuation) }
}

/// A symbol: an emoji with all that belongs to it, a flag, or one character.
fn emoji(mut here: Rest<'_>, first: char) -> usize {
    let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    if flag(first) {
        if let Some(second) = here.peek().filter(|&c| flag(c)) {
            here.skip(second);
        }
        return here.at;
    }
    while let Some(c) = here.peek().filter(|&c| is_emoji_part(c)) {
        here.skip(c);
        if c == '\u{200D}' {
            match here.peek().filter(|&n| !is_word(n) && !n.is_whitespace() && !is_punctuation(n)) {
                Some(next) => here.skip(next),
                None => break,
            }
        }
    }
    here.at
}

/// The end of the number at `at`: digits, and separators that stand as numbers have them. Dates (`21.04.2016`, `2018/03/21`) and
/// clocks (`03:18`) stay apart; a simple fraction (`1/2`) is one.
fn number(text: &str, at: usize) -> usize {
    let mut here = Rest { text, at };
    let first = here.take(is_digit);
    let simple = here.at;
    let (mut groups, mut marks) = (vec![first], Vec::new());
    let mut ends = vec![simple];
    while let Some(mark) = here.peek().filter(|c| matches!(c, ',' | '.' | '٬' | '٫' | '،' | '\'' | '’')) {
        if groups.len() == GROUPS {
            return simple;
        }
        here.skip(mark);
        let digits = here.take(is_digit);
        if digits == 0 {
            break;
        }
        groups.push(digits);
        marks.push(mark);
        ends.push(here.at);
    }
    // What comes after a mark that did not join stays apart too: 21.04.2016
    let mut back = text.get(..at).unwrap_or("").chars().rev();
    if back.next().is_some_and(|c| matches!(c, ',' | '.' | '،')) && back.next().is_some_and(is_digit) {
        return simple;
    }
    if marks.is_empty() {
        return fraction(text, at, simple, first);
    }
    if marks.iter().any(|m| matches!(m, '٬' | '٫')) {
        return ends.last().copied().unwrap_or(simple);
    }
    // Thousands: all groups after the first have three digits; the last mark may be a decimal point instead.
    let threes = |to: usize| groups.get(1..to).is_some_and(|g| g.iter().all(|&n| n == 3)) && first <= 3;
    let (last, count) = (marks.last().copied(), groups.len());
    let alike = |to: usize| marks.get(..to).is_some_and(|m| m.iter().all(|x| Some(x) == m.first()));
    let whole = if threes(count) && alike(marks.len()) {
        true
    } else if count > 2 {
        threes(count - 1)
            && alike(marks.len() - 1)
            && last != marks.first().copied()
            && matches!(last, Some('.' | ',' | '،'))
    } else {
        match last {
            Some('.') => true,
            Some(',') => groups.get(1).is_some_and(|&n| n <= 2),
            Some('،') => groups.get(1).is_some_and(|&n| n == 1),
            _ => false,
        }
    };
    if whole { ends.last().copied().unwrap_or(simple) } else { simple }
}

/// `1/2`, `3/4`: one digit over one digit, the smaller above, no third number after.
fn fraction(text: &str, at: usize, end: usize, digits: usize) -> usize {
    let mut here = Rest { text, at: end };
    if digits != 1 || here.peek() != Some('/') || text.get(..at).is_some_and(|t| t.ends_with(['/', '-', '.'])) {
        return end;
    }
    here.skip('/');
    let value = |c: Option<char>| c.and_then(crate::normalize::fold_char).and_then(|c| c.to_digit(10));
    let (above, below) = (value(text.get(at..).and_then(|t| t.chars().next())), value(here.peek()));
    let one = here.take(is_digit) == 1 && !here.peek().is_some_and(|c| matches!(c, '/' | '-') || is_digit(c));
    let halves = matches!((above, below), (Some(1), Some(2..=4)) | (Some(2), Some(3)) | (Some(3), Some(4)));
    if one && halves { here.at } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a line, joined by spaces.
    fn split(text: &str) -> String {
        let (mut at, mut out) = (0, Vec::new());
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if c.is_whitespace() || letters::is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            let (end, kind) = token(text, at);
            assert!(end > at);
            out.push(format!("{}:{kind:?}", text.get(at..end).unwrap()));
            at = end;
        }
        out.join(" ")
    }

    fn check(table: &[(&str, &str)]) {
        for (text, want) in table {
            assert_eq!(split(text), *want);
        }
    }

    #[test]
    fn numbers() {
        check(&[
            ("1,500", "1,500:Number"),
            ("3.5", "3.5:Number"),
            ("1,5", "1,5:Number"),
            ("1.500.000", "1.500.000:Number"),
            ("1,500.75", "1,500.75:Number"),
            ("٣٬٠٠٠٬٠٠٠٫٥", "٣٬٠٠٠٬٠٠٠٫٥:Number"),
            ("1/2", "1/2:Number"),
            ("2011،2012", "2011:Number ،:Punctuation 2012:Number"),
            ("10.", "10:Number .:Punctuation"),
            ("15%", "15:Number %:Punctuation"),
        ]);
    }

    #[test]
    fn dates_and_times_stay_apart() {
        check(&[
            ("٢٢/مايو/٢٠١٨", "٢٢:Number /:Punctuation مايو:Word /:Punctuation ٢٠١٨:Number"),
            ("21-04-2016", "21:Number -:Punctuation 04:Number -:Punctuation 2016:Number"),
            ("21.04.2016", "21:Number .:Punctuation 04:Number .:Punctuation 2016:Number"),
            ("2018/03/21", "2018:Number /:Punctuation 03:Number /:Punctuation 21:Number"),
            ("1/2/2018", "1:Number /:Punctuation 2:Number /:Punctuation 2018:Number"),
            ("03:18", "03:Number ::Punctuation 18:Number"),
        ]);
    }

    #[test]
    fn words_and_what_is_glued_to_them() {
        check(&[
            ("الـ19", "الـ:Word 19:Number"),
            ("و484", "و:Word 484:Number"),
            ("لـ«نور»", "لـ:Word «:Quote نور:Word »:Quote"),
            ("داعش..", "داعش:Word ..:Punctuation"),
            ("F-16 d'Ivoire", "F-16:Foreign d'Ivoire:Foreign"),
            ("<<نور>>", "<<:Quote نور:Word >>:Quote"),
        ]);
    }

    #[test]
    fn addresses_tags_and_emoji_are_one_token() {
        check(&[
            ("https://ex.org/a?b=1.", "https://ex.org/a?b=1:Url .:Punctuation"),
            ("mail-me@news.example.com،", "mail-me@news.example.com:Email ،:Punctuation"),
            ("editor (at) example.com", "editor (at) example.com:Email"),
            ("example.com", "example.com:Url"),
            ("end.Start", "end:Foreign .:Punctuation Start:Foreign"),
            ("#خبر_عاجل @reporter1", "#خبر_عاجل:Tag @reporter1:Tag"),
            ("👩\u{200D}🚒🇸🇾✨️", "👩\u{200D}🚒:Symbol 🇸🇾:Symbol ✨️:Symbol"),
        ]);
    }
}

//! The rules that look at what stands around a character.

use super::Profile;
use super::rewrite::Rewriter;
use super::rules::{self, Fold};
use crate::text::letters;
use unicode_normalization::UnicodeNormalization;

/// The longest stretch of combining characters that is composed at once (Unicode's stream-safe format has 30).
const CLUSTER: usize = 64;
/// How far a word is looked at from one of its letters, in characters.
const WORD: usize = 32;
/// The longest HTML entity, in bytes.
const ENTITY: usize = 12;
/// How far back the start of a web address is looked for, in bytes.
const ADDRESS: usize = 512;

/// Rewrites the character `c` at byte `at`; where the next one begins.
pub(super) fn rewrite(r: &mut Rewriter<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    match c {
        '\r' if r.rest(end).starts_with('\n') => r.write(at, end + 1, "\n"),
        '\r' => r.write(at, end, "\n"),
        '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' => {
            let emoji = r.before(at).chars().next_back().is_some_and(|c| c >= '\u{203C}' && !c.is_alphabetic());
            let keycap = r.rest(end).starts_with('\u{20E3}');
            if emoji || keycap { end } else { r.write(at, end, "") }
        }
        letters::TATWEEL => tatweel(r, at),
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => presentation(r, at, c),
        '<' | '>' => angles(r, at, c),
        '&' => entity(r, at),
        c if rules::look_alike(c).is_some() => look_alike(r, at, c),
        _ => composition(r, at),
    }
}

fn is_word(c: char) -> bool {
    letters::is_arabic_letter(c) || letters::is_mark(c)
}

/// Particles that a tatweel parts from what is not a word.
fn is_particle(word: &str) -> bool {
    let rest = word.strip_prefix(['و', 'ف']).filter(|rest| !rest.is_empty()).unwrap_or(word);
    word.chars().count() == 1 || matches!(rest, "ال" | "لل" | "بال" | "كال" | "ب" | "ل" | "ك" | "س")
}

fn tatweel(r: &mut Rewriter<'_>, at: usize) -> usize {
    let rest = r.rest(at);
    let end = at + rest.find(|c| c != letters::TATWEEL).unwrap_or(rest.len());
    let one = at + letters::TATWEEL.len_utf8();
    let before = r.before(at);
    if !before.chars().next_back().is_some_and(is_word) {
        // A line of strokes is no word; before a word they stretch it.
        return if r.rest(end).chars().next().is_some_and(is_word) { r.write(at, end, "") } else { end };
    }
    if r.rest(end).chars().next().is_some_and(is_word) {
        return r.attach(at, end);
    }
    let letters: Vec<char> =
        before.chars().rev().take(WORD).take_while(|&c| is_word(c)).filter(|&c| !letters::is_mark(c)).take(6).collect();
    let word: String = letters.into_iter().rev().collect();
    if !is_particle(&word) {
        r.attach(at, end)
    } else if end > one {
        r.write(one, end, "")
    } else {
        end
    }
}

fn presentation(r: &mut Rewriter<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    // ﷺ, ﷻ, ﷼ and the like are signs that stand for words.
    if r.profile == Profile::Display && matches!(c, '\u{FDFA}'..='\u{FDFF}') {
        return end;
    }
    let mut words = core::mem::take(&mut r.scratch);
    words.clear();
    let spacing = matches!(c, '\u{FC5E}'..='\u{FC63}' | '\u{FCF2}'..='\u{FCF4}' | '\u{FE70}'..='\u{FE7F}');
    let mut marks = String::new();
    unicode_normalization::char::decompose_compatible(c, |plain| {
        if spacing && matches!(plain, ' ' | letters::TATWEEL) {
            return;
        }
        // Hamza and madda join the letter before.
        if let Some(letter) = words.chars().next_back().and_then(|b| unicode_normalization::char::compose(b, plain)) {
            words.pop();
            words.push(letter);
        } else {
            words.push(plain);
        }
    });
    if r.profile == Profile::Search {
        for plain in words.chars() {
            match r.fold(plain) {
                None => marks.push(plain),
                Some(Fold::To(to)) => marks.push(to),
                Some(Fold::Write(to)) => marks.push_str(to),
                Some(_) => {}
            }
        }
        core::mem::swap(&mut words, &mut marks);
    }
    let next = if words.is_empty() {
        r.attach(at, end)
    } else if words.starts_with(c) {
        end
    } else {
        r.write(at, end, &words)
    };
    r.scratch = words;
    next
}

/// `<<` and `>>` are quote marks; one, or more than two, are not.
fn angles(r: &mut Rewriter<'_>, at: usize, c: char) -> usize {
    let rest = r.rest(at);
    let count = rest.len() - rest.trim_start_matches(c).len();
    if count == 2 { r.write(at, at + 2, "\"") } else { at + count }
}

fn entity(r: &mut Rewriter<'_>, at: usize) -> usize {
    let Some((c, end)) = entity_at(r.text, at) else { return at + 1 };
    let mut buffer = [0; 4];
    match r.fold(c) {
        Some(Fold::To(to)) => r.write(at, end, to.encode_utf8(&mut buffer)),
        Some(Fold::Write(words)) => r.write(at, end, words),
        Some(Fold::Drop | Fold::Mark) => r.attach(at, end),
        Some(Fold::Context) if letters::is_invisible(c) => r.attach(at, end),
        None | Some(Fold::Context) => r.write(at, end, c.encode_utf8(&mut buffer)),
    }
}

/// The character that the HTML entity at byte `at` of a text stands for, and where the entity ends; `None` where there is none, or
/// where it is part of a web address.
pub fn entity_at(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?.strip_prefix('&')?;
    let near = rest.get(..rest.floor_char_boundary(ENTITY))?;
    let (name, _) = near.split_once(';')?;
    let c = decode(name)?;
    (!in_address(text.get(..at)?)).then_some((c, at + name.len() + 2))
}

/// Whether the run of characters before a place begins as a web address.
fn in_address(before: &str) -> bool {
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(ADDRESS))..).unwrap_or("");
    let run = near.get(near.rfind(char::is_whitespace).unwrap_or(0)..).unwrap_or("");
    run.contains("://") || run.contains("www.")
}

/// The character that an HTML entity stands for.
fn decode(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|c| !c.is_control() || c.is_whitespace());
    }
    Some(match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => '\u{A0}',
        "laquo" => '«',
        "raquo" => '»',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ndash" => '–',
        "mdash" => '—',
        "minus" => '−',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "euro" => '€',
        "pound" => '£',
        "times" => '×',
        "frac12" => '½',
        "frac14" => '¼',
        "frac34" => '¾',
        "shy" => '\u{AD}',
        "zwnj" => '\u{200C}',
        "zwj" => '\u{200D}',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        _ => return None,
    })
}

/// In `display`: a Persian letter in a word of Arabic letters only.
fn look_alike(r: &mut Rewriter<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let word = |c: &char| is_word(*c) || *c == letters::TATWEEL || *c == '\u{200C}';
    let (before, after) = (r.before(at).chars().rev(), r.rest(end).chars());
    let foreign = before.take(WORD).take_while(word).any(rules::is_other_language)
        || after.take(WORD).take_while(word).any(rules::is_other_language);
    match rules::look_alike(c).filter(|_| !foreign) {
        Some(letter) => {
            let mut buffer = [0; 4];
            r.write(at, end, letter.encode_utf8(&mut buffer))
        }
        None => end,
    }
}

/// Composes the character before with the combining ones from `at` on.
fn composition(r: &mut Rewriter<'_>, at: usize) -> usize {
    let mut end = at;
    for c in r.rest(at).chars().take(CLUSTER) {
        let stays = rules::is_quick(c) || (end > at && r.fold(c) != Some(Fold::Context));
        if stays {
            break;
        }
        end += c.len_utf8();
    }
    let stretch = r.text.get(at..end).unwrap_or("");
    let base = r.last(at).filter(|&c| !c.is_whitespace() && !c.is_control());
    let mut words = core::mem::take(&mut r.scratch);
    words.clear();
    words.extend(base.into_iter().chain(stretch.chars()).nfc());
    let same = words.chars().eq(base.into_iter().chain(stretch.chars()));
    let next = match base {
        _ if same || end == at => end.max(at + r.rest(at).chars().next().map_or(1, char::len_utf8)),
        Some(_) => r.rework(at, end, &words),
        None => r.write(at, end, &words),
    };
    r.scratch = words;
    next
}

//! Numbers, in digits and words, with what they count.
//!
//! One pass over the tokens: a number is read, then the words before it (hedges) and after it (noun, unit, percent) are looked at, and
//! what is left alone must be licensed by something near. Times are never touched: they were found before.

mod bare;
mod dual;
mod hedge;
mod list;
mod noun;
mod people;
mod phrase;
mod range;
mod relate;
mod scan;
mod unit;

#[cfg(test)]
mod tests;

use super::{Body, Context, Findings, Mention, Modifier, Quantity};
use crate::lexicon::numerals::{Kind, Number, Style};
use crate::normalize::fold_word;
use crate::segment::TokenKind;
use list::List;
use noun::{Form, Sort};
use phrase::Counted;
use range::Bounds;
use scan::Scan;
use serde_json::json;

/// A quantity with its tokens, before it is written out.
#[derive(Clone, Debug)]
struct Found {
    /// First token, and the bytes of its clitics.
    first: usize,
    lead: usize,
    /// The token after its last.
    end: usize,
    /// Where its hedges begin: the words before that govern it.
    start: usize,
    bounds: Bounds,
    modifier: Modifier,
    counted: Counted,
    vague: bool,
    /// و stands directly before it.
    joined: bool,
    category: Option<&'static str>,
    group: Option<&'static str>,
    fate: Option<&'static str>,
    /// Index of the whole that it is part of.
    whole: Option<usize>,
    /// It is introduced as part of something.
    subset: bool,
    /// Its noun is that of the whole.
    inherited: bool,
}

impl Found {
    fn new(first: usize, lead: usize, end: usize, bounds: Bounds, counted: Counted) -> Self {
        Self {
            first,
            lead,
            end,
            start: first,
            bounds,
            modifier: Modifier::Exact,
            counted,
            vague: false,
            joined: false,
            category: None,
            group: None,
            fate: None,
            whole: None,
            subset: false,
            inherited: false,
        }
    }

    fn is_people(&self) -> bool {
        self.category.is_some() || self.counted.noun.is_some_and(|n| n.sort == Sort::Person)
    }

    fn size(&self) -> f64 {
        self.bounds.value.or(self.bounds.max).or(self.bounds.min).unwrap_or(0.0)
    }
}

/// Whether a folded word is a noun that a number before it counts, and no length of time.
pub(super) fn counts(fold: &str) -> bool {
    noun::find(fold)
        .is_some_and(|(n, form)| n.sort == Sort::Person && matches!(form, Form::Singular | Form::Accusative))
}

/// Finds every quantity that is not part of a time.
pub fn extract(cx: &Context<'_>, findings: &mut Findings) {
    let scan = Scan::new(cx, findings);
    let (mut found, mut at) = (Vec::<Found>::new(), 0);
    while at < cx.len() {
        if scan.blocked(at) || !cx.open(at) {
            at += 1;
            continue;
        }
        let from = found.last().map_or(0, |f| f.end);
        let (next, hit) = match scan.kind(at) {
            Some(TokenKind::Number) => numeric(&scan, at, from),
            Some(TokenKind::Word) => match numeric(&scan, at, from) {
                (next, None) if next == at + 1 => {
                    (next, dual::dual(&scan, at, from).or_else(|| single(&scan, at, &found)))
                }
                other => other,
            },
            _ => (at + 1, None),
        };
        at = next.max(at + 1);
        if let Some(hit) = hit {
            at = at.max(hit.end);
            found.push(hit);
        }
    }
    relate::relate(&scan, &mut found);
    write(&scan, found, findings);
}

/// Reads a number at `at`: where to go on, and the quantity if it is one. `from` is where the last quantity ended.
fn numeric(scan: &Scan<'_>, at: usize, from: usize) -> (usize, Option<Found>) {
    let Some(n) = scan.number(at) else { return (skip_digits(scan, at), None) };
    let end = at + n.tokens;
    if n.kind == Kind::Ordinal {
        return (end, None);
    }
    if let Some(whole) = whole_text(scan, at, &n) {
        return (end, Some(whole));
    }
    if let Some(range) = range::read(scan, at, &n) {
        return (range.end, Some(hedged(scan, range)));
    }
    if n.value == 1.0 && n.style == Style::Words {
        return (end, one(scan, at, &n, from));
    }
    if n.definite && n.style == Style::Words {
        if let Some(found) = postposed(scan, at, &n, from) {
            return (end, Some(hedged(scan, found)));
        }
        // الاثنين is a weekday.
        if n.value == 2.0 {
            return (end, None);
        }
    }
    let counted = phrase::after(scan, &n, end).or_else(|| phrase::partitive(scan, &n, end));
    if counted.as_ref().is_some_and(|c| c.time) || bare::is_name(scan, at, end, counted.is_some()) {
        return (skip_digits(scan, end - 1), None);
    }
    let found = match counted {
        Some(counted) => with_noun(scan, at, &n, counted),
        None => without_noun(scan, at, &n, from),
    };
    (end, found.map(|f| hedged(scan, f)))
}

/// Passes over digits that hang together with signs: dates, scores, phone numbers.
fn skip_digits(scan: &Scan<'_>, at: usize) -> usize {
    let mut next = at + 1;
    if scan.kind(at) != Some(TokenKind::Number) {
        return next;
    }
    while scan.glued(next) && scan.glued(next + 1) && scan.kind(next + 1) == Some(TokenKind::Number) {
        if !matches!(scan.fold(next), "ر" | "/" | ":" | "-" | "." | "," | "،" | "_" | "×" | "*") {
            break;
        }
        next += 2;
    }
    next
}

/// A text that is nothing but a number, or `A من B`.
fn whole_text(scan: &Scan<'_>, at: usize, n: &Number) -> Option<Found> {
    if at > 0 || scan.cx.len() > 12 {
        return None;
    }
    let rest = |from: usize| {
        (from..scan.cx.len()).all(|t| scan.kind(t) == Some(TokenKind::Punctuation) && scan.fold(t) != "%")
    };
    let end = at + n.tokens;
    let mut bounds = Bounds::of(n);
    if rest(end) {
        let counted = Counted { end, rule: "quantity.alone", confidence: 0.9, ..Counted::default() };
        let mut found = Found::new(at, n.lead, end, bounds, counted);
        (found.vague, found.modifier) = (n.kind == Kind::Vague, vague_modifier(n));
        return Some(found);
    }
    if scan.fold(end) == "من" {
        let other = scan.number(end + 1).filter(|o| !o.preposition && o.value > n.value && rest(end + 1 + o.tokens))?;
        bounds.value = Some(n.value / other.value);
        let end = end + 1 + other.tokens;
        let counted = Counted { end, rule: "quantity.ratio", confidence: 0.7, ..Counted::default() };
        return Some(Found::new(at, n.lead, end, bounds, counted));
    }
    None
}

fn vague_modifier(n: &Number) -> Modifier {
    if n.kind == Kind::Vague { Modifier::Vague } else { Modifier::Exact }
}

fn with_noun(scan: &Scan<'_>, at: usize, n: &Number, counted: Counted) -> Option<Found> {
    // عام ونصف: the half of a length of time.
    let length = n.kind == Kind::Fraction && n.conjunction && scan.same_sentence(at, 1);
    if length && at > 0 && noun::find(scan.fold(at - 1)).is_some_and(|(noun, _)| noun.sort == Sort::Time) {
        return None;
    }
    // طن ونصف الطن
    if n.kind == Kind::Fraction
        && n.conjunction
        && counted.unit.is_some()
        && scan.same_sentence(at, 1)
        && scan.fold(at - 1) == scan.after(at, n.tokens).trim_start_matches("ال")
        && !scan.blocked(at - 1)
    {
        let mut bounds = Bounds::of(n);
        bounds.value = bounds.value.map(|v| v + 1.0);
        return Some(Found::new(at - 1, 0, counted.end, bounds, counted));
    }
    if n.kind == Kind::Fraction && counted.noun.is_none() && counted.unit.is_none() && counted.confidence < 0.7 {
        return None;
    }
    let mut bounds = Bounds::of(n);
    if counted.decimal {
        bounds.value = Some(n.decimal);
    }
    let mut found = Found::new(at, n.lead, counted.end, bounds, counted);
    (found.vague, found.modifier) = (n.kind == Kind::Vague, vague_modifier(n));
    // ستة كيلومترات ونصف
    let more = match scan.after(found.end, 0) {
        "ونصف" => 0.5,
        "وربع" => 0.25,
        "وثلث" => 1.0 / 3.0,
        _ => 0.0,
    };
    if more > 0.0 && found.counted.unit.is_some() && n.kind == Kind::Cardinal && !scan.blocked(found.end) {
        found.bounds.value = found.bounds.value.map(|v| v + more);
        found.end += 1;
    }
    // %60, $50
    if at > 0 && scan.glued(at) && found.counted.unit.is_none() && sign_before(scan, at).is_some() {
        return without_noun(scan, at, n, 0);
    }
    Some(found)
}

/// A percent or currency sign written before the digits.
fn sign_before(scan: &Scan<'_>, at: usize) -> Option<(&'static str, &'static str)> {
    let near = at > 0 && scan.same_sentence(at, 1) && scan.kind(at) == Some(TokenKind::Number);
    match scan.fold(at.checked_sub(1).filter(|_| near)?) {
        "%" if scan.glued(at) => Some(("percent", "%")),
        sign => unit::sign(sign),
    }
}

fn without_noun(scan: &Scan<'_>, at: usize, n: &Number, from: usize) -> Option<Found> {
    let end = at + n.tokens;
    if let Some((unit, of)) = sign_before(scan, at) {
        let mut bounds = Bounds::of(n);
        if unit == "percent" {
            bounds.value = Some(n.decimal);
        }
        let rule = if unit == "percent" { "quantity.percent" } else { "quantity.money" };
        let counted =
            Counted { end, of: Some(of.to_owned()), unit: Some(unit), rule, confidence: 0.95, ..Counted::default() };
        let mut found = Found::new(at - 1, 0, end, bounds, counted);
        found.start = at - 1;
        return Some(found);
    }
    if let Some(found) = postposed(scan, at, n, from) {
        return Some(found);
    }
    // 39 تسعة وثلاثين شخصا: said twice.
    if n.style == Style::Digits && scan.number(end).is_some_and(|again| again.value == n.value) {
        return None;
    }
    let few = n.style == Style::Words && n.tokens == 1 && n.value < 11.0;
    let start = hedge::before(scan, at).map_or(at, |h| h.start);
    let of_them = bare::is_subset_word(scan.after(end, 0)) && matches!(scan.after(end, 0), "منهم" | "منهن" | "منها");
    let among = bare::in_the_number_of(scan, end);
    let spread = bare::spread(scan, start, end, n);
    let licensed = of_them || among.is_some() || spread || bare::licensed(scan, start, start < at, n);
    // ست, سبع, تسع and the like are also other words: only the forms with ة count alone.
    let clear = !few || scan.fold(at).ends_with('ه') || n.value == 2.0;
    let plain = n.style != Style::Digits && n.value > 10.0 && !bare::like_a_year(n) && n.value != 1000.0;
    let ok = match n.kind {
        Kind::Vague => n.definite && !n.preposition && n.tokens == 1 || licensed && !n.preposition,
        Kind::Fraction => {
            matches!(scan.fold(at.saturating_sub(1)), "الي" | "بنسبه" | "بمقدار" | "بواقع")
                && !bare::not_halved(scan.after(end, 0).strip_prefix("ال").unwrap_or(""))
        }
        _ if n.definite => false,
        _ => (licensed && clear) || (plain && !n.definite),
    };
    if !ok {
        return None;
    }
    let confidence = if licensed { 0.75 } else { 0.5 };
    let of = among.map(|noun| noun.lemma.to_owned());
    let counted = Counted { end, of, noun: among, rule: "quantity.bare", confidence, ..Counted::default() };
    let mut found = Found::new(at, n.lead, end, Bounds::of(n), counted);
    (found.vague, found.modifier) = (n.kind == Kind::Vague, vague_modifier(n));
    found.subset = of_them;
    Some(found)
}

/// `البلدات الثلاث`, `أطراف ثلاثة`, `الدول العربية الست`: a number word after the plural that it counts.
fn postposed(scan: &Scan<'_>, at: usize, n: &Number, from: usize) -> Option<Found> {
    if n.style != Style::Words || n.preposition || n.conjunction || at == 0 || !scan.same_sentence(at, 1) {
        return None;
    }
    let plural = |token: usize| {
        let lead = scan.cx.tokens().get(token)?;
        let skipped = (lead.word.start().to_usize() - lead.source.start().to_usize()).min(8);
        noun::without_clitic(scan.fold(token)).filter(|_| skipped < 8).find_map(|(cut, word)| {
            let bare = word.strip_prefix("ال");
            let article = bare.is_some() || (cut > 0 && word.starts_with('ل') && scan.fold(token).starts_with("لل"));
            let core = bare.unwrap_or(if article { word.strip_prefix('ل').unwrap_or(word) } else { word });
            let (noun, form) = noun::find(core)?;
            let fits = match form {
                Form::Plural => true,
                Form::Dual => n.value == 2.0,
                _ => false,
            };
            (fits && article == n.definite && noun.sort != Sort::Time).then_some((noun, cut, token))
        })
    };
    // أطفالها الأربعة: the pronoun makes it definite.
    let owned = |token: usize| {
        noun::without_clitic(scan.fold(token)).find_map(|(cut, word)| {
            let (noun, _) = noun::find_owned(word).filter(|(noun, _)| n.definite && noun.sort == Sort::Person)?;
            Some((noun, cut, token))
        })
    };
    let adjective = n.definite
        && scan.same_sentence(at, 2)
        && scan.fold(at - 1).strip_prefix("ال").is_some_and(|w| noun::is_adjective(w, w, Form::Plural));
    let (noun, lead, first) = plural(at - 1).or_else(|| if adjective { plural(at - 2) } else { owned(at - 1) })?;
    if first < from || !scan.free(first, at) {
        return None;
    }
    let confidence = if noun.lemma == "مرة" { 0.6 } else { 0.85 };
    let counted = Counted::listed(noun, at + n.tokens, "quantity.postposed", confidence);
    Some(Found::new(first, lead, counted.end, Bounds::of(n), counted))
}

/// شخص واحد: the noun stands before it.
fn one(scan: &Scan<'_>, at: usize, n: &Number, from: usize) -> Option<Found> {
    if n.definite || n.preposition || n.conjunction || at <= from || !scan.same_sentence(at, 1) {
        return None;
    }
    let (lead, (noun, _)) = noun::without_clitic(scan.fold(at - 1)).find_map(|(cut, word)| {
        let hit = noun::find(word).filter(|(noun, form)| {
            noun.sort != Sort::Time
                && matches!(form, Form::Singular | Form::Accusative)
                && !List::OneOf.has(&fold_word(noun.lemma))
        })?;
        Some((cut, hit))
    })?;
    if scan.blocked(at - 1) {
        return None;
    }
    let counted = Counted::listed(noun, at + 1, "quantity.one", 0.7);
    Some(Found::new(at - 1, lead, at + 1, Bounds::of(n), counted))
}

/// A single person in a list of those among the victims: `بينهم 3 أطفال وامرأة`.
fn single(scan: &Scan<'_>, at: usize, found: &[Found]) -> Option<Found> {
    let last = found.last().filter(|f| f.end == at && f.subset && f.counted.noun.is_some())?;
    let word = scan.fold(at).strip_prefix('و')?;
    let (noun, form) = noun::find(word)?;
    let group = matches!(noun.category, Some("women" | "children" | "journalists" | "medics"));
    if form != Form::Singular || noun.sort != Sort::Person || !group || !scan.same_sentence(at, at - last.first) {
        return None;
    }
    let counted = Counted::listed(noun, at + 1, "quantity.one.listed", 0.6);
    let mut found = Found::new(at, 2, at + 1, Bounds { value: Some(1.0), ..Bounds::default() }, counted);
    (found.subset, found.joined) = (true, true);
    Some(found)
}

/// Adds what the words before and after say of the exactness, and whether it is introduced as part of something.
fn hedged(scan: &Scan<'_>, mut found: Found) -> Found {
    if let Some(h) = hedge::before(scan, found.first) {
        found.start = h.start;
        if !found.vague {
            found.modifier = h.modifier;
        }
    }
    if let Some(m) = hedge::after(scan, found.end).filter(|_| !found.vague && found.modifier == Modifier::Exact) {
        found.modifier = m;
    }
    let start = found.start;
    let conjunction = |t: usize| scan.fold(t) == "و" && scan.same_sentence(found.first, found.first - t);
    let glued = scan.fold(found.first).starts_with('و') && found.lead > 0;
    let apart = found.first > 0 && conjunction(found.first - 1);
    let hedge_joined = start < found.first && scan.fold(start).starts_with('و');
    found.joined |= glued || apart || hedge_joined;
    found.subset |= bare::subset_before(scan, start);
    found
}

fn write(scan: &Scan<'_>, found: Vec<Found>, findings: &mut Findings) {
    let base = findings.mentions.len();
    let mut links = Vec::new();
    for (n, f) in found.into_iter().enumerate() {
        let span = scan.span(f.first, f.lead, f.end.saturating_sub(1));
        links.extend(f.whole.map(|whole| (base + n, base + whole)));
        let mut attributes = Vec::new();
        let mut put = |key: &'static str, value: Option<&str>| attributes.extend(value.map(|v| (key, json!(v))));
        put("group", f.group.filter(|g| Some(*g) != f.category));
        put("fate", f.fate.filter(|t| Some(*t) != f.category));
        if let Some((factor, si)) = f.counted.si {
            if let Some(value) = f.bounds.value {
                let exact = value * factor;
                attributes.push(("si_value", json!((exact * 1e9).round() / 1e9)));
            }
            attributes.push(("si_unit", json!(si)));
        }
        let quantity = Quantity {
            value: f.bounds.value,
            min: f.bounds.min,
            max: f.bounds.max,
            modifier: f.modifier,
            of: f.counted.of,
            unit: f.counted.unit.map(str::to_owned),
            category: f.category,
            attributes,
        };
        findings.push(Mention::new(span, Body::Quantity(quantity), f.counted.rule, f.counted.confidence));
    }
    findings.relations.extend(links.into_iter().map(|(from, to)| super::Relation { kind: "part_of", from, to }));
}

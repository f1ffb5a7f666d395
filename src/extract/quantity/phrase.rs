//! What a number counts: the noun after it, its adjective, units, currencies, percent.

use super::noun::{self, Form, Noun, Sort};
use super::scan::Scan;
use super::unit;
use crate::lexicon::numerals::{Ending, Kind, Number, Style};
use crate::segment::TokenKind;

/// What stands after a number (or before it) and belongs to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// The next token after the phrase.
    pub end: usize,
    /// The lemma.
    pub of: Option<String>,
    /// Unit id or currency code.
    pub unit: Option<&'static str>,
    /// SI value of one, and its unit.
    pub si: Option<(f64, &'static str)>,
    /// The listed noun.
    pub noun: Option<&'static Noun>,
    /// A second listed noun joined by و: قتيلا وجريحا.
    pub second: Option<&'static Noun>,
    /// Which rule.
    pub rule: &'static str,
    pub confidence: f32,
    /// A length of time: not a quantity at all.
    pub time: bool,
    /// The decimal reading of an ambiguous separator is meant: 3.125 %.
    pub decimal: bool,
    /// The currency noun, where its country is open.
    pub currency: bool,
}

const PERCENT_WORDS: &[&str] = &["بالميه", "بالمايه", "بالماءه"];

/// `%`, `بالمئة`, `في المئة` at a token: the next token after it.
pub(super) fn percent(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let (a, b) = (scan.after(end, 0), scan.after(end, 1));
    if a == "%" || PERCENT_WORDS.contains(&a) {
        return Some(end + 1);
    }
    (matches!(a, "في" | "ب") && matches!(b, "الميه" | "المايه" | "الماءه")).then_some(end + 2)
}

/// What follows a number that ends before `end`.
pub(super) fn after(scan: &Scan<'_>, n: &Number, end: usize) -> Option<Counted> {
    if let Some(end) = percent(scan, end) {
        return Some(Counted {
            end,
            of: Some("%".into()),
            unit: Some("percent"),
            rule: "quantity.percent",
            confidence: 0.97,
            decimal: true,
            ..Counted::default()
        });
    }
    let sign = unit::sign(scan.after(end, 0)).filter(|_| !scan.blocked(end));
    if let Some((code, name)) = sign {
        return Some(money(end + 1, name, Some(code)));
    }
    if !scan.inside(end, 0) || scan.blocked(end) {
        return None;
    }
    // 20 كلم², 5km
    // ثمانية براميل متفجرة: no measure of oil.
    if scan.after(end, 1).starts_with("متفجر") {
        let bare = scan.fold(end).strip_prefix("ال").unwrap_or(scan.fold(end));
        if let Some((unit, 1)) = unit::unit(|i| if i == 0 { bare } else { "" }) {
            return Some(Counted { unit: None, si: None, rule: "quantity.counted", ..measure(unit, end + 2) });
        }
    }
    if let Some((unit, words)) = unit::unit(|i| if scan.blocked(end + i) { "" } else { scan.after(end, i) }) {
        return Some(measure(unit, end + words));
    }
    if scan.kind(end) != Some(TokenKind::Word) {
        return None;
    }
    let open = matches!(n.kind, Kind::Vague | Kind::Fraction);
    let fold = scan.fold(end);
    let bare = if open { fold.strip_prefix("ال").unwrap_or(fold) } else { fold };
    if let Some((unit, 1)) = unit::unit(|i| if i == 0 { bare } else { "" }) {
        return Some(measure(unit, end + 1));
    }
    if let Some(currency) = unit::currency(bare) {
        let adjective = currency.with(scan.after(end, 1));
        let mut out = money(end + 1 + usize::from(adjective.is_some()), currency.name, adjective.or(currency.code));
        // دولارا أميركيا and ليرة سورية only: another adjective is not the currency's.
        if adjective.is_none() && currency.name == "جنيه" && matches!(scan.after(end, 1), "استرليني" | "استرلينيا")
        {
            (out.end, out.unit) = (end + 2, Some("GBP"));
        }
        out.currency = out.unit.is_none();
        return Some(out);
    }
    listed(scan, n, end, bare).or_else(|| unlisted(scan, n, end))
}

fn money(end: usize, name: &str, code: Option<&'static str>) -> Counted {
    Counted {
        end,
        of: Some(name.to_owned()),
        unit: code,
        rule: "quantity.money",
        confidence: 0.95,
        decimal: false,
        ..Counted::default()
    }
}

fn measure(unit: &'static unit::Unit, end: usize) -> Counted {
    Counted {
        end,
        of: Some(unit.name.to_owned()),
        unit: Some(unit.id),
        si: Some((unit.factor, unit.si)),
        rule: "quantity.measure",
        confidence: 0.95,
        ..Counted::default()
    }
}

/// The noun is in the list.
fn listed(scan: &Scan<'_>, n: &Number, end: usize, bare: &str) -> Option<Counted> {
    let (noun, form) = noun::find(bare)?;
    // عقود are decades where the time stage took them, else contracts.
    if noun.sort == Sort::Time && noun.lemma != "عقد" {
        return Some(Counted { time: true, ..Counted::default() });
    }
    // ألف كتابا: he wrote.
    if n.value == 1000.0 && n.style == Style::Words && n.tokens == 1 && bare.ends_with('ا') {
        return None;
    }
    let fits = match n.kind {
        Kind::Cardinal if n.value.fract() == 0.0 && (3.0..=10.0).contains(&(n.value % 100.0)) && n.value < 11.0 => {
            form != Form::Dual
        }
        _ => form != Form::Dual || n.kind == Kind::Fraction,
    };
    // 2017 وزراء: a year, and a plural that it cannot count.
    if super::bare::like_a_year(n) && n.style == Style::Digits && n.value % 100.0 > 10.0 && !agrees(form, bare) {
        return None;
    }
    // إصابة اثنين وفاة: two take no singular.
    if n.ending == Ending::Two && n.style == Style::Words && !matches!(form, Form::Plural | Form::Dual) {
        return None;
    }
    let mut out = Counted {
        end: end + 1,
        of: Some(noun.lemma.to_owned()),
        noun: Some(noun),
        rule: "quantity.counted",
        confidence: if fits { 0.95 } else { 0.6 },
        ..Counted::default()
    };
    let definite = bare.len() != scan.fold(end).len();
    extend(scan, &mut out, form, definite);
    Some(out)
}

/// Whether a noun's form may follow eleven to ninety-nine.
fn agrees(form: Form, word: &str) -> bool {
    form == Form::Accusative || (form == Form::Singular && word.ends_with(['ه', 'ي', 'ا', 'ص']))
}

/// Compound's second word, adjective, and a second noun joined by و.
pub(super) fn extend(scan: &Scan<'_>, out: &mut Counted, form: Form, definite: bool) {
    let next = scan.after(out.end, 0);
    if out.rule == "quantity.partitive" && !definite && next.strip_prefix("ال").is_some_and(noun::is_second) {
        out.end += 1;
        return;
    }
    if !definite && scan.is_word(out.end) && noun::is_second(next) && !scan.blocked(out.end) {
        out.end += 1;
    }
    let next = scan.after(out.end, 0);
    if scan.is_word(out.end) && !scan.blocked(out.end) {
        let (word, as_written) = if definite {
            (next.strip_prefix("ال").unwrap_or(""), scan.cx.form(out.end).strip_prefix("ال").unwrap_or(""))
        } else {
            (next, scan.cx.form(out.end))
        };
        if !word.is_empty() && noun::is_adjective(word, as_written, form) {
            out.end += 1;
            return;
        }
    }
    let first = out.noun.and_then(|n| n.category);
    if let Some(second) = second_noun(scan, out.end, definite, form).filter(|second| second.category != first) {
        (out.second, out.end) = (Some(second), out.end + 1);
    }
}

/// وجريحا after قتيلا: a second noun of people in the same form, with no number of its own.
fn second_noun(scan: &Scan<'_>, at: usize, definite: bool, form: Form) -> Option<&'static Noun> {
    let word = scan.after(at, 0).strip_prefix('و')?;
    let word = if definite { word.strip_prefix("ال")? } else { word };
    let (noun, other) = noun::find(word).filter(|_| !scan.blocked(at))?;
    (noun.sort == Sort::Person && noun.category.is_some() && other == form && form != Form::Singular).then_some(noun)
}

/// The noun is not in the list.
fn unlisted(scan: &Scan<'_>, n: &Number, end: usize) -> Option<Counted> {
    let fold = scan.fold(end);
    let open = matches!(n.kind, Kind::Vague | Kind::Fraction);
    let token = scan.cx.tokens().get(end)?;
    let clitic = token.word.start() != token.source.start();
    if open {
        // عشرات القذائف: any definite noun; نصف السكان.
        let word = fold.strip_prefix("ال").filter(|w| w.chars().count() > 2)?;
        if clitic || super::bare::not_halved(word) {
            return None;
        }
        let of = noun::lemma(scan.cx.form(end), 5.0, false);
        let mut out = Counted {
            end: end + 1,
            of: Some(of),
            rule: "quantity.counted.open",
            confidence: 0.7,
            ..Counted::default()
        };
        extend(scan, &mut out, Form::Plural, true);
        return Some(out);
    }
    let year = super::bare::like_a_year(n);
    let wrote = n.value == 1000.0 && n.tokens == 1 && n.style == Style::Words && fold.ends_with('ا');
    if clitic
        || year
        || wrote
        || n.definite
        || crate::extract::timex::is_month(fold)
        || !noun::may_be_noun(fold, n.value, n.style != Style::Digits)
    {
        return None;
    }
    let mut out = Counted {
        end: end + 1,
        of: Some(noun::lemma(scan.cx.form(end), n.value, false)),
        rule: "quantity.counted.open",
        confidence: if n.style == Style::Digits { 0.6 } else { 0.7 },
        ..Counted::default()
    };
    let tail = n.value % 100.0;
    let form = if tail > 10.0 { Form::Accusative } else { Form::Plural };
    extend(scan, &mut out, form, false);
    Some(out)
}

/// `2556 من المسلحين وأقاربهم`: a number of a definite plural of people.
pub(super) fn partitive(scan: &Scan<'_>, n: &Number, end: usize) -> Option<Counted> {
    if scan.after(end, 0) != "من" || !scan.is_word(end + 1) || !scan.inside(end, 1) || scan.blocked(end + 1) {
        return None;
    }
    let fold = scan.fold(end + 1);
    let (bare, definite) = fold.strip_prefix("ال").map_or((fold, false), |w| (w, true));
    // 6 من عناصره
    let found = noun::find(bare)
        .or_else(|| noun::find_owned(bare))
        .filter(|(noun, form)| *form == Form::Plural && noun.sort != Sort::Time);
    let vague = n.kind == Kind::Vague;
    let (of, noun, form) = match found {
        Some((noun, form)) => {
            // Forces are not counted by heads: منهم 251 من القوات.
            let forces =
                noun.lemma == "قوة" || noun.sort == Sort::Thing && super::bare::subset_before(scan, end - n.tokens);
            let plain = !forces && (definite || noun.sort == Sort::Person);
            if !plain
                || (noun.sort == Sort::Thing
                    && !vague
                    && n.style == Style::Digits
                    && noun.category.is_none()
                    && !definite)
            {
                return None;
            }
            (noun.lemma.to_owned(), Some(noun), form)
        }
        None if definite && (bare.ends_with("ين") || vague && bare.ends_with("ات")) && bare.chars().count() > 4 => {
            (noun::lemma(scan.cx.form(end + 1), 5.0, false), None, Form::Plural)
        }
        None => return None,
    };
    let mut out = Counted {
        end: end + 2,
        of: Some(of),
        noun,
        rule: "quantity.partitive",
        confidence: 0.85,
        ..Counted::default()
    };
    extend(scan, &mut out, form, definite);
    // وأقاربهم: a joined noun with their pronoun.
    let next = scan.after(out.end, 0);
    if next.starts_with('و') && next.ends_with("هم") && next.chars().count() > 5 && definite && !scan.blocked(out.end)
    {
        out.end += 1;
    }
    Some(out)
}

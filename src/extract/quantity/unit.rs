//! Units of measure, currencies and percent signs after a number.

use crate::lexicon::rows;
use crate::normalize::fold_word;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A unit of measure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// CLDR unit id.
    pub id: &'static str,
    /// How many of the SI unit it is.
    pub factor: f64,
    /// The SI unit.
    pub si: &'static str,
    /// Its name, the counted noun's lemma.
    pub name: &'static str,
}

/// A currency noun.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Currency {
    /// Its name, the counted noun's lemma.
    pub name: &'static str,
    /// ISO 4217 code where no adjective stands with it.
    pub code: Option<&'static str>,
    /// Codes by folded masculine adjective.
    pub by_adjective: Vec<(String, &'static str)>,
}

/// How a phrase of the table is cut: as the segmentation cuts text.
fn phrase(form: &str) -> String {
    let (mut out, mut last) = (String::new(), None);
    for c in fold_word(form).chars() {
        let class = if c == '_' { None } else { Some((c.is_numeric(), c.is_alphabetic())) };
        if class.is_some() && last.is_some_and(|l| Some(l) != class) && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push(if c == '_' { ' ' } else { c });
        last = class;
    }
    out
}

struct Units {
    rows: Vec<Unit>,
    phrases: FxHashMap<String, usize>,
    /// First words, with how many words the longest phrase that starts with each has.
    first: FxHashMap<String, usize>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut out = Units { rows: Vec::new(), phrases: FxHashMap::default(), first: FxHashMap::default() };
    for row in rows(include_str!("../../lexicon/data/units.tsv")) {
        let [id, factor, si, name, forms] = row.as_slice() else { continue };
        let Ok(factor) = factor.parse() else { continue };
        for form in forms.split(' ') {
            let key = phrase(form);
            let words = key.split(' ').count();
            let first = key.split(' ').next().unwrap_or("").to_owned();
            let longest = out.first.entry(first).or_insert(0);
            *longest = words.max(*longest);
            out.phrases.entry(key).or_insert(out.rows.len());
        }
        out.rows.push(Unit { id, factor, si, name });
    }
    out
});

/// The longest unit that starts at a token; `fold` gives the folded tokens, the empty string where the number's sentence ends.
pub(super) fn unit<'t>(fold: impl Fn(usize) -> &'t str) -> Option<(&'static Unit, usize)> {
    let units: &'static Units = &UNITS;
    let longest = *units.first.get(fold(0))?;
    for words in (1..=longest).rev() {
        let key: Vec<&str> = (0..words).map(&fold).collect();
        if let Some(hit) = units.phrases.get(&key.join(" ")).and_then(|&n| units.rows.get(n)) {
            return Some((hit, words));
        }
    }
    None
}

struct Currencies {
    rows: Vec<Currency>,
    forms: FxHashMap<String, usize>,
}

static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
    let mut out = Currencies { rows: Vec::new(), forms: FxHashMap::default() };
    for row in rows(include_str!("../../lexicon/data/currencies.tsv")) {
        let [name, forms, code, adjectives] = row.as_slice() else { continue };
        for form in forms.split(' ') {
            out.forms.insert(fold_word(form), out.rows.len());
        }
        let by_adjective = (adjectives.split(' ').filter_map(|pair| pair.split_once(':')))
            .flat_map(|(code, words)| words.split(',').map(move |w| (fold_word(w), code)))
            .collect();
        out.rows.push(Currency { name, code: (*code != "-").then_some(*code), by_adjective });
    }
    out
});

/// A currency noun by its folded form, article taken off.
pub(super) fn currency(fold: &str) -> Option<&'static Currency> {
    let all: &'static Currencies = &CURRENCIES;
    all.forms.get(fold).and_then(|&n| all.rows.get(n))
}

impl Currency {
    /// The code that an adjective after it names.
    pub(super) fn with(&self, fold: &str) -> Option<&'static str> {
        let word = fold.strip_prefix("ال").unwrap_or(fold);
        let base = word.strip_suffix('ه').or_else(|| word.strip_suffix('ا')).unwrap_or(word);
        self.by_adjective.iter().find(|(adjective, _)| adjective == base || adjective == word).map(|(_, code)| *code)
    }
}

/// A currency sign's code and name.
pub(super) fn sign(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "$" => ("USD", "دولار"),
        "€" => ("EUR", "يورو"),
        "£" => ("GBP", "جنيه"),
        "¥" => ("JPY", "ين"),
        "₪" => ("ILS", "شيكل"),
        _ => return None,
    })
}

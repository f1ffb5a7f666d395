//! Counted nouns: their forms, lemmas and categories, and the adjectives after them.

use super::list::List;
use crate::lexicon::{lists::begins, rows};
use crate::normalize::fold_word;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What sort of thing a noun names.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// People: they get a category.
    Person,
    /// Anything else.
    Thing,
    /// Lengths of time: the time stage's.
    Time,
}

/// The form in which a noun stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As the lemma.
    Singular,
    /// With tanwin alef.
    Accusative,
    /// Two of it.
    Dual,
    /// Many of it.
    Plural,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    pub sort: Sort,
    /// killed, civilians …; what the noun alone says of people.
    pub category: Option<&'static str>,
    pub lemma: &'static str,
}

struct Nouns {
    rows: Vec<Noun>,
    forms: FxHashMap<String, (u32, Form)>,
}

/// A lemma's stem before endings: ة becomes ت, ى becomes ي.
fn joined(lemma: &str) -> String {
    match lemma.strip_suffix('ة') {
        Some(stem) => format!("{stem}ت"),
        None => lemma.strip_suffix('ى').map_or_else(|| lemma.to_owned(), |stem| format!("{stem}ي")),
    }
}

fn forms(lemma: &str, plurals: &str, person: bool, mut put: impl FnMut(String, Form)) {
    put(lemma.to_owned(), Form::Singular);
    if !lemma.ends_with(['ة', 'ى', 'ا']) {
        put(format!("{lemma}ا"), Form::Accusative);
    }
    let sound = plurals.split(' ').any(|p| p == "ون");
    for plural in plurals.split(' ') {
        match plural {
            "-" => {}
            "ات" => put(format!("{}ات", lemma.trim_end_matches('ة')), Form::Plural),
            "ون" => ["ون", "ين", "ي", "و"].iter().for_each(|end| put(format!("{lemma}{end}"), Form::Plural)),
            plural => {
                put(plural.to_owned(), Form::Plural);
                if !plural.ends_with(['ة', 'ى', 'ا', 'ء', 'ت', 'ن']) {
                    put(format!("{plural}ا"), Form::Plural);
                }
            }
        }
    }
    let stem = joined(lemma);
    // قاضيان
    let defective = List::Defective.has(&fold_word(lemma));
    if lemma.chars().count() < 3 || defective {
        if defective {
            put(format!("{stem}يان"), Form::Dual);
            put(format!("{stem}يين"), Form::Dual);
        }
        return;
    }
    put(format!("{stem}ان"), Form::Dual);
    if !(sound && person) {
        put(format!("{stem}ين"), Form::Dual);
    }
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut out = Nouns { rows: Vec::new(), forms: FxHashMap::default() };
    for row in rows(include_str!("../../lexicon/data/nouns.tsv")) {
        let [sort, category, lemma, plurals] = row.as_slice() else { continue };
        let sort = match *sort {
            "person" => Sort::Person,
            "time" => Sort::Time,
            _ => Sort::Thing,
        };
        let id = u32::try_from(out.rows.len()).unwrap_or(u32::MAX);
        out.rows.push(Noun { sort, category: (*category != "-").then_some(*category), lemma });
        forms(lemma, plurals, sort == Sort::Person, |form, kind| {
            out.forms.entry(fold_word(&form)).or_insert((id, kind));
        });
    }
    // A row's lemma wins over another row's inflected form.
    for (id, noun) in out.rows.iter().enumerate() {
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        out.forms.insert(fold_word(noun.lemma), (id, Form::Singular));
    }
    out
});

/// A noun of the list, by its folded form without clitics and article.
pub(super) fn find(fold: &str) -> Option<(&'static Noun, Form)> {
    let nouns: &'static Nouns = &NOUNS;
    let &(id, form) = nouns.forms.get(fold)?;
    Some((nouns.rows.get(id as usize)?, form))
}

/// A dual of the list, by its folded form without clitics.
pub(super) fn find_dual(fold: &str) -> Option<&'static Noun> {
    find(fold)
        .filter(|(noun, form)| *form == Form::Dual && noun.sort != Sort::Time && !List::NoDual.has(fold))
        .map(|(noun, _)| noun)
}

/// A plural with a pronoun: عناصره, رفاقها.
pub(super) fn find_owned(fold: &str) -> Option<(&'static Noun, Form)> {
    ["هم", "ها", "هن", "ه"]
        .iter()
        .find_map(|end| find(fold.strip_suffix(end)?))
        .filter(|(_, form)| *form == Form::Plural)
}

/// A dual of people with a pronoun, and the bytes of its clitics: ابنتيه, طفليها. In the masculine only of kin and companions: other
/// words in -يه are adjectives (شخصية).
pub(super) fn owned_dual(fold: &str) -> Option<(usize, &'static Noun)> {
    without_clitic(fold).find_map(|(cut, word)| {
        let stem = ["هما", "هم", "ها", "ه"].iter().find_map(|end| word.strip_suffix(end))?;
        let inner = stem.strip_suffix(['ي', 'ا'])?;
        let noun = find_dual(&format!("{stem}ن")).filter(|noun| noun.sort == Sort::Person)?;
        (inner.ends_with('ت') || List::Owned.has(&fold_word(noun.lemma))).then_some((cut, noun))
    })
}

/// Words of one letter that are attached in front of a noun.
pub(super) fn without_clitic(fold: &str) -> impl Iterator<Item = (usize, &str)> {
    let once = fold.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']);
    let twice = fold.strip_prefix(['و', 'ف']).and_then(|r| r.strip_prefix(['ب', 'ل', 'ك']));
    [Some((0, fold)), once.map(|r| (2, r)), twice.map(|r| (4, r))].into_iter().flatten()
}

static ADJECTIVES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let mut out = FxHashSet::default();
    for row in rows(include_str!("../../lexicon/data/adjectives.tsv")) {
        let [base, irregular] = row.as_slice() else { continue };
        let base = fold_word(base);
        for end in ["", "ا", "ه", "ون", "ين", "ات", "ان", "تين", "تان"] {
            out.insert(format!("{base}{end}"));
        }
        out.extend(irregular.split(' ').filter(|w| *w != "-").map(fold_word));
    }
    out
});

static COMPOUNDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/data/compounds.tsv")).filter_map(|r| r.first().map(|w| fold_word(w))).collect()
});

/// Whether a word is a compound's second: سيارات إسعاف.
pub(super) fn is_second(fold: &str) -> bool {
    COMPOUNDS.contains(fold)
}

/// Whether a word, folded and as written, may be the adjective of an indefinite noun in this form.
pub(super) fn is_adjective(fold: &str, form: &str, noun: Form) -> bool {
    let dual = fold.ends_with("ان") || fold.ends_with("ين");
    let listed = ADJECTIVES.contains(fold);
    if noun == Form::Dual {
        let nisba = fold.ends_with("يين") || fold.ends_with("يتين") || fold.ends_with("يان") || fold.ends_with("يتان");
        let participle = fold.starts_with('م') && (fold.ends_with("تين") || fold.ends_with("تان"));
        return dual && (listed || nisba || participle);
    }
    if List::Adverb.has(fold) && !List::FeminineNisba.has(fold) || fold.ends_with('ا') && noun != Form::Accusative {
        return false;
    }
    if noun == Form::Accusative && !fold.ends_with(['ا', 'ه', 'ن', 'ء', 'ت']) && !fold.starts_with("ا") {
        return false;
    }
    if listed {
        return true;
    }
    let prefixed = ["بال", "وال", "فال", "كال", "لل"].iter().any(|p| fold.starts_with(p))
        && !fold.starts_with("بالست")
        && !fold.starts_with("باليست");
    if prefixed {
        return false;
    }
    let letters = fold.chars().count();
    // تعدينية, but not تعطيه, تستدعيه
    let feminine = letters >= 7 && fold.starts_with('ت') && fold.ends_with("يه") && !fold.starts_with("تست");
    // تجاري, تجارية
    let nisba = || begins(fold, |head| List::Nisba.has(head));
    if letters < 5 || fold.starts_with(['و', 'ي', 'ت']) && !nisba() && !feminine || List::Adverb.has(fold) {
        return List::FeminineNisba.has(fold) && noun != Form::Dual;
    }
    let singular = matches!(noun, Form::Singular | Form::Accusative);
    fold.ends_with("يه")
        || (noun == Form::Accusative && fold.ends_with("يا"))
        || (fold.ends_with("يين") || fold.ends_with("يون")) && !singular
        || (singular
            && form.ends_with('ي')
            && noun == Form::Singular
            && (!fold.starts_with('ا') || form.starts_with(['أ', 'إ'])))
}

/// Whether an unknown word may be what `value` counts: by its ending and the number before it.
pub(super) fn may_be_noun(fold: &str, value: f64, in_words: bool) -> bool {
    let letters = fold.chars().count();
    if letters < 3 || List::Uncounted.has(fold) || fold.ends_with("وا") {
        return false;
    }
    if ["ال", "وال", "بال", "لل", "كال", "فال", "سي", "ست"].iter().any(|p| fold.starts_with(p)) && letters > 4
    {
        return false;
    }
    let plural = fold.ends_with("ات") || fold.ends_with("ين") || fold.ends_with("ون");
    let broken = fold.starts_with('ا') && letters >= 4
        || fold.chars().skip(2).any(|c| c == 'ا' || c == 'و') && !fold.ends_with(['ا', 'ه']);
    let clitic = fold.starts_with(['و', 'ب', 'ل', 'ف', 'ك']);
    // 12 برلمانيا, 20 لبنانيا
    let nisba = value % 100.0 > 10.0 && fold.ends_with("يا") && letters >= 6;
    if fold.starts_with('ي') || clitic && !nisba && !(in_words && (plural || broken)) {
        return false;
    }
    if fold.ends_with('ت') && !plural || ["هم", "ها", "هن", "هما"].iter().any(|e| fold.ends_with(e)) {
        return false;
    }
    let tail = value % 100.0;
    if value.fract() != 0.0 {
        return false;
    }
    if (3.0..=10.0).contains(&tail) {
        return plural || broken || in_words && !fold.ends_with('ا');
    }
    if tail > 10.0 {
        return fold.ends_with('ا') && letters >= 4 || fold.ends_with('ه') && !fold.starts_with('ت');
    }
    in_words || fold.ends_with('ه') && !fold.starts_with('ت')
}

/// The lemma of an unknown counted noun, as written: sound plural and tanwin taken off.
pub(super) fn lemma(form: &str, value: f64, dual: bool) -> String {
    let form = form.strip_prefix("ال").filter(|r| r.chars().count() > 2).unwrap_or(form);
    let tail = value % 100.0;
    if dual {
        let stem = form.strip_suffix("ان").or_else(|| form.strip_suffix("ين")).unwrap_or(form);
        return stem.strip_suffix('ت').map_or_else(|| stem.to_owned(), |s| format!("{s}ة"));
    }
    if tail > 10.0 || tail == 0.0 && form.ends_with('ا') {
        return form.strip_suffix('ا').unwrap_or(form).to_owned();
    }
    if let Some(stem) = form.strip_suffix("ات") {
        // Verbal nouns have no ة: استثمار, انفجار, تدريب.
        let letters: Vec<char> = stem.chars().collect();
        let last = letters.len().checked_sub(2).and_then(|n| letters.get(n)).copied();
        let verbal = letters.len() >= 5 && letters.first().is_some_and(|c| matches!(c, 'ا' | 'إ')) && last == Some('ا')
            || letters.len() == 5 && letters.first() == Some(&'ت') && last == Some('ي')
            || letters.len() == 4 && letters.first() == Some(&'ت');
        return if verbal { stem.to_owned() } else { format!("{stem}ة") };
    }
    form.strip_suffix("ين").or_else(|| form.strip_suffix("ون")).unwrap_or(form).to_owned()
}

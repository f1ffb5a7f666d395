//! Conjugates reporting verbs: the third-person forms and the participle that a news text uses, all folded.

/// Who a form agrees with.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    /// Feminine singular (which non-human plurals take too).
    pub feminine: bool,
    /// Dual or plural.
    pub plural: bool,
}

/// What kind of form a cue is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// قال
    Past,
    /// يقول
    Present,
    /// قائلا
    Participle,
}

const MASC: Agreement = Agreement { feminine: false, plural: false };
const FEM: Agreement = Agreement { feminine: true, plural: false };
const MASC_PL: Agreement = Agreement { feminine: false, plural: true };
const FEM_PL: Agreement = Agreement { feminine: true, plural: true };

fn without_last(word: &str, n: usize) -> &str {
    let mut chars = word.chars();
    for _ in 0..n {
        chars.next_back();
    }
    chars.as_str()
}

/// The past: from the folded 3rd person masculine singular; `defective` where it ends in ى or a bare ا.
pub(super) fn past(base: &str, defective: bool, mut put: impl FnMut(String, Shape, Agreement)) {
    let mut add = |word: String, agreement| put(word, Shape::Past, agreement);
    add(base.to_owned(), MASC);
    if defective {
        let short = without_last(base, 1);
        let glide = if base.ends_with('ا') { 'و' } else { 'ي' };
        for (end, agreement) in [("ت", FEM), ("تا", FEM_PL), ("وا", MASC_PL)] {
            add(format!("{short}{end}"), agreement);
        }
        add(format!("{short}{glide}ا"), MASC_PL);
        add(format!("{short}{glide}ن"), FEM_PL);
        return;
    }
    for (end, agreement) in [("ت", FEM), ("تا", FEM_PL), ("وا", MASC_PL), ("ا", MASC_PL)] {
        add(format!("{base}{end}"), agreement);
    }
    let mut letters: Vec<char> = base.chars().collect();
    let n = letters.len();
    if n >= 3 && letters.get(n - 2) == Some(&'ا') {
        letters.remove(n - 2);
    }
    add(letters.into_iter().chain(['ن']).collect(), FEM_PL);
}

/// The imperfect: from the folded 3rd person masculine singular, jussive and subjunctive included.
pub(super) fn present(base: &str, mut put: impl FnMut(String, Shape, Agreement)) {
    let mut add = |word: String, agreement| put(word, Shape::Present, agreement);
    let Some(stem) = base.strip_prefix('ي') else { return };
    let weak_end = stem.ends_with('ي') || stem.ends_with('و');
    let plural = if weak_end { without_last(stem, 1) } else { stem };
    for (prefix, singular, many) in [('ي', MASC, MASC_PL), ('ت', FEM, FEM_PL)] {
        add(format!("{prefix}{stem}"), singular);
        add(format!("{prefix}{stem}ان"), many);
        if prefix == 'ي' {
            add(format!("{prefix}{plural}ون"), many);
            add(format!("{prefix}{plural}وا"), many);
            add(format!("{prefix}{stem}ن"), FEM_PL);
        }
        let letters: Vec<char> = stem.chars().collect();
        if weak_end {
            add(format!("{prefix}{plural}"), singular);
        } else if let [before @ .., 'و' | 'ي', last] = letters.as_slice() {
            let short: String = before.iter().chain([last]).collect();
            add(format!("{prefix}{short}"), singular);
        }
    }
}

/// The active participle as a circumstance: مؤكدا, مؤكدة, مؤكدين …; the bare form is a noun too often to be a cue.
pub(super) fn participle(base: &str, mut put: impl FnMut(String, Shape, Agreement)) {
    let mut add = |word: String, agreement| put(word, Shape::Participle, agreement);
    let plural = base.strip_suffix('ي').unwrap_or(base);
    add(format!("{base}ا"), MASC);
    add(format!("{base}ه"), FEM);
    add(format!("{plural}ين"), MASC_PL);
    add(format!("{base}ات"), FEM_PL);
    add(format!("{base}ان"), MASC_PL);
}

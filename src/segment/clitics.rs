//! Which letters at a word's ends are words of their own.
//!
//! Every reading of a word — a chain of proclitics, a stem, perhaps a pronoun — gets what its chain and pronoun add and the
//! strength of its stem; the strongest reading wins. Strengths are learned (`data/stems.txt`), closed classes are listed
//! (`data/closed.tsv`).

use super::stems::{TABLES, Tables};
use crate::text::letters;

/// How the article of a word is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub(super) enum Article {
    /// There is none.
    #[default]
    None,
    /// ال
    Whole,
    /// The second lam of للغوطة, its alef dropped.
    Lam,
    /// The second lam of للجنة, which is the stem's first letter too.
    Merged,
}

impl Article {
    /// How many letters it has before the stem.
    const fn letters(self) -> usize {
        match self {
            Self::None | Self::Merged => 0,
            Self::Whole => 2,
            Self::Lam => 1,
        }
    }
}

/// What the stem's last letter is when no pronoun follows.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub(super) enum Ending {
    /// The same.
    #[default]
    Same,
    /// This letter instead: سيطرته has سيطرة, حلفاؤه has حلفاء, مستواه has مستوى.
    Instead(char),
}

/// A word's parts, in letters (marks and tatweel not counted).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// Particles of one letter before article and stem.
    pub particles: usize,
    /// The article.
    pub article: Article,
    /// Letters of the pronoun at the end, 0 where there is none.
    pub enclitic: usize,
    /// The stem's own last letter.
    pub ending: Ending,
}

impl Split {
    /// Letters before the stem.
    pub(super) fn before(&self) -> usize {
        self.particles + self.article.letters()
    }
}

/// A letter as the list of stems has it.
fn key(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => letters::ALEF,
        letters::ALEF_MAQSURA => letters::YEH,
        c => c,
    }
}

/// A word being read: its letters, their keys and the scratch for looking stems up.
struct Word<'a> {
    form: &'a [char],
    key: Vec<char>,
    scratch: String,
    tables: &'static Tables,
    best: Option<(i32, Split)>,
}

/// Splits a word given as its letters as written, without marks and tatweel. `glued` says that a digit, a quote mark or another
/// script follows without a space: then a bare particle or article is one (`الـ19`, `لـ«`, `و484`).
pub(super) fn split(form: &[char], glued: bool) -> Split {
    if glued && let Some(split) = bare_particle(form) {
        return split;
    }
    if form.len() < 2 {
        return Split::default();
    }
    let tables = &*TABLES;
    if let Some(split) = closed(tables, form) {
        return split;
    }
    let key: Vec<char> = form.iter().copied().map(key).collect();
    let mut word = Word { form, key, scratch: String::new(), tables, best: None };
    word.chains(0);
    if form.len() > 1 && matches!(form.first(), Some('و' | 'ف')) {
        word.chains(1);
    }
    word.best.map(|(_, split)| split).unwrap_or_default()
}

/// Particles and article alone, before digits and the like.
fn bare_particle(form: &[char]) -> Option<Split> {
    let (particles, article) = match form {
        ['و' | 'ف' | 'ب' | 'ل' | 'ك'] => (1, Article::None),
        ['و' | 'ف', 'ب' | 'ل' | 'ك'] => (2, Article::None),
        ['ا', 'ل'] => (0, Article::Whole),
        ['و' | 'ف' | 'ب' | 'ك', 'ا', 'ل'] => (1, Article::Whole),
        ['و' | 'ف', 'ب' | 'ك', 'ا', 'ل'] => (2, Article::Whole),
        ['ل', 'ل'] => (1, Article::Lam),
        ['و' | 'ف', 'ل', 'ل'] => (2, Article::Lam),
        _ => return None,
    };
    Some(Split { particles, article, ..Split::default() })
}

/// A word of a closed class, with or without a conjunction.
fn closed(tables: &Tables, form: &[char]) -> Option<Split> {
    let word: String = form.iter().collect();
    let found = |word: &str, more: usize| {
        tables.closed(word).map(|closed| Split {
            particles: closed.proclitics.len() + more,
            enclitic: closed.enclitic,
            ..Split::default()
        })
    };
    found(&word, 0).or_else(|| {
        let rest = word.strip_prefix(['و', 'ف'])?;
        // فلك and فبك are words of their own.
        let short = word.starts_with('ف') && form.len() == 3 && word.ends_with('ك');
        if short { None } else { found(rest, 1) }
    })
}

impl Word<'_> {
    fn at(&self, index: usize) -> Option<char> {
        self.form.get(index).copied()
    }

    /// All chains after the first `from` letters, which are a conjunction.
    fn chains(&mut self, from: usize) {
        let left = self.form.len() - from;
        let (first, second, third) = (self.at(from), self.at(from + 1), self.at(from + 2));
        self.reading(from, Article::None);
        if left > 3 && first == Some('ا') && second == Some('ل') {
            self.reading(from, Article::Whole);
        }
        if left > 3 && first == Some('ل') && second == Some('ل') {
            self.reading(from + 1, Article::Lam);
        }
        if left > 1 && matches!(first, Some('ب' | 'ل' | 'ك')) {
            self.reading(from + 1, Article::None);
            if left > 4 && second == Some('ا') && third == Some('ل') {
                self.reading(from + 1, Article::Whole);
            }
        }
        if left > 2 && first == Some('س') && matches!(second, Some('ي' | 'ت' | 'ن' | 'أ')) {
            self.reading(from + 1, Article::None);
        }
    }

    /// Weighs the readings with these proclitics, with and without a pronoun.
    fn reading(&mut self, particles: usize, article: Article) {
        let before = particles + article.letters();
        let preposition = particles.checked_sub(1).and_then(|at| self.at(at)).is_some_and(|c| !matches!(c, 'و' | 'ف'));
        if before >= self.form.len() || (preposition && before + 1 == self.form.len()) {
            return;
        }
        let chain = self.tables.chain(self.key.get(..before).unwrap_or_default());
        for (pronoun, adds) in self.tables.pronouns() {
            let end = self.form.len().saturating_sub(pronoun.len());
            if pronoun.is_empty() {
                self.weigh(before..end, chain + adds, Split { particles, article, ..Split::default() });
            } else if article == Article::None
                && end > before + 1
                && self.form.ends_with(pronoun)
                && !matches!(self.at(end - 1), Some('ة' | 'ى'))
            {
                let split = Split { particles, article, enclitic: pronoun.len(), ending: Ending::Same };
                self.weigh(before..end, chain + adds, split.clone());
                self.endings(before..end, chain + adds, &split);
            }
        }
    }

    /// The stems that lose their last letter's shape before a pronoun.
    fn endings(&mut self, stem: core::ops::Range<usize>, adds: i32, split: &Split) {
        let (len, last) = (stem.len(), stem.end.checked_sub(1).and_then(|at| self.at(at)));
        let instead = match last {
            Some('ت') if len > 2 => Some('ة'),
            Some('ؤ' | 'ئ') if len > 2 => Some('ء'),
            Some('ا') if len > 1 => Some('ي'),
            _ => None,
        };
        let Some(head) = self.key.get(stem.start..stem.end) else { return };
        self.scratch.clear();
        match (instead, last) {
            (Some(letter), _) => {
                self.scratch.extend(head.iter().take(len - 1));
                self.scratch.push(letter);
                let letter = if letter == letters::YEH { letters::ALEF_MAQSURA } else { letter };
                let strength = self.tables.strength(&self.scratch) + adds;
                self.keep(strength, Split { ending: Ending::Instead(letter), ..split.clone() });
            }
            (None, Some('و')) if len > 2 => {
                self.scratch.extend(head);
                self.scratch.push(letters::ALEF);
                let strength = self.tables.strength(&self.scratch) + adds;
                self.keep(strength, split.clone());
            }
            _ => {}
        }
    }

    fn weigh(&mut self, stem: core::ops::Range<usize>, adds: i32, mut split: Split) {
        self.scratch.clear();
        self.scratch.extend(self.key.get(stem).unwrap_or_default());
        let strength = self.tables.strength(&self.scratch) + adds;
        let preposition = split.particles.checked_sub(1).and_then(|at| self.at(at)) == Some('ل');
        if preposition
            && split.article == Article::None
            && self.at(split.particles) == Some('ل')
            && !self.tables.is_bare(&self.scratch)
        {
            split.article = Article::Merged;
        }
        self.keep(strength, split);
    }

    /// Of two readings of the same strength the one with less cut off stands: it came first.
    fn keep(&mut self, strength: i32, split: Split) {
        if self.best.as_ref().is_none_or(|(best, _)| strength > *best) {
            self.best = Some((strength, split));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts joined by `+`; a merged article is shown as `(ال)`.
    fn parts(word: &str) -> String {
        let form: Vec<char> = word.chars().collect();
        let split = split(&form, false);
        let (stem, end) = (split.before(), form.len() - split.enclitic);
        let mut out: Vec<String> = form[..split.particles].iter().map(char::to_string).collect();
        match split.article {
            Article::None => {}
            Article::Merged => out.push("(ال)".to_owned()),
            Article::Whole | Article::Lam => out.push(form[split.particles..stem].iter().collect()),
        }
        out.push(form[stem..end].iter().collect());
        if split.enclitic > 0 {
            out.push(form[end..].iter().collect());
        }
        out.join("+")
    }

    fn check(table: &[(&str, &str)]) {
        let wrong: Vec<String> = table
            .iter()
            .filter(|(want, word)| parts(word) != *want)
            .map(|(want, word)| format!("{word}: {} instead of {want}", parts(word)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn conjunctions_prepositions_and_the_article() {
        check(&[
            ("و+قال", "وقال"),
            ("و+ال+حكومة", "والحكومة"),
            ("ب+ال+مدينة", "بالمدينة"),
            ("و+ب+ال+مدينة", "وبالمدينة"),
            ("ل+ل+غوطة", "للغوطة"),
            ("و+ل+ل+غوطة", "وللغوطة"),
            ("ل+(ال)+لجنة", "للجنة"),
            ("ل+لبنان", "للبنان"),
            ("ف+ال+حرب", "فالحرب"),
            ("ك+ال+سابق", "كالسابق"),
            ("س+يكون", "سيكون"),
            ("و+س+تعود", "وستعود"),
            ("س+أعود", "سأعود"),
            ("و+ل+مدينة", "ولمدينة"),
            ("أ+ليس", "أليس"),
            ("ب+أن", "بأن"),
        ]);
    }

    #[test]
    fn pronouns_and_what_they_do_to_the_stem() {
        check(&[
            ("بعد+ها", "بعدها"),
            ("مدينت+هم", "مدينتهم"),
            ("و+أصدقاؤ+ه", "وأصدقاؤه"),
            ("ل+ه", "له"),
            ("و+ب+هم", "وبهم"),
            ("إلي+ه", "إليه"),
            ("مستوا+ه", "مستواه"),
        ]);
        let split = split(&"مدينتهم".chars().collect::<Vec<_>>(), false);
        assert_eq!(split.ending, Ending::Instead('ة'));
    }

    #[test]
    fn words_that_only_look_like_they_carry_one() {
        check(&[
            ("وقفا", "وقفا"),
            ("وفد", "وفد"),
            ("وزارة", "وزارة"),
            ("وكالات", "وكالات"),
            ("فلول", "فلول"),
            ("بلدة", "بلدة"),
            ("كبار", "كبار"),
            ("و+التوى", "والتوى"),
            ("لايزال", "لايزال"),
            ("لبنان", "لبنان"),
            ("بغداد", "بغداد"),
            ("فيينا", "فيينا"),
            ("سيارة", "سيارة"),
            ("ألمانيا", "ألمانيا"),
        ]);
    }

    #[test]
    fn before_digits_and_quote_marks_a_bare_particle_is_one() {
        for (form, particles, article) in
            [("ال", 0, Article::Whole), ("ل", 1, Article::None), ("بال", 1, Article::Whole)]
        {
            let form: Vec<char> = form.chars().collect();
            let split = split(&form, true);
            assert_eq!((split.particles, split.article), (particles, article));
        }
    }
}

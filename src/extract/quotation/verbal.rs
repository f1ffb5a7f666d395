//! Verbal nouns: what a reporting word can have for its object instead of a clause.

use super::lexicon::kind;
use super::list::List;
use super::reading::{PRONOUNS, know};
use super::view::View;

impl View<'_> {
    /// Whether `t` looks like a verbal noun in the singular or the construct: by list or by pattern.
    pub(super) fn masdar(&self, t: usize) -> bool {
        let k = self.known(t);
        let fold = self.fold(t);
        // Not as known: what no list holds has its article too.
        let bare = fold.strip_prefix("ال").unwrap_or(fold);
        // القضاء على الخلية, السيطرة على البلدة: with their preposition alone.
        let over = List::WithOn.has(bare) && self.is(t + 1, kind::ON) && !self.begins(t + 1);
        if over && self.word(t) && !k.joined {
            return true;
        }
        if !self.word(t) || k.joined || k.kinds & kind::NOT_MASDAR != 0 {
            return false;
        }
        let bare = if k.definite { bare } else { fold };
        // محاميه: his lawyer.
        if ["ه", "ها", "هم"].iter().any(|end| bare.strip_suffix(end).is_some_and(|b| know(b).kinds & kind::ROLE != 0))
        {
            return false;
        }
        k.kinds & kind::MASDAR != 0 && matches!(k.clitic, ' ')
            || (k.clitic == ' ' || k.kinds == 0) && masdar_pattern(bare)
    }
    /// Whether `t` is a listed verbal noun with its owner's pronoun: تمسكهم.
    pub(super) fn owned_masdar(&self, t: usize) -> bool {
        let k = self.known(t);
        let base = PRONOUNS.iter().find_map(|end| self.fold(t).strip_suffix(end));
        let deed =
            |b: &str| know(b).kinds & (kind::MASDAR | kind::ROLE | kind::ORG) == kind::MASDAR && b.chars().count() >= 4;
        let free = self.word(t) && !k.joined && !k.definite && k.clitic == ' ' && k.form.is_none();
        free && !self.cx.form(t).ends_with('ة') && base.is_some_and(deed)
    }
    /// Whether `t` is ب with a verbal noun: بخروج.
    pub(super) fn bi_masdar(&self, t: usize) -> bool {
        let k = self.known(t);
        if !self.word(t) || k.joined || k.kinds & kind::NOT_MASDAR != 0 {
            return false;
        }
        let fold = self.fold(t);
        // بحق فلان: against him.
        if fold == "بحق" {
            return false;
        }
        // كشف is a verb before it is a noun.
        if k.clitic == 'ب' && k.kinds & kind::MASDAR != 0 || matches!(fold, "بالكشف" | "بكشف") {
            return true;
        }
        // بإلغاء: the ال is the noun's own.
        ["بال", "ب"].iter().filter_map(|prefix| fold.strip_prefix(prefix)).any(masdar_word)
    }
    /// Whether `t` is ل with a verbal noun: داعيا للتدخل, دعا لوقف القتال.
    pub(super) fn li_masdar(&self, t: usize) -> bool {
        let k = self.known(t);
        let rest = self.fold(t).strip_prefix("لل").or_else(|| self.fold(t).strip_prefix('ل'));
        let owned = ["ه", "ها", "هم"].iter().any(|end| self.cx.form(t).ends_with(end));
        !owned
            && self.word(t)
            && !k.joined
            && self.prefixed(t)
            && self.name(t).is_none()
            && rest.is_some_and(|w| masdar_word(w) && know(w).kinds & (kind::ORG | kind::ROLE) == 0)
    }
    /// Whether `t` is ب with a noun that has its owner's pronoun: بعلاقتها.
    pub(super) fn bi_owned(&self, t: usize) -> bool {
        let fold = self.fold(t);
        let owner = ["ها", "هم", "هما"].iter().any(|end| fold.ends_with(end))
            || fold.ends_with('ه') && !self.cx.form(t).ends_with('ة');
        self.word(t)
            && !self.known(t).joined
            && self.prefixed(t)
            && fold.starts_with('ب')
            && owner
            && fold.chars().count() >= 5
    }
}

/// Whether a bare folded word is a verbal noun, by list or by pattern.
pub(super) fn masdar_word(fold: &str) -> bool {
    let kinds = know(fold).kinds;
    // إدانتها
    let owned = ["تها", "تهم", "ته", "تهما"].iter().find_map(|end| fold.strip_suffix(end));
    if owned.is_some_and(|base| know(&format!("{base}ه")).kinds & kind::MASDAR != 0) {
        return true;
    }
    kinds & kind::NOT_MASDAR == 0 && (kinds & kind::MASDAR != 0 || masdar_pattern(fold))
}

/// Whether a bare folded word has a verbal noun's pattern (VIII, X, VII, II, IV, III), with or without a pronoun at its end.
fn masdar_pattern(word: &str) -> bool {
    let base = PRONOUNS.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let shape = |w: &str| {
        let c: Vec<char> = w.chars().collect();
        match c.as_slice() {
            ['ا', 'س', 'ت', _, _, 'ا', _]
            | ['ا', 'ن', _, _, 'ا', _]
            | ['ا', _, 'ت', _, 'ا', _]
            | ['ا', _, 'ط', _, 'ا', _] => true,
            ['ا', _, _, 'ا', last] => !matches!(last, 'ء' | 'ا') && !matches!(c.get(1), Some('ل')),
            ['ت', _, _, 'ي', last] => !matches!(last, 'ا' | 'ه'),
            ['ا', 'س', 'ت', _, 'ا', _, 'ه'] => true,
            ['م', _, 'ا', _, _, 'ه'] => true,
            ['ت', _, 'ا', _, last] => !matches!(last, 'ا' | 'ه' | 'ن' | 'ي'),
            _ => false,
        }
    };
    let feminine = base.strip_suffix('ت').map(|b| format!("{b}ه"));
    shape(word) || base != word && (shape(base) || feminine.is_some_and(|f| shape(&f)))
}

//! Tables of word lists: one lookup says on which lists a word is.

use super::rows;
use crate::normalize::fold_word;
use rustc_hash::FxHashMap;

/// The words of a table's lists, folded, each with a bit for every list it is on.
pub(crate) struct Words(FxHashMap<Box<str>, u64>);

impl Words {
    /// Reads a table of two columns: a list's code, its words with spaces between. A list may have several rows. The bits are in the
    /// order of `codes`.
    pub(crate) fn read(table: &str, codes: &[&str]) -> Self {
        let mut words: FxHashMap<Box<str>, u64> = FxHashMap::default();
        let mut filled = 0_u64;
        for row in rows(table) {
            let [code, list] = row.as_slice() else { continue };
            let Some(at) = codes.iter().position(|c| c == code) else {
                debug_assert!(false, "no list is called {code}");
                continue;
            };
            filled |= 1 << at;
            for word in list.split_whitespace() {
                *words.entry(fold_word(word).into()).or_default() |= 1 << at;
            }
        }
        debug_assert_eq!(filled.count_ones() as usize, codes.len(), "a list has no words");
        Self(words)
    }

    /// The lists of a folded word, as bits.
    pub(crate) fn lists(&self, folded: &str) -> u64 {
        self.0.get(folded).copied().unwrap_or(0)
    }
}

/// Whether a folded word begins with one that `has` knows.
pub(crate) fn begins(folded: &str, has: impl Fn(&str) -> bool) -> bool {
    folded.char_indices().any(|(at, c)| folded.get(..at + c.len_utf8()).is_some_and(&has))
}

/// Names the lists of a table beside the file that asks for them, at most 64: an enum with the code of each list in the table.
macro_rules! lists {
    ($(#[$about:meta])* $vis:vis enum $List:ident in $table:literal { $($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        $vis enum $List { $($(#[$doc])* $name),+ }

        const _: () = assert!([$($code),+].len() <= 64, "a word has a bit for each list");

        impl $List {
            /// Whether a folded word is on this list.
            $vis fn has(self, folded: &str) -> bool {
                static WORDS: std::sync::LazyLock<$crate::lexicon::lists::Words> =
                    std::sync::LazyLock::new(|| $crate::lexicon::lists::Words::read(include_str!($table), &[$($code),+]));
                WORDS.lists(folded) & (1 << self as u64) != 0
            }
        }
    };
}

pub(crate) use lists;

#[cfg(test)]
mod tests {
    use super::{Words, begins};

    #[test]
    fn words_are_folded_and_may_be_on_several_lists() {
        let words = Words::read("# a comment\na\tسنة مدينة\nb\tقرية سنة\na\tآن", &["a", "b"]);
        for (word, lists) in [("سنه", 3), ("مدينه", 1), ("قريه", 2), ("ان", 1), ("سنة", 0), ("", 0)] {
            assert_eq!(words.lists(word), lists, "{word}");
        }
        for (word, first) in [("سنهم", true), ("سنه", true), ("سن", false), ("مسنه", false), ("", false)] {
            assert_eq!(begins(word, |w| words.lists(w) == 3), first, "{word}");
        }
    }
}

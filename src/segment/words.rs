//! The segmentation as the number reader sees it.

use super::Segmentation;
use crate::lexicon::numerals::Words;

impl Words for Segmentation {
    fn fold(&self, token: usize) -> &str {
        Segmentation::fold(self, token)
    }
    fn form(&self, token: usize) -> &str {
        Segmentation::form(self, token)
    }
    fn glued(&self, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|n| self.tokens.get(n));
        before.zip(self.tokens.get(token)).is_some_and(|(a, b)| a.source.end() == b.source.start())
    }
    fn breaks(&self, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|n| self.tokens.get(n));
        before.zip(self.tokens.get(token)).is_none_or(|(a, b)| a.sentence != b.sentence)
    }
}

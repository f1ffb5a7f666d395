//! The lists of words around numbers and counted nouns that need telling apart.

use crate::lexicon::lists::lists;

lists! {
    /// A list of `quantity.tsv`, whose header says what is on each.
    pub(super) enum List in "../../lexicon/data/quantity.tsv" {
        Uncounted = "uncounted", Adverb = "adverb", Nisba = "nisba", FeminineNisba = "feminine_nisba", NoDual = "no_dual", Change = "change",
        Defective = "defective", Owned = "owned", NotHalved = "not_halved", Named = "named", Measuring = "measuring", Subset = "subset",
        OneOf = "one_of", Illness = "illness", About = "about", Estimated = "estimated", Over = "over", More = "more", Less = "less",
        MoreThan = "more_than", LessThan = "less_than", Near = "near", Reaching = "reaching", Measured = "measured", NumberOf = "number_of",
    }
}

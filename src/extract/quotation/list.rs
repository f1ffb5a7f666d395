//! The lists of words that single rules of the quotations ask for.

use crate::lexicon::lists::lists;

lists! {
    /// A list of `lists.tsv`, whose header says what is on each.
    pub(super) enum List in "lists.tsv" {
        SpokenAt = "spoken_at", CalledPaper = "called_paper", Declines = "declines", Naming = "naming", ManyOf = "many_of",
        Setting = "setting", Circumstance = "circumstance", NoManner = "no_manner", Silence = "silence", Expresses = "expresses",
        Unsaid = "unsaid", Refuses = "refuses", Able = "able", FindingOut = "finding_out", Knows = "knows", HisHouse = "his_house",
        AgencyWord = "agency_word", PartOf = "part_of", Attention = "attention",
        WithOn = "with_on", SpeechAct = "speech_act", ManlyCountry = "manly_country", Belonging = "belonging", Authority = "authority", Ruling = "ruling", People = "people",
    }
}

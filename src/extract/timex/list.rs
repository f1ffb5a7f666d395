//! The lists of words that single rules of the times ask for.

use crate::lexicon::lists::lists;

lists! {
    /// A list of `lists.tsv`, whose header says what is on each.
    pub(super) enum List in "lists.tsv" {
        NotADay = "not_a_day", NamedDay = "named_day", Medium = "medium", DayEpithet = "day_epithet", BeforeTomorrow = "before_tomorrow",
        BeforeBareTomorrow = "before_bare_tomorrow", Prayer = "prayer", InPart = "in_part", NotAPart = "not_a_part", PartAdverb = "part_adverb",
        Event = "event", CalledByDay = "called_by_day", InRamadan = "in_ramadan", CalledRamadan = "called_ramadan", Honoured = "honoured",
        BeforeYear = "before_year", General = "general", KindOfYear = "kind_of_year", Decree = "decree", Lasts = "lasts", Passes = "passes",
        Signed = "signed", Contract = "contract", AllOf = "all_of", LengthBefore = "length_before", Whole = "whole",
        FeastThing = "feast_thing", Greeting = "greeting", Stamp = "stamp",
    }
}

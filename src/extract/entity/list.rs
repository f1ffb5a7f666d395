//! The lists of words that single rules of the names ask for.

use crate::lexicon::lists::lists;

lists! {
    /// A list of `data/lists.tsv`, whose header says what is on each.
    pub(super) enum List in "data/lists.tsv" {
        Press = "press", Led = "led", NamedBody = "named_body", AnyCouncil = "any_council", Ministry = "ministry", Placed = "placed",
        Loose = "loose", Seat = "seat", Coined = "coined", Minister = "minister", Guard = "guard", Service = "service", OfState = "of_state",
        Double = "double", Unit = "unit", Outlet = "outlet", Club = "club", Reporter = "reporter", Channel = "channel", Broadcast = "broadcast",
        Interview = "interview", Front = "front", SettlementEnd = "settlement_end", BuildingEnd = "building_end",
        WeakHead = "weak_head", Many = "many", NamedBuilding = "named_building", Nesting = "nesting", DoubtfulCountry = "doubtful_country",
        BeforeAdjective = "before_adjective", Whose = "whose", Joiner = "joiner", BeforeFaith = "before_faith", HeadLeftOut = "head_left_out",
        Qualifier = "qualifier", Further = "further", TakenUp = "taken_up", TakenUpRole = "taken_up_role",
    }
}

//! The words of the bench: selecting, bounding, reviewing.

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; the two values below are their documentation")]
pub struct Bench {
    pub filter: &'static str,
}

pub(super) static AR: Bench = Bench { filter: "تصفية" };

pub(super) static EN: Bench = Bench { filter: "Filter" };

//! The words about who speaks and about calendars, in both languages.

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says; the two values below are their documentation")]
pub struct Source {
    pub set_speaker: &'static str,
    pub asking: &'static str,
    pub hijri: &'static str,
    pub day: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub hijri_months: [&'static str; 12],
}

pub(super) static AR: Source = Source {
    set_speaker: "حدّد القائل",
    asking: "انقر اسم القائل في المقال. Esc للإلغاء.",
    hijri: "التقويم الهجري",
    day: "اليوم الهجري",
    month: "الشهر الهجري",
    year: "السنة الهجرية",
    hijri_months: [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ],
};

pub(super) static EN: Source = Source {
    set_speaker: "Set speaker",
    asking: "Click the speaker in the article. Esc ends this.",
    hijri: "Hijri calendar",
    day: "Hijri day",
    month: "Hijri month",
    year: "Hijri year",
    hijri_months: [
        "Muharram",
        "Safar",
        "Rabi I",
        "Rabi II",
        "Jumada I",
        "Jumada II",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ],
};

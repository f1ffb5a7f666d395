//! Durations, lengths reckoned back, references, repetitions, intervals.

use super::{MONDAY, attribute, check, run};

#[test]
fn counted_lengths() {
    check(MONDAY, "DURATION PT48H", "أعطى القائد مهلة [48 ساعة] للفصائل");
    check(MONDAY, "DURATION P3D", "أغلق المعبر لمدة [ثلاثة أيام]");
    check(MONDAY, "DURATION PT24H", "أغلق المعبر لمدة [أربع وعشرين ساعة]");
    check(MONDAY, "DURATION P6Y", "استمرت الحرب [6 أعوام]");
    check(MONDAY, "DURATION P6Y", "استمرت الحرب على مدى [6 أعوام الفائتة]");
    check(MONDAY, "DURATION P15Y", "أنفق المال خلال [خمسة عشر عاما]");
    check(MONDAY, "DURATION PT20M", "تأخرت الطائرة [عشرين دقيقة]");
    check(MONDAY, "DURATION PT24H", "سقط ثلاثة قتلى خلال [الـ24 ساعة الماضية]");
    check(MONDAY, "DURATION P5Y", "تضاعف العدد خلال [السنوات الخمس الماضية]");
    check(MONDAY, "DURATION P10D", "تضاعف العدد خلال [الأيام العشرة الأخيرة]");
    check(MONDAY, "DURATION PT1H30M", "استمر اللقاء [ساعة ونصف]");
    check(MONDAY, "DURATION P2Y3M", "حكم عليه بالسجن [سنتين وثلاثة أشهر]");
    check(MONDAY, "DURATION P1.5W", "استمر اللقاء [أسبوع ونصف]");
}

#[test]
fn duals_and_singulars() {
    check(MONDAY, "DURATION P2D", "استمر الاعتصام [يومين]");
    check(MONDAY, "DURATION P2W", "استمر الاعتصام [أسبوعين]");
    check(MONDAY, "DURATION P2M", "استمر الاعتصام [شهرين]");
    check(MONDAY, "DURATION P2Y", "مر [عامان] على الحادث");
    check(MONDAY, "DURATION PT2H", "استمر الاعتصام [ساعتين]");
    check(MONDAY, "DURATION P2M", "ازداد القصف خلال [الشهرين الماضيين]");
    check(MONDAY, "DURATION P2D", "ازداد القصف خلال [اليومين الماضيين]");
    check(MONDAY, "DURATION P1M", "استغرقت الحملة نحو [شهر]");
    check(MONDAY, "DURATION P1W", "تستعد القوات منذ أكثر من [أسبوع] للهجوم");
    check(MONDAY, "DURATION P1W", "أغلق الطريق لمدة [أسبوع كامل]");
    check(MONDAY, "DURATION P1D", "أغلق الطريق ل[يوم كامل]");
    check(MONDAY, "DURATION P1D", "أغلق الطريق طوال [اليوم]");
    attribute(MONDAY, "mod", "APPROX", "استغرقت الحملة نحو شهر");
    attribute(MONDAY, "mod", "MORE_THAN", "تستعد القوات منذ أكثر من أسبوع للهجوم");
    attribute(MONDAY, "mod", "LESS_THAN", "استغرقت الحملة أقل من ثلاثة أشهر");
}

#[test]
fn vague_lengths() {
    check(MONDAY, "DURATION PXW", "تدور المعارك منذ [أسابيع] في المنطقة");
    check(MONDAY, "DURATION PXW", "جاء الاتفاق بعد [أسابيع] من القتال");
    check(MONDAY, "DURATION PXD", "أعاق القصف القافلة [أياماً عدة]");
    check(MONDAY, "DURATION PXD", "أعاق القصف القافلة [عدة أيام]");
    check(MONDAY, "DURATION PXM", "أعاق القصف القافلة [بضعة أشهر]");
    check(MONDAY, "DURATION PXY", "كانت المدينة ل[سنوات] خارج السيطرة");
    check(MONDAY, "DURATION PXD", "شهدت [الأيام الماضية] هدوءا");
    check(MONDAY, "DURATION PXY", "شهدت [السنوات الأخيرة] هدوءا");
    check(MONDAY, "DURATION PTXH", "شهدت [الساعات القليلة الماضية] هدوءا");
    check(MONDAY, "DURATION PXW", "ستشهد [الأسابيع المقبلة] هدوءا");
}

#[test]
fn reckoned_back() {
    check(MONDAY, "DATE 2018-05-19", "غادر الوفد [قبل يومين]");
    check(MONDAY, "DATE 2018-05-16", "غادر الوفد [قبل خمسة أيام]");
    check(MONDAY, "DATE 2018-04", "غادر الوفد [قبل نحو شهر]");
    check(MONDAY, "DATE 2018-02", "غادر الوفد [قبل ثلاثة أشهر]");
    check(MONDAY, "DATE 2018-W19", "غادر الوفد [قبل أسبوعين]");
    check(MONDAY, "DATE 2011", "غادر الوفد [قبل سبع سنوات]");
    check(MONDAY, "DATE 2018-05-19", "غادر الوفد [قبل 48 ساعة]");
    check(MONDAY, "DATE PAST_REF", "غادر الوفد [قبل ساعات]");
    check(MONDAY, "DATE PAST_REF", "غادر الوفد [قبل أيام]");
    check("2018-05-22T03:18", "TIME 2018-05-22T01:18", "غادر الوفد [قبل ساعتين]");
    check(MONDAY, "DURATION P3D", "غادر الوفد قبل [ثلاثة أيام] من الانتخابات");
    check(MONDAY, "DATE 2018-05-20", "غادر الوفد قبل [يوم الأحد]");
    check(MONDAY, "DATE 2012", "غادر الوفد قبل [عام 2012]");
    attribute(MONDAY, "mod", "APPROX", "غادر الوفد قبل نحو شهر");
    attribute("", "offset", "P-2D", "غادر الوفد قبل يومين");
}

#[test]
fn references_and_sets() {
    check(MONDAY, "DATE PRESENT_REF", "لا تعمل المحطة [حالياً]");
    check(MONDAY, "DATE PRESENT_REF", "لم يصدر تعليق حتى [الآن]");
    check(MONDAY, "DATE PRESENT_REF", "لا تعمل المحطة في [الوقت الراهن]");
    check(MONDAY, "DATE PAST_REF", "زار المنطقة [مؤخراً] عدد من الخبراء");
    check(MONDAY, "DATE PAST_REF", "كانت الوزارة قد أعلنت في [وقت سابق] عن الخطة");
    check(MONDAY, "DATE FUTURE_REF", "تنشر القائمة [لاحقا]");
    check(MONDAY, "DATE FUTURE_REF", "تنشر القائمة في [وقت لاحق]");
    check(MONDAY, "SET P1D", "تصل المساعدات [يوميا] إلى المخيم");
    check(MONDAY, "SET P1D", "تصل المساعدات [كل يوم] إلى المخيم");
    check(MONDAY, "SET P3M", "تصل المساعدات [كل ثلاثة أشهر] إلى المخيم");
    check(MONDAY, "SET XXXX-WXX-5", "تخرج المظاهرة [كل يوم جمعة]");
    check(MONDAY, "SET P1Y", "تنفق الدولة المبلغ [سنويا]");
}

/// The texts of the two ends of the only interval.
#[track_caller]
fn interval(start: &str, end: &str, text: &str) {
    let out = run(MONDAY, text);
    assert_eq!(out.intervals.len(), 1, "{text}");
    let (from, to) = out.intervals[0];
    let value = |n: usize| out.times[n].timex.value.as_str();
    assert_eq!((value(from), value(to)), (start, end), "{text}");
}

#[test]
fn intervals() {
    interval(
        "2018-05-19T12:00",
        "2018-05-20T05:00",
        "سرى الهدوء من الساعة 12 ظهر السبت إلى الساعة الخامسة صباحاً من يوم الأحد",
    );
    interval("2011", "2015", "تراجع الإنتاج بين 2011 و2015 كثيرا");
    interval("2011", "2015", "تراجع الإنتاج بين عامي 2011 و2015 كثيرا");
    interval("2011", "2015", "تراجع الإنتاج من عام 2011 إلى عام 2015 كثيرا");
    interval("2011", "2015", "تراجع الإنتاج (2011-2015) كثيرا");
    interval("2018-03-06", "2018-03-08", "أقيم المعرض في 6–8 آذار في العاصمة");
    interval("2018-03-06", "2018-03-08", "أقيم المعرض من 6 إلى 8 آذار في العاصمة");
    interval("2018-03-06", "2018-03-08", "أقيم المعرض بين 6 و8 آذار في العاصمة");
    interval("2017-11", "2018-02", "أقيم المعرض بين نوفمبر 2017 وفبراير 2018 في العاصمة");
    interval("2016-03", "2016-05", "أقيم المعرض من مارس إلى مايو 2016 في العاصمة");
    interval("2018-05-17", "2018-05-20", "أقيم المعرض من الخميس إلى الأحد في العاصمة");
    interval("T17:00", "T19:00", "أقيم المعرض من الساعة الخامسة إلى الساعة السابعة مساء");
    interval("2018-05-18", "2018-05-21", "أقيم المعرض من الجمعة الماضي حتى اليوم");
}

#[test]
fn intervals_of_lengths() {
    interval("P62Y", "P64Y", "يرفع المشروع السن من 62 إلى 64 عاما");
    interval("P16Y", "P25Y", "تتراوح أعمارهم بين 16 و25 سنة");
    interval("P5Y", "P7Y", "حكم عليهم بالسجن 5-7 سنوات");
    interval("P2Y", "P5Y", "تصل العقوبة من سنتين إلى خمس سنوات");
    interval("P1M", "P3M", "تستغرق المهمة بين شهر وثلاثة أشهر");
    interval("PT6H", "PT8H", "تنقطع الكهرباء من ست إلى ثماني ساعات");
    check(MONDAY, "DURATION P2D; DURATION P3D", "تدوم الهدنة [يومين] أو [ثلاثة أيام] فقط");
    check(MONDAY, "DURATION P5Y", "قتل ثلاثة أشخاص و[5 سنوات] من الحرب لم تكف");
    check(MONDAY, "DURATION P3D", "خرج 1500 مقاتل و[ثلاثة أيام] من القصف لم تتوقف");
}

#[test]
fn an_interval_has_a_length() {
    use super::super::length_between as length;
    let of = |start: &str, end: &str| length(start, end).unwrap_or_default();
    assert_eq!(of("2018-05-19T12:00", "2018-05-20T05:00"), "PT17H");
    assert_eq!(of("2018-05-19T12:00", "2018-05-19T13:30"), "PT90M");
    assert_eq!(of("2018-03-06", "2018-03-08"), "P2D");
    assert_eq!(of("2017-11", "2018-02"), "P3M");
    assert_eq!(of("2011", "2015"), "P4Y");
    for (start, end) in
        [("2018-03-08", "2018-03-06"), ("XXXX-03-06", "XXXX-03-08"), ("2011", "2015-02"), ("T17:00", "T19:00")]
    {
        assert_eq!(length(start, end), None, "{start} {end}");
    }
}

#[test]
fn lists() {
    check(MONDAY, "DATE 2018-05-05; DATE 2018-05-06", "أقيم الحفل في [5] و[6 مايو]");
    check(MONDAY, "DATE 2018-05-05; DATE 2018-05-06", "أقيم الحفل في [الخامس] و[السادس من مايو]");
    check(MONDAY, "DATE 2018-05-19; DATE 2018-05-20", "أقيم الحفل [يومي السبت] و[الأحد]");
    check(MONDAY, "DATE 2011; DATE 2015", "أقيم الحفل [عامي 2011] و[2015]");
}

#[test]
fn another_date_changes_values_only() {
    let text =
        "قال المتحدث أمس إن القصف توقف الجمعة وسيعود في حزيران بعد أن بدأ في 19 نيسان قبل نحو شهر، منتصف ليل السبت";
    let spans = |date: &str| run(date, text).times.iter().map(|t| t.span).collect::<Vec<_>>();
    let first = spans("");
    assert!(first.len() >= 6);
    for date in ["2018-05-21", "2016-02-29", "2000-01-01T00:00", "1999-12-31"] {
        assert_eq!(spans(date), first);
    }
}

#[test]
fn lengths_after_verbs_of_lasting() {
    check(MONDAY, "DURATION PXW; DURATION PXM", "هذا عمل قد يستغرق [أسابيع] أو [أشهراً]");
    check(MONDAY, "DURATION PXY", "يتوقع أن يستمر [سنوات] ترميم السوق");
    check(MONDAY, "DURATION PXW", "اندلعت معارك دامت [أسابيع] في الريف");
    check(MONDAY, "DURATION P1W", "مر [أسبوع] على الهدنة");
    check(MONDAY, "DURATION P1W", "لن تحل الأزمة في [أسبوع]، فالطريق طويل");
    check(MONDAY, "DURATION P2Y6M", "دام الحصار [عامين ونصف العام]");
    check(MONDAY, "", "شارك الفنان في أسبوع ثقافي");
}

#[test]
fn shares_of_a_unit() {
    check(MONDAY, "DURATION PT30M", "سقطت القذائف خلال [نصف ساعة]");
    check(MONDAY, "DURATION PT15M", "تأخر القطار [ربع ساعة] عن موعده");
    check(MONDAY, "DURATION P50Y", "لم يزر البلاد منذ [نصف قرن]");
    check(MONDAY, "DATE 2018-H1", "تراجع الإنتاج في [النصف الأول من العام الجاري]");
}

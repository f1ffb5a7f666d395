use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<(SectionKind, String)> {
    let document = Document::new(text).unwrap();
    sections(&document).iter().map(|s| (s.kind, s.span.of(text).to_owned())).collect()
}

/// The kind of the first section that starts with these words.
fn kind_of(found: &[(SectionKind, String)], start: &str) -> Option<SectionKind> {
    found.iter().find(|(_, words)| words.starts_with(start)).map(|(kind, _)| *kind)
}

fn body() -> &'static str {
    "أعلنت بلدية المدينة، اليوم، افتتاح الجسر الجديد بعد عامين من العمل المتواصل، وقالت إن حركة السير ستعود إلى طبيعتها خلال أيام قليلة.\n\
     وأضافت في بيان أن كلفة المشروع بلغت ثلاثة ملايين، وأن العمال أنهوا الأعمال قبل الموعد المحدد رغم الأمطار التي شهدتها المنطقة."
}

/// What a line becomes between a headline and the body.
fn under_headline(line: &str) -> SectionKind {
    let text = format!("بلدية المدينة تفتتح الجسر الجديد\n{line}\n{}", body());
    kinds(&text).iter().find(|(_, words)| words == line.trim()).map(|(kind, _)| *kind).unwrap()
}

#[test]
fn lines_under_the_headline() {
    use SectionKind::{Boilerplate, Byline, Dateline};
    for (kind, line) in [
        (Dateline, "2021-03-04"),
        (Dateline, "04/03/2021 15:20"),
        (Dateline, "الخميس 4 مارس 2021"),
        (Dateline, "الخميس، 4 آذار/مارس 2021 - 03:20 م"),
        (Dateline, "٤ مارس ٢٠٢١"),
        (Dateline, "آخر تحديث: 04.03.2021 | 15:20 GMT"),
        (Dateline, "تاريخ النشر:04.03.2021"),
        (Dateline, "نشر في: 4 مارس ,2021: 03:20 م GST"),
        (Dateline, "منذ 3 ساعات"),
        (Dateline, "قبل يومين"),
        (Dateline, "محليات الخميس ٤/مارس/٢٠٢١ ٠٣:٢٠ م"),
        (Dateline, "الخميس - 20 رجب 1442 هـ - 4 مارس 2021 مـ رقم العدد [ 15437]"),
        (Dateline, "نُشر: 15:20-4 مارس 2021 م ـ 20 رَجب 1442 هـ"),
        (Byline, "المصدر: وكالات"),
        (Byline, "المصدر : صحيفة محلية + وكالات"),
        (Byline, "عمان - وكالات"),
        (Byline, "صنعاء ـ عدن ـ الأناضول"),
        (Byline, "بيروت – رويترز"),
        (Byline, "أنقرة/ سليم قادر/ الأناضول"),
        (Byline, "كتب سليم قادر"),
        (Byline, "كتبت: ليلى حمدان"),
        (Byline, "بقلم: ليلى حمدان"),
        (Byline, "ليلى حمدان"),
        (Byline, "لندن: «الشرق الأوسط»"),
        (Byline, "بيروت: ليلى حمدان"),
        (Byline, "(أ ف ب)"),
        (Byline, "ل.ح/ س.ق (د ب أ، رويترز)"),
        (Byline, "========== ر.ع"),
        (Boilerplate, "(Getty)"),
        (Byline, "(إعداد سليم قادر للنشرة العربية - تحرير ليلى حمدان)"),
        (Byline, "تغطية صحفية لسليم قادر وهبة حسين - إعداد ليلى حمدان للنشرة العربية - تحرير سليم قادر"),
        (Boilerplate, "حجم النص Aa Aa"),
        (Boilerplate, "حقوق نشر الصورةAFP"),
        (Boilerplate, "ع ع ع"),
        (Boilerplate, "A- A+"),
        (Boilerplate, "شارك الخبر واتساب | تلجرام | فيسبوك"),
        (Boilerplate, "عمال على الجسر الجديد في المدينة - 4 آذار 2021 (تصوير: ناشطون)"),
        (Boilerplate, "مشاركة :"),
        (Boilerplate, "عمال على الجسر الجديد في المدينة ـ إنترنت"),
        (Boilerplate, "عمال على الجسر الجديد في المدينة (أرشيف)"),
        (Boilerplate, "اسمع المقال"),
        (Boilerplate, "شارك عبر فيسبوك"),
        (Boilerplate, "التعليقات (3)"),
        (Boilerplate, "12"),
        (Boilerplate, "https://news.example/2021/03/bridge"),
        (Boilerplate, "الجسر الجديد بعد افتتاحه (رويترز)"),
        (Boilerplate, "إعلان"),
    ] {
        assert_eq!(under_headline(line), kind, "{line}");
    }
}

#[test]
fn a_byline_and_a_stamp_on_one_line_are_two_sections() {
    let text = format!("بلدية المدينة تفتتح الجسر الجديد\nعمان - بترا | 4 مارس 2021\n{}", body());
    let got = kinds(&text);
    assert_eq!(got[1], (SectionKind::Byline, "عمان - بترا |".to_owned()));
    assert_eq!(got[2], (SectionKind::Dateline, "4 مارس 2021".to_owned()));
}

#[test]
fn a_headline_that_comes_again_with_a_media_tag_or_other_spacing() {
    for again in [
        "بلدية المدينة تفتتح الجسر الجديد (فيديو)",
        "بلدية  المدينة تفتتح: الجسر الجديد",
        "شاهد.. بلدية المدينة تفتتح الجسر الجديد",
    ] {
        let text = format!("بلدية المدينة تفتتح الجسر الجديد\nالخميس 4 مارس 2021\n{again}\n{}", body());
        assert_eq!(kinds(&text)[2].0, SectionKind::RepeatedHeadline, "{again}");
    }
}

#[test]
fn an_article_without_a_headline_has_none() {
    assert!(kinds(body()).iter().all(|(kind, _)| *kind == SectionKind::Paragraph));
}

#[test]
fn the_body_goes_on_after_links_in_it_and_ends_at_the_list_after_it() {
    let text = format!(
        "{0}\nاقرأ أيضا\nمتطوعون يزرعون ألف شجرة في الحديقة العامة\n{0}\nالأكثر قراءة\nمتطوعون يزرعون ألف شجرة\nأسعار الخضار ترتفع",
        body()
    );
    use SectionKind::{Boilerplate as B, Paragraph as P};
    let got: Vec<SectionKind> = kinds(&text).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(got, [P, P, B, B, P, P, B, B, B]);
}

#[test]
fn lines_broken_at_a_width_are_one_paragraph() {
    let text = "أعلنت بلدية المدينة اليوم افتتاح الجسر الجديد بعد عامين\nمن العمل المتواصل، وقالت إن حركة السير ستعود إلى طبيعتها\nخلال أيام قليلة.\n\n\
        وأضافت في بيان أن كلفة المشروع بلغت ثلاثة ملايين، وأن\nالعمال أنهوا الأعمال قبل الموعد المحدد رغم الأمطار التي\nشهدتها المنطقة.\n\n\
        وقال المهندس المشرف إن الجسر صمم ليحمل شاحنات ثقيلة، وإنه\nزود بمصابيح تعمل بالطاقة الشمسية.";
    let got = kinds(text);
    assert_eq!(got.len(), 3);
    assert!(got.iter().all(|(kind, _)| *kind == SectionKind::Paragraph));
}

#[test]
fn a_list_that_a_sentence_announces_is_body() {
    let text = format!(
        "حصيلة الحوادث خلال أسبوع\n{}\nوجاءت حصيلة الحوادث في أحياء المدينة كالآتي:\n- الحي القديم: 3 جرحى\n- حي الحدائق: جريحان\n{}",
        body(),
        body()
    );
    assert!(kinds(&text).iter().skip(1).all(|(kind, _)| *kind == SectionKind::Paragraph));
}

#[test]
fn source_and_address() {
    let text = format!(
        "بلدية المدينة تفتتح الجسر الجديد\nالمصدر: وكالات\n{}\nhttps://t.co/abcdefghijkl\nhttps://m.facebook.com/abcdefghijkl\nالرابط: https://news.example/2021/03/bridge",
        body()
    );
    let document = Document::new(text.as_str()).unwrap();
    let sections = sections(&document);
    assert_eq!(source(&document, &sections).as_deref(), Some("وكالات"));
    assert_eq!(url(&document, &sections).as_deref(), Some("https://news.example/2021/03/bridge"));
    assert_eq!(title(&document, &sections).as_deref(), Some("بلدية المدينة تفتتح الجسر الجديد"));
}

/// Lines as sites print them, broken ones and noise.
fn pieces() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("المصدر: وكالات".to_owned()),
        Just("اقرأ أيضا".to_owned()),
        Just("الأكثر قراءة".to_owned()),
        Just("الخميس 4 مارس 2021".to_owned()),
        Just("عمان - بترا | 4 مارس 2021".to_owned()),
        Just(body().to_owned()),
        Just("الرئيسية > أخبار > محليات".to_owned()),
        "\\PC{0,40}",
        "[ء-ي ،.0-9:|/()ـ-]{0,60}",
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n"), Just("\r"), Just("\u{2028}"), Just("  "), Just("")];
    proptest::collection::vec((line, end), 0..24).prop_map(|v| v.into_iter().map(|(l, e)| l + e).collect())
}

/// Whether every non-space character lies in exactly one section, in order, on char boundaries.
fn covers(text: &str) -> Result<(), TestCaseError> {
    let Ok(document) = Document::new(text) else { return Ok(()) };
    let mut at = 0;
    for section in sections(&document) {
        let range = section.span.range();
        prop_assert!(range.start >= at && range.end > range.start);
        prop_assert!(text.get(at..range.start).unwrap().trim().is_empty());
        let words = text.get(range.clone()).unwrap();
        prop_assert_eq!(words, words.trim());
        at = range.end;
    }
    prop_assert!(text.get(at..).unwrap().trim().is_empty());
    Ok(())
}

proptest! {
    #[test]
    fn every_character_is_in_one_section(text in any::<String>()) {
        covers(&text)?;
    }

    #[test]
    fn every_character_of_a_page_is_in_one_section(text in pieces()) {
        covers(&text)?;
    }
}

#[test]
fn the_article_goes_on_where_the_links_say_that_they_end() {
    let text = format!(
        "بلدية المدينة تفتتح الجسر الجديد\n{}\nقد يهمك أيضاً\nقصص مقترحة\nحريق في سوق المدينة\nكيف يعمل الصيادون؟\n\
         قصص مقترحة نهاية\nماذا قال السكان؟\nوقال ساكن في الحي، وهو موظف متقاعد، إن الطريق كان يستغرق ساعة قبل افتتاح الجسر.",
        body()
    );
    let found = kinds(&text);
    let kind = |start: &str| kind_of(&found, start);
    assert_eq!(kind("كيف يعمل"), Some(SectionKind::Boilerplate));
    assert_eq!(kind("قصص مقترحة نهاية"), Some(SectionKind::Boilerplate));
    assert_eq!(kind("ماذا قال"), Some(SectionKind::Subheading));
    assert_eq!(kind("وقال ساكن"), Some(SectionKind::Paragraph));
}

#[test]
fn the_article_goes_on_under_one_link() {
    let text = format!(
        "بلدية المدينة تفتتح الجسر الجديد\n{}\nاقرأ أيضاً: حريق في سوق المدينة القديم\n\
         وبحسب السكان فإن الطريق كان يستغرق ساعة قبل الافتتاح.\nقيّم هذه الصفحة",
        body()
    );
    let found = kinds(&text);
    let kind = |start: &str| kind_of(&found, start);
    assert_eq!(kind("اقرأ أيضاً"), Some(SectionKind::Boilerplate));
    assert_eq!(kind("وبحسب"), Some(SectionKind::Paragraph));
}

#[test]
fn a_citys_word_is_a_title() {
    let text = format!("القاهرة: لا عودة عن الجسر\n4 مارس 2021\nليلى حمدان\n0\nحجم الخط\n{}", body());
    let found = kinds(&text);
    assert_eq!(found[0], (SectionKind::Headline, "القاهرة: لا عودة عن الجسر".to_owned()));
    assert_eq!(found[2], (SectionKind::Byline, "ليلى حمدان".to_owned()));
}

#[test]
fn a_statement_is_signed_and_dated_at_its_end() {
    use SectionKind::{Byline, Dateline};
    for word in ["بيان", "إعلان", "اعلان"] {
        let signature = "بلدية المدينة\nالمكتب الإعلامي\n20 رجب 1442 هـ\n4 مارس 2021 م";
        let text = format!("{word} من بلدية المدينة\n{}\n{signature}", body());
        let found: Vec<_> = kinds(&text).into_iter().rev().take(4).map(|(kind, _)| kind).collect();
        assert_eq!(found, [Dateline, Dateline, Byline, Byline], "{word}");
    }
}

#[test]
fn a_list_under_one_paragraph_is_body() {
    let head = "بلدية المدينة تفتتح الجسر الجديد";
    let lead = "أعلنت بلدية المدينة، اليوم، أسماء تسعة عمال كرمتهم بعد افتتاح الجسر الجديد، بينهم مهندسان، في حفل أقيم يوم السبت 27 شباط على ضفة النهر.";
    let last = "كما كرمت كلاً من: سليم قادر، وهبة حسين، وليلى حمدان على عملهم في التصميم.";
    let check = |list: &str| {
        let found = kinds(&format!("{head}\n{lead}\n{list}\n{last}"));
        let body = found.iter().skip(1).all(|(kind, _)| *kind == SectionKind::Paragraph);
        assert!(body && found[0].0 == SectionKind::Headline, "{found:?}");
    };
    check(
        "الأسماء التي أعلنتها:\n1- سليم قادر\n2- هبة حسين (32 عاماً)\n3- المهندس وائل ناصر، 40 سنة\n4- ليلى حمدان من بلدة الجسر",
    );
    check("1- سليم قادر\n2- هبة حسين\n3- وائل ناصر");
    check("وهذه أسماؤهم:\nسليم قادر\nهبة حسين\nوائل ناصر (40 عاماً)\nليلى حمدان، مهندسة");
}

#[test]
fn a_title_of_other_words_than_the_text_stands_over_the_byline() {
    let found = kinds(&format!("رأي\nالنهر وضفتاه\nبقلم: ليلى حمدان\nسبتمبر 8, 2021\n{}", body()));
    let got: Vec<_> = found.iter().take(4).map(|(kind, _)| *kind).collect();
    use SectionKind::{Boilerplate, Byline, Dateline, Headline};
    assert_eq!(got, [Boilerplate, Headline, Byline, Dateline]);
}

#[test]
fn a_link_under_the_body_is_no_signature() {
    let text =
        format!("بلدية المدينة تفتتح الجسر الجديد\n{}\nأيضاً\nسكان الحي ينتقلون\nنشر الخميس، 20 مايو 2021", body());
    assert_eq!(kinds(&text)[4].0, SectionKind::Boilerplate);
}

#[test]
fn an_article_told_hour_by_hour_is_body() {
    let text = "مباشر.. افتتاح الجسر الجديد في المدينة\n14:20\nأعلنت بلدية المدينة فتح الجسر أمام السيارات بعد انتهاء الحفل.\n\
                13:45\nرئيس البلدية: سنغرس الأشجار على الضفتين.\n12:10\nوصول أول الحافلات إلى الساحة القريبة من النهر.\n\
                09:00\nالشرطة: إغلاق الطرق المؤدية إلى الجسر منذ الفجر.";
    let found = kinds(text);
    assert_eq!(found[0].0, SectionKind::Headline, "{found:?}");
    for (n, (kind, words)) in found.iter().enumerate().skip(1) {
        let want = if n % 2 == 1 { SectionKind::Dateline } else { SectionKind::Paragraph };
        assert_eq!(*kind, want, "{words}");
    }
}

#[test]
fn buttons_over_the_title_are_no_inset() {
    let text = format!(
        "العربي الجديد - مدن\n|\nالخميس 04/03/2021\nشارك المقال :\nالجسر: البلدية تحتفل.. والصيادون غائبون\n(Getty)\nحجم الخط\nمشاركة عبر\n{}",
        body()
    );
    let found = kinds(&text);
    assert_eq!(found[4].0, SectionKind::Headline, "{found:?}");
}

#[test]
fn the_desk_signs_and_stamps_at_the_end() {
    let text = format!("بلدية المدينة تفتتح الجسر الجديد\n{}\n--(بترا)\nح خ/أس/ف ج\n4/3/2021 - 04:12 م", body());
    let found: Vec<_> = kinds(&text).into_iter().rev().take(3).map(|(kind, _)| kind).collect();
    use SectionKind::{Byline, Dateline};
    assert_eq!(found, [Dateline, Byline, Byline]);
}

#[test]
fn counters_under_a_list_of_names_are_furniture() {
    let text = format!(
        "بلدية المدينة\n{}\nأسماء العمال الذين كرمتهم:\nسليم قادر\nهبة حسين\n٢٫١ ألف إعجاب\n٣٤٥ تعليقًا",
        body()
    );
    let found: Vec<_> = kinds(&text).into_iter().rev().take(4).map(|(kind, _)| kind).collect();
    use SectionKind::{Boilerplate, Paragraph};
    assert_eq!(found, [Boilerplate, Boilerplate, Paragraph, Paragraph]);
}

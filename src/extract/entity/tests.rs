//! Table tests of the rules: a sentence of our own and the names in it, in order.

use crate::document::Document;
use crate::extract::{Body, Context, EntityLabel, Findings, Options, Published};
use crate::normalize::{Profile, normalize};
use crate::segment::segment;
use crate::structure::{Section, SectionKind};
use crate::text::SourceSpan;

/// The names that the rules find in a text taken as one paragraph, clusters and all.
pub(super) fn findings(text: &str) -> (Document, Findings) {
    findings_with(text, &Options::default())
}

/// [`findings`] with what the person has set.
fn findings_with(text: &str, options: &Options) -> (Document, Findings) {
    read(text, options, None)
}

/// [`findings`] with what the person has set and a model.
fn read(text: &str, options: &Options, model: Option<&super::tagger::Model>) -> (Document, Findings) {
    let document = Document::new(text.to_owned()).unwrap();
    let normalized = normalize(document.text(), Profile::Search);
    let span = SourceSpan::from_usize(0, document.text().len());
    let sections = vec![Section { kind: SectionKind::Paragraph, span }];
    let seg = segment(&document, &normalized, &sections);
    let published = Published::default();
    let mut findings = Findings::default();
    {
        let cx = Context {
            document: &document,
            normalized: &normalized,
            sections: &sections,
            seg: &seg,
            options,
            published: &published,
            model,
        };
        super::extract(&cx, &mut findings);
        super::cluster(&cx, &mut findings);
    }
    (document, findings)
}

/// What `look` sees of a text taken as one paragraph.
fn with_scan<T>(text: &str, look: impl FnOnce(&super::scan::Scan<'_>) -> T) -> T {
    let document = Document::new(text.to_owned()).unwrap();
    let normalized = normalize(document.text(), Profile::Search);
    let span = SourceSpan::from_usize(0, document.text().len());
    let sections = vec![Section { kind: SectionKind::Paragraph, span }];
    let seg = segment(&document, &normalized, &sections);
    let (options, published) = (Options::default(), Published::default());
    let cx = Context {
        document: &document,
        normalized: &normalized,
        sections: &sections,
        seg: &seg,
        options: &options,
        published: &published,
        model: None,
    };
    look(&super::scan::Scan::new(&cx))
}

#[test]
fn a_name_of_the_tagger_goes_over_no_lone_quote_mark() {
    let check = |text: &str, expected: &str| {
        // the name runs from the first word to the one before the last
        let words = with_scan(text, |scan| {
            let cx = scan.cx;
            let last = (0..scan.len()).rev().find(|&i| cx.fold(i) == "هنا").unwrap();
            let closed = cx.kind(last - 1) == Some(crate::segment::TokenKind::Quote);
            let (first, last) = super::combine::unbroken(scan, 0, last - 1 - usize::from(closed));
            (first..=last).map(|i| cx.fold(i)).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(words, expected, "{text}");
    };
    check("الفجر اف ام بالضاحيه هنا", "الفجر اف ام بالضاحيه");
    check("الفجر اف ام\" بالضاحيه هنا", "الفجر اف ام");
    check("وكاله \"الضفاف\" هنا", "الضفاف");
    check("وكاله \"الضفاف\" الدوليه هنا", "وكاله \" الضفاف \" الدوليه");
    check("اذاعه صوت «النخيل هنا", "اذاعه صوت");
}

#[test]
fn a_first_letter_is_a_particle_with_evidence_only() {
    // The word of which the tagger or the segmenter would take the first letter off, and what is left of it as a name.
    let check = |text: &str, word: &str, label: EntityLabel, expected: &str| {
        let found = with_scan(text, |scan| {
            let token = (0..scan.len()).rev().find(|&i| scan.cx.fold(i) == word).unwrap();
            let skip = super::proclitic::skip(scan, token, label, 2);
            scan.cx.fold(token).get(usize::from(skip)..).unwrap().to_owned()
        });
        assert_eq!(found, expected, "{text}");
    };
    let (per, gpe) = (EntityLabel::Per, EntityLabel::Gpe);
    // What is left is a known name and the whole is none.
    check("سلمت الرسالة لمحمود أمس", "لمحمود", per, "محمود");
    check("حضر سامي وفريد معا", "وفريد", per, "فريد");
    check("ارتبط اسمه بعبدالجليل طويلا", "بعبدالجليل", per, "عبدالجليل");
    check("التقى بأبو سعيد", "بابو", per, "ابو");
    // The whole is a known name.
    check("عاد بوتفليقة إلى بلاده", "بوتفليقه", per, "بوتفليقه");
    check("تحدث فابيوس للصحافة", "فابيوس", per, "فابيوس");
    check("غاب كريم عن الجلسة", "كريم", per, "كريم");
    // Neither is known: ب, ف and ك are the name's own, و and ل as the two say.
    check("أوضح كوبريش أن المهلة انتهت", "كوبريش", per, "كوبريش");
    check("أوضح بالعم أن المهلة انتهت", "بالعم", per, "بالعم");
    check("حضر زيتمان وكوبريش معا", "وكوبريش", per, "كوبريش");
    // Nothing is joined to what a preposition, a title or a head governs.
    check("تقع القافلة عند مدخل قرية بوداي", "بوداي", gpe, "بوداي");
    check("وصل الوزير لوغريش مساء", "لوغريش", per, "لوغريش");
    // In the middle of a name.
    check("صافح سامر لوغريش ضيوفه", "لوغريش", per, "لوغريش");
    // The whole stands elsewhere behind another particle; what is left stands elsewhere alone.
    check("قالوا للوغريش إنهم باقون وتحدث معهم ولوغريش يبتسم ثم غادر لوغريش", "لوغريش", per, "لوغريش");
    check("حضر تسيلاخ. اتصلوا بتسيلاخ", "بتسيلاخ", per, "تسيلاخ");
    check("اجتاحت السيول ببلدورش", "ببلدورش", gpe, "بلدورش");
}

/// `LABEL|name` for each mention in order, `/` between.
fn names(text: &str) -> String {
    names_with(text, &Options::default())
}

fn names_with(text: &str, options: &Options) -> String {
    let (document, findings) = findings_with(text, options);
    let found: Vec<String> = findings
        .living()
        .filter_map(|(_, m)| match &m.body {
            Body::Entity(e) if !e.nominal => Some(format!("{}|{}", e.label.code(), m.span.of(document.text()))),
            _ => None,
        })
        .collect();
    found.join(" / ")
}

fn check(text: &str, expected: &str) {
    let found = names(text);
    assert_eq!(found, expected, "in: {text}");
}

#[test]
fn table() {
    let mut wrong = Vec::new();
    for line in include_str!("cases.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (expected, text) = line.split_once('\t').unwrap();
        let found = names(text);
        if found != expected {
            wrong.push(format!("in: {text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn in_a_roll_a_line_is_a_name() {
    let head = "كرمت البلدية أمس عددا من العمال الذين بنوا الجسر الجديد في المدينة، ونشرت قائمة بأسمائهم.\n\nأسماء العمال:\n\n";
    check(
        &format!("{head}محمد خالد الحصري\n\nعبد القادر جبل\n\nالعامل حسن ديب (24 عاما)\n\nأحمد ناصر مجهول العنوان"),
        "PER|محمد خالد الحصري / PER|عبد القادر جبل / PER|حسن ديب / PER|أحمد ناصر",
    );
    check(
        &format!("{head}1- عبد القادر جبل\n\n2- عبد الرحمن حجر، 30 سنة\n\n3- سمير خالد"),
        "PER|عبد القادر جبل / PER|عبد الرحمن حجر / PER|سمير خالد",
    );
    // No roll: one line.
    check(&format!("{head}عبد القادر جبل"), "PER|عبد القادر");
}

#[test]
fn the_personal_lexicon_wins() {
    let mut lexicon = super::PersonalLexicon::default();
    for (name, label) in [
        ("الوعد", Some(EntityLabel::Org)),
        ("برلين", None),
        ("عبدالباري خالد", Some(EntityLabel::Per)),
        ("الغوطة", Some(EntityLabel::Gpe)),
        ("حمص", Some(EntityLabel::Org)),
        ("خوري", Some(EntityLabel::Org)),
    ] {
        assert!(lexicon.set(name, label));
    }
    let options = Options { lexicon, ..Options::default() };
    let check = |text: &str, expected: &str| assert_eq!(names_with(text, &options), expected, "in: {text}");
    check("وصل الوفد من الوعد أمس.", "ORG|الوعد");
    check("عاد من برلين قبل يومين.", "");
    check("رأى وعبد الباري خالد ذلك.", "PER|عبد الباري خالد");
    check("دخلت قافلة للغوطة.", "GPE|لغوطة");
    check("دخلت قافلة إلى الغوطة الشرقية.", "LOC|الغوطة الشرقية");
    check("سكان بحمص عادوا.", "ORG|حمص");
    check("قال وزير المالية اللبناني سمير خوري.", "PER|سمير خوري");
}

#[test]
fn nothing_in_nothing() {
    check("...", "");
    check("123 - abc", "");
}

/// The entities of a text: `name: form, form` with `;` between, in order.
fn entities(text: &str) -> String {
    let (document, findings) = findings(text);
    let forms = |e: &crate::extract::Entity| {
        let words = e.mentions.iter().filter_map(|&m| findings.mentions.get(m)).map(|m| m.span.of(document.text()));
        words.collect::<Vec<_>>().join("، ")
    };
    findings.entities.iter().map(|e| format!("{}: {}", e.name, forms(e))).collect::<Vec<_>>().join("; ")
}

#[test]
fn clusters() {
    let mut wrong = Vec::new();
    for line in include_str!("clusters.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (expected, text) = line.split_once('\t').unwrap();
        let found = entities(text);
        if found != expected {
            wrong.push(format!("in: {text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn roles_and_links() {
    let (_, found) = findings("قال وزير المالية اللبناني سمير خوري في بيروت إن القرض تأخر.");
    let role = found.living().find_map(|(_, m)| match &m.body {
        Body::Entity(e) => e.attributes.iter().find(|a| a.0 == "role").map(|a| a.1.clone()),
        _ => None,
    });
    assert_eq!(role, Some(serde_json::json!("وزير المالية اللبناني")));
    let after = |text: &str, expected: Option<&str>| {
        let (_, found) = findings(text);
        let role = found.living().find_map(|(_, m)| match &m.body {
            Body::Entity(e) => e.attributes.iter().find(|a| a.0 == "role").map(|a| a.1.clone()),
            _ => None,
        });
        assert_eq!(role, expected.map(|e| serde_json::json!(e)), "{text}");
    };
    after("وقال بهرام قاسمي، المتحدث باسم الخارجية الإيرانية، إن اللقاء تأجل.", Some("المتحدث باسم الخارجية الإيرانية"));
    after("التقى سمير خوري مدير المستشفى أمس.", Some("مدير المستشفى"));
    after("غادر سمير خوري، والرئيس يبقى.", None);
    after("قال المحامي سمير خوري ذلك.", Some("المحامي"));
    let beirut = found.entities.iter().find(|e| e.name == "بيروت").unwrap().link.clone().unwrap();
    assert_eq!((beirut["source"].as_str(), beirut["country"].as_str()), (Some("GeoNames"), Some("LB")));
    assert!((beirut["lat"].as_f64().unwrap() - 33.9).abs() < 0.2);
}

#[test]
fn a_name_of_several_places_follows_the_article() {
    let of = |text: &str| {
        let (_, found) = findings(text);
        let e = found.entities.iter().find(|e| e.name == "طرابلس").unwrap().link.clone().unwrap();
        (e["country"].as_str().unwrap().to_owned(), e["candidates"].is_array())
    };
    assert_eq!(of("انتشر الجيش اللبناني في مدينة طرابلس وفي صيدا وبيروت بعد قرار من لبنان."), ("LB".to_owned(), true));
    assert_eq!(
        of("اندلعت مواجهات في طرابلس وامتدت إلى مصراتة وبنغازي، ودعت ليبيا إلى الهدوء."),
        ("LY".to_owned(), true)
    );
}

#[test]
fn definite_nominals_are_marked_as_such() {
    let (document, found) =
        findings("هاجم تنظيم داعش القرية. وانسحب التنظيم. وقال الوزير بسام الخطيب ذلك. وتابع الوزير. ثم قال وزير آخر.");
    let nominal: Vec<&str> = found
        .living()
        .filter(|(_, m)| matches!(&m.body, Body::Entity(e) if e.nominal && e.entity.is_some()))
        .map(|(_, m)| m.span.of(document.text()))
        .collect();
    assert_eq!(nominal, ["التنظيم", "الوزير"]);
}

#[test]
fn places_of_other_spellings_and_heads_are_linked() {
    let check = |text: &str, name: &str, country: &str| {
        let (_, found) = findings(text);
        let e = found.entities.iter().find(|e| e.name == name).unwrap();
        let link = e.link.clone().unwrap_or_else(|| panic!("no link for {name}"));
        assert_eq!(link["country"].as_str(), Some(country), "{text}");
    };
    check("عاد إلى سورية بعد غياب.", "سورية", "SY");
    check("وصل إلى مدينة ادلب أمس.", "ادلب", "SY");
    check("نزحوا من بلدة القائم العراقية إلى الموصل في العراق.", "الموصل", "IQ");
}

#[test]
fn long_input_is_read_in_linear_time() {
    let text = "قال المتحدث باسم وزارة الصحة خليل سعد في حلب إن العدد ارتفع. وأضاف سعد أن حي القدم والتضامن بخير. "
        .repeat(3000);
    let begun = std::time::Instant::now();
    let (_, found) = findings(&text);
    assert!(found.entities.len() < 20, "{}", found.entities.len());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

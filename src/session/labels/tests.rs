//! Label sets: every check, the file and the link, and what a person does with them.

use super::*;
use crate::document::Document;
use crate::extract::Options;
use crate::session::{Action, Command, Session, reduce};
use crate::text::CharSpan;
use proptest::prelude::*;
use std::rc::Rc;

fn record(layer: &str, label: &str, color: &str, key: Option<&str>) -> LabelRecord {
    let key = key.map(str::to_owned);
    LabelRecord { layer: layer.to_owned(), label: label.to_owned(), color: color.to_owned(), key, extra: Map::new() }
}

/// A set of one's own, in two layers, with every type of attribute.
fn own() -> Vec<LabelRecord> {
    let mut weapon = record("harm", "WEAPON", "#0b6477", Some("w"));
    set_name(&mut weapon, &Name { ar: "سلاح".to_owned(), en: "Weapon".to_owned() });
    let attribute = |key: &str, kind, values: &[&str]| Attribute {
        key: key.to_owned(),
        name: Name { ar: String::new(), en: key.to_owned() },
        kind,
        values: values.iter().map(|v| (*v).to_owned()).collect(),
    };
    let all = [
        attribute("maker", Kind::Text, &[]),
        attribute("calibre", Kind::Number, &[]),
        attribute("class", Kind::Choice, &["خفيف", "heavy"]),
        attribute("confirmed", Kind::Boolean, &[]),
    ];
    set_attributes(&mut weapon, &all);
    let mut out = vec![record("entity", "PER", "#a34f00", Some("1")), weapon];
    set_layer_name(&mut out, "harm", &Name { ar: "ضرر".to_owned(), en: "Harm".to_owned() });
    out
}

fn fault(labels: Vec<LabelRecord>) -> (usize, Fault) {
    match check(labels) {
        Err(LabelError::At { n, fault, .. }) => (n, fault),
        other => panic!("{other:?}"),
    }
}

#[test]
fn ours_passes_as_it_is() {
    let (labels, weak) = check(default_labels()).unwrap();
    assert_eq!((labels, weak), (default_labels(), vec![]));
}

#[test]
fn what_a_label_says_comes_back() {
    let (labels, weak) = check(own()).unwrap();
    assert_eq!(weak, []);
    let (again, _) = read(&write(&labels)).unwrap();
    assert_eq!(again, labels);
    assert!(claims(&write(&labels)) && !claims("{\"schema\": \"hashiya/annotations\"}"));
    assert_eq!(name_of(&again[1]).ar, "سلاح");
    assert_eq!(layer_name_of(&again[1]).en, "Harm");
    let kinds: Vec<Kind> = attributes_of(&again[1]).iter().map(|a| a.kind).collect();
    assert_eq!(kinds, Kind::ALL);
    let fragment = to_fragment(&labels);
    assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'=' | b'-' | b'_')), "{fragment}");
    assert_eq!(from_fragment(&format!("#{fragment}")).unwrap().unwrap().0, labels);
    assert_eq!(from_fragment("#article"), None);
    assert_eq!(from_fragment("#labels=%7B"), Some(Err(LabelError::Link)));
    assert_eq!(from_fragment("#labels=e30"), Some(Err(LabelError::Foreign)));
}

#[test]
fn a_wrong_label_is_named() {
    let mut labels = own();
    let change = |with: &dyn Fn(&mut LabelRecord)| {
        let mut labels = own();
        with(&mut labels[1]);
        fault(labels)
    };
    let attribute = |with: &dyn Fn(&mut Attribute)| {
        change(&|l| {
            let mut all = attributes_of(l);
            with(&mut all[2]);
            set_attributes(l, &all);
        })
    };
    let text = |s: &str| s.to_owned();
    assert_eq!(change(&|l| l.label = text("two words")), (2, Fault::Code(text("two words"))));
    assert_eq!(change(&|l| l.label = text("PER")), (2, Fault::Twice(text("PER"))));
    assert_eq!(change(&|l| l.layer = text("a/b")), (2, Fault::Layer(text("a/b"))));
    assert_eq!(change(&|l| l.color = text("red;}")), (2, Fault::Colour(text("red;}"))));
    assert_eq!(change(&|l| l.key = Some(text("ww"))), (2, Fault::Key(text("ww"))));
    assert_eq!(change(&|l| l.key = Some(text("و"))), (2, Fault::Key(text("و"))));
    assert_eq!(change(&|l| l.key = Some(text("A"))), (2, Fault::KeyReserved(text("a"))));
    assert_eq!(change(&|l| l.key = Some(text("1"))), (2, Fault::KeyTwice(text("1"))));
    let hidden = "a\u{202e}b";
    assert_eq!(change(&|l| set_name(l, &Name { ar: text(hidden), en: text("") })), (2, Fault::Name(text(hidden))));
    assert_eq!(attribute(&|a| a.key = text("maker")), (2, Fault::Attribute(text("maker"))));
    assert_eq!(attribute(&|a| a.key = text("speaker")), (2, Fault::Attribute(text("speaker"))));
    assert_eq!(attribute(&|a| a.values.clear()), (2, Fault::Choices(text("class"))));
    labels[1].extra.insert(text("attributes"), json!([{ "key": "x", "type": "date" }]));
    assert_eq!(fault(labels), (2, Fault::Kind(text("x: date"))));
}

#[test]
fn a_weak_colour_is_corrected_and_said() {
    let mut labels = own();
    labels[1].color = "#ffee00".to_owned();
    let (labels, weak) = check(labels).unwrap();
    assert_eq!(weak.len(), 1);
    assert_eq!((weak[0].label.as_str(), weak[0].was.as_str(), &weak[0].now), ("WEAPON", "#ffee00", &labels[1].color));
    assert!(weak[0].contrast < 1.3);
    assert_eq!(check(labels.clone()).unwrap(), (labels, vec![]), "once");
}

#[test]
fn a_file_that_is_none_is_refused_with_its_place() {
    let check = |file: &str, want: LabelError| assert_eq!(read(file), Err(want), "{file}");
    check("", LabelError::Malformed { line: 1, column: 1 });
    check("{\n \"schema\": }", LabelError::Malformed { line: 2, column: 12 });
    check("[]", LabelError::Foreign);
    check("{\"schema\":\"hashiya/annotations\",\"version\":1}", LabelError::Foreign);
    check("{\"schema\":\"hashiya/labels\",\"version\":7}", LabelError::Later(7));
    check("{\"schema\":\"hashiya/labels\",\"version\":0}", LabelError::Foreign);
    check("{\"schema\":\"hashiya/labels\",\"version\":1,\"labels\":[]}", LabelError::Empty);
    let one = write(&own()).replace("\"WEAPON\"", "7");
    assert!(matches!(read(&one), Err(LabelError::At { n: 2, fault: Fault::Form(_), .. })), "{:?}", read(&one));
}

const TEXT: &str = "وصل الوفد إلى حلب ومعه بندقية قديمة وبندقية أخرى.";

fn session() -> Rc<Session> {
    let mut document = crate::annotate::annotate(&Document::new(TEXT).unwrap(), &Options::default());
    document.annotations.clear();
    document.entities.clear();
    reduce(Rc::default(), Action::Open(Box::new(document)))
}

fn run(s: &Rc<Session>, command: Command) -> Rc<Session> {
    reduce(Rc::clone(s), Action::Do(command, "2026-01-02T03:04:05Z".to_owned()))
}

fn document(s: &Session) -> &AnnotationDocument {
    &s.work.as_ref().unwrap().document
}

fn marked() -> Rc<Session> {
    let s = run(&session(), Command::SetLabels(own()));
    let at = |n: usize| {
        let (at, words) = TEXT.match_indices("بندقية").nth(n).unwrap();
        let start = u32::try_from(TEXT.char_indices().take_while(|(i, _)| *i < at).count()).unwrap();
        CharSpan::new(start, start + u32::try_from(words.chars().count()).unwrap())
    };
    let add = |span| Command::Add { span, layer: "harm".to_owned(), label: "WEAPON".to_owned() };
    run(&run(&s, add(at(0))), add(at(1)))
}

#[test]
fn a_set_is_changed_in_one_step_and_comes_back() {
    let first = session();
    let s = run(&first, Command::SetLabels(own()));
    assert_eq!(document(&s).labels, own());
    assert_eq!(document(&reduce(Rc::clone(&s), Action::Undo)), document(&first));
    assert!(Rc::ptr_eq(&s, &run(&s, Command::SetLabels(own()))), "the same again is nothing");
    assert!(
        Rc::ptr_eq(&s, &run(&s, Command::SetLabels(vec![record("x y", "A", "#000000", None)]))),
        "a wrong set is nothing"
    );
}

#[test]
fn a_document_with_labels_of_ones_own_is_one_that_every_reader_takes() {
    let s = marked();
    let id = document(&s).annotations[0].id.clone();
    let s = run(&s, Command::SetAttribute { id, key: "confirmed".to_owned(), value: Some(json!(true)) });
    let json = crate::export::to_json(document(&s)).unwrap();
    let read = crate::export::from_json(&json).unwrap();
    assert_eq!(&read, document(&s));
    let schema = jsonschema::validator_for(&crate::export::json_schema()).unwrap();
    assert!(schema.is_valid(&serde_json::from_str(&json).unwrap()));
    assert_eq!(read.annotations[0].attributes["confirmed"], true);
}

#[test]
fn a_label_in_use_does_not_go_silently() {
    let s = marked();
    let remove = |into: Option<(&str, &str)>| Command::RemoveLabel {
        layer: "harm".to_owned(),
        label: "WEAPON".to_owned(),
        into: into.map(|(a, b)| (a.to_owned(), b.to_owned())),
    };
    assert_eq!(uses(document(&s), "harm", "WEAPON"), 2);
    assert!(Rc::ptr_eq(&s, &run(&s, remove(None))), "in use: it stays");
    let gone = run(&s, remove(Some(("entity", "PER"))));
    assert_eq!(document(&gone).labels.len(), 1);
    assert_eq!(uses(document(&gone), "entity", "PER"), 2);
    assert_eq!(document(&reduce(gone, Action::Undo)), document(&s), "one step");
    let unused = run(&session(), Command::SetLabels(own()));
    assert_eq!(document(&run(&unused, remove(None))).labels.len(), 1);
    // Another set takes what is in use along.
    let kept = adopted(document(&s), &default_labels());
    assert_eq!(kept.len(), default_labels().len() + 1);
    assert_eq!(check(kept.clone()).unwrap().0, kept);
    let s = run(&s, Command::SetLabels(default_labels()));
    assert!(document(&s).labels.iter().any(|l| l.label == "WEAPON"));
}

#[test]
fn a_fresh_label_passes_every_check() {
    let mut labels = default_labels();
    for _ in 0..12 {
        let next = fresh(&labels, "entity");
        labels.push(next);
        assert_eq!(check(labels.clone()).unwrap(), (labels.clone(), vec![]));
    }
}

proptest! {
    /// Whatever stands in a file, it is refused, or taken and the same again.
    #[test]
    fn any_text_is_refused_or_the_same_again(layer in "\\PC{0,9}", label in "\\PC{0,9}", color in "#?[0-9a-fx]{0,7}", key in "\\PC?", name in "\\PC{0,70}") {
        let mut one = record(&layer, &label, &color, Some(&key).filter(|k| !k.is_empty()).map(String::as_str));
        set_name(&mut one, &Name { ar: name, en: String::new() });
        if let Ok((labels, _)) = read(&write(&[one])) {
            prop_assert_eq!(read(&write(&labels)), Ok((labels, vec![])));
        }
    }
}

//! The reducer's laws and cases, on an article of our own.

use super::*;
use crate::annotate::{self, AnnotationDocument, By, Review};
use crate::document::Document;
use crate::extract::Options;
use crate::text::CharSpan;
use proptest::prelude::*;
use std::rc::Rc;

const TEXT: &str = "وصول وفد إلى حلب\n\nوصل وفد من دمشق إلى حلب أمس. وقال رئيس الوفد إن 20 شاحنة دخلت بدمشق والغوطة.\r\nعبدالرحمن ثم عبد الرحمن 💡 انتهى";

fn document() -> AnnotationDocument {
    annotate::annotate(&Document::new(TEXT).unwrap(), &Options::default())
}

fn session() -> Rc<Session> {
    reduce(Rc::default(), Action::Open(Box::new(document())))
}

fn work(s: &Session) -> &Work {
    s.work.as_ref().unwrap()
}

fn span_of(words: &str) -> CharSpan {
    let (before, _) = TEXT.split_once(words).unwrap();
    let chars = |s: &str| u32::try_from(s.chars().count()).unwrap();
    CharSpan::new(chars(before), chars(before) + chars(words))
}

fn run(s: &Rc<Session>, command: Command) -> Rc<Session> {
    reduce(Rc::clone(s), Action::Do(command, "2026-01-02T03:04:05Z".to_owned()))
}

fn add(s: &Rc<Session>, words: &str, label: &str) -> Rc<Session> {
    run(s, Command::Add { span: span_of(words), layer: "entity".to_owned(), label: label.to_owned() })
}

/// A machine's proposal to work on, whatever the extractors find today.
fn with_proposal(words: &str) -> (Rc<Session>, String) {
    let mut d = document();
    d.annotations.retain(|a| !a.span.overlaps(span_of(words)));
    let s = reduce(Rc::default(), Action::Open(Box::new(d)));
    let s = add(&s, words, "GPE");
    let mut d = work(&s).document.clone();
    let id = s.focus.clone().unwrap();
    let at = d.annotations.iter().position(|a| a.id == id).unwrap();
    let a = Rc::make_mut(&mut d.annotations[at]);
    a.id = "a900".to_owned();
    a.provenance.by = By::Machine;
    a.provenance.confidence = Some(0.6);
    a.review = Review::Proposed;
    d.history = annotate::HistoryPart::default();
    (reduce(Rc::default(), Action::Open(Box::new(d))), "a900".to_owned())
}

#[test]
fn adding_undoing_and_redoing() {
    let first = session();
    let s = add(&first, "الوفد", "ORG");
    let own = work(&s).get("h1").unwrap();
    assert_eq!((own.text.as_str(), own.review, own.provenance.by), ("الوفد", Review::Added, By::Human));
    assert_eq!(work(&s).document.history.edits, 1);
    assert_eq!(s.focus.as_deref(), Some("h1"));
    assert!(!s.card, "the card closes when its work is done");
    let back = reduce(Rc::clone(&s), Action::Undo);
    assert_eq!(work(&back).document, work(&first).document);
    let again = reduce(back, Action::Redo);
    assert_eq!(work(&again).document, work(&s).document);
    assert_eq!(add(&again, "شاحنة", "ORG").focus.as_deref(), Some("h2"));
}

#[test]
fn nothing_changes_gives_the_same_session() {
    let s = session();
    for action in [
        Action::Undo,
        Action::Redo,
        Action::Focus(None),
        Action::Select(None),
        Action::SetLang(s.lang),
        Action::SetView(s.view),
        Action::Dismiss,
        Action::Finished(7),
        Action::Progress(7, "time".to_owned(), 0.5),
        Action::Do(Command::Accept(vec!["nobody".to_owned()]), String::new()),
        Action::Do(Command::Machine(Rc::new(document())), String::new()),
    ] {
        let name = format!("{action:?}").chars().take(40).collect::<String>();
        assert!(Rc::ptr_eq(&s, &reduce(Rc::clone(&s), action)), "{name}");
    }
}

#[test]
fn the_tour_goes_on_with_the_first_article_and_ends() {
    let s = reduce(Rc::default(), Action::Tour(Some(0)));
    let s = reduce(s, Action::Open(Box::new(document())));
    assert_eq!(s.tour, Some(1), "the first step is done");
    let s = reduce(reduce(s, Action::Tour(Some(3))), Action::Open(Box::new(document())));
    assert_eq!(s.tour, Some(3));
    assert_eq!(reduce(Rc::clone(&s), Action::Tour(Some(TOUR))).tour, None, "after the last step it is over");
    assert_eq!(session().tour, None);
}

#[test]
fn a_changed_proposal_keeps_what_the_machine_said() {
    let (s, id) = with_proposal("الغوطة");
    let changed = run(&s, Command::Relabel { id: id.clone(), layer: "entity".to_owned(), label: "LOC".to_owned() });
    let a = work(&changed).get(&id).unwrap();
    assert_eq!((a.label.as_str(), a.review, a.provenance.by), ("LOC", Review::Corrected, By::Machine));
    assert_eq!(a.proposed.as_ref().unwrap().label, "GPE");
    let moved = run(&changed, Command::SetBounds { id: id.clone(), span: span_of("غوطة") });
    let a = work(&moved).get(&id).unwrap();
    assert_eq!((a.text.as_str(), a.proposed.as_ref().unwrap().span), ("غوطة", span_of("الغوطة")));
    let restored = run(&moved, Command::Restore(id.clone()));
    assert_eq!(work(&restored).get(&id), work(&s).get(&id));
    let rejected = run(&s, Command::Reject(vec![id.clone()]));
    assert_eq!(work(&rejected).get(&id).unwrap().review, Review::Rejected, "rejected ones stay as evidence");
}

#[test]
fn the_surest_of_a_layer_are_accepted_in_one_step() {
    let (s, id) = with_proposal("الغوطة");
    let ids = |layer: Option<&str>, least: f64| -> Vec<String> {
        above(work(&s), layer, least).iter().map(|a| a.id.clone()).collect()
    };
    assert!(ids(Some("entity"), 0.6).contains(&id));
    assert!(!ids(Some("entity"), 0.61).contains(&id), "the bound itself is in, what is below is not");
    assert!(!ids(Some("time"), 0.0).contains(&id));
    let done = run(&s, Command::Accept(ids(None, 0.0)));
    assert_eq!(above(work(&done), None, 0.0).len(), 0);
    assert_eq!(work(&done).undo.len(), 1);
    assert_eq!(open_in_layers(&work(&done).document).len(), 0);
    let back = reduce(done, Action::Undo);
    assert_eq!(work(&back).document, work(&s).document);
}

#[test]
fn parts_are_added_joined_and_taken_out() {
    let s = add(&session(), "وفد من", "ORG");
    let id = s.focus.clone().unwrap();
    let s = run(&s, Command::AddPart { id: id.clone(), span: span_of("20 شاحنة") });
    let a = work(&s).get(&id).unwrap();
    assert_eq!(a.text, "وفد من … 20 شاحنة");
    assert_eq!((a.span.start(), a.span.end()), (span_of("وفد من").start(), span_of("20 شاحنة").end()));
    crate::export::check(&work(&s).document).unwrap();
    let whole = run(&s, Command::RemovePart { id: id.clone(), n: 0 });
    let a = work(&whole).get(&id).unwrap();
    assert_eq!((a.text.as_str(), a.parts.as_ref()), ("20 شاحنة", None), "one part is no parts");
    assert!(run(&whole, Command::RemovePart { id: id.clone(), n: 0 }).work.as_ref().unwrap().get(&id).is_some());
    let touching = run(&s, Command::AddPart { id: id.clone(), span: span_of("شاحنة دخلت") });
    assert_eq!(work(&touching).get(&id).unwrap().parts.as_ref().unwrap().len(), 2, "what overlaps is one part");
}

#[test]
fn relations_are_made_once_and_taken_away() {
    let s = add(&add(&session(), "الوفد", "ORG"), "شاحنة", "ORG");
    let relate = || Command::Relate { from: "h1".to_owned(), to: "h2".to_owned(), kind: " has ".to_owned() };
    let s = run(&s, relate());
    let own = || work(&s).document.relations.iter().filter(|r| r.kind == "has").count();
    assert_eq!(own(), 1);
    assert!(Rc::ptr_eq(&s, &run(&s, relate())), "the same again is nothing");
    let drawn = links(work(&s), "h2");
    assert_eq!((drawn.len(), drawn[0].inwards, drawn[0].other.as_str()), (1, true, "h1"));
    let gone = run(&s, Command::Unrelate(drawn[0].relation.clone().unwrap()));
    assert!(links(work(&gone), "h1").is_empty());
}

#[test]
fn a_relation_taken_away_does_not_return_when_the_article_is_read_again() {
    let (s, id) = with_proposal("الغوطة");
    let relation = |from: &str, to: &str| {
        let (from, to) = (from.to_owned(), to.to_owned());
        Rc::new(annotate::RelationRecord {
            id: "r1".to_owned(),
            kind: "part_of".to_owned(),
            from,
            to,
            extra: serde_json::Map::new(),
        })
    };
    // What the machine says: the article's own proposals, one of them related to another.
    let mut fresh = work(&s).document.clone();
    let other = fresh.annotations.iter().find(|a| a.id != id).unwrap().id.clone();
    fresh.relations = vec![relation(&id, &other)];
    let s = reduce(Rc::default(), Action::Open(Box::new(fresh.clone())));
    let gone = run(&s, Command::Unrelate("r1".to_owned()));
    assert!(work(&gone).document.relations.is_empty());
    fresh.document.published.value = Some("2024-03-14".to_owned());
    let again = run(&gone, Command::Machine(Rc::new(fresh.clone())));
    assert!(work(&again).document.relations.is_empty(), "{:?}", work(&again).document.relations);
    crate::export::check(&work(&again).document).unwrap();
    let back = reduce(reduce(again, Action::Undo), Action::Undo);
    assert_eq!(work(&back).document, work(&s).document);
    let read = run(&back, Command::Machine(Rc::new(fresh)));
    assert_eq!(work(&read).document.relations.len(), 1, "with the removal undone it is the machine's again");
}

#[test]
fn the_machine_never_overwrites_a_decision() {
    let (s, id) = with_proposal("الغوطة");
    let s = run(&s, Command::Relabel { id: id.clone(), layer: "entity".to_owned(), label: "LOC".to_owned() });
    let mut fresh = document();
    fresh.document.published.value = Some("2024-03-14".to_owned());
    let after = run(&s, Command::Machine(Rc::new(fresh)));
    // Which entity holds the mention is no decision of the person's: it follows the new reading.
    let decided = |s: &Session| {
        let mut a = (**work(s).get(&id).unwrap()).clone();
        a.attributes.remove("entity");
        a
    };
    assert_eq!(decided(&after), decided(&s));
    assert_eq!(work(&after).document.document.published.value.as_deref(), Some("2024-03-14"));
    let back = reduce(after, Action::Undo);
    assert_eq!(work(&back).document, work(&s).document, "one undo takes the whole run back");
}

#[test]
fn selections_snap_to_words_without_particles() {
    let d = document();
    let index = crate::text::OffsetIndex::new(TEXT);
    let check = |selected: &str, snapped: &str| {
        let at = span_of(selected);
        let got = snap(&d, &index, at).map(|s| index.source_span(TEXT, s).of(TEXT).to_owned());
        assert_eq!(got.as_deref(), Some(snapped), "{selected}");
    };
    check("حنة", "شاحنة");
    check("وفد من دم", "وفد من دمشق");
    check("والغوطة.", "الغوطة");
    check("إلى حلب أمس.", "إلى حلب أمس");
    check("💡", "💡");
    assert_eq!(snap(&d, &index, span_of("\n\n")), None);
}

#[test]
fn ends_move_by_letters_and_words_and_never_cross() {
    let d = document();
    let index = crate::text::OffsetIndex::new(TEXT);
    let text = |s: CharSpan| index.source_span(TEXT, s).of(TEXT).to_owned();
    let s = span_of("وفد من دمشق");
    assert_eq!(text(nudge(&d, &index, s, End::End, Step::Word, true)), "وفد من دمشق إلى");
    assert_eq!(text(nudge(&d, &index, s, End::End, Step::Word, false)), "وفد من");
    assert_eq!(text(nudge(&d, &index, s, End::Start, Step::Word, true)), "من دمشق");
    assert_eq!(text(nudge(&d, &index, s, End::End, Step::Letter, false)), "وفد من دمش");
    let one = span_of("💡");
    assert_eq!(nudge(&d, &index, one, End::End, Step::Letter, false), one);
}

#[test]
fn the_same_words_are_found_across_spellings_and_particles() {
    let s = session();
    let texts = |words: &str| -> Vec<String> {
        occurrences(work(&s), span_of(words), "entity").iter().map(|o| work(&s).words(o.span).to_owned()).collect()
    };
    assert_eq!(texts("دمشق"), ["دمشق", "دمشق"]);
    assert_eq!(texts("عبدالرحمن"), ["عبدالرحمن", "عبد الرحمن"]);
    let all = occurrences(work(&s), span_of("دمشق"), "entity").iter().map(|o| o.span).collect::<Vec<_>>();
    let done = run(&s, Command::Everywhere { spans: all, layer: "entity".to_owned(), label: Some("GPE".to_owned()) });
    let back = reduce(Rc::clone(&done), Action::Undo);
    assert_eq!(work(&back).document, work(&s).document, "one undo");
}

#[test]
fn searching_folds_letters() {
    let s = session();
    let found: Vec<_> = find(work(&s), "الرحمن").into_iter().map(|f| work(&s).words(f).to_owned()).collect();
    assert_eq!(found, ["الرحمن", "الرحمن"]);
    assert_eq!(find(work(&s), "انتهي").len(), 1, "ى and ي are one");
    assert!(find(work(&s), " ").is_empty());
}

#[test]
fn entities_merge_split_and_come_back() {
    let mut d = document();
    d.annotations.clear();
    d.entities.clear();
    let s = reduce(Rc::default(), Action::Open(Box::new(d)));
    let s = add(&add(&s, "عبدالرحمن", "PER"), "عبد الرحمن", "PER");
    let mut d = work(&s).document.clone();
    for (n, id) in ["h1", "h2"].iter().enumerate() {
        let entity = format!("e{}", n + 1);
        let at = d.annotations.iter().position(|a| a.id == *id).unwrap();
        Rc::make_mut(&mut d.annotations[at]).attributes.insert("entity".to_owned(), entity.clone().into());
        d.entities.push(Rc::new(annotate::EntityRecord {
            id: entity,
            label: "PER".to_owned(),
            name: format!("{n}"),
            mentions: vec![(*id).to_owned()],
            link: None,
            extra: serde_json::Map::new(),
        }));
    }
    let s = reduce(Rc::default(), Action::Open(Box::new(d)));
    let merged = run(&s, Command::MergeEntities { from: "e2".to_owned(), into: "e1".to_owned() });
    assert_eq!(work(&merged).document.entities[0].mentions, ["h1", "h2"]);
    assert_eq!(work(&merged).get("h2").unwrap().attributes["entity"], "e1");
    let split = run(&merged, Command::SplitEntity { mention: "h2".to_owned() });
    assert_eq!(work(&split).document.entities.len(), 2);
    let back = reduce(reduce(split, Action::Undo), Action::Undo);
    assert_eq!(work(&back).document, work(&s).document);
}

/// One of a few commands, on whatever stands at place `n`.
fn command(s: &Session, kind: u8, n: usize) -> Option<Action> {
    let w = s.work.as_ref()?;
    let some = w.document.annotations.get(n % w.document.annotations.len().max(1)).map(|a| a.id.clone());
    let token = w.document.tokens.get(n % w.document.tokens.len().max(1))?;
    let now = || format!("2026-01-01T00:00:{:02}Z", n % 60);
    let layer = || "entity".to_owned();
    Some(match kind {
        0 => Action::Do(Command::Add { span: token.span, layer: layer(), label: "PER".to_owned() }, now()),
        1 => Action::Do(Command::Relabel { id: some?, layer: layer(), label: "LOC".to_owned() }, now()),
        2 => Action::Do(Command::SetBounds { id: some?, span: token.span }, now()),
        3 => Action::Do(Command::Accept(vec![some?]), now()),
        4 => Action::Do(Command::Reject(vec![some?]), now()),
        5 => Action::Do(Command::Restore(some?), now()),
        6 => Action::Redo,
        _ => Action::Undo,
    })
}

/// Does these steps and keeps every `every`th state in a journal, as autosave does where it is slower than the person.
fn journal_is_exact(steps: &[(u8, usize)], every: usize) {
    let first = session();
    let mut s = Rc::clone(&first);
    let mut before = Rc::clone(&first);
    let mut kept = (**s.work.as_ref().unwrap()).clone();
    for (at, &(kind, n)) in steps.iter().enumerate() {
        if let Some(action) = command(&s, kind, n) {
            s = reduce(s, action);
        }
        assert!(s.problem.is_none(), "{:?}", s.problem);
        if at % every != 0 && at + 1 < steps.len() {
            continue;
        }
        if let Some(entry) = journal::entry(work(&before), work(&s)) {
            let json = serde_json::to_string(&entry).unwrap();
            assert!(journal::replay(&mut kept, &serde_json::from_str(&json).unwrap()));
        }
        before = Rc::clone(&s);
    }
    assert_eq!(kept.document, work(&s).document);
    let plain = |stack: &[Rc<StepDone>]| stack.iter().map(|d| d.transaction.clone()).collect::<Vec<_>>();
    assert_eq!((plain(&kept.undo), plain(&kept.redo)), (plain(&work(&s).undo), plain(&work(&s).redo)));
    if every == 1 {
        assert_eq!(kept.redo, work(&s).redo);
    }
    crate::export::check(&work(&s).document).unwrap();
    let last = Rc::clone(&s);
    let depth = work(&s).undo.len();
    for _ in 0..depth {
        s = reduce(s, Action::Undo);
    }
    assert_eq!(work(&s).document, work(&first).document);
    for _ in 0..depth {
        s = reduce(s, Action::Redo);
    }
    assert_eq!(work(&s).document, work(&last).document);
}

/// Found by the test below: the step done last was the one that could have been redone next, so it cleared the redo stack here, but was
/// taken for a redo where the journal was read.
#[test]
fn a_step_equal_to_the_one_undone_is_no_redo() {
    let steps = [(0, 0), (0, 0), (1, 0), (0, 0), (1, 0), (4, 35), (2, 1), (7, 0), (7, 0), (4, 156)];
    journal_is_exact(&steps, 1);
    journal_is_exact(&[(0, 3), (3, 3), (7, 0), (7, 0), (0, 3)], 1);
    journal_is_exact(&[(0, 3), (0, 9), (7, 0), (7, 0), (0, 3)], 1);
    journal_is_exact(&[(0, 3), (0, 9), (7, 0)], 3);
}

/// Found by 20,000 cases of the test below: the same decision taken back and taken again between two savings kept its first time.
#[test]
fn the_time_of_a_step_done_again_is_kept() {
    journal_is_exact(&[(3, 9), (7, 0), (3, 17)], 3);
}

proptest! {
    // A long run of edits in each: fewer than of other laws.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    /// Whatever a person does, undoing all of it gives the first document, redoing all of it the last, and the journal the same.
    #[test]
    fn undo_redo_and_the_journal_are_exact(steps in prop::collection::vec((0u8..9, 0usize..200), 1..40), every in 1usize..4) {
        journal_is_exact(&steps, every);
    }
}

#[test]
fn the_list_shows_what_is_in_focus_without_all_that_stands_before() {
    let check = |(len, from, drawn, at): (usize, usize, usize, Option<usize>), want: core::ops::Range<usize>| {
        assert_eq!(in_page(len, from, drawn, at), want, "{len} {from} {drawn} {at:?}");
    };
    check((0, 0, 0, None), 0..0);
    check((600, 0, 250, None), 0..250);
    check((40, 0, 250, None), 0..40);
    // Soon after the last row: drawn up to it. Far away: what stands around it.
    check((600, 0, 250, Some(255)), 0..305);
    check((6_000, 0, 250, Some(5_000)), 4_950..5_050);
    check((6_000, 0, 250, Some(5_990)), 5_940..6_000);
    // Once there, the next ones move nothing; one that stands before does.
    check((6_000, 4_950, 250, Some(5_001)), 4_950..5_200);
    check((6_000, 4_950, 250, None), 4_950..5_200);
    check((6_000, 4_950, 250, Some(10)), 0..60);
    // A list that has become shorter.
    check((30, 4_950, 250, None), 0..30);
}

//! The reducer.

use super::action::{Action, Command};
use super::caret::Caret;
use super::edits::plan;
use super::state::{Busy, News, Problem, Saved, Session, StepDone, TOUR, Work};
use crate::annotate::{Edit, HistoryPart, Transaction};
use std::rc::Rc;

/// The session after `action`; the same `Rc` where nothing changes.
pub fn reduce(session: Rc<Session>, action: Action) -> Rc<Session> {
    match next(&session, action) {
        Some(next) => Rc::new(next),
        None => session,
    }
}

/// A copy with one field set, if it differs.
fn with<T: PartialEq>(session: &Session, field: impl Fn(&mut Session) -> &mut T, value: T) -> Option<Session> {
    let mut next = session.clone();
    if *field(&mut next) == value {
        return None;
    }
    *field(&mut next) = value;
    Some(next)
}

fn next(session: &Session, action: Action) -> Option<Session> {
    match action {
        Action::Open(document) => Some(open(session, Rc::new(Work::new(*document)))),
        Action::Resume(work) => Some(Session { saved: Saved::Saved, ..open(session, work) }),
        Action::Close => session.work.is_some().then(|| Session {
            work: None,
            focus: None,
            selection: None,
            problem: None,
            busy: None,
            saved: Saved::Nothing,
            revision: session.revision + 1,
            ..session.clone()
        }),
        Action::Do(command, now) => run(session, &command, now),
        Action::Undo => step(session, true),
        Action::Redo => step(session, false),
        Action::Focus(id) => {
            let id = id.filter(|id| session.work.as_ref().is_some_and(|w| w.get(id).is_some()));
            if session.focus == id
                && session.selection.is_none()
                && session.card == id.is_some()
                && session.caret.is_none()
            {
                return None;
            }
            let (card, caret, whole) = (id.is_some(), None, None);
            Some(Session { card, focus: id, selection: None, caret, whole, ..session.clone() })
        }
        Action::Select(span) => {
            if session.selection == span {
                return None;
            }
            let focus = if span.is_some() { None } else { session.focus.clone() };
            let whole = whole(session, span.is_some());
            Some(Session { selection: span, focus, card: span.is_some(), whole, ..session.clone() })
        }
        Action::Caret(caret) => {
            if session.caret == caret {
                return None;
            }
            let selection = caret.and_then(|c| c.selection(session.work.as_ref()?));
            let whole = whole(session, selection.is_some());
            let focus = if caret.is_some() { None } else { session.focus.clone() };
            Some(Session { caret, selection, focus, whole, card: false, ..session.clone() })
        }
        Action::Card(open) => with(session, |s| &mut s.card, open),
        Action::Bulk(open) => with(session, |s| &mut s.bulk, open && session.work.is_some()),
        Action::Link(id) => {
            if session.linking == id {
                return None;
            }
            // The card steps aside: the other mark may lie under it.
            let card = session.card && id.is_none();
            Some(Session { linking: id, card, ..session.clone() })
        }
        Action::Ask(id) => {
            if session.asking == id {
                return None;
            }
            let card = session.card && id.is_none();
            Some(Session { asking: id, card, ..session.clone() })
        }
        Action::SetFilter(filter) => with(session, |s| &mut s.filter, filter),
        Action::Find(words) => with(session, |s| &mut s.find, words),
        Action::Spread(span) => with(session, |s| &mut s.spread, span),
        Action::SetView(view) => with(session, |s| &mut s.view, view),
        Action::Show(dialog) => with(session, |s| &mut s.dialog, dialog),
        Action::Tour(step) => with(session, |s| &mut s.tour, step.filter(|n| *n < TOUR)),
        Action::SetLang(lang) => with(session, |s| &mut s.lang, lang),
        Action::SetTheme(theme) => with(session, |s| &mut s.theme, theme),
        Action::Started(request) => {
            let busy = Some(Busy { request, stage: String::new(), share: 0.0 });
            Some(Session { busy, problem: None, ..session.clone() })
        }
        Action::Progress(request, stage, share) => {
            let busy = session.busy.as_ref().filter(|b| b.request == request)?;
            with(session, |s| &mut s.busy, Some(Busy { stage, share, ..busy.clone() }))
        }
        Action::Finished(request) => {
            session.busy.as_ref().filter(|b| b.request == request)?;
            with(session, |s| &mut s.busy, None)
        }
        Action::Batch(batch) => with(session, |s| &mut s.batch, batch),
        Action::Failed(problem) => Some(Session { problem: Some(problem), busy: None, ..session.clone() }),
        Action::Dismiss => with(session, |s| &mut s.problem, None),
        Action::SetSaved(saved) => with(session, |s| &mut s.saved, saved),
        Action::Say(code, words) => Some(Session { news: news(session, code, words, 1), ..session.clone() }),
    }
}

/// The annotation that words selected now could become a part of.
fn whole(session: &Session, selected: bool) -> Option<String> {
    if selected { session.focus.clone().or_else(|| session.whole.clone()) } else { None }
}

fn news(session: &Session, code: &str, words: String, count: usize) -> Option<News> {
    let serial = session.news.as_ref().map_or(0, |n| n.serial) + 1;
    Some(News { serial, code: code.to_owned(), words, count })
}

fn open(session: &Session, work: Rc<Work>) -> Session {
    let words = work.document.document.title.clone().unwrap_or_default();
    let count = work.document.annotations.len();
    Session {
        work: Some(work),
        problem: None,
        busy: None,
        focus: None,
        selection: None,
        caret: None,
        whole: None,
        linking: None,
        bulk: false,
        asking: None,
        card: false,
        find: String::new(),
        spread: None,
        // The tour's first step is about how an article gets here.
        tour: session.tour.map(|n| n.max(1)),
        news: news(session, "opened", words, count),
        revision: session.revision + 1,
        filter: super::list::Filter::default(),
        ..session.clone()
    }
}

/// The annotation that a transaction is about: the first one it leaves standing, else the first it takes away.
fn subject(transaction: &Transaction) -> Option<(Option<String>, String)> {
    let both = || {
        transaction.edits.iter().filter_map(|e| match e {
            Edit::Annotation { before, after } => Some((before, after)),
            _ => None,
        })
    };
    let alive = both().find_map(|(_, after)| after.as_ref()).map(|a| (Some(a.id.clone()), a.text.clone()));
    alive.or_else(|| both().find_map(|(before, _)| before.as_ref()).map(|a| (None, a.text.clone())))
}

fn changed(session: &Session, work: Work, transaction: &Transaction, code: &str) -> Session {
    // Relations, entities and notes leave the person at the mark they are looking at.
    let here = || (session.focus.clone().filter(|id| work.get(id).is_some()), String::new());
    let (id, words) = subject(transaction).unwrap_or_else(here);
    let focus = match code {
        // The machine's run and mass changes leave the person where they are.
        "machine" | "everywhere" | "labels" => session.focus.clone().filter(|id| work.get(id).is_some()),
        _ if transaction.edits.len() > 20 => session.focus.clone().filter(|id| work.get(id).is_some()),
        _ => id,
    };
    let count = transaction.edits.iter().filter(|e| matches!(e, Edit::Annotation { .. })).count();
    let stays = matches!(code, "bounds" | "attribute" | "note" | "restore" | "parts" | "relation" | "labels");
    Session {
        work: Some(Rc::new(work)),
        card: session.card && stays,
        spread: None,
        focus,
        selection: None,
        // The caret goes on from what was just done.
        caret: session.caret.map(|c| Caret::at(c.head)),
        whole: None,
        linking: session.linking.clone().filter(|_| code != "relation"),
        problem: None,
        news: news(session, code, words, count),
        revision: session.revision + 1,
        ..session.clone()
    }
}

fn run(session: &Session, command: &Command, now: String) -> Option<Session> {
    let work = session.work.as_ref()?;
    let transaction = plan(work, command)?;
    let mut work = (**work).clone();
    if transaction.apply(&mut work.document).is_err() {
        return Some(Session { problem: Some(Problem::Conflict), ..session.clone() });
    }
    work.reindex();
    let history = work.document.history.clone();
    work.document.history = HistoryPart {
        edits: history.edits.saturating_add(1),
        first: history.first.clone().or_else(|| Some(now.clone())),
        last: Some(now),
    };
    work.redo.clear();
    let next = |work| changed(session, work, &transaction, command.name());
    work.undo.push(Rc::new(StepDone { transaction: transaction.clone(), history }));
    Some(next(work))
}

fn step(session: &Session, back: bool) -> Option<Session> {
    let work = session.work.as_ref()?;
    let stack = if back { &work.undo } else { &work.redo };
    let done = Rc::clone(stack.last()?);
    let mut work = (**work).clone();
    if !(if back { work.back() } else { work.forth() }) {
        return Some(Session { problem: Some(Problem::Conflict), ..session.clone() });
    }
    let transaction = if back { done.transaction.inverse() } else { done.transaction.clone() };
    Some(changed(session, work, &transaction, if back { "undo" } else { "redo" }))
}

//! The session: what happens to it, when the page shows it, and the context that every component reads.

use super::{HostRef, keeping};
use crate::session::{Action, Command, Saved, Session, Work, reduce};
use crate::web::browser;
use crate::web::messages::Messages;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

thread_local! {
    /// The session as it is after the last action, drawn or not: two keys in one frame must see each other.
    static LATEST: RefCell<Rc<Session>> = RefCell::default();
    /// Whom to tell.
    static HEAR: RefCell<Option<Hear>> = RefCell::default();
    /// The page shows the session when the frame with the mark has been painted.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Who hears of the session.
#[derive(Clone)]
struct Hear {
    /// Shows it.
    show: Callback<Rc<Session>>,
    /// Another work or another state of it is open, at once; `true` where the person has changed the one that was open.
    work: Callback<bool>,
}

/// The session as it is now.
pub(crate) fn latest() -> Rc<Session> {
    LATEST.with(|session| Rc::clone(&session.borrow()))
}

fn set_latest(session: &Rc<Session>) {
    LATEST.with(|own| *own.borrow_mut() = Rc::clone(session));
}

/// The page begins: with a session, with who shows it and who hears at once that the work has changed.
pub(crate) fn begin(show: Callback<Rc<Session>>, work: Callback<bool>) {
    HEAR.with(|hear| *hear.borrow_mut() = Some(Hear { show, work }));
}

/// The session that the page begins with.
pub(crate) fn first(session: Session) -> Rc<Session> {
    let session = Rc::new(session);
    set_latest(&session);
    session
}

/// Something happens. After a change by the person the marks are painted first, and what stands around them follows after that frame.
pub(crate) fn happen(action: Action) {
    if browser::fell::fallen() {
        return;
    }
    let before = latest();
    let changes = matches!(action, Action::Do(..) | Action::Undo | Action::Redo);
    if changes && keeping::keeping().follows {
        // Another tab writes this article: nothing is changed here.
        keeping::change(|k| k.refused += 1);
        return;
    }
    let (resumed, only_saved) = (matches!(action, Action::Resume(_)), matches!(action, Action::SetSaved(_)));
    let mut next = reduce(Rc::clone(&before), action);
    let same = match (&next.work, &before.work) {
        (Some(new), Some(old)) => Rc::ptr_eq(new, old),
        (new, old) => new.is_none() && old.is_none(),
    };
    if !same && next.work.is_some() && !resumed {
        // From this moment on the page does not say *saved*.
        next = Rc::new(Session { saved: Saved::Saving, ..(*next).clone() });
    }
    set_latest(&next);
    if Rc::ptr_eq(&next, &before) {
        return;
    }
    if !same || next.saved != before.saved {
        let edits = next.work.as_ref().map_or(0, |work| work.document.history.edits);
        keeping::change(|k| (k.saved, k.edits) = (next.saved.clone(), edits));
    }
    let Some(hear) = HEAR.with(|hear| hear.borrow().clone()) else { return };
    let edited = changes && !same;
    if !same {
        hear.work.emit(edited);
    }
    if only_saved || WAITS.get() {
        return;
    }
    if edited {
        WAITS.set(true);
        browser::after_frame(move || {
            WAITS.set(false);
            hear.show.emit(latest());
        });
    } else {
        hear.show.emit(next);
    }
}

/// A pointer that is equal only to itself: cheap to compare as a property.
#[derive(Debug)]
pub(crate) struct Shared<T: ?Sized>(pub(crate) Rc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// What every component reads.
#[derive(Clone, PartialEq)]
pub(crate) struct Ctx {
    /// The state.
    pub(crate) session: Shared<Session>,
    /// Side effects.
    pub(crate) host: HostRef,
}

impl Ctx {
    /// The words of the page.
    pub(crate) fn m(&self) -> &'static Messages {
        crate::web::messages::messages(self.session.lang)
    }
    /// The open article.
    pub(crate) fn work(&self) -> Option<&Rc<Work>> {
        self.session.work.as_ref()
    }
    /// Something happens.
    pub(crate) fn act(&self, action: Action) {
        self.host.act(action);
    }
    /// The person changes the document, now.
    pub(crate) fn run(&self, command: Command) {
        self.host.act(Action::Do(command, browser::now()));
    }
    /// A callback that runs an action.
    pub(crate) fn on<E>(&self, action: impl Fn() -> Action + 'static) -> Callback<E> {
        let host = self.host.clone();
        Callback::from(move |_| host.act(action()))
    }
    /// A callback that runs a command.
    pub(crate) fn doing<E>(&self, command: impl Fn() -> Command + 'static) -> Callback<E> {
        let host = self.host.clone();
        Callback::from(move |_| host.act(Action::Do(command(), browser::now())))
    }
}

/// The context; the app provides it to all.
#[hook]
pub(crate) fn use_ctx() -> Ctx {
    use_context::<Ctx>().unwrap_or_else(|| Ctx { session: Shared(Rc::default()), host: HostRef::detached() })
}

//! Moving the ends of a mark or a selection.

use crate::session::{Action, Command, End, Session, Step, nudge, toggle};
use crate::text::CharSpan;
use crate::web::browser;
use crate::web::hooks::HostRef;

/// The words at hand: the selection, or the annotation in focus.
pub(crate) fn at_hand(session: &Session) -> Option<CharSpan> {
    let focused = || session.work.as_ref()?.get(session.focus.as_deref()?).map(|a| a.span);
    session.selection.or_else(focused)
}

pub(crate) fn put(host: &HostRef, session: &Session, span: CharSpan) {
    match (&session.selection, &session.focus) {
        (Some(_), _) => {
            host.act(Action::Select(Some(span)));
            host.with_sheet(|sheet, work| sheet.select(work, span));
        }
        (None, Some(id)) => host.act(Action::Do(Command::SetBounds { id: id.clone(), span }, browser::now())),
        (None, None) => {}
    }
}

/// Moves an end of what is at hand.
pub(crate) fn move_end(host: &HostRef, end: End, step: Step, forwards: bool) {
    let session = host.session();
    if let (Some(span), Some(work)) = (at_hand(&session), &session.work) {
        put(host, &session, nudge(&work.document, &work.index, span, end, step, forwards));
    }
}

/// Takes the `n`th particle of what is at hand in or out.
pub(crate) fn toggle_clitic(host: &HostRef, n: usize) {
    let session = host.session();
    if let (Some(span), Some(work)) = (at_hand(&session), &session.work) {
        put(host, &session, toggle(&work.document, span, n));
    }
}

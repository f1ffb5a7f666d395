//! What must be kept of a change so that the work can be brought back: the steps between two states, not the whole document.

use super::state::{StepDone, Work};
use crate::annotate::HistoryPart;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// From one state of a work to a later one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// How many steps were taken back first.
    pub undone: usize,
    /// The steps that were then done, in order.
    pub steps: Vec<Rc<StepDone>>,
    /// The document's history after them.
    pub history: HistoryPart,
    /// What can be redone after them, where going back and forth does not lead there by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redo: Option<Vec<Rc<StepDone>>>,
}

/// The entry that leads from `before` to `after`, two states of the same article; `None` where nothing changed.
pub fn entry(before: &Work, after: &Work) -> Option<Entry> {
    let (old, new) = (&before.undo, &after.undo);
    let shared = old.iter().zip(new).take_while(|(a, b)| Rc::ptr_eq(a, b) || a == b).count();
    let steps: Vec<Rc<StepDone>> = new.iter().skip(shared).cloned().collect();
    let redo = (!leads(before, &steps, shared, &after.redo)).then(|| after.redo.clone());
    // The same decision, taken back and taken again, has another time.
    let later = before.document.history != after.document.history;
    let out = Entry { undone: old.len() - shared, steps, history: after.document.history.clone(), redo };
    (out.undone > 0 || !out.steps.is_empty() || out.redo.is_some() || later).then_some(out)
}

/// Whether [`replay`] comes to this redo stack by going back to `shared` steps and doing `steps`.
fn leads(before: &Work, steps: &[Rc<StepDone>], shared: usize, redo: &[Rc<StepDone>]) -> bool {
    let mut own: Vec<&Rc<StepDone>> = before.redo.iter().chain(before.undo.iter().skip(shared).rev()).collect();
    for step in steps {
        match own.last() {
            Some(next) if next.transaction == step.transaction => drop(own.pop()),
            _ => own.clear(),
        }
    }
    own.len() == redo.len() && own.iter().zip(redo).all(|(a, b)| Rc::ptr_eq(a, b) || a.transaction == b.transaction)
}

/// Does again what an entry says. `false` where it does not fit; the work is then as far as it could be brought.
pub fn replay(work: &mut Work, entry: &Entry) -> bool {
    for _ in 0..entry.undone {
        if !work.back() {
            return false;
        }
    }
    for step in &entry.steps {
        let again = work.redo.last().is_some_and(|r| r.transaction == step.transaction);
        let done = if again { work.forth() } else { work.run(&step.transaction, &step.history) };
        if !done {
            return false;
        }
    }
    work.document.history = entry.history.clone();
    if let Some(redo) = &entry.redo {
        work.redo.clone_from(redo);
    }
    true
}

impl Work {
    fn run(&mut self, transaction: &crate::annotate::Transaction, before: &HistoryPart) -> bool {
        if transaction.apply(&mut self.document).is_err() {
            return false;
        }
        self.redo.clear();
        self.undo.push(Rc::new(StepDone { transaction: transaction.clone(), history: before.clone() }));
        self.reindex();
        true
    }

    /// Takes the last step back. `false` where there is none or it does not fit.
    pub(super) fn back(&mut self) -> bool {
        let Some(done) = self.undo.pop() else { return false };
        if done.transaction.inverse().apply(&mut self.document).is_err() {
            self.undo.push(done);
            return false;
        }
        let history = core::mem::replace(&mut self.document.history, done.history.clone());
        self.redo.push(Rc::new(StepDone { transaction: done.transaction.clone(), history }));
        self.reindex();
        true
    }

    /// Does the next undone step again. `false` where there is none or it does not fit.
    pub(super) fn forth(&mut self) -> bool {
        let Some(done) = self.redo.pop() else { return false };
        if done.transaction.apply(&mut self.document).is_err() {
            self.redo.push(done);
            return false;
        }
        let history = core::mem::replace(&mut self.document.history, done.history.clone());
        self.undo.push(Rc::new(StepDone { transaction: done.transaction.clone(), history }));
        self.reindex();
        true
    }
}

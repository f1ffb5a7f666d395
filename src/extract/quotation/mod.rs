//! Reported speech: content, cue, speaker, addressee, stance.
//!
//! The way through: [`reading`] gives each token its kinds and reporting forms; [`view`] pairs the marks; [`complement`] walks from a cue to its
//! content; [`clause`] finds the content's end; [`attribution`] finds بحسب and its like with the clause they attribute; [`speaker`] says who.

mod addressee;
mod attribution;
mod clause;
mod complement;
mod cue;
mod knowledge;
mod lexicon;
mod list;
mod marks;
mod morphology;
mod phrase;
mod reading;
mod speaker;
mod stance;
mod statement;
mod subject;
mod verbal;
mod view;

#[cfg(test)]
mod tests;

use super::{Context, Findings};
use crate::document::Diagnostic;

/// Finds every quotation, and reports quote marks without a partner.
pub fn extract(cx: &Context<'_>, findings: &mut Findings) {
    let view = view::View::new(cx, findings);
    let found = statement::all(&view);
    for mention in found {
        findings.push(mention);
    }
    for &token in &view.marks.single {
        if let Some(t) = cx.tokens().get(token).filter(|_| cx.open(token)) {
            findings.diagnostics.push(Diagnostic {
                code: "unbalanced_quote".to_owned(),
                span: cx.document.chars(t.source),
                message: "this quote mark has no partner".to_owned(),
            });
        }
    }
}

//! The worker's protocol, and the answer to a request as a pure function.
//!
//! In: a [`Request`]. Out: [`Response`]s: progress, then one end. The transport is the page's and the worker binary's.

mod packed;

pub use packed::Packed;

use crate::annotate;
use crate::document::{Document, Refusal, html};
use crate::extract::Options;
use crate::extract::entity::tagger::Model;
use serde::{Deserialize, Serialize};

/// What is asked of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Comes back with every response; a newer one makes older ones void.
    pub id: u32,
    /// The article as it was pasted.
    pub text: String,
    /// The same as HTML, where the clipboard had it: its text is taken where it tells more of the paragraphs.
    #[serde(default)]
    pub html: Option<String>,
    /// What the person has set.
    pub options: Options,
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// It has started and takes requests.
    Ready,
    /// The tagger's model has come; what was read without it can be read again.
    Model,
    /// It has come to a stage.
    Progress {
        /// The request.
        id: u32,
        /// The stage's name.
        stage: String,
        /// How much is done, 0 to 1.
        share: f32,
    },
    /// The annotation document, as one line of JSON.
    Done {
        /// The request.
        id: u32,
        /// The document.
        json: String,
        /// The same, for the page to read.
        packed: Packed,
        /// Milliseconds that it took, as the worker measured.
        millis: f64,
    },
    /// It cannot be done.
    Failed {
        /// The request.
        id: u32,
        /// Why.
        refusal: Refusal,
    },
}

/// Answers a request, the names found with the tagger's model too where it has come; `progress` is told each stage on the way.
pub fn answer(request: Request, model: Option<&Model>, progress: &mut dyn FnMut(Response)) -> Response {
    let id = request.id;
    let richer = request.html.filter(|html| html::richer(html, &request.text));
    let text = richer.map_or(request.text, |html| html::to_text(&html).text);
    let document = match Document::new(text) {
        Ok(document) => document,
        Err(refusal) => return Response::Failed { id, refusal },
    };
    let done = annotate::annotate_with_model(&document, &request.options, model, &mut |stage, share| {
        progress(Response::Progress { id, stage: stage.to_owned(), share });
    });
    // Writing a document of plain records as JSON cannot fail; an empty one would be refused by the reader.
    let json = serde_json::to_string(&done).unwrap_or_default();
    Response::Done { id, json, packed: Packed::new(&done), millis: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_with_progress_and_a_document() {
        let mut stages = Vec::new();
        let request =
            Request {
                id: 7, text: "وصل الوفد إلى دمشق أمس".to_owned(), html: None, options: Options::default()
            };
        let done = answer(request, None, &mut |r| stages.push(r));
        assert!(matches!(stages.first(), Some(Response::Progress { id: 7, .. })));
        let Response::Done { id: 7, json, packed, .. } = done else { panic!("{done:?}") };
        assert_eq!(crate::export::from_json(&json).ok(), packed.document());
    }

    #[test]
    fn refuses_what_is_no_article() {
        let request = Request { id: 1, text: " \n ".to_owned(), html: None, options: Options::default() };
        assert_eq!(answer(request, None, &mut |_| {}), Response::Failed { id: 1, refusal: Refusal::Empty });
    }
}

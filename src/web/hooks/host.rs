//! Side effects: the worker, files, downloads, the store. Components ask the host; the host tells the reducer.

use super::things::{FOLDERS, labelled, load};
use super::{Saver, change_folders, change_keeping, latest, lexicon};
use crate::annotate::AnnotationDocument;
use crate::document::{MAX_BYTES, Refusal};
use crate::export;
use crate::extract::{Options, Origin};
use crate::session::labels;
use crate::session::library::Folders;
use crate::session::{Action, Command, Dialog, Problem, Session, Work, backup, file_name, parse_date};
use crate::web::browser::caret::Sheet;
use crate::web::browser::client::{Answer, Client, Event};
use crate::web::browser::highlight::Painter;
use crate::web::browser::{self, files};
use crate::worker::Response;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use yew::Callback;

/// Why an article was sent to the worker.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Purpose {
    Open,
    Update,
    Batch,
}

/// A click on the article: where in the window, when, and the marks under it.
#[derive(Clone, Default)]
pub(crate) struct Clicked {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) at: f64,
    pub(crate) marks: Vec<String>,
}

/// The page's hands.
pub(crate) struct Host {
    /// A session apart from the page's.
    aside: Option<Rc<Session>>,
    dispatch: Callback<Action>,
    client: RefCell<Option<Client>>,
    purpose: RefCell<Option<(u32, Purpose)>>,
    /// The article as it stands in the page, once it does.
    pub(crate) sheet: RefCell<Option<Sheet>>,
    /// What paints the marks.
    pub(crate) painter: RefCell<Painter>,
    /// The hash of the article that this page read last.
    read_here: RefCell<Option<String>>,
    /// What was pasted into the field last: its plain text as the clipboard gave it, and its HTML.
    pub(crate) pasted: RefCell<Option<(String, Option<String>)>>,
    /// Whether the worker has its model.
    model: std::cell::Cell<bool>,
    /// The last click.
    pub(crate) clicked: RefCell<Clicked>,
    /// Autosave.
    pub(crate) saver: Rc<Saver>,
    /// Many articles.
    pub(super) many: super::batch::Many,
}

/// A host as a property: always the same one.
#[derive(Clone)]
pub(crate) struct HostRef(Rc<Host>);

impl PartialEq for HostRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for HostRef {
    type Target = Host;
    fn deref(&self) -> &Host {
        &self.0
    }
}

impl HostRef {
    /// A host that tells `dispatch`, with its worker; `practise` is given what the worker has read for nobody.
    pub(crate) fn new(dispatch: Callback<Action>, practise: impl Fn(Answer) + 'static) -> Self {
        let host = Self::bare(dispatch, None);
        let own = host.clone();
        *host.0.client.borrow_mut() = Some(Client::new(move |event| {
            let event = match event {
                Event::Practice(answer) => return practise(answer),
                event => event,
            };
            if own.hear_batch(&event) {
                return;
            }
            own.hear(event);
            // A batch that stood aside for the person goes on, once the page has taken this in.
            let own = own.clone();
            gloo::timers::callback::Timeout::new(50, move || {
                // The model may have come while the article was being read without it.
                if own.model.get() {
                    own.again();
                }
                own.again_batch();
            })
            .forget();
        }));
        host
    }

    /// A host that does nothing: for components outside an app.
    pub(crate) fn detached() -> Self {
        Self::bare(Callback::noop(), None)
    }

    /// A host that does nothing, with a session of its own: for what is drawn where nobody sees it.
    pub(crate) fn aside(session: Rc<Session>) -> Self {
        Self::bare(Callback::noop(), Some(session))
    }

    /// Gives up what the worker does for the person; a batch that stood aside goes on.
    pub(crate) fn cancel(&self) {
        self.0.cancel();
        let own = self.clone();
        gloo::timers::callback::Timeout::new(50, move || own.again_batch()).forget();
    }

    /// Takes the batch up again after the worker has done something else.
    fn again_batch(&self) {
        // The worker has the batch's article already.
        if matches!(&*self.purpose.borrow(), Some((_, Purpose::Batch))) {
            return;
        }
        let waiting = self.many.reading.borrow().clone().filter(|(_, text)| !text.is_empty());
        if self.session().busy.is_none()
            && let Some((_, text)) = waiting
        {
            self.ask_for_batch(text);
        } else {
            self.pump();
        }
    }

    fn bare(dispatch: Callback<Action>, aside: Option<Rc<Session>>) -> Self {
        Self(Rc::new(Host {
            aside,
            saver: Saver::new(dispatch.clone()),
            dispatch,
            many: super::batch::Many::default(),
            client: RefCell::default(),
            purpose: RefCell::default(),
            sheet: RefCell::default(),
            painter: RefCell::default(),
            read_here: RefCell::default(),
            pasted: RefCell::default(),
            model: std::cell::Cell::default(),
            clicked: RefCell::default(),
        }))
    }

    /// Opens a file that was dropped or chosen.
    pub(crate) fn open_file(&self, file: web_sys::File) {
        let own = self.clone();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number")]
        let bytes = file.size() as usize;
        // Our own documents are larger than their articles; what is far beyond them is not even read.
        if bytes > 40 * MAX_BYTES {
            self.act(Action::Failed(Problem::Refused(Refusal::TooLarge { bytes })));
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            match files::read(&file).await {
                Ok(bytes) => own.open_bytes(&file.name(), &bytes),
                Err(_) => own.act(Action::Failed(Problem::Unreadable)),
            }
        });
    }

    /// Something happens.
    pub(crate) fn act(&self, action: Action) {
        self.along(&action);
        self.0.act(action);
    }

    /// Sends a batch's article to the worker.
    pub(super) fn ask_for_batch(&self, text: String) {
        let client = self.client.borrow();
        let Some(client) = client.as_ref() else { return };
        let id = client.annotate(text, None, Options { lexicon: lexicon(), ..Options::default() });
        *self.purpose.borrow_mut() = Some((id, Purpose::Batch));
    }

    /// Ends what the worker is doing.
    pub(super) fn stop_worker(&self) {
        if let Some(client) = self.client.borrow().as_ref() {
            client.cancel();
        }
    }

    /// What the worker says of a batch's article; `false` where it is about something else.
    fn hear_batch(&self, event: &Event) -> bool {
        let batch = |id: u32| *self.purpose.borrow() == Some((id, Purpose::Batch));
        let (id, problem) = match event {
            Event::Said(Response::Progress { id, .. }) => return batch(*id),
            Event::Read(answer) if batch(answer.id) => match answer.document() {
                Some(document) => {
                    let own = self.clone();
                    wasm_bindgen_futures::spawn_local(async move {
                        let name = own.many.reading.borrow().as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
                        match own.shelve(labelled(document)).await {
                            Ok(()) => own.read(|_| {}),
                            Err(problem) => own.read(|b| b.failed.push((name, problem))),
                        }
                    });
                    return true;
                }
                None => (answer.id, Problem::Crashed),
            },
            Event::Said(Response::Failed { id, refusal }) => (*id, Problem::Refused(refusal.clone())),
            Event::Crashed(id) => (*id, Problem::Crashed),
            Event::Said(_) | Event::Read(_) | Event::Practice(_) => return false,
        };
        if !batch(id) {
            return false;
        }
        let name = self.many.reading.borrow().as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
        self.read(|b| b.failed.push((name, problem)));
        true
    }

    /// Shows what was last worked on.
    pub(crate) fn resume(&self, id: String) {
        let own = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match own.saver.open(&id).await {
                Ok(Some(work)) => own.act(Action::Resume(work)),
                Ok(None) => browser::remember("open", ""),
                Err(fault) => own.act(Action::Failed(Problem::Store(fault.code().to_owned()))),
            }
        });
    }
}

/// Says in the page whether the article was read with the tagger's model, for whoever drives or measures the page.
fn say_model(document: &AnnotationDocument) {
    if let Some(body) = browser::document().body() {
        let _ = body.set_attribute("data-model", &document.generator.model.is_some().to_string());
    }
}

impl Host {
    /// Something happens.
    pub(crate) fn act(&self, action: Action) {
        self.dispatch.emit(action);
    }

    /// Whom to tell what happens.
    pub(super) fn teller(&self) -> Callback<Action> {
        self.dispatch.clone()
    }

    /// The session as it is now.
    pub(crate) fn session(&self) -> Rc<Session> {
        self.aside.clone().unwrap_or_else(latest)
    }

    /// Works with the article as it stands in the page.
    pub(crate) fn with_sheet<T>(&self, work: impl FnOnce(&Sheet, &Work) -> T) -> Option<T> {
        let session = self.session();
        let sheet = self.sheet.borrow();
        Some(work(sheet.as_ref()?, session.work.as_ref()?))
    }

    fn hear(&self, event: Event) {
        match event {
            Event::Said(Response::Ready) => self.model.set(false),
            Event::Said(Response::Model) => {
                self.model.set(true);
                self.again();
            }
            Event::Said(Response::Progress { id, stage, share }) => self.act(Action::Progress(id, stage, share)),
            Event::Said(Response::Failed { refusal, .. }) => self.act(Action::Failed(Problem::Refused(refusal))),
            Event::Crashed(_) => self.act(Action::Failed(Problem::Crashed)),
            Event::Said(Response::Done { .. }) | Event::Practice(_) => {}
            Event::Read(answer) => self.take(&answer),
        }
    }

    /// Takes what the worker has read.
    fn take(&self, answer: &Answer) {
        if let Some(body) = browser::document().body() {
            // For whoever measures the page.
            let _ = body.set_attribute("data-worker-ms", &answer.millis.to_string());
        }
        let purpose = self.purpose.borrow().filter(|(request, _)| *request == answer.id).map(|(_, p)| p);
        let Some(document) = answer.document() else { return self.act(Action::Failed(Problem::Crashed)) };
        match purpose {
            Some(Purpose::Open) => {
                say_model(&document);
                *self.read_here.borrow_mut() = Some(document.document.sha256.clone());
                self.open_reading(document, &answer.json);
            }
            Some(Purpose::Update) => {
                say_model(&document);
                let session = self.session();
                let untouched = |w: &Rc<Work>| w.undo.is_empty() && w.redo.is_empty() && w.document.history.edits == 0;
                let by_date = |w: &Rc<Work>| w.document.document.published != document.document.published;
                // Nothing done yet: the better reading simply takes the place of the first.
                if session
                    .work
                    .as_ref()
                    .is_some_and(|w| untouched(w) && !by_date(w) && w.document.document.text == document.document.text)
                {
                    self.open_reading(document, &answer.json);
                } else {
                    self.act(Action::Do(Command::Machine(Rc::new(document)), browser::now()));
                }
                self.act(Action::Finished(answer.id));
            }
            None | Some(Purpose::Batch) => {}
        }
    }

    /// Opens a fresh reading, with the person's label set; the worker's words are kept as they are where that is ours.
    fn open_reading(&self, document: AnnotationDocument, json: &Uint8Array) {
        let ours = document.labels.clone();
        let document = labelled(document);
        if document.labels == ours {
            self.saver.has_read(&document.tokens, json.clone());
        }
        self.act(Action::Open(Box::new(document)));
    }

    /// Reads the open article again now that the model has come, where this page read it without.
    fn again(&self) {
        let session = self.session();
        let Some(work) = session.work.as_ref().filter(|_| session.busy.is_none()) else { return };
        let d = &work.document;
        if d.generator.model.is_some() || self.read_here.borrow().as_deref() != Some(&*d.document.sha256) {
            return;
        }
        let published =
            d.document.published.value.clone().filter(|_| d.document.published.origin == Some(Origin::User));
        self.ask(
            d.document.text.to_string(),
            None,
            Options { published, lexicon: lexicon(), ..Options::default() },
            Purpose::Update,
        );
    }

    fn ask(&self, text: String, html: Option<String>, options: Options, purpose: Purpose) {
        let client = self.client.borrow();
        let Some(client) = client.as_ref() else { return };
        let id = client.annotate(text, html, options);
        *self.purpose.borrow_mut() = Some((id, purpose));
        self.act(Action::Started(id));
    }

    /// Reads an article that was pasted.
    pub(crate) fn annotate(&self, text: String, html: Option<String>) {
        if text.len() > MAX_BYTES {
            self.act(Action::Failed(Problem::Refused(Refusal::TooLarge { bytes: text.len() })));
        } else if text.trim().is_empty() {
            self.act(Action::Failed(Problem::Refused(Refusal::Empty)));
        } else {
            self.ask(text, html, Options { lexicon: lexicon(), ..Options::default() }, Purpose::Open);
        }
    }

    /// Reads what stands in the paste field; a paste that nobody has touched is read as the clipboard gave it, with its own line ends and
    /// its HTML (a text field knows no line end but `\n`).
    pub(crate) fn annotate_field(&self, text: String) {
        let pasted = self.pasted.borrow().clone();
        let untouched = pasted.filter(|(plain, _)| plain.replace("\r\n", "\n").replace('\r', "\n") == text);
        let (text, html) = untouched.unwrap_or((text, None));
        self.annotate(text, html);
    }

    /// Gives up what the worker is doing.
    fn cancel(&self) {
        if let Some(client) = self.client.borrow().as_ref() {
            client.cancel();
        }
        if let Some(busy) = &self.session().busy {
            self.act(Action::Finished(busy.request));
        }
    }

    /// Takes a publication date as typed; an empty one takes the person's date away.
    pub(crate) fn set_published(&self, typed: &str) {
        let session = self.session();
        let Some(work) = &session.work else { return };
        let published = match (typed.trim(), parse_date(typed)) {
            ("", _) => None,
            (_, Some(date)) => Some(date),
            (words, None) => {
                self.act(Action::Failed(Problem::NotADate(words.chars().take(40).collect())));
                return;
            }
        };
        let current = &work.document.document.published;
        if published == current.value || published.is_none() && current.origin != Some(Origin::User) {
            return;
        }
        let options = Options { published, lexicon: lexicon(), ..Options::default() };
        self.ask(work.document.document.text.to_string(), None, options, Purpose::Update);
    }

    fn open_bytes(&self, name: &str, bytes: &[u8]) {
        let json = name.to_lowercase().ends_with(".json")
            || bytes.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|&b| b == b'{');
        let read = if json {
            // Our own documents are larger than their articles.
            core::str::from_utf8(bytes).map_err(|e| Refusal::Binary { at: e.valid_up_to() })
        } else {
            crate::document::text_of(bytes)
        };
        match read {
            Err(refusal) => self.act(Action::Failed(Problem::Refused(refusal))),
            Ok(text) if json && backup::claims(text) => self.restore(text.to_owned()),
            Ok(text) if json && labels::claims(text) => self.offer_labels(labels::read(text)),
            Ok(text) if json => match export::from_json(text) {
                Ok(document) => self.act(Action::Open(Box::new(document))),
                Err(e) => self.act(Action::Failed(Problem::File(e))),
            },
            Ok(text) => self.annotate(text.to_owned(), None),
        }
    }

    /// Asks the person about a label set that came in a file or a link.
    pub(crate) fn offer_labels(&self, found: Result<labels::Checked, labels::LabelError>) {
        self.act(match found {
            Ok((set, _)) => Action::Show(Some(Dialog::Offer(Rc::new(set)))),
            Err(error) => Action::Failed(Problem::Labels(error)),
        });
    }

    /// Takes a backup in, after every hash in it has been checked.
    fn restore(&self, file: String) {
        // What is kept of folders here is merged with what comes; a lexicon and a label set that are here already stay.
        if let Ok(whole) = backup::read(&file) {
            let came = whole.records.iter().find(|r| r.kind == "thing" && r.key == FOLDERS);
            if let Some(came) = came.and_then(|r| serde_json::from_str::<Folders>(&r.content).ok()) {
                change_folders(self, move |here| here.merge(&came));
            }
        }
        let (saver, dispatch) = (Rc::clone(&self.saver), self.dispatch.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let whole = match backup::read(&file) {
                Ok(whole) => whole,
                Err(error) => {
                    dispatch.emit(Action::Failed(Problem::Backup(error.to_string())));
                    return;
                }
            };
            // The open article may be among them: it is put away first, kept as it stands.
            saver.idle().await;
            dispatch.emit(Action::Close);
            let done = match saver.store().await {
                Ok(store) => store.restore(&whole, &browser::now()).await,
                Err(fault) => Err(fault),
            };
            if let Err(fault) = load(&saver).await {
                dispatch.emit(Action::Failed(fault.problem()));
            }
            change_keeping(|k| {
                k.shelf += 1;
                k.sheet = false;
            });
            dispatch.emit(match done {
                Ok(count) => Action::Say("backup", count.to_string()),
                Err(fault) => Action::Failed(Problem::Store(fault.code().to_owned())),
            });
        });
    }

    /// Offers the annotation document as a file.
    pub(crate) fn download(&self) {
        let session = self.session();
        let Some(work) = &session.work else { return };
        match export::to_json_pretty(&work.document) {
            Ok(json) => {
                let name = file_name(&work.document);
                match files::download(&name, &json) {
                    Ok(()) => self.act(Action::Say("downloaded", name)),
                    Err(_) => self.act(Action::Failed(Problem::Unreadable)),
                }
            }
            Err(e) => self.act(Action::Failed(Problem::File(e))),
        }
    }
}

//! The page as a person meets it: what the tests do on it, by accessible names.

#![allow(dead_code, reason = "each program uses its part")]

use super::{Browser, Setup, Site};
use serde_json::{Value, json};
use std::future::Future;

/// An open page.
pub struct Page {
    pub browser: Browser,
    pub site: Site,
}

/// Runs a test on a freshly opened page, and closes the browser afterwards.
pub fn with_page<F: Future<Output = Page>>(name: &str, test: impl FnOnce(Page) -> F) {
    with(name, "?lang=en", &Setup::default(), test);
}

/// The same with an address and a set-up of one's own.
pub fn with<F: Future<Output = Page>>(name: &str, query: &str, setup: &Setup, test: impl FnOnce(Page) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let page = Page { browser: Browser::start(name, setup).await, site: Site::start() };
        page.open(query).await;
        let page = test(page).await;
        let errors = page.browser.log().await;
        assert!(errors.as_array().is_none_or(Vec::is_empty), "the page had errors: {errors}");
        page.browser.close().await;
    });
}

const BY_LABEL: &str = "
    const [role, name] = arguments;
    const roles = { textbox: 'textarea, input:not([type]), input[type=text], input[type=search], input[type=date], [role=textbox]',
                    region: 'section, article, main, [role=region]', list: 'ul, ol, [role=list], [role=listbox]' };
    const labelled = e => e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean).map(i => document.getElementById(i)?.textContent || '').join(' ')
        || [...(e.labels || [])].map(l => l.textContent).join(' ');
    const found = [...document.querySelectorAll(roles[role])].find(e => labelled(e).trim() === name && e.getClientRects().length > 0);
";

impl Page {
    pub async fn open(&self, query: &str) {
        self.browser.client.goto(&format!("{}/{query}", self.site.address)).await.unwrap();
        self.js_until("the page", "return document.querySelector('button') !== null", vec![]).await;
    }

    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.run(script, arguments).await
    }

    pub async fn js_until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.until(what, script, arguments).await
    }

    pub async fn press(&self, name: &str) {
        self.browser.press(name).await;
    }

    /// Waits for something with a role and an accessible name, and runs the rest of a script with it as `found`.
    pub async fn with(&self, role: &str, name: &str, script: &str) -> Value {
        self.js_until(
            &format!("{role} {name}"),
            &format!("{BY_LABEL}; if (!found) return null; return (() => {{ {script} }})() ?? true;"),
            vec![json!(role), json!(name)],
        )
        .await
    }

    /// Pastes a text into the paste field: a paste event with the clipboard's text, then, where the page leaves it to the browser, the field's own
    /// text with an input event.
    pub async fn fill(&self, text: &str) {
        self.paste(&json!(text).to_string()).await;
    }

    /// The same with what an expression of the page's is.
    pub async fn paste(&self, expression: &str) {
        let script = format!(
            "{BY_LABEL} if (!found) return null; found.focus();
             const clipboardData = new DataTransfer();
             const words = {expression};
             clipboardData.setData('text/plain', words);
             const paste = new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }});
             if (!found.dispatchEvent(paste)) return true;
             found.value = words;
             found.dispatchEvent(new InputEvent('input', {{ bubbles: true, inputType: 'insertFromPaste' }})); return true;"
        );
        self.js_until("the paste field", &script, vec![json!("textbox"), json!("Article text")]).await;
    }

    /// Gives the publication date the way a person does: types it and leaves the field.
    pub async fn date(&self, date: &str) {
        let script = format!(
            "{BY_LABEL} if (!found) return null; found.focus(); found.value = arguments[2]; \
             found.dispatchEvent(new Event('input', {{ bubbles: true }})); found.dispatchEvent(new Event('change', {{ bubbles: true }})); found.blur(); return true;"
        );
        self.js_until("the date field", &script, vec![json!("textbox"), json!("Publication date"), json!(date)]).await;
    }

    /// Pastes and annotates; returns when the article with its marks is there, read with the model unless that is long in coming: a
    /// reading that comes later would take the place of what a test works on.
    pub async fn annotate(&self, text: &str) {
        self.js("delete document.body.dataset.model", vec![]).await;
        self.fill(text).await;
        self.press("Annotate").await;
        self.ready().await;
        for _ in 0..100 {
            if self.js("return document.body.dataset.model === 'true'", vec![]).await == true {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
        }
        self.ready().await;
    }

    pub async fn ready(&self) {
        self.js_until(
            "the annotated article",
            &format!("{BY_LABEL} return !!found && !document.querySelector('[aria-busy=true]') && found.textContent.trim().length > 0"),
            vec![json!("region"), json!("Article")],
        )
        .await;
    }

    /// Downloads the annotation document.
    pub async fn document(&self) -> (String, Value) {
        self.press("Download JSON").await;
        let (name, bytes) = self.browser.download().await;
        (name, serde_json::from_slice(&bytes).unwrap())
    }

    /// Downloads the document as soon as the tagger's model has had its say (it loads beside the first article).
    pub async fn with_model(&self) -> (String, Value) {
        let mut last = Value::Null;
        for _ in 0..60 {
            let (name, document) = self.document().await;
            if !document["generator"]["model"].is_null() {
                return (name, document);
            }
            last = document["generator"].clone();
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        let page = self.js("return document.body.innerText.slice(0, 600)", vec![]).await;
        let asked = self.site.asked.lock().unwrap().clone();
        panic!("the tagger's model never came: {last}\n{asked:?}\n{page}");
    }

    /// The same where the document comes in another way than by the button.
    pub async fn with_model_by(
        &self,
        get: impl for<'a> Fn(&'a Self) -> std::pin::Pin<Box<dyn Future<Output = Value> + 'a>>,
    ) -> (String, Value) {
        for _ in 0..60 {
            let document = get(self).await;
            if !document["generator"]["model"].is_null() {
                return (String::new(), document);
            }
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        panic!("the tagger's model never came");
    }

    /// Pastes and annotates in whatever language the page speaks.
    pub async fn annotate_any(&self, text: &str) {
        let script = "const t = document.querySelector('#text'); if (!t) return null; t.value = arguments[0]; t.dispatchEvent(new InputEvent('input', { bubbles: true })); document.querySelector('#annotate').click(); return true";
        self.js_until("the paste field", script, vec![json!(text)]).await;
        let ready = "return !!document.querySelector('#article') && !document.querySelector('[aria-busy=true]')";
        self.js_until("the article", ready, vec![]).await;
    }

    /// How many marks the list shows.
    pub async fn listed(&self) -> usize {
        let n = self
            .with(
                "list",
                "Annotations",
                "return String(found.querySelectorAll('li, [role=listitem], [role=option]').length)",
            )
            .await;
        n.as_str().unwrap().parse().unwrap()
    }

    /// The rectangle of the `nth` occurrence of some words in the shown article: `[left, top, right, bottom]` of their first and last letters' boxes.
    pub async fn place(&self, words: &str, nth: usize) -> Words {
        let script = format!(
            "{BY_LABEL} if (!found) return null;
             const [words, nth] = [arguments[2], arguments[3]];
             // A paragraph may be higher than the window: what is shown is the words themselves.
             const show = range => {{
                 range.startContainer.parentElement.scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
                 for (let e = found; e; e = e.parentElement) {{
                     const r = range.getBoundingClientRect(), off = (r.top + r.bottom) / 2 - innerHeight / 2;
                     if (e.scrollHeight > e.clientHeight) e.scrollBy({{ top: off, behavior: 'instant' }});
                 }}
             }};
             const walk = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
             let seen = 0;
             for (let node; node = walk.nextNode();) {{
                 for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) {{
                     if (seen++ < nth) continue;
                     const box = (a, b) => {{ const r = document.createRange(); r.setStart(node, a); r.setEnd(node, b); return r; }};
                     show(box(at, at + words.length));
                     const f = [...box(at, at + 1).getClientRects()][0], l = [...box(at + words.length - 1, at + words.length).getClientRects()].at(-1);
                     return [f.left, f.top, f.right, f.bottom, l.left, l.top, l.right, l.bottom];
                 }}
             }}
             return null;"
        );
        // Lines that come into sight are laid out then (`content-visibility`): the place counts when it is the same twice.
        let mut got = Value::Null;
        for _ in 0..50 {
            let what = format!("the words {words}");
            let arguments = vec![json!("region"), json!("Article"), json!(words), json!(nth)];
            let before = std::mem::replace(&mut got, self.js_until(&what, &script, arguments).await);
            if before == got {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let n: Vec<f64> = got.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
        Words { first: [n[0], n[1], n[2], n[3]], last: [n[4], n[5], n[6], n[7]] }
    }

    /// Selects words with the mouse, from their first letter's start to their last letter's end, right to left.
    pub async fn select(&self, words: &str, nth: usize) {
        let at = self.place(words, nth).await;
        let middle = |r: [f64; 4]| f64::midpoint(r[1], r[3]);
        self.browser.drag((at.first[2] - 0.6, middle(at.first)), (at.last[0] + 0.6, middle(at.last))).await;
    }

    /// Clicks into the middle of some words.
    pub async fn click_on(&self, words: &str, nth: usize) {
        let at = self.place(words, nth).await;
        self.browser.click((f64::midpoint(at.first[0], at.first[2]), f64::midpoint(at.first[1], at.first[3]))).await;
    }
}

/// Where words stand: the boxes (left, top, right, bottom) of their first and last letters.
#[derive(Debug)]
pub struct Words {
    pub first: [f64; 4],
    pub last: [f64; 4],
}

/// The annotations of a document that stand on these words.
pub fn on<'a>(document: &'a Value, words: &str) -> Vec<&'a Value> {
    document["annotations"].as_array().unwrap().iter().filter(|a| a["text"] == words).collect()
}

/// Checks every offset of a downloaded document against its text.
pub fn offsets_hold(document: &Value) {
    let text: Vec<char> = document["document"]["text"].as_str().unwrap().chars().collect();
    for a in document["annotations"].as_array().unwrap() {
        let at = |k: &str| usize::try_from(a[k].as_u64().unwrap()).unwrap();
        let own: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(own, a["text"].as_str().unwrap(), "{a}");
    }
}

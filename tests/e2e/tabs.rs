//! Two tabs on one article: one writes, the other follows or takes over; nothing is silently overwritten.

use crate::support::page::{Page, with_page};
use serde_json::{Value, json};

const ARTICLE: &str = "وصل الوزير سامي حداد إلى دمشق أمس الأحد، وقال إن 20 عائلة عادت إلى بيروت.";
const KEYS: &str = "for (const [key, code] of [['n', 'KeyN'], ['Enter', 'Enter']]) document.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));";

impl Page {
    /// Accepts the next proposal by its key.
    pub async fn accept_one(&self) {
        self.js(KEYS, vec![]).await;
    }

    /// Waits until so many corrections are there and shown as saved.
    pub async fn saved(&self, edits: u64) {
        self.js_until(
            &format!("{edits} corrections shown as saved"),
            "const s = document.querySelector('#saved'); return s?.dataset.state === 'saved' && Number(s.dataset.edits) === arguments[0]",
            vec![json!(edits)],
        )
        .await;
    }

    async fn bar(&self, words: &str) {
        let script = "return document.querySelector('#keeping').textContent.includes(arguments[0])";
        self.js_until(&format!("the bar with «{words}»"), script, vec![json!(words)]).await;
    }

    async fn edits(&self) -> Value {
        self.js("return Number(document.querySelector('#saved').dataset.edits)", vec![]).await
    }
}

#[test]
fn one_tab_writes_and_the_other_follows_or_takes_over() {
    with_page("tabs", |page| async move {
        let client = page.browser.client.clone();
        page.annotate(ARTICLE).await;
        page.saved(0).await;
        page.with_model().await;
        let first = client.window().await.unwrap();
        let second = client.new_window(true).await.unwrap().handle;
        client.switch_to_window(second.clone()).await.unwrap();
        page.open("?lang=en").await;
        page.ready().await;
        page.bar("open in another tab").await;
        // Nothing can be changed here.
        page.accept_one().await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(page.edits().await, 0);
        // What is done there shows here.
        client.switch_to_window(first.clone()).await.unwrap();
        page.accept_one().await;
        page.saved(1).await;
        client.switch_to_window(second.clone()).await.unwrap();
        page.saved(1).await;
        // Taken over: now the other one follows.
        page.press("Work here").await;
        page.js_until(
            "the bar empty",
            "return !document.querySelector('#keeping').textContent.includes('another tab')",
            vec![],
        )
        .await;
        page.accept_one().await;
        page.saved(2).await;
        client.switch_to_window(first.clone()).await.unwrap();
        page.bar("open in another tab").await;
        page.saved(2).await;
        page.accept_one().await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(page.edits().await, 2);
        // The writer goes away: this one can take over at once.
        client.switch_to_window(second.clone()).await.unwrap();
        client.close_window().await.unwrap();
        client.switch_to_window(first).await.unwrap();
        page.press("Work here").await;
        page.js_until(
            "the bar empty",
            "return !document.querySelector('#keeping').textContent.includes('another tab')",
            vec![],
        )
        .await;
        page.accept_one().await;
        page.saved(3).await;
        page
    });
}

#[test]
fn without_locks_the_store_itself_stops_the_tab_that_came_first() {
    with_page("fence", |page| async move {
        let client = page.browser.client.clone();
        let no_locks = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined }); window.BroadcastChannel = undefined;";
        page.browser.before_pages(no_locks).await;
        page.open("?lang=en").await;
        page.annotate(ARTICLE).await;
        page.with_model().await;
        page.accept_one().await;
        page.saved(1).await;
        let first = client.window().await.unwrap();
        let second = client.new_window(true).await.unwrap().handle;
        client.switch_to_window(second.clone()).await.unwrap();
        page.browser.before_pages(no_locks).await;
        page.open("?lang=en").await;
        page.ready().await;
        page.accept_one().await;
        page.saved(2).await;
        client.switch_to_window(first.clone()).await.unwrap();
        page.accept_one().await;
        page.bar("another tab works on this article").await;
        let (_, own) = page.document().await;
        assert_eq!(own["history"]["edits"], 2, "what is here can be downloaded");
        // The other's work is as it was; this one takes over, and the other's state is a version.
        client.switch_to_window(second).await.unwrap();
        page.accept_one().await;
        page.saved(3).await;
        client.switch_to_window(first).await.unwrap();
        page.press("Work here").await;
        page.saved(2).await;
        page.press("Saved on this machine").await;
        page.js_until(
            "the other's state",
            "return document.querySelector('#versions')?.textContent.includes('3 corrections')",
            vec![],
        )
        .await;
        page
    });
}

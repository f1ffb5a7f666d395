//! The page's program falls over: a plain message, and what was shown as saved is there after loading again.

use crate::support::page::{on, with_page};

/// The next call of the browser's that puts something into the page throws once, as no browser does: the drawing library panics.
const BREAK: &str = "
    const all = [[Document.prototype, 'createElement'], [Document.prototype, 'createElementNS'], [Node.prototype, 'cloneNode'],
                 [Node.prototype, 'insertBefore'], [Node.prototype, 'appendChild']];
    const own = all.map(([of, name]) => of[name]);
    all.forEach(([of, name]) => { of[name] = () => { all.forEach(([of, name], n) => { of[name] = own[n]; }); throw new Error('broken on purpose'); }; });
    return true";

#[test]
fn what_was_saved_is_there_after_the_page_fell() {
    with_page("fell", |page| async move {
        page.annotate("وصل وفد القرية الكبرى إلى مدينة حلب أمس.").await;
        page.with_model().await;
        page.select("القرية الكبرى", 0).await;
        page.press("Place").await;
        page.js_until("saved", "return document.querySelector('.state')?.textContent.includes('Saved')", vec![]).await;
        let (_, kept) = page.document().await;
        assert_eq!(on(&kept, "القرية الكبرى").iter().filter(|a| a["review"] == "added").count(), 1);
        page.js(BREAK, vec![]).await;
        page.js("document.querySelector('#help').click(); return true", vec![]).await;
        let said = "const n = document.querySelector('#fell'); return n && n.getAttribute('role') === 'alert' ? n.textContent : null";
        let said = page.js_until("the message", said, vec![]).await;
        assert!(said.as_str().unwrap().contains("What was shown as saved is safe"), "{said}");
        // The program is at its end: what is pressed now does nothing.
        page.js("document.querySelector('#undo').click(); return true", vec![]).await;
        page.js("document.querySelector('#fell a').click(); return true", vec![]).await;
        page.js_until(
            "the page anew",
            "return document.querySelector('#fell') === null && document.querySelector('#article') !== null",
            vec![],
        )
        .await;
        page.ready().await;
        let (_, after) = page.document().await;
        assert_eq!(after, kept, "nothing that was saved is lost");
        page.press("Undo").await;
        let (_, back) = page.document().await;
        assert_eq!(on(&back, "القرية الكبرى").iter().filter(|a| a["review"] == "added").count(), 0, "with its steps");
        page
    });
}

/// Found by the message above: the page fell over whenever the tagger's model came after the first article had been read without it.
#[test]
fn a_model_that_comes_late_reads_the_article_again() {
    with_page("late-model", |page| async move {
        *page.site.slow.lock().unwrap() = Some(("tagger.bin", std::time::Duration::from_secs(12)));
        page.annotate("وصل وفد القرية الكبرى إلى مدينة حلب أمس.").await;
        let (_, first) = page.document().await;
        assert!(first["generator"]["model"].is_null(), "read without the model");
        page.with_model().await;
        assert!(page.js("return document.querySelector('#fell')", vec![]).await.is_null());
        page.select("القرية الكبرى", 0).await;
        page.press("Place").await;
        let (_, after) = page.document().await;
        assert_eq!(on(&after, "القرية الكبرى").iter().filter(|a| a["review"] == "added").count(), 1);
        page
    });
}

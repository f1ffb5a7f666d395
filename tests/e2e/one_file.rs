//! Everything in one file, opened from disk: the whole job, with nothing to connect to.

use crate::support::page::{Page, offsets_hold};
use crate::support::{Browser, Setup, Site, dist};

const ARTICLE: &str =
    "قال وزير الداخلية سامي حداد أمس الاثنين إن «الحريق تحت السيطرة» بعد إصابة 7 عمال في مدينة طرابلس.";

#[test]
fn the_whole_job_from_a_file() {
    let path = dist().join("hashiya.html");
    assert!(path.is_file(), "no dist/hashiya.html: run `make dist` first");
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(async {
        // A copy somewhere else, so that nothing beside it can be used.
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("one-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let copy = folder.join("حاشية.html");
        std::fs::copy(&path, &copy).unwrap();
        let setup = Setup { watch: true, ..Setup::default() };
        let page = Page { browser: Browser::start("one-file", &setup).await, site: Site::start() };
        let open = async || {
            page.browser.client.goto(&format!("file://{}?lang=en", copy.display())).await.unwrap();
            page.js_until("the page", "return document.querySelector('button') !== null", vec![]).await;
        };
        open().await;
        page.annotate(ARTICLE).await;
        let (_, first) = page.with_model().await;
        offsets_hold(&first);
        assert!(first["annotations"].as_array().unwrap().len() >= 4, "{first}");
        page.click_on("طرابلس", 0).await;
        page.press("Reject").await;
        let (name, rejected) = page.document().await;
        assert!(rejected["annotations"].as_array().unwrap().iter().any(|a| a["review"] == "rejected"));
        page.press("Undo").await;
        page.press("Redo").await;
        page.js_until("the saved state", "return document.querySelector('#saved')?.dataset.state === 'saved'", vec![])
            .await;
        // Opened again it is there; and the file that was downloaded opens too.
        open().await;
        page.ready().await;
        let (_, again) = page.document().await;
        assert_eq!(again["annotations"], rejected["annotations"]);
        page.press("New article").await;
        let file = folder.join(name);
        std::fs::write(&file, rejected.to_string()).unwrap();
        page.open_file(&file).await;
        page.ready().await;
        let (_, opened) = page.document().await;
        assert_eq!(opened["annotations"], rejected["annotations"]);
        let foreign: Vec<String> = page
            .browser
            .requests()
            .await
            .into_iter()
            .filter(|url| !url.starts_with("file:") && !url.starts_with("blob:") && !url.starts_with("data:"))
            .collect();
        assert!(foreign.is_empty(), "the file asked for {foreign:?}");
        page.browser.close().await;
        let _ = std::fs::remove_dir_all(folder);
    });
}

//! Pictures of the main views, both languages, light and dark, on the sample article, into docs/screenshots.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "stops where it fails"
)]

#[path = "../support/mod.rs"]
mod support;

use support::{Browser, Setup, Site};

const SAMPLE: &str = "const b = document.querySelector('[data-sample]'); if (!b) return null; b.click(); return true;";
const READY: &str = "const a = document.querySelector('[data-article]'); return !!a && a.textContent.length > 100 && !document.querySelector('[aria-busy=true]');";

/// Nothing lies over the page that goes by itself or was never asked for, and the work is kept.
const CALM: &str = "document.activeElement?.blur(); const shown = e => getComputedStyle(e).visibility === 'visible' && e.textContent.trim(); if (document.querySelector('#tour')) return null; const panel = document.querySelector('#panel'); if (panel) panel.scrollTop = 0; return ![...document.querySelectorAll('.toast')].some(shown) && !document.querySelector('[data-state=saving]');";

/// The first quotation of the list is chosen.
const QUOTATION: &str = "const dot = document.querySelector('#annotations .dot.QUOTE'); if (!dot) return null; dot.closest('.go').click(); return true;";

const PRESS: &str = "const e = [...document.querySelectorAll(arguments[0])].find(e => e.getClientRects().length > 0); if (!e) return null; e.click(); return true;";

/// What is pressed, one after the other, and the picture that is taken then.
const VIEWS: [(&str, &str); 1] =
    [("#labels #label-editor>ol>li:nth-child(2)>.row>[aria-expanded] #attribute-add", "labels")];

#[tokio::main]
async fn main() {
    let out = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshots");
    std::fs::create_dir_all(&out).unwrap();
    let site = Site::start();
    for (language, width, height) in [("ar", 1360, 1000), ("en", 1360, 1000), ("ar", 360, 800)] {
        for theme in ["light", "dark"] {
            if width < 400 && theme == "dark" {
                continue;
            }
            let browser = Browser::start(
                &format!("pictures-{language}-{width}-{theme}"),
                &Setup { width, height, ..Setup::default() },
            )
            .await;
            let shot = |name: String, browser: &Browser| {
                let (client, path) = (browser.client.clone(), out.join(format!("{name}.png")));
                async move { std::fs::write(path, client.screenshot().await.unwrap()).unwrap() }
            };
            let name = |view: &str| format!("{view}-{language}-{theme}{}", if width < 400 { "-narrow" } else { "" });
            browser.client.goto(&format!("{}/?lang={language}&theme={theme}", site.address)).await.unwrap();
            browser.until("the page", "return !!document.querySelector('[data-sample]')", vec![]).await;
            browser.until("the tour", PRESS, vec!["#tour-skip".into()]).await;
            browser.until("a calm page", CALM, vec![]).await;
            shot(name("start"), &browser).await;
            browser.until("the sample", SAMPLE, vec![]).await;
            browser.until("the article", READY, vec![]).await;
            browser.until("the model", "return document.body.dataset.model === 'true'", vec![]).await;
            // Where there is little room, the card would cover what the picture is about.
            if width < 400 {
                browser.until("a calm page", CALM, vec![]).await;
                shot(name("article"), &browser).await;
            }
            browser.until("a quotation", QUOTATION, vec![]).await;
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            browser.until("a calm page", CALM, vec![]).await;
            if width > 400 {
                shot(name("article"), &browser).await;
            }
            for (css, view) in VIEWS {
                for css in css.split(' ') {
                    browser.until(css, PRESS, vec![css.into()]).await;
                    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                }
                browser.until("a calm page", CALM, vec![]).await;
                shot(name(view), &browser).await;
            }
            browser.close().await;
        }
    }
    println!("pictures in docs/screenshots");
}

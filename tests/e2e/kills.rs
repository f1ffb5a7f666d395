//! Ends the browser the hard way in the middle of work, again and again: what was shown as saved is there.

use crate::common::hostile::Dice;
use crate::support::page::{Page, offsets_hold};
use crate::support::{Browser, Setup, Site};
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often; `make kills` does it a hundred times.
fn count() -> u64 {
    std::env::var("HASHIYA_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(5)
}

const NAMES: &[&str] = &["دمشق", "بيروت", "عمّان", "بغداد", "القاهرة", "الرباط", "تونس", "صنعاء", "الخرطوم", "طرابلس"];

fn article(n: u64) -> String {
    let mut out = format!("خبر رقم {n} من أخبار اليوم\n\n");
    for (i, name) in NAMES.iter().enumerate() {
        out.push_str(&format!(
            "وصل {} من العمال إلى مدينة {name} أمس الأحد، وقال الوزير سامي حداد إن {} عائلة عادت إلى {name}.\n\n",
            i + 3,
            n + 20
        ));
    }
    out
}

/// Watches what the page says: the most corrections that it has ever shown as saved.
const WATCH: &str = "
    window.__shown = 0;
    const look = () => { const s = document.querySelector('#saved'); if (s?.dataset.state === 'saved') window.__shown = Math.max(window.__shown, Number(s.dataset.edits)); };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    look();";
/// Accepts the next proposal; says how many corrections there are, and how many were shown as saved.
const EDIT: &str = "
    const key = (key, code) => document.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
    if (arguments[0]) key('n', 'KeyN'); else key('Enter', 'Enter');
    return [Number(document.querySelector('#saved')?.dataset.edits ?? 0), window.__shown];";

fn two(v: &Value) -> (u64, u64) {
    (v[0].as_u64().unwrap(), v[1].as_u64().unwrap())
}

async fn start(site: Site, profile: &Path) -> Page {
    let setup = Setup { profile: Some(profile.to_owned()), ..Setup::default() };
    let page = Page { browser: Browser::start("kills", &setup).await, site };
    page.open("?lang=en").await;
    page
}

#[test]
fn nothing_shown_as_saved_is_lost_when_the_browser_is_killed() {
    let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kills-profile-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&profile);
    std::fs::create_dir_all(&profile).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let mut page = start(Site::start(), &profile).await;
        let (mut edits, mut unsaved) = (0, 0);
        for round in 0..count() {
            let mut dice = Dice::new(round + 4711);
            if page.js("return document.querySelector('#new') !== null", vec![]).await == true {
                page.press("New article").await;
            }
            page.annotate(&article(round)).await;
            page.js(WATCH, vec![]).await;
            page.js(EDIT, vec![true.into()]).await;
            let from = Instant::now();
            let length = Duration::from_millis(200 + dice.below(2500) as u64);
            // What was done when, as the page says it.
            let mut done = vec![(from, 0)];
            let mut shown = 0;
            while from.elapsed() < length {
                let (now, seen) = two(&page.js(EDIT, vec![false.into()]).await);
                done.push((Instant::now(), now));
                shown = seen;
                tokio::time::sleep(Duration::from_millis(dice.below(60) as u64)).await;
            }
            let at = Instant::now();
            page.browser.kill();
            let last = done.last().unwrap().1 + 1;
            let older = done.iter().filter(|(when, _)| at.duration_since(*when) > Duration::from_secs(1)).map(|(_, n)| *n);
            let older = older.max().unwrap_or(0);
            page = start(page.site, &profile).await;
            let title = format!("خبر رقم {round} من");
            page.js_until(
                "the article",
                "const open = document.querySelector('#article');
                 if (open) { if (open.textContent.includes(arguments[0])) return true; document.querySelector('#new').click(); return null; }
                 [...document.querySelectorAll('.shelf .work')].find(e => e.textContent.includes(arguments[0]))?.click(); return null;",
                vec![title.into()],
            )
            .await;
            page.ready().await;
            let (_, document) = page.document().await;
            hashiya::export::from_json(&document.to_string()).unwrap();
            offsets_hold(&document);
            let found = document["history"]["edits"].as_u64().unwrap();
            let decided = document["annotations"].as_array().unwrap().iter().filter(|a| a["review"] == "accepted").count() as u64;
            assert_eq!(found, decided, "round {round}: the corrections are not those that were made");
            assert!(found >= shown, "round {round}: {shown} corrections were shown as saved, {found} are there");
            assert!(found >= older, "round {round}: {older} corrections were older than a second, {found} are there");
            assert!(found <= last, "round {round}: {found} corrections of {last}");
            edits += found;
            unsaved += last.saturating_sub(1).saturating_sub(found);
        }
        println!("{} kills: {edits} corrections kept, none that was shown as saved lost; {unsaved} of the last moments not kept", count());
        page.browser.close().await;
    });
    let _ = std::fs::remove_dir_all(&profile);
}

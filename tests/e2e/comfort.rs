//! Reduced motion, 200 % zoom, forced colours.

use crate::support::Setup;
use crate::support::page::{Page, with, with_page};
use serde_json::{Value, json};

const TEXT: &str = "زيارة إلى دمشق\n\nوصل سامي حداد إلى مخيم الوادي قرب نهر الفرات أمس الأحد والتقى 3 مسؤولين في وزارة الصحة.\n\nوقال حداد إن «الزيارة مهمة للبلدين».";

async fn media(page: &Page, name: &str, value: &str) {
    let features = json!({ "features": [{ "name": name, "value": value }] });
    page.browser.devtools("Emulation.setEmulatedMedia", features).await;
}

/// What moves: every animation and transition, but for the fading of a toast, which steps.
const MOVES: &str = "return document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 0)
    .map(a => a.animationName || a.transitionProperty).filter(n => n !== 'toast')";

#[test]
fn nothing_moves_for_those_who_ask_for_that() {
    with_page("reduced-motion", |page| async move {
        media(&page, "prefers-reduced-motion", "reduce").await;
        page.annotate(TEXT).await;
        page.focus_article().await;
        page.type_keys(crate::bounding::LEFT).await;
        page.js_until("the caret", "return document.querySelector('i.caret')", vec![]).await;
        assert_eq!(page.js(MOVES, vec![]).await, json!([]));
        page.type_keys("n").await;
        page.type_keys(crate::bounding::ENTER).await;
        assert_eq!(page.js(MOVES, vec![]).await, json!([]));
        let toast = "return getComputedStyle(document.querySelector('.toast')).animationTimingFunction";
        assert_eq!(page.js_until("a toast", toast, vec![]).await, "steps(1)");
        page.press("Keys and help").await;
        assert_eq!(page.js(MOVES, vec![]).await, json!([]));
        page.press("Show the tour").await;
        page.js_until("the focus is at the tour", "return document.activeElement.id === 'tour'", vec![]).await;
        assert_eq!(page.js(MOVES, vec![]).await, json!([]));
        // Without that wish the caret blinks: the test sees what moves.
        media(&page, "prefers-reduced-motion", "no-preference").await;
        page.focus_article().await;
        page.type_keys(crate::bounding::LEFT).await;
        page.js_until("the caret", "return document.querySelector('i.caret')", vec![]).await;
        assert_eq!(page.js(MOVES, vec![]).await, json!(["caret"]));
        page
    });
}

/// Nothing reaches out of the window, and what is used can be seen and hit.
async fn fits(page: &Page, view: &str) {
    let wide = "
        const out = [...document.querySelectorAll('button, input, select, textarea, [role=tab], dialog, .card, .panel')].filter(e => {
            const r = e.getBoundingClientRect();
            if (!r.width || !r.height || !e.checkVisibility() || e.closest('.visually-hidden, .handle') || e.matches('.skip, .visually-hidden')) return false;
            for (let p = e.parentElement; p; p = p.parentElement) {
                const o = getComputedStyle(p).overflowX;
                if ((o === 'auto' || o === 'scroll') && p.scrollWidth > p.clientWidth) return false;
            }
            return r.left < -1 || r.right > innerWidth + 1;
        }).map(e => e.outerHTML.slice(0, 90));
        return [document.documentElement.scrollWidth - innerWidth, document.body.scrollWidth - innerWidth, ...out]";
    let got = page.js(wide, vec![]).await;
    let got = got.as_array().unwrap();
    assert!(got.len() == 2 && got.iter().all(|n| n.as_i64().is_some_and(|n| n <= 0)), "{view}: {got:?}");
}

fn zoomed(language: &'static str) {
    // 1280 × 900 at 200 % is a window of 640 × 450 CSS pixels.
    let setup = Setup { width: 640, height: 450, ..Setup::default() };
    with(&format!("zoom-{language}"), &format!("?lang={language}"), &setup, |page| async move {
        let size = json!({ "width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": false });
        page.browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
        fits(&page, "start").await;
        page.click_css("#sample").await;
        page.js_until(
            "the article",
            "return !!document.querySelector('#article') && !document.querySelector('[aria-busy=true]')",
            vec![],
        )
        .await;
        fits(&page, "article").await;
        // Nothing is lost: every control of the wide page is there, with its name.
        let there = "return ['#new', '#undo', '#redo', '#lang', '#theme', '#help', '#download', '#find, [role=tab]', '#filter-words']
            .filter(css => ![...document.querySelectorAll(css)].some(e => e.getClientRects().length > 0))";
        assert_eq!(page.js(there, vec![]).await, json!([]));
        let paper = page
            .js("const r = document.querySelector('.stage').getBoundingClientRect(); return r.height", vec![])
            .await;
        assert!(paper.as_f64().unwrap() > 120.0, "room to read in: {paper}");
        page.click_css(".marks .go").await;
        fits(&page, "card").await;
        let tabs = page.js("return document.querySelectorAll('[role=tab]').length", vec![]).await.as_u64().unwrap();
        for n in 0..tabs {
            page.js("document.querySelectorAll('[role=tab]')[arguments[0]].click()", vec![json!(n)]).await;
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            fits(&page, &format!("panel {n}")).await;
        }
        page.click_css("#help").await;
        fits(&page, "help").await;
        page.click_css("dialog .icon").await;
        page.click_css(".marks .go, [role=tab]").await;
        page
    });
}

#[test]
fn at_twice_the_size_nothing_is_lost_in_english() {
    zoomed("en");
}

#[test]
fn at_twice_the_size_nothing_is_lost_in_arabic() {
    zoomed("ar");
}

#[test]
fn a_telephone_shows_everything() {
    for language in ["en", "ar"] {
        let setup = Setup { width: 360, height: 800, ..Setup::default() };
        with(&format!("narrow-{language}"), &format!("?lang={language}"), &setup, |page| async move {
            fits(&page, "start").await;
            page.annotate_any(TEXT).await;
            fits(&page, "article").await;
            // The card stands over the panels.
            page.click_css(".marks .go").await;
            let card = "const card = document.querySelector('.card'); if (!card) return null; const r = card.getBoundingClientRect();
                const places = [0.2, 0.5, 0.8].map(n => document.elementFromPoint(r.left + r.width / 2, r.top + r.height * n));
                return places.every(e => card.contains(e)) || null";
            page.js_until("the card on top", card, vec![]).await;
            page
        });
    }
}

#[test]
fn tabs_stand_whole_in_their_panel() {
    for language in ["en", "ar"] {
        with(&format!("tabs-{language}"), &format!("?lang={language}"), &Setup::default(), |page| async move {
            page.annotate_any(TEXT).await;
            let cut = "const p = document.querySelector('.panels').getBoundingClientRect();
                return [...document.querySelectorAll('[role=tab]')].filter(t => { const r = t.getBoundingClientRect(); return r.left < p.left - 0.5 || r.right > p.right + 0.5 || t.scrollWidth > t.clientWidth + 1; }).map(t => t.textContent)";
            assert_eq!(page.js(cut, vec![]).await, json!([]));
            page
        });
    }
}

/// What a layer's marks look like where the system's colours are forced.
const LOOKS: &str = "
    const article = document.querySelector('#article'), words = article.querySelector('p');
    const names = ['PER', 'LOC', 'time', 'QTY', 'QUOTE', 'EVENT', 'other'];
    const look = name => { article.classList.add(`has-${name}`); const s = getComputedStyle(words, `::highlight(${name})`); return `${s.textDecorationLine} ${s.textDecorationStyle} ${s.textDecorationThickness}`; };
    return Object.fromEntries(names.flatMap(n => ['open', 'done', 'mine'].map(r => [`${n}-${r}`, look(`${n}-${r}`)])).concat([['rejected', look('rejected')]]))";

#[test]
fn marks_are_told_apart_where_colours_are_forced() {
    with_page("forced-colors", |page| async move {
        page.annotate(TEXT).await;
        page.with_model().await;
        media(&page, "forced-colors", "active").await;
        assert_eq!(page.js("return matchMedia('(forced-colors: active)').matches", vec![]).await, true);
        let looks = page.js(LOOKS, vec![]).await;
        let looks = looks.as_object().unwrap();
        for (name, look) in looks {
            let line = if name == "rejected" { "line-through" } else { "underline" };
            assert!(look.as_str().unwrap().starts_with(line), "{name}: {look}");
        }
        // Layers differ in their lines, and what is decided from what is not.
        let of = |name: &str| looks[name].as_str().unwrap();
        let layers: std::collections::BTreeSet<&str> =
            ["PER-done", "LOC-done", "time-done", "QTY-done", "QUOTE-done", "EVENT-done"].into_iter().map(of).collect();
        assert_eq!(layers.len(), 6, "{looks:?}");
        for name in ["PER", "LOC", "time", "QTY", "QUOTE", "EVENT"] {
            assert_ne!(of(&format!("{name}-done")), of(&format!("{name}-mine")), "{name}");
        }
        // And that is what is on the screen: without its highlight the article is another picture.
        let picture = async || page.browser.client.screenshot().await.unwrap();
        page.js("document.querySelectorAll('.toast').forEach(t => t.remove())", vec![]).await;
        let before = picture().await;
        assert_eq!(before, picture().await, "the picture stands still");
        for name in ["PER-open", "time-open", "QTY-open", "QUOTE-open"] {
            let hide = "const h = CSS.highlights.get(arguments[0]); if (!h || !h.size) return false; window.__kept = h; CSS.highlights.delete(arguments[0]); return true";
            assert_eq!(page.js(hide, vec![json!(name)]).await, true, "the text has {name}");
            assert_ne!(before, picture().await, "{name} is not seen");
            page.js("CSS.highlights.set(arguments[0], window.__kept)", vec![json!(name)]).await;
        }
        // What is in focus is told apart too, in the article and in the list.
        page.type_keys("n").await;
        let current = "if (!document.querySelector('.mark.current')) return null; const s = getComputedStyle(document.querySelector('#article'), '::highlight(current)'); const li = getComputedStyle(document.querySelector('.mark.current')); return [s.backgroundColor, li.outlineStyle]";
        let got: Value = page.js_until("the mark in focus", current, vec![]).await;
        assert_eq!(got[1], "solid");
        assert_ne!(got[0], "rgba(0, 0, 0, 0)");
        page
    });
}

#[test]
fn on_paper_there_is_the_whole_article_and_nothing_else() {
    with_page("print", |page| async move {
        let long = format!("{TEXT}\n\n").repeat(40);
        page.annotate(&long).await;
        let print = json!({ "media": "print", "features": [] });
        page.browser.devtools("Emulation.setEmulatedMedia", print).await;
        let shown = "return ['.bar', '.panels', '.foot', '.notices', '.card'].filter(css => [...document.querySelectorAll(css)].some(e => e.checkVisibility()))";
        assert_eq!(page.js(shown, vec![]).await, json!([]));
        // Nothing is cut off at the window's edge: the article is as high as its words.
        let cut = "const a = document.querySelector('#article'); const last = [...a.querySelectorAll('p')].at(-1).getBoundingClientRect().bottom;
            let clipped = 0;
            for (let e = a; e; e = e.parentElement) { const o = getComputedStyle(e).overflowY; if (e !== document.documentElement && e !== document.body && o !== 'visible' && e.scrollHeight > e.clientHeight + 1) clipped++; }
            return [clipped, last > innerHeight, getComputedStyle(a).printColorAdjust]";
        assert_eq!(page.js(cut, vec![]).await, json!([0, true, "exact"]));
        page.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await;
        let paper = page.browser.devtools("Page.printToPDF", json!({ "printBackground": true })).await;
        let pages = "return (atob(arguments[0]).match(/\\/Type \\/Page\\b/g) || []).length";
        let pages = page.js(pages, vec![paper["data"].clone()]).await;
        assert!(pages.as_u64().unwrap() > 1, "the whole article goes to paper: {pages} pages");
        page
    });
}

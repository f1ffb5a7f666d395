//! Accessibility: axe-core on every view, in both languages and themes.

use crate::support::Setup;
use crate::support::page::{Page, with};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// axe-core's source, where there is Node to fetch it with.
fn axe() -> Option<String> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/tools.sh");
    let found = Command::new(tools).arg("axe").output().ok()?;
    let path = String::from_utf8(found.stdout).ok()?;
    let source = std::fs::read_to_string(path.trim()).ok();
    if source.is_none() {
        eprintln!("skipped: axe-core is not here (no Node to fetch it with)");
    }
    source
}

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations.map(v =>
        `${v.id} (${v.impact}): ${v.help}: ` + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160) + ' ' + (n.any[0]?.message || '')).join(' | '))),
        e => done([String(e)]));
";

async fn check(page: &Page, view: &str, bad: &mut Vec<String>) {
    // What moves has come to rest: a toast on its way out is no view.
    page.js("document.getAnimations().forEach(a => a.finish())", vec![]).await;
    let got = page.browser.client.execute_async(RUN, vec![]).await.unwrap();
    for violation in got.as_array().into_iter().flatten() {
        bad.push(format!("{view}: {}", violation.as_str().unwrap_or_default()));
    }
}

/// Presses what a selector finds, wherever it is and whatever language it speaks.
async fn press(page: &Page, css: &str) {
    let script = "const e = [...document.querySelectorAll(arguments[0])].find(e => e.getClientRects().length > 0); if (!e) return null; e.click(); return true;";
    page.js_until(css, script, vec![json!(css)]).await;
    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
}

async fn views(page: &Page, axe: &str) -> Vec<String> {
    let mut bad = Vec::new();
    page.js(axe, vec![]).await;
    check(page, "start with the tour", &mut bad).await;
    press(page, "#labels").await;
    check(page, "label editor without an article", &mut bad).await;
    press(page, "dialog .icon").await;
    press(page, "#keeping-sheet").await;
    check(page, "how things are kept", &mut bad).await;
    press(page, "dialog .icon").await;
    press(page, "#tour-skip").await;
    check(page, "start", &mut bad).await;
    press(page, "#help").await;
    check(page, "help", &mut bad).await;
    press(page, "dialog button").await;
    press(page, "#sample").await;
    let ready = "const a = document.querySelector('#article'); return !!a && a.textContent.length > 100 && !document.querySelector('[aria-busy=true]')";
    page.js_until("the sample article", ready, vec![]).await;
    page.js(axe, vec![]).await;
    check(page, "article", &mut bad).await;
    press(page, "#annotations .go").await;
    check(page, "card", &mut bad).await;
    press(page, "#everywhere").await;
    check(page, "everywhere", &mut bad).await;
    press(page, "dialog .row button:last-of-type").await;
    label_editor(page, &mut bad).await;
    page.type_keys("b").await;
    check(page, "the surest at once", &mut bad).await;
    press(page, "dialog .row button:last-of-type").await;
    page.js("document.querySelector('#find, #article').focus()", vec![]).await;
    press(page, "#help").await;
    press(page, "#tour-again").await;
    press(page, "#tour-next").await;
    check(page, "the tour at the article", &mut bad).await;
    press(page, "#tour-skip").await;
    let tabs: Value = page.js("return [...document.querySelectorAll('[role=tab]')].length", vec![]).await;
    for n in 0..tabs.as_u64().unwrap() {
        let script = "document.querySelectorAll('[role=tab]')[arguments[0]].click()";
        page.js(script, vec![json!(n)]).await;
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        check(page, &format!("panel {n}"), &mut bad).await;
    }
    compared(page, &mut bad).await;
    press(page, "#new").await;
    page.js_until("the library", "return document.querySelectorAll('.shelf li').length > 0", vec![]).await;
    check(page, "library", &mut bad).await;
    let folder = "const i = document.querySelector('#new-folder'); i.value = 'قصة'; i.dispatchEvent(new Event('change', { bubbles: true })); return true";
    page.js_until("a folder", folder, vec![]).await;
    page.js_until("its name", "return document.querySelector('#rename-folder') !== null", vec![]).await;
    check(page, "a folder", &mut bad).await;
    page.js(
        "location.hash = arguments[0]",
        vec![json!(hashiya::session::labels::to_fragment(&hashiya::annotate::default_labels()))],
    )
    .await;
    page.js_until("the question", "return document.querySelector('#label-offer') !== null", vec![]).await;
    check(page, "a label set in a link", &mut bad).await;
    bad
}

/// The label editor with a label open, one of its attributes, and the question about a label in use.
async fn label_editor(page: &Page, bad: &mut Vec<String>) {
    press(page, "#annotations .go").await;
    press(page, ".card #labels").await;
    check(page, "label editor", bad).await;
    press(page, "#label-editor [aria-expanded]").await;
    press(page, "#attribute-add").await;
    check(page, "label editor, a label open", bad).await;
    let label = "return document.querySelector('.mark')?.dataset.label ?? null";
    let label = page.js_until("a mark's label", label, vec![]).await;
    let remove = format!("#label-editor li[data-label=\"{}\"] .row button:last-of-type", label.as_str().unwrap());
    press(page, &remove).await;
    check(page, "label editor, a label in use", bad).await;
    press(page, "dialog .icon:last-of-type").await;
}

/// The panel of checking with another annotator's file beside this one.
async fn compared(page: &Page, bad: &mut Vec<String>) {
    page.js("document.querySelector('#download').click()", vec![]).await;
    let (_, bytes) = page.browser.download().await;
    let mut other: Value = serde_json::from_slice(&bytes).unwrap();
    other["annotations"].as_array_mut().unwrap().truncate(5);
    let path = page.browser.downloads.parent().unwrap().join("other.json");
    std::fs::write(&path, other.to_string()).unwrap();
    page.js("[...document.querySelectorAll('[role=tab]')][5].click()", vec![]).await;
    page.browser.element("#compare").await.send_keys(path.to_str().unwrap()).await.unwrap();
    page.js_until("the agreement", "return document.querySelector('#agreement') !== null", vec![]).await;
    check(page, "two annotators", bad).await;
}

fn every_view(language: &'static str, theme: &str, width: u32) {
    let Some(axe) = axe() else { return };
    let query = format!("?lang={language}&theme={theme}");
    let setup = Setup { width, height: 900, ..Setup::default() };
    with(&format!("axe-{language}-{theme}-{width}"), &query, &setup, |page| async move {
        let bad = views(&page, &axe).await;
        assert!(bad.is_empty(), "{} violations:\n{}", bad.len(), bad.join("\n"));
        page
    });
}

#[test]
fn no_violation_in_arabic_light() {
    every_view("ar", "light", 1360);
}

#[test]
fn no_violation_in_arabic_dark() {
    every_view("ar", "dark", 1360);
}

#[test]
fn no_violation_in_english_light() {
    every_view("en", "light", 1360);
}

#[test]
fn no_violation_in_english_dark() {
    every_view("en", "dark", 1360);
}

#[test]
fn no_violation_on_a_narrow_screen() {
    every_view("ar", "light", 360);
}

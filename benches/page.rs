//! The built page in a real browser: bytes of the first load, how long the worker takes for seed 004, and how the page bears size, beside
//! Recogito's text-annotator, which draws the same text with the same marks in the same browser.
//!
//! `cargo bench --features e2e --bench page [-- load|worker|size]`; without a word all three.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "stops where it fails"
)]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/support/mod.rs"]
mod support;

use serde_json::{Value, json};
use std::time::Duration;
use support::page::Page;

/// The time that the worker itself took for the last article, from request to answer, in ms.
const WORKER: &str = "return document.body.getAttribute('data-worker-ms')";

/// What measures, in every page; and what the pages would not tell by themselves: their WASM memories, and when the worker answered.
const SPIES: &str = "
    window.__memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name].bind(WebAssembly);
        WebAssembly[name] = async (...given) => {
            const got = await own(...given);
            const memory = (got.instance || got).exports.memory;
            if (memory) window.__memories.push(memory);
            return got;
        };
    }
    window.Worker = class extends Worker {
        constructor(...given) {
            super(...given);
            super.addEventListener('message', event => { if (event.data?.Done || event.data?.done) window.__answered = performance.now(); });
        }
    };
";
const PROBE: &str = include_str!("probe.js");

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wants = |what: &str| wanted.is_empty() || wanted.iter().any(|w| w == what);
    let text = common::seeds("the page's benchmark")
        .into_iter()
        .nth(4)
        .map_or_else(|| "وصل الوزير سامي حداد إلى دمشق أمس الأحد. ".repeat(200), |s| s.1);
    if wants("load") {
        support::page::with_page("bench-load", |page| async move {
            load(&page).await;
            page
        });
    }
    if wants("worker") {
        let text = text.clone();
        support::page::with_page("bench-worker", |page| async move {
            worker(&page, &text).await;
            page
        });
    }
    if wants("size") {
        let peer = peer();
        let sizes: usize = std::env::var("HASHIYA_SIZES").ok().and_then(|s| s.parse().ok()).unwrap_or(3);
        for (times, limit) in [(10, 600), (100, 6_000), (1000, 60_000)].into_iter().take(sizes) {
            let whole = format!("{}\n", text.trim_end()).repeat(times);
            let ours = ours(&whole, limit);
            // The peer takes minutes for the largest, if it ever ends.
            if let Some(peer) = peer.as_ref().filter(|_| times < 1000) {
                beside(&ours, &theirs(peer, &whole, &ours.marks));
            }
        }
    }
}

async fn load(page: &Page) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    let sent = page.site.sent.lock().unwrap().clone();
    for (path, bytes) in &sent {
        println!("{bytes:>9} B gzip  {path}");
    }
    println!("first load: {:.0} kB transferred with gzip", sent.values().sum::<usize>() as f64 / 1000.0);
}

async fn worker(page: &Page, text: &str) {
    let letters = text.chars().count();
    // The same worker goes on from article to article.
    for (what, fresh, pause) in [
        ("a fresh worker, at once", true, 0),
        ("a fresh worker, 3 s after the paste", true, 3000),
        ("one worker, article after article", false, 0),
    ] {
        let mut times = Vec::new();
        for _ in 0..if fresh { 6 } else { 20 } {
            if fresh {
                page.js("localStorage.clear(); return true", vec![]).await;
                page.open("?lang=en").await;
            } else {
                page.press("New article").await;
            }
            page.fill(text).await;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            page.press("Annotate").await;
            page.ready().await;
            let got = page.js_until("the time", WORKER, vec![]).await;
            times.push(got.as_str().unwrap().parse::<f64>().unwrap());
        }
        times.sort_by(f64::total_cmp);
        let (best, worst, median) = (times[0], times[times.len() - 1], times[times.len() / 2]);
        println!("{letters} letters, {what}: median {median:.0} ms, best {best:.0}, worst {worst:.0}");
    }
}

/// What was measured of one page at one size; times in ms.
struct Figures {
    marks: Value,
    draw: f64,
    acts: Vec<(&'static str, f64, f64)>,
    frame: f64,
    heap: f64,
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

async fn heap(page: &Page) -> f64 {
    page.browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
    let got = page.browser.devtools("Runtime.getHeapUsage", json!({})).await;
    number(&got["usedSize"]) / 1e6
}

/// Where the main thread's time went: each function's own share and what it holds with what it calls (`HASHIYA_PROFILE=1`; names are there
/// in a page built with `data-keep-debug`).
fn costs(profile: &Value) {
    let nodes = profile["nodes"].as_array().unwrap();
    let by_id: std::collections::HashMap<u64, &Value> = nodes.iter().map(|n| (n["id"].as_u64().unwrap(), n)).collect();
    let name = |n: &Value| n["callFrame"]["functionName"].as_str().unwrap_or("").to_owned();
    let mut own = std::collections::BTreeMap::<String, f64>::new();
    let mut whole = std::collections::BTreeMap::<String, f64>::new();
    let mut parent = std::collections::HashMap::new();
    for n in nodes {
        for c in n["children"].as_array().into_iter().flatten() {
            parent.insert(c.as_u64().unwrap(), n["id"].as_u64().unwrap());
        }
    }
    let samples = profile["samples"].as_array().unwrap();
    let gaps = profile["timeDeltas"].as_array().unwrap();
    for (s, gap) in samples.iter().zip(gaps) {
        let (mut id, ms) = (s.as_u64().unwrap(), number(gap) / 1000.0);
        *own.entry(name(by_id[&id])).or_default() += ms;
        let mut seen = std::collections::BTreeSet::new();
        loop {
            if seen.insert(name(by_id[&id])) {
                *whole.entry(name(by_id[&id])).or_default() += ms;
            }
            match parent.get(&id) {
                Some(up) => id = *up,
                None => break,
            }
        }
    }
    for (what, costs) in [("own", own), ("whole", whole)] {
        let mut costs: Vec<_> = costs.into_iter().collect();
        costs.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (name, ms) in costs.iter().take(45) {
            println!("    {what} {ms:8.1} ms  {}", name.chars().take(150).collect::<String>());
        }
    }
}

/// Runs a script's promise.
async fn promised(page: &Page, script: &str, arguments: Vec<Value>) -> Value {
    let script = format!(
        "const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(done, e => done(String(e)))"
    );
    page.browser.client.execute_async(&script, arguments).await.unwrap_or_else(|e| panic!("{e}"))
}

/// The medians of seven turns of adding, deleting and taking back a mark: (work, until painted).
async fn acts(page: &Page, acts: &[(&'static str, &str)]) -> Vec<(&'static str, f64, f64)> {
    let mut got: Vec<(Vec<f64>, Vec<f64>)> = vec![(Vec::new(), Vec::new()); acts.len()];
    for _ in 0..7 {
        for (n, (_, script)) in acts.iter().enumerate() {
            let time = promised(page, script, vec![]).await;
            assert!(time.is_array(), "{time}");
            got[n].0.push(number(&time[0]));
            got[n].1.push(number(&time[1]));
        }
    }
    acts.iter().zip(got).map(|((name, _), (work, painted))| (*name, middle(work), middle(painted))).collect()
}

async fn scroll(page: &Page, element: &str) -> Value {
    let script = format!("return window.__probe.scroll(document.querySelector('{element}'))");
    promised(page, &script, vec![]).await
}

fn ours(text: &str, limit: usize) -> Figures {
    let mut out = None;
    support::page::with_page("bench-size", |page| async {
        page.browser
            .client
            .update_timeouts(fantoccini::wd::TimeoutConfiguration::new(Some(Duration::from_secs(290)), None, None))
            .await
            .unwrap();
        page.browser.before_pages(&format!("{SPIES}\n{PROBE}")).await;
        page.open("?lang=en").await;
        page.fill(text).await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        page.js("window.__probe.longest(); window.__answered = 0; return true", vec![]).await;
        let profiled = std::env::var_os("HASHIYA_PROFILE").is_some();
        if profiled {
            page.browser.devtools("Profiler.enable", json!({})).await;
            page.browser.devtools("Profiler.setSamplingInterval", json!({ "interval": 200 })).await;
            page.browser.devtools("Profiler.start", json!({})).await;
        }
        page.press("Annotate").await;
        let drawn = "
            const p = window.__probe;
            while (!window.__answered || !document.querySelector('#article p') || ![...CSS.highlights.values()].some(h => h.size > 0)) await p.rest(4);
            const at = await p.painted() - window.__answered;
            await p.rest(3000);
            return [at, p.longest()];";
        let drawn = promised(&page, drawn, vec![]).await;
        if profiled {
            costs(&page.browser.devtools("Profiler.stop", json!({})).await["profile"]);
            page.browser.devtools("Profiler.start", json!({})).await;
        }
        page.ready().await;
        let read = page.js_until("the time", WORKER, vec![]).await;
        let heap = heap(&page).await;
        let wasm = number(&page.js("return window.__probe.memories()", vec![]).await);
        let (_, document) = page.document().await;
        let count = document["annotations"].as_array().unwrap().len();
        println!("\n{} kB, {count} marks (asked for: {limit})", text.len() / 1000);
        println!(
            "  the worker took {} ms; drawn {:.0} ms after its answer (longest task {} ms)",
            read.as_str().unwrap_or("?"),
            number(&drawn[0]),
            drawn[1]
        );
        let acts = acts(&page, ACTS).await;
        for (name, work, painted) in &acts {
            println!("  {name}: {work:.1} ms of work, painted after {painted:.1} ms");
        }
        if profiled {
            costs(&page.browser.devtools("Profiler.stop", json!({})).await["profile"]);
        }
        let longest = page.js("return window.__probe.longest()", vec![]).await;
        let scrolled = scroll(&page, ".stage").await;
        println!(
            "  longest task while editing {longest} ms; scrolling: {scrolled}; heap {heap:.0} MB, WASM memory {wasm:.0} MB"
        );
        out = Some(Figures {
            marks: document["annotations"].clone(),
            draw: number(&drawn[0]),
            acts,
            frame: number(&scrolled["worst"]),
            heap: heap + wasm,
        });
        page
    });
    out.unwrap()
}

/// Adds a mark on some words in sight by a key, deletes it by a key, takes that back by a key.
const ACTS: &[(&str, &str)] = &[
    (
        "add",
        "const p = window.__probe, stage = document.querySelector('.stage').getBoundingClientRect();
         const line = [...document.querySelectorAll('#article p.paragraph')].find(l => { const r = l.getBoundingClientRect(); return r.top > stage.top + 60 && r.bottom < innerHeight && l.firstChild.data.length > 60; }) || document.querySelector('#article p.paragraph');
         window.__turn = (window.__turn || 0) + 1;
         const words = line.firstChild, from = words.data.indexOf(' ', 7 * window.__turn % 30) + 1, to = words.data.indexOf(' ', from + 3);
         getSelection().setBaseAndExtent(words, from, words, to);
         await p.rest(600);
         return p.act(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, cancelable: true })));",
    ),
    (
        "delete",
        "const p = window.__probe; await p.rest(600);
         return p.act(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', code: 'Delete', bubbles: true, cancelable: true })));",
    ),
    (
        "undo",
        "const p = window.__probe; await p.rest(600);
         return p.act(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true })));",
    ),
];

/// The peer's page in a folder, where npm can get it.
fn peer() -> Option<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("peer");
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/recogito/get.sh");
    let got = std::process::Command::new(script).arg(&folder).status().is_ok_and(|s| s.success());
    if !got {
        println!("the peer could not be had (npm): our figures alone");
    }
    got.then_some(folder)
}

fn theirs(folder: &std::path::Path, text: &str, marks: &Value) -> Figures {
    let mut out = None;
    let (text, marks) = (json!(text), marks.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let page = Page {
            browser: support::Browser::start("bench-peer", &support::Setup::default()).await,
            site: support::Site::of(folder.to_owned()),
        };
        page.browser
            .client
            .update_timeouts(fantoccini::wd::TimeoutConfiguration::new(Some(Duration::from_secs(290)), None, None))
            .await
            .unwrap();
        page.browser.before_pages(PROBE).await;
        page.open("").await;
        let spans: Vec<Value> = marks.as_array().unwrap().iter().map(|a| json!([a["start"], a["end"]])).collect();
        let drawn = promised(&page, THEIRS, vec![text, json!(spans)]).await;
        assert!(drawn.is_array(), "{drawn}");
        let heap = heap(&page).await;
        let acts = acts(&page, THEIR_ACTS).await;
        let scrolled = scroll(&page, "#stage").await;
        println!("  peer: drawn {:.0} ms; {acts:?}; scrolling: {scrolled}; heap {heap:.0} MB", number(&drawn[0]));
        out = Some(Figures { marks, draw: number(&drawn[0]), acts, frame: number(&scrolled["worst"]), heap });
        page.browser.close().await;
    });
    out.unwrap()
}

/// One paragraph a line, as ours; offsets in UTF-16 units of the text without line ends, as the peer counts them.
const THEIRS: &str = "
    const [text, spans] = arguments, p = window.__probe, root = document.getElementById('text');
    const chars = [...text], at = new Uint32Array(chars.length + 1);
    let units = 0;
    chars.forEach((c, n) => { at[n] = units; if (c !== '\\n' && c !== '\\r') units += c.length; });
    at[chars.length] = units;
    const all = spans.map(([start, end], n) => ({ id: 'a' + n, bodies: [], target: { annotation: 'a' + n, selector: [{ quote: chars.slice(start, end).filter(c => c !== '\\n' && c !== '\\r').join(''), start: at[start], end: at[end] }] } }));
    const started = performance.now();
    for (const line of text.split(/\\r?\\n/)) { const e = document.createElement('p'); e.textContent = line; root.append(e); }
    window.__anno = RecogitoJS.createTextAnnotator(root, {});
    window.__anno.setAnnotations(all);
    while (![...CSS.highlights.values()].some(h => h.size > 0) && !document.querySelector('.r6o-annotation')) await p.rest(4);
    return [await p.painted() - started];";

const THEIR_ACTS: &[(&str, &str)] = &[
    (
        "add",
        "const p = window.__probe; await p.rest(600);
         window.__turn = (window.__turn || 0) + 1;
         const start = 200 + 7 * window.__turn, id = 'new' + window.__turn;
         const quote = document.getElementById('text').textContent.slice(start, start + 6);
         return p.act(() => window.__anno.addAnnotation({ id, bodies: [], target: { annotation: id, selector: [{ quote, start, end: start + 6 }] } }));",
    ),
    ("delete", "const p = window.__probe; await p.rest(600); return p.act(() => window.__anno.removeAnnotation('new' + window.__turn));"),
    ("undo", "const p = window.__probe; await p.rest(600); return p.act(() => window.__anno.undo());"),
];

fn beside(ours: &Figures, theirs: &Figures) {
    let ratio = |a: f64, b: f64| format!("{:.2}", a / b);
    println!(
        "  ours to the peer's: draw {}, worst frame {}, memory {}",
        ratio(ours.draw, theirs.draw),
        ratio(ours.frame, theirs.frame),
        ratio(ours.heap, theirs.heap)
    );
    for (a, b) in ours.acts.iter().zip(&theirs.acts) {
        println!("    {}: work {}, until painted {}", a.0, ratio(a.1, b.1), ratio(a.2, b.2));
    }
}

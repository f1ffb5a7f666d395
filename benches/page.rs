//! The built page in a real browser: bytes of the first load, how long the worker takes for seed 004, and how the page bears size, beside
//! Recogito's text-annotator, which draws the same text with the same marks in the same browser.
//!
//! `cargo bench --features e2e --bench page [-- load|worker|size]`; without a word all three. Of the size, `HASHIYA_SIZES=10,100`
//! takes two sizes only (how often the text is repeated), `HASHIYA_ALONE=1` leaves the peer out, `HASHIYA_MARKS=all` every mark that the worker makes; else there are as many as issue 7 counts with, evenly thinned.

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
    // The worker's answer is held back until the benchmark lets it go, and thinned to `__limit` marks where there is one: what is measured
    // begins with the answer, as the page takes it out of the message.
    const thin = (bytes, limit) => {
        const json = JSON.parse(new TextDecoder().decode(bytes)), d = json.document?.annotations ? json.document : json, all = d.annotations;
        if (!limit || all.length <= limit) return bytes;
        d.annotations = all.filter((_, n) => Math.floor((n + 1) * limit / all.length) > Math.floor(n * limit / all.length));
        const kept = new Set(d.annotations.map(a => a.id)), texts = new Map(all.map(a => [a.id, a.text]));
        for (const a of d.annotations) {
            for (const [key, value] of Object.entries(a.attributes)) if (texts.has(value) && !kept.has(value)) a.attributes[key] = texts.get(value);
        }
        for (const e of d.entities) e.mentions = e.mentions.filter(m => kept.has(m));
        d.entities = d.entities.filter(e => e.mentions.length);
        d.relations = d.relations.filter(r => kept.has(r.from) && kept.has(r.to));
        return new TextEncoder().encode(JSON.stringify(json));
    };
    window.Worker = class extends Worker {
        set onmessage(hear) {
            super.onmessage = event => {
                const data = event.data;
                if (!data?.Done) return hear(event);
                data.Done.json = thin(data.Done.json, window.__limit);
                data.Done.packed.json = thin(data.Done.packed.json, window.__limit);
                window.__held = () => {
                    window.__answered = performance.now();
                    hear(new MessageEvent('message', { data }));
                };
            };
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
        let peer = if std::env::var_os("HASHIYA_ALONE").is_some() { None } else { peer() };
        let sizes = std::env::var("HASHIYA_SIZES").unwrap_or_else(|_| "10,100,1000".to_owned());
        let wants = |times: usize| sizes.split(',').any(|s| s.parse() == Ok(times));
        for (times, limit) in [(10, 600), (100, 6_000), (1000, 60_000)].into_iter().filter(|s| wants(s.0)) {
            let whole = format!("{}\n", text.trim_end()).repeat(times);
            let all = std::env::var("HASHIYA_MARKS").is_ok_and(|m| m == "all");
            let ours = ours(&whole, if all { 0 } else { limit });
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
    draw: Cost,
    acts: Vec<(&'static str, Cost)>,
    scroll: Cost,
    heap: f64,
}

/// What something costs: the main thread's own time, as the browser counts it (what other programs do beside is not in it), and how long
/// one waits until it is painted (of scrolling: the longest frame).
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    painted: f64,
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

/// The main thread's own time since the page came, in ms.
async fn cpu(page: &Page) -> f64 {
    let got = page.browser.devtools("Performance.getMetrics", json!({})).await;
    let tasks = got["metrics"].as_array().unwrap().iter().find(|m| m["name"] == "TaskDuration").unwrap();
    number(&tasks["value"]) * 1000.0
}

/// From here on the browser counts the main thread's own time.
async fn count_cpu(page: &Page) {
    page.browser.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
}

/// The medians of seven turns of adding, deleting and taking back a mark. What an act that does nothing costs (the frames, the driver's
/// calls) is taken off.
async fn acts(page: &Page, acts: &[(&'static str, &str)]) -> Vec<(&'static str, Cost)> {
    let run = |script: String| async move {
        let before = cpu(page).await;
        let time = promised(page, &script, vec![]).await;
        assert!(time.is_number(), "{time}");
        // What follows the mark (lists, cards, saving) costs too.
        promised(page, "await window.__probe.rest(300)", vec![]).await;
        (cpu(page).await - before, number(&time))
    };
    let mut idle = Vec::new();
    for _ in 0..9 {
        promised(page, "await window.__probe.rest(300)", vec![]).await;
        idle.push(run("return window.__probe.act(() => {}, true)".to_owned()).await.0);
    }
    let idle = middle(idle);
    let mut got: Vec<(Vec<f64>, Vec<f64>)> = vec![(Vec::new(), Vec::new()); acts.len()];
    for _ in 0..7 {
        for (n, (_, script)) in acts.iter().enumerate() {
            // What there is to get ready, and then a rest.
            let (ready, act) = script.split_once("/* act */").unwrap_or(("", script));
            promised(page, &format!("const p = window.__probe; {ready}; await p.rest(600);"), vec![]).await;
            let (cpu, painted) = run(format!("const p = window.__probe; {act}")).await;
            got[n].0.push(cpu - idle);
            got[n].1.push(painted);
        }
    }
    acts.iter().zip(got).map(|((name, _), (c, p))| (*name, Cost { cpu: middle(c), painted: middle(p) })).collect()
}

async fn scroll(page: &Page, element: &str) -> (Value, Cost) {
    let script = format!("return window.__probe.scroll(document.querySelector('{element}'))");
    let before = cpu(page).await;
    let got = promised(page, &script, vec![]).await;
    let cost = Cost { cpu: cpu(page).await - before, painted: number(&got["worst"]) };
    (got, cost)
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
        count_cpu(&page).await;
        page.js("window.__limit = arguments[0]; return true", vec![json!(limit)]).await;
        page.press("Annotate").await;
        promised(
            &page,
            "while (!window.__held) await window.__probe.rest(50); await window.__probe.rest(500);",
            vec![],
        )
        .await;
        let drawn = "
            const p = window.__probe;
            p.longest();
            window.__held();
            const drawn = () => document.querySelector('#article p') && [...CSS.highlights.values()].some(h => h.size > 0);
            return await p.shown(drawn) - window.__answered;";
        let before = cpu(&page).await;
        let painted = number(&promised(&page, drawn, vec![]).await);
        let draw = Cost { cpu: cpu(&page).await - before, painted };
        let whole = promised(&page, "await window.__probe.rest(4000); return window.__probe.longest()", vec![]).await;
        let later = cpu(&page).await - before;
        if profiled {
            costs(&page.browser.devtools("Profiler.stop", json!({})).await["profile"]);
            page.browser.devtools("Profiler.start", json!({})).await;
        }
        page.ready().await;
        let read = page.js_until("the time", WORKER, vec![]).await;
        let heap = heap(&page).await;
        let wasm = number(&page.js("return window.__probe.memories()", vec![]).await);
        promised(&page, "await window.__probe.rest(300); window.__probe.longest()", vec![]).await;
        let (_, document) = page.document().await;
        let file = promised(&page, "await window.__probe.rest(300); return window.__probe.longest()", vec![]).await;
        let count = document["annotations"].as_array().unwrap().len();
        println!("\n{} kB, {count} marks", text.len() / 1000);
        println!(
            "  the worker took {} ms; drawn {:.0} ms after its answer, {:.0} ms of the main thread's time ({later:.0} with what \
             came after it); longest task {whole} ms; making the file to download {file} ms",
            read.as_str().unwrap_or("?"),
            draw.painted,
            draw.cpu,
        );
        let acts = acts(&page, ACTS).await;
        for (name, cost) in &acts {
            println!("  {name}: {:.1} ms of the main thread's time, painted after {:.1} ms", cost.cpu, cost.painted);
        }
        if profiled {
            costs(&page.browser.devtools("Profiler.stop", json!({})).await["profile"]);
        }
        let longest = page.js("return window.__probe.longest()", vec![]).await;
        let (scrolled, scroll) = scroll(&page, ".stage").await;
        println!(
            "  longest task while editing {longest} ms; scrolling: {scrolled}, {:.0} ms of the main thread's time; heap {heap:.0} MB, \
             WASM memory {wasm:.0} MB",
            scroll.cpu
        );
        out = Some(Figures { marks: document["annotations"].clone(), draw, acts, scroll, heap: heap + wasm });
        page
    });
    out.unwrap()
}

/// Adds a mark on some words in sight by a key, deletes it by a key, takes that back by a key.
const ACTS: &[(&str, &str)] = &[
    (
        "add",
        "const stage = document.querySelector('.stage').getBoundingClientRect();
         const line = [...document.querySelectorAll('#article p.paragraph')].find(l => { const r = l.getBoundingClientRect(); return r.top > stage.top + 60 && r.bottom < innerHeight && l.firstChild.data.length > 60; }) || document.querySelector('#article p.paragraph');
         window.__turn = (window.__turn || 0) + 1;
         // Each turn another word.
         const words = line.firstChild, starts = [...words.data.matchAll(/ (?=\\S{4})/g)].map(m => m.index + 1).slice(0, -1);
         const from = starts[window.__turn % starts.length], to = words.data.indexOf(' ', from);
         getSelection().setBaseAndExtent(words, from, words, to);
         /* act */
         return p.act(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, cancelable: true })));",
    ),
    (
        "delete",
        "return p.act(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', code: 'Delete', bubbles: true, cancelable: true })));",
    ),
    (
        "undo",
        "return p.act(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true })));",
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
        count_cpu(&page).await;
        page.js(THEIRS_BEFORE, vec![text, json!(spans)]).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let before = cpu(&page).await;
        let drawn = promised(&page, THEIRS, vec![]).await;
        assert!(drawn.is_array(), "{drawn}");
        let draw = Cost { cpu: cpu(&page).await - before, painted: number(&drawn[0]) };
        let heap = heap(&page).await;
        let acts = acts(&page, THEIR_ACTS).await;
        let (scrolled, scroll) = scroll(&page, "#stage").await;
        println!("  peer: drawn after {:.0} ms, {:.0} ms of the main thread's time", draw.painted, draw.cpu);
        for (name, cost) in &acts {
            println!("    {name}: {:.1} ms of the main thread's time, painted after {:.1} ms", cost.cpu, cost.painted);
        }
        println!("    scrolling: {scrolled}, {:.0} ms of the main thread's time; heap {heap:.0} MB", scroll.cpu);
        out = Some(Figures { marks, draw, acts, scroll, heap });
        page.browser.close().await;
    });
    out.unwrap()
}

/// What is given to the peer: offsets in UTF-16 units of the text without line ends, as it counts them.
const THEIRS_BEFORE: &str = "
    const [text, spans] = arguments;
    const chars = [...text], at = new Uint32Array(chars.length + 1);
    let units = 0;
    chars.forEach((c, n) => { at[n] = units; if (c !== '\\n' && c !== '\\r') units += c.length; });
    at[chars.length] = units;
    window.__all = spans.map(([start, end], n) => ({ id: 'a' + n, bodies: [], target: { annotation: 'a' + n, selector: [{ quote: chars.slice(start, end).filter(c => c !== '\\n' && c !== '\\r').join(''), start: at[start], end: at[end] }] } }));
    window.__lines = text.split(/\\r?\\n/);
    return true";

/// One paragraph a line, as ours.
const THEIRS: &str = "
    const p = window.__probe, root = document.getElementById('text'), started = performance.now();
    for (const line of window.__lines) { const e = document.createElement('p'); e.textContent = line; root.append(e); }
    window.__anno = RecogitoJS.createTextAnnotator(root, {});
    window.__anno.setAnnotations(window.__all);
    const drawn = () => [...CSS.highlights.values()].some(h => h.size > 0) || document.querySelector('.r6o-annotation');
    return [await p.shown(drawn) - started];";

const THEIR_ACTS: &[(&str, &str)] = &[
    (
        "add",
        "window.__turn = (window.__turn || 0) + 1;
         const start = 200 + 7 * window.__turn, id = 'new' + window.__turn;
         const quote = document.getElementById('text').textContent.slice(start, start + 6);
         Object.assign(window, { start, id, quote });
         /* act */
         const { start, id, quote } = window;
         return p.act(() => window.__anno.addAnnotation({ id, bodies: [], target: { annotation: id, selector: [{ quote, start, end: start + 6 }] } }));",
    ),
    ("delete", "return p.act(() => window.__anno.removeAnnotation('new' + window.__turn));"),
    ("undo", "return p.act(() => window.__anno.undo());"),
];

fn beside(ours: &Figures, theirs: &Figures) {
    let ratio = |a: f64, b: f64| format!("{:.2}", a / b);
    let row = |name: &str, a: Cost, b: Cost| {
        println!(
            "    {name}: the main thread's time {}, until painted {}",
            ratio(a.cpu, b.cpu),
            ratio(a.painted, b.painted)
        );
    };
    println!("  ours to the peer's: memory {}", ratio(ours.heap, theirs.heap));
    row("draw", ours.draw, theirs.draw);
    for (a, b) in ours.acts.iter().zip(&theirs.acts) {
        row(a.0, a.1, b.1);
    }
    row("scroll (the longest frame)", ours.scroll, theirs.scroll);
}

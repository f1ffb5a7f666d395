//! A built page, a server for it, and a real browser on it: for the end-to-end tests, the pictures and the page's benchmark.

#![allow(dead_code, reason = "each program uses its part")]

pub mod page;

use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::{Client, ClientBuilder, Locator};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a test waits for what must come: long, for a machine that does other things beside.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes sent for each path, as gzip.
pub type Sent = Arc<Mutex<BTreeMap<String, usize>>>;

/// Serves `dist/` on a free port of this machine and counts what it sends.
pub struct Site {
    pub address: String,
    pub sent: Sent,
    /// Every path that was asked for, in order.
    pub asked: Arc<Mutex<Vec<String>>>,
    /// Files whose names hold these words come so much later, as over a slow line.
    pub slow: Arc<Mutex<Option<(&'static str, Duration)>>>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// The built page's folder; stops with a plain word where there is none.
pub fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(dist.join("index.html").is_file(), "no built page in dist/: run `make page` first");
    dist
}

impl Site {
    pub fn start() -> Self {
        Self::of(dist())
    }

    /// Serves a folder, from a thread of its own, until it is dropped.
    pub fn of(root: PathBuf) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let sent = Sent::default();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let slow = Arc::<Mutex<Option<(&'static str, Duration)>>>::default();
        let files = Arc::new(Files {
            root,
            sent: Arc::clone(&sent),
            asked: Arc::clone(&asked),
            slow: Arc::clone(&slow),
            packed: Mutex::default(),
        });
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                tokio::select! { () = files.serve(listener) => {}, _ = stopped => {} }
            });
        });
        Self { address, sent, asked, slow, stop: Some(stop) }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
    }
}

/// A folder's files as they are sent: packed once, counted every time.
struct Files {
    root: PathBuf,
    sent: Sent,
    asked: Arc<Mutex<Vec<String>>>,
    slow: Arc<Mutex<Option<(&'static str, Duration)>>>,
    packed: Mutex<BTreeMap<PathBuf, (Vec<u8>, Bytes)>>,
}

impl Files {
    /// A connection that a browser opens ahead of need stays open unused: each has a task of its own, so that none waits for another.
    async fn serve(self: Arc<Self>, listener: tokio::net::TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            let files = Arc::clone(&self);
            let service = service_fn(move |request| {
                let slow = *files.slow.lock().unwrap();
                let wait = slow.filter(|(name, _)| request.uri().path().contains(name)).map(|(_, wait)| wait);
                let answer = files.answer(&request);
                async move {
                    if let Some(wait) = wait {
                        tokio::time::sleep(wait).await;
                    }
                    Ok::<_, std::convert::Infallible>(answer)
                }
            });
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    }

    fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let mut name = request.uri().path().trim_start_matches('/').to_owned();
        self.asked.lock().unwrap().push(format!("/{name}"));
        if name.is_empty() || name.ends_with('/') {
            name.push_str("index.html");
        }
        let path = self.root.join(&name);
        let Some(bytes) = (!name.contains("..")).then(|| std::fs::read(&path).ok()).flatten() else {
            return Response::builder().status(404).body(Full::default()).unwrap();
        };
        let mut known = self.packed.lock().unwrap();
        let packed = match known.get(&path) {
            Some((from, packed)) if *from == bytes => packed.clone(),
            _ => {
                let packed = Bytes::from(gzip(&bytes));
                known.insert(path.clone(), (bytes, packed.clone()));
                packed
            }
        };
        drop(known);
        *self.sent.lock().unwrap().entry(format!("/{name}")).or_default() += packed.len();
        Response::builder()
            .header("Content-Type", kind(&path))
            .header("Content-Encoding", "gzip")
            .body(Full::new(packed))
            .unwrap()
    }
}

/// A headless Chromium with its driver, a folder for downloads and an own empty profile.
pub struct Browser {
    pub client: Client,
    pub downloads: PathBuf,
    pub profile: PathBuf,
    /// Where the driver listens.
    address: String,
    /// Whether the profile outlives the browser.
    keep: bool,
    driver: Child,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        if !self.keep {
            let _ = std::fs::remove_dir_all(&self.profile);
        }
    }
}

/// How the browser is started.
pub struct Setup {
    pub width: u32,
    pub height: u32,
    pub language: &'static str,
    /// Whether the browser writes down every request it makes (`Browser::requests`).
    pub watch: bool,
    /// The profile to use and leave in place; a fresh one that goes with the browser where there is none.
    pub profile: Option<PathBuf>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { width: 1360, height: 900, language: "en-US", watch: false, profile: None }
    }
}

fn binary() -> &'static str {
    ["/usr/bin/chromium", "/usr/bin/google-chrome"].into_iter().find(|p| Path::new(p).exists()).unwrap_or("chromium")
}

impl Browser {
    /// Starts a browser; one that does not answer within half a minute is ended and another is started, at most four times.
    pub async fn start(name: &str, setup: &Setup) -> Self {
        for attempt in 0..4 {
            match tokio::time::timeout(Duration::from_secs(30), Self::attempt(name, setup)).await {
                Ok(Some(browser)) => return browser,
                _ => eprintln!("{name}: the browser did not start (attempt {attempt})"),
            }
        }
        panic!("the browser does not start");
    }

    async fn attempt(name: &str, setup: &Setup) -> Option<Self> {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{count}", std::process::id()));
        let profile = setup.profile.clone().unwrap_or_else(|| base.join("profile"));
        let downloads = base.join("downloads");
        let _ = std::fs::remove_dir_all(&base);
        std::fs::create_dir_all(&downloads).unwrap();
        std::fs::create_dir_all(&profile).unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver does not start: install chromium and chromium-driver");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let (tell, told) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            let mut tell = Some(tell);
            for line in lines.map_while(Result::ok) {
                let port = line.rsplit("on port ").next().filter(|_| line.contains("successfully on port"));
                if let (Some(port), Some(tell)) = (port, if port.is_some() { tell.take() } else { None }) {
                    let _ = tell.send(port.trim_end_matches('.').to_owned());
                }
            }
        });
        // A driver whose free port is taken by another between choosing and binding ends: another is started.
        let Ok(port) = told.await else {
            let _ = driver.wait();
            return None;
        };
        let arguments = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--no-first-run".to_owned(),
            "--force-device-scale-factor=1".to_owned(),
            format!("--lang={}", setup.language),
            format!("--window-size={},{}", setup.width, setup.height),
            format!("--user-data-dir={}", profile.display()),
        ];
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": binary(),
                "args": arguments,
                // A window of the headless browser is at least 500 wide.
                "mobileEmulation": (setup.width < 500).then(|| json!({
                    "deviceMetrics": { "width": setup.width, "height": setup.height, "pixelRatio": 1.0, "touch": false, "mobile": false },
                })),
                "prefs": {
                    "download.default_directory": downloads,
                    "download.prompt_for_download": false,
                    "intl.accept_languages": setup.language,
                },
            },
            "goog:loggingPrefs": { "browser": "ALL", "performance": if setup.watch { "ALL" } else { "OFF" } },
        });
        let Value::Object(mut capabilities) = capabilities else { unreachable!() };
        if let Some(options) = capabilities.get_mut("goog:chromeOptions").and_then(Value::as_object_mut) {
            options.retain(|_, value| !value.is_null());
        }
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let address = format!("http://127.0.0.1:{port}");
        let client = ClientBuilder::new(connector)
            .capabilities(capabilities)
            .connect(&address)
            .await
            .expect("no session with the browser");
        Some(Self { client, downloads, profile, address, keep: setup.profile.is_some(), driver })
    }

    /// Asks the driver for what the WebDriver standard has no command for; returns the answer's `value`.
    pub async fn ask(&self, command: &str, body: &Value) -> Value {
        let session = self.client.session_id().await.unwrap().unwrap();
        let request = Request::post(format!("{}/session/{session}/{command}", self.address))
            .header("Content-Type", "application/json")
            .body(Full::new(Bytes::from(body.to_string())))
            .unwrap();
        let client = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http();
        let answer = client.request(request).await.unwrap();
        let bytes = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
        let answer: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(answer["value"]["error"].is_null(), "{command}: {answer}");
        answer["value"].clone()
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.ask("goog/cdp/execute", &json!({ "cmd": command, "params": parameters })).await
    }

    /// Runs a script in every page before its own programs.
    pub async fn before_pages(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Every address the browser has asked for since the last call, by page and workers (`Setup::watch`).
    pub async fn requests(&self) -> Vec<String> {
        let entries = self.ask("se/log", &json!({ "type": "performance" })).await;
        let told = entries.as_array().unwrap().iter().filter_map(|e| {
            let message: Value = serde_json::from_str(e["message"].as_str()?).ok()?;
            let wanted = message["message"]["method"] == "Network.requestWillBeSent"
                || message["message"]["method"] == "Network.webSocketCreated";
            let parameters = &message["message"]["params"];
            let url = parameters["request"]["url"].as_str().or(parameters["url"].as_str())?.to_owned();
            // The empty window that the browser opens with asks the browser itself.
            (wanted && !url.starts_with("chrome") && !url.starts_with("devtools")).then_some(url)
        });
        told.collect()
    }

    /// Ends the browser the hard way, by its process number, with the profile left as it is.
    pub fn kill(&mut self) {
        // The driver starts it from any of its threads.
        for thread in std::fs::read_dir(format!("/proc/{}/task", self.driver.id())).into_iter().flatten().flatten() {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            for pid in children.split_whitespace() {
                let _ = Command::new("kill").args(["-9", pid]).status();
            }
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    /// Runs a script with arguments and returns its result.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|e| panic!("{e}\nin: {script}"))
    }

    /// Waits until a script returns something truthy, at most for `PATIENCE`.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        let start = Instant::now();
        loop {
            let got = self.run(script, arguments.clone()).await;
            if !matches!(got, Value::Null | Value::Bool(false)) {
                return got;
            }
            if start.elapsed() >= PATIENCE {
                let page = self.run("return document.body.innerText.slice(0, 3000)", vec![]).await;
                let mut log = self.ask("se/log", &json!({ "type": "browser" })).await.to_string();
                log.truncate(log.floor_char_boundary(2_000));
                panic!("waited in vain for {what}; the page shows: {page}\nconsole: {log}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// What the page wrote to the console through `window.__log` hooks and errors it noted.
    pub async fn log(&self) -> Value {
        self.client.execute("return window.__errors || []", vec![]).await.unwrap_or(Value::Null)
    }

    /// The middle of the visible button with this accessible name, where it stands still.
    pub async fn place_of(&self, name: &str) -> (f64, f64) {
        let at = self.until(&format!("button {name}"), PLACE_OF_BUTTON, vec![json!(name)]).await;
        (at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
    }

    /// Presses the visible button with this accessible name, where it stands still; once more where the click came to something else,
    /// because the page moved under it.
    pub async fn press(&self, name: &str) {
        for _ in 0..5 {
            self.click(self.place_of(name).await).await;
            for _ in 0..20 {
                match self.run(PRESSED, vec![]).await.as_str() {
                    Some("yes") => return,
                    Some("no") => break,
                    _ => tokio::time::sleep(Duration::from_millis(25)).await,
                }
            }
            eprintln!("the click on {name} did not come to it: once more");
        }
        panic!("the button {name} cannot be pressed");
    }

    /// Drags the mouse from one point to another, in CSS pixels of the viewport.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let at = |(x, y): (f64, f64), ms| PointerAction::MoveTo { duration: Some(Duration::from_millis(ms)), x, y };
        let actions = MouseActions::new("mouse".to_owned())
            .then(at(from, 0))
            .then(PointerAction::Down { button: 0 })
            .then(at(((from.0 + to.0) / 2.0, to.1), 50))
            .then(at(to, 50))
            .then(PointerAction::Up { button: 0 });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Clicks at a point of the viewport.
    pub async fn click(&self, (x, y): (f64, f64)) {
        let actions = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Types keys into whatever has the focus.
    pub async fn keys(&self, keys: &str) {
        let element = self.client.active_element().await.unwrap();
        element.send_keys(keys).await.unwrap();
    }

    /// Waits for the next whole download and returns its bytes; the file is removed.
    pub async fn download(&self) -> (String, Vec<u8>) {
        let start = Instant::now();
        loop {
            let done = std::fs::read_dir(&self.downloads).unwrap().filter_map(Result::ok).find(|e| {
                let name = e.file_name().to_string_lossy().into_owned();
                !name.ends_with(".crdownload") && !name.starts_with('.')
            });
            if let Some(entry) = done {
                tokio::time::sleep(Duration::from_millis(100)).await;
                let mut bytes = Vec::new();
                std::fs::File::open(entry.path()).unwrap().read_to_end(&mut bytes).unwrap();
                std::fs::remove_file(entry.path()).unwrap();
                return (entry.file_name().to_string_lossy().into_owned(), bytes);
            }
            assert!(start.elapsed() < PATIENCE, "no download came");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn element(&self, css: &str) -> fantoccini::elements::Element {
        self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await.unwrap()
    }

    pub async fn close(self) {
        let _ = self.client.clone().close().await;
    }
}

/// The middle of the enabled, visible button (or tab, or menu item) whose accessible name is the argument, scrolled into view; none until it
/// has stood at the same place for two frames. What the next click comes to is written down for `PRESSED`.
const PLACE_OF_BUTTON: &str = "
    const name = arguments[0];
    const own = e => (e.getAttribute('aria-label') || [...e.childNodes].filter(n => n.nodeName !== 'KBD').map(n => n.textContent).join('')).trim();
    const found = [...document.querySelectorAll('button, [role=button], [role=tab], [role=menuitem]')]
        .find(e => own(e) === name && !e.disabled && e.getAttribute('aria-disabled') !== 'true' && e.getClientRects().length > 0);
    if (!found) return null;
    found.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const r = found.getBoundingClientRect();
    const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
    const top = document.elementFromPoint(x, y);
    if (!top || !found.contains(top)) return null;
    const last = window.__place;
    if (!last || last.found !== found || last.x !== x || last.y !== y) {
        window.__place = { found, x, y, at: performance.now() };
        return null;
    }
    if (performance.now() - last.at < 34) return null;
    window.__place = undefined;
    const press = window.__press = { came: 'not yet' };
    window.addEventListener('click', e => { press.came = e.composedPath().includes(found) ? 'yes' : 'no'; }, { capture: true, once: true });
    return [x, y];
";

/// Whether the click has come to the button: `yes` also where the page has been left over it.
const PRESSED: &str = "return window.__press ? window.__press.came : 'yes'";

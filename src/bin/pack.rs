//! Packs the built page into one file that works when it is opened from disk: `pack DIST OUT`.
//!
//! Styles, programs, worker and model go into the page, compressed; the Content-Security-Policy names the scripts and styles by hash and
//! allows nothing to be fetched.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Starts the page from what is packed into it; `APP` is the app's own module, put before this.
const BOOT: &str = include_str!("../web/boot-packed.js");

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [dist, out] = arguments.as_slice() else {
        eprintln!("usage: pack DIST OUT");
        return ExitCode::from(2);
    };
    match pack(dist).and_then(|page| write(out, &page)) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("pack: {e}");
            ExitCode::FAILURE
        }
    }
}

fn write(out: &Path, page: &str) -> Result<String, String> {
    let part = out.with_extension("part");
    std::fs::write(&part, page)
        .and_then(|()| std::fs::rename(&part, out))
        .map_err(|e| format!("{}: {e}", out.display()))?;
    let digest: String = Sha256::digest(page.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    Ok(format!("{}  {} bytes  sha256 {digest}", out.display(), page.len()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

/// The value of an attribute of the first tag that holds `mark`.
fn attribute<'a>(html: &'a str, mark: &str, name: &str) -> Option<&'a str> {
    let tag = html.split('<').find(|tag| tag.contains(mark))?;
    tag.split_once(&format!("{name}=\""))?.1.split('"').next()
}

fn hash(content: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content.as_bytes())))
}

/// A block of data that no browser runs: gzip, in base64.
fn block(id: &str, bytes: &[u8]) -> Result<String, String> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let packed = packed.write_all(bytes).and_then(|()| packed.finish()).map_err(|e| e.to_string())?;
    Ok(format!("<script type=\"application/gzip\" id=\"{id}\">{}</script>\n", BASE64_STANDARD.encode(packed)))
}

fn pack(dist: &Path) -> Result<String, String> {
    let index = text(&dist.join("index.html"))?;
    let local = |href: &str| dist.join(href.trim_start_matches("./").trim_start_matches('/'));
    let (js, wasm) = (attribute(&index, "data-js=", "data-js"), attribute(&index, "data-js=", "data-wasm"));
    let (js, wasm) = js.zip(wasm).ok_or("index.html does not name its program (data-js, data-wasm)")?;
    let mut styles = String::new();
    for tag in index.split('<').filter(|tag| tag.starts_with("link") && tag.contains("rel=\"stylesheet\"")) {
        let href = tag
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split('"').next())
            .ok_or("a style sheet without href")?;
        styles.push_str(&text(&local(href))?);
        styles.push('\n');
    }
    let script = format!("{}\n{BOOT}", text(&local(js))?);
    if script.contains("</script") || styles.contains("</style") {
        return Err("a program or style sheet would end its own element".to_owned());
    }
    let mut data = block("packed-app", &read(&local(wasm))?)?;
    data.push_str(&block("packed-worker-js", &read(&dist.join("worker.js"))?)?);
    data.push_str(&block("packed-worker", &read(&dist.join("worker_bg.wasm"))?)?);
    for model in ["tagger.bin"] {
        if let Ok(bytes) = read(&dist.join(model)) {
            data.push_str(&block("packed-model", &bytes)?);
        }
    }
    let icon =
        text(&dist.join("icon.svg")).map(|svg| format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(svg)))?;
    let policy = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types hashiya",
        hash(&script),
        hash(&styles)
    );
    Ok(format!(
        "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\" data-theme=\"auto\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>حاشية</title>\n<link rel=\"icon\" href=\"{icon}\">\n\
         <style>{styles}</style>\n</head>\n<body>\n<noscript>حاشية تحتاج إلى JavaScript. — Hashiya needs JavaScript.</noscript>\n\
         {data}<script type=\"module\">{script}</script>\n</body>\n</html>\n"
    ))
}

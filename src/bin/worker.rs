//! The worker that reads articles beside the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    hashiya::web::serve_worker();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

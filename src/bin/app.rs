//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    hashiya::web::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

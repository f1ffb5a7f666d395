//! The page: the only folder that knows a browser.
//!
//! In: what the person does. Out: [`crate::session::Action`]s, and a page that shows the [`crate::session::Session`].

mod app;
pub mod browser;
mod components;
mod hooks;
pub mod messages;
mod worker;

pub use worker::serve as serve_worker;

/// Starts the page.
pub fn start() {
    browser::fell::watch();
    yew::Renderer::<app::App>::new().render();
}

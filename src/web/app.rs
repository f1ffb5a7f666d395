//! The page as a whole.

use super::browser;
use super::components::{
    ArticlePane, Bulk, Foot, Header, Help, KeepingSheet, Keys, Labels, Notices, Panels, Spread, Start, practise,
    repaint, tour_seen,
};
use super::hooks::{
    Ctx, HostRef, Shared, Target, begin, first, happen, latest, load_things, own_labels, use_keeping, use_listener,
    use_offline,
};
use super::messages::messages;
use crate::session::{Action, Lang, Saved, Session, Theme, labels};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The language: as the address says, as it was chosen, or English where the browser asks for it.
fn first_lang() -> Lang {
    let window = browser::window();
    let asked = window.location().search().ok().unwrap_or_default();
    let asked = web_sys::UrlSearchParams::new_with_str(&asked).ok().and_then(|p| p.get("lang"));
    let chosen = asked.or_else(|| browser::remembered("lang")).or_else(|| window.navigator().language());
    match chosen {
        Some(code) if code.to_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Ar,
    }
}

fn first_theme() -> Theme {
    let asked = browser::window().location().search().ok().unwrap_or_default();
    let asked = web_sys::UrlSearchParams::new_with_str(&asked).ok().and_then(|p| p.get("theme"));
    match asked.or_else(|| browser::remembered("theme")).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

fn first_session() -> Rc<Session> {
    first(Session { lang: first_lang(), theme: first_theme(), ..Session::default() })
}

/// What has to happen at once when the work has changed: it is kept; and what a person has `edited` is painted.
fn follow(host: &HostRef, edited: bool) {
    match &latest().work {
        Some(work) => host.saver.keep(Rc::clone(work)),
        None => host.saver.rest(),
    }
    if edited {
        repaint(host);
    }
}

fn dress(lang: Lang, theme: Theme) {
    let m = messages(lang);
    let document = browser::document();
    if let Some(root) = document.document_element() {
        let theme = match theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        for (name, value) in [("lang", m.code), ("dir", m.dir), ("data-theme", theme)] {
            let _ = root.set_attribute(name, value);
        }
    }
    document.set_title(m.name);
}

/// The page.
#[component]
pub(super) fn App() -> Html {
    let shown = use_state(first_session);
    let session = Rc::clone(&shown);
    let show = shown.setter();
    let host = use_memo((), |()| {
        let host = HostRef::new(Callback::from(happen), practise);
        let own = host.clone();
        begin(Callback::from(move |session| show.set(session)), Callback::from(move |edited| follow(&own, edited)));
        host
    });
    let host = (*host).clone();
    // Another lexicon or label set.
    use_keeping(|k| k.things);
    match session.work.as_ref() {
        Some(work) => browser::dress::wear(&work.document.labels),
        None => browser::dress::wear(&own_labels().unwrap_or_default()),
    };
    use_things(&host);
    let ctx = Ctx { session: Shared(Rc::clone(&session)), host: host.clone() };
    let help = use_state(|| false);

    {
        use_effect_with((session.lang, session.theme), move |&(lang, theme)| dress(lang, theme));
    }
    {
        let host = host.clone();
        use_effect_with((), move |()| {
            if let Some(id) = browser::remembered("open").filter(|id| !id.is_empty()) {
                host.resume(id);
            } else if !tour_seen() {
                host.act(Action::Tour(Some(0)));
            }
        });
    }
    {
        let host = host.clone();
        let work = session.work.clone().map(Shared);
        use_effect_with(work, move |work| {
            let id = work.as_ref().map(|w| w.document.document.id.clone()).unwrap_or_default();
            if host.session().revision > 0 {
                browser::remember("open", &id);
            }
        });
    }
    use_listener(Target::Window, "beforeunload", |event| {
        let session = latest();
        if session.work.is_some() && !matches!(session.saved, Saved::Saved | Saved::Nothing) {
            event.prevent_default();
        }
    });
    use_offline();
    let drop = use_drop(&host);
    let show_help = use_callback(help.setter(), |open: bool, help| help.set(open));
    let m = ctx.m();
    let class = classes!("page", session.work.is_some().then_some("working"), drop.then_some("dropping"));
    html! {
        <ContextProvider<Ctx> context={ctx.clone()}>
            <a class="skip" href={if session.work.is_some() { "#article" } else { "#text" }}>{ m.skip }</a>
            <div {class}>
                <Header help={show_help.clone()} />
                if session.work.is_some() {
                    <ArticlePane />
                    <Panels />
                    <Foot help={show_help.clone()} />
                    <Spread />
                    <Bulk />
                } else {
                    <Start />
                }
            </div>
            <Notices />
            <Keys help={show_help.clone()} help_open={*help} />
            <KeepingSheet />
            <Labels />
            if *help {
                <Help close={show_help} />
            }
            if drop {
                <div class="drop" aria-hidden="true">{ m.drop_here }</div>
            }
        </ContextProvider<Ctx>>
    }
}

/// Reads the lexicon, the folders and the label set, again when the person comes back to this tab; and a label set in the address.
#[hook]
fn use_things(host: &HostRef) {
    let read = |host: &HostRef| {
        let host = host.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // A store that does not work is said as soon as there is something to keep.
            let _ = load_things(&host.saver).await;
        });
    };
    {
        let host = host.clone();
        use_effect_with((), move |()| {
            read(&host);
            take_fragment(&host);
        });
    }
    {
        let host = host.clone();
        use_listener(Target::Window, "focus", move |_| read(&host));
    }
    let host = host.clone();
    use_listener(Target::Window, "hashchange", move |_| take_fragment(&host));
}

/// Asks about a label set in the address, and takes it out of there.
fn take_fragment(host: &HostRef) {
    let window = browser::window();
    let location = window.location();
    let Some(found) = labels::from_fragment(&location.hash().unwrap_or_default()) else { return };
    let here = format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&here));
    }
    host.offer_labels(found);
}

/// Files dropped anywhere, and text pasted anywhere; whether a file hangs over the page.
#[hook]
fn use_drop(host: &HostRef) -> bool {
    let over = use_state(|| false);
    let files = |event: &web_sys::Event| {
        let event = event.dyn_ref::<web_sys::DragEvent>()?;
        event.data_transfer()
    };
    {
        let over = over.clone();
        use_listener(Target::Window, "dragover", move |event| {
            event.prevent_default();
            if files(event).is_some_and(|d| d.types().includes(&"Files".into(), 0)) && !*over {
                over.set(true);
            }
        });
    }
    {
        let over = over.clone();
        use_listener(Target::Window, "dragleave", move |event| {
            let left = event.dyn_ref::<web_sys::DragEvent>().is_some_and(|e| e.related_target().is_none());
            if left {
                over.set(false);
            }
        });
    }
    {
        let (over, host) = (over.clone(), host.clone());
        use_listener(Target::Window, "drop", move |event| {
            event.prevent_default();
            over.set(false);
            if let Some(list) = files(event).and_then(|d| d.files()).filter(|f| f.length() > 0) {
                host.take_files(&list);
            } else if let Some(words) = files(event).and_then(|d| d.get_data("text/plain").ok())
                && host.session().work.is_none()
            {
                host.annotate(words, None);
            }
        });
    }
    {
        let host = host.clone();
        use_listener(Target::Document, "paste", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
            let field = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            let Some(data) = event.clipboard_data() else { return };
            let plain = data.get_data("text/plain").unwrap_or_default();
            // The worker takes the HTML's text where it tells more of the paragraphs; it is text, never markup.
            let html = data.get_data("text/html").ok().filter(|html| !html.is_empty());
            match field.map(|e| e.tag_name()).as_deref() {
                // Refused before the field has to lay it out.
                Some("TEXTAREA") if plain.len() > crate::document::MAX_BYTES => {
                    event.prevent_default();
                    host.annotate(plain, None);
                    return;
                }
                Some("TEXTAREA") => {
                    *host.pasted.borrow_mut() = Some((plain, html));
                    return;
                }
                Some("INPUT" | "SELECT") => return,
                _ => {}
            }
            if let Some(file) = data.files().and_then(|f| f.get(0)) {
                host.open_file(file);
            } else if !plain.is_empty() {
                event.prevent_default();
                host.annotate(plain, html);
            }
        });
    }
    *over
}

/// What the theme button makes of a theme.
pub(super) fn next_theme(theme: Theme) -> (Theme, &'static str) {
    match theme {
        Theme::Auto => (Theme::Light, "light"),
        Theme::Light => (Theme::Dark, "dark"),
        Theme::Dark => (Theme::Auto, "auto"),
    }
}

/// Wears the next theme and keeps the choice.
pub(super) fn turn_theme(ctx: &Ctx) {
    let (theme, name) = next_theme(ctx.session.theme);
    browser::remember("theme", name);
    ctx.act(Action::SetTheme(theme));
}

/// Speaks the other language and keeps the choice.
pub(super) fn turn_lang(ctx: &Ctx) {
    let lang = if ctx.session.lang == Lang::Ar { Lang::En } else { Lang::Ar };
    browser::remember("lang", messages(lang).code);
    ctx.act(Action::SetLang(lang));
}

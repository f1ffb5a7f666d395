//! What hides in the text: direction controls and look-alike letters, shown as signs one can see.

use super::article::reveal_span;
use crate::document::Diagnostic;
use crate::session::{Action, Work};
use crate::text::{CharSpan, letters};
use crate::web::hooks::use_ctx;
use crate::web::messages::keeping;
use yew::prelude::*;

/// Letters shown on either side of what hides.
const AROUND: u32 = 24;

/// The common short name of a direction control (Unicode Standard Annex 9, section 2).
fn short_name(c: char) -> &'static str {
    match c {
        '\u{061C}' => "ALM",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        _ => "?",
    }
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Words with every direction control as a sign, so that none of them can act.
fn visible(words: &str) -> Html {
    let mut out = Vec::new();
    let mut plain = String::new();
    for c in words.chars() {
        if letters::is_bidi_control(c) {
            if !plain.is_empty() {
                out.push(html! { <bdi>{ core::mem::take(&mut plain) }</bdi> });
            }
            out.push(html! { <kbd class="sign" title={code(c)}>{ short_name(c) }</kbd> });
        } else {
            plain.push(if c == '\n' || c == '\r' { ' ' } else { c });
        }
    }
    if !plain.is_empty() {
        out.push(html! { <bdi>{ plain }</bdi> });
    }
    html! { <>{ for out }</> }
}

/// What stands at a remark, as the person should see it.
fn shown(work: &Work, remark: &Diagnostic) -> Html {
    let (start, end) = (remark.span.start().get(), remark.span.end().get());
    let last = work.index.chars().get();
    let words = |a: u32, b: u32| work.words(CharSpan::new(a, b)).to_owned();
    let before = words(start.saturating_sub(AROUND), start);
    let own = words(start, end);
    let after = words(end, (end + AROUND).min(last));
    let codes: Vec<String> = own.chars().take(12).map(code).collect();
    html! {
        <>
            <span class="context" dir="rtl">{ visible(&before) }<mark>{ visible(&own) }</mark>{ visible(&after) }</span>
            <small dir="ltr">{ codes.join(" ") }</small>
        </>
    }
}

/// The notice above the article; nothing where nothing hides.
#[component]
pub(crate) fn Signs() -> Html {
    let ctx = use_ctx();
    let m = ctx.m();
    let own = keeping(ctx.session.lang);
    let Some(work) = ctx.work() else { return Html::default() };
    let of = |code: &str| work.document.diagnostics.iter().filter(|d| d.code == code).count();
    let (bidi, alike, lost) = (of("bidi_control"), of("lookalike"), of("replacement_character"));
    if bidi + alike + lost == 0 {
        return Html::default();
    }
    let hidden = |d: &&Diagnostic| matches!(d.code.as_str(), "bidi_control" | "lookalike" | "replacement_character");
    html! {
        <details id="signs" class="signs">
            <summary>{ (own.signs)(bidi, alike, lost) }</summary>
            <p class="quiet">{ own.signs_why }</p>
            <ol>
                { for work.document.diagnostics.iter().filter(hidden).map(|d| {
                    let (host, span) = (ctx.host.clone(), d.span);
                    let go = Callback::from(move |_: MouseEvent| {
                        host.act(Action::Select(Some(span)));
                        reveal_span(&host, span);
                    });
                    html! {
                        <li>
                            <button class="go" onclick={go}>
                                <span>{ (m.remark)(&d.code).unwrap_or(&d.message) }</span>{ shown(work, d) }
                            </button>
                        </li>
                    }
                }) }
            </ol>
        </details>
    }
}

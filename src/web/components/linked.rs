//! What place an entity is linked to, with its source; another one can be chosen, or none.

use crate::annotate::EntityRecord;
use crate::session::Command;
use crate::web::hooks::Ctx;
use crate::web::messages::names;
use serde_json::Value;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

fn text<'a>(link: &'a Value, key: &str) -> &'a str {
    link.get(key).and_then(Value::as_str).unwrap_or("")
}

/// «Tripoli · LB · 34.44, 35.83».
fn describe(link: &Value) -> String {
    let number = |key| link.get(key).and_then(Value::as_f64);
    let place = number("lat").zip(number("lon")).map(|(lat, lon)| format!("{lat:.2}, {lon:.2}"));
    let parts = [text(link, "name").to_owned(), text(link, "country").to_owned(), place.unwrap_or_default()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A candidate as the link it would become: with the source, and all candidates kept for a change of mind.
fn chosen(link: &Value, id: &str) -> Option<Value> {
    let candidates = link.get("candidates")?.as_array()?;
    let mut out = candidates.iter().find(|c| text(c, "id") == id)?.clone();
    let object = out.as_object_mut()?;
    object.entry("source").or_insert_with(|| link.get("source").cloned().unwrap_or(Value::Null));
    object.insert("candidates".to_owned(), Value::Array(candidates.clone()));
    Some(out)
}

/// The row of an entity that has a link.
pub(crate) fn linked(ctx: &Ctx, e: &EntityRecord) -> Html {
    let n = names(ctx.session.lang);
    let Some(link) = &e.link else { return Html::default() };
    let own = text(link, "id").to_owned();
    let candidates: Vec<Value> = link.get("candidates").and_then(Value::as_array).cloned().unwrap_or_default();
    let change = {
        let (ctx, id, link) = (ctx.clone(), e.id.clone(), link.clone());
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            let wanted = select.value();
            let link = if wanted.is_empty() { None } else { chosen(&link, &wanted).or_else(|| Some(link.clone())) };
            ctx.run(Command::SetLink { id: id.clone(), link });
        })
    };
    html! {
        <div class="row link">
            <span class="quiet">{ n.link }</span>
            <select aria-label={(n.link_of)(&e.name)} onchange={change}>
                if !candidates.iter().any(|c| text(c, "id") == own) {
                    <option value={own.clone()} selected=true>{ describe(link) }</option>
                }
                { for candidates.iter().map(|c| html! {
                    <option value={text(c, "id").to_owned()} selected={text(c, "id") == own}>{ describe(c) }</option>
                }) }
                <option value="">{ n.link_none }</option>
            </select>
            <small class="quiet" dir="ltr">{ (n.link_source)(text(link, "source"), &own) }</small>
        </div>
    }
}

//! Where a card stands: beside the words it is about.

use crate::text::CharSpan;
use crate::web::browser;
use crate::web::hooks::HostRef;
use web_sys::Element;

/// Puts `card` under the words of `span` (above them where there is no room below), inside the article's stage.
pub(crate) fn put(host: &HostRef, card: &Element, span: CharSpan) {
    let Some(stage) = card.offset_parent_of() else { return };
    let rects = host.with_sheet(|sheet, work| sheet.rects(work, span)).unwrap_or_default();
    let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
    let (base, own) = (stage.get_bounding_client_rect(), card.get_bounding_client_rect());
    let window = browser::window();
    let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(800.0);
    // Below the handles too.
    let below = last.bottom() + 20.0;
    // The bar at the foot takes some of the window.
    let top = if below + own.height() + 48.0 > height && first.top() - own.height() - 8.0 > base.top().max(56.0) {
        first.top() - own.height() - 8.0
    } else {
        below
    };
    let middle = (last.left() + last.right()) / 2.0 - own.width() / 2.0;
    let (inner, width) = (base.left() + f64::from(stage.client_left()), f64::from(stage.client_width()));
    let left = middle.min(inner + width - own.width() - 8.0).max(inner + 8.0);
    // The stage scrolls: places in it are counted from its content's corner.
    let (down, across) = (f64::from(stage.scroll_top()), f64::from(stage.scroll_left()));
    browser::set_style(card, "top", &format!("{}px", top - base.top() + down));
    browser::set_style(card, "left", &format!("{}px", left - base.left() + across));
}

/// The least height of a card that is cut to its room.
const LEAST: f64 = 220.0;

/// Makes a card as low as the room below it is; `false` where that is too little.
pub(crate) fn fit(card: &Element) -> bool {
    let Some(stage) = card.offset_parent_of() else { return false };
    let (outer, own) = (stage.get_bounding_client_rect(), card.get_bounding_client_rect());
    let over = own.bottom() + 8.0 - outer.bottom();
    let fits = over <= 0.0 || own.height() - over >= LEAST;
    if over > 0.0 && fits {
        browser::set_style(card, "max-height", &format!("{}px", own.height() - over));
    }
    fits
}

/// Scrolls the article a little where a card reaches below what is seen.
pub(crate) fn make_room(card: &Element) {
    let Some(stage) = card.offset_parent_of() else { return };
    let (outer, own) = (stage.get_bounding_client_rect(), card.get_bounding_client_rect());
    let over = own.bottom() + 8.0 - outer.bottom();
    // Not so far that the words themselves go out of sight at the top.
    let room = own.top() - outer.top() - 120.0;
    if over > 0.0 && room > 0.0 {
        #[allow(clippy::cast_possible_truncation, reason = "pixels")]
        stage.set_scroll_top(stage.scroll_top() + over.min(room) as i32);
    }
}

/// The scrolling stage that something stands in.
pub(crate) fn stage_of(element: &Element) -> Option<Element> {
    element.offset_parent_of()
}

/// A point of the window in the stage's own coordinates, which scroll with its content.
pub(crate) fn within(stage: &Element, x: f64, y: f64) -> (f64, f64) {
    let base = stage.get_bounding_client_rect();
    let left = x - base.left() - f64::from(stage.client_left()) + f64::from(stage.scroll_left());
    (left, y - base.top() - f64::from(stage.client_top()) + f64::from(stage.scroll_top()))
}

trait OffsetParent {
    fn offset_parent_of(&self) -> Option<Element>;
}

impl OffsetParent for Element {
    fn offset_parent_of(&self) -> Option<Element> {
        self.closest(".stage").ok().flatten()
    }
}

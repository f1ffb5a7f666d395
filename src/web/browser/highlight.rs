//! Marks painted on the text without cutting it up: the CSS Custom Highlight API, or rectangles over the text where it is missing.

use super::caret::Sheet;
use crate::annotate::{Annotation, Review};
use crate::session::{Line, Work, locate};
use crate::text::CharSpan;
use js_sys::Reflect;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{AbstractRange, Element, StaticRange, StaticRangeInit};

#[wasm_bindgen]
extern "C" {
    /// A set of ranges painted alike.
    #[derive(Clone)]
    type Highlight;
    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &AbstractRange);
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &AbstractRange) -> bool;
    #[wasm_bindgen(method)]
    fn clear(this: &Highlight);
    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: i32);

    /// `CSS.highlights`.
    #[derive(Clone)]
    type Registry;
    #[wasm_bindgen(method)]
    fn set(this: &Registry, name: &str, highlight: &Highlight);
    #[wasm_bindgen(method, js_name = clear)]
    fn clear_all(this: &Registry);
}

fn registry() -> Option<Registry> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    let registry = Reflect::get(&css, &"highlights".into()).ok()?;
    (!registry.is_undefined() && !registry.is_null()).then(|| registry.unchecked_into())
}

/// The name of the style of an annotation: `PER-open`, `time-done`, `rejected` …
pub fn style(a: &Annotation) -> String {
    let own = super::dress::class_of(&a.layer, &a.label);
    let kind = own.as_deref().unwrap_or(match (a.layer.as_str(), a.label.as_str()) {
        ("entity", label @ ("PER" | "ORG" | "GPE" | "LOC" | "FAC")) => label,
        ("time", _) => "time",
        ("quantity", _) => "QTY",
        ("quotation", _) => "QUOTE",
        ("event", _) => "EVENT",
        _ => "other",
    });
    let state = match a.review {
        Review::Rejected => return "rejected".to_owned(),
        Review::Proposed => "open",
        Review::Accepted => "done",
        Review::Corrected | Review::Added => "mine",
    };
    format!("{kind}-{state}")
}

/// At rest marks are painted on what is seen and on this part of the window's height before and after it.
const REST: f64 = 0.4;

struct Painted {
    annotation: Rc<Annotation>,
    style: String,
    ranges: Vec<StaticRange>,
}

/// Paints the marks of one article and keeps them up to date with as little as can be.
pub struct Painter {
    registry: Option<Registry>,
    highlights: HashMap<String, Highlight>,
    painted: HashMap<String, Painted>,
    /// The lines on which marks are painted, and the code points of them. The browser goes over every range there is, and paints its line
    /// anew, whenever anything in the page changes: so only those near what is seen are there, and fewer at rest than while it moves.
    window: Option<((usize, usize), CharSpan)>,
    /// The lines that marks were last painted on.
    lines: Option<Rc<Vec<Line>>>,
    overlay: Option<Element>,
}

impl Default for Painter {
    fn default() -> Self {
        Self::new()
    }
}

impl Painter {
    /// A painter with nothing painted.
    pub fn new() -> Self {
        let registry = registry();
        if let Some(registry) = &registry {
            registry.clear_all();
        }
        Self { registry, highlights: HashMap::new(), painted: HashMap::new(), window: None, lines: None, overlay: None }
    }

    /// Whether the browser has the Highlight API.
    pub fn native(&self) -> bool {
        self.registry.is_some()
    }

    /// Whether marks are painted on the lines of this work.
    pub fn stands_on(&self, work: &Work) -> bool {
        self.lines.as_ref().is_some_and(|lines| Rc::ptr_eq(lines, &work.lines))
    }

    /// Takes every mark away, as before another article.
    pub fn reset(&mut self) {
        if let Some(registry) = &self.registry {
            registry.clear_all();
        }
        self.highlights.clear();
        self.painted.clear();
        (self.window, self.lines) = (None, None);
        if let Some(overlay) = self.overlay.take() {
            overlay.remove();
        }
    }

    /// The highlight of a name. Its style holds from when it is first painted on (`has-…` at the article): the browser works out every style
    /// that could be meant for each paragraph that comes near, and forty of them cost more than the paragraph.
    fn highlight(&mut self, sheet: &Sheet, name: &str) -> Option<Highlight> {
        let registry = self.registry.as_ref()?;
        if let Some(highlight) = self.highlights.get(name) {
            return Some(highlight.clone());
        }
        let highlight = Highlight::new();
        highlight.set_priority(match name {
            "current" => 9,
            "pending" => 8,
            "caret" => 10,
            "joined" => 7,
            "found" => 6,
            _ if name.starts_with("QUOTE") => -1,
            _ if name.starts_with("time") || name.starts_with("QTY") => 1,
            "rejected" => -2,
            _ => 2,
        });
        registry.set(name, &highlight);
        let _ = sheet.root.class_list().add_1(&format!("has-{name}"));
        self.highlights.insert(name.to_owned(), highlight.clone());
        Some(highlight)
    }

    /// Brings the marks up to the document: only what differs is touched.
    pub fn update(&mut self, sheet: &Sheet, work: &Work) {
        self.lines = Some(Rc::clone(&work.lines));
        if self.registry.is_none() {
            self.overlay(sheet, work);
            return;
        }
        let window = self.near(work);
        let near = |a: &Annotation| a.span.overlaps(window);
        let gone: Vec<String> =
            self.painted.keys().filter(|id| work.get(id).is_none_or(|a| !near(a))).cloned().collect();
        for id in gone {
            self.erase(&id);
        }
        // Sorted by start; long ones may begin far before, so all are looked at up to the window's end.
        let end = work.document.annotations.partition_point(|a| a.span.start() < window.end());
        for a in work.document.annotations.iter().take(end).filter(|a| near(a)) {
            match self.painted.get(&a.id) {
                Some(p) if Rc::ptr_eq(&p.annotation, a) => continue,
                Some(p) if p.annotation.span == a.span && p.style == style(a) && p.annotation.parts == a.parts => {
                    if let Some(p) = self.painted.get_mut(&a.id) {
                        p.annotation = Rc::clone(a);
                    }
                    continue;
                }
                Some(_) => self.erase(&a.id),
                None => {}
            }
            let style = style(a);
            let ranges = static_ranges(sheet, work, &spans(a));
            if let Some(highlight) = self.highlight(sheet, &style) {
                ranges.iter().for_each(|r| highlight.add(r));
            }
            self.painted.insert(a.id.clone(), Painted { annotation: Rc::clone(a), style, ranges });
        }
    }

    /// Looks where the article stands while it moves; `true` where lines have come near that are not painted yet, and
    /// [`Painter::update`] is due.
    pub fn follow(&mut self, sheet: &Sheet, work: &Work) -> bool {
        let near = sheet.around(0.5);
        near.is_some_and(|near| !self.has(near)) && self.stand(work, sheet.around(2.0).or(near))
    }

    /// Looks where the article stands and where it does not move; `true` where [`Painter::update`] is due. With `narrow`, lines that are
    /// farther away than need be are given up.
    pub fn rest(&mut self, sheet: &Sheet, work: &Work, narrow: bool) -> bool {
        let due = narrow || sheet.near(REST / 2.0).is_some_and(|near| !self.has(near));
        due && self.stand(work, sheet.near(REST))
    }

    fn has(&self, (first, last): (usize, usize)) -> bool {
        self.window.is_some_and(|((from, to), _)| from <= first && last <= to)
    }

    /// Takes these lines for the painted ones; `false` where they are already.
    fn stand(&mut self, work: &Work, lines: Option<(usize, usize)>) -> bool {
        let line = |n: usize| work.lines.get(n).map(|l| l.span);
        let Some((lines, from, to)) = lines.and_then(|at| Some((at, line(at.0)?, line(at.1)?))) else { return false };
        let window = Some((lines, CharSpan::new(from.start().get(), to.end().get())));
        core::mem::replace(&mut self.window, window) != window
    }

    /// The code points on which marks are painted.
    pub fn near(&self, work: &Work) -> CharSpan {
        self.window.map_or_else(|| CharSpan::new(0, work.index.chars().get()), |w| w.1)
    }

    /// From now on all lines are painted, as for print, until the painter looks again.
    pub fn everywhere(&mut self) {
        self.window = None;
    }

    fn erase(&mut self, id: &str) {
        if let Some(p) = self.painted.remove(id)
            && let Some(highlight) = self.highlights.get(&p.style)
        {
            p.ranges.iter().for_each(|r| {
                highlight.delete(r);
            });
        }
    }

    /// Paints `spans` alone in the style `name`.
    pub fn show(&mut self, sheet: &Sheet, work: &Work, name: &str, spans: &[CharSpan]) {
        if spans.is_empty() && !self.highlights.contains_key(name) {
            return;
        }
        let Some(highlight) = self.highlight(sheet, name) else { return };
        highlight.clear();
        let window = self.window.map(|w| w.1);
        let near: Vec<CharSpan> = spans.iter().copied().filter(|s| window.is_none_or(|w| s.overlaps(w))).collect();
        static_ranges(sheet, work, &near).iter().for_each(|r| highlight.add(r));
    }

    /// The fallback: rectangles behind the text, drawn anew each time.
    fn overlay(&mut self, sheet: &Sheet, work: &Work) {
        if let Some(old) = self.overlay.take() {
            old.remove();
        }
        let document = super::document();
        let (Ok(layer), Some(parent)) = (document.create_element("div"), sheet.root.parent_element()) else { return };
        layer.set_class_name("overlay");
        let _ = layer.set_attribute("aria-hidden", "true");
        let base = parent.get_bounding_client_rect();
        for a in &work.document.annotations {
            for span in spans(a) {
                for r in sheet.rects(work, span) {
                    let Ok(mark) = document.create_element("i") else { continue };
                    mark.set_class_name(&style(a));
                    let places = [
                        ("left", r.left() - base.left()),
                        ("top", r.top() - base.top()),
                        ("width", r.width()),
                        ("height", r.height()),
                    ];
                    places.iter().for_each(|(k, v)| super::set_style(&mark, k, &format!("{v}px")));
                    let _ = layer.append_child(&mark);
                }
            }
        }
        let _ = parent.insert_before(&layer, parent.first_child().as_ref());
        self.overlay = Some(layer);
    }
}

/// The spans that an annotation covers: itself, or its parts.
pub fn spans(a: &Annotation) -> Vec<CharSpan> {
    match &a.parts {
        None => vec![a.span],
        Some(parts) => parts.iter().map(|&[start, end]| CharSpan::new(start, end)).collect(),
    }
}

fn static_ranges(sheet: &Sheet, work: &Work, spans: &[CharSpan]) -> Vec<StaticRange> {
    let text = &work.document.document.text;
    let pieces = spans.iter().flat_map(|&span| locate(text, &work.index, &work.lines, span));
    pieces
        .filter_map(|(a, b)| {
            let init = StaticRangeInit::new(sheet.text(b.line)?, b.unit, sheet.text(a.line)?, a.unit);
            StaticRange::new(&init).ok()
        })
        .collect()
}

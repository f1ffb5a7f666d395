//! Between places of the page and offsets of the text.

use crate::session::{Line, Place, Work, locate};
use crate::text::CharSpan;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Node, Range, Selection, Text};

/// So many lines stand in one block of the page.
pub const BLOCK: usize = 40;

/// The article as it stands in the page: blocks of lines, one text node a line.
pub struct Sheet {
    /// The element whose children are the blocks of lines.
    pub root: Element,
    blocks: Vec<Element>,
    texts: Vec<Option<Text>>,
    /// Blocks that are laid out although the window may not show them.
    open: RefCell<Vec<usize>>,
}

impl Sheet {
    /// Reads the lines of `root`.
    pub fn new(root: Element) -> Self {
        let (mut blocks, mut texts) = (Vec::new(), Vec::new());
        let mut next = root.first_element_child();
        while let Some(block) = next {
            let mut line = block.first_element_child();
            while let Some(element) = line {
                texts.push(element.first_child().and_then(|n| n.dyn_into::<Text>().ok()));
                line = element.next_element_sibling();
            }
            next = block.next_element_sibling();
            blocks.push(block);
        }
        Self { root, blocks, texts, open: RefCell::default() }
    }

    /// The part of the page that scrolls with the article in it.
    pub fn stage(&self) -> Option<Element> {
        self.root.closest(".stage").ok().flatten()
    }

    /// The window's part that shows the article, and from where to where `margin` of its heights before and after it reach.
    fn reach(&self, margin: f64) -> (DomRect, f64, f64) {
        let outer = self.stage().as_ref().unwrap_or(&self.root).get_bounding_client_rect();
        let (top, bottom) = (outer.top() - margin * outer.height(), outer.bottom() + margin * outer.height());
        (outer, top, bottom)
    }

    /// The lines, by whole blocks, that stand within `margin` heights of the window's part that shows the article; every line where nothing
    /// is laid out. `None` for an article without lines.
    pub fn around(&self, margin: f64) -> Option<(usize, usize)> {
        let all = (0, self.texts.len().checked_sub(1)?);
        let (outer, top, bottom) = self.reach(margin);
        if outer.height() < 1.0 {
            return Some(all);
        }
        let rect = |n: usize| self.blocks.get(n).map(Element::get_bounding_client_rect);
        let first = partition(self.blocks.len(), |n| rect(n).is_some_and(|r| r.bottom() < top));
        let after = partition(self.blocks.len(), |n| rect(n).is_some_and(|r| r.top() <= bottom));
        Some(((first * BLOCK).min(all.1), (after.max(first + 1) * BLOCK - 1).min(all.1)))
    }

    /// The same to the line, where the lines are laid out: a block that no part of the window shows counts as a whole.
    pub fn near(&self, margin: f64) -> Option<(usize, usize)> {
        let (first, last) = self.around(margin)?;
        let (outer, top, bottom) = self.reach(margin);
        let within = |line: usize, above: &dyn Fn(DomRect) -> bool| {
            let block = self.blocks.get(line / BLOCK)?;
            let own = block.get_bounding_client_rect();
            if own.bottom() <= outer.top() || own.top() >= outer.bottom() {
                return None;
            }
            let lines = block.children();
            let rect = |n: usize| lines.item(u32::try_from(n).ok()?).map(|l| l.get_bounding_client_rect());
            let count = partition(lines.length() as usize, |n| rect(n).is_some_and(above));
            Some(line / BLOCK * BLOCK + count)
        };
        let from = within(first, &|r| r.bottom() < top).unwrap_or(first).min(last);
        let after = within(last, &|r| r.top() <= bottom).map_or(last, |n| n.saturating_sub(1));
        Some((from, after.clamp(from, last)))
    }

    /// Lays out the blocks around a line, two windows before and after it: the browser guesses the height of what it does not show, and what
    /// has just been scrolled to would move away when it knows better. What was laid out so for another line is left to it again.
    pub fn lay_out(&self, line: usize) {
        let Some(stage) = self.stage() else { return };
        let (room, at) = (2.0 * f64::from(stage.client_height()), line / BLOCK);
        let show = |n: usize, how: &str| {
            let block = self.blocks.get(n)?;
            super::set_style(block, "content-visibility", how);
            Some(block)
        };
        let mut open = vec![at];
        show(at, "visible");
        let mut walk = |blocks: &mut dyn Iterator<Item = usize>| {
            let mut sum = 0.0;
            for n in blocks {
                sum += show(n, "visible").map_or(0.0, |b| b.get_bounding_client_rect().height());
                open.push(n);
                if sum > room {
                    break;
                }
            }
        };
        walk(&mut (0..at).rev());
        walk(&mut (at + 1..self.blocks.len()));
        for n in self.open.replace(open.clone()) {
            if !open.contains(&n) {
                show(n, "");
            }
        }
    }

    /// The text node of a line; an empty line has none.
    pub fn text(&self, line: usize) -> Option<&Text> {
        self.texts.get(line).and_then(Option::as_ref)
    }

    /// The place that a node and an offset in it stand for; `None` outside the article.
    pub fn place(&self, node: &Node, offset: u32) -> Option<Place> {
        if !self.root.contains(Some(node)) {
            return None;
        }
        if node == self.root.unchecked_ref::<Node>() {
            return Some(Place { line: offset as usize * BLOCK, unit: 0 });
        }
        if let Some(block) = self.blocks.iter().position(|b| node == b.unchecked_ref::<Node>()) {
            return Some(Place { line: block * BLOCK + offset as usize, unit: 0 });
        }
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let line = element.get_attribute("data-n")?.parse().ok()?;
        let unit = if node.is_instance_of::<Text>() || offset == 0 { offset } else { u32::MAX / 2 };
        Some(Place { line, unit })
    }

    /// The offset in code points of a node and an offset in it.
    pub fn offset(&self, work: &Work, node: &Node, offset: u32) -> Option<u32> {
        let place = self.place(node, offset)?;
        let end = || work.lines.last().map(|l: &Line| l.span.end().get());
        place.offset(&work.document.document.text, &work.index, &work.lines).or_else(end)
    }

    /// What is selected in the article, in code points; empty where the caret only stands there.
    pub fn selected(&self, work: &Work, selection: &Selection) -> Option<CharSpan> {
        let a = self.offset(work, &selection.anchor_node()?, selection.anchor_offset())?;
        let b = self.offset(work, &selection.focus_node()?, selection.focus_offset())?;
        Some(CharSpan::new(a.min(b), a.max(b)))
    }

    /// Ranges of a span, one a line.
    pub fn ranges(&self, work: &Work, span: CharSpan) -> Vec<Range> {
        let pieces = locate(&work.document.document.text, &work.index, &work.lines, span);
        pieces.into_iter().filter_map(|(a, b)| self.range(a, b)).collect()
    }

    fn range(&self, a: Place, b: Place) -> Option<Range> {
        let range = Range::new().ok()?;
        range.set_start(self.text(a.line)?, a.unit).ok()?;
        range.set_end(self.text(b.line)?, b.unit).ok()?;
        Some(range)
    }

    /// The rectangles that a span takes up in the window.
    pub fn rects(&self, work: &Work, span: CharSpan) -> Vec<DomRect> {
        let mut out = Vec::new();
        for range in self.ranges(work, span) {
            let Some(list) = range.get_client_rects() else { continue };
            out.extend((0..list.length()).filter_map(|n| list.item(n)));
        }
        out
    }

    /// Whether a point of the window lies on a span's words.
    pub fn hit(&self, work: &Work, span: CharSpan, x: f64, y: f64) -> bool {
        self.rects(work, span)
            .iter()
            .any(|r| r.left() - 1.0 <= x && x <= r.right() + 1.0 && r.top() - 3.0 <= y && y <= r.bottom() + 3.0)
    }

    /// The offset nearest to a point of the window.
    pub fn offset_at(&self, work: &Work, x: f64, y: f64) -> Option<u32> {
        let (node, offset) = caret_at(x, y)?;
        self.offset(work, &node, offset)
    }

    /// The edge of a letter beside the place `at`: of the one after it, or of the one before. `x`, top and height in the window.
    pub fn edge(&self, work: &Work, at: u32, after: bool) -> Option<(f64, f64, f64)> {
        let letter = if after { CharSpan::new(at, at + 1) } else { CharSpan::new(at.checked_sub(1)?, at) };
        let rects = self.rects(work, letter);
        let rect = if after { rects.first() } else { rects.last() }?;
        // Latin letters and digits run from left to right whatever the line does.
        let rtl = !work.words(letter).starts_with(|c: char| c.is_ascii_alphanumeric());
        Some((if rtl == after { rect.right() } else { rect.left() }, rect.top(), rect.height()))
    }

    /// Where a caret at `at` is drawn: before the next letter, or after the line's last one.
    pub fn caret(&self, work: &Work, at: u32) -> Option<(f64, f64, f64)> {
        self.edge(work, at, true).or_else(|| self.edge(work, at, false))
    }

    /// Lets go of what the browser has selected.
    pub fn deselect(&self) {
        if let Ok(Some(selection)) = super::window().get_selection() {
            let _ = selection.remove_all_ranges();
        }
    }

    /// Selects a span for the browser too, so that copying and the platform's own selection agree with ours.
    pub fn select(&self, work: &Work, span: CharSpan) {
        let pieces = locate(&work.document.document.text, &work.index, &work.lines, span);
        let (Some((a, _)), Some((_, b))) = (pieces.first(), pieces.last()) else { return };
        let (Some(start), Some(end)) = (self.text(a.line), self.text(b.line)) else { return };
        if let Ok(Some(selection)) = super::window().get_selection() {
            let same = selection.anchor_node().as_ref() == Some(start.unchecked_ref())
                && selection.anchor_offset() == a.unit
                && selection.focus_node().as_ref() == Some(end.unchecked_ref())
                && selection.focus_offset() == b.unit;
            if !same {
                let _ = selection.set_base_and_extent(start, a.unit, end, b.unit);
            }
        }
    }
}

/// How many of the first `n` fit, where those that fit come first.
fn partition(n: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if fits(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The node and offset at a point: the standard's way, or the older one of WebKit.
fn caret_at(x: f64, y: f64) -> Option<(Node, u32)> {
    let document = super::document();
    let has = |name: &str| js_sys::Reflect::has(&document, &name.into()).unwrap_or(false);
    #[allow(clippy::cast_possible_truncation, reason = "window coordinates")]
    let (x32, y32) = (x as f32, y as f32);
    if has("caretPositionFromPoint") {
        let at = document.caret_position_from_point(x32, y32)?;
        return Some((at.offset_node()?, at.offset()));
    }
    let function = js_sys::Reflect::get(&document, &"caretRangeFromPoint".into()).ok()?;
    let function = function.dyn_ref::<js_sys::Function>()?;
    let range = function.call2(&document, &x.into(), &y.into()).ok()?.dyn_into::<Range>().ok()?;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}

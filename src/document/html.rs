//! Pasted HTML (the clipboard's `text/html`) reduced to text with its blocks kept.
//!
//! A WHATWG tokenizer (html5gum) reads the markup; no tree is built, so depth costs nothing and time is linear. What comes out
//! follows the `innerText` steps of the HTML standard: white space collapsed, blocks on lines of their own, a paragraph apart
//! from its neighbours by an empty line, cells by a tab, entities decoded. Scripts, styles, menus, controls and what is hidden are
//! left out. The result is text, never markup again. Decision: docs/adr/0020.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// Elements open at once that are kept track of; deeper ones are read as if they were not there.
const DEPTH: usize = 1_024;
/// How far up an end tag looks for its start tag.
const REACH: usize = 64;

/// What pasted HTML says as text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Paste {
    /// The text, lines ended by `\n`.
    pub text: String,
    /// How many of its lines hold something.
    pub lines: usize,
}

/// What an element does to the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Role {
    /// Runs on with its neighbours.
    Inline,
    /// Begins and ends a line.
    Block,
    /// Stands apart by an empty line.
    Paragraph,
    /// A cell of a table row.
    Cell,
    /// Is left out with all it holds.
    Left,
    /// Keeps its line ends and spaces.
    Kept,
}

fn role(name: &[u8]) -> Role {
    match name {
        b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"blockquote" | b"figure" | b"ul" | b"ol" | b"dl"
        | b"table" => Role::Paragraph,
        b"address" | b"article" | b"aside" | b"body" | b"caption" | b"center" | b"dd" | b"details" | b"dir"
        | b"div" | b"dt" | b"fieldset" | b"figcaption" | b"footer" | b"form" | b"header" | b"hgroup" | b"html"
        | b"legend" | b"li" | b"main" | b"section" | b"summary" | b"tbody" | b"tfoot" | b"thead" | b"tr" => Role::Block,
        b"td" | b"th" => Role::Cell,
        b"pre" | b"listing" | b"xmp" => Role::Kept,
        b"script" | b"style" | b"head" | b"title" | b"template" | b"noscript" | b"noembed" | b"noframes"
        | b"iframe" | b"object" | b"svg" | b"math" | b"canvas" | b"audio" | b"video" | b"map" | b"nav" | b"menu"
        | b"button" | b"select" | b"datalist" | b"textarea" | b"dialog" | b"rp" => Role::Left,
        _ => Role::Inline,
    }
}

/// Elements without content.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Whether an element's attributes keep it from being shown, or make a block of it.
fn styled(tag: &StartTag<()>, role: Role) -> Role {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|v| v.value.0.as_slice());
    if attribute(b"hidden").is_some() {
        return Role::Left;
    }
    let Some(style) = attribute(b"style") else { return role };
    // Only the first part of a style is looked at: browsers copy hundreds of properties with every element.
    let style: Vec<u8> =
        style.iter().take(4_096).filter(|b| !b.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    let has = |what: &[u8]| style.windows(what.len()).any(|w| w == what);
    if has(b"display:none") || has(b"visibility:hidden") {
        Role::Left
    } else if role == Role::Inline && (has(b"display:block") || has(b"display:flex") || has(b"display:list-item")) {
        Role::Block
    } else {
        role
    }
}

struct Open {
    name: Vec<u8>,
    role: Role,
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Line ends due before the next word.
    breaks: usize,
    /// Line ends that `<br>` asked for since the last word.
    literal: usize,
    /// Whether a space is due.
    space: bool,
    /// Whether a tab is due, between cells.
    tab: bool,
    open: Vec<Open>,
    left: usize,
    kept: usize,
}

impl Writer {
    fn line_break(&mut self, n: usize) {
        self.breaks = self.breaks.max(n);
        self.space = false;
        self.tab = false;
    }

    fn word(&mut self, c: char) {
        let breaks = self.breaks.max(self.literal).min(2);
        if !self.out.is_empty() {
            match (breaks, self.tab, self.space) {
                (0, true, _) => self.out.push('\t'),
                (0, false, true) => self.out.push(' '),
                _ => self.out.extend(core::iter::repeat_n('\n', breaks)),
            }
        }
        (self.breaks, self.literal, self.space, self.tab) = (0, 0, false, false);
        self.out.push(c);
    }

    fn text(&mut self, text: &str) {
        if self.left > 0 {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.kept > 0 => {
                    self.literal += 1;
                    self.space = false;
                }
                ' ' | '\t' | '\n' | '\r' | '\u{0C}' => self.space |= self.breaks == 0 && self.literal == 0,
                '\0' => {}
                c => self.word(c),
            }
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = tag.name.0.as_slice();
        let plain = role(name);
        if matches!(plain, Role::Block | Role::Paragraph | Role::Kept) || name == b"hr" {
            self.close_top(|top| top == b"p");
        }
        if matches!(name, b"li" | b"tr" | b"td" | b"th" | b"dt" | b"dd" | b"option") {
            self.close_top(|top| top == name || (matches!(name, b"td" | b"th") && matches!(top, b"td" | b"th")));
        }
        if self.left == 0 {
            match name {
                b"br" => {
                    self.literal += 1;
                    self.space = false;
                }
                b"hr" => self.line_break(2),
                _ => {}
            }
        }
        if is_void(name) {
            return;
        }
        let role = styled(tag, plain);
        if tag.self_closing && matches!(name, b"svg" | b"path" | b"math") {
            return;
        }
        if self.left == 0 {
            match role {
                Role::Block => self.line_break(1),
                Role::Paragraph | Role::Kept => self.line_break(2),
                _ => {}
            }
        }
        if self.open.len() < DEPTH {
            self.left += usize::from(role == Role::Left);
            self.kept += usize::from(role == Role::Kept);
            self.open.push(Open { name: name.to_vec(), role });
        }
    }

    /// Closes the innermost element where its end tag may be left out.
    fn close_top(&mut self, which: impl Fn(&[u8]) -> bool) {
        if self.open.last().is_some_and(|top| which(&top.name)) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        self.left -= usize::from(element.role == Role::Left);
        self.kept -= usize::from(element.role == Role::Kept);
        if self.left > 0 {
            return;
        }
        match element.role {
            Role::Block => self.line_break(1),
            Role::Paragraph | Role::Kept => self.line_break(2),
            Role::Cell => self.tab |= self.breaks == 0 && !self.out.is_empty(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        let near = self.open.iter().rev().take(REACH).position(|e| e.name == name);
        if let Some(up) = near {
            for _ in 0..=up {
                self.close();
            }
        }
    }
}

/// Reads pasted HTML as text. Takes anything: what is not HTML is text, what is broken is read as far as it goes.
pub fn to_text(html: &str) -> Paste {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut writer = Writer::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::String(s)) => writer.text(&String::from_utf8_lossy(&s.value.0)),
            Ok(Token::StartTag(tag)) => writer.start(&tag),
            Ok(Token::EndTag(tag)) => writer.end(&tag.name.0),
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    let lines = writer.out.lines().filter(|l| !l.trim().is_empty()).count();
    Paste { text: writer.out, lines }
}

/// Non-space characters and lines that hold something.
fn measure(text: &str) -> (usize, usize) {
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    (text.chars().filter(|c| !c.is_whitespace()).count(), lines)
}

/// Whether the clipboard's HTML tells more of the blocks than its plain text, and as much of the words: then it is the better paste.
pub fn richer(html: &str, plain: &str) -> bool {
    // A paste that is over the limit is refused as it is.
    if html.len() > 16 * super::MAX_BYTES || plain.len() > super::MAX_BYTES {
        return false;
    }
    let (signs, lines) = measure(plain);
    if signs == 0 {
        return !to_text(html).text.is_empty();
    }
    let paste = to_text(html);
    let (html_signs, html_lines) = measure(&paste.text);
    // Menus and controls are left out of the HTML: a fifth may be missing, not more.
    html_signs * 5 >= signs * 4 && html_lines > lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blocks_and_spaces() {
        let check = |html: &str, text: &str| assert_eq!(to_text(html).text, text, "{html}");
        check("", "");
        check("نص فقط", "نص فقط");
        check("<p>أول</p><p>ثان</p>", "أول\n\nثان");
        check("<p>أول<p>ثان", "أول\n\nثان");
        check("<div>أول</div>\n  <div>ثان</div>", "أول\nثان");
        check("<div><div><div>أول</div></div></div><div>ثان</div>", "أول\nثان");
        check("<h1>عنوان</h1>خبر<h2>فرع</h2>تتمة", "عنوان\n\nخبر\n\nفرع\n\nتتمة");
        check("كلمة <b>غليظة</b>، <i>مائلة</i>.", "كلمة غليظة، مائلة.");
        check("  كلمة \n\t أخرى  ", "كلمة أخرى");
        check("سطر<br>سطر<br/><br>سطر<br><br><br><br>سطر", "سطر\nسطر\n\nسطر\n\nسطر");
        check("<p>سطر<br></p><p>سطر</p>", "سطر\n\nسطر");
        check("<ul><li>أول<li>ثان</ul>بعد", "أول\nثان\n\nبعد");
        check("<table><tr><td>أ</td><td>ب</td></tr><tr><td>ج<td>د</table>", "أ\tب\nج\tد");
        check("<blockquote>قول</blockquote>نص", "قول\n\nنص");
        check("<figure><img alt='صورة'><figcaption>وصف</figcaption></figure><p>نص</p>", "وصف\n\nنص");
        check("<pre>سطر\n  سطر</pre>", "سطر\nسطر");
        check("أ&nbsp;ب &amp; &lt;ج&gt; &#1583; &laquo;ه&raquo;", "أ\u{a0}ب & <ج> د «ه»");
        check("<span style=\"color:red; display: block\">أول</span><span>ثان</span>", "أول\nثان");
    }

    #[test]
    fn what_is_not_the_text_is_left_out() {
        let check = |html: &str, text: &str| assert_eq!(to_text(html).text, text, "{html}");
        check("<head><title>صفحة</title><style>p{}</style></head><body>نص</body>", "نص");
        check("نص<script>if (a < b) { document.write('<p>لا</p>') }</script> بعده", "نص بعده");
        check("<nav><ul><li>قسم</li></ul></nav><p>نص</p>", "نص");
        check("<svg><title>أيقونة</title><path d=''/></svg>نص", "نص");
        check("<button>شارك</button><div hidden>خفي</div><div style='display:none'>خفي</div>نص", "نص");
        check("<!--StartFragment--><p>نص</p><!--EndFragment-->", "نص");
        check("<p onclick='x()'>نص</p><img src=x onerror='x()'>", "نص");
        check("</p></div></nav>نص</script>", "نص");
        check("<noscript>لا</noscript><iframe>لا</iframe><textarea>لا</textarea>نص", "نص");
        check("<nav>قسم<p>قسم</div></nav>نص", "نص");
        check("<td>خلية<p", "خلية");
    }

    #[test]
    fn html_is_taken_where_it_has_more_lines_and_as_many_words() {
        let html = "<h1>عنوان الخبر</h1><p>الفقرة الأولى.</p><p>الفقرة الثانية.</p>";
        assert!(richer(html, "عنوان الخبر الفقرة الأولى. الفقرة الثانية."));
        assert!(!richer(html, "عنوان الخبر\n\nالفقرة الأولى.\n\nالفقرة الثانية."));
        assert!(richer(html, "  "));
        assert!(!richer("", "  "));
        assert!(!richer("<p>عنوان</p><p>الخبر</p>", "عنوان الخبر الفقرة الأولى. الفقرة الثانية."));
    }

    #[test]
    fn depth_and_size_cost_no_more_than_their_length() {
        let text = to_text(&("<div><span>".repeat(200_000) + "نص")).text;
        assert_eq!(text, "نص");
        assert_eq!(to_text(&("<p>نص".repeat(100_000) + &"</div>".repeat(100_000))).lines, 100_000);
        assert_eq!(to_text(&"&".repeat(1_000_000)).text.len(), 1_000_000);
        assert_eq!(to_text(&"<".repeat(1_000_000)).text.len(), 1_000_000);
    }

    fn markup() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            proptest::sample::select(vec![
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<br>",
                "<td>",
                "</td>",
                "<tr>",
                "<table>",
                "</table>",
                "<script>",
                "</script>",
                "<nav>",
                "</nav>",
                "<pre>",
                "</pre>",
                "<svg/>",
                "<li>",
                "<!--",
                "-->",
                "<![CDATA[",
                "&",
                "&#",
                "&#x110000;",
                "&#xD800;",
                "&amp",
                "<",
                ">",
                "</",
                "<p hidden>",
                "<a style='display:block'>",
                "</a>",
                "\n",
                " ",
                "\u{0}",
                "<textarea>",
                "<!doctype",
            ])
            .prop_map(str::to_owned),
            "\\PC{0,8}",
        ];
        proptest::collection::vec(piece, 0..60).prop_map(|v| v.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in any::<String>()) {
            to_text(&html);
        }

        #[test]
        fn any_markup_gives_clean_lines(html in markup(), plain in any::<String>()) {
            let paste = to_text(&html);
            prop_assert!(!paste.text.contains("\n\n\n"));
            prop_assert!(!paste.text.starts_with('\n') && !paste.text.ends_with('\n'));
            prop_assert_eq!(to_text(&html), paste);
            richer(&html, &plain);
        }
    }
}

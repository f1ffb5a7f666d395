//! Persons: a title or role before a name, two or more name words in sequence, «عبد …», «أبو …», «آل …».

use super::Evidence;
use super::lexicon;
use super::list::List;
use super::proclitic;
use super::scan::{Reading, Scan};
use crate::extract::{EntityLabel, ali};

/// «أبو» and what makes a by-name with it.
fn father(scan: &Scan<'_>, token: usize) -> bool {
    matches!(scan.cx.fold(token), "ابو" | "ابي" | "ابا" | "ام")
        && scan.together(token, token + 1)
        && (scan.name(token + 1)
            || scan.definite(token + 1) && !scan.is(token + 1, lexicon::STOP | lexicon::TAIL)
            || scan.unknown(token + 1))
}

/// A run of name words.
#[derive(Default)]
struct Run {
    last: usize,
    strong: usize,
    weak: usize,
    unknown: usize,
}

impl Run {
    fn words(&self) -> usize {
        self.strong + self.weak + self.unknown
    }

    fn count(&mut self, strong: bool) {
        if strong {
            self.strong += 1;
        } else {
            self.weak += 1;
        }
    }
}

/// How far a name goes on from `first`, whose first word is already read; with `liberal`, words that no list knows may be in it.
fn run(scan: &Scan<'_>, first: usize, head: Reading, liberal: bool) -> Option<Run> {
    let mut out = Run { last: first, ..Run::default() };
    let mut at = first;
    // After a connector, which is of the name only with what follows it.
    let mut open = false;
    while out.words() < 6 && (at == first || scan.word(at) && scan.together(first, at)) {
        let flags = if at == first { head.flags } else { scan.flags(at) };
        let strong = flags & lexicon::STRONG != 0;
        let barred = flags & (lexicon::STOP | lexicon::SAY | lexicon::NATION) != 0 && !strong;
        if barred && !open || ali::is_preposition(scan.cx.form(at)) || scan.indefinite(at) {
            break;
        }
        let skip = if at == first { usize::from(head.skip) } else { 0 };
        let fold = scan.cx.fold(at).get(skip..).unwrap_or("");
        if out.words() > 0 && !open && fold != "عبد" && List::Joiner.has(fold) && !father(scan, at) {
            open = true;
            at += 1;
            continue;
        }
        let Some(step) = step(scan, (at, first), fold, flags, &mut out, open, liberal) else { break };
        open = false;
        at += step;
        out.last = at - 1;
    }
    (out.words() > 0).then_some(out)
}

/// How many tokens the next part of a name takes, counted in `out`; `None` where the name has ended.
fn step(
    scan: &Scan<'_>,
    (at, first): (usize, usize),
    fold: &str,
    flags: lexicon::Flags,
    out: &mut Run,
    open: bool,
    liberal: bool,
) -> Option<usize> {
    let words = out.words();
    let thing = |k: &(Reading, usize, u32)| scan.lex.entry(k.2).is_some_and(|e| e.label != EntityLabel::Per);
    let place = scan.known(at).filter(|k| k.0.skip == 0 && thing(k));
    if fold == "عبد" && scan.definite(at + 1) && scan.together(at, at + 1) {
        out.strong += 1;
        return Some(2);
    }
    // «صلاح الدين», «عز الدين», «سيف الإسلام»: one part.
    if matches!(scan.cx.fold(at + 1), "الدين" | "الاسلام")
        && (flags & (lexicon::STRONG | lexicon::WEAK) != 0 || List::BeforeFaith.has(fold))
        && scan.together(at, at + 1)
    {
        out.strong += 1;
        return Some(2);
    }
    let by_name = father(scan, at) || at == first && matches!(fold, "ابو" | "ابي" | "ام");
    if by_name && (scan.name(at + 1) || scan.unknown(at + 1) || words > 0 || liberal) {
        out.count(scan.is(at + 1, lexicon::STRONG));
        return Some(2);
    }
    if flags & (lexicon::STRONG | lexicon::WEAK) != 0 && flags & (lexicon::STRONG | lexicon::PREP) != lexicon::PREP {
        if words > 0 && flags & lexicon::STRONG != 0 && place.is_some_and(|k| k.1 > at) {
            return None;
        }
        out.count(flags & lexicon::STRONG != 0);
        return Some(1);
    }
    if open && !scan.is(at, lexicon::SAY | lexicon::PREP)
        || words > 0 && (place.is_none() || liberal && words == 1) && surname(scan, at)
    {
        out.weak += 1;
        return Some(1);
    }
    let free = if at == first { flags == 0 && fold.len() >= 6 } else { scan.unknown(at) };
    // After a surname like «المدغري» nothing unknown comes.
    let ended = words > 1 && scan.definite(at - 1) && scan.cx.form(at - 1).ends_with('ي');
    let unlisted = (liberal || words > 0) && !ended && place.is_none() && free && rare(scan, at, words, liberal);
    (unlisted && (words < 2 || out.strong == 0)).then(|| {
        out.unknown += 1;
        1
    })
}

/// Whether a word that no list knows may be in a name at this place: not a verb's shape, not an adjective's.
fn rare(scan: &Scan<'_>, token: usize, words: usize, liberal: bool) -> bool {
    let form = scan.cx.form(token);
    let verb = form.starts_with('ي')
        || form.starts_with('ت') && words != 1
        || ["سي", "ست", "سن"].iter().any(|p| form.starts_with(p)) && form.len() >= 10
        || form.ends_with(['ه', 'ة'])
        || words > 0 && form.starts_with('و') && !["وو", "وي", "وا"].iter().any(|p| form.starts_with(p))
        || accusative(scan, token)
        || form.starts_with("وال")
        || form.starts_with("بال")
        || form.starts_with("لل");
    let ending = form.ends_with("ية")
        || form.ends_with("ات")
        || form.ends_with("ين") && scan.definite(token)
        || form.ends_with("ون") && scan.definite(token)
        || form.ends_with("ها")
        || form.ends_with("هم");
    let clitic = scan.readings(token).iter().skip(1).any(|r| {
        r.flags & (lexicon::STRONG | lexicon::COMMON | lexicon::STOP | lexicon::TITLE | lexicon::ROLE | lexicon::ORG)
            != 0
    });
    !verb
        && !ending
        && !(clitic && (form.starts_with('و') || form.starts_with('ل') || form.starts_with('ب')))
        && (liberal || words == 1 || words == 2)
        && (!scan.definite(token) || form.ends_with('ي') || liberal || words == 1)
}

/// Whether a word is a frequent noun with the ending of the accusative: «سفيرا».
fn accusative(scan: &Scan<'_>, token: usize) -> bool {
    let stem = scan.cx.fold(token).strip_suffix('ا').map(lexicon::hash);
    stem.is_some_and(|h| scan.lex.flags(h) & (lexicon::COMMON | lexicon::ROLE | lexicon::TITLE | lexicon::STOP) != 0)
}

/// A definite word shaped like a surname: «الجولاني», «البغدادي».
fn surname(scan: &Scan<'_>, token: usize) -> bool {
    const NOT: lexicon::Flags = lexicon::COMMON | lexicon::ADJ | lexicon::TAIL | lexicon::NATION | lexicon::STOP;
    scan.definite(token) && !scan.is(token, NOT) && scan.cx.form(token).ends_with('ي')
}

/// The first token of the title or role phrase that ends just before `first`, and whether it is a bare title.
pub(super) fn role(scan: &Scan<'_>, first: usize) -> Option<(usize, bool)> {
    let mut at = first.checked_sub(1)?;
    if !scan.together(at, first) {
        return None;
    }
    if matches!(scan.cx.fold(at), "،" | "," | "." | ":") {
        // «د. فلان», «مدير كذا، فلان»
        let abbreviation = scan.cx.fold(at) == ".";
        at = at.checked_sub(1)?;
        if abbreviation && !matches!(scan.cx.fold(at), "د" | "ا" | "م") || scan.cx.fold(at + 1) == ":" {
            return None;
        }
    }
    let title = scan.reading(at, lexicon::TITLE);
    let mut found = title.map(|_| at);
    let mut last_word_ok = title.is_some();
    for _ in 0..10 {
        if scan.reading(at, lexicon::ROLE | lexicon::TITLE).is_some() {
            found = Some(at);
            last_word_ok = true;
        } else if !noun(scan, at) {
            break;
        }
        let Some(before) = at.checked_sub(1).filter(|&b| scan.together(b, at) && scan.word(b)) else { break };
        at = before;
    }
    let from = found.filter(|_| last_word_ok)?;
    Some((from, title.is_some() && from + 1 == first))
}

/// Whether a word may stand inside a role phrase: a definite noun or adjective, a known name, باسم, شؤون, إلى, في …
pub(super) fn noun(scan: &Scan<'_>, token: usize) -> bool {
    let fold = scan.cx.fold(token);
    if matches!(fold, "باسم" | "الي" | "في" | "شوون" | "لشوون" | "لدي" | "العام" | "عن" | "مجلس" | "باسمها")
    {
        return true;
    }
    if !scan.word(token) || scan.is(token, lexicon::STOP | lexicon::SAY) {
        return false;
    }
    scan.definite(token)
        || scan.is(
            token,
            lexicon::ORG
                | lexicon::NATION
                | lexicon::IDAFA
                | lexicon::OF
                | lexicon::GPE
                | lexicon::FAC
                | lexicon::ORG_CLASS,
        )
        || scan.known(token).is_some()
        || scan.readings(token).iter().any(|r| r.lam)
        || token.checked_sub(1).is_some_and(|b| scan.is(b, lexicon::IDAFA | lexicon::ORG))
        || scan.readings(token).iter().any(|r| r.skip == 2 && r.flags & (lexicon::IDAFA | lexicon::PORTFOLIO) != 0)
}

/// Proposes persons.
pub(super) fn find(scan: &Scan<'_>, out: &mut Vec<Evidence>) {
    let mut token = 0;
    while token < scan.len() {
        let next = match person(scan, token) {
            Some(mut e) => {
                let next = e.last + 1;
                // «المواطنين محمد الحداد وأنس برقان»: joined to a name that is sure.
                let before =
                    out.last().filter(|b| b.rule == "person.title" && b.last + 1 == e.first && b.last > b.first);
                if before.is_some() && e.last == e.first + 1 && scan.cx.fold(e.first).starts_with('و') {
                    e.confidence = e.confidence.max(0.92);
                }
                out.push(e);
                next
            }
            None => token + 1,
        };
        token = next;
    }
}

fn person(scan: &Scan<'_>, first: usize) -> Option<Evidence> {
    if !scan.word(first) {
        return None;
    }
    let readings = scan.readings(first);
    let whole = *readings.first()?;
    let context = role(scan, first);
    if let Some(e) = stranger(scan, first).filter(|_| context.is_none()) {
        return Some(e);
    }
    // «ومحمد», «لمحمد»: the particle goes where what is left is a name and the whole is not.
    // Not after a title or preposition, nor where the article has the whole behind another particle.
    let letter = scan.cx.fold(first).starts_with(['ب', 'ف', 'ك']);
    let own = proclitic::governed(scan, first)
        || whole.flags == 0 && (context.is_some() && letter || scan.behind(whole.hash));
    let name = |r: &&Reading| r.flags & (lexicon::STRONG | lexicon::WEAK) != 0 && !r.lam && !own;
    let reading = if whole.flags & (lexicon::STRONG | lexicon::WEAK) != 0 || opens_name(scan, first, whole) {
        whole
    } else if let Some(r) =
        readings.iter().skip(1).find(name).filter(|_| whole.flags & (lexicon::COMMON | lexicon::STOP) == 0)
    {
        *r
    } else if let Some(r) = readings.iter().skip(1).find(|r| opens_name(scan, first, **r)) {
        *r
    } else {
        context?;
        if whole.flags & (lexicon::TITLE | lexicon::ROLE) != 0 {
            return None;
        }
        // «، وكانديس …»
        let comma = first.checked_sub(1).is_some_and(|b| !scan.word(b));
        let conjunction = whole.flags == 0 && scan.cx.fold(first).starts_with('و') && comma;
        readings.iter().find(|r| conjunction && r.skip == 2 && r.flags == 0 && !r.lam).copied().unwrap_or(whole)
    };
    if reading.flags & lexicon::TITLE != 0
        && reading.skip == 0
        && context.is_none()
        && whole.flags & lexicon::STRONG == 0
    {
        return None;
    }
    if reading.skip == 0 && ali::is_preposition(scan.cx.form(first)) || scan.indefinite(first) {
        return None;
    }
    // «قائد الفصيل …»: of these a role, whose name comes after it.
    let post = scan.reading(first, lexicon::TITLE | lexicon::ROLE).is_some_and(|r| r.skip == reading.skip);
    if post && scan.definite(first + 1) && !scan.name(first + 1) && scan.together(first, first + 1) {
        return None;
    }
    if of_nation(scan, first, reading) {
        return None;
    }
    let run = run(scan, first, reading, context.is_some())?;
    let words = run.strong + run.weak + run.unknown;
    let titled = context.is_some_and(|c| c.1);
    if context.is_some() && words == 1 && run.strong == 0 && (!titled || scan.definite(first)) {
        return None;
    }
    let confidence = match (context.is_some(), words) {
        (true, 1) if run.strong == 1 => 0.85,
        (true, 1) => 0.6,
        (true, _) if run.strong > 0 => 0.96,
        (true, _) => 0.85,
        (false, 1) if said(scan, first, &run) && run.strong == 1 => {
            return Some(alone(scan, first, reading, &run, 0.8, "person.said"));
        }
        (false, 1) => return single(scan, first, reading, &run),
        (false, _) if run.strong >= 2 => 0.9,
        (false, _) if run.strong == 1 && reading.flags & lexicon::STRONG != 0 => 0.75,
        (false, _) if run.strong == 1 => 0.66,
        _ => return None,
    };
    // A title's own word is no name: «الرئيس الأمريكي».
    if run.last == first && scan.is(first, lexicon::NATION | lexicon::ADJ) {
        return None;
    }
    Some(Evidence {
        first,
        last: run.last,
        start: scan.start(first, reading.skip),
        label: EntityLabel::Per,
        confidence,
        rule: if context.is_some() { "person.title" } else { "person.sequence" },
        nested: false,
    })
}

/// «مسؤول كردي», «قيادي تركي»: where one is from, though it is a name too.
fn of_nation(scan: &Scan<'_>, first: usize, reading: Reading) -> bool {
    let office = |b: usize| {
        scan.together(b, first) && !scan.definite(b) && scan.reading(b, lexicon::ROLE | lexicon::TITLE).is_some()
    };
    reading.skip == 0
        && !scan.definite(first)
        && scan.is(first, lexicon::NATION)
        && first.checked_sub(1).is_some_and(office)
}

/// «عبد الرحمن» and «أبو محمد», which are whole names.
fn single(scan: &Scan<'_>, first: usize, reading: Reading, run: &Run) -> Option<Evidence> {
    let whole = run.last > first && run.strong > 0;
    whole.then(|| alone(scan, first, reading, run, 0.72, "person.compound"))
}

/// Whether one name word stands after a verb of saying: «قال بيدرسن إن».
fn said(scan: &Scan<'_>, first: usize, run: &Run) -> bool {
    let before = first.checked_sub(1).filter(|&b| scan.together(b, first) && scan.word(b));
    let verb =
        before.is_some_and(|b| scan.is(b, lexicon::SAY) || scan.reading(b, lexicon::SAY).is_some_and(|r| r.skip == 2));
    let next = run.last + 1;
    let ends =
        !scan.together(first, next) || !scan.word(next) || scan.is(next, lexicon::STOP | lexicon::PREP | lexicon::SAY);
    verb && ends && !scan.is(first, lexicon::COMMON | lexicon::TITLE | lexicon::ROLE) && scan.known(first).is_none()
}

/// Whether a word has the ending of a plural, a dual or a feminine noun.
fn inflected(form: &str) -> bool {
    ["ون", "ين", "ات", "ان", "ية", "ة"].iter().any(|e| form.ends_with(e))
}

/// A name that no list knows between a verb of saying and «إن»: «قال ماكغورك إن». Only where the tagger does not deny it.
fn stranger(scan: &Scan<'_>, first: usize) -> Option<Evidence> {
    let plain = |t: usize| scan.unknown(t) && !scan.definite(t) && !scan.particle(t);
    let free = scan.flags(first) == 0 && plain(first) && !inflected(scan.cx.form(first));
    // «قالت هيلين برادان إن»
    let second = first + 1;
    let surname =
        scan.cx.fold(second + 1) == "ان" && (scan.name(second) || plain(second)) && !inflected(scan.cx.form(second));
    let run = Run { last: if surname { second } else { first }, ..Run::default() };
    let spoken = free && scan.cx.fold(run.last + 1) == "ان" && said(scan, first, &run);
    let reading = scan.readings(first).first().copied()?;
    spoken.then(|| alone(scan, first, reading, &run, 0.66, "person.said"))
}

fn alone(scan: &Scan<'_>, first: usize, reading: Reading, run: &Run, confidence: f32, rule: &'static str) -> Evidence {
    Evidence {
        first,
        last: run.last,
        start: scan.start(first, reading.skip),
        label: EntityLabel::Per,
        confidence,
        rule,
        nested: false,
    }
}

fn opens_name(scan: &Scan<'_>, first: usize, reading: Reading) -> bool {
    let fold = scan.cx.fold(first).get(usize::from(reading.skip)..).unwrap_or("");
    match fold {
        "عبد" => scan.together(first, first + 1) && scan.definite(first + 1),
        "ابو" => scan.together(first, first + 1) && scan.name(first + 1),
        _ => false,
    }
}

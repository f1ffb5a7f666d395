//! Places by their heads: «بلدة …», «مخيم …», «نهر …».

use super::Evidence;
use super::lexicon::{self, Flags, Source};
use super::list::List;
use super::scan::Scan;
use crate::extract::EntityLabel;

/// Never in a place's name.
const NOT_NAME: Flags = lexicon::STOP | lexicon::TAIL | lexicon::SAY;

/// The last token of the place name that begins at `first`, and how sure; `None` where no name does.
fn name_end(scan: &Scan<'_>, first: usize, ends: List) -> Option<(usize, f32)> {
    if !scan.word(first)
        || scan.is(first, NOT_NAME)
        || scan.particle(first) && scan.known(first).is_none_or(|k| k.0.skip > 0)
    {
        return None;
    }
    let (mut last, confidence) = if let Some((reading, last, at)) = scan.known(first).filter(|k| k.0.skip == 0) {
        let _ = reading;
        let label = scan.lex.entry(at).map(|e| e.label);
        if label == Some(EntityLabel::Org) && last == first { (last, 0.85) } else { (last, 0.95) }
    } else if scan.is(first, lexicon::START) && more(scan, first) || two_names(scan, first) {
        (first + 1, 0.85)
    } else if scan.definite(first) && !scan.is(first, lexicon::ADJ | lexicon::NATION) {
        (first, if scan.is(first, lexicon::COMMON) { 0.65 } else { 0.85 })
    } else if scan.unknown(first) || scan.is(first, lexicon::STRONG) {
        let form = scan.cx.form(first);
        let verb =
            form.starts_with(['ي', 'ت']) && (form.ends_with('ت') || form.ends_with("وا") || form.ends_with("ها"));
        // «قاعدة لعملياتها»: a noun with a pronoun.
        let verb = verb || form.ends_with("ها") && form.starts_with(['ل', 'ب', 'ك']) || form.ends_with("وا");
        // «مدينة جميلة»; but a masculine head has no such adjective: «مشفى عائشة».
        let masculine = || first.checked_sub(1).is_some_and(|h| !scan.cx.fold(h).ends_with(['ه', 'ت', 'ي']));
        let built = ends == List::BuildingEnd && (masculine() || scan.cx.fold(first - 1).ends_with("في"));
        let feminine = scan.is(first, lexicon::STRONG) && form.ends_with('ة') && !built;
        if adjective_like(scan, first) || verb || feminine || scan.readings(first).iter().any(|r| r.lam) {
            return None;
        }
        (first, 0.8)
    } else {
        return None;
    };
    // «معبر نصيب الحدودي مع الأردن»: said of it, not its name.
    let said = matches!(scan.cx.fold(last + 2), "مع" | "بين") && scan.together(last, last + 2);
    if ends.has(scan.cx.fold(last + 1)) && scan.together(last, last + 1) && !said {
        last += 1;
    }
    Some((last, confidence))
}

/// Whether a place is called after someone: two name words.
fn two_names(scan: &Scan<'_>, first: usize) -> bool {
    scan.is(first, lexicon::STRONG)
        && scan.is(first + 1, lexicon::STRONG | lexicon::WEAK)
        && scan.together(first, first + 1)
}

/// Whether a word that opens names of two words has its second.
fn more(scan: &Scan<'_>, first: usize) -> bool {
    let next = first + 1;
    scan.together(first, next)
        && scan.word(next)
        && !scan.is(next, NOT_NAME | lexicon::PREP)
        && (scan.definite(next) || !scan.is(next, lexicon::COMMON))
}

/// Whether an indefinite word looks like an adjective or a plural: «بلدة حدودية», «مدينة صناعية».
fn adjective_like(scan: &Scan<'_>, token: usize) -> bool {
    let form = scan.cx.form(token);
    !scan.definite(token)
        && (form.ends_with("ية")
            || form.ends_with("ات")
            || form.ends_with("ين") && scan.is(token, lexicon::NATION)
            || form.ends_with('ً'))
}

/// Proposes places by their heads.
pub(super) fn find(scan: &Scan<'_>, out: &mut Vec<Evidence>) {
    for head in 0..scan.len() {
        if !scan.word(head) {
            continue;
        }
        settlement(scan, head, out);
        building(scan, head, out);
        nature(scan, head, out);
    }
}

/// «بلدة كفر نان»: the name without its head.
fn settlement(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::GPE) else { return };
    let fold = scan.cx.fold(head).get(usize::from(reading.skip)..).unwrap_or("");
    let weak = List::WeakHead.has(fold);
    let mut first = head + 1;
    let bracket = scan.opens(first);
    if bracket {
        first += 1;
    }
    // «ناحية أبي صيدا»: called after a father, as no common noun is.
    let father = matches!(scan.cx.fold(first), "ابو" | "ابي") && more(scan, first);
    let open = scan.known(first).is_some() && (!bracket || fold == "بلدات") || father && !bracket;
    if !scan.together(head, first) || weak && !open {
        return;
    }
    if let Some((_, last, _)) = scan.known(first).filter(|k| weak && k.0.skip == 0) {
        if List::Many.has(fold) {
            list(scan, last, true, out);
        }
        return;
    }
    let Some((last, confidence)) = name_end(scan, first, List::SettlementEnd) else { return };
    let known = scan.known(first).filter(|k| k.0.skip == 0);
    // «قضاء العطلة», «ولاية جديدة», «بلدة ومستوطنة»
    let plain =
        matches!(fold, "قضاء" | "ولايه") && (scan.definite(first) || scan.is(first, lexicon::COMMON | lexicon::STRONG));
    let joined = scan.cx.fold(first).starts_with('و') && !scan.is(first, lexicon::START);
    if known.is_none() && (plain || joined) {
        return;
    }
    if weak && !father || known.is_some_and(|k| scan.lex.entry(k.2).is_some_and(|e| e.label == EntityLabel::Loc)) {
        return;
    }
    let close = if bracket { scan.closes(first - 1, 14) } else { None };
    if bracket && close.is_none() {
        return;
    }
    // A name of two words in quote marks is the whole of what they hold.
    let last = close
        .filter(|c| c - first <= 3 && (first..*c).all(|i| scan.word(i) && !scan.cx.fold(i).starts_with('و')))
        .map_or(last, |c| (c - 1).max(last));
    if scan.is(first, lexicon::NATION | lexicon::GPE | lexicon::GENERIC) && known.is_none() {
        return;
    }
    out.push(Evidence {
        first,
        last,
        start: scan.start(first, 0),
        label: EntityLabel::Gpe,
        confidence: confidence.min(0.9),
        rule: "place.head",
        nested: false,
    });
    list(scan, last, List::Many.has(fold), out);
}

/// The further places of a list that began after a head: «بلدات (يلدا وببيلا)».
fn list(scan: &Scan<'_>, mut last: usize, many: bool, out: &mut Vec<Evidence>) {
    for _ in 0..20 {
        let comma = matches!(scan.cx.fold(last + 1), "،" | ",");
        let first = last + if comma { 2 } else { 1 };
        if !scan.together(last, first) || !scan.word(first) {
            return;
        }
        let fold = scan.cx.fold(first);
        let conjunction = fold.starts_with('و');
        if !conjunction && !comma {
            return;
        }
        let known = scan.known(first).filter(|k| scan.lex.entry(k.2).is_some_and(|e| e.label == EntityLabel::Gpe));
        let Some((skip, end, confidence)) = known
            .filter(|k| k.0.skip == 0 || k.0.skip == 2 && conjunction)
            .map(|k| (k.0.skip, k.1, 0.85))
            .or_else(|| unlisted(scan, first, conjunction, many))
        else {
            return;
        };
        out.push(Evidence {
            first,
            last: end,
            start: scan.start(first, skip),
            label: EntityLabel::Gpe,
            confidence,
            rule: "place.list",
            nested: false,
        });
        last = end;
    }
}

/// A place that no list knows, after «و» in a list of places: a rare word that is neither verb nor adjective.
fn unlisted(scan: &Scan<'_>, first: usize, conjunction: bool, many: bool) -> Option<(u8, usize, f32)> {
    let reading = scan.readings(first).iter().find(|r| r.skip == 2 && !r.preposition)?;
    let fold = scan.cx.fold(first);
    let rest = fold.get(2..).unwrap_or("");
    if many
        && conjunction
        && reading.flags & !(lexicon::STRONG | lexicon::WEAK | lexicon::START) == 0
        && scan.flags(first) == 0
        && rest.len() >= 6
    {
        return Some((2, first, 0.8));
    }
    let rare = conjunction
        && reading.flags == 0
        && scan.flags(first) == 0
        && rest.len() >= 8
        && rest.starts_with("ال")
        && !rest.ends_with(['ه', 'ي', 'ا'])
        && !rest.ends_with("ات")
        && !rest.ends_with("ين");
    rare.then_some((2, first, 0.6))
}

/// «مخيم اليرموك», «مطار دمشق الدولي»: the name with its head.
fn building(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::FAC | lexicon::FAC_WEAK) else { return };
    let first = head + 1;
    if !scan.together(head, first) || !scan.word(first) || scan.is(first, NOT_NAME | lexicon::GENERIC) {
        return;
    }
    let sure = reading.flags & lexicon::FAC != 0;
    let known = scan.known(first).filter(|k| k.0.skip == 0);
    let word = scan.cx.fold(head).get(usize::from(reading.skip)..).unwrap_or("");
    let before = head.checked_sub(1).filter(|&b| scan.together(b, head));
    // «عن طريق تركيا»; «طريق دمشق - حمص» names two places.
    let road = matches!(word, "طريق" | "اوتوستراد");
    let town = known.filter(|k| road && stroke(scan, k.1 + 1));
    if let Some((_, end, _)) = town.filter(|k| scan.lex.entry(k.2).is_some_and(|e| e.label == EntityLabel::Gpe)) {
        out.push(Evidence { confidence: 0.85, rule: "place.road", nested: false, ..nested(scan, first, end) });
    }
    let way = town.is_some() || road && before.is_some_and(|b| scan.cx.fold(b) == "عن");
    // «سوق نيويورك»: where things are sold, not a place; a possessive: «قصر سموه».
    let state = |k: (_, usize, u32)| scan.lex.entry(k.2).is_some_and(|e| e.source == Source::Country);
    let form = scan.cx.form(first);
    let possessed = known.is_none() && form.ends_with('ه') && !scan.name(first);
    // «معبر نهري»
    let described = known.is_none() && form.ends_with('ي') && !scan.definite(first) && !scan.name(first);
    if way || possessed || described || matches!(word, "سوق" | "طريق") && known.is_some_and(state) {
        return;
    }
    let place = |k: (_, usize, u32)| scan.lex.entry(k.2).is_some_and(|e| e.label != EntityLabel::Org);
    if !sure && !known.is_some_and(place) {
        return;
    }
    let prison = sure
        && scan.unknown(first)
        && !scan.cx.form(first).ends_with("ها")
        && !scan.particle(first)
        && !scan.is(first, lexicon::ADJ | lexicon::NATION);
    let found = name_end(scan, first, List::BuildingEnd).or_else(|| prison.then_some((first, 0.7)));
    let Some((last, confidence)) = found else { return };
    let common = scan.is(first, lexicon::COMMON) && known.is_none();
    // A camp, an airport, a crossing, a field have names; a bridge or a prison may be anyone's.
    let named = List::NamedBuilding.has(word);
    if common && !named {
        return;
    }
    out.push(Evidence {
        first: head,
        last,
        start: scan.start(head, reading.skip),
        label: EntityLabel::Fac,
        confidence: if common { 0.65 } else { confidence.min(0.92) },
        rule: "place.building",
        nested: false,
    });
    let nests = List::Nesting.has(word);
    if let Some((_, end, at)) = known.filter(|_| nests)
        && scan.lex.entry(at).is_some_and(|e| e.label == EntityLabel::Gpe && !e.common)
    {
        out.push(nested(scan, first, end));
    }
}

/// Whether a dash stands at a token, or a tatweel for one.
fn stroke(scan: &Scan<'_>, token: usize) -> bool {
    matches!(scan.cx.fold(token), "-" | "–" | "—") || scan.cx.form(token) == "ـ"
}

/// A town's name inside the name of what stands in it or around it.
fn nested(scan: &Scan<'_>, first: usize, last: usize) -> Evidence {
    Evidence {
        first,
        last,
        start: scan.start(first, 0),
        label: EntityLabel::Gpe,
        confidence: 0.7,
        rule: "place.nested",
        nested: true,
    }
}

/// «نهر الفرات», «جبل الشيخ»: the name with its head.
fn nature(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::LOC) else { return };
    let first = head + 1;
    if !scan.together(head, first) || scan.is(first, NOT_NAME | lexicon::GENERIC) {
        return;
    }
    let Some((last, confidence)) = name_end(scan, first, List::SettlementEnd) else { return };
    let place = scan.known(first).filter(|k| k.0.skip == 0);
    let known = place.is_some();
    let word = scan.cx.fold(head).get(usize::from(reading.skip)..).unwrap_or("");
    // «بلدة تل عرن» is a settlement, and so is what a list knows as a whole.
    let hill = matches!(word, "تل" | "تله");
    let settled =
        head.checked_sub(1).is_some_and(|b| scan.together(b, head) && scan.reading(b, lexicon::GPE).is_some());
    if scan.is(first, lexicon::COMMON) && !known || hill && (settled || scan.known(head).is_some_and(|k| k.1 > head)) {
        return;
    }
    if let Some((_, end, at)) = place.filter(|_| word == "باديه")
        && scan.lex.entry(at).is_some_and(|e| e.label == EntityLabel::Gpe)
    {
        out.push(nested(scan, first, end));
    }
    out.push(Evidence {
        first: head,
        last,
        start: scan.start(head, reading.skip),
        label: EntityLabel::Loc,
        confidence: confidence.min(0.88),
        rule: "place.nature",
        nested: false,
    });
}

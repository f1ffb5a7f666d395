//! Organisations by their heads: «وزارة …», «المركز … ل…», «الجيش …», a name in quote marks after «وكالة».

use super::Evidence;
use super::lexicon::{self, Flags};
use super::list::List;
use super::marked;
use super::scan::Scan;
use crate::extract::EntityLabel;
use crate::segment::TokenKind;

/// Never in an organisation's name.
pub(super) const NOT_NAME: Flags = lexicon::STOP | lexicon::TAIL | lexicon::SAY;

/// Proposes organisations by their heads.
pub(super) fn find(scan: &Scan<'_>, out: &mut Vec<Evidence>) {
    for head in 0..scan.len() {
        if !scan.word(head) {
            continue;
        }
        marked::quoted(scan, head, out);
        marked::enclosed(scan, head, out);
        after_class(scan, head, out);
        headed(scan, head, out);
        by_nation(scan, head, out);
        of(scan, head, out);
        marked::acronym(scan, head, out);
        marked::numbered(scan, head, out);
        marked::outlet(scan, head, out);
    }
}

/// Adds an organisation.
pub(super) fn push(
    scan: &Scan<'_>,
    out: &mut Vec<Evidence>,
    (first, last): (usize, usize),
    skip: u8,
    confidence: f32,
    rule: &'static str,
) {
    out.push(Evidence {
        first,
        last,
        start: scan.start(first, skip),
        label: EntityLabel::Org,
        confidence,
        rule,
        nested: false,
    });
}

/// A name after a head that is not part of it: «صحيفة الوطن», «قناة كذا».
fn after_class(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::ORG_CLASS) else { return };
    let first = head + 1;
    if !scan.together(head, first) || scan.is(first, NOT_NAME | lexicon::NATION | lexicon::GPE) {
        return;
    }
    let only = reading.flags & lexicon::ORG == 0;
    if let Some((r, last, at)) = scan.known(first) {
        let label = scan.lex.entry(at).map(|e| e.label);
        if r.skip == 0
            && (label == Some(EntityLabel::Org)
                || only
                    && scan.definite(first)
                    && scan.flags(head) & lexicon::FORCE_M == 0
                    && !scan.is(first, lexicon::COMMON))
        {
            push(scan, out, (first, last), 0, 0.93, "organisation.class");
        }
        return;
    }
    if !only {
        return;
    }
    let fold = scan.cx.fold(head).get(usize::from(reading.skip)..).unwrap_or("");
    let press = List::Press.has(fold);
    let mut last = first;
    if scan.definite(first) {
        if !press || fold == "موقع" || fold == "شبكه" || scan.is(first, lexicon::ADJ) {
            return;
        }
        push(scan, out, (first, last), 0, 0.8, "organisation.class");
        return;
    }
    if scan.cx.kind(first) == Some(TokenKind::Foreign) {
        while scan.cx.kind(last + 1) == Some(TokenKind::Foreign) && last < first + 3 {
            last += 1;
        }
    } else {
        let form = scan.cx.form(first);
        let verb = form.starts_with(['ي', 'ت']) && form.ends_with("ها")
            || ["ية", "ات", "ين", "ون"].iter().any(|e| form.ends_with(e));
        let lam = scan.readings(first).iter().any(|r| r.lam);
        if fold == "تنظيم" || !scan.unknown(first) || verb || lam {
            return;
        }
        while last < first + 2
            && scan.together(first, last + 1)
            && scan.unknown(last + 1)
            && !scan.cx.form(last + 1).starts_with(['ل', 'ي', 'ت', 'و', 'ب'])
        {
            last += 1;
        }
    }
    push(scan, out, (first, last), 0, 0.75, "organisation.class");
}

/// Whether a definite adjective may go on an organisation's name.
fn adjective(scan: &Scan<'_>, token: usize) -> bool {
    // «الكورية الجنوبية»
    let half = matches!(scan.cx.fold(token), "الجنوبيه" | "الشماليه" | "الجنوبي" | "الشمالي")
        && token.checked_sub(1).is_some_and(|b| matches!(scan.cx.fold(b), "الكوريه" | "الكوري"));
    half || scan.word(token)
        && !scan.is(token, NOT_NAME)
        && scan.definite(token)
        && scan.is(token, lexicon::ADJ | lexicon::NATION)
}

/// The last of the adjectives and of a «ل…» complement after `last`; whether there was a nationality.
fn tail(scan: &Scan<'_>, mut last: usize, limit: usize) -> (usize, bool, usize) {
    let (mut nation, mut count) = (false, 0);
    while count < limit && scan.together(last, last + 1) && adjective(scan, last + 1) {
        last += 1;
        count += 1;
        nation |= scan.is(last, lexicon::NATION);
    }
    (last, nation, count)
}

/// A complement with ل: «للمصالحة», «لحقوق الإنسان», «للصليب الأحمر».
fn purpose(scan: &Scan<'_>, last: usize) -> usize {
    let next = last + 1;
    if !scan.together(last, next) {
        return last;
    }
    let Some(first) = scan.readings(next).first() else { return last };
    if first.flags & (lexicon::STOP | lexicon::SAY) != 0 {
        return last;
    }
    let fold = scan.cx.fold(next);
    if scan.readings(next).iter().any(|r| r.lam && r.skip == 2 && r.flags & (lexicon::TAIL | lexicon::STOP) == 0) {
        let (end, _, _) = tail(scan, next, 1);
        let qualified = scan.definite(next + 1)
            && scan.together(next, next + 1)
            && !scan.is(next + 1, NOT_NAME)
            && (scan.is(next + 1, lexicon::ADJ) || scan.cx.form(next + 1).ends_with("ية"));
        if end == next && qualified {
            return next + 1;
        }
        return end;
    }
    let idafa = fold.starts_with('ل')
        && scan.readings(next).iter().any(|r| r.skip == 2 && !r.lam && r.flags & lexicon::IDAFA != 0);
    if idafa && scan.definite(next + 1) && scan.together(next, next + 1) {
        return tail(scan, next + 1, 1).0;
    }
    last
}

/// «وزارة الخارجية الإيرانية», «المرصد السوري لحقوق الإنسان»: the head is part of the name.
fn headed(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::ORG) else { return };
    if reading.preposition && List::Led.has(scan.cx.fold(head)) {
        return;
    }
    let word = scan.cx.fold(head).get(usize::from(reading.skip)..).unwrap_or("");
    let definite = word.starts_with("ال") && word.len() > 8 || reading.lam;
    let first = head + 1;
    if !scan.together(head, first) {
        return;
    }
    let found = if definite { definite_head(scan, head) } else { idafa_head(scan, head, word) };
    if let Some((last, confidence)) = found {
        push(scan, out, (head, last), reading.skip, confidence, "organisation.head");
    }
}

fn definite_head(scan: &Scan<'_>, head: usize) -> Option<(usize, f32)> {
    let (last, nation, count) = tail(scan, head, 3);
    if count == 0 {
        let end = purpose(scan, head);
        return (end > head + 1).then_some((end, 0.6));
    }
    let end = purpose(scan, last);
    let end = if end > last { tail(scan, end, 1).0 } else { end };
    let confidence = match (nation, end > last, count) {
        (true, true, _) => 0.93,
        (_, false, 1) if loose(scan, head) => return None,
        (true, ..) => 0.88,
        (_, true, _) => 0.85,
        (.., 1) => 0.62,
        _ => 0.75,
    };
    Some((end, confidence))
}

/// Whether a definite head and one adjective is rather a description: «الشبكة القطرية», «المنظمة الدولية».
fn loose(scan: &Scan<'_>, head: usize) -> bool {
    let fold = scan.cx.fold(head);
    let body = |from: usize| fold.get(from..).is_some_and(|word| List::NamedBody.has(word));
    !(0..fold.len()).any(body)
}

fn idafa_head(scan: &Scan<'_>, head: usize, word: &str) -> Option<(usize, f32)> {
    let first = head + 1;
    if !scan.word(first) || scan.is(first, NOT_NAME) {
        return None;
    }
    // «مجلس الإدارة», «مجلس العزاء»: any one's.
    if word == "مجلس" && List::AnyCouncil.has(scan.cx.fold(first)) {
        return None;
    }
    // «على جبهة الشيخ هلال»: a front.
    let on = |b: usize| scan.cx.fold(b) == "علي" && scan.together(b, head);
    if matches!(word, "جبهه" | "محور") && head.checked_sub(1).is_some_and(on) {
        return None;
    }
    let ministry = List::Ministry.has(word);
    let mut confidence: f32 = 0.85;
    let mut last = if let Some((_, last, at)) = scan.known(first).filter(|k| k.0.skip == 0) {
        let label = scan.lex.entry(at).map(|e| e.label);
        // «جبهة العيس»: a front.
        if label == Some(EntityLabel::Gpe) && matches!(word, "جبهه" | "محور") {
            return None;
        }
        if label == Some(EntityLabel::Gpe) && List::Placed.has(word) {
            confidence = 0.7;
        }
        last
    } else if scan.definite(first) && !scan.is(first, lexicon::NATION) {
        if scan.is(first, lexicon::ADJ) && !scan.is(first, lexicon::PORTFOLIO) && !adjective(scan, first + 1) {
            return None;
        }
        first
    } else if let Some(end) = of_place(scan, first, word == "مجلس") {
        confidence = 0.9;
        end
    } else if scan.is(first, lexicon::IDAFA | lexicon::ORG)
        && scan.definite(first + 1)
        && scan.together(first, first + 1)
        && !scan.is(first + 1, NOT_NAME)
    {
        first + 1
    } else {
        return named(scan, head, word);
    };
    // «مركز المدينة», «قيادة الجيش»: what follows is generic.
    if last == first && scan.is(first, lexicon::GENERIC) && !scan.is(first, lexicon::PORTFOLIO) {
        confidence = 0.55;
    }
    if List::Loose.has(word) && last == first && confidence > 0.72 {
        confidence = if scan.is(first, lexicon::COMMON) { 0.5 } else { 0.66 };
    }
    if word == "وزاره" {
        confidence = 0.95;
    }
    if ministry && scan.together(last, last + 1) && scan.is(last + 1, lexicon::PORTFOLIO) && scan.definite(last + 1) {
        last += 1;
    }
    let agency = word == "وكاله" && scan.known(first).is_some_and(|k| k.0.skip == 0);
    let (end, nation, count) = if agency { (last, false, 0) } else { tail(scan, last, 3) };
    // «وكالة الأنباء «سانا»»: any one's.
    if word == "وكاله" && scan.cx.fold(first) == "الانباء" && count == 0 {
        return None;
    }
    last = end;
    if nation {
        confidence = confidence.max(0.9);
    } else if count > 0 {
        confidence = confidence.max(0.8);
    }
    if ministry {
        last = fields(scan, last);
    }
    // «بعثة الأمم المتحدة لمساعدة العراق»
    let body = scan.known(first).is_some_and(|k| k.1 == last && k.1 > first);
    let end = if nation || count > 0 || body { purpose(scan, last) } else { last };
    let place = scan.known(end + 1).filter(|k| end > last && k.0.skip == 0 && scan.together(end, end + 1));
    let end = place.map_or(end, |k| k.1);
    (confidence >= 0.6).then_some((end, confidence))
}

/// The end of a noun and the place it belongs to: «أنباء كوريا الجنوبية», «نواب طبرق»; of a council «محافظة نينوى».
fn of_place(scan: &Scan<'_>, first: usize, council: bool) -> Option<usize> {
    let seat = council && List::Seat.has(scan.cx.fold(first));
    if !(seat || scan.is(first, lexicon::IDAFA)) || !scan.together(first, first + 1) {
        return None;
    }
    let (reading, last, at) = scan.known(first + 1)?;
    let entry = scan.lex.entry(at)?;
    (reading.skip == 0 && entry.label == EntityLabel::Gpe && !entry.common && !entry.doubtful).then_some(last)
}

/// Further fields of a ministry: «التربية والتعليم», «الشؤون الاجتماعية والعمل».
fn fields(scan: &Scan<'_>, mut last: usize) -> usize {
    for _ in 0..3 {
        let next = last + 1;
        let more = scan.together(last, next)
            && scan.cx.fold(next).starts_with('و')
            && scan.readings(next).iter().any(|r| r.skip == 2 && !r.preposition && r.flags & lexicon::PORTFOLIO != 0);
        if !more {
            break;
        }
        last = tail(scan, next, 2).0;
    }
    last
}

/// «كتيبة أبو عمارة», «جامعة هارفارد»: a head and names or words that nobody knows.
fn named(scan: &Scan<'_>, head: usize, word: &str) -> Option<(usize, f32)> {
    if !List::Coined.has(word) {
        return None;
    }
    let mut last = head;
    // «اللواء عبد الله»: a rank, not a brigade.
    let group = !matches!(word, "لواء" | "قياده");
    while last < head + 3 && scan.together(head, last + 1) {
        let next = last + 1;
        let form = scan.cx.form(next);
        let name =
            group && (scan.is(next, lexicon::STRONG) || matches!(scan.cx.fold(next), "ابو" | "ابي" | "بن" | "عبد"));
        let verb = form.starts_with(['ي', 'ت']) && last > head
            || form.starts_with('ل')
            || form.ends_with(['ة', 'ه'])
            || form.ends_with("ات");
        if !(name || scan.unknown(next) && !verb && !scan.particle(next) && !form.ends_with("ية")) {
            break;
        }
        last += 1;
    }
    (last > head).then_some((last, 0.7))
}

/// «الجيش السوري», «القوات الجوية الأميركية»: an institution named by its nationality, which agrees with it.
fn by_nation(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::FORCE_F | lexicon::FORCE_M) else { return };
    let feminine = reading.flags & lexicon::FORCE_F != 0;
    if head.checked_sub(1).is_some_and(|b| {
        scan.together(b, head)
            && scan
                .readings(b)
                .iter()
                .any(|r| scan.cx.fold(b).get(usize::from(r.skip)..).is_some_and(|w| List::Minister.has(w)))
    }) {
        return;
    }
    let mut last = head;
    let (mut nation, mut named) = (false, false);
    while last < head + 3 && scan.together(head, last + 1) && adjective(scan, last + 1) {
        let agrees = scan.cx.fold(last + 1).ends_with('ه') == feminine;
        if !agrees {
            break;
        }
        last += 1;
        if scan.is(last, lexicon::NATION) {
            named = true;
            nation = true;
        }
    }
    // An adjective that only qualifies the nation's force after the nationality: «الجيش السوري الحر», «التلفزيون السوري الحكومي».
    if named && nation {
        push(scan, out, (head, last), reading.skip, 0.95, "organisation.nation");
    }
}

/// «قوات النظام», «حكومة دمشق», «جيش النظام السوري».
fn of(scan: &Scan<'_>, head: usize, out: &mut Vec<Evidence>) {
    let Some(reading) = scan.reading(head, lexicon::OF) else { return };
    let first = head + 1;
    if !scan.together(head, first) {
        return;
    }
    let fold = scan.cx.fold(head).get(usize::from(reading.skip)..).unwrap_or("");
    if scan.cx.fold(first) == "الاحتلال" {
        let (last, nation, _) = tail(scan, first, 1);
        if nation && fold == "جيش" {
            push(scan, out, (head, last), reading.skip, 0.8, "organisation.of");
        }
        return;
    }
    if scan.is(first, lexicon::FORCE_M)
        && scan.is(first + 1, lexicon::NATION)
        && scan.definite(first + 1)
        && scan.together(first, first + 1)
    {
        push(scan, out, (head, first + 1), reading.skip, 0.93, "organisation.of");
        return;
    }
    // «قوات الأمن الفرنسية», «قوات حرس الحدود التركية».
    if fold == "قوات" && scan.known(head).is_none_or(|k| k.1 == head) {
        let body = if List::Guard.has(scan.cx.fold(first)) { first + 1 } else { first };
        let service = List::Service.has(scan.cx.fold(body));
        let (end, nation, _) = tail(scan, body, 2);
        if service && scan.together(head, body) && nation {
            push(scan, out, (head, end), reading.skip, 0.93, "organisation.of");
            return;
        }
    }
    let Some((r, last, at)) = scan.known(first) else { return };
    if scan.known(head).is_some_and(|k| k.1 >= last) {
        return;
    }
    let Some(entry) = scan.lex.entry(at).filter(|_| r.skip == 0) else { return };
    if entry.label == EntityLabel::Org && !entry.common {
        push(scan, out, (head, last), reading.skip, 0.9, "organisation.of");
    } else if entry.label == EntityLabel::Gpe && !entry.common && List::OfState.has(fold) {
        if List::Double.has(scan.cx.fold(first)) {
            return;
        }
        push(scan, out, (head, last), reading.skip, 0.88, "organisation.of");
        out.push(Evidence {
            first,
            last,
            start: scan.start(first, 0),
            label: EntityLabel::Gpe,
            confidence: 0.7,
            rule: "organisation.nested",
            nested: true,
        });
    }
}

//! Which pieces of evidence stay where they overlap, and what the tagger's word is worth beside the rules'.
//!
//! The figures behind [`sure`] and [`alone`] are in `docs/adr/0050-entity-rules-and-tagger.md`.

use super::Evidence;
use super::gazetteer;
use super::lexicon::{self, Flags};
use super::list::List;
use super::proclitic;
use super::scan::Scan;
use super::tagger::Tagged;
use crate::extract::{EntityLabel, ali};
use crate::segment::TokenKind;

/// How much a further word is worth against confidence: the longer name is usually the whole one.
const WORD: f32 = 0.12;
/// Below this the tagger's word alone is more often wrong than right.
const TAGGER: f32 = 0.5;

/// From this probability of being in no name on, the tagger's denial counts (`docs/adr/0050-entity-rules-and-tagger.md`).
const DENIED: f32 = 0.97;
/// By how much a rule's confidence falls where it stands against a tagger that sees nothing at all.
const ALONE: f32 = 0.12;

/// What the tagger holds of an article.
pub(super) struct Opinion {
    /// The names it sees, after the guidelines.
    pub names: Vec<Evidence>,
    /// For each token the probability that it is in no name.
    pub outside: Vec<f32>,
}

impl Opinion {
    /// The probability that none of the tokens of a piece of evidence is in a name: the least of theirs.
    fn doubts(&self, scan: &Scan<'_>, e: &Evidence) -> f32 {
        // It reads علي as على.
        if scan.is_ali(e.first) {
            return 0.0;
        }
        (e.first..=e.last).filter_map(|i| self.outside.get(i)).fold(1.0, |a: f32, b| a.min(*b))
    }
}

/// What the tagger says, as evidence after the guidelines: without generic heads, titles and trailing epithets; `None` where nothing
/// of it can stand.
pub(super) fn of_tagger(scan: &Scan<'_>, support: &gazetteer::Support, t: Tagged) -> Option<Evidence> {
    const CLASS: Flags = lexicon::ORG_CLASS;
    let Tagged { mut first, mut last, mut label, skip, confidence } = t;
    let is_name = |i: usize| matches!(scan.cx.kind(i), Some(TokenKind::Word | TokenKind::Foreign | TokenKind::Number));
    while first < last
        && (!is_name(first)
            || label == EntityLabel::Gpe
                && scan.reading(first, lexicon::GPE).is_some()
                && !scan.is(first, lexicon::START)
            || label == EntityLabel::Per && not_person(scan, first)
            || label == EntityLabel::Org
                && scan.reading(first, CLASS).is_some_and(|r| r.flags & lexicon::ORG == 0 || scan.opens(first + 1))
                && !club(scan, first))
    {
        first += 1;
    }
    // A preposition written apart (لـ«…») is one letter.
    if label == EntityLabel::Org && generic(scan, first, last) {
        return None;
    }
    let letter = |i: usize| scan.cx.fold(i).len() <= 2;
    while last > first && (!is_name(last) || letter(last) || scan.is(last, lexicon::TAIL) && label != EntityLabel::Per)
    {
        last -= 1;
    }
    // «المدغري شكوكا»: after a surname a noun in the accusative.
    let noun = |i: usize| {
        !scan.name(i) && scan.cx.form(i).ends_with('ا') && scan.definite(i - 1) && scan.cx.form(i - 1).ends_with('ي')
    };
    if label == EntityLabel::Per && last > first + 1 && noun(last) {
        last -= 1;
    }
    if matches!(label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) {
        // «مطار … نحو قاعدة …» are two.
        let function = |i: &usize| scan.is(*i, lexicon::STOP) && !ali::ends_in_name(scan.cx.form(*i)) && !scan.name(*i);
        last = (first + 1..=last).find(function).map_or(last, |i| i - 1);
    }
    let headed = first.checked_sub(1).is_some_and(|b| scan.reading(b, lexicon::GPE).is_some());
    if headed && label == EntityLabel::Gpe && last == first + 1 && scan.definite(last) && scan.is(last, lexicon::NATION)
    {
        last = first;
    }
    (first, last) = unbroken(scan, first, last);
    let token = scan.cx.tokens().get(first)?;
    let future = token.proclitics.iter().any(|p| p.of(scan.cx.text()).ends_with('س'));
    let adverb = (first..=last).any(|i| scan.indefinite(i));
    // «الأرض», «الشمال السوري»: frequent words and compass points that no list holds for a name.
    let word = first == last
        && label != EntityLabel::Per
        && scan.is(first, lexicon::COMMON)
        && confidence < 0.75
        && scan.known(first).is_none();
    let compass = matches!(scan.cx.fold(first), "الشمال" | "الجنوب" | "الشرق" | "الغرب")
        && last == first + 1
        && scan.is(last, lexicon::NATION);
    // A name that is also another word, for which nothing speaks: not at the head of a sentence, where the tagger has little to go by.
    let doubtful = first == last && label != EntityLabel::Per && support.doubts(scan, first);
    let begins = first.checked_sub(1).is_none_or(|b| !scan.together(b, first));
    if word || compass || doubtful && (begins || confidence < 0.85) {
        return None;
    }
    if label == EntityLabel::Per && first == last && attribute(scan, first) {
        return None;
    }
    // «منذ سريانه»: an unknown word with a pronoun, as far as it is written.
    let pronoun = || ["ه", "ها", "هم"].iter().any(|end| scan.cx.form(first).ends_with(end));
    let place = matches!(label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac);
    if first == last && place && pronoun() && !headed && confidence < 0.95 && scan.known(first).is_none() {
        return None;
    }
    let confidence = if doubtful { confidence.min(0.7) } else { confidence };
    if confidence < TAGGER || future || adverb || first == last && gazetteer::is_adjective(scan, first) {
        return None;
    }
    if last > first && matches!(label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Org) {
        if scan.reading(first, lexicon::FAC).is_some() && label != EntityLabel::Org {
            label = EntityLabel::Fac;
        } else if scan.reading(first, lexicon::LOC).is_some() && label == EntityLabel::Gpe {
            label = EntityLabel::Loc;
        }
    }
    let start = start(scan, first, label, if first == t.first { skip } else { 0 });
    Some(Evidence { first, last, start, label, confidence, rule: "tagger", nested: false })
}

/// A name does not go over a quote mark whose partner stands outside it: what comes before the mark, or, where one word comes before a
/// mark whose partner follows the name at once (`وكالة "رويترز"`), what stands between the two.
pub(super) fn unbroken(scan: &Scan<'_>, first: usize, last: usize) -> (usize, usize) {
    let quote = |i: &usize| scan.cx.kind(*i) == Some(TokenKind::Quote);
    let mut marks = (first..=last).filter(quote);
    let (Some(one), two) = (marks.next(), marks.next()) else { return (first, last) };
    if two.is_some() && marks.count() % 2 == 0 {
        return (first, last);
    }
    let enclosed = two.is_none() && quote(&(last + 1)) && one == first + 1;
    if enclosed { (one + 1, last) } else { (first, one.saturating_sub(1).max(first)) }
}

/// Whether a word at the head of a person's name is a title or the verb before it: «وأكد سعيد», «رافقه سعيد».
fn not_person(scan: &Scan<'_>, token: usize) -> bool {
    let form = scan.cx.form(token);
    let pronoun = form.ends_with('ه') || form.ends_with("ها") || form.ends_with("هم");
    if pronoun && form.chars().count() > 4 && !scan.name(token) && scan.is(token + 1, lexicon::STRONG) {
        return true;
    }
    let verb = scan.reading(token, lexicon::SAY).is_some_and(|r| scan.cx.fold(token).len() >= usize::from(r.skip) + 6);
    let name = scan.name(token) && scan.cx.fold(token).len() < 12 && !scan.is(token, lexicon::TITLE);
    (scan.is(token, lexicon::TITLE) || verb) && !scan.is(token, lexicon::STRONG) && !name
}

/// Whether what may be a woman's name is rather the adjective of the noun before it: «مناطق آمنة», «حياة كريمة».
fn attribute(scan: &Scan<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|&b| scan.word(b) && scan.together(b, token)) else { return false };
    let form = scan.cx.form(before);
    let noun = form.ends_with('ة') || form.ends_with("ات") || matches!(scan.cx.stem(before), "مناطق" | "ملاذ" | "ممر");
    let titled = scan.is(before, lexicon::TITLE | lexicon::ROLE | lexicon::STRONG);
    scan.cx.form(token).ends_with('ة') && noun && !scan.definite(before) && !titled
}

/// Whether words are an indefinite description and no name: «إعلام محلية», «منظمات دولية».
fn generic(scan: &Scan<'_>, first: usize, last: usize) -> bool {
    let form = scan.cx.form(last);
    let described = !scan.definite(last)
        && (form.ends_with("ية") || form.ends_with('ي'))
        && scan.is(last, lexicon::COMMON | lexicon::NATION)
        && scan.known(last).is_none();
    let plain = |i: usize| {
        !scan.definite(i)
            && scan.is(i, lexicon::COMMON | lexicon::NATION | lexicon::ORG | lexicon::ORG_CLASS)
            && !scan.is(i, lexicon::STRONG)
    };
    last > first && described && (first..last).all(plain)
}

/// Heads that the tagger's corpora have inside a name, and of which the guidelines do not speak: «نادي …», «شركة …».
fn club(scan: &Scan<'_>, token: usize) -> bool {
    List::Club.has(scan.cx.stem(token)) && !scan.opens(token + 1)
}

/// Where a name that the tagger sees begins: without the particles that [`proclitic`] takes off. Where the segmenter sees none, the tagger may.
fn start(scan: &Scan<'_>, first: usize, label: EntityLabel, tagger: usize) -> u32 {
    let Some(token) = scan.cx.tokens().get(first) else { return 0 };
    let word = token.word.start().get();
    let readings = scan.readings(first);
    let rest = |r: &super::scan::Reading| usize::from(r.skip) == tagger && r.flags != 0;
    let whole = scan.flags(first) != 0 && !readings.iter().any(rest);
    let offered = if word > token.source.start().get() {
        let Some(r) = readings.iter().find(|r| scan.start(first, r.skip) == word) else { return word };
        r.skip
    } else if whole {
        0
    } else {
        u8::try_from(tagger).unwrap_or(0)
    };
    scan.start(first, proclitic::skip(scan, first, label, offered))
}

/// Whether a rule's evidence wins over the tagger's where the two cross.
fn sure(e: &Evidence) -> bool {
    match e.rule {
        "organisation.nation" | "organisation.of" | "organisation.quoted" | "organisation.acronym" => true,
        "gazetteer.place" | "gazetteer.organisation" => e.confidence > 0.8,
        "gazetteer.country" | "gazetteer.person" => e.last > e.first,
        "organisation.head" => e.confidence >= 0.8,
        "organisation.class" => e.confidence > 0.9,
        "place.head" | "place.list" | "place.nature" => e.confidence >= 0.8,
        "place.building" => e.confidence >= 0.9,
        _ => false,
    }
}

/// Whether a rule's evidence stands where the tagger sees nothing at all.
fn alone(e: &Evidence) -> bool {
    match e.rule {
        "organisation.head" => e.confidence >= 0.85,
        "organisation.class" => e.confidence >= 0.8,
        "gazetteer.geonames" => e.last > e.first,
        "place.building" => e.confidence >= 0.65,
        "place.head" | "place.nature" => e.confidence >= 0.8,
        "person.title" => e.confidence >= 0.95,
        "person.sequence" => e.confidence >= 0.9,
        "person.compound" => false,
        _ => true,
    }
}

/// Whether a rule's word yields where the tagger is all but sure that there is no name.
fn deniable(scan: &Scan<'_>, e: &Evidence) -> bool {
    const WORD: Flags = lexicon::COMMON | lexicon::STRONG | lexicon::WEAK;
    match e.rule {
        // «داعش» is nothing else.
        "gazetteer.organisation"
            if !scan.is(e.first, WORD) || told_to(scan, e) || gazetteer::reported(scan, e.first) =>
        {
            false
        }
        // «محور كبانة»
        "gazetteer.place" if fronted(scan, e) => false,
        // 0.85 and 0.9: after a preposition or head that speaks for it.
        "gazetteer.place" => e.first == e.last && e.label == EntityLabel::Gpe && e.confidence > 0.92,
        "gazetteer.person" => e.first == e.last && e.confidence > 0.88,
        "gazetteer.country" | "gazetteer.geonames" | "gazetteer.near" | "gazetteer.organisation" => e.first == e.last,
        "organisation.head" => e.confidence < 0.9,
        "person.said" => e.confidence < 0.7,
        "place.head" | "place.building" | "place.nature" => e.confidence <= 0.8,
        _ => false,
    }
}

/// Whether a word for a line of battle or the surroundings of a place stands before a name.
fn fronted(scan: &Scan<'_>, e: &Evidence) -> bool {
    let front = |b: usize| List::Front.has(scan.cx.stem(b)) && scan.together(b, e.first);
    e.first.checked_sub(1).is_some_and(front)
}

/// Whether a medium's name in marks is the one spoken to or quoted: «لـ«الحياة»», «عن «الأخبار»».
fn told_to(scan: &Scan<'_>, e: &Evidence) -> bool {
    let Some(mark) = e.first.checked_sub(1).filter(|&m| scan.opens(m)) else { return false };
    let Some(before) = mark.checked_sub(1) else { return false };
    matches!(scan.cx.fold(before), "ل" | "عن" | "مع" | "الي" | "علمت" | "وعلمت") || scan.is(before, lexicon::SAY)
}

/// Whether the tagger's name begins where a place by its head does and goes on after it.
fn longer(e: &Evidence, t: &Evidence) -> bool {
    let place = |l: EntityLabel| matches!(l, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac);
    e.rule.starts_with("place.") && !e.nested && place(t.label) && t.first == e.first && t.last > e.last
}

fn weight(e: &Evidence) -> f32 {
    let words = u16::try_from((e.last - e.first).min(8)).unwrap_or(0);
    e.confidence + WORD * f32::from(words)
}

/// Keeps the weightiest of overlapping evidence, beside what the tagger says; what is marked as nested stays inside a longer name of another kind. Sorted by place.
pub(super) fn resolve(scan: &Scan<'_>, mut evidence: Vec<Evidence>, tagged: Option<Opinion>) -> Vec<Evidence> {
    let mut order: Vec<(f32, Evidence)> = Vec::with_capacity(evidence.len());
    match tagged {
        None => order.extend(evidence.drain(..).map(|e| (weight(&e), e))),
        Some(mut opinion) => {
            let mut tagged = core::mem::take(&mut opinion.names);
            tagged.sort_by_key(|t| t.first);
            for e in &mut evidence {
                let from = tagged.partition_point(|t| t.last < e.first);
                // A place by its head whose name the tagger sees go on: «مطار … العالمي».
                let further = tagged.iter().skip(from).take_while(|t| t.first <= e.last).find(|t| longer(e, t));
                e.last = further.map_or(e.last, |t| t.last);
                let mut over = tagged.iter().skip(from).take_while(|t| t.first <= e.last).peekable();
                if over.peek().is_none() {
                    let outside = opinion.doubts(scan, e);
                    if alone(e) && !(outside > DENIED && deniable(scan, e)) {
                        e.confidence *= 1.0 - ALONE * outside;
                        order.push((weight(e), e.clone()));
                    }
                    continue;
                }
                let same = over.any(|t| (t.first, t.last) == (e.first, e.last) && t.label == e.label);
                let inside =
                    tagged.get(from).is_some_and(|t| t.first + 1 == e.first && t.last >= e.last && club(scan, t.first));
                let bonus = match (inside, same, sure(e)) {
                    (true, ..) | (_, false, false) => -0.3,
                    (_, true, _) => 0.3,
                    _ => 0.25,
                };
                order.push((weight(e) + bonus, e.clone()));
            }
            order.extend(tagged.into_iter().map(|t| (weight(&t), t)));
        }
    }
    order.sort_by(|(wa, a), (wb, b)| {
        wb.total_cmp(wa)
            .then(a.first.cmp(&b.first))
            .then(b.last.cmp(&a.last))
            .then(a.label.cmp(&b.label))
            .then(a.rule.cmp(b.rule))
    });
    let mut kept = keep(order.into_iter().map(|(_, e)| e));
    join(scan, &mut kept);
    kept
}

/// Joins what the tagger cut in two: a person's name and the rest of it straight after, with nothing joined to it («جون لوك» «ميلنشون»).
fn join(scan: &Scan<'_>, kept: &mut Vec<Evidence>) {
    let begins = |e: &Evidence| scan.cx.tokens().get(e.first).is_some_and(|t| t.source.start().get() == e.start);
    kept.dedup_by(|b, a| {
        let persons = a.label == EntityLabel::Per && b.label == EntityLabel::Per;
        let rest = b.rule == "tagger" && b.first == b.last && begins(b);
        let cut = persons && rest && b.first == a.last + 1 && scan.together(a.last, b.first);
        if cut {
            a.last = b.last;
            a.confidence = a.confidence.min(b.confidence);
        }
        cut
    });
}

fn keep(evidence: impl Iterator<Item = Evidence>) -> Vec<Evidence> {
    // For each token the kept evidence it is in.
    let mut taken: Vec<u32> = Vec::new();
    let mut kept: Vec<Evidence> = Vec::new();
    for e in evidence {
        if taken.len() <= e.last {
            taken.resize(e.last + 1, u32::MAX);
        }
        let mut others = (e.first..=e.last).filter_map(|i| taken.get(i).copied()).filter(|&k| k != u32::MAX).peekable();
        if others.peek().is_some() {
            let inside = |k: u32| {
                kept.get(k as usize).is_some_and(|o| {
                    o.first <= e.first && e.last <= o.last && o.last - o.first > e.last - e.first && o.label != e.label
                })
            };
            if e.nested && others.all(inside) {
                kept.push(e);
            }
            continue;
        }
        let at = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        (e.first..=e.last).for_each(|i| {
            if let Some(t) = taken.get_mut(i) {
                *t = at;
            }
        });
        kept.push(e);
    }
    kept.sort_by(|a, b| a.first.cmp(&b.first).then(b.last.cmp(&a.last)));
    kept
}

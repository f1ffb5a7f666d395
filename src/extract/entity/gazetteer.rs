//! Names that a list knows.

use super::Evidence;
use super::lexicon::{self, Entry, Source};
use super::list::List;
use super::proclitic;
use super::scan::{Reading, Scan};
use crate::extract::{EntityLabel, ali};
use crate::segment::TokenKind;
use rustc_hash::FxHashSet;

/// Whether a country's name is rather an adjective after the word before it: «قوات سورية», «مصادر سورية».
fn adjective(scan: &Scan<'_>, token: usize, reading: Reading) -> bool {
    let fold = scan.cx.fold(token).get(usize::from(reading.skip)..).unwrap_or("");
    // «22 سورياً» without its ending.
    let counted = token.checked_sub(1).filter(|&b| scan.together(b, token)).and_then(|b| scan.cx.kind(b));
    if counted == Some(TokenKind::Number) && ["يا", "يه"].iter().any(|e| fold.ends_with(e)) && reading.skip == 0 {
        return true;
    }
    if !List::Double.has(fold) || reading.skip > 0 {
        return false;
    }
    let Some(before) = token.checked_sub(1).filter(|&b| scan.word(b) && scan.together(b, token)) else { return false };
    if scan.is(before, lexicon::GPE | lexicon::PREP) {
        return false;
    }
    let word = scan.cx.fold(before);
    // «عودة سورية»: of the country, where the article writes it so throughout.
    let whose = List::Whose.has(word);
    if whose && fold == "سوريه" && !scan.alone(lexicon::hash("سوريا")) {
        return false;
    }
    let marked = scan
        .readings(before)
        .iter()
        .any(|r| word.get(usize::from(r.skip)..).is_some_and(|w| List::BeforeAdjective.has(w)));
    marked
        || scan.cx.form(before).ends_with("ات")
        || scan.cx.form(before).ends_with('ة') && !scan.is(before, lexicon::STOP)
}

/// Whether a token is a country's name that is rather an adjective here.
pub(super) fn is_adjective(scan: &Scan<'_>, token: usize) -> bool {
    scan.readings(token).first().is_some_and(|r| adjective(scan, token, *r))
}

/// Whether a name that is also a common word stands where only a name does: after the head of a settlement, or alone in quotes.
fn headed(scan: &Scan<'_>, first: usize, last: usize, label: EntityLabel) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    if scan.together(before, first) && label == EntityLabel::Gpe && scan.reading(before, lexicon::GPE).is_some() {
        return true;
    }
    // «قال الشيباني إن»
    let said = |b: usize| scan.reading(b, lexicon::SAY).is_some_and(|r| r.skip <= 2);
    if label == EntityLabel::Per && scan.together(before, first) && scan.word(before) && said(before) {
        return true;
    }
    if label == EntityLabel::Org && reported(scan, first) {
        return true;
    }
    label == EntityLabel::Org && scan.opens(before) && scan.closes(before, last - first + 1) == Some(last + 1)
}

/// Whether a medium's reporter stands before the word, or a channel tells or is spoken to: «مراسل الحدث», «نقلت الجزيرة», «مقابلة مع العربية».
pub(super) fn reported(scan: &Scan<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|&b| scan.together(b, first) && scan.word(b)) else { return false };
    let on = |list: List, t: usize| list.has(scan.cx.stem(t)) || list.has(scan.cx.fold(t));
    let spoken = || scan.cx.fold(before) == "مع" && before.checked_sub(1).is_some_and(|t| on(List::Interview, t));
    let channel = || on(List::Broadcast, before) || spoken();
    on(List::Reporter, before) || List::Channel.has(scan.cx.fold(first)) && channel()
}

/// Whether an agency's name that is also a word ends the line of place and source: «الدوحة - قنا», «بغداد (واع)».
fn byline(scan: &Scan<'_>, (first, last): (usize, usize), entry: &Entry) -> bool {
    let sign = |t: usize, signs: &[&str]| signs.contains(&scan.cx.fold(t));
    let Some(dash) = first.checked_sub(1).filter(|&d| sign(d, &["-", "–", "—", "ــ", "/", "("])) else {
        return false;
    };
    let Some(town) = dash.checked_sub(1).filter(|&t| scan.together(t, first)) else { return false };
    let place = scan.known(town).or_else(|| town.checked_sub(1).and_then(|t| scan.known(t)));
    let place = place.and_then(|k| scan.lex.entry(k.2)).is_some_and(|e| e.label == EntityLabel::Gpe);
    let begins = (town.saturating_sub(2)..=town).any(|t| t == 0 || !scan.together(t - 1, t));
    let ends = !scan.together(last, last + 1) || sign(last + 1, &[":", ")", "-", "–", "—"]);
    entry.label == EntityLabel::Org && place && begins && ends
}

/// Whether a preposition or compass word stands before a name, or is joined to it. «كـ» likens: it says nothing of a place.
fn local(scan: &Scan<'_>, first: usize, reading: Reading) -> bool {
    let before = first.checked_sub(1).filter(|&b| scan.together(b, first));
    let likens = scan.cx.fold(first).get(..usize::from(reading.skip)).is_some_and(|p| p.ends_with('ك'));
    reading.preposition && !likens
        || before.is_some_and(|b| scan.reading(b, lexicon::PREP).is_some() && !ali::is_name(scan.cx.form(b)))
}

/// What the article as a whole says for names that are also other words.
#[derive(Default)]
pub(super) struct Support {
    /// Countries that it names, or whose adjective it uses.
    countries: FxHashSet<&'static str>,
    /// Names that stand after a head or a preposition somewhere, by their hash.
    seen: FxHashSet<u64>,
}

impl Support {
    /// Reads the article.
    pub(super) fn new(scan: &Scan<'_>) -> Self {
        let mut out = Self::default();
        for token in (0..scan.len()).filter(|&t| scan.cx.open(t)) {
            let nations = scan.readings(token).iter().filter_map(|r| scan.lex.nation(r.hash));
            out.countries.extend(nations.map(|line| lexicon::cell(line, 0)));
            let Some((reading, last, at)) = scan.known(token) else { continue };
            let Some(entry) = scan.lex.entry(at) else { continue };
            if entry.source == Source::Country && !entry.doubtful {
                out.countries.insert(lexicon::cell(entry.line, 0));
            }
            if (entry.doubtful || entry.local) && stands(scan, (token, last), reading, entry) {
                out.seen.insert(reading.hash);
            }
        }
        out
    }

    /// Whether something speaks for a doubtful name at a place.
    fn speaks(&self, scan: &Scan<'_>, words: (usize, usize), reading: Reading, entry: &Entry) -> bool {
        !other(scan, words, reading)
            && (stands(scan, words, reading, entry)
                || self.seen.contains(&reading.hash)
                || self.countries.contains(entry.country))
    }

    /// Whether a token is a name that is also another word, and nothing in the article speaks for the name.
    pub(super) fn doubts(&self, scan: &Scan<'_>, token: usize) -> bool {
        let Some((reading, last, at)) = scan.known(token) else { return false };
        scan.lex.entry(at).is_some_and(|e| e.doubtful && !self.speaks(scan, (token, last), reading, e))
    }
}

/// Whether a doubtful name stands where a name does: after a head or a preposition, or before the dash or bracket of a dateline.
fn stands(scan: &Scan<'_>, (first, last): (usize, usize), reading: Reading, entry: &Entry) -> bool {
    let begins = first.checked_sub(1).is_none_or(|b| !scan.together(b, first));
    let dateline = begins && matches!(scan.cx.fold(last + 1), "-" | "–" | "—" | "/" | ":" | "(");
    let place = entry.label != EntityLabel::Org && local(scan, first, reading);
    !other(scan, (first, last), reading) && (headed(scan, first, last, entry.label) || place || dateline)
}

/// Whether the words show the other sense: «مسقط رأسه», «النيل من», «صلاح الدين محمد», «جده» (his grandfather) for جدة.
fn other(scan: &Scan<'_>, (first, last): (usize, usize), reading: Reading) -> bool {
    let fold = scan.cx.fold(first).get(usize::from(reading.skip)..).unwrap_or("");
    let next = if scan.together(last, last + 1) { scan.cx.fold(last + 1) } else { "" };
    let name = last > first || scan.is(first, lexicon::STRONG | lexicon::WEAK);
    let person = name && (!next.is_empty() && scan.is(last + 1, lexicon::STRONG) || matches!(next, "بن" | "الايوبي"));
    let before = first.checked_sub(1).filter(|&b| scan.together(b, first));
    person
        || fold == "مسقط" && next.starts_with("راس")
        || fold == "النيل" && next == "من"
        || fold == "جده" && scan.cx.form(first).ends_with('ه')
        || name && before.is_some_and(|b| scan.is(b, lexicon::STRONG | lexicon::TITLE))
}

/// Proposes every known name.
pub(super) fn find(scan: &Scan<'_>, support: &Support, out: &mut Vec<Evidence>) {
    let mut token = 0;
    while token < scan.len() {
        let Some((reading, last, at)) = scan.known(token) else {
            token += 1;
            continue;
        };
        let next = token + 1;
        if let Some(e) = propose(scan, support, token, last, reading, at) {
            if last > token && e.confidence > 0.9 {
                out.push(e);
                token = last + 1;
                continue;
            }
            out.push(e);
        }
        token = next;
    }
    coordinate(scan, out);
}

fn propose(
    scan: &Scan<'_>,
    support: &Support,
    first: usize,
    last: usize,
    reading: Reading,
    at: u32,
) -> Option<Evidence> {
    // Of namesakes one that is not also a common word.
    let head = scan.lex.entry(at)?;
    let plain = |e: &&Entry| !e.common && (head.source != Source::Own || e.source != Source::GeoNames);
    let stands = |e: &&Entry| headed(scan, first, last, e.label) || e.local && local(scan, first, reading);
    // «قال لـ"الشرق الأوسط"»: the newspaper.
    let told = first
        .checked_sub(2)
        .is_some_and(|to| scan.opens(to + 1) && (scan.cx.fold(to) == "ل" || List::Reporter.has(scan.cx.stem(to))));
    let house = scan.lex.namesakes(at).find(|e| told && e.label == EntityLabel::Org);
    let entry = house.or_else(|| scan.lex.namesakes(at).find(plain)).or_else(|| scan.lex.namesakes(at).find(stands));
    let entry = entry.unwrap_or(head);
    let single = first == last;
    let whole = scan.flags(first);
    if single {
        // A frequent word is that word, unless taking off its particle leaves a place everybody knows.
        let word = lexicon::COMMON | lexicon::STRONG | lexicon::STOP;
        let against = if entry.source == Source::GeoNames { word } else { lexicon::STRONG };
        if reading.skip > 0 && entry.source != Source::Country && whole & against != 0 {
            return None;
        }
        // «في كايين»: after a preposition no other is joined.
        if reading.skip > 0 && whole == 0 && proclitic::governed(scan, first) {
            return None;
        }
        if reading.skip > 0
            && scan.cx.fold(first).len() - usize::from(reading.skip) < 6
            && whole != 0
            && whole & lexicon::COMMON == 0
        {
            return None;
        }
        // «باب» is no «إب» behind a particle.
        let bit = reading.skip > 0 && scan.cx.fold(first).len() - usize::from(reading.skip) <= 4 && whole != 0;
        if bit || whole & lexicon::STOP != 0 || adjective(scan, first, reading) || scan.indefinite(first) {
            return None;
        }
    }
    if entry.doubtful && !support.speaks(scan, (first, last), reading, entry) {
        return None;
    }
    let confidence = match (entry.common, entry.source, single) {
        (true, ..) if headed(scan, first, last, entry.label) || byline(scan, (first, last), entry) => 0.9,
        (true, ..) if entry.local && local(scan, first, reading) => 0.85,
        // Established elsewhere in the article, and not the adverb with its ending.
        (true, ..) if entry.local && reading.skip == 0 && single && support.seen.contains(&reading.hash) => 0.8,
        (true, ..) => return None,
        _ if entry.doubtful => 0.85,
        (_, Source::GeoNames, true) => 0.8,
        (_, Source::GeoNames, false) => 0.9,
        (_, Source::Country, true) => 0.97,
        _ if entry.label == EntityLabel::Per => 0.86,
        _ => 0.95,
    };
    // «في التمانعة» in an article that names Syria: a small place of a country that it is about.
    let common = whole & (lexicon::STRONG | lexicon::WEAK | lexicon::COMMON) != 0;
    let about = || support.countries.contains(lexicon::cell(entry.line, 1));
    let near = || single && !common && local(scan, first, reading) && about();
    let rule = match entry.source {
        Source::GeoNames if near() => "gazetteer.near",
        Source::Own if entry.label == EntityLabel::Org => "gazetteer.organisation",
        Source::Own if entry.label == EntityLabel::Per => "gazetteer.person",
        Source::Own => "gazetteer.place",
        Source::Country => "gazetteer.country",
        Source::GeoNames => "gazetteer.geonames",
    };
    // «الهلال الأحمر» and its country: the longer name.
    let nation = entry.label == EntityLabel::Org
        && !entry.common
        && (scan.definite(last) || scan.definite(first))
        && scan.together(last, last + 1)
        && scan.definite(last + 1)
        && scan.is(last + 1, lexicon::NATION);
    Some(Evidence {
        first,
        last: if nation { last + 1 } else { last },
        start: scan.start(first, reading.skip),
        label: entry.label,
        confidence,
        rule,
        nested: false,
    })
}

/// A place that is also a common word is one before «و» and a sure place: «زارت دوما وحمص».
fn opens_list(scan: &Scan<'_>, e: &Evidence) -> Option<Evidence> {
    let joined = scan.cx.fold(e.first).starts_with('و') && e.start > scan.start(e.first, 0);
    let before = e.first.checked_sub(1).filter(|&b| joined && e.confidence >= 0.8 && scan.together(b, e.first))?;
    let (reading, last, at) = scan.known(before).filter(|k| k.0.skip == 0 && k.1 == before)?;
    let entry = scan.lex.entry(at).filter(|x| (x.common || x.doubtful) && x.label == EntityLabel::Gpe)?;
    let other = other(scan, (before, last), reading) || scan.is(before, lexicon::STRONG | lexicon::STOP);
    // «كرة القدم وسوريا»: with the article it may be the end of another phrase.
    let own = entry.source == Source::Own && (!scan.definite(before) || local(scan, before, reading));
    (own && !other).then(|| Evidence {
        first: before,
        last,
        start: scan.start(before, 0),
        label: EntityLabel::Gpe,
        confidence: 0.75,
        rule: "place.list",
        nested: false,
    })
}

/// A place that is also a common word is one after «و» or a comma in a list of places: «حي القدم والتضامن».
fn coordinate(scan: &Scan<'_>, out: &mut Vec<Evidence>) {
    let mut at = 0;
    out.sort_by_key(|e| (e.first, std::cmp::Reverse(e.last)));
    // New ones are appended and looked at in turn, so that a whole list is taken.
    while let Some(e) = out.get(at).filter(|_| out.len() < 4 * scan.len() + 4).cloned() {
        at += 1;
        if e.label != EntityLabel::Gpe && e.label != EntityLabel::Fac {
            continue;
        }
        if let Some(opened) = opens_list(scan, &e) {
            out.push(opened);
        }
        let comma = matches!(scan.cx.fold(e.last + 1), "،" | "," | "/" | "-");
        let next = e.last + if comma { 2 } else { 1 };
        if !scan.together(e.last, next) {
            continue;
        }
        let Some((reading, last, found)) = scan.known(next) else { continue };
        let Some(entry) = scan.lex.entry(found).filter(|x| (x.common || x.doubtful) && x.label == EntityLabel::Gpe)
        else {
            continue;
        };
        // «سورية، معرباً عن تقديره»
        if scan.indefinite(next) {
            continue;
        }
        let conjunction = reading.skip >= 2 && scan.cx.fold(next).starts_with('و');
        let headed_list =
            e.first.checked_sub(1).is_some_and(|b| scan.reading(b, lexicon::GPE).is_some()) || e.rule == "place.list";
        if !(conjunction || comma && reading.skip == 0) || !headed_list && entry.source != Source::Own {
            continue;
        }
        out.push(Evidence {
            first: next,
            last,
            start: scan.start(next, reading.skip),
            label: EntityLabel::Gpe,
            confidence: 0.75,
            rule: "place.list",
            nested: false,
        });
    }
}

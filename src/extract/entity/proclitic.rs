//! Whether the first letter of a name is a particle (و ف ب ل ك) or the name's own: «لمحمد» against «لويس», «بباريس» against «بوتفليقة».

use super::lexicon::{self, Flags};
use super::scan::{Reading, Scan};
use crate::extract::{EntityLabel, ali};

/// A name word.
const NAME: Flags = lexicon::STRONG | lexicon::WEAK;
/// After these no preposition is joined to the next word.
const GOVERNS: Flags = lexicon::PREP | lexicon::GPE | lexicon::FAC | lexicon::LOC | lexicon::TITLE;

/// How many folded bytes of a name's first token are particles. `offered`: what segmenter and tagger, who go by frequency, would take off.
pub(super) fn skip(scan: &Scan<'_>, token: usize, label: EntityLabel, offered: u8) -> u8 {
    let readings = scan.readings(token);
    let Some(whole) = readings.first() else { return offered };
    if let Some(skip) = listed(scan, token, label, *whole) {
        return skip;
    }
    // «للشهرستاني»: two of them are ل and article.
    if let Some(r) = readings.iter().find(|r| r.lam && r.skip == offered) {
        return r.skip;
    }
    let fold = scan.cx.fold(token);
    let conjunction = fold.starts_with('و');
    if governed(scan, token) || scan.behind(whole.hash) {
        return 0;
    }
    let person = label == EntityLabel::Per;
    let further = person && !conjunction && after_name(scan, token);
    let rest = |r: &&Reading| {
        let known = r.flags & NAME != 0 && (!further || r.flags & lexicon::STRONG != 0);
        let opens = person && matches!(fold.get(usize::from(r.skip)..), Some("ابن" | "ابو" | "ابي" | "عبد"));
        r.skip > 0 && (opens || plain(r) && (known || scan.alone(r.hash) && !further))
    };
    if let Some(r) = readings.iter().find(rest) {
        return r.skip;
    }
    // «بباريس», «بالزعبور»
    let mut letters = fold.chars();
    let (first, second) = (letters.next(), letters.next());
    let article = fold.get(2..).is_some_and(|r| r.starts_with("ال") && r.len() >= 10);
    // An unknown person after ب, ف or ك: of ten in the corpora nine are names with that letter.
    let own = person && first != second && !article && !matches!(first, Some('و' | 'ل'));
    if own || further { 0 } else { offered }
}

/// What the lists say: the name they know, of the label's kind first; `None` where they know nothing.
fn listed(scan: &Scan<'_>, token: usize, label: EntityLabel, whole: Reading) -> Option<u8> {
    let person = label == EntityLabel::Per;
    let known = scan.known(token).filter(|k| scan.lex.namesakes(k.2).any(|e| (e.label == EntityLabel::Per) == person));
    if person && whole.flags & NAME != 0 {
        return Some(0);
    }
    if let Some((reading, ..)) = known {
        return Some(reading.skip);
    }
    if !person {
        let class = NAME | lexicon::ORG | lexicon::FAC | lexicon::LOC;
        return scan.reading(token, class).filter(plain_enough(scan, token)).map(|r| r.skip);
    }
    // A frequent word whose letter would have to be a preposition: «كامل», «بلال»; «و» goes («ومحمد» is frequent too).
    let conjunction = scan.cx.fold(token).starts_with('و');
    (whole.flags & lexicon::COMMON != 0 && !conjunction).then_some(0)
}

fn plain_enough<'a>(scan: &'a Scan<'_>, token: usize) -> impl Fn(&Reading) -> bool + 'a {
    move |r| r.skip == 0 || !governed(scan, token)
}

/// Whether what is left may begin a name: no function word.
fn plain(r: &Reading) -> bool {
    r.flags & lexicon::STRONG != 0
        || r.flags & lexicon::STOP == 0 && (r.flags & lexicon::COMMON == 0 || r.flags & NAME != 0)
}

/// Whether the word before governs this one, so that no particle is joined to it: a preposition, for those but «و» also a title or the
/// head of a place.
pub(super) fn governed(scan: &Scan<'_>, token: usize) -> bool {
    let governs = if scan.cx.fold(token).starts_with('و') { lexicon::PREP } else { GOVERNS };
    let before = token.checked_sub(1).filter(|&b| scan.together(b, token));
    before.is_some_and(|b| scan.reading(b, governs).is_some_and(|r| r.skip <= 2) && !ali::ends_in_name(scan.cx.form(b)))
}

/// Whether a name word stands just before, of which this one may be a further part.
fn after_name(scan: &Scan<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|b| scan.together(b, token) && scan.is(b, lexicon::STRONG) && scan.word(b))
}

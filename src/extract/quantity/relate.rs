//! What the quantities of an article have to do with each other: categories, subsets and their wholes, nouns left out, currencies.

use super::Found;
use super::bare::is_subset_word;
use super::list::List;
use super::noun::Sort;
use super::people::{is_fate, trigger, trigger_after, trigger_before};
use super::scan::Scan;

/// Fills in categories, groups, wholes, and the nouns that stand elsewhere.
pub(super) fn relate(scan: &Scan<'_>, found: &mut [Found]) {
    for n in 0..found.len() {
        let (earlier, rest) = found.split_at_mut(n);
        if let Some(f) = rest.first_mut() {
            subset(scan, f, earlier);
            missing_noun(scan, f, earlier);
            category(scan, f, earlier);
        }
    }
    currencies(found);
}

/// Whether two quantities stand in one sentence.
fn together(scan: &Scan<'_>, a: &Found, b: &Found) -> bool {
    b.first >= a.first && scan.same_sentence(b.first, b.first - a.first)
}

/// The whole that a subset is part of: the nearest earlier one that is no subset itself and is large enough.
fn subset(scan: &Scan<'_>, f: &mut Found, earlier: &[Found]) {
    let listed = earlier.last().filter(|last| {
        last.subset
            && f.joined
            && last.end + 1 >= f.start
            && together(scan, last, f)
            && trigger(scan.fold(f.start)).is_none()
    });
    if let Some(last) = listed {
        (f.subset, f.whole) = (true, last.whole);
        return;
    }
    let before = if f.start > 0 && scan.same_sentence(f.start, 1) { scan.fold(f.start - 1) } else { "" };
    let bracket =
        matches!(before, "(" | ":") && earlier.last().is_some_and(|last| last.end + 1 == f.start && last.is_people());
    let person = f.counted.noun.is_some_and(|n| n.sort == Sort::Person);
    let among = bracket && person;
    if !(f.subset || among) {
        return;
    }
    let fits = |w: &Found| {
        let same = f.counted.noun.is_none() || !person || w.is_people() || w.counted.noun.is_none();
        same && w.size() >= f.size() && w.counted.unit.is_none() && f.first - w.first < 60
    };
    let whole = (earlier.iter().enumerate().rev().take(6)).find(|(_, w)| !w.subset && fits(w)).map(|(n, _)| n);
    f.whole = whole;
    f.subset |= whole.is_some();
}

/// `منهم 251`, `26 آخرين`, `حصيلة القتلى إلى 40`: the noun stands elsewhere.
fn missing_noun(scan: &Scan<'_>, f: &mut Found, earlier: &[Found]) {
    let other = f.counted.of.as_deref().is_some_and(|of| matches!(of, "آخر" | "أخرى"));
    let things = f.counted.of.as_deref() == Some("أخرى");
    if f.counted.of.is_some() && !other {
        return;
    }
    let whole = f.whole.and_then(|n| earlier.get(n));
    let governing = governor(scan, f.start);
    let previous = earlier
        .iter()
        .rev()
        .find(|p| !p.subset && (things || p.is_people()) && (other || f.joined) && f.first - p.first < 40);
    let from = whole.or(previous);
    let (of, noun) = match (governing, from) {
        (Some(noun), _) if whole.is_none() => (Some(noun.lemma.to_owned()), Some(noun)),
        (_, Some(w)) => (w.counted.of.clone(), w.counted.noun),
        _ => (None, None),
    };
    // A fate named by the first noun is not the second's: مقتل 5 جرحى ... وإصابة 26 آخرين.
    let fated = noun.is_some_and(|n| n.category.is_some_and(is_fate));
    if things {
        f.counted.of = of;
        f.counted.noun = noun;
    } else if other && (fated || of.is_none()) {
        f.counted.of = Some("شخص".to_owned());
    } else if of.is_some() {
        f.inherited = whole.is_some();
        f.counted.of = of;
        if f.counted.noun.is_none() {
            f.counted.noun = noun;
        }
    }
}

/// `عدد القتلى إلى`: a definite plural of people a few words before the number; `عدد قتلى القصف إلى`: or one that is counted in so many words.
fn governor(scan: &Scan<'_>, start: usize) -> Option<&'static super::noun::Noun> {
    (1..=5).take_while(|&back| scan.same_sentence(start, back)).find_map(|back| {
        let fold = scan.fold(start - back);
        let count = start.checked_sub(back + 1).map_or("", |n| scan.fold(n).trim_start_matches('و'));
        let counted = matches!(count, "عدد" | "حصيله" | "مجموع" | "اجمالي").then_some(fold);
        let word = super::noun::without_clitic(fold)
            .find_map(|(_, w)| w.strip_prefix("ال").or_else(|| fold.strip_prefix("لل")))
            .or(counted)?;
        let (noun, form) = super::noun::find(word)?;
        (noun.sort == Sort::Person && form == super::noun::Form::Plural && noun.category.is_some()).then_some(noun)
    })
}

fn category(scan: &Scan<'_>, f: &mut Found, earlier: &[Found]) {
    if f.counted.unit.is_some() {
        return;
    }
    let noun = f.counted.noun;
    // حالة وفاة, حالات إصابة
    let case = noun.filter(|n| n.lemma == "حالة").and_then(|_| match scan.fold(f.end.saturating_sub(1)) {
        "وفاه" => Some("killed"),
        "اصابه" => Some("wounded"),
        "اعتقال" | "احتجاز" => Some("detained"),
        "اختطاف" | "خطف" => Some("abducted"),
        _ => None,
    });
    let own = case.or(noun.and_then(|n| n.category));
    let person = noun.is_some_and(|n| n.sort == Sort::Person) || own.is_some();
    let unknown = f.counted.of.as_deref().is_none_or(|of| of == "شخص" || of.starts_with("آخر"));
    if !person && !unknown {
        return;
    }
    let both = own.zip(f.counted.second.and_then(|n| n.category));
    if both.is_some_and(|(a, b)| is_fate(a) && is_fate(b)) {
        f.category = Some("casualties");
        return;
    }
    let whole = f.whole.and_then(|n| earlier.get(n));
    if let Some(whole) = whole.filter(|_| f.inherited) {
        (f.category, f.group, f.fate) = (whole.category, whole.group, whole.fate);
        return;
    }
    let group = own.filter(|c| !is_fate(c));
    let mut fate = own.filter(|c| is_fate(c));
    if let Some(whole) = whole {
        // Part of the killed: killed too, whatever the words right before it.
        fate = fate.or(whole.fate).or(whole.category.filter(|c| is_fate(c)));
    } else if fate.is_none() {
        fate = governed(scan, f, earlier, person);
    }
    // مقتل 5 أسرى: a standing that something else befell.
    let standing = fate.filter(|c| matches!(*c, "detained" | "abducted" | "displaced" | "missing") && own == Some(*c));
    let struck = standing.and_then(|s| trigger_before(scan, f.start, 3).map(|(c, _)| c).filter(|c| *c != s));
    let group = if struck.is_some() { standing } else { group };
    let fate = struck.or(fate);
    f.group = group;
    if own == Some("bodies") {
        (f.fate, f.group, f.category) = (Some("killed"), None, own);
        return;
    }
    // إصابة بالفيروس
    let fate = fate.map(|fate| if fate == "wounded" && ill(scan, f.end) { "infected" } else { fate });
    f.fate = fate;
    f.category = if f.subset && group.is_some() { group } else { fate.or(group) };
}

/// Whether an illness stands among the next words: بالفيروس, بكورونا, بمرض.
fn ill(scan: &Scan<'_>, end: usize) -> bool {
    (0..4).map(|n| scan.after(end, n)).take_while(|w| !w.is_empty()).any(|word| {
        let bare = word.strip_prefix("بال").or_else(|| word.strip_prefix('ب')).or_else(|| word.strip_prefix("ال"));
        List::Illness.has(bare.unwrap_or(word))
    })
}

/// What befell them, from the words around: near before, after, farther before, or with the quantity that it is joined to.
fn governed(scan: &Scan<'_>, f: &Found, earlier: &[Found], person: bool) -> Option<&'static str> {
    // من بين عشرة ركاب: the whole of which some were hurt.
    let out_of = scan.same_sentence(f.start, 2)
        && scan.fold(f.start - 2).ends_with("من")
        && matches!(scan.fold(f.start - 1), "بين" | "اصل" | "مجموع");
    if out_of {
        return None;
    }
    let joined = earlier
        .last()
        .filter(|last| f.joined && last.end + 2 >= f.start && together(scan, last, f) && last.is_people());
    if let Some((category, _)) = trigger_before(scan, f.start, 3) {
        return Some(category);
    }
    // مقتل 23 عنصرا من قوات النظام وتسعة من المسلحين: past what is said of the first.
    let joined = joined.or_else(|| {
        let last = earlier.last().filter(|last| f.joined && together(scan, last, f) && last.is_people())?;
        let said = last.end..f.start;
        let belongs = matches!(scan.fold(last.end), "من" | "في" | "بين");
        let plain = said.clone().all(|t| trigger(scan.fold(t)).is_none() && !is_subset_word(scan.fold(t)));
        (belongs && said.len() <= 6 && plain).then_some(last)
    });
    if let Some(category) = joined.and_then(|last| last.fate).filter(|_| person) {
        return Some(category);
    }
    if let Some(category) = trigger_after(scan, f.end, 5) {
        return Some(category);
    }
    let stop = earlier
        .last()
        .filter(|last| together(scan, last, f))
        .map_or(usize::MAX, |last| f.start.saturating_sub(last.end));
    let (category, at) = trigger_before(scan, f.start, stop.min(12))?;
    let subset = (at..f.start).any(|t| is_subset_word(scan.fold(t)));
    (!subset).then_some(category)
}

/// A currency whose country is open takes the code that the same noun has elsewhere in the article, if there is only one.
fn currencies(found: &mut [Found]) {
    let known: Vec<(String, &'static str)> = found
        .iter()
        .filter(|f| f.counted.rule.ends_with("money"))
        .filter_map(|f| Some((f.counted.of.clone()?, f.counted.unit?)))
        .collect();
    for f in found.iter_mut().filter(|f| f.counted.currency) {
        let mut codes = known.iter().filter(|(of, _)| Some(of) == f.counted.of.as_ref()).map(|(_, code)| *code);
        let first = codes.next();
        if codes.all(|other| Some(other) == first) {
            f.counted.unit = first;
        }
    }
}

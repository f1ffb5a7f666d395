//! Mentions to entities within the article: spelling variants, short and full names, glosses in brackets, aliases, word order.

use super::lexicon::{self, Source};
use super::list::List;
use super::scan::Scan;
use super::{link, namesakes, nominal, person};
use crate::extract::{Body, Context, Entity, EntityLabel, Findings};
use rustc_hash::FxHashMap;

/// One mention as the joining sees it.
pub(super) struct Item {
    /// Its index in [`Findings::mentions`].
    pub mention: usize,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// Its label.
    pub label: EntityLabel,
    /// Its words, folded, without article and particles.
    pub words: Vec<String>,
    /// Its letters, folded, without spaces.
    pub key: String,
}

/// Which mentions are one: union by the smaller index.
pub(super) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn find(&self, mut n: usize) -> usize {
        while let Some(&p) = self.parent.get(n).filter(|&&p| p != n) {
            n = p;
        }
        n
    }

    /// Makes one of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(p) = self.parent.get_mut(a.max(b)) {
            *p = a.min(b);
        }
    }
}

/// Names that agree by a key join the first that had it.
struct Keys<'k> {
    seen: FxHashMap<String, usize>,
    groups: &'k mut Groups,
}

impl Keys<'_> {
    fn join(&mut self, key: String, item: usize) {
        match self.seen.get(&key) {
            Some(&other) => self.groups.join(other, item),
            None => {
                self.seen.insert(key, item);
            }
        }
    }
}

/// Joins mentions to entities, names them, links places, gives persons their roles, offers definite nominals.
pub fn cluster(cx: &Context<'_>, findings: &mut Findings) {
    let scan = Scan::new(cx);
    let items = items(&scan, findings);
    let mut groups = Groups { parent: (0..items.len()).collect() };
    by_key(&scan, &items, &mut groups);
    glosses(&scan, &items, &mut groups);
    shortened(&scan, &items, &mut groups);
    namesakes::persons(&items, &mut groups);
    let mut entity_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (n, item) in items.iter().enumerate() {
        let root = groups.find(n);
        let entity = *entity_of.entry(root).or_insert_with(|| {
            findings.entities.push(Entity { label: item.label, name: String::new(), mentions: Vec::new(), link: None });
            findings.entities.len() - 1
        });
        if let Some(e) = findings.entities.get_mut(entity) {
            e.mentions.push(item.mention);
        }
        let role = role_of(&scan, item);
        if let Some(Body::Entity(e)) = findings.mentions.get_mut(item.mention).map(|m| &mut m.body) {
            e.entity = Some(entity);
            if let Some(role) = role {
                e.attributes.push(("role", serde_json::Value::String(role)));
            }
        }
    }
    name(cx, findings);
    link::places(&scan, &items, findings);
    nominal::find(&scan, &items, findings);
}

fn items(scan: &Scan<'_>, findings: &Findings) -> Vec<Item> {
    let mut order: Vec<usize> =
        findings.living().filter(|(_, m)| matches!(m.body, Body::Entity(_))).map(|(n, _)| n).collect();
    order.sort_by_key(|&n| findings.mentions.get(n).map(|m| (m.span.start(), std::cmp::Reverse(m.span.end()))));
    let mut out = Vec::with_capacity(order.len());
    for n in order {
        let Some(mention) = findings.mentions.get(n) else { continue };
        let Body::Entity(body) = &mention.body else { continue };
        let tokens = scan.cx.seg.within(mention.span);
        let (Some(first), Some(last)) = (tokens.clone().next(), tokens.clone().next_back()) else { continue };
        let start = mention.span.start().get();
        let skip = scan
            .readings(first)
            .iter()
            .find(|r| scan.start(first, r.skip) == start)
            .map_or((0, false), |r| (usize::from(r.skip), r.lam));
        let mut words = Vec::new();
        let mut key = String::new();
        for i in tokens {
            let fold = scan.cx.fold(i);
            let word = if i == first { fold.get(skip.0..).unwrap_or("") } else { fold };
            let word = if i == first && skip.1 {
                format!("ال{}", word.strip_prefix('ل').unwrap_or(word))
            } else {
                word.to_owned()
            };
            key.push_str(&word);
            words.push(bare(&word).to_owned());
        }
        out.push(Item { mention: n, first, last, label: body.label, words, key });
    }
    out
}

/// A folded word without article, and without ل before it.
fn bare(word: &str) -> &str {
    let word = word.strip_prefix("لل").filter(|r| r.len() >= 6).unwrap_or(word);
    word.strip_prefix("ال").filter(|r| r.len() >= 4).unwrap_or(word)
}

fn kind(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Per => "p",
        EntityLabel::Org => "o",
        EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => "l",
    }
}

/// The list line that all aliases of a known name share.
fn alias(scan: &Scan<'_>, item: &Item) -> Option<&'static str> {
    let text = (item.first..=item.last).map(|i| scan.cx.fold(i)).collect::<Vec<_>>().join(" ");
    let start = item.words.first().and_then(|w| text.find(w.as_str())).unwrap_or(0);
    let whole = text.get(start..).unwrap_or("");
    let at = scan.lex.look_up(&format!("ال{whole}")).or_else(|| scan.lex.look_up(whole))?;
    let own = |e: &&lexicon::Entry| kind(e.label) == kind(item.label);
    let fits = |e: &&lexicon::Entry| own(e) && !(e.source == Source::Own && e.common);
    let line = scan.lex.namesakes(at).find(fits).map(|e| e.line);
    // «تنظيم الدولة»: a common word that a list says stands for another name.
    line.or_else(|| {
        let (_, name) = scan.lex.namesakes(at).filter(own).find_map(|e| lexicon::cell(e.line, 1).split_once("h="))?;
        scan.lex.look_up(name).and_then(|at| scan.lex.entry(at)).map(|e| e.line)
    })
}

/// The nationality a name holds, as its country's code.
fn nation(scan: &Scan<'_>, item: &Item) -> Option<&'static str> {
    (item.first..=item.last)
        .find_map(|i| scan.readings(i).first().and_then(|r| scan.lex.nation(r.hash)))
        .map(|l| lexicon::cell(l, 0))
}

/// The country in which the known place of a name lies.
fn country_of_place(scan: &Scan<'_>, token: usize) -> Option<&'static str> {
    let (_, _, at) = scan.known(token)?;
    scan.lex.namesakes(at).find_map(|e| match e.source {
        Source::Country => Some(lexicon::cell(e.line, 0)),
        Source::GeoNames => Some(lexicon::cell(e.line, 1)),
        Source::Own => None,
    })
}

/// Joins by spelling, by alias, by words in another order, and institutions of one state by what they are.
fn by_key(scan: &Scan<'_>, items: &[Item], groups: &mut Groups) {
    let nations = nations(scan, items);
    let mut keys = Keys { seen: FxHashMap::default(), groups };
    for (n, item) in items.iter().enumerate() {
        let k = kind(item.label);
        // A surname alone goes to the latest who bears it (`persons`).
        if item.label != EntityLabel::Per || namesakes::parts(item).len() > 1 {
            keys.join(format!("{k}={}", item.key), n);
        }
        if item.label == EntityLabel::Per {
            continue;
        }
        keys.join(format!("{k}~{}", bare(&item.key)), n);
        if let Some(line) = alias(scan, item) {
            keys.join(format!("{k}@{line}"), n);
        }
        if item.words.len() > 1 {
            let mut words: Vec<&str> = item.words.iter().map(String::as_str).collect();
            words.sort_unstable();
            keys.join(format!("{k}#{}", words.join(" ")), n);
        }
        if item.label == EntityLabel::Org {
            if let Some(institution) = institution(scan, item, nations.as_deref()) {
                keys.join(institution, n);
            }
            headless(scan, item).into_iter().for_each(|key| keys.join(format!("o~{key}"), n));
        }
    }
}

/// The name without its head noun: «وكالة فرانس برس» and «فرانس برس», «وزارة الخارجية الإيرانية» and «الخارجية الإيرانية».
fn headless(scan: &Scan<'_>, item: &Item) -> Option<String> {
    let head = item.words.first()?;
    let long = item.last > item.first && List::HeadLeftOut.has(head);
    let rest: String = (item.first + 1..=item.last).map(|i| scan.cx.fold(i)).collect();
    long.then(|| bare(&rest).to_owned()).filter(|r| r.chars().count() > 3)
}

/// The state whose institutions the article names most, for «قوات النظام» without a nationality.
fn nations(scan: &Scan<'_>, items: &[Item]) -> Option<String> {
    let mut count: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for (n, item) in items.iter().enumerate().filter(|(_, i)| i.label == EntityLabel::Org) {
        let state = scan
            .readings(item.first)
            .iter()
            .any(|r| r.flags & (lexicon::FORCE_F | lexicon::FORCE_M | lexicon::OF) != 0);
        if let Some(code) = nation(scan, item).filter(|_| state) {
            let regime = item.words.iter().any(|w| w == "نظام");
            let c = count.entry(code).or_insert((0, n));
            c.0 += if regime { 5 } else { 1 };
        }
    }
    if count.is_empty() {
        for (n, item) in items.iter().enumerate().filter(|(_, i)| i.label == EntityLabel::Gpe) {
            if let Some(code) = country_of_place(scan, item.first) {
                count.entry(code).or_insert((0, n)).0 += 1;
            }
        }
    }
    count.into_iter().max_by_key(|(_, (c, n))| (*c, std::cmp::Reverse(*n))).map(|(code, _)| code.to_owned())
}

/// Army and government of one state under their several names: «الجيش السوري», «قوات النظام», «القوات الحكومية السورية».
fn institution(scan: &Scan<'_>, item: &Item, state: Option<&str>) -> Option<String> {
    let head = item.words.first()?.as_str();
    let code = nation(scan, item);
    let rest_is_plain = item
        .words
        .iter()
        .enumerate()
        .skip(1)
        .all(|(n, w)| List::Qualifier.has(w) || scan.is(item.first + n, lexicon::NATION));
    let of_regime = item.words.iter().skip(1).any(|w| w == "نظام" || w == "حكوميه");
    match head {
        "جيش" | "قوات" if rest_is_plain && (code.is_some() || of_regime) => {
            // «الجيش الوطني السوري» and «الجيش العربي السوري» are others or the same: the list says.
            if item.words.iter().any(|w| w == "وطني") {
                return None;
            }
            Some(format!("army {}", code.or(state).unwrap_or("?")))
        }
        "حكومه" | "نظام" if code.is_some() && rest_is_plain => {
            Some(format!("government {}", code.unwrap_or("?")))
        }
        "حكومه" if item.last == item.first + 1 => {
            country_of_place(scan, item.last).map(|c| format!("government {c}"))
        }
        "تلفزيون" if code.is_some() || item.words.iter().any(|w| w == "حكومي" || w == "رسمي") => {
            Some(format!("television {}", code.or(state).unwrap_or("?")))
        }
        _ => None,
    }
}

/// A name and its second name in brackets or quote marks straight after it: «… (قسد)», «… «إرنا»».
fn glosses(scan: &Scan<'_>, items: &[Item], groups: &mut Groups) {
    for (n, pair) in items.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let near = b.first == a.last + 2 && scan.opens(a.last + 1) && scan.together(a.last, b.last);
        // «صحيفة الوطن», a head of its own before the bracket, is a gloss all the same; a list in the bracket is not.
        let closed = scan.closes(a.last + 1, b.last - b.first + 2) == Some(b.last + 1);
        if near && closed && kind(a.label) == kind(b.label) && a.label == b.label {
            groups.join(n, n + 1);
        }
    }
}

/// A name and the same name with more to it: «المرصد السوري» and «المرصد السوري لحقوق الإنسان».
fn shortened(scan: &Scan<'_>, items: &[Item], groups: &mut Groups) {
    // Longer names by their first word.
    let mut long: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut seen: FxHashMap<&str, ()> = FxHashMap::default();
    for (n, item) in items.iter().enumerate() {
        let wanted = item.words.len() > 2 && item.label != EntityLabel::Per && seen.insert(&item.key, ()).is_none();
        if let Some(w) = item.words.first().filter(|_| wanted) {
            let list = long.entry(w).or_default();
            if list.len() < 40 {
                list.push(n);
            }
        }
    }
    let mut done: FxHashMap<(&str, EntityLabel), Option<usize>> = FxHashMap::default();
    for (n, item) in items.iter().enumerate() {
        if item.words.len() < 2 || item.label == EntityLabel::Per {
            continue;
        }
        let Some(first) = item.words.first() else { continue };
        let target = *done.entry((item.key.as_str(), item.label)).or_insert_with(|| {
            long.get(first.as_str()).and_then(|list| {
                list.iter()
                    .copied()
                    .find(|&l| items.get(l).is_some_and(|i| i.label == item.label && extends(scan, item, i)))
            })
        });
        if let Some(l) = target {
            groups.join(l, n);
        }
    }
}

/// Whether `long` is `short` and only a nationality, «الدولي» or a complement with ل more.
fn extends(scan: &Scan<'_>, short: &Item, long: &Item) -> bool {
    if short.words.len() >= long.words.len() || !short.words.iter().all(|w| long.words.contains(w)) {
        return false;
    }
    let mut complement = false;
    long.words.iter().enumerate().filter(|(_, w)| !short.words.contains(w)).all(|(n, w)| {
        let token = long.first + n;
        complement |= scan.cx.fold(token).starts_with('ل') && n > 0;
        complement || scan.is(token, lexicon::NATION) || List::Further.has(w)
    })
}

/// The title or role that stands before a person's name, or after it, as written.
fn role_of(scan: &Scan<'_>, item: &Item) -> Option<String> {
    if item.label != EntityLabel::Per {
        return None;
    }
    let Some((from, _)) = person::role(scan, item.first) else { return role_after(scan, item) };
    let tokens = scan.cx.tokens();
    let reading = scan.reading(from, lexicon::ROLE | lexicon::TITLE)?;
    let start = scan.start(from, reading.skip);
    let mut last = item.first.checked_sub(1)?;
    while last > from && !scan.word(last) {
        last -= 1;
    }
    let end = tokens.get(last)?.source.end().get();
    let text = crate::text::SourceSpan::new(start, end).of(scan.cx.text());
    (!text.is_empty()).then(|| text.to_owned())
}

/// «بهرام قاسمي، المتحدث باسم الخارجية»: a role that follows a name, with or without a comma.
fn role_after(scan: &Scan<'_>, item: &Item) -> Option<String> {
    let comma = matches!(scan.cx.fold(item.last + 1), "،" | ",");
    let from = item.last + if comma { 2 } else { 1 };
    if !scan.together(item.last, from) || !scan.is(from, lexicon::ROLE | lexicon::TITLE) || scan.is(from, lexicon::SAY)
    {
        return None;
    }
    let mut last = from;
    while last < from + 8 && scan.together(from, last + 1) && scan.word(last + 1) && person::noun(scan, last + 1) {
        last += 1;
    }
    while last > from && scan.is(last, lexicon::PREP | lexicon::STOP) {
        last -= 1;
    }
    // «الرئيس» alone after a name is another, or the next sentence's; «أحمد سعد مدير» wants what he directs.
    if last == from {
        return None;
    }
    let (start, end) = (scan.cx.tokens().get(from)?.source.start(), scan.cx.tokens().get(last)?.source.end());
    Some(crate::text::SourceSpan::new(start.get(), end.get()).of(scan.cx.text()).to_owned())
}

/// An entity's name is the fullest of its mentions' forms, of equally full ones the first; its label the most frequent.
fn name(cx: &Context<'_>, findings: &mut Findings) {
    for entity in &mut findings.entities {
        let mut best: (usize, &str) = (0, "");
        let mut labels: Vec<(EntityLabel, usize)> = Vec::new();
        for mention in entity.mentions.iter().filter_map(|&m| findings.mentions.get(m)) {
            let text = mention.span.of(cx.text());
            let words = text.split_whitespace().count();
            if words > best.0 {
                best = (words, text);
            }
            if let Body::Entity(e) = &mention.body {
                match labels.iter_mut().find(|l| l.0 == e.label) {
                    Some(l) => l.1 += 1,
                    None => labels.push((e.label, 1)),
                }
            }
        }
        best.1.clone_into(&mut entity.name);
        // A name after ل that lost its alef: للغوطة is marked لغوطة.
        if let Some(rest) = entity
            .name
            .strip_prefix('ل')
            .filter(|_| lost_alef(cx, &entity.mentions, findings.mentions.as_slice(), &entity.name))
        {
            entity.name = format!("ال{rest}");
        }
        let mut top = (entity.label, 0);
        for l in labels {
            if l.1 > top.1 {
                top = l;
            }
        }
        entity.label = top.0;
    }
}

/// Whether the mention with this text follows a ل that is part of the same word.
fn lost_alef(cx: &Context<'_>, mentions: &[usize], all: &[crate::extract::Mention], name: &str) -> bool {
    mentions.iter().filter_map(|&m| all.get(m)).any(|m| {
        m.span.of(cx.text()) == name
            && cx.text().get(..m.span.start().to_usize()).is_some_and(|before| before.ends_with('ل'))
    })
}

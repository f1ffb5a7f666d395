//! Which short and full names of persons are one, and which only share a surname.

use super::cluster::{Groups, Item};
use crate::extract::EntityLabel;
use rustc_hash::FxHashMap;

/// Letters that one sound of another language is written with.
const SOUNDS: [&str; 7] = ["غجكق", "سص", "تط", "دض", "زذ", "ظض", "فب"];

/// Whether two given names are one in two spellings: سيرغي and سيرجي, but not محمد and محمود.
fn alike(a: &str, b: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b {
        return true;
    }
    if a.len() < 4 || b.len() < 4 || a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let vowel = |c: Option<&char>| c.is_some_and(|c| matches!(c, 'ا' | 'و' | 'ي'));
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let long = a.len().max(b.len());
    if a.len() == b.len() && front + back + 1 >= long {
        let (x, y) = (a.get(front), b.get(front));
        let sound = SOUNDS.iter().any(|s| [x, y].iter().all(|c| c.is_some_and(|c| s.contains(*c))));
        return sound || long >= 6 && vowel(x) && vowel(y);
    }
    if a.len() != b.len() {
        let longer = if a.len() > b.len() { &a } else { &b };
        return long >= 7 && front + back + 1 >= long && vowel(longer.get(front));
    }
    // ديمتري and دميتري
    let turned = front + back + 2 >= long && long >= 6;
    a.sort_unstable();
    b.sort_unstable();
    turned && a == b
}

/// A person's name as its parts: «عبد الرحمن» and «بن سلمان» are one part each.
pub(super) fn parts(item: &Item) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for word in &item.words {
        match out.last_mut().filter(|_| open) {
            Some(last) => last.push_str(word),
            None => out.push(word.strip_prefix("عبدال").map_or_else(|| word.clone(), |r| format!("عبد{r}"))),
        }
        open = matches!(word.as_str(), "عبد" | "ابو" | "ابي" | "بن" | "ابن" | "ام" | "دي" | "فان" | "ال");
    }
    out
}

/// Short and full names of persons: by the last part, and not against another given name. A short name goes to the latest full one.
pub(super) fn persons(items: &[Item], groups: &mut Groups) {
    let mut full: FxHashMap<String, Vec<(usize, Vec<String>)>> = FxHashMap::default();
    let mut waiting: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, item) in items.iter().enumerate().filter(|(_, i)| i.label == EntityLabel::Per) {
        let parts = parts(item);
        let Some(last) = parts.last().cloned() else { continue };
        if parts.len() == 1 {
            match full.get(&last).and_then(|v| v.last()) {
                Some((other, _)) => groups.join(*other, n),
                None => waiting.entry(last).or_default().push(n),
            }
            continue;
        }
        let known = full.entry(last.clone()).or_default();
        let given = parts.first().map_or("", String::as_str);
        let same =
            known.iter().find(|(_, p)| p.first().is_some_and(|g| alike(g, given)) || p.iter().any(|x| x == given));
        if let Some((other, _)) = same {
            groups.join(*other, n);
        }
        known.push((n, parts));
        if known.len() > 20 {
            known.remove(0);
        }
        // A short name before the full one, as in a headline.
        for short in waiting.remove(&last).unwrap_or_default() {
            groups.join(short, n);
        }
    }
    // «أحمد العلي» and later «أحمد العلي الحسن»: the shorter is how the longer begins.
    for list in waiting.values() {
        list.windows(2).for_each(|w| {
            if let [a, b] = w {
                groups.join(*a, *b);
            }
        });
    }
}

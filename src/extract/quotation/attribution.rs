//! Attributions set before, after or inside what they attribute: بحسب, وفق, وفقا لـ, نقلا عن, على حد قول, كما أعلن.

use super::lexicon::{ANY_COMPLEMENT, kind};
use super::list::List;
use super::morphology::{Agreement, Shape};
use super::phrase::{self, Phrase};
use super::subject;
use super::view::View;
use crate::extract::EntityLabel;
use crate::text::SourceSpan;

/// How many tokens of a first clause belong with a second that و joins to it without a comma.
const JOINED: usize = 9;

/// One attribution.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// Its first token, a `وذلك` before it included.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// The word that attributes.
    pub cue: SourceSpan,
    /// The source's words; `None` where it is the last speaker (على حد قوله).
    pub source: Option<Phrase>,
    pub agreement: Agreement,
    /// `وذلك وفقا ل`: of the whole sentence.
    pub whole: bool,
}

impl Attribution {
    /// An attribution to `source` that begins at `first`.
    fn to(view: &View<'_>, first: usize, cue: SourceSpan, source: Phrase, agreement: Agreement) -> Self {
        let source = issued(view, source);
        Self { first, last: closing(view, source), cue, source: Some(source), agreement, whole: false }
    }
}

/// البيان الصادر عن الطرفين: with those from whom it comes.
fn issued(view: &View<'_>, source: Phrase) -> Phrase {
    let word = view.fold(source.last);
    let by = source.last + 1;
    if !matches!(word.strip_prefix("ال").unwrap_or(word), "صادر" | "صادره") || !view.is(by, kind::ABOUT) {
        return source;
    }
    match phrase::phrase(view, by + 1, by + 12).filter(|p| p.first == by + 1) {
        Some(p) => Phrase { last: p.last, ..source },
        None => source,
    }
}

/// Whether the clause or the sentence is over at `t`: a comma, a stop, a new sentence.
fn over(view: &View<'_>, t: usize) -> bool {
    view.begins(t) || view.comma(t) || view.stop(t)
}

/// What the kinds of a noun alone say: whether it is a source, or never one; `None` where they say nothing.
fn source_by_kind(kinds: u64) -> Option<bool> {
    let speaks = kind::ROLE | kind::SOURCE;
    if kinds & kind::NOT_SOURCE != 0 && kinds & speaks == 0 {
        return Some(false);
    }
    (kinds & (speaks | kind::ORG | kind::MEDIA) != 0).then_some(true)
}

/// Whether the phrase can be someone or something that says: a role, an organisation, a report, a name.
fn can_speak(view: &View<'_>, phrase: Phrase) -> bool {
    let t = phrase.first;
    let k = view.known(t);
    if let Some((_, label, _)) = view.name(t) {
        return matches!(label, EntityLabel::Per | EntityLabel::Org | EntityLabel::Gpe);
    }
    if let Some(known) = source_by_kind(k.kinds) {
        return known;
    }
    if view.opens(t).is_some() {
        return view.opens(t).is_some_and(|p| view.words_in(p) <= 4);
    }
    // A word of no known kind without article: a name, unless it heads a longer phrase with the article.
    let plain = view.word(t) && !k.definite && k.kinds == 0 && !view.masdar(t) && !view.fold(t).ends_with("ات");
    let alone = phrase.last == t
        || (phrase.last <= t + 2
            && (t + 1..=phrase.last).all(|n| !view.known(n).definite || view.fold(n).starts_with("ال")));
    let hold = view.known(phrase.last).definite && phrase.last > t;
    let after = phrase.last + 1;
    let closed = over(view, after) || view.sign(after, ')') || phrase.last > t || view.timed(after);
    plain && alone && closed && !hold && !view.fold(t).ends_with('ه')
}

/// The last token a phrase takes up, a closing mark or bracket after it included.
fn closing(view: &View<'_>, phrase: Phrase) -> usize {
    let mut last = phrase.beside.map_or(phrase.last, |(_, end)| end);
    while view.closes(last + 1).is_some_and(|p| p.open >= phrase.first)
        || view.sign(last + 1, ')') && !view.begins(last + 1)
    {
        last += 1;
    }
    last
}

/// حسب ما نشره على صفحته, وفق ما ورد في البيان: a verb of showing, not of saying. Where nobody is named, it is whoever spoke last.
fn shown(view: &View<'_>, verb: usize, limit: usize) -> Option<Attribution> {
    let fold = view.fold(verb);
    let lists = |word: &str| super::reading::know(word).kinds & kind::PUBLISHED != 0;
    let base = ["ها", "ه"].iter().find_map(|end| fold.strip_suffix(end).filter(|b| lists(b))).unwrap_or(fold);
    if !view.word(verb) || !lists(base) {
        return None;
    }
    let tail = fold.chars().count() - base.chars().count();
    let cue = view.without_last(verb, tail);
    let feminine = base.ends_with('ت');
    let agreement = Agreement { feminine, plural: false };
    let start = verb + 1;
    if let Some(source) = phrase::phrase(view, start, limit).filter(|&p| can_speak(view, p)) {
        return Some(Attribution::to(view, verb, cue, source, agreement));
    }
    if view.is(start, kind::IN)
        && let Some(source) = phrase::phrase(view, start + 1, limit).filter(|&p| can_speak(view, p))
    {
        return Some(Attribution::to(view, verb, cue, source, subject::gender(view, source)));
    }
    let place = view.preposition(start) && tail > 0 && !view.begins(start);
    let last = (start..limit).take_while(|&n| !over(view, n) && !view.is(n, ANY_COMPLEMENT)).last()?;
    place.then_some(Attribution { first: verb, last, cue, source: None, agreement, whole: false })
}

fn after_verb(view: &View<'_>, verb: usize, cue: SourceSpan, limit: usize) -> Option<Attribution> {
    let form = view.form(verb).filter(|f| matches!(f.shape, Shape::Past | Shape::Present))?;
    let mut start = verb + 1;
    // ما أفاد به, ما أعلنت عنه
    while matches!(view.fold(start), "به" | "بها" | "عنه" | "عنها" | "اليه" | "عليه" | "فيه") {
        start += 1;
    }
    // ما نقلت القناة عن مصدر: the one behind it.
    if form.lexeme.frames & super::lexicon::frame::QUOTE != 0
        && let Some(n) =
            (start..(start + 7).min(limit)).take_while(|&n| !view.begins(n)).find(|&n| view.is(n, kind::ABOUT))
    {
        start = n + 1;
    }
    // ما صرح به للإذاعة الناطق باسم كذا
    let speaks = |n: usize| view.is(n, kind::ROLE) || matches!(view.name(n), Some((_, EntityLabel::Per, _)));
    if (view.prefixed(start) || view.fold(start).starts_with("لل"))
        && view.fold(start).starts_with('ل')
        && let Some(n) = (start + 1..start + 7).take_while(|&n| !view.begins(n) && !view.comma(n)).find(|&n| speaks(n))
    {
        start = n;
    }
    let source = phrase::phrase(view, start, limit)?;
    Some(Attribution::to(view, verb, cue, source, form.agreement))
}

/// The attribution that begins at `t`, its `وذلك` left aside.
fn at(view: &View<'_>, t: usize) -> Option<Attribution> {
    let k = view.known(t);
    let fold = view.fold(t);
    let bare = if k.joined
        || fold.starts_with("وو")
        || matches!(fold, "وبحسب" | "وحسب" | "ووفق" | "ووفقا" | "ونقلا" | "وطبقا" | "ووفقما" | "وعلي" | "وكما")
    {
        fold.strip_prefix('و').unwrap_or(fold)
    } else {
        fold
    };
    let off = usize::from(bare.len() < fold.len());
    let cue = view.bare(t, off);
    let limit = (t + 24).min(view.len());
    let named = |start: usize, cue: SourceSpan| {
        let source = phrase::phrase(view, start, limit).filter(|&p| can_speak(view, p))?;
        Some(Attribution::to(view, t, cue, source, subject::gender(view, source)))
    };
    let said = |verb: usize| after_verb(view, verb, view.verb_span(verb), limit).or_else(|| shown(view, verb, limit));
    match bare {
        "بحسب" | "حسب" | "وفق" if view.fold(t + 1) == "ما" => said(t + 2),
        "بحسب" | "حسب" | "وفق" if view.is(t + 1, kind::SAID_BY) => by_word(view, t, t + 1, cue, limit),
        "بحسب" | "حسب" | "وفق" => named(t + 1, cue),
        "حسبما" | "بحسبما" | "وفقما" => said(t + 1),
        "وفقا" | "طبقا" | "تبعا" | "استنادا" if view.fold(t + 1) == "لما" => said(t + 2),
        "وفقا" | "طبقا" if view.fold(t + 1) == "ل" => named(t + 2, cue),
        "وفقا" | "طبقا" if view.fold(t + 1).starts_with('ل') => to_source(view, t, cue, limit),
        "نقلا" if view.is(t + 1, kind::ABOUT) => named(t + 2, cue),
        "علي" if view.fold(t + 1) == "حد" && view.is(t + 2, kind::SAID_BY) => {
            by_word(view, t, t + 2, view.bare(t + 2, 0), limit)
        }
        // على ما أفاد فلان, but not على ما وصفه بكذا.
        "علي"
            if view.fold(t + 1) == "ما"
                && view.finite(t + 2)
                && view.known(t + 2).tail == 0
                && view.frames(t + 2, super::lexicon::frame::CLAUSE) =>
        {
            said(t + 2)
        }
        // كما أعرب فلان عن كذا: also; كما قال فلان، فإن …: as he said.
        "كما" if view.finite(t + 1) && !view.known(t + 1).joined && !view.is(t + 1, kind::VERB) => {
            said(t + 1).filter(|a| !view.begins(t) || view.comma(a.last + 1))
        }
        _ => None,
    }
    .map(|a| Attribution { first: t, ..a })
}

/// وفقا لوكالة …: the source is the word after the ل.
fn to_source(view: &View<'_>, t: usize, cue: SourceSpan, limit: usize) -> Option<Attribution> {
    let first = t + 1;
    let mut rest = phrase::phrase(view, first + 1, limit)
        .filter(|_| !view.begins(first + 1) && !view.preposition(first + 1) && !view.comma(first + 1))
        .filter(|_| !view.takes_up(first + 1));
    // What follows belongs to the phrase only where it stands straight behind its head.
    if let Some(r) = rest
        && r.first != first + 1
        && view.opens(first + 1).is_none()
    {
        rest = None;
    }
    // وفقا لمصدر في قيادة الشرطة: with the house he speaks from.
    let placed = view.preposition(first + 1) && view.is(first, kind::ROLE | kind::SOURCE);
    if placed && !view.begins(first + 1) {
        rest = phrase::phrase(view, first, limit).filter(|p| p.first == first && p.last > first);
    }
    let source = Phrase { first, last: rest.map_or(first, |r| r.last), beside: rest.and_then(|r| r.beside) };
    let fold = view.fold(first);
    let bare = fold.strip_prefix("لل").or_else(|| fold.strip_prefix('ل'))?;
    let k = super::reading::know(bare);
    let plausible = view.name(first).is_some()
        || source_by_kind(k.kinds).unwrap_or_else(|| {
            // وفقا لرويترز; وفقا للحامدي: a surname with the article.
            let alone = source.last == first && k.kinds == 0;
            let plain = !fold.starts_with("لل") && !bare.ends_with('ه') && !bare.ends_with("ات");
            alone && (plain || bare.ends_with('ي') && over(view, source.last + 1))
        });
    plausible.then(|| Attribution::to(view, t, cue, source, subject::gender(view, source)))
}

/// على حد قوله, بحسب قول فلان.
fn by_word(view: &View<'_>, t: usize, word: usize, cue: SourceSpan, limit: usize) -> Option<Attribution> {
    // بحسب تعبير ه: the pronoun written apart.
    let apart = matches!(view.fold(word + 1), "ه" | "ها" | "هم") && !view.begins(word + 1);
    let pronoun = apart || ["ه", "ها", "هم", "هما"].iter().any(|end| view.fold(word).ends_with(end));
    let word = word + usize::from(apart);
    if pronoun {
        let feminine = view.fold(word).ends_with("ها");
        return Some(Attribution {
            first: t,
            last: word,
            cue,
            source: None,
            agreement: Agreement { feminine, plural: false },
            whole: false,
        });
    }
    let source = phrase::phrase(view, word + 1, limit)?;
    Some(Attribution::to(view, t, cue, source, subject::gender(view, source)))
}

/// Every attribution, in order. `live` says where a reporting verb has content of its own: that is no attribution.
///
/// `joints` says for each token up to where a cue before it still waits for its content: نقلا عن in `أفادت وكالة، نقلا عن وزارة، بأن` is
/// no attribution of its own.
pub(super) fn find(view: &View<'_>, live: &[bool], joints: &[usize]) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    let mut t = 0;
    while t < view.len() {
        let word = view.word(t) && view.cx.open(t);
        let Some(mut found) = word.then(|| at(view, t)).flatten() else {
            t += 1;
            continue;
        };
        // وفقا للهيئة (الاستخبارات)، فإن …
        if view.sign(found.last + 1, '(')
            && let Some(close) = (found.last + 1..found.last + 14).find(|&n| view.sign(n, ')'))
        {
            found.last = close;
        }
        let has_own = (t..=found.last).any(|n| live.get(n).copied().unwrap_or(false));
        let reports = view.is(found.last + 1, ANY_COMPLEMENT) && !view.begins(found.last + 1);
        let waits = view.fold(t).ends_with("نقلا") && joints.get(t).is_some_and(|&joint| joint > found.last);
        if has_own || reports || waits {
            t += 1;
            continue;
        }
        if t > 0 && view.fold(t - 1) == "وذلك" {
            found.first = t - 1;
            found.whole = true;
        }
        t = found.last + 1;
        out.push(found);
    }
    out
}

/// Whether the sentence so far is only a circumstance (`ومنذ التوصل إلى الاتفاق،`), so that what is attributed follows.
fn only_circumstance(view: &View<'_>, start: usize, at: usize) -> bool {
    if at == start {
        return true;
    }
    if !view.comma(at - 1) || at - start > 9 {
        return false;
    }
    let opener = view.preposition(start) || List::Circumstance.has(view.fold(start));
    opener && !(start..at).any(|t| view.finite(t) || view.is(t, kind::RELATIVE))
}

/// The verb behind a circumstance and its comma at the head of a sentence; else `start`.
fn behind_circumstance(view: &View<'_>, start: usize, at: usize) -> usize {
    let opens = view.preposition(start) || matches!(view.fold(start), "وفي" | "ومن" | "وعلي" | "والي");
    let comma = (start + 1..at.min(start + 8)).find(|&n| view.comma(n));
    let verb = |n: usize| view.is(n, kind::VERB) && view.name(n).is_none() && !view.known(n).joined;
    comma.filter(|&c| opens && c + 3 < at && verb(c + 1)).map_or(start, |c| c + 1)
}

/// Whether فقد with a verb stands at `t`: بحسب المرصد فقد ارتفع العدد.
pub(super) fn so_then(view: &View<'_>, t: usize) -> bool {
    view.fold(t) == "فقد" && (view.is(t + 1, kind::VERB) || view.finite(t + 1))
}

/// What an attribution attributes: the first and last token of the nearest clause, as tokens.
pub(super) fn scope(view: &View<'_>, found: &Attribution, end: impl Fn(usize) -> usize) -> Option<(usize, usize)> {
    let start = subject::sentence_start(view, found.first);
    // ميدانيا، تقدمت القوات: an adverb of the whole sentence.
    let adverb = view.comma(start + 1) && view.fold(start).ends_with('ا') && view.name(start).is_none();
    let start = if adverb && start + 2 <= found.first { start + 2 } else { start };
    // … وطبقا للهيئة، فإن كذا: what follows, though no stop stands before.
    let behind = found.last + 1 + usize::from(view.comma(found.last + 1));
    let led = (view.is(behind, kind::COMPLEMENT_FA) || so_then(view, behind)) && !view.begins(behind);
    if led || only_circumstance(view, start, found.first) {
        let mut first = found.last + 1;
        // وبحسب المسؤول، الذي طلب كذا، فإن …: past what is said of the source.
        // وحسب بيان، نشر على الموقع، فقد عقدت اللجنة …
        let so = |n: usize| {
            view.is(n, kind::COMPLEMENT_FA) || view.fold(n) == "فقد" && view.comma(n - 1) || so_then(view, n)
        };
        if (view.comma(first) || view.preposition(first) || phrase::addressed(view, first))
            && let Some(n) = (first + 1..first + 26).take_while(|&n| !view.begins(n) && n < view.len()).find(|&n| so(n))
        {
            first = n + usize::from(view.fold(n) == "فقد");
        }
        let relative = first + usize::from(view.comma(first));
        if (view.is(relative, kind::RELATIVE) || view.takes_up(relative)) && !view.begins(relative) {
            let opens = |n: usize| view.opens(n).is_some_and(|p| super::complement::speech(view, p));
            let over = |n: usize| view.is(n, kind::COMPLEMENT_FA) || view.comma(n) || opens(n);
            first = (relative + 1..relative + 26).take_while(|&n| !view.begins(n)).find(|&n| over(n))?;
        }
        while view.comma(first) || view.sign(first, ':') || view.is(first, kind::COMPLEMENT_FA) || so_then(view, first)
        {
            if view.begins(first) {
                return None;
            }
            first += 1;
        }
        if view.begins(first) || first >= view.len() {
            return None;
        }
        // بحسب ما نقلته الوكالة مساء أمس: only when.
        let words = |n: &usize| !view.begins(*n) && *n < view.len();
        if (first..first + 8).take_while(words).all(|n| view.timed(n) || !view.wordlike(n)) {
            return None;
        }
        // ومن المتوقع، وفق اللجنة، أن تدخل القافلة
        first += usize::from(view.fold(first) == "كما" || view.fold(first) == "ان" && !view.begins(first + 1));
        return Some((first, end(first)));
    }
    // وفي المدينة، قتل طفلان، بحسب كذا: without where.
    let start = behind_circumstance(view, start, found.first);
    let mut last = found.first.checked_sub(1)?;
    while last > start && (view.comma(last) || view.sign(last, '-')) {
        last -= 1;
    }
    let start = start + usize::from(view.fold(start) == "كما");
    // وجاء ذلك وفقا لكذا: of the sentence before.
    if matches!(view.fold(start), "جاء" | "وجاء" | "ياتي" | "وياتي") && last <= start + 1 {
        return None;
    }
    if found.whole {
        return Some((start, last));
    }
    // القصف الذي أدى بحسب الوكالة إلى مقتل أربعة: behind the relative's verb.
    let next = found.last + 1;
    let verb_of_relative = last > start && view.is(last - 1, kind::RELATIVE) && last + 1 == found.first;
    if verb_of_relative && view.wordlike(next) && !view.begins(next) && !view.conjoined(next) {
        let over = end(next);
        return Some((next, (next + 1..=over).find(|&n| view.comma(n)).map_or(over, |n| n - 1)));
    }
    // تولى الوزير، وفق البيان، معاينة المكان: the clause goes on behind.
    let after = found.last + 2;
    let inserted = view.comma(found.first - 1) && view.comma(found.last + 1) && !view.begins(after);
    let own = view.is(after, kind::STOP | kind::RELATIVE | kind::CONNECTOR | kind::BUT) || view.conjoined(after);
    // الوزيران حسب الموقع هما فلان وفلان
    if last < start + 2
        && view.word(next)
        && !view.begins(next)
        && !view.conjoined(next)
        && view.form(next).is_none()
        && !view.timed(next)
    {
        return Some((start, end(next)));
    }
    if inserted && last < start + 6 && !view.timed(after) && !own && view.wordlike(after) && view.form(after).is_none()
    {
        return Some((start, end(after)));
    }
    if last <= start {
        return Some((start, last));
    }
    let mut t = last;
    while t > start {
        if let Some(pair) = view.closes(t).filter(|p| p.open > start) {
            t = pair.open.saturating_sub(1).max(start);
            continue;
        }
        if matches!(view.fold(t), "حيث" | "فيما" | "بينما") {
            return Some((t + 1, last)).filter(|(f, l)| f <= l);
        }
        // قتل طفلان وأصيبت والدتهما، بحسب كذا: one content.
        if view.and_verb(t) && last > t && (view.comma(t - 1) || t > start + JOINED) {
            return Some((t, last));
        }
        t -= 1;
    }
    Some((start, last))
}

//! Where a reported clause ends.

use super::lexicon::{ANY_COMPLEMENT, Class, Form, frame, kind};
use super::list::List;
use super::morphology::Shape;
use super::view::View;
use crate::structure::SectionKind;

/// What the clause finder must know of the article: which tokens are cues that report something.
pub(super) struct Cues<'a> {
    /// For each token whether a cue with content of its own stands there.
    pub live: &'a [bool],
    /// For each token that begins an attribution (بحسب …), the token after it; else zero.
    pub attribution: &'a [usize],
}

impl Cues<'_> {
    fn live(&self, t: usize) -> bool {
        self.live.get(t).copied().unwrap_or(false)
    }
    /// The token after the attribution that begins at `t`.
    fn attribution(&self, t: usize) -> Option<usize> {
        self.attribution.get(t).copied().filter(|&after| after > t)
    }
}

/// Whether a cue comes within the next words, before the clause is over: لكن وسائل الإعلام قالت إن.
fn cue_follows(view: &View<'_>, cues: &Cues<'_>, t: usize) -> bool {
    for n in t + 1..t + 14 {
        if n >= view.len() || view.begins(n) {
            return false;
        }
        // لكن القوات تصدت لهم، مشيرا إلى كذا: he who spoke before goes on.
        if cues.live(n) {
            return view.form(n).is_none_or(|f| f.shape != Shape::Participle);
        }
        if n > t + 1 && view.is(n, ANY_COMPLEMENT) {
            return false;
        }
    }
    false
}

/// Whether the feminine participle at `t` tells in what other way she speaks: واصفة, متهمة; but متابعة and مطالبة are nouns as well.
fn describes(view: &View<'_>, t: usize) -> bool {
    let noun = view.masdar(t) || List::NoManner.has(view.fold(t));
    view.cx.form(t).ends_with('ة') && !view.known(t).definite && !noun
}

/// Whether the clause ends before `t`, where `comma` says that a comma stands before it.
///
/// `relative` says that the clause's cue stands in a relative clause: المصادر التي قالت الصحيفة إنها قريبة منه، أكدت أن.
fn ends_before(view: &View<'_>, cues: &Cues<'_>, t: usize, comma: bool, relative: bool) -> bool {
    if let Some(after) = cues.attribution(t) {
        // لم يسفر، وفقا للمعلومات الأولية، عن ضحايا: the clause goes on.
        let plain = view.is(after + 1, kind::IN | kind::FROM | kind::ON | kind::ABOUT | kind::TO);
        let preposition = if comma { view.preposition(after + 1) } else { plain && view.fold(after + 2) != "حين" };
        let goes_on = view.comma(after) && preposition && !view.begins(after + 1);
        return !goes_on || cues.attribution(after + 1).is_some();
    }
    let known = view.known(t);
    if cues.live(t) {
        let participle = view.form(t).is_some_and(|f| f.shape == Shape::Participle);
        let own_subject = || super::phrase::phrase(view, t + 1, t + 12).is_some();
        if known.joined || participle || comma && (relative || own_subject()) {
            return true;
        }
    }
    // قال إن القمة مفيدة واصفا ذلك بكذا: he who speaks goes on in another way.
    let aside = view.form(t).is_some_and(|f| f.shape == Shape::Participle)
        && (view.cx.form(t).trim_end_matches('\u{064B}').ends_with('ا') || comma && describes(view, t))
        && !known.joined
        && view.name(t).is_none()
        && (comma || view.known(t - 1).definite || view.possessed(t - 1));
    let otherwise = comma && view.is(t, kind::OTHERWISE) && !view.known(t).definite && !known.joined;
    if aside || otherwise {
        return true;
    }
    if comma && known.kinds & kind::STOP != 0 {
        return true;
    }
    let fold = view.fold(t);
    // قال إن العلاقات متينة، وأشاد بكذا: another act of speech.
    if comma && joins(fold, List::SpeechAct) && view.name(t).is_none() {
        return true;
    }
    // كشفت الصحيفة أن كذا، ونسبت ذلك إلى مصادر: what is done with what was said.
    if comma && known.joined && view.finite(t) && view.fold(t + 1) == "ذلك" {
        return true;
    }
    // إن الفرق أخمدت الحريق، ودعت السكان إلى كذا: whom one calls on, be it no statement.
    let calls = |f: Form| f.lexeme.class == Class::Demand && f.lexeme.frames & frame::ADDRESSED != 0;
    if comma && known.joined && view.finite(t) && known.tail == 0 && view.form(t).is_some_and(calls) {
        return true;
    }
    // إن الخفض محدود، وأنه «لا أحد يراقب»: a second content, in marks.
    let marked = |n: usize| view.opens(n).is_some_and(|p| view.words_in(p) >= 4);
    if comma && known.joined && known.kinds & ANY_COMPLEMENT != 0 && marked(t + 1) {
        return true;
    }
    // قال الناطق، مطالبا بكذا، إن: back to the clause around.
    if comma && view.is(t, kind::COMPLEMENT) && !known.joined {
        return true;
    }
    // ولم يذكر المزيد, دون أن يوضح
    let without = fold == "من" && view.fold(t + 1) == "دون" && view.is(t + 2, kind::COMPLEMENT);
    let alone = fold == "دون" && view.is(t + 1, kind::COMPLEMENT);
    if (matches!(fold, "ولم" | "ولا" | "ولن") || alone || without)
        && (t + 1..t + 3 + usize::from(without)).any(|n| view.finite(n) && !view.begins(n) && !view.known(n).joined)
    {
        return true;
    }
    // دون الكشف عن تفاصيل: nothing more is said.
    let silent = |n: usize| {
        let word = view.fold(n);
        let bare = word.strip_prefix("ال").unwrap_or(word);
        List::Silence.has(bare)
    };
    let apart = usize::from(fold == "من" && view.fold(t + 1) == "دون");
    if comma && (fold == "دون" || apart > 0) && !view.begins(t + 1 + apart) && silent(t + 1 + apart) {
        return true;
    }
    if comma && (fold == "وهو" || fold == "وهي") && matches!(view.fold(t + 1), "ما" | "الامر" | "امر") {
        return true;
    }
    // … كان مهما، وعبر عن أمله: what he expresses besides.
    let expresses = view.is(t + 1, kind::ABOUT) && List::Expresses.has(fold);
    // «…» في إشارة إلى كذا: the reporter's gloss.
    let gloss = fold == "في" && view.fold(t + 1) == "اشاره" && (comma || view.closes(t - 1).is_some());
    if expresses || gloss {
        return true;
    }
    // ولم يصدر عن الجماعة تعليق; كما أصيب آخرون
    let unsaid = fold == "ولم" && List::Unsaid.has(view.fold(t + 1));
    let past = |n: usize| !view.fold(n).starts_with(['ي', 'ت', 'ن']);
    if unsaid || comma && fold == "كما" && view.is(t + 1, kind::VERB) && past(t + 1) {
        return true;
    }
    // … في وقت تستعد فيه كذا
    let meanwhile = fold == "في"
        && view.fold(t + 1) == "وقت"
        && view.fold(t + 2).starts_with(['ي', 'ت'])
        && !view.timed(t + 2)
        && view.fold(t - 1) != "خاصه"
        && (view.is(t + 2, kind::VERB) || view.finite(t + 2) || matches!(view.fold(t + 3), "فيه" | "فيها"));
    if meanwhile {
        return true;
    }
    if comma && fold == "في" && (view.fold(t + 1) == "حين" || view.fold(t + 1) == "وقت" && cues.live(t + 2)) {
        return true;
    }
    let connector = known.kinds & (kind::CONNECTOR | kind::BUT) != 0
        || (matches!(fold, "بعد" | "قبل") && view.is(t + 1, kind::COMPLEMENT))
        || (matches!(fold, "بعدما" | "قبلما"));
    // غير أن, إلا أن; but غير المقبول, إلا قليلا.
    let needs_that = matches!(fold, "غير" | "الا") && !view.is(t + 1, ANY_COMPLEMENT | kind::BUT);
    // كما يجب, ثم عاد: inside the clause unless a comma stands before.
    let loose = matches!(fold, "كما" | "ثم") && !comma;
    connector && !loose && !needs_that && known.kinds & ANY_COMPLEMENT == 0 && cue_follows(view, cues, t)
}

/// Whether a folded word is و and a word of the list.
fn joins(fold: &str, list: List) -> bool {
    fold.strip_prefix('و').is_some_and(|word| list.has(word))
}

/// Whether a verb of the past that is none of كان's stands at `t`, as far as lists and endings tell, behind و where `joined`.
fn past(view: &View<'_>, t: usize, joined: bool) -> bool {
    let k = view.known(t);
    // دعم, قصف: verbal nouns too.
    let noun = !joined && view.masdar(t);
    if !view.word(t) || k.definite || noun || view.name(t).is_some() || view.timed(t) {
        return false;
    }
    let fold = view.fold(t);
    let Some(word) = (if joined { fold.strip_prefix('و') } else { Some(fold) }) else { return false };
    let known = k.joined == joined && (k.kinds & kind::VERB != 0 || k.form.is_some_and(|f| f.shape == Shape::Past));
    let feminine = word.ends_with('ت') && !word.ends_with("ات") && word.chars().count() >= 4;
    let coming = word.starts_with(['ي', 'ت', 'ن', 'س']) && !feminine;
    !coming && (known || feminine && k.kinds & !kind::VERB == 0)
}

/// Whether the reporter tells on from `t`: what is reported from `first` on has no verb of the past, and و with one stands here before a
/// subject of its own: إن المعبر سيفتح قريبا، ووصل الوفد مساء.
fn narrates(view: &View<'_>, first: usize, t: usize) -> bool {
    let k = view.known(t + 1);
    let subject = k.definite || view.name(t + 1).is_some_and(|(r, ..)| r.start == t + 1);
    let told = |n: usize| past(view, n, false) || past(view, n, true) || matches!(view.fold(n), "لم" | "ولم");
    let before = |n: usize| told(n) || view.is(n, kind::PAST_FRAME);
    // إن الأدلة كافية، وحكمت على المتهم: what only one who speaks or rules does.
    let act = || joins(view.fold(t), List::Ruling);
    (past(view, t, true) && subject || act()) && !view.begins(t + 1) && !(first..t).any(before)
}

/// Whether words in marks come straight after the colon at `t`: قضوا في القصف: «لم أجد أحدا».
fn quoted(view: &View<'_>, t: usize) -> bool {
    view.opens(t + 1).is_some_and(|p| view.words_in(p) >= 3)
}

/// Whether a second clause of a headline begins at `t`: استهداف الميناء والتحالف يعلن كذا.
fn another(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    let name = view.name(t).filter(|(r, ..)| r.start == t).map(|(r, ..)| r.end);
    let at = name.unwrap_or(t + 1);
    let next = view.fold(at);
    let present = next.starts_with(['ي', 'ت']) && (view.is(at, kind::VERB) || view.finite(at));
    // السعودية ومصر تعلنان: both.
    let long = !next.ends_with("ان") && next.chars().count() >= 4;
    let verb = long && (present || next.starts_with('ي') && view.known(at).kinds == 0);
    let joined = k.joined || view.conjoined(t) && view.fold(t).starts_with('و');
    let subject = k.definite || name.is_some();
    joined && subject && !view.begins(at) && view.word(at) && view.name(at).is_none() && verb
}

/// The last token of the clause that begins at `first`; it never goes past `limit` (exclusive).
pub(super) fn end(view: &View<'_>, cues: &Cues<'_>, first: usize, limit: usize) -> usize {
    let mut t = first;
    let mut last = first;
    let mut depth = 0_usize;
    let title = matches!(view.cx.section_kind(first), Some(SectionKind::Headline | SectionKind::RepeatedHeadline));
    let said_of = |n: usize| view.is(n, kind::RELATIVE) && view.finite(n + 1) && !view.begins(n + 1);
    let relative = (first.saturating_sub(6)..first).any(said_of);
    while t < limit.min(view.len()) {
        if t > first && view.begins(t) {
            break;
        }
        if view.stop(t) && view.begins(t + 1) || t > first && view.sign(t, ':') && (title || quoted(view, t)) {
            break;
        }
        if let Some(pair) = view.opens(t).filter(|p| p.close < limit) {
            let inner_stop = (pair.open..pair.close).rev().find(|&n| view.wordlike(n)).unwrap_or(pair.open);
            last = inner_stop.max(last);
            t = pair.close + 1;
            last = last.max(pair.close.min(t - 1));
            if view.begins(t) {
                break;
            }
            continue;
        }
        if view.closes(t).is_some_and(|p| p.open < first) {
            break;
        }
        if view.sign(t, '(') {
            depth += 1;
        } else if view.sign(t, ')') {
            if depth == 0 {
                break;
            }
            depth -= 1;
        }
        if t > first {
            let comma = view.comma(t - 1) || view.sign(t - 1, '-') || view.words_in_at(t - 1) >= 4;
            if ends_before(view, cues, t, comma, relative) || comma && narrates(view, first, t) {
                break;
            }
        }
        if title && t > first + 2 && another(view, t) {
            break;
        }
        last = t;
        t += 1;
    }
    while last > first
        && !view.wordlike(last)
        && !view.sign(last, ')')
        && view.closes(last).is_none()
        && !view.sign(last, '%')
    {
        last -= 1;
    }
    last
}

//! The noun phrase that can name a speaker: where it begins, where it ends, and the name beside it.

use super::addressee::names_whom;
use super::lexicon::{ANY_COMPLEMENT, kind};
use super::list::List;
use super::morphology::Shape;
use super::view::View;
use crate::extract::EntityLabel;
use crate::segment::TokenKind;

/// A noun phrase, as tokens, both ends included, and the name that stands beside it after a comma.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub first: usize,
    pub last: usize,
    pub beside: Option<(usize, usize)>,
}

/// The folded word without conjunction, article and attached preposition.
pub(super) fn head_noun(view: &View<'_>, t: usize) -> String {
    let k = view.known(t);
    let mut fold = view.fold(t);
    if k.joined {
        fold = fold.strip_prefix(['و', 'ف']).unwrap_or(fold);
    }
    let cut = match (k.clitic, k.definite) {
        ('ل', true) => fold.strip_prefix("لل"),
        ('ب' | 'ك', true) => fold.get(2..).and_then(|r| r.strip_prefix("ال")),
        ('ب' | 'ل' | 'ك', false) => fold.get(2..),
        (_, true) => fold.strip_prefix("ال"),
        _ => None,
    };
    cut.unwrap_or(fold).to_owned()
}

fn verb_like(view: &View<'_>, t: usize) -> bool {
    if view.name(t).is_some() {
        return false;
    }
    if view.finite(t) && !view.known(t).definite {
        return true;
    }
    let before_indefinite = t > 0 && view.word(t - 1) && !view.known(t - 1).definite && view.name(t - 1).is_none();
    // وكالة يونهاب: a name.
    let called = t > 0 && view.is(t - 1, kind::MEDIA) && !view.fold(t).ends_with(['ه', 'ا', 'ن', 'م']);
    // أهالي الحي يغادرون
    let many = view.fold(t).starts_with('ي') && view.fold(t).ends_with("ون") && view.fold(t).chars().count() >= 6;
    if many && view.known(t).kinds & !kind::VERB == 0 && t > 0 {
        return true;
    }
    view.known(t).kinds == 0
        && view.fold(t).starts_with('ي')
        && view.fold(t).chars().count() >= 4
        && before_indefinite
        && !called
}

/// Whether `t` can be a word of a person's name that stands in apposition.
pub(super) fn name_like(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    let name_kinds = kind::ROLE | kind::ORG | kind::MASDAR | kind::TIME | kind::SOURCE | kind::OF_PERSON | kind::CALLED;
    matches!(view.cx.kind(t), Some(TokenKind::Word | TokenKind::Foreign))
        && k.form.is_none_or(|f| f.shape == Shape::Participle)
        && k.kinds & !name_kinds == 0
        && !view.timed(t)
        && !k.joined
        && k.clitic == ' '
        && !addressed(view, t)
        && !view.prefixed(t)
}

/// Whether an attached ل opens the addressee: لوكالة, لـ«…».
pub(super) fn addressed(view: &View<'_>, t: usize) -> bool {
    let k = view.known(t);
    let fold = view.fold(t);
    // قال فلان لرويترز, after a name or the verb itself; in الأمين العام للحزب the ل is the office's.
    let loose = t
        .checked_sub(1)
        .is_some_and(|p| view.finite(p) || view.comma(p) || matches!(view.name(p), Some((_, EntityLabel::Per, _))))
        // أوضح المصدر لعنب بلدي, مصدر أمني لعنب بلدي
        || (1..=2).filter_map(|n| t.checked_sub(n)).any(|p| view.is(p, kind::NO_OFFICE));
    // للجزيرة, للعربية: a channel whose name has the article.
    let channel = fold.strip_prefix("لل").is_some_and(|rest| {
        super::reading::know(&format!("ال{rest}")).kinds & kind::MEDIA != 0 && k.kinds & kind::MEDIA == 0
    });
    fold == "ل"
        || channel
        || (k.clitic == 'ل' && k.kinds & kind::MEDIA != 0)
        || (loose
            && fold.starts_with('ل')
            && (view.prefixed(t) || view.within_token(t))
            && view.name(t).is_some_and(|(r, label, _)| r.start == t && label == EntityLabel::Org))
}

/// What introduces the occasion of speaking: في تصريح, في بيان.
pub(super) fn occasion(view: &View<'_>, t: usize) -> bool {
    List::SpokenAt.has(&head_noun(view, t))
}

/// The noun phrase that begins at `start`, never past `limit` (exclusive).
pub(super) fn phrase(view: &View<'_>, start: usize, limit: usize) -> Option<Phrase> {
    let limit = limit.min(view.len());
    let mut first = start;
    while first < limit
        && (view.comma(first)
            || view.is(first, kind::ASPECT | kind::ADVERB | kind::PRONOUN)
            || (view.timed(first) && view.name(first).is_none()))
    {
        first += 1;
    }
    // و أوضح: a conjunction written apart. ذات المصدر, نفس الوكالة: the source itself.
    let apart = matches!(view.fold(first), "و" | "ف");
    let same = matches!(view.fold(first), "ذات" | "نفس") && view.known(first + 1).definite && !view.begins(first + 1);
    if first < limit && (apart || same) {
        first += 1;
    }
    if first >= limit
        || matches!(view.fold(first), "ذلك" | "هذا" | "هذه" | "تلك") && !view.known(first + 1).definite
        || view.form(first).is_some_and(|f| f.shape == Shape::Participle) && view.fold(first).ends_with('ا')
        || matches!(view.fold(first), "وهو" | "وهي" | "وهم" | "ب" | "ك" | "لل")
        || view.cx.form(first) == "حديثه"
        || view.preposition(first)
        || addressed(view, first)
        || view.is(first, ANY_COMPLEMENT | kind::BUT | kind::RELATIVE | kind::NEGATION | kind::REPORT_NOUN)
    {
        return None;
    }
    if !view.wordlike(first) && view.opens(first).is_none() || view.fold(first) == "متحدثا" {
        return None;
    }
    // تقول بصوت خافت: how, not who.
    if manner(view, first) {
        return None;
    }
    // كل من السعودية ومصر: the first of those named.
    if matches!(head_noun(view, first).as_str(), "كل" | "كلا") && view.is(first + 1, kind::FROM) && first + 2 < limit
    {
        return phrase(view, first + 2, limit).filter(|p| p.first == first + 2);
    }
    let (mut t, mut last, mut beside) = (first, None, None);
    while t < limit {
        if t > first && view.begins(t) {
            break;
        }
        if let Some(pair) = view.opens(t) {
            // النقابة «كل القوى الحية»: whom it calls on, not its name.
            let other = t > first && view.known(first).definite && view.words_in(pair) >= 3;
            if pair.close >= limit || view.words_in(pair) > 6 || other {
                break;
            }
            last = Some(pair.close - 1);
            t = pair.close + 1;
            continue;
        }
        if view.sign(t, '(') {
            let close = (t..limit.min(t + 14)).find(|&n| view.sign(n, ')'));
            let Some(close) = close else { break };
            if t == first + 1 && view.is(first, kind::ORG | kind::MEDIA) {
                last = Some(close - 1);
            }
            // مواطن (فلان): his name.
            let named = view.name(t + 1).is_some_and(|(r, l, _)| l == EntityLabel::Per && r.end == close);
            if named && t > first && view.is(first, kind::ROLE) {
                beside = Some((t + 1, close - 1));
                last = last.or(Some(first));
                break;
            }
            t = close + 1;
            continue;
        }
        if view.comma(t) {
            beside = name_beside(view, view.is(first, kind::ROLE), t + 1, limit);
            break;
        }
        // جان-بيار: a hyphen inside a name.
        if t > first && t + 1 < limit && view.sign(t, '-') && view.glued(t) {
            t += 1;
            continue;
        }
        // المؤتمر الـ12 لاتحاد العمال: an ordinal in figures.
        if t > first && view.fold(t) == "ال" && view.cx.kind(t + 1) == Some(TokenKind::Number) {
            last = Some(t + 1);
            t += 2;
            continue;
        }
        if !view.wordlike(t) {
            break;
        }
        // الأمين العام لـ«حزب الله» فلان: the office's ل.
        // إحصائية لـ«الشبكة»: whose it is.
        let owner = office_of(view, first, t).or_else(|| super::addressee::source_of(view, first, t));
        if let Some(close) = owner.filter(|&close| close < limit) {
            last = Some(close - 1);
            t = close + 1;
            continue;
        }
        if t > first && ends_phrase(view, first, t) {
            if let Some(end) = name_after_place(view, first, t, limit) {
                last = Some(end);
            } else if let Some(end) = place_of_source(view, first, t, limit) {
                last = Some(end);
                if view.is(first, kind::ROLE) {
                    beside = name_after_office(view, t, limit);
                }
            } else if view.is(first, kind::ROLE) && view.preposition(t) && !occasion(view, t + 1) {
                beside = name_after_office(view, t, limit);
            } else if view.is(first, kind::ROLE) && view.timed(t) && view.comma(t + 1) && !view.begins(t + 1) {
                // قائد اللواء سابقا، النقيب فلان
                beside = name_beside(view, true, t + 2, limit);
            }
            break;
        }
        last = Some(t);
        t += 1;
    }
    let last = last?;
    Some(Phrase { first, last, beside: beside.or_else(|| called(view, last + 1, limit)) })
}

/// The name of one who was unnamed so far: أحد السكان، ويدعى فلان.
fn called(view: &View<'_>, from: usize, limit: usize) -> Option<(usize, usize)> {
    let word = |n: usize| matches!(view.fold(n), "ويدعي" | "وتدعي" | "يدعي" | "تدعي" | "واسمه" | "واسمها");
    let near = |n: &usize| !view.begins(*n) && (view.comma(*n) || view.is(*n, kind::PRONOUN) || word(*n));
    let at = (from..limit.min(from + 4)).take_while(near).find(|&n| word(n))?;
    let (range, _) = view.person_at(at + 1)?;
    (range.end <= limit).then(|| (range.start, range.end - 1))
}

/// Whether ب with an indefinite noun of no known kind stands at `t`: بصوت خافت.
fn manner(view: &View<'_>, t: usize) -> bool {
    let speaks = kind::ROLE | kind::ORG | kind::SOURCE | kind::MEDIA;
    view.fold(t).starts_with('ب') && view.prefixed(t) && view.name(t).is_none() && !view.is(t, speaks)
}

/// `لحقوق` in المرصد السوري لحقوق الإنسان: ل with a construct.
pub(super) fn belongs(view: &View<'_>, t: usize) -> bool {
    view.fold(t).starts_with('ل')
        && (view.known(t).definite || view.known(t + 1).definite || view.known(t).clitic == 'ل')
}

/// صحيفة اليوم السابع: no day, but a name.
fn newspaper(view: &View<'_>, t: usize) -> bool {
    let paper = |n: usize| view.is(n, kind::MEDIA) && !view.known(n).definite && view.fold(n).ends_with('ه');
    let called = |n: usize| List::CalledPaper.has(view.fold(n));
    (1..=2)
        .filter_map(|n| t.checked_sub(n))
        .any(|n| paper(n) && called(n + 1) && (t == n + 1 || view.known(t).definite))
}

/// The closing mark of the house in marks behind an office and ل, where the name of who holds it follows.
fn office_of(view: &View<'_>, first: usize, t: usize) -> Option<usize> {
    let office = view.is(first, kind::ROLE) && !view.is(first, kind::NO_OFFICE) && t > first;
    let pair = view.opens(t + 1).filter(|p| office && view.fold(t) == "ل" && view.words_in(*p) <= 5)?;
    let named = |n: usize| view.person_at(n).is_some();
    let after = pair.close + 1;
    (named(after) || view.word(after) && named(after + 1) && view.known(after).definite).then_some(pair.close)
}

/// Whether after an unnamed source its own deed is named: دبلوماسي لم يخف امتعاضه.
fn deed_of(view: &View<'_>, first: usize, t: usize) -> bool {
    let source = view.is(first, kind::ROLE) && !view.known(first).definite && view.name(first).is_none();
    let plain = view.name(t).is_none() && !view.is(t, kind::ROLE | kind::ORG | kind::SOURCE | kind::SELF);
    let done = matches!(view.fold(t), "تم" | "تمت" | "جري" | "جرت");
    source && done
        || source && plain && view.masdar(t) && ["ه", "ها", "هم"].iter().any(|end| view.cx.form(t).ends_with(end))
}

/// Whether a source asks here not to be named: دبلوماسي طلب عدم كشف اسمه, مصدر فضل عدم ذكر اسمه.
pub(super) fn unnamed(view: &View<'_>, t: usize) -> bool {
    List::Declines.has(view.fold(t)) && List::Naming.has(view.fold(t + 1))
}

fn ends_phrase(view: &View<'_>, first: usize, t: usize) -> bool {
    let k = view.known(t);
    if let Some((range, ..)) = view.name(t)
        && range.start < t
    {
        return false;
    }
    // After a definite phrase that is no person's, a word without the article is something else: بث التلفزيون الحكومي لقطات.
    let object = !view.is(first, kind::ROLE)
        && view.known(t - 1).definite
        && !k.definite
        && !k.joined
        && view.word(t)
        && view.name(t).is_none_or(|(r, label, _)| r.start == t && label == EntityLabel::Org && view.is(t, kind::ORG))
        && !belongs(view, t)
        && k.kinds & (kind::SPOKESMAN | kind::SELF | kind::STATION) == 0;
    // طالب المجلس الحكومة: a second definite noun is whom it is said of or to.
    let second = view.known(t - 1).definite
        && k.definite
        && !k.joined
        && k.clitic == ' '
        && (k.kinds & (kind::ORG | kind::DISTANCE | kind::CALLED) != 0 || view.masdar(t) && view.name(t).is_none())
        && k.kinds & kind::ROLE == 0
        && !view.fold(t).ends_with("يه");
    let named = names_whom(view, first, t);
    // دعت الشرطة الأوكرانية المواطنين, أدانت الوزارة الاعتداءات: a plural is whom or what.
    let whom = k.definite
        && !k.joined
        && k.clitic == ' '
        && ["ين", "ات"].iter().any(|end| view.fold(t).ends_with(end))
        && view.known(t - 1).definite
        && view.fold(t - 1).ends_with('ه')
        && view.name(t).is_none();
    let org = k.kinds & (kind::ORG | kind::SOURCE) != 0;
    // المدير التنفيذي للمرصد مروان جدة لبوليتيكا: whom he tells.
    let to_name = view.prefixed(t)
        && view.fold(t).starts_with('ل')
        && view.name(t).is_some_and(|(r, ..)| r.start == t)
        && view.word(t - 1)
        && view.known(t - 1).kinds == 0
        && !view.known(t - 1).definite
        && (first..t).any(|n| view.known(n).definite);
    // أفاد مصدر أمني مراسل الإذاعة
    let to_reporter = view.is(first, kind::NO_OFFICE)
        && view.is(t, kind::MEDIA)
        && view.is(t, kind::ROLE)
        && !k.definite
        && view.word(t - 1)
        && !view.known(t - 1).definite;
    // زوجة أحد المفقودين: the head of a construct, no aside.
    // تقرير أصدرته اللجنة: what is told of it.
    let told = t > first && !view.known(first).definite && view.takes_up(t);
    let construct = matches!(view.fold(t), "احد" | "احدي")
        && t == first + 1
        && !view.known(first).definite
        && view.name(first).is_none();
    let after_plural = view.fold(t - 1).ends_with("ون")
        && !view.fold(t).ends_with("ون")
        && !k.definite
        && !matches!(view.name(t), Some((_, EntityLabel::Per, _)));
    // انتقدت ألفة منصور تصريحات الوزير, حسب فريق الإغاثة نزح 80 ألف شخص: after a name, what is done.
    let thing = !k.definite
        && !k.joined
        && view.word(t)
        && view.name(t).is_none()
        && k.clitic == ' '
        && k.kinds & (kind::ROLE | kind::SELF | kind::OF_PERSON | kind::SPOKESMAN) == 0
        && matches!(view.name(t - 1), Some((r, l, _)) if r.end == t && (l == EntityLabel::Per || l == EntityLabel::Org && !view.is(first, kind::ROLE)));
    second
        || named
        || super::attribution::so_then(view, t)
        || told
        || k.kinds & kind::SOURCE != 0 && !k.definite && view.fold(t).ends_with('ا')
        || t > first && (unnamed(view, t) || deed_of(view, first, t))
        || whom
        || to_name
        || to_reporter
        || thing
        || after_plural && view.word(t) && !k.joined && !belongs(view, t)
        || object
        || view.preposition(t)
        || view.timed(t)
            && !newspaper(view, t)
            && !(view.fold(t) == "الاول" && t == first + 1 && view.is(first, kind::ROLE))
        || view.is(t, kind::PAST_FRAME)
        || addressed(view, t)
        || view.prefixed(t) && view.fold(t).starts_with('ل') && !belongs(view, t) && view.name(t).is_none() && !org
        || k.kinds
            & (ANY_COMPLEMENT
                | kind::RELATIVE
                | kind::ASPECT
                | kind::NEGATION
                | kind::BUT
                | kind::STOP
                | kind::ADVERB
                | kind::COMPLEMENT_FA
                | kind::REPORT_NOUN)
            != 0
        || k.kinds & kind::ASIDE != 0 && !construct
        || verb_like(view, t)
        || (view.cx.kind(t) == Some(TokenKind::Number) && t > first)
        || k.form.is_some_and(|f| f.shape == Shape::Participle && !f.agreement.feminine && view.fold(t).ends_with('ا'))
            && view.name(t).is_none()
        || (k.joined && view.finite(t))
}

/// `مبعوث الرئيس إلى سوريا فلان`: a person's name after the place of the office.
fn name_after_place(view: &View<'_>, first: usize, t: usize, limit: usize) -> Option<usize> {
    if !view.is(first, kind::ROLE) || !view.preposition(t) || occasion(view, t + 1) {
        return None;
    }
    // مدير المكتب في «الجبهة الوطنية» النقيب فلان: past the marks.
    let from = view.opens(t + 1).filter(|p| view.words_in(*p) <= 5).map_or(t + 2, |p| p.close + 1);
    for n in from..(from + 4).min(limit) {
        if view.comma(n) || view.begins(n) {
            return None;
        }
        if let Some((range, EntityLabel::Per, _)) = view.name(n) {
            return Some(range.end.min(limit) - 1);
        }
    }
    None
}

/// `النائب عن الكتلة، فلان`: a person's name in apposition after the office's preposition.
fn name_after_office(view: &View<'_>, t: usize, limit: usize) -> Option<(usize, usize)> {
    let near = |n: usize| n < limit && !view.begins(n) && !view.is(n, ANY_COMPLEMENT) && !view.finite(n);
    let comma = (t + 1..t + 12).take_while(|&n| near(n)).find(|&n| view.comma(n))?;
    matches!(view.name(comma + 1), Some((_, EntityLabel::Per, _)))
        .then(|| name_beside(view, true, comma + 1, limit))
        .flatten()
}

/// `حسابات على مواقع التواصل الاجتماعي`, `مصدر في وزارة الدفاع`: where an indefinite source belongs.
fn place_of_source(view: &View<'_>, first: usize, t: usize, limit: usize) -> Option<usize> {
    // عدد من السكان, مجموعة من العلماء
    if t == first + 1 && view.is(t, kind::FROM) && List::ManyOf.has(view.fold(first)) {
        return phrase(view, t + 1, limit).filter(|p| p.first == t + 1).map(|p| p.last);
    }
    // بلاغ صادر عن المجلس
    let issued = view.is(t, kind::ABOUT) && matches!(view.fold(t - 1), "صادر" | "صادره");
    // بيان صادر عن «المجلس المحلي»
    if issued && let Some(pair) = view.opens(t + 1).filter(|p| p.close < limit && view.words_in(*p) <= 6) {
        return Some(pair.close - 1);
    }
    // القيادي في الحركة
    let member = view.is(first, kind::ROLE) && t == first + 1 && view.is(t, kind::IN);
    let open = view.is(first, kind::ROLE | kind::SOURCE) && (member || !view.known(first).definite) && t <= first + 3;
    let place = (issued || view.is(t, kind::IN | kind::FROM | kind::ON)) && !occasion(view, t + 1);
    let house = view.is(t + 1, kind::ORG | kind::SOURCE) || view.name(t + 1).is_some();
    // مصدر من الحماية المدنية
    let inside = view.is(t, kind::IN) && !view.known(first).definite && !List::Setting.has(view.fold(t + 1));
    let definite = (inside || view.is(t, kind::FROM)) && view.known(t + 1).definite && !view.timed(t + 1);
    if !open || !place || !(house || definite) {
        return None;
    }
    let mut end = None;
    for n in t + 1..(t + 6).min(limit) {
        let joined_word = view.word(n) && !view.begins(n) && !ends_phrase(view, t + 1, n);
        if !joined_word || (n > t + 2 && !view.known(n).definite && view.name(n).is_none()) {
            break;
        }
        end = Some(n);
    }
    end
}

fn name_beside(view: &View<'_>, role: bool, start: usize, limit: usize) -> Option<(usize, usize)> {
    if start >= limit {
        return None;
    }
    // الناطق باسم كذا، العقيد فلان: the rank before the name.
    let rank = role && view.is(start, kind::ROLE) && view.known(start).definite && view.name(start).is_none();
    let named = |n: usize| view.person_at(n).is_some();
    let start = if rank { (start + 1..(start + 3).min(limit)).find(|&n| named(n)).unwrap_or(start) } else { start };
    if let Some((range, label, _)) = view.name(start)
        && (label == EntityLabel::Per || !role)
    {
        return (label == EntityLabel::Per && range.start == start)
            .then(|| (start, range.end.min(limit).max(start + 1) - 1));
    }
    if !role {
        return None;
    }
    let mut end = start;
    while end < limit && end < start + 5 && name_like(view, end) && (end == start || !view.begins(end)) {
        end += 1;
    }
    let closed = end >= limit
        || view.comma(end)
        || addressed(view, end)
        || view.preposition(end)
        || view.timed(end)
        || view.is(end, ANY_COMPLEMENT)
        || view.sign(end, ':');
    (closed && end >= start + 2 && !view.known(start).definite).then(|| (start, end - 1))
}

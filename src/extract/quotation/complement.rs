//! From a reporting word forward to what it reports: the clause after أن or إن, the marks, the colon, the verbal noun.

use super::lexicon::{ANY_COMPLEMENT, ANY_PREPOSITION, Class, frame, kind};
use super::marks::Pair;
use super::morphology::Shape;
use super::view::View;
use crate::extract::EntityLabel;
use crate::segment::TokenKind;

/// How far, in tokens, a reporting word's content may begin after it.
const REACH: usize = 48;

/// How far a colon may stand after it where no mark follows.
const COLON_REACH: usize = 14;

/// How the content is joined to its cue.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// After أن or إن.
    Clause,
    /// A verbal noun.
    Noun,
    /// In quote marks.
    Marks(Pair),
    /// After a colon, without marks.
    Colon,
    /// After an opening mark that is never closed.
    Open,
}

/// Where a cue's content begins.
#[derive(Copy, Clone, Debug)]
pub(super) struct Complement {
    pub link: Link,
    /// The content's first token.
    pub first: usize,
    /// The first token that belongs to the joint (preposition, أن, colon): the subject ends before it.
    pub joint: usize,
}

/// The bit that allows a clause after the preposition at `t`.
fn allowed_after(view: &View<'_>, t: usize) -> u32 {
    let kinds = view.known(t).kinds;
    [
        (kind::TO, frame::ILA),
        (kind::ON, frame::ALA),
        (kind::FROM, frame::MIN),
        (kind::ABOUT, frame::AN),
        (kind::IN, frame::FI),
    ]
    .iter()
    .filter(|(k, _)| kinds & k != 0)
    .fold(0, |all, (_, bit)| all | bit)
}

/// The bit that allows a verbal noun after the preposition at `t`.
fn noun_after(view: &View<'_>, t: usize) -> u32 {
    let kinds = view.known(t).kinds;
    [
        (kind::TO, frame::ILA_NOUN),
        (kind::ON, frame::ALA_NOUN),
        (kind::FROM, frame::MIN_NOUN),
        (kind::ABOUT, frame::AN_NOUN),
    ]
    .iter()
    .filter(|(k, _)| kinds & k != 0)
    .fold(0, |all, (_, bit)| all | bit)
}

/// Whether the أن at `t` opens the clause that the cue reports, and where the joint begins.
fn clause_at(view: &View<'_>, cue: usize, t: usize, frames: u32) -> Option<usize> {
    let known = view.known(t);
    if known.joined || known.kinds & ANY_COMPLEMENT == 0 {
        return None;
    }
    if known.kinds & kind::COMPLEMENT_BI != 0 {
        return (frames & (frame::BI | frame::CLAUSE | frame::BI_NOUN) != 0).then_some(t);
    }
    let before = t - 1;
    if before == cue {
        return (frames & frame::CLAUSE != 0).then_some(t);
    }
    // ورد فلان بالقول إن
    if view.fold(before) == "بالقول" && frames & frame::DIRECT != 0 {
        return Some(before);
    }
    // قالت هنرييتا فور إن: a name's last word.
    let named = matches!(view.name(before), Some((r, EntityLabel::Per, _)) if r.start < before && r.end == t);
    if named {
        return (frames & frame::CLAUSE != 0).then_some(t);
    }
    if view.preposition(before) && !view.known(before).definite {
        let allowed = frames & allowed_after(view, before) != 0;
        let noun_frame = frames & noun_after(view, before) != 0;
        return (allowed || noun_frame).then_some(before);
    }
    // لا ينبغي لدولة أن تستقبله: the clause is the modal's.
    let modal =
        (cue + 1..before).rev().take(5).any(|n| view.is(n, kind::BLOCK) && view.fold(n).starts_with(['ي', 'ت']));
    if modal && view.fold(t + 1).starts_with(['ي', 'ت', 'ن']) && !view.known(t + 1).definite {
        return None;
    }
    if view.is(before, kind::BLOCK) || view.is(before, kind::RELATIVE) {
        return None;
    }
    // إلا أن, غير أن
    if matches!(view.fold(before), "الا" | "غير" | "بيد" | "لو" | "كما" | "حيث" | "حين") {
        return None;
    }
    (frames & frame::CLAUSE != 0).then_some(t)
}

/// Whether the noun phrase before `t` can be complete, so that a verbal noun at `t` is the verb's object and no part of its subject.
fn phrase_closed(view: &View<'_>, cue: usize, t: usize) -> bool {
    let before = t - 1;
    if before == cue || view.comma(before) || view.sign(before, ')') || view.closes(before).is_some() {
        return true;
    }
    if view.preposition(before) || view.is(before, kind::BLOCK | kind::RELATIVE | kind::NEGATION) {
        return false;
    }
    if view.known(before).definite
        || view.timed(before)
        || view.possessed(before)
        || view.is(before, kind::SELF | kind::ADVERB)
    {
        return true;
    }
    // نفت الشركة في بيان …
    if before > cue + 1 && view.preposition(before - 1) && super::phrase::occasion(view, before) {
        return true;
    }
    if let Some((range, ..)) = view.name(before) {
        return range.end == t;
    }
    let fold = view.fold(before);
    // رجح آخرون توصل الطرفين, أكد مسؤولان مقتل كذا: whole, or the ن would be off.
    let plural = fold.ends_with("ون") || fold.ends_with("ان") && view.is(before, kind::ROLE);
    if plural && before == cue + 1 && fold.chars().count() >= 5 && !view.known(before).joined {
        return true;
    }
    // فصائل سورية معارضة وقف القتال: the last of two adjectives.
    let adjectives = view.cx.form(before).ends_with('ة') && view.cx.form(before - 1).ends_with("ية");
    if adjectives && before > cue + 2 && !view.is(before, kind::ORG | kind::MASDAR | kind::SOURCE) {
        return true;
    }
    (fold.ends_with('ي') || fold.ends_with("يه"))
        && before > cue + 1
        && view.word(before - 1)
        && !view.preposition(before - 1)
}

/// Whether the pair can be speech: a colon or a clause joint before it, or words enough that are no name.
pub(super) fn speech(view: &View<'_>, pair: Pair) -> bool {
    let after_colon = pair.open > 0 && view.sign(pair.open - 1, ':');
    let words = view.words_in(pair);
    if after_colon {
        return words > 0;
    }
    words >= 4 && !is_name(view, pair)
}

/// Whether few words in marks are speech, because they stand straight after the verb: قائلا «لن نرحل», وأضاف «سننتصر عليهم قريبا».
fn short_speech(view: &View<'_>, cue: usize, pair: Pair) -> bool {
    let words = view.words_in(pair);
    let saying = view.fold(cue).starts_with("قايل");
    let least = if saying { 2 } else { 3 };
    let near = saying || pair.open == cue + 1;
    let subject = (pair.close + 1..pair.close + 4).any(|n| view.is(n, ANY_COMPLEMENT) && !view.begins(n));
    near && words >= least && !subject && !is_name(view, pair)
}

/// Whether few words in marks that end the sentence are what was said: قال فلان في بيان «لسنا طلاب حرب».
fn closing_speech(view: &View<'_>, cue: usize, pair: Pair) -> bool {
    let class = view.form(cue).map(|f| f.lexeme.class);
    let (before, after) = (pair.open.saturating_sub(1), pair.close + 1);
    let over = after >= view.len() || view.begins(after) || view.stop(after);
    let noun = kind::ORG | kind::MEDIA | kind::TITLE | kind::SPOKESMAN | kind::ROLE;
    let free = view.wordlike(before)
        && !view.preposition(before)
        && !view.is(before, noun)
        && !matches!(view.fold(before), "ب" | "ل" | "ك" | "ال" | "لل");
    let alone = !(cue + 1..pair.open).any(|n| view.form(n).is_some());
    class == Some(Class::Say) && alone && over && free && view.words_in(pair) >= 2 && !is_name(view, pair)
}

/// Whether the words in marks can be what the cue reports.
fn spoken_in(view: &View<'_>, cue: usize, pair: Pair) -> bool {
    let (before, after) = (pair.open - 1, pair.close + 1);
    // بيان صادر عن «المجلس المحلي في البلدة» أن: the source.
    let source = !view.sign(before, ':')
        && view.is(after, kind::COMPLEMENT)
        && !view.known(after).joined
        && !view.begins(after)
        && view.preposition(before);
    !source && (speech(view, pair) || short_speech(view, cue, pair) || closing_speech(view, cue, pair))
}

/// Whether what stands between the marks is a name.
pub(super) fn is_name(view: &View<'_>, pair: Pair) -> bool {
    let whole = |(range, ..): (core::ops::Range<usize>, EntityLabel, usize)| {
        range.start <= pair.open + 1 && range.end >= pair.close
    };
    // "ي ب ك/ بي كا كا": two of them.
    let all = || (pair.open + 1..pair.close).filter(|&t| view.wordlike(t)).all(|t| view.name(t).is_some());
    view.name(pair.open + 1).is_some_and(whole) || view.words_in(pair) > 0 && all()
}

/// Walks on from a cue at `cue` until its content begins. `None` where it reports nothing.
pub(super) fn find(view: &View<'_>, cue: usize) -> Option<Complement> {
    let form = view.form(cue)?;
    let mut frames = form.lexeme.frames;
    // أرجع ذلك إلى أسباب منها أن
    if frames & frame::CAUSE != 0 && (cue + 1..cue + 5).any(|n| view.is(n, kind::DISTANCE)) {
        frames |= frame::CLAUSE | frame::ILA;
    }
    // مسؤول تابع للوزارة
    if view.fold(cue) == "تابع" && view.fold(cue + 1).starts_with('ل') {
        return None;
    }
    // وأضاف سنحدد موقفنا: the words themselves, without a joint.
    if frames & frame::DIRECT != 0
        && form.shape == Shape::Past
        && (view.known(cue).joined || view.begins(cue))
        && !view.begins(cue + 1)
        && view.future(cue + 1)
    {
        return Some(Complement { link: Link::Open, first: cue + 1, joint: cue + 1 });
    }
    let participle = form.shape == Shape::Participle;
    let reach = if participle { 14 } else { REACH };
    let mut nominal: Option<Complement> = None;
    // Taken only where no other content comes.
    let mut weak: Option<Complement> = None;
    let mut t = cue + 1;
    while t < view.len().min(cue + 1 + reach) {
        // ندوة بعنوان «أي مصير؟» أنه: the stop between the marks ends no sentence.
        let goes_on = view.begins(t)
            && view.fold(t).starts_with("ان")
            && view.is(t, kind::COMPLEMENT)
            && view.closes(t - 1).is_some_and(|p| p.open > cue)
            && view.same_section(cue, t);
        if view.begins(t) && !goes_on || view.closes(t).is_some_and(|p| p.open < cue) {
            break;
        }
        if let Some(pair) = view.opens(t) {
            // دعت «القوى الحية» إلى التجمع: who is called on, not what is said.
            let called = frames & frame::ADDRESSED != 0
                && frames & (noun_after(view, pair.close + 1) | allowed_after(view, pair.close + 1)) != 0;
            // تحت شعار «…», حول موضوع «…»: a title.
            let title = matches!(view.fold(t - 1), "ل" | "ك" | "لل") && form.lexeme.class != Class::Demand
                || view.is(t - 1, kind::TITLE)
                || view.is(t - 1, kind::PREPOSITION) && view.is(t - 2, kind::TITLE);
            // توعد بـ"سحق الإرهابيين", وصفها بـ«المجزرة البشعة»: in the source's own words.
            let held = view.fold(t - 1) == "ب"
                && frames & (frame::BI | frame::BI_NOUN) != 0
                && matches!(form.lexeme.class, Class::Warn | Class::Promise | Class::Demand | Class::Claim)
                && view.words_in(pair) >= 2
                && !is_name(view, pair);
            if held {
                return Some(Complement { link: Link::Marks(pair), first: t, joint: t - 1 });
            }
            let speaks = spoken_in(view, cue, pair);
            // نسب إلى «المجلس»: the source.
            let source = frames & frame::QUOTE != 0 && view.is(t - 1, kind::TO | kind::ABOUT);
            let spoken = frames & frame::DIRECT != 0 && speaks && !called && !title && !source;
            // صحيفة «…»: its name; وقالت الصحيفة «…»: her words.
            let named = view.is(t - 1, kind::MEDIA | kind::ORG) && !view.known(t - 1).definite;
            // وصفت القرار «الذي …» بأنه: what is described.
            let told =
                view.is(pair.close + 1, kind::COMPLEMENT_BI) && frames & (frame::BI | frame::CLAUSE) == frame::BI;
            if spoken && !named && !told {
                let joint = if view.sign(t - 1, ':') { t - 1 } else { t };
                return Some(Complement { link: Link::Marks(pair), first: t, joint });
            }
            t = pair.close.max(t) + 1;
            continue;
        }
        let single = view.cx.kind(t) == Some(TokenKind::Quote) && view.closes(t).is_none();
        let named = t > 0 && view.is(t - 1, kind::TITLE | kind::MEDIA | kind::ORG);
        // قائلا " كلام: straight after the verb it opens, whichever way it leans.
        let leans = t > cue + 1 && view.leans_on_next(t) || t == cue + 1 && participle && view.wordlike(t + 1);
        if single && frames & frame::DIRECT != 0 && leans && !named {
            let joint = if view.sign(t - 1, ':') { t - 1 } else { t };
            return Some(Complement { link: Link::Open, first: t + 1, joint });
        }
        if view.sign(t, '(') {
            t = (t..t + 14).find(|&n| view.sign(n, ')')).unwrap_or(t) + 1;
            continue;
        }
        if view.sign(t, ':')
            && frames & frame::DIRECT != 0
            && !view.begins(t + 1)
            && t <= cue + COLON_REACH
            && view.cx.kind(t - 1) != Some(TokenKind::Number)
        {
            match view.opens(t + 1) {
                Some(_) => {}
                None if view.cx.kind(t + 1) == Some(TokenKind::Quote) => {}
                // وقال في بيان: إن كذا
                None if view.is(t + 1, kind::COMPLEMENT)
                    && !view.known(t + 1).joined
                    && frames & frame::CLAUSE != 0
                    && !view.begins(t + 2) =>
                {
                    return Some(Complement { link: Link::Clause, first: t + 2, joint: t });
                }
                None if view.wordlike(t + 1) => return Some(Complement { link: Link::Colon, first: t + 1, joint: t }),
                None => break,
            }
        }
        // لم يؤكد المرصد ما إذا كان كذا
        if frames & frame::CONFIRMS != 0 && view.fold(t) == "ما" && view.fold(t + 1) == "اذا" && !view.begins(t + 1)
        {
            return Some(Complement { link: Link::Clause, first: t, joint: t });
        }
        if view.is(t, ANY_COMPLEMENT) {
            if let Some(joint) = clause_at(view, cue, t, frames) {
                if view.begins(t + 1) {
                    break;
                }
                return Some(Complement { link: Link::Clause, first: t + 1, joint });
            }
        } else if nominal.is_none() {
            nominal = noun_at(view, cue, t, frames);
            weak = weak.or_else(|| called_for(view, cue, t, frames));
            if nominal.is_some() && !view.known(t).definite && !accusative(view, t) {
                break;
            }
        }
        if view.finite(t) && (view.known(t).joined || view.comma(t - 1)) && t > cue + 1 && own_content(view, t) {
            break;
        }
        if view.form(t).is_some_and(|f| f.shape == Shape::Participle)
            && t > cue + 1
            && own_content(view, t)
            && view.comma(t - 1)
        {
            break;
        }
        t += 1;
    }
    nominal.or(weak)
}

/// What is called for after an attached ل: داعيا المؤسسات الدولية للتدخل; but not whom one speaks to or for what purpose.
fn called_for(view: &View<'_>, cue: usize, t: usize, frames: u32) -> Option<Complement> {
    let demand = view.form(cue).is_some_and(|f| f.lexeme.class == Class::Demand);
    let house = kind::ROLE | kind::ORG | kind::MEDIA | kind::SOURCE;
    let plain = !view.comma(t - 1) && !view.is(t, house) && !(cue + 1..t).any(|n| view.preposition(n));
    let fits = demand && frames & frame::ILA_NOUN != 0 && plain && view.li_masdar(t);
    (fits && (t == cue + 1 || phrase_closed(view, cue, t))).then_some(Complement {
        link: Link::Noun,
        first: t,
        joint: t,
    })
}

/// Whether a reporting form at `t` is followed at once by a joint, so that the content after it is its own.
fn own_content(view: &View<'_>, t: usize) -> bool {
    (t + 1..t + 4).any(|n| view.is(n, ANY_COMPLEMENT) || view.sign(n, ':'))
}

/// Whether a warning is of the noun at `t`: حذر من مجاعة, من خطورة الوضع.
fn danger(view: &View<'_>, cue: usize, t: usize) -> bool {
    view.form(cue).is_some_and(|f| f.lexeme.class == Class::Warn)
        && view.word(t)
        && !view.begins(t)
        && view.name(t).is_none()
        && !view.timed(t)
        && !view.is(t, ANY_COMPLEMENT | ANY_PREPOSITION | kind::RELATIVE | kind::PRONOUN | kind::NEGATION | kind::ROLE)
        && !view.known(t).joined
}

/// Whether the noun at `t` has its owner's pronoun: ضلوعه, علمها.
fn owned(view: &View<'_>, t: usize) -> bool {
    // As written: a folded ة is a ه too.
    let fold = view.cx.form(t);
    let k = view.known(t);
    let letters = fold.chars().count();
    view.word(t)
        && !k.definite
        && !k.joined
        && k.kinds
            & (kind::ROLE | kind::ORG | kind::MEDIA | kind::SOURCE | kind::VERB | ANY_PREPOSITION | kind::PRONOUN)
            == 0
        && view.name(t).is_none()
        && (letters >= 5 && fold.ends_with('ه') || letters >= 6 && (fold.ends_with("ها") || fold.ends_with("هم")))
        && !fold.ends_with("يه")
}

/// Whether an indefinite verbal noun in the accusative stands at `t`: أعلن انسحابا كاملا; but احتجاجا على says why.
fn accusative(view: &View<'_>, t: usize) -> bool {
    let Some(base) = view.fold(t).strip_suffix('ا') else { return false };
    let adverb = view.is(t, kind::OCCASION | kind::ADVERB | kind::TIME | kind::ROLE) || view.form(t).is_some();
    view.word(t) && !view.known(t).joined && !adverb && view.name(t).is_none() && super::verbal::masdar_word(base)
}

fn noun_at(view: &View<'_>, cue: usize, t: usize, frames: u32) -> Option<Complement> {
    if super::phrase::unnamed(view, t) || super::phrase::unnamed(view, t - 1) {
        return None;
    }
    // اعترفت بعلاقتها بهم: what is confessed has its owner's pronoun.
    let confessed = frames & frame::BI_NOUN != 0 && frames & frame::CONFIRMS != 0 && view.bi_owned(t);
    if confessed || frames & frame::BI_NOUN != 0 && view.bi_masdar(t) && !view.preposition(t - 1) {
        return Some(Complement { link: Link::Noun, first: t, joint: t });
    }
    // دعت عبو إلى: a subject of one word, whatever it is.
    let single = t == cue + 2 && view.word(cue + 1) && !view.preposition(cue + 1);
    // أعلنت الوزيرة على هامش كذا عن تعزيز: far from the verb too, unless another word governs عن.
    let apart = view.is(t, kind::ABOUT)
        && frames & frame::AN_NOUN != 0
        && !view.masdar(t - 1)
        && !view.is(t - 1, kind::ROLE)
        && view.fold(t - 1) != "بعيدا";
    let near =
        apart || t == cue + 1 || single || phrase_closed(view, cue, t) || view.is(t - 1, kind::ADVERB | kind::PRONOUN);
    if near
        && view.preposition(t)
        && !view.known(t).joined
        && frames & noun_after(view, t) != 0
        && (view.masdar(t + 1)
            || apart && view.is(t + 1, kind::EVENT)
            || matches!(view.fold(t + 1), "اي" | "عدم")
            || danger(view, cue, t + 1))
    {
        return Some(Complement { link: Link::Noun, first: t + 1, joint: t });
    }
    // داعيا الحكومة إلى "تلافي الثغرات": the noun in marks.
    if near
        && frames & noun_after(view, t) != 0
        && !view.known(t).joined
        && let Some(pair) = view.opens(t + 1).filter(|p| view.words_in(*p) >= 2 && !is_name(view, *p))
        && (view.masdar(pair.open + 1)
            || view.form(cue).is_some_and(|f| matches!(f.lexeme.class, Class::Demand | Class::Warn)))
    {
        return Some(Complement { link: Link::Marks(pair), first: t + 1, joint: t });
    }
    let deny = view.form(cue).is_some_and(|f| f.lexeme.class == Class::Deny);
    let deniable = view.is(t, kind::DENIABLE) && deny;
    let own_deed = deny && owned(view, t) && view.is(t + 1, ANY_PREPOSITION);
    // نفى هذه الاتهامات
    let these = deny && matches!(view.fold(t), "هذه" | "هذا" | "تلك") && view.is(t + 1, kind::DENIABLE);
    let deniable = deniable || own_deed || these;
    // أكدت إدارة المعبر: who says it.
    let house = t == cue + 1 && view.is(t, kind::ORG);
    let deed = view.masdar(t) || view.owned_masdar(t) || view.fold(t) == "عدم" || accusative(view, t) && t > cue + 1;
    let figure = frames & frame::FIGURES != 0 && view.is(t, kind::FIGURE);
    let object = !house && (frames & frame::OBJECT != 0 && (deed || deniable) || figure);
    let open = object
        && !view.known(t).joined
        && phrase_closed(view, cue, t)
        && view.name(t).is_none_or(|(r, label, _)| r.len() <= 1 && label != EntityLabel::Per);
    // A definite verbal noun is an object only where it takes a complement of its own: التوصل إلى.
    // التوصل لاتفاق, الالتزام بالهدنة
    let attached =
        || view.prefixed(t + 1) && !view.begins(t + 1) && view.name(t + 1).is_none_or(|(r, ..)| r.start == t + 1);
    let governs = deniable || !view.known(t).definite || view.is(t + 1, ANY_PREPOSITION) || attached();
    (open && governs).then_some(Complement { link: Link::Noun, first: t, joint: t })
}

//! The grammar of numbers: what may follow what, and what it adds up to.

use super::digits;
use super::table::{Class, Piece, piece};
use super::{Ending, Kind, Number, Style, Words};

/// A step of a number: a word or two (ثلاثة عشر, ثلاثة أخماس), or digits.
#[derive(Copy, Clone, Debug)]
struct Step {
    class: Class,
    value: f64,
    decimal: f64,
    digits: bool,
    /// Whether و stands before it.
    joined: bool,
    /// The next token.
    end: usize,
    head: Piece,
}

fn digit_piece(value: f64) -> Piece {
    Piece { class: Class::Unit, value, lead: 0, conjunction: false, preposition: false, article: false }
}

/// The word at `at`, with what belongs to it: unit and ten, unit and parts.
fn word<W: Words + ?Sized>(words: &W, at: usize) -> Option<Step> {
    let mut head = piece(words.fold(at))?;
    let next = (!words.breaks(at + 1)).then(|| piece(words.fold(at + 1))).flatten();
    // وأحد folds to واحد.
    let ten = next.is_some_and(|n| n.class == Class::Ten && n.bare());
    if words.fold(at) == "واحد" && (ten || words.form(at).starts_with("وأ")) {
        (head.class, head.conjunction, head.lead) = (Class::One, true, 2);
    }
    // ميتا is `dead` and متين `firm` where no hamza says مئتا and no number follows.
    let doubtful = matches!(words.fold(at), "ميتا" | "ميتي" | "متين" | "تنين" | "المتين" | "التنين" | "والتنين");
    if doubtful && !words.form(at).contains('ئ') && next.is_none_or(|n| !n.conjunction) {
        return None;
    }
    let mut out = Step {
        class: head.class,
        value: head.value,
        decimal: head.value,
        digits: false,
        joined: head.conjunction,
        end: at + 1,
        head,
    };
    match (head.class, next) {
        (Class::One | Class::Unit, Some(n)) if n.class == Class::Ten && n.bare() && head.value < 10.0 => {
            (out.class, out.value, out.end) = (Class::Teen, head.value + 10.0, at + 2);
        }
        (Class::One, Some(n))
            if n.class == Class::Tens && n.conjunction && n.article == head.article && !n.preposition =>
        {
            out.class = Class::Unit;
        }
        (Class::One, _) => {
            // أحد و عشرون, apart.
            let tens = (words.fold(at + 1) == "و" && !words.breaks(at + 1)).then(|| piece(words.fold(at + 2)));
            let tens = tens.flatten().filter(|t| t.class == Class::Tens && t.article == head.article);
            tens?;
            out.class = Class::Unit;
        }
        (Class::Unit | Class::Ten | Class::Teen, Some(n)) if n.class == Class::Parts && n.lead == 0 => {
            (out.class, out.value, out.end) = (Class::Fraction, head.value / n.value, at + 2);
        }
        (Class::Ordinal | Class::OrdinalOne, Some(n)) if n.class == Class::Ten && n.lead == 0 && head.value < 10.0 => {
            (out.class, out.value, out.end) = (Class::Ordinal, head.value + 10.0, at + 2);
        }
        (Class::Fraction, _) => out.value = 1.0 / head.value,
        (Class::Parts, _) => return None,
        (Class::TwoParts, _) => (out.class, out.value) = (Class::Fraction, 2.0 / head.value),
        _ => {}
    }
    out.decimal = out.value;
    Some(out)
}

fn step<W: Words + ?Sized>(words: &W, at: usize) -> Option<Step> {
    if let Some(d) = digits::read(words, at) {
        return Some(Step {
            class: Class::Unit,
            value: d.value,
            decimal: d.decimal,
            digits: true,
            joined: false,
            end: at + d.tokens,
            head: digit_piece(d.value),
        });
    }
    word(words, at)
}

/// The next step after `at`, over a و of its own.
fn following<W: Words + ?Sized>(words: &W, at: usize) -> Option<Step> {
    if words.breaks(at) {
        return None;
    }
    if words.fold(at) == "و" && !words.breaks(at + 1) {
        return step(words, at + 1).filter(|s| !s.joined && !s.head.preposition).map(|s| Step { joined: true, ..s });
    }
    step(words, at).filter(|s| !s.head.preposition)
}

/// A number being added up: finished groups, the group below the next scale word, and the last scale.
#[derive(Copy, Clone, Debug)]
struct Sum {
    total: f64,
    group: f64,
    floor: f64,
    last: Class,
    last_digits: bool,
    decimal: f64,
    ending: Ending,
}

fn rest(value: f64, by: f64) -> f64 {
    value % by
}

impl Sum {
    fn value(&self) -> f64 {
        self.total + self.group
    }

    fn after_round(&self) -> bool {
        matches!(
            self.last,
            Class::Hundred | Class::Hundreds | Class::Scale | Class::Tanwin | Class::Dual | Class::Plural
        )
    }

    fn start(s: &Step, scale: f64) -> Self {
        let group = if scale > 0.0 { 0.0 } else { s.value };
        Self {
            total: scale,
            group,
            floor: if scale > 0.0 { s.head.value } else { f64::INFINITY },
            last: s.class,
            last_digits: s.digits,
            decimal: s.decimal,
            ending: ending(s),
        }
    }

    /// Takes a step in, or says that the number ended before it. `next` is the step after it, for digits without و.
    fn take(&mut self, s: &Step, next: Option<&Step>) -> bool {
        let low = rest(self.group, 100.0);
        let ok = if s.digits {
            self.take_digits(s, next)
        } else if s.joined {
            match s.class {
                Class::Unit | Class::Ten | Class::Teen if self.after_round() && low == 0.0 => self.add(s.value),
                Class::Tens if self.after_round() && low == 0.0 => self.add(s.value),
                Class::Tens if self.last == Class::Unit && !self.last_digits && (1.0..10.0).contains(&low) => {
                    self.add(s.value)
                }
                Class::Hundred | Class::Hundreds if self.group == 0.0 && self.total > 0.0 => self.add(s.value),
                Class::Scale | Class::Tanwin if self.group == 0.0 && self.total > 0.0 && s.value < self.floor => {
                    self.scale(s.value, 1.0)
                }
                Class::Dual if self.group == 0.0 && self.total > 0.0 && s.value < self.floor => {
                    self.scale(s.value, 2.0)
                }
                _ => false,
            }
        } else {
            match s.class {
                Class::Hundred if self.last == Class::Unit && self.hundredable() => {
                    let unit = if self.last_digits { self.group } else { low };
                    self.add(unit * 99.0)
                }
                Class::Scale | Class::Tanwin | Class::Plural if self.group > 0.0 && s.value < self.floor => {
                    let by = if self.last_digits && self.decimal > 0.0 { self.decimal } else { self.group };
                    self.group = 0.0;
                    self.scale(s.value, by)
                }
                Class::Scale | Class::Plural if self.group == 0.0 && s.value >= self.floor && self.floor < 1e6 => {
                    self.total *= s.value;
                    self.floor = s.value;
                    true
                }
                Class::Dozen | Class::Dozens if self.group > 0.0 && self.total == 0.0 => {
                    self.group *= s.value;
                    true
                }
                _ => false,
            }
        };
        if ok {
            (self.last, self.last_digits) = (s.class, s.digits);
            if !(s.digits && self.total == 0.0) {
                self.decimal = 0.0;
            }
            self.ending = ending(s);
        }
        ok
    }

    fn hundredable(&self) -> bool {
        if self.last_digits {
            self.group >= 1.0 && self.group < 1000.0 && self.group.fract() == 0.0
        } else {
            self.group >= 3.0 && self.group < 10.0
        }
    }

    fn take_digits(&mut self, s: &Step, next: Option<&Step>) -> bool {
        let whole = s.value.fract() == 0.0 && s.value > 0.0;
        let fits = if self.group == 0.0 {
            s.value < self.floor && self.total > 0.0
        } else {
            rest(self.group, 100.0) == 0.0 && s.value < 100.0
        };
        let goes_on = next.is_some_and(|n| {
            !n.joined && matches!(n.class, Class::Hundred | Class::Scale | Class::Plural | Class::Tanwin)
        });
        whole && fits && self.after_round() && (s.joined || (goes_on && !self.last_digits)) && self.add(s.value)
    }

    fn add(&mut self, value: f64) -> bool {
        self.group += value;
        true
    }

    fn scale(&mut self, scale: f64, by: f64) -> bool {
        self.total += scale * by;
        self.floor = scale;
        true
    }
}

fn ending(s: &Step) -> Ending {
    match s.class {
        _ if s.digits => Ending::Open,
        Class::Unit if s.value == 1.0 => Ending::One,
        Class::Unit if s.value == 2.0 => Ending::Two,
        Class::Unit | Class::Ten | Class::Vague => Ending::Few,
        Class::Teen | Class::Tens => Ending::Many,
        Class::Hundred
        | Class::Hundreds
        | Class::Scale
        | Class::Tanwin
        | Class::Dual
        | Class::Plural
        | Class::Dozen
        | Class::Dozens => Ending::Round,
        _ => Ending::Open,
    }
}

pub(super) fn number<W: Words + ?Sized>(words: &W, at: usize, whole: bool) -> Option<Number> {
    let first = step(words, at)?;
    let head = first.head;
    let done = |value: f64, decimal: f64, end: usize, kind: Kind, style: Style, ending: Ending| Number {
        value,
        decimal,
        tokens: end - at,
        kind,
        style,
        ending,
        lead: head.lead,
        conjunction: head.conjunction,
        preposition: head.preposition,
        definite: head.article,
    };
    match first.class {
        _ if first.digits => {}
        Class::Ordinal | Class::OrdinalOne => {
            let (value, end) = ordinal(words, &first)?;
            return Some(done(value, value, end, Kind::Ordinal, Style::Words, Ending::Open));
        }
        Class::Vague | Class::Plural => {
            let (value, end) = vague(words, &first);
            return Some(done(value, value, end, Kind::Vague, Style::Words, Ending::Round));
        }
        Class::Fraction => {
            let (value, end, kind) = fraction(words, &first);
            return Some(done(value, value, end, kind, Style::Words, Ending::Open));
        }
        Class::Parts | Class::One | Class::TwoParts | Class::Dozens => return None,
        _ => {}
    }
    let (mut sum, mut end) = (begin(words, &first), first.end);
    let mut mixed = false;
    while let Some(s) = following(words, end) {
        let inside = sum.last == Class::Unit && s.class == Class::Tens && !s.digits;
        if s.joined && !whole && !inside {
            break;
        }
        if let Some(f) = (s.joined && s.class == Class::Fraction).then_some(&s) {
            let (value, to) = with_fraction(words, &sum, f);
            let style = if first.digits { Style::Mixed } else { Style::Words };
            return Some(done(value, value, to, Kind::Cardinal, style, Ending::Open));
        }
        let next = if s.digits { following(words, s.end) } else { None };
        if !sum.take(&s, next.as_ref()) {
            break;
        }
        mixed |= s.digits != first.digits;
        end = s.end;
    }
    let style = if mixed {
        Style::Mixed
    } else if first.digits {
        Style::Digits
    } else {
        Style::Words
    };
    let point = matches!(words.fold(end), "فاصله" | "فاصل");
    let (value, end) = if first.digits && !mixed && !point { (sum.value(), end) } else { tail(words, &sum, end) };
    let style = if point && first.digits { Style::Mixed } else { style };
    let decimal = if style == Style::Digits { first.decimal } else { value };
    Some(done(value, decimal, end, Kind::Cardinal, style, sum.ending))
}

/// The first step's value: a scale word alone is one of it, its dual two; ألفا before what it counts is the dual.
fn begin<W: Words + ?Sized>(words: &W, first: &Step) -> Sum {
    let scale = match first.class {
        _ if first.digits => 0.0,
        Class::Scale => first.value,
        Class::Dual => 2.0 * first.value,
        Class::Tanwin => {
            let next = words.fold(first.end);
            let alone = next.is_empty() || words.breaks(first.end) || next.starts_with('و') || !letter(next);
            if alone { first.value } else { 2.0 * first.value }
        }
        _ => 0.0,
    };
    Sum::start(first, scale)
}

fn letter(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic)
}

/// الثاني عشر, الحادي والعشرون, الخامس بعد المئة.
fn ordinal<W: Words + ?Sized>(words: &W, first: &Step) -> Option<(f64, usize)> {
    let (mut value, mut end) = (first.value, first.end);
    let mut more = false;
    if value < 10.0 {
        let tens = following(words, end).filter(|s| s.joined && s.class == Class::Tens && !s.digits);
        if let Some(s) = tens.filter(|s| s.head.article == first.head.article) {
            (value, end, more) = (value + s.value, s.end, true);
        }
    }
    if first.class == Class::OrdinalOne && !more {
        return None;
    }
    if words.fold(end) == "بعد" && !words.breaks(end) && !words.breaks(end + 1) {
        let round =
            piece(words.fold(end + 1)).filter(|p| matches!(p.class, Class::Hundred | Class::Scale) && p.article);
        if let Some(p) = round {
            (value, end) = (value + p.value, end + 2);
        }
    }
    Some((value, end))
}

/// عشرات الآلاف: the product of the least values.
fn vague<W: Words + ?Sized>(words: &W, first: &Step) -> (f64, usize) {
    let (mut value, mut end) = (first.value, first.end);
    while !words.breaks(end) {
        let next = piece(words.fold(end)).filter(|p| p.lead == 0 && matches!(p.class, Class::Plural | Class::Vague));
        let Some(p) = next else { break };
        (value, end) = (value * p.value, end + 1);
    }
    (value, end)
}

/// A scale word or dozen after a fraction: نصف مليون, ثلاثة أرباع المليون.
fn scaled<W: Words + ?Sized>(words: &W, end: usize) -> Option<(f64, bool)> {
    let p = (!words.breaks(end)).then(|| piece(words.fold(end))).flatten()?;
    (p.lead == 0 && matches!(p.class, Class::Scale | Class::Dozen)).then_some((p.value, p.article))
}

fn fraction<W: Words + ?Sized>(words: &W, first: &Step) -> (f64, usize, Kind) {
    match scaled(words, first.end) {
        Some((by, _)) => (first.value * by, first.end + 1, Kind::Cardinal),
        None => (first.value, first.end, Kind::Fraction),
    }
}

/// A number and a fraction: of its last scale word where it ends in one, of the scale named after it, or of one.
fn with_fraction<W: Words + ?Sized>(words: &W, sum: &Sum, f: &Step) -> (f64, usize) {
    let base = sum.value();
    match scaled(words, f.end) {
        Some((by, article)) if sum.group == 0.0 || article => (base + f.value * by, f.end + 1),
        Some((by, _)) => (sum.total + (sum.group + f.value) * by, f.end + 1),
        None if sum.group == 0.0 && sum.total > 0.0 => (base + f.value * sum.floor, f.end),
        None => (base + f.value, f.end),
    }
}

/// What may stand after a number in words: فاصلة and decimals, جزء من مئة, a fraction that multiplies (عشرون خمسا).
fn tail<W: Words + ?Sized>(words: &W, sum: &Sum, end: usize) -> (f64, usize) {
    let value = sum.value();
    if words.breaks(end) {
        return (value, end);
    }
    match words.fold(end) {
        "فاصله" | "فاصل" => decimals(words, value, end + 1).unwrap_or((value, end)),
        "جزء" | "جزءا" | "اجزاء" if words.fold(end + 1) == "من" => {
            let whole = piece(words.fold(end + 2)).filter(|p| matches!(p.class, Class::Hundred | Class::Scale));
            let low = rest(value, 100.0);
            whole.map_or((value, end), |p| (value - low + low / p.value, end + 3))
        }
        _ => multiplied(words, sum, end),
    }
}

fn multiplied<W: Words + ?Sized>(words: &W, sum: &Sum, end: usize) -> (f64, usize) {
    let value = sum.value();
    let plain = matches!(sum.last, Class::Unit | Class::Ten | Class::Teen | Class::Tens) && !sum.last_digits;
    match piece(words.fold(end)).filter(|p| p.bare() && plain) {
        Some(p) if p.class == Class::Parts => (value / p.value, end + 1),
        Some(p) if p.class == Class::Unit && p.value > 4.0 && value > 10.0 && words.fold(end + 1).is_empty() => {
            (value / p.value, end + 1)
        }
        _ => (value, end),
    }
}

/// The decimals after فاصلة, word by word: zeros first, then a number below a thousand; then a scale word.
fn decimals<W: Words + ?Sized>(words: &W, value: f64, at: usize) -> Option<(f64, usize)> {
    let (mut at, mut zeros) = (at, String::new());
    while piece(words.fold(at)).is_some_and(|p| p.class == Class::Zero && p.bare()) {
        zeros.push('0');
        at += 1;
    }
    let (mut digits, mut end) = (zeros, at);
    let more = step(words, at).filter(|s| {
        !s.joined
            && !words.breaks(at)
            && (s.digits || matches!(s.class, Class::Unit | Class::Ten | Class::Teen | Class::Tens))
    });
    if let Some(s) = more {
        let (mut low, mut to) = (s.value, s.end);
        let tens = following(words, to).filter(|t| t.joined && t.class == Class::Tens && s.class == Class::Unit);
        if let Some(t) = tens.filter(|_| low < 10.0) {
            (low, to) = (low + t.value, t.end);
        }
        digits.push_str(&low.to_string());
        end = to;
    }
    let value: f64 = (!digits.is_empty()).then(|| format!("{value}.{digits}").parse().ok())??;
    match scaled(words, end) {
        Some((by, false)) => Some((value * by, end + 1)),
        _ => Some((value, end)),
    }
}

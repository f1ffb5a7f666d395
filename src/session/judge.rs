//! What the machine got wrong, and how far two annotators agree.
//!
//! The machine's proposals are judged by the person's decisions: what is not decided yet counts for nothing. Two annotators' documents of
//! one text are compared by F1 over exact spans with labels, and by Cohen's kappa (1960) and Krippendorff's alpha (nominal, 2 coders;
//! Krippendorff 2011) over the text's code points, each with the label that covers it or none, so that an end that differs weighs as much
//! as the letters it is about.

use crate::annotate::{Annotation, AnnotationDocument, By, Review};
use crate::text::CharSpan;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Counts of one label.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Proposed and right.
    pub right: usize,
    /// Proposed and wrong.
    pub wrong: usize,
    /// Not proposed, but should have been.
    pub missed: usize,
}

#[allow(clippy::cast_precision_loss, reason = "counts of annotations")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Score {
    /// Right among proposed.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// Right among what should have been proposed.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }

    /// Their harmonic mean.
    pub fn f1(self) -> Option<f64> {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

/// What a person changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The annotation.
    pub id: String,
    /// Its words now.
    pub words: String,
    /// The machine's label; `None` where it proposed nothing.
    pub proposed: Option<String>,
    /// The label now; `None` where it was rejected.
    pub decided: Option<String>,
    /// Whether the ends were moved.
    pub moved: bool,
}

/// Scores by label, and what they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By label, in the order of the codes.
    pub labels: BTreeMap<String, Score>,
    /// What a person changed, in text order.
    pub differences: Vec<Difference>,
    /// Proposals that nobody has decided on.
    pub open: usize,
}

impl Report {
    /// All labels together.
    pub fn all(&self) -> Score {
        let mut out = Score::default();
        self.labels.values().for_each(|s| out.add(*s));
        out
    }

    /// Takes another article's report in.
    pub fn add(&mut self, other: Self) {
        for (label, score) in other.labels {
            self.labels.entry(label).or_default().add(score);
        }
        self.differences.extend(other.differences);
        self.open += other.open;
    }
}

/// The report on one article.
pub fn judge(document: &AnnotationDocument) -> Report {
    let mut out = Report::default();
    for a in &document.annotations {
        let machine = a.provenance.by == By::Machine;
        let (label, span) = a.proposed.as_ref().map_or((&a.label, a.span), |p| (&p.label, p.span));
        let rejected = a.review == Review::Rejected;
        match (machine, a.review) {
            (true, Review::Proposed) => {
                out.open += 1;
                continue;
            }
            (true, Review::Rejected) => out.labels.entry(label.clone()).or_default().wrong += 1,
            (true, _) if *label == a.label && span == a.span => {
                out.labels.entry(label.clone()).or_default().right += 1;
                continue;
            }
            (true, _) => {
                out.labels.entry(label.clone()).or_default().wrong += 1;
                out.labels.entry(a.label.clone()).or_default().missed += 1;
            }
            (false, Review::Rejected) => continue,
            (false, _) => out.labels.entry(a.label.clone()).or_default().missed += 1,
        }
        out.differences.push(Difference {
            id: a.id.clone(),
            words: a.text.clone(),
            proposed: machine.then(|| label.clone()),
            decided: (!rejected).then(|| a.label.clone()),
            moved: span != a.span,
        });
    }
    out
}

/// Cohen's kappa of two codings given as pairs with their counts; `None` where chance alone would always agree.
#[allow(clippy::cast_precision_loss, reason = "counts of letters")]
pub fn kappa<T: Ord>(pairs: &BTreeMap<(T, T), usize>) -> Option<f64> {
    let n: usize = pairs.values().sum();
    let mut sides: BTreeMap<&T, (usize, usize)> = BTreeMap::new();
    for ((a, b), count) in pairs {
        sides.entry(a).or_default().0 += count;
        sides.entry(b).or_default().1 += count;
    }
    let n = n as f64;
    let seen = pairs.iter().filter(|((a, b), _)| a == b).map(|(_, c)| *c as f64).sum::<f64>() / n;
    let chance = sides.values().map(|(a, b)| (*a as f64 / n) * (*b as f64 / n)).sum::<f64>();
    (n > 0.0 && chance < 1.0).then(|| (seen - chance) / (1.0 - chance))
}

/// Krippendorff's alpha for two coders and nominal values, from the same pairs; `None` where only one value was ever given.
#[allow(clippy::cast_precision_loss, reason = "counts of letters")]
pub fn alpha<T: Ord>(pairs: &BTreeMap<(T, T), usize>) -> Option<f64> {
    let mut values: BTreeMap<&T, f64> = BTreeMap::new();
    let mut unlike = 0.0;
    for ((a, b), count) in pairs {
        *values.entry(a).or_default() += *count as f64;
        *values.entry(b).or_default() += *count as f64;
        // Each pair stands in the coincidence matrix twice.
        unlike += if a == b { 0.0 } else { 2.0 * *count as f64 };
    }
    let n: f64 = values.values().sum();
    let expected = n * n - values.values().map(|v| v * v).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * unlike / expected)
}

/// Where two annotators differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The one's annotation.
    pub one: Option<Rc<Annotation>>,
    /// The other's.
    pub other: Option<Rc<Annotation>>,
}

/// How far two annotators agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Exact spans with labels.
    pub f1: Option<f64>,
    /// Cohen's kappa over code points.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha over code points.
    pub alpha: Option<f64>,
    /// Annotations that both have.
    pub same: usize,
    /// What they do not, in text order.
    pub disputes: Vec<Dispute>,
}

fn standing<'a>(document: &'a AnnotationDocument, layer: &'a str) -> impl Iterator<Item = &'a Rc<Annotation>> {
    document.annotations.iter().filter(move |a| a.layer == layer && a.review != Review::Rejected)
}

/// The label of every code point: of the shortest annotation that covers it.
fn painted(document: &AnnotationDocument, layer: &str, length: usize) -> Vec<Option<String>> {
    let mut out = vec![None; length];
    let mut all: Vec<_> = standing(document, layer).collect();
    all.sort_by_key(|a| core::cmp::Reverse(a.span.len()));
    for a in all {
        let whole = vec![[a.span.start().get(), a.span.end().get()]];
        for &[from, to] in a.parts.as_ref().unwrap_or(&whole) {
            for at in from..to {
                if let Some(slot) = out.get_mut(at as usize) {
                    *slot = Some(a.label.clone());
                }
            }
        }
    }
    out
}

/// Compares two documents of the same text in one layer; `None` where the texts differ.
pub fn agreement(one: &AnnotationDocument, other: &AnnotationDocument, layer: &str) -> Option<Agreement> {
    if one.document.text != other.document.text {
        return None;
    }
    let key = |a: &Annotation| (a.span, a.parts.clone(), a.label.clone());
    let mut left: FxHashMap<_, Vec<&Rc<Annotation>>> = FxHashMap::default();
    standing(other, layer).for_each(|a| left.entry(key(a)).or_default().push(a));
    let (mut same, mut mine): (usize, Vec<&Rc<Annotation>>) = (0, Vec::new());
    for a in standing(one, layer) {
        match left.get_mut(&key(a)).and_then(Vec::pop) {
            Some(_) => same += 1,
            None => mine.push(a),
        }
    }
    let mut theirs: Vec<&Rc<Annotation>> = left.into_values().flatten().collect();
    theirs.sort_by_key(|a| (a.span, a.id.clone()));
    let mut disputes: Vec<Dispute> = Vec::new();
    for a in &mine {
        let at = theirs.iter().position(|b| b.span.overlaps(a.span));
        disputes.push(Dispute { one: Some(Rc::clone(a)), other: at.map(|at| Rc::clone(theirs.remove(at))) });
    }
    disputes.extend(theirs.iter().map(|b| Dispute { one: None, other: Some(Rc::clone(b)) }));
    let place = |d: &Dispute| d.one.as_ref().or(d.other.as_ref()).map(|a| a.span);
    disputes.sort_by_key(place);
    let length = one.document.text.chars().count();
    let mut pairs: BTreeMap<(Option<String>, Option<String>), usize> = BTreeMap::new();
    for pair in painted(one, layer, length).into_iter().zip(painted(other, layer, length)) {
        *pairs.entry(pair).or_default() += 1;
    }
    let (ours, others) = (standing(one, layer).count(), standing(other, layer).count());
    Some(Agreement { f1: share(2 * same, ours + others), kappa: kappa(&pairs), alpha: alpha(&pairs), same, disputes })
}

/// Whose word stands in a dispute.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The one's.
    #[default]
    One,
    /// The other's.
    Other,
    /// Nobody's.
    Neither,
}

/// The third document: the one's, with each dispute settled as chosen. What both agree on is accepted; ids of what comes from the other are new.
pub fn adjudicated(one: &AnnotationDocument, disputes: &[Dispute], choices: &[Choice]) -> AnnotationDocument {
    let mut out = one.clone();
    let mut settled: Vec<CharSpan> = Vec::new();
    for (n, dispute) in disputes.iter().enumerate() {
        let choice = choices.get(n).copied().unwrap_or_default();
        if let Some(a) = dispute.one.as_ref().filter(|_| choice != Choice::One) {
            out.annotations.retain(|x| x.id != a.id);
            out.entities.iter_mut().for_each(|e| Rc::make_mut(e).mentions.retain(|m| *m != a.id));
            out.relations.retain(|r| r.from != a.id && r.to != a.id);
        }
        if let Some(b) = dispute.other.as_ref().filter(|_| choice == Choice::Other) {
            let mut new = (**b).clone();
            // Its entity is the other document's.
            new.attributes.remove("entity");
            new.id = format!("j{}", n + 1);
            settled.push(new.span);
            out.annotations.push(Rc::new(new));
        }
    }
    out.entities.retain(|e| !e.mentions.is_empty());
    out.annotations.sort_by_key(|a| (a.span.start(), core::cmp::Reverse(a.span.end()), a.id.len(), a.id.clone()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;
    use crate::document::Document;
    use crate::extract::Options;
    use crate::session::{Action, Command, Session, reduce};

    const TEXT: &str = "زار وفد بلدة القاع";

    fn near(got: Option<f64>, wanted: f64) {
        assert!((got.unwrap() - wanted).abs() < 5e-4, "{got:?} is not {wanted}");
    }

    #[test]
    fn kappa_and_alpha_as_computed_by_hand() {
        // Two readers, 50 proposals: both yes 20, both no 15, yes–no 5, no–yes 10: 0.7 seen, 0.5 by chance.
        let pairs = BTreeMap::from([((1, 1), 20), ((1, 0), 5), ((0, 1), 10), ((0, 0), 15)]);
        near(kappa(&pairs), 0.4);
        // Krippendorff (2011), the example of two observers and binary data: alpha = 0.095.
        let (a, b) = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
        let mut pairs = BTreeMap::new();
        a.into_iter().zip(b).for_each(|p| *pairs.entry(p).or_default() += 1);
        near(alpha(&pairs), 0.095);
        let one = BTreeMap::from([((0, 0), 9)]);
        assert_eq!((kappa(&one), alpha(&one)), (None, None), "one value only says nothing");
    }

    fn marked(marks: &[(u32, u32, &str)]) -> AnnotationDocument {
        let mut d = annotate::annotate(&Document::new(TEXT).unwrap(), &Options::default());
        d.annotations.clear();
        d.entities.clear();
        d.relations.clear();
        let mut s = reduce(Rc::new(Session::default()), Action::Open(Box::new(d)));
        for &(from, to, label) in marks {
            let (span, layer, label) = (CharSpan::new(from, to), "entity".to_owned(), label.to_owned());
            s = reduce(s, Action::Do(Command::Add { span, layer, label }, String::new()));
        }
        s.work.as_ref().unwrap().document.clone()
    }

    #[test]
    fn two_annotators_of_one_text() {
        // 18 letters and spaces. One: وفد ORG, بلدة القاع GPE. Other: وفد ORG, القاع GPE.
        let one = marked(&[(4, 7, "ORG"), (8, 18, "GPE")]);
        let other = marked(&[(4, 7, "ORG"), (13, 18, "GPE")]);
        let got = agreement(&one, &other, "entity").unwrap();
        near(got.f1, 0.5);
        // Seen: 13 of 18. By chance: none 5×10, ORG 3×3, GPE 10×5 of 324 = 109/324.
        near(got.kappa, (13.0 / 18.0 - 109.0 / 324.0) / (1.0 - 109.0 / 324.0));
        // Values: none 15, ORG 6, GPE 15 of 36; 10 unlike coincidences.
        near(got.alpha, 1.0 - 35.0 * 10.0 / (36.0 * 36.0 - (225.0 + 36.0 + 225.0)));
        assert_eq!((got.same, got.disputes.len()), (1, 1), "the two that overlap are one dispute");
        let third = adjudicated(&one, &got.disputes, &[Choice::Other]);
        assert_eq!(third.annotations.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["وفد", "القاع"]);
        crate::export::check(&third).unwrap();
        assert_eq!(adjudicated(&one, &got.disputes, &[]).annotations, one.annotations);
        assert_eq!(adjudicated(&one, &got.disputes, &[Choice::Neither]).annotations.len(), 1);
        assert_eq!(agreement(&one, &one, "entity").unwrap().kappa.map(|k| (k * 1e3).round()), Some(1000.0));
    }

    #[test]
    fn the_machine_is_judged_by_what_was_decided() {
        let mut d = marked(&[(4, 7, "ORG"), (8, 12, "LOC"), (13, 18, "GPE"), (0, 3, "PER")]);
        for a in &mut d.annotations {
            let a = Rc::make_mut(a);
            (a.provenance.by, a.review) = (By::Machine, Review::Proposed);
        }
        let id = |d: &AnnotationDocument, at: u32| {
            d.annotations.iter().find(|a| a.span.start().get() == at).map(|a| a.id.clone()).unwrap()
        };
        let (accepted, relabelled, rejected) = (id(&d, 4), id(&d, 13), id(&d, 0));
        let mut s = reduce(Rc::new(Session::default()), Action::Open(Box::new(d)));
        let entity = || "entity".to_owned();
        for command in [
            Command::Accept(vec![accepted]),
            Command::Relabel { id: relabelled, layer: entity(), label: "LOC".to_owned() },
            Command::Reject(vec![rejected]),
            Command::Add { span: CharSpan::new(4, 12), layer: entity(), label: "ORG".to_owned() },
        ] {
            s = reduce(s, Action::Do(command, String::new()));
        }
        let got = judge(&s.work.as_ref().unwrap().document);
        let score = |l: &str| got.labels.get(l).copied().unwrap_or_default();
        assert_eq!(score("ORG"), Score { right: 1, wrong: 0, missed: 1 });
        assert_eq!(score("GPE"), Score { right: 0, wrong: 1, missed: 0 });
        assert_eq!(score("LOC"), Score { right: 0, wrong: 0, missed: 1 });
        assert_eq!(score("PER"), Score { right: 0, wrong: 1, missed: 0 });
        assert_eq!((got.open, got.differences.len()), (1, 3));
        near(got.all().f1(), 2.0 / 6.0);
        near(score("ORG").recall(), 0.5);
        assert_eq!(score("LOC").precision(), None);
    }
}

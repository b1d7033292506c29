//! The findings of a class of interest as a person looks at them: customers called from another probability on, for
//! another campaign.

use std::sync::Arc;

use rayon::prelude::*;

use crate::metrics::{
    BinaryIntervals, ClassScore, Confusion, Counts, ThresholdRule, binary_intervals, resamples_for,
};
use crate::study::Findings;

use super::decision::decided;
use super::model::CardMetric;
use super::run::LEVEL;
use super::{Campaign, ChurnFindings, ChurnModel, ChurnRecipe, Decision, Measured, ProfitPoint, sentences};

/// What a person has set.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// The probability from which on customers are called.
    pub threshold: f32,
    pub campaign: Campaign,
    /// Of that campaign.
    pub profit: Arc<Vec<ProfitPoint>>,
}

/// What calling from a probability on comes to among the held-out customers.
#[derive(Clone, Debug, PartialEq)]
pub struct AtThreshold {
    pub threshold: f32,
    pub counts: Counts,
    /// `confusion[true][predicted]`
    pub confusion: Vec<Vec<u64>>,
    pub class_scores: Vec<ClassScore>,
}

impl AtThreshold {
    /// O(held-out customers): for a slider that moves, not for every frame.
    pub fn new(findings: &Findings, churn: &ChurnFindings, threshold: f32) -> Self {
        let pair = |&place: &u32| {
            let actual = findings.rows.get(place as usize)?.actual?;
            Some((actual, predicted_at(findings, churn, place as usize, threshold)?))
        };
        let confusion = Confusion::new(findings.classes.len(), churn.held_out_rows.iter().filter_map(pair));
        Self {
            threshold,
            counts: churn.at(threshold),
            class_scores: confusion.class_scores(),
            confusion: confusion.counts().to_vec(),
        }
    }
}

/// Whether customers can be called from another probability on than the chosen one: that takes the probabilities of all
/// classes, which are not kept of very many.
pub fn can_be_moved(findings: &Findings) -> bool {
    !findings.probabilities.is_empty()
}

/// The class given to the customer at `index` of the rows where customers are called from `threshold` on; `None` behind the
/// last one. The one that was given where that cannot be said.
pub fn predicted_at(findings: &Findings, churn: &ChurnFindings, index: usize, threshold: f32) -> Option<u32> {
    let result = findings.rows.get(index)?;
    if threshold == churn.decision.threshold || !can_be_moved(findings) {
        return Some(result.predicted);
    }
    let probabilities = findings.probabilities_of(index).iter().copied();
    Some(decided(probabilities, churn.class, threshold))
}

/// The findings as they are looked at: labels, confusion matrix, figures, model and sentences follow the threshold, the
/// profit the campaign. What was measured over all repeats stays as it was, with the threshold of each of them.
pub fn edited(findings: &Findings, edition: &Edition) -> Findings {
    let Some(churn) = findings.churn.as_deref() else { return findings.clone() };
    let mut edited = relabelled(findings, edition.threshold);
    let mut shown = ChurnFindings {
        choice: ChurnRecipe { campaign: edition.campaign, ..churn.choice.clone() },
        profit: edition.profit.to_vec(),
        ..churn.clone()
    };
    if edition.threshold != churn.decision.threshold && can_be_moved(findings) {
        let at = AtThreshold::new(findings, churn, edition.threshold);
        edited.words = sentences::at(findings, churn, &at);
        shown.choice.threshold = ThresholdRule::Fixed(f64::from(at.threshold));
        shown.decision = Decision { threshold: at.threshold, fell_back: false, ..churn.decision.clone() };
        shown.counts = at.counts;
        shown.measured = measured(findings, churn, &at);
        shown.model = Arc::new(model(&churn.model, &at));
        edited.confusion = at.confusion;
        edited.class_scores = at.class_scores;
    }
    edited.churn = Some(Arc::new(shown));
    edited
}

/// The same with nothing but the classes given to the customers.
pub fn relabelled(findings: &Findings, threshold: f32) -> Findings {
    let mut relabelled = findings.clone();
    if let Some(churn) = findings.churn.as_deref() {
        relabelled.rows.par_iter_mut().enumerate().for_each(|(index, row)| {
            row.predicted = predicted_at(findings, churn, index, threshold).unwrap_or(row.predicted);
        });
    }
    relabelled
}

/// The figures with those that the threshold decides made anew.
fn measured(findings: &Findings, churn: &ChurnFindings, at: &AtThreshold) -> Vec<Measured> {
    let n = resamples_for(churn.held_out.n_samples() as usize);
    let ranges: BinaryIntervals = binary_intervals(&churn.held_out, at.threshold, n, LEVEL, findings.seed);
    let anew = |measured: &Measured| {
        let (value, interval) = match measured.name {
            "recall" => (at.counts.recall(), ranges.recall),
            "precision" => (at.counts.precision(), ranges.precision),
            "f1" => (at.counts.f_beta(1.0), ranges.f1),
            "accuracy" => (at.counts.accuracy(), ranges.accuracy),
            _ => return measured.clone(),
        };
        Measured { name: measured.name, value, interval }
    };
    churn.measured.iter().map(anew).collect()
}

/// The model with the threshold, and on its card what that comes to; figures of other thresholds leave the card.
pub fn model(model: &ChurnModel, at: &AtThreshold) -> ChurnModel {
    let mut model = model.clone();
    model.threshold = f64::from(at.threshold);
    model.threshold_rule = ThresholdRule::Fixed(model.threshold);
    for gone in ["macro_f1", "kappa", "kappa_quadratic"] {
        model.card.metrics.remove(gone);
    }
    let counts = at.counts;
    for (name, mean) in [
        ("recall", counts.recall()),
        ("precision", counts.precision()),
        ("f1", counts.f_beta(1.0)),
        ("accuracy", counts.accuracy()),
        ("called", counts.called() as f64 / counts.total().max(1) as f64),
    ] {
        model.card.metrics.insert(name.to_owned(), CardMetric { mean, sd: 0.0 });
    }
    model
}

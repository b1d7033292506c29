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
    /// O(log held-out customers) of two classes, of more O(held-out customers): for a slider that moves, not for every
    /// frame.
    pub fn new(findings: &Findings, churn: &ChurnFindings, threshold: f32) -> Self {
        let counts = churn.at(threshold);
        let confusion = match findings.classes.len() {
            2 => Confusion::of_two(counts, churn.class),
            _ => counted(findings, churn, threshold),
        };
        Self {
            threshold,
            counts,
            class_scores: confusion.class_scores(),
            confusion: confusion.counts().to_vec(),
        }
    }

    /// The share of the held-out customers given their own class, of all classes.
    fn accuracy(&self) -> f64 {
        let right: u64 = self.confusion.iter().enumerate().filter_map(|(class, row)| row.get(class)).sum();
        right as f64 / self.counts.total().max(1) as f64
    }
}

/// Counts the held-out customers one by one: whoever is not called may be given any of several classes.
fn counted(findings: &Findings, churn: &ChurnFindings, threshold: f32) -> Confusion {
    let pair = |&place: &u32| {
        let actual = findings.rows.get(place as usize)?.actual?;
        Some((actual, predicted_at(findings, churn, place as usize, threshold)?))
    };
    let pairs: Vec<(u32, u32)> = churn.held_out_rows.par_iter().filter_map(pair).collect();
    Confusion::new(findings.classes.len(), pairs)
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
            "accuracy_one_vs_rest" => (at.counts.accuracy(), ranges.accuracy),
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
        ("accuracy", at.accuracy()),
        ("called", counts.called() as f64 / counts.total().max(1) as f64),
    ] {
        model.card.metrics.insert(name.to_owned(), CardMetric { mean, sd: 0.0 });
    }
    model
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Ranked;

    #[test]
    fn running_counts_say_what_counting_one_by_one_does() {
        let scores: Vec<f32> = (0..500).map(|row| (row * 37 % 101) as f32 / 100.0).collect();
        let truth: Vec<bool> = (0..500).map(|row| row * 53 % 97 < 30).collect();
        let ranked = Ranked::new(&scores, &truth);
        for class in [0_u32, 1] {
            for threshold in [-1.0, 0.0, 0.305, 0.31, 0.5, 1.0, f32::INFINITY] {
                let one_by_one = scores.iter().zip(&truth).map(|(&score, &of_interest)| {
                    let of = |of_interest| if of_interest { class } else { 1 - class };
                    (of(of_interest), of(score >= threshold))
                });
                let counted = Confusion::new(2, one_by_one);
                assert_eq!(Confusion::of_two(ranked.at(threshold), class), counted, "{class} at {threshold}");
            }
        }
    }
}

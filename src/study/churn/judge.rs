//! What a model's probabilities of the class of interest, and the decisions made from them, are worth on rows that nobody
//! has learned from.

use crate::metrics::{
    Confusion, average_precision, brier_binary, expected_calibration_error, log_loss_binary, roc_auc,
};
use crate::models::Prediction;
use crate::study::judge::{self, ClassPlan};

use super::Decision;
use super::decision::{is_class, scores_of};

/// Every metric by its name in `findings.json`; leaves the prediction calibrated, with the labels that follow from the
/// threshold.
///
/// `accuracy`, `precision`, `recall`, `f1`, `macro_f1` and `kappa` are of the decisions at the threshold; those that end in
/// `_at_half` of the most probable class. `auc` does not depend on calibration but for the ties an isotonic one makes, so it
/// is of the probabilities as the model gives them. `brier`, `log_loss` and `ece` are calibrated; those that end in `_raw`
/// are not.
pub fn metrics(
    decision: &Decision,
    prediction: &mut Prediction,
    actual: &[u32],
    plan: ClassPlan,
) -> Vec<(&'static str, f64)> {
    let class = decision.of_interest;
    let positive = is_class(actual, class);
    let raw = scores_of(prediction, class);
    let mut metrics = Vec::new();
    metrics.extend(roc_auc(&raw, &positive).map(|auc| ("auc", auc)));
    metrics.extend(average_precision(&raw, &positive).map(|value| ("average_precision", value)));
    metrics.push(("brier_raw", brier_binary(&raw, &positive)));
    metrics.extend(expected_calibration_error(&raw, &positive).map(|ece| ("ece_raw", ece)));
    decision.apply(prediction);
    let calibrated = scores_of(prediction, class);
    metrics.push(("brier", brier_binary(&calibrated, &positive)));
    metrics.push(("log_loss", log_loss_binary(&calibrated, &positive)));
    metrics.extend(expected_calibration_error(&calibrated, &positive).map(|ece| ("ece", ece)));
    metrics.extend(judge::class_metrics(&judge::confusion(prediction, actual, plan.n_classes), plan));
    metrics.extend(at_half(prediction, actual, plan, class));
    let called = prediction.labels.iter().filter(|&&label| label == class).count();
    metrics.push(("called", called as f64 / prediction.labels.len().max(1) as f64));
    metrics
}

/// What calling every customer their most probable class would come to.
fn at_half(prediction: &Prediction, actual: &[u32], plan: ClassPlan, class: u32) -> [(&'static str, f64); 3] {
    let most = |row: ndarray::ArrayView1<f32>| crate::models::first_largest(row.iter().copied());
    let labels = prediction.probabilities.outer_iter().map(most);
    let confusion = Confusion::new(plan.n_classes, actual.iter().copied().zip(labels));
    let score = confusion.class_scores()[class as usize];
    [
        ("accuracy_at_half", confusion.accuracy()),
        ("precision_at_half", score.precision),
        ("recall_at_half", score.recall),
    ]
}

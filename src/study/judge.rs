//! What a model's predictions on rows it has not seen are worth.

use crate::base::{Message, Problem};
use crate::metrics::{Confusion, Weights, brier, brier_binary, roc_auc};
use crate::models::{PredictError, Prediction};

use super::Spread;

/// What judging needs to know of the classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassPlan {
    pub n_classes: usize,
    pub ordered: bool,
    /// With two classes, the one whose precision and recall are told: the rarer one.
    pub of_interest: Option<u32>,
}

/// The confusion matrix of predictions.
pub fn confusion(prediction: &Prediction, actual: &[u32], n_classes: usize) -> Confusion {
    Confusion::new(n_classes, actual.iter().copied().zip(prediction.labels.iter().copied()))
}

/// Every metric that applies, by its name in `findings.json`.
///
/// With two classes the Brier score is the one of the class of interest (0 best, 1 worst), otherwise the one over
/// all classes (0 best, 2 worst). The area under the curve is left out where the rows have one class only.
pub fn metrics(prediction: &Prediction, actual: &[u32], plan: ClassPlan) -> Vec<(&'static str, f64)> {
    let mut metrics = class_metrics(&confusion(prediction, actual, plan.n_classes), plan);
    if let Some(class) = plan.of_interest {
        let scores: Vec<f32> = prediction.probabilities.column(class as usize).to_vec();
        let positive: Vec<bool> = actual.iter().map(|&code| code == class).collect();
        metrics.push(("brier", brier_binary(&scores, &positive)));
        metrics.extend(roc_auc(&scores, &positive).map(|auc| ("auc", auc)));
    } else {
        metrics.push(("brier", brier(&prediction.probabilities, actual)));
    }
    metrics
}

/// Those of them that need no probabilities.
pub fn class_metrics(confusion: &Confusion, plan: ClassPlan) -> Vec<(&'static str, f64)> {
    let mut metrics = vec![
        ("accuracy", confusion.accuracy()),
        ("macro_f1", confusion.macro_f1()),
        ("kappa", confusion.kappa(Weights::Unweighted)),
    ];
    // With two classes it is the same as without weights.
    if plan.ordered && plan.n_classes > 2 {
        metrics.push(("kappa_quadratic", confusion.kappa(Weights::Quadratic)));
    }
    if let Some(class) = plan.of_interest {
        let score = confusion.class_scores()[class as usize];
        metrics.extend([("precision", score.precision), ("recall", score.recall), ("f1", score.f1)]);
    }
    metrics
}

/// Mean and sample standard deviation (n − 1; 0 below two values).
pub fn mean_and_sd(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    if values.is_empty() {
        return (0.0, 0.0);
    }
    let mean = values.iter().sum::<f64>() / n;
    if values.len() < 2 {
        return (mean, 0.0);
    }
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}

/// The values of a metric with their mean and spread.
pub fn spread(values: Vec<f64>) -> Spread {
    let (mean, sd) = mean_and_sd(&values);
    Spread { mean, sd, values }
}

/// The most frequent class; the first of equally frequent ones.
pub fn most_frequent(codes: &[u32], n_classes: usize) -> u32 {
    let mut counts = vec![0_usize; n_classes];
    for &code in codes {
        counts[code as usize] += 1;
    }
    (0..n_classes).rev().max_by_key(|&class| counts[class]).unwrap_or(0) as u32
}

/// What a person reads when a model could not predict.
pub fn prediction_problem(error: &PredictError) -> Problem {
    match error {
        PredictError::Shape { expected, found } => Problem::new(
            Message::new("study-predict-shape").with("expected", *expected).with("found", *found),
        ),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::arr2;

    use super::*;

    #[test]
    fn spread_is_of_the_sample() {
        // Squares 4 + 0 + 4, over n − 1 = 2.
        assert_eq!(mean_and_sd(&[1.0, 3.0, 5.0]), (3.0, 2.0));
        assert_eq!((mean_and_sd(&[7.0]), mean_and_sd(&[])), ((7.0, 0.0), (0.0, 0.0)));
    }

    #[test]
    fn precision_and_recall_are_of_the_class_of_interest() {
        let probabilities = arr2(&[[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]]);
        let prediction = Prediction { labels: vec![0, 0, 1, 1, 0], probabilities };
        let actual = [0, 1, 1, 0, 1];
        let plan = |class| ClassPlan { n_classes: 2, ordered: true, of_interest: Some(class) };
        let value = |class, name: &str| {
            metrics(&prediction, &actual, plan(class)).into_iter().find(|metric| metric.0 == name)
        };
        assert_eq!(value(1, "precision"), Some(("precision", 1.0 / 2.0)));
        assert_eq!(value(1, "recall"), Some(("recall", 1.0 / 3.0)));
        assert_eq!(value(0, "precision"), Some(("precision", 1.0 / 3.0)));
        assert_eq!(value(0, "recall"), Some(("recall", 1.0 / 2.0)));
        // (.1² + .6² + .2² + .6² + .7²) / 5 of class 1: half of the sum over both classes.
        assert!(value(1, "brier").is_some_and(|(_, brier)| (brier - 0.252).abs() < 1e-6));
        assert_eq!(value(1, "kappa_quadratic"), None);
    }

    #[test]
    fn an_area_that_is_not_defined_is_left_out() {
        let prediction = Prediction { labels: vec![0, 1], probabilities: arr2(&[[0.9, 0.1], [0.2, 0.8]]) };
        let plan = ClassPlan { n_classes: 2, ordered: false, of_interest: Some(1) };
        let has_area =
            |actual: &[u32]| metrics(&prediction, actual, plan).iter().any(|&(name, _)| name == "auc");
        assert!(has_area(&[0, 1]) && !has_area(&[1, 1]) && !has_area(&[0, 0]));
    }

    #[test]
    fn the_baseline_is_the_class_of_those_learned_from() {
        assert_eq!((most_frequent(&[0, 2, 2, 1], 3), most_frequent(&[1, 0], 2)), (2, 0));
    }
}

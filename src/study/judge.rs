//! What a model's predictions on rows it has not seen are worth.

use crate::base::{Message, Problem};
use crate::metrics::{Confusion, Weights, brier, roc_auc};
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
pub fn metrics(prediction: &Prediction, actual: &[u32], plan: ClassPlan) -> Vec<(&'static str, f64)> {
    let confusion = confusion(prediction, actual, plan.n_classes);
    let mut metrics = vec![
        ("accuracy", confusion.accuracy()),
        ("macro_f1", confusion.macro_f1()),
        ("kappa", confusion.kappa(Weights::Unweighted)),
        ("brier", brier(&prediction.probabilities, actual)),
    ];
    // With two classes it is the same as without weights.
    if plan.ordered && plan.n_classes > 2 {
        metrics.push(("kappa_quadratic", confusion.kappa(Weights::Quadratic)));
    }
    if let Some(class) = plan.of_interest {
        let score = confusion.class_scores()[class as usize];
        metrics.extend([("precision", score.precision), ("recall", score.recall), ("f1", score.f1)]);
        let scores: Vec<f32> = prediction.probabilities.column(class as usize).to_vec();
        let positive: Vec<bool> = actual.iter().map(|&code| code == class).collect();
        // Without both classes among the rows the area is not defined; one half says nothing was ranked.
        metrics.push(("auc", roc_auc(&scores, &positive).unwrap_or(0.5)));
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

/// Accuracy of always saying the most frequent class of these rows.
pub fn majority_share(actual: &[u32], n_classes: usize) -> f64 {
    Confusion::new(n_classes, actual.iter().map(|&code| (code, 0))).majority_share()
}

/// What a person reads when a model could not predict.
pub fn prediction_problem(error: &PredictError) -> Problem {
    match error {
        PredictError::Shape { expected, found } => Problem::new(
            Message::new("study-predict-shape").with("expected", *expected).with("found", *found),
        ),
    }
}

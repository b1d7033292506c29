//! Errors between outputs and targets and their derivatives, in f64.

use ndarray::{Array2, ArrayRef2, Axis};
use serde::{Deserialize, Serialize};

use super::Activation;

/// What training makes small; it also says what the outputs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Sigmoid outputs and half the sum of squared differences.
    SigmoidSquared,
    /// Softmax over the outputs and the logarithm of the probability of the true class.
    Softmax,
}

impl Loss {
    /// The activation of the output layer before the loss is applied.
    pub fn output_activation(self) -> Activation {
        match self {
            Self::SigmoidSquared => Activation::Sigmoid,
            Self::Softmax => Activation::Identity,
        }
    }
}

/// Half the sum of squared differences, and its derivative by the outputs.
///
/// E = ½ Σₚ Σₖ (y − t)², `d_y` = y − t
///
/// **Shapes** y, t, derivative (`n_samples`, `n_classes`)
pub fn squared_error(y: &Array2<f64>, t: &ArrayRef2<f64>) -> (f64, Array2<f64>) {
    let d_y = y - &t.view();
    let error = 0.5 * d_y.iter().map(|d| d * d).sum::<f64>();
    (error, d_y)
}

/// Probabilities from logits.
///
/// pₖ = e^{zₖ} / Σⱼ e^{zⱼ}
///
/// **Shapes** z, result (`n_samples`, `n_classes`)
///
/// **Numerics** The largest logit of a row is subtracted first, so that no exponential overflows.
pub fn softmax(z: &Array2<f64>) -> Array2<f64> {
    let mut p = z.clone();
    for mut row in p.axis_iter_mut(Axis(0)) {
        let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        row.mapv_inplace(|z| libm::exp(z - largest));
        let sum = row.sum();
        row.mapv_inplace(|e| e / sum);
    }
    p
}

/// The log loss of a softmax over logits, and its derivative by the logits.
///
/// E = Σₚ Σₖ tₖ · (ln Σⱼ e^{zⱼ} − zₖ), `d_z` = softmax(z)·Σₖtₖ − t
///
/// **Shapes** z, t, derivative (`n_samples`, `n_classes`)
///
/// **Numerics** ln Σ e^z is computed about the largest logit; the logarithm of a probability is never taken.
pub fn softmax_cross_entropy(z: &Array2<f64>, t: &ArrayRef2<f64>) -> (f64, Array2<f64>) {
    let mut d_z = softmax(z);
    let mut error = 0.0;
    for ((logits, truth), mut d) in z.outer_iter().zip(t.outer_iter()).zip(d_z.outer_iter_mut()) {
        let largest = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let log_sum = largest + libm::log(logits.iter().map(|z| libm::exp(z - largest)).sum::<f64>());
        error += truth.iter().zip(logits).map(|(t, z)| t * (log_sum - z)).sum::<f64>();
        let weight = truth.sum();
        d.zip_mut_with(&truth, |p, &t| *p = *p * weight - t);
    }
    (error, d_z)
}

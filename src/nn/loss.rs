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
    /// Two classes: one output, the logit of the second class, and the logarithm of the probability of the true one.
    BinaryCrossEntropy,
}

impl Loss {
    /// The activation of the output layer before the loss is applied.
    pub fn output_activation(self) -> Activation {
        match self {
            Self::SigmoidSquared => Activation::Sigmoid,
            Self::Softmax | Self::BinaryCrossEntropy => Activation::Identity,
        }
    }

    /// The outputs of a network that tells this many classes apart.
    pub fn n_outputs(self, n_classes: usize) -> usize {
        if self == Self::BinaryCrossEntropy { 1 } else { n_classes }
    }

    /// The cross-entropy for this many classes: one output for two of them, a softmax for more.
    pub fn cross_entropy(n_classes: usize) -> Self {
        if n_classes == 2 { Self::BinaryCrossEntropy } else { Self::Softmax }
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

/// The log loss of two classes over the logit of the second, and its derivative by the logit.
///
/// E = Σₚ t₁·ln(1 + e^{−z}) + t₀·ln(1 + e^{z}), `d_z` = (t₀ + t₁)·σ(z) − t₁
///
/// **Shapes** z, derivative (`n_samples`, 1), t (`n_samples`, 2)
///
/// **Numerics** ln(1 + e^{z}) = max(z, 0) + ln(1 + e^{−|z|}): no exponential overflows, no logarithm of 0 is taken.
pub fn binary_cross_entropy(z: &Array2<f64>, t: &ArrayRef2<f64>) -> (f64, Array2<f64>) {
    let mut d_z = z.clone();
    let mut error = 0.0;
    for (d, truth) in d_z.iter_mut().zip(t.outer_iter()) {
        let z = *d;
        let rest = libm::log1p(libm::exp(-z.abs()));
        error += truth[1] * ((-z).max(0.0) + rest) + truth[0] * (z.max(0.0) + rest);
        *d = (truth[0] + truth[1]) * sigmoid(z) - truth[1];
    }
    (error, d_z)
}

/// 1 / (1 + e⁻ᶻ)
pub fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn one_logit_says_what_a_softmax_of_two_would() {
        let z = array![[-40.0], [-1.5], [0.0], [0.3], [800.0]];
        let pairs = Array2::from_shape_fn((5, 2), |(row, class)| if class == 1 { z[[row, 0]] } else { 0.0 });
        let t = array![[1.0, 0.0], [0.0, 1.0], [0.0, 2.5], [0.7, 0.3], [1.0, 0.0]];
        let (error, d) = binary_cross_entropy(&z, &t);
        let (expected, d_pairs) = softmax_cross_entropy(&pairs, &t);
        assert!((error - expected).abs() < 1e-12 * expected, "{error} is not {expected}");
        for (found, expected) in d.iter().zip(d_pairs.column(1)) {
            assert!((found - expected).abs() < 1e-14, "{found} is not {expected}");
        }
    }

    #[test]
    fn extreme_logits_stay_finite() {
        let (error, d) = binary_cross_entropy(&array![[1e300], [-1e300]], &array![[0.0, 1.0], [1.0, 0.0]]);
        assert_eq!((error, d), (0.0, array![[0.0], [0.0]]));
        let (error, d) = binary_cross_entropy(&array![[1e6]], &array![[1.0, 0.0]]);
        assert_eq!((error, d[[0, 0]]), (1e6, 1.0));
    }
}

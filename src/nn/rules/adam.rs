//! Adam: steps scaled by running means of the gradient and of its square.

pub(in crate::nn) const BETA_1: f64 = 0.9;
pub(in crate::nn) const BETA_2: f64 = 0.999;
pub(in crate::nn) const EPSILON: f64 = 1e-7;

/// How far the running means still are from those of many steps: (1−β₁ᵗ) and (1−β₂ᵗ).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::nn) struct Correction {
    beta_1_power: f64,
    beta_2_power: f64,
}

impl Correction {
    /// Before the first step.
    pub(in crate::nn) const START: Self = Self { beta_1_power: 1.0, beta_2_power: 1.0 };

    /// Goes on by a step: η·√(1−β₂ᵗ)/(1−β₁ᵗ), the rate of that step.
    pub(in crate::nn) fn rate(&mut self, learning_rate: f64) -> f64 {
        self.beta_1_power *= BETA_1;
        self.beta_2_power *= BETA_2;
        learning_rate * (1.0 - self.beta_2_power).sqrt() / (1.0 - self.beta_1_power)
    }
}

/// State of Adam.
///
/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε)
///
/// **Source** Keras 3: ε = 1e-7 stands outside the bias-corrected form.
#[derive(Clone, Debug)]
pub struct Adam {
    learning_rate: f64,
    mean: Vec<f64>,
    mean_square: Vec<f64>,
    correction: Correction,
}

impl Adam {
    pub(super) fn new(learning_rate: f64, n_weights: usize) -> Self {
        let zeros = vec![0.0; n_weights];
        Self { learning_rate, mean: zeros.clone(), mean_square: zeros, correction: Correction::START }
    }

    pub(super) fn propose(&mut self, weights: &mut [f64], gradient: &[f64]) {
        let rate = self.correction.rate(self.learning_rate);
        let moments = self.mean.iter_mut().zip(&mut self.mean_square);
        for ((weight, slope), (mean, square)) in weights.iter_mut().zip(gradient).zip(moments) {
            *mean += (slope - *mean) * (1.0 - BETA_1);
            *square += (slope * slope - *square) * (1.0 - BETA_2);
            *weight -= rate * *mean / (square.sqrt() + EPSILON);
        }
    }

    pub(super) fn learning_rate(&self) -> f64 {
        self.learning_rate
    }
}

//! Adam: steps scaled by running means of the gradient and of its square.

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f64 = 1e-7;

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
    beta_1_power: f64,
    beta_2_power: f64,
}

impl Adam {
    pub(super) fn new(learning_rate: f64, n_weights: usize) -> Self {
        let zeros = vec![0.0; n_weights];
        Self { learning_rate, mean: zeros.clone(), mean_square: zeros, beta_1_power: 1.0, beta_2_power: 1.0 }
    }

    pub(super) fn propose(&mut self, weights: &mut [f64], gradient: &[f64]) {
        self.beta_1_power *= BETA_1;
        self.beta_2_power *= BETA_2;
        let rate = self.learning_rate * (1.0 - self.beta_2_power).sqrt() / (1.0 - self.beta_1_power);
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

//! What is made small, where a search for it stands, and what every way of searching can be asked.

use super::Network;

/// An error over all rows as a function of the flat weight vector.
pub trait ErrorSurface {
    fn network(&self) -> &Network;
    fn n_samples(&self) -> usize;
    /// The error summed over all rows at `weights`; its gradient is written to `gradient`.
    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64;
}

/// Whether the rows' errors are averaged or added up before the weights are moved by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradientScale {
    Mean,
    Sum,
}

/// What the rule descends on: s·ΣE + ½·l2·Σw², with s = 1/n or 1; biases are not penalised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Objective {
    pub scale: GradientScale,
    pub l2: f64,
}

impl Objective {
    /// s, what the summed error is multiplied by.
    pub fn factor(&self, n_samples: usize) -> f64 {
        match self.scale {
            GradientScale::Mean => 1.0 / n_samples.max(1) as f64,
            GradientScale::Sum => 1.0,
        }
    }

    /// Turns the summed error and its gradient into the objective and its gradient.
    pub fn apply(
        &self,
        n_samples: usize,
        penalised: &[bool],
        weights: &[f64],
        error: f64,
        gradient: &mut [f64],
    ) -> f64 {
        let scale = self.factor(n_samples);
        let mut penalty = 0.0;
        for ((slope, &weight), &penalised) in gradient.iter_mut().zip(weights).zip(penalised) {
            *slope *= scale;
            if penalised {
                *slope += self.l2 * weight;
                penalty += weight * weight;
            }
        }
        scale * error + 0.5 * self.l2 * penalty
    }
}

/// Whatever makes the objective small one step at a time.
pub trait Minimiser {
    /// One step; whether the weights changed.
    fn step(&mut self) -> bool;
    /// Whether nothing lowers the objective any more; a step then changes nothing.
    fn is_exhausted(&self) -> bool {
        false
    }
    /// What is made small.
    fn surface(&self) -> &dyn ErrorSurface;
    /// Where it stands.
    fn place(&self) -> &Place;
    /// The rate of the next step; where no rate is chosen, the mean size of a weight's last step.
    fn learning_rate(&self) -> f64;
    /// Rough number of multiply-adds of a step.
    fn work(&self) -> u64;

    fn network(&self) -> &Network {
        self.surface().network()
    }

    fn n_samples(&self) -> usize {
        self.surface().n_samples()
    }

    /// The error a row, without the penalty.
    fn mean_error(&self) -> f64 {
        self.place().error / self.n_samples().max(1) as f64
    }

    /// Euclidean length of the objective's gradient.
    fn gradient_norm(&self) -> f64 {
        self.place().gradient.iter().map(|slope| slope * slope).sum::<f64>().sqrt()
    }
}

/// Weights with what is known of them.
#[derive(Clone, Debug)]
pub struct Place {
    pub weights: Vec<f64>,
    /// Of the objective.
    pub gradient: Vec<f64>,
    /// Summed over all rows, without the penalty.
    pub error: f64,
    pub objective: f64,
}

impl Place {
    /// Weights of which nothing is known yet.
    pub(super) fn new(weights: Vec<f64>) -> Self {
        Self { gradient: vec![0.0; weights.len()], weights, error: 0.0, objective: 0.0 }
    }

    /// The mean size of a weight's step from `other` to here.
    pub(super) fn mean_step_from(&self, other: &Self) -> f64 {
        let steps = self.weights.iter().zip(&other.weights).map(|(here, there)| (here - there).abs());
        steps.sum::<f64>() / self.weights.len().max(1) as f64
    }
}

/// Error, objective and gradient at the weights of a place.
pub(super) fn evaluate<E: ErrorSurface>(
    surface: &mut E,
    objective: Objective,
    penalised: &[bool],
    place: &mut Place,
) {
    place.error = surface.error_and_gradient(&place.weights, &mut place.gradient);
    place.objective =
        objective.apply(surface.n_samples(), penalised, &place.weights, place.error, &mut place.gradient);
}

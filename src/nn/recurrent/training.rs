//! Mini-batches: epochs of steps down the error of a recurrent network, the same for any number of threads.

use super::{Engine, Pass, Real, RecurrentNetwork, Sequences};
use crate::nn::Rule;
use crate::nn::rules::RuleState;

/// Rows a half looks at together when nothing is learned from them.
const SCORED_ROWS: usize = 32;

/// How a recurrent network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    pub learning_rate: f64,
    pub batch_size: usize,
    /// A gradient longer than this is shortened to it.
    pub clip_norm: f64,
}

/// A training under way: Adam on mini-batches, the gradient clipped by its global norm.
///
/// E = mean of (y − t)² over everything predicted in a batch
///
/// **Numerics** A batch is cut into two fixed halves whose gradients are added in order, on one thread too. The
/// weights are kept in f64 and rounded for the engine once a batch.
///
/// **Source** Keras 3: Adam with `global_clipnorm`
#[derive(Debug)]
pub struct Training<'a, E: Engine> {
    network: RecurrentNetwork,
    sequences: Sequences<'a>,
    schedule: Schedule,
    halves: [Pass<E>; 2],
    weights: Vec<f64>,
    rounded: Vec<E::Real>,
    gradient: Vec<f64>,
    rule: RuleState,
}

impl<'a, E: Engine> Training<'a, E> {
    /// **Shapes** weights flat as in [`RecurrentNetwork`]
    pub fn new(
        network: RecurrentNetwork,
        sequences: Sequences<'a>,
        schedule: Schedule,
        weights: Vec<f64>,
    ) -> Self {
        let max_rows = schedule.batch_size.div_ceil(2).max(SCORED_ROWS);
        let pass = || Pass::new(&network, sequences.n_steps(), max_rows);
        let rule = RuleState::new(Rule::Adam { learning_rate: schedule.learning_rate }, weights.len());
        Self {
            halves: [pass(), pass()],
            rounded: vec![E::Real::default(); weights.len()],
            gradient: vec![0.0; weights.len()],
            network,
            sequences,
            schedule,
            weights,
            rule,
        }
    }

    pub fn network(&self) -> &RecurrentNetwork {
        &self.network
    }

    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Goes once through the rows in this order, a step a batch; the mean error of the batches, each before its own
    /// step, weighted by what they predict. Ends early where an error is no number any more.
    pub fn epoch(&mut self, order: &[u32]) -> f64 {
        let (mut error, mut n_predicted) = (0.0, 0);
        for batch in order.chunks(self.schedule.batch_size) {
            n_predicted += self.n_predicted(batch);
            error += self.step(batch);
            if !error.is_finite() {
                break;
            }
        }
        error / n_predicted.max(1) as f64
    }

    /// The mean error of rows at the weights as they are; NaN where nothing is predicted.
    pub fn score(&mut self, rows: &[u32]) -> f64 {
        self.round();
        let n_predicted = self.n_predicted(rows);
        let sequences = self.sequences;
        let weights = &self.rounded[..];
        let score = |pass: &mut Pass<E>, rows: &[u32]| -> f64 {
            let chunks = rows.chunks(pass.max_rows());
            chunks
                .map(|chunk| {
                    pass.load(&sequences, chunk);
                    pass.error(weights)
                })
                .sum()
        };
        let [first, second] = &mut self.halves;
        let (left, right) = rows.split_at(rows.len().div_ceil(2));
        let (left, right) = rayon::join(|| score(first, left), || score(second, right));
        (left + right) / n_predicted as f64
    }

    /// One step down the error of a batch; the error summed over what it predicts.
    fn step(&mut self, batch: &[u32]) -> f64 {
        let error = self.error_and_gradient(batch);
        let length = self.gradient.iter().map(|slope| slope * slope).sum::<f64>().sqrt();
        if !error.is_finite() || !length.is_finite() {
            return f64::NAN;
        }
        if length > self.schedule.clip_norm {
            let factor = self.schedule.clip_norm / length;
            for slope in &mut self.gradient {
                *slope *= factor;
            }
        }
        self.rule.propose(&mut self.weights, &self.gradient);
        error
    }

    /// The error summed over what a batch predicts, and the gradient of its mean.
    pub fn error_and_gradient(&mut self, batch: &[u32]) -> f64 {
        self.round();
        let scale = 1.0 / self.n_predicted(batch).max(1) as f64;
        let sequences = self.sequences;
        let weights = &self.rounded[..];
        let run = |pass: &mut Pass<E>, rows: &[u32]| {
            pass.load(&sequences, rows);
            pass.error_and_gradient(weights, scale)
        };
        let [first, second] = &mut self.halves;
        let (left, right) = batch.split_at(batch.len().div_ceil(2));
        let (left, right) = rayon::join(|| run(first, left), || run(second, right));
        let slopes = self.halves[0].gradient().iter().zip(self.halves[1].gradient());
        for (sum, (left, right)) in self.gradient.iter_mut().zip(slopes) {
            *sum = left.wide() + right.wide();
        }
        left + right
    }

    /// The gradient of the last batch's mean error; after a step, as it was clipped.
    pub fn gradient(&self) -> &[f64] {
        &self.gradient
    }

    /// Rounds the weights to what the engine computes with.
    fn round(&mut self) {
        for (rounded, &weight) in self.rounded.iter_mut().zip(&self.weights) {
            *rounded = E::Real::of(weight);
        }
    }

    fn n_predicted(&self, rows: &[u32]) -> usize {
        let lengths = rows.iter().map(|&row| self.sequences.lengths[row as usize]);
        lengths.map(|length| self.network.n_predicted(length)).sum()
    }
}

//! Going downhill: one evaluation of error and gradient a step, and a rule that says where to look next.

use super::Network;
use super::rules::{Rule, RuleState, Verdict};

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
    /// Turns the summed error and its gradient into the objective and its gradient.
    pub fn apply(
        &self,
        n_samples: usize,
        penalised: &[bool],
        weights: &[f64],
        error: f64,
        gradient: &mut [f64],
    ) -> f64 {
        let scale = match self.scale {
            GradientScale::Mean => 1.0 / n_samples.max(1) as f64,
            GradientScale::Sum => 1.0,
        };
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

/// Where a descent stands.
#[derive(Clone, Debug)]
struct Place {
    weights: Vec<f64>,
    gradient: Vec<f64>,
    /// Summed over all rows, without the penalty.
    error: f64,
    objective: f64,
}

/// A descent under way: it holds the weights kept so far and moves them one step at a time.
///
/// **Source** neurolab 0.3.5 (`gd`, `gdm`, `gda`, `gdx`, `rprop`): the error of a place belongs to the weights
/// *before* the update made there, so place 0 is the initial weights.
pub struct Descent<E> {
    surface: E,
    objective: Objective,
    penalised: Vec<bool>,
    rule: RuleState,
    kept: Place,
    trial: Place,
}

impl<E: ErrorSurface> Descent<E> {
    /// Evaluates the surface once, at the initial weights.
    pub fn new(mut surface: E, objective: Objective, rule: Rule, weights: Vec<f64>) -> Self {
        let penalised = surface.network().penalised();
        let mut kept = Place { gradient: vec![0.0; weights.len()], weights, error: 0.0, objective: 0.0 };
        evaluate(&mut surface, objective, &penalised, &mut kept);
        let trial = kept.clone();
        let rule = RuleState::new(rule, kept.weights.len());
        Self { surface, objective, penalised, rule, kept, trial }
    }

    /// One step; whether the new weights were kept. A rule that discards bad steps may keep the old ones.
    pub fn step(&mut self) -> bool {
        self.trial.weights.copy_from_slice(&self.kept.weights);
        self.rule.propose(&mut self.trial.weights, &self.kept.gradient);
        evaluate(&mut self.surface, self.objective, &self.penalised, &mut self.trial);
        match self.rule.judge(self.kept.objective, self.trial.objective) {
            Verdict::Keep => {
                std::mem::swap(&mut self.kept, &mut self.trial);
                true
            }
            Verdict::Discard => false,
        }
    }

    pub fn surface(&self) -> &E {
        &self.surface
    }

    pub fn weights(&self) -> &[f64] {
        &self.kept.weights
    }

    /// The error summed over all rows, without the penalty.
    pub fn error(&self) -> f64 {
        self.kept.error
    }

    /// The error a row.
    pub fn mean_error(&self) -> f64 {
        self.kept.error / self.surface.n_samples().max(1) as f64
    }

    /// Euclidean length of the objective's gradient.
    pub fn gradient_norm(&self) -> f64 {
        self.kept.gradient.iter().map(|slope| slope * slope).sum::<f64>().sqrt()
    }

    /// The rate of the next step; for iRprop+ the mean step size.
    pub fn learning_rate(&self) -> f64 {
        self.rule.learning_rate()
    }
}

fn evaluate<E: ErrorSurface>(surface: &mut E, objective: Objective, penalised: &[bool], place: &mut Place) {
    place.error = surface.error_and_gradient(&place.weights, &mut place.gradient);
    place.objective =
        objective.apply(surface.n_samples(), penalised, &place.weights, place.error, &mut place.gradient);
}

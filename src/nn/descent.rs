//! Going downhill: one evaluation of error and gradient a step, and a rule that says where to look next.

use super::minimiser::{Place, evaluate};
use super::rules::{Rule, RuleState, Verdict};
use super::{ErrorSurface, Minimiser, Objective};

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
        let mut kept = Place::new(weights);
        evaluate(&mut surface, objective, &penalised, &mut kept);
        let trial = kept.clone();
        let rule = RuleState::new(rule, kept.weights.len());
        Self { surface, objective, penalised, rule, kept, trial }
    }
}

impl<E: ErrorSurface> Minimiser for Descent<E> {
    /// One step; whether the new weights were kept. A rule that discards bad steps may keep the old ones.
    fn step(&mut self) -> bool {
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

    fn surface(&self) -> &dyn ErrorSurface {
        &self.surface
    }

    fn place(&self) -> &Place {
        &self.kept
    }

    /// For iRprop+ the mean step size.
    fn learning_rate(&self) -> f64 {
        self.rule.learning_rate()
    }

    /// Forward, backward and the sums of the gradient.
    fn work(&self) -> u64 {
        3 * self.surface.n_samples() as u64 * self.kept.weights.len() as u64
    }
}

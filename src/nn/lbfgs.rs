//! L-BFGS: directions from the curvature that the last steps have shown, steps from a line search.

use std::collections::VecDeque;

use super::line_search::{Probe, strong_wolfe};
use super::minimiser::{Place, evaluate};
use super::{ErrorSurface, Minimiser, Objective};

/// A step shows a curvature when sᵀy is above this share of yᵀy; below it is rounding.
const LEAST_CURVATURE: f64 = 1e-10;

/// A step and how the gradient changed on it.
#[derive(Clone, Debug)]
struct Pair {
    /// s
    step: Vec<f64>,
    /// y
    change: Vec<f64>,
    /// sᵀy
    curvature: f64,
}

/// Limited-memory BFGS.
///
/// w ← w − a·H·g, where H is the inverse curvature that the last `memory` pairs (s, y) describe about
/// (sᵀy / yᵀy)·I, and a comes from a search for the strong Wolfe conditions that begins at 1; the first step is along
/// −g, begun at length 1.
///
/// **Numerics** Every step lowers the objective. A pair without positive curvature is not remembered; where the
/// search fails, the memory is dropped once and −g tried before the descent counts as exhausted.
///
/// **Source** Nocedal & Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5
pub struct Lbfgs<E> {
    surface: E,
    objective: Objective,
    penalised: Vec<bool>,
    memory: usize,
    /// Newest last.
    pairs: VecDeque<Pair>,
    kept: Place,
    trial: Place,
    mean_step: f64,
    is_exhausted: bool,
}

impl<E: ErrorSurface> Lbfgs<E> {
    /// Evaluates the surface once, at the initial weights.
    pub fn new(mut surface: E, objective: Objective, memory: usize, weights: Vec<f64>) -> Self {
        let penalised = surface.network().penalised();
        let mut kept = Place::new(weights);
        evaluate(&mut surface, objective, &penalised, &mut kept);
        let (trial, pairs) = (kept.clone(), VecDeque::with_capacity(memory));
        Self {
            surface,
            objective,
            penalised,
            memory,
            pairs,
            kept,
            trial,
            mean_step: 0.0,
            is_exhausted: false,
        }
    }

    /// Goes along the direction that the pairs give; whether that lowered the objective.
    fn advance(&mut self) -> bool {
        let direction = direction(&self.kept.gradient, &self.pairs);
        let slope = dot(&self.kept.gradient, &direction);
        // Also where the slope is no number: that leads nowhere either.
        if slope >= 0.0 || slope.is_nan() {
            return false;
        }
        let start = Probe { step: 0.0, value: self.kept.objective, slope };
        let first_step = if self.pairs.is_empty() { 1.0 / (-slope).sqrt() } else { 1.0 };
        let mut last = start;
        let found = strong_wolfe(start, first_step, |step| {
            last = self.probe(&direction, step);
            last
        });
        let Some(found) = found else { return false };
        // The best step need not be the last one tried.
        if last != found {
            self.probe(&direction, found.step);
        }
        if self.trial.objective < self.kept.objective {
            self.remember();
            self.mean_step = self.trial.mean_step_from(&self.kept);
            std::mem::swap(&mut self.kept, &mut self.trial);
            return true;
        }
        false
    }

    /// Evaluates the place that many steps along the direction, in `trial`.
    fn probe(&mut self, direction: &[f64], step: f64) -> Probe {
        let Self { surface, objective, penalised, kept, trial, .. } = self;
        for ((to, from), along) in trial.weights.iter_mut().zip(&kept.weights).zip(direction) {
            *to = from + step * along;
        }
        evaluate(surface, *objective, penalised, trial);
        Probe { step, value: trial.objective, slope: dot(&trial.gradient, direction) }
    }

    fn remember(&mut self) {
        let difference = |to: &[f64], from: &[f64]| -> Vec<f64> {
            to.iter().zip(from).map(|(to, from)| to - from).collect()
        };
        let step = difference(&self.trial.weights, &self.kept.weights);
        let change = difference(&self.trial.gradient, &self.kept.gradient);
        let curvature = dot(&step, &change);
        if curvature > LEAST_CURVATURE * dot(&change, &change) {
            if self.pairs.len() == self.memory {
                self.pairs.pop_front();
            }
            self.pairs.push_back(Pair { step, change, curvature });
        }
    }
}

impl<E: ErrorSurface> Minimiser for Lbfgs<E> {
    fn step(&mut self) -> bool {
        if self.is_exhausted {
            return false;
        }
        if self.advance() {
            return true;
        }
        let remembered = !self.pairs.is_empty();
        self.pairs.clear();
        self.is_exhausted = !(remembered && self.advance());
        !self.is_exhausted
    }

    fn is_exhausted(&self) -> bool {
        self.is_exhausted
    }

    fn surface(&self) -> &dyn ErrorSurface {
        &self.surface
    }

    fn place(&self) -> &Place {
        &self.kept
    }

    fn learning_rate(&self) -> f64 {
        self.mean_step
    }

    /// Mostly one evaluation, sometimes two, and four passes over the pairs.
    fn work(&self) -> u64 {
        (4 * self.surface.n_samples() + 4 * self.memory) as u64 * self.kept.weights.len() as u64
    }
}

/// −H·g
fn direction(gradient: &[f64], pairs: &VecDeque<Pair>) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(pairs.len());
    for pair in pairs.iter().rev() {
        let share = dot(&pair.step, &direction) / pair.curvature;
        add(&mut direction, -share, &pair.change);
        shares.push(share);
    }
    if let Some(newest) = pairs.back() {
        let scale = newest.curvature / dot(&newest.change, &newest.change);
        for along in &mut direction {
            *along *= scale;
        }
    }
    for (pair, share) in pairs.iter().zip(shares.iter().rev()) {
        let back = dot(&pair.change, &direction) / pair.curvature;
        add(&mut direction, share - back, &pair.step);
    }
    direction
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], factor: f64, from: &[f64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += factor * from;
    }
}

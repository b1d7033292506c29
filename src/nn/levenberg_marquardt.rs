//! Levenberg–Marquardt: Gauss–Newton steps, damped as much as it takes to lower the error.

use ndarray::Array2;

use super::minimiser::Place;
use super::{ErrorSurface, Minimiser, Objective, cholesky};

/// Damping after a step that lowered the objective, and after one that did not.
const EASED: f64 = 0.1;
const TIGHTENED: f64 = 10.0;
/// With this much damping a step is too short to matter.
const MOST_DAMPING: f64 = 1e10;
/// Below this, rounding damps more.
const LEAST_DAMPING: f64 = 1e-20;

/// An error that is half a sum of squares.
pub trait LeastSquares: ErrorSurface {
    /// The error alone, summed over all rows.
    fn error(&mut self, weights: &[f64]) -> f64;
    /// Error, gradient Jᵀr and curvature `JᵀJ`, summed over all rows.
    ///
    /// **Shapes** gradient (`n_weights`), curvature (`n_weights`, `n_weights`), both halves
    fn normal_equations(&mut self, weights: &[f64], gradient: &mut [f64], curvature: &mut Array2<f64>)
    -> f64;
}

/// Levenberg–Marquardt on half a sum of squares and a penalty.
///
/// `(s·JᵀJ + l2·P + μ·I)·δ = g`, w ← w − δ, where g is the objective's gradient, s its factor and P marks the weights
/// that are penalised. A step that lowers the objective is kept and μ multiplied by .1; otherwise μ is multiplied by
/// 10 and the step tried again, until μ reaches 1e10.
///
/// **Numerics** Every step lowers the objective. Where the matrix is not positive definite within rounding, the
/// damping grows too.
///
/// **Source** Hagan & Menhaj 1994; factors and limit as MATLAB's `trainlm`
pub struct LevenbergMarquardt<E> {
    surface: E,
    objective: Objective,
    penalised: Vec<bool>,
    /// μ of the next step
    damping: f64,
    kept: Place,
    trial: Place,
    /// `s·JᵀJ + l2·P` at the weights kept
    curvature: Array2<f64>,
    /// The damped curvature, and what becomes of it
    damped: Array2<f64>,
    mean_step: f64,
    is_exhausted: bool,
}

impl<E: LeastSquares> LevenbergMarquardt<E> {
    /// Evaluates the surface once, at the initial weights.
    pub fn new(surface: E, objective: Objective, damping: f64, weights: Vec<f64>) -> Self {
        let n_weights = weights.len();
        let kept = Place::new(weights);
        let mut fit = Self {
            penalised: surface.network().penalised(),
            surface,
            objective,
            damping,
            trial: kept.clone(),
            kept,
            curvature: Array2::zeros((n_weights, n_weights)),
            damped: Array2::zeros((n_weights, n_weights)),
            mean_step: 0.0,
            is_exhausted: false,
        };
        fit.look_around();
        fit
    }

    /// Error, objective, gradient and curvature at the weights kept.
    fn look_around(&mut self) {
        let Self { surface, objective, penalised, kept, curvature, .. } = self;
        kept.error = surface.normal_equations(&kept.weights, &mut kept.gradient, curvature);
        let n_samples = surface.n_samples();
        kept.objective = objective.apply(n_samples, penalised, &kept.weights, kept.error, &mut kept.gradient);
        *curvature *= objective.factor(n_samples);
        for (diagonal, &penalised) in curvature.diag_mut().iter_mut().zip(&*penalised) {
            *diagonal += if penalised { objective.l2 } else { 0.0 };
        }
    }

    /// Whether a step with the present damping lowers the objective; it then stands in `trial`.
    fn is_lower(&mut self) -> bool {
        let Self { surface, objective, penalised, damping, kept, trial, curvature, damped, .. } = self;
        damped.assign(curvature);
        damped.diag_mut().mapv_inplace(|diagonal| diagonal + *damping);
        let mut step = kept.gradient.clone();
        if !cholesky::solve(damped, &mut step) {
            return false;
        }
        for ((to, from), step) in trial.weights.iter_mut().zip(&kept.weights).zip(step) {
            *to = from - step;
        }
        trial.error = surface.error(&trial.weights);
        let n_samples = surface.n_samples();
        trial.objective =
            objective.apply(n_samples, penalised, &trial.weights, trial.error, &mut trial.gradient);
        trial.objective < kept.objective
    }
}

impl<E: LeastSquares> Minimiser for LevenbergMarquardt<E> {
    fn step(&mut self) -> bool {
        while !self.is_exhausted {
            if self.is_lower() {
                self.damping = (self.damping * EASED).max(LEAST_DAMPING);
                self.mean_step = self.trial.mean_step_from(&self.kept);
                std::mem::swap(&mut self.kept, &mut self.trial);
                self.look_around();
                return true;
            }
            self.damping *= TIGHTENED;
            self.is_exhausted = self.damping > MOST_DAMPING;
        }
        false
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

    /// The curvature of every row, and the equations about twice.
    fn work(&self) -> u64 {
        let (n_samples, n_weights) = (self.surface.n_samples() as u64, self.kept.weights.len() as u64);
        n_weights * n_weights * (n_samples / 2 + n_weights / 3)
    }
}

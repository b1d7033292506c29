//! Steepest descent with its two momentum forms and its adaptive rate: classic BP to improved BP.

use super::{AdaptiveRate, Momentum, Verdict};

/// Momentum of the textbook switch after the error fell.
const SWITCHED_ON: f64 = 0.95;

/// State of the steepest-descent family.
///
/// Δw = −c·η·g + α·Δw′ with c = 1 (none, heavy ball) or 1 − α (toolbox); the rate η is multiplied by `increase`
/// when the error fell and by `decrease` when it rose by more than `max_error_ratio`.
///
/// **Source** neurolab 0.3.5 `TrainGD`, `TrainGDM`, `TrainGDA`, `TrainGDX`; with `undo_bad_step` MATLAB's
/// `traingda` and `traingdx`, whose first step and every step after a discarded one has no momentum.
#[derive(Clone, Debug)]
pub struct GradientDescent {
    learning_rate: f64,
    form: Momentum,
    /// α of the next step.
    momentum: f64,
    adaptive: Option<AdaptiveRate>,
    /// Δw′
    last_step: Vec<f64>,
}

impl GradientDescent {
    pub(super) fn new(
        learning_rate: f64,
        form: Momentum,
        adaptive: Option<AdaptiveRate>,
        n_weights: usize,
    ) -> Self {
        let undo = adaptive.is_some_and(|adaptive| adaptive.undo_bad_step);
        let momentum = if undo { 0.0 } else { chosen_momentum(form) };
        Self { learning_rate, form, momentum, adaptive, last_step: vec![0.0; n_weights] }
    }

    pub(super) fn propose(&mut self, weights: &mut [f64], gradient: &[f64]) {
        let share = if matches!(self.form, Momentum::Toolbox(_)) { 1.0 - self.momentum } else { 1.0 };
        let rate = share * self.learning_rate;
        for ((weight, slope), last) in weights.iter_mut().zip(gradient).zip(&mut self.last_step) {
            *last = self.momentum * *last - rate * slope;
            *weight += *last;
        }
        if self.adaptive.is_some_and(|adaptive| adaptive.undo_bad_step && !adaptive.switch_momentum) {
            self.momentum = chosen_momentum(self.form);
        }
    }

    pub(super) fn judge(&mut self, before: f64, after: f64) -> Verdict {
        let Some(adaptive) = self.adaptive else { return Verdict::Keep };
        let ratio = after / before;
        // An error that is no number is a bad step too.
        let bad = ratio > adaptive.max_error_ratio || ratio.is_nan();
        if bad {
            self.learning_rate *= adaptive.decrease;
        } else if after < before {
            self.learning_rate *= adaptive.increase;
        }
        if adaptive.switch_momentum && !matches!(self.form, Momentum::None) {
            if bad {
                self.momentum = 0.0;
            } else if after < before {
                self.momentum = SWITCHED_ON;
            }
        }
        if bad && adaptive.undo_bad_step {
            self.momentum = 0.0;
            return Verdict::Discard;
        }
        Verdict::Keep
    }

    pub(super) fn learning_rate(&self) -> f64 {
        self.learning_rate
    }
}

fn chosen_momentum(form: Momentum) -> f64 {
    match form {
        Momentum::None => 0.0,
        Momentum::HeavyBall(momentum) | Momentum::Toolbox(momentum) => momentum,
    }
}

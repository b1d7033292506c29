//! Resilient propagation: only the sign of the gradient counts, each weight has its own step size.

use super::Verdict;

const INCREASE: f64 = 1.2;
const DECREASE: f64 = 0.5;
const SMALLEST_STEP: f64 = 1e-9;
const LARGEST_STEP: f64 = 50.0;

/// State of iRprop+, or of plain Rprop without `backtrack`.
///
/// A step size grows ×1.2 while its slope keeps its sign and shrinks ×.5 when the sign changes. iRprop+ then takes
/// back the last move of that weight if the whole error rose, and waits one step.
///
/// **Source** Igel & Hüsken 2003 (iRprop+); neurolab 0.3.5 `TrainRprop` (plain)
#[derive(Clone, Debug)]
pub struct Rprop {
    backtrack: bool,
    error_rose: bool,
    sizes: Vec<f64>,
    last_slope: Vec<f64>,
    last_step: Vec<f64>,
}

impl Rprop {
    pub(super) fn new(initial_step: f64, backtrack: bool, n_weights: usize) -> Self {
        let zeros = vec![0.0; n_weights];
        let sizes = vec![initial_step; n_weights];
        Self { backtrack, error_rose: false, sizes, last_slope: zeros.clone(), last_step: zeros }
    }

    pub(super) fn propose(&mut self, weights: &mut [f64], gradient: &[f64]) {
        for (index, (weight, &slope)) in weights.iter_mut().zip(gradient).enumerate() {
            let agreement = slope * self.last_slope[index];
            let size = &mut self.sizes[index];
            if agreement > 0.0 {
                *size = (*size * INCREASE).min(LARGEST_STEP);
            } else if agreement < 0.0 {
                *size = (*size * DECREASE).max(SMALLEST_STEP);
                if self.backtrack {
                    if self.error_rose {
                        *weight -= self.last_step[index];
                    }
                    self.last_slope[index] = 0.0;
                    self.last_step[index] = 0.0;
                    continue;
                }
            }
            let step = if slope == 0.0 { 0.0 } else { -size.copysign(slope) };
            *weight += step;
            self.last_step[index] = step;
            self.last_slope[index] = slope;
        }
    }

    pub(super) fn judge(&mut self, before: f64, after: f64) -> Verdict {
        self.error_rose = after > before;
        Verdict::Keep
    }

    pub(super) fn mean_step(&self) -> f64 {
        self.sizes.iter().sum::<f64>() / self.sizes.len().max(1) as f64
    }
}

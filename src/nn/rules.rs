//! Update rules: how the next weights follow from the gradient and from what came before.

mod adam;
mod gradient_descent;
mod rprop;

use adam::Adam;
pub(super) use adam::{BETA_1, BETA_2, Correction, EPSILON};
use gradient_descent::GradientDescent;
use rprop::Rprop;

/// How earlier steps carry on in the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Momentum {
    /// Not at all: Δw = −η·g
    None,
    /// Heavy ball: Δw = −η·g + α·Δw′
    HeavyBall(f64),
    /// Toolbox: Δw = −(1−α)·η·g + α·Δw′, steps of the same length as without momentum
    Toolbox(f64),
}

/// A learning rate that follows the error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaptiveRate {
    /// Factor of the rate when the error fell.
    pub increase: f64,
    /// Factor of the rate when the error rose too much.
    pub decrease: f64,
    /// The ratio of the new to the old error above which it rose too much.
    pub max_error_ratio: f64,
    /// A step that raised the error too much is discarded: the weights stay, the next step has no momentum.
    pub undo_bad_step: bool,
    /// The textbook switch: momentum 0 after the error rose too much, .95 after it fell, else unchanged.
    pub switch_momentum: bool,
}

/// A rule with its constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    GradientDescent { learning_rate: f64, momentum: Momentum, adaptive: Option<AdaptiveRate> },
    Adam { learning_rate: f64 },
    Rprop { initial_step: f64, backtrack: bool },
}

/// What becomes of a step after its error is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    Discard,
}

/// A rule with what it remembers between steps.
#[derive(Clone, Debug)]
pub enum RuleState {
    GradientDescent(GradientDescent),
    Adam(Adam),
    Rprop(Rprop),
}

impl RuleState {
    pub fn new(rule: Rule, n_weights: usize) -> Self {
        match rule {
            Rule::GradientDescent { learning_rate, momentum, adaptive } => {
                Self::GradientDescent(GradientDescent::new(learning_rate, momentum, adaptive, n_weights))
            }
            Rule::Adam { learning_rate } => Self::Adam(Adam::new(learning_rate, n_weights)),
            Rule::Rprop { initial_step, backtrack } => {
                Self::Rprop(Rprop::new(initial_step, backtrack, n_weights))
            }
        }
    }

    /// Moves the weights by the gradient found at them.
    ///
    /// **Shapes** weights, gradient (`n_weights`)
    pub fn propose(&mut self, weights: &mut [f64], gradient: &[f64]) {
        match self {
            Self::GradientDescent(rule) => rule.propose(weights, gradient),
            Self::Adam(rule) => rule.propose(weights, gradient),
            Self::Rprop(rule) => rule.propose(weights, gradient),
        }
    }

    /// Learns from the error before and after the step.
    pub fn judge(&mut self, before: f64, after: f64) -> Verdict {
        match self {
            Self::GradientDescent(rule) => rule.judge(before, after),
            Self::Adam(_) => Verdict::Keep,
            Self::Rprop(rule) => rule.judge(before, after),
        }
    }

    pub fn learning_rate(&self) -> f64 {
        match self {
            Self::GradientDescent(rule) => rule.learning_rate(),
            Self::Adam(rule) => rule.learning_rate(),
            Self::Rprop(rule) => rule.mean_step(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weights after each step down f = ½·x², whose gradient is x itself.
    fn descend(rule: Rule, start: f64, steps: usize) -> Vec<f64> {
        let mut state = RuleState::new(rule, 1);
        let mut x = [start];
        let mut path = Vec::new();
        for _ in 0..steps {
            let slope = x;
            let mut trial = x;
            state.propose(&mut trial, &slope);
            if state.judge(0.5 * x[0] * x[0], 0.5 * trial[0] * trial[0]) == Verdict::Keep {
                x = trial;
            }
            path.push(x[0]);
        }
        path
    }

    fn assert_path(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-14, "{found} is not {expected}");
        }
    }

    fn plain(learning_rate: f64, momentum: Momentum) -> Rule {
        Rule::GradientDescent { learning_rate, momentum, adaptive: None }
    }

    #[test]
    fn heavy_ball_by_hand() {
        // Δ₁ = −.1·1 = −.1; Δ₂ = −.1·.9 + .5·(−.1) = −.14; Δ₃ = −.1·.76 + .5·(−.14) = −.146
        assert_path(&descend(plain(0.1, Momentum::HeavyBall(0.5)), 1.0, 3), &[0.9, 0.76, 0.614]);
    }

    #[test]
    fn toolbox_momentum_by_hand() {
        // Δ₁ = −.5·.1·1 = −.05; Δ₂ = −.05·.95 + .5·(−.05) = −.0725
        assert_path(&descend(plain(0.1, Momentum::Toolbox(0.5)), 1.0, 2), &[0.95, 0.8775]);
    }

    #[test]
    fn a_discarded_step_leaves_the_weights_and_shrinks_the_rate() {
        let adaptive = AdaptiveRate {
            increase: 1.05,
            decrease: 0.7,
            max_error_ratio: 1.04,
            undo_bad_step: true,
            switch_momentum: false,
        };
        let rule = Rule::GradientDescent {
            learning_rate: 2.5,
            momentum: Momentum::Toolbox(0.9),
            adaptive: Some(adaptive),
        };
        // First step without momentum: 1 − 2.5 = −1.5 has 2.25 times the error: discarded, rate 1.75.
        // Second, again without momentum: 1 − 1.75 = −.75, error fell: kept, rate 1.8375.
        // Third with momentum: Δ = −.1·1.8375·(−.75) + .9·(−1.75) = .1378125 − 1.575 = −1.4371875 → −2.1871875,
        // discarded, rate 1.28625; fourth: −.75 + 1.28625·.75 = .2146875.
        assert_path(&descend(rule, 1.0, 4), &[1.0, -0.75, -0.75, 0.2146875]);
    }

    #[test]
    fn the_textbook_switch_drops_and_restores_momentum() {
        let adaptive = AdaptiveRate {
            increase: 1.0,
            decrease: 1.0,
            max_error_ratio: 1.04,
            undo_bad_step: false,
            switch_momentum: true,
        };
        let rule = Rule::GradientDescent {
            learning_rate: 1.0,
            momentum: Momentum::Toolbox(0.5),
            adaptive: Some(adaptive),
        };
        // Δ₁ = −.5·1 → .5, fell: α = .95. Δ₂ = −.05·.5 + .95·(−.5) = −.5 → 0, fell. Δ₃ = .95·(−.5) = −.475 → −.475,
        // rose: α = 0. Δ₄ = .475 → 0.
        assert_path(&descend(rule, 1.0, 4), &[0.5, 0.0, -0.475, 0.0]);
    }

    #[test]
    fn adam_takes_a_first_step_of_the_rate() {
        let path = descend(Rule::Adam { learning_rate: 0.1 }, 1.0, 2);
        // Step 1: m̂ = g, v̂ = g², so −.1·1/(1 + 1e-7/√.001) up to ε outside the corrected form.
        let first = 1.0 - 0.1 * (0.001f64.sqrt() / 0.1) * 0.1 / (0.001f64.sqrt() + 1e-7);
        let (m, v) = (0.9 * 0.1 + 0.1 * first, 0.999 * 0.001 + 0.001 * first * first);
        let rate = 0.1 * (1.0 - 0.999f64.powi(2)).sqrt() / (1.0 - 0.9f64.powi(2));
        assert_path(&path, &[first, first - rate * m / (v.sqrt() + 1e-7)]);
    }

    #[test]
    fn irprop_takes_back_a_step_that_changed_the_sign_and_raised_the_error() {
        let path = |backtrack| descend(Rule::Rprop { initial_step: 0.9, backtrack }, 0.5, 3);
        // .5 − .9 = −.4: sign changed, error fell, so both halve the step; iRprop+ waits one step (slope taken as 0).
        assert_path(&path(true), &[-0.4, -0.4, 0.05]);
        assert_path(&path(false), &[-0.4, 0.05, -0.175]);
        // 1 − 3.1 = −2.1 raised the error: iRprop+ returns to 1, then goes on with half the step.
        assert_path(
            &descend(Rule::Rprop { initial_step: 3.1, backtrack: true }, 1.0, 3),
            &[-2.1, 1.0, -0.55],
        );
    }
}

//! Platt's curve: a logistic regression on the logit of the probability.

use super::Calibration;

/// Newton steps at most; a handful are needed.
const MAX_STEPS: usize = 100;
/// Added to the diagonal, so that rows of one probability alone leave something to solve.
const RIDGE: f64 = 1e-12;
/// Steps below it are not tried.
const SMALLEST_STEP: f64 = 1e-10;
/// Mean gradient that counts as none.
const FLAT: f64 = 1e-12;
const EDGE: f64 = 1.0 / (1 << 25) as f64;

/// Fits Platt's curve.
///
/// `min_{a, b} −Σ t·ln q + (1 − t)·ln(1 − q)`, `q = σ(a·ln(p/(1 − p)) + b)`, with the targets
/// `t = (n₊ + 1)/(n₊ + 2)` for rows of interest and `1/(n₋ + 2)` for the others, which keep q off 0 and 1
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`.
///
/// **Numerics** Newton with backtracking in f64, losses by `ln(1 + e^−|z|)`; logits of probabilities within
/// [2⁻²⁵, 1 − 2⁻²⁵]. [`Calibration::None`] where one of the two groups is empty. Where the probabilities rank worse than
/// chance a is 0: every row gets the same answer instead of a reversed one.
///
/// **Source** Platt 2000; Lin, Lin & Weng 2007, appendix; scikit-learn's sigmoid calibration, whose a and b have the
/// opposite sign.
pub fn fit_platt(probabilities: &[f32], positive: &[bool]) -> Calibration {
    let n = probabilities.len().min(positive.len());
    let n_positive = positive[..n].iter().filter(|&&truth| truth).count();
    if n_positive == 0 || n_positive == n {
        return Calibration::None;
    }
    let target_of =
        [1.0 / ((n - n_positive) as f64 + 2.0), (n_positive as f64 + 1.0) / (n_positive as f64 + 2.0)];
    let rows: Vec<(f64, f64)> = probabilities
        .iter()
        .zip(positive)
        .map(|(&p, &truth)| (logit(p), target_of[usize::from(truth)]))
        .collect();
    let (a, b) = newton(&rows, ((n_positive as f64 + 1.0) / ((n - n_positive) as f64 + 1.0)).ln());
    if a.is_finite() && b.is_finite() && a >= 0.0 {
        return Calibration::Platt { a, b };
    }
    let mean_target = rows.iter().map(|(_, target)| target).sum::<f64>() / n as f64;
    Calibration::Platt { a: 0.0, b: (mean_target / (1.0 - mean_target)).ln() }
}

/// The logit of a probability that is neither 0 nor 1.
pub(super) fn logit(p: f32) -> f64 {
    let p = if f64::from(p) > EDGE { f64::from(p).min(1.0 - EDGE) } else { EDGE };
    (p / (1.0 - p)).ln()
}

pub(super) fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 { 1.0 / (1.0 + (-z).exp()) } else { z.exp() / (1.0 + z.exp()) }
}

fn loss(rows: &[(f64, f64)], a: f64, b: f64) -> f64 {
    let losses = rows.iter().map(|&(x, t)| {
        let z = a * x + b;
        z.max(0.0) - t * z + (-z.abs()).exp().ln_1p()
    });
    losses.sum()
}

/// Rows: logit and target. Starts from no slope and this intercept.
fn newton(rows: &[(f64, f64)], intercept: f64) -> (f64, f64) {
    let (mut a, mut b) = (0.0, intercept);
    let mut current = loss(rows, a, b);
    for _ in 0..MAX_STEPS {
        let (mut h_aa, mut h_ab, mut h_bb) = (RIDGE, 0.0, RIDGE);
        let (mut d_a, mut d_b) = (0.0, 0.0);
        for &(x, t) in rows {
            let q = sigmoid(a * x + b);
            let (d, curvature) = (q - t, q * (1.0 - q));
            d_a += d * x;
            d_b += d;
            h_aa += curvature * x * x;
            h_ab += curvature * x;
            h_bb += curvature;
        }
        if d_a.abs().max(d_b.abs()) < FLAT * rows.len() as f64 {
            break;
        }
        let determinant = h_aa * h_bb - h_ab * h_ab;
        let step_a = -(h_bb * d_a - h_ab * d_b) / determinant;
        let step_b = -(h_aa * d_b - h_ab * d_a) / determinant;
        let slope = d_a * step_a + d_b * step_b;
        let mut size = 1.0;
        let improved = loop {
            let (to_a, to_b) = (a + size * step_a, b + size * step_b);
            let to = loss(rows, to_a, to_b);
            if to < current + 1e-4 * size * slope {
                (a, b, current) = (to_a, to_b, to);
                break true;
            }
            size /= 2.0;
            if size < SMALLEST_STEP {
                break false;
            }
        };
        if !improved {
            break;
        }
    }
    (a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_gone_at_the_fit() {
        let p = [0.1, 0.2, 0.6, 0.9, 0.4, 0.3, 0.8, 1.0, 0.0];
        let truth = [false, false, true, true, true, false, false, true, false];
        let fitted = fit_platt(&p, &truth);
        let (a, b) = if let Calibration::Platt { a, b } = fitted { (a, b) } else { (f64::NAN, f64::NAN) };
        let rows: Vec<(f64, f64)> = p
            .iter()
            .zip(truth)
            .map(|(&p, truth)| (logit(p), if truth { 5.0 / 6.0 } else { 1.0 / 7.0 }))
            .collect();
        let h = 1e-5;
        let d_a = (loss(&rows, a + h, b) - loss(&rows, a - h, b)) / (2.0 * h);
        let d_b = (loss(&rows, a, b + h) - loss(&rows, a, b - h)) / (2.0 * h);
        assert!(d_a.abs() < 1e-7 && d_b.abs() < 1e-7, "{d_a} {d_b}");
    }

    #[test]
    fn odd_rows_have_an_answer() {
        assert_eq!(fit_platt(&[], &[]), Calibration::None);
        assert_eq!(fit_platt(&[0.3, 0.4], &[true, true]), Calibration::None);
        // Worse than chance: the share of the class, by Platt's targets.
        let reversed = fit_platt(&[0.1, 0.2, 0.8, 0.9], &[true, true, false, false]);
        assert_eq!(reversed, Calibration::Platt { a: 0.0, b: 0.0 });
        // All alike, ends and what is not a number included.
        for p in [0.0, 0.3, 1.0, f32::NAN] {
            let alike = fit_platt(&[p; 8], &[true, false, false, false, true, false, false, false]);
            assert!(alike.is_sound(), "{alike:?}");
            let expected = (2.0 * 0.75 + 6.0 * 0.125) / 8.0;
            assert!((f64::from(alike.apply(p)) - expected).abs() < 1e-4, "{p} {alike:?} {}", alike.apply(p));
        }
        // Perfectly told apart: the targets keep the curve from becoming a step.
        let apart = fit_platt(&[0.1, 0.2, 0.8, 0.9], &[false, false, true, true]);
        assert!(apart.is_sound() && apart.apply(0.9) > 0.7 && apart.apply(0.9) < 0.9, "{apart:?}");
    }
}

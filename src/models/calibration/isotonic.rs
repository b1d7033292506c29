//! Isotonic steps: the rising function that lies closest to the truth.

use super::Calibration;
use crate::metrics::Ranked;

/// Fits isotonic steps by pooling neighbours that fall.
///
/// `min Σ (y(p_i) − t_i)²` over functions y that never fall
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`.
///
/// **Numerics** Rows of equal probability are pooled first; means of blocks are compared in whole numbers. Points
/// inside of a level stretch are left out. [`Calibration::None`] where one of the two groups is empty. Probabilities
/// outside of [0, 1] count as the nearer end, those that are not numbers as 0.
///
/// **Source** Barlow et al. 1972; scikit-learn `IsotonicRegression(out_of_bounds="clip")`.
pub fn fit_isotonic(probabilities: &[f32], positive: &[bool]) -> Calibration {
    let within: Vec<f32> = probabilities.iter().map(|&p| Calibration::None.apply(p)).collect();
    let ranked = Ranked::new(&within, positive);
    if ranked.n_positive() == 0 || ranked.n_positive() == ranked.n_samples() {
        return Calibration::None;
    }
    // From the highest score to the lowest, so that a block may not have a larger share than the one before.
    let mut blocks: Vec<Block> = Vec::new();
    for (score, positives, others) in ranked.groups() {
        let mut block = Block {
            highest: score,
            lowest: score,
            found: u64::from(positives),
            n: u64::from(positives) + u64::from(others),
        };
        while let Some(before) = blocks.pop_if(|before| before.found * block.n <= block.found * before.n) {
            block.highest = before.highest;
            block.found += before.found;
            block.n += before.n;
        }
        blocks.push(block);
    }
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for block in blocks.iter().rev() {
        let share = (block.found as f64 / block.n as f64) as f32;
        x.push(block.lowest);
        y.push(share);
        if block.highest > block.lowest {
            x.push(block.highest);
            y.push(share);
        }
    }
    Calibration::Isotonic { x, y }
}

/// Neighbouring probabilities with one answer.
struct Block {
    highest: f32,
    lowest: f32,
    found: u64,
    n: u64,
}

/// Straight between the points, level beyond them; p itself without points.
pub(super) fn interpolate(x: &[f32], y: &[f32], p: f32) -> f32 {
    let n = x.len().min(y.len());
    let above = x[..n].partition_point(|&x| x < p);
    match (above.checked_sub(1), above < n) {
        (None, false) => p,
        (None, true) => y[0],
        (Some(last), false) => y[last],
        (Some(below), true) => {
            let [x_below, x_above, y_below, y_above] =
                [x[below], x[above], y[below], y[above]].map(f64::from);
            let weight = (f64::from(p) - x_below) / (x_above - x_below);
            (y_below * (1.0 - weight) + y_above * weight) as f32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_fall_are_pooled() {
        let p = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
        let steps = fit_isotonic(&p, &[false, true, false, false, true, true]);
        let third = 1.0 / 3.0;
        let expected =
            Calibration::Isotonic { x: vec![0.1, 0.2, 0.4, 0.5, 0.6], y: vec![0.0, third, third, 1.0, 1.0] };
        assert_eq!(steps, expected);
        assert_eq!(steps.apply_all(&[0.0, 0.1, 0.3, 0.9]), [0.0, 0.0, third, 1.0]);
        assert!((steps.apply(0.45) - 2.0 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn odd_rows_have_an_answer() {
        assert_eq!(fit_isotonic(&[], &[]), Calibration::None);
        assert_eq!(fit_isotonic(&[0.2, 0.3], &[false, false]), Calibration::None);
        let alike = fit_isotonic(&[0.4; 4], &[true, false, false, false]);
        assert_eq!(alike.apply_all(&[0.0, 0.4, 1.0, f32::NAN]), [0.25; 4]);
        let reversed = fit_isotonic(&[0.1, 0.9], &[true, false]);
        assert_eq!(reversed, Calibration::Isotonic { x: vec![0.1, 0.9], y: vec![0.5, 0.5] });
        assert!(fit_isotonic(&[f32::NAN, 7.0], &[false, true]).is_sound());
    }
}

//! Which calibration helps, asked of rows it was not fitted on.

use serde::Serialize;

use super::{Calibration, CalibrationKind};
use crate::base::Stream;
use crate::metrics::{brier_binary, log_loss_binary};

/// Losses of a kind of calibration on rows it was not fitted on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationLoss {
    pub kind: CalibrationKind,
    pub brier: f64,
    pub log_loss: f64,
}

const N_FOLDS: usize = 5;
/// Two rows of each class a fold: below, every kind would be chosen by accident.
const FEWEST_OF_A_CLASS: usize = 2 * N_FOLDS;

/// Chooses and fits a calibration on validation rows, without ever looking at held-out ones.
///
/// The rows are divided into five parts with equal shares of the class; each part is answered by calibrations
/// fitted on the other four. A kind is taken instead of a simpler one only where its Brier score is lower by more
/// than one standard error of the difference, row by row: less than that is chance, and goes to the simpler one.
/// What is chosen is fitted again on all rows.
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`; result: a loss for each [`CalibrationKind`], the simplest
/// first.
///
/// **Numerics** The same answer for the same seed. [`Calibration::None`] and no losses with fewer than ten rows of one
/// of the two classes.
///
/// **Source** Breiman et al. 1984 (the one standard error rule), Niculescu-Mizil & Caruana 2005.
pub fn choose_calibration(
    probabilities: &[f32],
    positive: &[bool],
    seed: u64,
) -> (Calibration, Vec<CalibrationLoss>) {
    let n = probabilities.len().min(positive.len());
    let (probabilities, positive) = (&probabilities[..n], &positive[..n]);
    let n_positive = positive.iter().filter(|&&truth| truth).count();
    if n_positive.min(n - n_positive) < FEWEST_OF_A_CLASS {
        return (Calibration::None, Vec::new());
    }
    let folds = folds(positive, seed);
    let answers = CalibrationKind::ALL.map(|kind| answered(kind, probabilities, positive, &folds));
    let loss = |(kind, answers): (CalibrationKind, &Vec<f32>)| CalibrationLoss {
        kind,
        brier: brier_binary(answers, positive),
        log_loss: log_loss_binary(answers, positive),
    };
    let losses = CalibrationKind::ALL.into_iter().zip(&answers).map(loss).collect();
    let mut best = 0;
    for candidate in 1..answers.len() {
        if is_better(&answers[candidate], &answers[best], positive) {
            best = candidate;
        }
    }
    (CalibrationKind::ALL[best].fit(probabilities, positive), losses)
}

/// The fold of each row, classes dealt out one after the other.
fn folds(positive: &[bool], seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..positive.len()).collect();
    Stream::new(seed, "calibration folds", 0).shuffle(&mut order);
    let (of_interest, others): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|&row| positive[row]);
    let mut folds = vec![0; positive.len()];
    for (place, row) in of_interest.into_iter().chain(others).enumerate() {
        folds[row] = place % N_FOLDS;
    }
    folds
}

/// Each row's probability, put right by the rows of the other folds.
fn answered(kind: CalibrationKind, probabilities: &[f32], positive: &[bool], folds: &[usize]) -> Vec<f32> {
    let mut answers = vec![0.0; probabilities.len()];
    for fold in 0..N_FOLDS {
        let learn: Vec<usize> = (0..folds.len()).filter(|&row| folds[row] != fold).collect();
        let p: Vec<f32> = learn.iter().map(|&row| probabilities[row]).collect();
        let truth: Vec<bool> = learn.iter().map(|&row| positive[row]).collect();
        let calibration = kind.fit(&p, &truth);
        for (row, answer) in answers.iter_mut().enumerate().filter(|(row, _)| folds[*row] == fold) {
            *answer = calibration.apply(probabilities[row]);
        }
    }
    answers
}

/// Whether the Brier score of one is lower by more than one standard error of the differences.
fn is_better(candidate: &[f32], than: &[f32], positive: &[bool]) -> bool {
    let squared = |p: f32, truth: bool| (f64::from(p) - f64::from(u8::from(truth))).powi(2);
    let gain = |((&a, &b), &truth): ((&f32, &f32), &bool)| squared(b, truth) - squared(a, truth);
    let gains: Vec<f64> = candidate.iter().zip(than).zip(positive).map(gain).collect();
    let n = gains.len() as f64;
    let mean = gains.iter().sum::<f64>() / n;
    let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / (n - 1.0);
    mean > (variance / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Customers whose true probability is a distortion of what the model says.
    fn customers(n: usize, truth: impl Fn(f64) -> f64) -> (Vec<f32>, Vec<bool>) {
        let mut stream = Stream::new(11, "customers", 0);
        let said: Vec<f32> = (0..n).map(|_| (stream.uniform() * 0.9 + 0.05) as f32).collect();
        let left = said.iter().map(|&p| stream.uniform() < truth(f64::from(p))).collect();
        (said, left)
    }

    fn chosen(truth: impl Fn(f64) -> f64) -> CalibrationKind {
        let (said, left) = customers(4000, truth);
        let (calibration, losses) = choose_calibration(&said, &left, 1);
        assert_eq!(losses.iter().map(|loss| loss.kind).collect::<Vec<_>>(), CalibrationKind::ALL);
        assert_eq!((calibration.clone(), losses), choose_calibration(&said, &left, 1));
        assert!(calibration.is_sound());
        calibration.kind()
    }

    #[test]
    fn the_simplest_that_helps_is_chosen() {
        assert_eq!(chosen(|p| p), CalibrationKind::None);
        // Odds doubled and sharpened: a Platt curve to the letter.
        assert_eq!(chosen(|p| 1.0 / (1.0 + ((1.0 - p) / p).powf(2.0) / 3.0)), CalibrationKind::Platt);
        // Two levels: no curve of that family.
        let steps = |p: f64| {
            if p < 0.25 {
                0.02
            } else if p < 0.75 {
                0.5
            } else {
                0.98
            }
        };
        assert_eq!(chosen(steps), CalibrationKind::Isotonic);
    }

    #[test]
    fn too_few_rows_of_a_class_choose_nothing() {
        let p = [0.5; 100];
        let truth: Vec<bool> = (0..100).map(|row| row < 9).collect();
        assert_eq!(choose_calibration(&p, &truth, 1), (Calibration::None, Vec::new()));
        assert_eq!(choose_calibration(&[], &[], 1), (Calibration::None, Vec::new()));
        let truth: Vec<bool> = (0..100).map(|row| row < 10).collect();
        // The same .5 for all, of whom a tenth leaves: both kinds put it right, the simpler is taken.
        let (calibration, losses) = choose_calibration(&p, &truth, 1);
        assert_eq!((calibration.kind(), losses.len()), (CalibrationKind::Platt, 3));
        assert!((calibration.apply(0.5) - 0.1).abs() < 0.03);
    }
}

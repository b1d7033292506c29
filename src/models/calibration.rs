//! Probabilities put right on rows the model did not learn from: Platt's curve or isotonic steps.

mod choose;
mod isotonic;
mod platt;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

pub use choose::{CalibrationLoss, choose_calibration};
pub use isotonic::fit_isotonic;
pub use platt::fit_platt;

/// How a probability of the class of interest is put right. None of them turns the order of two customers round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calibration {
    /// As the model says.
    #[default]
    None,
    /// `σ(a·ln(p/(1 − p)) + b)`, a ≥ 0
    Platt { a: f64, b: f64 },
    /// Straight between the points (x, y), level beyond them; both rise.
    Isotonic { x: Vec<f32>, y: Vec<f32> },
}

/// A [`Calibration`] before it is fitted, the simplest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationKind {
    None,
    Platt,
    Isotonic,
}

impl CalibrationKind {
    pub const ALL: [Self; 3] = [Self::None, Self::Platt, Self::Isotonic];

    /// The word used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Platt => "platt",
            Self::Isotonic => "isotonic",
        }
    }

    /// Learns a calibration of this kind; see [`fit_platt`] and [`fit_isotonic`].
    pub fn fit(self, probabilities: &[f32], positive: &[bool]) -> Calibration {
        match self {
            Self::None => Calibration::None,
            Self::Platt => fit_platt(probabilities, positive),
            Self::Isotonic => fit_isotonic(probabilities, positive),
        }
    }
}

impl Calibration {
    pub fn kind(&self) -> CalibrationKind {
        match self {
            Self::None => CalibrationKind::None,
            Self::Platt { .. } => CalibrationKind::Platt,
            Self::Isotonic { .. } => CalibrationKind::Isotonic,
        }
    }

    /// Whether its numbers are such as a fit leaves: what comes from a file is asked before it is used.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::None => true,
            Self::Platt { a, b } => a.is_finite() && b.is_finite() && *a >= 0.0,
            Self::Isotonic { x, y } => {
                let within = |values: &[f32]| values.iter().all(|value| (0.0..=1.0).contains(value));
                x.len() == y.len()
                    && !x.is_empty()
                    && within(x)
                    && within(y)
                    && x.is_sorted_by(|a, b| a < b)
                    && y.is_sorted()
            }
        }
    }

    /// The probability put right: finite, in [0, 1], never lower for a higher probability.
    ///
    /// **Numerics** Probabilities outside of [0, 1] count as the nearer end, those that are not numbers as 0. A Platt
    /// curve reads logits of probabilities within [2⁻²⁵, 1 − 2⁻²⁵].
    pub fn apply(&self, probability: f32) -> f32 {
        let p = if probability > 0.0 { probability.min(1.0) } else { 0.0 };
        match self {
            Self::None => p,
            Self::Platt { a, b } => platt::sigmoid(a * platt::logit(p) + b) as f32,
            Self::Isotonic { x, y } => isotonic::interpolate(x, y, p),
        }
    }

    /// [`Self::apply`] to many.
    pub fn apply_all(&self, probabilities: &[f32]) -> Vec<f32> {
        probabilities.iter().map(|&p| self.apply(p)).collect()
    }
}

/// Puts the class of interest right in rows of any number of classes: it gets its calibrated probability, the other
/// classes share the rest as they did before.
///
/// `q_c = calibrated(p_c)`, `q_k = p_k·(1 − q_c)/Σ_{j≠c} p_j` for the others
///
/// **Shapes** `probabilities` `(n_samples, n_classes)`, each row adding up to 1; `of_interest` one of its columns.
///
/// **Numerics** Sums in f64; where the others had nothing they share the rest alike. Nothing changes for
/// [`Calibration::None`], a single column, or a column that does not exist.
pub fn calibrate_rows(probabilities: &mut Array2<f32>, of_interest: usize, calibration: &Calibration) {
    let n_classes = probabilities.ncols();
    if *calibration == Calibration::None || of_interest >= n_classes || n_classes < 2 {
        return;
    }
    for mut row in probabilities.outer_iter_mut() {
        let calibrated = calibration.apply(row[of_interest]);
        row[of_interest] = 0.0;
        let others: f64 = row.iter().map(|&p| f64::from(p)).sum();
        let rest = 1.0 - f64::from(calibrated);
        for p in &mut row {
            *p = if others > 0.0 {
                (f64::from(*p) * (rest / others)) as f32
            } else {
                (rest / (n_classes - 1) as f64) as f32
            };
        }
        row[of_interest] = calibrated;
    }
}

#[cfg(test)]
mod tests {
    use ndarray::arr2;

    use super::*;

    #[test]
    fn other_classes_share_what_is_left() {
        let mut rows = arr2(&[[0.5, 0.3, 0.2], [0.0, 1.0, 0.0], [0.75, 0.0, 0.25]]);
        let halved = Calibration::Isotonic { x: vec![0.0, 1.0], y: vec![0.0, 0.5] };
        calibrate_rows(&mut rows, 1, &halved);
        let expected =
            arr2(&[[0.5 * 0.85 / 0.7, 0.15, 0.2 * 0.85 / 0.7], [0.25, 0.5, 0.25], [0.75, 0.0, 0.25]]);
        for (found, expected) in rows.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-6, "{rows}");
        }
        let before = rows.clone();
        calibrate_rows(&mut rows, 1, &Calibration::None);
        calibrate_rows(&mut rows, 3, &halved);
        assert_eq!(rows, before);
        let mut alone = arr2(&[[1.0]]);
        calibrate_rows(&mut alone, 0, &halved);
        assert_eq!(alone, arr2(&[[1.0]]));
    }

    #[test]
    fn unsound_numbers_are_told() {
        let steps = |x: &[f32], y: &[f32]| Calibration::Isotonic { x: x.to_vec(), y: y.to_vec() };
        let sound =
            [Calibration::None, Calibration::Platt { a: 0.0, b: -3.0 }, steps(&[0.1, 0.9], &[0.2, 0.2])];
        for calibration in &sound {
            assert!(calibration.is_sound(), "{calibration:?}");
        }
        let unsound = [
            Calibration::Platt { a: -1.0, b: 0.0 },
            Calibration::Platt { a: 1.0, b: f64::NAN },
            steps(&[], &[]),
            steps(&[0.1], &[]),
            steps(&[0.9, 0.1], &[0.1, 0.2]),
            steps(&[0.1, 0.1], &[0.1, 0.2]),
            steps(&[0.1, 0.9], &[0.3, 0.2]),
            steps(&[0.1, f32::NAN], &[0.1, 0.2]),
            steps(&[0.1, 0.9], &[0.1, 1.2]),
        ];
        for calibration in &unsound {
            assert!(!calibration.is_sound(), "{calibration:?}");
            // And yet nothing falls over.
            let _ = calibration.apply_all(&[0.0, 0.5, 1.0]);
        }
    }

    #[test]
    fn it_is_written_and_read_again() {
        let all = [
            Calibration::None,
            Calibration::Platt { a: 1.25, b: -0.1 },
            Calibration::Isotonic { x: vec![0.1, 0.7], y: vec![0.0, 1.0] },
        ];
        for calibration in all {
            let written = serde_json::to_string(&calibration).unwrap();
            assert!(written.contains(calibration.kind().id()), "{written}");
            assert_eq!(serde_json::from_str::<Calibration>(&written).unwrap(), calibration);
        }
    }
}

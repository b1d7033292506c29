//! How far down an error had come by which epoch: small enough to keep for every training, enough to ask for any error.

use crate::models::CurvePoint;

/// Lows kept of a training.
const MOST_LOWS: usize = 1_000;

/// The lowest error so far, at the epochs at which it fell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lows {
    /// (epoch, error), epochs ascending, errors falling.
    lows: Vec<(u32, f64)>,
}

impl Lows {
    /// The lows of a curve. What is not a number is no low.
    ///
    /// **Numerics** more than 1,000 lows are thinned evenly, the first and the last kept; then [`Self::reached`] may
    /// answer late, by at most the distance of the lows kept.
    fn of(curve: &[CurvePoint], error: impl Fn(&CurvePoint) -> f64) -> Self {
        let mut lows: Vec<(u32, f64)> = Vec::new();
        for point in curve {
            let error = error(point);
            if error.is_finite() && lows.last().is_none_or(|&(_, lowest)| error < lowest) {
                lows.push((point.epoch, error));
            }
        }
        if lows.len() > MOST_LOWS {
            let last = lows.len() - 1;
            lows = (0..MOST_LOWS).map(|index| lows[index * last / (MOST_LOWS - 1)]).collect();
        }
        Self { lows }
    }

    /// The first epoch at which the error was this low or lower; `None` where it never was, or the error is no number.
    pub fn reached(&self, error: f64) -> Option<u32> {
        let first = self.lows.partition_point(|&(_, low)| low > error || error.is_nan());
        self.lows.get(first).map(|&(epoch, _)| epoch)
    }

    /// `None` where it never was a number.
    pub fn lowest(&self) -> Option<f64> {
        self.lows.last().map(|&(_, low)| low)
    }
}

/// What is kept of each training, in the order of repeats and folds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Training {
    pub train: Lows,
    pub valid: Lows,
    /// At the last epoch.
    pub final_train: f64,
}

impl Training {
    /// What is kept of a whole curve.
    pub fn of(curve: &[CurvePoint]) -> Self {
        Self {
            train: Lows::of(curve, |point| point.train_loss),
            valid: Lows::of(curve, |point| point.valid_loss),
            final_train: curve.last().map_or(f64::NAN, |point| point.train_loss),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn curve(errors: &[f64]) -> Vec<CurvePoint> {
        let point = |(epoch, &error): (usize, &f64)| CurvePoint {
            epoch: epoch as u32,
            train_loss: error,
            valid_loss: 2.0 * error,
            valid_accuracy: 0.5,
            learning_rate: 0.1,
        };
        errors.iter().enumerate().map(point).collect()
    }

    #[test]
    fn an_error_is_reached_when_it_first_was_so_low() {
        let training = Training::of(&curve(&[0.5, 0.3, 0.4, 0.3, f64::NAN, 0.1, 0.2]));
        let reached = [0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05].map(|error| training.train.reached(error));
        assert_eq!(reached, [Some(0), Some(0), Some(1), Some(1), Some(5), Some(5), None]);
        assert_eq!((training.valid.reached(0.2), training.valid.lowest()), (Some(5), Some(0.2)));
        assert_eq!(training.final_train, 0.2);
        assert_eq!(Training::of(&[]).train.reached(1.0), None);
        // What diverged has no error that anything could reach.
        assert_eq!(training.train.reached(f64::NAN), None);
    }

    #[test]
    fn long_curves_are_thinned_and_hardly_late() {
        let errors: Vec<f64> = (0..20_000).map(|epoch| 1.0 / f64::from(epoch + 1)).collect();
        let lows = Training::of(&curve(&errors)).train;
        assert_eq!((lows.lows.len(), lows.lowest()), (MOST_LOWS, Some(1.0 / 20_000.0)));
        for epoch in [0_u32, 7, 999, 12_345, 19_999] {
            let late = lows.reached(1.0 / f64::from(epoch + 1)).unwrap() - epoch;
            assert!(late <= 21, "{late} epochs late at {epoch}");
        }
    }
}

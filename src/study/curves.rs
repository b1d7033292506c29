//! Training curves made small enough to keep and to draw.

use crate::models::CurvePoint;

use super::CurveBand;

/// Points kept of a single curve.
pub const MOST_POINTS: usize = 400;

/// Epochs of a band.
const BAND_EPOCHS: usize = 200;

/// At most [`MOST_POINTS`] points, evenly spread, the first, the last and the best always among them.
pub fn thin(curve: &[CurvePoint], best_epoch: u32) -> Vec<CurvePoint> {
    if curve.len() <= MOST_POINTS {
        return curve.to_vec();
    }
    let mut kept: Vec<usize> = spread(curve.len(), MOST_POINTS - 1).collect();
    kept.extend(curve.iter().position(|point| point.epoch == best_epoch));
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|index| curve[index]).collect()
}

/// Mean and sample standard deviation of several curves at common epochs.
///
/// A training that has ended stays at its last value: the band says where the methods stand after so many epochs.
/// Curves that stopped being numbers are left out from there on.
pub fn band(curves: &[&[CurvePoint]]) -> CurveBand {
    let longest = curves.iter().map(|curve| curve.len()).max().unwrap_or(0);
    let mut band = CurveBand::default();
    for epoch in spread(longest, BAND_EPOCHS) {
        let points: Vec<CurvePoint> =
            curves.iter().filter_map(|curve| curve.get(epoch).or(curve.last()).copied()).collect();
        let train = mean_and_sd(points.iter().map(|point| point.train_loss));
        let valid = mean_and_sd(points.iter().map(|point| point.valid_loss));
        let (Some(train), Some(valid)) = (train, valid) else { break };
        band.epochs.push(epoch as u32);
        band.train.push(train);
        band.valid.push(valid);
    }
    band
}

/// Mean training errors of two methods after the same number of epochs: for each pair of curves at the last epoch
/// that both reached. `None` where there is nothing to compare.
pub fn errors_after_same_epochs(first: &[Vec<CurvePoint>], second: &[Vec<CurvePoint>]) -> Option<(f64, f64)> {
    let pairs: Vec<(f64, f64)> = first
        .iter()
        .zip(second)
        .filter_map(|(a, b)| {
            let last = a.len().min(b.len()).checked_sub(1)?;
            Some((a[last].train_loss, b[last].train_loss))
        })
        .collect();
    let n = pairs.len() as f64;
    let mean =
        (pairs.iter().map(|pair| pair.0).sum::<f64>() / n, pairs.iter().map(|pair| pair.1).sum::<f64>() / n);
    (mean.0.is_finite() && mean.1.is_finite()).then_some(mean)
}

/// At most `most` indices below `n`, evenly spread, the first and the last among them.
fn spread(n: usize, most: usize) -> impl Iterator<Item = usize> {
    let kept = n.min(most.max(2));
    (0..kept).map(move |index| if kept < 2 { 0 } else { index * (n - 1) / (kept - 1) })
}

fn mean_and_sd(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let finite: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    (!finite.is_empty()).then(|| super::judge::mean_and_sd(&finite))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(n: u32) -> Vec<CurvePoint> {
        let point = |epoch: u32| CurvePoint {
            epoch,
            train_loss: 1.0 / f64::from(epoch + 1),
            valid_loss: 2.0 / f64::from(epoch + 1),
            valid_accuracy: 0.5,
            learning_rate: 0.1,
        };
        (0..n).map(point).collect()
    }

    #[test]
    fn long_curves_keep_their_ends_and_the_best() {
        assert_eq!(thin(&curve(400), 7), curve(400));
        let thinned = thin(&curve(5_001), 1_234);
        assert!(thinned.len() <= MOST_POINTS);
        assert_eq!((thinned[0].epoch, thinned[thinned.len() - 1].epoch), (0, 5_000));
        assert!(
            thinned.iter().any(|point| point.epoch == 1_234) && thinned.is_sorted_by_key(|point| point.epoch)
        );
    }

    #[test]
    fn ended_trainings_stay_where_they_are_in_the_band() {
        let (short, long) = (curve(2), curve(4));
        let band = band(&[&short, &long]);
        assert_eq!(band.epochs, [0, 1, 2, 3]);
        assert_eq!(band.train[3].0, f64::midpoint(0.5, 0.25));
        assert_eq!((band.train[1].1, band.valid[0]), (0.0, (2.0, 0.0)));
        assert_eq!(super::band(&[]), CurveBand::default());
    }

    #[test]
    fn errors_are_compared_at_the_last_common_epoch() {
        assert_eq!(errors_after_same_epochs(&[curve(3)], &[curve(9)]), Some((1.0 / 3.0, 1.0 / 3.0)));
        assert_eq!(errors_after_same_epochs(&[], &[]), None);
    }
}

//! Training curves made small enough to keep and to draw.

use crate::models::CurvePoint;

use super::CurveBand;

/// Points kept of a single curve.
pub const MOST_POINTS: usize = 400;

/// Epochs kept of each training beyond the first.
const MOST_GRID_EPOCHS: u32 = 500;

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

/// Distance of the epochs kept of trainings beyond the first, so that a thousand of them fit into memory.
pub fn grid(max_epochs: u32) -> u32 {
    max_epochs.div_ceil(MOST_GRID_EPOCHS).max(1)
}

/// Every `grid`-th point of a whole curve and its last one.
pub fn on_grid(curve: &[CurvePoint], grid: u32) -> Vec<CurvePoint> {
    let last = curve.last().map(|point| point.epoch);
    curve.iter().filter(|point| point.epoch % grid == 0 || Some(point.epoch) == last).copied().collect()
}

/// The distance of epochs at which all of these curves have a point, as far as they go.
fn common_grid<'a>(curves: impl Iterator<Item = &'a [CurvePoint]>) -> u32 {
    curves.filter_map(|curve| Some(curve.get(1)?.epoch - curve[0].epoch)).max().unwrap_or(1).max(1)
}

/// The curve's point at an epoch: its last one where it has ended before.
fn at(curve: &[CurvePoint], epoch: u32) -> Option<CurvePoint> {
    curve[..curve.partition_point(|point| point.epoch <= epoch)].last().copied()
}

/// Mean and sample standard deviation of several curves at common epochs.
///
/// A training that has ended stays at its last value: the band says where the methods stand after so many epochs.
/// Curves that stopped being numbers are left out from there on.
pub fn band(curves: &[&[CurvePoint]]) -> CurveBand {
    let mut band = CurveBand::default();
    let Some(last) = curves.iter().filter_map(|curve| curve.last()).map(|point| point.epoch).max() else {
        return band;
    };
    let grid = common_grid(curves.iter().copied());
    let mut epochs: Vec<u32> = spread(last as usize + 1, BAND_EPOCHS)
        .map(|epoch| epoch as u32)
        .map(|epoch| if epoch == last { last } else { epoch - epoch % grid })
        .collect();
    epochs.dedup();
    for epoch in epochs {
        let points: Vec<CurvePoint> = curves.iter().filter_map(|curve| at(curve, epoch)).collect();
        let train = mean_and_sd(points.iter().map(|point| point.train_loss));
        let valid = mean_and_sd(points.iter().map(|point| point.valid_loss));
        let (Some(train), Some(valid)) = (train, valid) else { break };
        band.epochs.push(epoch);
        band.train.push(train);
        band.valid.push(valid);
    }
    band
}

/// Mean training errors of two methods after the same number of epochs: for each pair of curves at the last epoch
/// that both reached and kept. `None` where there is nothing to compare.
pub fn errors_after_same_epochs(first: &[Vec<CurvePoint>], second: &[Vec<CurvePoint>]) -> Option<(f64, f64)> {
    let pairs: Vec<(f64, f64)> = first
        .iter()
        .zip(second)
        .filter_map(|(a, b)| {
            let grid = common_grid([a.as_slice(), b.as_slice()].into_iter());
            let last = a.last()?.epoch.min(b.last()?.epoch);
            let both = |epoch| Some((at(a, epoch)?, at(b, epoch)?)).filter(|(a, b)| a.epoch == b.epoch);
            let (a, b) = both(last).or_else(|| both(last - last % grid))?;
            Some((a.train_loss, b.train_loss))
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
        // Of thinned curves at the last epoch that both have kept.
        let (short, long) = (on_grid(&curve(1_728), 10), on_grid(&curve(4_001), 10));
        assert_eq!(errors_after_same_epochs(&[short], &[long]), Some((1.0 / 1_721.0, 1.0 / 1_721.0)));
    }

    #[test]
    fn thinned_curves_make_a_band_without_lag() {
        assert_eq!((grid(500), grid(501), grid(0)), (1, 2, 1));
        let thinned = on_grid(&curve(5_003), grid(5_002));
        assert_eq!((thinned.len(), thinned[thinned.len() - 1].epoch), (456, 5_002));
        let whole = curve(5_003);
        let band = band(&[&whole, &thinned]);
        assert!(band.epochs.len() > 150 && band.epochs.is_sorted() && band.epochs.ends_with(&[5_002]));
        assert!(
            band.train
                .iter()
                .zip(&band.epochs)
                .all(|(&(mean, sd), &epoch)| { sd == 0.0 && mean == 1.0 / f64::from(epoch + 1) })
        );
    }
}

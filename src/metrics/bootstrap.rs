//! How far a figure of held-out rows might lie elsewhere with other rows: percentile bootstrap.

use rayon::prelude::*;

use super::calibration::probability;
use super::classification::surprise;
use super::{Counts, Ranked, wilson};
use crate::base::{Stream, quantile};

/// A range that covers the true value with the confidence it was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// As many draws as take a second or two on two cores.
const MOST_DRAWS: u64 = 100_000_000;
const USUAL_RESAMPLES: u64 = 1000;
const FEWEST_RESAMPLES: u64 = 200;

/// Rows of either kind below which drawing them again says too little: whoever is not among them never comes.
const FEWEST: u64 = 10;

/// How many resamples of `n` rows to take: 1000, and from 100,000 rows on fewer, but at least 200. The ends of a
/// range of many rows are close together, and so is what fewer resamples say of them.
pub fn resamples_for(n: usize) -> u32 {
    (MOST_DRAWS / (n as u64).max(1)).clamp(FEWEST_RESAMPLES, USUAL_RESAMPLES) as u32
}

/// Percentile bootstrap of several figures at once.
///
/// Draws `n` of the `n` rows with replacement `n_resamples` times; a range lies between the (1 − level)/2 and the
/// (1 + level)/2 quantile of the figures.
///
/// **Shapes** `statistics` is given `(n)` counts that add up to `n`: how often each row was drawn.
///
/// **Numerics** Resample r has a stream of its own, keyed by (seed, r): the same range for any number of threads.
/// Resamples without a figure (one class only, say) are left out; `None` where more than half of them are, without
/// rows or resamples, and for a level outside of (0, 1).
///
/// **Source** Efron & Tibshirani 1993, chapter 13.
pub fn bootstrap_counts<const K: usize>(
    n: usize,
    n_resamples: u32,
    level: f64,
    seed: u64,
    statistics: impl Fn(&[u32]) -> [Option<f64>; K] + Sync,
) -> [Option<Interval>; K] {
    let figures = resampled(n, n_resamples, seed, statistics);
    percentiles(&figures, n, level)
}

/// What `statistic` makes of each resample, in their order, from how often it drew each of the `n` rows.
pub fn resampled<T: Send>(
    n: usize,
    n_resamples: u32,
    seed: u64,
    statistic: impl Fn(&[u32]) -> T + Sync,
) -> Vec<T> {
    let figures = (0..n_resamples).into_par_iter().map_init(
        || vec![0; n],
        |counts: &mut Vec<u32>, resample| {
            let mut stream = Stream::new(seed, "bootstrap", resample);
            counts.fill(0);
            for _ in 0..n {
                counts[stream.below(n as u64) as usize] += 1;
            }
            statistic(counts)
        },
    );
    figures.collect()
}

fn percentiles<const K: usize>(figures: &[[Option<f64>; K]], n: usize, level: f64) -> [Option<Interval>; K] {
    std::array::from_fn(|k| {
        let of_one = figures.iter().filter_map(|figures| figures[k]).collect();
        if n == 0 { None } else { percentile_interval(of_one, figures.len(), level) }
    })
}

/// The middle `level` of the figures of `n_resamples` resamples; `None` where fewer than half of them have one.
pub fn percentile_interval(mut figures: Vec<f64>, n_resamples: usize, level: f64) -> Option<Interval> {
    figures.retain(|figure| figure.is_finite());
    let enough = !figures.is_empty() && 2 * figures.len() >= n_resamples;
    if !(enough && level > 0.0 && level < 1.0) {
        return None;
    }
    figures.sort_by(f64::total_cmp);
    let low = quantile(&figures, (1.0 - level) / 2.0);
    let high = quantile(&figures, f64::midpoint(1.0, level));
    Some(Interval { low, high })
}

/// Ranges of what is said of the probabilities of one of two classes on held-out rows. There is none for the
/// expected calibration error: drawing rows twice adds an error of its own, and its range would lie too high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinaryIntervals {
    pub roc_auc: Option<Interval>,
    pub average_precision: Option<Interval>,
    pub brier: Option<Interval>,
    pub log_loss: Option<Interval>,
    pub accuracy: Option<Interval>,
    pub precision: Option<Interval>,
    pub recall: Option<Interval>,
    pub f1: Option<Interval>,
}

impl BinaryIntervals {
    /// Whether there are too few rows of either kind for ranges by bootstrap: then there are only those of shares.
    pub fn are_of_few(counts: &Counts) -> bool {
        let positives = counts.true_positive + counts.false_negative;
        positives.min(counts.total() - positives) < FEWEST
    }

    /// Of few rows of either kind: shares by Wilson's interval, nothing else.
    fn of_few(counts: &Counts, level: f64) -> Self {
        let found = counts.true_positive;
        Self {
            roc_auc: None,
            average_precision: None,
            brier: None,
            log_loss: None,
            accuracy: wilson(found + counts.true_negative, counts.total(), level),
            precision: wilson(found, counts.called(), level),
            recall: wilson(found, found + counts.false_negative, level),
            f1: None,
        }
    }
}

/// Percentile bootstrap of all figures of two classes in one pass over the sorted rows a resample: no sorting again.
///
/// **Shapes** `ranked`: probabilities of the class of interest; who has at least `threshold` is called.
///
/// **Numerics** as [`bootstrap_counts`]; rows are numbered from the highest probability on, so that their order in
/// the file has no effect. With fewer than [`FEWEST`] rows of either kind accuracy, precision and recall have Wilson's
/// interval and the other figures none.
///
/// **Source** as [`bootstrap_counts`] and [`wilson`].
pub fn binary_intervals(
    ranked: &Ranked,
    threshold: f32,
    n_resamples: u32,
    level: f64,
    seed: u64,
) -> BinaryIntervals {
    let counts = ranked.at(threshold);
    if BinaryIntervals::are_of_few(&counts) {
        return BinaryIntervals::of_few(&counts, level);
    }
    let groups: Vec<Group> = ranked.groups().map(Group::new).collect();
    let n_called = counts.called();
    let n = ranked.n_samples() as usize;
    let figures = bootstrap_counts(n, n_resamples, level, seed, |counts| figures(&groups, n_called, counts));
    let [roc_auc, average_precision, brier, log_loss, accuracy, precision, recall, f1] = figures;
    BinaryIntervals { roc_auc, average_precision, brier, log_loss, accuracy, precision, recall, f1 }
}

/// Rows of one probability, with what each of them adds to the losses.
struct Group {
    positives: usize,
    others: usize,
    brier: [f64; 2],
    log_loss: [f64; 2],
}

impl Group {
    fn new((score, positives, others): (f32, u32, u32)) -> Self {
        let p = probability(score);
        Self {
            positives: positives as usize,
            others: others as usize,
            brier: [p * p, (1.0 - p) * (1.0 - p)],
            log_loss: [surprise(1.0 - p), surprise(p)],
        }
    }
}

/// Counts: how often each row was drawn, group after group, of a group the rows of interest first.
fn figures(groups: &[Group], n_called: u64, counts: &[u32]) -> [Option<f64>; 8] {
    let (mut found, mut in_vain, mut passed) = (0_u64, 0_u64, 0_u64);
    let (mut found_called, mut in_vain_called) = (0, 0);
    let (mut twice_auc, mut precision_sum, mut brier, mut log_loss) = (0_u64, 0.0, 0.0, 0.0);
    let mut rest = counts;
    for group in groups {
        let (rows, after) = rest.split_at(group.positives + group.others);
        rest = after;
        let sum = |rows: &[u32]| rows.iter().map(|&count| u64::from(count)).sum::<u64>();
        let (positives, others) = (sum(&rows[..group.positives]), sum(&rows[group.positives..]));
        twice_auc += others * (2 * found + positives);
        found += positives;
        in_vain += others;
        if positives > 0 {
            precision_sum += positives as f64 * (found as f64 / (found + in_vain) as f64);
        }
        brier += others as f64 * group.brier[0] + positives as f64 * group.brier[1];
        log_loss += others as f64 * group.log_loss[0] + positives as f64 * group.log_loss[1];
        passed += rows.len() as u64;
        if passed <= n_called {
            (found_called, in_vain_called) = (found, in_vain);
        }
    }
    let n = (found + in_vain) as f64;
    let share = |part: f64, whole: u64| (whole > 0).then(|| part / whole as f64);
    let right = found_called + (in_vain - in_vain_called);
    let called = found_called + in_vain_called;
    [
        share(twice_auc as f64 / 2.0, found * in_vain),
        share(precision_sum, found),
        Some(brier / n),
        Some(log_loss / n),
        Some(right as f64 / n),
        share(found_called as f64, called),
        share(found_called as f64, found),
        share(2.0 * found_called as f64, called + found),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_of_a_mean_is_that_of_theory() {
        let n = 400;
        let mut stream = Stream::new(3, "values", 0);
        let values: Vec<f64> = (0..n).map(|_| 5.0 + stream.normal()).collect();
        let mean = values.iter().sum::<f64>() / n as f64;
        let sd = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
        let [interval] = bootstrap_counts(n, 2000, 0.95, 1, |counts| {
            let sum: f64 = counts.iter().zip(&values).map(|(&count, x)| f64::from(count) * x).sum();
            [Some(sum / n as f64)]
        });
        let interval = interval.unwrap();
        let half = 1.96 * sd / (n as f64).sqrt();
        assert!((interval.low - (mean - half)).abs() < 0.15 * half, "{interval:?} {mean} {half}");
        assert!((interval.high - (mean + half)).abs() < 0.15 * half, "{interval:?} {mean} {half}");
    }

    #[test]
    fn without_figures_there_is_no_range() {
        let range = |n, n_resamples, level, figure| bootstrap_counts(n, n_resamples, level, 1, |_| [figure]);
        assert_eq!(range(0, 100, 0.95, Some(1.0)), [None]);
        assert_eq!(range(5, 0, 0.95, Some(1.0)), [None]);
        assert_eq!(range(5, 100, 1.0, Some(1.0)), [None]);
        assert_eq!(range(5, 100, f64::NAN, Some(1.0)), [None]);
        assert_eq!(range(5, 100, 0.95, None), [None]);
        assert_eq!(range(5, 100, 0.95, Some(f64::NAN)), [None]);
        // A row is drawn twice or more seldom: in one of four resamples.
        let seldom = |counts: &[u32]| [(counts[0] > 1).then_some(1.0)];
        assert_eq!(bootstrap_counts(9, 100, 0.95, 1, seldom), [None]);
        let nothing = binary_intervals(&Ranked::new(&[], &[]), 0.5, 100, 0.95, 1);
        assert_eq!((nothing.brier, nothing.roc_auc), (None, None));
        let one_class = binary_intervals(&Ranked::new(&[0.2, 0.6], &[false; 2]), 0.5, 100, 0.95, 1);
        assert_eq!((one_class.roc_auc, one_class.recall, one_class.average_precision), (None, None, None));
        assert!(one_class.accuracy.is_some());
    }

    #[test]
    fn few_rows_of_a_kind_have_ranges_of_shares_alone() {
        let ranges = |n_positive: usize| {
            let positive: Vec<bool> = (0..200).map(|row| row < n_positive).collect();
            let scores: Vec<f32> = (0..200).map(|row| (row % 50) as f32 / 50.0).collect();
            binary_intervals(&Ranked::new(&scores, &positive), 0.4, 200, 0.95, 1)
        };
        for n_positive in [9, 191] {
            let few = ranges(n_positive);
            assert_eq!((few.roc_auc, few.average_precision, few.brier), (None, None, None));
            let recall = few.recall.unwrap();
            assert!(few.accuracy.is_some() && few.precision.is_some() && recall.low < recall.high);
        }
        assert!(ranges(10).roc_auc.is_some() && ranges(190).brier.is_some());
    }

    #[test]
    fn many_rows_get_fewer_resamples() {
        assert_eq!([0, 2000, 100_000, 200_000, 1 << 30].map(resamples_for), [1000, 1000, 1000, 500, 200]);
    }
}

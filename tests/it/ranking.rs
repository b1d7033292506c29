//! Curves, thresholds, ranges and DeLong's test: against scikit-learn, plain twins and what must hold of any rows.

use proptest::prelude::*;
use serde::Deserialize;
use stratum::base::Stream;
use stratum::metrics::{
    Counts, Interval, Ranked, ThresholdRule, average_precision, binary_intervals, bootstrap_counts,
    brier_binary, calibration_curve, delong, expected_calibration_error, log_loss_binary, roc_auc,
};

#[derive(Deserialize)]
struct Reference {
    cases: Vec<Case>,
    delong: Vec<Pair>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    positive: Vec<bool>,
    scores: Vec<f32>,
    roc: Roc,
    pr: Pr,
    roc_auc: f64,
    average_precision: f64,
    brier: f64,
    log_loss: f64,
    calibration: Curve,
    ece: f64,
    at: Vec<At>,
}

#[derive(Deserialize)]
struct Roc {
    thresholds: Vec<Option<f32>>,
    false_positive_rate: Vec<f64>,
    recall: Vec<f64>,
}

#[derive(Deserialize)]
struct Pr {
    thresholds: Vec<Option<f32>>,
    precision: Vec<f64>,
    recall: Vec<f64>,
}

#[derive(Deserialize)]
struct Curve {
    rate: Vec<f64>,
    mean_probability: Vec<f64>,
}

#[derive(Deserialize)]
struct At {
    threshold: f32,
    counts: [u64; 4],
    precision: f64,
    recall: f64,
    accuracy: f64,
    f2: f64,
    f_half: f64,
}

#[derive(Deserialize)]
struct Pair {
    positive: Vec<bool>,
    a: Vec<f32>,
    b: Vec<f32>,
    auc_a: f64,
    auc_b: f64,
    variance_a: f64,
    standard_error: f64,
    z: f64,
    p_value: f64,
    interval: [f64; 2],
}

fn reference() -> Reference {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/ranking.json"));
    serde_json::from_str(text).unwrap()
}

fn close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 1e-12, "{what}: {found} instead of {expected}");
}

fn all_close(found: impl IntoIterator<Item = f64>, expected: &[f64], what: &str) {
    let found: Vec<f64> = found.into_iter().collect();
    assert_eq!(found.len(), expected.len(), "{what}");
    for (&found, &expected) in found.iter().zip(expected) {
        close(found, expected, what);
    }
}

fn thresholds(of: &[Option<f32>]) -> Vec<f32> {
    of.iter().map(|threshold| threshold.unwrap_or(f32::INFINITY)).collect()
}

#[test]
fn curves_work_like_sklearn() {
    for case in reference().cases {
        let (scores, positive, name) = (&case.scores, &case.positive, &case.name);
        let ranked = Ranked::new(scores, positive);
        let roc = ranked.roc_curve();
        assert_eq!(roc.iter().map(|p| p.threshold).collect::<Vec<_>>(), thresholds(&case.roc.thresholds));
        all_close(roc.iter().map(|p| p.false_positive_rate), &case.roc.false_positive_rate, name);
        all_close(roc.iter().map(|p| p.recall), &case.roc.recall, name);
        let pr = ranked.precision_recall_curve();
        assert_eq!(pr.iter().map(|p| p.threshold).collect::<Vec<_>>(), thresholds(&case.pr.thresholds));
        all_close(pr.iter().map(|p| p.precision), &case.pr.precision, name);
        all_close(pr.iter().map(|p| p.recall), &case.pr.recall, name);
        close(roc_auc(scores, positive).unwrap(), case.roc_auc, name);
        close(average_precision(scores, positive).unwrap(), case.average_precision, name);
    }
}

#[test]
fn probabilities_are_judged_as_by_sklearn() {
    for case in reference().cases {
        let (scores, positive, name) = (&case.scores, &case.positive, &case.name);
        close(brier_binary(scores, positive), case.brier, name);
        close(log_loss_binary(scores, positive), case.log_loss, name);
        let bins = calibration_curve(scores, positive, 8);
        all_close(bins.iter().map(|bin| bin.rate), &case.calibration.rate, name);
        all_close(bins.iter().map(|bin| bin.mean_probability), &case.calibration.mean_probability, name);
        close(expected_calibration_error(scores, positive).unwrap(), case.ece, name);
    }
    // What is no number is as wrong as can be, and no rows are not wrong at all.
    close(log_loss_binary(&[f32::NAN], &[true]), -f64::from(f32::EPSILON).ln(), "no number");
    close(log_loss_binary(&[], &[]), 0.0, "no rows");
}

#[test]
fn thresholds_count_like_sklearn() {
    for case in reference().cases {
        let ranked = Ranked::new(&case.scores, &case.positive);
        for at in case.at {
            let [true_positive, false_positive, true_negative, false_negative] = at.counts;
            let expected = Counts { true_positive, false_positive, true_negative, false_negative };
            let counts = ranked.at(at.threshold);
            assert_eq!(counts, expected, "{} at {}", case.name, at.threshold);
            close(counts.precision(), at.precision, "precision");
            close(counts.recall(), at.recall, "recall");
            close(counts.accuracy(), at.accuracy, "accuracy");
            close(counts.f_beta(2.0), at.f2, "F2");
            close(counts.f_beta(0.5), at.f_half, "F½");
        }
    }
}

#[test]
fn delong_is_the_test_of_its_definition() {
    for pair in reference().delong {
        let found = delong(&pair.a, &pair.b, &pair.positive).unwrap();
        close(found.auc_a, pair.auc_a, "auc a");
        close(found.auc_b, pair.auc_b, "auc b");
        close(found.difference, pair.auc_a - pair.auc_b, "difference");
        close(found.standard_error, pair.standard_error, "standard error");
        assert!((found.z - pair.z).abs() <= 1e-9 * pair.z.abs(), "{found:?} instead of {}", pair.z);
        assert!((found.p_value - pair.p_value).abs() < 1e-9 * pair.p_value, "{found:?} {}", pair.p_value);
        // Against a model that tells nobody apart, the difference varies as the area of the one does.
        let alone = delong(&pair.a, &vec![0.5; pair.a.len()], &pair.positive).unwrap();
        close(alone.standard_error.powi(2), pair.variance_a, "variance");
        let Interval { low, high } = by_variance(&pair.a, &pair.positive);
        assert!((low - pair.interval[0]).abs() < 1e-9 && (high - pair.interval[1]).abs() < 1e-9);
    }
}

/// The range of an area by its variance: `AUC ± 1.96·√Var`.
fn by_variance(scores: &[f32], positive: &[bool]) -> Interval {
    let test = delong(scores, &vec![0.5; scores.len()], positive).unwrap();
    let half = 1.959_963_984_540_054 * test.standard_error;
    Interval { low: (test.auc_a - half).max(0.0), high: (test.auc_a + half).min(1.0) }
}

/// Customers whose scores tell a little of who is of interest.
fn customers(n: usize, share: f64, purpose: &str, repeat: u32) -> (Vec<f32>, Vec<bool>) {
    let mut stream = Stream::new(9, purpose, repeat);
    let positive: Vec<bool> = (0..n).map(|_| stream.uniform() < share).collect();
    let mut score = |&truth: &bool| {
        let z = stream.normal() + f64::from(u8::from(truth)) * 1.2 - 1.0;
        ((1.0 / (1.0 + (-z).exp()) * 200.0).round() / 200.0) as f32
    };
    (positive.iter().map(&mut score).collect(), positive)
}

#[test]
fn delong_finds_equals_different_as_often_as_it_says() {
    let found = (0..1000)
        .filter(|&repeat| {
            let (a, positive) = customers(150, 0.3, "delong", repeat);
            // The same signal with other noise: as good, and not the same.
            let mut stream = Stream::new(2, "other noise", repeat);
            let shift = |truth: bool| f64::from(u8::from(truth)) * 1.2;
            let b: Vec<f32> = positive.iter().map(|&truth| (stream.normal() + shift(truth)) as f32).collect();
            delong(&a, &b, &positive).is_some_and(|test| test.p_value < 0.05)
        })
        .count();
    assert!((25..=75).contains(&found), "{found} of 1000");
}

type Statistic<'a> = &'a (dyn Fn(&[f32], &[bool]) -> Option<f64> + Sync);

#[test]
fn ranges_in_one_pass_are_those_of_rows_drawn_and_sorted() {
    for (n, share, threshold) in [(90, 0.3, 0.4), (60, 0.5, 0.0), (170, 0.1, 0.6), (60, 0.3, 2.0)] {
        let (scores, positive) = customers(n, share, "ranges", 0);
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(positive[b].cmp(&positive[a])));
        let plain = |statistic: Statistic| {
            let [range] = bootstrap_counts(n, 200, 0.9, 5, |counts| {
                let times = |(&row, &count): (&usize, &u32)| std::iter::repeat_n(row, count as usize);
                let rows: Vec<usize> = order.iter().zip(counts).flat_map(times).collect();
                let s: Vec<f32> = rows.iter().map(|&row| scores[row]).collect();
                let t: Vec<bool> = rows.iter().map(|&row| positive[row]).collect();
                [statistic(&s, &t)]
            });
            range
        };
        let counts = |s: &[f32], t: &[bool]| {
            let pairs = || s.iter().map(|&score| score >= threshold).zip(t);
            let of = |called: bool, truth: bool| {
                pairs().filter(|&(is_called, &is)| is_called == called && is == truth).count() as f64
            };
            [of(true, true), of(true, false), of(false, false), of(false, true)]
        };
        let figure = |of: fn([f64; 4]) -> [f64; 2]| {
            plain(&|s, t| {
                let [part, whole] = of(counts(s, t));
                (whole > 0.0).then(|| part / whole)
            })
        };
        let found = binary_intervals(&Ranked::new(&scores, &positive), threshold, 200, 0.9, 5);
        let expected = [
            (found.roc_auc, plain(&|s, t| roc_auc(s, t))),
            (found.average_precision, plain(&|s, t| average_precision(s, t))),
            (found.brier, plain(&|s, t| Some(brier_binary(s, t)))),
            (found.log_loss, plain(&|s, t| Some(log_loss_binary(s, t)))),
            (found.accuracy, figure(|[tp, fp, tn, missed]| [tp + tn, tp + fp + tn + missed])),
            (found.precision, figure(|[tp, fp, ..]| [tp, tp + fp])),
            (found.recall, figure(|[tp, _, _, missed]| [tp, tp + missed])),
            (found.f1, figure(|[tp, fp, _, missed]| [2.0 * tp, 2.0 * tp + fp + missed])),
        ];
        for (index, (found, expected)) in expected.into_iter().enumerate() {
            match (found, expected) {
                (Some(found), Some(expected)) => {
                    close(found.low, expected.low, &format!("low end {index} at {threshold}"));
                    close(found.high, expected.high, &format!("high end {index} at {threshold}"));
                }
                (None, None) => assert!(threshold > 1.0, "{index}"),
                other => panic!("{index} at {threshold}: {other:?}"),
            }
        }
    }
}

#[test]
fn ranges_are_those_of_theory_and_the_same_for_any_threads() {
    let (scores, positive) = customers(2000, 0.2, "theory", 0);
    let ranked = Ranked::new(&scores, &positive);
    let intervals = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| binary_intervals(&ranked, 0.5, 1000, 0.95, 1))
    };
    let one = intervals(1);
    assert_eq!(one, intervals(2));
    assert_eq!(one, intervals(7));
    let by_variance = by_variance(&scores, &positive);
    let by_resamples = one.roc_auc.unwrap();
    let width = by_variance.high - by_variance.low;
    assert!((by_resamples.low - by_variance.low).abs() < 0.1 * width, "{by_resamples:?} {by_variance:?}");
    assert!((by_resamples.high - by_variance.high).abs() < 0.1 * width, "{by_resamples:?} {by_variance:?}");
    let recall = ranked.at(0.5).recall();
    let half = 1.96 * (recall * (1.0 - recall) / ranked.n_positive() as f64).sqrt();
    let by_resamples = one.recall.unwrap();
    assert!(
        (by_resamples.high - by_resamples.low - 2.0 * half).abs() < 0.2 * half,
        "{by_resamples:?} {half}"
    );
}

#[test]
fn one_class_and_no_rows_have_defined_answers() {
    for (scores, positive) in [(&[][..], &[][..]), (&[0.2, 0.8], &[false, false])] {
        assert_eq!((roc_auc(scores, positive), average_precision(scores, positive)), (None, None));
        let ranked = Ranked::new(scores, positive);
        assert_eq!((ranked.roc_curve().len(), ranked.gains(10).len()), (0, 0));
        assert!(ranked.precision_recall_curve().is_empty());
    }
    let (scores, all) = ([0.2, 0.8], [true, true]);
    assert_eq!((roc_auc(&scores, &all), average_precision(&scores, &all)), (None, Some(1.0)));
    let ranked = Ranked::new(&scores, &all);
    assert!(ranked.roc_curve().is_empty() && ranked.precision_recall_curve().len() == 3);
    assert!(ranked.gains(0).is_empty());
    // Three rows cannot make ten tenths.
    let few = Ranked::new(&[0.1, 0.9, 0.5], &[false, true, false]).gains(10);
    let lifts: Vec<(u64, f64, f64)> = few.iter().map(|bin| (bin.n, bin.share_found, bin.rate)).collect();
    assert_eq!(lifts, [(1, 1.0, 1.0), (2, 1.0, 0.5), (3, 1.0, 1.0 / 3.0)]);
    assert_eq!(few[0].lift, 3.0);
}

/// Rows with many ties, and now and then a score that is no number.
fn rows() -> impl Strategy<Value = Vec<(f32, bool)>> {
    let score = prop_oneof![
        9 => (0i32..12).prop_map(|step| step as f32 / 10.0 - 0.05),
        4 => 0.0f32..1.0,
        1 => prop::sample::select(vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0, 1e-40]),
    ];
    prop::collection::vec((score, any::<bool>()), 0..60)
}

fn number(score: f32) -> f32 {
    if score.is_nan() { f32::NEG_INFINITY } else { score }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Running counts are what counting again gives, whatever the order of the rows.
    #[test]
    fn counts_are_those_of_counting(mut rows in rows(), threshold in -0.2f32..1.2) {
        let (scores, positive): (Vec<f32>, Vec<bool>) = rows.iter().copied().unzip();
        let ranked = Ranked::new(&scores, &positive);
        for threshold in scores.iter().copied().filter(|score| score.is_finite()).chain([threshold]) {
            let count = |called: bool, truth: bool| {
                rows.iter().filter(|&&(s, t)| (number(s) >= threshold) == called && t == truth).count() as u64
            };
            let expected = Counts {
                true_positive: count(true, true),
                false_positive: count(true, false),
                true_negative: count(false, false),
                false_negative: count(false, true),
            };
            prop_assert_eq!(ranked.at(threshold), expected);
            let scores = [expected.precision(), expected.recall(), expected.accuracy(), expected.f_beta(2.0)];
            prop_assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
        }
        rows.reverse();
        let (scores, positive): (Vec<f32>, Vec<bool>) = rows.into_iter().unzip();
        prop_assert_eq!(Ranked::new(&scores, &positive), ranked);
    }

    /// Curves go from nobody to everybody, never back, and their areas are the figures.
    #[test]
    fn curves_rise(rows in rows(), n_bins in 1usize..30) {
        let (scores, positive): (Vec<f32>, Vec<bool>) = rows.into_iter().unzip();
        let ranked = Ranked::new(&scores, &positive);
        let roc = ranked.roc_curve();
        prop_assert_eq!(roc.is_empty(), roc_auc(&scores, &positive).is_none());
        if let (Some(first), Some(last), Some(auc)) = (roc.first(), roc.last(), roc_auc(&scores, &positive)) {
            prop_assert_eq!([first.false_positive_rate, first.recall], [0.0, 0.0]);
            prop_assert_eq!([last.false_positive_rate, last.recall], [1.0, 1.0]);
            let mut area = 0.0;
            for pair in roc.windows(2) {
                let step = pair[1].false_positive_rate - pair[0].false_positive_rate;
                prop_assert!(pair[1].threshold < pair[0].threshold || pair[1].threshold == f32::INFINITY);
                prop_assert!(step >= 0.0 && pair[1].recall >= pair[0].recall);
                area += step * f64::midpoint(pair[0].recall, pair[1].recall);
            }
            prop_assert!((area - auc).abs() < 1e-12);
        }
        if let Some(precision) = average_precision(&scores, &positive) {
            let steps = ranked.precision_recall_curve();
            let sum: f64 = steps.windows(2).map(|p| (p[1].recall - p[0].recall) * p[1].precision).sum();
            prop_assert!((sum - precision).abs() < 1e-12 && precision > 0.0 && precision <= 1.0);
            let gains = ranked.gains(n_bins);
            prop_assert_eq!(gains.len(), n_bins.min(scores.len()));
            let last = gains[gains.len() - 1];
            prop_assert_eq!([last.share_called, last.share_found, last.lift], [1.0; 3]);
            for pair in gains.windows(2) {
                prop_assert!(pair[1].n > pair[0].n && pair[1].share_found >= pair[0].share_found);
            }
            prop_assert!(gains.iter().all(|bin| (0.0..=1.0).contains(&bin.rate) && bin.lift.is_finite()));
        }
    }

    /// What a rule promises holds on the rows, and no better threshold was passed over.
    #[test]
    fn rules_keep_what_they_promise(rows in rows(), share in 0.01f64..1.0, beta in 0.1f64..5.0) {
        let (scores, positive): (Vec<f32>, Vec<bool>) = rows.into_iter().unzip();
        let ranked = Ranked::new(&scores, &positive);
        let cuts: Vec<Counts> = (1..=ranked.n_groups()).map(|n_groups| ranked.of_groups(n_groups)).collect();
        let chosen = |rule| ranked.choose(rule).map(|threshold| (threshold, ranked.at(threshold)));
        if let Some((threshold, counts)) = chosen(ThresholdRule::FBeta(beta)) {
            let largest = cuts.iter().map(|cut| cut.f_beta(beta)).fold(0.0, f64::max);
            prop_assert!((counts.f_beta(beta) - largest).abs() < 1e-12, "{threshold} {counts:?}");
        } else {
            prop_assert_eq!(ranked.n_positive(), 0);
        }
        let most = share * ranked.n_samples() as f64;
        let within = cuts.iter().filter(|cut| cut.called() as f64 <= most).map(Counts::called).max();
        prop_assert_eq!(chosen(ThresholdRule::CapacityShare(share)).map(|(_, counts)| counts.called()), within);
        let enough = cuts.iter().filter(|cut| cut.recall() >= share && ranked.n_positive() > 0);
        let fewest = enough.map(Counts::called).min();
        prop_assert_eq!(chosen(ThresholdRule::RecallFloor(share)).map(|(_, counts)| counts.called()), fewest);
    }

    /// Figures of probabilities stay in their ranges, whatever the scores are.
    #[test]
    fn probabilities_are_judged_whatever_they_are(rows in rows(), n_bins in 1usize..20) {
        let (scores, positive): (Vec<f32>, Vec<bool>) = rows.into_iter().unzip();
        let bins = calibration_curve(&scores, &positive, n_bins);
        prop_assert_eq!(bins.iter().map(|bin| bin.n).sum::<u64>(), scores.len() as u64);
        for bin in &bins {
            let in_bin = bin.mean_probability >= bin.lower - 1e-9 && bin.mean_probability <= bin.upper + 1e-9;
            prop_assert!(bin.n > 0 && in_bin && (0.0..=1.0).contains(&bin.rate), "{bin:?}");
        }
        let error = expected_calibration_error(&scores, &positive);
        prop_assert!(error.map_or(scores.is_empty(), |error| (0.0..=1.0).contains(&error)));
        prop_assert!((0.0..=16.0).contains(&log_loss_binary(&scores, &positive)));
        let test = delong(&scores, &scores.iter().map(|score| -score).collect::<Vec<_>>(), &positive);
        if let Some(test) = test {
            prop_assert!((0.0..=1.0).contains(&test.p_value) && !test.z.is_nan());
            let expected = roc_auc(&scores, &positive).unwrap();
            prop_assert!((test.auc_a - expected).abs() < 1e-12);
        }
        let drawn = binary_intervals(&Ranked::new(&scores, &positive), 0.5, 20, 0.9, 1);
        let ends = [drawn.roc_auc, drawn.average_precision, drawn.brier, drawn.precision, drawn.recall, drawn.f1];
        for range in ends.into_iter().flatten() {
            prop_assert!(0.0 <= range.low && range.low <= range.high && range.high <= 1.0, "{range:?}");
        }
    }
}

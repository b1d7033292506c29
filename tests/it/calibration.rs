//! Calibration against scikit-learn, and what must hold of any rows.

use ndarray::Array2;
use proptest::prelude::*;
use serde::Deserialize;
use stratum::base::Stream;
use stratum::metrics::{expected_calibration_error, roc_auc};
use stratum::models::{
    Calibration, CalibrationKind, calibrate_rows, choose_calibration, fit_isotonic, fit_platt,
};

#[derive(Deserialize)]
struct Reference {
    grid: Vec<f32>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    probabilities: Vec<f32>,
    positive: Vec<bool>,
    platt: Platt,
    isotonic: Isotonic,
}

#[derive(Deserialize)]
struct Platt {
    a: f64,
    b: f64,
    grid: Vec<f64>,
    sklearn_a: f64,
    sklearn_b: f64,
}

#[derive(Deserialize)]
struct Isotonic {
    x: Vec<f32>,
    y: Vec<f64>,
    grid: Vec<f64>,
}

fn reference() -> Reference {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/calibration.json"));
    serde_json::from_str(text).unwrap()
}

fn all_close(found: &[f32], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (&found, &expected) in found.iter().zip(expected) {
        assert!((f64::from(found) - expected).abs() < 1e-7, "{what}: {found} instead of {expected}");
    }
}

#[test]
fn platt_works_like_sklearn() {
    let Reference { grid, cases } = reference();
    for Case { name, probabilities, positive, platt, .. } in cases {
        let calibration = fit_platt(&probabilities, &positive);
        let Calibration::Platt { a, b } = calibration else { panic!("{name}: {calibration:?}") };
        assert!((a - platt.a).abs() < 1e-8 && (b - platt.b).abs() < 1e-8, "{name}: {a} {b}");
        // L-BFGS stops a little before the minimum.
        assert!((a - platt.sklearn_a).abs() < 1e-4 && (b - platt.sklearn_b).abs() < 1e-4, "{name}: {a} {b}");
        all_close(&calibration.apply_all(&grid), &platt.grid, &name);
    }
}

#[test]
fn isotonic_works_like_sklearn() {
    let Reference { grid, cases } = reference();
    for Case { name, probabilities, positive, isotonic, .. } in cases {
        let calibration = fit_isotonic(&probabilities, &positive);
        let Calibration::Isotonic { x, y } = &calibration else { panic!("{name}: {calibration:?}") };
        assert_eq!(*x, isotonic.x, "{name}");
        all_close(y, &isotonic.y, &name);
        all_close(&calibration.apply_all(&grid), &isotonic.grid, &name);
    }
}

#[test]
fn a_model_too_sure_of_itself_is_put_right() {
    let mut stream = Stream::new(4, "too sure", 0);
    let mut customers = |n: usize| {
        let of_one = (0..n).map(|_| {
            let truth = 1.0 / (1.0 + (1.5 - stream.normal()).exp());
            // Odds to the power of three: the same ranking, said too loudly.
            let odds = (truth / (1.0 - truth)).powi(3);
            ((odds / (1.0 + odds)) as f32, stream.uniform() < truth)
        });
        of_one.unzip::<f32, bool, Vec<f32>, Vec<bool>>()
    };
    let ((valid, valid_left), (held_out, left)) = (customers(1500), customers(4000));
    let (calibration, losses) = choose_calibration(&valid, &valid_left, 1);
    assert_eq!(calibration.kind(), CalibrationKind::Platt, "{losses:?}");
    let answers = calibration.apply_all(&held_out);
    let before = expected_calibration_error(&held_out, &left).unwrap();
    let after = expected_calibration_error(&answers, &left).unwrap();
    assert!(before > 0.08 && after < 0.03, "{before} {after}");
    let (auc_before, auc_after) = (roc_auc(&held_out, &left).unwrap(), roc_auc(&answers, &left).unwrap());
    assert!((auc_before - auc_after).abs() < 1e-4, "{auc_before} {auc_after}");
    assert!(losses[1].brier < losses[0].brier && losses[1].log_loss < losses[0].log_loss);
}

fn rows() -> impl Strategy<Value = (Vec<f32>, Vec<bool>)> {
    let p = prop_oneof![
        8 => (0i32..=20).prop_map(|step| step as f32 / 20.0),
        8 => 0.0f32..=1.0,
        1 => prop::sample::select(vec![f32::NAN, f32::INFINITY, -1.0, 2.0, 1e-40]),
    ];
    prop::collection::vec((p, any::<bool>()), 0..80).prop_map(|rows| rows.into_iter().unzip())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A calibrated probability is one, and never lower for a customer the model calls likelier.
    #[test]
    fn calibrations_rise((p, positive) in rows(), seed in 0u64..9) {
        let n_positive = positive.iter().filter(|&&truth| truth).count();
        let kinds = CalibrationKind::ALL.map(|kind| kind.fit(&p, &positive));
        for calibration in kinds.into_iter().chain([choose_calibration(&p, &positive, seed).0]) {
            prop_assert!(calibration.is_sound(), "{calibration:?}");
            let mut grid: Vec<f32> = (0..=500u16).map(|step| f32::from(step) / 500.0).chain(p.clone()).collect();
            grid.sort_by(f32::total_cmp);
            let answers = calibration.apply_all(&grid);
            prop_assert!(answers.iter().all(|answer| (0.0..=1.0).contains(answer)), "{calibration:?}");
            let numbers: Vec<f32> =
                grid.iter().zip(&answers).filter(|(p, _)| !p.is_nan()).map(|(_, &answer)| answer).collect();
            prop_assert!(numbers.is_sorted(), "{calibration:?}");
        }
        // On its own rows the isotonic answers add up to what happened.
        if n_positive > 0 && n_positive < positive.len() {
            let answers = fit_isotonic(&p, &positive).apply_all(&p);
            let sum: f64 = answers.iter().map(|&answer| f64::from(answer)).sum();
            prop_assert!((sum - n_positive as f64).abs() < 1e-4, "{sum} {n_positive}");
        }
    }

    /// Rows add up to 1 as before, and the other classes keep their proportions.
    #[test]
    fn rows_still_add_up(raw in prop::collection::vec(0.0f32..1.0, 12), class in 0usize..4, a in 0.0f64..4.0, b in -5.0f64..5.0) {
        let mut rows = Array2::from_shape_vec((3, 4), raw).unwrap();
        for mut row in rows.outer_iter_mut() {
            let sum = row.sum();
            row.mapv_inplace(|p| if sum > 0.0 { p / sum } else { 0.25 });
        }
        let before = rows.clone();
        let calibration = Calibration::Platt { a, b };
        calibrate_rows(&mut rows, class, &calibration);
        for (row, before) in rows.outer_iter().zip(before.outer_iter()) {
            prop_assert!((row.sum() - 1.0).abs() < 1e-5, "{row}");
            prop_assert_eq!(row[class], calibration.apply(before[class]));
            for other in (0..4).filter(|&other| other != class) {
                let rest = 1.0 - before[class];
                prop_assert!((row[other] * rest - before[other] * (1.0 - row[class])).abs() < 1e-5);
            }
        }
    }
}

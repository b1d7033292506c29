//! Metrics against scikit-learn and `SciPy`, and the rule of significance against its purpose.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use ndarray::Array2;
use serde::Deserialize;
use stratum::base::Stream;
use stratum::metrics::{Confusion, Weights, brier, brier_binary, corrected_t, holm, roc_auc};

#[derive(Deserialize)]
struct Reference {
    cases: Vec<Case>,
    auc: Vec<Auc>,
    brier: Vec<Brier>,
    significance: Vec<Significance>,
    holm: Holm,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    n_classes: usize,
    actual: Vec<u32>,
    predicted: Vec<u32>,
    confusion: Vec<Vec<u64>>,
    accuracy: f64,
    macro_f1: f64,
    kappa: f64,
    kappa_quadratic: f64,
    precision: Vec<f64>,
    recall: Vec<f64>,
    f1: Vec<f64>,
    support: Vec<u64>,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the reference file")]
struct Auc {
    actual: Vec<u32>,
    scores: Vec<f32>,
    auc: f64,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the reference file")]
struct Brier {
    actual: Vec<u32>,
    probabilities: Vec<Vec<f32>>,
    brier: f64,
}

#[derive(Deserialize)]
struct Significance {
    differences: Vec<f64>,
    ratio: f64,
    p: f64,
}

#[derive(Deserialize)]
struct Holm {
    p: Vec<f64>,
    adjusted: Vec<f64>,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/reference/classification.json"
    )))
    .unwrap()
}

fn close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 1e-12, "{what}: {found} instead of {expected}");
}

#[test]
fn classification_works_like_sklearn() {
    for case in reference().cases {
        let pairs = case.actual.iter().copied().zip(case.predicted.iter().copied());
        let confusion = Confusion::new(case.n_classes, pairs);
        assert_eq!(confusion.counts(), case.confusion, "{}", case.name);
        close(confusion.accuracy(), case.accuracy, &case.name);
        close(confusion.macro_f1(), case.macro_f1, &case.name);
        close(confusion.kappa(Weights::Unweighted), case.kappa, &case.name);
        close(confusion.kappa(Weights::Quadratic), case.kappa_quadratic, &case.name);
        for (class, score) in confusion.class_scores().into_iter().enumerate() {
            close(score.precision, case.precision[class], &case.name);
            close(score.recall, case.recall[class], &case.name);
            close(score.f1, case.f1[class], &case.name);
            assert_eq!(score.support, case.support[class], "{}", case.name);
        }
    }
}

#[test]
fn ranking_and_probabilities_work_like_sklearn() {
    for case in reference().auc {
        let positive: Vec<bool> = case.actual.iter().map(|&code| code == 1).collect();
        close(roc_auc(&case.scores, &positive).unwrap(), case.auc, "auc");
    }
    for case in reference().brier {
        let n_classes = case.probabilities[0].len();
        let flat: Vec<f32> = case.probabilities.concat();
        let table = Array2::from_shape_vec((case.actual.len(), n_classes), flat).unwrap();
        close(brier(&table, &case.actual), case.brier, "brier");
    }
    // Of two classes scikit-learn's default: (.1² + .1² + .2² + .35²) / 4.
    let of_two = brier_binary(&[0.1, 0.9, 0.8, 0.35], &[false, true, true, false]);
    assert!((of_two - 0.045_625).abs() < 1e-8, "{of_two}");
}

#[test]
fn significance_works_like_scipy() {
    let reference = reference();
    for case in reference.significance {
        let p = corrected_t(&case.differences, case.ratio).unwrap();
        assert!((p - case.p).abs() < 1e-9, "{p} instead of {}", case.p);
    }
    for (found, expected) in holm(&reference.holm.p).into_iter().zip(reference.holm.adjusted) {
        close(found, expected, "holm");
    }
}

#[test]
fn nothing_and_sameness_have_defined_values() {
    let nothing = Confusion::new(2, []);
    assert_eq!((nothing.accuracy(), nothing.macro_f1()), (0.0, 0.0));
    let one_class = Confusion::new(2, [(0, 0), (0, 0)]);
    assert_eq!((one_class.accuracy(), one_class.kappa(Weights::Unweighted)), (1.0, 0.0));
    assert_eq!(roc_auc(&[0.1, 0.9], &[true, true]), None);
    assert_eq!(roc_auc(&[0.5; 6], &[true, false, true, false, false, true]), Some(0.5));
    assert_eq!(corrected_t(&[0.1], 0.2), None);
    assert_eq!(corrected_t(&[0.0; 10], 0.2), Some(1.0));
    assert_eq!(corrected_t(&[0.1; 10], 0.2), Some(0.0));
    assert_eq!(holm(&[]), [0.0; 0]);
}

#[test]
fn equals_are_seldom_called_different() {
    // Overlapping training sets: each difference is a shared part plus its own, and the true difference is 0.
    let mut stream = Stream::new(5, "significance test", 0);
    let found = (0..2000)
        .filter(|_| {
            let shared = stream.normal() * (15.0f64 / 85.0).sqrt();
            let differences: Vec<f64> = (0..10).map(|_| shared + stream.normal()).collect();
            corrected_t(&differences, 15.0 / 70.0).unwrap() < 0.05
        })
        .count();
    assert!(found <= 100, "{found} of 2000");
    let real: Vec<f64> = (0..10).map(|_| 2.0 + stream.normal()).collect();
    assert!(corrected_t(&real, 15.0 / 70.0).unwrap() < 0.05);
}

//! What columns are worth and how the probability goes with them.

use serde::Deserialize;
use stratum::base::Stream;
use stratum::features::{CellValue, FeatureError};
use stratum::models::NetworkModel;
use stratum::study::StudyError;
use stratum::study::churn::explain::{Importance, dependence, importance};

use super::{Bank, NUMBER, WORDS, fit, logistic, network, subject};
use crate::tables::{frame, numbers, text, whole};

#[derive(Deserialize)]
struct Reference {
    age: Vec<i64>,
    balance: Vec<f64>,
    country: Vec<String>,
    leaves: Vec<u8>,
    weights: Vec<f64>,
    bias: f64,
    auc: f64,
    mean: Vec<f64>,
    sd: Vec<f64>,
    probability: Vec<f64>,
    /// By country.
    dependence: Vec<f64>,
}

/// Scikit-learn's logistic regression on its own columns.
fn reference() -> (Reference, Bank, NetworkModel) {
    let text_of_file =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/explain.json"));
    let reference: Reference = serde_json::from_str(&text_of_file.unwrap()).unwrap();
    let balance: Vec<Option<f64>> = reference.balance.iter().copied().map(Some).collect();
    let frame = frame(vec![
        whole("age", reference.age.clone()),
        numbers("balance", &balance),
        text("country", &reference.country),
    ]);
    let preprocessor = fit(&[("age", NUMBER), ("balance", NUMBER), ("country", WORDS)], &frame);
    let model = logistic(&reference.weights, reference.bias);
    let bank = Bank { frame, preprocessor, model: stratum::models::Ensemble::of_one(model.clone()) };
    (reference, bank, model)
}

#[test]
fn works_like_sklearn() {
    let (reference, bank, model) = reference();
    for (found, expected) in bank.probabilities(&bank.frame).iter().zip(&reference.probability) {
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }
    let positive: Vec<bool> = reference.leaves.iter().map(|&leaves| leaves == 1).collect();
    let subject = subject(&bank.preprocessor, &model);
    let rows = (&bank.frame, bank.rows());
    // Shuffles differ from scikit-learn's, so means are equal as far as 4,000 draws on either side let them be.
    let n_shuffles = 4000;
    let found = importance(&subject, rows, &positive, (n_shuffles, 1), &|| true).unwrap();
    assert!((found.auc.unwrap() - reference.auc).abs() < 1e-12);
    for (index, name) in ["age", "balance", "country"].into_iter().enumerate() {
        let column = found.columns.iter().find(|column| column.column == name).unwrap();
        let (mean, sd) = (reference.mean[index], reference.sd[index]);
        let standard_error = sd * (2.0 / f64::from(n_shuffles)).sqrt();
        assert!((column.mean - mean).abs() < 4.0 * standard_error, "{name}: {} {mean}", column.mean);
        assert!((column.sd / sd - 1.0).abs() < 0.06, "{name}: {} {sd}", column.sd);
    }
    let curve = dependence(&subject, rows, "country", 1).unwrap();
    assert_eq!((curve.n_rows, curve.points.len()), (160, 3));
    for (point, expected) in curve.points.iter().zip(&reference.dependence) {
        assert!((point.mean - expected).abs() < 1e-6, "{point:?} {expected}");
    }
}

/// Pairs of one of each kind in which the right one scores higher, ties one half.
fn auc_by_pairs(scores: &[f64], positive: &[bool]) -> f64 {
    let of =
        |kind: bool| scores.iter().zip(positive).filter(move |(_, is)| **is == kind).map(|(score, _)| *score);
    let (mut right, mut n) = (0.0, 0.0);
    for high in of(true) {
        for low in of(false) {
            n += 1.0;
            right += if high > low {
                1.0
            } else if high == low {
                0.5
            } else {
                0.0
            };
        }
    }
    right / n
}

fn leavers(bank: &Bank) -> Vec<bool> {
    let mut stream = Stream::new(3, "test leavers", 0);
    bank.probabilities(&bank.frame).iter().map(|p| stream.uniform() < *p).collect()
}

fn measured(bank: &Bank, wanted: &(dyn Fn() -> bool + Sync)) -> Result<Importance, StudyError> {
    importance(&bank.subject(), (&bank.frame, bank.rows()), &leavers(bank), (5, 7), wanted)
}

#[test]
fn importance_is_that_of_shuffled_cells() {
    let bank = Bank::new(150);
    let positive = leavers(&bank);
    let found = measured(&bank, &|| true).unwrap();
    let auc = auc_by_pairs(&bank.probabilities(&bank.frame), &positive);
    assert!((found.auc.unwrap() - auc).abs() < 1e-12);
    assert_eq!(found.columns.len(), 5);
    assert!(found.columns.is_sorted_by(|a, b| a.mean >= b.mean));
    for column in &found.columns {
        let falls: Vec<f64> = (0..5)
            .map(|shuffle| {
                let mut from: Vec<usize> = (0..150).collect();
                Stream::new(7, &format!("importance of {}", column.column), shuffle).shuffle(&mut from);
                let shuffled = bank.with_cells_of(&column.column, |row| from[row]);
                auc - auc_by_pairs(&bank.probabilities(&shuffled), &positive)
            })
            .collect();
        let mean = falls.iter().sum::<f64>() / 5.0;
        let sd = (falls.iter().map(|fall| (fall - mean).powi(2)).sum::<f64>() / 5.0).sqrt();
        assert!(
            (column.mean - mean).abs() < 1e-12 && (column.sd - sd).abs() < 1e-12,
            "{column:?} {mean} {sd}"
        );
    }
    assert!(found.columns[0].mean > 0.01, "{found:?}");
}

#[test]
fn importance_is_the_same_for_any_number_of_threads_and_can_be_stopped() {
    let bank = Bank::new(400);
    let with = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| measured(&bank, &|| true).unwrap())
    };
    assert!(with(1) == with(2) && with(2) == with(7));
    assert_eq!(measured(&bank, &|| false), Err(StudyError::Discarded));
}

#[test]
fn a_column_without_weight_is_worth_nothing_and_customers_of_one_kind_say_nothing() {
    let bank = Bank::new(60);
    let mut weights = vec![0.5; bank.preprocessor.feature_names().len()];
    weights[0] = 0.0;
    let model = logistic(&weights, 0.1);
    let subject = subject(&bank.preprocessor, &model);
    let rows = (&bank.frame, bank.rows());
    let found = importance(&subject, rows, &leavers(&bank), (3, 1), &|| true).unwrap();
    let age = found.columns.iter().find(|column| column.column == "Age").unwrap();
    assert_eq!((age.mean, age.sd), (0.0, 0.0));
    let none = importance(&subject, rows, &[true; 60], (3, 1), &|| true).unwrap();
    assert_eq!((none.auc, none.columns.len()), (None, 0));
}

#[test]
fn dependence_is_that_of_changed_cells() {
    let bank = Bank::new(120);
    let rows = (&bank.frame, bank.rows());
    for column in bank.frame.names() {
        let found = dependence(&bank.subject(), rows, column, 1).unwrap();
        assert!(found.points.len() >= 2 && found.n_rows == 120);
        for point in &found.points {
            let mut all = bank.probabilities(&bank.with_value(column, &point.value));
            let mean = all.iter().sum::<f64>() / 120.0;
            all.sort_by(f64::total_cmp);
            // 119 gaps between 120 values: the quartiles lie 29¾ of them from either end.
            let lower = all[29] * 0.25 + all[30] * 0.75;
            let upper = all[89] * 0.75 + all[90] * 0.25;
            for (found, expected) in [(point.mean, mean), (point.lower, lower), (point.upper, upper)] {
                assert!((found - expected).abs() < 1e-12, "{column} {point:?} {expected}");
            }
        }
    }
    let values = |column| -> Vec<CellValue> {
        let found = dependence(&bank.subject(), rows, column, 1).unwrap();
        found.points.into_iter().map(|point| point.value).collect()
    };
    let level = |words: &str| CellValue::Level(words.to_owned());
    let places = values("Geography");
    assert_eq!(places[3..], [CellValue::Other, CellValue::Missing]);
    assert_eq!(places[..2], [level("France"), level("Germany")]);
    assert_eq!(values("NumOfProducts"), [1.0, 2.0, 3.0, 4.0].map(CellValue::Number));
    assert_eq!(values("Balance").last(), Some(&CellValue::Missing), "a missing balance is a feature");
}

#[test]
fn dependence_takes_a_sample_of_many_and_refuses_what_is_not_there() {
    let bank = Bank::new(700);
    let rows = (&bank.frame, bank.rows());
    let found = dependence(&bank.subject(), rows, "Age", 1).unwrap();
    assert_eq!((found.n_rows, found.points.len()), (500, 20));
    assert_eq!(found, dependence(&bank.subject(), rows, "Age", 1).unwrap());
    assert_ne!(found, dependence(&bank.subject(), rows, "Age", 2).unwrap());
    let unknown = dependence(&bank.subject(), rows, "Ages", 1);
    let Err(StudyError::Features(FeatureError::UnknownColumn { nearest, .. })) = unknown else {
        unreachable!("{unknown:?}")
    };
    assert_eq!(nearest, ["Age"]);
    let nobody = dependence(&bank.subject(), (&bank.frame, &[]), "Age", 1);
    assert_eq!(nobody, Err(StudyError::Features(FeatureError::NoRows)));
    let narrow = network(2, 0);
    let wrong = dependence(&subject(&bank.preprocessor, &narrow), rows, "Age", 1);
    assert!(matches!(wrong, Err(StudyError::AllFailed { first: Some(_) })), "{wrong:?}");
}

#[test]
fn a_value_becomes_the_features_of_a_cell_that_holds_it() {
    let bank = Bank::new(80);
    let table = bank.preprocessor.transform(&bank.frame, bank.rows()).unwrap();
    let table = table.table().unwrap();
    let ranges = bank.preprocessor.feature_ranges();
    assert_eq!(ranges.last().unwrap().end, table.ncols());
    for ((name, fitted), range) in bank.preprocessor.columns().iter().zip(ranges) {
        let column = bank.frame.column(name).unwrap();
        for row in 0..80 {
            let value = fitted.value(column, row);
            let features = bank.preprocessor.encode(name, &value).unwrap();
            assert_eq!(features, table.row(row).to_vec()[range.clone()], "{name} {value:?}");
        }
    }
    let words = CellValue::Level("forty".to_owned());
    assert!(matches!(bank.preprocessor.encode("Age", &words), Err(FeatureError::Unusable { .. })));
}

//! Exact Shapley values, and what a customer's probability would be otherwise.

use stratum::base::{Lang, Stop, Stream, Watch, render};
use stratum::data::Frame;
use stratum::features::{CellValue, FeatureError};
use stratum::models::Ensemble;
use stratum::models::calibration::Calibration;
use stratum::study::StudyError;
use stratum::study::churn::explain::{
    Choices, ColumnImportance, Explainer, MOST_PLAYERS, Shapley, Subject, WhatIf, changeable,
};

use super::{Bank, Linear, NUMBER, fit, network, shapley, subject};
use crate::tables::{frame, numbers};

fn explainer(bank: &Bank) -> Explainer<'_> {
    Explainer::new(bank.subject(), (&bank.frame, bank.rows()), &[], 1).unwrap()
}

fn adds_up(found: &Shapley) {
    let sum = found.base + found.values.iter().sum::<f64>();
    assert!((sum - found.probability).abs() < 1e-12, "{found:?}");
}

/// v(S): the mean probability of the table whose columns in S hold the customer's cells everywhere.
fn worth(bank: &Bank, coalition: usize, row: usize) -> f64 {
    let mut table: Frame = bank.frame.clone();
    for (column, name) in bank.frame.names().enumerate() {
        if coalition >> column & 1 == 1 {
            table.columns[column] = bank.with_cells_of(name, |_| row).columns[column].clone();
        }
    }
    let probabilities = bank.probabilities(&table);
    probabilities.iter().sum::<f64>() / probabilities.len() as f64
}

/// What a column adds, averaged over every order in which the columns may come.
fn by_orders(worth: &[f64], here: usize, n_columns: usize) -> (f64, Vec<f64>) {
    let (mut n_orders, mut sums) = (0.0, vec![0.0; n_columns]);
    for column in (0..n_columns).filter(|column| here >> column & 1 == 0) {
        let with = here | 1 << column;
        let (n_after, after) = by_orders(worth, with, n_columns);
        n_orders += n_after;
        sums[column] += n_after * (worth[with] - worth[here]);
        for (sum, after) in sums.iter_mut().zip(after) {
            *sum += after;
        }
    }
    if here + 1 == 1 << n_columns { (1.0, sums) } else { (n_orders, sums) }
}

#[test]
fn values_are_what_columns_add_in_every_order_of_coming() {
    // As many rows as the background takes, so that it is all of them.
    let bank = Bank::new(60);
    let explainer = explainer(&bank);
    let names: Vec<_> = explainer.players().iter().map(|player| player.column()).collect();
    assert_eq!(names, bank.frame.names().map(Some).collect::<Vec<_>>());
    let own = bank.probabilities(&bank.frame);
    for row in [0, 17, 42] {
        let found = shapley(&explainer, &bank.frame, row).unwrap();
        adds_up(&found);
        assert!((found.probability - own[row as usize]).abs() < 1e-7);
        let worth: Vec<f64> = (0..32).map(|coalition| worth(&bank, coalition, row as usize)).collect();
        assert!((found.base - worth[0]).abs() < 1e-9);
        let (n_orders, sums) = by_orders(&worth, 0, 5);
        assert_eq!(n_orders, 120.0);
        for (found, sum) in found.values.iter().zip(sums) {
            assert!((found - sum / n_orders).abs() < 1e-7, "{row}: {found} {}", sum / n_orders);
        }
    }
}

/// Two columns that are mirrored over the customers, and one that no weight looks at.
fn mirrored() -> (Frame, Vec<[f64; 3]>) {
    let mut stream = Stream::new(2, "test mirror", 0);
    let mut cells = vec![[1.5, 1.5, -1.0], [0.2, 0.2, 3.0]];
    for _ in 0..20 {
        let [a, b, c] = [0; 3].map(|_| stream.normal());
        cells.extend([[a, b, c], [b, a, c]]);
    }
    let column = |index: usize| cells.iter().map(|row| Some(row[index])).collect::<Vec<_>>();
    (
        frame(["a", "b", "c"].iter().zip(0..).map(|(name, index)| numbers(name, &column(index))).collect()),
        cells,
    )
}

#[test]
fn equal_columns_are_credited_alike_and_idle_ones_not_at_all() {
    let (frame, _) = mirrored();
    let preprocessor = fit(&[("a", NUMBER), ("b", NUMBER), ("c", NUMBER)], &frame);
    let mut model = network(3, 0);
    for unit in model.weights[..21].chunks_exact_mut(3) {
        unit[1] = unit[0];
        unit[2] = 0.0;
    }
    let explainer = Explainer::new(subject(&preprocessor, &model), (&frame, &frame.row_ids), &[], 1).unwrap();
    for row in [0, 1] {
        let found = shapley(&explainer, &frame, row).unwrap();
        adds_up(&found);
        assert!((found.values[0] - found.values[1]).abs() < 1e-7, "{found:?}");
        assert!(found.values[0].abs() > 1e-3 && found.values[2].abs() < 1e-12, "{found:?}");
    }
}

#[test]
fn a_linear_model_credits_weight_times_distance_from_the_mean() {
    let (frame, _) = mirrored();
    let preprocessor = fit(&[("a", NUMBER), ("b", NUMBER), ("c", NUMBER)], &frame);
    let weights = [0.08, -0.05, 0.03];
    let model = Linear { weights: weights.to_vec(), bias: 0.5 };
    let explainer = Explainer::new(subject(&preprocessor, &model), (&frame, &frame.row_ids), &[], 1).unwrap();
    let table = preprocessor.transform(&frame, &frame.row_ids).unwrap();
    for (row, features) in table.table().unwrap().outer_iter().enumerate() {
        let found = shapley(&explainer, &frame, row as u32).unwrap();
        adds_up(&found);
        // Standardised on the background itself: its mean is 0.
        for ((found, weight), &x) in found.values.iter().zip(weights).zip(features) {
            assert!((found - weight * f64::from(x)).abs() < 1e-6, "{found} {weight} {x}");
        }
        assert!((found.base - 0.5).abs() < 1e-6);
    }
}

/// Twelve columns of which each weighs more than the one before.
fn wide() -> (Frame, Vec<f64>, Vec<ColumnImportance>) {
    let mut stream = Stream::new(6, "test wide", 0);
    let names: Vec<String> = (0..12).map(|index| format!("column {index}")).collect();
    let columns =
        names.iter().map(|name| numbers(name, &(0..150).map(|_| Some(stream.normal())).collect::<Vec<_>>()));
    let frame = frame(columns.collect());
    let important = (0..12).rev().map(|index| ColumnImportance {
        column: names[index].clone(),
        mean: 0.01 * index as f64,
        sd: 0.0,
    });
    (frame, (0..12).map(|index| 0.002 * f64::from(index)).collect(), important.collect())
}

#[test]
fn more_than_ten_columns_share_a_place() {
    let (frame, weights, important) = wide();
    let names: Vec<&str> = frame.names().collect();
    let preprocessor = fit(&names.iter().map(|&name| (name, NUMBER)).collect::<Vec<_>>(), &frame);
    let model = Linear { weights: weights.clone(), bias: 0.5 };
    let rows = (&frame, &frame.row_ids[..100]);
    let explainer = Explainer::new(subject(&preprocessor, &model), rows, &important, 1).unwrap();
    assert_eq!(explainer.players().len(), MOST_PLAYERS);
    let apart: Vec<_> = explainer.players()[..9].iter().map(|player| player.column().unwrap()).collect();
    assert_eq!(apart, names[3..]);
    assert_eq!(explainer.players()[9].columns, names[..3]);
    let note = render(Lang::En, &explainer.note().unwrap());
    assert!(note.starts_with("The model uses 12 columns. The 9 that matter most"), "{note}");
    let found = shapley(&explainer, &frame, 120).unwrap();
    adds_up(&found);
    // Linear: the others together are credited what they would be one by one.
    let table = preprocessor.transform(&frame, &frame.row_ids).unwrap();
    let table = table.table().unwrap();
    let credit = |column: usize| {
        let mean = table.column(column).iter().take(100).map(|&x| f64::from(x)).sum::<f64>() / 100.0;
        weights[column] * (f64::from(table[[120, column]]) - mean)
    };
    for (player, value) in found.values[..9].iter().enumerate() {
        assert!((value - credit(player + 3)).abs() < 1e-6);
    }
    assert!((found.values[9] - credit(1) - credit(2)).abs() < 1e-6);
    // Ten columns are told apart.
    let narrow = fit(&names[2..].iter().map(|&name| (name, NUMBER)).collect::<Vec<_>>(), &frame);
    let model = Linear { weights: weights[2..].to_vec(), bias: 0.5 };
    let explainer = Explainer::new(subject(&narrow, &model), rows, &[], 1).unwrap();
    assert!(explainer.players().len() == 10 && explainer.note().is_none());
}

#[test]
fn many_are_explained_as_one_is_for_any_number_of_threads() {
    let bank = Bank::new(300);
    let explainer = explainer(&bank);
    let rows = &bank.rows()[100..150];
    let with = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| explainer.shapley_many(&bank.frame, rows, &Watch::unattended()).unwrap())
    };
    let all = with(1);
    assert!(all == with(2) && all == with(7));
    for (&row, found) in rows.iter().zip(&all) {
        assert_eq!(*found, shapley(&explainer, &bank.frame, row).unwrap());
        adds_up(found);
    }
    let stop = Stop::default();
    stop.request();
    let stopped = explainer.shapley_many(&bank.frame, rows, &Watch::new(stop, &|_| {}));
    assert_eq!(stopped, Err(StudyError::Discarded));
    assert_eq!(explainer.shapley_many(&bank.frame, &[], &Watch::unattended()), Ok(Vec::new()));
}

#[test]
fn nobody_to_compare_with_and_classes_that_are_not_there_are_said() {
    let bank = Bank::new(50);
    let nobody = Explainer::new(bank.subject(), (&bank.frame, &[]), &[], 1).err();
    assert_eq!(nobody, Some(StudyError::Features(FeatureError::NoRows)));
    let third = Subject { of_interest: 2, ..bank.subject() };
    let explainer = Explainer::new(third, (&bank.frame, bank.rows()), &[], 1).unwrap();
    assert!(matches!(shapley(&explainer, &bank.frame, 0), Err(StudyError::AllFailed { .. })));
    let unknown = shapley(&self::explainer(&bank), &bank.frame, 50);
    assert_eq!(unknown, Err(StudyError::Features(FeatureError::UnknownRow(50))));
}

#[test]
fn what_if_is_the_probability_of_the_changed_customer() {
    let bank = Bank::new(90);
    let own = bank.probabilities(&bank.frame);
    let mut what_if = WhatIf::new(bank.subject(), &bank.frame, 33).unwrap();
    assert!((what_if.own_probability() - own[33]).abs() < 1e-7);
    let places = ["Germany", "Atlantis"].map(|place| ("Geography", CellValue::Level(place.to_owned())));
    let changes = places.into_iter().chain([
        ("Age", CellValue::Number(71.0)),
        ("Balance", CellValue::Missing),
        ("NumOfProducts", CellValue::Number(4.0)),
        ("Geography", CellValue::Other),
        ("Geography", CellValue::Missing),
    ]);
    for (column, value) in changes {
        what_if.reset();
        let found = what_if.set(column, value.clone()).unwrap();
        let expected = bank.probabilities(&bank.with_value(column, &value))[33];
        assert!((found - expected).abs() < 1e-7 && found == what_if.probability(), "{column} {value:?}");
        assert_eq!(what_if.value(column), Some(&value));
    }
    // Two changes together, then one that cannot be, then back.
    what_if.reset();
    what_if.set("Age", CellValue::Number(20.0)).unwrap();
    let both = what_if.set("IsActiveMember", CellValue::Number(1.0)).unwrap();
    let twice = Bank {
        frame: bank.with_value("Age", &CellValue::Number(20.0)),
        preprocessor: bank.preprocessor.clone(),
        model: bank.model.clone(),
    };
    let expected = bank.probabilities(&twice.with_value("IsActiveMember", &CellValue::Number(1.0)))[33];
    assert!((both - expected).abs() < 1e-7);
    assert!(what_if.set("Age", CellValue::Level("young".to_owned())).is_err());
    assert!(what_if.set("Shoe size", CellValue::Number(40.0)).is_err());
    assert_eq!((what_if.probability(), what_if.value("Shoe size")), (both, None));
    what_if.reset();
    assert_eq!(what_if.probability(), what_if.own_probability());
    assert_eq!(what_if.value("Age"), what_if.own_value("Age"));
}

#[test]
fn what_may_be_changed_is_listed_in_the_columns_own_units() {
    let bank = Bank::new(400);
    let found = changeable(&bank.preprocessor, (&bank.frame, bank.rows())).unwrap();
    let names: Vec<&str> = found.iter().map(|column| column.column.as_str()).collect();
    assert_eq!(names, bank.frame.names().collect::<Vec<_>>());
    let Choices::Number { low, high, whole } = found[0].choices else { unreachable!("ages are numbers") };
    assert!(whole && (18.0..20.0).contains(&low) && (75.0..=77.0).contains(&high), "{low} {high}");
    assert!(found[1].may_be_missing && !found[0].may_be_missing);
    assert!(matches!(found[1].choices, Choices::Number { whole: false, .. }));
    let Choices::Levels { levels, other } = &found[2].choices else { unreachable!("places are words") };
    assert_eq!((levels.len(), *other, found[2].may_be_missing), (3, true, true));
}

#[test]
fn what_is_explained_is_the_calibrated_probability() {
    let bank = Bank::new(70);
    let calibration = Calibration::Platt { a: 0.6, b: -0.8 };
    let subject = Subject { calibration: &calibration, ..bank.subject() };
    let explainer = Explainer::new(subject, (&bank.frame, bank.rows()), &[], 1).unwrap();
    let calibrated: Vec<f64> = bank
        .probabilities(&bank.frame)
        .iter()
        .map(|&p| 1.0 / (1.0 + (-0.6 * (p / (1.0 - p)).ln() + 0.8).exp()))
        .collect();
    let found = shapley(&explainer, &bank.frame, 7).unwrap();
    adds_up(&found);
    assert!((found.probability - calibrated[7]).abs() < 1e-6);
    assert!((found.base - calibrated.iter().sum::<f64>() / 70.0).abs() < 1e-6);
    let what_if = WhatIf::new(subject, &bank.frame, 7).unwrap();
    assert!((what_if.probability() - calibrated[7]).abs() < 1e-6);
}

#[test]
fn an_ensemble_of_one_is_explained_as_its_member() {
    let bank = Bank::new(40);
    let member = network(bank.preprocessor.feature_names().len(), 9);
    let ensemble = Ensemble::of_one(member.clone());
    let rows = (&bank.frame, bank.rows());
    let alone = Explainer::new(subject(&bank.preprocessor, &member), rows, &[], 4).unwrap();
    let one = Explainer::new(subject(&bank.preprocessor, &ensemble), rows, &[], 4).unwrap();
    assert_eq!(shapley(&alone, &bank.frame, 5), shapley(&one, &bank.frame, 5));
}

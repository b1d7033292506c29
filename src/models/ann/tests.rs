//! The network on mini-batches as a training: ensembles, early stopping, class weights.

use ndarray::Array2;

use super::*;
use crate::base::Stream;
use crate::data::{Dataset, Records, Targets};
use crate::models::{Model as _, ParamValue, Params};

/// Customers of whom one in `one_in` is of the second class, told by the first column and much noise.
fn customers(n_rows: usize, one_in: u64, seed: u64) -> Dataset {
    let mut stream = Stream::new(seed, "ann test", 0);
    let codes: Vec<u32> = (0..n_rows).map(|_| u32::from(stream.below(one_in) == 0)).collect();
    let table = Array2::from_shape_fn((n_rows, 6), |(row, column)| {
        let shift = if column == 0 { f64::from(codes[row]) } else { 0.0 };
        (shift + stream.normal()) as f32
    });
    Dataset {
        row_ids: (0..n_rows as u32).collect(),
        feature_names: (0..6).map(|column| format!("x{column}")).collect(),
        records: Records::Table(table),
        targets: Some(Targets { codes, classes: vec!["stays".to_owned(), "leaves".to_owned()] }),
    }
}

fn fit(train: &Dataset, valid: &Dataset, settings: &[(&str, &str)]) -> (Vec<CurvePoint>, Fitted) {
    let mut params = Params::default();
    for (key, value) in settings {
        params.set_text(&PARAMS, key, value).unwrap();
    }
    let init = Init { seed: 5, repeat: 0 };
    let mut fitting = Ann.start(&params, TrainValid::new(train, valid), init).unwrap();
    let mut curve = vec![fitting.start_point()];
    loop {
        let progress = fitting.step();
        curve.push(progress.point);
        if progress.finished.is_some() {
            break;
        }
    }
    (curve, fitting.finish().unwrap())
}

#[test]
fn early_stopping_keeps_the_weights_of_the_lowest_validation_loss() {
    let (train, valid) = (customers(200, 2, 1), customers(200, 2, 2));
    let settings =
        [("hidden_layers", "64"), ("learning_rate", "0.01"), ("ensemble_size", "1"), ("patience", "7")];
    let mut params = Params::default();
    for (key, value) in settings {
        params.set_text(&PARAMS, key, value).unwrap();
    }
    let init = Init { seed: 5, repeat: 0 };
    let mut fitting = Ann.start(&params, TrainValid::new(&train, &valid), init).unwrap();
    let mut losses = vec![fitting.start_point().valid_loss];
    let because = loop {
        let progress = fitting.step();
        losses.push(progress.point.valid_loss);
        if let Some(because) = progress.finished {
            break because;
        }
    };
    let fitted = fitting.finish().unwrap();
    assert_eq!(because, StopReason::EarlyStopping);
    let best = losses.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).unwrap();
    assert_eq!(fitted.best_epoch as usize, best.0);
    assert_eq!(losses.len() - 1, best.0 + 7);
    let codes = &valid.targets.as_ref().unwrap().codes;
    let prediction = fitted.model.predict(&valid).unwrap();
    let loss = |(p, &code): (ndarray::ArrayView1<f32>, &u32)| -f64::from(p[code as usize]).ln();
    let mean = prediction.probabilities.outer_iter().zip(codes).map(loss).sum::<f64>() / codes.len() as f64;
    assert!((mean - best.1).abs() < 1e-5, "{mean} is not {}", best.1);
}

#[test]
fn an_ensemble_is_the_mean_of_different_networks() {
    let (train, valid) = (customers(300, 2, 1), customers(100, 2, 2));
    let (_, fitted) = fit(&train, &valid, &[("ensemble_size", "3"), ("max_epochs", "4")]);
    let ensemble = fitted.model.ensemble().unwrap();
    assert_eq!(ensemble.members.len(), 3);
    let of = |member: &NetworkModel| member.predict(&valid).unwrap().probabilities;
    let members: Vec<Array2<f32>> = ensemble.members.iter().map(of).collect();
    assert!(members[0] != members[1] && members[1] != members[2]);
    let together = fitted.model.predict(&valid).unwrap().probabilities;
    for (index, p) in together.indexed_iter() {
        let mean = members.iter().map(|member| member[index]).sum::<f32>() / 3.0;
        assert!((p - mean).abs() < 1e-6);
    }
    // The first network of three is the one network alone.
    let (_, alone) = fit(&train, &valid, &[("ensemble_size", "1"), ("max_epochs", "4")]);
    assert_eq!(alone.model.ensemble().unwrap().members[0], ensemble.members[0]);
}

#[test]
fn balanced_classes_answer_with_the_real_shares() {
    let (train, valid) = (customers(4000, 10, 1), customers(4000, 10, 2));
    let share = |weights| {
        let settings = [("class_weights", weights), ("ensemble_size", "1"), ("hidden_layers", "4")];
        let (_, fitted) = fit(&train, &valid, &settings);
        let inside = fitted.model.ensemble().unwrap();
        let mean = |p: Array2<f32>| p.column(1).mean().unwrap();
        let raw = mean(inside.members[0].predict(&valid).unwrap().probabilities);
        (raw, mean(fitted.model.predict(&valid).unwrap().probabilities))
    };
    let (raw, said) = share("none");
    assert!((raw - 0.1).abs() < 0.02 && raw == said, "{raw} {said}");
    let (raw, said) = share("balanced");
    assert!((raw - 0.4).abs() < 0.15 && (said - 0.1).abs() < 0.02, "{raw} {said}");
}

#[test]
fn without_early_stopping_the_last_epoch_counts() {
    let (train, valid) = (customers(100, 2, 1), customers(50, 2, 2));
    let settings = [("early_stopping", "false"), ("max_epochs", "60"), ("ensemble_size", "2")];
    let (curve, fitted) = fit(&train, &valid, &settings);
    assert_eq!((fitted.best_epoch, fitted.stopped_because), (60, StopReason::MaxEpochs));
    assert!(curve.last().unwrap().train_loss < curve[0].train_loss);
}

#[test]
fn a_rate_far_too_high_is_said() {
    let (train, valid) = (customers(100, 2, 1), customers(50, 2, 2));
    let (_, fitted) = fit(
        &train,
        &valid,
        &[("learning_rate", "1"), ("hidden_layers", "32,32,32"), ("early_stopping", "false")],
    );
    assert_eq!(fitted.stopped_because, StopReason::Diverged);
    assert!(fitted.warnings.iter().any(|warning| warning.key == "bp-diverged"));
    assert!(fitted.model.predict(&valid).unwrap().probabilities.iter().all(|p| p.is_finite()));
}

#[test]
fn parameters_say_what_has_an_effect() {
    let mut params = Params::default();
    assert!(Ann.effective(&params).0.contains_key("patience"));
    params.set("early_stopping", ParamValue::Bool(false));
    assert!(!Ann.effective(&params).0.contains_key("patience"));
}

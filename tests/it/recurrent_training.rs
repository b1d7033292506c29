//! Trained recurrent networks: what they learn, that padding and threads change nothing, what is kept and what refused.

use ndarray::{Array2, Array3};
use stratum::base::Stream;
use stratum::data::dataset::{Dataset, Records};
use stratum::models::rnn::{Encoder, FittedEncoder, RnnFitting, RnnSettings};
use stratum::models::{FitError, Init, ParamValue, Params, StopReason};
use stratum::nn::recurrent::{Cell, Task};

use crate::recurrent::{CELLS, TASKS, narrow, normals};

/// Customers whose target is a weighted sum of their steps.
fn planted(n_rows: usize, n_steps: usize, n_features: usize) -> (Dataset, Vec<f32>) {
    let mut stream = Stream::new(9, "planted sequences", 0);
    let steps = Array3::from_shape_fn((n_rows, n_steps, n_features), |_| stream.normal() as f32);
    let target = |row: usize| -> f32 {
        (0..n_steps).map(|step| steps[[row, step, 0]] * if step % 2 == 0 { 0.5 } else { -0.4 }).sum()
    };
    let targets = (0..n_rows).map(target).collect();
    (dataset(steps, vec![n_steps as u32; n_rows]), targets)
}

fn dataset(steps: Array3<f32>, lengths: Vec<u32>) -> Dataset {
    let (n_rows, _, n_features) = steps.dim();
    Dataset {
        row_ids: (0..n_rows as u32).map(|row| 2 * row).collect(),
        feature_names: (0..n_features).map(|feature| format!("channel {feature}")).collect(),
        records: Records::Sequence { steps, lengths },
        targets: None,
    }
}

fn settings(cell: Cell, task: Task, more: &[(&str, ParamValue)]) -> RnnSettings {
    let mut params = Params::default();
    params.set("units", ParamValue::Sizes(vec![8]));
    for (key, value) in more {
        params.set(*key, value.clone());
    }
    RnnSettings::new(&params, cell, task).unwrap()
}

const INIT: Init = Init { seed: 4, repeat: 0 };

fn split(n_rows: u32) -> (Vec<u32>, Vec<u32>) {
    (0..n_rows).partition(|row| row % 5 != 0)
}

fn fit(settings: &RnnSettings, data: &Dataset, targets: &[f32]) -> (FittedEncoder, Vec<f64>) {
    let (train, valid) = split(data.n_samples() as u32);
    let mut fitting = RnnFitting::start(settings, data, Some(targets), (&train, &valid), INIT).unwrap();
    let mut losses = vec![fitting.start_point().valid_loss];
    loop {
        let progress = fitting.step();
        losses.push(progress.point.valid_loss);
        if progress.finished.is_some() {
            return (fitting.finish(), losses);
        }
    }
}

#[test]
fn padding_changes_nothing() {
    let (data, _) = planted(60, 6, 2);
    let Records::Sequence { steps, .. } = &data.records else { panic!("sequences") };
    let lengths: Vec<u32> = (0..60).map(|row| 1 + row % 6).collect();
    // The same sequences with other values and more steps behind their ends.
    let padded = Array3::from_shape_fn((60, 9, 2), |(row, step, feature)| {
        if step < lengths[row] as usize { steps[[row, step, feature]] } else { 77.0 }
    });
    let (short, long) = (dataset(steps.clone(), lengths.clone()), dataset(padded, lengths));
    for cell in CELLS {
        for task in TASKS {
            let more = [("max_epochs", ParamValue::Int(3)), ("batch_size", ParamValue::Int(8))];
            let settings = settings(cell, task, &more);
            let targets: Vec<f32> = (0..60).map(|row| (row % 7) as f32 - 3.0).collect();
            let (short_fit, short_losses) = fit(&settings, &short, &targets);
            let (long_fit, long_losses) = fit(&settings, &long, &targets);
            assert_eq!(short_losses, long_losses, "{cell:?} {task:?}");
            assert_eq!(short_fit.encoder, long_fit.encoder, "{cell:?} {task:?}");
            let embedding = short_fit.encoder.embed(&short).unwrap();
            assert_eq!(embedding, short_fit.encoder.embed(&long).unwrap(), "{cell:?} {task:?}");
        }
    }
}

#[test]
fn the_embedding_is_the_state_after_the_last_step() {
    let (mut data, _) = planted(40, 5, 3);
    if let Records::Sequence { lengths, .. } = &mut data.records {
        *lengths = (0..40).map(|row| 1 + row % 5).collect();
    }
    for cell in CELLS {
        let encoder = Encoder::untrained(&settings(cell, Task::NextStep, &[]), 3, INIT);
        let (embedding, states) = (encoder.embed(&data).unwrap(), encoder.states(&data).unwrap());
        assert_eq!(embedding.dim(), (40, 8));
        for row in 0..40 {
            for step in row % 5..5 {
                for unit in 0..8 {
                    assert_eq!(states[[row, step, unit]], embedding[[row, unit]]);
                }
            }
        }
        let stored = serde_json::to_string(&encoder).unwrap();
        assert_eq!(serde_json::from_str::<Encoder>(&stored).unwrap(), encoder);
        assert!(
            serde_json::from_str::<Encoder>(&stored.replacen("\"n_units\":8", "\"n_units\":9", 1)).is_err()
        );
        assert!(serde_json::from_str::<Encoder>(&stored.replacen('8', "18446744073709551615", 1)).is_err());
    }
}

#[test]
fn training_learns_what_the_order_of_the_steps_says() {
    for cell in CELLS {
        let (data, targets) = planted(600, 6, 1);
        let more = [
            ("max_epochs", ParamValue::Int(60)),
            ("learning_rate", ParamValue::Float(0.01)),
            ("batch_size", ParamValue::Int(32)),
        ];
        let (fitted, losses) = fit(&settings(cell, Task::Target, &more), &data, &targets);
        let best = losses[fitted.best_epoch as usize];
        // Always answering the mean comes to 1.2.
        assert!(best < 0.2, "{cell:?}: {best}");
        assert!(losses.iter().all(|&loss| loss >= best), "{cell:?}");
        assert!(fitted.warnings.is_empty(), "{cell:?} {:?}", fitted.warnings);
    }
}

#[test]
fn next_step_and_autoencoder_lower_their_error() {
    let mut stream = Stream::new(2, "waves", 0);
    let starts: Vec<f64> = (0..300).map(|_| 6.0 * stream.uniform()).collect();
    let steps =
        Array3::from_shape_fn((300, 8, 1), |(row, step, _)| libm::sin(starts[row] + step as f64) as f32);
    let data = dataset(steps, vec![8; 300]);
    for (task, share) in [(Task::NextStep, 0.4), (Task::Autoencoder, 0.6)] {
        for cell in CELLS {
            let more = [
                ("max_epochs", ParamValue::Int(60)),
                ("learning_rate", ParamValue::Float(0.01)),
                ("batch_size", ParamValue::Int(16)),
            ];
            let (fitted, losses) = fit(&settings(cell, task, &more), &data, &[]);
            let best = losses[fitted.best_epoch as usize];
            assert!(best < share * losses[0], "{cell:?} {task:?}: {best} of {}", losses[0]);
        }
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let (data, targets) = planted(300, 5, 2);
    for cell in CELLS {
        for task in TASKS {
            let more = [("max_epochs", ParamValue::Int(3)), ("units", ParamValue::Sizes(vec![7, 5]))];
            let settings = settings(cell, task, &more);
            let run = |n_threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
                pool.install(|| {
                    let (fitted, losses) = fit(&settings, &data, &targets);
                    let embedding: Array2<f32> = fitted.encoder.embed(&data).unwrap();
                    (fitted.encoder, losses, embedding)
                })
            };
            let one = run(1);
            assert_eq!(one, run(2), "{cell:?} {task:?}");
            assert_eq!(one, run(7), "{cell:?} {task:?}");
        }
    }
}

#[test]
fn the_untrained_encoder_is_where_training_starts() {
    let (data, targets) = planted(50, 4, 2);
    let (train, valid) = split(50);
    for cell in CELLS {
        let settings = settings(cell, Task::Target, &[("units", ParamValue::Sizes(vec![6, 5]))]);
        let fitting = RnnFitting::start(&settings, &data, Some(&targets), (&train, &valid), INIT).unwrap();
        let fitted = fitting.finish();
        assert_eq!(fitted.encoder, Encoder::untrained(&settings, 2, INIT));
        assert_eq!((fitted.best_epoch, fitted.stopped_because), (0, StopReason::StoppedByUser));
        assert!(fitted.warnings.is_empty());
        assert_ne!(fitted.encoder, Encoder::untrained(&settings, 2, Init { seed: 4, repeat: 1 }));
    }
}

#[test]
fn a_diverged_training_keeps_its_best_weights_and_says_so() {
    let (data, targets) = planted(100, 4, 1);
    let too_fast = [
        ("learning_rate", ParamValue::Float(1.0)),
        ("units", ParamValue::Sizes(vec![256])),
        ("batch_size", ParamValue::Int(2)),
    ];
    let too_fast = settings(Cell::Simple, Task::Target, &too_fast);
    let (fitted, _) = fit(&too_fast, &data, &targets);
    assert_eq!((fitted.best_epoch, fitted.stopped_because), (0, StopReason::Diverged));
    assert_eq!(fitted.warnings[0].key, "rnn-diverged");
    assert_eq!(fitted.encoder, Encoder::untrained(&too_fast, 1, INIT));
    // Far beyond what the network can answer, and more than f32 can square: nothing is learned, nothing overflows.
    let huge: Vec<f32> = targets.iter().map(|target| target.signum() * 3e38).collect();
    let (fitted, losses) = fit(&settings(Cell::Gru, Task::Target, &[]), &data, &huge);
    assert_eq!((fitted.best_epoch, fitted.stopped_because), (0, StopReason::EarlyStopping));
    assert_eq!(fitted.warnings[0].key, "rnn-learned-nothing");
    assert!(losses.iter().all(|loss| loss.is_finite()));
}

#[test]
fn early_stopping_and_an_untellable_target_are_said() {
    let (data, _) = planted(1500, 4, 1);
    let noise = narrow(&normals(1500, "no relation"));
    let more = [
        ("max_epochs", ParamValue::Int(300)),
        ("learning_rate", ParamValue::Float(0.02)),
        ("units", ParamValue::Sizes(vec![32])),
        ("patience", ParamValue::Int(4)),
    ];
    let (fitted, losses) = fit(&settings(Cell::Gru, Task::Target, &more), &data, &noise);
    assert_eq!(fitted.stopped_because, StopReason::EarlyStopping);
    assert_eq!(losses.len() as u32, fitted.best_epoch + 5);
    assert!(["rnn-hardly-better-than-mean", "rnn-learned-nothing"].contains(&fitted.warnings[0].key));
}

#[test]
fn what_cannot_be_learned_from_is_refused_with_its_place() {
    let refused = |data: &Dataset, targets: Option<&[f32]>, task, more: &[(&str, ParamValue)]| {
        let (train, valid) = split(data.n_samples() as u32);
        let settings = settings(Cell::Lstm, task, more);
        match RnnFitting::start(&settings, data, targets, (&train, &valid), INIT) {
            Err(FitError::Data(problem) | FitError::Params(problem)) => problem.message,
            Ok(_) => panic!("{task:?} was not refused"),
        }
    };
    let (good, targets) = planted(30, 4, 2);
    let change = |change: &dyn Fn(&mut Array3<f32>, &mut Vec<u32>)| {
        let mut data = good.clone();
        if let Records::Sequence { steps, lengths } = &mut data.records {
            change(steps, lengths);
        }
        data
    };
    let empty = change(&|_, lengths| lengths[7] = 0);
    assert_eq!(format!("{:?}", refused(&empty, None, Task::NextStep, &[]).args), r#"[("row", Count(15))]"#);
    let too_long = change(&|_, lengths| lengths[7] = 5);
    assert_eq!(refused(&too_long, None, Task::NextStep, &[]).key, "rnn-no-steps");
    let holes = change(&|steps, _| steps[[3, 2, 1]] = f32::NAN);
    let message = refused(&holes, None, Task::Autoencoder, &[]);
    assert_eq!(message.key, "rnn-not-finite");
    assert_eq!(
        format!("{:?}", message.args),
        r#"[("row", Count(7)), ("step", Count(3)), ("column", Text("channel 1"))]"#
    );
    let short = change(&|_, lengths| lengths.fill(1));
    assert_eq!(refused(&short, None, Task::NextStep, &[]).key, "rnn-one-step");
    assert_eq!(refused(&good, None, Task::Target, &[]).key, "rnn-no-target");
    let unknown: Vec<f32> = targets.iter().map(|_| f32::INFINITY).collect();
    assert_eq!(refused(&good, Some(&unknown), Task::Target, &[]).key, "rnn-target-not-finite");
    let (few, few_targets) = planted(10, 4, 2);
    assert_eq!(refused(&few, Some(&few_targets), Task::Target, &[]).key, "rnn-too-few");
    let table = Dataset { records: Records::Table(Array2::zeros((30, 2))), ..good.clone() };
    assert_eq!(refused(&table, None, Task::NextStep, &[]).key, "rnn-needs-sequence");
    let nothing = dataset(Array3::zeros((30, 4, 0)), vec![4; 30]);
    assert_eq!(refused(&nothing, None, Task::NextStep, &[]).key, "rnn-no-columns");
    let deep = [("units", ParamValue::Sizes(vec![4; 9]))];
    assert_eq!(refused(&good, None, Task::NextStep, &deep).key, "rnn-too-large");
    let wide = [("units", ParamValue::Sizes(vec![512; 3]))];
    assert_eq!(refused(&good, None, Task::NextStep, &wide).key, "rnn-too-large");
    let encoder = Encoder::untrained(&settings(Cell::Gru, Task::NextStep, &[]), 3, INIT);
    assert!(encoder.embed(&good).is_err() && encoder.states(&table).is_err());
}

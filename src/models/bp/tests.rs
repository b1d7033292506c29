//! Training runs on small made-up customers: learning, stopping, and everything odd that data can be.

use ndarray::{Array2, Array3};

use super::*;
use crate::base::Stream;
use crate::data::{Dataset, Records, Targets};
use crate::models::{ParamValue, PredictError, Prediction};

/// Rows around one centre a class, `spread` wide; the classes take turns.
fn blobs(n_samples: usize, n_features: usize, n_classes: usize, spread: f64) -> Dataset {
    let mut stream = Stream::new(21, "bp test", n_samples as u32);
    let codes: Vec<u32> = (0..n_samples).map(|row| (row % n_classes) as u32).collect();
    let table = Array2::from_shape_fn((n_samples, n_features), |(row, feature)| {
        let centre = f64::from(codes[row] as usize % n_features == feature) * 2.0 - 0.5;
        (centre + spread * stream.normal()) as f32
    });
    dataset(table, codes, n_classes)
}

fn dataset(table: Array2<f32>, codes: Vec<u32>, n_classes: usize) -> Dataset {
    Dataset {
        row_ids: (0..table.nrows() as u32).collect(),
        feature_names: (0..table.ncols()).map(|feature| format!("column {feature}")).collect(),
        records: Records::Table(table),
        targets: Some(Targets {
            codes,
            classes: (0..n_classes).map(|class| format!("tier {class}")).collect(),
        }),
    }
}

fn params(text: &[(&str, &str)]) -> Params {
    let mut params = Params::default();
    for (key, value) in text {
        params.set_text(Bp.params(), key, value).unwrap();
    }
    params
}

fn start<'a>(text: &[(&str, &str)], train: &'a Dataset, valid: &'a Dataset) -> Box<dyn Fitting + Send + 'a> {
    Bp.start(&params(text), TrainValid::new(train, valid), Init { seed: 1, repeat: 0 }).unwrap()
}

fn refusal(text: &[(&str, &str)], train: &Dataset, valid: &Dataset) -> &'static str {
    let started = Bp.start(&params(text), TrainValid::new(train, valid), Init { seed: 1, repeat: 0 });
    let problem = started.err().expect("must be refused").problem().clone();
    assert!(problem.hint.is_some());
    problem.message.key
}

fn train(mut fitting: Box<dyn Fitting + Send + '_>) -> (Vec<CurvePoint>, Fitted) {
    let mut curve = vec![fitting.start_point()];
    loop {
        let progress = fitting.step();
        curve.push(progress.point);
        if progress.finished.is_some() {
            // Compared as text, since without validation rows their loss is NaN.
            assert_eq!(format!("{:?}", fitting.step()), format!("{progress:?}"), "a step after the end");
            return (curve, fitting.finish().unwrap());
        }
    }
}

fn accuracy(prediction: &Prediction, data: &Dataset) -> f64 {
    let codes = &data.targets.as_ref().unwrap().codes;
    let hits = prediction.labels.iter().zip(codes).filter(|(label, code)| label == code).count();
    hits as f64 / codes.len() as f64
}

fn keys(fitted: &Fitted) -> Vec<&'static str> {
    fitted.warnings.iter().map(|warning| warning.key).collect()
}

#[test]
fn every_rule_and_loss_learns_with_its_own_rate() {
    let (data, valid) = (blobs(300, 4, 3, 0.4), blobs(90, 4, 3, 0.4));
    for &rule in settings::RULES {
        for loss in ["sigmoid_squared", "softmax"] {
            for activation in ["sigmoid", "tanh", "relu"] {
                let text =
                    [("rule", rule), ("loss", loss), ("activation", activation), ("hidden_layers", "8")];
                let (curve, fitted) = train(start(&text, &data, &valid));
                let prediction = fitted.model.predict(&valid).unwrap();
                let accuracy = accuracy(&prediction, &valid);
                assert!(accuracy > 0.9, "{rule} {loss} {activation}: {accuracy}");
                assert!(curve.iter().enumerate().all(|(epoch, point)| point.epoch == epoch as u32));
                assert!(prediction.probabilities.outer_iter().all(|row| (row.sum() - 1.0).abs() < 1e-5));
                assert_eq!(keys(&fitted), [""; 0], "{rule} {loss} {activation}");
            }
        }
    }
}

#[test]
fn improved_goes_lower_than_classic_in_the_same_epochs() {
    let (data, valid) = (blobs(600, 10, 4, 0.8), blobs(200, 10, 4, 0.8));
    let last_loss = |rule| {
        let text = [("rule", rule), ("max_epochs", "200"), ("patience", "1000")];
        train(start(&text, &data, &valid)).0.last().unwrap().train_loss
    };
    assert!(last_loss("improved") < 0.8 * last_loss("classic"));
}

#[test]
fn the_model_kept_is_the_best_on_validation() {
    // Much noise and many units overfit soon.
    let (data, valid) = (blobs(60, 5, 2, 1.5), blobs(61, 5, 2, 1.5));
    let text = [("loss", "softmax"), ("hidden_layers", "32"), ("rule", "adam"), ("learning_rate", "0.1")];
    let (curve, fitted) = train(start(&text, &data, &valid));
    assert_eq!(fitted.stopped_because, StopReason::EarlyStopping);
    let best = curve.iter().min_by(|a, b| a.valid_loss.total_cmp(&b.valid_loss)).unwrap();
    assert_eq!(fitted.best_epoch, best.epoch);
    assert!(best.epoch + 20 <= curve.last().unwrap().epoch);
    let prediction = fitted.model.predict(&valid).unwrap();
    let codes = &valid.targets.as_ref().unwrap().codes;
    let log_loss: f64 = codes
        .iter()
        .zip(prediction.probabilities.outer_iter())
        .map(|(&code, row)| -f64::from(row[code as usize]).ln())
        .sum();
    assert!((log_loss / codes.len() as f64 - best.valid_loss).abs() < 1e-5);
    assert_eq!(accuracy(&prediction, &valid), best.valid_accuracy);
}

#[test]
fn seed_and_repeat_alone_decide_the_run() {
    let (data, valid) = (blobs(100, 3, 2, 1.0), blobs(40, 3, 2, 1.0));
    let curve = |seed, repeat| {
        let init = Init { seed, repeat };
        train(Bp.start(&params(&[("max_epochs", "30")]), TrainValid::new(&data, &valid), init).unwrap()).0
    };
    assert_eq!(curve(1, 0), curve(1, 0));
    assert_ne!(curve(1, 0), curve(2, 0));
    assert_ne!(curve(1, 0), curve(1, 1));
}

#[test]
fn a_discarded_step_repeats_the_point_with_a_lower_rate() {
    let (data, valid) = (blobs(200, 4, 2, 0.8), blobs(60, 4, 2, 0.8));
    let (curve, _) = train(start(&[("learning_rate", "20"), ("max_epochs", "40")], &data, &valid));
    let discarded: Vec<_> =
        curve.windows(2).filter(|pair| pair[0].train_loss == pair[1].train_loss).collect();
    assert!(!discarded.is_empty());
    for pair in discarded {
        assert!(pair[1].learning_rate < pair[0].learning_rate);
        assert_eq!(pair[1].valid_loss, pair[0].valid_loss);
    }
}

#[test]
fn without_validation_rows_training_goes_on_to_the_end() {
    let (data, none) = (blobs(80, 3, 2, 1.5), blobs(0, 3, 2, 1.0));
    let (curve, fitted) = train(start(&[("max_epochs", "150"), ("rule", "rprop")], &data, &none));
    assert_eq!(fitted.stopped_because, StopReason::MaxEpochs);
    assert!(curve.iter().all(|point| point.valid_loss.is_nan() && point.train_loss.is_finite()));
    let best = curve.iter().min_by(|a, b| a.train_loss.total_cmp(&b.train_loss)).unwrap();
    assert_eq!(fitted.best_epoch, best.epoch);
}

#[test]
fn goal_and_small_gradient_end_training() {
    let (data, valid) = (blobs(90, 3, 3, 0.2), blobs(30, 3, 3, 0.2));
    let (curve, fitted) = train(start(&[("goal", "0.05")], &data, &valid));
    assert_eq!(fitted.stopped_because, StopReason::Converged);
    assert!(curve.last().unwrap().train_loss <= 0.05);
    let (curve, fitted) = train(start(&[("min_gradient", "1")], &data, &valid));
    assert_eq!((fitted.stopped_because, curve.len()), (StopReason::Converged, 2));
}

#[test]
fn stopping_early_keeps_the_best_so_far() {
    let (data, valid) = (blobs(90, 3, 3, 0.5), blobs(30, 3, 3, 0.5));
    let mut fitting = start(&[], &data, &valid);
    for _ in 0..5 {
        fitting.step();
    }
    let fitted = fitting.finish().unwrap();
    assert_eq!(fitted.stopped_because, StopReason::StoppedByUser);
    assert!(fitted.best_epoch <= 5);
    // Before the first step there are the initial weights.
    assert_eq!(start(&[], &data, &valid).finish().unwrap().best_epoch, 0);
}

#[test]
fn a_rate_far_too_high_is_told() {
    let data = blobs(2000, 4, 2, 1.0);
    let valid = blobs(100, 4, 2, 1.0);
    // Logits grow without bounds.
    let text = [
        ("rule", "classic"),
        ("loss", "softmax"),
        ("activation", "relu"),
        ("gradient", "sum"),
        ("learning_rate", "10"),
    ];
    let (_, fitted) = train(start(&text, &data, &valid));
    assert_eq!(fitted.stopped_because, StopReason::Diverged);
    assert!(keys(&fitted).contains(&"bp-diverged"), "{:?}", fitted.warnings);
    let sentence = crate::base::render(crate::base::Lang::En, &fitted.warnings[0]);
    assert_eq!(sentence, "The error grew without end: learning rate 10 is too high. Try 0.5.");
    // Sigmoid outputs cannot grow: the units go to their ends instead.
    let far_off = |data: &Dataset| {
        let table = data.table().unwrap().mapv(|value| 20.0 + value);
        dataset(table, data.targets.as_ref().unwrap().codes.clone(), 2)
    };
    let text = [("rule", "classic"), ("gradient", "sum"), ("learning_rate", "10")];
    let (data, valid) = (far_off(&data), far_off(&valid));
    let (_, fitted) = train(start(&text, &data, &valid));
    assert_eq!(keys(&fitted), ["bp-saturated", "bp-predicts-one-class"]);
}

#[test]
fn a_network_that_names_one_class_only_is_told() {
    let constant =
        |n| dataset(Array2::zeros((n, 3)), (0..n as u32).map(|row| u32::from(row % 5 == 0)).collect(), 2);
    let (_, fitted) = train(start(&[], &constant(100), &constant(50)));
    assert_eq!(keys(&fitted), ["bp-predicts-one-class"]);
}

#[test]
fn one_row_a_class_trains() {
    let (data, none) = (blobs(3, 2, 3, 0.1), blobs(0, 2, 3, 0.1));
    for &rule in settings::RULES {
        let (curve, fitted) = train(start(&[("rule", rule)], &data, &none));
        assert!(curve.last().unwrap().train_loss < curve[0].train_loss, "{rule}");
        assert_eq!(fitted.model.predict(&data).unwrap().labels.len(), 3);
    }
}

#[test]
fn unsuitable_data_are_refused_with_a_hint() {
    let (good, none) = (blobs(20, 3, 2, 1.0), blobs(0, 3, 2, 1.0));
    let with = |change: fn(&mut Dataset)| {
        let mut data = good.clone();
        change(&mut data);
        data
    };
    let no_label = with(|data| data.targets = None);
    let one_class = with(|data| data.targets.as_mut().unwrap().codes.fill(1));
    let sequence = with(|data| {
        data.records = Records::Sequence { steps: Array3::zeros((20, 2, 3)), lengths: vec![2; 20] };
    });
    let not_finite = with(|data| {
        if let Records::Table(table) = &mut data.records {
            table[[4, 1]] = f32::NAN;
        }
    });
    assert_eq!(refusal(&[], &no_label, &none), "bp-no-label");
    assert_eq!(refusal(&[], &one_class, &none), "bp-one-class");
    assert_eq!(refusal(&[], &sequence, &none), "bp-needs-table");
    assert_eq!(refusal(&[], &not_finite, &none), "bp-not-finite");
    assert_eq!(refusal(&[], &good, &not_finite), "bp-not-finite");
    assert_eq!(refusal(&[], &none, &none), "bp-no-rows");
    assert_eq!(refusal(&[], &blobs_without_columns(), &none), "bp-no-columns");
    assert_eq!(refusal(&[("hidden_layers", "1024,1024")], &good, &none), "bp-too-large");
    assert_eq!(refusal(&[("hidden_layers", &["2"; 17].join(","))], &good, &none), "bp-too-large");
}

fn blobs_without_columns() -> Dataset {
    dataset(Array2::zeros((4, 0)), vec![0, 1, 0, 1], 2)
}

#[test]
fn parameters_out_of_range_are_refused() {
    let good = blobs(20, 3, 2, 1.0);
    for (key, value) in [("momentum", ParamValue::Float(1.5)), ("colour", ParamValue::Bool(true))] {
        let mut params = Params::default();
        params.set(key, value);
        let started = Bp.start(&params, TrainValid::new(&good, &good), Init { seed: 1, repeat: 0 });
        assert!(matches!(started.err(), Some(FitError::Params(_))), "{key}");
    }
}

#[test]
fn another_number_of_columns_is_refused_when_predicting() {
    let data = blobs(40, 3, 2, 1.0);
    let (_, fitted) = train(start(&[("max_epochs", "2")], &data, &data));
    let expected = PredictError::Shape { expected: 3, found: 4 };
    assert_eq!(fitted.model.predict(&blobs(5, 4, 2, 1.0)), Err(expected));
}

/// Another value of every parameter but the rule, one that shows within a few rounds if it shows at all.
const OTHERS: [(&str, &str); 19] = [
    ("hidden_layers", "3"),
    ("activation", "tanh"),
    ("loss", "softmax"),
    ("learning_rate", "0.2"),
    ("momentum", "0.5"),
    ("rate_increase", "1.2"),
    ("rate_decrease", "0.3"),
    ("max_error_ratio", "2"),
    ("undo_bad_step", "false"),
    ("switch_momentum", "true"),
    ("backtrack", "false"),
    ("memory", "2"),
    ("damping", "1"),
    ("gradient", "sum"),
    ("l2", "0.1"),
    ("max_epochs", "3"),
    ("patience", "1"),
    ("min_gradient", "1"),
    ("goal", "10"),
];

/// The names of the parameters whose other value changes the curve, and of those that are said to.
fn telling(base: &[(&'static str, &'static str)], data: &Dataset, valid: &Dataset) -> [Vec<&'static str>; 2] {
    let curve = |text: &[(&str, &str)]| format!("{:?}", train(start(text, data, valid)).0);
    let usual = curve(base);
    let said = Bp.effective(&params(base)).0;
    let keys = |telling: &dyn Fn(&str, &str) -> bool| {
        let others = OTHERS.iter().filter(|other| !base.contains(other));
        others.filter(|(key, other)| telling(key, other)).map(|(key, _)| *key).collect()
    };
    [
        keys(&|key, other| curve(&[base, &[(key, other)]].concat()) != usual),
        keys(&|key, _| said.contains_key(key)),
    ]
}

#[test]
fn a_parameter_is_effective_exactly_where_another_value_changes_the_curve() {
    let named: Vec<&str> = OTHERS.iter().map(|(key, _)| *key).collect();
    let all: Vec<&str> = Bp.params().iter().map(|spec| spec.key).filter(|key| *key != "rule").collect();
    assert_eq!(named, all);
    // Much noise overfits soon, and from a high rate an adaptive rule takes steps too long.
    let (data, valid) = (blobs(60, 5, 2, 1.5), blobs(61, 5, 2, 1.5));
    let mut curves = Vec::new();
    for &rule in settings::RULES {
        let rate = if matches!(rule, "adaptive" | "improved") { "20" } else { "1" };
        let base = [("rule", rule), ("learning_rate", rate), ("patience", "60")];
        curves.push(train(start(&base, &data, &valid)).0);
        let [found, said] = telling(&base, &data, &valid);
        assert_eq!(found, said, "{rule}");
    }
    for undo in ["true", "false"] {
        let base = [
            ("rule", "improved"),
            ("learning_rate", "8"),
            ("rate_increase", "1.3"),
            ("switch_momentum", "true"),
            ("undo_bad_step", undo),
        ];
        let [found, said] = telling(&base, &data, &valid);
        assert_eq!(found, said, "the switch, discarding {undo}");
        assert_eq!(said.contains(&"momentum"), undo == "false");
    }
    for (index, curve) in curves.iter().enumerate() {
        assert!(!curves[..index].contains(curve), "{} does what another rule does", settings::RULES[index]);
    }
}

#[test]
fn the_next_rate_to_try_is_lower_and_short() {
    assert_eq!(gentler_rate("classic", 10.0), 0.5);
    assert_eq!(gentler_rate("classic", 0.3), 0.03);
    assert_eq!(gentler_rate("adam", 10.0), 0.03);
    assert_eq!(gentler_rate("rprop", 0.1234).to_string(), "0.01");
}

#[test]
fn effective_parameters_are_those_that_do_something_with_the_values_they_have() {
    let classic = Bp.effective(&params(&[("rule", "classic"), ("momentum", "0.5"), ("l2", "0.1")])).0;
    assert!(!classic.contains_key("momentum") && !classic.contains_key("undo_bad_step"));
    assert_eq!(classic["learning_rate"], ParamValue::Float(default_learning_rate("classic")));
    assert_eq!(classic["l2"], ParamValue::Float(0.1));
    let improved = Bp.effective(&params(&[("learning_rate", "0.2")])).0;
    assert_eq!(improved["learning_rate"], ParamValue::Float(0.2));
    assert_eq!(improved["momentum"], ParamValue::Float(0.9));
    // What is shown can be chosen again, and gives the same.
    assert_eq!(Bp.effective(&Params(improved.clone())).0, improved);
}

#[test]
fn every_rule_starts_at_the_same_point() {
    let (data, valid) = (blobs(60, 5, 2, 1.5), blobs(61, 5, 2, 1.5));
    let classic = start(&[("rule", "classic")], &data, &valid).start_point();
    for &rule in settings::RULES {
        let point = start(&[("rule", rule)], &data, &valid).start_point();
        // Levenberg–Marquardt reckons in f64, the others in f32.
        assert!((point.train_loss - classic.train_loss).abs() < 1e-6, "{rule}");
        assert_eq!((point.valid_loss, point.valid_accuracy), (classic.valid_loss, classic.valid_accuracy));
    }
}

#[test]
fn rules_that_use_curvature_only_ever_go_down_and_need_fewer_rounds() {
    let (data, none) = (blobs(300, 6, 3, 1.2), blobs(0, 6, 3, 1.2));
    let rounds_to = |rule, goal: &str| {
        let (curve, fitted) = train(start(&[("rule", rule), ("goal", goal)], &data, &none));
        assert_eq!(fitted.stopped_because, StopReason::Converged, "{rule}");
        curve
    };
    let n_improved = rounds_to("improved", "0.08").len();
    for rule in ["lbfgs", "levenberg_marquardt"] {
        let curve = rounds_to(rule, "0.08");
        assert!(curve.windows(2).all(|pair| pair[1].train_loss < pair[0].train_loss), "{rule}");
        assert!(2 * curve.len() < n_improved, "{rule}: {} rounds against {n_improved}", curve.len());
    }
}

#[test]
fn too_many_pairs_of_weights_are_refused_with_what_would_do() {
    let rule = ("rule", "levenberg_marquardt");
    let told = |units: &str, data: &Dataset| {
        let text = [rule, ("hidden_layers", units)];
        let problem = match Bp.start(&params(&text), TrainValid::new(data, data), Init { seed: 1, repeat: 0 })
        {
            // The other methods of a race go on.
            Err(FitError::Data(problem)) => problem,
            Err(FitError::Params(_)) => return vec!["would end the whole race".to_owned()],
            Ok(_) => return Vec::new(),
        };
        [&problem.message, &problem.hint.unwrap()]
            .map(|said| crate::base::render(crate::base::Lang::En, said))
            .into()
    };
    // 51 columns, 2 classes and a bias are 54 weights a hidden unit; the outputs have 2 biases more.
    let wide = blobs(40, 51, 2, 1.0);
    assert_eq!(told("9", &wide), [""; 0]);
    assert_eq!(
        told("10", &wide),
        [
            "Levenberg–Marquardt looks at every pair of weights for every customer; 542 weights with 40 customers \
             are too many for it.",
            "Up to 500 weights are possible here: with 51 columns, one hidden layer of at most 9 units. Lower the \
             hidden units or use fewer columns."
        ]
    );
    assert!(told("1", &blobs(20, 500, 2, 1.0))[1].contains("500 columns need more"));
    // Many customers leave less room.
    let long = dataset(Array2::zeros((200_000, 9)), (0..200_000).map(|row| row % 2).collect(), 2);
    assert!(told("30", &long)[1].contains("Up to 316 weights"));
}

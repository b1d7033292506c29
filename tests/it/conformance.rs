//! Every method passes every check: the same suite for whatever the catalog lists.

use std::fmt::Write as _;
use std::io::Write as _;

use ndarray::Array2;
use stratum::base::Stream;
use stratum::data::{Dataset, Records, Targets};
use stratum::models::{
    Algorithm, FitError, Fitting, Init, ParamKind, ParamValue, Params, PredictError, Prediction, TrainValid,
    catalog,
};
use stratum::study::methods::methods;

/// A method with the algorithm behind it and its parameters.
struct Case {
    name: &'static str,
    algorithm: &'static dyn Algorithm,
    params: Params,
}

type Check = fn(&Case) -> Result<(), String>;

const CHECKS: [(&str, Check); 14] = [
    ("learns", learns),
    ("repeats", repeats),
    ("seeds", seeds),
    ("threads", threads),
    ("finite", finite),
    ("sums to 1", sums_to_one),
    ("row by row", row_by_row),
    ("after the end", after_the_end),
    ("at once", finish_at_once),
    ("no valid", no_valid),
    ("constants", constants),
    ("wrong width", wrong_width),
    ("one row each", one_row_each),
    ("bad params", bad_params),
];

const INIT: Init = Init { seed: 42, repeat: 0 };

fn case_params(case: &Case, epochs: i64) -> Params {
    let mut params = case.params.clone();
    params.0.insert("max_epochs".into(), ParamValue::Int(epochs));
    params
}

/// Three clouds in four dimensions; the fourth says nothing.
fn clouds(n_samples: usize, seed: u64) -> Dataset {
    let mut stream = Stream::new(seed, "conformance", 0);
    let codes: Vec<u32> = (0..n_samples).map(|row| (row % 3) as u32).collect();
    let table = Array2::from_shape_fn((n_samples, 4), |(row, column)| {
        let centre = if codes[row] as usize == column { 2.5 } else { 0.0 };
        (centre + stream.normal()) as f32
    });
    dataset(table, codes)
}

fn dataset(table: Array2<f32>, codes: Vec<u32>) -> Dataset {
    Dataset {
        row_ids: (0..table.nrows() as u32).collect(),
        feature_names: (0..table.ncols()).map(|column| format!("x{column}")).collect(),
        records: Records::Table(table),
        targets: Some(Targets { codes, classes: ["low", "middle", "high"].map(str::to_owned).to_vec() }),
    }
}

fn fit(case: &Case, train: &Dataset, valid: &Dataset, epochs: i64, init: Init) -> Result<Prediction, String> {
    let mut fitting = start(case, train, valid, epochs, init)?;
    while fitting.step().finished.is_none() {}
    predict(fitting, valid)
}

fn start<'a>(
    case: &Case,
    train: &'a Dataset,
    valid: &'a Dataset,
    epochs: i64,
    init: Init,
) -> Result<Box<dyn Fitting + Send + 'a>, String> {
    case.algorithm
        .start(&case_params(case, epochs), TrainValid::new(train, valid), init)
        .map_err(|error| format!("{error:?}"))
}

fn predict(fitting: Box<dyn Fitting + Send + '_>, data: &Dataset) -> Result<Prediction, String> {
    let fitted = fitting.finish().map_err(|error| format!("{error:?}"))?;
    fitted.model.predict(data).map_err(|error| format!("{error:?}"))
}

fn accuracy(prediction: &Prediction, data: &Dataset) -> f64 {
    let codes = &data.targets.as_ref().unwrap().codes;
    let right = prediction.labels.iter().zip(codes).filter(|(label, code)| label == code).count();
    right as f64 / codes.len() as f64
}

fn ensure(holds: bool, what: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.into()) }
}

fn learns(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(300, 1), clouds(150, 2));
    let reached = accuracy(&fit(case, &train, &valid, 500, INIT)?, &valid);
    ensure(reached > 0.85, format!("accuracy {reached}"))
}

fn repeats(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let first = fit(case, &train, &valid, 20, INIT)?;
    ensure(first == fit(case, &train, &valid, 20, INIT)?, "the same call gave other numbers")
}

fn seeds(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let first = fit(case, &train, &valid, 20, INIT)?;
    let other_seed = fit(case, &train, &valid, 20, Init { seed: 43, repeat: 0 })?;
    let other_repeat = fit(case, &train, &valid, 20, Init { seed: 42, repeat: 1 })?;
    if !case.algorithm.draws() {
        return ensure(
            first == other_seed && first == other_repeat,
            "seed or repeat changed what draws nothing",
        );
    }
    ensure(first != other_seed && first != other_repeat, "another seed or repeat changed nothing")
}

fn threads(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(20_000, 1), clouds(6_000, 2));
    let with = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| fit(case, &train, &valid, 4, INIT))
    };
    let one = with(1)?;
    ensure(one == with(2)? && one == with(7)?, "the number of threads changed the numbers")
}

fn finite(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let mut fitting = start(case, &train, &valid, 30, INIT)?;
    let first = fitting.start_point();
    ensure(first.epoch == 0 && first.train_loss.is_finite(), format!("{first:?}"))?;
    for epoch in 1..=30 {
        let progress = fitting.step();
        let point = progress.point;
        let fine =
            point.train_loss.is_finite() && point.valid_loss.is_finite() && point.learning_rate.is_finite();
        ensure(fine && point.epoch == epoch, format!("{point:?}"))?;
        if progress.finished.is_some() {
            break;
        }
    }
    Ok(())
}

fn sums_to_one(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let prediction = fit(case, &train, &valid, 20, INIT)?;
    ensure(prediction.probabilities.dim() == (45, 3) && prediction.labels.len() == 45, "wrong shape")?;
    for row in prediction.probabilities.rows() {
        let sum: f32 = row.iter().sum();
        ensure((sum - 1.0).abs() < 1e-5 && row.iter().all(|p| (0.0..=1.0).contains(p)), format!("{row}"))?;
    }
    Ok(())
}

/// A customer's label depends on that customer alone, not on who else is asked about.
fn row_by_row(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(37, 2));
    let mut fitting = start(case, &train, &valid, 20, INIT)?;
    while fitting.step().finished.is_none() {}
    let model = fitting.finish().map_err(|error| format!("{error:?}"))?.model;
    let together = model.predict(&valid).map_err(|error| format!("{error:?}"))?;
    for row in 0..valid.n_samples() {
        let cells = valid.table().unwrap().row(row).to_owned().insert_axis(ndarray::Axis(0));
        let alone = model.predict(&dataset(cells, vec![0])).map_err(|error| format!("{error:?}"))?;
        ensure(
            alone.probabilities.row(0) == together.probabilities.row(row),
            format!("row {row} alone differs"),
        )?;
    }
    Ok(())
}

fn after_the_end(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let mut fitting = start(case, &train, &valid, 3, INIT)?;
    let mut last = fitting.step();
    while last.finished.is_none() {
        last = fitting.step();
    }
    let kept = fit(case, &train, &valid, 3, INIT)?;
    ensure(fitting.step() == last && fitting.step() == last, "a step after the end said something else")?;
    ensure(predict(fitting, &valid)? == kept, "a step after the end changed the model")
}

fn finish_at_once(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let prediction = predict(start(case, &train, &valid, 20, INIT)?, &valid)?;
    ensure(prediction.labels.len() == 45, "no prediction from the first weights")
}

fn no_valid(case: &Case) -> Result<(), String> {
    let train = clouds(90, 1);
    let none = dataset(Array2::zeros((0, 4)), Vec::new());
    let mut fitting = start(case, &train, &none, 10, INIT)?;
    let mut epochs = 1;
    while fitting.step().finished.is_none() {
        epochs += 1;
    }
    ensure(epochs == 10, format!("ended after {epochs} epochs with nothing to watch"))
}

fn constants(case: &Case) -> Result<(), String> {
    let codes: Vec<u32> = (0..60).map(|row| row % 3).collect();
    let train = dataset(Array2::from_elem((60, 4), 1.0), codes);
    let prediction = fit(case, &train, &train, 30, INIT)?;
    ensure(prediction.probabilities.iter().all(|p| p.is_finite()), "not finite on constant columns")
}

fn wrong_width(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let fitting = start(case, &train, &valid, 2, INIT)?;
    let model = fitting.finish().map_err(|error| format!("{error:?}"))?.model;
    let narrow = dataset(Array2::zeros((5, 3)), vec![0; 5]);
    let refused = model.predict(&narrow) == Err(PredictError::Shape { expected: 4, found: 3 });
    ensure(refused, "rows of another width were not refused")
}

fn one_row_each(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(3, 1), clouds(3, 2));
    fit(case, &train, &valid, 10, INIT).map(|_| ())
}

/// Every number one step outside of its range, every unknown name and choice is refused with a sentence.
fn bad_params(case: &Case) -> Result<(), String> {
    let (train, valid) = (clouds(90, 1), clouds(45, 2));
    let refused = |key: &str, value: ParamValue| {
        let mut params = case.params.clone();
        params.0.insert(key.into(), value.clone());
        match case.algorithm.start(&params, TrainValid::new(&train, &valid), INIT) {
            Err(FitError::Params(_)) => Ok(()),
            Err(other) => Err(format!("{key} = {value:?}: {other:?}")),
            Ok(_) => Err(format!("{key} = {value:?} was accepted")),
        }
    };
    refused("no_such_parameter", ParamValue::Int(1))?;
    for spec in case.algorithm.params() {
        match spec.kind {
            ParamKind::Bool { .. } => refused(spec.key, ParamValue::Choice("perhaps".into()))?,
            ParamKind::Int { min, max, .. } => {
                refused(spec.key, ParamValue::Int(min - 1))?;
                refused(spec.key, ParamValue::Int(max + 1))?;
            }
            ParamKind::Float { min, max, .. } => {
                refused(spec.key, ParamValue::Float(min - 1.0))?;
                refused(spec.key, ParamValue::Float(max * 2.0 + 1.0))?;
                refused(spec.key, ParamValue::Float(f64::NAN))?;
            }
            ParamKind::Sizes { max, .. } => refused(spec.key, ParamValue::Sizes(vec![max + 1]))?,
            ParamKind::Choice { .. } => refused(spec.key, ParamValue::Choice("no such choice".into()))?,
        }
    }
    Ok(())
}

#[test]
fn every_method_passes_every_check() {
    let mut page = format!("{:22}", "method");
    for (check, _) in CHECKS {
        let _ = write!(page, " {check:>13}");
    }
    let mut failures = Vec::new();
    for method in methods() {
        let algorithm = catalog().iter().copied().find(|algorithm| algorithm.id() == method.algorithm);
        let algorithm = algorithm.unwrap();
        let case = Case { name: method.id, algorithm, params: method.params().unwrap() };
        let _ = write!(page, "\n{:22}", case.name);
        for (check, run) in CHECKS {
            let outcome = run(&case);
            let _ = write!(page, " {:>13}", if outcome.is_ok() { "yes" } else { "NO" });
            if let Err(what) = outcome {
                failures.push(format!("{} {check}: {what}", case.name));
            }
        }
    }
    let _ = writeln!(std::io::stderr(), "{page}");
    assert!(methods().len() >= 14, "methods are missing");
    for algorithm in catalog() {
        let named = methods().iter().any(|method| method.algorithm == algorithm.id());
        assert!(named, "no method uses {}, so nothing above checked it", algorithm.id());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

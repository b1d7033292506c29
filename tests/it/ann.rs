//! Who leaves: logistic regression against scikit-learn, and the network against the model it has to beat.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use ndarray::Array2;
use serde::Deserialize;
use stratum::base::Watch;
use stratum::data::profile::profile;
use stratum::data::{Dataset, ReadOptions, Records, Targets, csv};
use stratum::models::{Ensemble, Init, Model, ParamValue, Params, TrainValid, find};
use stratum::study::{MethodChoice, suggest_churn};

use crate::real_data::real_data;
use crate::tables::run_alone;

#[derive(Deserialize)]
struct Case {
    name: String,
    n_classes: usize,
    c: f64,
    balanced: bool,
    x: Vec<Vec<f32>>,
    y: Vec<u32>,
    coefficients: Vec<Vec<f64>>,
    intercepts: Vec<f64>,
    probabilities: Vec<Vec<f64>>,
}

impl Case {
    fn dataset(&self) -> Dataset {
        let table =
            Array2::from_shape_fn((self.x.len(), self.x[0].len()), |(row, column)| self.x[row][column]);
        Dataset {
            row_ids: (0..table.nrows() as u32).collect(),
            feature_names: (0..table.ncols()).map(|column| format!("x{column}")).collect(),
            records: Records::Table(table),
            targets: Some(Targets {
                codes: self.y.clone(),
                classes: (0..self.n_classes).map(|class| class.to_string()).collect(),
            }),
        }
    }

    fn fit(&self, data: &Dataset) -> Ensemble {
        let mut params = Params::default();
        params.set("c", ParamValue::Float(self.c));
        let weights = if self.balanced { "balanced" } else { "none" };
        params.set("class_weights", ParamValue::Choice(weights.to_owned()));
        let algorithm = find("logistic").unwrap();
        let init = Init { seed: 1, repeat: 0 };
        let mut fitting = algorithm.start(&params, TrainValid::new(data, data), init).unwrap();
        while fitting.step().finished.is_none() {}
        fitting.finish().unwrap().model.ensemble().unwrap()
    }
}

#[test]
fn logistic_regression_works_like_sklearn() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../reference/logistic.json")).unwrap();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let data = case.dataset();
        let ensemble = case.fit(&data);
        let [member] = &ensemble.members[..] else { panic!("one network") };
        let layer = member.network.layers[0];
        let coefficients = case.coefficients.concat();
        let near = |found: &[f64], expected: &[f64], what: &str| {
            assert_eq!(found.len(), expected.len(), "{} {what}", case.name);
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-5, "{} {what}: {found} is not {expected}", case.name);
            }
        };
        near(&member.weights[layer.weights()], &coefficients, "coefficients");
        // Of a softmax only differences count; both begin at zeros, where their sum stays.
        near(&member.weights[layer.bias()], &case.intercepts, "intercepts");
        let found = member.predict(&data).unwrap().probabilities;
        let found: Vec<f64> = found.iter().map(|&p| f64::from(p)).collect();
        near(&found, &case.probabilities.concat(), "probabilities");
        assert_eq!(ensemble.class_weights.is_empty(), !case.balanced);
    }
}

#[test]
fn the_network_beats_the_source_on_other_customers() {
    let Some(path) = real_data("churn_modelling.csv") else { return };
    let loaded = csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap();
    let profile = profile(&loaded.frame, &Watch::unattended());
    let mut recipe = suggest_churn(&loaded.frame, &profile, Some("Exited"), &[]);
    let choice = |id: &str| MethodChoice { id: id.to_owned(), params: Params::default() };
    recipe.methods = vec![choice("ann"), choice("logistic")];
    recipe.split.repeats = 1;
    recipe.split.folds = 5;
    let findings = run_alone(&recipe, &loaded.frame).unwrap();
    let auc = |method: usize| findings.methods[method].metrics["auc"].mean;
    assert!(auc(0) > 0.86, "{}", auc(0));
    assert!(auc(0) > auc(1) + 0.02, "{} {}", auc(0), auc(1));
}

//! Whole training runs against neurolab's and against curves computed with `numpy`, in f64.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ndarray::{Array2, array};
use serde::Deserialize;
use stratum::nn::rules::{AdaptiveRate, Momentum};
use stratum::nn::twin::one_hot;
use stratum::nn::{Activation, Descent, GradientScale, Loss, Minimiser as _, Network, Objective, Rule, Twin};

use crate::real_data::real_data;

const SUM: Objective = Objective { scale: GradientScale::Sum, l2: 0.0 };

/// Weights and biases of a network with one hidden layer, as the reference files hold them.
#[derive(Deserialize)]
struct Weights {
    w1: Vec<Vec<f64>>,
    b1: Vec<f64>,
    w2: Vec<Vec<f64>>,
    b2: Vec<f64>,
}

impl Weights {
    fn flat(&self) -> Vec<f64> {
        [self.w1.concat(), self.b1.clone(), self.w2.concat(), self.b2.clone()].concat()
    }
}

#[derive(Deserialize)]
struct Run {
    err: Vec<f64>,
    #[serde(flatten)]
    end: Weights,
}

fn descent(learning_rate: f64, momentum: Momentum, adaptive: Option<bool>) -> Rule {
    let adaptive = adaptive.map(|undo_bad_step| AdaptiveRate {
        increase: 1.05,
        decrease: 0.7,
        max_error_ratio: 1.04,
        undo_bad_step,
        switch_momentum: false,
    });
    Rule::GradientDescent { learning_rate, momentum, adaptive }
}

fn reference(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(file)
}

#[test]
fn xor_runs_equal_neurolabs() {
    let text = std::fs::read_to_string(reference("neurolab_xor.json")).unwrap();
    let runs: BTreeMap<String, Run> = serde_json::from_str(&text).unwrap();
    let rules = [
        ("gd", descent(0.5, Momentum::None, None)),
        ("gdm", descent(0.5, Momentum::Toolbox(0.9), None)),
        ("gda", descent(0.5, Momentum::None, Some(false))),
        ("gdx", descent(0.5, Momentum::Toolbox(0.9), Some(false))),
        ("rprop", Rule::Rprop { initial_step: 0.07, backtrack: false }),
    ];
    assert_eq!(runs.len(), rules.len());
    for (name, rule) in rules {
        let network = Network::new(2, &[(3, Activation::Sigmoid)], 1, Loss::SigmoidSquared);
        let inputs = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        let twin = Twin::new(network, inputs, array![[0.0], [1.0], [1.0], [0.0]]);
        let start = vec![0.5, -0.4, 0.3, 0.8, -0.7, 0.2, 0.1, -0.2, 0.05, 0.6, -0.5, 0.9, -0.1];
        let mut descent = Descent::new(twin, SUM, rule, start);
        let run = &runs[name];
        assert_eq!(run.err.len(), 60);
        for (epoch, expected) in run.err.iter().enumerate() {
            if epoch > 0 {
                descent.step();
            }
            assert!(
                (descent.place().error - expected).abs() < 1e-10,
                "{name} epoch {epoch}: {}",
                descent.place().error
            );
        }
        for (found, expected) in descent.place().weights.iter().zip(run.end.flat()) {
            assert!((found - expected).abs() < 1e-10, "{name}: final weight {found} is not {expected}");
        }
    }
}

#[test]
fn customer_runs_equal_numpys() {
    let Some(path) = real_data("../reference/bp600.csv") else { return };
    let mut table = csv::Reader::from_path(path).unwrap();
    let (mut inputs, mut codes) = (Vec::new(), Vec::new());
    for record in table.records() {
        let cells: Vec<f64> = record.unwrap().iter().map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(cells.len(), 19, "17 columns, label and split");
        if cells[18] == 0.0 {
            inputs.extend_from_slice(&cells[..17]);
            codes.push(cells[17] as u32);
        }
    }
    assert_eq!(codes.len(), 450);
    let inputs = Array2::from_shape_vec((450, 17), inputs).unwrap();
    let text = std::fs::read_to_string(reference("bp_init.json")).unwrap();
    let start: Weights = serde_json::from_str(&text).unwrap();
    let rules = [
        ("gd", descent(0.01, Momentum::None, None)),
        ("gdx", descent(0.01, Momentum::Toolbox(0.9), Some(false))),
        ("mgdx", descent(0.01, Momentum::Toolbox(0.9), Some(true))),
    ];
    for (name, rule) in rules {
        let text = std::fs::read_to_string(reference(&format!("curve_np_{name}_bp600_0.01.txt"))).unwrap();
        let curve: Vec<f64> = text.lines().map(|line| line.parse().unwrap()).collect();
        let network = Network::new(17, &[(10, Activation::Tanh)], 4, Loss::SigmoidSquared);
        let twin = Twin::new(network, inputs.clone(), one_hot(&codes, 4));
        let mut descent = Descent::new(twin, SUM, rule, start.flat());
        for (epoch, expected) in curve.iter().take(100).enumerate() {
            if epoch > 0 {
                descent.step();
            }
            let off = (descent.place().error / expected - 1.0).abs();
            assert!(off < 1e-9, "{name} epoch {epoch}: {} is not {expected}", descent.place().error);
        }
    }
}

//! Recurrent cells, layers and networks: Keras values, central differences for every cell and task, the fast kernel
//! against its twin, halves of a batch.

use ndarray::Array3;
use serde_json::Value;
use stratum::base::Stream;
use stratum::nn::recurrent::init::initial_weights;
use stratum::nn::recurrent::training::Schedule;
use stratum::nn::recurrent::{
    Cell, Engine, Kernel, Outputs, Pass, RecurrentLayer, RecurrentNetwork, Sequences, Steps, StepsMut, Task,
    Training, Twin,
};

pub const CELLS: [Cell; 3] = [Cell::Simple, Cell::Lstm, Cell::Gru];
pub const TASKS: [Task; 3] = [Task::Target, Task::NextStep, Task::Autoencoder];
/// What right gradients stay below, relative to the largest slope, and wrong ones do not.
const TOLERANCE: f64 = 1e-7;

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        number => vec![number.as_f64().unwrap()],
    }
}

pub fn normals(n: usize, purpose: &str) -> Vec<f64> {
    let mut stream = Stream::new(3, purpose, 0);
    (0..n).map(|_| stream.normal()).collect()
}

pub fn narrow(values: &[f64]) -> Vec<f32> {
    values.iter().map(|&value| value as f32).collect()
}

/// From row after row to time-major.
fn time_major(values: &[f64], n_rows: usize, n_steps: usize) -> Vec<f64> {
    let width = values.len() / (n_rows * n_steps);
    let at = |step: usize, row: usize| &values[(row * n_steps + step) * width..][..width];
    (0..n_steps).flat_map(|step| (0..n_rows).flat_map(move |row| at(step, row))).copied().collect()
}

#[test]
fn every_cell_agrees_with_keras() {
    let keras: Value = serde_json::from_str(include_str!("../reference/keras_rnn.json")).unwrap();
    let (n_rows, n_steps) = (2, 4);
    let x = time_major(&numbers(&keras["x"]), n_rows, n_steps);
    for (cell, name) in [(Cell::Simple, "SimpleRNN"), (Cell::Lstm, "LSTM"), (Cell::Gru, "GRU_reset_after")] {
        let layer = RecurrentLayer { cell, n_inputs: 2, n_units: 3 };
        let weights = numbers(&keras[name]["w"]);
        assert_eq!(weights.len(), layer.n_weights(), "{name}");
        let expected = time_major(&numbers(&keras[name]["y"]), n_rows, n_steps);
        let mut twin = Twin::new(layer, n_steps, n_rows);
        twin.forward(&weights, Steps { values: &x, stride: 2 }, &[4, 4]);
        for (found, expected) in twin.hidden_and_gradient().0.values.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-6, "{name}: {found} is not {expected}");
        }
        let mut kernel = Kernel::new(layer, n_steps, n_rows);
        kernel.forward(&narrow(&weights), Steps { values: &narrow(&x), stride: 2 }, &[4, 4]);
        let hidden = kernel.hidden_and_gradient().0;
        let states = hidden.values.chunks_exact(hidden.stride).flat_map(|state| &state[..3]);
        for (&found, expected) in states.zip(&expected) {
            assert!((f64::from(found) - expected).abs() < 1e-6, "{name}: {found} is not {expected}");
        }
    }
}

/// One layer with random weights, inputs and a random gradient on every output.
struct Problem {
    layer: RecurrentLayer,
    weights: Vec<f64>,
    x: Vec<f64>,
    slopes: Vec<f64>,
    lengths: Vec<u32>,
    outputs: Outputs,
}

const N_STEPS: usize = 5;

impl Problem {
    fn new(cell: Cell, lengths: &[u32], outputs: Outputs) -> Self {
        let layer = RecurrentLayer { cell, n_inputs: 2, n_units: 4 };
        let n_states = N_STEPS * lengths.len() * layer.n_units;
        Self {
            layer,
            weights: normals(layer.n_weights(), "weights").iter().map(|w| 0.5 * w).collect(),
            x: normals(N_STEPS * lengths.len() * layer.n_inputs, "x"),
            slopes: normals(n_states, "slopes"),
            lengths: lengths.to_vec(),
            outputs,
        }
    }

    fn forward(&self, weights: &[f64], x: &[f64]) -> Twin {
        let mut twin = Twin::new(self.layer, N_STEPS, self.lengths.len());
        twin.forward(weights, Steps { values: x, stride: 2 }, &self.lengths);
        twin
    }

    /// Σ slope · h over the outputs looked at.
    fn value(&self, weights: &[f64], x: &[f64]) -> f64 {
        let mut twin = self.forward(weights, x);
        let hidden = twin.hidden_and_gradient().0.values;
        let first = match self.outputs {
            Outputs::Every => 0,
            Outputs::Last => hidden.len() / N_STEPS * (N_STEPS - 1),
        };
        hidden.iter().zip(&self.slopes).skip(first).map(|(h, slope)| h * slope).sum()
    }

    fn gradients(&self) -> (Vec<f64>, Vec<f64>) {
        let mut twin = self.forward(&self.weights, &self.x);
        twin.hidden_and_gradient().1.values.copy_from_slice(&self.slopes);
        let (mut d_weights, mut d_x) = (vec![0.0; self.weights.len()], vec![f64::NAN; self.x.len()]);
        let x = Steps { values: &self.x, stride: 2 };
        let written = Some(StepsMut { values: &mut d_x, stride: 2 });
        twin.backward(&self.weights, x, self.outputs, &mut d_weights, written);
        (d_weights, d_x)
    }
}

/// The largest difference between a gradient and central differences, relative to the largest slope (at least 1).
fn difference(at: &[f64], gradient: &[f64], mut value: impl FnMut(&[f64]) -> f64) -> f64 {
    let scale = gradient.iter().fold(1.0f64, |largest, slope| largest.max(slope.abs()));
    let mut moved = at.to_vec();
    let mut largest = 0.0f64;
    for (index, &start) in at.iter().enumerate() {
        let h = 1e-5 * start.abs().max(1.0);
        moved[index] = start + h;
        let above = value(&moved);
        moved[index] = start - h;
        let below = value(&moved);
        moved[index] = start;
        let difference = ((above - below) / (2.0 * h) - gradient[index]).abs() / scale;
        largest = if difference.is_nan() { f64::INFINITY } else { largest.max(difference) };
    }
    largest
}

#[test]
fn every_cell_passes_central_differences_with_and_without_masking() {
    for cell in CELLS {
        for lengths in [&[5, 5, 5][..], &[5, 1, 3], &[2, 4, 1]] {
            for outputs in [Outputs::Every, Outputs::Last] {
                let problem = Problem::new(cell, lengths, outputs);
                let (d_weights, d_x) = problem.gradients();
                let of_weights =
                    difference(&problem.weights, &d_weights, |moved| problem.value(moved, &problem.x));
                let of_x = difference(&problem.x, &d_x, |moved| problem.value(&problem.weights, moved));
                assert!(of_weights < TOLERANCE, "{cell:?} {lengths:?} {outputs:?}: {of_weights:e}");
                assert!(of_x < TOLERANCE, "{cell:?} {lengths:?} {outputs:?}: {of_x:e}");
            }
        }
    }
}

#[test]
fn a_planted_sign_error_fails() {
    for cell in CELLS {
        let problem = Problem::new(cell, &[5, 3, 4], Outputs::Every);
        let (right, _) = problem.gradients();
        for wrong in 0..right.len() {
            let mut planted = right.clone();
            planted[wrong] = -planted[wrong];
            let found = difference(&problem.weights, &planted, |moved| problem.value(moved, &problem.x));
            assert!(found > TOLERANCE, "{cell:?} weight {wrong}: {found:e}");
        }
    }
}

fn sequences<'a>(steps: &'a Array3<f32>, lengths: &'a [u32], targets: &'a [f32]) -> Sequences<'a> {
    Sequences { steps: steps.view(), lengths, targets }
}

#[test]
fn every_task_passes_central_differences() {
    let steps = Array3::from_shape_vec((6, 4, 2), narrow(&normals(48, "steps"))).unwrap();
    let targets = narrow(&normals(6, "targets"));
    let lengths = [4, 1, 3, 2, 4, 3];
    for cell in CELLS {
        for task in TASKS {
            for units in [&[3][..], &[4, 3]] {
                let network = RecurrentNetwork::new(cell, 2, units, task);
                let noise = normals(network.n_weights(), "noise");
                let start = initial_weights(&network, 5, 0);
                let weights: Vec<f64> = start.iter().zip(noise).map(|(w, noise)| w + 0.1 * noise).collect();
                let mut pass: Pass<Twin> = Pass::new(&network, 4, 6);
                pass.load(&sequences(&steps, &lengths, &targets), &[3, 0, 1, 5, 2]);
                pass.error_and_gradient(&weights, 0.25);
                let gradient = pass.gradient().to_vec();
                let found = difference(&weights, &gradient, |moved| 0.25 * pass.error(moved));
                assert!(found < TOLERANCE, "{cell:?} {task:?} {units:?}: {found:e}");
                // What the product trains on says the same.
                let mut fast: Pass<Kernel> = Pass::new(&network, 4, 6);
                fast.load(&sequences(&steps, &lengths, &targets), &[3, 0, 1, 5, 2]);
                let error = fast.error_and_gradient(&narrow(&weights), 0.25);
                assert!((error / pass.error(&weights) - 1.0).abs() < 1e-5, "{cell:?} {task:?} {units:?}");
                for (fast, slope) in fast.gradient().iter().zip(&gradient) {
                    let wrong = (f64::from(*fast) - slope).abs();
                    assert!(wrong < 1e-5, "{cell:?} {task:?} {units:?}: {fast} is not {slope}");
                }
            }
        }
    }
}

#[test]
fn the_halves_of_a_batch_add_up_and_long_gradients_are_clipped() {
    let steps = Array3::from_shape_vec((9, 4, 2), narrow(&normals(72, "steps"))).unwrap();
    let targets: Vec<f32> = narrow(&normals(9, "targets")).iter().map(|target| 5.0 * target).collect();
    let lengths = [4, 1, 3, 2, 4, 3, 2, 4, 4];
    let rows = [8, 3, 0, 1, 5, 2, 7];
    for task in TASKS {
        let network = RecurrentNetwork::new(Cell::Lstm, 2, &[3], task);
        let weights = initial_weights(&network, 5, 0);
        let sequences = sequences(&steps, &lengths, &targets);
        let mut whole: Pass<Twin> = Pass::new(&network, 4, 7);
        whole.load(&sequences, &rows);
        let n_predicted: usize = rows.iter().map(|&row| network.n_predicted(lengths[row as usize])).sum();
        let error = whole.error_and_gradient(&weights, 1.0 / n_predicted as f64);
        let schedule = |clip_norm| Schedule { learning_rate: 0.01, batch_size: 7, clip_norm };
        let mut training: Training<'_, Twin> =
            Training::new(network.clone(), sequences, schedule(1e9), weights.clone());
        assert!((training.score(&rows) - error / n_predicted as f64).abs() < 1e-12, "{task:?}");
        let mean = training.epoch(&rows);
        assert!((mean - error / n_predicted as f64).abs() < 1e-12, "{task:?}");
        for (halves, whole) in training.gradient().iter().zip(whole.gradient()) {
            assert!((halves - whole).abs() < 1e-12, "{task:?}: {halves} is not {whole}");
        }
        let norm = |slopes: &[f64]| slopes.iter().map(|slope| slope * slope).sum::<f64>().sqrt();
        let full = norm(whole.gradient());
        let mut clipped: Training<'_, Twin> =
            Training::new(network, sequences, schedule(0.5 * full), weights.clone());
        clipped.epoch(&rows);
        assert!((norm(clipped.gradient()) - 0.5 * full).abs() < 1e-12, "{task:?}");
        for (clipped, whole) in clipped.gradient().iter().zip(whole.gradient()) {
            assert!((2.0 * clipped - whole).abs() < 1e-12, "{task:?}");
        }
        assert_ne!(clipped.weights(), weights);
    }
}

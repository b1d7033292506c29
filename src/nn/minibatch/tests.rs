//! The mini-batch kernel against its f64 twin, masks and row weights included, and on other vector widths.

use ndarray::Array2;
use pulp::Arch;

use super::*;
use crate::nn::init::{Spread, spread_weights};
use crate::nn::rules::RuleState;
use crate::nn::twin::one_hot;
use crate::nn::{Activation, ErrorSurface, GradientScale, Loss, Objective, Rule, Twin};

const ACTIVATIONS: [Activation; 3] = [Activation::Sigmoid, Activation::Tanh, Activation::Relu];

/// Rows, columns, hidden units and classes.
const SHAPES: &[(usize, usize, &[usize], usize)] = &[
    (1, 1, &[1], 2),
    (3, 2, &[], 3),
    (10, 13, &[6, 6], 2),
    (32, 13, &[64, 32], 2),
    (33, 17, &[16], 5),
    (64, 40, &[33, 17, 5], 20),
];

fn archs() -> Vec<Arch> {
    #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "only x86 has several"))]
    let mut archs = vec![Arch::new(), Arch::Scalar];
    #[cfg(target_arch = "x86_64")]
    archs.extend(pulp::x86::V3::try_new().map(Arch::V3));
    archs
}

struct Problem {
    network: Network,
    table: Array2<f32>,
    codes: Vec<u32>,
    class_weights: Vec<f64>,
    /// Exact in f32.
    weights: Vec<f64>,
}

impl Problem {
    fn new(&(n_rows, n_inputs, hidden, n_classes): &(usize, usize, &[usize], usize), of: Activation) -> Self {
        let hidden: Vec<_> = hidden.iter().map(|&units| (units, of)).collect();
        let loss = Loss::cross_entropy(n_classes);
        let network = Network::new(n_inputs, &hidden, loss.n_outputs(n_classes), loss);
        let mut stream = Stream::new(9, "minibatch test", n_rows as u32);
        let table = Array2::from_shape_fn((n_rows, n_inputs), |_| stream.normal() as f32);
        let codes = (0..n_rows).map(|_| stream.below(n_classes as u64) as u32).collect();
        let class_weights = (0..n_classes).map(|_| 0.25 + stream.uniform()).collect();
        let weights = spread_weights(&network, Spread::He, &mut stream);
        let weights = weights.iter().map(|w| f64::from((w + 0.1 * stream.normal()) as f32)).collect();
        Self { network, table, codes, class_weights, weights }
    }

    fn rows(&self) -> Rows<'_> {
        Rows::new(&self.table, &self.codes, &self.class_weights)
    }

    fn training(&self, arch: Arch, schedule: Schedule) -> Training<'_> {
        Training::on(arch, self.network.clone(), self.rows(), schedule, &self.weights)
    }

    /// The twin over some rows, with their weights.
    fn twin(&self, rows: &[u32]) -> Twin {
        let rows: Vec<usize> = rows.iter().map(|&row| row as usize).collect();
        let codes: Vec<u32> = rows.iter().map(|&row| self.codes[row]).collect();
        let mut targets = one_hot(&codes, self.network.n_classes());
        for (mut target, &code) in targets.outer_iter_mut().zip(&codes) {
            target *= self.class_weights[code as usize];
        }
        let inputs = self.table.select(ndarray::Axis(0), &rows).mapv(f64::from);
        Twin::new(self.network.clone(), inputs, targets)
    }
}

fn schedule(batch_size: usize, dropout: f64) -> Schedule {
    Schedule { learning_rate: 0.003, batch_size, l2: 0.0, dropout }
}

/// The masks of the last batch as the twin takes them.
fn masks(training: &Training<'_>, n_rows: usize) -> Vec<Array2<f64>> {
    let layers = training.scratch.masks().iter().zip(&training.places);
    let mask = |(mask, place): (&Aligned, &Place)| {
        let at = |(row, unit): (usize, usize)| f64::from(mask.as_slice()[row * place.lanes + unit]);
        Array2::from_shape_fn((n_rows, place.n_units), at)
    };
    layers.map(mask).collect()
}

fn distance(found: &[f64], expected: &[f64]) -> (f64, f64) {
    let length = |values: &mut dyn Iterator<Item = f64>| values.map(|v| v * v).sum::<f64>().sqrt();
    let off = length(&mut found.iter().zip(expected).map(|(found, expected)| found - expected));
    (off, length(&mut expected.iter().copied()))
}

#[test]
fn error_and_gradient_equal_the_twins() {
    for shape in SHAPES {
        for activation in ACTIVATIONS {
            for dropout in [0.0, 0.4] {
                let problem = Problem::new(shape, activation);
                let order: Vec<u32> = (0..problem.codes.len() as u32).rev().collect();
                for arch in archs() {
                    let mut training = problem.training(arch, schedule(order.len(), dropout));
                    let found = training.error_and_gradient(&order, &mut Stream::new(1, "mask", 0));
                    let gradient =
                        layout::unpack(&problem.network, &training.places, training.gradient.as_slice());
                    let mut twin = problem.twin(&order).with_masks(masks(&training, order.len()));
                    let mut expected = vec![0.0; gradient.len()];
                    let error = twin.error_and_gradient(&problem.weights, &mut expected);
                    let n_rows = order.len() as f64;
                    for slope in &mut expected {
                        *slope /= n_rows;
                    }
                    let what =
                        format!("{} {activation:?} dropout {dropout} {arch:?}", problem.network.shape());
                    assert!((found.error - error).abs() <= 2e-6 * error, "{what}: {} {error}", found.error);
                    let (off, length) = distance(&gradient, &expected);
                    assert!(off <= 2e-6 * length + 1e-12, "{what}: gradient off by {}", off / length);
                }
            }
        }
    }
}

#[test]
fn some_units_are_silent_and_the_others_louder() {
    let problem = Problem::new(&(64, 5, &[100, 50], 2), Activation::Relu);
    let mut training = problem.training(Arch::new(), schedule(64, 0.3));
    let order: Vec<u32> = (0..64).collect();
    training.error_and_gradient(&order, &mut Stream::new(1, "mask", 0));
    let masks = masks(&training, 64);
    assert_eq!(masks.len(), 2);
    for mask in masks {
        let silent = mask.iter().filter(|&&m| m == 0.0).count() as f64 / mask.len() as f64;
        assert!((silent - 0.3).abs() < 0.03, "{silent}");
        assert!(mask.iter().all(|&m| m == 0.0 || (m - 1.0 / 0.7).abs() < 1e-4));
        assert!((mask.mean().unwrap_or(0.0) - 1.0).abs() < 0.05);
    }
}

#[test]
fn ten_epochs_follow_the_twin() {
    for shape in [SHAPES[2], SHAPES[4]] {
        let problem = Problem::new(&(50, shape.1, shape.2, shape.3), Activation::Tanh);
        let order: Vec<u32> = (0..50).map(|row| row * 7 % 50).collect();
        let schedule = Schedule { l2: 0.01, ..schedule(16, 0.0) };
        let mut training = problem.training(Arch::new(), schedule);
        let objective = Objective { scale: GradientScale::Mean, l2: schedule.l2 };
        let penalised = problem.network.penalised();
        let mut weights = problem.weights.clone();
        let mut rule = RuleState::new(Rule::Adam { learning_rate: 0.003 }, weights.len());
        for epoch in 0..10 {
            let found = training.epoch(&order, &mut Stream::new(1, "mask", 0));
            let mut error = 0.0;
            for batch in order.chunks(16) {
                let mut gradient = vec![0.0; weights.len()];
                let of_batch = problem.twin(batch).error_and_gradient(&weights, &mut gradient);
                objective.apply(batch.len(), &penalised, &weights, of_batch, &mut gradient);
                rule.propose(&mut weights, &gradient);
                error += of_batch;
            }
            assert!((found.error - error).abs() <= 1e-5 * error, "epoch {epoch}: {} {error}", found.error);
        }
        let (off, length) = distance(&training.weights(), &weights);
        assert!(off <= 1e-5 * length, "off by {}", off / length);
        let (moved, _) = distance(&problem.weights, &weights);
        assert!(moved > 0.05 * length, "hardly moved: {moved}");
    }
}

#[test]
fn scores_equal_the_twins() {
    for shape in [(257, 6, &[9][..], 2), (130, 4, &[3, 3], 7)] {
        let problem = Problem::new(&shape, Activation::Relu);
        let order: Vec<u32> = (0..shape.0 as u32).collect();
        let mut training = problem.training(Arch::new(), schedule(8, 0.5));
        let found = training.score(&problem.rows());
        let error =
            problem.twin(&order).error_and_gradient(&problem.weights, &mut vec![0.0; problem.weights.len()]);
        assert!((found.error - error).abs() <= 2e-6 * error, "{} {error}", found.error);
        let outputs = crate::nn::kernel::outputs(&problem.network, &problem.weights, &problem.table);
        let hits = outputs.outer_iter().zip(&problem.codes).filter(|(p, code)| {
            let label = if p.len() == 1 { usize::from(p[0] > 0.5) } else { largest(p.iter().copied()) };
            label == **code as usize
        });
        assert_eq!(found.hits, hits.count());
    }
}

fn largest(values: impl Iterator<Item = f32>) -> usize {
    values
        .enumerate()
        .fold((0, f32::MIN), |best, (at, value)| if value > best.1 { (at, value) } else { best })
        .0
}

#[test]
fn packing_loses_nothing() {
    let problem = Problem::new(&SHAPES[5], Activation::Relu);
    assert_eq!(problem.training(Arch::new(), schedule(8, 0.0)).weights(), problem.weights);
}

#[test]
fn rows_are_added_in_the_same_order_whatever_the_vectors() {
    let problem = Problem::new(&SHAPES[3], Activation::Relu);
    let order: Vec<u32> = (0..32).collect();
    let run = |arch| {
        let mut training = problem.training(arch, schedule(10, 0.2));
        let error = training.epoch(&order, &mut Stream::new(1, "mask", 0)).error;
        (error.to_bits(), training.weights())
    };
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = pulp::x86::V3::try_new() {
        assert_eq!(run(Arch::new()), run(Arch::V3(avx2)));
    }
    assert_eq!(run(Arch::new()), run(Arch::new()));
}

//! The differences between sigmoid outputs and targets, and how each of them depends on each weight.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, Array3, ArrayRef2, Axis, Slice, Zip};
use rayon::prelude::*;

use super::activation::activation_backward;
use super::twin::{matrix, network_forward};
use super::{ErrorSurface, LeastSquares, Network};

/// Rows looked at together: what 500 weights make of them stays in the caches.
const CHUNK: usize = 128;
/// Multiply-adds worth a thread of their own.
const WORK_PER_PART: usize = 40_000_000;
const MOST_PARTS: usize = 16;

/// A network with squared error and the rows it is to learn, in f64.
///
/// With r = y − t for each row and class, E = ½ Σ r², the gradient is Jᵀr and the curvature `JᵀJ` with J = ∂r/∂w.
///
/// J itself is never stored. Its row for class k holds `d_k[u]`·x[i] for the weight of unit u from input i, where
/// `d_k` is back-propagated from output k alone, so that the block of `JᵀJ` between the units u and v is
/// Σ (Σₖ `d_k[u]`·`d_k[v]`)·x·xᵀ over the rows: half the square of the number of weights a row, whatever the number
/// of classes.
///
/// **Numerics** The rows are cut into parts by their number and the network's size only; parts are added in order.
///
/// **Source** Hagan & Menhaj 1994 (the Jacobian by back-propagation)
pub struct Residuals<'a> {
    network: Network,
    inputs: &'a ArrayRef2<f32>,
    codes: &'a [u32],
}

/// What a range of rows adds. Weights stand unit after unit, each with its bias last.
struct Sums {
    error: f64,
    gradient: Vec<f64>,
    /// Blocks on and below the diagonal.
    curvature: Array2<f64>,
}

/// What is to be found besides the error.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Error,
    Gradient,
    Curvature,
}

impl<'a> Residuals<'a> {
    /// **Shapes** inputs (`n_samples`, `n_inputs`), codes (`n_samples`); a 1 is wanted at the code, 0 elsewhere
    pub fn new(network: Network, inputs: &'a ArrayRef2<f32>, codes: &'a [u32]) -> Self {
        debug_assert_eq!(inputs.nrows(), codes.len());
        Self { network, inputs, codes }
    }

    fn sums(&self, weights: &[f64], depth: Depth) -> Sums {
        let (n_rows, n_weights) = (self.codes.len(), weights.len());
        let work = n_rows.saturating_mul(n_weights * n_weights / 2);
        let n_parts = (work / WORK_PER_PART).clamp(1, MOST_PARTS);
        let part = |part: usize| {
            let range = part * n_rows / n_parts..(part + 1) * n_rows / n_parts;
            self.part(range, weights, depth)
        };
        let mut parts: Vec<Sums> = (0..n_parts).into_par_iter().map(part).collect();
        let rest = parts.split_off(1);
        let mut sums = parts.swap_remove(0);
        for part in rest {
            sums.error += part.error;
            sums.gradient.iter_mut().zip(&part.gradient).for_each(|(sum, slope)| *sum += slope);
            sums.curvature += &part.curvature;
        }
        sums
    }

    fn part(&self, range: Range<usize>, weights: &[f64], depth: Depth) -> Sums {
        let n = |wanted: Depth| if depth >= wanted { weights.len() } else { 0 };
        let curvature = Array2::zeros((n(Depth::Curvature), n(Depth::Curvature)));
        let mut sums = Sums { error: 0.0, gradient: vec![0.0; n(Depth::Gradient)], curvature };
        let end = range.end;
        for first in range.step_by(CHUNK) {
            let rows = first..end.min(first + CHUNK);
            let inputs = self.inputs.slice_axis(Axis(0), Slice::from(rows.clone())).mapv(f64::from);
            let outputs = network_forward(&self.network, weights, &inputs);
            let mut residuals = outputs[outputs.len() - 1].clone();
            for (mut residual, &code) in residuals.outer_iter_mut().zip(&self.codes[rows]) {
                residual[code as usize] -= 1.0;
            }
            sums.error += 0.5 * residuals.iter().map(|r| r * r).sum::<f64>();
            if depth >= Depth::Gradient {
                let chunk = Chunk::new(&self.network, weights, &outputs);
                chunk.add_gradient(&residuals, &mut sums.gradient);
                if depth >= Depth::Curvature {
                    chunk.add_curvature(&mut sums.curvature);
                }
            }
        }
        sums
    }

    /// Where the weights, unit after unit with the bias last, stand in the flat vector.
    fn order(&self) -> Vec<usize> {
        let layers = self.network.layers.iter();
        let units = layers.flat_map(|layer| (0..layer.n_outputs).map(move |unit| (layer, unit)));
        units
            .flat_map(|(layer, unit)| {
                let first = layer.weights().start + unit * layer.n_inputs;
                (first..first + layer.n_inputs).chain([layer.bias().start + unit])
            })
            .collect()
    }
}

/// Some rows after the forward pass.
struct Chunk {
    /// Per layer (`n_inputs` + 1, rows), ones last.
    inputs: Vec<Array2<f64>>,
    /// Per layer (units, classes, rows): the derivative of a class's output by a unit's weighted sum.
    deltas: Vec<Array3<f64>>,
}

impl Chunk {
    fn new(network: &Network, weights: &[f64], outputs: &[Array2<f64>]) -> Self {
        let (n_rows, n_classes) = (outputs[0].nrows(), network.n_outputs());
        let mut inputs = Vec::with_capacity(network.layers.len());
        let mut deltas = Vec::with_capacity(network.layers.len());
        for (layer, x) in network.layers.iter().zip(outputs) {
            let mut with_ones = Array2::ones((layer.n_inputs + 1, n_rows));
            with_ones.slice_axis_mut(Axis(0), Slice::from(..layer.n_inputs)).assign(&x.t());
            inputs.push(with_ones);
            deltas.push(Array3::zeros((layer.n_outputs, n_classes, n_rows)));
        }
        for class in 0..n_classes {
            let mut d_output = Array2::zeros((n_rows, n_classes));
            d_output.column_mut(class).fill(1.0);
            for (index, layer) in network.layers.iter().enumerate().rev() {
                let d_z = activation_backward(layer.activation, d_output, &outputs[index + 1]);
                deltas[index].index_axis_mut(Axis(1), class).assign(&d_z.t());
                d_output = d_z.dot(&matrix(layer, weights));
            }
        }
        Self { inputs, deltas }
    }

    /// Jᵀr
    fn add_gradient(&self, residuals: &Array2<f64>, gradient: &mut [f64]) {
        let mut first = 0;
        for (inputs, deltas) in self.inputs.iter().zip(&self.deltas) {
            for of_unit in deltas.outer_iter() {
                let delta = (&of_unit * &residuals.t()).sum_axis(Axis(0));
                let slopes = inputs.dot(&delta);
                gradient[first..first + slopes.len()].iter_mut().zip(slopes).for_each(|(sum, s)| *sum += s);
                first += inputs.nrows();
            }
        }
    }

    /// `JᵀJ`, of each unit with itself and all later ones.
    fn add_curvature(&self, curvature: &mut Array2<f64>) {
        let layers = self.inputs.iter().zip(&self.deltas).enumerate();
        let units: Vec<_> = layers
            .flat_map(|(layer, (inputs, deltas))| {
                deltas.outer_iter().map(move |delta| (layer, inputs, delta))
            })
            .collect();
        let n_rows = self.inputs[0].ncols();
        // Per weight of the later units, what its derivative and the unit's have in common, row by row.
        let mut shared = Array2::zeros((curvature.nrows(), n_rows));
        let mut products = Array1::zeros(n_rows);
        let mut first = 0;
        for (index, (layer, inputs, delta)) in units.iter().enumerate() {
            // An output depends on no weight of another output's unit.
            let is_output = layer + 1 == self.inputs.len();
            let later = if is_output { &units[index..=index] } else { &units[index..] };
            let mut to_rows = shared.outer_iter_mut();
            for (_, other_inputs, other_delta) in later {
                products.fill(0.0);
                for (d, other_d) in delta.outer_iter().zip(other_delta.outer_iter()) {
                    Zip::from(&mut products).and(d).and(other_d).for_each(|sum, d, other| *sum += d * other);
                }
                for (input, mut to) in other_inputs.outer_iter().zip(&mut to_rows) {
                    Zip::from(&mut to)
                        .and(&input)
                        .and(&products)
                        .for_each(|to, x, product| *to = x * product);
                }
            }
            let n_shared = later.iter().map(|(_, other_inputs, _)| other_inputs.nrows()).sum::<usize>();
            let mut rows = curvature.slice_axis_mut(Axis(0), Slice::from(first..first + n_shared));
            let mut block = rows.slice_axis_mut(Axis(1), Slice::from(first..first + inputs.nrows()));
            let shared = shared.slice_axis(Axis(0), Slice::from(..n_shared));
            general_mat_mul(1.0, &shared, &inputs.t(), 1.0, &mut block);
            first += inputs.nrows();
        }
    }
}

impl ErrorSurface for Residuals<'_> {
    fn network(&self) -> &Network {
        &self.network
    }

    fn n_samples(&self) -> usize {
        self.codes.len()
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let sums = self.sums(weights, Depth::Gradient);
        for (slope, to) in sums.gradient.into_iter().zip(self.order()) {
            gradient[to] = slope;
        }
        sums.error
    }
}

impl LeastSquares for Residuals<'_> {
    fn error(&mut self, weights: &[f64]) -> f64 {
        self.sums(weights, Depth::Error).error
    }

    fn normal_equations(
        &mut self,
        weights: &[f64],
        gradient: &mut [f64],
        curvature: &mut Array2<f64>,
    ) -> f64 {
        let sums = self.sums(weights, Depth::Curvature);
        let order = self.order();
        for (row, &to_row) in order.iter().enumerate() {
            gradient[to_row] = sums.gradient[row];
            for (column, &to_column) in order.iter().enumerate().take(row + 1) {
                let value = sums.curvature[[row, column]];
                curvature[[to_row, to_column]] = value;
                curvature[[to_column, to_row]] = value;
            }
        }
        sums.error
    }
}

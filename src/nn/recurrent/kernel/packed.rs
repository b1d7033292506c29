//! A layer's weights in the order the tiles read them.

use super::LANES;
use super::shape::Shape;
use super::tiles::WIDEST;
use crate::base::Aligned;
use crate::nn::kernel::tiles::tile_width;
use crate::nn::recurrent::{Cell, RecurrentLayer};

/// The Keras gates of a GRU's columns in da, as the input's weights and as the state's weights see them.
const GRU_INPUT_GATES: [usize; 3] = [2, 0, 1];
const IN_ORDER: [usize; 4] = [0, 1, 2, 3];

/// The gates of the columns of da that reach the inputs, in the order of the columns.
pub(super) fn input_gates(cell: Cell) -> &'static [usize] {
    match cell {
        Cell::Gru => &GRU_INPUT_GATES,
        Cell::Simple | Cell::Lstm => &IN_ORDER[..cell.n_gates()],
    }
}

/// The gates of the columns of da that reach the state before.
pub(super) fn state_gates(cell: Cell) -> &'static [usize] {
    &IN_ORDER[..cell.n_gates()]
}

/// The matrices of a layer, cut into strips of as many vectors as a tile is wide.
#[derive(Debug)]
pub(super) struct Packed {
    /// Strips of units: the bias, the weights of input after input, those of unit after unit of the state before.
    /// A strip of an LSTM or a GRU holds one vector of every gate, and a GRU's has a second bias before the state's.
    pub(super) forward: Aligned,
    /// Strips of units of the state before: column after column of da, gate after gate.
    pub(super) to_state: Aligned,
    /// Strips of inputs: column after column of da, gate after gate.
    pub(super) to_inputs: Aligned,
}

impl Packed {
    pub(super) fn new(layer: RecurrentLayer) -> Self {
        let shape = Shape::new(layer);
        let n_gates = layer.cell.n_gates();
        let n_rows = layer.n_inputs + layer.n_units + 1 + usize::from(layer.cell == Cell::Gru);
        Self {
            forward: Aligned::zeros(n_rows * n_gates * shape.unit_lanes),
            to_state: Aligned::zeros(layer.width() * shape.unit_lanes),
            to_inputs: Aligned::zeros(layer.width() * layer.n_inputs.next_multiple_of(LANES)),
        }
    }

    /// **Shapes** weights flat as in [`RecurrentLayer`]; `lanes` is a vector's
    pub(super) fn fill_forward(&mut self, layer: &RecurrentLayer, weights: &[f32], lanes: usize) {
        let (kernel, recurrent, bias) = layer.split(weights);
        let (bias, state_bias) = bias.split_at(layer.width());
        let widest = if layer.cell == Cell::Simple { WIDEST } else { 1 };
        let n_vectors = layer.n_units.next_multiple_of(LANES) / lanes;
        let mut to = self.forward.as_mut_slice();
        let mut first = 0;
        while first < n_vectors {
            let strip = tile_width(n_vectors - first, widest);
            let cut = Cut { layer, unit: first * lanes, len: strip * lanes };
            for matrix in [bias, kernel, state_bias, recurrent] {
                to = cut.copy(to, matrix);
            }
            first += strip;
        }
    }

    /// **Shapes** weights flat as in [`RecurrentLayer`]; `lanes` is a vector's
    pub(super) fn fill_backward(
        &mut self,
        layer: &RecurrentLayer,
        weights: &[f32],
        lanes: usize,
        with_inputs: bool,
    ) {
        let (kernel, recurrent, _) = layer.split(weights);
        transpose(self.to_state.as_mut_slice(), layer, recurrent, state_gates(layer.cell), lanes);
        if with_inputs {
            transpose(self.to_inputs.as_mut_slice(), layer, kernel, input_gates(layer.cell), lanes);
        }
    }
}

/// The units of a strip.
struct Cut<'a> {
    layer: &'a RecurrentLayer,
    unit: usize,
    len: usize,
}

impl Cut<'_> {
    /// Copies the strip's columns of every row of a matrix; gives what is left of the target. Lanes behind the last
    /// unit stay 0.
    fn copy<'a>(&self, mut to: &'a mut [f32], matrix: &[f32]) -> &'a mut [f32] {
        let n_units = self.layer.n_units;
        let known = self.len.min(n_units.saturating_sub(self.unit));
        for row in matrix.chunks_exact(self.layer.width()) {
            for gate in row.chunks_exact(n_units) {
                let (vectors, rest) = to.split_at_mut(self.len);
                vectors[..known].copy_from_slice(&gate[self.unit.min(n_units)..][..known]);
                to = rest;
            }
        }
        to
    }
}

/// A matrix (rows, g·u) as strips of its rows: for every strip, gate after gate, unit after unit, the weights of the
/// strip's rows. Lanes behind the last row stay 0.
fn transpose(to: &mut [f32], layer: &RecurrentLayer, matrix: &[f32], gates: &[usize], lanes: usize) {
    let n_rows = matrix.len() / layer.width();
    let n_vectors = n_rows.next_multiple_of(LANES) / lanes;
    let (mut to, mut first) = (to, 0);
    while first < n_vectors {
        let strip = tile_width(n_vectors - first, WIDEST);
        let len = strip * lanes;
        let rows = matrix.chunks_exact(layer.width()).skip(first * lanes).take(len);
        for &gate in gates {
            let (block, rest) = to.split_at_mut(layer.n_units * len);
            for (lane, row) in rows.clone().enumerate() {
                let row = &row[gate * layer.n_units..][..layer.n_units];
                for (column, &weight) in block.chunks_exact_mut(len).zip(row) {
                    column[lane] = weight;
                }
            }
            to = rest;
        }
        first += strip;
    }
}

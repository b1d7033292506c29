//! How wide the buffers of a layer are.

use super::LANES;
use crate::nn::recurrent::{Cell, RecurrentLayer};

/// Widths of a layer's buffers, in f32.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Numbers of a row of h: the units, padded with zeros to whole vectors.
    pub(super) unit_lanes: usize,
    /// Numbers of a row of the gradient on the inputs.
    pub(super) input_lanes: usize,
    /// Columns of `unit_lanes` numbers a row of da has.
    pub(super) columns: usize,
    /// Numbers kept for the way back of every unit.
    pub(super) kept: usize,
}

impl Shape {
    pub(super) fn new(layer: RecurrentLayer) -> Self {
        let (columns, kept) = match layer.cell {
            // Of the tanh all that is needed stands in h.
            Cell::Simple => (1, 0),
            Cell::Lstm => (4, 6),
            Cell::Gru => (4, 4),
        };
        Self {
            unit_lanes: layer.n_units.next_multiple_of(LANES),
            input_lanes: layer.n_inputs.next_multiple_of(LANES),
            columns,
            kept,
        }
    }
}

//! The fast f32 kernel of a recurrent layer: rows are customers, lanes are units, gates stay in registers.

mod backward;
mod cells;
mod derive;
mod forward;
mod packed;
mod shape;
#[cfg(test)]
mod tests;
pub(in crate::nn) mod tiles;

use pulp::{Arch, Simd, WithSimd};

use super::{Cell, Engine, Outputs, RecurrentLayer, Steps, StepsMut};
use crate::base::Aligned;
use backward::{Backward, Scratch, Sums};
use forward::Forward;
use packed::{Packed, input_gates, state_gates};
use shape::Shape;

/// Units are padded to whole vectors of the widest processor, so that buffers look the same on all.
const LANES: usize = 16;

/// A recurrent layer in f32.
///
/// **Numerics** Held to [`super::Twin`] within 4e-6 of the size of h and 3e-5 of that of the gradient. A row's h does
/// not depend on the rows beside it. Rows and steps are added in the same order whatever the vectors, so that AVX2
/// and AVX-512 give the same bits.
#[derive(Debug)]
pub struct Kernel {
    layer: RecurrentLayer,
    n_steps: usize,
    arch: Arch,
    /// f32 in a vector of this processor.
    lanes: usize,
    packed: Packed,
    lengths: Vec<u32>,
    /// `[step][row][n_inputs + 1]`; the last number is 1 and carries the bias in the weight gradient.
    x: Aligned,
    hidden: Aligned,
    d_hidden: Aligned,
    kept: Aligned,
    scratch: Scratch,
    sums: Sums,
}

impl Kernel {
    fn on(arch: Arch, layer: RecurrentLayer, n_steps: usize, max_rows: usize) -> Self {
        let shape = Shape::new(layer);
        let n_states = n_steps * max_rows;
        Self {
            layer,
            n_steps,
            arch,
            lanes: arch.dispatch(Lanes),
            packed: Packed::new(layer),
            lengths: Vec::with_capacity(max_rows),
            x: Aligned::zeros(n_states * (layer.n_inputs + 1)),
            hidden: Aligned::zeros(n_states * shape.unit_lanes),
            d_hidden: Aligned::zeros(n_states * shape.unit_lanes),
            kept: Aligned::zeros(n_states * shape.unit_lanes * shape.kept),
            scratch: Scratch::new(layer, max_rows),
            sums: Sums::new(layer),
        }
    }

    /// Length of h and of its gradient for the present rows.
    fn n_hidden(&self) -> usize {
        self.n_steps * self.lengths.len() * Shape::new(self.layer).unit_lanes
    }

    /// The sums in the order of the flat weights.
    fn write_gradient(&self, d_weights: &mut [f32]) {
        let layer = &self.layer;
        let (n_units, width) = (layer.n_units, layer.width());
        let unit_lanes = Shape::new(*layer).unit_lanes;
        let (d_kernel, d_recurrent, d_bias) = layer.split_mut(d_weights);
        let (d_bias, d_state_bias) = d_bias.split_at_mut(width);
        let padded = layer.cell.n_gates() * unit_lanes;
        let of_inputs = d_kernel.chunks_exact_mut(width).chain([&mut *d_bias]);
        let of_inputs = of_inputs.zip(self.sums.inputs.as_slice().chunks_exact(padded));
        let of_state = d_recurrent.chunks_exact_mut(width);
        let of_state = of_state.zip(self.sums.state.as_slice().chunks_exact(padded));
        let (inputs, state) = (input_gates(layer.cell), state_gates(layer.cell));
        for (gates, (to, from)) in
            of_inputs.map(|rows| (inputs, rows)).chain(of_state.map(|rows| (state, rows)))
        {
            for (&gate, column) in gates.iter().zip(from.chunks_exact(unit_lanes)) {
                to[gate * n_units..][..n_units].copy_from_slice(&column[..n_units]);
            }
        }
        if layer.cell == Cell::Gru {
            // The gradients on z and r are the same on both sides of their sum.
            d_state_bias[..2 * n_units].copy_from_slice(&d_bias[..2 * n_units]);
            d_state_bias[2 * n_units..].copy_from_slice(&self.sums.bias.as_slice()[..n_units]);
        }
    }
}

impl Engine for Kernel {
    type Real = f32;

    fn new(layer: RecurrentLayer, n_steps: usize, max_rows: usize) -> Self {
        Self::on(Arch::new(), layer, n_steps, max_rows)
    }

    fn layer(&self) -> RecurrentLayer {
        self.layer
    }

    fn forward(&mut self, weights: &[f32], x: Steps<'_, f32>, lengths: &[u32]) {
        self.lengths.clear();
        self.lengths.extend_from_slice(lengths);
        if lengths.is_empty() {
            return;
        }
        let n_inputs = self.layer.n_inputs;
        let n_states = self.n_steps * lengths.len();
        let own = &mut self.x.as_mut_slice()[..n_states * (n_inputs + 1)];
        for (to, from) in own.chunks_exact_mut(n_inputs + 1).zip(x.values.chunks_exact(x.stride)) {
            to[..n_inputs].copy_from_slice(&from[..n_inputs]);
            to[n_inputs] = 1.0;
        }
        self.packed.fill_forward(&self.layer, weights, self.lanes);
        let n_hidden = self.n_hidden();
        self.arch.dispatch(Forward {
            layer: self.layer,
            packed: self.packed.forward.as_slice(),
            x: &self.x.as_slice()[..n_states * (n_inputs + 1)],
            lengths: &self.lengths,
            hidden: &mut self.hidden.as_mut_slice()[..n_hidden],
            kept: self.kept.as_mut_slice(),
        });
    }

    fn hidden_and_gradient(&mut self) -> (Steps<'_, f32>, StepsMut<'_, f32>) {
        let stride = Shape::new(self.layer).unit_lanes;
        let n_hidden = self.n_hidden();
        let hidden = Steps { values: &self.hidden.as_slice()[..n_hidden], stride };
        (hidden, StepsMut { values: &mut self.d_hidden.as_mut_slice()[..n_hidden], stride })
    }

    /// The inputs are those `forward` took.
    fn backward(
        &mut self,
        weights: &[f32],
        _: Steps<'_, f32>,
        outputs: Outputs,
        d_weights: &mut [f32],
        d_x: Option<StepsMut<'_, f32>>,
    ) {
        if self.lengths.is_empty() {
            d_weights.fill(0.0);
            return;
        }
        self.packed.fill_backward(&self.layer, weights, self.lanes, d_x.is_some());
        let n_hidden = self.n_hidden();
        let hidden = &self.hidden.as_slice()[..n_hidden];
        self.arch.dispatch(Backward {
            layer: self.layer,
            outputs,
            to_state: self.packed.to_state.as_slice(),
            to_inputs: self.packed.to_inputs.as_slice(),
            x: self.x.as_slice(),
            lengths: &self.lengths,
            hidden,
            d_hidden: &self.d_hidden.as_slice()[..n_hidden],
            kept: if self.layer.cell == Cell::Simple { hidden } else { self.kept.as_slice() },
            scratch: &mut self.scratch,
            sums: &mut self.sums,
            d_x,
        });
        self.write_gradient(d_weights);
    }
}

/// How many f32 a vector of this processor has.
struct Lanes;

impl WithSimd for Lanes {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> usize {
        S::F32_LANES
    }
}

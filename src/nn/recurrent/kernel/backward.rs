//! The way back through all steps: da of a step from that of the step after it, and the gradient it adds.

use pulp::{Simd, WithSimd};

use super::cells::{Back, Gru, Lstm, Simple};
use super::derive::{Da, Out, Step};
use super::shape::Shape;
use super::tiles::{Columns, WIDEST, add_outer};
use crate::base::Aligned;
use crate::nn::kernel::tiles::tile_width;
use crate::nn::recurrent::{Cell, Outputs, RecurrentLayer, StepsMut};

/// A way back, to be dispatched to the widest vectors of the processor.
pub(super) struct Backward<'a> {
    pub(super) layer: RecurrentLayer,
    pub(super) outputs: Outputs,
    pub(super) to_state: &'a [f32],
    pub(super) to_inputs: &'a [f32],
    /// `[step][row][n_inputs + 1]`, the last number 1
    pub(super) x: &'a [f32],
    pub(super) lengths: &'a [u32],
    /// `[step][row][unit_lanes]`
    pub(super) hidden: &'a [f32],
    pub(super) d_hidden: &'a [f32],
    /// `[step][row][vector][number]` of vectors; of a simple cell h, which is all it keeps
    pub(super) kept: &'a [f32],
    pub(super) scratch: &'a mut Scratch,
    pub(super) sums: &'a mut Sums,
    pub(super) d_x: Option<StepsMut<'a, f32>>,
}

/// Buffers of a step for some rows.
#[derive(Debug)]
pub(super) struct Scratch {
    /// `[row][column][unit_lanes]`: da of this step and of the step after it
    now: Aligned,
    after: Aligned,
    /// `[row][unit_lanes]`: the gradient on h and on c that passes by the sums
    passed_h: Aligned,
    passed_c: Aligned,
    /// `[row][input_lanes]`
    d_x: Aligned,
}

impl Scratch {
    pub(super) fn new(layer: RecurrentLayer, n_rows: usize) -> Self {
        let shape = Shape::new(layer);
        Self {
            now: Aligned::zeros(n_rows * shape.columns * shape.unit_lanes),
            after: Aligned::zeros(n_rows * shape.columns * shape.unit_lanes),
            passed_h: Aligned::zeros(n_rows * shape.unit_lanes),
            passed_c: Aligned::zeros(n_rows * shape.unit_lanes),
            d_x: Aligned::zeros(n_rows * shape.input_lanes),
        }
    }
}

/// The gradient as sums of outer products, every gate padded to `unit_lanes`.
#[derive(Debug)]
pub(super) struct Sums {
    /// (`n_inputs` + 1, gates · `unit_lanes`), the last row that of the bias
    pub(super) inputs: Aligned,
    /// (`n_units`, gates · `unit_lanes`)
    pub(super) state: Aligned,
    /// (`unit_lanes`): the bias of a GRU's candidate inside the reset gate
    pub(super) bias: Aligned,
}

impl Sums {
    pub(super) fn new(layer: RecurrentLayer) -> Self {
        let unit_lanes = Shape::new(layer).unit_lanes;
        let width = layer.cell.n_gates() * unit_lanes;
        Self {
            inputs: Aligned::zeros((layer.n_inputs + 1) * width),
            state: Aligned::zeros(layer.n_units * width),
            bias: Aligned::zeros(unit_lanes),
        }
    }
}

impl WithSimd for Backward<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        if const { S::F32_LANES == 16 } {
            self.cell::<S, 8>(simd);
        } else {
            self.cell::<S, 4>(simd);
        }
    }
}

impl Backward<'_> {
    #[inline(always)]
    fn cell<S: Simd, const R: usize>(self, simd: S) {
        match self.layer.cell {
            Cell::Simple => self.run::<S, Simple, 1, 1, R>(simd),
            Cell::Lstm => self.run::<S, Lstm, 4, 6, R>(simd),
            Cell::Gru => self.run::<S, Gru, 4, 4, R>(simd),
        }
    }

    /// N columns of da, KEPT numbers a unit, tiles of R rows × up to two vectors.
    #[inline(always)]
    fn run<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize, const R: usize>(mut self, simd: S) {
        let unit_lanes = Shape::new(self.layer).unit_lanes;
        let h_len = self.lengths.len() * unit_lanes;
        let n_steps = self.hidden.len() / h_len;
        let any_masked = self.lengths.iter().any(|&length| (length as usize) < n_steps);
        for buffer in [
            &mut self.scratch.passed_h,
            &mut self.scratch.passed_c,
            &mut self.sums.inputs,
            &mut self.sums.state,
            &mut self.sums.bias,
        ] {
            buffer.as_mut_slice().fill(0.0);
        }
        for step in (0..n_steps).rev() {
            let is_last = step + 1 == n_steps;
            let d_hidden = &self.d_hidden[step * h_len..][..h_len];
            let about = Step {
                unit_lanes,
                lengths: self.lengths,
                index: step,
                passes: B::PASSES || any_masked,
                d_hidden: if is_last || self.outputs == Outputs::Every { d_hidden } else { &[] },
                h_before: before(self.hidden, step, h_len),
                kept_before: before(self.kept, step, h_len * KEPT),
                kept: &self.kept[step * h_len * KEPT..][..h_len * KEPT],
                after: Da {
                    values: if is_last { &[] } else { self.scratch.after.as_slice() },
                    columns: (N, B::FROM_STATE, N),
                    n_units: self.layer.n_units,
                    unit_lanes,
                },
            };
            let out = Out::<S> {
                da: S::as_mut_simd_f32s(self.scratch.now.as_mut_slice()).0,
                passed_h: S::as_mut_simd_f32s(self.scratch.passed_h.as_mut_slice()).0,
                passed_c: S::as_mut_simd_f32s(self.scratch.passed_c.as_mut_slice()).0,
            };
            about.derive::<S, B, N, KEPT, R>(simd, self.to_state, out);
            self.add_gradient::<S, B, N, KEPT, R>(simd, step);
            self.write_d_x::<S, B, N, KEPT, R>(simd, step);
            std::mem::swap(&mut self.scratch.now, &mut self.scratch.after);
        }
    }

    /// Adds what a step's da adds to the weights, while it is in the cache.
    #[inline(always)]
    fn add_gradient<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize, const K: usize>(
        &mut self,
        simd: S,
        step: usize,
    ) {
        let (n_rows, n_inputs) = (self.lengths.len(), self.layer.n_inputs);
        let unit_lanes = Shape::new(self.layer).unit_lanes;
        let n_vectors = unit_lanes / S::F32_LANES;
        let stride = N * n_vectors;
        let values = &S::as_simd_f32s(self.scratch.now.as_slice()).0[..n_rows * stride];
        let da = Columns { values, stride, from: 0, n: B::TO_INPUTS * n_vectors };
        let x_len = n_rows * (n_inputs + 1);
        let x = &self.x[step * x_len..][..x_len];
        let x = Columns { values: x, stride: n_inputs + 1, from: 0, n: n_inputs + 1 };
        add_outer::<S, K>(simd, x, da, S::as_mut_simd_f32s(self.sums.inputs.as_mut_slice()).0);
        if B::TO_INPUTS < N {
            let ones = Columns { from: n_inputs, n: 1, ..x };
            let da = Columns { from: B::TO_INPUTS * n_vectors, n: n_vectors, ..da };
            add_outer::<S, K>(simd, ones, da, S::as_mut_simd_f32s(self.sums.bias.as_mut_slice()).0);
        }
        if step > 0 {
            let h = before(self.hidden, step, n_rows * unit_lanes);
            let h = Columns { values: h, stride: unit_lanes, from: 0, n: self.layer.n_units };
            let n = (N - B::FROM_STATE) * n_vectors;
            let da = Columns { from: B::FROM_STATE * n_vectors, n, ..da };
            add_outer::<S, K>(simd, h, da, S::as_mut_simd_f32s(self.sums.state.as_mut_slice()).0);
        }
    }

    /// The gradient on a step's inputs, where it is wanted.
    #[inline(always)]
    fn write_d_x<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize, const R: usize>(
        &mut self,
        simd: S,
        step: usize,
    ) {
        let Some(d_x) = &mut self.d_x else { return };
        let Shape { unit_lanes, input_lanes, .. } = Shape::new(self.layer);
        let (n_rows, n_inputs) = (self.lengths.len(), self.layer.n_inputs);
        let da = Da {
            values: self.scratch.now.as_slice(),
            columns: (N, 0, B::TO_INPUTS),
            n_units: self.layer.n_units,
            unit_lanes,
        };
        let to = S::as_mut_simd_f32s(self.scratch.d_x.as_mut_slice()).0;
        let n_vectors = input_lanes / S::F32_LANES;
        let (mut packed, mut first) = (S::as_simd_f32s(self.to_inputs).0, 0);
        while first < n_vectors {
            let width = tile_width(n_vectors - first, WIDEST);
            let (strip, rest) = packed.split_at(da.n_weights() * width);
            if width == WIDEST {
                da.write::<S, R, WIDEST>(simd, strip.as_chunks().0, n_rows, (first, n_vectors), to);
            } else {
                da.write::<S, R, 1>(simd, strip.as_chunks().0, n_rows, (first, n_vectors), to);
            }
            (packed, first) = (rest, first + width);
        }
        let rows = d_x.values[step * n_rows * d_x.stride..].chunks_exact_mut(d_x.stride);
        for (to, row) in rows.zip(self.scratch.d_x.as_slice().chunks_exact(input_lanes).take(n_rows)) {
            to[..n_inputs].copy_from_slice(&row[..n_inputs]);
        }
    }
}

/// The values of the step before; none before the first.
#[inline(always)]
fn before(values: &[f32], step: usize, len: usize) -> &[f32] {
    match step.checked_sub(1) {
        Some(before) => &values[before * len..][..len],
        None => &[],
    }
}

//! The way forwards: every step of every row, h and what the way back needs.

use pulp::{Simd, WithSimd};

use super::cells;
use super::shape::Shape;
use super::tiles::{WIDEST, product, rows_at};
use crate::nn::kernel::tiles::tile_width;
use crate::nn::kernel::vector::tanh;
use crate::nn::recurrent::{Cell, RecurrentLayer};

/// A run through all steps, to be dispatched to the widest vectors of the processor.
pub(super) struct Forward<'a> {
    pub(super) layer: RecurrentLayer,
    pub(super) packed: &'a [f32],
    /// `[step][row][n_inputs + 1]`
    pub(super) x: &'a [f32],
    pub(super) lengths: &'a [u32],
    /// `[step][row][unit_lanes]`
    pub(super) hidden: &'a mut [f32],
    /// `[step][row][vector][number]` of vectors
    pub(super) kept: &'a mut [f32],
}

/// What all tiles of a step read.
#[derive(Clone, Copy)]
struct Step<'a> {
    layer: RecurrentLayer,
    unit_lanes: usize,
    x: &'a [f32],
    /// Empty at the first step.
    h_before: &'a [f32],
    kept_before: &'a [f32],
    lengths: &'a [u32],
    index: u32,
    /// Whether a row has ended before this step.
    any_masked: bool,
}

impl WithSimd for Forward<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        if const { S::F32_LANES == 16 } {
            self.run::<S, 8, 4>(simd);
        } else {
            self.run::<S, 4, 2>(simd);
        }
    }
}

impl Forward<'_> {
    /// Tiles of R rows × up to two vectors of a simple cell, of G rows × all gates of the others.
    #[inline(always)]
    fn run<S: Simd, const R: usize, const G: usize>(self, simd: S) {
        let n_rows = self.lengths.len();
        let shape = Shape::new(self.layer);
        let (x_len, h_len) = (n_rows * (self.layer.n_inputs + 1), n_rows * shape.unit_lanes);
        let shortest = self.lengths.iter().copied().min().unwrap_or(0);
        let (mut hidden, mut kept) = (self.hidden, self.kept);
        let (mut h_before, mut kept_before): (&[f32], &[f32]) = (&[], &[]);
        for (step, x) in self.x.chunks_exact(x_len).enumerate() {
            let (h, later) = hidden.split_at_mut(h_len);
            let (now, kept_later) = kept.split_at_mut(h_len * shape.kept);
            let about = Step {
                layer: self.layer,
                unit_lanes: shape.unit_lanes,
                x,
                h_before,
                kept_before,
                lengths: self.lengths,
                index: step as u32,
                any_masked: step as u32 >= shortest,
            };
            let packed = S::as_simd_f32s(self.packed).0;
            let h_vectors = S::as_mut_simd_f32s(&mut *h).0;
            match self.layer.cell {
                Cell::Simple => about.simple::<S, R>(simd, packed, h_vectors),
                Cell::Lstm => {
                    let now = S::as_mut_simd_f32s(&mut *now).0.as_chunks_mut().0;
                    about.lstm::<S, G>(simd, packed, h_vectors, now);
                }
                Cell::Gru => {
                    let now = S::as_mut_simd_f32s(&mut *now).0.as_chunks_mut().0;
                    about.gru::<S, G>(simd, packed, h_vectors, now);
                }
            }
            (h_before, kept_before, hidden, kept) = (h, now, later, kept_later);
        }
    }
}

impl Step<'_> {
    /// The product with the inputs of R rows.
    #[inline(always)]
    fn inputs<S: Simd, const R: usize, const C: usize>(
        &self,
        simd: S,
        weights: &[[S::f32s; C]],
        row: usize,
        sums: [[S::f32s; C]; R],
    ) -> [[S::f32s; C]; R] {
        let n_inputs = self.layer.n_inputs;
        product(simd, weights, rows_at::<R>(self.x, n_inputs + 1, row, 0, n_inputs), sums)
    }

    /// The product with the state before of R rows; at the first step that is 0.
    #[inline(always)]
    fn state<S: Simd, const R: usize, const C: usize>(
        &self,
        simd: S,
        weights: &[[S::f32s; C]],
        row: usize,
        sums: [[S::f32s; C]; R],
    ) -> [[S::f32s; C]; R] {
        if self.index == 0 {
            return sums;
        }
        product(simd, weights, rows_at::<R>(self.h_before, self.unit_lanes, row, 0, self.layer.n_units), sums)
    }

    /// The state before at one vector of a row.
    #[inline(always)]
    fn before<S: Simd>(&self, simd: S, at: usize) -> S::f32s {
        if self.index == 0 { simd.splat_f32s(0.0) } else { S::as_simd_f32s(self.h_before).0[at] }
    }

    #[inline(always)]
    fn is_masked(&self, row: usize) -> bool {
        self.any_masked && self.index >= self.lengths[row]
    }

    #[inline(always)]
    fn simple<S: Simd, const R: usize>(&self, simd: S, packed: &[S::f32s], h: &mut [S::f32s]) {
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let n_weights = 1 + self.layer.n_inputs + self.layer.n_units;
        let (mut packed, mut first) = (packed, 0);
        while first < n_vectors {
            let width = tile_width(n_vectors - first, WIDEST);
            let (strip, rest) = packed.split_at(n_weights * width);
            if width == WIDEST {
                self.simple_strip::<S, R, WIDEST>(simd, strip.as_chunks().0, first, h);
            } else {
                self.simple_strip::<S, R, 1>(simd, strip.as_chunks().0, first, h);
            }
            (packed, first) = (rest, first + width);
        }
    }

    #[inline(always)]
    fn simple_strip<S: Simd, const R: usize, const V: usize>(
        &self,
        simd: S,
        strip: &[[S::f32s; V]],
        first: usize,
        h: &mut [S::f32s],
    ) {
        let mut row = 0;
        while row + R <= self.lengths.len() {
            self.simple_tile::<S, R, V>(simd, strip, (row, first), h);
            row += R;
        }
        while row < self.lengths.len() {
            self.simple_tile::<S, 1, V>(simd, strip, (row, first), h);
            row += 1;
        }
    }

    #[inline(always)]
    fn simple_tile<S: Simd, const R: usize, const V: usize>(
        &self,
        simd: S,
        strip: &[[S::f32s; V]],
        (row, first): (usize, usize),
        h: &mut [S::f32s],
    ) {
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let (bias, weights) = strip.split_at(1);
        let (from_inputs, from_state) = weights.split_at(self.layer.n_inputs);
        let sums = self.inputs(simd, from_inputs, row, [bias[0]; R]);
        let sums = self.state(simd, from_state, row, sums);
        for (r, sums) in sums.iter().enumerate() {
            let at = (row + r) * n_vectors + first;
            let is_masked = self.is_masked(row + r);
            for (v, (h, &sum)) in h[at..].iter_mut().zip(sums).enumerate() {
                *h = if is_masked { self.before(simd, at + v) } else { tanh(simd, sum) };
            }
        }
    }

    #[inline(always)]
    fn lstm<S: Simd, const R: usize>(
        &self,
        simd: S,
        packed: &[S::f32s],
        h: &mut [S::f32s],
        kept: &mut [[S::f32s; 6]],
    ) {
        let strips = packed.as_chunks::<4>().0.chunks_exact(1 + self.layer.n_inputs + self.layer.n_units);
        for (vector, strip) in strips.enumerate() {
            let mut row = 0;
            while row + R <= self.lengths.len() {
                self.lstm_tile::<S, R>(simd, strip, (row, vector), h, kept);
                row += R;
            }
            while row < self.lengths.len() {
                self.lstm_tile::<S, 1>(simd, strip, (row, vector), h, kept);
                row += 1;
            }
        }
    }

    #[inline(always)]
    fn lstm_tile<S: Simd, const R: usize>(
        &self,
        simd: S,
        strip: &[[S::f32s; 4]],
        (row, vector): (usize, usize),
        h: &mut [S::f32s],
        kept: &mut [[S::f32s; 6]],
    ) {
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let (bias, weights) = strip.split_at(1);
        let (from_inputs, from_state) = weights.split_at(self.layer.n_inputs);
        let sums = self.inputs(simd, from_inputs, row, [bias[0]; R]);
        let sums = self.state(simd, from_state, row, sums);
        for (r, &sums) in sums.iter().enumerate() {
            let at = (row + r) * n_vectors + vector;
            let mut c_before = simd.splat_f32s(0.0);
            if self.index > 0 {
                c_before = S::as_simd_f32s(self.kept_before).0.as_chunks::<6>().0[at][4];
            }
            (h[at], kept[at]) = cells::lstm(simd, sums, c_before);
            if self.is_masked(row + r) {
                h[at] = self.before(simd, at);
                kept[at][4] = c_before;
            }
        }
    }

    #[inline(always)]
    fn gru<S: Simd, const R: usize>(
        &self,
        simd: S,
        packed: &[S::f32s],
        h: &mut [S::f32s],
        kept: &mut [[S::f32s; 4]],
    ) {
        let strips = packed.as_chunks::<3>().0.chunks_exact(2 + self.layer.n_inputs + self.layer.n_units);
        for (vector, strip) in strips.enumerate() {
            let mut row = 0;
            while row + R <= self.lengths.len() {
                self.gru_tile::<S, R>(simd, strip, (row, vector), h, kept);
                row += R;
            }
            while row < self.lengths.len() {
                self.gru_tile::<S, 1>(simd, strip, (row, vector), h, kept);
                row += 1;
            }
        }
    }

    #[inline(always)]
    fn gru_tile<S: Simd, const R: usize>(
        &self,
        simd: S,
        strip: &[[S::f32s; 3]],
        (row, vector): (usize, usize),
        h: &mut [S::f32s],
        kept: &mut [[S::f32s; 4]],
    ) {
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let (bias, weights) = strip.split_at(1);
        let (from_inputs, weights) = weights.split_at(self.layer.n_inputs);
        let (state_bias, from_state) = weights.split_at(1);
        let inputs = self.inputs(simd, from_inputs, row, [bias[0]; R]);
        // z and r go on from the inputs' sums; the candidate's two parts meet only behind the reset gate.
        let mut sums = [state_bias[0]; R];
        for r in 0..R {
            sums[r][0] = simd.add_f32s(sums[r][0], inputs[r][0]);
            sums[r][1] = simd.add_f32s(sums[r][1], inputs[r][1]);
        }
        let sums = self.state(simd, from_state, row, sums);
        for r in 0..R {
            let at = (row + r) * n_vectors + vector;
            let h_before = self.before(simd, at);
            let gates = [sums[r][0], sums[r][1], inputs[r][2]];
            (h[at], kept[at]) = cells::gru(simd, gates, sums[r][2], h_before);
            if self.is_masked(row + r) {
                h[at] = h_before;
            }
        }
    }
}

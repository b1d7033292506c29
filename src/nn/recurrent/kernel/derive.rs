//! da of one step: the gradient on h from the da of the step after it, and the way through the cell.

use pulp::Simd;

use super::cells::{Arrived, Back};
use super::tiles::{WIDEST, product, rows_at};
use crate::nn::kernel::tiles::tile_width;

/// da of a step, `[row][column][unit_lanes]`.
#[derive(Clone, Copy)]
pub(super) struct Da<'a> {
    pub(super) values: &'a [f32],
    /// How many there are, and the first and the end of those that are meant.
    pub(super) columns: (usize, usize, usize),
    pub(super) n_units: usize,
    pub(super) unit_lanes: usize,
}

impl Da<'_> {
    /// Weights a number of the product has.
    #[inline(always)]
    pub(super) fn n_weights(&self) -> usize {
        (self.columns.2 - self.columns.1) * self.n_units
    }

    /// Adds the product with a strip of weights for R rows.
    #[inline(always)]
    fn times<S: Simd, const R: usize, const V: usize>(
        &self,
        simd: S,
        weights: &[[S::f32s; V]],
        row: usize,
        mut sums: [[S::f32s; V]; R],
    ) -> [[S::f32s; V]; R] {
        let (n_columns, from, _) = self.columns;
        for (column, weights) in weights.chunks_exact(self.n_units).enumerate() {
            let at = (from + column) * self.unit_lanes;
            let rows = rows_at::<R>(self.values, n_columns * self.unit_lanes, row, at, self.n_units);
            sums = product(simd, weights, rows, sums);
        }
        sums
    }

    /// The product with a strip of weights for all rows.
    ///
    /// **Shapes** to (`n_rows`, `n_vectors`), from the vector `first`
    #[inline(always)]
    pub(super) fn write<S: Simd, const R: usize, const V: usize>(
        &self,
        simd: S,
        weights: &[[S::f32s; V]],
        n_rows: usize,
        (first, n_vectors): (usize, usize),
        to: &mut [S::f32s],
    ) {
        let zero = simd.splat_f32s(0.0);
        let mut row = 0;
        while row + R <= n_rows {
            let sums = self.times(simd, weights, row, [[zero; V]; R]);
            for r in 0..R {
                to[(row + r) * n_vectors + first..][..V].copy_from_slice(&sums[r]);
            }
            row += R;
        }
        while row < n_rows {
            let sums = self.times(simd, weights, row, [[zero; V]; 1]);
            to[row * n_vectors + first..][..V].copy_from_slice(&sums[0]);
            row += 1;
        }
    }
}

/// What all tiles of a step read.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) unit_lanes: usize,
    pub(super) lengths: &'a [u32],
    pub(super) index: usize,
    /// Whether gradient reaches h before past the sums: in some cells, and in rows that have ended.
    pub(super) passes: bool,
    /// Empty where none arrives from above.
    pub(super) d_hidden: &'a [f32],
    /// Empty at the first step.
    pub(super) h_before: &'a [f32],
    pub(super) kept_before: &'a [f32],
    pub(super) kept: &'a [f32],
    /// Without values at the last step.
    pub(super) after: Da<'a>,
}

/// What the tiles of a step write.
pub(super) struct Out<'a, S: Simd> {
    pub(super) da: &'a mut [S::f32s],
    pub(super) passed_h: &'a mut [S::f32s],
    pub(super) passed_c: &'a mut [S::f32s],
}

impl Step<'_> {
    /// da of the step, strip by strip.
    #[inline(always)]
    pub(super) fn derive<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize, const R: usize>(
        &self,
        simd: S,
        to_state: &[f32],
        mut out: Out<'_, S>,
    ) {
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let (mut packed, mut first) = (S::as_simd_f32s(to_state).0, 0);
        while first < n_vectors {
            let width = tile_width(n_vectors - first, WIDEST);
            let (strip, rest) = packed.split_at(self.after.n_weights() * width);
            if width == WIDEST {
                self.strip::<S, B, N, KEPT, R, WIDEST>(simd, strip.as_chunks().0, first, &mut out);
            } else {
                self.strip::<S, B, N, KEPT, R, 1>(simd, strip.as_chunks().0, first, &mut out);
            }
            (packed, first) = (rest, first + width);
        }
    }

    #[inline(always)]
    fn strip<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize, const R: usize, const V: usize>(
        &self,
        simd: S,
        strip: &[[S::f32s; V]],
        first: usize,
        out: &mut Out<'_, S>,
    ) {
        let mut row = 0;
        while row + R <= self.lengths.len() {
            self.tile::<S, B, N, KEPT, R, V>(simd, strip, (row, first), out);
            row += R;
        }
        while row < self.lengths.len() {
            self.tile::<S, B, N, KEPT, 1, V>(simd, strip, (row, first), out);
            row += 1;
        }
    }

    /// The gradient on h of R rows, and da right behind it, while it is in registers.
    #[inline(always)]
    fn tile<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize, const R: usize, const V: usize>(
        &self,
        simd: S,
        strip: &[[S::f32s; V]],
        (row, first): (usize, usize),
        out: &mut Out<'_, S>,
    ) {
        let zero = simd.splat_f32s(0.0);
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let mut sums = [[zero; V]; R];
        for (r, sums) in sums.iter_mut().enumerate() {
            let at = (row + r) * n_vectors + first;
            if !self.d_hidden.is_empty() {
                sums.copy_from_slice(&S::as_simd_f32s(self.d_hidden).0[at..][..V]);
            }
            if self.passes {
                for (sum, passed) in sums.iter_mut().zip(&out.passed_h[at..]) {
                    *sum = simd.add_f32s(*sum, *passed);
                }
            }
        }
        if !self.after.values.is_empty() {
            sums = self.after.times(simd, strip, row, sums);
        }
        for (r, sums) in sums.iter().enumerate() {
            for (v, &d_h) in sums.iter().enumerate() {
                self.through::<S, B, N, KEPT>(simd, (row + r, first + v), d_h, out);
            }
        }
    }

    /// da of one vector of a row from the gradient on its h, and what passes by.
    #[inline(always)]
    fn through<S: Simd, B: Back<N, KEPT>, const N: usize, const KEPT: usize>(
        &self,
        simd: S,
        (row, vector): (usize, usize),
        d_h: S::f32s,
        out: &mut Out<'_, S>,
    ) {
        let zero = simd.splat_f32s(0.0);
        let n_vectors = self.unit_lanes / S::F32_LANES;
        let at = row * n_vectors + vector;
        let da = &mut out.da[row * N * n_vectors..][..N * n_vectors];
        if self.index >= self.lengths[row] as usize {
            for column in 0..N {
                da[column * n_vectors + vector] = zero;
            }
            out.passed_h[at] = d_h;
            return;
        }
        let (mut h_before, mut c_before) = (zero, zero);
        if self.index > 0 {
            if B::NEEDS_H {
                h_before = S::as_simd_f32s(self.h_before).0[at];
            }
            if let Some(c) = B::C {
                c_before = S::as_simd_f32s(self.kept_before).0.as_chunks::<KEPT>().0[at][c];
            }
        }
        let d_c = if B::C.is_some() { out.passed_c[at] } else { zero };
        let kept = S::as_simd_f32s(self.kept).0.as_chunks::<KEPT>().0[at];
        let leaving = B::back(simd, kept, Arrived { h_before, c_before, d_h, d_c });
        for (column, d_sum) in leaving.sums.iter().enumerate() {
            da[column * n_vectors + vector] = *d_sum;
        }
        if self.passes {
            out.passed_h[at] = leaving.h;
        }
        if B::C.is_some() {
            out.passed_c[at] = leaving.c;
        }
    }
}

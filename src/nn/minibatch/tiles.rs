//! Rows times a matrix, in tiles that stay in registers: lanes are units, rows are customers.

use pulp::Simd;

use crate::nn::Activation;
use crate::nn::kernel::vector::{activate, through};
use crate::nn::recurrent::kernel::tiles::rows_at;

/// Rows of numbers.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a> {
    pub(super) values: &'a [f32],
    pub(super) stride: usize,
    /// How many of a row's numbers are meant.
    pub(super) n: usize,
    pub(super) n_rows: usize,
}

/// What becomes of the sums.
#[derive(Clone, Copy)]
pub(super) enum Finish<'a, V> {
    /// The activation, and then the mask where there is one.
    Forward { activation: Activation, mask: &'a [V] },
    /// The mask, and then the derivative at the outputs, which are `masked` times `keep` where the mask let them pass.
    Backward { activation: Activation, mask: &'a [V], masked: &'a [V], keep: f32 },
}

/// `finish(start + x·matrix)` for all rows.
///
/// **Shapes** x (`n_rows`, n), matrix (n, m), start (m) or empty for zeros, out (`n_rows`, m); m in vectors, a multiple
/// of T. Tiles of R rows × C vectors, of T vectors where C no longer fit.
#[inline(always)]
pub(super) fn multiply<S: Simd, const R: usize, const C: usize, const T: usize>(
    simd: S,
    x: Numbers<'_>,
    (matrix, start): (&[S::f32s], &[S::f32s]),
    finish: Finish<'_, S::f32s>,
    (out, n_vectors): (&mut [S::f32s], usize),
) {
    let mut first = 0;
    while first < n_vectors {
        let strip = Strip { matrix, start, first, n_vectors, finish };
        if n_vectors - first >= C {
            strip.run::<S, R, C>(simd, x, out);
            first += C;
        } else {
            strip.run::<S, R, T>(simd, x, out);
            first += T;
        }
    }
}

/// Some vectors of a matrix's columns.
struct Strip<'a, V> {
    matrix: &'a [V],
    start: &'a [V],
    first: usize,
    n_vectors: usize,
    finish: Finish<'a, V>,
}

impl<V: Copy> Strip<'_, V> {
    #[inline(always)]
    fn run<S: Simd<f32s = V>, const R: usize, const C: usize>(&self, simd: S, x: Numbers<'_>, out: &mut [V]) {
        let mut row = 0;
        while row + R <= x.n_rows {
            self.tile::<S, R, C>(simd, x, row, out);
            row += R;
        }
        while row < x.n_rows {
            self.tile::<S, 1, C>(simd, x, row, out);
            row += 1;
        }
    }

    #[expect(clippy::needless_range_loop, reason = "k walks through the rows and the matrix together")]
    #[inline(always)]
    fn tile<S: Simd<f32s = V>, const R: usize, const C: usize>(
        &self,
        simd: S,
        x: Numbers<'_>,
        row: usize,
        out: &mut [V],
    ) {
        let mut begin = [simd.splat_f32s(0.0); C];
        if let Some(start) = self.start.get(self.first..).and_then(|start| start.first_chunk::<C>()) {
            begin = *start;
        }
        let mut sums = [begin; R];
        let rows = rows_at::<R>(x.values, x.stride, row, 0, x.n);
        for k in 0..x.n {
            let Some(weights) = self.matrix[k * self.n_vectors + self.first..].first_chunk::<C>() else {
                return;
            };
            for r in 0..R {
                let x = simd.splat_f32s(rows[r][k]);
                for c in 0..C {
                    sums[r][c] = simd.mul_add_e_f32s(x, weights[c], sums[r][c]);
                }
            }
        }
        let at = |r: usize| (row + r) * self.n_vectors + self.first;
        match self.finish {
            Finish::Forward { activation, mask } => {
                activate(simd, activation, &mut sums);
                if !mask.is_empty() {
                    for r in 0..R {
                        for (sum, &mask) in sums[r].iter_mut().zip(&mask[at(r)..]) {
                            *sum = simd.mul_f32s(*sum, mask);
                        }
                    }
                }
            }
            Finish::Backward { activation, mask, masked, keep } => {
                for r in 0..R {
                    for c in 0..C {
                        let (mut d, mut a) = (sums[r][c], masked[at(r) + c]);
                        if !mask.is_empty() {
                            d = simd.mul_f32s(d, mask[at(r) + c]);
                            a = simd.mul_f32s(a, simd.splat_f32s(keep));
                        }
                        sums[r][c] = through(simd, activation, d, a);
                    }
                }
            }
        }
        for r in 0..R {
            out[at(r)..][..C].copy_from_slice(&sums[r]);
        }
    }
}

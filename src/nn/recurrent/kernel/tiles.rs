//! The two products everything is made of: rows times a strip of weights, and the sum of outer products.

use pulp::Simd;

use crate::nn::kernel::tiles::tile_width;

/// Vectors of the widest strip: with 8 rows half of AVX-512's registers, with 4 half of AVX2's.
pub(super) const WIDEST: usize = 2;

/// Adds Σₖ row[k] · weights[k] to the sums of R rows, all of them in registers.
///
/// **Shapes** weights (n) of C vectors; rows at least n numbers each
#[inline(always)]
pub(super) fn product<S: Simd, const R: usize, const C: usize>(
    simd: S,
    weights: &[[S::f32s; C]],
    rows: [&[f32]; R],
    mut sums: [[S::f32s; C]; R],
) -> [[S::f32s; C]; R] {
    let n = weights.len();
    let mut inputs = rows;
    for row in &mut inputs {
        *row = &row[..n];
    }
    for k in 0..n {
        for r in 0..R {
            let x = simd.splat_f32s(inputs[r][k]);
            for c in 0..C {
                sums[r][c] = simd.mul_add_e_f32s(x, weights[k][c], sums[r][c]);
            }
        }
    }
    sums
}

/// R rows of numbers.
#[inline(always)]
pub(in crate::nn) fn rows_at<const R: usize>(
    values: &[f32],
    stride: usize,
    first: usize,
    from: usize,
    n: usize,
) -> [&[f32]; R] {
    let mut rows: [&[f32]; R] = [&[]; R];
    for (r, row) in rows.iter_mut().enumerate() {
        *row = &values[(first + r) * stride + from..][..n];
    }
    rows
}

/// Rows of numbers, or of vectors, and which of their columns are meant.
#[derive(Clone, Copy)]
pub(in crate::nn) struct Columns<'a, T> {
    pub(in crate::nn) values: &'a [T],
    pub(in crate::nn) stride: usize,
    pub(in crate::nn) from: usize,
    pub(in crate::nn) n: usize,
}

/// Adds Σ over the rows of xᵀ·d to `sums`, tile by tile of K numbers × up to two vectors.
///
/// **Shapes** x (rows, n), d (rows, m) vectors, sums (n, m) vectors
#[inline(always)]
pub(in crate::nn) fn add_outer<S: Simd, const K: usize>(
    simd: S,
    x: Columns<'_, f32>,
    d: Columns<'_, S::f32s>,
    sums: &mut [S::f32s],
) {
    let mut vector = 0;
    while vector < d.n {
        let strip = Columns { from: d.from + vector, ..d };
        let mut to = Target { sums: &mut *sums, stride: d.n, from: vector };
        let width = tile_width(d.n - vector, WIDEST);
        if width == WIDEST {
            outer_strip::<S, K, WIDEST>(simd, x, strip, &mut to);
        } else {
            outer_strip::<S, K, 1>(simd, x, strip, &mut to);
        }
        vector += width;
    }
}

/// Where the sums of a strip stand.
struct Target<'a, T> {
    sums: &'a mut [T],
    stride: usize,
    from: usize,
}

#[inline(always)]
fn outer_strip<S: Simd, const K: usize, const V: usize>(
    simd: S,
    x: Columns<'_, f32>,
    d: Columns<'_, S::f32s>,
    to: &mut Target<'_, S::f32s>,
) {
    let mut input = 0;
    while input + K <= x.n {
        outer_tile::<S, K, V>(simd, Columns { from: x.from + input, ..x }, d, to, input);
        input += K;
    }
    while input + 2 <= x.n {
        outer_tile::<S, 2, V>(simd, Columns { from: x.from + input, ..x }, d, to, input);
        input += 2;
    }
    if input < x.n {
        outer_tile::<S, 1, V>(simd, Columns { from: x.from + input, ..x }, d, to, input);
    }
}

#[inline(always)]
fn outer_tile<S: Simd, const K: usize, const V: usize>(
    simd: S,
    x: Columns<'_, f32>,
    d: Columns<'_, S::f32s>,
    to: &mut Target<'_, S::f32s>,
    input: usize,
) {
    let mut tile = [[simd.splat_f32s(0.0); V]; K];
    for (x_row, d_row) in x.values.chunks_exact(x.stride).zip(d.values.chunks_exact(d.stride)) {
        let (Some(x_row), Some(d_row)) =
            (x_row[x.from..].first_chunk::<K>(), d_row[d.from..].first_chunk::<V>())
        else {
            return;
        };
        for k in 0..K {
            let x = simd.splat_f32s(x_row[k]);
            for v in 0..V {
                tile[k][v] = simd.mul_add_e_f32s(x, d_row[v], tile[k][v]);
            }
        }
    }
    for (k, tile) in tile.iter().enumerate() {
        let sums = &mut to.sums[(input + k) * to.stride + to.from..][..V];
        for (sum, part) in sums.iter_mut().zip(tile) {
            *sum = simd.add_f32s(*sum, *part);
        }
    }
}

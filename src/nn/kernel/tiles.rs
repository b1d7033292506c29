//! The three products of back-propagation on packed rows: accumulators stay in registers, lanes are rows.

use pulp::Simd;

use super::vector::{activate, through};
use crate::nn::Activation;

/// The units the next tile covers: the widest that fits, then halves of it.
pub(in crate::nn) fn tile_width(left: usize, widest: usize) -> usize {
    if left >= widest { widest } else { 1 << left.ilog2() }
}

/// Outputs of a layer for one block: a tile of units at a time starts at its biases, takes up every input row times
/// a broadcast weight, and passes the activation before it is stored.
///
/// **Shapes** packed: tile after tile, in each the biases and then, input by input, the weights of the tile's units;
/// x (`n_inputs`) rows, out (`n_outputs`) rows of V vectors
#[inline(always)]
pub(super) fn forward_layer<S: Simd, const V: usize, const U: usize>(
    simd: S,
    packed: &[f32],
    activation: Activation,
    x: &[[S::f32s; V]],
    out: &mut [[S::f32s; V]],
) {
    let (mut packed, mut out) = (packed, out);
    while !out.is_empty() {
        let width = tile_width(out.len(), U);
        let (tile, other_tiles) = packed.split_at(width * (x.len() + 1));
        let (units, other_units) = out.split_at_mut(width);
        match width {
            8 => forward_tile::<S, V, 8>(simd, tile, activation, x, units),
            4 => forward_tile::<S, V, 4>(simd, tile, activation, x, units),
            2 => forward_tile::<S, V, 2>(simd, tile, activation, x, units),
            _ => forward_tile::<S, V, 1>(simd, tile, activation, x, units),
        }
        (packed, out) = (other_tiles, other_units);
    }
}

#[inline(always)]
fn forward_tile<S: Simd, const V: usize, const U: usize>(
    simd: S,
    packed: &[f32],
    activation: Activation,
    x: &[[S::f32s; V]],
    out: &mut [[S::f32s; V]],
) {
    let (Some((bias, weights)), Some(out)) =
        (packed.as_chunks::<U>().0.split_first(), out.first_chunk_mut::<U>())
    else {
        return;
    };
    let mut sums = [[simd.splat_f32s(0.0); V]; U];
    for unit in 0..U {
        sums[unit] = [simd.splat_f32s(bias[unit]); V];
    }
    for (weights, x) in weights.iter().zip(x) {
        for unit in 0..U {
            let weight = simd.splat_f32s(weights[unit]);
            for v in 0..V {
                sums[unit][v] = simd.mul_add_e_f32s(weight, x[v], sums[unit][v]);
            }
        }
    }
    activate(simd, activation, &mut sums);
    *out = sums;
}

/// δ of a hidden layer for one block from the δ of the layer above, times the activation's derivative.
///
/// **Shapes** packed: tile after tile of this layer's units, in each, unit above by unit above, the weights towards
/// it; above (`n_above`) rows, a and out (`n_units`) rows
#[inline(always)]
pub(super) fn backward_layer<S: Simd, const V: usize, const U: usize>(
    simd: S,
    packed: &[f32],
    activation: Activation,
    above: &[[S::f32s; V]],
    a: &[[S::f32s; V]],
    out: &mut [[S::f32s; V]],
) {
    let (mut packed, mut a, mut out) = (packed, a, out);
    while !out.is_empty() {
        let width = tile_width(out.len(), U);
        let (tile, other_tiles) = packed.split_at(width * above.len());
        let (units, other_units) = out.split_at_mut(width);
        match width {
            8 => backward_tile::<S, V, 8>(simd, tile, activation, above, a, units),
            4 => backward_tile::<S, V, 4>(simd, tile, activation, above, a, units),
            2 => backward_tile::<S, V, 2>(simd, tile, activation, above, a, units),
            _ => backward_tile::<S, V, 1>(simd, tile, activation, above, a, units),
        }
        (packed, a, out) = (other_tiles, &a[width..], other_units);
    }
}

#[inline(always)]
fn backward_tile<S: Simd, const V: usize, const U: usize>(
    simd: S,
    packed: &[f32],
    activation: Activation,
    above: &[[S::f32s; V]],
    a: &[[S::f32s; V]],
    out: &mut [[S::f32s; V]],
) {
    let (Some(a), Some(out)) = (a.first_chunk::<U>(), out.first_chunk_mut::<U>()) else { return };
    let mut sums = [[simd.splat_f32s(0.0); V]; U];
    for (weights, above) in packed.as_chunks::<U>().0.iter().zip(above) {
        for unit in 0..U {
            let weight = simd.splat_f32s(weights[unit]);
            for v in 0..V {
                sums[unit][v] = simd.mul_add_e_f32s(weight, above[v], sums[unit][v]);
            }
        }
    }
    for unit in 0..U {
        for v in 0..V {
            out[unit][v] = through(simd, activation, sums[unit][v], a[unit][v]);
        }
    }
}

/// The rows the weight gradient of a layer is made of, for a chunk of blocks.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a, S: Simd, const V: usize> {
    /// `[block][n_outputs]`
    pub(super) deltas: &'a [[S::f32s; V]],
    /// `[block][n_inputs + 1]`, the last row 1
    pub(super) inputs: &'a [[S::f32s; V]],
    pub(super) n_deltas: usize,
    /// `n_inputs + 1`
    pub(super) n_inputs: usize,
}

/// Adds δ·aᵀ of a chunk of blocks to `sums`, tile by tile of K deltas × I inputs, still one sum a lane.
///
/// **Shapes** sums (`n_outputs`, `n_inputs` + 1) vectors
#[inline(always)]
pub(super) fn add_gradient<S: Simd, const V: usize, const K: usize, const I: usize>(
    simd: S,
    rows: Rows<'_, S, V>,
    sums: &mut [S::f32s],
) {
    let mut delta = 0;
    while delta < rows.n_deltas {
        let height = tile_width(rows.n_deltas - delta, K);
        let strip = &mut sums[delta * rows.n_inputs..][..height * rows.n_inputs];
        match height {
            4 => gradient_strip::<S, V, 4, I>(simd, rows, delta, strip),
            2 => gradient_strip::<S, V, 2, I>(simd, rows, delta, strip),
            _ => gradient_strip::<S, V, 1, I>(simd, rows, delta, strip),
        }
        delta += height;
    }
}

#[inline(always)]
fn gradient_strip<S: Simd, const V: usize, const K: usize, const I: usize>(
    simd: S,
    rows: Rows<'_, S, V>,
    delta: usize,
    strip: &mut [S::f32s],
) {
    let mut input = 0;
    while input < rows.n_inputs {
        let left = rows.n_inputs - input;
        let width = left.min(I);
        match width {
            6 => gradient_tile::<S, V, K, 6>(simd, rows, delta, input, strip),
            5 => gradient_tile::<S, V, K, 5>(simd, rows, delta, input, strip),
            4 => gradient_tile::<S, V, K, 4>(simd, rows, delta, input, strip),
            3 => gradient_tile::<S, V, K, 3>(simd, rows, delta, input, strip),
            2 => gradient_tile::<S, V, K, 2>(simd, rows, delta, input, strip),
            _ => gradient_tile::<S, V, K, 1>(simd, rows, delta, input, strip),
        }
        input += width;
    }
}

#[inline(always)]
fn gradient_tile<S: Simd, const V: usize, const K: usize, const I: usize>(
    simd: S,
    rows: Rows<'_, S, V>,
    delta: usize,
    input: usize,
    strip: &mut [S::f32s],
) {
    let mut tile = [[simd.splat_f32s(0.0); I]; K];
    for (d, a) in rows.deltas.chunks_exact(rows.n_deltas).zip(rows.inputs.chunks_exact(rows.n_inputs)) {
        let (Some(d), Some(a)) = (d[delta..].first_chunk::<K>(), a[input..].first_chunk::<I>()) else {
            return;
        };
        for v in 0..V {
            for i in 0..I {
                for k in 0..K {
                    tile[k][i] = simd.mul_add_e_f32s(d[k][v], a[i][v], tile[k][i]);
                }
            }
        }
    }
    for (sums, tile) in strip.chunks_exact_mut(rows.n_inputs).zip(&tile) {
        for (sum, part) in sums[input..].iter_mut().zip(tile) {
            *sum = simd.add_f32s(*sum, *part);
        }
    }
}

//! Rows packed for vectors, and squared Euclidean distances between them and a few points.
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

use std::ops::Range;

use ndarray::{ArrayView2, Axis};
use pulp::Simd;
use rayon::prelude::*;

use crate::base::Aligned;

/// Rows of a block: two pairs of vectors of AVX-512, four of AVX2.
pub const ROWS: usize = 64;
/// Blocks of a part. Parts are worked on side by side and added in order, whatever the number of threads.
const PART_BLOCKS: usize = 64;
/// Values beyond it are refused: sums of their squares would leave the range of f32.
const LARGEST: f32 = 1e15;
/// Points a tile: 6 pairs of accumulators, a pair of rows and the differences fill AVX2's sixteen registers.
const WIDEST: usize = 6;
const SUMMED_ROWS: usize = 4096;

/// Two vectors of rows.
pub(crate) type Pair<S> = [<S as Simd>::f32s; 2];

/// Rows in blocks of 64, feature after feature, less the mean of each feature; rows that fill up the last block are
/// zero, which is the mean.
#[derive(Debug)]
pub struct Packed {
    n_samples: usize,
    mean: Vec<f64>,
    values: Aligned,
    refused: Option<(usize, usize)>,
}

impl Packed {
    /// Packs rows around the mean of each feature.
    ///
    /// **Shapes** rows (`n_samples`, `n_features`)
    pub fn pack(rows: ArrayView2<f32>) -> Self {
        Self::around(rows, column_means(rows))
    }

    /// Packs rows around a given point.
    ///
    /// **Shapes** rows (`n_samples`, `n_features`), `mean` (`n_features`)
    pub(crate) fn around(rows: ArrayView2<f32>, mean: Vec<f64>) -> Self {
        let (n_samples, n_features) = rows.dim();
        let n_blocks = n_samples.div_ceil(ROWS);
        let mut values = Aligned::zeros(n_blocks * n_features * ROWS);
        let refused = values
            .as_mut_slice()
            .par_chunks_mut((PART_BLOCKS * n_features * ROWS).max(1))
            .enumerate()
            .map(|(part, blocks)| pack_part(rows, &mean, part * PART_BLOCKS * ROWS, blocks))
            .collect::<Vec<_>>();
        Self { n_samples, mean, values, refused: refused.into_iter().flatten().next() }
    }

    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    pub fn n_features(&self) -> usize {
        self.mean.len()
    }

    /// What was taken off each feature.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// Row and feature of the first value that is no finite number below 10¹⁵.
    pub fn refused(&self) -> Option<(usize, usize)> {
        self.refused
    }

    /// A packed value, less the mean.
    pub fn value(&self, row: usize, feature: usize) -> f32 {
        self.values.as_slice()[row / ROWS * self.n_features() * ROWS + feature * ROWS + row % ROWS]
    }

    /// A packed row, less the mean.
    pub fn row(&self, row: usize) -> impl Iterator<Item = f32> + '_ {
        (0..self.n_features()).map(move |feature| self.value(row, feature))
    }

    /// Squared distance of a row from a point, both less the mean, in f64.
    pub(crate) fn squared_distance(&self, row: usize, point: &[f64]) -> f64 {
        self.row(row).zip(point).map(|(x, c)| (f64::from(x) - c).powi(2)).sum()
    }

    pub(crate) fn n_blocks(&self) -> usize {
        self.n_samples.div_ceil(ROWS)
    }

    /// The parts of a pass, as blocks.
    pub(crate) fn parts(&self) -> impl IndexedParallelIterator<Item = Range<usize>> {
        let n_blocks = self.n_blocks();
        (0..n_blocks.div_ceil(PART_BLOCKS))
            .into_par_iter()
            .map(move |part| part * PART_BLOCKS..n_blocks.min((part + 1) * PART_BLOCKS))
    }

    /// Rows that a part takes up, those that fill up the last block included.
    pub(crate) const PART_ROWS: usize = PART_BLOCKS * ROWS;

    /// Rows of a block that are customers.
    pub(crate) fn filled(&self, block: usize) -> usize {
        ROWS.min(self.n_samples - block * ROWS)
    }

    /// A block as N strips of two vectors a feature.
    #[inline(always)]
    pub(crate) fn block<S: Simd, const N: usize>(&self, block: usize) -> &[[Pair<S>; N]] {
        let len = self.mean.len() * ROWS;
        strips::<S, N>(&self.values.as_slice()[block * len..][..len])
    }
}

/// Sums over fixed pieces of the rows, added in order: the same bits for any number of threads.
///
/// **Shapes** result as long as `len`; `add(row, labels' row number, sums)` adds a row
pub(crate) fn sum_rows(
    rows: ArrayView2<f32>,
    len: usize,
    add: impl Fn(usize, &[f32], &mut [f64]) + Sync,
) -> Vec<f64> {
    let pieces: Vec<_> = rows.axis_chunks_iter(Axis(0), SUMMED_ROWS).collect();
    let sums: Vec<Vec<f64>> = pieces
        .into_par_iter()
        .enumerate()
        .map(|(piece, rows)| {
            let mut sums = vec![0.0; len];
            let mut buffer = vec![0.0; rows.ncols()];
            for (row, values) in rows.outer_iter().enumerate() {
                for (to, &value) in buffer.iter_mut().zip(values) {
                    *to = value;
                }
                add(piece * SUMMED_ROWS + row, &buffer, &mut sums);
            }
            sums
        })
        .collect();
    let mut total = vec![0.0; len];
    for sums in sums {
        for (total, sum) in total.iter_mut().zip(sums) {
            *total += sum;
        }
    }
    total
}

/// Mean of each column; 0 without rows.
pub(crate) fn column_means(rows: ArrayView2<f32>) -> Vec<f64> {
    let mut sums = sum_rows(rows, rows.ncols(), |_, values, sums| {
        for (sum, &value) in sums.iter_mut().zip(values) {
            *sum += f64::from(value);
        }
    });
    for sum in &mut sums {
        *sum /= rows.nrows().max(1) as f64;
    }
    sums
}

/// Fills the blocks of a part and returns the first value that is refused.
fn pack_part(
    rows: ArrayView2<f32>,
    mean: &[f64],
    first_row: usize,
    blocks: &mut [f32],
) -> Option<(usize, usize)> {
    let mut refused = None;
    for (block, values) in blocks.chunks_exact_mut(mean.len() * ROWS).enumerate() {
        let first_row = first_row + block * ROWS;
        let last_row = rows.nrows().min(first_row + ROWS);
        for row in first_row..last_row {
            for (feature, (&value, mean)) in rows.row(row).iter().zip(mean).enumerate() {
                if !value.is_finite() || value.abs() >= LARGEST {
                    refused = refused.or(Some((row, feature)));
                }
                values[feature * ROWS + row - first_row] = (f64::from(value) - mean) as f32;
            }
        }
    }
    refused
}

/// A few points in the order the tiles read them: tile after tile, in each feature after feature.
#[derive(Debug)]
pub(crate) struct Points {
    n_points: usize,
    tiles: Vec<f32>,
}

impl Points {
    /// **Shapes** values (`n_points`, `n_features`) row after row
    pub(crate) fn new(values: &[f32], n_features: usize) -> Self {
        let n_points = values.len() / n_features.max(1);
        let mut tiles = Vec::with_capacity(values.len());
        let mut first = 0;
        while first < n_points {
            let width = tile_width(n_points - first);
            for feature in 0..n_features {
                tiles.extend((first..first + width).map(|point| values[point * n_features + feature]));
            }
            first += width;
        }
        Self { n_points, tiles }
    }

    pub(crate) fn n_points(&self) -> usize {
        self.n_points
    }
}

/// Nearly equal tiles are faster than full ones and a narrow rest.
fn tile_width(left: usize) -> usize {
    left.div_ceil(left.div_ceil(WIDEST))
}

/// A slice as N strips of two vectors.
#[inline(always)]
pub(crate) fn strips<S: Simd, const N: usize>(slice: &[f32]) -> &[[Pair<S>; N]] {
    S::as_simd_f32s(slice).0.as_chunks::<2>().0.as_chunks::<N>().0
}

#[inline(always)]
pub(crate) fn strips_mut<S: Simd, const N: usize>(slice: &mut [f32]) -> &mut [[Pair<S>; N]] {
    S::as_mut_simd_f32s(slice).0.as_chunks_mut::<2>().0.as_chunks_mut::<N>().0
}

/// Squared Euclidean distances of two vectors of rows from every point.
///
/// `Σ (x − c)²` feature by feature: no cancellation, as |x|² − 2x·c + |c|² would have.
///
/// **Shapes** block (`n_features`) strips, out (`n_points`)
#[inline(always)]
pub(crate) fn squared_distances<S: Simd, const N: usize>(
    simd: S,
    block: &[[Pair<S>; N]],
    strip: usize,
    points: &Points,
    out: &mut [Pair<S>],
) {
    let mut tiles = &points.tiles[..];
    let mut out = &mut out[..points.n_points];
    while !out.is_empty() {
        let width = tile_width(out.len());
        let (tile, other_tiles) = tiles.split_at(width * block.len());
        let (to, others) = out.split_at_mut(width);
        match width {
            6 => tile_distances::<S, N, 6>(simd, block, strip, tile, to),
            5 => tile_distances::<S, N, 5>(simd, block, strip, tile, to),
            4 => tile_distances::<S, N, 4>(simd, block, strip, tile, to),
            3 => tile_distances::<S, N, 3>(simd, block, strip, tile, to),
            2 => tile_distances::<S, N, 2>(simd, block, strip, tile, to),
            _ => tile_distances::<S, N, 1>(simd, block, strip, tile, to),
        }
        (tiles, out) = (other_tiles, others);
    }
}

#[inline(always)]
fn tile_distances<S: Simd, const N: usize, const C: usize>(
    simd: S,
    block: &[[Pair<S>; N]],
    strip: usize,
    tile: &[f32],
    out: &mut [Pair<S>],
) {
    let Some(out) = out.first_chunk_mut::<C>() else { return };
    let mut sums = [[simd.splat_f32s(0.0); 2]; C];
    for (x, points) in block.iter().zip(tile.as_chunks::<C>().0) {
        let x = x[strip];
        for c in 0..C {
            let point = simd.splat_f32s(points[c]);
            for v in 0..2 {
                let difference = simd.sub_f32s(x[v], point);
                sums[c][v] = simd.mul_add_e_f32s(difference, difference, sums[c][v]);
            }
        }
    }
    *out = sums;
}

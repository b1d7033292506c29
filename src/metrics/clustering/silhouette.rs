//! How much nearer a customer lies to the own group than to the next one.

use ndarray::{ArrayView1, ArrayView2, Axis};
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::{is_defined, sizes};
use crate::base::Aligned;
use crate::metrics::distance::{Packed, Pair, Points, ROWS, column_means, squared_distances, strips_mut};

/// Rows looked at together: their distances stay in registers tile by tile, the packed rows in the caches.
const TOGETHER: usize = 12;
/// Blocks whose distances are summed in f32 before they are added in f64.
const SUMMED_BLOCKS: usize = 16;
/// The widest vector there is, in f32.
const WIDEST: usize = 16;

/// Mean silhouette of all rows, from −1 (in the wrong group) to 1.
///
/// **Numerics** as [`silhouette_samples`], added in f64 in the order of the rows.
pub fn silhouette(rows: ArrayView2<f32>, labels: &[u8]) -> Option<f64> {
    let samples = silhouette_samples(rows, labels)?;
    Some(samples.iter().map(|&sample| f64::from(sample)).sum::<f64>() / samples.len() as f64)
}

/// Silhouette of every row: whether it lies nearer to the rows of its own group than to those of the next one.
///
/// `s = (b − a) / max(a, b)`, a the mean distance from the other rows of the own group, b the smallest mean distance
/// from the rows of another group; 0 in a group of one, and where a and b are 0
///
/// **Shapes** rows (`n_samples`, `n_features`), labels and result (`n_samples`)
///
/// **Numerics** `None` with fewer than two groups, with every row its own, or where a value is not finite. All pairs
/// are measured: O(n²·d), in f32 by differences, summed in f64. Each row is worked on alone, in a fixed order.
///
/// **Source** Rousseeuw 1987; scikit-learn `silhouette_samples`.
pub fn silhouette_samples(rows: ArrayView2<f32>, labels: &[u8]) -> Option<Vec<f32>> {
    let n = rows.nrows().min(labels.len());
    let (rows, labels) = (rows.split_at(Axis(0), n).0, &labels[..n]);
    if !is_defined(&sizes(labels)) {
        return None;
    }
    let grouped = Grouped::new(rows, labels)?;
    let mut samples = vec![0.0; n];
    let arch = Arch::new();
    samples.par_chunks_mut(TOGETHER).enumerate().for_each(|(chunk, samples)| {
        let first = chunk * TOGETHER;
        let sums = arch.dispatch(DistanceSums { grouped: &grouped, rows: first..first + samples.len() });
        for (row, (sample, sums)) in
            samples.iter_mut().zip(sums.chunks_exact(grouped.groups.len())).enumerate()
        {
            *sample = grouped.silhouette(labels[first + row], sums) as f32;
        }
    });
    Some(samples)
}

/// The rows of one label.
struct Group {
    label: u8,
    size: usize,
    packed: Packed,
}

/// Rows packed group by group.
struct Grouped {
    groups: Vec<Group>,
    /// (`n_samples`, `n_features`), less the mean as the packed ones are
    rows: Vec<f32>,
    n_features: usize,
}

impl Grouped {
    fn new(rows: ArrayView2<f32>, labels: &[u8]) -> Option<Self> {
        let mean = column_means(rows);
        let of_row = |row: ArrayView1<f32>| -> Vec<f32> {
            row.iter().zip(&mean).map(|(&x, mean)| (f64::from(x) - mean) as f32).collect()
        };
        let centred = rows.outer_iter().flat_map(of_row).collect();
        let mut groups = Vec::new();
        for label in 0..=u8::MAX {
            let members: Vec<usize> = labels
                .iter()
                .enumerate()
                .filter(|(_, of_row)| **of_row == label)
                .map(|(row, _)| row)
                .collect();
            if members.is_empty() {
                continue;
            }
            let packed = Packed::around(rows.select(Axis(0), &members).view(), mean.clone());
            if packed.refused().is_some() {
                return None;
            }
            groups.push(Group { label, size: members.len(), packed });
        }
        Some(Self { groups, rows: centred, n_features: rows.ncols() })
    }

    /// From the sums of a row's distances from every group.
    fn silhouette(&self, label: u8, sums: &[f64]) -> f64 {
        let (mut own, mut nearest) = (0.0, f64::INFINITY);
        for (group, &sum) in self.groups.iter().zip(sums) {
            if group.label != label {
                nearest = (sum / group.size as f64).min(nearest);
            } else if group.size == 1 {
                return 0.0;
            } else {
                own = sum / (group.size - 1) as f64;
            }
        }
        let larger = f64::max(own, nearest);
        if larger > 0.0 { (nearest - own) / larger } else { 0.0 }
    }
}

/// Sums of the distances of a few rows from all rows of every group, (`rows`, `n_groups`).
struct DistanceSums<'a> {
    grouped: &'a Grouped,
    rows: std::ops::Range<usize>,
}

impl WithSimd for DistanceSums<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        if const { S::F32_LANES == 16 } {
            self.run::<S, 2>(simd)
        } else if const { S::F32_LANES == 8 } {
            self.run::<S, 4>(simd)
        } else if const { S::F32_LANES == 4 } {
            self.run::<S, 8>(simd)
        } else {
            self.run::<S, 32>(simd)
        }
    }
}

impl DistanceSums<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, simd: S) -> Vec<f64> {
        let (groups, n_rows) = (&self.grouped.groups, self.rows.len());
        let width = self.grouped.n_features;
        let rows = &self.grouped.rows[self.rows.start * width..self.rows.end * width];
        let points = Points::new(rows, width);
        let mut total = vec![0.0; n_rows * groups.len()];
        let mut scratch = Aligned::zeros(2 * n_rows * 2 * WIDEST);
        let (distances, sums) = scratch.as_mut_slice().split_at_mut(n_rows * 2 * WIDEST);
        let distances = pairs_mut::<S>(distances);
        let sums = pairs_mut::<S>(sums);
        let (distances, sums) = (&mut distances[..n_rows], &mut sums[..n_rows]);
        for (index, group) in groups.iter().enumerate() {
            let n_blocks = group.packed.n_blocks();
            let mut first = 0;
            while first < n_blocks {
                let last = n_blocks.min(first + SUMMED_BLOCKS);
                sums.fill([simd.splat_f32s(0.0); 2]);
                for block in first..last {
                    add_block::<S, N>(simd, &group.packed, block, &points, distances, sums);
                }
                for (row, sum) in sums.iter().enumerate() {
                    total[row * groups.len() + index] +=
                        f64::from(simd.reduce_sum_f32s(simd.add_f32s(sum[0], sum[1])));
                }
                first = last;
            }
        }
        total
    }
}

#[inline(always)]
fn pairs_mut<S: Simd>(slice: &mut [f32]) -> &mut [Pair<S>] {
    strips_mut::<S, 1>(slice).as_flattened_mut()
}

/// Adds the distances of every point from a block's rows.
#[inline(always)]
fn add_block<S: Simd, const N: usize>(
    simd: S,
    packed: &Packed,
    block: usize,
    points: &Points,
    distances: &mut [Pair<S>],
    sums: &mut [Pair<S>],
) {
    let rows = packed.block::<S, N>(block);
    let filled = packed.filled(block);
    let ones = [1.0; ROWS];
    let mut mask = [0.0; ROWS];
    mask[..filled].copy_from_slice(&ones[..filled]);
    let mask = &crate::metrics::distance::strips::<S, N>(&mask)[0];
    for (strip, mask) in mask.iter().enumerate() {
        squared_distances::<S, N>(simd, rows, strip, points, distances);
        for (sum, distance) in sums.iter_mut().zip(&*distances) {
            for v in 0..2 {
                sum[v] = simd.mul_add_e_f32s(simd.sqrt_f32s(distance[v]), mask[v], sum[v]);
            }
        }
    }
}

//! The two passes over packed rows: nearest centroids with the sums of their rows, and what a further centroid
//! would leave.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use crate::base::Aligned;
use crate::metrics::distance::{Packed, Pair, Points, ROWS, squared_distances, strips, strips_mut};

/// The widest vector there is, in f32.
const WIDEST: usize = 16;
/// Blocks summed in f32, one sum a lane, before they are added in f64.
const SUMMED_BLOCKS: usize = 32;

/// What a part of the rows comes to.
#[derive(Debug)]
pub(super) struct Sums {
    /// (`n_clusters`, `n_features` + 1): sums of each feature of the rows assigned, then their number
    pub(super) rows: Vec<f64>,
    pub(super) inertia: f64,
    pub(super) changed: bool,
}

/// Assigns the rows of a part to their nearest centroids, the first of equally near ones, and sums them up.
pub(super) struct Assignment<'a> {
    pub(super) packed: &'a Packed,
    pub(super) blocks: Range<usize>,
    pub(super) centroids: &'a Points,
    /// Of the part; those of rows that only fill up are not read.
    pub(super) labels: &'a mut [u8],
}

/// Runs `run::<S, N>` with as many strips as a block has.
macro_rules! dispatch {
    ($self:ident, $simd:ident) => {
        if const { S::F32_LANES == 16 } {
            $self.run::<S, 2>($simd)
        } else if const { S::F32_LANES == 8 } {
            $self.run::<S, 4>($simd)
        } else if const { S::F32_LANES == 4 } {
            $self.run::<S, 8>($simd)
        } else {
            $self.run::<S, 32>($simd)
        }
    };
}

impl WithSimd for Assignment<'_> {
    type Output = Sums;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Sums {
        dispatch!(self, simd)
    }
}

impl Assignment<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, simd: S) -> Sums {
        let (k, width) = (self.centroids.n_points(), self.packed.n_features() + 1);
        let mut total = Sums { rows: vec![0.0; k * width], inertia: 0.0, changed: false };
        let mut scratch = Aligned::zeros((k * (width + 2) + 2) * WIDEST + 2 * ROWS);
        let (distances, rest) = scratch.as_mut_slice().split_at_mut(2 * k * WIDEST);
        let (sums, rest) = rest.split_at_mut(k * width * WIDEST);
        let (inertia, nearest) = rest.split_at_mut(2 * WIDEST);
        let distances = &mut pairs_mut::<S>(distances)[..k];
        let sums = &mut S::as_mut_simd_f32s(sums).0[..k * width];
        let inertia = &mut pairs_mut::<S>(inertia)[0];
        let (found, nearest) = nearest.split_at_mut(ROWS);
        let mut labels = self.labels;
        let mut first = self.blocks.start;
        while first < self.blocks.end {
            let last = self.blocks.end.min(first + SUMMED_BLOCKS);
            sums.fill(simd.splat_f32s(0.0));
            *inertia = [simd.splat_f32s(0.0); 2];
            for block in first..last {
                let rows = self.packed.block::<S, N>(block);
                nearest_centroids::<S, N>(simd, rows, self.centroids, distances, found, nearest);
                let filled = self.packed.filled(block);
                found[filled..].fill(-1.0);
                nearest[filled..].fill(0.0);
                let (here, others) = labels.split_at_mut(ROWS.min(labels.len()));
                labels = others;
                total.changed |= store(here, found);
                for strip in &strips::<S, N>(nearest)[0] {
                    for v in 0..2 {
                        inertia[v] = simd.add_f32s(inertia[v], strip[v]);
                    }
                }
                add_rows::<S, N>(simd, rows, &strips::<S, N>(found)[0], sums);
            }
            for (total, &sum) in total.rows.iter_mut().zip(&*sums) {
                *total += f64::from(simd.reduce_sum_f32s(sum));
            }
            total.inertia += f64::from(simd.reduce_sum_f32s(simd.add_f32s(inertia[0], inertia[1])));
            first = last;
        }
        total
    }
}

#[inline(always)]
fn pairs_mut<S: Simd>(slice: &mut [f32]) -> &mut [Pair<S>] {
    strips_mut::<S, 1>(slice).as_flattened_mut()
}

/// Keeps the labels and says whether one of them is new.
#[inline(always)]
fn store(labels: &mut [u8], found: &[f32]) -> bool {
    let mut changed = false;
    for (label, &found) in labels.iter_mut().zip(found) {
        let found = found as u8;
        changed |= *label != found;
        *label = found;
    }
    changed
}

/// Nearest centroid of every row of a block and the squared distance from it.
#[inline(always)]
fn nearest_centroids<S: Simd, const N: usize>(
    simd: S,
    rows: &[[Pair<S>; N]],
    centroids: &Points,
    distances: &mut [Pair<S>],
    found: &mut [f32],
    nearest: &mut [f32],
) {
    let (found, nearest) = (&mut strips_mut::<S, N>(found)[0], &mut strips_mut::<S, N>(nearest)[0]);
    for strip in 0..N {
        squared_distances::<S, N>(simd, rows, strip, centroids, distances);
        let mut least = distances[0];
        let mut label = [simd.splat_f32s(0.0); 2];
        for (index, distance) in distances.iter().enumerate().skip(1) {
            let index = simd.splat_f32s(index as f32);
            for v in 0..2 {
                let nearer = simd.less_than_f32s(distance[v], least[v]);
                least[v] = simd.min_f32s(distance[v], least[v]);
                label[v] = simd.select_f32s(nearer, index, label[v]);
            }
        }
        found[strip] = label;
        nearest[strip] = least;
    }
}

/// Adds a block's rows to the sums of their clusters, one sum a lane.
#[inline(always)]
fn add_rows<S: Simd, const N: usize>(
    simd: S,
    rows: &[[Pair<S>; N]],
    labels: &[Pair<S>; N],
    sums: &mut [S::f32s],
) {
    let (zero, one) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0));
    for (cluster, sums) in sums.chunks_exact_mut(rows.len() + 1).enumerate() {
        let cluster = simd.splat_f32s(cluster as f32);
        let mut own = [[simd.equal_f32s(labels[0][0], cluster); 2]; N];
        for strip in 0..N {
            for v in 0..2 {
                own[strip][v] = simd.equal_f32s(labels[strip][v], cluster);
            }
        }
        let (sums, count) = sums.split_at_mut(rows.len());
        for (sum, x) in sums.iter_mut().zip(rows) {
            for strip in 0..N {
                for v in 0..2 {
                    *sum = simd.add_f32s(*sum, simd.select_f32s(own[strip][v], x[strip][v], zero));
                }
            }
        }
        for strip in own {
            for own in strip {
                count[0] = simd.add_f32s(count[0], simd.select_f32s(own, one, zero));
            }
        }
    }
}

/// What each of a few candidates would leave of the squared distances from the centroids so far.
pub(super) struct Candidates<'a> {
    pub(super) packed: &'a Packed,
    pub(super) blocks: Range<usize>,
    pub(super) points: &'a Points,
    /// Squared distance from the nearest centroid so far.
    pub(super) nearest: &'a [f32],
    /// `[candidate][row]` of the part: the same with the candidate.
    pub(super) left: &'a mut [f32],
}

impl WithSimd for Candidates<'_> {
    /// Sum of what each candidate would leave.
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        dispatch!(self, simd)
    }
}

impl Candidates<'_> {
    #[inline(always)]
    fn run<S: Simd, const N: usize>(self, simd: S) -> Vec<f64> {
        let n = self.points.n_points();
        let mut total = vec![0.0; n];
        let mut scratch = Aligned::zeros(4 * n * WIDEST);
        let (distances, sums) = scratch.as_mut_slice().split_at_mut(2 * n * WIDEST);
        let (distances, sums) = (&mut pairs_mut::<S>(distances)[..n], &mut pairs_mut::<S>(sums)[..n]);
        let mut first = self.blocks.start;
        while first < self.blocks.end {
            let last = self.blocks.end.min(first + SUMMED_BLOCKS);
            sums.fill([simd.splat_f32s(0.0); 2]);
            for block in first..last {
                let rows = self.packed.block::<S, N>(block);
                let place = (block - self.blocks.start) * ROWS;
                let nearest = &strips::<S, N>(&self.nearest[place..][..ROWS])[0];
                for strip in 0..N {
                    squared_distances::<S, N>(simd, rows, strip, self.points, distances);
                    for (candidate, distance) in distances.iter().enumerate() {
                        let place = candidate * self.nearest.len() + place;
                        let left = &mut strips_mut::<S, N>(&mut self.left[place..][..ROWS])[0];
                        for v in 0..2 {
                            left[strip][v] = simd.min_f32s(distance[v], nearest[strip][v]);
                            sums[candidate][v] = simd.add_f32s(sums[candidate][v], left[strip][v]);
                        }
                    }
                }
            }
            for (total, sum) in total.iter_mut().zip(&*sums) {
                *total += f64::from(simd.reduce_sum_f32s(simd.add_f32s(sum[0], sum[1])));
            }
            first = last;
        }
        total
    }
}

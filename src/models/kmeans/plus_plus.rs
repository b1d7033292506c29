//! Greedy k-means++: each new centroid is the best of a few customers drawn by their squared distance from the ones
//! before.

use pulp::Arch;
use rayon::prelude::*;

use super::kernel::Candidates;
use crate::base::Stream;
use crate::metrics::distance::{Packed, Points, ROWS};

/// Squared distances from the nearest centroid so far, part by part.
struct Potential<'a> {
    packed: &'a Packed,
    arch: Arch,
    /// (`n_blocks` · 64); 0 for rows that fill up the last block
    nearest: Vec<f32>,
    /// `[part][candidate][row]`
    left: Vec<f32>,
    /// Sum of each part.
    parts: Vec<f64>,
}

/// Starting centroids less the mean, (`n_clusters`, `n_features`) row after row.
///
/// The first is any customer; for each further one 2 + ⌊ln k⌋ candidates are drawn with probabilities proportional
/// to the squared distance from the centroids so far, and the one that leaves the least sum of them is taken.
///
/// **Source** Arthur & Vassilvitskii 2007; scikit-learn `kmeans_plusplus`.
pub(super) fn starts(packed: &Packed, n_clusters: usize, stream: &mut Stream) -> Vec<f64> {
    let n_trials = 2 + (n_clusters as f64).ln() as usize;
    let mut potential = Potential::new(packed);
    let first = stream.below(packed.n_samples() as u64) as usize;
    potential.take_best(&[first]);
    let mut chosen = vec![first];
    while chosen.len() < n_clusters {
        let total: f64 = potential.parts.iter().sum();
        let candidates: Vec<usize> =
            (0..n_trials).map(|_| potential.find(stream.uniform() * total)).collect();
        chosen.push(potential.take_best(&candidates));
    }
    chosen.iter().flat_map(|&row| packed.row(row).map(f64::from)).collect()
}

impl<'a> Potential<'a> {
    fn new(packed: &'a Packed) -> Self {
        let mut nearest = vec![0.0; packed.n_blocks() * ROWS];
        nearest[..packed.n_samples()].fill(f32::INFINITY);
        Self { packed, arch: Arch::new(), nearest, left: Vec::new(), parts: Vec::new() }
    }

    /// The first customer at which the distances added up reach a sum.
    fn find(&self, sum: f64) -> usize {
        let mut before = 0.0;
        for (part, (nearest, &part_sum)) in
            self.nearest.chunks(Packed::PART_ROWS).zip(&self.parts).enumerate()
        {
            if before + part_sum < sum && part + 1 < self.parts.len() {
                before += part_sum;
                continue;
            }
            let mut last = 0;
            for (row, &distance) in nearest.iter().enumerate() {
                before += f64::from(distance);
                // Sums taken in another order differ in the last bits: the last customer apart is the end.
                if distance > 0.0 {
                    last = row;
                }
                if distance > 0.0 && before >= sum {
                    break;
                }
            }
            return part * Packed::PART_ROWS + last;
        }
        0
    }

    /// Takes the candidate that leaves the least, the first of equal ones.
    fn take_best(&mut self, candidates: &[usize]) -> usize {
        let n = candidates.len();
        let values: Vec<f32> = candidates.iter().flat_map(|&row| self.packed.row(row)).collect();
        let points = Points::new(&values, self.packed.n_features());
        self.left.resize(self.nearest.len() * n, 0.0);
        let (packed, arch) = (self.packed, self.arch);
        let sums: Vec<Vec<f64>> = packed
            .parts()
            .zip(self.nearest.par_chunks(Packed::PART_ROWS))
            .zip(self.left.par_chunks_mut(Packed::PART_ROWS * n))
            .map(|((blocks, nearest), left)| {
                arch.dispatch(Candidates { packed, blocks, points: &points, nearest, left })
            })
            .collect();
        let total = |candidate: usize| sums.iter().map(|part| part[candidate]).sum::<f64>();
        let totals: Vec<f64> = (0..n).map(total).collect();
        let best = (1..n).fold(0, |best, other| if totals[other] < totals[best] { other } else { best });
        self.nearest
            .par_chunks_mut(Packed::PART_ROWS)
            .zip(self.left.par_chunks(Packed::PART_ROWS * n))
            .for_each(|(nearest, left)| {
                nearest.copy_from_slice(&left[best * nearest.len()..][..nearest.len()]);
            });
        self.parts = sums.iter().map(|part| part[best]).collect();
        candidates[best]
    }
}

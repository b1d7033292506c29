//! Lloyd's iterations: assign every row to its nearest centroid, move the centroids to the means of their rows.

use pulp::Arch;
use rayon::prelude::*;

use super::Iteration;
use super::kernel::{Assignment, Sums};
use crate::metrics::distance::{Packed, Points, ROWS};

/// K-means from given centroids.
pub(super) struct Lloyd<'a> {
    packed: &'a Packed,
    n_clusters: usize,
    max_iter: u32,
    /// Squared movement of all centroids together that counts as none.
    tolerance: f64,
    arch: Arch,
}

/// What a start settled at.
pub(super) struct Settled {
    /// Less the mean, row after row.
    pub(super) centroids: Vec<f64>,
    pub(super) labels: Vec<u8>,
    /// As summed by the kernel: for comparing starts.
    pub(super) inertia: f64,
    pub(super) n_iter: u32,
    pub(super) trace: Vec<Iteration>,
}

impl<'a> Lloyd<'a> {
    pub(super) fn new(packed: &'a Packed, n_clusters: usize, max_iter: u32, tol: f64) -> Self {
        let tolerance = if tol > 0.0 { tol * mean_variance(packed) } else { 0.0 };
        Self { packed, n_clusters, max_iter, tolerance, arch: Arch::new() }
    }

    /// Iterates until no label changes, the centroids hardly move, or the iterations are used up.
    pub(super) fn run(&self, start: Vec<f64>, traced: &[u32]) -> Settled {
        let mut centroids = start;
        let mut labels = vec![0; self.packed.n_blocks() * ROWS];
        let mut trace = Vec::new();
        let (mut n_iter, mut settled) = (0, false);
        let mut inertia = 0.0;
        while n_iter < self.max_iter && !settled {
            n_iter += 1;
            let mut sums = self.assign(&centroids, &mut labels);
            inertia = sums.inertia;
            if !traced.is_empty() {
                let labels = traced.iter().filter_map(|&row| labels.get(row as usize).copied()).collect();
                trace.push(Iteration { labels, inertia });
            }
            self.relocate(&centroids, &labels, &mut sums.rows);
            let moved = self.move_to_means(&mut centroids, &sums.rows);
            // All labels are 0 at first, which does not make them old ones.
            settled = n_iter > 1 && !sums.changed;
            if !settled && moved <= self.tolerance {
                break;
            }
        }
        if !settled {
            inertia = self.fill_empty(&mut centroids, &mut labels);
        }
        labels.truncate(self.packed.n_samples());
        Settled { centroids, labels, inertia, n_iter, trace }
    }

    fn assign(&self, centroids: &[f64], labels: &mut [u8]) -> Sums {
        let values: Vec<f32> = centroids.iter().map(|&c| c as f32).collect();
        let points = Points::new(&values, self.packed.n_features());
        let (packed, arch) = (self.packed, self.arch);
        let parts: Vec<Sums> = packed
            .parts()
            .zip(labels.par_chunks_mut(Packed::PART_ROWS))
            .map(|(blocks, labels)| arch.dispatch(Assignment { packed, blocks, centroids: &points, labels }))
            .collect();
        let mut total =
            Sums { rows: vec![0.0; centroids.len() + self.n_clusters], inertia: 0.0, changed: false };
        for part in parts {
            for (total, sum) in total.rows.iter_mut().zip(part.rows) {
                *total += sum;
            }
            total.inertia += part.inertia;
            total.changed |= part.changed;
        }
        total
    }

    /// Clusters without rows take over the rows farthest from their centroids, farthest first.
    fn relocate(&self, centroids: &[f64], labels: &[u8], sums: &mut [f64]) {
        let width = self.packed.n_features() + 1;
        let empty: Vec<usize> = empty_clusters(sums, width);
        if empty.is_empty() {
            return;
        }
        for (cluster, (row, distance)) in empty.iter().zip(self.farthest(centroids, labels, empty.len())) {
            if distance == 0.0 {
                return;
            }
            let from = usize::from(labels[row]);
            for (feature, x) in self.packed.row(row).map(f64::from).chain([1.0]).enumerate() {
                sums[from * width + feature] -= x;
                sums[cluster * width + feature] = x;
            }
        }
    }

    /// The rows farthest from their centroids with their squared distances, farthest first.
    fn farthest(&self, centroids: &[f64], labels: &[u8], n: usize) -> Vec<(usize, f64)> {
        let width = self.packed.n_features();
        let distance = |row: usize| {
            self.packed.squared_distance(row, &centroids[usize::from(labels[row]) * width..][..width])
        };
        let mut rows: Vec<(usize, f64)> =
            (0..self.packed.n_samples()).into_par_iter().map(|row| (row, distance(row))).collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        rows.truncate(n);
        rows
    }

    /// Centroids become the means of their rows; the squared movement of all together.
    fn move_to_means(&self, centroids: &mut [f64], sums: &[f64]) -> f64 {
        let width = self.packed.n_features();
        let mut moved = 0.0;
        for (centroid, sums) in centroids.chunks_exact_mut(width).zip(sums.chunks_exact(width + 1)) {
            let size = sums[width];
            // A cluster that found no row of its own stays where it is.
            if size > 0.0 {
                for (c, sum) in centroid.iter_mut().zip(sums) {
                    let mean = sum / size;
                    moved += (mean - *c).powi(2);
                    *c = mean;
                }
            }
        }
        moved
    }

    /// Labels by the last centroids, and their inertia. A cluster that lost all its rows by the last movement moves to
    /// the row farthest from its centroid, as long as rows differ.
    fn fill_empty(&self, centroids: &mut [f64], labels: &mut [u8]) -> f64 {
        let width = self.packed.n_features();
        let mut inertia = 0.0;
        for _ in 0..=self.n_clusters {
            let sums = self.assign(centroids, labels);
            inertia = sums.inertia;
            let empty = empty_clusters(&sums.rows, width + 1);
            let farthest = if empty.is_empty() { Vec::new() } else { self.farthest(centroids, labels, 1) };
            let (Some(&cluster), Some(&(row, distance))) = (empty.first(), farthest.first()) else { break };
            if distance == 0.0 {
                break;
            }
            for (c, x) in centroids[cluster * width..].iter_mut().zip(self.packed.row(row)) {
                *c = f64::from(x);
            }
        }
        inertia
    }
}

/// Clusters whose number of rows, the last of their sums, is 0.
fn empty_clusters(sums: &[f64], width: usize) -> Vec<usize> {
    let sizes = sums.chunks_exact(width).map(|sums| sums[width - 1]);
    sizes.enumerate().filter(|(_, size)| *size == 0.0).map(|(cluster, _)| cluster).collect()
}

/// Sum of the squared distances from the own centroids, in f64.
pub(super) fn inertia(packed: &Packed, centroids: &[f64], labels: &[u8]) -> f64 {
    let width = packed.n_features();
    let parts: Vec<f64> = labels
        .par_chunks(Packed::PART_ROWS)
        .enumerate()
        .map(|(part, labels)| {
            let of_row = |(row, &label): (usize, &u8)| {
                let centroid = &centroids[usize::from(label) * width..][..width];
                packed.squared_distance(part * Packed::PART_ROWS + row, centroid)
            };
            labels.iter().enumerate().map(of_row).sum()
        })
        .collect();
    parts.iter().sum()
}

/// Mean over the features of their variance.
fn mean_variance(packed: &Packed) -> f64 {
    let zero = vec![0.0; packed.n_features()];
    let labels = vec![0; packed.n_samples()];
    inertia(packed, &zero, &labels) / (packed.n_samples() * packed.n_features()) as f64
}

//! Davies–Bouldin and Calinski–Harabasz: groups judged by their means.

use ndarray::{ArrayView2, Axis};

use super::{LABELS, is_defined, sizes};
use crate::metrics::distance::{column_means, sum_rows};

/// Means of the groups that have rows.
struct Groups {
    n_features: usize,
    sizes: Vec<usize>,
    /// (`n_groups`, `n_features`)
    means: Vec<f64>,
    /// Group of each label.
    of_label: [usize; LABELS],
}

impl Groups {
    fn new(rows: ArrayView2<f32>, labels: &[u8]) -> Option<Self> {
        let all = sizes(labels);
        if !is_defined(&all) {
            return None;
        }
        let n_features = rows.ncols();
        let mut of_label = [0; LABELS];
        let mut sizes = Vec::new();
        for (label, &size) in all.iter().enumerate().filter(|(_, size)| **size > 0) {
            of_label[label] = sizes.len();
            sizes.push(size);
        }
        let mut means = sum_rows(rows, sizes.len() * n_features, |row, values, sums| {
            let group = of_label[usize::from(labels[row])];
            for (sum, &value) in sums[group * n_features..].iter_mut().zip(values) {
                *sum += f64::from(value);
            }
        });
        for (group, &size) in sizes.iter().enumerate() {
            for mean in &mut means[group * n_features..][..n_features] {
                *mean /= size as f64;
            }
        }
        means.iter().all(|mean| mean.is_finite()).then_some(Self { n_features, sizes, means, of_label })
    }

    fn mean(&self, group: usize) -> &[f64] {
        &self.means[group * self.n_features..][..self.n_features]
    }

    /// Sum over each group's rows of a function of the squared distance from its mean.
    fn sum(&self, rows: ArrayView2<f32>, labels: &[u8], of_square: fn(f64) -> f64) -> Vec<f64> {
        sum_rows(rows, self.sizes.len(), |row, values, sums| {
            let group = self.of_label[usize::from(labels[row])];
            let squares = values.iter().zip(self.mean(group)).map(|(&x, mean)| (f64::from(x) - mean).powi(2));
            sums[group] += of_square(squares.sum());
        })
    }
}

fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

/// As many rows as labels.
fn matched<'a>(rows: ArrayView2<'a, f32>, labels: &'a [u8]) -> (ArrayView2<'a, f32>, &'a [u8]) {
    let n = rows.nrows().min(labels.len());
    (rows.split_at(Axis(0), n).0, &labels[..n])
}

/// Davies–Bouldin index: how alike each group is to the one most like it, 0 at best.
///
/// `mean over i of max over j ≠ i of (sᵢ + sⱼ) / |mᵢ − mⱼ|`, s the mean distance of a group's rows from its mean m
///
/// **Shapes** rows (`n_samples`, `n_features`), labels (`n_samples`)
///
/// **Numerics** `None` with fewer than two groups, with every row its own, or where a value is not finite. Groups with
/// the same mean are left out of the maximum; 0 where no group has a width or all means are the same.
///
/// **Source** Davies & Bouldin 1979; scikit-learn `davies_bouldin_score`.
pub fn davies_bouldin(rows: ArrayView2<f32>, labels: &[u8]) -> Option<f64> {
    let (rows, labels) = matched(rows, labels);
    let groups = Groups::new(rows, labels)?;
    let n_groups = groups.sizes.len();
    let mut widths = groups.sum(rows, labels, f64::sqrt);
    for (width, &size) in widths.iter_mut().zip(&groups.sizes) {
        *width /= size as f64;
    }
    let apart = |i: usize, j: usize| squared_distance(groups.mean(i), groups.mean(j)).sqrt();
    let negligible = |value: f64| value <= 1e-8;
    let same_means = (0..n_groups).all(|i| (0..i).all(|j| negligible(apart(i, j))));
    if same_means || widths.iter().copied().all(negligible) {
        return Some(0.0);
    }
    let worst = |i: usize| {
        let others = (0..n_groups).filter(|&j| j != i).map(|j| (widths[i] + widths[j], apart(i, j)));
        others.filter(|(_, apart)| *apart > 0.0).map(|(wide, apart)| wide / apart).fold(0.0, f64::max)
    };
    Some((0..n_groups).map(worst).sum::<f64>() / n_groups as f64)
}

/// Calinski–Harabasz index: how much of the spread lies between the groups, higher is better.
///
/// `(B / (k − 1)) / (W / (n − k))`, B = Σ nᵢ|mᵢ − m|², W = Σ |x − mᵢ|² over each group's rows
///
/// **Shapes** rows (`n_samples`, `n_features`), labels (`n_samples`)
///
/// **Numerics** `None` as for [`davies_bouldin`]; 1 where no group has a width.
///
/// **Source** Caliński & Harabasz 1974; scikit-learn `calinski_harabasz_score`.
pub fn calinski_harabasz(rows: ArrayView2<f32>, labels: &[u8]) -> Option<f64> {
    let (rows, labels) = matched(rows, labels);
    let groups = Groups::new(rows, labels)?;
    let n_groups = groups.sizes.len();
    let overall = column_means(rows);
    let spread =
        |(group, &size): (usize, &usize)| size as f64 * squared_distance(groups.mean(group), &overall);
    let between: f64 = groups.sizes.iter().enumerate().map(spread).sum();
    let within: f64 = groups.sum(rows, labels, |square| square).iter().sum();
    if within == 0.0 {
        return Some(1.0);
    }
    Some(between * (labels.len() - n_groups) as f64 / (within * (n_groups - 1) as f64))
}

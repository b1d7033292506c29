//! New customers go to the nearest centroid.

use ndarray::{ArrayView2, Axis};
use rayon::prelude::*;

const ROWS_AT_A_TIME: usize = 1024;

/// Where rows belong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assigned {
    /// (`n_samples`): the nearest centroid, the first of equally near ones
    pub labels: Vec<u8>,
    /// Distance from it.
    pub nearest: Vec<f32>,
    /// Distance from the next nearest; infinite where there is one centroid only.
    pub second: Vec<f32>,
}

/// The nearest centroid of every row, with the distances from it and from the next one.
///
/// **Shapes** centroids (`n_clusters`, `n_features`), rows (`n_samples`, `n_features`)
///
/// **Numerics** f64 distances by differences; a row with a value that is not a number has infinite distances.
pub fn assign(centroids: ArrayView2<f32>, rows: ArrayView2<f32>) -> Assigned {
    let chunks: Vec<_> = rows.axis_chunks_iter(Axis(0), ROWS_AT_A_TIME).collect();
    let parts: Vec<Vec<(u8, f32, f32)>> = chunks
        .into_par_iter()
        .map(|rows| rows.outer_iter().map(|row| nearest_two(centroids, row.iter().copied())).collect())
        .collect();
    let mut assigned = Assigned::default();
    for (label, nearest, second) in parts.into_iter().flatten() {
        assigned.labels.push(label);
        assigned.nearest.push(nearest);
        assigned.second.push(second);
    }
    assigned
}

fn nearest_two(centroids: ArrayView2<f32>, row: impl Iterator<Item = f32> + Clone) -> (u8, f32, f32) {
    let (mut label, mut nearest, mut second) = (0, f64::INFINITY, f64::INFINITY);
    for (index, centroid) in centroids.outer_iter().enumerate() {
        let squares = row.clone().zip(centroid).map(|(x, &c)| (f64::from(x) - f64::from(c)).powi(2));
        let distance = squares.sum::<f64>();
        if distance < nearest {
            (label, nearest, second) = (index as u8, distance, nearest);
        } else if distance < second {
            second = distance;
        }
    }
    (label, nearest.sqrt() as f32, second.sqrt() as f32)
}

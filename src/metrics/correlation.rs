//! How columns vary together.
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

use ndarray::{Array2, ArrayView2};

use super::distance::{column_means, sum_rows};

/// Pearson's correlation of every pair of columns.
///
/// `rᵢⱼ = Σ(xᵢ − mᵢ)(xⱼ − mⱼ) / √(Σ(xᵢ − mᵢ)² · Σ(xⱼ − mⱼ)²)`
///
/// **Shapes** rows (`n_samples`, `n_features`), result (`n_features`, `n_features`)
///
/// **Numerics** 0 where one of the columns is constant, its own place on the diagonal included; f64 sums over fixed
/// pieces of the rows.
pub fn pearson(rows: ArrayView2<f32>) -> Array2<f64> {
    let (_, sums) = scatter(rows);
    Array2::from_shape_fn(sums.dim(), |(i, j)| {
        let scale = (sums[[i, i]] * sums[[j, j]]).sqrt();
        match (i == j, scale > 0.0) {
            (_, false) => 0.0,
            (true, true) => 1.0,
            (false, true) => (sums[[i, j]] / scale).clamp(-1.0, 1.0),
        }
    })
}

/// Means of the columns and `Σ(xᵢ − mᵢ)(xⱼ − mⱼ)` of every pair.
pub(crate) fn scatter(rows: ArrayView2<f32>) -> (Vec<f64>, Array2<f64>) {
    let n_features = rows.ncols();
    let mean = column_means(rows);
    let sums = sum_rows(rows, n_features * n_features, |_, values, sums| {
        for (i, sums) in sums.chunks_exact_mut(n_features).enumerate() {
            let x = f64::from(values[i]) - mean[i];
            for ((sum, &value), mean) in sums.iter_mut().zip(values).zip(&mean).take(i + 1) {
                *sum += x * (f64::from(value) - mean);
            }
        }
    });
    let sums =
        Array2::from_shape_fn((n_features, n_features), |(i, j)| sums[i.max(j) * n_features + i.min(j)]);
    (mean, sums)
}

//! Principal components: the directions in which customers differ most.
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

mod eigen;

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem};
use crate::metrics::correlation::scatter;

use super::FitError;

const ROWS_AT_A_TIME: usize = 4096;

/// Principal components of rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pca {
    /// (`n_features`)
    pub mean: Vec<f64>,
    /// Loadings (`n_components`, `n_features`), the largest of each component positive.
    pub components: Vec<Vec<f64>>,
    /// Variance along each component, largest first.
    pub explained_variance: Vec<f64>,
    /// Its share of the variance of all columns.
    pub explained_variance_ratio: Vec<f64>,
}

impl Pca {
    /// Finds the first components.
    ///
    /// Eigenvectors of `C = Σ(x − m)(x − m)ᵀ / (n − 1)`
    ///
    /// **Shapes** rows (`n_samples`, `n_features`)
    ///
    /// **Errors** fewer than two rows, no column, more components than columns or rows, or a value that is not finite
    ///
    /// **Numerics** f64 throughout; the shares are 0 where nothing varies.
    ///
    /// **Source** scikit-learn `PCA`.
    pub fn fit(rows: ArrayView2<f32>, n_components: usize) -> Result<Self, FitError> {
        // Nobody asks it to end, so there always is one.
        Self::fit_while(rows, n_components, &|| true).map(Option::unwrap_or_default)
    }

    /// As [`Self::fit`], which takes long where there are very many columns; `None` once `go_on` says no.
    ///
    /// **Errors** as [`Self::fit`]
    pub fn fit_while(
        rows: ArrayView2<f32>,
        n_components: usize,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<Self>, FitError> {
        let (n_samples, n_features) = rows.dim();
        let most = n_samples.min(n_features);
        if n_samples < 2 || n_components == 0 || n_components > most {
            let message = Message::new("pca-too-many").with("wanted", n_components).with("most", most);
            return Err(FitError::Data(Problem::new(message).hint(Message::new("pca-too-many-hint"))));
        }
        let (mean, sums) = scatter(rows);
        let covariance = sums / (n_samples - 1) as f64;
        if let Some(column) = covariance.diag().iter().position(|variance| !variance.is_finite()) {
            return Err(super::kmeans::not_finite(rows, column));
        }
        let total = covariance.diag().sum();
        let Some((values, vectors)) = eigen::eigen(&covariance, go_on) else { return Ok(None) };
        let mut order: Vec<usize> = (0..n_features).collect();
        order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        order.truncate(n_components);
        let components = order.iter().map(|&index| turned(vectors[index].clone())).collect();
        let explained_variance: Vec<f64> = order.iter().map(|&index| values[index].max(0.0)).collect();
        let share = |variance: &f64| if total > 0.0 { variance / total } else { 0.0 };
        let explained_variance_ratio = explained_variance.iter().map(share).collect();
        Ok(Some(Self { mean, components, explained_variance, explained_variance_ratio }))
    }

    pub fn n_components(&self) -> usize {
        self.components.len()
    }

    /// Whether every component has a loading for each of so many features: what a file says may not.
    pub fn is_whole(&self, n_features: usize) -> bool {
        !self.components.is_empty()
            && self.mean.len() == n_features
            && self.components.iter().all(|component| component.len() == n_features)
    }

    /// Rows along the components: `(x − m)·Vᵀ`.
    ///
    /// **Shapes** rows (`n_samples`, `n_features`), result (`n_samples`, `n_components`)
    pub fn transform(&self, rows: ArrayView2<f32>) -> Array2<f32> {
        let mut result = Array2::zeros((rows.nrows(), self.n_components()));
        let from: Vec<_> = rows.axis_chunks_iter(Axis(0), ROWS_AT_A_TIME).collect();
        let to: Vec<_> = result.axis_chunks_iter_mut(Axis(0), ROWS_AT_A_TIME).collect();
        from.into_par_iter().zip(to).for_each(|(rows, mut result)| {
            for (row, mut place) in rows.outer_iter().zip(result.outer_iter_mut()) {
                for (component, place) in self.components.iter().zip(&mut place) {
                    let along =
                        component.iter().zip(&self.mean).zip(row).map(|((v, m), &x)| v * (f64::from(x) - m));
                    *place = along.sum::<f64>() as f32;
                }
            }
        });
        result
    }
}

/// The direction whose largest loading is positive.
fn turned(mut component: Vec<f64>) -> Vec<f64> {
    let largest = component.iter().fold(0.0, |most: f64, &x| if x.abs() > most.abs() { x } else { most });
    for loading in &mut component {
        *loading *= largest.signum();
    }
    component
}

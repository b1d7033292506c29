//! K-means as scikit-learn defines it: greedy k-means++, Lloyd's iterations, several starts, the best kept.
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

mod assign;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
mod kernel;
mod lloyd;
mod plus_plus;
pub mod twin;

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use crate::base::{Message, Problem, Stream};

use super::{FitError, ParamKind, ParamSpec, Params};
pub use crate::metrics::Packed;
pub use assign::{Assigned, assign};
use lloyd::{Lloyd, Settled};

/// Segments at most: labels are bytes, and nobody tells 200 groups apart.
pub const MOST_CLUSTERS: u32 = 200;

/// What may be chosen beside the number of clusters.
pub const PARAMS: &[ParamSpec] = &[
    ParamSpec {
        key: "n_init",
        name: "param-n_init",
        more: "param-n_init-more",
        kind: ParamKind::Int { default: 10, min: 1, max: 1000 },
    },
    ParamSpec {
        key: "max_iter",
        name: "param-max_iter",
        more: "param-max_iter-more",
        kind: ParamKind::Int { default: 300, min: 1, max: 100_000 },
    },
    ParamSpec {
        key: "tol",
        name: "param-tol",
        more: "param-tol-more",
        kind: ParamKind::Float { default: 1e-4, min: 0.0, max: 1.0 },
    },
];

/// How K-means is to go about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KMeans {
    pub n_clusters: u32,
    /// Starts, of which the one with the smallest inertia is kept.
    pub n_init: u32,
    /// Iterations at most.
    pub max_iter: u32,
    /// Settled once the centroids moved by no more than this share of the mean variance; 0: once no label changes.
    pub tol: f64,
}

/// One iteration of a start.
#[derive(Clone, Debug, PartialEq)]
pub struct Iteration {
    /// Of the customers asked for, before the centroids moved.
    pub labels: Vec<u8>,
    /// Of all customers, before the centroids moved.
    pub inertia: f64,
}

/// Groups of rows around their means.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// (`n_clusters`, `n_features`), in the rows' own space
    pub centroids: Array2<f32>,
    /// (`n_samples`): the nearest centroid. No cluster is empty.
    pub labels: Vec<u8>,
    /// Sum of the squared distances from the own centroids.
    pub inertia: f64,
    pub n_iter: u32,
    /// The iterations of the start that was kept, where they were asked for.
    pub trace: Vec<Iteration>,
}

impl KMeans {
    /// The settings of scikit-learn, with ten starts.
    pub fn new(n_clusters: u32) -> Self {
        Self { n_clusters, n_init: 10, max_iter: 300, tol: 1e-4 }
    }

    /// **Errors** parameters that are unknown, of the wrong kind or out of range
    pub fn from_params(n_clusters: u32, params: &Params) -> Result<Self, FitError> {
        let checked = params.checked(PARAMS)?;
        let n_init = checked.int("n_init")? as u32;
        Ok(Self { n_clusters, n_init, max_iter: checked.int("max_iter")? as u32, tol: checked.float("tol")? })
    }

    /// Groups the rows: the best of several starts.
    ///
    /// minimises `Σ |x − c_label|²`
    ///
    /// **Errors** more clusters than rows or than rows that can be told apart, no column, a value that is not finite
    ///
    /// **Numerics** f32 rows less their mean, distances by differences in f32, sums and centroids in f64, added in a
    /// fixed order: the same bits for any number of threads.
    ///
    /// **Source** scikit-learn `KMeans(algorithm="lloyd")`; Arthur & Vassilvitskii 2007.
    pub fn fit(&self, packed: &Packed, seed: u64, purpose: &str) -> Result<Clustering, FitError> {
        self.fit_traced(packed, seed, purpose, &[])
    }

    /// As [`Self::fit`], with the iterations of the start that was kept.
    ///
    /// **Shapes** `customers`: positions whose labels are wanted
    pub fn fit_traced(
        &self,
        packed: &Packed,
        seed: u64,
        purpose: &str,
        customers: &[u32],
    ) -> Result<Clustering, FitError> {
        self.check(packed)?;
        let start = |repeat| {
            let mut stream = Stream::new(seed, purpose, repeat);
            let starts = plus_plus::starts(packed, self.n_clusters as usize, &mut stream);
            self.lloyd(packed).run(starts, customers)
        };
        let settled: Vec<Settled> = (0..self.n_init.max(1)).into_par_iter().map(start).collect();
        let best =
            settled.into_iter().reduce(|best, other| if other.inertia < best.inertia { other } else { best });
        best.map_or_else(|| Err(self.too_alike(0)), |best| self.clustering(packed, best))
    }

    /// Groups the rows from given centroids.
    ///
    /// **Shapes** start (`n_clusters`, `n_features`), in the rows' own space
    ///
    /// **Errors** as [`Self::fit`]; a start of another shape
    pub fn fit_from(&self, packed: &Packed, start: ArrayView2<f32>) -> Result<Clustering, FitError> {
        self.check(packed)?;
        if start.dim() != (self.n_clusters as usize, packed.n_features())
            || start.iter().any(|x| !x.is_finite())
        {
            let message =
                Message::new("kmeans-start").with("k", self.n_clusters).with("columns", packed.n_features());
            return Err(FitError::Data(Problem::new(message).hint(Message::new("kmeans-start-hint"))));
        }
        let centred = |row: ndarray::ArrayView1<f32>| -> Vec<f64> {
            // Rounded as the rows are, so that a row taken as a start lies exactly on itself.
            let rounded = |(&x, mean): (&f32, &f64)| f64::from((f64::from(x) - mean) as f32);
            row.iter().zip(packed.mean()).map(rounded).collect()
        };
        let start = start.outer_iter().flat_map(centred).collect();
        self.clustering(packed, self.lloyd(packed).run(start, &[]))
    }

    fn lloyd<'a>(&self, packed: &'a Packed) -> Lloyd<'a> {
        Lloyd::new(packed, self.n_clusters as usize, self.max_iter.max(1), self.tol)
    }

    fn check(&self, packed: &Packed) -> Result<(), FitError> {
        let k = self.n_clusters;
        let refuse = |message: Message, hint: &'static str| {
            Err(FitError::Data(Problem::new(message).hint(Message::new(hint))))
        };
        if k == 0 || k > MOST_CLUSTERS {
            let message = Message::new("kmeans-k-range").with("k", k).with("most", MOST_CLUSTERS);
            return refuse(message, "kmeans-k-range-hint");
        }
        if packed.n_features() == 0 {
            return refuse(Message::new("kmeans-no-columns"), "kmeans-no-columns-hint");
        }
        if packed.n_samples() < k as usize {
            let message = Message::new("kmeans-too-few").with("k", k).with("rows", packed.n_samples());
            return refuse(message, "kmeans-too-few-hint");
        }
        packed.refused().map_or(Ok(()), |(row, column)| Err(refused(row, column)))
    }

    fn too_alike(&self, found: usize) -> FitError {
        let message = Message::new("kmeans-too-alike").with("k", self.n_clusters).with("found", found);
        FitError::Data(Problem::new(message).hint(Message::new("kmeans-too-alike-hint")))
    }

    fn clustering(&self, packed: &Packed, settled: Settled) -> Result<Clustering, FitError> {
        let mut sizes = vec![0usize; self.n_clusters as usize];
        for &label in &settled.labels {
            sizes[usize::from(label)] += 1;
        }
        let found = sizes.iter().filter(|&&size| size > 0).count();
        if found < sizes.len() {
            return Err(self.too_alike(found));
        }
        let n_features = packed.n_features();
        let own = |(k, feature): (usize, usize)| {
            (settled.centroids[k * n_features + feature] + packed.mean()[feature]) as f32
        };
        let inertia = lloyd::inertia(packed, &settled.centroids, &settled.labels);
        Ok(Clustering {
            centroids: Array2::from_shape_fn((sizes.len(), n_features), own),
            labels: settled.labels,
            inertia,
            n_iter: settled.n_iter,
            trace: settled.trace,
        })
    }
}

/// That a column has a value no distance can be taken of.
pub(super) fn not_finite(rows: ArrayView2<f32>, column: usize) -> FitError {
    let row = rows.column(column).iter().position(|value| !value.is_finite()).unwrap_or_default();
    refused(row, column)
}

fn refused(row: usize, column: usize) -> FitError {
    let message = Message::new("kmeans-not-finite").with("row", row + 1).with("column", column + 1);
    FitError::Data(Problem::new(message).hint(Message::new("kmeans-not-finite-hint")))
}

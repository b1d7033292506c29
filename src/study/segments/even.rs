//! What evenly spread customers come to: tables without any groups, which every number of segments is held against.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use crate::base::Stream;
use crate::metrics::clustering::silhouette;
use crate::models::kmeans::{KMeans, Packed};
use crate::study::StudyError;

use super::advice::at;
use super::explore;
use super::pace::Pace;
use super::resample::{fit, fit_work, side_by_side, silhouette_work};
use super::spaces::{Space, gather, sample};

/// Tables of evenly spread customers.
const REFERENCES: u32 = 20;

/// Customers of each at most: from there on more of them change no silhouette that matters.
const MOST_ROWS: usize = 2_000;

/// Standard deviations from the mean that are hardly exceeded, even by the best of all numbers of segments.
const HARDLY: f64 = 3.0;

/// Starts of K-means on each at most.
const STARTS: u32 = 2;

/// One number of segments held against evenly spread customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Even {
    /// A silhouette that they hardly exceed: the mean of theirs and [`HARDLY`] standard deviations.
    pub silhouette: f64,
    /// Mean of ln W over them, less ln W of as many of the customers themselves.
    pub gap: f64,
    /// sd·√(1 + 1/B)
    pub gap_se: f64,
}

/// Rough multiply-adds of [`evenly`].
pub(super) fn work(n: usize, d: usize, ks: &[u32]) -> f64 {
    f64::from(REFERENCES) * each_work(n.min(MOST_ROWS), d, ks)
}

fn each_work(n: usize, d: usize, ks: &[u32]) -> f64 {
    ks.iter().map(|&k| fit_work(n, d, k, STARTS) + silhouette_work(n, d)).sum()
}

/// Silhouette and ln W of a clustering.
type Judged = (f64, f64);

/// Evenly spread customers at every number of segments.
///
/// They lie even within the box along the principal components of the space, so that columns that rise and fall together
/// still do. W is the inertia. Where they cannot be clustered there is nothing in them: silhouette 0.
///
/// **Errors** discarded.
///
/// **Source** Tibshirani, Walther and Hastie (2001), variant (b). K-means and silhouettes see distances only, so the box
/// is not turned back into the columns.
pub(super) fn evenly(
    space: &Space,
    ks: &[u32],
    kmeans: &KMeans,
    seed: u64,
    pace: &mut Pace,
) -> Result<Vec<Even>, StudyError> {
    let drawn = sample(space.n(), MOST_ROWS, seed, "segments even sample");
    let drawn = drawn.map(|positions| gather(space.rows, &positions));
    let few = drawn.as_ref().map_or(space.rows, |drawn| drawn.view());
    let (n, d) = few.dim();
    let starts = KMeans { n_init: kmeans.n_init.min(STARTS), ..*kmeans };
    let judge = |rows: ArrayView2<f32>, wants_silhouette: bool| -> Vec<Judged> {
        let packed = Packed::pack(rows);
        let one = |&k: &u32| match fit(&at(&starts, k), &packed, seed) {
            Ok(found) if wants_silhouette => {
                (silhouette(rows, &found.labels).unwrap_or(0.0), ln(found.inertia))
            }
            Ok(found) => (0.0, ln(found.inertia)),
            Err(_) => (0.0, ln(0.0)),
        };
        ks.par_iter().map(one).collect()
    };
    let own = judge(few, false);
    let components = explore::fit(few, n.min(d), &pace.wanted())?;
    let places = components.transform(few);
    let low = places.fold_axis(Axis(0), f32::INFINITY, |&low, &x| low.min(x));
    let high = places.fold_axis(Axis(0), f32::NEG_INFINITY, |&high, &x| high.max(x));
    let mut references: Vec<Vec<Judged>> = Vec::new();
    for part in (0..REFERENCES).collect::<Vec<_>>().chunks(side_by_side()) {
        pace.wait()?;
        references.par_extend(part.par_iter().map(|&index| {
            let mut stream = Stream::new(seed, "segments even", index);
            let even = Array2::from_shape_simple_fn(places.dim(), || stream.uniform() as f32);
            judge((even * (&high - &low) + &low).view(), true)
        }));
        pace.did(each_work(n, d, ks) * part.len() as f64);
    }
    let count = f64::from(REFERENCES);
    let even = |position: usize| {
        let over = |value: fn(&Judged) -> f64| {
            let values: Vec<f64> = references.iter().map(|reference| value(&reference[position])).collect();
            let mean = values.iter().sum::<f64>() / count;
            let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
            (mean, variance.sqrt())
        };
        let (silhouette, silhouette_sd) = over(|(silhouette, _)| *silhouette);
        let (within, within_sd) = over(|(_, within)| *within);
        Even {
            silhouette: silhouette + HARDLY * silhouette_sd,
            gap: within - own[position].1,
            gap_se: within_sd * (1.0 + 1.0 / count).sqrt(),
        }
    };
    Ok((0..ks.len()).map(even).collect())
}

fn ln(inertia: f64) -> f64 {
    inertia.max(f64::MIN_POSITIVE).ln()
}

//! Do the segments come back? K-means on customers drawn again, with replacement.

use rayon::prelude::*;

use crate::base::{Message, Stream, quantile};
use crate::metrics::clustering::{adjusted_rand, jaccard};
use crate::models::FitError;
use crate::models::kmeans::{Clustering, KMeans, Packed, assign};
use crate::study::StudyError;

use super::advice::at;
use super::describe::Jaccard;
use super::pace::Pace;
use super::spaces::{EXACT_SILHOUETTE, SAMPLE, Space, gather};

/// Times customers are drawn again.
pub const BOOTSTRAPS: u32 = 20;

/// Passes of K-means until it stands, roughly; only sizes the share of work that is reported.
const PASSES: f64 = 30.0;

/// The clustering of a space: the same customers and seed start from the same places in every method.
pub(super) fn fit(kmeans: &KMeans, packed: &Packed, seed: u64) -> Result<Clustering, FitError> {
    kmeans.fit(packed, seed, PURPOSE)
}

/// What the random starts of every clustering are for.
pub(super) const PURPOSE: &str = "segments";

/// Rough multiply-adds of a fit.
pub(super) fn fit_work(n: usize, d: usize, k: u32, n_init: u32) -> f64 {
    n as f64 * d as f64 * f64::from(k) * f64::from(n_init) * PASSES
}

/// Rough multiply-adds of a mean silhouette.
pub(super) fn silhouette_work(n: usize, d: usize) -> f64 {
    let n = if n > EXACT_SILHOUETTE { SAMPLE } else { n };
    n as f64 * n as f64 * d as f64
}

/// Rough multiply-adds of [`bootstrap`].
pub(super) fn work(few: usize, d: usize, ks: &[u32]) -> f64 {
    f64::from(BOOTSTRAPS) * each_work(few, d, ks)
}

fn each_work(few: usize, d: usize, ks: &[u32]) -> f64 {
    ks.iter().map(|&k| fit_work(few, d, k, STARTS)).sum()
}

/// Starts of K-means on each bootstrap at most: what a single start misses shows as segments that do not come back.
const STARTS: u32 = 4;

/// Pieces of work done at once between two looks at the person's wish.
pub(super) fn side_by_side() -> usize {
    rayon::current_num_threads().max(2)
}

/// How well a clustering comes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resampled {
    /// Adjusted Rand index with the original over the bootstraps.
    pub ari: Spread,
    /// Of every cluster of the original the best match.
    pub jaccard: Vec<Jaccard>,
}

impl Resampled {
    pub fn smallest_jaccard(&self) -> f64 {
        self.jaccard.iter().map(|jaccard| jaccard.mean).fold(1.0, f64::min)
    }
}

/// For each (k, labels): K-means on [`BOOTSTRAPS`] drawings of the customers, everybody placed by each, held against
/// the labels. What comes out for a k does not depend on the others asked.
///
/// A drawing whose customers are too alike for k counts as one in which nothing came back.
pub(super) fn bootstrap(
    space: &Space,
    asked: &[(u32, &[u8])],
    kmeans: &KMeans,
    seed: u64,
    pace: &mut Pace,
) -> Result<Vec<Resampled>, StudyError> {
    let few = space.few();
    let (n, d) = few.dim();
    let originals: Vec<(u32, Vec<u8>)> =
        asked.iter().map(|&(k, labels)| (k, space.few_labels(labels))).collect();
    let ks: Vec<u32> = asked.iter().map(|&(k, _)| k).collect();
    let starts = KMeans { n_init: kmeans.n_init.min(STARTS), ..*kmeans };
    let mut drawings: Vec<Vec<(f64, Vec<f64>)>> = Vec::new();
    for part in (0..BOOTSTRAPS).collect::<Vec<_>>().chunks(side_by_side()) {
        pace.wait()?;
        drawings.par_extend(part.par_iter().map(|&index| {
            let mut stream = Stream::new(seed, "segments bootstrap", index);
            let drawn: Vec<u32> = (0..n).map(|_| stream.below(n as u64) as u32).collect();
            let packed = Packed::pack(gather(few, &drawn).view());
            let once = |(k, original): &(u32, Vec<u8>)| match fit(&at(&starts, *k), &packed, seed) {
                Ok(clustering) => {
                    let labels = assign(clustering.centroids.view(), few).labels;
                    (adjusted_rand(original, &labels), jaccard(original, &labels))
                }
                Err(_) => (0.0, vec![0.0; *k as usize]),
            };
            originals.par_iter().map(once).collect()
        }));
        pace.did(each_work(n, d, &ks) * part.len() as f64);
    }
    let of = |position: usize| {
        let of_one = || drawings.iter().map(|drawing| &drawing[position]);
        let of_cluster = |cluster: usize| {
            let values: Vec<f64> = of_one().map(|(_, jaccard)| jaccard[cluster]).collect();
            let mean = values.iter().fold(0.0, |mean, value| mean + value / f64::from(BOOTSTRAPS));
            Jaccard { mean, lower_quartile: Spread::of(values).quartiles[0] }
        };
        Resampled {
            ari: Spread::of(of_one().map(|(ari, _)| *ari).collect()),
            jaccard: (0..asked[position].0 as usize).map(of_cluster).collect(),
        }
    };
    Ok((0..asked.len()).map(of).collect())
}

/// How values spread: the middle one, and between which two the middle half lies; 0 of none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spread {
    pub median: f64,
    pub quartiles: [f64; 2],
}

impl Spread {
    /// The quartiles as arguments of a message.
    pub fn say(self, message: Message) -> Message {
        message.number("low", self.quartiles[0], 2).number("high", self.quartiles[1], 2)
    }

    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self { median: quantile(&values, 0.5), quartiles: [0.25, 0.75].map(|at| quantile(&values, at)) }
    }
}

//! What customers without groups come to: tables that every number of segments is held against.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use crate::base::Stream;
use crate::metrics::clustering::silhouette;
use crate::models::kmeans::{KMeans, Packed};
use crate::study::StudyError;

use super::advice::at;
use super::alike::Alike;
use super::explore;
use super::pace::Pace;
use super::resample::{fit, fit_work, side_by_side, silhouette_work};
use super::spaces::{Space, gather, sample};

/// Tables of customers without groups, of either kind.
const REFERENCES: u32 = 20;

/// Customers of each at most: from there on more of them change no silhouette that matters.
const MOST_ROWS: usize = 2_000;

/// Standard deviations from the mean that are hardly exceeded, even by the best of all numbers of segments.
const HARDLY: f64 = 3.0;

/// Starts of K-means on each at most.
const STARTS: u32 = 2;

/// One number of segments held against customers without groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Groupless {
    /// A silhouette that evenly spread customers hardly exceed: the mean of theirs and [`HARDLY`] standard deviations.
    pub even: f64,
    /// The same of customers whose columns are spread alike, but mixed ([`Alike::mixed`]).
    pub mixed: f64,
    /// The same of customers whose columns are spread and correlated alike.
    pub alike: f64,
    /// Mean of ln W over evenly spread customers, less ln W of as many of the customers themselves.
    pub gap: f64,
    /// sd·√(1 + 1/B)
    pub gap_se: f64,
}

/// Rough multiply-adds of [`groupless`].
pub(super) fn work(n: usize, d: usize, ks: &[u32]) -> f64 {
    3.0 * f64::from(REFERENCES) * each_work(n.min(MOST_ROWS), d, ks)
}

fn each_work(n: usize, d: usize, ks: &[u32]) -> f64 {
    ks.iter().map(|&k| fit_work(n, d, k, STARTS) + silhouette_work(n, d)).sum()
}

/// Silhouette and ln W of a clustering.
type Judged = (f64, f64);

/// Customers without groups at every number of segments, of three kinds.
///
/// Evenly spread ones lie even within the box along the principal components of the space, so that columns that rise and
/// fall together still do. The others are skewed as the space is ([`Alike`]), some mixed column by column, some correlated
/// as it is: an even box has no long tails, and tails alone are far from everybody else. Groups are correlations, too, so
/// that the last ones can hold what groups look like: they raise a doubt and decide nothing. Each of their columns has a single mode: were the values only drawn anew,
/// two groups that show in one column would be in them too, and nothing could ever exceed them. W is the inertia. Where they cannot be clustered there is nothing in them: silhouette 0.
///
/// **Errors** discarded.
///
/// **Source** Tibshirani, Walther and Hastie (2001), variant (b), for the even ones. K-means and silhouettes see distances
/// only, so the box is not turned back into the columns.
pub(super) fn groupless(
    space: &Space,
    ks: &[u32],
    kmeans: &KMeans,
    seed: u64,
    pace: &mut Pace,
) -> Result<Vec<Groupless>, StudyError> {
    let drawn = sample(space.n(), MOST_ROWS, seed, "segments even sample");
    let drawn = drawn.map(|positions| gather(space.rows, &positions));
    let few = drawn.as_ref().map_or(space.rows, |drawn| drawn.view());
    let (n, d) = few.dim();
    let judge = Judge { ks, kmeans: KMeans { n_init: kmeans.n_init.min(STARTS), ..*kmeans }, seed };
    let own = judge.look(few, false);
    let components = explore::fit(few, n.min(d), &pace.wanted())?;
    let places = components.transform(few);
    let low = places.fold_axis(Axis(0), f32::INFINITY, |&low, &x| low.min(x));
    let high = places.fold_axis(Axis(0), f32::NEG_INFINITY, |&high, &x| high.max(x));
    let evens = judge.references(pace, each_work(n, d, ks), |index| {
        let mut stream = Stream::new(seed, "segments even", index);
        let even = Array2::from_shape_simple_fn(places.dim(), || stream.uniform() as f32);
        even * (&high - &low) + &low
    })?;
    let alike = Alike::of(few);
    let drawn = |of: &Alike, pace: &mut Pace| {
        judge.references(pace, each_work(n, d, ks), |index| {
            of.draw(&mut Stream::new(seed, "segments alike", index))
        })
    };
    let (mixed, alike) = (drawn(&alike.mixed(), pace)?, drawn(&alike, pace)?);
    let of = |position: usize| {
        let hardly = |tables: &[Vec<Judged>]| {
            let (silhouette, sd) = over(tables, position, |(silhouette, _)| *silhouette);
            (silhouette + HARDLY * sd).min(1.0)
        };
        let (within, within_sd) = over(&evens, position, |(_, within)| *within);
        Groupless {
            even: hardly(&evens),
            mixed: hardly(&mixed),
            alike: hardly(&alike),
            gap: within - own[position].1,
            gap_se: within_sd * (1.0 + 1.0 / f64::from(REFERENCES)).sqrt(),
        }
    };
    Ok((0..ks.len()).map(of).collect())
}

/// How tables are clustered and judged.
struct Judge<'a> {
    ks: &'a [u32],
    kmeans: KMeans,
    seed: u64,
}

impl Judge<'_> {
    /// Every number of segments of a table.
    fn look(&self, rows: ArrayView2<f32>, wants_silhouette: bool) -> Vec<Judged> {
        let packed = Packed::pack(rows);
        let one = |&k: &u32| match fit(&at(&self.kmeans, k), &packed, self.seed) {
            Ok(found) if wants_silhouette => {
                (silhouette(rows, &found.labels).unwrap_or(0.0), ln(found.inertia))
            }
            Ok(found) => (0.0, ln(found.inertia)),
            Err(_) => (0.0, ln(0.0)),
        };
        self.ks.par_iter().map(one).collect()
    }

    /// The same of [`REFERENCES`] tables.
    fn references(
        &self,
        pace: &mut Pace,
        each_work: f64,
        table: impl Fn(u32) -> Array2<f32> + Sync,
    ) -> Result<Vec<Vec<Judged>>, StudyError> {
        let mut references = Vec::new();
        for part in (0..REFERENCES).collect::<Vec<_>>().chunks(side_by_side()) {
            pace.wait()?;
            references.par_extend(part.par_iter().map(|&index| self.look(table(index).view(), true)));
            pace.did(each_work * part.len() as f64);
        }
        Ok(references)
    }
}

/// Mean and standard deviation of a value over the tables.
fn over(tables: &[Vec<Judged>], position: usize, value: fn(&Judged) -> f64) -> (f64, f64) {
    let values: Vec<f64> = tables.iter().map(|table| value(&table[position])).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64;
    (mean, variance.sqrt())
}

fn ln(inertia: f64) -> f64 {
    inertia.max(f64::MIN_POSITIVE).ln()
}

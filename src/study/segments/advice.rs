//! How many segments: every number tried, judged several ways, and one recommended with its reason.

use std::ops::RangeInclusive;

use crate::base::Message;
use crate::metrics::clustering::{calinski_harabasz, davies_bouldin, knee};
use crate::models::kmeans::{Clustering, KMeans};
use crate::study::StudyError;

use super::describe::Jaccard;
use super::groupless;
use super::pace::Pace;
use super::resample::{self, Resampled};
use super::spaces::Space;
use super::{KAdvice, KRow};

/// The numbers of segments that are tried.
pub const TRIED: RangeInclusive<u32> = 2..=10;
/// Fewer segments are too coarse for a campaign.
pub const COARSE: u32 = 3;
/// Adjusted Rand index over bootstraps from which segments are said to come back.
pub const STABLE: f64 = 0.75;
/// Share of the customers below which a segment is too small to be treated differently.
pub const SMALL: f64 = 0.02;

/// K-means of one space at several numbers of segments.
pub(super) struct Sweep {
    /// Ascending k, as in the table.
    pub clusterings: Vec<Clustering>,
    pub table: Vec<KRow>,
    /// Of every cluster in its own order.
    pub jaccard: Vec<Vec<Jaccard>>,
    pub knee: Option<u32>,
    pub sampled: Option<usize>,
}

impl Sweep {
    /// Where in the table this number of segments stands.
    pub fn position(&self, k: u32) -> Option<usize> {
        self.table.iter().position(|row| row.k == k)
    }

    pub fn advice(&self) -> KAdvice {
        let (recommended, reason) = recommend(&self.table);
        KAdvice { recommended, reason, table: self.table.clone(), knee: self.knee, sampled: self.sampled }
    }
}

/// Rough multiply-adds of [`sweep`].
pub(super) fn work(n: usize, d: usize, ks: &[u32], n_init: u32) -> f64 {
    let all = ks.iter().map(|&k| resample::fit_work(n, d, k, n_init)).sum::<f64>();
    let few = n.min(super::spaces::SAMPLE);
    let judged = ks.len() as f64 * resample::silhouette_work(n, d);
    all + judged + groupless::work(n, d, ks) + resample::work(few, d, ks)
}

/// Tries every number of segments; `None` where the person stopped it, unless only one is asked for.
///
/// A number of segments that the customers are too alike for is left out.
///
/// **Errors** discarded, or not even two segments.
pub(super) fn sweep(
    space: &Space,
    ks: &[u32],
    kmeans: &KMeans,
    seed: u64,
    pace: &mut Pace,
) -> Result<Option<Sweep>, StudyError> {
    let (n, d) = space.rows.dim();
    let mut clusterings = Vec::new();
    let mut judged = Vec::new();
    let mut refused = None;
    for &k in ks {
        if !pace.go_on()? && ks.len() > 1 {
            return Ok(None);
        }
        match resample::fit(&at(kmeans, k), &space.packed, seed) {
            Ok(clustering) => {
                judged.push(judge(space, &clustering, k));
                clusterings.push(clustering);
            }
            Err(error) => refused = refused.or(Some(error)),
        }
        pace.did(resample::fit_work(n, d, k, kmeans.n_init) + resample::silhouette_work(n, d));
    }
    if clusterings.is_empty() {
        return Err(StudyError::AllFailed { first: refused.map(|error| error.problem().clone()) });
    }
    let ks: Vec<u32> = judged.iter().map(|row| row.k).collect();
    let labels: Vec<&[u8]> = clusterings.iter().map(|clustering| clustering.labels.as_slice()).collect();
    let groupless = groupless::groupless(space, &ks, kmeans, seed, pace)?;
    let asked: Vec<(u32, &[u8])> = ks.iter().copied().zip(labels).collect();
    let resampled = resample::bootstrap(space, &asked, kmeans, seed, pace)?;
    let mut table = judged;
    for ((row, groupless), resampled) in table.iter_mut().zip(groupless).zip(&resampled) {
        (row.silhouette_even, row.silhouette_mixed) = (groupless.even, groupless.mixed);
        row.silhouette_alike = groupless.alike;
        (row.gap, row.gap_se) = (groupless.gap, groupless.gap_se);
        row.stability_ari = resampled.ari.median;
        row.stability_quartiles = resampled.ari.quartiles;
        row.smallest_jaccard = resampled.smallest_jaccard();
    }
    let inertia: Vec<f64> = table.iter().map(|row| row.inertia).collect();
    let x: Vec<f64> = ks.iter().map(|&k| f64::from(k)).collect();
    Ok(Some(Sweep {
        knee: knee(&x, &inertia).map(|k| k.round() as u32),
        jaccard: resampled.into_iter().map(|Resampled { jaccard, .. }| jaccard).collect(),
        sampled: (n > super::spaces::EXACT_SILHOUETTE).then_some(super::spaces::SAMPLE),
        clusterings,
        table,
    }))
}

/// The same K-means with another number of segments.
pub(super) fn at(kmeans: &KMeans, k: u32) -> KMeans {
    KMeans { n_clusters: k, ..*kmeans }
}

fn judge(space: &Space, clustering: &Clustering, k: u32) -> KRow {
    let labels = &clustering.labels;
    let smallest = sizes(labels, k).into_iter().min().unwrap_or(0);
    KRow {
        k,
        inertia: clustering.inertia,
        silhouette: space.silhouette(labels),
        davies_bouldin: davies_bouldin(space.rows, labels).unwrap_or(0.0),
        calinski_harabasz: calinski_harabasz(space.rows, labels).unwrap_or(0.0),
        silhouette_even: 0.0,
        silhouette_mixed: 0.0,
        silhouette_alike: 0.0,
        gap: 0.0,
        gap_se: 0.0,
        stability_ari: 0.0,
        stability_quartiles: [0.0; 2],
        smallest_jaccard: 0.0,
        smallest_share: smallest as f64 / labels.len().max(1) as f64,
    }
}

/// Customers of each segment, in the order of the labels.
pub(super) fn sizes(labels: &[u8], k: u32) -> Vec<usize> {
    let mut sizes = vec![0; k as usize];
    for &label in labels {
        if let Some(size) = sizes.get_mut(usize::from(label)) {
            *size += 1;
        }
    }
    sizes
}

/// Of at least [`COARSE`] segments that come back and of which none is too small, those that differ most: the highest
/// silhouette, fewer segments where equal, a division only where nothing is more than one; two where they alone are groups.
/// Where none come back reliably, the same of those that are not too small.
fn recommend(table: &[KRow]) -> (u32, Message) {
    let best = |fits: &dyn Fn(&&KRow) -> bool| {
        table
            .iter()
            .filter(fits)
            .reduce(|best, row| if row.silhouette > best.silhouette { row } else { best })
    };
    let best_group =
        |fits: &dyn Fn(&&KRow) -> bool| best(&|row| fits(row) && !row.is_division()).or_else(|| best(fits));
    let fine = |row: &&KRow| row.k >= COARSE && row.smallest_share >= SMALL;
    let group = |least: u32| {
        let fits = |row: &&KRow| row.k >= least && row.smallest_share >= SMALL && row.stability_ari >= STABLE;
        best(&|row| fits(row) && !row.is_division())
    };
    let stable = best(&|row| fine(row) && row.stability_ari >= STABLE);
    let chosen = group(COARSE)
        .or_else(|| group(2))
        .or(stable)
        .or_else(|| best_group(&fine))
        .or_else(|| best_group(&|row| row.k >= COARSE))
        .or_else(|| best(&|_| true));
    let Some(chosen) = chosen else { return (2, Message::new("seg-k-only")) };
    let higher = |row: &&KRow| row.silhouette > chosen.silhouette;
    let about = |key: &'static str, row: &KRow| Message::new(key).with("k", u64::from(row.k));
    let mut parts = vec![
        Message::new("seg-k-silhouette").number("silhouette", chosen.silhouette, 2),
        chosen.stability().say(Message::new(returns(chosen)).number("stability", chosen.stability_ari, 2)),
    ];
    if chosen.is_division() {
        parts.insert(0, Message::new("seg-k-division").number("level", chosen.silhouette_groupless(), 2));
    }
    if chosen.k < COARSE
        && !chosen.is_division()
        && table.iter().any(|row| row.k >= COARSE && row.is_division())
    {
        parts.push(Message::new("seg-k-two-groups"));
    }
    let groupless = |row: &&KRow| fine(row) && row.is_division() && !chosen.is_division();
    parts.extend(
        best(&|row| higher(row) && groupless(row))
            .map(|row| about("seg-k-groupless", row).number("level", row.silhouette_groupless(), 2)),
    );
    parts.extend(
        best(&|row| row.k < COARSE && higher(row) && chosen.k >= COARSE)
            .map(|row| about("seg-k-coarse", row)),
    );
    let small = |row: &&KRow| row.k >= COARSE && row.smallest_share < SMALL;
    parts.extend(
        best(&|row| higher(row) && small(row))
            .map(|row| about("seg-k-small", row).share("share", row.smallest_share, 1)),
    );
    let shaky =
        |row: &&KRow| fine(row) && !row.is_division() && row.stability_ari < STABLE && stable.is_some();
    parts.extend(
        best(&|row| higher(row) && shaky(row))
            .map(|row| about("seg-k-shaky", row).number("stability", row.stability_ari, 2)),
    );
    (chosen.k, Message::new("seg-k-reason").with("k", u64::from(chosen.k)).with("parts", parts))
}

/// What is said of how a number of segments comes back: the middle drawing decides, the lower quartile is not left out.
fn returns(row: &KRow) -> &'static str {
    match (row.stability_ari >= STABLE, row.stability_quartiles[0] >= STABLE) {
        (true, true) => "seg-k-stable",
        (true, false) => "seg-k-mostly-stable",
        (false, _) => "seg-k-unstable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    fn row(k: u32, silhouette: f64, stability_ari: f64, smallest_share: f64) -> KRow {
        KRow {
            k,
            inertia: 0.0,
            silhouette,
            davies_bouldin: 0.0,
            calinski_harabasz: 0.0,
            silhouette_even: -1.0,
            silhouette_mixed: -1.0,
            silhouette_alike: -1.0,
            gap: 0.0,
            gap_se: 0.0,
            stability_ari,
            stability_quartiles: [stability_ari; 2],
            smallest_jaccard: 0.0,
            smallest_share,
        }
    }

    fn parts(message: &Message) -> Vec<&'static str> {
        let list = message.args.iter().find_map(|(_, arg)| match arg {
            crate::base::Arg::List(list) => Some(list),
            _ => None,
        });
        list.unwrap().iter().map(|part| part.key).collect()
    }

    #[test]
    fn coarse_small_and_shaky_ones_are_passed_over_and_named() {
        let table = [
            row(2, 0.6, 1.0, 0.4),
            row(3, 0.3, 0.9, 0.2),
            row(4, 0.4, 0.8, 0.1),
            row(5, 0.5, 0.5, 0.1),
            row(6, 0.55, 0.9, 0.012),
        ];
        let (k, reason) = recommend(&table);
        assert_eq!(k, 4);
        assert_eq!(
            parts(&reason),
            ["seg-k-silhouette", "seg-k-stable", "seg-k-coarse", "seg-k-small", "seg-k-shaky"]
        );
    }

    #[test]
    fn nothing_is_said_of_numbers_that_score_lower() {
        let (k, reason) = recommend(&[row(2, 0.1, 1.0, 0.4), row(3, 0.3, 0.9, 0.2), row(4, 0.2, 0.2, 0.001)]);
        assert_eq!((k, parts(&reason)), (3, vec!["seg-k-silhouette", "seg-k-stable"]));
    }

    #[test]
    fn where_none_comes_back_the_best_is_recommended_and_said_to_be_unstable() {
        let (k, reason) = recommend(&[row(2, 0.1, 0.3, 0.4), row(3, 0.2, 0.4, 0.2), row(4, 0.3, 0.2, 0.1)]);
        assert_eq!((k, parts(&reason)), (4, vec!["seg-k-silhouette", "seg-k-unstable"]));
    }

    #[test]
    fn numbers_that_do_not_always_come_back_say_so() {
        let mut table = [row(3, 0.3, 0.9, 0.2)];
        table[0].stability_quartiles = [0.37, 0.96];
        let (_, reason) = recommend(&table);
        assert_eq!(parts(&reason), ["seg-k-silhouette", "seg-k-mostly-stable"]);
        for lang in Lang::ALL {
            let said = render(lang, &reason);
            assert!(said.contains("0.37") && said.contains("0.96"), "{said}");
        }
    }

    #[test]
    fn two_are_recommended_where_there_are_no_more() {
        let (k, reason) = recommend(&[row(2, 0.9, 1.0, 0.5)]);
        assert_eq!((k, parts(&reason)), (2, vec!["seg-k-silhouette", "seg-k-stable"]));
        assert_eq!(recommend(&[]).0, 2);
    }

    #[test]
    fn divisions_are_passed_over_where_there_are_groups_and_said_where_there_are_none() {
        let mut table = [row(3, 0.3, 0.9, 0.2), row(4, 0.5, 0.9, 0.2), row(5, 0.35, 0.9, 0.2)];
        table[1].silhouette_mixed = 0.49;
        let (k, reason) = recommend(&table);
        assert_eq!((k, parts(&reason)), (5, vec!["seg-k-silhouette", "seg-k-stable", "seg-k-groupless"]));
        for row in &mut table {
            row.silhouette_even = row.silhouette - 0.019;
        }
        let (k, reason) = recommend(&table);
        assert_eq!((k, parts(&reason)), (4, vec!["seg-k-division", "seg-k-silhouette", "seg-k-stable"]));
    }
}

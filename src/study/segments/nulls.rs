//! What a network must beat, and whether it comes back: the same network untrained, trained on shuffled steps, and
//! trained again from other weights.

use ndarray::ArrayView2;

use crate::base::{Problem, quantile};
use crate::data::Dataset;
use crate::metrics::clustering::adjusted_rand;
use crate::models::Init;
use crate::models::kmeans::KMeans;
use crate::models::rnn::{Encoder, RnnSettings};
use crate::study::StudyError;

use super::Nulls;
use super::networks::{Reading, Training, shuffled, train};
use super::pace::Pace;
use super::resample::{Spread, fit, fit_work, silhouette_work};
use super::spaces::{Space, unpredicted};

/// Untrained networks, and as many trained on shuffled steps.
pub const NULLS: u32 = 10;
/// Trainings from other weights.
pub const RETRAININGS: u32 = 5;

/// First repeat of each kind: other weights for all of them, and the same ones whatever else takes part.
const AGAIN: u32 = 1;
const UNTRAINED: u32 = 1_000;
const SHUFFLED: u32 = 2_000;

/// Bytes of shuffled sequences that stand in memory at once.
const WAVE_BYTES: usize = 256 << 20;

/// A trained network to be held against its nulls.
pub(super) struct Candidate<'a> {
    pub settings: &'a RnnSettings,
    pub reading: Reading<'a>,
    pub kmeans: &'a KMeans,
    /// Its own segments.
    pub labels: &'a [u8],
    /// In its own space.
    pub silhouette: f64,
    pub seed: u64,
}

/// What the nulls and retrainings of a network came to.
pub(super) struct Evidence {
    pub nulls: Nulls,
    /// Adjusted Rand index between its segments and those of each retraining.
    pub seed_ari: Spread,
}

/// A silhouette, and the labels where there are segments.
type Judged = (f64, Option<Vec<u8>>);

/// Rough multiply-adds of [`evidence`], a training of the network being `training`.
pub(super) fn work(n: usize, d: usize, kmeans: &KMeans, training: f64) -> f64 {
    f64::from(NULLS + RETRAININGS) * training
        + f64::from(2 * NULLS + RETRAININGS) * judging_work(n, d, kmeans)
}

fn judging_work(n: usize, d: usize, kmeans: &KMeans) -> f64 {
    fit_work(n, d, kmeans.n_clusters, kmeans.n_init) + silhouette_work(n, d)
}

/// Trains and judges nulls and retrainings; `None` where the person stopped it.
///
/// A null whose customers are too alike for so many segments has a silhouette of 0: there is nothing in it.
///
/// **Errors** discarded, or a training that cannot start although the first one could.
pub(super) fn evidence(candidate: &Candidate, pace: &mut Pace) -> Result<Option<Evidence>, StudyError> {
    let Candidate { settings, reading, seed, .. } = candidate;
    let init = |repeat| Init { seed: *seed, repeat };
    let mut untrained = Vec::new();
    for index in 0..NULLS {
        if !pace.go_on()? {
            return Ok(None);
        }
        let encoder = Encoder::untrained(settings, reading.data.n_features(), init(UNTRAINED + index));
        untrained.push(judge(candidate, encoder.embed(reading.data).map_err(unpredicted)?.view(), pace).0);
    }
    let inits: Vec<Init> = (0..RETRAININGS).map(|index| init(AGAIN + index)).collect();
    let originals: Vec<&Dataset> = inits.iter().map(|_| reading.data).collect();
    let Some(again) = trained(candidate, &originals, &inits, pace)? else { return Ok(None) };
    let trained_silhouettes: Vec<f64> = std::iter::once(candidate.silhouette)
        .chain(again.iter().map(|(silhouette, _)| *silhouette))
        .collect();
    let agreement = |labels: &Vec<u8>| adjusted_rand(candidate.labels, labels);
    let again = again.iter().map(|(_, labels)| labels.as_ref().map_or(0.0, agreement));
    let seed_ari = Spread::of(again.collect());
    let mut of_shuffled = Vec::new();
    let per_wave = (WAVE_BYTES / bytes(reading.data).max(1)).clamp(1, NULLS as usize);
    for wave in (0..NULLS).collect::<Vec<_>>().chunks(per_wave) {
        let data: Vec<Dataset> = wave.iter().map(|&index| shuffled(reading.data, *seed, index)).collect();
        let inits: Vec<Init> = wave.iter().map(|&index| init(SHUFFLED + index)).collect();
        let data: Vec<&Dataset> = data.iter().collect();
        let Some(found) = trained(candidate, &data, &inits, pace)? else { return Ok(None) };
        of_shuffled.extend(found.into_iter().map(|(silhouette, _)| silhouette));
    }
    let all: Vec<f64> = untrained.iter().chain(&of_shuffled).copied().collect();
    let nulls = Nulls {
        trained: trained_silhouettes,
        percentile_95: percentile_95(all),
        untrained,
        shuffled: of_shuffled,
    };
    Ok(Some(Evidence { nulls, seed_ari }))
}

/// Trains the network on each of the data and judges it; `None` where the person stopped it.
fn trained(
    candidate: &Candidate,
    data: &[&Dataset],
    inits: &[Init],
    pace: &mut Pace,
) -> Result<Option<Vec<Judged>>, StudyError> {
    let refused = |problem: Problem| StudyError::AllFailed { first: Some(problem) };
    let Reading { targets, watching, .. } = candidate.reading;
    let mut trainings = Vec::new();
    for (&data, &init) in data.iter().zip(inits) {
        let reading = Reading { data, targets, watching };
        trainings.push(Training::start(candidate.settings, reading, init, None).map_err(refused)?);
    }
    if !train(&mut trainings, pace)? {
        return Ok(None);
    }
    let mut found = Vec::new();
    for (training, data) in trainings.into_iter().zip(data) {
        if !pace.go_on()? {
            return Ok(None);
        }
        found.push(judge(
            candidate,
            training.finish().encoder.embed(data).map_err(unpredicted)?.view(),
            pace,
        ));
    }
    Ok(Some(found))
}

fn judge(candidate: &Candidate, rows: ArrayView2<f32>, pace: &mut Pace) -> Judged {
    let space = Space::new(rows, candidate.seed);
    let labels = fit(candidate.kmeans, &space.packed, candidate.seed).ok().map(|found| found.labels);
    let silhouette = labels.as_deref().map_or(0.0, |labels| space.silhouette(labels));
    let (n, d) = rows.dim();
    pace.did(judging_work(n, d, candidate.kmeans));
    (silhouette, labels)
}

fn bytes(data: &Dataset) -> usize {
    match &data.records {
        crate::data::Records::Sequence { steps, .. } => steps.len() * size_of::<f32>(),
        crate::data::Records::Table(table) => table.len() * size_of::<f32>(),
    }
}

/// The 95th percentile.
fn percentile_95(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    quantile(&values, 0.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_95th_percentile_is_numpys() {
        // numpy.percentile([0, 1, …, 19], 95) and of one value.
        assert!((percentile_95((0..20).rev().map(f64::from).collect()) - 18.05).abs() < 1e-12);
        assert_eq!(percentile_95(vec![0.3]), 0.3);
        assert_eq!(percentile_95(Vec::new()), 0.0);
    }
}

//! Every method at the same number of segments: in its own space, in the common one, and how well it comes back.

use ndarray::{Array2, ArrayView2, CowArray, Ix2};

use crate::base::{Message, Problem};
use crate::features::sequence::SequencePreprocessor;
use crate::metrics::clustering::{adjusted_rand, davies_bouldin};
use crate::models::kmeans::{Clustering, KMeans};
use crate::models::rnn::Encoder;
use crate::study::StudyError;

use super::SegmentMethod;
use super::advice::{Sweep, sizes};
use super::pace::Pace;
use super::plan::{Entrant, Plan};
use super::resample::{self, Spread};
use super::spaces::{Road, Space, table};

/// A method with the space it compares customers in.
pub(super) struct Contestant<'a> {
    /// Index into [`Plan::entrants`].
    pub entrant: usize,
    pub space: CowArray<'a, f32, Ix2>,
    pub road: Road,
    /// Of networks.
    pub encoder: Option<Encoder>,
}

/// A method at the common number of segments.
pub(super) struct Standing {
    pub clustering: Clustering,
    pub silhouette: f64,
    pub davies_bouldin: f64,
    pub stability: Spread,
}

/// The space of a method without a network.
pub(super) fn plain_space<'a>(
    plan: &Plan,
    entrant: &Entrant,
    common: ArrayView2<'a, f32>,
    wanted: &dyn Fn() -> bool,
) -> Result<(CowArray<'a, f32, Ix2>, Road), StudyError> {
    use super::methods::SpaceKind;
    Ok(match entrant.method.kind {
        SpaceKind::Columns | SpaceKind::Network { .. } => (common.into(), Road::Columns),
        SpaceKind::LogColumns => {
            let rows = &plan.frame.row_ids;
            let logged = plan.logged().fit(plan.frame, rows)?;
            (table(&logged, plan.frame, rows)?.into(), Road::Log(logged))
        }
        SpaceKind::Components => {
            let most = common.ncols().min(common.nrows());
            let pca = super::explore::fit(common, entrant.n_components()?.min(most), wanted)?;
            (pca.transform(common).into(), Road::Components(pca))
        }
    })
}

/// The space a network made.
pub(super) fn network_space<'a>(
    space: Array2<f32>,
    sequences: &SequencePreprocessor,
    encoder: &Encoder,
) -> (CowArray<'a, f32, Ix2>, Road) {
    (space.into(), Road::Network { sequences: sequences.clone(), encoder: encoder.clone() })
}

/// Clusters and judges a space; the reason where the customers are too alike there.
pub(super) fn stand(
    rows: ArrayView2<f32>,
    kmeans: &KMeans,
    seed: u64,
    pace: &mut Pace,
) -> Result<Result<Standing, Problem>, StudyError> {
    pace.wait()?;
    let space = Space::new(rows, seed);
    let clustering = match resample::fit(kmeans, &space.packed, seed) {
        Ok(clustering) => clustering,
        Err(error) => return Ok(Err(error.problem().clone())),
    };
    let (silhouette, davies_bouldin) =
        (space.silhouette(&clustering.labels), davies_bouldin(rows, &clustering.labels).unwrap_or(0.0));
    let (n, d) = rows.dim();
    pace.did(resample::fit_work(n, d, kmeans.n_clusters, kmeans.n_init) + resample::silhouette_work(n, d));
    let asked = [(kmeans.n_clusters, clustering.labels.as_slice())];
    let resampled = resample::bootstrap(&space, &asked, kmeans, seed, pace)?;
    let stability = resampled.first().map_or_else(Spread::default, |resampled| resampled.ari);
    Ok(Ok(Standing { clustering, silhouette, davies_bouldin, stability }))
}

/// Rough multiply-adds of [`stand`].
pub(super) fn stand_work(n: usize, d: usize, k: u32, n_init: u32) -> f64 {
    let few = n.min(super::spaces::SAMPLE);
    resample::fit_work(n, d, k, n_init) + resample::silhouette_work(n, d) + resample::work(few, d, &[k])
}

/// What plain K-means came to at `k`, out of the sweep that recommended it.
pub(super) fn standing_of(sweep: &Sweep, k: u32) -> Option<Standing> {
    let position = sweep.position(k)?;
    let row = sweep.table[position];
    Some(Standing {
        clustering: sweep.clusterings[position].clone(),
        silhouette: row.silhouette,
        davies_bouldin: row.davies_bouldin,
        stability: row.stability(),
    })
}

/// One line of the comparison, without what only networks have.
pub(super) fn line(
    entrant: &Entrant,
    standing: &Standing,
    (common, plain): (&Space, &[u8]),
    warnings: Vec<Message>,
) -> SegmentMethod {
    let labels = &standing.clustering.labels;
    let own_is_common = matches!(entrant.method.kind, super::methods::SpaceKind::Columns);
    let (silhouette_common, davies_bouldin_common) = if own_is_common {
        (standing.silhouette, standing.davies_bouldin)
    } else {
        (common.silhouette(labels), davies_bouldin(common.rows, labels).unwrap_or(0.0))
    };
    let mut sizes = sizes(labels, standing.clustering.centroids.nrows() as u32);
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    SegmentMethod {
        id: entrant.method.id.to_owned(),
        params: entrant.method.effective(&entrant.params),
        silhouette_own: standing.silhouette,
        silhouette_common,
        davies_bouldin_own: standing.davies_bouldin,
        davies_bouldin_common,
        stability_ari: standing.stability.median,
        stability_quartiles: standing.stability.quartiles,
        seed_ari: None,
        seed_quartiles: None,
        nulls: None,
        agreement_with_kmeans: adjusted_rand(plain, labels),
        sizes,
        curve: Vec::new(),
        best_epoch: 0,
        stopped_because: None,
        warnings,
    }
}

/// Adjusted Rand index between any two methods.
pub(super) fn agreement(labels: &[&[u8]]) -> Vec<Vec<f64>> {
    let between = |a: &[u8], b: &[u8]| adjusted_rand(a, b);
    labels.iter().map(|a| labels.iter().map(|b| between(a, b)).collect()).collect()
}

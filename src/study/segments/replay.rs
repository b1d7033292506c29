//! How K-means found the segments, kept for showing it again.

use crate::models::kmeans::{KMeans, Packed};
use crate::study::StudyError;

use super::resample::PURPOSE;
use super::spaces::{SAMPLE, sample};
use super::{KmeansReplay, Map};

/// The best start of the clustering, iteration by iteration, for at most [`SAMPLE`] customers.
///
/// `order[segment]` is the clustering's own label of a segment.
///
/// **Errors** customers too alike.
pub(super) fn replay(
    kmeans: &KMeans,
    packed: &Packed,
    seed: u64,
    map: &Map,
    order: &[u8],
) -> Result<KmeansReplay, StudyError> {
    let n = map.points.len();
    let customers =
        sample(n, SAMPLE, seed, "segments replay").unwrap_or_else(|| (0..n as u32).collect::<Vec<u32>>());
    let traced = kmeans
        .fit_traced(packed, seed, PURPOSE, &customers)
        .map_err(|error| StudyError::AllFailed { first: Some(error.problem().clone()) })?;
    let mut segment_of = vec![0u8; order.len()];
    for (segment, &label) in order.iter().enumerate() {
        segment_of[usize::from(label)] = segment as u8;
    }
    let mut replay = KmeansReplay { customers, ..KmeansReplay::default() };
    for iteration in traced.trace {
        let labels: Vec<u8> = iteration.labels.iter().map(|&label| segment_of[usize::from(label)]).collect();
        let before = replay.means.last();
        let means = means(&replay.customers, &labels, map, order.len(), before);
        replay.means.push(means);
        replay.labels.push(labels);
        replay.inertia.push(iteration.inertia);
    }
    Ok(replay)
}

/// Where the customers of each segment are on the map on average; a segment that has none of them stays where it was.
fn means(
    customers: &[u32],
    labels: &[u8],
    map: &Map,
    k: usize,
    before: Option<&Vec<[f32; 2]>>,
) -> Vec<[f32; 2]> {
    let mut sums = vec![([0.0f64; 2], 0u32); k];
    for (&customer, &label) in customers.iter().zip(labels) {
        let point = map.points[customer as usize];
        let (sum, count) = &mut sums[usize::from(label)];
        *sum = [sum[0] + f64::from(point[0]), sum[1] + f64::from(point[1])];
        *count += 1;
    }
    let mean = |(segment, (sum, count)): (usize, ([f64; 2], u32))| match count {
        0 => before.map_or([0.0; 2], |before| before[segment]),
        count => sum.map(|sum| (sum / f64::from(count)) as f32),
    };
    sums.into_iter().enumerate().map(mean).collect()
}

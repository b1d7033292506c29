//! What segments are: who is in them, what sets them apart in the customers' own columns, and whether they are worth
//! money.

mod actions;
mod checks;
mod columns;
mod naming;
mod order;
mod reach;
mod said;
pub(in crate::study) mod words;

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use crate::base::RowId;
use crate::data::Frame;
use crate::features::{FeatureError, Preprocessor};
use crate::metrics::correlation::pearson;
use crate::models::kmeans::{Assigned, assign};
use crate::study::StudyError;

use super::{Segment, Segmentation, Trait};
use checks::Evidence;
use columns::Columns;
use reach::Bins;

pub use order::canonical_order;
pub(in crate::study) use said::decimals;

/// Customers shown as typical of a segment.
const N_REPRESENTATIVES: usize = 5;

/// The customers and their columns: everything a description needs whatever the method and the number of segments.
pub struct Customers<'a> {
    rows: &'a [RowId],
    common: ArrayView2<'a, f32>,
    columns: Columns<'a>,
    /// `[i][j]` over the features.
    correlations: Array2<f64>,
    bins: Bins,
    /// Cells of the value column, 0 where missing; `None` where no shares can be taken of it.
    value: Option<Vec<f64>>,
}

/// How much of a cluster is found again: its Jaccard indices over the bootstraps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jaccard {
    pub mean: f64,
    /// A quarter of the bootstraps find no more of it.
    pub lower_quartile: f64,
}

/// A clustering to describe, its clusters in any order.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The space the clusters were found in, a row a customer.
    pub space: ArrayView2<'a, f32>,
    /// (`n_clusters`, width of the space)
    pub centroids: ArrayView2<'a, f32>,
    /// One a customer.
    pub labels: &'a [u8],
    /// Of each cluster; `None` where no bootstraps were drawn.
    pub jaccard: Option<&'a [Jaccard]>,
    /// Who has nothing in any column that was read, one a customer; nobody where it is empty.
    pub unread: &'a [bool],
    /// The silhouettes of the clustering and of customers without groups, where it is no clearer than theirs.
    pub division: Option<[f64; 2]>,
}

/// A clustering in words and in its canonical order.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    pub segmentation: Segmentation,
    /// `order[position]`: the cluster that became the segment at this position.
    pub order: Vec<u8>,
    /// In the order of the segments.
    pub centroids: Array2<f32>,
    /// Distance within which 99 of 100 customers of the segment lie, in the space of the clustering.
    pub limits: Vec<f32>,
}

impl<'a> Customers<'a> {
    /// Looks at the columns once.
    ///
    /// **Shapes** `common` (`rows.len()`, features of `plain`): the standardised columns that every method is compared in.
    ///
    /// **Errors** a row, a column of `plain` or a value column that the table does not have.
    pub fn new(
        frame: &'a Frame,
        rows: &'a [RowId],
        plain: &Preprocessor,
        common: ArrayView2<'a, f32>,
        value_column: Option<&str>,
    ) -> Result<Self, StudyError> {
        let columns = Columns::of(frame, rows, plain, common)?;
        let bins = Bins::of(&columns);
        let value = value_column.map(|name| columns::value_cells(frame, rows, name)).transpose()?.flatten();
        Ok(Self { rows, common, correlations: pearson(common), bins, columns, value })
    }

    /// The standardised columns, a row a customer.
    pub(super) fn common(&self) -> ArrayView2<'a, f32> {
        self.common
    }

    /// Names of the columns described: the features of the common space.
    pub fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    pub(super) fn correlations(&self) -> &Array2<f64> {
        &self.correlations
    }

    /// Names, sentences, checks and figures of the segments, largest first.
    pub fn describe(&self, found: &Found) -> Described {
        let k = found.centroids.nrows();
        let sizes = order::sizes(found.labels, k);
        let means = self.columns.means(found.labels, &sizes);
        let order = canonical_order(&sizes, &means);
        let labels = order::relabel(found.labels, &order);
        let pick = |of: &[usize]| -> Vec<usize> { order.iter().map(|&old| of[old as usize]).collect() };
        let sizes = pick(&sizes);
        let means: Vec<Vec<f64>> = order.iter().map(|&old| means[old as usize].clone()).collect();
        let places: Vec<usize> = order.iter().map(|&old| old as usize).collect();
        let centroids = found.centroids.select(ndarray::Axis(0), &places);
        let jaccard: Option<Vec<Jaccard>> =
            found.jaccard.map(|of| places.iter().map(|&old| of[old]).collect());

        let assigned = assign(centroids.view(), found.space);
        let own = own_distances(&assigned, found.space, centroids.view(), &labels);
        let is_read = |index: usize| !found.unread.get(index).copied().unwrap_or(false);
        let limits = limits(&own, &labels, k);
        let segmentation = Segmentation {
            k: k as u32,
            confidence: assigned
                .nearest
                .iter()
                .zip(&assigned.second)
                .enumerate()
                .map(|(index, (&d1, &d2))| if is_read(index) { confidence(d1, d2) } else { 0.0 })
                .collect(),
            fits: own
                .iter()
                .zip(&labels)
                .enumerate()
                .map(|(index, (d, &label))| is_read(index) && *d <= limits[label as usize])
                .collect(),
            segments: self.segments(&labels, (&sizes, &means), &own, (jaccard.as_deref(), found)),
            labels,
        };
        Described { segmentation, order, centroids, limits }
    }

    fn segments(
        &self,
        labels: &[u8],
        (sizes, means): (&[usize], &[Vec<f64>]),
        own: &[f32],
        (jaccard, found): (Option<&[Jaccard]>, &Found),
    ) -> Vec<Segment> {
        let profiles: Vec<Vec<f64>> = means.iter().map(|means| self.columns.differences(means)).collect();
        let names = naming::names(&self.columns, &self.correlations, means, &profiles);
        let representatives = representatives((self.rows, found.unread), labels, own, sizes.len());
        let shares = self.value.as_ref().and_then(|value| value_shares(value, labels, sizes.len()));
        let silhouettes = self.silhouettes(labels, sizes);
        let reaches: Vec<_> = profiles
            .par_iter()
            .enumerate()
            .map(|(segment, profile)| {
                reach::best_rule(&self.columns, &self.bins, labels, segment as u8, profile)
            })
            .collect();
        let n = labels.len().max(1);
        names
            .into_iter()
            .enumerate()
            .map(|(position, name)| {
                let strongest = naming::strongest(&self.correlations, &profiles[position]);
                let share = sizes[position] as f64 / n as f64;
                let checks = checks::checks(&Evidence {
                    size: sizes[position],
                    share,
                    silhouette: silhouettes[position],
                    division: found.division,
                    reach: reaches[position].as_ref(),
                    jaccard: jaccard.map(|of| of[position]),
                });
                Segment {
                    code: position as u32 + 1,
                    name,
                    sentence: said::sentence(
                        &self.columns,
                        &means[position],
                        &profiles[position],
                        &strongest,
                    ),
                    action: actions::action(&self.columns, &profiles[position], &strongest, &checks),
                    traits: traits(&self.columns, &means[position], &profiles[position]),
                    size: sizes[position],
                    share,
                    value_share: shares.as_ref().map(|shares| shares[position]),
                    means: means[position].clone(),
                    profile: profiles[position].clone(),
                    representatives: representatives[position].clone(),
                    checks,
                }
            })
            .collect()
    }

    /// How far the segments are apart in the common space, whatever space they were found in.
    ///
    /// Mean over the customers of a segment of `(b − a) / max(a, b)`, with a the distance to the segment's mean and b
    /// the one to the nearest other mean.
    ///
    /// **Source** the simplified silhouette of Hruschka, de Castro and Campello (2004).
    fn silhouettes(&self, labels: &[u8], sizes: &[usize]) -> Vec<f64> {
        let k = sizes.len();
        let mut sums = Array2::<f64>::zeros((k, self.common.ncols()));
        for (row, &label) in self.common.rows().into_iter().zip(labels) {
            for (sum, &x) in sums.row_mut(label as usize).iter_mut().zip(row) {
                *sum += f64::from(x);
            }
        }
        for (mut row, &size) in sums.rows_mut().into_iter().zip(sizes) {
            row /= size.max(1) as f64;
        }
        let means = sums.mapv(|x| x as f32);
        let assigned = assign(means.view(), self.common);
        let own = own_distances(&assigned, self.common, means.view(), labels);
        let mut totals = vec![0.0; k];
        for (index, &label) in labels.iter().enumerate() {
            let at_home = assigned.labels[index] == label;
            let other = if at_home { assigned.second[index] } else { assigned.nearest[index] };
            let (a, b) = (f64::from(own[index]), f64::from(other));
            let larger = a.max(b);
            totals[label as usize] += if larger > 0.0 { (b - a) / larger } else { 0.0 };
        }
        totals.iter().zip(sizes).map(|(total, &size)| total / size.max(1) as f64).collect()
    }
}

/// How much nearer the nearest mean is than the second: 1 on the mean itself or where there is no other, 0 half-way
/// between two.
pub(super) fn confidence(nearest: f32, second: f32) -> f32 {
    match second {
        second if second.is_infinite() => 1.0,
        second if second > 0.0 => ((second - nearest) / second).clamp(0.0, 1.0),
        _ => 0.0,
    }
}

/// Distance of each customer to the mean of the segment it is in, which a tie may make another than the nearest.
fn own_distances(
    assigned: &Assigned,
    space: ArrayView2<f32>,
    centroids: ArrayView2<f32>,
    labels: &[u8],
) -> Vec<f32> {
    let distance = |index: usize, label: u8| {
        if assigned.labels[index] == label {
            return assigned.nearest[index];
        }
        let row = space.row(index);
        let squares = row.iter().zip(centroids.row(label as usize)).map(|(x, c)| f64::from(x - c).powi(2));
        squares.sum::<f64>().sqrt() as f32
    };
    labels.iter().enumerate().map(|(index, &label)| distance(index, label)).collect()
}

/// The distance at rank ⌈0.99·n⌉ of each segment.
fn limits(own: &[f32], labels: &[u8], k: usize) -> Vec<f32> {
    let mut distances: Vec<Vec<f32>> = vec![Vec::new(); k];
    for (&distance, &label) in own.iter().zip(labels) {
        distances[label as usize].push(distance);
    }
    let limit = |distances: &mut Vec<f32>| {
        let rank = (distances.len() * 99).div_ceil(100).checked_sub(1)?;
        Some(*distances.select_nth_unstable_by(rank, f32::total_cmp).1)
    };
    distances.iter_mut().map(|distances| limit(distances).unwrap_or(0.0)).collect()
}

/// The customers nearest to the mean of each segment, nearest first; nobody of whom nothing is known.
fn representatives(
    (rows, unread): (&[RowId], &[bool]),
    labels: &[u8],
    own: &[f32],
    k: usize,
) -> Vec<Vec<RowId>> {
    let mut nearest: Vec<Vec<(f32, RowId)>> = vec![Vec::new(); k];
    let customers = rows.iter().zip(labels).zip(own).enumerate();
    for (_, ((&row, &label), &distance)) in
        customers.filter(|(index, _)| !unread.get(*index).copied().unwrap_or(false))
    {
        let found = &mut nearest[label as usize];
        let place = found.partition_point(|(other, _)| *other <= distance);
        if place < N_REPRESENTATIVES {
            found.insert(place, (distance, row));
            found.truncate(N_REPRESENTATIVES);
        }
    }
    nearest.into_iter().map(|found| found.into_iter().map(|(_, row)| row).collect()).collect()
}

/// Share of the value column's sum that each segment holds; `None` where there is nothing to share.
fn value_shares(value: &[f64], labels: &[u8], k: usize) -> Option<Vec<f64>> {
    let mut sums = vec![0.0; k];
    for (value, &label) in value.iter().zip(labels) {
        sums[label as usize] += value;
    }
    let total: f64 = sums.iter().sum();
    (total > 0.0 && total.is_finite()).then(|| sums.iter().map(|sum| sum / total).collect())
}

fn traits(columns: &Columns, means: &[f64], profile: &[f64]) -> Vec<Trait> {
    let mut traits: Vec<Trait> = columns
        .iter()
        .zip(means.iter().zip(profile))
        .map(|(column, (&mean, &difference))| Trait {
            column: column.name.clone(),
            mean,
            overall: column.mean,
            difference,
        })
        .collect();
    // Stable: equal differences stay in the order of the columns.
    traits.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
    traits
}

/// Where in the table the customers stand.
pub(super) fn positions(frame: &Frame, rows: &[RowId]) -> Result<Vec<usize>, FeatureError> {
    rows.iter().map(|&row| frame.position(row).ok_or(FeatureError::UnknownRow(row))).collect()
}

//! Where customers are compared: rows as numbers in a method's own space, ready for K-means, and the road there.

use ndarray::{Array2, ArrayView2, Axis};
use serde::{Deserialize, Serialize};

use crate::base::{RowId, Stream};
use crate::data::{Column, Frame, Records};
use crate::features::sequence::SequencePreprocessor;
use crate::features::{FeatureError, Preprocessor};
use crate::metrics::clustering::silhouette;
use crate::models::PredictError;
use crate::models::kmeans::Packed;
use crate::models::pca::Pca;
use crate::models::rnn::Encoder;
use crate::study::StudyError;
use crate::study::judge::prediction_problem;

use super::describe::positions;

/// Customers up to which silhouettes are exact.
pub const EXACT_SILHOUETTE: usize = 50_000;
/// Customers that stand for all of them where there are more: in silhouettes beyond [`EXACT_SILHOUETTE`], in bootstraps
/// beyond this very number.
pub const SAMPLE: usize = 20_000;

/// From a table to the space of a method, for the customers of the run and for new ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Road {
    Columns,
    Log(Preprocessor),
    Components(Pca),
    Network { sequences: SequencePreprocessor, encoder: Encoder },
}

impl Road {
    /// Dimensions of the space; `None` for a road that does not hold together, as what a file says may not.
    pub(super) fn n_dimensions(&self, plain: &Preprocessor) -> Option<usize> {
        let n_features = plain.is_whole().then(|| plain.feature_names().len())?;
        match self {
            Self::Columns => Some(n_features),
            Self::Log(logged) => logged.is_whole().then(|| logged.feature_names().len()),
            Self::Components(pca) => pca.is_whole(n_features).then(|| pca.n_components()),
            Self::Network { sequences, encoder } => {
                let reads = sequences.is_whole() && sequences.channels().len() == encoder.n_inputs();
                reads.then(|| encoder.n_units())
            }
        }
    }

    /// The rows in this space; `plain` is the preprocessing of plain K-means.
    ///
    /// **Shapes** (`rows.len()`, dimensions of the space).
    ///
    /// **Errors** those of the preprocessing.
    pub fn embed(
        &self,
        plain: &Preprocessor,
        frame: &Frame,
        rows: &[RowId],
    ) -> Result<Array2<f32>, StudyError> {
        Ok(match self {
            Self::Columns => table(plain, frame, rows)?,
            Self::Log(logged) => table(logged, frame, rows)?,
            Self::Components(pca) => pca.transform(table(plain, frame, rows)?.view()),
            Self::Network { sequences, encoder } => {
                encoder.embed(&sequences.transform(frame, rows)?).map_err(unpredicted)?
            }
        })
    }
}

impl Road {
    /// The columns that are read on the way.
    pub fn columns(&self, plain: &Preprocessor) -> Vec<String> {
        match self {
            Self::Network { sequences, .. } => sequences.source_columns(),
            Self::Log(logged) => logged.columns().iter().map(|(name, _)| name.clone()).collect(),
            Self::Columns | Self::Components(_) => {
                plain.columns().iter().map(|(name, _)| name.clone()).collect()
            }
        }
    }

    /// Which rows have nothing in any of these columns: wherever they come to lie, nothing of them is known.
    ///
    /// **Errors** a column or row that the table does not have.
    pub fn unread(
        &self,
        plain: &Preprocessor,
        frame: &Frame,
        rows: &[RowId],
    ) -> Result<Vec<bool>, StudyError> {
        unread(&self.columns(plain), frame, rows)
    }
}

/// Which rows are empty in all of these columns.
///
/// **Errors** a column or row that the table does not have.
pub(super) fn unread(columns: &[String], frame: &Frame, rows: &[RowId]) -> Result<Vec<bool>, StudyError> {
    let column = |name: &String| {
        let unknown = || FeatureError::UnknownColumn { name: name.clone(), nearest: Vec::new() };
        frame.column(name).ok_or_else(unknown)
    };
    let columns: Vec<&Column> = columns.iter().map(column).collect::<Result<_, _>>()?;
    let empty = |position: usize| columns.iter().all(|column| !column.valid.get(position));
    Ok(positions(frame, rows)?.into_iter().map(empty).collect())
}

/// Why a network could not read the rows.
#[expect(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
pub(super) fn unpredicted(error: PredictError) -> StudyError {
    StudyError::AllFailed { first: Some(prediction_problem(&error)) }
}

/// The rows as a plain table of numbers.
pub(super) fn table(
    preprocessor: &Preprocessor,
    frame: &Frame,
    rows: &[RowId],
) -> Result<Array2<f32>, StudyError> {
    match preprocessor.transform(frame, rows)?.records {
        Records::Table(table) => Ok(table),
        Records::Sequence { .. } => Ok(Array2::zeros((rows.len(), 0))),
    }
}

/// Customers of a seeded random sample, ascending; `None` where there are no more than `most`.
pub(super) fn sample(n: usize, most: usize, seed: u64, purpose: &str) -> Option<Vec<u32>> {
    if n <= most {
        return None;
    }
    let mut stream = Stream::new(seed, purpose, 0);
    let mut positions: Vec<u32> = (0..n as u32).collect();
    for first in 0..most {
        positions.swap(first, first + stream.below((n - first) as u64) as usize);
    }
    positions.truncate(most);
    positions.sort_unstable();
    Some(positions)
}

/// Rows of a matrix, in the order asked for.
pub(super) fn gather(rows: ArrayView2<f32>, positions: &[u32]) -> Array2<f32> {
    let positions: Vec<usize> = positions.iter().map(|&position| position as usize).collect();
    rows.select(Axis(0), &positions)
}

/// Labels of some customers.
pub(super) fn pick(labels: &[u8], positions: &[u32]) -> Vec<u8> {
    positions.iter().map(|&position| labels[position as usize]).collect()
}

/// A space with what is made of its rows once.
pub(super) struct Space<'a> {
    pub rows: ArrayView2<'a, f32>,
    pub packed: Packed,
    /// Who stands for all, with their rows, where there are many.
    sample: Option<(Vec<u32>, Array2<f32>)>,
}

impl<'a> Space<'a> {
    pub fn new(rows: ArrayView2<'a, f32>, seed: u64) -> Self {
        let sample = sample(rows.nrows(), SAMPLE, seed, "segments sample").map(|positions| {
            let few = gather(rows, &positions);
            (positions, few)
        });
        Self { rows, packed: Packed::pack(rows), sample }
    }

    pub fn n(&self) -> usize {
        self.rows.nrows()
    }

    /// The rows that bootstraps are taken of.
    pub fn few(&self) -> ArrayView2<'_, f32> {
        self.sample.as_ref().map_or(self.rows, |(_, few)| few.view())
    }

    /// Labels of the rows of [`Self::few`].
    pub fn few_labels(&self, labels: &[u8]) -> Vec<u8> {
        self.sample.as_ref().map_or_else(|| labels.to_vec(), |(positions, _)| pick(labels, positions))
    }

    /// The mean silhouette, of the sample beyond [`EXACT_SILHOUETTE`]; 0 where there is none.
    ///
    /// A segment that the sample missed comes in with its first customer, so that it counts as what it is: there.
    pub fn silhouette(&self, labels: &[u8]) -> f64 {
        let Some((positions, few)) = self.sample.as_ref().filter(|_| self.n() > EXACT_SILHOUETTE) else {
            return silhouette(self.rows, labels).unwrap_or(0.0);
        };
        let mut labels_of_few = pick(labels, positions);
        let missed: Vec<u32> = (0..=u8::MAX)
            .filter(|label| !labels_of_few.contains(label))
            .filter_map(|label| labels.iter().position(|&other| other == label))
            .map(|position| position as u32)
            .collect();
        if missed.is_empty() {
            return silhouette(few.view(), &labels_of_few).unwrap_or(0.0);
        }
        labels_of_few.extend(pick(labels, &missed));
        let all: Vec<u32> = positions.iter().chain(&missed).copied().collect();
        silhouette(gather(self.rows, &all).view(), &labels_of_few).unwrap_or(0.0)
    }
}

/// Different rows, counted up to `enough`.
pub(super) fn different(rows: ArrayView2<f32>, enough: usize) -> usize {
    let mut seen = std::collections::BTreeSet::new();
    for row in rows.outer_iter() {
        let bits: Vec<u32> = row.iter().map(|value| (value + 0.0).to_bits()).collect();
        seen.insert(bits);
        if seen.len() >= enough {
            break;
        }
    }
    seen.len()
}

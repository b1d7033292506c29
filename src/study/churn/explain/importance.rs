//! Which columns the model needs: how much worse it ranks customers once a column is shuffled.

use std::ops::Range;

use ndarray::{Array2, Axis, Slice};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{RowId, Stream};
use crate::data::Frame;
use crate::metrics::roc_auc;
use crate::study::StudyError;

use super::Subject;

/// Rows shuffled and predicted at a time.
const CHUNK: usize = 16_384;

/// What a column is worth to the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnImportance {
    pub column: String,
    /// By how much the AUC falls, on average over the shuffles; below zero where it rises.
    pub mean: f64,
    /// Population standard deviation over the shuffles.
    pub sd: f64,
}

/// What every column is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Importance {
    /// With nothing shuffled; `None` where the customers are all of one kind.
    pub auc: Option<f64>,
    /// Most important first; columns that give no feature are not among them.
    pub columns: Vec<ColumnImportance>,
}

/// Permutation importance: for each source column, `AUC − AUC after shuffling the column`, mean and standard deviation
/// over `n_shuffles` shuffles (at least one). All features of a column move together.
///
/// **Shapes** `rows` (held-out customers) and `positive` (whether each is of the class of interest) `(n_samples)`.
///
/// **Errors** a column or row that the table does not have; [`StudyError::Discarded`] once nobody wants it any more.
///
/// **Numerics** The shuffle of a column depends on the seed, its name and the number of the shuffle only
/// (`Stream::new(seed, "importance of COLUMN", shuffle)` shuffles the positions of the rows): the same for any number of
/// threads and whatever other columns there are.
///
/// **Source** Breiman 2001; scikit-learn `permutation_importance` with `scoring="roc_auc"`.
pub fn importance(
    subject: &Subject,
    (frame, rows): (&Frame, &[RowId]),
    positive: &[bool],
    (n_shuffles, seed): (u32, u64),
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<Importance, StudyError> {
    let features = subject.features(frame, rows)?;
    let held_out = HeldOut { subject, features: &features, positive, wanted };
    let Some(auc) = held_out.auc(None)? else { return Ok(Importance { auc: None, columns: Vec::new() }) };
    let ranges = subject.preprocessor.feature_ranges();
    let names = subject.preprocessor.columns().iter().map(|(name, _)| name.as_str());
    let columns: Vec<_> = names.zip(&ranges).filter(|(_, range)| !range.is_empty()).collect();
    let n_shuffles = n_shuffles.max(1) as usize;
    let n_tasks = columns.len() * n_shuffles;
    let falls = (0..n_tasks)
        .into_par_iter()
        .map(|task| {
            let (column, range) = columns[task / n_shuffles];
            let mut from: Vec<u32> = (0..rows.len() as u32).collect();
            let shuffle = (task % n_shuffles) as u32;
            Stream::new(seed, &format!("importance of {column}"), shuffle).shuffle(&mut from);
            let shuffled = held_out.auc(Some((range, &from)))?;
            Ok(auc - shuffled.unwrap_or(auc))
        })
        // Collected before looking at errors, so that the first one wins on any number of threads.
        .collect::<Vec<Result<f64, StudyError>>>()
        .into_iter()
        .collect::<Result<Vec<f64>, StudyError>>()?;
    let mut columns: Vec<ColumnImportance> = columns
        .iter()
        .zip(falls.chunks_exact(n_shuffles))
        .map(|((column, _), falls)| {
            let mean = falls.iter().sum::<f64>() / n_shuffles as f64;
            let variance = falls.iter().map(|fall| (fall - mean).powi(2)).sum::<f64>() / n_shuffles as f64;
            ColumnImportance { column: (*column).to_owned(), mean, sd: variance.sqrt() }
        })
        .collect();
    // A stable sort: equally important columns stay in the order of the table.
    columns.sort_by(|a, b| b.mean.total_cmp(&a.mean));
    Ok(Importance { auc: Some(auc), columns })
}

struct HeldOut<'a> {
    subject: &'a Subject<'a>,
    features: &'a Array2<f32>,
    positive: &'a [bool],
    wanted: &'a (dyn Fn() -> bool + Sync),
}

impl HeldOut<'_> {
    /// The AUC where row `i` has the features of this range from row `from[i]`.
    fn auc(&self, shuffled: Option<(&Range<usize>, &[u32])>) -> Result<Option<f64>, StudyError> {
        let mut scores = Vec::with_capacity(self.features.nrows());
        for (index, rows) in self.features.axis_chunks_iter(Axis(0), CHUNK).enumerate() {
            if !(self.wanted)() {
                return Err(StudyError::Discarded);
            }
            let mut rows = rows.to_owned();
            if let Some((range, from)) = shuffled {
                let range = Slice::from(range.clone());
                for (mut row, &from) in rows.outer_iter_mut().zip(&from[index * CHUNK..]) {
                    let other = self.features.row(from as usize);
                    row.slice_axis_mut(Axis(0), range).assign(&other.slice_axis(Axis(0), range));
                }
            }
            scores.extend(self.subject.probabilities(rows)?.into_iter().map(|p| p as f32));
        }
        Ok(roc_auc(&scores, self.positive))
    }
}

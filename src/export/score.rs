//! New customers placed by a saved model, into a list of their own.

use std::path::{Path, PathBuf};

use crate::base::{Problem, Watch};
use crate::data::{DataError, Frame};
use crate::study::churn::model::ChurnModelError;
use crate::study::segments::model::{PlaceError, SegmentModel};

use super::ExportError;
use super::atomic::{self, Draft};
use super::labelled::{self, Manner};
use super::segment_list::SegmentList;

/// Where the list goes, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Scoring<'a> {
    pub target: &'a Path,
    pub bom: bool,
    pub keep_formulas: bool,
    /// Replace a file of that name that is not ours.
    pub force: bool,
}

/// What became of the customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Rows of the list.
    pub rows: u64,
    /// Customers in each segment, by its position.
    pub sizes: Vec<usize>,
    /// Of those, customers farther from the middle than 99 of 100 that the segments were found in.
    pub strangers: usize,
    /// Columns that played no part.
    pub ignored: Vec<String>,
}

/// Why there is no list.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoreError {
    Place(PlaceError),
    Churn(ChurnModelError),
    /// The customers could not be read.
    Data(DataError),
    Export(ExportError),
}

impl From<ChurnModelError> for ScoreError {
    fn from(error: ChurnModelError) -> Self {
        Self::Churn(error)
    }
}

impl From<DataError> for ScoreError {
    fn from(error: DataError) -> Self {
        match error {
            DataError::Stopped => Self::Export(ExportError::Stopped),
            other => Self::Data(other),
        }
    }
}

impl From<ExportError> for ScoreError {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl ScoreError {
    pub fn problem(&self) -> Problem {
        match self {
            Self::Place(error) => error.problem(),
            Self::Churn(error) => error.problem(),
            Self::Data(error) => error.problem(),
            Self::Export(error) => error.problem(),
        }
    }
}

/// Says before any work whether the list may be written: no input stands in the way, no file of somebody else's, and
/// none that a run wrote, which says of everybody what customers it learned from.
pub fn may_score(scoring: &Scoring, inputs: &[PathBuf]) -> Result<(), ExportError> {
    atomic::may_replace(scoring.target, labelled::is_scored, inputs, scoring.force).map_err(|error| {
        match error {
            ExportError::Foreign(path) if labelled::is_ours(&path) => ExportError::OfARun(path),
            other => other,
        }
    })?;
    atomic::may_write(atomic::folder_of(scoring.target))
}

/// The draft of a list, in a folder that is made where it is not there yet and cleared of what killed programs left.
pub(super) fn begin(target: &Path) -> Result<Draft, ExportError> {
    let folder = atomic::folder_of(target);
    atomic::create_folder(folder)?;
    atomic::remove_abandoned(folder);
    Draft::new(target)
}

/// Places every customer of a table and writes its rows with the segments behind them.
///
/// **Errors** columns that are missing, text where numbers were, a damaged model, and those of writing.
pub fn score(
    model: &SegmentModel,
    frame: &Frame,
    scoring: &Scoring,
    watch: &Watch,
) -> Result<Scored, ScoreError> {
    may_score(scoring, std::slice::from_ref(&frame.source.path))?;
    let placed = model.place(frame, &frame.row_ids).map_err(ScoreError::Place)?;
    let mut draft = begin(scoring.target)?;
    let list = SegmentList::later(&frame.row_ids, &placed, model);
    let manner = Manner { bom: scoring.bom, keep_formulas: scoring.keep_formulas };
    let rows = labelled::write(&mut draft, &list, &frame.source, manner, watch)?;
    draft.commit()?;
    let mut sizes = vec![0; model.labels().len()];
    for placement in &placed {
        if let Some(size) = sizes.get_mut(usize::from(placement.segment)) {
            *size += 1;
        }
    }
    let unused = |name: &&str| !model.columns.iter().any(|column| column == name);
    let ignored = frame.names().filter(unused).map(str::to_owned).collect();
    let strangers = placed.iter().filter(|placement| !placement.fits).count();
    Ok(Scored { rows, sizes, strangers, ignored })
}

//! New customers placed by a saved model, into a list of their own.

use std::path::{Path, PathBuf};

use crate::base::{Problem, Watch};
use crate::data::Frame;
use crate::study::segments::model::{PlaceError, SegmentModel};

use super::ExportError;
use super::atomic::{self, Draft};
use super::labelled::{self, Manner};
use super::segment_list::{self, SegmentList};

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
    Export(ExportError),
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
            Self::Export(error) => error.problem(),
        }
    }
}

/// Says before any work whether the list may be written: no input stands in the way, and no file of somebody else's.
pub fn may_score(scoring: &Scoring, inputs: &[PathBuf]) -> Result<(), ExportError> {
    atomic::may_replace(scoring.target, segment_list::is_ours, inputs, scoring.force)?;
    atomic::may_write(scoring.target.parent().unwrap_or(Path::new(".")))
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
    if let Some(folder) = scoring.target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        atomic::create_folder(folder)?;
    }
    let mut draft = Draft::new(scoring.target)?;
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

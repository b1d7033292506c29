//! New customers placed by a saved model, into a list of their own.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::base::{Issue, Problem, Watch};
use crate::data::{DataError, Frame};
use crate::study::churn::model::ChurnModelError;
use crate::study::matching::{self, RenameError, Renames};
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
    /// Refuse to replace a list of ours, too, unless forced: somebody may have worked on it.
    pub keep: bool,
    /// Columns of the file that stand for others.
    pub renames: &'a Renames,
}

impl Scoring<'_> {
    /// Whether nothing of ours would be replaced that is to be kept.
    pub(super) fn keep_present(&self, target: &Path) -> Result<(), ExportError> {
        let kept = self.keep && !self.force && target.symlink_metadata().is_ok();
        if kept { Err(ExportError::Earlier(target.to_path_buf())) } else { Ok(()) }
    }
}

/// What became of the customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Rows of the list.
    pub rows: u64,
    /// Customers in each segment, by its position.
    pub sizes: Vec<usize>,
    /// Of those, customers farther from the middle than 99 of 100 that the segments were found in.
    pub strangers: usize,
    /// Columns that played no part.
    pub ignored: Vec<String>,
    pub issues: Vec<Issue>,
}

/// Why there is no list.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoreError {
    Place(PlaceError),
    Churn(ChurnModelError),
    /// Columns cannot stand for others as it was said.
    Rename(RenameError),
    /// The customers could not be read.
    Data(DataError),
    Export(ExportError),
}

impl From<ChurnModelError> for ScoreError {
    fn from(error: ChurnModelError) -> Self {
        Self::Churn(error)
    }
}

impl From<RenameError> for ScoreError {
    fn from(error: RenameError) -> Self {
        Self::Rename(error)
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
            Self::Rename(error) => error.problem(),
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
    scoring.keep_present(scoring.target)?;
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
    let of_file: Vec<String> = frame.names().map(str::to_owned).collect();
    let read: Vec<&str> = model.columns.iter().map(String::as_str).collect();
    let names = matching::renamed(&of_file, scoring.renames, &read)?;
    let mut table = Cow::Borrowed(frame);
    if names != of_file {
        for (column, name) in table.to_mut().columns.iter_mut().zip(&names) {
            column.name.clone_from(name);
        }
    }
    let frame = table.as_ref();
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
    let unused = |(name, _): &(&String, &String)| !read.contains(&name.as_str());
    let ignored = names.iter().zip(&of_file).filter(unused).map(|(_, of_file)| of_file.clone()).collect();
    let issues = matching::rename_issues(scoring.renames).collect();
    let strangers = placed.iter().filter(|placement| !placement.fits).count();
    Ok(Scored { rows, sizes, strangers, ignored, issues })
}

//! Sequences as learned: rows to steps, channels and lengths.

use ndarray::{Array3, Axis};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::RowId;
use crate::data::{Column, Dataset, Frame, Records};
use crate::features::number::NumberColumn;
use crate::features::preprocessor::{find, positions};
use crate::features::{FeatureError, Preprocessor};

use super::families::{Family, month_names};
use super::{MOST_BYTES, months_of};

/// Rows a thread makes at a time.
const CHUNK: usize = 4_096;

/// Steps to numbers, with every constant learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SequencePreprocessor {
    pub(super) steps: FittedSteps,
    pub(super) target: Option<FittedTarget>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FittedSteps {
    Columns(Preprocessor),
    Months(Vec<Channel>),
}

/// A family and what its months have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Channel {
    pub family: Family,
    pub scale: NumberColumn,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FittedTarget {
    pub column: String,
    pub scale: NumberColumn,
}

impl SequencePreprocessor {
    /// Whether the constants hold together, as those that were learned do: what a file says may not.
    pub fn is_whole(&self) -> bool {
        let steps = match &self.steps {
            FittedSteps::Columns(preprocessor) => preprocessor.is_whole(),
            FittedSteps::Months(channels) => {
                let months = |channel: &Channel| channel.family.columns.len();
                channels.iter().all(|channel| {
                    channel.scale.is_whole() && months(channel) > 0 && months(channel) == months(&channels[0])
                }) && self.varying().next().is_some()
            }
        };
        steps && self.target.as_ref().is_none_or(|target| target.scale.is_whole())
    }

    pub fn n_steps(&self) -> usize {
        match &self.steps {
            FittedSteps::Columns(preprocessor) => preprocessor.feature_names().len(),
            FittedSteps::Months(channels) => {
                channels.first().map_or(0, |channel| channel.family.columns.len())
            }
        }
    }

    /// First to last.
    pub fn step_names(&self) -> Vec<String> {
        match &self.steps {
            FittedSteps::Columns(preprocessor) => preprocessor.feature_names(),
            FittedSteps::Months(channels) => {
                let families: Vec<&Family> = channels.iter().map(|channel| &channel.family).collect();
                month_names(&families)
            }
        }
    }

    /// What each step holds: the families that vary, or the value of the column.
    pub fn channels(&self) -> Vec<String> {
        match &self.steps {
            FittedSteps::Columns(_) => vec!["value".to_owned()],
            FittedSteps::Months(_) => self.varying().map(|channel| channel.family.name.clone()).collect(),
        }
    }

    /// Families (or columns) that are the same for every customer and in every month, and so are no channel.
    pub fn constant(&self) -> Vec<String> {
        match &self.steps {
            FittedSteps::Columns(preprocessor) => {
                preprocessor.constant_columns().map(str::to_owned).collect()
            }
            FittedSteps::Months(channels) => channels
                .iter()
                .filter(|channel| channel.scale.sd.is_none())
                .map(|channel| channel.family.name.clone())
                .collect(),
        }
    }

    /// The columns of the table that are read for the steps.
    pub fn source_columns(&self) -> Vec<String> {
        match &self.steps {
            FittedSteps::Columns(preprocessor) => {
                preprocessor.columns().iter().map(|(name, _)| name.clone()).collect()
            }
            FittedSteps::Months(_) => {
                self.varying().flat_map(|channel| channel.family.columns.clone()).collect()
            }
        }
    }

    /// Whether the values of a channel are taken as `sign(x)·ln(1 + |x|)`, in the order of [`Self::channels`].
    pub fn logs(&self) -> Vec<bool> {
        match &self.steps {
            FittedSteps::Columns(_) => vec![false],
            FittedSteps::Months(_) => self.varying().map(|channel| channel.scale.log).collect(),
        }
    }

    fn varying(&self) -> impl Iterator<Item = &Channel> {
        let channels: &[Channel] = match &self.steps {
            FittedSteps::Columns(_) => &[],
            FittedSteps::Months(channels) => channels,
        };
        channels.iter().filter(|channel| channel.scale.sd.is_some())
    }

    pub(super) fn check_size(&self, n_customers: usize) -> Result<(), FeatureError> {
        let (steps, channels) = (self.n_steps(), self.channels().len());
        let bytes = (n_customers as u64).saturating_mul((steps * channels * size_of::<f32>()) as u64);
        if bytes > MOST_BYTES {
            return Err(FeatureError::TooManySteps { customers: n_customers, steps, channels });
        }
        Ok(())
    }

    /// The rows as sequences, without targets; `feature_names` are the channels.
    ///
    /// A customer whose first or last months are empty in every channel has a shorter sequence: it begins with the first
    /// month that is known ([`Self::first_steps`]) and ends with the last one. In between, an empty month repeats the one
    /// before it; before the first value of a channel its middle value stands. A customer without any month has
    /// the middle value in all of them.
    ///
    /// **Shapes** steps (`rows.len()`, `n_steps()`, `channels().len()`), zero behind the end of a sequence.
    ///
    /// **Errors** a column or row that the table does not have, a column that is text here, more than [`MOST_BYTES`].
    ///
    /// **Numerics** never NaN or infinite; the same bits for any number of threads.
    pub fn transform(&self, frame: &Frame, rows: &[RowId]) -> Result<Dataset, FeatureError> {
        self.check_size(rows.len())?;
        let (steps, lengths) = match &self.steps {
            FittedSteps::Columns(preprocessor) => {
                let data = preprocessor.transform(frame, rows)?;
                let n_steps = data.n_features();
                let table = match data.records {
                    Records::Table(table) => table,
                    Records::Sequence { steps, .. } => steps.remove_axis(Axis(2)),
                };
                (table.insert_axis(Axis(2)), vec![n_steps as u32; rows.len()])
            }
            FittedSteps::Months(_) => self.months(frame, rows)?,
        };
        let records = Records::Sequence { steps, lengths };
        Ok(Dataset { row_ids: rows.to_vec(), feature_names: self.channels(), records, targets: None })
    }

    fn months(&self, frame: &Frame, rows: &[RowId]) -> Result<(Array3<f32>, Vec<u32>), FeatureError> {
        let positions = positions(frame, rows)?;
        let sources = self.sources(frame)?;
        let (n_steps, n_channels) = (self.n_steps(), sources.len());
        let mut steps = Array3::<f32>::zeros((rows.len(), n_steps, n_channels));
        let mut lengths = vec![0; rows.len()];
        let width = n_steps * n_channels;
        if let Some(cells) = steps.as_slice_mut()
            && width > 0
        {
            cells
                .par_chunks_mut(CHUNK * width)
                .zip(lengths.par_chunks_mut(CHUNK))
                .zip(positions.par_chunks(CHUNK))
                .for_each(|((cells, lengths), positions)| {
                    let rows = cells.chunks_exact_mut(width).zip(lengths).zip(positions);
                    for ((cells, length), &position) in rows {
                        *length = write_customer(&sources, position, cells);
                    }
                });
        }
        Ok((steps, lengths))
    }

    /// The month in which a customer's sequence begins: 0 but for those whose first months are empty, `n_steps()` where
    /// none is known.
    ///
    /// **Errors** as [`Self::transform`].
    pub fn first_steps(&self, frame: &Frame, rows: &[RowId]) -> Result<Vec<u32>, FeatureError> {
        let positions = positions(frame, rows)?;
        let sources = self.sources(frame)?;
        if matches!(self.steps, FittedSteps::Columns(_)) {
            return Ok(vec![0; rows.len()]);
        }
        let none = self.n_steps() as u32;
        let first = |position| known_months(&sources, position).map_or(none, |(first, _)| first as u32);
        Ok(positions.into_par_iter().map(first).collect())
    }

    /// The target of each row in standard deviations from its mean, missing ones as the middle value; `None` where
    /// nothing is predicted.
    ///
    /// **Errors** as [`Self::transform`].
    pub fn targets(&self, frame: &Frame, rows: &[RowId]) -> Result<Option<Vec<f32>>, FeatureError> {
        let Some(target) = &self.target else { return Ok(None) };
        let column = find(frame, &target.column)?;
        let scale = |position| target.scale.scale(column.number(position).unwrap_or(target.scale.fill));
        Ok(Some(positions(frame, rows)?.into_iter().map(|position| scale(position) as f32).collect()))
    }

    /// The months of each channel; none where columns are the steps.
    fn sources<'a>(&'a self, frame: &'a Frame) -> Result<Vec<Source<'a>>, FeatureError> {
        self.varying()
            .map(|channel| Ok(Source { months: months_of(frame, &channel.family)?, scale: &channel.scale }))
            .collect()
    }
}

/// Where the numbers of a channel come from.
struct Source<'a> {
    months: Vec<&'a Column>,
    scale: &'a NumberColumn,
}

fn months(sources: &[Source]) -> usize {
    sources.first().map_or(0, |source| source.months.len())
}

/// The first known month and the one after the last.
fn known_months(sources: &[Source], position: usize) -> Option<(usize, usize)> {
    let n_months = months(sources);
    let known = |&month: &usize| sources.iter().any(|source| source.months[month].valid.get(position));
    let first = (0..n_months).find(known);
    let last = (0..n_months).rev().find(known);
    first.zip(last).map(|(first, last)| (first, last + 1))
}

/// Fills the zeroed steps of a customer, first known month first, and gives their number.
fn write_customer(sources: &[Source], position: usize, cells: &mut [f32]) -> u32 {
    let (first, end) = known_months(sources, position).unwrap_or((0, months(sources)));
    for (channel, source) in sources.iter().enumerate() {
        let mut before = source.scale.fill;
        for (month, step) in (first..end).zip(cells.chunks_exact_mut(sources.len())) {
            before = source.months[month].number(position).unwrap_or(before);
            step[channel] = source.scale.scale(before) as f32;
        }
    }
    (end - first) as u32
}

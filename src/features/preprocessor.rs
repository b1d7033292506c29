//! Preprocessing learned from training rows, and the rows it makes.

use ndarray::Array2;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{RowId, nearest};
use crate::data::{Column, Dataset, Frame, Records};

use super::category::{CategoryColumn, Places};
use super::number::NumberColumn;
use super::{FeatureError, FeatureSpec, Treatment};

/// Rows a thread makes at a time.
const CHUNK: usize = 8_192;

/// One column as learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FittedColumn {
    Number(NumberColumn),
    Category(CategoryColumn),
}

impl FittedColumn {
    /// Names of the features this column gives; none where all training cells are the same.
    pub fn feature_names(&self, column: &str) -> Vec<String> {
        match self {
            Self::Number(number) => number.feature_names(column),
            Self::Category(category) => category.feature_names(column),
        }
    }
}

/// Columns to numbers, with every constant learned from training rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preprocessor {
    /// Source column and what was learned of it, in the order of the specification.
    columns: Vec<(String, FittedColumn)>,
}

impl FeatureSpec {
    /// Learns fill values, logarithms, means, deviations and levels from the training rows alone.
    ///
    /// A column that is the same in every training row teaches nothing and gives no feature.
    ///
    /// **Errors** unknown columns, text treated as number, columns without any value, no rows, nothing that varies.
    pub fn fit(&self, frame: &Frame, train_rows: &[RowId]) -> Result<Preprocessor, FeatureError> {
        if self.columns.is_empty() {
            return Err(FeatureError::NoColumns);
        }
        if train_rows.is_empty() {
            return Err(FeatureError::NoRows);
        }
        let positions = positions(frame, train_rows)?;
        let columns = self
            .columns
            .par_iter()
            .map(|spec| {
                let column = find(frame, &spec.name)?;
                let fitted = match spec.treatment {
                    Treatment::Number { log, fill, flag_missing } => {
                        let mut number = NumberColumn::fit(column, &positions, log, fill)?;
                        number.missing_feature &= flag_missing;
                        FittedColumn::Number(number)
                    }
                    Treatment::Category { max_levels } => {
                        FittedColumn::Category(CategoryColumn::fit(column, &positions, max_levels.max(1)))
                    }
                };
                Ok((spec.name.clone(), fitted))
            })
            // Collected before looking at errors, so that the first column's error wins on any number of threads.
            .collect::<Vec<Result<_, _>>>()
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let preprocessor = Preprocessor { columns };
        if preprocessor.feature_names().is_empty() {
            Err(FeatureError::AllConstant)
        } else {
            Ok(preprocessor)
        }
    }
}

impl Preprocessor {
    pub fn columns(&self) -> &[(String, FittedColumn)] {
        &self.columns
    }

    /// Names of the features, such as `Age` or `Geography = Spain`, in their order.
    pub fn feature_names(&self) -> Vec<String> {
        self.columns.iter().flat_map(|(name, fitted)| fitted.feature_names(name)).collect()
    }

    /// Chosen columns that give no feature because all training cells are the same.
    pub fn constant_columns(&self) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .filter(|(name, fitted)| fitted.feature_names(name).is_empty())
            .map(|(name, _)| name.as_str())
    }

    /// Whether the constants hold together, as those that were learned do: what a file says may not.
    pub fn is_whole(&self) -> bool {
        let whole = |(_, fitted): &(String, FittedColumn)| match fitted {
            FittedColumn::Number(number) => number.is_whole(),
            FittedColumn::Category(category) => category.is_whole(),
        };
        let names: std::collections::BTreeSet<&String> = self.columns.iter().map(|(name, _)| name).collect();
        names.len() == self.columns.len()
            && self.columns.iter().all(whole)
            && self.columns.iter().any(|(name, fitted)| !fitted.feature_names(name).is_empty())
    }

    /// The rows as numbers, without targets.
    ///
    /// **Shapes** (`rows.len()`, `feature_names().len()`), rows in the order given.
    ///
    /// **Errors** a column or row that the table does not have, or a number column that is text here.
    ///
    /// **Numerics** never NaN or infinite; the same bits for any number of threads.
    pub fn transform(&self, frame: &Frame, rows: &[RowId]) -> Result<Dataset, FeatureError> {
        let positions = positions(frame, rows)?;
        let mut sources = Vec::new();
        for (name, fitted) in &self.columns {
            let column = find(frame, name)?;
            // A column without any cell says nothing of its kind: all of it is filled.
            let has_text = matches!(column.values, crate::data::Values::Text { .. })
                && column.valid.missing() < column.valid.len();
            if has_text && matches!(fitted, FittedColumn::Number(_)) {
                let message = crate::base::Message::new("features-why-text");
                return Err(FeatureError::Unusable { name: name.clone(), message });
            }
            let width = fitted.feature_names(name).len();
            if width > 0 {
                sources.push((column, fitted, width));
            }
        }
        let feature_names = self.feature_names();
        let n_features = feature_names.len();
        let mut records = Array2::<f32>::zeros((rows.len(), n_features));
        if let Some(cells) = records.as_slice_mut()
            && n_features > 0
        {
            cells
                .par_chunks_mut(CHUNK * n_features)
                .zip(positions.par_chunks(CHUNK))
                .for_each(|(cells, positions)| write_rows(&sources, positions, cells, n_features));
        }
        Ok(Dataset { row_ids: rows.to_vec(), feature_names, records: Records::Table(records), targets: None })
    }
}

/// Fills the zeroed rows of one chunk column by column.
fn write_rows(
    sources: &[(&Column, &FittedColumn, usize)],
    positions: &[usize],
    cells: &mut [f32],
    n_features: usize,
) {
    let mut first = 0;
    for &(column, fitted, width) in sources {
        let rows = cells.chunks_exact_mut(n_features).map(|row| &mut row[first..first + width]);
        match fitted {
            FittedColumn::Number(number) => {
                for (cell, &position) in rows.zip(positions) {
                    number.write(column.number(position), cell);
                }
            }
            FittedColumn::Category(category) => {
                let mut places = Places::new(column, category);
                for (cell, &position) in rows.zip(positions) {
                    if let Some(place) = places.place(position) {
                        cell[place] = 1.0;
                    }
                }
            }
        }
        first += width;
    }
}

pub(super) fn find<'a>(frame: &'a Frame, name: &str) -> Result<&'a Column, FeatureError> {
    frame.column(name).ok_or_else(|| FeatureError::UnknownColumn {
        name: name.to_owned(),
        nearest: nearest(name, frame.names()),
    })
}

pub(super) fn positions(frame: &Frame, rows: &[RowId]) -> Result<Vec<usize>, FeatureError> {
    rows.iter().map(|&row| frame.position(row).ok_or(FeatureError::UnknownRow(row))).collect()
}

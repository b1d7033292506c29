//! One value that a person may give a column, and the features it becomes.

use std::ops::Range;

use crate::base::{Message, nearest};
use crate::data::Column;

use super::{FeatureError, FittedColumn, Preprocessor};

/// What a cell may hold, as a person says it.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    Missing,
    /// Any value of a category that has no feature of its own.
    Other,
    Number(f64),
    /// A value of a category, worded as [`Column::category`] words it.
    Level(String),
}

impl FittedColumn {
    /// What a cell holds, as this column was treated.
    pub fn value(&self, column: &Column, position: usize) -> CellValue {
        match self {
            Self::Number(_) => column.number(position).map_or(CellValue::Missing, CellValue::Number),
            Self::Category(_) => column.category(position).map_or(CellValue::Missing, CellValue::Level),
        }
    }

    /// How many features the column gives; 0 where all training cells are the same.
    pub fn n_features(&self) -> usize {
        match self {
            Self::Number(number) => usize::from(number.sd.is_some()) + usize::from(number.missing_feature),
            Self::Category(category) => category.n_features(),
        }
    }

    /// The features of a value; `None` for words where a number is needed.
    fn encode(&self, value: &CellValue) -> Option<Vec<f32>> {
        let mut features = vec![0.0; self.n_features()];
        match (self, value) {
            (Self::Number(number), CellValue::Number(x)) => number.write(Some(*x), &mut features),
            (Self::Number(number), CellValue::Missing) => number.write(None, &mut features),
            (Self::Number(_), CellValue::Level(_) | CellValue::Other) => return None,
            (Self::Category(category), value) => {
                let place = match value {
                    CellValue::Level(words) => category.place(Some(words)),
                    // Adding 0 makes the two zeros one.
                    CellValue::Number(x) => category.place(Some(&(x + 0.0).to_string())),
                    CellValue::Missing => category.place(None),
                    CellValue::Other => category.other.then_some(category.levels.len()),
                };
                if let Some(feature) = place.and_then(|place| features.get_mut(place)) {
                    *feature = 1.0;
                }
            }
        }
        Some(features)
    }
}

impl Preprocessor {
    /// Where the features of each column stand, in the order of [`Self::columns`]; empty for columns without any.
    pub fn feature_ranges(&self) -> Vec<Range<usize>> {
        let mut end = 0;
        self.columns()
            .iter()
            .map(|(_, fitted)| {
                let start = end;
                end += fitted.n_features();
                start..end
            })
            .collect()
    }

    /// The place of a column among [`Self::columns`].
    ///
    /// **Errors** a column that was not learned from.
    pub fn place(&self, column: &str) -> Result<usize, FeatureError> {
        self.columns().iter().position(|(name, _)| name == column).ok_or_else(|| {
            FeatureError::UnknownColumn {
                name: column.to_owned(),
                nearest: nearest(column, self.columns().iter().map(|(name, _)| name.as_str())),
            }
        })
    }

    /// The features of one value of a column, as [`Self::transform`] makes them of a cell that holds it.
    ///
    /// **Errors** a column that was not learned from, or words for a column of numbers.
    pub fn encode(&self, column: &str, value: &CellValue) -> Result<Vec<f32>, FeatureError> {
        let (name, fitted) = &self.columns()[self.place(column)?];
        fitted.encode(value).ok_or_else(|| FeatureError::Unusable {
            name: name.clone(),
            message: Message::new("features-why-text"),
        })
    }
}

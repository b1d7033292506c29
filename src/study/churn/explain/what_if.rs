//! What the model would say of a customer if something about the customer were otherwise.

use std::ops::Range;

use ndarray::Array2;

use crate::base::{RowId, quantile};
use crate::data::Frame;
use crate::features::{CellValue, FeatureError, FittedColumn, Preprocessor};
use crate::study::StudyError;

use super::Subject;
use super::dependence::{is_whole, numbers};
use super::usual::find;

/// Between these shares of the customers a number may be moved: what hardly anybody has would make the range useless.
const RANGE: [f64; 2] = [0.01, 0.99];

/// A column that may be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changeable {
    pub column: String,
    pub choices: Choices,
    /// Whether the model knows what a missing value means.
    pub may_be_missing: bool,
}

/// What a column may be changed to.
#[derive(Clone, Debug, PartialEq)]
pub enum Choices {
    /// In the column's own unit.
    Number { low: f64, high: f64, whole: bool },
    Levels {
        levels: Vec<String>,
        /// Whether the rarer values share a feature, so that [`CellValue::Other`] is a choice.
        other: bool,
    },
}

/// The columns that may be changed, in the order of the table, with what these rows have in them: numbers from the
/// 1 % to the 99 % quantile, categories at every level the model knows.
///
/// **Errors** a column or row that the table does not have.
pub fn changeable(
    preprocessor: &Preprocessor,
    (frame, rows): (&Frame, &[RowId]),
) -> Result<Vec<Changeable>, StudyError> {
    let mut changeable = Vec::new();
    for (name, fitted) in preprocessor.columns() {
        if fitted.n_features() == 0 {
            continue;
        }
        let (choices, may_be_missing) = match fitted {
            FittedColumn::Number(number) => {
                let column = find(frame, name)?;
                let sorted = numbers(column, (frame, rows))?;
                let whole = is_whole(column);
                let at = |share| quantile(&sorted, share);
                let [low, high] = RANGE.map(|share| if whole { at(share).round() } else { at(share) });
                (Choices::Number { low, high, whole }, number.missing_feature)
            }
            FittedColumn::Category(category) => {
                let choices = Choices::Levels { levels: category.levels.clone(), other: category.other };
                (choices, category.missing)
            }
        };
        changeable.push(Changeable { column: name.clone(), choices, may_be_missing });
    }
    Ok(changeable)
}

/// One customer with some values changed. Every answer is one prediction of one row.
pub struct WhatIf<'a> {
    subject: Subject<'a>,
    /// Where the features of each column stand.
    ranges: Vec<Range<usize>>,
    own_features: Vec<f32>,
    own_values: Vec<CellValue>,
    own_probability: f64,
    features: Vec<f32>,
    values: Vec<CellValue>,
    probability: f64,
}

impl<'a> WhatIf<'a> {
    /// The customer as he or she is.
    ///
    /// **Errors** a column or row that the table does not have.
    pub fn new(subject: Subject<'a>, frame: &Frame, row: RowId) -> Result<Self, StudyError> {
        let position = frame.position(row).ok_or(FeatureError::UnknownRow(row))?;
        let features = subject.features(frame, &[row])?.into_raw_vec_and_offset().0;
        let mut values = Vec::new();
        for (name, fitted) in subject.preprocessor.columns() {
            values.push(fitted.value(find(frame, name)?, position));
        }
        let mut what_if = Self {
            subject,
            ranges: subject.preprocessor.feature_ranges(),
            own_features: features.clone(),
            own_values: values.clone(),
            own_probability: 0.0,
            features,
            values,
            probability: 0.0,
        };
        what_if.own_probability = what_if.ask()?;
        what_if.probability = what_if.own_probability;
        Ok(what_if)
    }

    /// Changes one value and gives the new probability.
    ///
    /// **Errors** a column that the model does not use, or words for a number: nothing is changed then.
    pub fn set(&mut self, column: &str, value: CellValue) -> Result<f64, StudyError> {
        let place = self.subject.preprocessor.place(column)?;
        let cell = self.subject.preprocessor.encode(column, &value)?;
        self.features[self.ranges[place].clone()].copy_from_slice(&cell);
        self.values[place] = value;
        self.probability = self.ask()?;
        Ok(self.probability)
    }

    /// Makes the customer as he or she is again.
    pub fn reset(&mut self) {
        self.features.clone_from(&self.own_features);
        self.values.clone_from(&self.own_values);
        self.probability = self.own_probability;
    }

    /// The value as it stands; `None` for a column that the model does not use.
    pub fn value(&self, column: &str) -> Option<&CellValue> {
        self.subject.preprocessor.place(column).ok().map(|place| &self.values[place])
    }

    /// The customer's own value; `None` for a column that the model does not use.
    pub fn own_value(&self, column: &str) -> Option<&CellValue> {
        self.subject.preprocessor.place(column).ok().map(|place| &self.own_values[place])
    }

    pub fn probability(&self) -> f64 {
        self.probability
    }

    pub fn own_probability(&self) -> f64 {
        self.own_probability
    }

    fn ask(&self) -> Result<f64, StudyError> {
        let rows = Array2::from_shape_vec((1, self.features.len()), self.features.clone())
            .map_err(|_| StudyError::AllFailed { first: None })?;
        self.subject.probabilities(rows)?.pop().ok_or(StudyError::AllFailed { first: None })
    }
}

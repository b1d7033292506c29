//! Why a model says what it says: of all customers, of one column, of one customer.

mod background;
mod dependence;
mod explainer;
mod importance;
mod phrases;
mod players;
mod reasons;
mod shapley;
mod usual;
mod what_if;

use ndarray::Array2;

use crate::base::{RowId, Stream};
use crate::data::{Dataset, Frame, Records};
use crate::features::Preprocessor;
use crate::models::Model;
use crate::models::calibration::Calibration;
use crate::study::churn::model::ChurnModel;
use crate::study::{StudyError, judge};

pub use background::Background;
pub use dependence::{Dependence, DependencePoint, dependence};
pub use explainer::{BACKGROUND, Explainer};
pub use importance::{ColumnImportance, Importance, importance};
pub use players::{MOST_PLAYERS, Player};
pub use reasons::{MOST_REASONS, Reason, Reasons};
pub use shapley::Shapley;
pub use what_if::{Changeable, Choices, WhatIf, changeable};

/// The model that is to explain itself, and the probability it is asked about.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub preprocessor: &'a Preprocessor,
    pub model: &'a dyn Model,
    /// The class whose probability is explained.
    pub of_interest: u32,
    /// What makes the probability that is shown of the model's own.
    pub calibration: &'a Calibration,
}

impl<'a> From<&'a ChurnModel> for Subject<'a> {
    fn from(model: &'a ChurnModel) -> Self {
        Self {
            preprocessor: &model.preprocessor,
            model: &model.ensemble,
            of_interest: model.of_interest,
            calibration: &model.calibration,
        }
    }
}

impl Subject<'_> {
    /// The probability of the class of interest, row by row.
    ///
    /// **Shapes** `features` (`n_samples`, features of the preprocessor), result (`n_samples`)
    ///
    /// **Errors** a model of other features, or without that class.
    fn probabilities(&self, features: Array2<f32>) -> Result<Vec<f64>, StudyError> {
        let data = Dataset {
            row_ids: vec![0; features.nrows()],
            feature_names: self.preprocessor.feature_names(),
            records: Records::Table(features),
            targets: None,
        };
        let prediction = self
            .model
            .predict(&data)
            .map_err(|error| StudyError::AllFailed { first: Some(judge::prediction_problem(&error)) })?;
        if self.of_interest as usize >= prediction.probabilities.ncols() {
            return Err(StudyError::AllFailed { first: None });
        }
        let calibrated = |&p: &f32| f64::from(self.calibration.apply(p));
        Ok(prediction.probabilities.column(self.of_interest as usize).iter().map(calibrated).collect())
    }

    /// The rows as the model sees them.
    fn features(&self, frame: &Frame, rows: &[RowId]) -> Result<Array2<f32>, StudyError> {
        match self.preprocessor.transform(frame, rows)?.records {
            Records::Table(features) => Ok(features),
            // No preprocessor of columns makes sequences.
            Records::Sequence { .. } => Err(StudyError::AllFailed { first: None }),
        }
    }
}

/// At most `n` of the rows, drawn without repeats, in the order of the draw.
pub(super) fn sample(rows: &[RowId], n: usize, seed: u64, purpose: &str) -> Vec<RowId> {
    let mut stream = Stream::new(seed, purpose, 0);
    let mut rows = rows.to_vec();
    let n = n.min(rows.len());
    // The beginning of a Fisher–Yates shuffle.
    for index in 0..n {
        let other = index + stream.below((rows.len() - index) as u64) as usize;
        rows.swap(index, other);
    }
    rows.truncate(n);
    rows
}

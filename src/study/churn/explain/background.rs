//! What a saved model keeps of the customers it learned from, so that it can say why later.

use serde::{Deserialize, Serialize};

use crate::base::RowId;
use crate::data::Frame;
use crate::features::Preprocessor;
use crate::study::StudyError;

use super::explainer::{BACKGROUND, compared};
use super::{ColumnImportance, Subject};

/// Customers to hold others against, as the networks see them, and the columns in the order of what they tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Background {
    /// Row after row, as many numbers a row as the preprocessing gives.
    pub features: Vec<f32>,
    /// Empty where it is not known.
    pub importance: Vec<String>,
}

impl Background {
    /// The customers that [`super::Explainer::new`] draws from these rows.
    ///
    /// **Errors** a column or row that the table does not have.
    pub fn draw(
        subject: Subject,
        (frame, rows): (&Frame, &[RowId]),
        importance: &[ColumnImportance],
        seed: u64,
    ) -> Result<Self, StudyError> {
        let rows = compared(rows, seed);
        let features = subject.features(frame, &rows[..BACKGROUND.min(rows.len())])?;
        let importance = importance.iter().map(|column| column.column.clone()).collect();
        Ok(Self { features: features.into_iter().collect(), importance })
    }

    /// Whether a file says what can be used with this preprocessing.
    pub fn is_whole(&self, preprocessor: &Preprocessor) -> bool {
        let n_features = preprocessor.feature_names().len();
        let n_rows = self.features.len() / n_features.max(1);
        (1..=BACKGROUND).contains(&n_rows)
            && n_rows * n_features == self.features.len()
            && self.features.iter().all(|feature| feature.is_finite())
            && self.importance.iter().all(|name| preprocessor.place(name).is_ok())
    }
}

//! What the mathematics sees of the customers: numbers, names of features and, where known, the classes.

use ndarray::{Array2, Array3};

use crate::base::RowId;

/// The customers as numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Records {
    /// `(n_samples, n_features)`
    Table(Array2<f32>),
    /// `(n_samples, n_steps, n_features)` with the number of steps that count, per sample.
    Sequence { steps: Array3<f32>, lengths: Vec<u32> },
}

/// What is to be predicted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// `(n_samples)`, each below `classes.len()`
    pub codes: Vec<u32>,
    /// Names of the classes, in the order of their codes; ordered ones from lowest to highest.
    pub classes: Vec<String>,
}

/// Records without missing values or NaN, ready for any algorithm.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    pub row_ids: Vec<RowId>,
    pub feature_names: Vec<String>,
    pub records: Records,
    pub targets: Option<Targets>,
}

impl Dataset {
    pub fn n_samples(&self) -> usize {
        self.row_ids.len()
    }

    pub fn n_features(&self) -> usize {
        self.feature_names.len()
    }

    pub fn n_classes(&self) -> usize {
        self.targets.as_ref().map_or(0, |targets| targets.classes.len())
    }

    /// The records of a plain table; `None` for sequences.
    pub fn table(&self) -> Option<&Array2<f32>> {
        match &self.records {
            Records::Table(table) => Some(table),
            Records::Sequence { .. } => None,
        }
    }
}

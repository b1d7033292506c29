//! What the analyst chose about segments, beside the columns and the methods.

use serde::{Deserialize, Serialize};

/// How customers become sequences for a recurrent network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SequenceChoice {
    /// Families of month columns where there are any, else columns as steps.
    #[default]
    Auto,
    /// Every column is a step: the source's reading, not time.
    Columns,
    /// Families of month columns.
    Months,
}

/// What a recurrent network is trained to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// Predict a column where columns are the steps, the next step where months are.
    #[default]
    Auto,
    /// Predict this column, which then leaves the inputs.
    Column(String),
    /// Predict each step from those before it.
    NextStep,
    /// Give the sequence back from its embedding.
    Autoencoder,
}

/// What a segmentation depends on beside file, columns, methods and seed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SegmentRecipe {
    /// `None`: as recommended.
    pub k: Option<u32>,
    pub sequence: SequenceChoice,
    /// Whether the highest number of a month family is the latest month; `None`: as the names suggest.
    pub ascending: Option<bool>,
    pub objective: Objective,
    /// The column whose sum says what a segment is worth.
    pub value_column: Option<String>,
}

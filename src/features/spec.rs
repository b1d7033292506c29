//! What the analyst chose to make of each column.

use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem, RowId};

/// The columns that become features, in the order of the table, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeatureSpec {
    pub columns: Vec<ColumnSpec>,
}

/// One column and its treatment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnSpec {
    pub name: String,
    pub treatment: Treatment,
}

/// How a column becomes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// Missing cells filled, logarithm where wanted, then z-score.
    Number {
        log: LogScale,
        fill: Fill,
        /// Whether "was missing" becomes a feature of its own where enough cells are missing.
        #[serde(default = "flagged")]
        flag_missing: bool,
    },
    /// One 0/1 feature a frequent value; the rarer ones share one.
    Category { max_levels: u32 },
}

/// What recipes without the flag meant.
fn flagged() -> bool {
    true
}

/// Whether `sign(x)·ln(1 + |x|)` is taken first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogScale {
    /// Where the training rows are very skewed.
    #[default]
    Auto,
    On,
    Off,
}

/// What a missing number becomes; learned from training rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    #[default]
    Median,
    Mean,
    Zero,
}

/// Why a column is not a feature. Each has a sentence in the words of `features`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    Label,
    Identifier,
    Personal,
    /// The same information as the label under another name.
    NearCopyOfLabel,
    /// Alone predicts the label almost perfectly.
    ProbableLeak,
    Constant,
    /// Text that differs in almost every row.
    FreeText,
    Date,
    /// Looks like the outcome of another question, known only afterwards.
    OtherOutcome,
    /// Whole numbers that stand for groups: the distance between two of them means nothing.
    GroupCodes,
    /// Text, where only numbers have distances.
    Words,
    /// Written by an earlier run of this program: its answer, not a fact about the customer.
    EarlierRun,
    /// The analyst took it out.
    Chosen,
}

impl LeftOut {
    /// The sentence a person reads.
    pub fn message(&self) -> Message {
        Message::new(match self {
            Self::Label => "left-out-label",
            Self::Identifier => "left-out-identifier",
            Self::Personal => "left-out-personal",
            Self::NearCopyOfLabel => "left-out-near-copy",
            Self::ProbableLeak => "left-out-leak",
            Self::Constant => "left-out-constant",
            Self::FreeText => "left-out-free-text",
            Self::Date => "left-out-date",
            Self::OtherOutcome => "left-out-other-outcome",
            Self::GroupCodes => "left-out-group-codes",
            Self::Words => "left-out-words",
            Self::EarlierRun => "left-out-earlier-run",
            Self::Chosen => "left-out-chosen",
        })
    }
}

/// Why columns could not become features.
#[derive(Clone, Debug, PartialEq)]
pub enum FeatureError {
    UnknownColumn {
        name: String,
        nearest: Vec<String>,
    },
    NoColumns,
    NoRows,
    /// Every chosen column has one value only among the training rows.
    AllConstant,
    /// A row that is not in the table.
    UnknownRow(RowId),
    /// A numeric treatment on text, or no value at all among the training rows.
    Unusable {
        name: String,
        message: Message,
    },
    /// Nothing comes before or after anything.
    OneStep,
    /// Families of months of different length.
    UnequalMonths {
        name: String,
        months: usize,
        expected: usize,
    },
    /// Sequences that would need more than [`super::sequence::MOST_BYTES`].
    TooManySteps {
        customers: usize,
        steps: usize,
        channels: usize,
    },
}

/// A column left out, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOutColumn {
    pub column: String,
    pub reason: LeftOut,
}

impl From<FeatureError> for Problem {
    fn from(error: FeatureError) -> Self {
        super::problem(&error)
    }
}

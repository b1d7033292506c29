//! What a run found: everything screens, charts, files and the command line show.

use std::collections::BTreeMap;

use crate::base::{Issue, Message, RowId};
use crate::features::LeftOutColumn;
use crate::models::{CurvePoint, ParamValue, StopReason};

pub use crate::metrics::ClassScore;

use super::recipe::Question;

/// Which rows a customer was among in repeat 1, fold 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Train,
    Valid,
    Test,
}

impl Part {
    /// The word used in `labelled.csv`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Valid => "valid",
            Self::Test => "test",
        }
    }
}

/// The values of a metric over repeats × folds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    pub mean: f64,
    /// Sample standard deviation (n − 1); 0 for a single value.
    pub sd: f64,
    pub values: Vec<f64>,
}

/// Mean and standard deviation of a curve over the repeats, at the epochs of `epochs`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurveBand {
    pub epochs: Vec<u32>,
    pub train: Vec<(f64, f64)>,
    pub valid: Vec<(f64, f64)>,
}

/// One method's results.
#[derive(Clone, Debug)]
pub struct MethodFindings {
    pub id: String,
    /// Every parameter it ran with, defaults included.
    pub params: BTreeMap<String, ParamValue>,
    /// Metric name of `findings.json` to its values on held-out rows.
    pub metrics: BTreeMap<&'static str, Spread>,
    /// Repeat 1, fold 1, at most 400 points.
    pub curve: Vec<CurvePoint>,
    pub band: CurveBand,
    pub best_epoch: u32,
    pub stopped_because: StopReason,
    /// Scores on the validation rows of repeat 1, fold 1: the only ones the choice of method sees.
    pub valid_score: f64,
    pub warnings: Vec<Message>,
}

/// Whether two methods differ by more than chance (Nadeau–Bengio, Holm).
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Indices into [`Findings::methods`].
    pub better: usize,
    pub worse: usize,
    /// Mean difference of held-out accuracy.
    pub difference: f64,
    /// Holm-adjusted p value; `None` below ten pairs.
    pub p_value: Option<f64>,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    LargerThanChance,
    NotLargerThanChance,
    TooFewRepeats,
}

impl Verdict {
    /// The word used in `findings.json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::LargerThanChance => "larger_than_chance",
            Self::NotLargerThanChance => "not_larger_than_chance",
            Self::TooFewRepeats => "too_few_repeats",
        }
    }
}

/// The label the chosen model gives a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowResult {
    pub row: RowId,
    /// Index into [`Findings::classes`].
    pub predicted: u32,
    /// `None` where the file has no label for the customer (it is still given one).
    pub actual: Option<u32>,
    pub probability: f32,
    /// `None` for customers without a label: they took no part.
    pub part: Option<Part>,
}

/// What the file was.
#[derive(Clone, Debug)]
pub struct DataSummary {
    pub file_name: String,
    pub rows: u32,
    pub columns: usize,
    pub sha256: String,
    pub encoding: &'static str,
    pub separator: char,
    pub issues: Vec<Issue>,
}

/// The results of one run.
#[derive(Clone, Debug)]
pub struct Findings {
    pub question: Question,
    pub label: String,
    pub seed: u64,
    pub data: DataSummary,
    /// Source columns used.
    pub used: Vec<String>,
    pub left_out: Vec<LeftOutColumn>,
    /// Rows in train, valid, test of repeat 1, fold 1.
    pub split: [usize; 3],
    pub repeats: u32,
    pub folds: u32,
    pub methods: Vec<MethodFindings>,
    pub comparisons: Vec<Comparison>,
    /// Index into `methods` of the method whose model of repeat 1, fold 1 labels the customers.
    pub chosen: usize,
    pub chosen_reason: Message,
    pub classes: Vec<String>,
    /// Whether the classes have an order (then quadratic kappa applies).
    pub ordered: bool,
    /// `confusion[true][predicted]` on held-out rows of repeat 1, fold 1.
    pub confusion: Vec<Vec<u64>>,
    /// Per-class quality on the same rows.
    pub class_scores: Vec<ClassScore>,
    /// Every readable row, ascending.
    pub rows: Vec<RowResult>,
    /// The sentences a person reads, most important first.
    pub words: Vec<Message>,
    /// Ended by the person, best so far kept.
    pub stopped: bool,
}

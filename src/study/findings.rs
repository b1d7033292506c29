//! What a run found: everything screens, charts, files and the command line show.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Issue, Message, RowId};
use crate::features::LeftOutColumn;
use crate::models::{CurvePoint, ParamValue, StopReason};

pub use crate::metrics::ClassScore;

use super::churn::ChurnFindings;
use super::claim::Claim;
use super::compare;
use super::labels;
use super::lows::Training;
use super::recipe::Question;
use super::value::{NextTier, TIER, ValueFindings};

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
    /// Every repeat and fold, in their order.
    pub trainings: Vec<Training>,
    pub best_epoch: u32,
    pub stopped_because: StopReason,
    /// Scores on the validation rows of repeat 1, fold 1: the only ones the choice of method sees.
    pub valid_score: f64,
    pub warnings: Vec<Message>,
}

/// What a rule that learns nothing, or next to nothing, is worth on the same held-out rows.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineFindings {
    /// The word used in `findings.json`.
    pub id: &'static str,
    pub name: Message,
    /// As those of the methods.
    pub metrics: BTreeMap<&'static str, Spread>,
}

/// A method against the best of the baselines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lead {
    /// Index into [`Findings::methods`].
    pub method: usize,
    /// Mean held-out accuracy (or what the methods are compared by) of the method minus that of the baseline.
    pub difference: f64,
    /// Holm-adjusted, together with the comparisons of the methods; `None` below ten pairs.
    pub p_value: Option<f64>,
    pub verdict: Verdict,
}

impl Lead {
    /// Whether the method is ahead of the baseline, as far as the repeats can say.
    pub fn may_be_ahead(&self) -> bool {
        self.difference > compare::NO_LEAD && self.verdict != Verdict::NotLargerThanChance
    }

    /// On which side of the baseline the method is, as written in `findings.json`.
    pub fn direction(&self) -> &'static str {
        match self.difference {
            difference if difference.abs() <= compare::NO_LEAD => "equal",
            difference if difference > 0.0 => "ahead",
            _ => "behind",
        }
    }
}

/// Whether two methods differ by more than chance (Nadeau–Bengio, Holm).
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Indices into [`Findings::methods`].
    pub better: usize,
    pub worse: usize,
    /// Mean difference of held-out accuracy, or of what the methods are compared by.
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
    /// Of the class predicted; where a class of interest is, of that one.
    pub probability: f32,
    /// `None` for customers who took no part: without a label, or copies of customers held out by a list.
    pub part: Option<Part>,
}

/// Of more classes than these, only the probability of the class predicted is kept.
pub const MOST_PROBABILITIES: usize = 10;

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
    /// What the methods must beat to be worth anything.
    pub baselines: Vec<BaselineFindings>,
    /// Index into `baselines` of the one that is best on held-out rows.
    pub best_baseline: usize,
    /// Every method with results against that one.
    pub leads: Vec<Lead>,
    /// The metric that methods and baselines are compared by.
    pub yardstick: &'static str,
    /// Who came down to a given error when, and what holds of the claim made for improved BP.
    pub claim: Option<Claim>,
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
    /// The probability of every class for every one of `rows`: `(rows, classes)`, row by row. Empty where there are more
    /// than [`MOST_PROBABILITIES`] classes.
    pub probabilities: Vec<f32>,
    /// The tier expected of each customer next, ascending; where customers were made from transactions of two periods.
    pub next: Vec<NextTier>,
    /// Whether that is today's tier, because the chosen method is not shown to be better.
    pub next_by_rule: bool,
    /// Where customers were made from transactions.
    pub value: Option<ValueFindings>,
    /// Where a class of interest is predicted.
    pub churn: Option<Arc<ChurnFindings>>,
    /// The sentences a person reads, most important first.
    pub words: Vec<Message>,
    /// Ended by the person, best so far kept.
    pub stopped: bool,
}

impl Findings {
    /// Whether what was learned are the tiers made from transactions.
    pub fn predicts_tiers(&self) -> bool {
        self.value.is_some() && self.label == TIER
    }

    /// What a customer is given, in a word: a tier or a class.
    pub fn kind(&self) -> Message {
        labels::kind(self.predicts_tiers())
    }

    /// The probabilities of the classes for the customer at `index` of `rows`; none where they were not kept.
    pub fn probabilities_of(&self, index: usize) -> &[f32] {
        let n = self.classes.len();
        self.probabilities.get(index * n..(index + 1) * n).unwrap_or_default()
    }
}

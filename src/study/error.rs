//! Why a study could not be run, and what to do about it.

use crate::base::{Message, Problem, did_you_mean};
use crate::features::FeatureError;

use super::segments::{FEWEST_CUSTOMERS, MOST_SEGMENTS};
use super::{MAX_FOLDS, MAX_REPEATS};

/// Why there are no findings.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyError {
    /// No column was chosen to be predicted.
    NoLabel,
    UnknownLabel {
        name: String,
        nearest: Vec<String>,
    },
    /// The label column is empty.
    NoClasses {
        label: String,
    },
    OneClass {
        label: String,
        class: String,
    },
    TooManyClasses {
        label: String,
        n: usize,
    },
    /// Not two classes with enough customers; the classes that have too few.
    TooFewRows {
        label: String,
        classes: Vec<String>,
    },
    /// The order given does not name the classes of the column.
    ClassOrder {
        label: String,
        classes: Vec<String>,
    },
    /// The class of interest is none of the label's.
    UnknownClass {
        label: String,
        class: String,
        classes: Vec<String>,
    },
    LabelIsFeature {
        label: String,
    },
    /// The shares leave nobody for training, for validation or for judging.
    Shares,
    /// No repeat or no fold at all, or too many.
    Repeats,
    /// Folds make their own held-out rows, so they cannot go with fixed ones.
    FoldsOfFixedRows,
    /// Held-out rows that are not in the table or have no label.
    TestRows {
        n_unusable: usize,
    },
    /// A split in which a part is empty or training sees one class only.
    Split {
        repeat: u32,
    },
    NoMethods,
    UnknownMethod {
        id: String,
        nearest: Vec<String>,
    },
    MethodTwice {
        id: String,
    },
    /// The parameter is what makes the method.
    FixedParam {
        method: String,
        key: String,
    },
    /// A parameter that no chosen method has, or a value it cannot have.
    Param(Problem),
    Features(FeatureError),
    /// The later period would begin outside the file, or with its first day.
    CutDay {
        cut: String,
        first: String,
        last: String,
    },
    /// All transactions are of one day.
    OneDay {
        day: String,
    },
    /// Rules or names of tiers that cannot be.
    Tiers(Message),
    /// No customer has facts of the earlier period and a tier of the later one.
    NobodyInBoth,
    /// Too few customers to find segments among.
    TooFewCustomers {
        n: usize,
    },
    /// Fewer different customers than segments asked for.
    TooFewDifferent {
        k: u32,
        different: usize,
    },
    /// One segment, or more than anybody can use.
    SegmentCount {
        k: u32,
    },
    /// Text where a number is needed.
    NotANumber {
        column: String,
    },
    /// Months were asked for, but no columns of the recipe are months.
    NoMonths,
    /// No method came to a model; the first method's reason.
    AllFailed {
        first: Option<Problem>,
    },
    /// Stopped before anything was learned.
    Stopped,
    Discarded,
}

impl From<FeatureError> for StudyError {
    fn from(error: FeatureError) -> Self {
        Self::Features(error)
    }
}

impl StudyError {
    /// Whether the call named something that does not exist or cannot be, rather than the data being unsuitable.
    pub fn wrong_call(&self) -> bool {
        matches!(
            self,
            Self::NoLabel
                | Self::UnknownLabel { .. }
                | Self::ClassOrder { .. }
                | Self::UnknownClass { .. }
                | Self::LabelIsFeature { .. }
                | Self::Shares
                | Self::Repeats
                | Self::FoldsOfFixedRows
                | Self::TestRows { .. }
                | Self::NoMethods
                | Self::UnknownMethod { .. }
                | Self::MethodTwice { .. }
                | Self::FixedParam { .. }
                | Self::Param(_)
                | Self::CutDay { .. }
                | Self::Tiers(_)
                | Self::SegmentCount { .. }
                | Self::NotANumber { .. }
                | Self::NoMonths
                | Self::Features(FeatureError::UnknownColumn { .. } | FeatureError::NoColumns)
        )
    }

    /// The sentence and the hint a person reads.
    pub fn problem(&self) -> Problem {
        match self {
            Self::NoLabel => hinted("study-no-label", "study-no-label-hint"),
            Self::UnknownLabel { name, nearest } => {
                let problem = Problem::new(Message::new("study-unknown-label").with("column", name));
                problem.hint(nearest_hint(nearest, "study-no-label-hint"))
            }
            Self::NoClasses { label } => about("study-no-classes", label, "study-other-label-hint"),
            Self::OneClass { label, class } => {
                Problem::new(Message::new("study-one-class").with("column", label).with("class", class))
                    .hint(Message::new("study-other-label-hint"))
            }
            Self::TooManyClasses { label, n } => {
                let most = super::labels::MAX_CLASSES;
                Problem::new(Message::new("study-too-many-classes").with("column", label).with("n", *n))
                    .hint(Message::new("study-too-many-classes-hint").with("most", most))
            }
            Self::TooFewRows { label, classes } => Problem::new(
                Message::new("study-too-few-rows").with("column", label).with("classes", names(classes)),
            )
            .hint(Message::new("study-too-few-rows-hint")),
            Self::ClassOrder { label, classes } => {
                Problem::new(Message::new("study-class-order").with("column", label))
                    .hint(Message::new("study-class-order-hint").with("classes", names(classes)))
            }
            Self::UnknownClass { label, class, classes } => {
                Problem::new(Message::new("churn-unknown-class").with("column", label).with("class", class))
                    .hint(Message::new("churn-unknown-class-hint").with("classes", names(classes)))
            }
            Self::LabelIsFeature { label } => {
                about("study-label-is-feature", label, "study-label-is-feature-hint")
            }
            Self::Shares => hinted("study-shares", "study-shares-hint"),
            Self::Repeats => Problem::new(
                Message::new("study-repeats").with("repeats", MAX_REPEATS).with("folds", MAX_FOLDS),
            )
            .hint(Message::new("study-repeats-hint")),
            Self::FoldsOfFixedRows => hinted("study-folds-fixed", "study-folds-fixed-hint"),
            Self::TestRows { n_unusable } => {
                Problem::new(Message::new("study-test-rows").with("n", *n_unusable))
                    .hint(Message::new("study-test-rows-hint"))
            }
            Self::Split { repeat } => {
                Problem::new(Message::new("study-split").with("repeat", u64::from(*repeat) + 1))
                    .hint(Message::new("study-too-few-rows-hint"))
            }
            Self::NoMethods => hinted("study-no-methods", "study-no-methods-hint"),
            Self::UnknownMethod { id, nearest } => {
                let problem = Problem::new(Message::new("study-unknown-method").with("method", id));
                problem.hint(nearest_hint(nearest, "study-unknown-method-hint"))
            }
            Self::MethodTwice { id } => Problem::new(Message::new("study-method-twice").with("method", id))
                .hint(Message::new("study-method-twice-hint")),
            Self::FixedParam { method, key } => {
                Problem::new(Message::new("study-fixed-param").with("method", method).with("key", key))
                    .hint(Message::new("study-fixed-param-hint"))
            }
            Self::Param(problem) => problem.clone(),
            Self::Features(error) => crate::features::problem(error),
            Self::AllFailed { first } => {
                let own = first.as_ref().map(|problem| problem.message.clone());
                let hint = own.unwrap_or_else(|| Message::new("study-all-failed-hint"));
                Problem::new(Message::new("study-all-failed")).hint(hint)
            }
            _ => self.problem_of_value(),
        }
    }

    /// Those of tiers made from transactions.
    fn problem_of_value(&self) -> Problem {
        match self {
            Self::CutDay { cut, first, last } => Problem::new(
                Message::new("study-cut-day").with("cut", cut).with("first", first).with("last", last),
            )
            .hint(Message::new("study-cut-day-hint")),
            Self::OneDay { day } => Problem::new(Message::new("study-one-day").with("day", day))
                .hint(Message::new("study-one-day-hint")),
            Self::Tiers(message) => Problem::new(message.clone()).hint(Message::new("study-tiers-hint")),
            Self::NobodyInBoth => hinted("study-nobody-in-both", "study-nobody-in-both-hint"),
            _ => self.problem_of_segments(),
        }
    }

    /// Those of segments, and of ending early.
    fn problem_of_segments(&self) -> Problem {
        match self {
            Self::TooFewCustomers { n } => {
                Problem::new(Message::new("seg-too-few").with("least", FEWEST_CUSTOMERS).with("n", *n))
                    .hint(Message::new("seg-too-few-hint"))
            }
            Self::TooFewDifferent { k, different } => {
                Problem::new(Message::new("seg-too-alike").with("k", *k).with("different", *different))
                    .hint(Message::new("seg-too-alike-hint"))
            }
            Self::NotANumber { column } => about("seg-not-a-number", column, "seg-not-a-number-hint"),
            Self::NoMonths => hinted("seg-no-months", "seg-no-months-hint"),
            Self::Stopped => hinted("study-stopped-early", "study-stopped-early-hint"),
            Self::Discarded => hinted("study-discarded", "study-discarded-hint"),
            _ => Problem::new(Message::new("seg-count").with("most", MOST_SEGMENTS))
                .hint(Message::new("seg-count-hint")),
        }
    }
}

fn hinted(key: &'static str, hint: &'static str) -> Problem {
    Problem::new(Message::new(key)).hint(Message::new(hint))
}

fn about(key: &'static str, column: &str, hint: &'static str) -> Problem {
    Problem::new(Message::new(key).with("column", column)).hint(Message::new(hint).with("column", column))
}

fn names(list: &[String]) -> Vec<Message> {
    list.iter().map(Message::text).collect()
}

fn nearest_hint(nearest: &[String], otherwise: &'static str) -> Message {
    if nearest.is_empty() { Message::new(otherwise) } else { did_you_mean(nearest) }
}

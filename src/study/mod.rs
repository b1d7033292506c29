//! The questions a bank asks, from recipe and table to findings.

pub mod compare;
pub mod curves;
pub mod division;
pub mod driver;
pub mod error;
pub mod findings;
pub mod judge;
pub mod labels;
pub mod methods;
pub mod plan;
pub mod race;
pub mod recipe;
pub mod run;
mod sentences;
pub mod suggest;
pub mod tally;
pub mod waves;

pub use driver::{Control, Driver, Lane, RaceEvent, Wish};
pub use error::StudyError;
pub use findings::{
    ClassScore, Comparison, CurveBand, DataSummary, Findings, MethodFindings, Part, RowResult, Spread,
    Verdict,
};
pub use labels::Labels;
pub use methods::{Method, methods};
pub use recipe::{MAX_FOLDS, MAX_REPEATS, MethodChoice, Question, RECIPE_FORMAT, Recipe, SplitPlan};
pub use run::{check, run, suspicions};
pub use suggest::suggest_recipe;

//! The questions a bank asks, from recipe and table to findings.

pub mod answer;
pub mod baselines;
pub mod churn;
pub mod claim;
pub mod compare;
pub mod curves;
pub mod division;
pub mod driver;
pub mod error;
pub mod findings;
pub mod judge;
pub mod labels;
pub mod lows;
pub mod matching;
pub mod methods;
mod next;
pub mod plan;
mod predict;
pub mod race;
pub mod recipe;
pub mod run;
pub mod segments;
mod sentences;
pub mod suggest;
pub mod tables;
pub mod tally;
pub mod value;
pub mod waves;

pub use answer::{Answer, LookedAt, answer};
pub use churn::{ChurnFindings, ChurnRecipe};
pub use claim::{Claim, Reach, epochs_to_reach, median_epoch};
pub use driver::{Control, Driver, Lane, RaceEvent, Wish};
pub use error::StudyError;
pub use findings::{
    BaselineFindings, ClassScore, Comparison, CurveBand, DataSummary, Findings, Lead, MOST_PROBABILITIES,
    MethodFindings, Part, RowResult, Spread, Verdict,
};
pub use labels::Labels;
pub use lows::Training;
pub use methods::{Method, methods};
pub use recipe::{MAX_FOLDS, MAX_REPEATS, MethodChoice, Question, RECIPE_FORMAT, Recipe, SplitPlan};
pub use run::{check, run, suspicions};
pub use segments::SegmentFindings;
pub use suggest::{suggest_churn, suggest_recipe, suggest_segments};
pub use tables::Tables;
pub use value::{Clock, Horizon, NextTier, ValueFindings, ValueRecipe, ValueTable, suggest_value};

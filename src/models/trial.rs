//! A trial of a search: settings, and what they came to on the validation rows.

use serde::Serialize;

use super::Params;

/// How far a trial came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrialState {
    Running,
    /// Given up for better ones.
    Dropped,
    /// Trained to its own end.
    Finished,
    /// The best one, whose networks were kept.
    Kept,
}

/// Settings that were tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trial {
    /// What differs from trial to trial.
    pub settings: Params,
    /// The lowest one so far, the mean over its networks; NaN without validation rows.
    pub valid_loss: f64,
    /// Epochs trained.
    pub epochs: u32,
    pub state: TrialState,
}

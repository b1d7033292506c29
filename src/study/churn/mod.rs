//! One class of a label foreseen, such as who leaves: probabilities one can take at their word, whom to call, and why.

pub mod calls;
pub mod campaign;
pub mod decision;
pub mod drift;
pub mod edition;
pub mod explain;
pub mod findings;
pub mod judge;
pub mod model;
pub mod newcomers;
pub mod recipe;
mod run;
mod schema;
mod sentences;

pub use campaign::{Bootstrap, Campaign, FoundPoint, ProfitPoint, found_curve, paying, profit_curve};
pub use decision::{Decided, Decision, is_class, scores_of, threshold_decimals, threshold_places};
pub use drift::{ColumnDrift, Shift, Tally, Unseen};
pub use edition::{AtThreshold, Edition, can_be_moved, edited, predicted_at, relabelled};
pub use findings::{ChurnFindings, Measured, Rival};
pub use judge::metrics;
pub use model::ChurnModel;
pub use recipe::{CalibrationChoice, ChurnRecipe};
pub use schema::{ColumnKind, ColumnSchema};
pub use sentences::{calibration_choice_name, calibration_name, doubt, rule_name};

pub(super) use run::findings;
pub(super) use sentences::words;

/// Bins of equal width that calibration is shown in.
pub const CALIBRATION_BINS: usize = 10;

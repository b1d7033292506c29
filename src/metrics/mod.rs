//! How good predictions are: pure functions of labels, scores and repeated measurements.

pub mod classification;
pub mod ranking;
pub mod significance;

pub use classification::{ClassScore, Confusion, Weights, brier, brier_binary};
pub use ranking::roc_auc;
pub use significance::{corrected_t, holm, sign_test};

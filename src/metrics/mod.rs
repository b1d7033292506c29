//! How good predictions and groups are: pure functions of labels, scores, rows and repeated measurements.

pub mod bootstrap;
pub mod calibration;
pub mod classification;
pub mod clustering;
pub mod correlation;
pub mod delong;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
pub mod distance;
pub mod drift;
pub mod ranked;
pub mod ranking;
pub mod significance;
pub mod threshold;
pub mod wilson;

pub use bootstrap::{
    BinaryIntervals, Interval, binary_intervals, bootstrap_counts, percentile_interval, resampled,
    resamples_for,
};
pub use calibration::{CalibrationBin, calibration_curve, expected_calibration_error};
pub use classification::{ClassScore, Confusion, Weights, brier, brier_binary, log_loss_binary};
pub use clustering::{
    adjusted_rand, calinski_harabasz, davies_bouldin, jaccard, knee, silhouette, silhouette_samples,
};
pub use correlation::pearson;
pub use delong::{DeLong, delong};
pub use distance::Packed;
pub use drift::{psi, psi_by_chance};
pub use ranked::{Counts, Ranked};
pub use ranking::{GainBin, PrPoint, RocPoint, average_precision, roc_auc};
pub use significance::{corrected_t, holm, sign_test};
pub use threshold::ThresholdRule;
pub use wilson::wilson;

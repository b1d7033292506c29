//! How good predictions and groups are: pure functions of labels, scores, rows and repeated measurements.

pub mod classification;
pub mod clustering;
pub mod correlation;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
pub mod distance;
pub mod ranking;
pub mod significance;

pub use classification::{ClassScore, Confusion, Weights, brier, brier_binary};
pub use clustering::{
    adjusted_rand, calinski_harabasz, davies_bouldin, jaccard, knee, silhouette, silhouette_samples,
};
pub use correlation::pearson;
pub use distance::Packed;
pub use ranking::roc_auc;
pub use significance::{corrected_t, holm, sign_test};

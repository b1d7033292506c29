//! How good and how stable groups of rows are.
//!
//! Labels are 0-based; rows are customers. Rows and labels of unequal number are taken as far as both go.
#![expect(clippy::needless_pass_by_value, reason = "views are passed by value, as slices are")]

mod agreement;
mod indices;
mod knee;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
mod silhouette;

pub use agreement::{adjusted_rand, jaccard};
pub use indices::{calinski_harabasz, davies_bouldin};
pub use knee::knee;
pub use silhouette::{silhouette, silhouette_samples};

/// Labels there may be.
const LABELS: usize = 256;

/// Rows of each label.
fn sizes(labels: &[u8]) -> [usize; LABELS] {
    let mut sizes = [0; LABELS];
    for &label in labels {
        sizes[usize::from(label)] += 1;
    }
    sizes
}

/// Whether an index is defined: at least two groups, and not every row its own.
fn is_defined(sizes: &[usize]) -> bool {
    let n_groups = sizes.iter().filter(|&&size| size > 0).count();
    n_groups >= 2 && n_groups < sizes.iter().sum()
}

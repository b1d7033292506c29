//! Rows with their classes, and how much each class counts.

use std::sync::Arc;

use ndarray::{Array2, ArrayView2};

/// Rows to learn from or to be judged on.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    /// (`n_samples`, `n_inputs`)
    pub table: ArrayView2<'a, f32>,
    /// (`n_samples`)
    pub codes: &'a [u32],
    /// (`n_classes`): how much a row of each class counts; empty where all count alike.
    class_weights: Arc<[f64]>,
}

impl<'a> Rows<'a> {
    pub fn new(table: &'a Array2<f32>, codes: &'a [u32], class_weights: &[f64]) -> Self {
        Self { table: table.view(), codes, class_weights: class_weights.into() }
    }

    /// How much a row counts.
    pub fn weight(&self, row: usize) -> f64 {
        self.class_weights.get(self.codes[row] as usize).copied().unwrap_or(1.0)
    }
}

/// How much a row of each class counts where all classes count alike together: n / (K·`n_c`).
///
/// **Numerics** A class without rows counts 1.
///
/// **Source** scikit-learn `class_weight="balanced"`
pub fn balanced_weights(codes: &[u32], n_classes: usize) -> Vec<f64> {
    let mut counts = vec![0usize; n_classes];
    for &code in codes {
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
        }
    }
    let share = codes.len() as f64 / n_classes as f64;
    counts.iter().map(|&count| if count == 0 { 1.0 } else { share / count as f64 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_classes_count_more() {
        // compute_class_weight("balanced", classes=[0, 1, 2], y=[0, 0, 0, 1, 0, 2, 2, 0]): 8 / (3·[5, 1, 2])
        let weights = balanced_weights(&[0, 0, 0, 1, 0, 2, 2, 0], 4);
        assert_eq!(weights, [8.0 / 4.0 / 5.0, 2.0, 1.0, 1.0]);
    }
}

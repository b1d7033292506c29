//! Which of two methods is better, and whether by more than chance.

use crate::metrics::{corrected_t, holm};

use super::{Comparison, Verdict};

/// Below this many pairs nothing is said about chance.
pub const MIN_PAIRS: usize = 10;

/// Differences with a smaller adjusted p value are called larger than chance.
pub const LEVEL: f64 = 0.05;

/// Compares every two methods by their held-out accuracy over the same repeats and folds.
///
/// Corrected paired t test of each pair, then Holm over all pairs.
///
/// **Shapes** `accuracies[method][repeat × fold]`; methods without results are empty and take no part.
/// `test_to_train`: held-out rows per training row.
pub fn compare(accuracies: &[Vec<f64>], test_to_train: f64) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    let mut p_values = Vec::new();
    for (first, left) in accuracies.iter().enumerate() {
        for (second, right) in accuracies.iter().enumerate().skip(first + 1) {
            if left.is_empty() || left.len() != right.len() {
                continue;
            }
            let differences: Vec<f64> = left.iter().zip(right).map(|(a, b)| a - b).collect();
            let difference = differences.iter().sum::<f64>() / differences.len() as f64;
            let (better, worse) = if difference >= 0.0 { (first, second) } else { (second, first) };
            let p_value = corrected_t(&differences, test_to_train).filter(|_| differences.len() >= MIN_PAIRS);
            p_values.extend(p_value);
            let difference = difference.abs();
            comparisons.push(Comparison {
                better,
                worse,
                difference,
                p_value,
                verdict: Verdict::TooFewRepeats,
            });
        }
    }
    let mut adjusted = holm(&p_values).into_iter();
    for comparison in &mut comparisons {
        if comparison.p_value.is_some() {
            comparison.p_value = adjusted.next();
        }
        comparison.verdict = match comparison.p_value {
            None => Verdict::TooFewRepeats,
            Some(p) if p < LEVEL => Verdict::LargerThanChance,
            Some(_) => Verdict::NotLargerThanChance,
        };
    }
    comparisons
}

/// Whether accuracies lie above a baseline, by the same rule; below [`MIN_PAIRS`] by their mean alone.
pub fn beats(accuracies: &[f64], baseline: &[f64], test_to_train: f64) -> bool {
    let differences: Vec<f64> = accuracies.iter().zip(baseline).map(|(a, b)| a - b).collect();
    let mean = differences.iter().sum::<f64>() / differences.len().max(1) as f64;
    let chance = corrected_t(&differences, test_to_train).filter(|_| differences.len() >= MIN_PAIRS);
    mean > 0.0 && chance.is_none_or(|p| p < LEVEL)
}

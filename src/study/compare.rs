//! Which of two methods is better, and whether by more than chance.

use crate::metrics::{corrected_t, holm};

use super::{Comparison, Verdict};

/// Below this many pairs nothing is said about chance.
pub const MIN_PAIRS: usize = 10;

/// Differences with a smaller adjusted p value are called larger than chance.
pub const LEVEL: f64 = 0.05;

/// Leads below this are none: sums of the same numbers in another order differ by less.
pub const NO_LEAD: f64 = 1e-9;

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
        comparison.verdict = verdict(comparison.p_value);
    }
    comparisons
}

/// The mean lead of accuracies over a baseline, and whether it is more than chance: by the same rule, alone.
pub fn against_baseline(accuracies: &[f64], baseline: &[f64], test_to_train: f64) -> (f64, Verdict) {
    let differences: Vec<f64> = accuracies.iter().zip(baseline).map(|(a, b)| a - b).collect();
    let mean = differences.iter().sum::<f64>() / differences.len().max(1) as f64;
    let p_value = corrected_t(&differences, test_to_train).filter(|_| differences.len() >= MIN_PAIRS);
    (mean, verdict(p_value))
}

fn verdict(p_value: Option<f64>) -> Verdict {
    match p_value {
        None => Verdict::TooFewRepeats,
        Some(p) if p < LEVEL => Verdict::LargerThanChance,
        Some(_) => Verdict::NotLargerThanChance,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Stream;

    const TEST_TO_TRAIN: f64 = 15.0 / 70.0;

    /// Accuracies of methods that are equally good: overlapping training rows make the repeats of each alike.
    fn equals(stream: &mut Stream) -> Vec<Vec<f64>> {
        (0..4)
            .map(|_| {
                let shared = stream.normal() * libm::sqrt(15.0 / 85.0);
                (0..MIN_PAIRS).map(|_| 0.8 + 0.01 * (shared + stream.normal())).collect()
            })
            .collect()
    }

    #[test]
    fn each_correction_alone_would_find_winners_among_equals() {
        let mut stream = Stream::new(11, "equal methods", 0);
        let (mut both, mut without_overlap, mut without_holm) = (0, 0, 0);
        for _ in 0..1000 {
            let accuracies = equals(&mut stream);
            let found =
                |pairs: &[Comparison]| pairs.iter().any(|pair| pair.verdict == Verdict::LargerThanChance);
            both += usize::from(found(&compare(&accuracies, TEST_TO_TRAIN)));
            without_overlap += usize::from(found(&compare(&accuracies, 0.0)));
            let singly = |first: usize, second: usize| {
                compare(&[accuracies[first].clone(), accuracies[second].clone()], TEST_TO_TRAIN)
            };
            without_holm +=
                usize::from((0..4).any(|first| (first + 1..4).any(|second| found(&singly(first, second)))));
        }
        assert!(both <= 50, "{both} of 1000");
        assert!(without_overlap > 100 && without_holm > 70, "{without_overlap} {without_holm} of 1000");
    }

    #[test]
    fn a_modest_gap_is_found_and_a_reversed_one_is_reversed() {
        let mut stream = Stream::new(12, "modest gap", 0);
        let found = (0..200)
            .filter(|_| {
                let mut pair = equals(&mut stream)[..2].to_vec();
                for value in &mut pair[1] {
                    *value += 0.025;
                }
                let forwards = &compare(&pair, TEST_TO_TRAIN)[0];
                pair.reverse();
                let backwards = &compare(&pair, TEST_TO_TRAIN)[0];
                assert_eq!((forwards.better, forwards.worse), (backwards.worse, backwards.better));
                (forwards.better, forwards.verdict) == (1, Verdict::LargerThanChance)
            })
            .count();
        assert!(found > 150, "{found} of 200");
    }

    #[test]
    fn a_lead_over_the_baseline_needs_pairs_and_size() {
        let lead = |accuracies: &[f64]| against_baseline(accuracies, &vec![0.7; accuracies.len()], 0.2);
        assert_eq!(lead(&[0.9; 9]).1, Verdict::TooFewRepeats);
        assert_eq!(lead(&[0.9; 10]).1, Verdict::LargerThanChance);
        let noisy: Vec<f64> = (0..10).map(|index| if index % 2 == 0 { 0.6 } else { 0.82 }).collect();
        assert!(lead(&noisy).0 > 0.0);
        assert_eq!(lead(&noisy).1, Verdict::NotLargerThanChance);
        assert_eq!(lead(&[]), (0.0, Verdict::TooFewRepeats));
    }
}

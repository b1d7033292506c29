//! Which of two methods is better, and whether by more than chance.

use crate::metrics::{corrected_t, holm};

use super::{Comparison, Lead, Verdict};

/// Below this many pairs nothing is said about chance.
pub const MIN_PAIRS: usize = 10;

/// Differences with a smaller adjusted p value are called larger than chance.
pub const LEVEL: f64 = 0.05;

/// Leads below this are none: sums of the same numbers in another order differ by less.
pub const NO_LEAD: f64 = 1e-9;

/// Compares every two methods, and every method with a baseline, by their held-out accuracy over the same repeats
/// and folds.
///
/// Corrected paired t test of each pair, then Holm over all of them together.
///
/// **Shapes** `accuracies[method][repeat × fold]`; methods without results are empty and take no part.
/// `baseline[repeat × fold]`. `test_to_train`: held-out rows per training row.
pub fn compare(
    accuracies: &[Vec<f64>],
    baseline: &[f64],
    test_to_train: f64,
) -> (Vec<Comparison>, Vec<Lead>) {
    let mut comparisons = Vec::new();
    let mut p_values = Vec::new();
    for (first, left) in accuracies.iter().enumerate() {
        for (second, right) in accuracies.iter().enumerate().skip(first + 1) {
            if left.is_empty() || left.len() != right.len() {
                continue;
            }
            let (difference, p_value) = difference(left, right, test_to_train);
            let (better, worse) = if difference >= 0.0 { (first, second) } else { (second, first) };
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
    let mut leads = Vec::new();
    for (method, ours) in accuracies.iter().enumerate() {
        if ours.is_empty() || ours.len() != baseline.len() {
            continue;
        }
        let (difference, p_value) = difference(ours, baseline, test_to_train);
        p_values.extend(p_value);
        leads.push(Lead { method, difference, p_value, verdict: Verdict::TooFewRepeats });
    }
    let mut adjusted = holm(&p_values).into_iter();
    for comparison in &mut comparisons {
        if comparison.p_value.is_some() {
            comparison.p_value = adjusted.next();
        }
        comparison.verdict = verdict(comparison.p_value);
    }
    for lead in &mut leads {
        if lead.p_value.is_some() {
            lead.p_value = adjusted.next();
        }
        lead.verdict = verdict(lead.p_value);
    }
    (comparisons, leads)
}

/// Mean difference of two rows of accuracies and its p value, not yet adjusted.
fn difference(left: &[f64], right: &[f64], test_to_train: f64) -> (f64, Option<f64>) {
    let differences: Vec<f64> = left.iter().zip(right).map(|(a, b)| a - b).collect();
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    (mean, corrected_t(&differences, test_to_train).filter(|_| differences.len() >= MIN_PAIRS))
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
            both += usize::from(found(&compare(&accuracies, &[], TEST_TO_TRAIN).0));
            without_overlap += usize::from(found(&compare(&accuracies, &[], 0.0).0));
            let singly = |first: usize, second: usize| {
                compare(&[accuracies[first].clone(), accuracies[second].clone()], &[], TEST_TO_TRAIN).0
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
                let forwards = compare(&pair, &[], TEST_TO_TRAIN).0[0].clone();
                pair.reverse();
                let backwards = compare(&pair, &[], TEST_TO_TRAIN).0[0].clone();
                assert_eq!((forwards.better, forwards.worse), (backwards.worse, backwards.better));
                (forwards.better, forwards.verdict) == (1, Verdict::LargerThanChance)
            })
            .count();
        assert!(found > 150, "{found} of 200");
    }

    #[test]
    fn a_lead_over_the_baseline_needs_pairs_and_size() {
        let leads = |accuracies: &[f64]| compare(&[accuracies.to_vec()], &vec![0.7; accuracies.len()], 0.2).1;
        assert_eq!(leads(&[0.9; 9])[0].verdict, Verdict::TooFewRepeats);
        assert_eq!(leads(&[0.9; 10])[0].verdict, Verdict::LargerThanChance);
        let noisy: Vec<f64> = (0..10).map(|index| if index % 2 == 0 { 0.6 } else { 0.82 }).collect();
        assert!(leads(&noisy)[0].difference > 0.0);
        assert_eq!(leads(&noisy)[0].verdict, Verdict::NotLargerThanChance);
        assert_eq!(leads(&[]), []);
    }

    #[test]
    fn leads_and_comparisons_are_adjusted_together() {
        let swing = |by: f64| (0..10).map(|pair| 0.8 + if pair % 2 == 0 { by } else { -by }).collect();
        let methods: Vec<Vec<f64>> = vec![swing(0.01), swing(0.02)];
        let (alone, _) = compare(&methods, &[], 0.2);
        let (together, leads) = compare(&methods, &[0.75; 10], 0.2);
        assert_eq!((leads[0].method, leads[1].method), (0, 1));
        // The largest of the three p values stays, the others are held against more.
        assert_eq!(alone[0].p_value, together[0].p_value);
        let singly =
            |method: usize| compare(&methods[method..=method], &[0.75; 10], 0.2).1[0].p_value.unwrap();
        assert!(leads[0].p_value.unwrap() > singly(0) && leads[1].p_value.unwrap() > singly(1));
    }
}

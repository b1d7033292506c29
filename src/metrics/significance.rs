//! Whether a difference over repeated splits is larger than chance.

use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, StudentsT};

/// Two-sided p value of the corrected paired t test over repeated splits or folds.
///
/// `t = d̄ / √((1/J + n_test/n_train)·s²)`, J − 1 degrees of freedom, s² the sample variance of the J differences
///
/// The correction is for the overlap of the training sets: the plain paired t test finds winners among equals.
///
/// **Numerics** `None` below two differences. Without any variance the p value is 1 for a mean of 0 and 0 otherwise.
///
/// **Source** Nadeau & Bengio 2003, "Inference for the generalization error".
pub fn corrected_t(differences: &[f64], test_to_train: f64) -> Option<f64> {
    let n = differences.len();
    if n < 2 {
        return None;
    }
    let pairs = n as f64;
    let mean = differences.iter().sum::<f64>() / pairs;
    let variance = differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (pairs - 1.0);
    // Equal differences that are not exact in binary leave a variance of rounding errors.
    let rounding = (1e-12 * mean.abs().max(1e-3)).powi(2);
    if variance <= rounding {
        return Some(if mean.abs() <= 1e-15 { 1.0 } else { 0.0 });
    }
    let t = mean / ((1.0 / pairs + test_to_train) * variance).sqrt();
    let student = StudentsT::new(0.0, 1.0, pairs - 1.0).ok()?;
    Some((2.0 * student.cdf(-t.abs())).min(1.0))
}

/// Two-sided p value of the sign test: whether one of two is ahead in more pairs than a fair coin explains.
///
/// `p = min(1, 2·P(X ≤ min(wins, losses)))`, `X ~ Binomial(wins + losses, ½)`
///
/// **Numerics** pairs without a difference are not handed in; 1 without any pair.
///
/// **Source** Dixon & Mood 1946; scipy `binomtest(wins, wins + losses)`.
pub fn sign_test(wins: u64, losses: u64) -> f64 {
    let Ok(coin) = Binomial::new(0.5, wins + losses) else { return 1.0 };
    (2.0 * coin.cdf(wins.min(losses))).min(1.0)
}

/// Holm's step-down adjustment: p values that may each be held against the level although several were looked at.
///
/// `p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎)`, `p₍₁₎` the smallest
///
/// **Source** Holm 1979; statsmodels `multipletests(method="holm")`.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut largest: f64 = 0.0;
    for (rank, &index) in order.iter().enumerate() {
        largest = largest.max(((p_values.len() - rank) as f64 * p_values[index]).min(1.0));
        adjusted[index] = largest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::sign_test;

    #[test]
    fn the_sign_test_counts_coins() {
        // 2 · (1/2)^n where nobody loses; 2 · (1 + 10) / 1024 for nine of ten.
        let close = |p: f64, expected: f64| assert!((p - expected).abs() < 1e-12, "{p} {expected}");
        close(sign_test(5, 0), 2.0 / 32.0);
        close(sign_test(0, 6), 2.0 / 64.0);
        close(sign_test(9, 1), 22.0 / 1024.0);
        close(sign_test(3, 3), 1.0);
        close(sign_test(0, 0), 1.0);
    }
}

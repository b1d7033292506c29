//! Whether one model ranks better than another on the same rows: the areas under two ROC curves compared.

/// Two areas under the ROC curve with the test of their difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeLong {
    pub auc_a: f64,
    pub auc_b: f64,
    /// `auc_a − auc_b`
    pub difference: f64,
    pub standard_error: f64,
    /// ±∞ for a difference without any variance (one ranking perfect, one perfectly wrong).
    pub z: f64,
    /// Two-sided.
    pub p_value: f64,
}

/// Tests whether two models rank the same rows differently well.
///
/// `V₁₀(i) = (share of the others below positive i)`, `V₀₁(j) = (share of the positives above other j)`, ties ½;
/// `Var(A − B) = s²(V₁₀ᵃ − V₁₀ᵇ)/n₊ + s²(V₀₁ᵃ − V₀₁ᵇ)/n₋`, `z = (A − B)/√Var`, normal
///
/// **Shapes** `scores_a`, `scores_b` and `positive` `(n_samples)`, rows in the same order.
///
/// **Numerics** `None` with fewer than two rows of interest or fewer than two others: there is no variance to
/// estimate. Shares by midranks in O(n log n); z is 0 and p 1 where the areas are equal.
///
/// **Source** DeLong, DeLong & Clarke-Pearson 1988; Sun & Xu 2014 (midranks).
pub fn delong(scores_a: &[f32], scores_b: &[f32], positive: &[bool]) -> Option<DeLong> {
    let n = scores_a.len().min(scores_b.len()).min(positive.len());
    let a = Components::new(&scores_a[..n], &positive[..n])?;
    let b = Components::new(&scores_b[..n], &positive[..n])?;
    let minus = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<f64>>();
    let apart = Components {
        of_positives: minus(&a.of_positives, &b.of_positives),
        of_others: minus(&a.of_others, &b.of_others),
    };
    let difference = a.auc() - b.auc();
    let standard_error = apart.variance().sqrt();
    let z = if difference == 0.0 { 0.0 } else { difference / standard_error };
    let p_value = libm::erfc(z.abs() / std::f64::consts::SQRT_2);
    Some(DeLong { auc_a: a.auc(), auc_b: b.auc(), difference, standard_error, z, p_value })
}

/// DeLong's structural components.
struct Components {
    /// `(n_positive)`: V₁₀
    of_positives: Vec<f64>,
    /// `(n_others)`: V₀₁
    of_others: Vec<f64>,
}

impl Components {
    fn new(scores: &[f32], positive: &[bool]) -> Option<Self> {
        let split = |wanted: bool| {
            let rows = scores.iter().zip(positive).filter(|&(_, &truth)| truth == wanted);
            rows.map(|(&score, _)| score).collect::<Vec<f32>>()
        };
        let (positives, others) = (split(true), split(false));
        if positives.len() < 2 || others.len() < 2 {
            return None;
        }
        let all = [&positives[..], &others].concat();
        let (of_all, of_positives, of_others) = (midranks(&all), midranks(&positives), midranks(&others));
        // A rank among all less the rank among its own kind: how many of the other kind lie below.
        let below = |from: usize, own: &[f64], n: usize| {
            own.iter().zip(&of_all[from..]).map(|(own, all)| (all - own) / n as f64).collect::<Vec<f64>>()
        };
        let mut of_others = below(positives.len(), &of_others, positives.len());
        for share in &mut of_others {
            *share = 1.0 - *share;
        }
        Some(Self { of_positives: below(0, &of_positives, others.len()), of_others })
    }

    fn auc(&self) -> f64 {
        mean(&self.of_positives)
    }

    fn variance(&self) -> f64 {
        variance_of_mean(&self.of_positives) + variance_of_mean(&self.of_others)
    }
}

/// Ranks from 1 on, averaged over ties; what is not a number ranks lowest, as in [`super::Ranked`].
fn midranks(scores: &[f32]) -> Vec<f64> {
    let number = |row: u32| {
        let score = scores[row as usize];
        if score.is_nan() { f32::NEG_INFINITY } else { score }
    };
    let mut order: Vec<u32> = (0..scores.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| number(a).total_cmp(&number(b)));
    let mut ranks = vec![0.0; scores.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && number(order[end]) == number(order[start]) {
            end += 1;
        }
        for &row in &order[start..end] {
            ranks[row as usize] = (start + end + 1) as f64 / 2.0;
        }
        start = end;
    }
    ranks
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance_of_mean(values: &[f64]) -> f64 {
    let (mean, n) = (mean(values), values.len() as f64);
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0) / n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_not_different_from_itself() {
        let scores = [0.1, 0.4, 0.35, 0.8, 0.8];
        let same = delong(&scores, &scores, &[false, false, true, true, false]).unwrap();
        assert_eq!((same.difference, same.standard_error, same.z, same.p_value), (0.0, 0.0, 0.0, 1.0));
        assert!((same.auc_a - 3.5 / 6.0).abs() < 1e-15);
    }

    #[test]
    fn odd_input_has_an_answer() {
        let truth = [true, true, false, false];
        let rising = [0.9, 0.8, 0.2, 0.1];
        let falling = [0.1, 0.2, 0.8, 0.9];
        let opposite = delong(&rising, &falling, &truth).unwrap();
        assert_eq!((opposite.auc_a, opposite.auc_b, opposite.p_value), (1.0, 0.0, 0.0));
        assert_eq!(opposite.z, f64::INFINITY);
        assert_eq!(delong(&rising, &falling, &[true; 4]), None);
        assert_eq!(delong(&rising, &falling, &[true, false, false, false]), None);
        assert_eq!(delong(&[], &[], &[]), None);
        // What is not a number ranks last.
        let none = delong(&[0.9, f32::NAN, 0.2, 0.1], &rising, &truth).unwrap();
        assert_eq!((none.auc_a, none.auc_b), (0.5, 1.0));
    }
}

//! Whether probabilities mean what they say: of customers given 30 %, do 30 of 100 leave?

/// Customers with probabilities of one range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationBin {
    /// The probabilities above `lower` up to and with `upper`; the first bin has 0 too.
    pub lower: f64,
    pub upper: f64,
    /// At least 1: bins without customers are left out.
    pub n: u64,
    pub mean_probability: f64,
    /// The share of the customers that is of interest.
    pub rate: f64,
}

/// The bins of the expected calibration error.
const ECE_BINS: usize = 10;

/// Within [0, 1]; 0 for what is not a number.
pub(crate) fn probability(p: f32) -> f64 {
    if p > 0.0 { f64::from(p).min(1.0) } else { 0.0 }
}

/// The calibration curve: mean probability and true share in bins of equal width.
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`; result at most `n_bins`, the lowest first: a bin without
/// customers has neither a mean nor a share and is left out.
///
/// **Numerics** Probabilities outside of [0, 1] count as the nearer end, those that are not numbers as 0. Bin
/// `⌈p·n_bins⌉` is exact: p has 24 bits. Sums in f64 in row order.
///
/// **Source** scikit-learn `calibration_curve(strategy="uniform")`, whose bins are open below, too.
pub fn calibration_curve(probabilities: &[f32], positive: &[bool], n_bins: usize) -> Vec<CalibrationBin> {
    let mut bins = vec![(0_u64, 0_u64, 0.0_f64); n_bins];
    for (&p, &truth) in probabilities.iter().zip(positive) {
        let p = probability(p);
        let index = ((p * n_bins as f64).ceil() as usize).saturating_sub(1);
        if let Some((n, found, sum)) = bins.get_mut(index) {
            *n += 1;
            *found += u64::from(truth);
            *sum += p;
        }
    }
    let edge = |index: usize| index as f64 / n_bins as f64;
    let described = bins.into_iter().enumerate().filter(|(_, (n, ..))| *n > 0);
    described
        .map(|(index, (n, found, sum))| CalibrationBin {
            lower: edge(index),
            upper: edge(index + 1),
            n,
            mean_probability: sum / n as f64,
            rate: found as f64 / n as f64,
        })
        .collect()
}

/// Expected calibration error: how far mean probability and true share are apart, on average over the customers.
///
/// `ECE = Σ_b (n_b/n)·|rate_b − mean p_b|` over ten bins of equal width
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`.
///
/// **Numerics** `None` without rows. A few rows a bin differ by chance: even true probabilities have an error of
/// about `Σ_b √(2·n_b·p̄(1 − p̄)/π) / n`.
///
/// **Source** Naeini, Cooper & Hauskrecht 2015.
pub fn expected_calibration_error(probabilities: &[f32], positive: &[bool]) -> Option<f64> {
    let bins = calibration_curve(probabilities, positive, ECE_BINS);
    let n: u64 = bins.iter().map(|bin| bin.n).sum();
    let apart = bins.iter().map(|bin| bin.n as f64 * (bin.rate - bin.mean_probability).abs());
    (n > 0).then(|| apart.sum::<f64>() / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bin_has_its_upper_edge_and_the_first_one_zero_too() {
        let curve = calibration_curve(&[0.0, 0.25, 0.2500001, 1.0], &[false, true, false, true], 4);
        let found: Vec<(f64, f64, u64, f64)> =
            curve.iter().map(|bin| (bin.lower, bin.upper, bin.n, bin.rate)).collect();
        assert_eq!(found, [(0.0, 0.25, 2, 0.5), (0.25, 0.5, 1, 0.0), (0.75, 1.0, 1, 1.0)]);
        assert_eq!(curve[0].mean_probability, 0.125);
    }

    #[test]
    fn odd_input_has_an_answer() {
        assert_eq!(calibration_curve(&[], &[], 10), []);
        assert_eq!(calibration_curve(&[0.3], &[true], 0), []);
        assert_eq!(expected_calibration_error(&[], &[]), None);
        let odd = [f32::NAN, -3.0, 7.0, f32::INFINITY];
        assert_eq!(expected_calibration_error(&odd, &[false, false, true, true]), Some(0.0));
        assert_eq!(expected_calibration_error(&[0.5; 4], &[true; 4]), Some(0.5));
    }
}

//! How far a share of few rows might lie elsewhere: Wilson's score interval.

use statrs::distribution::{ContinuousCDF, Normal};

use super::Interval;

/// The range of a share, `part` of `whole`.
///
/// `(p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)`, p = part/whole, n = whole, z the (1 + level)/2 quantile of
/// the normal distribution
///
/// **Numerics** `None` of nothing and for a level outside of (0, 1). Within [0, 1], and never without width.
///
/// **Source** Wilson 1927; Brown et al. 2001, who recommend it for few rows.
pub fn wilson(part: u64, whole: u64, level: f64) -> Option<Interval> {
    if whole == 0 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let z = Normal::standard().inverse_cdf(f64::midpoint(1.0, level));
    let n = whole as f64;
    let p = part.min(whole) as f64 / n;
    let (square, width) = (z * z / n, 1.0 + z * z / n);
    let middle = p + square / 2.0;
    let half = z * (p * (1.0 - p) / n + square / (4.0 * n)).sqrt();
    Some(Interval { low: ((middle - half) / width).max(0.0), high: ((middle + half) / width).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_scipy() {
        // binomtest(part, whole).proportion_ci(0.95, "wilson")
        for (part, whole, low, high) in [
            (0, 3, 0.0, 0.561_497_031_755_045_4),
            (3, 3, 0.438_502_968_244_954_6, 1.0),
            (7, 10, 0.396_778_147_461_145_26, 0.892_208_732_593_699),
        ] {
            let found = wilson(part, whole, 0.95).unwrap();
            assert!((found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9, "{found:?}");
        }
        assert_eq!((wilson(0, 0, 0.95), wilson(1, 2, 1.0), wilson(1, 2, f64::NAN)), (None, None, None));
    }
}

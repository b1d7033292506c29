//! How far the customers of today are from those learned from, column by column.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Population stability index between two ways of falling into groups, each with the number of its customers.
///
/// `PSI = Σ (aᵢ − eᵢ)·ln(aᵢ / eᵢ)`
///
/// **Shapes** shares (`n_groups`), each adding up to 1
///
/// **Numerics** a group that is empty on one side counts as half a customer there, so that the index stays finite and few
/// customers do not make it large; one that is empty on both plays no part.
///
/// **Source** Siddiqi 2006, "Credit risk scorecards": below 0.1 nothing has changed, above 0.25 much has.
pub fn psi((expected, n_expected): (&[f64], u64), (actual, n_actual): (&[f64], u64)) -> f64 {
    let least = |n: u64| 0.5 / n.max(1) as f64;
    let of_group = |(&e, &a): (&f64, &f64)| {
        if e <= 0.0 && a <= 0.0 {
            return 0.0;
        }
        let (e, a) = (e.max(least(n_expected)), a.max(least(n_actual)));
        (a - e) * libm::log(a / e)
    };
    expected.iter().zip(actual).map(of_group).sum()
}

/// What [`psi`] exceeds by chance alone about once in a hundred times, twice with the fewest customers, between samples
/// of these sizes from one population.
///
/// `χ²₀.₉₉(n_groups − 1)·(1/n_expected + 1/n_actual)`
///
/// **Numerics** infinite where there are fewer than five customers a group, with whom the χ² does not hold; 0 for fewer
/// than two groups.
///
/// **Source** Yurdakul 2018, "Statistical properties of population stability index", section 3; Cochran 1954 for the five.
pub fn psi_by_chance(n_groups: usize, n_expected: u64, n_actual: u64) -> f64 {
    /// Customers a group.
    const FEWEST: u64 = 5;
    if n_groups < 2 {
        return 0.0;
    }
    if n_expected.min(n_actual) < FEWEST * n_groups as u64 {
        return f64::INFINITY;
    }
    let Ok(chi) = ChiSquared::new((n_groups - 1) as f64) else { return 0.0 };
    chi.inverse_cdf(0.99) * (1.0 / n_expected as f64 + 1.0 / n_actual as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_is_the_sum_by_hand() {
        // .1·ln(.6/.5) + (−.1)·ln(.4/.5)
        assert!((psi((&[0.5, 0.5], 100), (&[0.6, 0.4], 100)) - 0.040_546_510_810_816_44).abs() < 1e-15);
        assert_eq!(psi((&[0.2, 0.8], 10), (&[0.2, 0.8], 10)), 0.0);
        assert_eq!(psi((&[0.2, 0.0, 0.8], 7000), (&[0.2, 0.0, 0.8], 20)), 0.0);
        // Half of 5000 customers are a share of 10⁻⁴: .0999·ln(.1/.0001) + (−.1)·ln(.9/1).
        let found = psi((&[0.0, 1.0], 5000), (&[0.1, 0.9], 70));
        assert!((found - (0.0999 * 1000.0_f64.ln() - 0.1 * 0.9_f64.ln())).abs() < 1e-12);
    }

    #[test]
    fn few_customers_differ_by_chance() {
        // scipy.stats.chi2.ppf(0.99, 9) = 21.665994333461924
        assert!((psi_by_chance(10, 1000, 1000) - 21.665_994_333_461_924 * 0.002).abs() < 1e-8);
        assert_eq!(psi_by_chance(1, 10, 10), 0.0);
        assert_eq!(psi_by_chance(5, 100, 24), f64::INFINITY);
        let mut stream = crate::base::Stream::new(7, "drift of a test", 0);
        let mut draw = |n: u32| -> [f64; 10] {
            let mut shares = [0.0; 10];
            (0..n).for_each(|_| shares[stream.below(10) as usize] += 1.0 / f64::from(n));
            shares
        };
        for few in [20, 50, 100, 500] {
            let limit = psi_by_chance(10, 2000, u64::from(few));
            let is_beyond = |_: &u32| psi((&draw(2000), 2000), (&draw(few), u64::from(few))) > limit;
            let beyond = (0..2000).filter(is_beyond).count();
            // 20 are to be expected; with five a group it is about twice as many.
            let most = if few < 500 { 80 } else { 45 };
            assert!(beyond < most, "{beyond} of 2000 draws of {few}");
            assert!(few < 500 || beyond > 5, "{beyond}");
        }
    }
}

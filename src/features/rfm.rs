//! Recency, frequency and money (and length of the relation) as quintiles, 1 to 5.

/// The fifth of the present values that each one lies in; 5 holds the highest, or the lowest where `low_is_good`.
///
/// With `p = (number below + ½·number equal) / n`, the quintile is `1 + ⌊5·p⌋`: equal values share one quintile,
/// that of their middle, and values that are all equal get 3.
///
/// **Shapes:** one entry a customer, in and out; what is missing stays missing and does not count.
pub fn quintiles(values: &[Option<f64>], low_is_good: bool) -> Vec<Option<u8>> {
    let mut sorted: Vec<f64> = values.iter().copied().flatten().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let n = sorted.len();
    let quintile = |value: f64| {
        let below = sorted.partition_point(|other| *other < value);
        let up_to = sorted.partition_point(|other| *other <= value);
        // Twice the rank, so that everything stays whole.
        let rank = if low_is_good { 2 * n - below - up_to } else { below + up_to };
        (1 + (5 * rank / (2 * n)).min(4)) as u8
    };
    values.iter().map(|value| value.map(quintile)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64], low_is_good: bool) -> Vec<u8> {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        quintiles(&values, low_is_good).into_iter().flatten().collect()
    }

    #[test]
    fn each_fifth_has_its_number() {
        assert_eq!(of(&[30.0, 10.0, 50.0, 20.0, 40.0], false), [3, 1, 5, 2, 4]);
        assert_eq!(of(&[30.0, 10.0, 50.0, 20.0, 40.0], true), [3, 5, 1, 4, 2]);
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(of(&ten, false), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn equal_values_share_a_quintile() {
        assert_eq!(of(&[7.0; 9], false), [3; 9]);
        // Six of ten at 0: their middle is the 30th percentile.
        assert_eq!(
            of(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0], false),
            [2, 2, 2, 2, 2, 2, 4, 4, 5, 5]
        );
        assert_eq!(
            of(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0], true),
            [4, 4, 4, 4, 4, 4, 2, 2, 1, 1]
        );
    }

    #[test]
    fn what_is_missing_stays_missing() {
        assert_eq!(quintiles(&[None, Some(1.0), None, Some(2.0)], false), [None, Some(2), None, Some(4)]);
        assert_eq!(quintiles(&[None], true), [None]);
        assert_eq!(quintiles(&[], true), []);
    }
}

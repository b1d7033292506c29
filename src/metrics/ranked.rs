//! Scores sorted once, with running counts: every curve and every threshold is read off them.

/// The two by two table of one threshold: called or not against of interest or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub true_positive: u64,
    pub false_positive: u64,
    pub true_negative: u64,
    pub false_negative: u64,
}

impl Counts {
    /// Customers called.
    pub fn called(&self) -> u64 {
        self.true_positive + self.false_positive
    }

    pub fn total(&self) -> u64 {
        self.called() + self.true_negative + self.false_negative
    }

    /// Of the customers called, the share that is of interest; 0 where nobody is called.
    pub fn precision(&self) -> f64 {
        ratio(self.true_positive, self.called())
    }

    /// Of the customers of interest, the share that is called; 0 without any.
    pub fn recall(&self) -> f64 {
        ratio(self.true_positive, self.true_positive + self.false_negative)
    }

    /// Of the others, the share that is called in vain; 0 without any.
    pub fn false_positive_rate(&self) -> f64 {
        ratio(self.false_positive, self.false_positive + self.true_negative)
    }

    /// Share of the customers told apart rightly; 0 without rows.
    pub fn accuracy(&self) -> f64 {
        ratio(self.true_positive + self.true_negative, self.total())
    }

    /// Weighted harmonic mean of precision and recall, recall counted β times as much.
    ///
    /// `F_β = (1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP)`
    ///
    /// **Numerics** 0 where the denominator is 0.
    ///
    /// **Source** van Rijsbergen 1979; scikit-learn `fbeta_score(zero_division=0)`.
    pub fn f_beta(&self, beta: f64) -> f64 {
        let squared = beta * beta;
        let found = (1.0 + squared) * self.true_positive as f64;
        let whole = found + squared * self.false_negative as f64 + self.false_positive as f64;
        if whole > 0.0 { found / whole } else { 0.0 }
    }
}

pub(crate) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Rows from the highest score to the lowest. Rows of equal scores are one group, so that nothing read off it
/// depends on the order in which the rows came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    /// (`n_groups`): the different scores, the highest first
    scores: Vec<f32>,
    /// (`n_groups`): rows of this score and of all higher ones
    called: Vec<u32>,
    /// (`n_groups`): those of them that are of interest
    found: Vec<u32>,
}

impl Ranked {
    /// Sorts the rows.
    ///
    /// **Shapes** `scores` and `positive` `(n_samples)`, at most 2³² rows; what one has more than the other is not
    /// looked at.
    ///
    /// **Numerics** A score that is not a number counts as −∞: it ranks last, and no finite threshold calls it.
    pub fn new(scores: &[f32], positive: &[bool]) -> Self {
        // Score and truth in one whole number: sorting numbers is several times faster than sorting row numbers.
        let mut keys: Vec<u64> = scores
            .iter()
            .zip(positive)
            .map(|(&score, &truth)| u64::from(ordinal(score)) << 1 | u64::from(truth))
            .collect();
        keys.sort_unstable();
        let mut ranked = Self::default();
        let (mut called, mut found) = (0, 0);
        let mut keys = keys.into_iter().rev().peekable();
        while let Some(key) = keys.next() {
            called += 1;
            found += (key & 1) as u32;
            if keys.peek().is_none_or(|next| next >> 1 != key >> 1) {
                ranked.scores.push(score_of((key >> 1) as u32));
                ranked.called.push(called);
                ranked.found.push(found);
            }
        }
        ranked
    }

    pub fn n_samples(&self) -> u64 {
        self.called.last().copied().unwrap_or(0).into()
    }

    /// Rows of interest.
    pub fn n_positive(&self) -> u64 {
        self.found.last().copied().unwrap_or(0).into()
    }

    /// Different scores.
    pub fn n_groups(&self) -> usize {
        self.scores.len()
    }

    /// The score of a group; `None` behind the last one.
    pub fn score(&self, group: usize) -> Option<f32> {
        self.scores.get(group).copied()
    }

    /// The counts where rows with a score of at least `threshold` are called. A search in O(log n): sliders call it.
    pub fn at(&self, threshold: f32) -> Counts {
        self.of_groups(self.scores.partition_point(|&score| score >= threshold))
    }

    /// The counts where the rows of the first `n_groups` scores are called.
    pub fn of_groups(&self, n_groups: usize) -> Counts {
        let (called, found) = match n_groups.min(self.n_groups()).checked_sub(1) {
            Some(last) => (u64::from(self.called[last]), u64::from(self.found[last])),
            None => (0, 0),
        };
        let others = self.n_samples() - self.n_positive();
        Counts {
            true_positive: found,
            false_positive: called - found,
            true_negative: others - (called - found),
            false_negative: self.n_positive() - found,
        }
    }

    /// How many scores can be called, from the highest on, before more than `customers` are.
    pub fn groups_within(&self, customers: u64) -> usize {
        self.called.partition_point(|&called| u64::from(called) <= customers)
    }

    /// How many rows of interest are expected among the `called` highest scores.
    ///
    /// Of a group of equal scores that is called in part, the share of interest is that of the group: what any order
    /// by chance gives on average.
    ///
    /// **Numerics** `called` may be a fraction; beyond the number of rows all are called.
    pub fn found_among(&self, called: f64) -> f64 {
        let group = self.called.partition_point(|&so_far| f64::from(so_far) <= called);
        let before = self.of_groups(group);
        let rest = called - before.called() as f64;
        if group == self.n_groups() || rest <= 0.0 {
            return before.true_positive as f64;
        }
        let with = self.of_groups(group + 1);
        let share = ratio(with.true_positive - before.true_positive, with.called() - before.called());
        before.true_positive as f64 + share * rest
    }

    /// The groups, the highest score first: score, rows of interest, others.
    pub fn groups(&self) -> impl Iterator<Item = (f32, u32, u32)> + '_ {
        let mut before = (0, 0);
        self.scores.iter().zip(&self.called).zip(&self.found).map(move |((&score, &called), &found)| {
            let positives = found - before.1;
            let group = (score, positives, called - before.0 - positives);
            before = (called, found);
            group
        })
    }
}

/// Whole numbers in the order of the scores: −0 is 0, and what is not a number is −∞.
fn ordinal(score: f32) -> u32 {
    let score = if score.is_nan() { f32::NEG_INFINITY } else { score + 0.0 };
    let bits = score.to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

fn score_of(ordinal: u32) -> f32 {
    f32::from_bits(if ordinal >> 31 == 1 { ordinal & !(1 << 31) } else { !ordinal })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_keep_the_order_and_lead_back() {
        let sorted = [f32::NEG_INFINITY, -3.5, -1e-40, 0.0, 1e-40, 0.25, 1.0, f32::INFINITY];
        for pair in sorted.windows(2) {
            assert!(ordinal(pair[0]) < ordinal(pair[1]));
        }
        for score in sorted {
            assert_eq!(score_of(ordinal(score)), score);
        }
        assert_eq!(ordinal(-0.0), ordinal(0.0));
        assert_eq!(score_of(ordinal(f32::NAN)), f32::NEG_INFINITY);
    }

    #[test]
    fn thresholds_count_who_is_called() {
        let ranked = Ranked::new(&[0.9, 0.4, 0.4, 0.1, f32::NAN], &[true, true, false, false, true]);
        let table = |true_positive, false_positive, true_negative, false_negative| Counts {
            true_positive,
            false_positive,
            true_negative,
            false_negative,
        };
        assert_eq!(ranked.at(1.0), table(0, 0, 2, 3));
        assert_eq!(ranked.at(0.9), table(1, 0, 2, 2));
        assert_eq!(ranked.at(0.4), table(2, 1, 1, 1));
        assert_eq!(ranked.at(-1e30), table(2, 2, 0, 1));
        assert_eq!(ranked.at(f32::NAN), ranked.at(f32::INFINITY));
        let half = ranked.at(0.4);
        assert_eq!((half.precision(), half.recall(), half.accuracy()), (2.0 / 3.0, 2.0 / 3.0, 0.6));
        assert!((half.f_beta(2.0) - 2.0 / 3.0).abs() < 1e-15);
        // One of the two rows of .4 is of interest: half a row for each that is called.
        let found = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 9.0].map(|called| ranked.found_among(called));
        assert_eq!(found, [0.0, 0.5, 1.0, 1.25, 1.5, 2.0, 2.0, 3.0, 3.0]);
    }

    #[test]
    fn no_rows_are_counted_as_none() {
        let ranked = Ranked::new(&[], &[]);
        assert_eq!((ranked.n_samples(), ranked.n_positive(), ranked.n_groups()), (0, 0, 0));
        assert_eq!(ranked.at(0.5), Counts::default());
        assert_eq!((ranked.found_among(3.0), ranked.at(0.5).precision()), (0.0, 0.0));
    }
}

//! From which score on customers are called, and the rules by which that is chosen.

use serde::{Deserialize, Serialize};

use super::Ranked;

/// How the threshold is chosen. The rows it is chosen on are never those it is judged on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdRule {
    /// The largest `F_β`: recall counts β times as much as precision.
    FBeta(f64),
    /// Calling pays where `p·false_negative ≥ (1 − p)·false_positive`: what a call in vain and a missed customer cost.
    Cost { false_positive: f64, false_negative: f64 },
    /// As many as `customers` out of `of` may be called.
    Capacity { customers: u64, of: u64 },
    /// This share of the customers may be called.
    CapacityShare(f64),
    /// The fewest calls that still find this share of the customers of interest.
    RecallFloor(f64),
    /// This very score.
    Fixed(f64),
}

impl Default for ThresholdRule {
    fn default() -> Self {
        Self::F2
    }
}

impl ThresholdRule {
    pub const F2: Self = Self::FBeta(2.0);
}

impl Ranked {
    /// The threshold of a rule; who scores at least as much is called.
    ///
    /// `Cost`: `C_fp / (C_fp + C_fn)`, which needs calibrated probabilities and looks at no row; any other rule reads
    /// the counts. Rows of equal scores are called together or not at all: a capacity is never exceeded, a recall
    /// floor never missed on these rows. Of equal `F_β` the fewest calls are chosen.
    ///
    /// A cut between two scores may lie anywhere between them. It lies near the middle, which other rows move the least
    /// across, and has as few decimals (from three on) as keep it between them: people say it, and type it elsewhere.
    /// Below the lowest score there is none: that score is the threshold.
    ///
    /// `None` where the rule has no answer: no rows; `FBeta` and `RecallFloor` without rows of interest; a capacity
    /// below the rows of the highest score; numbers that make no sense (β or a share not above 0, a negative cost,
    /// two costs of 0, anything that is not finite).
    ///
    /// **Numerics** O(`n_groups`) at most; shares of rows are compared with a tolerance of 1e-9 rows.
    ///
    /// **Source** Elkan 2001, equation 2, for costs.
    pub fn choose(&self, rule: ThresholdRule) -> Option<f32> {
        match rule {
            ThresholdRule::Fixed(score) => score.is_finite().then_some(score as f32),
            ThresholdRule::Cost { false_positive, false_negative } => {
                let sum = false_positive + false_negative;
                let sound = sum.is_finite() && sum > 0.0 && false_positive >= 0.0 && false_negative >= 0.0;
                sound.then(|| (false_positive / sum) as f32)
            }
            ThresholdRule::FBeta(beta) => self.cut(self.largest_f_beta(beta)?),
            ThresholdRule::Capacity { customers, of } => {
                self.within(if of == 0 { 0.0 } else { customers as f64 / of as f64 })
            }
            ThresholdRule::CapacityShare(share) => self.within(share),
            ThresholdRule::RecallFloor(recall) => {
                if self.n_positive() == 0 || !(recall > 0.0 && recall <= 1.0) {
                    return None;
                }
                let wanted = recall * self.n_positive() as f64 - 1e-9;
                let enough = |n_groups: &usize| self.of_groups(*n_groups).true_positive as f64 >= wanted;
                let n_groups = partition(self.n_groups(), |n_groups| !enough(&n_groups));
                self.cut(n_groups)
            }
        }
    }

    /// How many groups have the largest `F_β`; the fewest of equal ones.
    fn largest_f_beta(&self, beta: f64) -> Option<usize> {
        if self.n_positive() == 0 || !(beta.is_finite() && beta > 0.0) {
            return None;
        }
        let mut best = (0, 0.0);
        for n_groups in 1..=self.n_groups() {
            let f_beta = self.of_groups(n_groups).f_beta(beta);
            if f_beta > best.1 {
                best = (n_groups, f_beta);
            }
        }
        Some(best.0)
    }

    fn within(&self, share: f64) -> Option<f32> {
        if !(share.is_finite() && share > 0.0) {
            return None;
        }
        let customers = (share.min(1.0) * self.n_samples() as f64 + 1e-9) as u64;
        self.cut(self.groups_within(customers))
    }

    /// The threshold that calls so many groups; `None` for none of them.
    fn cut(&self, n_groups: usize) -> Option<f32> {
        let lowest_called = self.score(n_groups.checked_sub(1)?)?;
        let Some(next) = self.score(n_groups) else { return Some(lowest_called) };
        let middle = f64::midpoint(f64::from(next), f64::from(lowest_called));
        let rounded = (3..=9).map(|decimals| {
            let scale = 10_f64.powi(decimals);
            ((middle * scale).round() / scale) as f32
        });
        // Neighbouring numbers have nothing between them, and −∞ has no middle.
        let mut between = rounded.chain([middle as f32]).filter(|&cut| next < cut && cut <= lowest_called);
        Some(between.next().unwrap_or(lowest_called))
    }
}

/// The first of `0..=n` that a condition, true up to there, is not true of.
fn partition(n: usize, condition: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if condition(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked() -> Ranked {
        let scores = [0.9, 0.8, 0.8, 0.5, 0.25, 0.25, 0.1, 0.0];
        Ranked::new(&scores, &[true, true, false, false, true, false, false, false])
    }

    #[test]
    fn each_rule_has_its_threshold() {
        let choose = |rule| ranked().choose(rule);
        // F2 by number called: 1 -> 5/13, 3 -> 10/15, 4 -> 10/16, 6 -> 15/18, ...
        assert_eq!(choose(ThresholdRule::F2), Some(0.175));
        assert_eq!(choose(ThresholdRule::FBeta(0.1)), Some(0.85));
        assert_eq!(choose(ThresholdRule::Cost { false_positive: 1.0, false_negative: 3.0 }), Some(0.25));
        assert_eq!(choose(ThresholdRule::Capacity { customers: 400, of: 1000 }), Some(0.65));
        assert_eq!(choose(ThresholdRule::CapacityShare(0.374)), Some(0.85));
        assert_eq!(choose(ThresholdRule::CapacityShare(2.0)), Some(0.0));
        assert_eq!(choose(ThresholdRule::RecallFloor(2.0 / 3.0)), Some(0.65));
        assert_eq!(choose(ThresholdRule::RecallFloor(0.67)), Some(0.175));
        assert_eq!(choose(ThresholdRule::Fixed(0.5)), Some(0.5));
    }

    #[test]
    fn rules_without_an_answer_have_no_threshold() {
        let reading = [ThresholdRule::F2, ThresholdRule::CapacityShare(0.5), ThresholdRule::RecallFloor(0.5)];
        for rule in reading {
            assert_eq!(Ranked::new(&[], &[]).choose(rule), None);
        }
        let nobody = Ranked::new(&[0.2, 0.7], &[false, false]);
        assert_eq!(nobody.choose(ThresholdRule::F2), None);
        assert_eq!(nobody.choose(ThresholdRule::RecallFloor(0.5)), None);
        assert_eq!(nobody.choose(ThresholdRule::CapacityShare(0.5)), Some(0.45));
        // All alike: all are called or nobody.
        let alike = Ranked::new(&[0.3; 4], &[true, false, false, true]);
        assert_eq!(alike.choose(ThresholdRule::CapacityShare(0.9)), None);
        assert_eq!(alike.choose(ThresholdRule::CapacityShare(1.0)), Some(0.3));
        assert_eq!(alike.choose(ThresholdRule::F2), Some(0.3));
        for rule in [
            ThresholdRule::FBeta(0.0),
            ThresholdRule::FBeta(f64::NAN),
            ThresholdRule::Cost { false_positive: 0.0, false_negative: 0.0 },
            ThresholdRule::Cost { false_positive: -1.0, false_negative: 3.0 },
            ThresholdRule::Capacity { customers: 5, of: 0 },
            ThresholdRule::CapacityShare(f64::NAN),
            ThresholdRule::RecallFloor(1.5),
            ThresholdRule::Fixed(f64::INFINITY),
        ] {
            assert_eq!(ranked().choose(rule), None, "{rule:?}");
        }
    }

    #[test]
    fn a_cut_has_as_few_decimals_as_its_neighbours_leave() {
        let cut = |next: f32, called: f32| {
            Ranked::new(&[called, next], &[true, false]).choose(ThresholdRule::F2).unwrap()
        };
        assert_eq!(cut(0.187_654_3, 0.194_321), 0.191);
        assert_eq!(cut(0.191_04, 0.191_16), 0.1911);
        assert_eq!(cut(0.191_04, 0.191_06), 0.191_05);
        assert_eq!(cut(-0.2, 0.3), 0.05);
        let mut stream = crate::base::Stream::new(1, "cuts", 0);
        for _ in 0..10_000 {
            let (a, b) = (stream.uniform().powi(3) as f32, stream.uniform().powi(3) as f32);
            let (next, called) = (a.min(b), a.max(b).max(a.min(b).next_up()));
            assert!(next < cut(next, called) && cut(next, called) <= called, "{next} {called}");
        }
    }

    #[test]
    fn neighbouring_numbers_are_cut_at_the_upper_one() {
        let upper = 0.5_f32.next_up();
        let ranked = Ranked::new(&[upper, 0.5], &[true, false]);
        assert_eq!(ranked.choose(ThresholdRule::CapacityShare(0.5)), Some(upper));
        let without_number = Ranked::new(&[0.5, f32::NAN], &[true, false]);
        assert_eq!(without_number.choose(ThresholdRule::CapacityShare(0.5)), Some(0.5));
    }

    #[test]
    fn rules_are_written_in_snake_case() {
        let write = |rule: ThresholdRule| serde_json::to_string(&rule).unwrap();
        assert_eq!(write(ThresholdRule::F2), r#"{"f_beta":2.0}"#);
        assert_eq!(
            write(ThresholdRule::Capacity { customers: 5, of: 9 }),
            r#"{"capacity":{"customers":5,"of":9}}"#
        );
    }
}

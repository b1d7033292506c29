//! How long a race still takes, from the share of its work that is done: steady, and no finer than it is known.

use std::time::Duration;

/// Before so much is done in so much time, nothing is said.
const LEAST_SHARE: f64 = 0.01;
const LEAST_SECONDS: f64 = 0.2;
/// What is estimated anew counts for more the longer ago the last estimate was, by this part of the time spent: an early
/// estimate is soon forgotten, a late one is not upset by one training that ends early.
const MEMORY: f64 = 0.25;
/// What is shown stays until it is off by this part of its step.
const OFF: f64 = 0.75;

/// An estimate that is smoothed exponentially and counts down in between.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TimeLeft(Option<Estimate>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Estimate {
    /// Seconds spent when it was made, pauses left out.
    at: f64,
    /// Seconds left then.
    left: f64,
    shown: f64,
}

/// The steps in which seconds are told.
fn step(seconds: f64) -> f64 {
    match seconds {
        ..60.0 => 10.0,
        ..600.0 => 60.0,
        ..3600.0 => 300.0,
        _ => 1800.0,
    }
}

fn rounded(seconds: f64) -> f64 {
    let step = step(seconds);
    (seconds / step).round() * step
}

impl TimeLeft {
    /// So much of the work is done after so much time, pauses left out.
    pub fn see(&mut self, spent: Duration, share: f64) {
        let spent = spent.as_secs_f64();
        if !(LEAST_SHARE..=1.0).contains(&share) || spent < LEAST_SECONDS {
            return;
        }
        let told = spent * (1.0 - share) / share;
        let estimate = match self.0 {
            None => Estimate { at: spent, left: told, shown: rounded(told) },
            Some(before) => {
                let passed = (spent - before.at).max(0.0);
                let counted = (before.left - passed).max(0.0);
                let weight = 1.0 - (-passed / (MEMORY * spent)).exp();
                let left = counted + weight * (told - counted);
                let off = (left - before.shown).abs() > OFF * step(before.shown.min(left));
                Estimate { at: spent, left, shown: if off { rounded(left) } else { before.shown } }
            }
        };
        self.0 = Some(estimate);
    }

    /// Seconds left, in the steps they are told in.
    pub fn shown(&self) -> Option<f64> {
        self.0.map(|estimate| estimate.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown every tenth of a second of a race whose share grows so, with the time really left.
    fn watched(seconds: f64, share: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        let mut left = TimeLeft::default();
        let mut shown = Vec::new();
        for tenth in 1..(seconds * 10.0) as u32 {
            let spent = f64::from(tenth) / 10.0;
            left.see(Duration::from_secs_f64(spent), share(spent / seconds));
            shown.extend(left.shown().map(|shown| (seconds - spent, shown)));
        }
        shown
    }

    fn rises(shown: &[(f64, f64)]) -> usize {
        shown.windows(2).filter(|pair| pair[1].1 > pair[0].1).count()
    }

    #[test]
    fn even_work_is_counted_down() {
        let shown = watched(150.0, |done| done);
        assert_eq!(rises(&shown), 0);
        for (left, shown) in shown {
            assert!((left - shown).abs() <= 0.75 * step(left.max(shown)) + 1e-6, "{shown} for {left}");
        }
    }

    #[test]
    fn trainings_that_end_early_do_not_make_it_jump() {
        // Ten waves of 12 s: of each, half of the work is done evenly, the rest at once, as trainings end early.
        let waves = |done: f64| ((done * 10.0).floor() + (done * 10.0).fract() * 0.5) / 10.0;
        let mut left = TimeLeft::default();
        let (mut ends, mut ends_alone, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        for tenth in 1..1200 {
            let spent = f64::from(tenth) / 10.0;
            let share = waves(spent / 120.0);
            left.see(Duration::from_secs_f64(spent), share);
            let Some(estimate) = left.0.filter(|_| tenth > 600) else { continue };
            ends.push(spent + estimate.left);
            ends_alone.push(spent / share);
            shown.push((120.0 - spent, estimate.shown));
        }
        let jump = |ends: &[f64]| ends.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f64::max);
        assert!(jump(&ends_alone) > 5.0, "{}", jump(&ends_alone));
        assert!(jump(&ends) < 0.25, "{}", jump(&ends));
        assert_eq!(rises(&shown), 0);
        for (left, shown) in shown {
            assert!((left - shown).abs() <= 20.0, "{shown} for {left}");
        }
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        let mut left = TimeLeft::default();
        for (spent, share) in [(5.0, 0.0), (5.0, f64::NAN), (0.1, 0.5)] {
            left.see(Duration::from_secs_f64(spent), share);
            assert_eq!(left.shown(), None);
        }
        left.see(Duration::from_secs(5), 1.0);
        assert_eq!(left.shown(), Some(0.0));
    }
}

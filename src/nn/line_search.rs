//! How far to go along a direction: a step that lowers the objective enough and leaves it flat enough.

/// Share of the decrease promised by the first slope that a step must keep.
const SUFFICIENT: f64 = 1e-4;
/// Share of the first slope that may be left after the step.
const FLAT_ENOUGH: f64 = 0.9;
/// Evaluations of one search; more of them buy nothing that the next direction would not.
const MOST_PROBES: usize = 20;
/// A step between two others keeps this share of their distance from both.
const MARGIN: f64 = 0.1;

/// A step along a line, with the objective and its slope there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Probe {
    pub(super) step: f64,
    pub(super) value: f64,
    pub(super) slope: f64,
}

/// A step that fulfils the strong Wolfe conditions, or one that at least lowers the objective enough.
///
/// f(a) ≤ f(0) + c₁·a·f′(0) and |f′(a)| ≤ c₂·|f′(0)| with c₁ = 1e-4, c₂ = .9; `None` where no step tried lowers the
/// objective enough.
///
/// **Numerics** A value that is no number counts as too high. The slope at the start must be negative.
///
/// **Source** Nocedal & Wright, Numerical Optimization, 2nd edition, algorithms 3.5 and 3.6
pub(super) fn strong_wolfe(
    start: Probe,
    first_step: f64,
    mut probe: impl FnMut(f64) -> Probe,
) -> Option<Probe> {
    let mut before = start;
    let mut step = first_step;
    for tried in 1..=MOST_PROBES {
        let here = probe(step);
        if too_high(start, here) || (tried > 1 && here.value >= before.value) {
            return zoom(start, [before, here], MOST_PROBES - tried, probe);
        }
        if flat_enough(start, here) {
            return Some(here);
        }
        if here.slope >= 0.0 {
            return zoom(start, [here, before], MOST_PROBES - tried, probe);
        }
        before = here;
        step *= 2.0;
    }
    Some(before)
}

/// Closes in on a good step between `low`, the lowest so far, and `high`, on whose side the objective rises again.
fn zoom(
    start: Probe,
    [mut low, mut high]: [Probe; 2],
    n_probes: usize,
    mut probe: impl FnMut(f64) -> Probe,
) -> Option<Probe> {
    for _ in 0..n_probes {
        let here = probe(between(low, high));
        if too_high(start, here) || here.value >= low.value {
            high = here;
        } else {
            if flat_enough(start, here) {
                return Some(here);
            }
            if here.slope * (high.step - low.step) >= 0.0 {
                high = low;
            }
            low = here;
        }
    }
    (low.step > 0.0).then_some(low)
}

fn too_high(start: Probe, here: Probe) -> bool {
    let allowed = start.value + SUFFICIENT * here.step * start.slope;
    here.value > allowed || !here.value.is_finite() || !here.slope.is_finite()
}

fn flat_enough(start: Probe, here: Probe) -> bool {
    here.slope.abs() <= -FLAT_ENOUGH * start.slope
}

/// The lowest place of the cubic through two values and slopes, kept away from both ends; the middle where there is
/// none.
fn between(low: Probe, high: Probe) -> f64 {
    let width = high.step - low.step;
    let lean = low.slope + high.slope - 3.0 * (high.value - low.value) / width;
    let root = width.signum() * (lean * lean - low.slope * high.slope).sqrt();
    let share = 1.0 - (high.slope + root - lean) / (high.slope - low.slope + 2.0 * root);
    let share = if share.is_finite() { share.clamp(MARGIN, 1.0 - MARGIN) } else { 0.5 };
    low.step + share * width
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches f from 0 and checks the step found.
    fn search(first_step: f64, f: impl Fn(f64) -> (f64, f64)) -> (Probe, usize) {
        let at = |step| {
            let (value, slope) = f(step);
            Probe { step, value, slope }
        };
        let mut probes = 0;
        let found = strong_wolfe(at(0.0), first_step, |step| {
            probes += 1;
            at(step)
        })
        .unwrap();
        assert!(!too_high(at(0.0), found) && flat_enough(at(0.0), found), "{found:?}");
        (found, probes)
    }

    #[test]
    fn the_cubic_finds_the_bottom_of_a_parabola_and_of_a_cubic() {
        let parabola = |step: f64| Probe { step, value: (step - 0.3).powi(2), slope: 2.0 * (step - 0.3) };
        assert!((between(parabola(0.0), parabola(1.0)) - 0.3).abs() < 1e-14);
        assert!((between(parabola(1.0), parabola(0.0)) - 0.3).abs() < 1e-14);
        let cubic = |step: f64| Probe { step, value: step.powi(3) - step, slope: 3.0 * step * step - 1.0 };
        assert!((between(cubic(0.0), cubic(2.0)) - 3f64.sqrt().recip()).abs() < 1e-14);
    }

    #[test]
    fn steps_far_too_short_and_far_too_long_are_mended() {
        // Moré & Thuente's first function: its bottom is at √2.
        let f = |a: f64| (-a / (a * a + 2.0), (a * a - 2.0) / (a * a + 2.0).powi(2));
        for first_step in [1e-3, 0.1, 1.0, 10.0, 1e3] {
            let (_, probes) = search(first_step, f);
            assert!(probes <= 14, "{probes} probes from {first_step}");
        }
    }

    #[test]
    fn a_cliff_of_no_numbers_is_stepped_back_from() {
        let (found, _) =
            search(
                8.0,
                |a| if a < 1.5 { ((a - 1.0).powi(2), 2.0 * (a - 1.0)) } else { (f64::NAN, f64::NAN) },
            );
        assert!(found.step < 1.5);
    }

    #[test]
    fn where_nothing_falls_there_is_no_step() {
        let rising = |step| Probe { step, value: step, slope: 1.0 };
        assert_eq!(strong_wolfe(Probe { step: 0.0, value: 0.0, slope: -1.0 }, 1.0, rising), None);
    }
}

//! Where an axis has its figures: round places.

use egui_plot::GridMark;

/// Round places for about six lines between two ends of an axis: steps of 1, 2 or 5, on a log axis of the value itself
/// where it spans little.
pub fn ticks((low, high): (f64, f64), log: bool) -> Vec<GridMark> {
    let span = high - low;
    if !(span > 0.0 && span.is_finite()) {
        return Vec::new();
    }
    // One weight for all: no line is fainter than another.
    let mark = |value: f64| GridMark { value, step_size: span / 6.0 };
    if !log {
        return round_steps(low, high, 6).into_iter().map(mark).collect();
    }
    if span >= 3.0 {
        return (low.ceil() as i64..=high.floor() as i64).map(|decade| mark(decade as f64)).collect();
    }
    if span < 0.5 {
        let values = round_steps(10f64.powf(low), 10f64.powf(high), 6);
        return values.into_iter().filter(|value| *value > 0.0).map(|value| mark(value.log10())).collect();
    }
    (low.floor() as i64..=high.ceil() as i64)
        .flat_map(|decade| [1.0, 2.0, 5.0].map(|digit: f64| decade as f64 + digit.log10()))
        .filter(|value| (low..=high).contains(value))
        .map(mark)
        .collect()
}

/// Multiples of 1, 2 or 5 between two numbers, about so many of them.
pub fn round_steps(low: f64, high: f64, about: u8) -> Vec<f64> {
    let rough = (high - low) / f64::from(about);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * power).find(|step| *step >= rough);
    let Some(step) = step.filter(|step| step.is_normal()) else { return Vec::new() };
    // A last place that falls on the edge but for rounding belongs to it.
    ((low / step - 1e-9).ceil() as i64..=(high / step + 1e-9).floor() as i64)
        .map(|n| n as f64 * step)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::say::compact;

    #[test]
    fn axes_stand_at_round_places() {
        let values = |low, high, log| {
            ticks((low, high), log).into_iter().map(|mark| compact(mark.value)).collect::<Vec<_>>()
        };
        assert_eq!(values(0.0, 500.0, false), ["0", "100", "200", "300", "400", "500"]);
        assert_eq!(values(0.13, 0.35, false), ["0.15", "0.2", "0.25", "0.3", "0.35"]);
        assert_eq!(values(-3.2, 0.1, true), ["-3", "-2", "-1", "0"]);
        assert_eq!(values(0.0, 1.0, true), ["0", "0.301", "0.699", "1"]);
        assert!(values(1.0, 1.0, false).is_empty());
    }
}

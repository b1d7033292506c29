//! Central differences: whether a gradient is the gradient of its error.

use super::{ErrorSurface, Objective};

/// The largest difference between a surface's gradient and central differences of its objective, relative to the
/// larger of both (and to 1 where both are small).
///
/// (f(w+h) − f(w−h)) / 2h with h = 1e-5·max(1, |w|)
///
/// **Shapes** weights (`n_weights`)
///
/// **Numerics** Good to about 1e-9 in f64 for objectives near 1; a wrong formula gives 1e-3 and more.
pub fn largest_difference(surface: &mut impl ErrorSurface, objective: Objective, weights: &[f64]) -> f64 {
    let penalised = surface.network().penalised();
    let n_samples = surface.n_samples();
    let mut gradient = vec![0.0; weights.len()];
    let mut scratch = gradient.clone();
    let error = surface.error_and_gradient(weights, &mut gradient);
    objective.apply(n_samples, &penalised, weights, error, &mut gradient);
    let mut moved = weights.to_vec();
    let mut value = |moved: &[f64]| {
        let error = surface.error_and_gradient(moved, &mut scratch);
        objective.apply(n_samples, &penalised, moved, error, &mut scratch)
    };
    let mut largest = 0.0f64;
    for (index, &weight) in weights.iter().enumerate() {
        let h = 1e-5 * weight.abs().max(1.0);
        moved[index] = weight + h;
        let above = value(&moved);
        moved[index] = weight - h;
        let below = value(&moved);
        moved[index] = weight;
        let slope = (above - below) / (2.0 * h);
        let size = slope.abs().max(gradient[index].abs()).max(1.0);
        let difference = (slope - gradient[index]).abs() / size;
        // A slope that is no number is as wrong as can be; `max` alone would drop it.
        largest = if difference.is_nan() { f64::INFINITY } else { largest.max(difference) };
    }
    largest
}

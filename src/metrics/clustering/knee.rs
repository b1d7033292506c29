//! Where a falling curve bends.

/// The point at which a convex, falling curve stops paying off.
///
/// Both axes are brought to `[0, 1]`, the curve is turned upside down, and `D = y − x` is followed from its first local
/// maximum: the knee is the last local maximum before D falls below that maximum less the mean step of x, or, once a
/// local minimum was passed, below 0.
///
/// **Shapes** x ascending, y as long
///
/// **Numerics** `None` below three points, without a bend (a straight line), or where x or y do not change.
///
/// **Source** Satopää et al. 2011, "Finding a Kneedle in a haystack", sensitivity 1; Python's kneed
/// (`curve="convex", direction="decreasing"`).
pub fn knee(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len().min(y.len());
    if n < 3 {
        return None;
    }
    let (x_unit, y_unit) = (to_unit(&x[..n])?, to_unit(&y[..n])?);
    let difference: Vec<f64> = x_unit.iter().zip(&y_unit).map(|(x, y)| 1.0 - y - x).collect();
    let tolerance = (x_unit[n - 1] - x_unit[0]).abs() / (n - 1) as f64;
    // Differences of rounding only are no bend.
    let at_least = |a: usize, b: usize| difference[a] >= difference[b] - 1e-12;
    let neighbours = |i: usize| [i.saturating_sub(1), (i + 1).min(n - 1)];
    let mut candidate = None;
    let mut threshold = 0.0;
    for i in 0..n - 1 {
        if difference[i] > 1e-12 && neighbours(i).iter().all(|&j| at_least(i, j)) {
            candidate = Some(i);
            threshold = difference[i] - tolerance;
        } else if neighbours(i).iter().all(|&j| at_least(j, i)) {
            threshold = 0.0;
        }
        if let Some(found) = candidate
            && difference[i + 1] < threshold
        {
            return Some(x[found]);
        }
    }
    None
}

fn to_unit(values: &[f64]) -> Option<Vec<f64>> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = most - least;
    (range > 0.0 && range.is_finite()).then(|| values.iter().map(|value| (value - least) / range).collect())
}

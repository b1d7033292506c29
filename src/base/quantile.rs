//! The quantile of sorted numbers.

/// The quantile of sorted values, interpolated linearly: at position `share · (n − 1)`; 0 of none.
///
/// **Source:** Hyndman and Fan 1996, type 7 (the default of R and `numpy`).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    // Weighted so that values far apart cannot overflow.
    let weight = position - below as f64;
    sorted[below] * (1.0 - weight) + sorted[above] * weight
}

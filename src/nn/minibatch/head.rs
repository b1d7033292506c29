//! The error of a batch's logits and its derivative by them.

use super::layout::Place;
use super::pass::Batch;
use crate::nn::loss::sigmoid;

/// What a pass found, each summed over the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    /// The cross-entropy, every row times its weight.
    pub error: f64,
    /// Rows whose largest output, the first of equal ones, is that of their class.
    pub hits: usize,
}

/// The weighted cross-entropy of a batch, Σ wᵣ·(−ln p of the row's class); `deltas` becomes the derivative of its mean
/// over the rows.
///
/// One unit is the logit of the second of two classes, more are the logits of a softmax.
///
/// **Shapes** logits, deltas `[row][lanes]`
///
/// **Numerics** in f64, row by row: few numbers beside those of the layers, and none overflows.
pub(super) fn cross_entropy(logits: &[f32], place: &Place, batch: &Batch, deltas: &mut [f32]) -> Found {
    let mut found = Found::default();
    let n_rows = batch.codes.len() as f64;
    let rows = logits.chunks_exact(place.lanes).zip(deltas.chunks_exact_mut(place.lanes));
    for ((z, d), (&code, &weight)) in rows.zip(batch.codes.iter().zip(&batch.weights)) {
        let factor = weight / n_rows;
        let (z, d) = (&z[..place.n_units], &mut d[..place.n_units]);
        if let ([z], [d]) = (z, &mut *d) {
            let z = f64::from(*z);
            let against = if code == 1 { -z } else { z };
            found.error += weight * (against.max(0.0) + libm::log1p(libm::exp(-z.abs())));
            found.hits += usize::from((z > 0.0) == (code == 1));
            *d = (factor * (sigmoid(z) - f64::from(code))) as f32;
            continue;
        }
        let truth = code as usize;
        let largest = z.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let part = |z: f32| libm::exp(f64::from(z) - f64::from(largest));
        let sum: f64 = z.iter().map(|&z| part(z)).sum();
        found.error += weight * (f64::from(largest) - f64::from(z[truth]) + libm::log(sum));
        found.hits += usize::from(z.iter().position(|&z| z == largest) == Some(truth));
        for (class, (d, &z)) in d.iter_mut().zip(z).enumerate() {
            *d = (factor * (part(z) / sum - f64::from(class == truth))) as f32;
        }
    }
    found
}

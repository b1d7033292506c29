//! Output layers of the kernel: the error of a block's outputs and, in their place, its derivative.

use pulp::Simd;

/// The number of rows whose largest output, the first of equal ones, is that of their class.
///
/// **Shapes** outputs (`n_classes`) rows, codes one row
#[inline(always)]
pub(super) fn hits<S: Simd, const V: usize>(simd: S, outputs: &[[S::f32s; V]], codes: &[S::f32s; V]) -> f32 {
    let (zero, one) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0));
    let mut count = zero;
    for v in 0..V {
        let mut largest = simd.splat_f32s(f32::NEG_INFINITY);
        let mut label = zero;
        for (class, row) in outputs.iter().enumerate() {
            let larger = simd.greater_than_f32s(row[v], largest);
            largest = simd.select_f32s(larger, row[v], largest);
            label = simd.select_f32s(larger, simd.splat_f32s(class as f32), label);
        }
        count = simd.add_f32s(count, simd.select_f32s(simd.equal_f32s(label, codes[v]), one, zero));
    }
    simd.reduce_sum_f32s(count)
}

/// ½ Σ (y − t)² of a block with one-hot t; outputs become δ = (y − t)·y·(1 − y), 0 in rows without a class.
///
/// **Shapes** outputs (`n_classes`) rows, codes one row
#[inline(always)]
pub(super) fn squared_error<S: Simd, const V: usize>(
    simd: S,
    outputs: &mut [[S::f32s; V]],
    codes: &[S::f32s; V],
) -> f64 {
    let (zero, one) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0));
    let mut error = zero;
    for (class, row) in outputs.iter_mut().enumerate() {
        let class = simd.splat_f32s(class as f32);
        for v in 0..V {
            let y = row[v];
            let t = simd.select_f32s(simd.equal_f32s(codes[v], class), one, zero);
            let known = simd.greater_than_or_equal_f32s(codes[v], zero);
            let d = simd.select_f32s(known, simd.sub_f32s(y, t), zero);
            error = simd.mul_add_e_f32s(d, d, error);
            row[v] = simd.mul_f32s(d, simd.sub_f32s(y, simd.mul_f32s(y, y)));
        }
    }
    0.5 * f64::from(simd.reduce_sum_f32s(error))
}

/// −Σ ln p of a block's true classes; logits become δ = p − t, 0 in rows without a class.
///
/// **Shapes** outputs (`n_classes`) rows, codes one row
///
/// **Numerics** ln Σ e^z about the largest logit m. The sums lie between 1 and the number of classes, so the
/// product of a block's 32 stays finite in f64 and one logarithm serves them all.
#[inline(always)]
pub(super) fn log_loss<S: Simd, const V: usize>(
    simd: S,
    outputs: &mut [[S::f32s; V]],
    codes: &[S::f32s; V],
) -> f64 {
    let (zero, one) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0));
    let mut error = zero;
    let mut sums = [one; V];
    for v in 0..V {
        let (largest, truth) = largest_and_true(simd, outputs, codes[v], v);
        let sum = softmax_column(simd, outputs, largest, v);
        let known = simd.greater_than_or_equal_f32s(codes[v], zero);
        for (class, row) in outputs.iter_mut().enumerate() {
            let t = simd.select_f32s(simd.equal_f32s(codes[v], simd.splat_f32s(class as f32)), one, zero);
            row[v] = simd.select_f32s(known, simd.sub_f32s(row[v], t), zero);
        }
        sums[v] = simd.select_f32s(known, sum, one);
        error = simd.add_f32s(error, simd.select_f32s(known, simd.sub_f32s(largest, truth), zero));
    }
    with_logarithms(simd, error, &sums)
}

/// The error of a block with Σ ln of its sums: one logarithm for their product.
#[inline(always)]
fn with_logarithms<S: Simd, const V: usize>(simd: S, error: S::f32s, sums: &[S::f32s; V]) -> f64 {
    let mut product = 1.0;
    for &sum in pulp::bytemuck::cast_slice::<S::f32s, f32>(sums) {
        product *= f64::from(sum);
    }
    f64::from(simd.reduce_sum_f32s(error)) + libm::log(product)
}

/// As [`log_loss`] over the one logit of the second of two classes; it becomes δ = σ(z) − t.
///
/// **Shapes** outputs one row, codes one row
///
/// **Numerics** ln(1 + e^{±z}) = max(±z, 0) + ln(1 + e^{−|z|}), one logarithm for the product of a block's sums.
#[inline(always)]
pub(super) fn binary_log_loss<S: Simd, const V: usize>(
    simd: S,
    outputs: &mut [[S::f32s; V]],
    codes: &[S::f32s; V],
) -> f64 {
    let (zero, one) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0));
    let mut error = zero;
    let mut sums = [one; V];
    let Some(row) = outputs.first_mut() else { return 0.0 };
    for v in 0..V {
        let z = row[v];
        let known = simd.greater_than_or_equal_f32s(codes[v], zero);
        let is_second = simd.equal_f32s(codes[v], one);
        let t = simd.select_f32s(is_second, one, zero);
        let against = simd.select_f32s(is_second, simd.neg_f32s(z), z);
        let sum = simd.add_f32s(one, super::vector::exp(simd, simd.neg_f32s(simd.abs_f32s(z))));
        sums[v] = simd.select_f32s(known, sum, one);
        error = simd.add_f32s(error, simd.select_f32s(known, simd.max_f32s(against, zero), zero));
        let d = simd.sub_f32s(super::vector::sigmoid(simd, z), t);
        row[v] = simd.select_f32s(known, d, zero);
    }
    with_logarithms(simd, error, &sums)
}

/// The number of rows whose logit is positive and that are of the second class, or neither.
///
/// **Shapes** outputs one row, codes one row
#[inline(always)]
pub(super) fn binary_hits<S: Simd, const V: usize>(
    simd: S,
    outputs: &[[S::f32s; V]],
    codes: &[S::f32s; V],
) -> f32 {
    let (zero, one) = (simd.splat_f32s(0.0), simd.splat_f32s(1.0));
    let mut count = zero;
    let Some(row) = outputs.first() else { return 0.0 };
    for v in 0..V {
        let label = simd.select_f32s(simd.greater_than_f32s(row[v], zero), one, zero);
        count = simd.add_f32s(count, simd.select_f32s(simd.equal_f32s(label, codes[v]), one, zero));
    }
    simd.reduce_sum_f32s(count)
}

/// Each logit becomes the probability it stands for.
#[inline(always)]
pub(super) fn sigmoids<S: Simd, const V: usize>(simd: S, outputs: &mut [[S::f32s; V]]) {
    for z in outputs.as_flattened_mut() {
        *z = super::vector::sigmoid(simd, *z);
    }
}

/// Logits become probabilities.
///
/// **Shapes** outputs (`n_classes`) rows
#[inline(always)]
pub(super) fn softmax<S: Simd, const V: usize>(simd: S, outputs: &mut [[S::f32s; V]]) {
    for v in 0..V {
        let (largest, _) = largest_and_true(simd, outputs, simd.splat_f32s(-1.0), v);
        softmax_column(simd, outputs, largest, v);
    }
}

#[inline(always)]
fn largest_and_true<S: Simd, const V: usize>(
    simd: S,
    outputs: &[[S::f32s; V]],
    codes: S::f32s,
    v: usize,
) -> (S::f32s, S::f32s) {
    let mut largest = simd.splat_f32s(f32::NEG_INFINITY);
    let mut truth = simd.splat_f32s(0.0);
    for (class, row) in outputs.iter().enumerate() {
        largest = simd.max_f32s(row[v], largest);
        truth = simd.select_f32s(simd.equal_f32s(codes, simd.splat_f32s(class as f32)), row[v], truth);
    }
    (largest, truth)
}

/// Turns the v-th vectors of the logits into probabilities; gives Σ e^{z − m}.
#[inline(always)]
fn softmax_column<S: Simd, const V: usize>(
    simd: S,
    outputs: &mut [[S::f32s; V]],
    largest: S::f32s,
    v: usize,
) -> S::f32s {
    let mut sum = simd.splat_f32s(0.0);
    for row in outputs.iter_mut() {
        row[v] = super::vector::exp(simd, simd.sub_f32s(row[v], largest));
        sum = simd.add_f32s(sum, row[v]);
    }
    let factor = simd.div_f32s(simd.splat_f32s(1.0), sum);
    for row in outputs.iter_mut() {
        row[v] = simd.mul_f32s(row[v], factor);
    }
    sum
}

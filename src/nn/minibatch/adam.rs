//! Adam in f32 on the padded weights.

use pulp::{Simd, WithSimd};

use super::layout::Place;
use crate::base::Aligned;
use crate::nn::rules::{BETA_1, BETA_2, Correction, EPSILON};

/// Means of the gradient and of its square.
#[derive(Debug)]
pub(super) struct Moments {
    mean: Aligned,
    mean_square: Aligned,
    correction: Correction,
}

impl Moments {
    pub(super) fn new(n_weights: usize) -> Self {
        Self {
            mean: Aligned::zeros(n_weights),
            mean_square: Aligned::zeros(n_weights),
            correction: Correction::START,
        }
    }
}

/// One step, to be dispatched; the penalty's slope `l2·w` is added to that of the weights and not of the biases.
///
/// **Numerics** As [`crate::nn::rules::Rule::Adam`], rounded to f32. What stands behind the units has no slope and
/// stays 0.
pub(super) struct Step<'a> {
    pub(super) places: &'a [Place],
    pub(super) learning_rate: f64,
    pub(super) l2: f64,
    pub(super) weights: &'a mut [f32],
    pub(super) gradient: &'a [f32],
    pub(super) moments: &'a mut Moments,
}

impl WithSimd for Step<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let rate = self.moments.correction.rate(self.learning_rate) as f32;
        for place in self.places {
            let (g, g_bias) = place.split(self.gradient);
            let (w, w_bias) = place.split_mut(self.weights);
            let (m, m_bias) = place.split_mut(self.moments.mean.as_mut_slice());
            let (v, v_bias) = place.split_mut(self.moments.mean_square.as_mut_slice());
            update(simd, [w, m, v], g, rate, self.l2 as f32);
            update(simd, [w_bias, m_bias, v_bias], g_bias, rate, 0.0);
        }
    }
}

#[inline(always)]
fn update<S: Simd>(simd: S, [weights, mean, square]: [&mut [f32]; 3], gradient: &[f32], rate: f32, l2: f32) {
    let (l2, minus_rate) = (simd.splat_f32s(l2), simd.splat_f32s(-rate));
    let towards = simd.splat_f32s((1.0 - BETA_1) as f32);
    let towards_square = simd.splat_f32s((1.0 - BETA_2) as f32);
    let epsilon = simd.splat_f32s(EPSILON as f32);
    let moments = S::as_mut_simd_f32s(mean).0.iter_mut().zip(S::as_mut_simd_f32s(square).0);
    let weights = S::as_mut_simd_f32s(weights).0.iter_mut().zip(S::as_simd_f32s(gradient).0);
    for ((weight, &slope), (mean, square)) in weights.zip(moments) {
        let slope = simd.mul_add_e_f32s(l2, *weight, slope);
        *mean = simd.mul_add_e_f32s(simd.sub_f32s(slope, *mean), towards, *mean);
        let off = simd.sub_f32s(simd.mul_f32s(slope, slope), *square);
        *square = simd.mul_add_e_f32s(off, towards_square, *square);
        let length = simd.add_f32s(simd.sqrt_f32s(*square), epsilon);
        *weight = simd.mul_add_e_f32s(minus_rate, simd.div_f32s(*mean, length), *weight);
    }
}

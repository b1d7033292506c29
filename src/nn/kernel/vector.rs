//! Exponential, sigmoid and tanh on vectors of f32.

use pulp::Simd;

use crate::nn::Activation;

/// Adding it rounds to the nearest whole number, which then stands in the low bits of the mantissa.
const ROUNDER: f32 = 12_582_912.0;
const MANTISSA_BITS: u32 = 23;
/// ln 2 in two parts, the first exact in few bits, so that x − n·ln 2 loses nothing.
const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// Beyond ±87 the result would leave the normal numbers.
const LARGEST: f32 = 87.0;

/// eˣ: x = n·ln 2 + r, eʳ by a polynomial interpolated at the Chebyshev points of |r| ≤ ½ ln 2, times 2ⁿ through
/// the exponent bits.
///
/// **Numerics** x is held within ±87; relative error about 1e-7.
#[inline(always)]
pub(super) fn exp<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let x = simd.min_f32s(simd.max_f32s(x, simd.splat_f32s(-LARGEST)), simd.splat_f32s(LARGEST));
    let rounder = simd.splat_f32s(ROUNDER);
    let shifted = simd.mul_add_e_f32s(x, simd.splat_f32s(std::f32::consts::LOG2_E), rounder);
    let n = simd.sub_f32s(shifted, rounder);
    let r = simd.mul_add_e_f32s(n, simd.splat_f32s(-LN_2_HIGH), x);
    let r = simd.mul_add_e_f32s(n, simd.splat_f32s(-LN_2_LOW), r);
    let mut power = simd.splat_f32s(0.001_394_116_1);
    for coefficient in [0.008_375_168, 0.041_666_35, 0.166_664_15, 0.5, 1.0, 1.0] {
        power = simd.mul_add_e_f32s(power, r, simd.splat_f32s(coefficient));
    }
    let exponent =
        simd.wrapping_dyn_shl_u32s(simd.transmute_u32s_f32s(shifted), simd.splat_u32s(MANTISSA_BITS));
    simd.transmute_f32s_u32s(simd.add_u32s(simd.transmute_u32s_f32s(power), exponent))
}

/// 1 / (1 + e⁻ˣ), absolute error about 1e-7.
#[inline(always)]
pub(in crate::nn) fn sigmoid<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let one = simd.splat_f32s(1.0);
    simd.div_f32s(one, simd.add_f32s(one, exp(simd, simd.neg_f32s(x))))
}

/// 1 − 2 / (e²ˣ + 1), absolute error about 2e-7.
#[inline(always)]
pub(in crate::nn) fn tanh<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let one = simd.splat_f32s(1.0);
    let two = simd.splat_f32s(2.0);
    simd.sub_f32s(one, simd.div_f32s(two, simd.add_f32s(one, exp(simd, simd.add_f32s(x, x)))))
}

/// The activation of a tile of weighted sums, in place.
#[inline(always)]
pub(in crate::nn) fn activate<S: Simd, const V: usize, const U: usize>(
    simd: S,
    activation: Activation,
    tile: &mut [[S::f32s; V]; U],
) {
    match activation {
        Activation::Sigmoid => {
            for unit in tile {
                for z in unit {
                    *z = sigmoid(simd, *z);
                }
            }
        }
        Activation::Tanh => {
            for unit in tile {
                for z in unit {
                    *z = tanh(simd, *z);
                }
            }
        }
        Activation::Relu => {
            let zero = simd.splat_f32s(0.0);
            for unit in tile {
                for z in unit {
                    *z = simd.max_f32s(*z, zero);
                }
            }
        }
        Activation::Identity => {}
    }
}

/// d·f′, with the derivative written in the output a.
#[inline(always)]
pub(in crate::nn) fn through<S: Simd>(simd: S, activation: Activation, d: S::f32s, a: S::f32s) -> S::f32s {
    match activation {
        Activation::Sigmoid => simd.mul_f32s(d, simd.sub_f32s(a, simd.mul_f32s(a, a))),
        Activation::Tanh => simd.mul_f32s(d, simd.sub_f32s(simd.splat_f32s(1.0), simd.mul_f32s(a, a))),
        Activation::Relu => {
            let zero = simd.splat_f32s(0.0);
            simd.select_f32s(simd.greater_than_f32s(a, zero), d, zero)
        }
        Activation::Identity => d,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulp::{Arch, WithSimd};

    struct Sweep<'a> {
        x: &'a [f32],
        out: &'a mut [[f32; 3]],
    }

    impl WithSimd for Sweep<'_> {
        type Output = ();

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) {
            for (out, &x) in self.out.iter_mut().zip(self.x) {
                let x = simd.splat_f32s(x);
                let vectors = [exp(simd, x), sigmoid(simd, x), tanh(simd, x)];
                for (out, vector) in out.iter_mut().zip(&vectors) {
                    *out = pulp::bytemuck::cast_slice::<S::f32s, f32>(std::slice::from_ref(vector))[0];
                }
            }
        }
    }

    #[test]
    fn vector_functions_are_close_to_libm() {
        let x: Vec<f32> = (-20_000..=20_000).map(|step| step as f32 * 0.004).collect();
        let mut out = vec![[0.0; 3]; x.len()];
        Arch::new().dispatch(Sweep { x: &x, out: &mut out });
        for (&x, [exp, sigmoid, tanh]) in x.iter().zip(out) {
            let x = f64::from(x);
            let near = |found: f32, expected: f64, error: f64| (f64::from(found) - expected).abs() <= error;
            assert!(near(exp, libm::exp(x), 2e-7 * libm::exp(x)), "exp {x}: {exp}");
            assert!(near(sigmoid, 1.0 / (1.0 + libm::exp(-x)), 1.5e-7), "sigmoid {x}: {sigmoid}");
            assert!(near(tanh, libm::tanh(x), 2.5e-7), "tanh {x}: {tanh}");
        }
    }
}

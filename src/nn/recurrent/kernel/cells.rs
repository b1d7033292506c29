//! What the cells do with their sums, and the derivative of it, on vectors of units.

use pulp::Simd;

use crate::nn::kernel::vector::{sigmoid, tanh};

/// h and c of an LSTM from its sums, and what is kept: i, f, g, o, c, tanh(c).
///
/// **Shapes** sums i, f, g, o
#[inline(always)]
pub(super) fn lstm<S: Simd>(simd: S, sums: [S::f32s; 4], c_before: S::f32s) -> (S::f32s, [S::f32s; 6]) {
    let (i, f) = (sigmoid(simd, sums[0]), sigmoid(simd, sums[1]));
    let (g, o) = (tanh(simd, sums[2]), sigmoid(simd, sums[3]));
    let c = simd.mul_add_e_f32s(f, c_before, simd.mul_f32s(i, g));
    let tanh_c = tanh(simd, c);
    (simd.mul_f32s(o, tanh_c), [i, f, g, o, c, tanh_c])
}

/// h of a GRU from its sums, and what is kept: z, r, ĥ and h′·U + b of the candidate.
///
/// **Shapes** sums z, r, x·W + b of the candidate
#[inline(always)]
pub(super) fn gru<S: Simd>(
    simd: S,
    sums: [S::f32s; 3],
    from_state: S::f32s,
    h_before: S::f32s,
) -> (S::f32s, [S::f32s; 4]) {
    let (z, r) = (sigmoid(simd, sums[0]), sigmoid(simd, sums[1]));
    let candidate = tanh(simd, simd.mul_add_e_f32s(r, from_state, sums[2]));
    let h = simd.mul_add_e_f32s(z, simd.sub_f32s(h_before, candidate), candidate);
    (h, [z, r, candidate, from_state])
}

/// The state before a step and the gradient that arrives at it.
pub(super) struct Arrived<V> {
    pub(super) h_before: V,
    pub(super) c_before: V,
    pub(super) d_h: V,
    pub(super) d_c: V,
}

/// The gradient that leaves a step: on its sums, and past its sums on h and c before it.
pub(super) struct Leaving<V, const COLUMNS: usize> {
    pub(super) sums: [V; COLUMNS],
    pub(super) h: V,
    pub(super) c: V,
}

/// The way back through a cell, COLUMNS derivatives from KEPT numbers a unit.
///
/// The columns up to `TO_INPUTS` reach the inputs' weights, those from `FROM_STATE` on the state's.
pub(super) trait Back<const COLUMNS: usize, const KEPT: usize> {
    const TO_INPUTS: usize = COLUMNS;
    const FROM_STATE: usize = 0;
    /// Whether h before reaches h past the sums.
    const PASSES: bool = false;
    const NEEDS_H: bool = false;
    /// Which of the kept numbers is c.
    const C: Option<usize> = None;

    fn back<S: Simd>(simd: S, kept: [S::f32s; KEPT], arrived: Arrived<S::f32s>) -> Leaving<S::f32s, COLUMNS>;
}

pub(super) struct Simple;
pub(super) struct Lstm;
pub(super) struct Gru;

impl Back<1, 1> for Simple {
    /// Kept is h itself.
    #[inline(always)]
    fn back<S: Simd>(simd: S, [h]: [S::f32s; 1], arrived: Arrived<S::f32s>) -> Leaving<S::f32s, 1> {
        let d_sum = simd.mul_f32s(arrived.d_h, one_minus_square(simd, h));
        let zero = simd.splat_f32s(0.0);
        Leaving { sums: [d_sum], h: zero, c: zero }
    }
}

impl Back<4, 6> for Lstm {
    const C: Option<usize> = Some(4);

    #[inline(always)]
    fn back<S: Simd>(
        simd: S,
        [i, f, g, o, _, tanh_c]: [S::f32s; 6],
        arrived: Arrived<S::f32s>,
    ) -> Leaving<S::f32s, 4> {
        let Arrived { c_before, d_h, .. } = arrived;
        let d_tanh = simd.mul_f32s(d_h, o);
        let d_c = simd.mul_add_e_f32s(d_tanh, one_minus_square(simd, tanh_c), arrived.d_c);
        let d_i = simd.mul_f32s(simd.mul_f32s(d_c, g), times_rest(simd, i));
        let d_f = simd.mul_f32s(simd.mul_f32s(d_c, c_before), times_rest(simd, f));
        let d_g = simd.mul_f32s(simd.mul_f32s(d_c, i), one_minus_square(simd, g));
        let d_o = simd.mul_f32s(simd.mul_f32s(d_h, tanh_c), times_rest(simd, o));
        let zero = simd.splat_f32s(0.0);
        Leaving { sums: [d_i, d_f, d_g, d_o], h: zero, c: simd.mul_f32s(d_c, f) }
    }
}

/// The columns are the candidate's sum as the inputs see it, z, r, and the candidate's as the state sees it.
impl Back<4, 4> for Gru {
    const TO_INPUTS: usize = 3;
    const FROM_STATE: usize = 1;
    const PASSES: bool = true;
    const NEEDS_H: bool = true;

    #[inline(always)]
    fn back<S: Simd>(
        simd: S,
        [z, r, candidate, from_state]: [S::f32s; 4],
        arrived: Arrived<S::f32s>,
    ) -> Leaving<S::f32s, 4> {
        let Arrived { h_before, d_h, .. } = arrived;
        let d_h_before = simd.mul_f32s(d_h, z);
        let d_input = simd.mul_f32s(simd.sub_f32s(d_h, d_h_before), one_minus_square(simd, candidate));
        let difference = simd.sub_f32s(h_before, candidate);
        let d_z = simd.mul_f32s(simd.mul_f32s(d_h, difference), times_rest(simd, z));
        let d_r = simd.mul_f32s(simd.mul_f32s(d_input, from_state), times_rest(simd, r));
        let d_state = simd.mul_f32s(d_input, r);
        Leaving { sums: [d_input, d_z, d_r, d_state], h: d_h_before, c: simd.splat_f32s(0.0) }
    }
}

/// 1 − a², the derivative of tanh.
#[inline(always)]
fn one_minus_square<S: Simd>(simd: S, a: S::f32s) -> S::f32s {
    simd.sub_f32s(simd.splat_f32s(1.0), simd.mul_f32s(a, a))
}

/// a·(1 − a), the derivative of the sigmoid.
#[inline(always)]
fn times_rest<S: Simd>(simd: S, a: S::f32s) -> S::f32s {
    simd.sub_f32s(a, simd.mul_f32s(a, a))
}

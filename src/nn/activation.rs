//! Activation functions of layers and their derivatives, in f64.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

/// What a unit does with its weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// 1 / (1 + e⁻ᶻ)
    Sigmoid,
    /// (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)
    Tanh,
    /// max(0, z)
    Relu,
    /// z itself: the logits before a softmax.
    Identity,
}

impl Activation {
    /// Smallest and largest output of a unit, where there are such.
    pub fn output_range(self) -> Option<(f64, f64)> {
        match self {
            Self::Sigmoid => Some((0.0, 1.0)),
            Self::Tanh => Some((-1.0, 1.0)),
            Self::Relu | Self::Identity => None,
        }
    }

    /// The weighted sums between which a unit still reacts, as the Nguyen–Widrow rule wants to know.
    pub fn active_range(self) -> (f64, f64) {
        match self {
            Self::Sigmoid => (-4.0, 4.0),
            Self::Tanh => (-2.0, 2.0),
            Self::Relu | Self::Identity => (-1.0, 1.0),
        }
    }
}

/// Applies an activation to the weighted sums of a layer.
///
/// **Shapes** z, result (`n_samples`, `n_units`)
///
/// **Numerics** The exponential of the sigmoid may be infinite, which gives exactly 0.
pub fn activation_forward(activation: Activation, mut z: Array2<f64>) -> Array2<f64> {
    match activation {
        Activation::Sigmoid => z.mapv_inplace(|z| 1.0 / (1.0 + libm::exp(-z))),
        Activation::Tanh => z.mapv_inplace(libm::tanh),
        Activation::Relu => z.mapv_inplace(|z| z.max(0.0)),
        Activation::Identity => {}
    }
    z
}

/// Turns the error's derivative by the outputs `a` into the one by the weighted sums.
///
/// `d_z = d_a · f′(z)` with f′ written in a: sigmoid a(1−a), tanh 1−a², relu 1 where a > 0.
///
/// **Shapes** `d_a`, a, result (`n_samples`, `n_units`)
pub fn activation_backward(activation: Activation, mut d_a: Array2<f64>, a: &Array2<f64>) -> Array2<f64> {
    match activation {
        Activation::Sigmoid => d_a.zip_mut_with(a, |d, &a| *d *= a * (1.0 - a)),
        Activation::Tanh => d_a.zip_mut_with(a, |d, &a| *d *= 1.0 - a * a),
        Activation::Relu => d_a.zip_mut_with(a, |d, &a| {
            if a <= 0.0 {
                *d = 0.0;
            }
        }),
        Activation::Identity => {}
    }
    d_a
}

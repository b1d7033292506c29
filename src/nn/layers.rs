//! The fully connected layer, forward and backward, in f64.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis};

/// Weighted sums of a fully connected layer.
///
/// z = x·Wᵀ + b
///
/// **Shapes** x (`n_samples`, `n_inputs`), weights (`n_outputs`, `n_inputs`), bias (`n_outputs`),
/// result (`n_samples`, `n_outputs`)
pub fn dense_forward(x: &ArrayRef2<f64>, weights: &ArrayRef2<f64>, bias: &ArrayRef1<f64>) -> Array2<f64> {
    x.dot(&weights.t()) + bias
}

/// What [`dense_backward`] gives.
pub struct DenseGradient {
    /// (`n_outputs`, `n_inputs`)
    pub weights: Array2<f64>,
    /// (`n_outputs`)
    pub bias: Array1<f64>,
    /// (`n_samples`, `n_inputs`)
    pub inputs: Array2<f64>,
}

/// The error's derivatives by weights, bias and inputs of a fully connected layer.
///
/// dW = `d_zᵀ`·x, db = Σ `d_z` over the samples, dx = `d_z`·W
///
/// **Shapes** `d_z` (`n_samples`, `n_outputs`), x and weights as in [`dense_forward`]
pub fn dense_backward(d_z: &Array2<f64>, x: &ArrayRef2<f64>, weights: &ArrayRef2<f64>) -> DenseGradient {
    DenseGradient { weights: d_z.t().dot(x), bias: d_z.sum_axis(Axis(0)), inputs: d_z.dot(weights) }
}

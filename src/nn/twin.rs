//! The f64 twin: a network on plain arrays, against which gradients, trajectories and the f32 kernel are judged.

use ndarray::{Array2, ArrayRef2, ArrayView1};

use super::activation::{activation_backward, activation_forward};
use super::layers::{dense_backward, dense_forward};
use super::loss::{binary_cross_entropy, sigmoid, softmax, softmax_cross_entropy, squared_error};
use super::{ErrorSurface, Layer, Loss, Network};

/// A network with the rows it is to learn.
pub struct Twin {
    network: Network,
    inputs: Array2<f64>,
    targets: Array2<f64>,
    masks: Vec<Array2<f64>>,
}

impl Twin {
    /// Targets are the classes one-hot, times a row's weight where rows count differently.
    ///
    /// **Shapes** inputs (`n_samples`, `n_inputs`), targets (`n_samples`, `n_classes`)
    pub fn new(network: Network, inputs: Array2<f64>, targets: Array2<f64>) -> Self {
        debug_assert_eq!(inputs.nrows(), targets.nrows());
        Self { network, inputs, targets, masks: Vec::new() }
    }

    /// The same with the outputs of every hidden layer multiplied by these: dropout with fixed masks.
    ///
    /// **Shapes** a mask a hidden layer, (`n_samples`, `n_units`)
    #[must_use]
    pub fn with_masks(self, masks: Vec<Array2<f64>>) -> Self {
        Self { masks, ..self }
    }
}

/// Targets with a 1 at the true class and 0 elsewhere.
///
/// **Shapes** codes (`n_samples`), result (`n_samples`, `n_classes`)
pub fn one_hot(codes: &[u32], n_classes: usize) -> Array2<f64> {
    Array2::from_shape_fn((codes.len(), n_classes), |(row, class)| f64::from(codes[row] as usize == class))
}

/// The outputs of every layer, the inputs first, the logits or sigmoid outputs last.
///
/// **Shapes** x (`n_samples`, `n_inputs`), weights flat as in [`Network`]
pub fn network_forward(network: &Network, weights: &[f64], x: &ArrayRef2<f64>) -> Vec<Array2<f64>> {
    let mut outputs = vec![x.to_owned()];
    for layer in &network.layers {
        let z = dense_forward(&outputs[outputs.len() - 1], &matrix(layer, weights), &bias(layer, weights));
        outputs.push(activation_forward(layer.activation, z));
    }
    outputs
}

/// The outputs a person sees: sigmoid outputs, softmax probabilities, or that of the second of two classes.
///
/// **Shapes** x (`n_samples`, `n_inputs`), result (`n_samples`, `n_outputs`)
pub fn network_outputs(network: &Network, weights: &[f64], x: &ArrayRef2<f64>) -> Array2<f64> {
    let mut outputs = network_forward(network, weights, x);
    let last = outputs.pop().unwrap_or_default();
    match network.loss {
        Loss::SigmoidSquared => last,
        Loss::Softmax => softmax(&last),
        Loss::BinaryCrossEntropy => last.mapv_into(sigmoid),
    }
}

impl ErrorSurface for Twin {
    fn network(&self) -> &Network {
        &self.network
    }

    fn n_samples(&self) -> usize {
        self.inputs.nrows()
    }

    /// Back-propagation: δ of the output layer from the loss, then layer by layer towards the inputs.
    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let mut inputs = vec![self.inputs.clone()];
        let mut outputs = Vec::new();
        for (index, layer) in self.network.layers.iter().enumerate() {
            let z = dense_forward(&inputs[index], &matrix(layer, weights), &bias(layer, weights));
            let output = activation_forward(layer.activation, z);
            inputs.push(self.masks.get(index).map_or_else(|| output.clone(), |mask| mask * &output));
            outputs.push(output);
        }
        let last = &outputs[outputs.len() - 1];
        let (error, mut d_output) = match self.network.loss {
            Loss::SigmoidSquared => squared_error(last, &self.targets),
            Loss::Softmax => softmax_cross_entropy(last, &self.targets),
            Loss::BinaryCrossEntropy => binary_cross_entropy(last, &self.targets),
        };
        for (index, layer) in self.network.layers.iter().enumerate().rev() {
            if let Some(mask) = self.masks.get(index) {
                d_output *= mask;
            }
            let d_z = activation_backward(layer.activation, d_output, &outputs[index]);
            let d = dense_backward(&d_z, &inputs[index], &matrix(layer, weights));
            fill(&mut gradient[layer.weights()], d.weights.iter());
            fill(&mut gradient[layer.bias()], d.bias.iter());
            d_output = d.inputs;
        }
        error
    }
}

pub(super) fn matrix(layer: &Layer, weights: &[f64]) -> Array2<f64> {
    let flat = &weights[layer.weights()];
    Array2::from_shape_fn((layer.n_outputs, layer.n_inputs), |(row, column)| {
        flat[row * layer.n_inputs + column]
    })
}

fn bias<'a>(layer: &Layer, weights: &'a [f64]) -> ArrayView1<'a, f64> {
    ArrayView1::from(&weights[layer.bias()])
}

fn fill<'a>(to: &mut [f64], from: impl Iterator<Item = &'a f64>) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}

//! Weights in the order the tiles read them.

use super::tiles::tile_width;
use crate::nn::Layer;

/// One layer's weights, packed anew for every evaluation (far fewer than rows × weights).
#[derive(Debug, Default)]
pub(super) struct PackedLayer {
    /// Tiles of outputs: biases, then input by input the weights of the tile's units.
    pub(super) forward: Vec<f32>,
    /// Tiles of inputs: output by output the weights of the tile's inputs.
    pub(super) backward: Vec<f32>,
}

impl PackedLayer {
    pub(super) fn fill(&mut self, layer: &Layer, weights: &[f64], widest: usize, with_backward: bool) {
        let (matrix, bias) = (&weights[layer.weights()], &weights[layer.bias()]);
        let (n_inputs, n_outputs) = (layer.n_inputs, layer.n_outputs);
        self.forward.clear();
        let mut unit = 0;
        while unit < n_outputs {
            let width = tile_width(n_outputs - unit, widest);
            self.forward.extend(bias[unit..unit + width].iter().map(|&b| b as f32));
            for input in 0..n_inputs {
                let column = (unit..unit + width).map(|unit| matrix[unit * n_inputs + input] as f32);
                self.forward.extend(column);
            }
            unit += width;
        }
        self.backward.clear();
        let mut input = 0;
        while with_backward && input < n_inputs {
            let width = tile_width(n_inputs - input, widest);
            for row in matrix.chunks_exact(n_inputs) {
                self.backward.extend(row[input..input + width].iter().map(|&w| w as f32));
            }
            input += width;
        }
    }
}

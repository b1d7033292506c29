//! Initial weights, drawn from a stream that depends on seed, repeat and the network's shape only.

use crate::base::Stream;

use super::{Activation, Layer, Network};

/// The span a standardised column is taken to have. With ±3 the rules with momentum settle on one class more often.
const INPUT_RANGE: (f64, f64) = (-1.0, 1.0);

/// Initial weights of a network: Nguyen–Widrow for hidden sigmoid and tanh layers, Glorot for the others.
///
/// A Nguyen–Widrow output layer begins with some outputs near 0 and some near 1 whatever the customer (error .64 a
/// row instead of .29 on a bank's table) and the first momentum then carries all of them past the middle.
///
/// **Shapes** result (`n_weights`), laid out as in [`Network`]
pub fn initial_weights(network: &Network, seed: u64, repeat: u32) -> Vec<f64> {
    let mut stream = Stream::new(seed, &format!("init:{}", network.shape()), repeat);
    let mut weights = vec![0.0; network.n_weights()];
    let mut inputs = INPUT_RANGE;
    let last = network.layers.len().saturating_sub(1);
    for (index, layer) in network.layers.iter().enumerate() {
        match layer.activation {
            Activation::Sigmoid | Activation::Tanh if index < last => {
                nguyen_widrow(layer, inputs, &mut stream, &mut weights);
            }
            _ => glorot(layer, &mut stream, &mut weights),
        }
        inputs = layer.activation.output_range().unwrap_or(INPUT_RANGE);
    }
    weights
}

/// Spreads the active regions of a layer's units evenly over the range of its inputs.
///
/// Each unit's weights have a random direction and the length 0.7·n^(1/m) for n units and m inputs; the biases lie
/// evenly between ± that length, with the sign of the unit's first weight (0 for a single unit); both are then
/// stretched to the activation's active range and to the inputs' range `lowest..highest`.
///
/// **Numerics** A unit whose random direction came out as all zeros keeps zero weights.
///
/// **Source** neurolab 0.3.5 `init.initnw`
fn nguyen_widrow(layer: &Layer, (lowest, highest): (f64, f64), stream: &mut Stream, weights: &mut [f64]) {
    let (n_units, n_inputs) = (layer.n_outputs, layer.n_inputs);
    let length = 0.7 * libm::pow(n_units as f64, 1.0 / n_inputs.max(1) as f64);
    let (active_low, active_high) = layer.activation.active_range();
    let (stretch, centre) = (0.5 * (active_high - active_low), 0.5 * (active_high + active_low));
    let input_stretch = 2.0 / (highest - lowest);
    let input_centre = 1.0 - highest * input_stretch;
    let (from, bias_from) = (layer.weights().start, layer.bias().start);
    for unit in 0..n_units {
        let row = &mut weights[from + unit * n_inputs..][..n_inputs];
        for weight in row.iter_mut() {
            *weight = 2.0 * stream.uniform() - 1.0;
        }
        let norm = row.iter().map(|w| w * w).sum::<f64>().sqrt();
        let scale = if norm > 0.0 { length / norm } else { 0.0 };
        let sign = if row.first().is_some_and(|&w| w < 0.0) { -1.0 } else { 1.0 };
        let place = if n_units == 1 { 0.0 } else { 2.0 * unit as f64 / (n_units - 1) as f64 - 1.0 };
        let mut bias = stretch * length * place * sign + centre;
        for weight in row.iter_mut() {
            let stretched = *weight * scale * stretch;
            bias += stretched * input_centre;
            *weight = stretched * input_stretch;
        }
        weights[bias_from + unit] = bias;
    }
}

/// Uniform weights of variance 2/(inputs + outputs), biases 0.
///
/// w ~ U(−a, a), a = √(6/(m + n)) for n units and m inputs
///
/// **Source** Glorot & Bengio 2010; Keras `glorot_uniform`
fn glorot(layer: &Layer, stream: &mut Stream, weights: &mut [f64]) {
    let limit = (6.0 / (layer.n_inputs + layer.n_outputs).max(1) as f64).sqrt();
    fill(layer, limit, stream, weights);
}

fn fill(layer: &Layer, limit: f64, stream: &mut Stream, weights: &mut [f64]) {
    for weight in &mut weights[layer.weights()] {
        *weight = limit * (2.0 * stream.uniform() - 1.0);
    }
}

/// How far from 0 initial weights lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// w ~ U(−a, a), a = √(6/(m + n)) in every layer of n units and m inputs.
    Glorot,
    /// a = √(6/m) in hidden `ReLU` layers, half of whose inputs are silent; Glorot in the others.
    He,
}

/// Initial weights from a stream of one's own; biases 0.
///
/// **Shapes** result (`n_weights`), laid out as in [`Network`]
///
/// **Source** Keras `glorot_uniform`; He et al. 2015, Keras `he_uniform`
pub fn spread_weights(network: &Network, spread: Spread, stream: &mut Stream) -> Vec<f64> {
    let mut weights = vec![0.0; network.n_weights()];
    for layer in &network.layers {
        match (spread, layer.activation) {
            (Spread::He, Activation::Relu) => {
                fill(layer, (6.0 / layer.n_inputs.max(1) as f64).sqrt(), stream, &mut weights);
            }
            _ => glorot(layer, stream, &mut weights),
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Loss;

    #[test]
    fn nguyen_widrow_has_the_stated_lengths_and_biases() {
        let hidden = [(5, Activation::Tanh), (2, Activation::Sigmoid)];
        let network = Network::new(3, &hidden, 2, Loss::SigmoidSquared);
        let weights = initial_weights(&network, 1, 0);
        let hidden = network.layers[0];
        // Active range ±2 and inputs in −1..1: everything is twice 0.7·5^(1/3).
        let length = 2.0 * 0.7 * 5f64.powf(1.0 / 3.0);
        for (unit, place) in [-1.0, -0.5, 0.0, 0.5, 1.0].into_iter().enumerate() {
            let row = &weights[hidden.weights()][unit * 3..][..3];
            let norm = row.iter().map(|w| w * w).sum::<f64>().sqrt();
            assert!((norm - length).abs() < 1e-12);
            let bias = weights[hidden.bias()][unit];
            assert!((bias - length * place * row[0].signum()).abs() < 1e-12);
        }
        // The second layer sees tanh outputs in −1..1 and has the active range ±4.
        let second = network.layers[1];
        let norm = weights[second.weights()][..5].iter().map(|w| w * w).sum::<f64>().sqrt();
        assert!((norm - 4.0 * 0.7 * 2f64.powf(0.2)).abs() < 1e-12);
    }

    #[test]
    fn inputs_between_0_and_1_shift_the_bias() {
        let hidden = [(3, Activation::Sigmoid), (1, Activation::Sigmoid)];
        let network = Network::new(2, &hidden, 2, Loss::SigmoidSquared);
        let weights = initial_weights(&network, 1, 0);
        let second = network.layers[1];
        // One unit: bias 0 in the middle of the inputs, so b = −½·Σw in the inputs' own range.
        let sum: f64 = weights[second.weights()].iter().sum();
        assert!((weights[second.bias()][0] + 0.5 * sum).abs() < 1e-12);
    }

    #[test]
    fn seed_repeat_and_shape_each_change_the_weights() {
        let network = |hidden| Network::new(4, &[(hidden, Activation::Relu)], 2, Loss::Softmax);
        let first = initial_weights(&network(3), 1, 0);
        assert_eq!(first, initial_weights(&network(3), 1, 0));
        for other in [
            initial_weights(&network(3), 2, 0),
            initial_weights(&network(3), 1, 1),
            initial_weights(&network(5), 1, 0),
        ] {
            assert_ne!(first[0], other[0]);
        }
        let limit = (6.0f64 / 7.0).sqrt();
        let hidden = network(3).layers[0];
        assert!(first[hidden.weights()].iter().all(|w| w.abs() <= limit));
        assert!(first[hidden.bias()].iter().all(|&b| b == 0.0));
    }
}

//! Initial weights of recurrent networks, drawn from streams that depend on seed, repeat and layer only.

use crate::base::Stream;

use super::{Cell, RecurrentLayer, RecurrentNetwork};

/// Initial weights of a whole network; those of the encoder are the same whatever it is trained on.
///
/// **Shapes** result (`n_weights`), laid out as in [`RecurrentNetwork`]
pub fn initial_weights(network: &RecurrentNetwork, seed: u64, repeat: u32) -> Vec<f64> {
    let mut weights = encoder_weights(&network.encoder, seed, repeat);
    if let Some(decoder) = &network.decoder {
        weights.extend(layer_weights(decoder, &mut stream("decoder", decoder, seed, repeat)));
    }
    let (n_units, n_outputs) = (network.n_units, network.n_outputs);
    let mut stream = Stream::new(seed, &format!("init:rnn head:{n_units}-{n_outputs}"), repeat);
    weights.extend(glorot(n_units, n_outputs, &mut stream));
    weights.resize(network.n_weights(), 0.0);
    weights
}

/// Initial weights of the layers of an encoder.
pub fn encoder_weights(layers: &[RecurrentLayer], seed: u64, repeat: u32) -> Vec<f64> {
    let mut weights = Vec::new();
    for (index, layer) in layers.iter().enumerate() {
        weights.extend(layer_weights(layer, &mut stream(&index.to_string(), layer, seed, repeat)));
    }
    weights
}

fn stream(place: &str, layer: &RecurrentLayer, seed: u64, repeat: u32) -> Stream {
    let RecurrentLayer { cell, n_inputs, n_units } = layer;
    Stream::new(seed, &format!("init:rnn {place}:{}:{n_inputs}-{n_units}", cell.id()), repeat)
}

/// Glorot uniform kernel over all gates together, orthogonal recurrent kernel over all gates together, biases 0 but
/// those of an LSTM's forget gate, which are 1.
///
/// **Source** Keras 3.15 defaults of `SimpleRNN`, `LSTM` (`unit_forget_bias`) and `GRU`
fn layer_weights(layer: &RecurrentLayer, stream: &mut Stream) -> Vec<f64> {
    let mut weights = glorot(layer.n_inputs, layer.width(), stream);
    weights.extend(orthogonal_rows(layer.n_units, layer.width(), stream));
    let mut bias = vec![0.0; layer.n_biases()];
    if layer.cell == Cell::Lstm {
        bias[layer.n_units..2 * layer.n_units].fill(1.0);
    }
    weights.extend(bias);
    weights
}

/// w ~ U(−a, a), a = √(6/(m + n)), for a matrix (m, n)
fn glorot(n_rows: usize, n_columns: usize, stream: &mut Stream) -> Vec<f64> {
    let limit = (6.0 / (n_rows + n_columns).max(1) as f64).sqrt();
    (0..n_rows * n_columns).map(|_| limit * (2.0 * stream.uniform() - 1.0)).collect()
}

/// A matrix whose rows have length 1 and stand at right angles: U·Uᵀ = I. Rows may not be more than columns.
///
/// **Numerics** Gram–Schmidt on normal deviates, twice, so that rounding leaves no angle; the same matrix as Keras'
/// QR with the signs of R taken into Q.
fn orthogonal_rows(n_rows: usize, n_columns: usize, stream: &mut Stream) -> Vec<f64> {
    let mut matrix: Vec<f64> = (0..n_rows * n_columns).map(|_| stream.normal()).collect();
    for index in 0..n_rows {
        let (before, from) = matrix.split_at_mut(index * n_columns);
        let row = &mut from[..n_columns];
        for _ in 0..2 {
            for other in before.chunks_exact(n_columns) {
                let along: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                for (value, other) in row.iter_mut().zip(other) {
                    *value -= along * other;
                }
            }
            let length = row.iter().map(|value| value * value).sum::<f64>().sqrt();
            for value in row.iter_mut() {
                *value /= length;
            }
        }
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::recurrent::Task;

    #[test]
    fn the_recurrent_kernel_is_orthogonal_over_all_gates() {
        for cell in [Cell::Simple, Cell::Lstm, Cell::Gru] {
            let network = RecurrentNetwork::new(cell, 3, &[5, 7], Task::Target);
            let weights = initial_weights(&network, 1, 0);
            let mut rest = &weights[..];
            for layer in &network.encoder {
                let (own, others) = rest.split_at(layer.n_weights());
                rest = others;
                let (kernel, recurrent, bias) = layer.split(own);
                let limit = (6.0 / (layer.n_inputs + layer.width()) as f64).sqrt();
                assert!(kernel.iter().all(|w| w.abs() <= limit));
                assert!(kernel.iter().any(|w| w.abs() > 0.8 * limit));
                for (i, a) in recurrent.chunks_exact(layer.width()).enumerate() {
                    for (j, b) in recurrent.chunks_exact(layer.width()).enumerate() {
                        let product: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                        assert!((product - f64::from(i == j)).abs() < 1e-12, "{cell:?} {i} {j}: {product}");
                    }
                }
                for (index, &bias) in bias.iter().enumerate() {
                    let is_forget = cell == Cell::Lstm && index / layer.n_units == 1;
                    assert_eq!(bias, f64::from(is_forget));
                }
            }
        }
    }

    #[test]
    fn the_encoder_starts_the_same_whatever_the_task() {
        let weights = |task, seed, repeat| {
            let network = RecurrentNetwork::new(Cell::Gru, 2, &[4, 3], task);
            let mut weights = initial_weights(&network, seed, repeat);
            weights.truncate(network.n_encoder_weights());
            weights
        };
        let first = weights(Task::Target, 1, 0);
        assert_eq!(first, weights(Task::NextStep, 1, 0));
        assert_eq!(first, weights(Task::Autoencoder, 1, 0));
        assert_ne!(first, weights(Task::Target, 2, 0));
        assert_ne!(first, weights(Task::Target, 1, 1));
    }
}

//! Where the weights of a network stand for the mini-batch kernel: input by input, the units padded to whole vectors.

use crate::nn::{Activation, Layer, Network};

/// Units are padded to whole vectors of the widest processor, so that buffers look the same on all.
const LANES: usize = 16;

/// One layer: (`n_inputs` + 1, `lanes`), the last row the biases; what stands behind the units is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) n_inputs: usize,
    pub(super) n_units: usize,
    pub(super) lanes: usize,
    pub(super) activation: Activation,
    pub(super) start: usize,
}

impl Place {
    pub(super) fn n_weights(&self) -> usize {
        self.n_inputs * self.lanes
    }

    /// The weights and the biases of this layer.
    pub(super) fn split<'a>(&self, all: &'a [f32]) -> (&'a [f32], &'a [f32]) {
        all[self.start..][..self.n_weights() + self.lanes].split_at(self.n_weights())
    }

    /// The weights and the biases of this layer, to be written.
    pub(super) fn split_mut<'a>(&self, all: &'a mut [f32]) -> (&'a mut [f32], &'a mut [f32]) {
        let n_weights = self.n_weights();
        all[self.start..][..n_weights + self.lanes].split_at_mut(n_weights)
    }
}

/// The layers of a network, one behind the other.
pub(super) fn places(network: &Network) -> Vec<Place> {
    let mut start = 0;
    let mut place = |layer: &Layer| {
        let lanes = layer.n_outputs.next_multiple_of(LANES);
        let (n_inputs, n_units) = (layer.n_inputs, layer.n_outputs);
        let place = Place { n_inputs, n_units, lanes, activation: layer.activation, start };
        start += (n_inputs + 1) * lanes;
        place
    };
    network.layers.iter().map(&mut place).collect()
}

pub(super) fn n_places(places: &[Place]) -> usize {
    places.last().map_or(0, |place| place.start + place.n_weights() + place.lanes)
}

/// Puts weights that are flat as in [`Network`] where the kernel wants them.
pub(super) fn pack(network: &Network, places: &[Place], weights: &[f64], to: &mut [f32]) {
    for (layer, place) in network.layers.iter().zip(places) {
        let (matrix, biases) = place.split_mut(to);
        let units = weights[layer.weights()].chunks_exact(layer.n_inputs.max(1));
        for (unit, row) in units.enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                matrix[input * place.lanes + unit] = weight as f32;
            }
        }
        for (to, &bias) in biases.iter_mut().zip(&weights[layer.bias()]) {
            *to = bias as f32;
        }
    }
}

/// The inverse of [`pack`].
pub(super) fn unpack(network: &Network, places: &[Place], from: &[f32]) -> Vec<f64> {
    let mut weights = vec![0.0; network.n_weights()];
    for (layer, place) in network.layers.iter().zip(places) {
        let (matrix, biases) = place.split(from);
        let units = weights[layer.weights()].chunks_exact_mut(layer.n_inputs.max(1));
        for (unit, row) in units.enumerate() {
            for (input, weight) in row.iter_mut().enumerate() {
                *weight = f64::from(matrix[input * place.lanes + unit]);
            }
        }
        for (bias, &from) in weights[layer.bias()].iter_mut().zip(biases) {
            *bias = f64::from(from);
        }
    }
    weights
}

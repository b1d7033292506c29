//! The plan of a network: its layers, its loss, and where each weight stands in the one flat vector.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Activation, Loss};

/// One fully connected layer of a [`Network`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    pub n_inputs: usize,
    pub n_outputs: usize,
    pub activation: Activation,
    /// Where this layer's part of the flat vector begins.
    start: usize,
}

impl Layer {
    /// Where the weights (`n_outputs`, `n_inputs`), row after row, stand in the flat vector.
    pub fn weights(&self) -> Range<usize> {
        self.start..self.start + self.n_outputs * self.n_inputs
    }

    /// Where the biases (`n_outputs`) stand: right behind the weights.
    pub fn bias(&self) -> Range<usize> {
        let end = self.weights().end;
        end..end + self.n_outputs
    }

    /// Number of weights and biases.
    pub fn n_weights(&self) -> usize {
        self.n_outputs * (self.n_inputs + 1)
    }
}

/// A fully connected network. All weights and biases stand in one flat vector: layer after layer, in each
/// first the weight matrix (`n_outputs`, `n_inputs`) row after row, then the biases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    pub layers: Vec<Layer>,
    pub loss: Loss,
}

impl Network {
    /// A network with hidden layers of these sizes and activations, from inputs to outputs.
    pub fn new(n_inputs: usize, hidden: &[(usize, Activation)], n_outputs: usize, loss: Loss) -> Self {
        let mut layers = Vec::with_capacity(hidden.len() + 1);
        let (mut inputs, mut start) = (n_inputs, 0);
        let output = (n_outputs, loss.output_activation());
        for &(size, activation) in hidden.iter().chain([&output]) {
            let layer = Layer { n_inputs: inputs, n_outputs: size, activation, start };
            start += layer.n_weights();
            inputs = size;
            layers.push(layer);
        }
        Self { layers, loss }
    }

    /// Whether the layers follow one another and their weights stand where they should: what a file says may not.
    pub fn is_whole(&self) -> bool {
        /// With fewer units, counting weights cannot overflow.
        const MOST_UNITS: usize = 1 << 20;
        let sized = |layer: &Layer| {
            (1..=MOST_UNITS).contains(&layer.n_inputs) && (1..=MOST_UNITS).contains(&layer.n_outputs)
        };
        let Some((_, hidden)) = self.layers.split_last() else { return false };
        let hidden: Vec<_> = hidden.iter().map(|layer| (layer.n_outputs, layer.activation)).collect();
        self.layers.iter().all(sized)
            && *self == Self::new(self.n_inputs(), &hidden, self.n_outputs(), self.loss)
    }

    pub fn n_inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.n_inputs)
    }

    pub fn n_outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.n_outputs)
    }

    /// Number of classes the outputs speak of.
    pub fn n_classes(&self) -> usize {
        if self.loss == Loss::BinaryCrossEntropy { 2 } else { self.n_outputs() }
    }

    /// Number of weights and biases altogether.
    pub fn n_weights(&self) -> usize {
        self.layers.iter().map(Layer::n_weights).sum()
    }

    /// The sizes from inputs to outputs: `51-16-2`.
    pub fn shape(&self) -> String {
        let mut text = self.n_inputs().to_string();
        for layer in &self.layers {
            text.push('-');
            text.push_str(&layer.n_outputs.to_string());
        }
        text
    }

    /// Marks the entries of the flat vector that are weights: the penalty is on them and not on biases.
    pub fn penalised(&self) -> Vec<bool> {
        let mut marks = vec![false; self.n_weights()];
        for layer in &self.layers {
            marks[layer.weights()].fill(true);
        }
        marks
    }
}

//! The plan of a recurrent network: its layers, what it is trained on, and where each weight stands.

use serde::{Deserialize, Serialize};

use super::{Cell, RecurrentLayer};

/// What a recurrent network is trained to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Predict one number a row from its last state.
    #[default]
    Target,
    /// Predict every step from the state after those before it.
    NextStep,
    /// Give the whole sequence back: the last state is the input of every step of a decoding layer.
    Autoencoder,
}

/// An encoder with what is needed to train it. All weights stand in one flat vector: the encoder's layers from
/// inputs to embedding, the decoding layer of an autoencoder, then the head, a dense layer: its kernel (`n_units`,
/// `n_outputs`) row after row, its bias (`n_outputs`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurrentNetwork {
    pub encoder: Vec<RecurrentLayer>,
    pub decoder: Option<RecurrentLayer>,
    pub task: Task,
    /// Numbers of the embedding: units of the encoder's last layer.
    pub n_units: usize,
    pub n_outputs: usize,
}

/// The parts of a flat vector.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a, R> {
    pub encoder: &'a [R],
    pub decoder: &'a [R],
    pub head: &'a [R],
}

/// The parts of a flat vector, to be written.
#[derive(Debug)]
pub struct PartsMut<'a, R> {
    pub encoder: &'a mut [R],
    pub decoder: &'a mut [R],
    pub head: &'a mut [R],
}

impl RecurrentNetwork {
    pub fn new(cell: Cell, n_inputs: usize, units: &[usize], task: Task) -> Self {
        let encoder = stack(cell, n_inputs, units);
        let n_units = units.last().copied().unwrap_or(n_inputs);
        let decoder = RecurrentLayer { cell, n_inputs: n_units, n_units };
        Self {
            encoder,
            decoder: (task == Task::Autoencoder).then_some(decoder),
            task,
            n_units,
            n_outputs: if task == Task::Target { 1 } else { n_inputs },
        }
    }

    pub fn n_inputs(&self) -> usize {
        self.encoder.first().map_or(self.n_units, |layer| layer.n_inputs)
    }

    /// Weights of the encoder, which stand first.
    pub fn n_encoder_weights(&self) -> usize {
        self.encoder.iter().map(RecurrentLayer::n_weights).sum()
    }

    /// Number of weights and biases altogether.
    pub fn n_weights(&self) -> usize {
        self.n_encoder_weights() + self.n_decoder_weights() + (self.n_units + 1) * self.n_outputs
    }

    pub fn split<'a, R>(&self, weights: &'a [R]) -> Parts<'a, R> {
        let (encoder, rest) = weights.split_at(self.n_encoder_weights());
        let (decoder, head) = rest.split_at(self.n_decoder_weights());
        Parts { encoder, decoder, head }
    }

    pub fn split_mut<'a, R>(&self, weights: &'a mut [R]) -> PartsMut<'a, R> {
        let (encoder, rest) = weights.split_at_mut(self.n_encoder_weights());
        let (decoder, head) = rest.split_at_mut(self.n_decoder_weights());
        PartsMut { encoder, decoder, head }
    }

    /// How many numbers are predicted for a row of this length; the error is the mean over those of all rows.
    pub fn n_predicted(&self, length: u32) -> usize {
        match self.task {
            Task::Target => 1,
            Task::NextStep => length.saturating_sub(1) as usize * self.n_outputs,
            Task::Autoencoder => length as usize * self.n_outputs,
        }
    }

    fn n_decoder_weights(&self) -> usize {
        self.decoder.map_or(0, |layer| layer.n_weights())
    }
}

/// Layers of these sizes, each reading the one before.
pub fn stack(cell: Cell, n_inputs: usize, units: &[usize]) -> Vec<RecurrentLayer> {
    let inputs = std::iter::once(n_inputs).chain(units.iter().copied());
    inputs.zip(units).map(|(n_inputs, &n_units)| RecurrentLayer { cell, n_inputs, n_units }).collect()
}

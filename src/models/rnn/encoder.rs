//! The part of a recurrent network that is kept: it turns sequences into embeddings.

use ndarray::{Array2, Array3};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::RnnSettings;
use crate::data::{Dataset, Records};
use crate::models::{Init, PredictError};
use crate::nn::recurrent::init::encoder_weights;
use crate::nn::recurrent::{Engine, Kernel, RecurrentLayer, Sequences, Stack, Steps};

/// Rows run through the layers together, and rows one task of a thread takes.
const ROWS: usize = 32;
const ROWS_PER_TASK: usize = 512;
/// More inputs or units are not believed of a file; with fewer, counting weights cannot overflow.
const MOST_UNITS: usize = 1 << 20;

/// Recurrent layers with their weights; the state of the last layer after a row's last step is its embedding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Encoder {
    layers: Vec<RecurrentLayer>,
    /// Layer after layer, each laid out as in [`RecurrentLayer`].
    weights: Vec<f32>,
}

/// An encoder as a file says it, not yet believed.
#[derive(Deserialize)]
struct Stored {
    layers: Vec<RecurrentLayer>,
    weights: Vec<f32>,
}

impl TryFrom<Stored> for Encoder {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let Stored { layers, weights } = stored;
        let sizes = 1..=MOST_UNITS;
        let sized =
            layers.iter().all(|layer| sizes.contains(&layer.n_inputs) && sizes.contains(&layer.n_units));
        let linked = layers.windows(2).all(|pair| pair[0].n_units == pair[1].n_inputs);
        let fits = || layers.iter().map(RecurrentLayer::n_weights).sum::<usize>() == weights.len();
        if layers.is_empty() || !sized || !linked || !fits() {
            return Err("the layers of the encoder do not fit its weights");
        }
        if weights.iter().any(|weight| !weight.is_finite()) {
            return Err("a weight of the encoder is not a number");
        }
        Ok(Self { layers, weights })
    }
}

impl Encoder {
    /// The encoder a fitting with these settings starts from.
    pub fn untrained(settings: &RnnSettings, n_inputs: usize, init: Init) -> Self {
        let layers = settings.network(n_inputs).encoder;
        let weights = encoder_weights(&layers, init.seed, init.repeat);
        Self::new(layers, &weights)
    }

    /// **Shapes** weights: at least those of the layers, one after the other
    pub(super) fn new(layers: Vec<RecurrentLayer>, weights: &[f64]) -> Self {
        let n_weights = layers.iter().map(RecurrentLayer::n_weights).sum();
        let weights = weights.iter().take(n_weights).map(|&weight| weight as f32).collect();
        Self { layers, weights }
    }

    pub fn layers(&self) -> &[RecurrentLayer] {
        &self.layers
    }

    pub fn n_inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.n_inputs)
    }

    /// Numbers of an embedding.
    pub fn n_units(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.n_units)
    }

    pub fn n_weights(&self) -> usize {
        self.weights.len()
    }

    /// The embedding of each row: the last layer's state after its last step.
    ///
    /// **Shapes** result (`n_rows`, `n_units`)
    ///
    /// **Errors** Records that are no sequences, or of another number of channels than the encoder reads.
    pub fn embed(&self, data: &Dataset) -> Result<Array2<f32>, PredictError> {
        let sequences = self.sequences(data)?;
        let mut embeddings = Array2::zeros((data.n_samples(), self.n_units()));
        if let Some(values) = embeddings.as_slice_mut() {
            self.run::<Kernel>(&sequences, sequences.n_steps().saturating_sub(1), values);
        }
        Ok(embeddings)
    }

    /// The last layer's state of each row after each step; from a row's length on, its last one again.
    ///
    /// **Shapes** result (`n_rows`, `n_steps`, `n_units`)
    ///
    /// **Errors** As [`Self::embed`].
    pub fn states(&self, data: &Dataset) -> Result<Array3<f32>, PredictError> {
        let sequences = self.sequences(data)?;
        let mut states = Array3::zeros((data.n_samples(), sequences.n_steps(), self.n_units()));
        if let Some(values) = states.as_slice_mut() {
            self.run::<Kernel>(&sequences, 0, values);
        }
        Ok(states)
    }

    fn sequences<'a>(&self, data: &'a Dataset) -> Result<Sequences<'a>, PredictError> {
        match &data.records {
            Records::Sequence { steps, lengths } if steps.dim().2 == self.n_inputs() => {
                Ok(Sequences { steps: steps.view(), lengths, targets: &[] })
            }
            _ => Err(PredictError::Shape { expected: self.n_inputs(), found: data.n_features() }),
        }
    }

    /// Writes the states from a step on, row after row.
    fn run<E: Engine<Real = f32>>(&self, sequences: &Sequences, from_step: usize, to: &mut [f32]) {
        let n_steps = sequences.n_steps();
        let width = (n_steps - from_step.min(n_steps)) * self.n_units();
        if width == 0 {
            return;
        }
        to.par_chunks_mut(ROWS_PER_TASK * width).enumerate().for_each(|(task, to)| {
            let mut stack: Stack<E> = Stack::new(&self.layers, n_steps, ROWS);
            let mut x = vec![0.0; n_steps * ROWS * self.n_inputs()];
            for (block, to) in to.chunks_mut(ROWS * width).enumerate() {
                let first = task * ROWS_PER_TASK + block * ROWS;
                let rows: Vec<u32> = (first..first + to.len() / width).map(|row| row as u32).collect();
                let lengths = &sequences.lengths[first..first + rows.len()];
                sequences.gather(&rows, &mut x);
                let stride = self.n_inputs();
                stack.forward(&self.weights, Steps { values: &x, stride }, lengths);
                let Some((hidden, _)) = stack.hidden_and_gradient() else { return };
                for (row, to) in to.chunks_exact_mut(width).enumerate() {
                    for (step, to) in to.chunks_exact_mut(self.n_units()).enumerate() {
                        let at = ((from_step + step) * rows.len() + row) * hidden.stride;
                        to.copy_from_slice(&hidden.values[at..at + to.len()]);
                    }
                }
            }
        });
    }
}

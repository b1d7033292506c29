//! A fitted network: its plan and its weights, nothing else.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::{Ensemble, Model, PredictError, Prediction};
use crate::data::Dataset;
use crate::nn::kernel::outputs;
use crate::nn::{Loss, Network};

/// A fitted network that predicts classes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetworkModel {
    pub network: Network,
    /// Laid out as in [`Network`].
    pub weights: Vec<f64>,
}

impl NetworkModel {
    /// Whether the weights are numbers and those of the network: what a file says may not.
    pub(super) fn is_whole(&self) -> bool {
        self.network.is_whole()
            && self.weights.len() == self.network.n_weights()
            && self.weights.iter().all(|&weight| (weight as f32).is_finite())
    }
}

impl Model for NetworkModel {
    /// Softmax probabilities, those of two classes from the one output p of a network for two, 1 − p and p, or sigmoid
    /// outputs divided by their sum; the label is the class of the largest output.
    ///
    /// **Numerics** Where all sigmoid outputs are 0, every class has the same probability.
    fn predict(&self, data: &Dataset) -> Result<Prediction, PredictError> {
        let expected = self.network.n_inputs();
        let shape_error = PredictError::Shape { expected, found: data.n_features() };
        let Some(table) = data.table() else { return Err(shape_error) };
        if table.ncols() != expected {
            return Err(PredictError::Shape { expected, found: table.ncols() });
        }
        let mut probabilities = outputs(&self.network, &self.weights, table);
        if self.network.loss == Loss::BinaryCrossEntropy {
            probabilities = Array2::from_shape_fn((table.nrows(), 2), |(row, class)| {
                let p = probabilities[[row, 0]];
                if class == 1 { p } else { 1.0 - p }
            });
        }
        let mut labels = Vec::with_capacity(table.nrows());
        for mut row in probabilities.outer_iter_mut() {
            labels.push(first_largest(row.iter().copied()));
            if self.network.loss == Loss::SigmoidSquared {
                let sum = row.sum();
                let n_classes = row.len() as f32;
                row.mapv_inplace(|y| if sum > 0.0 { y / sum } else { 1.0 / n_classes });
            }
        }
        Ok(Prediction { probabilities, labels })
    }

    fn ensemble(&self) -> Option<Ensemble> {
        Some(Ensemble::of_one(self.clone()))
    }
}

/// The place of the largest value, the first of equal ones.
pub fn first_largest(values: impl Iterator<Item = f32>) -> u32 {
    let mut best = (0, f32::NEG_INFINITY);
    for (class, value) in values.enumerate() {
        if value > best.1 {
            best = (class as u32, value);
        }
    }
    best.0
}

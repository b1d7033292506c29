//! Several networks that answer together, and the shares of the classes they should answer for.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::{Model, NetworkModel, PredictError, Prediction, network_model};
use crate::data::{Dataset, Records};

/// Networks of the same classes whose probabilities are averaged; one network is an ensemble of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ensemble {
    pub members: Vec<NetworkModel>,
    /// `(n_classes)`: how much a customer of each class counted while the networks learned; empty where all counted
    /// alike.
    pub class_weights: Vec<f64>,
}

impl Ensemble {
    pub fn of_one(model: NetworkModel) -> Self {
        Self { members: vec![model], class_weights: Vec::new() }
    }

    /// Whether it turns so many features into so many probabilities: what a file says may not.
    pub fn is_whole(&self, n_features: usize, n_classes: usize) -> bool {
        let weights = &self.class_weights;
        let weighted = weights.is_empty() || weights.len() == n_classes;
        let held_together = !self.members.is_empty()
            && self.members.iter().all(|member| member.is_whole() && member.network.n_inputs() == n_features)
            && weighted
            && weights.iter().all(|&weight| weight.is_finite() && weight > 0.0);
        let of_nobody = Dataset {
            row_ids: vec![0],
            feature_names: vec![String::new(); n_features],
            records: Records::Table(Array2::zeros((1, n_features))),
            targets: None,
        };
        held_together
            && self.members.iter().all(|member| {
                member.predict(&of_nobody).is_ok_and(|said| said.probabilities.ncols() == n_classes)
            })
    }
}

impl Model for Ensemble {
    /// `pₖ ∝ p̄ₖ / wₖ`, with p̄ the mean over the members and w the class weights: networks that learned from weighted
    /// customers answer as if the classes had the shares that the weights made, and dividing brings them back.
    ///
    /// **Numerics** sums in f64; where nothing is left to divide, every class has the same probability.
    ///
    /// **Source** Saerens, Latinne and Decaestecker 2002, equation 4, for two classes p/(p + (1 − p)·w₁/w₀).
    fn predict(&self, data: &Dataset) -> Result<Prediction, PredictError> {
        let mut predictions = Vec::with_capacity(self.members.len());
        for member in &self.members {
            predictions.push(member.predict(data)?);
        }
        let nothing = || PredictError::Shape { expected: 0, found: data.n_features() };
        if let [_] = predictions[..]
            && self.class_weights.is_empty()
        {
            return predictions.pop().ok_or_else(nothing);
        }
        let mut probabilities = predictions.first().ok_or_else(nothing)?.probabilities.clone();
        let mut labels = Vec::with_capacity(probabilities.nrows());
        let mut sums = vec![0.0_f64; probabilities.ncols()];
        for (index, mut row) in probabilities.outer_iter_mut().enumerate() {
            sums.fill(0.0);
            for prediction in &predictions {
                for (sum, &p) in sums.iter_mut().zip(prediction.probabilities.row(index)) {
                    *sum += f64::from(p);
                }
            }
            for (sum, weight) in sums.iter_mut().zip(&self.class_weights) {
                *sum /= weight;
            }
            let total: f64 = sums.iter().sum();
            let n_classes = sums.len() as f64;
            for (p, &sum) in row.iter_mut().zip(&sums) {
                *p = if total > 0.0 { (sum / total) as f32 } else { (1.0 / n_classes) as f32 };
            }
            labels.push(network_model::first_largest(row.iter().copied()));
        }
        Ok(Prediction { probabilities, labels })
    }

    fn ensemble(&self) -> Option<Ensemble> {
        Some(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::arr2;

    use super::*;
    use crate::nn::{Loss, Network};

    /// A softmax of two classes with these biases, whatever the input.
    fn member(biases: [f64; 2]) -> NetworkModel {
        NetworkModel {
            network: Network::new(1, &[], 2, Loss::Softmax),
            weights: [0.0; 2].into_iter().chain(biases).collect(),
        }
    }

    fn row() -> Dataset {
        Dataset {
            row_ids: vec![0],
            feature_names: vec!["x".to_owned()],
            records: Records::Table(arr2(&[[1.0]])),
            targets: None,
        }
    }

    #[test]
    fn members_are_averaged_and_class_weights_undone() {
        // Odds 1 : 1 and 1 : 3, so 3/4 and 1/2 on average 5/8 for the second class.
        let members = vec![member([0.0, 0.0]), member([0.0, 3.0_f64.ln()])];
        let predict = |class_weights| {
            let ensemble = Ensemble { members: members.clone(), class_weights };
            ensemble.predict(&row()).unwrap()
        };
        let plain = predict(Vec::new());
        assert!((plain.probabilities[[0, 1]] - 0.625).abs() < 1e-6);
        assert_eq!(plain.labels, [1]);
        // The second class counted four times: 5/8 / 4 against 3/8.
        let corrected = predict(vec![1.0, 4.0]);
        assert!((corrected.probabilities[[0, 1]] - (0.625 / 4.0) / (0.625 / 4.0 + 0.375)).abs() < 1e-6);
        assert_eq!(corrected.labels, [0]);
    }

    #[test]
    fn an_ensemble_of_one_answers_as_its_member() {
        let member = member([0.3, -0.2]);
        let alone = member.predict(&row()).unwrap();
        assert_eq!(Ensemble::of_one(member).predict(&row()).unwrap(), alone);
    }
}

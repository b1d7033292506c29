//! What is wrong with the data before training, and with the network after it.

use ndarray::Axis;

use crate::base::{Message, Problem};
use crate::data::{Dataset, Targets};
use crate::models::FitError;
use crate::nn::twin::network_forward;
use crate::nn::{Activation, Network};

const MOST_WEIGHTS: usize = 1_000_000;
const MOST_LAYERS: usize = 16;
/// Rows looked at for units that are stuck; evenly spaced ones, since files are often sorted.
const ROWS_LOOKED_AT: usize = 2000;
/// A unit is stuck when its slope is below a twentieth of the steepest in this share of the rows.
const STUCK_SHARE: f64 = 0.99;

/// Refuses data that no network can learn from; the targets otherwise.
pub(super) fn check_data<'a>(train: &'a Dataset, valid: &Dataset) -> Result<&'a Targets, FitError> {
    let refuse = |message: Message, hint: Message| Err(FitError::Data(Problem::new(message).hint(hint)));
    let Some(targets) = &train.targets else {
        return refuse(Message::new("bp-no-label"), Message::new("bp-no-label-hint"));
    };
    if train.n_samples() == 0 {
        return refuse(Message::new("bp-no-rows"), Message::new("bp-no-rows-hint"));
    }
    if train.n_features() == 0 {
        return refuse(Message::new("bp-no-columns"), Message::new("bp-no-columns-hint"));
    }
    let first = targets.codes.first().copied().unwrap_or_default();
    if targets.codes.iter().all(|&code| code == first) {
        let class = targets.classes.get(first as usize).cloned().unwrap_or_default();
        return refuse(Message::new("bp-one-class").with("class", class), Message::new("bp-one-class-hint"));
    }
    for data in [train, valid] {
        let Some(table) = data.table() else {
            return refuse(Message::new("bp-needs-table"), Message::new("bp-needs-table-hint"));
        };
        if let Some(((row, column), _)) = table.indexed_iter().find(|(_, value)| !value.is_finite()) {
            let message = Message::new("bp-not-finite")
                .with("row", data.row_ids.get(row).map_or(0, |&id| u64::from(id) + 1))
                .with("column", data.feature_names.get(column).cloned().unwrap_or_default());
            return refuse(message, Message::new("bp-not-finite-hint"));
        }
    }
    Ok(targets)
}

/// Refuses networks beyond what memory and patience allow.
pub(super) fn check_size(
    n_inputs: usize,
    hidden: &[(usize, Activation)],
    n_classes: usize,
) -> Result<(), FitError> {
    let sizes = || std::iter::once(n_inputs).chain(hidden.iter().map(|layer| layer.0));
    let outputs = hidden.iter().map(|layer| layer.0).chain([n_classes]);
    let n_weights: usize =
        sizes().zip(outputs).map(|(inputs, outputs)| (inputs + 1).saturating_mul(outputs)).sum();
    if n_weights <= MOST_WEIGHTS && hidden.len() <= MOST_LAYERS {
        return Ok(());
    }
    let message = Message::new("bp-too-large").with("weights", n_weights).with("layers", hidden.len());
    let hint = Message::new("bp-too-large-hint").with("most", MOST_WEIGHTS).with("most_layers", MOST_LAYERS);
    Err(FitError::Params(Problem::new(message).hint(hint)))
}

/// The share of hidden units that no longer react to the customers, over rows from the whole table.
pub(super) fn stuck_share(network: &Network, weights: &[f64], data: &Dataset) -> f64 {
    let Some(table) = data.table() else { return 0.0 };
    let looked_at = evenly_spaced(table.nrows(), ROWS_LOOKED_AT);
    let rows = table.select(Axis(0), &looked_at).mapv(f64::from);
    let outputs = network_forward(network, weights, &rows);
    let (mut stuck, mut units) = (0, 0);
    let last = network.layers.len().saturating_sub(1);
    for (layer, outputs) in network.layers[..last].iter().zip(&outputs[1..]) {
        for unit in outputs.columns() {
            let flat = unit.iter().filter(|&&a| relative_slope(layer.activation, a) < 0.05).count();
            stuck += usize::from(flat as f64 >= STUCK_SHARE * unit.len() as f64);
            units += 1;
        }
    }
    stuck as f64 / units.max(1) as f64
}

/// At most `most` of `n` positions, the first and the last among them.
fn evenly_spaced(n: usize, most: usize) -> Vec<usize> {
    if n <= most { (0..n).collect() } else { (0..most).map(|index| index * (n - 1) / (most - 1)).collect() }
}

/// The slope at output a, relative to the activation's steepest.
fn relative_slope(activation: Activation, a: f64) -> f64 {
    match activation {
        Activation::Sigmoid => 4.0 * a * (1.0 - a),
        Activation::Tanh => 1.0 - a * a,
        Activation::Relu => f64::from(a > 0.0),
        Activation::Identity => 1.0,
    }
}

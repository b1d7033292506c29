//! What is wrong with the data before training, and with the network after it.

use ndarray::{Array2, Axis};

use crate::base::{Message, Problem};
use crate::data::{Dataset, Targets};
use crate::models::{FitError, Model, TrainValid};
use crate::nn::twin::network_forward;
use crate::nn::{Activation, Network};

const MOST_WEIGHTS: usize = 1_000_000;
const MOST_LAYERS: usize = 16;
/// Weights of which every pair is still looked at: 500 make 125,000 pairs.
const MOST_WEIGHTS_IN_PAIRS: usize = 500;
/// Rows times the square of the weights of one iteration, about a second: longer would not answer when stopped.
const MOST_PAIRS: usize = 20_000_000_000;
/// Rows looked at for units that are stuck; evenly spaced ones, since files are often sorted.
const ROWS_LOOKED_AT: usize = 2000;
/// A unit is stuck when its slope is below a twentieth of the steepest in this share of the rows.
const STUCK_SHARE: f64 = 0.99;

fn refuse<T>(message: Message, hint: Message) -> Result<T, FitError> {
    Err(FitError::Data(Problem::new(message).hint(hint)))
}

/// Refuses data that no network can learn from; the table to learn from and its targets otherwise.
pub(super) fn check_data<'a>(
    train: &'a Dataset,
    valid: &Dataset,
) -> Result<(&'a Array2<f32>, &'a Targets), FitError> {
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
    check_table(valid)?;
    Ok((check_table(train)?, targets))
}

fn check_table(data: &Dataset) -> Result<&Array2<f32>, FitError> {
    let Some(table) = data.table() else {
        return refuse(Message::new("bp-needs-table"), Message::new("bp-needs-table-hint"));
    };
    if let Some(((row, column), _)) = table.indexed_iter().find(|(_, value)| !value.is_finite()) {
        let message = Message::new("bp-not-finite")
            .with("row", data.row_ids.get(row).map_or(0, |&id| u64::from(id) + 1))
            .with("column", data.feature_names.get(column).cloned().unwrap_or_default());
        return refuse(message, Message::new("bp-not-finite-hint"));
    }
    Ok(table)
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

/// Refuses networks whose pairs of weights are too many for Levenberg–Marquardt, whose time grows with the rows times
/// the square of the weights.
///
/// The data decide the number of columns, so this is a matter of the data: the other methods of a race go on.
pub(super) fn check_pairs(network: &Network, n_rows: usize) -> Result<(), FitError> {
    let most = MOST_WEIGHTS_IN_PAIRS.min((MOST_PAIRS / n_rows.max(1)).isqrt());
    let n_weights = network.n_weights();
    if n_weights <= most {
        return Ok(());
    }
    let message = Message::new("bp-too-many-pairs").with("weights", n_weights).with("rows", n_rows);
    // A hidden unit costs a weight for every column and every class, and its bias.
    let n_classes = network.n_outputs();
    let units = most.saturating_sub(n_classes) / (network.n_inputs() + n_classes + 1);
    let hint = match units {
        0 => Message::new("bp-too-many-pairs-columns"),
        _ => Message::new("bp-too-many-pairs-hint").with("units", units),
    };
    refuse(message, hint.with("most", most).with("columns", network.n_inputs()))
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

/// What to say of a model that puts every customer it watched into one class.
pub(super) fn one_class_only(model: &dyn Model, data: &TrainValid) -> Option<Message> {
    let watched = if data.valid.n_samples() > 0 { data.valid } else { data.train };
    let labels = model.predict(watched).ok()?.labels;
    let first = labels.first().copied().unwrap_or_default();
    let class = data.train.targets.as_ref()?.classes.get(first as usize).cloned().unwrap_or_default();
    let only = labels.iter().all(|&label| label == first);
    only.then(|| Message::new("bp-predicts-one-class").with("class", class))
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

//! What no recurrent network can learn from, said with row and column.

use super::RnnSettings;
use crate::base::{Message, Problem};
use crate::data::{Dataset, Records};
use crate::models::FitError;
use crate::nn::recurrent::{RecurrentNetwork, Sequences, Task};

/// Fewer customers to learn from teach nothing about others.
const FEWEST_ROWS: usize = 10;
const MOST_WEIGHTS: usize = 2_000_000;
const MOST_LAYERS: usize = 8;
/// Bytes of the states of a batch.
const MOST_BYTES: usize = 1 << 30;

fn refuse<T>(message: Message, hint: Message) -> Result<T, FitError> {
    Err(FitError::Data(Problem::new(message).hint(hint)))
}

/// The sequences of a dataset, if a network with this task can learn from them.
pub(super) fn sequences<'a>(
    data: &'a Dataset,
    targets: Option<&'a [f32]>,
    train: &[u32],
    task: Task,
) -> Result<Sequences<'a>, FitError> {
    let Records::Sequence { steps, lengths } = &data.records else {
        return refuse(Message::new("rnn-needs-sequence"), Message::new("rnn-needs-sequence-hint"));
    };
    let (n_rows, n_steps, n_features) = steps.dim();
    if n_features == 0 || n_steps == 0 {
        return refuse(Message::new("rnn-no-columns"), Message::new("rnn-no-columns-hint"));
    }
    if train.len() < FEWEST_ROWS {
        let message = Message::new("rnn-too-few").with("rows", train.len()).with("least", FEWEST_ROWS);
        return refuse(message, Message::new("rnn-too-few-hint"));
    }
    let number = |row: usize| data.row_ids.get(row).map_or(row as u64, |&id| u64::from(id)) + 1;
    let wrong = |length: &u32| *length == 0 || *length as usize > n_steps;
    if let Some(row) = lengths.iter().position(wrong) {
        let message = Message::new("rnn-no-steps").with("row", number(row));
        return refuse(message, Message::new("rnn-no-steps-hint"));
    }
    if let Some(((row, step, feature), _)) = steps.indexed_iter().find(|(_, value)| !value.is_finite()) {
        let message = Message::new("rnn-not-finite")
            .with("row", number(row))
            .with("step", step + 1)
            .with("column", data.feature_names.get(feature).cloned().unwrap_or_default());
        return refuse(message, Message::new("rnn-not-finite-hint"));
    }
    if task == Task::NextStep && train.iter().all(|&row| lengths[row as usize] < 2) {
        return refuse(Message::new("rnn-one-step"), Message::new("rnn-one-step-hint"));
    }
    let targets = match (task, targets) {
        (Task::Target, Some(targets)) if targets.len() == n_rows => targets,
        (Task::Target, _) => {
            return refuse(Message::new("rnn-no-target"), Message::new("rnn-no-target-hint"));
        }
        _ => &[],
    };
    if let Some(row) = targets.iter().position(|target| !target.is_finite()) {
        let message = Message::new("rnn-target-not-finite").with("row", number(row));
        return refuse(message, Message::new("rnn-not-finite-hint"));
    }
    Ok(Sequences { steps: steps.view(), lengths, targets })
}

/// Refuses networks beyond what memory and patience allow.
pub(super) fn size(settings: &RnnSettings, n_inputs: usize, n_steps: usize) -> Result<(), FitError> {
    let sizes = std::iter::once(n_inputs).chain(settings.units.iter().map(|&units| units as usize));
    // At most 512 units a layer: nothing here overflows.
    let n_layers = settings.units.len();
    let widest = sizes.max().unwrap_or_default();
    let too_deep = n_layers == 0 || n_layers > MOST_LAYERS || widest > MOST_WEIGHTS;
    let n_weights = if too_deep { 0 } else { settings.network(n_inputs).n_weights() };
    let gates = settings.cell.n_gates() + 3;
    let n_units: usize = settings.units.iter().map(|&units| units as usize).sum();
    let bytes = [settings.batch_size, gates, n_units, 4].into_iter().fold(n_steps, usize::saturating_mul);
    if !too_deep && n_weights <= MOST_WEIGHTS && bytes <= MOST_BYTES {
        return Ok(());
    }
    let message = Message::new("rnn-too-large").with("layers", n_layers).with("units", n_units);
    let hint = Message::new("rnn-too-large-hint").with("most_layers", MOST_LAYERS);
    Err(FitError::Params(Problem::new(message).hint(hint)))
}

/// The mean squared error on the watched rows of always answering the mean of the rows learned from; `None` without
/// watched rows.
pub(super) fn error_of_the_mean(
    network: &RecurrentNetwork,
    sequences: &Sequences,
    train: &[u32],
    valid: &[u32],
) -> Option<f64> {
    if network.task != Task::Target || valid.is_empty() {
        return None;
    }
    let target = |row: &u32| f64::from(sequences.targets[*row as usize]);
    let mean = train.iter().map(target).sum::<f64>() / train.len() as f64;
    let squares = valid.iter().map(|row| (target(row) - mean) * (target(row) - mean));
    Some(squares.sum::<f64>() / valid.len() as f64)
}

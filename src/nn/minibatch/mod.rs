//! Mini-batches: epochs of Adam down the cross-entropy of a fully connected network, in f32 on one thread.

mod adam;
mod head;
mod layout;
mod pass;
#[cfg(test)]
mod tests;
mod tiles;

use pulp::Arch;

use super::{Network, Rows};
use crate::base::{Aligned, Stream};
use adam::{Moments, Step};
use layout::Place;
use pass::{Batch, Pass, Scratch};

pub use head::Found;

/// Rows run through the layers together where nothing is learned from them.
const SCORED_ROWS: usize = 64;

/// How a network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    pub learning_rate: f64,
    pub batch_size: usize,
    /// ½·l2·Σw² is added to the mean error of every batch; biases are not penalised.
    pub l2: f64,
    /// The share of hidden units silent in each row of a batch; the others count 1/(1 − share) times.
    pub dropout: f64,
}

/// A training under way: Adam on mini-batches.
///
/// E = 1/n Σ wᵣ·(−ln p of the row's class) + ½·l2·Σw² for a batch of n rows
///
/// **Numerics** f32 with errors summed in f64, held to [`super::Twin`] within 2e-6 of the length of the gradient. All
/// of it on one thread: networks learn side by side. Rows are added in their order whatever the vectors.
///
/// **Source** Keras 3: Adam, `Dropout` (inverted), `class_weight`; a `kernel_regularizer` of l2/2
#[derive(Debug)]
pub struct Training<'a> {
    network: Network,
    rows: Rows<'a>,
    schedule: Schedule,
    arch: Arch,
    places: Vec<Place>,
    weights: Aligned,
    gradient: Aligned,
    moments: Moments,
    batch: Batch,
    scratch: Scratch,
}

impl<'a> Training<'a> {
    /// **Shapes** weights flat as in [`Network`]
    pub fn new(network: Network, rows: Rows<'a>, schedule: Schedule, weights: &[f64]) -> Self {
        Self::on(Arch::new(), network, rows, schedule, weights)
    }

    fn on(arch: Arch, network: Network, rows: Rows<'a>, schedule: Schedule, weights: &[f64]) -> Self {
        let places = layout::places(&network);
        let n_places = layout::n_places(&places);
        // No batch has more rows than there are.
        let max_rows = schedule.batch_size.min(rows.codes.len()).max(SCORED_ROWS);
        let mut packed = Aligned::zeros(n_places);
        layout::pack(&network, &places, weights, packed.as_mut_slice());
        Self {
            batch: Batch::new(network.n_inputs(), max_rows),
            scratch: Scratch::new(&places, max_rows, schedule.dropout),
            gradient: Aligned::zeros(n_places),
            moments: Moments::new(n_places),
            weights: packed,
            network,
            rows,
            schedule,
            arch,
            places,
        }
    }

    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Flat as in [`Network`].
    pub fn weights(&self) -> Vec<f64> {
        layout::unpack(&self.network, &self.places, self.weights.as_slice())
    }

    /// Goes once through the rows in this order, a step a batch; what each batch came to before its own step, with the
    /// units that were silent, summed. Ends early where an error is no number any more.
    pub fn epoch(&mut self, order: &[u32], silence: &mut Stream) -> Found {
        let mut sum = Found::default();
        for batch in order.chunks(self.schedule.batch_size) {
            let found = self.error_and_gradient(batch, silence);
            sum = Found { error: sum.error + found.error, hits: sum.hits + found.hits };
            if !sum.error.is_finite() {
                break;
            }
            self.arch.dispatch(Step {
                places: &self.places,
                learning_rate: self.schedule.learning_rate,
                l2: self.schedule.l2,
                weights: self.weights.as_mut_slice(),
                gradient: self.gradient.as_slice(),
                moments: &mut self.moments,
            });
        }
        sum
    }

    /// What rows come to at the weights as they are, no unit silent.
    pub fn score(&mut self, rows: &Rows<'_>) -> Found {
        let mut sum = Found::default();
        let n_rows = rows.codes.len();
        for first in (0..n_rows).step_by(SCORED_ROWS) {
            self.batch.load(rows, first..n_rows.min(first + SCORED_ROWS));
            let found = self.arch.dispatch(Pass {
                places: &self.places,
                weights: self.weights.as_slice(),
                batch: &self.batch,
                scratch: &mut self.scratch,
                gradient: None,
            });
            sum = Found { error: sum.error + found.error, hits: sum.hits + found.hits };
        }
        sum
    }

    /// The error summed over a batch; the gradient of its mean goes to `self.gradient`, without the penalty.
    fn error_and_gradient(&mut self, batch: &[u32], silence: &mut Stream) -> Found {
        self.batch.load(&self.rows, batch.iter().map(|&row| row as usize));
        self.scratch.draw_masks(&self.places, batch.len(), silence);
        self.arch.dispatch(Pass {
            places: &self.places,
            weights: self.weights.as_slice(),
            batch: &self.batch,
            scratch: &mut self.scratch,
            gradient: Some(self.gradient.as_mut_slice()),
        })
    }
}

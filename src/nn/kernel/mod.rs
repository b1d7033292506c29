//! The fast f32 kernel: error and gradient of a network over packed rows, in parts whose number depends on the
//! work alone, so that the result does not depend on the number of threads.

mod blocks;
mod heads;
mod packed;
mod pass;
#[cfg(test)]
mod tests;
pub(in crate::nn) mod tiles;
pub(in crate::nn) mod vector;

use std::ops::Range;
use std::sync::Arc;

use ndarray::{Array2, ArrayRef2};
use pulp::Arch;
use rayon::prelude::*;

pub use blocks::Blocks;
use blocks::ROWS;
use packed::PackedLayer;
use pass::{Found, Pass, Scratch, Want, WidestTile};

use super::{ErrorSurface, Network};

/// Multiply-adds (rows × weights) worth a thread of their own: about a tenth of a millisecond.
const WORK_PER_PART: usize = 2_000_000;
const MOST_PARTS: usize = 16;
/// Weights in all parts together: each costs 64 bytes of sums.
const MOST_SUMS: usize = 4_000_000;
/// Rows predicted at a time by one thread.
const PREDICTED_ROWS: usize = 4096;

/// Error and correct rows of a [`Kernel`]'s rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The error summed over all rows.
    pub error: f64,
    /// Rows whose largest output is that of their class.
    pub hits: usize,
}

#[derive(Debug)]
struct Part {
    range: Range<usize>,
    scratch: Scratch,
    gradient: Vec<f64>,
    found: Found,
}

/// A network over packed rows in f32; errors are summed in f64.
///
/// **Numerics** Held to [`super::Twin`] at 1e-6 relative, for loss and gradient. The rows are cut into a power of
/// two of parts by their number and the network's size only; parts are added in order.
#[derive(Debug)]
pub struct Kernel {
    network: Network,
    blocks: Arc<Blocks>,
    packed: Vec<PackedLayer>,
    parts: Vec<Part>,
    arch: Arch,
    widest: usize,
}

impl Kernel {
    /// A kernel that gives errors, gradients and scores.
    pub fn new(network: Network, blocks: Arc<Blocks>) -> Self {
        Self::on(Arch::new(), network, blocks, true)
    }

    /// A kernel that gives scores only, with fewer buffers.
    pub fn for_scores(network: Network, blocks: Arc<Blocks>) -> Self {
        Self::on(Arch::new(), network, blocks, false)
    }

    fn on(arch: Arch, network: Network, blocks: Arc<Blocks>, with_gradient: bool) -> Self {
        debug_assert_eq!(network.n_inputs(), blocks.n_features());
        let n_weights = if with_gradient { network.n_weights() } else { 0 };
        let parts = ranges(blocks.n_blocks(), network.n_weights())
            .map(|range| Part {
                range,
                scratch: Scratch::new(&network, with_gradient),
                gradient: vec![0.0; n_weights],
                found: Found::default(),
            })
            .collect();
        let mut packed = Vec::new();
        packed.resize_with(network.layers.len(), PackedLayer::default);
        Self { network, blocks, packed, parts, arch, widest: arch.dispatch(WidestTile) }
    }

    pub fn n_samples(&self) -> usize {
        self.blocks.n_samples()
    }

    /// Error and correct rows at these weights.
    pub fn score(&mut self, weights: &[f64]) -> Score {
        self.pack(weights, false);
        self.run(false);
        let found = self.parts.iter().fold(Found::default(), |sum, part| Found {
            error: sum.error + part.found.error,
            hits: sum.hits + part.found.hits,
        });
        Score { error: found.error, hits: found.hits as usize }
    }

    fn pack(&mut self, weights: &[f64], with_backward: bool) {
        for (index, (packed, layer)) in self.packed.iter_mut().zip(&self.network.layers).enumerate() {
            packed.fill(layer, weights, self.widest, with_backward && index > 0);
        }
    }

    fn run(&mut self, with_gradient: bool) {
        let shared =
            Shared { network: &self.network, packed: &self.packed, blocks: &self.blocks, arch: self.arch };
        shared.run(&mut self.parts, with_gradient);
    }
}

impl ErrorSurface for Kernel {
    fn network(&self) -> &Network {
        &self.network
    }

    fn n_samples(&self) -> usize {
        self.blocks.n_samples()
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        self.pack(weights, true);
        self.run(true);
        gradient.fill(0.0);
        let mut error = 0.0;
        for part in &self.parts {
            error += part.found.error;
            for (sum, slope) in gradient.iter_mut().zip(&part.gradient) {
                *sum += slope;
            }
        }
        error
    }
}

/// What all parts of a pass read.
#[derive(Clone, Copy)]
struct Shared<'a> {
    network: &'a Network,
    packed: &'a [PackedLayer],
    blocks: &'a Blocks,
    arch: Arch,
}

impl Shared<'_> {
    fn run(self, parts: &mut [Part], with_gradient: bool) {
        match parts {
            [] => {}
            [part] => {
                let want = if with_gradient { Want::Gradient(&mut part.gradient) } else { Want::Score };
                let range = part.range.clone();
                part.found = self.pass(range, &mut part.scratch, want);
            }
            parts => {
                let (left, right) = parts.split_at_mut(parts.len() / 2);
                rayon::join(|| self.run(left, with_gradient), || self.run(right, with_gradient));
            }
        }
    }

    fn pass(self, range: Range<usize>, scratch: &mut Scratch, want: Want<'_>) -> Found {
        let Self { network, packed, blocks, arch } = self;
        arch.dispatch(Pass { network, packed, blocks, range, scratch, want })
    }
}

/// Cuts blocks into a power of two of nearly equal ranges, by the work alone.
fn ranges(n_blocks: usize, n_weights: usize) -> impl Iterator<Item = Range<usize>> {
    let work = n_blocks * ROWS * n_weights;
    let affordable = (MOST_SUMS / n_weights.max(1)).clamp(1, MOST_PARTS);
    let wanted = (work / WORK_PER_PART).clamp(1, affordable);
    let n_parts = (1usize << wanted.ilog2()).min(n_blocks.max(1));
    (0..n_parts).map(move |part| part * n_blocks / n_parts..(part + 1) * n_blocks / n_parts)
}

/// The outputs of a network for rows: sigmoid outputs or softmax probabilities.
///
/// **Shapes** weights flat as in [`Network`], records (`n_samples`, `n_inputs`), result (`n_samples`, `n_outputs`)
pub fn outputs(network: &Network, weights: &[f64], records: &ArrayRef2<f32>) -> Array2<f32> {
    let n_outputs = network.n_outputs();
    let mut result = Array2::zeros((records.nrows(), n_outputs));
    let arch = Arch::new();
    let widest = arch.dispatch(WidestTile);
    let mut packed = Vec::new();
    packed.resize_with(network.layers.len(), PackedLayer::default);
    for (packed, layer) in packed.iter_mut().zip(&network.layers) {
        packed.fill(layer, weights, widest, false);
    }
    let chunks: Vec<_> = records
        .axis_chunks_iter(ndarray::Axis(0), PREDICTED_ROWS)
        .zip(result.axis_chunks_iter_mut(ndarray::Axis(0), PREDICTED_ROWS))
        .collect();
    chunks.into_par_iter().for_each(|(records, mut result)| {
        let blocks = Blocks::pack(&records, &[]);
        let shared = Shared { network, packed: &packed, blocks: &blocks, arch };
        if let Some(to) = result.as_slice_mut() {
            shared.pass(0..blocks.n_blocks(), &mut Scratch::new(network, false), Want::Outputs(to));
        }
    });
    result
}

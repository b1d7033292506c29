//! A network's error over all rows in f64, part by part: for minima that shall be right to the last digits.

use std::ops::Range;

use ndarray::{Array1, ArrayView1, Axis, Slice};
use rayon::prelude::*;

use super::minibatch::Found;
use super::twin::{network_outputs, one_hot};
use super::{ErrorSurface, Network, Rows, Twin};

/// Rows a thread takes at a time; their f64 copies fit the caches.
const PART: usize = 2048;

/// A network over rows, every row times its weight.
///
/// **Numerics** The [`Twin`] over parts of 2,048 rows whose sums are added in order: the same for any number of
/// threads.
#[derive(Debug)]
pub struct Exact<'a> {
    network: Network,
    rows: Rows<'a>,
}

impl<'a> Exact<'a> {
    pub fn new(network: Network, rows: Rows<'a>) -> Self {
        Self { network, rows }
    }

    /// What the rows come to at these weights.
    ///
    /// **Shapes** weights flat as in [`Network`]
    pub fn score(&self, weights: &[f64]) -> Found {
        let parts = self.parts().map(|range| {
            let error = self.twin(range.clone()).error_and_gradient(weights, &mut vec![0.0; weights.len()]);
            let inputs = self.rows.table.slice_axis(Axis(0), Slice::from(range.clone())).mapv(f64::from);
            let outputs = network_outputs(&self.network, weights, &inputs);
            let labels = outputs.outer_iter().map(|row| label(&row));
            let hits = labels.zip(&self.rows.codes[range]).filter(|(label, code)| label == *code).count();
            Found { error, hits }
        });
        let found: Vec<Found> = parts.collect();
        found.iter().fold(Found::default(), |sum, part| Found {
            error: sum.error + part.error,
            hits: sum.hits + part.hits,
        })
    }

    fn parts(&self) -> impl IndexedParallelIterator<Item = Range<usize>> {
        let n_rows = self.rows.codes.len();
        (0..n_rows.div_ceil(PART)).into_par_iter().map(move |part| part * PART..n_rows.min((part + 1) * PART))
    }

    fn twin(&self, range: Range<usize>) -> Twin {
        let mut targets = one_hot(&self.rows.codes[range.clone()], self.network.n_classes());
        for (row, mut target) in range.clone().zip(targets.outer_iter_mut()) {
            target *= self.rows.weight(row);
        }
        let inputs = self.rows.table.slice_axis(Axis(0), Slice::from(range)).mapv(f64::from);
        Twin::new(self.network.clone(), inputs, targets)
    }
}

/// The class of the largest output, the first of equal ones; of a single output, whether it is above ½.
fn label(outputs: &ArrayView1<f64>) -> u32 {
    if let [p] = outputs.to_vec()[..] {
        return u32::from(p > 0.5);
    }
    let mut best = (0, f64::NEG_INFINITY);
    for (class, &p) in outputs.iter().enumerate() {
        if p > best.1 {
            best = (class as u32, p);
        }
    }
    best.0
}

impl ErrorSurface for Exact<'_> {
    fn network(&self) -> &Network {
        &self.network
    }

    fn n_samples(&self) -> usize {
        self.rows.codes.len()
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let parts = self.parts().map(|range| {
            let mut slopes = Array1::zeros(weights.len());
            let error = slopes
                .as_slice_mut()
                .map_or(f64::NAN, |slopes| self.twin(range).error_and_gradient(weights, slopes));
            (error, slopes)
        });
        let found: Vec<(f64, Array1<f64>)> = parts.collect();
        gradient.fill(0.0);
        let mut error = 0.0;
        for (of_part, slopes) in found {
            error += of_part;
            for (sum, slope) in gradient.iter_mut().zip(slopes) {
                *sum += slope;
            }
        }
        error
    }
}

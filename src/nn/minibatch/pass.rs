//! One pass over a batch: forward, and backward where the gradient is wanted.

use pulp::{Simd, WithSimd};

use super::head::{Found, cross_entropy};
use super::layout::Place;
use super::tiles::{Finish, Numbers, multiply};
use crate::base::{Aligned, Stream};
use crate::nn::Rows;
use crate::nn::recurrent::kernel::tiles::{Columns, add_outer};

/// The rows of a batch.
#[derive(Debug)]
pub(super) struct Batch {
    /// `[row][input]`
    x: Aligned,
    n_inputs: usize,
    ones: Aligned,
    pub(super) codes: Vec<u32>,
    pub(super) weights: Vec<f64>,
}

impl Batch {
    pub(super) fn new(n_inputs: usize, max_rows: usize) -> Self {
        let mut ones = Aligned::zeros(max_rows);
        ones.as_mut_slice().fill(1.0);
        let x = Aligned::zeros(max_rows * n_inputs);
        Self { x, n_inputs, ones, codes: Vec::new(), weights: Vec::new() }
    }

    pub(super) fn load(&mut self, rows: &Rows<'_>, chosen: impl Iterator<Item = usize>) {
        self.codes.clear();
        self.weights.clear();
        let places = self.x.as_mut_slice().chunks_exact_mut(self.n_inputs.max(1));
        for (to, row) in places.zip(chosen) {
            ndarray::ArrayViewMut1::from(to).assign(&rows.table.row(row));
            self.codes.push(rows.codes[row]);
            self.weights.push(rows.weight(row));
        }
    }
}

/// Buffers of a pass, allocated once.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Per layer `[row][lanes]`; hidden ones already masked.
    outputs: Vec<Aligned>,
    /// Per layer `[row][lanes]`: the error's derivative by the weighted sums.
    deltas: Vec<Aligned>,
    /// Per layer `[unit][lanes of its inputs]`; empty for the first.
    transposed: Vec<Aligned>,
    /// Per hidden layer `[row][lanes]`: 0, or 1/keep; empty without dropout.
    masks: Vec<Aligned>,
    /// The share of units that stay.
    keep: f64,
}

/// Random bits a unit's fate is decided by.
const BITS: u32 = 16;

impl Scratch {
    pub(super) fn new(places: &[Place], max_rows: usize, dropout: f64) -> Self {
        let layer = |place: &Place| Aligned::zeros(max_rows * place.lanes);
        let steps = f64::from(1u32 << BITS);
        let keep = 1.0 - libm::round(dropout * steps) / steps;
        let n_hidden = places.len().saturating_sub(1);
        let n_masked = if keep < 1.0 { n_hidden } else { 0 };
        let below = places.iter().zip(&places[1.min(places.len())..]);
        let transposed = below.map(|(below, place)| Aligned::zeros(place.n_units * below.lanes));
        Self {
            outputs: places.iter().map(layer).collect(),
            deltas: places.iter().map(layer).collect(),
            transposed: std::iter::once(Aligned::zeros(0)).chain(transposed).collect(),
            masks: places[..n_masked].iter().map(layer).collect(),
            keep,
        }
    }

    /// Draws which hidden units of the next batch's rows are silent.
    pub(super) fn draw_masks(&mut self, places: &[Place], n_rows: usize, stream: &mut Stream) {
        let dropped = libm::round((1.0 - self.keep) * f64::from(1u32 << BITS)) as u64;
        let stays = (1.0 / self.keep) as f32;
        for (mask, place) in self.masks.iter_mut().zip(places) {
            let rows = mask.as_mut_slice().chunks_exact_mut(place.lanes).take(n_rows);
            for row in rows {
                for units in row[..place.n_units].chunks_mut((u64::BITS / BITS) as usize) {
                    let mut bits = stream.next_u64();
                    for unit in units {
                        // Multiplied, not chosen: a branch that nobody can foresee costs more than all the rest.
                        *unit = f32::from(u8::from(bits & ((1 << BITS) - 1) >= dropped)) * stays;
                        bits >>= BITS;
                    }
                }
            }
        }
    }

    #[cfg(test)]
    pub(super) fn masks(&self) -> &[Aligned] {
        &self.masks
    }
}

/// One pass, to be dispatched to the widest vectors of the processor.
pub(super) struct Pass<'a> {
    pub(super) places: &'a [Place],
    pub(super) weights: &'a [f32],
    pub(super) batch: &'a Batch,
    pub(super) scratch: &'a mut Scratch,
    /// Where the gradient of the mean error goes: then the masks apply, too.
    pub(super) gradient: Option<&'a mut [f32]>,
}

impl WithSimd for Pass<'_> {
    type Output = Found;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Found {
        if const { S::F32_LANES == 16 } {
            self.run::<S, 8, 2, 1>(simd)
        } else if const { S::F32_LANES == 8 } {
            self.run::<S, 2, 4, 2>(simd)
        } else {
            self.run::<S, 2, 4, 4>(simd)
        }
    }
}

impl Pass<'_> {
    #[inline(always)]
    fn run<S: Simd, const R: usize, const C: usize, const T: usize>(mut self, simd: S) -> Found {
        for index in 0..self.places.len() {
            self.forward::<S, R, C, T>(simd, index);
        }
        let (Some(logits), Some(deltas), Some(place)) =
            (self.scratch.outputs.last(), self.scratch.deltas.last_mut(), self.places.last())
        else {
            return Found::default();
        };
        let found = cross_entropy(logits.as_slice(), place, self.batch, deltas.as_mut_slice());
        if let Some(gradient) = self.gradient.take() {
            for index in (1..self.places.len()).rev() {
                self.backward::<S, R, C, T>(simd, index);
            }
            gradient.fill(0.0);
            for index in 0..self.places.len() {
                self.add_gradient::<S, R>(simd, index, gradient);
            }
        }
        found
    }

    fn n_rows(&self) -> usize {
        self.batch.codes.len()
    }

    #[inline(always)]
    fn forward<S: Simd, const R: usize, const C: usize, const T: usize>(&mut self, simd: S, index: usize) {
        let place = self.places[index];
        let (matrix, biases) = place.split(self.weights);
        let (below, from_here) = self.scratch.outputs.split_at_mut(index);
        let mask = match self.scratch.masks.get(index) {
            Some(mask) if self.gradient.is_some() => S::as_simd_f32s(mask.as_slice()).0,
            _ => &[],
        };
        multiply::<S, R, C, T>(
            simd,
            inputs(self.batch, self.places, below, index),
            (S::as_simd_f32s(matrix).0, S::as_simd_f32s(biases).0),
            Finish::Forward { activation: place.activation, mask },
            (S::as_mut_simd_f32s(from_here[0].as_mut_slice()).0, place.lanes / S::F32_LANES),
        );
    }

    /// The derivative by the weighted sums of the layer below, from that of this layer.
    #[inline(always)]
    fn backward<S: Simd, const R: usize, const C: usize, const T: usize>(&mut self, simd: S, index: usize) {
        let (place, below) = (self.places[index], self.places[index - 1]);
        let n_rows = self.n_rows();
        let transposed = self.scratch.transposed[index].as_mut_slice();
        let rows = place.split(self.weights).0.chunks_exact(place.lanes);
        for (input, row) in rows.enumerate() {
            for (to, &weight) in transposed[input..].iter_mut().step_by(below.lanes).zip(row) {
                *to = weight;
            }
        }
        let masked = S::as_simd_f32s(self.scratch.outputs[index - 1].as_slice()).0;
        let mask =
            self.scratch.masks.get(index - 1).map_or(&[][..], |mask| S::as_simd_f32s(mask.as_slice()).0);
        let (to, from) = self.scratch.deltas.split_at_mut(index);
        let deltas = Numbers { values: from[0].as_slice(), stride: place.lanes, n: place.n_units, n_rows };
        let (activation, keep) = (below.activation, self.scratch.keep as f32);
        multiply::<S, R, C, T>(
            simd,
            deltas,
            (S::as_simd_f32s(transposed).0, &[]),
            Finish::Backward { activation, mask, masked, keep },
            (S::as_mut_simd_f32s(to[index - 1].as_mut_slice()).0, below.lanes / S::F32_LANES),
        );
    }

    #[inline(always)]
    fn add_gradient<S: Simd, const K: usize>(&self, simd: S, index: usize, gradient: &mut [f32]) {
        let place = self.places[index];
        let (n_rows, n_vectors) = (self.n_rows(), place.lanes / S::F32_LANES);
        let (weights, biases) = place.split_mut(gradient);
        let deltas = &self.scratch.deltas[index].as_slice()[..n_rows * place.lanes];
        let d = Columns { values: S::as_simd_f32s(deltas).0, stride: n_vectors, from: 0, n: n_vectors };
        let Numbers { values, stride, n, .. } =
            inputs(self.batch, self.places, &self.scratch.outputs[..index], index);
        let x = Columns { values: &values[..n_rows * stride], stride, from: 0, n };
        add_outer::<S, K>(simd, x, d, S::as_mut_simd_f32s(weights).0);
        let ones = Columns { values: &self.batch.ones.as_slice()[..n_rows], stride: 1, from: 0, n: 1 };
        add_outer::<S, K>(simd, ones, d, S::as_mut_simd_f32s(biases).0);
    }
}

/// What a layer reads: the rows, or the outputs of the layer below.
#[inline(always)]
fn inputs<'a>(batch: &'a Batch, places: &[Place], below: &'a [Aligned], index: usize) -> Numbers<'a> {
    let (n, n_rows) = (places[index].n_inputs, batch.codes.len());
    match below.last() {
        None => Numbers { values: batch.x.as_slice(), stride: n, n, n_rows },
        Some(outputs) => Numbers { values: outputs.as_slice(), stride: places[index - 1].lanes, n, n_rows },
    }
}

//! One pass of the kernel over a range of blocks: forward, and backward where the gradient is wanted.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::blocks::{Blocks, ROWS};
use super::tiles::{Rows, add_gradient, backward_layer, forward_layer};
use super::{heads, packed::PackedLayer};
use crate::base::Aligned;
use crate::nn::{Loss, Network};

/// Blocks whose activations are kept until their weight gradient is summed; small enough for the caches.
const CHUNK: usize = 8;
/// The widest vector there is, in f32.
const WIDEST: usize = 16;

/// Buffers of a pass, allocated once.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Per hidden layer `[block][unit][row]` with one more row of ones; per output layer without.
    outputs: Vec<Aligned>,
    /// Per hidden layer `[block][unit][row]`; the output layer's δ takes the place of its outputs.
    deltas: Vec<Aligned>,
    /// Per layer, one vector a weight; empty without gradient.
    sums: Vec<Aligned>,
}

impl Scratch {
    pub(super) fn new(network: &Network, with_gradient: bool) -> Self {
        let last = network.layers.len().saturating_sub(1);
        let mut scratch = Self { outputs: Vec::new(), deltas: Vec::new(), sums: Vec::new() };
        for (index, layer) in network.layers.iter().enumerate() {
            let stride = layer.n_outputs + usize::from(index < last);
            let mut outputs = Aligned::zeros(CHUNK * stride * ROWS);
            if index < last {
                for block in outputs.as_mut_slice().chunks_exact_mut(stride * ROWS) {
                    block[layer.n_outputs * ROWS..].fill(1.0);
                }
            }
            scratch.outputs.push(outputs);
            if with_gradient {
                scratch.deltas.push(Aligned::zeros(if index < last {
                    CHUNK * layer.n_outputs * ROWS
                } else {
                    0
                }));
                scratch.sums.push(Aligned::zeros(layer.n_weights() * WIDEST));
            }
        }
        scratch
    }
}

/// What a pass is to find.
pub(super) enum Want<'a> {
    /// The error, and the gradient summed over the rows.
    Gradient(&'a mut [f64]),
    /// The error and the number of rows whose class is found.
    Score,
    /// The outputs of every row, (rows of the range, `n_outputs`).
    Outputs(&'a mut [f32]),
}

/// What a pass found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) error: f64,
    pub(super) hits: f64,
}

/// One pass, to be dispatched to the widest vectors of the processor.
pub(super) struct Pass<'a> {
    pub(super) network: &'a Network,
    pub(super) packed: &'a [PackedLayer],
    pub(super) blocks: &'a Blocks,
    pub(super) range: Range<usize>,
    pub(super) scratch: &'a mut Scratch,
    pub(super) want: Want<'a>,
}

/// The widest tile of units: 8 × 2 vectors fill half of AVX-512's registers, 2 × 4 half of AVX2's.
pub(super) struct WidestTile;

impl WithSimd for WidestTile {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> usize {
        if S::F32_LANES == 16 { 8 } else { 2 }
    }
}

impl WithSimd for Pass<'_> {
    type Output = Found;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Found {
        if const { S::F32_LANES == 16 } {
            self.run::<S, 2, 8, 4, 6>(simd)
        } else if const { S::F32_LANES == 8 } {
            self.run::<S, 4, 2, 2, 4>(simd)
        } else if const { S::F32_LANES == 4 } {
            self.run::<S, 8, 2, 2, 4>(simd)
        } else {
            self.run::<S, 32, 2, 2, 4>(simd)
        }
    }
}

/// The slice as rows of V vectors.
#[inline(always)]
fn rows<S: Simd, const V: usize>(slice: &[f32]) -> &[[S::f32s; V]] {
    S::as_simd_f32s(slice).0.as_chunks::<V>().0
}

#[inline(always)]
fn rows_mut<S: Simd, const V: usize>(slice: &mut [f32]) -> &mut [[S::f32s; V]] {
    S::as_mut_simd_f32s(slice).0.as_chunks_mut::<V>().0
}

impl Pass<'_> {
    #[inline(always)]
    fn run<S: Simd, const V: usize, const U: usize, const K: usize, const I: usize>(
        mut self,
        simd: S,
    ) -> Found {
        let mut found = Found::default();
        for sums in &mut self.scratch.sums {
            sums.as_mut_slice().fill(0.0);
        }
        let mut chunk = self.range.start;
        while chunk < self.range.end {
            let end = self.range.end.min(chunk + CHUNK);
            for block in chunk..end {
                self.forward::<S, V, U>(simd, block, block - chunk);
                self.head::<S, V>(simd, block, block - chunk, &mut found);
                if matches!(self.want, Want::Gradient(_)) {
                    self.backward::<S, V, U>(simd, block - chunk);
                }
            }
            if matches!(self.want, Want::Gradient(_)) {
                self.add_gradients::<S, V, K, I>(simd, chunk, end);
            }
            chunk = end;
        }
        if let Want::Gradient(gradient) = &mut self.want {
            for (layer, sums) in self.network.layers.iter().zip(&self.scratch.sums) {
                let sums = S::as_simd_f32s(sums.as_slice()).0;
                let (n_inputs, weights, bias) = (layer.n_inputs, layer.weights(), layer.bias());
                for (unit, sums) in sums.chunks_exact(n_inputs + 1).take(layer.n_outputs).enumerate() {
                    let to = &mut gradient[weights.start + unit * n_inputs..][..n_inputs];
                    for (to, sum) in to.iter_mut().zip(sums) {
                        *to = f64::from(simd.reduce_sum_f32s(*sum));
                    }
                    gradient[bias.start + unit] = f64::from(simd.reduce_sum_f32s(sums[n_inputs]));
                }
            }
        }
        found
    }

    /// Outputs of every layer for a block; `slot` is the block's place in the chunk.
    #[inline(always)]
    fn forward<S: Simd, const V: usize, const U: usize>(&mut self, simd: S, block: usize, slot: usize) {
        for (index, (layer, packed)) in self.network.layers.iter().zip(self.packed).enumerate() {
            let (below, from_here) = self.scratch.outputs.split_at_mut(index);
            let inputs = below.last().map_or(self.blocks.rows(), Aligned::as_slice);
            let place = if index == 0 { block } else { slot };
            let x = &rows::<S, V>(inputs)[place * (layer.n_inputs + 1)..][..layer.n_inputs];
            let stride = layer.n_outputs + usize::from(index + 1 < self.network.layers.len());
            let out = &mut rows_mut::<S, V>(from_here[0].as_mut_slice())[slot * stride..][..layer.n_outputs];
            forward_layer::<S, V, U>(simd, &packed.forward, layer.activation, x, out);
        }
    }

    /// The error of a block and δ in place of its outputs, or the outputs themselves.
    #[inline(always)]
    fn head<S: Simd, const V: usize>(&mut self, simd: S, block: usize, slot: usize, found: &mut Found) {
        let n_outputs = self.network.n_outputs();
        let Some(last) = self.scratch.outputs.last_mut() else { return };
        let outputs = &mut rows_mut::<S, V>(last.as_mut_slice())[slot * n_outputs..][..n_outputs];
        if let Want::Outputs(to) = &mut self.want {
            match self.network.loss {
                Loss::SigmoidSquared => {}
                Loss::Softmax => heads::softmax(simd, outputs),
                Loss::BinaryCrossEntropy => heads::sigmoids(simd, outputs),
            }
            let first = (block - self.range.start) * ROWS * n_outputs;
            let outputs = pulp::bytemuck::cast_slice::<S::f32s, f32>(outputs.as_flattened());
            for (row, to) in to[first..].chunks_exact_mut(n_outputs).take(ROWS).enumerate() {
                for (class, to) in to.iter_mut().enumerate() {
                    *to = outputs[class * ROWS + row];
                }
            }
            return;
        }
        let codes = &rows::<S, V>(self.blocks.codes())[block];
        if matches!(self.want, Want::Score) {
            found.hits += f64::from(match self.network.loss {
                Loss::BinaryCrossEntropy => heads::binary_hits(simd, outputs, codes),
                Loss::SigmoidSquared | Loss::Softmax => heads::hits(simd, outputs, codes),
            });
        }
        found.error += match self.network.loss {
            Loss::SigmoidSquared => heads::squared_error(simd, outputs, codes),
            Loss::Softmax => heads::log_loss(simd, outputs, codes),
            Loss::BinaryCrossEntropy => heads::binary_log_loss(simd, outputs, codes),
        };
    }

    /// δ of every hidden layer for the block at `slot`, from the output layer downwards.
    #[inline(always)]
    fn backward<S: Simd, const V: usize, const U: usize>(&mut self, simd: S, slot: usize) {
        let last = self.network.layers.len() - 1;
        for index in (0..last).rev() {
            let (layer, above) = (&self.network.layers[index], &self.network.layers[index + 1]);
            let (deltas, deltas_above) = self.scratch.deltas.split_at_mut(index + 1);
            let source = if index + 1 == last {
                self.scratch.outputs[last].as_slice()
            } else {
                deltas_above[0].as_slice()
            };
            let source = &rows::<S, V>(source)[slot * above.n_outputs..][..above.n_outputs];
            let a = rows::<S, V>(self.scratch.outputs[index].as_slice());
            let a = &a[slot * (layer.n_outputs + 1)..][..layer.n_outputs];
            let out = &mut rows_mut::<S, V>(deltas[index].as_mut_slice())[slot * layer.n_outputs..];
            let out = &mut out[..layer.n_outputs];
            backward_layer::<S, V, U>(
                simd,
                &self.packed[index + 1].backward,
                layer.activation,
                source,
                a,
                out,
            );
        }
    }

    /// Adds the weight gradients of the blocks `chunk..end`.
    #[inline(always)]
    fn add_gradients<S: Simd, const V: usize, const K: usize, const I: usize>(
        &mut self,
        simd: S,
        chunk: usize,
        end: usize,
    ) {
        let last = self.network.layers.len() - 1;
        for (index, layer) in self.network.layers.iter().enumerate() {
            let stride = layer.n_inputs + 1;
            let (inputs, first) = match index {
                0 => (self.blocks.rows(), chunk),
                _ => (self.scratch.outputs[index - 1].as_slice(), 0),
            };
            let deltas =
                if index == last { &self.scratch.outputs[last] } else { &self.scratch.deltas[index] };
            let sources = Rows::<S, V> {
                deltas: &rows::<S, V>(deltas.as_slice())[..(end - chunk) * layer.n_outputs],
                inputs: &rows::<S, V>(inputs)[first * stride..][..(end - chunk) * stride],
                n_deltas: layer.n_outputs,
                n_inputs: stride,
            };
            let sums = S::as_mut_simd_f32s(self.scratch.sums[index].as_mut_slice()).0;
            add_gradient::<S, V, K, I>(simd, sources, sums);
        }
    }
}

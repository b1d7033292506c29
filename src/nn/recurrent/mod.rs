//! Recurrent networks: layers that read a sequence step by step, what they are trained on, and the engines that
//! compute them.

pub mod cell;
mod head;
pub mod init;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
pub mod kernel;
pub mod network;
pub mod pass;
pub mod stack;
pub mod training;
pub mod twin;

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use serde::{Deserialize, Serialize};

pub use kernel::Kernel;
pub use network::{RecurrentNetwork, Task};
pub use pass::{Pass, Sequences};
pub use stack::Stack;
pub use training::Training;
pub use twin::Twin;

/// What a unit does with its state at a step.
///
/// **Source** Keras 3.15 (`tests/reference/keras_rnn.json`)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// h = tanh(x·W + h′·U + b)
    #[default]
    Simple,
    /// Gates i, f, c, o: c = σ(f)·c′ + σ(i)·tanh(g), h = σ(o)·tanh(c)
    Lstm,
    /// Gates z, r, h, the bias of h′·U inside the reset gate (`reset_after`): h = z·h′ + (1 − z)·ĥ
    Gru,
}

impl Cell {
    /// The word used in recipes and files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Lstm => "lstm",
            Self::Gru => "gru",
        }
    }

    /// How many numbers a unit computes from its inputs at a step.
    pub fn n_gates(self) -> usize {
        match self {
            Self::Simple => 1,
            Self::Lstm => 4,
            Self::Gru => 3,
        }
    }
}

/// A recurrent layer. Its weights stand in one flat vector as in Keras, with g gates and u units: the kernel
/// (`n_inputs`, g·u) row after row, the recurrent kernel (u, g·u) row after row, the bias (g·u), for a GRU (2, 3u):
/// first that of x·W, then that of h′·U.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurrentLayer {
    pub cell: Cell,
    pub n_inputs: usize,
    pub n_units: usize,
}

impl RecurrentLayer {
    /// Width of kernel, recurrent kernel and bias: gates times units.
    pub fn width(&self) -> usize {
        self.cell.n_gates() * self.n_units
    }

    pub fn n_biases(&self) -> usize {
        match self.cell {
            Cell::Gru => 2 * self.width(),
            Cell::Simple | Cell::Lstm => self.width(),
        }
    }

    /// Number of weights and biases.
    pub fn n_weights(&self) -> usize {
        (self.n_inputs + self.n_units) * self.width() + self.n_biases()
    }

    /// Kernel, recurrent kernel and bias of this layer's flat vector.
    pub fn split<'a, R>(&self, weights: &'a [R]) -> (&'a [R], &'a [R], &'a [R]) {
        let (kernel, rest) = weights.split_at(self.n_inputs * self.width());
        let (recurrent, bias) = rest.split_at(self.n_units * self.width());
        (kernel, recurrent, bias)
    }

    /// Kernel, recurrent kernel and bias of this layer's flat vector, to be written.
    pub fn split_mut<'a, R>(&self, weights: &'a mut [R]) -> (&'a mut [R], &'a mut [R], &'a mut [R]) {
        let (kernel, rest) = weights.split_at_mut(self.n_inputs * self.width());
        let (recurrent, bias) = rest.split_at_mut(self.n_units * self.width());
        (kernel, recurrent, bias)
    }
}

/// The numbers an engine computes with: f64 in the twin, f32 in the kernel.
pub trait Real:
    Copy
    + Debug
    + Default
    + PartialOrd
    + Send
    + Sync
    + Add<Output = Self>
    + AddAssign
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + 'static
{
    fn of(value: f64) -> Self;
    fn wide(self) -> f64;
}

impl Real for f32 {
    fn of(value: f64) -> Self {
        value as Self
    }

    fn wide(self) -> f64 {
        f64::from(self)
    }
}

impl Real for f64 {
    fn of(value: f64) -> Self {
        value
    }

    fn wide(self) -> f64 {
        self
    }
}

/// Numbers of every step of every row, time-major: those of row r at step t begin at (t·`n_rows` + r)·`stride`.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a, R> {
    pub values: &'a [R],
    /// Distance from row to row: at least the numbers a row has; what stands behind them is 0.
    pub stride: usize,
}

/// As [`Steps`], to be written; what stands behind a row's own numbers stays 0.
#[derive(Debug)]
pub struct StepsMut<'a, R> {
    pub values: &'a mut [R],
    pub stride: usize,
}

/// The states of a layer and the gradient on them.
pub type States<'a, R> = (Steps<'a, R>, StepsMut<'a, R>);

/// On which outputs of a layer the error depends directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outputs {
    /// On those of the last step (in which every row still has the state of its own last step): only the last step
    /// of the gradient on the outputs was filled, all before are taken as 0.
    Last,
    /// On those of every step.
    Every,
}

/// One recurrent layer with buffers for some rows, on one thread: nothing here is split or joined.
///
/// A step at or beyond a row's length is masked: the row's state (h, and c of an LSTM) is carried on unchanged and
/// neither weights nor inputs get a gradient from it, so that padding changes nothing.
///
/// The gradient on the outputs is filled by whoever comes above, before `backward`.
pub trait Engine: Send {
    type Real: Real;

    /// Buffers for `n_steps` steps of up to `max_rows` rows.
    fn new(layer: RecurrentLayer, n_steps: usize, max_rows: usize) -> Self;

    fn layer(&self) -> RecurrentLayer;

    /// Runs the rows through the steps from a state of zeros and keeps what `backward` needs.
    ///
    /// **Shapes** weights flat as in [`RecurrentLayer`]; x `[n_steps][n_rows][stride]` with `n_inputs` numbers a row;
    /// lengths (`n_rows`), each in 1..=`n_steps`, at most `max_rows` of them
    fn forward(&mut self, weights: &[Self::Real], x: Steps<'_, Self::Real>, lengths: &[u32]);

    /// h of the last `forward` and the gradient on it, both `[n_steps][n_rows][stride]` with `n_units` numbers a row.
    /// The gradient may hold anything before it is filled (but 0 behind the units) and after `backward`.
    fn hidden_and_gradient(&mut self) -> States<'_, Self::Real>;

    /// Back-propagation through time from the gradient on the outputs. `d_weights` and `d_x` are overwritten; masked
    /// steps of `d_x` become 0.
    ///
    /// **Shapes** weights, x as in the `forward` before; `d_weights` as weights; `d_x` as x, with its own stride
    fn backward(
        &mut self,
        weights: &[Self::Real],
        x: Steps<'_, Self::Real>,
        outputs: Outputs,
        d_weights: &mut [Self::Real],
        d_x: Option<StepsMut<'_, Self::Real>>,
    );
}

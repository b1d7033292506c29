//! A network over some rows, there and back, on one thread.

use ndarray::{ArrayView3, Axis};

use super::head::Head;
use super::stack::Stack;
use super::{Engine, Outputs, Real, RecurrentNetwork, Steps, StepsMut, Task};

/// The sequences a network learns from, and what it learns of them.
#[derive(Clone, Copy, Debug)]
pub struct Sequences<'a> {
    /// (`n_rows`, `n_steps`, `n_features`)
    pub steps: ArrayView3<'a, f32>,
    /// (`n_rows`), each in 1..=`n_steps`
    pub lengths: &'a [u32],
    /// (`n_rows`), for [`Task::Target`] only; empty for the others.
    pub targets: &'a [f32],
}

impl Sequences<'_> {
    pub fn n_steps(&self) -> usize {
        self.steps.dim().1
    }

    /// Writes rows time-major.
    ///
    /// **Shapes** to `[n_steps][rows.len()][n_features]`
    pub fn gather<R: Real>(&self, rows: &[u32], to: &mut [R]) {
        let n_features = self.steps.dim().2;
        for (place, &row) in rows.iter().enumerate() {
            let sequence = self.steps.index_axis(Axis(0), row as usize);
            let (mut step, mut feature) = (0, 0);
            for &value in sequence {
                to[(step * rows.len() + place) * n_features + feature] = R::of(f64::from(value));
                feature += 1;
                if feature == n_features {
                    (step, feature) = (step + 1, 0);
                }
            }
        }
    }
}

/// The rows an error is about.
#[derive(Debug)]
struct Loaded<R> {
    /// `[step][row][n_inputs]`
    x: Vec<R>,
    n_inputs: usize,
    lengths: Vec<u32>,
    targets: Vec<R>,
}

impl<R: Real> Loaded<R> {
    fn steps(&self) -> Steps<'_, R> {
        Steps { values: &self.x, stride: self.n_inputs }
    }

    /// What is to be predicted from the state of a row after a step, if anything.
    fn target(&self, task: Task, step: usize, row: usize) -> Option<&[R]> {
        let predicted = match task {
            Task::Target => return self.targets.get(row..=row),
            Task::NextStep => step + 1,
            Task::Autoencoder => step,
        };
        let from = (predicted * self.lengths.len() + row) * self.n_inputs;
        (predicted < self.lengths[row] as usize).then(|| &self.x[from..from + self.n_inputs])
    }
}

/// The decoding layer of an autoencoder.
#[derive(Debug)]
struct Decoder<E: Engine> {
    engine: E,
    /// The embedding, a copy a step `[step][row][n_units]`: what it reads.
    repeated: Vec<E::Real>,
    d_repeated: Vec<E::Real>,
}

impl<E: Engine> Decoder<E> {
    /// Copies the last states of the encoder to every step and decodes them.
    fn forward(&mut self, weights: &[E::Real], hidden: Steps<'_, E::Real>, n_steps: usize, lengths: &[u32]) {
        let n_units = self.engine.layer().n_inputs;
        let last = &hidden.values[(n_steps - 1) * lengths.len() * hidden.stride..];
        let steps = self.repeated.chunks_exact_mut(lengths.len() * n_units).take(n_steps);
        for step in steps {
            for (to, from) in step.chunks_exact_mut(n_units).zip(last.chunks_exact(hidden.stride)) {
                to.copy_from_slice(&from[..n_units]);
            }
        }
        self.engine.forward(weights, Steps { values: &self.repeated, stride: n_units }, lengths);
    }

    /// Back to the gradient on the encoder's last states: the sum of those on their copies.
    fn backward(
        &mut self,
        weights: &[E::Real],
        d_weights: &mut [E::Real],
        d_last: &mut [E::Real],
        d_stride: usize,
    ) {
        let n_units = self.engine.layer().n_inputs;
        let x = Steps { values: &self.repeated, stride: n_units };
        let d_x = StepsMut { values: &mut self.d_repeated, stride: n_units };
        self.engine.backward(weights, x, Outputs::Every, d_weights, Some(d_x));
        let n_rows = d_last.len() / d_stride;
        for (row, to) in d_last.chunks_exact_mut(d_stride).enumerate() {
            to[..n_units].fill(E::Real::default());
            for step in self.d_repeated.chunks_exact(n_rows * n_units) {
                for (to, &d) in to.iter_mut().zip(&step[row * n_units..][..n_units]) {
                    *to += d;
                }
            }
        }
    }
}

/// Error and gradient of a network, with buffers for some rows.
#[derive(Debug)]
pub struct Pass<E: Engine> {
    network: RecurrentNetwork,
    n_steps: usize,
    max_rows: usize,
    encoder: Stack<E>,
    decoder: Option<Decoder<E>>,
    head: Head<E::Real>,
    rows: Loaded<E::Real>,
    gradient: Vec<E::Real>,
}

impl<E: Engine> Pass<E> {
    /// Buffers for `n_steps` steps of up to `max_rows` rows.
    pub fn new(network: &RecurrentNetwork, n_steps: usize, max_rows: usize) -> Self {
        let zeros = |length| vec![E::Real::default(); length];
        let n_inputs = network.n_inputs();
        let decoder = network.decoder.map(|layer| Decoder {
            engine: E::new(layer, n_steps, max_rows),
            repeated: zeros(n_steps * max_rows * layer.n_inputs),
            d_repeated: zeros(n_steps * max_rows * layer.n_inputs),
        });
        Self {
            network: network.clone(),
            n_steps,
            max_rows,
            encoder: Stack::new(&network.encoder, n_steps, max_rows),
            decoder,
            head: Head::new(network.n_units, network.n_outputs),
            rows: Loaded {
                x: zeros(n_steps * max_rows * n_inputs),
                n_inputs,
                lengths: Vec::with_capacity(max_rows),
                targets: Vec::with_capacity(max_rows),
            },
            gradient: zeros(network.n_weights()),
        }
    }

    pub fn max_rows(&self) -> usize {
        self.max_rows
    }

    /// Takes the rows that the next error is about, at most `max_rows`.
    pub fn load(&mut self, sequences: &Sequences, rows: &[u32]) {
        let loaded = &mut self.rows;
        sequences.gather(rows, &mut loaded.x);
        loaded.lengths.clear();
        loaded.lengths.extend(rows.iter().map(|&row| sequences.lengths[row as usize]));
        loaded.targets.clear();
        if self.network.task == Task::Target {
            let targets = rows.iter().map(|&row| f64::from(sequences.targets[row as usize]));
            loaded.targets.extend(targets.map(E::Real::of));
        }
    }

    /// The squared error summed over everything predicted for the rows.
    ///
    /// **Shapes** weights flat as in [`RecurrentNetwork`]
    pub fn error(&mut self, weights: &[E::Real]) -> f64 {
        self.run(weights, None)
    }

    /// The squared error as [`Self::error`]; the gradient of scale times it can be read afterwards.
    pub fn error_and_gradient(&mut self, weights: &[E::Real], scale: f64) -> f64 {
        self.run(weights, Some(scale))
    }

    /// The gradient of the last [`Self::error_and_gradient`], laid out as the weights.
    pub fn gradient(&self) -> &[E::Real] {
        &self.gradient
    }

    fn run(&mut self, weights: &[E::Real], scale: Option<f64>) -> f64 {
        if self.rows.lengths.is_empty() {
            self.gradient.fill(E::Real::default());
            return 0.0;
        }
        let parts = self.network.split(weights);
        self.head.begin(parts.head);
        self.encoder.forward(parts.encoder, self.rows.steps(), &self.rows.lengths);
        if let (Some(decoder), Some((hidden, _))) = (&mut self.decoder, self.encoder.hidden_and_gradient()) {
            decoder.forward(parts.decoder, hidden, self.n_steps, &self.rows.lengths);
        }
        let error = self.judge(scale);
        if scale.is_some() {
            self.backward(weights);
        }
        error
    }

    /// The squared error; with a scale, the gradient on head and states too.
    fn judge(&mut self, scale: Option<f64>) -> f64 {
        let states = match &mut self.decoder {
            Some(decoder) => Some(decoder.engine.hidden_and_gradient()),
            None => self.encoder.hidden_and_gradient(),
        };
        let Some((hidden, d_hidden)) = states else { return 0.0 };
        let (n_rows, n_units) = (self.rows.lengths.len(), self.network.n_units);
        let first = if self.network.task == Task::Target { self.n_steps - 1 } else { 0 };
        let mut error = 0.0;
        for index in first * n_rows..self.n_steps * n_rows {
            let h = &hidden.values[index * hidden.stride..][..n_units];
            let d_h = &mut d_hidden.values[index * d_hidden.stride..][..n_units];
            let target = self.rows.target(self.network.task, index / n_rows, index % n_rows);
            error += match (target, scale) {
                (Some(target), Some(scale)) => self.head.error_and_gradient(h, target, scale, d_h),
                (Some(target), None) => self.head.error(h, target),
                (None, _) => {
                    d_h.fill(E::Real::default());
                    0.0
                }
            };
        }
        error
    }

    fn backward(&mut self, weights: &[E::Real]) {
        let parts = self.network.split(weights);
        let gradient = self.network.split_mut(&mut self.gradient);
        self.head.finish(gradient.head);
        if let (Some(decoder), Some((_, d_hidden))) = (&mut self.decoder, self.encoder.hidden_and_gradient())
        {
            let last = (self.n_steps - 1) * self.rows.lengths.len() * d_hidden.stride;
            let d_last = &mut d_hidden.values[last..];
            decoder.backward(parts.decoder, gradient.decoder, d_last, d_hidden.stride);
        }
        let outputs = match self.network.task {
            Task::NextStep => Outputs::Every,
            Task::Target | Task::Autoencoder => Outputs::Last,
        };
        self.encoder.backward(parts.encoder, self.rows.steps(), outputs, gradient.encoder);
    }
}

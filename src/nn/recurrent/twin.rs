//! The f64 twin of a recurrent layer: plain loops, against which gradients, Keras and the f32 kernel are judged.

use super::cell::{Carried, Kept, Written, cell_backward, cell_forward};
use super::{Engine, Outputs, RecurrentLayer, States, Steps, StepsMut};

/// A recurrent layer in f64.
#[derive(Debug)]
pub struct Twin {
    layer: RecurrentLayer,
    n_steps: usize,
    lengths: Vec<u32>,
    /// `[step][row][unit]`, as all below; (gates) `[step][row][gate][unit]`
    hidden: Vec<f64>,
    d_hidden: Vec<f64>,
    c: Vec<f64>,
    gates: Vec<f64>,
    recurrent: Vec<f64>,
}

impl Twin {
    /// Where a row's units stand at a step.
    fn at(&self, step: usize, row: usize) -> std::ops::Range<usize> {
        let from = (step * self.lengths.len() + row) * self.layer.n_units;
        from..from + self.layer.n_units
    }

    /// h and c before a step.
    fn before(&self, step: usize, row: usize) -> (Vec<f64>, Vec<f64>) {
        match step.checked_sub(1) {
            Some(before) => {
                let at = self.at(before, row);
                (self.hidden[at.clone()].to_vec(), self.c[at].to_vec())
            }
            None => (vec![0.0; self.layer.n_units], vec![0.0; self.layer.n_units]),
        }
    }

    fn gates_at(&self, step: usize, row: usize) -> std::ops::Range<usize> {
        let from = (step * self.lengths.len() + row) * self.layer.width();
        from..from + self.layer.width()
    }

    fn is_masked(&self, step: usize, row: usize) -> bool {
        step >= self.lengths[row] as usize
    }

    fn row_backward(
        &self,
        weights: &[f64],
        x: Steps<'_, f64>,
        row: usize,
        outputs: Outputs,
        d_weights: &mut [f64],
        d_x: &mut Option<StepsMut<'_, f64>>,
    ) {
        let n_rows = self.lengths.len();
        let (mut d_h, mut d_c) = (vec![0.0; self.layer.n_units], vec![0.0; self.layer.n_units]);
        let mut d_input = vec![0.0; self.layer.n_inputs];
        for step in (0..self.n_steps).rev() {
            let at = self.at(step, row);
            if outputs == Outputs::Every || step + 1 == self.n_steps {
                for (sum, d) in d_h.iter_mut().zip(&self.d_hidden[at.clone()]) {
                    *sum += d;
                }
            }
            d_input.fill(0.0);
            if !self.is_masked(step, row) {
                let (h_before, c_before) = self.before(step, row);
                let kept = Kept {
                    h_before: &h_before,
                    c_before: &c_before,
                    gates: &self.gates[self.gates_at(step, row)],
                    c: &self.c[at.clone()],
                    recurrent: &self.recurrent[at],
                };
                let input = &x.values[(step * n_rows + row) * x.stride..][..self.layer.n_inputs];
                let mut carried = Carried { d_h: &mut d_h, d_c: &mut d_c };
                let written = (&mut *d_weights, &mut *d_input);
                cell_backward(&self.layer, weights, input, &kept, &mut carried, written);
            }
            if let Some(d_x) = d_x {
                let from = (step * n_rows + row) * d_x.stride;
                d_x.values[from..from + d_input.len()].copy_from_slice(&d_input);
            }
        }
    }
}

impl Engine for Twin {
    type Real = f64;

    fn new(layer: RecurrentLayer, n_steps: usize, max_rows: usize) -> Self {
        let zeros = |width: usize| vec![0.0; n_steps * max_rows * width];
        Self {
            layer,
            n_steps,
            lengths: Vec::new(),
            hidden: zeros(layer.n_units),
            d_hidden: zeros(layer.n_units),
            c: zeros(layer.n_units),
            gates: zeros(layer.width()),
            recurrent: zeros(layer.n_units),
        }
    }

    fn layer(&self) -> RecurrentLayer {
        self.layer
    }

    fn forward(&mut self, weights: &[f64], x: Steps<'_, f64>, lengths: &[u32]) {
        self.lengths = lengths.to_vec();
        for step in 0..self.n_steps {
            for row in 0..lengths.len() {
                let (h_before, c_before) = self.before(step, row);
                let at = self.at(step, row);
                if self.is_masked(step, row) {
                    self.hidden[at.clone()].copy_from_slice(&h_before);
                    self.c[at].copy_from_slice(&c_before);
                    continue;
                }
                let gates = self.gates_at(step, row);
                let mut out = Written {
                    gates: &mut self.gates[gates],
                    c: &mut self.c[at.clone()],
                    recurrent: &mut self.recurrent[at.clone()],
                    h: &mut self.hidden[at],
                };
                let input = &x.values[(step * lengths.len() + row) * x.stride..][..self.layer.n_inputs];
                cell_forward(&self.layer, weights, input, (&h_before, &c_before), &mut out);
            }
        }
    }

    fn hidden_and_gradient(&mut self) -> States<'_, f64> {
        let stride = self.layer.n_units;
        let n_values = self.n_steps * self.lengths.len() * stride;
        let hidden = Steps { values: &self.hidden[..n_values], stride };
        (hidden, StepsMut { values: &mut self.d_hidden[..n_values], stride })
    }

    fn backward(
        &mut self,
        weights: &[f64],
        x: Steps<'_, f64>,
        outputs: Outputs,
        d_weights: &mut [f64],
        mut d_x: Option<StepsMut<'_, f64>>,
    ) {
        d_weights.fill(0.0);
        for row in 0..self.lengths.len() {
            self.row_backward(weights, x, row, outputs, d_weights, &mut d_x);
        }
    }
}

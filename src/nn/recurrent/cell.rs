//! One step of one row of a recurrent cell, forwards and backwards, in f64: the formulas the kernel is judged by.

use super::{Cell, RecurrentLayer};

/// What a step of a row keeps for the way back.
///
/// **Shapes** all (`n_units`) but gates (`n_gates` · `n_units`)
#[derive(Debug)]
pub struct Kept<'a> {
    pub h_before: &'a [f64],
    /// Only an LSTM's differ from 0, here and in `c`.
    pub c_before: &'a [f64],
    /// After their activations, in the cell's order.
    pub gates: &'a [f64],
    pub c: &'a [f64],
    /// h′·U + b of a GRU's candidate, before the reset gate.
    pub recurrent: &'a [f64],
}

/// What a step of a row writes.
#[derive(Debug)]
pub struct Written<'a> {
    pub gates: &'a mut [f64],
    pub c: &'a mut [f64],
    pub recurrent: &'a mut [f64],
    pub h: &'a mut [f64],
}

/// Gradients that pass from a step to the one before it.
#[derive(Debug)]
pub struct Carried<'a> {
    pub d_h: &'a mut [f64],
    pub d_c: &'a mut [f64],
}

pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// h and c of a step from those before it.
///
/// **Shapes** weights flat as in [`RecurrentLayer`]; x (`n_inputs`); `h_before`, `c_before` (`n_units`)
///
/// **Source** Keras 3.15, to 1e-6
pub fn cell_forward(
    layer: &RecurrentLayer,
    weights: &[f64],
    x: &[f64],
    (h_before, c_before): (&[f64], &[f64]),
    out: &mut Written,
) {
    let u = layer.n_units;
    let width = layer.width();
    let (kernel, recurrent, bias) = layer.split(weights);
    // Of x·W + b and, for the gates that add it before their activation, h′·U.
    let mut z = product(&bias[..width], x, kernel, width);
    let from_state = match layer.cell {
        Cell::Gru => product(&bias[width..], h_before, recurrent, width),
        Cell::Simple | Cell::Lstm => product(&vec![0.0; width], h_before, recurrent, width),
    };
    for (gate, value) in z.iter_mut().enumerate() {
        *value = match (layer.cell, gate / u) {
            (Cell::Simple, _) | (Cell::Lstm, 2) => libm::tanh(*value + from_state[gate]),
            (Cell::Lstm, _) | (Cell::Gru, 0 | 1) => sigmoid(*value + from_state[gate]),
            (Cell::Gru, _) => *value,
        };
    }
    for unit in 0..u {
        out.h[unit] = match layer.cell {
            Cell::Simple => z[unit],
            Cell::Lstm => {
                out.c[unit] = z[u + unit] * c_before[unit] + z[unit] * z[2 * u + unit];
                z[3 * u + unit] * libm::tanh(out.c[unit])
            }
            Cell::Gru => {
                out.recurrent[unit] = from_state[2 * u + unit];
                let candidate = libm::tanh(z[2 * u + unit] + z[u + unit] * out.recurrent[unit]);
                z[2 * u + unit] = candidate;
                z[unit] * h_before[unit] + (1.0 - z[unit]) * candidate
            }
        };
    }
    out.gates.copy_from_slice(&z);
}

/// The gradient of a step: adds to `d_weights`, writes `d_x`, and turns the gradient on h and c into that on h and c
/// of the step before.
///
/// **Shapes** weights, `d_weights` flat as in [`RecurrentLayer`]; x, `d_x` (`n_inputs`)
///
/// **Source** held to central differences for every cell
pub fn cell_backward(
    layer: &RecurrentLayer,
    weights: &[f64],
    x: &[f64],
    kept: &Kept,
    carried: &mut Carried,
    (d_weights, d_x): (&mut [f64], &mut [f64]),
) {
    let width = layer.width();
    let Gradients { z: d_z, from_state: d_from_state, h_direct: d_h_direct } =
        gate_gradients(layer, kept, carried);
    let (kernel, recurrent, _) = layer.split(weights);
    let (d_kernel, d_recurrent, d_bias) = layer.split_mut(d_weights);
    add_outer(d_kernel, x, &d_z);
    add_outer(d_recurrent, kept.h_before, &d_from_state);
    add(&mut d_bias[..width], &d_z);
    if layer.cell == Cell::Gru {
        add(&mut d_bias[width..], &d_from_state);
    }
    for (d_x, weights) in d_x.iter_mut().zip(kernel.chunks_exact(width)) {
        *d_x = dot(weights, &d_z);
    }
    for ((d_h, weights), direct) in carried.d_h.iter_mut().zip(recurrent.chunks_exact(width)).zip(&d_h_direct)
    {
        *d_h = direct + dot(weights, &d_from_state);
    }
}

/// The gradient on what a step computed from x and from the state before, and the part of the gradient on h′ that
/// does not pass through U.
struct Gradients {
    z: Vec<f64>,
    from_state: Vec<f64>,
    h_direct: Vec<f64>,
}

fn gate_gradients(layer: &RecurrentLayer, kept: &Kept, carried: &mut Carried) -> Gradients {
    let u = layer.n_units;
    let gates = kept.gates;
    let mut d_z = vec![0.0; layer.width()];
    let mut d_h_direct = vec![0.0; u];
    let mut d_from_state = None;
    match layer.cell {
        Cell::Simple => {
            for unit in 0..u {
                d_z[unit] = carried.d_h[unit] * (1.0 - gates[unit] * gates[unit]);
            }
        }
        Cell::Lstm => {
            for unit in 0..u {
                let [i, f, g, o] = [0, 1, 2, 3].map(|gate| gates[gate * u + unit]);
                let tanh_c = libm::tanh(kept.c[unit]);
                let d_h = carried.d_h[unit];
                let d_c = carried.d_c[unit] + d_h * o * (1.0 - tanh_c * tanh_c);
                d_z[unit] = d_c * g * i * (1.0 - i);
                d_z[u + unit] = d_c * kept.c_before[unit] * f * (1.0 - f);
                d_z[2 * u + unit] = d_c * i * (1.0 - g * g);
                d_z[3 * u + unit] = d_h * tanh_c * o * (1.0 - o);
                carried.d_c[unit] = d_c * f;
            }
        }
        Cell::Gru => {
            let mut through_reset = vec![0.0; u];
            for unit in 0..u {
                let [z, r, candidate] = [0, 1, 2].map(|gate| gates[gate * u + unit]);
                let d_h = carried.d_h[unit];
                let d_a = d_h * (1.0 - z) * (1.0 - candidate * candidate);
                d_z[unit] = d_h * (kept.h_before[unit] - candidate) * z * (1.0 - z);
                d_z[u + unit] = d_a * kept.recurrent[unit] * r * (1.0 - r);
                d_z[2 * u + unit] = d_a;
                through_reset[unit] = d_a * r;
                d_h_direct[unit] = d_h * z;
            }
            let mut d_state = d_z.clone();
            d_state[2 * u..].copy_from_slice(&through_reset);
            d_from_state = Some(d_state);
        }
    }
    Gradients { from_state: d_from_state.unwrap_or_else(|| d_z.clone()), z: d_z, h_direct: d_h_direct }
}

/// start + x·M for a matrix of this width.
fn product(start: &[f64], x: &[f64], matrix: &[f64], width: usize) -> Vec<f64> {
    let mut sums = start.to_vec();
    for (x, row) in x.iter().zip(matrix.chunks_exact(width)) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += x * weight;
        }
    }
    sums
}

fn add_outer(matrix: &mut [f64], rows: &[f64], columns: &[f64]) {
    for (row, x) in matrix.chunks_exact_mut(columns.len()).zip(rows) {
        for (sum, d) in row.iter_mut().zip(columns) {
            *sum += x * d;
        }
    }
}

fn add(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

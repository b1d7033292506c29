//! The kernel against its f64 twin, for every cell, every width of vectors, rows that end early and rows of odd
//! numbers.

use super::*;
use crate::base::Stream;
use crate::nn::recurrent::training::Schedule;
use crate::nn::recurrent::{Real, RecurrentNetwork, Sequences, Task, Training, Twin};

const CELLS: [Cell; 3] = [Cell::Simple, Cell::Lstm, Cell::Gru];

/// Inputs, units, steps, rows.
const SHAPES: &[(usize, usize, usize, usize)] = &[
    (1, 1, 1, 1),
    (1, 32, 17, 32),
    (3, 20, 6, 27),
    (2, 16, 5, 9),
    (5, 7, 4, 3),
    (1, 48, 12, 33),
    (33, 17, 3, 16),
    (16, 33, 7, 2),
];

fn archs() -> Vec<Arch> {
    #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "only x86 has several"))]
    let mut archs = vec![Arch::new(), Arch::Scalar];
    #[cfg(target_arch = "x86_64")]
    archs.extend(pulp::x86::V3::try_new().map(Arch::V3));
    archs
}

/// One training step's numbers, exact in f32; strides wider than the rows.
struct Problem {
    layer: RecurrentLayer,
    n_steps: usize,
    weights: Vec<f32>,
    x: Vec<f32>,
    lengths: Vec<u32>,
    /// `[step][row][unit]`
    d_hidden: Vec<f32>,
}

impl Problem {
    fn new(
        cell: Cell,
        (n_inputs, n_units, n_steps, n_rows): (usize, usize, usize, usize),
        masked: bool,
    ) -> Self {
        let layer = RecurrentLayer { cell, n_inputs, n_units };
        let mut stream = Stream::new(5, "recurrent kernel test", n_units as u32);
        let mut normal =
            |n: usize, scale: f64| -> Vec<f32> { (0..n).map(|_| (scale * stream.normal()) as f32).collect() };
        let weights = normal(layer.n_weights(), 0.8 / (n_units as f64).sqrt());
        let x = normal(n_steps * n_rows * (n_inputs + 2), 1.0);
        let d_hidden = normal(n_steps * n_rows * n_units, 1.0);
        let lengths = (0..n_rows)
            .map(|_| if masked { 1 + stream.below(n_steps as u64) as u32 } else { n_steps as u32 })
            .collect();
        Self { layer, n_steps, weights, x, lengths, d_hidden }
    }

    /// h, the gradient and that on the inputs, of every row without what pads it.
    fn run<E: Engine>(&self, engine: &mut E, outputs: Outputs) -> [Vec<f64>; 3] {
        let of =
            |values: &[f32]| -> Vec<E::Real> { values.iter().map(|&v| E::Real::of(f64::from(v))).collect() };
        let wide = |values: &[E::Real]| -> Vec<f64> { values.iter().map(|v| v.wide()).collect() };
        let (weights, x) = (of(&self.weights), of(&self.x));
        let RecurrentLayer { n_inputs, n_units, .. } = self.layer;
        let x = Steps { values: &x, stride: n_inputs + 2 };
        engine.forward(&weights, x, &self.lengths);
        let (hidden, d_hidden) = engine.hidden_and_gradient();
        let rows = d_hidden.values.chunks_exact_mut(d_hidden.stride);
        for (to, from) in rows.zip(self.d_hidden.chunks_exact(n_units)) {
            to[..n_units].copy_from_slice(&of(from));
        }
        let h = hidden.values.chunks_exact(hidden.stride).flat_map(|row| wide(&row[..n_units])).collect();
        let mut d_weights = of(&vec![f32::NAN; weights.len()]);
        let stride = n_inputs + 1;
        let mut d_x = of(&vec![7.0; self.n_steps * self.lengths.len() * stride]);
        engine.backward(&weights, x, outputs, &mut d_weights, Some(StepsMut { values: &mut d_x, stride }));
        let d_x = d_x.chunks_exact(stride).flat_map(|row| wide(&row[..n_inputs])).collect();
        [h, wide(&d_weights), d_x]
    }
}

/// The largest difference, relative to the root mean square of what is expected.
fn difference(found: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let size = (expected.iter().map(|e| e * e).sum::<f64>() / expected.len() as f64).sqrt();
    let differences = found.iter().zip(expected).map(|(f, e)| (f - e).abs() / size);
    differences.fold(0.0, |largest, d| if d.is_nan() { f64::INFINITY } else { largest.max(d) })
}

#[test]
fn states_and_gradients_equal_the_twins() {
    for (cell, shape) in CELLS.iter().flat_map(|&cell| SHAPES.iter().map(move |&shape| (cell, shape))) {
        for (masked, outputs) in [(false, Outputs::Every), (true, Outputs::Every), (true, Outputs::Last)] {
            let problem = Problem::new(cell, shape, masked);
            let (_, _, n_steps, n_rows) = shape;
            let expected = problem.run(&mut Twin::new(problem.layer, n_steps, n_rows), outputs);
            for arch in archs() {
                let found = problem.run(&mut Kernel::on(arch, problem.layer, n_steps, n_rows + 3), outputs);
                let limits = [("h", 4e-6), ("gradient", 3e-5), ("gradient on x", 3e-5)];
                for ((found, expected), (what, limit)) in found.iter().zip(&expected).zip(limits) {
                    let off = difference(found, expected);
                    let of = format!("{cell:?} {shape:?} {outputs:?} masked {masked} {arch:?}");
                    assert!(off < limit, "{what} off by {off:e}: {of}");
                }
            }
        }
    }
}

#[test]
#[cfg(target_arch = "x86_64")]
fn avx2_and_avx_512_give_the_same_bits() {
    let (Some(avx2), Some(avx_512)) = (pulp::x86::V3::try_new(), pulp::x86::V4::try_new()) else { return };
    for (cell, shape) in CELLS.iter().flat_map(|&cell| SHAPES.iter().map(move |&shape| (cell, shape))) {
        let problem = Problem::new(cell, shape, true);
        let on = |arch| Kernel::on(arch, problem.layer, shape.2, shape.3);
        let [narrow, wide] =
            [Arch::V3(avx2), Arch::V4(avx_512)].map(|arch| problem.run(&mut on(arch), Outputs::Every));
        assert!(narrow == wide, "{cell:?} {shape:?}");
    }
}

#[test]
fn what_was_computed_before_leaves_no_trace() {
    for cell in CELLS {
        let (many, few) =
            (Problem::new(cell, (3, 20, 6, 40), true), Problem::new(cell, (3, 20, 6, 11), true));
        let mut used = Kernel::new(many.layer, 6, 40);
        many.run(&mut used, Outputs::Every);
        let fresh = few.run(&mut Kernel::new(few.layer, 6, 40), Outputs::Last);
        assert!(few.run(&mut used, Outputs::Last) == fresh, "{cell:?}");
        let (hidden, d_hidden) = used.hidden_and_gradient();
        assert!(hidden.values.chunks_exact(hidden.stride).all(|row| row[20..].iter().all(|&h| h == 0.0)));
        assert!(d_hidden.values.chunks_exact(d_hidden.stride).all(|row| row[20..].iter().all(|&d| d == 0.0)));
    }
}

#[test]
fn a_row_does_not_depend_on_the_rows_beside_it() {
    for cell in CELLS {
        let problem = Problem::new(cell, (3, 20, 6, 27), true);
        let [together, ..] = problem.run(&mut Kernel::new(problem.layer, 6, 27), Outputs::Last);
        for row in [0, 7, 26] {
            let of_row = |values: &[f32], width: usize| -> Vec<f32> {
                values.chunks_exact(width).skip(row).step_by(27).flatten().copied().collect()
            };
            let alone = Problem {
                x: of_row(&problem.x, 5),
                d_hidden: of_row(&problem.d_hidden, 20),
                lengths: vec![problem.lengths[row]],
                weights: problem.weights.clone(),
                ..problem
            };
            let [alone, ..] = alone.run(&mut Kernel::new(problem.layer, 6, 1), Outputs::Last);
            let of_row = together.chunks_exact(20).skip(row).step_by(27).flatten();
            assert!(alone.iter().eq(of_row), "{cell:?}, row {row}");
        }
    }
}

#[test]
fn an_epoch_gives_the_same_bits_on_any_number_of_threads() {
    let mut stream = Stream::new(2, "recurrent kernel epoch", 0);
    let steps = ndarray::Array3::from_shape_fn((333, 7, 2), |_| stream.normal() as f32);
    let lengths: Vec<u32> = (0..333).map(|_| 1 + stream.below(7) as u32).collect();
    let order: Vec<u32> = (0..333).collect();
    let sequences = Sequences { steps: steps.view(), lengths: &lengths, targets: &[] };
    let schedule = Schedule { learning_rate: 1e-2, batch_size: 64, clip_norm: 1.0 };
    for cell in CELLS {
        let network = RecurrentNetwork::new(cell, 2, &[32, 9], Task::NextStep);
        let weights: Vec<f64> = (0..network.n_weights()).map(|_| 0.2 * stream.normal()).collect();
        let trained = [1, 2, 7].map(|n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            let mut training = Training::<Kernel>::new(network.clone(), sequences, schedule, weights.clone());
            let errors = pool.install(|| [training.epoch(&order), training.epoch(&order)]);
            (errors, training.weights().to_vec())
        });
        assert!(trained[0].0[1] < trained[0].0[0], "{cell:?} learns nothing: {:?}", trained[0].0);
        assert!(trained[1] == trained[0] && trained[2] == trained[0], "{cell:?}");
    }
}

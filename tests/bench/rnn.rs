//! One epoch of training a recurrent network (8,950 rows × 17 steps × 1 feature, 32 units, batches of 64), on one
//! thread and on two.

use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use ndarray::Array3;
use stratum::base::Stream;
use stratum::nn::recurrent::training::Schedule;
use stratum::nn::recurrent::{Cell, Kernel, RecurrentNetwork, Sequences, Task, Training};

const ROWS: usize = 8950;
const STEPS: usize = 17;

fn epochs(c: &mut Criterion) {
    let mut stream = Stream::new(1, "bench rnn", 0);
    let steps = Array3::from_shape_fn((ROWS, STEPS, 1), |_| stream.normal() as f32);
    let targets: Vec<f32> = (0..ROWS).map(|_| stream.normal() as f32).collect();
    let lengths = vec![STEPS as u32; ROWS];
    let order: Vec<u32> = (0..ROWS as u32).collect();
    let sequences = Sequences { steps: steps.view(), lengths: &lengths, targets: &targets };
    let schedule = Schedule { learning_rate: 1e-3, batch_size: 64, clip_norm: 1.0 };
    for (cell, task) in [
        (Cell::Simple, Task::Target),
        (Cell::Lstm, Task::Target),
        (Cell::Gru, Task::Target),
        (Cell::Simple, Task::NextStep),
        (Cell::Lstm, Task::Autoencoder),
    ] {
        let network = RecurrentNetwork::new(cell, 1, &[32], task);
        let weights: Vec<f64> = (0..network.n_weights()).map(|_| 0.15 * stream.normal()).collect();
        for n_threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
            let pool = pool.unwrap_or_else(|error| unreachable!("a pool of {n_threads} threads: {error}"));
            let mut training = Training::<Kernel>::new(network.clone(), sequences, schedule, weights.clone());
            c.bench_function(&format!("rnn epoch {cell:?} {task:?}, {n_threads} threads"), |b| {
                // The whole loop inside the pool, as the program trains.
                b.iter_custom(|n_epochs| {
                    pool.install(|| {
                        let start = Instant::now();
                        for _ in 0..n_epochs {
                            training.epoch(&order);
                        }
                        start.elapsed()
                    })
                });
            });
        }
    }
}

criterion_group!(benches, epochs);
criterion_main!(benches);

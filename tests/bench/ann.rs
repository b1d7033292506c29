//! One epoch of the mini-batch network (shuffle, forward, backward, Adam) at a fixed size, on one thread.

use criterion::{Criterion, criterion_group, criterion_main};
use ndarray::Array2;
use stratum::base::Stream;
use stratum::nn::init::{Spread, spread_weights};
use stratum::nn::minibatch::{Schedule, Training};
use stratum::nn::{Activation, Loss, Network, Rows};

const N_ROWS: usize = 8000;
const N_COLUMNS: usize = 13;

fn epochs(c: &mut Criterion) {
    let mut stream = Stream::new(1, "bench", 0);
    let table = Array2::from_shape_fn((N_ROWS, N_COLUMNS), |_| stream.normal() as f32);
    let codes: Vec<u32> = (0..N_ROWS).map(|_| stream.below(2) as u32).collect();
    let hidden = [(64, Activation::Relu), (32, Activation::Relu)];
    let network = Network::new(N_COLUMNS, &hidden, 1, Loss::BinaryCrossEntropy);
    let weights = spread_weights(&network, Spread::He, &mut stream);
    for dropout in [0.0, 0.2] {
        let schedule = Schedule { learning_rate: 0.001, batch_size: 32, l2: 0.0001, dropout };
        let mut training = Training::new(network.clone(), Rows::new(&table, &codes, &[]), schedule, &weights);
        let mut order: Vec<u32> = (0..N_ROWS as u32).collect();
        let mut silence = Stream::new(1, "silence", 0);
        c.bench_function(&format!("ann epoch 8000x13-64-32-1, batch 32, dropout {dropout}"), |b| {
            b.iter(|| {
                stream.shuffle(&mut order);
                training.epoch(&order, &mut silence)
            });
        });
    }
}

criterion_group!(benches, epochs);
criterion_main!(benches);

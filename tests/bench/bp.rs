//! One epoch of classic BP (forward, backward, update) at the two fixed sizes, on one thread and on two.

use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use ndarray::Array2;
use stratum::base::Stream;
use stratum::nn::init::initial_weights;
use stratum::nn::rules::Momentum;
use stratum::nn::{
    Activation, Blocks, Descent, GradientScale, Kernel, Loss, Minimiser as _, Network, Objective, Rule,
};

/// A descent over random rows, ready to step.
fn descent(n_samples: usize, n_inputs: usize, hidden: usize, n_classes: usize) -> Descent<Kernel> {
    let mut stream = Stream::new(1, "bench", 0);
    let records = Array2::from_shape_fn((n_samples, n_inputs), |_| stream.normal() as f32);
    let codes: Vec<u32> = (0..n_samples).map(|_| stream.below(n_classes as u64) as u32).collect();
    let network = Network::new(n_inputs, &[(hidden, Activation::Sigmoid)], n_classes, Loss::SigmoidSquared);
    let weights = initial_weights(&network, 1, 0);
    let kernel = Kernel::new(network, Arc::new(Blocks::pack(&records, &codes)));
    let rule = Rule::GradientDescent { learning_rate: 0.01, momentum: Momentum::None, adaptive: None };
    Descent::new(kernel, Objective { scale: GradientScale::Mean, l2: 0.0 }, rule, weights)
}

fn epochs(c: &mut Criterion) {
    for (name, (n_samples, n_inputs, hidden, n_classes)) in
        [("600x10-16-4", (600, 10, 16, 4)), ("8950x17-32-4", (8950, 17, 32, 4))]
    {
        for n_threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
            let pool = pool.unwrap_or_else(|error| unreachable!("a pool of {n_threads} threads: {error}"));
            let mut descent = descent(n_samples, n_inputs, hidden, n_classes);
            c.bench_function(&format!("bp epoch {name}, {n_threads} threads"), |b| {
                // The whole loop inside the pool, as the program trains: a call from outside costs more than an epoch.
                b.iter_custom(|n_epochs| {
                    pool.install(|| {
                        let start = Instant::now();
                        for _ in 0..n_epochs {
                            descent.step();
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

//! The kernel against its f64 twin, against other vector widths and against other numbers of threads.

use ndarray::Array2;

use super::*;
use crate::base::Stream;
use crate::nn::twin::{network_outputs, one_hot};
use crate::nn::{Activation, Loss, Twin};

/// Random rows, codes and weights, the weights exact in f32.
fn problem(network: &Network, n_samples: usize, seed: u64) -> (Array2<f32>, Vec<u32>, Vec<f64>) {
    let mut stream = Stream::new(seed, "kernel test", 0);
    let records = Array2::from_shape_fn((n_samples, network.n_inputs()), |_| stream.normal() as f32);
    let codes = (0..n_samples).map(|_| stream.below(network.n_classes() as u64) as u32).collect();
    let scale = 1.0 / (network.n_inputs() as f64).sqrt();
    let weights = (0..network.n_weights()).map(|_| f64::from((scale * stream.normal()) as f32)).collect();
    (records, codes, weights)
}

fn archs() -> Vec<Arch> {
    #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "only x86 has several"))]
    let mut archs = vec![Arch::new(), Arch::Scalar];
    #[cfg(target_arch = "x86_64")]
    archs.extend(pulp::x86::V3::try_new().map(Arch::V3));
    archs
}

const SHAPES: &[(usize, usize, &[usize], usize)] = &[
    (1, 1, &[1], 2),
    (3, 2, &[], 3),
    (31, 7, &[5], 2),
    (32, 10, &[16], 4),
    (33, 13, &[9], 11),
    (257, 17, &[32], 4),
    (600, 10, &[16], 4),
    (301, 6, &[7, 11, 3], 5),
    (95, 4, &[3, 3, 3, 3, 3, 3, 3, 3], 2),
    (9000, 17, &[33], 3),
];

#[test]
fn loss_and_gradient_equal_the_twins() {
    for &(n_samples, n_inputs, hidden, n_classes) in SHAPES {
        for activation in [Activation::Sigmoid, Activation::Tanh, Activation::Relu] {
            for loss in [Loss::SigmoidSquared, Loss::Softmax, Loss::BinaryCrossEntropy] {
                if loss == Loss::BinaryCrossEntropy && n_classes != 2 {
                    continue;
                }
                let hidden: Vec<_> = hidden.iter().map(|&size| (size, activation)).collect();
                let network = Network::new(n_inputs, &hidden, loss.n_outputs(n_classes), loss);
                let (records, codes, weights) = problem(&network, n_samples, 3);
                let targets = one_hot(&codes, n_classes);
                let mut twin = Twin::new(network.clone(), records.mapv(f64::from), targets);
                let mut expected = vec![0.0; weights.len()];
                let expected_error = twin.error_and_gradient(&weights, &mut expected);
                let length = expected.iter().map(|slope| slope * slope).sum::<f64>().sqrt();
                for arch in archs() {
                    let blocks = Arc::new(Blocks::pack(&records, &codes));
                    let mut kernel = Kernel::on(arch, network.clone(), blocks, true);
                    let mut gradient = vec![f64::NAN; weights.len()];
                    let error = kernel.error_and_gradient(&weights, &mut gradient);
                    let what =
                        format!("{} {activation:?} {loss:?} {n_samples} rows {arch:?}", network.shape());
                    assert!((error - expected_error).abs() <= 1e-6 * expected_error, "{what}: {error}");
                    let off =
                        gradient.iter().zip(&expected).map(|(g, e)| (g - e).powi(2)).sum::<f64>().sqrt();
                    assert!(off <= 1e-6 * length, "{what}: gradient off by {}", off / length);
                }
            }
        }
    }
}

#[test]
fn scores_and_outputs_equal_the_twins() {
    for (loss, n_classes) in [(Loss::SigmoidSquared, 3), (Loss::Softmax, 3), (Loss::BinaryCrossEntropy, 2)] {
        let network = Network::new(9, &[(13, Activation::Tanh)], loss.n_outputs(n_classes), loss);
        let (records, codes, weights) = problem(&network, 5000, 4);
        let expected = network_outputs(&network, &weights, &records.mapv(f64::from));
        let found = outputs(&network, &weights, &records);
        for (found, expected) in found.iter().zip(&expected) {
            assert!((f64::from(*found) - expected).abs() < 1e-6);
        }
        let hits = found.outer_iter().zip(&codes).filter(|(row, code)| {
            if row.len() == 1 {
                return (row[0] > 0.5) == (**code == 1);
            }
            let own = row[**code as usize];
            row.iter().enumerate().all(|(class, &y)| y < own || class == **code as usize)
        });
        let mut kernel = Kernel::for_scores(network.clone(), Arc::new(Blocks::pack(&records, &codes)));
        let score = kernel.score(&weights);
        assert_eq!(score.hits, hits.count());
        let targets = one_hot(&codes, n_classes);
        let error = Twin::new(network.clone(), records.mapv(f64::from), targets)
            .error_and_gradient(&weights, &mut vec![0.0; weights.len()]);
        assert!((score.error - error).abs() <= 1e-6 * error);
    }
}

#[test]
fn the_first_of_equal_outputs_is_the_class() {
    let network = Network::new(2, &[], 3, Loss::SigmoidSquared);
    let records = Array2::ones((40, 2));
    let mut kernel = Kernel::for_scores(network.clone(), Arc::new(Blocks::pack(&records, &[0; 40])));
    assert_eq!(kernel.score(&vec![0.0; network.n_weights()]).hits, 40);
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let network = Network::new(17, &[(32, Activation::Sigmoid)], 4, Loss::SigmoidSquared);
    let (records, codes, weights) = problem(&network, 100_000, 5);
    let blocks = Arc::new(Blocks::pack(&records, &codes));
    let run = |n_threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| {
            let mut kernel = Kernel::new(network.clone(), blocks.clone());
            let mut gradient = vec![0.0; weights.len()];
            let error = kernel.error_and_gradient(&weights, &mut gradient);
            let score = kernel.score(&weights);
            (error.to_bits(), gradient.iter().map(|g| g.to_bits()).collect::<Vec<_>>(), score.error.to_bits())
        })
    };
    let one = run(1);
    assert_eq!(one, run(2));
    assert_eq!(one, run(7));
}

#[test]
fn parts_cover_every_block_once() {
    for (n_blocks, n_weights) in
        [(0, 10), (1, 1_000_000), (19, 244), (280, 708), (3125, 708), (100_000, 30_000)]
    {
        let mut next = 0;
        for range in ranges(n_blocks, n_weights) {
            assert_eq!(range.start, next);
            next = range.end;
        }
        assert_eq!(next, n_blocks);
    }
}

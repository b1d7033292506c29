//! Central differences for every layer kind × loss × penalty; a planted sign error must fail the same check.

use ndarray::Array2;
use stratum::base::Stream;
use stratum::nn::gradcheck::largest_difference;
use stratum::nn::init::initial_weights;
use stratum::nn::twin::one_hot;
use stratum::nn::{Activation, ErrorSurface, GradientScale, Loss, Network, Objective, Twin};

/// What right gradients stay below and wrong ones do not.
const TOLERANCE: f64 = 1e-8;

const SHAPES: &[(usize, usize, &[usize], usize)] =
    &[(7, 3, &[], 2), (5, 4, &[6], 3), (11, 2, &[5, 3], 4), (1, 3, &[2], 2), (9, 1, &[4, 2, 3], 1)];

const TWO_CLASSES: (usize, usize, &[usize], usize) = (6, 4, &[6], 2);

fn losses(n_classes: usize) -> impl Iterator<Item = Loss> {
    let binary = (n_classes == 2).then_some(Loss::BinaryCrossEntropy);
    [Loss::SigmoidSquared, Loss::Softmax].into_iter().chain(binary)
}

fn objectives() -> impl Iterator<Item = Objective> {
    [GradientScale::Mean, GradientScale::Sum]
        .into_iter()
        .flat_map(|scale| [0.0, 0.3].map(|l2| Objective { scale, l2 }))
}

fn twin(shape: &(usize, usize, &[usize], usize), activation: Activation, loss: Loss) -> (Twin, Vec<f64>) {
    let &(n_samples, n_inputs, hidden, n_classes) = shape;
    let hidden: Vec<_> = hidden.iter().map(|&size| (size, activation)).collect();
    let network = Network::new(n_inputs, &hidden, loss.n_outputs(n_classes), loss);
    let mut stream = Stream::new(11, "gradient test", n_samples as u32);
    let inputs = Array2::from_shape_fn((n_samples, n_inputs), |_| stream.normal());
    let codes: Vec<u32> = (0..n_samples).map(|_| stream.below(n_classes as u64) as u32).collect();
    // Biases of 0 would put rows exactly on the bend of a ReLU, where there is no slope.
    let weights = initial_weights(&network, 5, 0).into_iter().map(|w| w + 0.1 * stream.normal()).collect();
    (Twin::new(network, inputs, one_hot(&codes, n_classes)), weights)
}

/// A twin whose gradient has one wrong sign.
struct Planted {
    twin: Twin,
    wrong: usize,
}

impl ErrorSurface for Planted {
    fn network(&self) -> &Network {
        self.twin.network()
    }

    fn n_samples(&self) -> usize {
        self.twin.n_samples()
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let error = self.twin.error_and_gradient(weights, gradient);
        gradient[self.wrong] = -gradient[self.wrong];
        error
    }
}

#[test]
fn every_layer_loss_and_penalty_passes_central_differences() {
    for shape in SHAPES {
        for activation in [Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::Identity] {
            for loss in losses(shape.3) {
                for objective in objectives() {
                    let (mut twin, weights) = twin(shape, activation, loss);
                    let difference = largest_difference(&mut twin, objective, &weights);
                    assert!(
                        difference < TOLERANCE,
                        "{shape:?} {activation:?} {loss:?} {objective:?}: {difference:e}"
                    );
                }
            }
        }
    }
}

#[test]
fn weighted_rows_and_silent_units_pass_too() {
    for activation in [Activation::Sigmoid, Activation::Tanh, Activation::Relu] {
        for (loss, n_classes) in [(Loss::Softmax, 3), (Loss::BinaryCrossEntropy, 2)] {
            let hidden = [(5, activation), (4, activation)];
            let network = Network::new(3, &hidden, loss.n_outputs(n_classes), loss);
            let mut stream = Stream::new(13, "gradient test", 0);
            let inputs = Array2::from_shape_fn((8, 3), |_| stream.normal());
            let codes: Vec<u32> = (0..8).map(|_| stream.below(n_classes as u64) as u32).collect();
            let mut targets = one_hot(&codes, n_classes);
            for mut row in targets.outer_iter_mut() {
                row *= 0.2 + 2.0 * stream.uniform();
            }
            let mut mask = |units| {
                Array2::from_shape_fn((8, units), |_| if stream.uniform() < 0.3 { 0.0 } else { 1.0 / 0.7 })
            };
            let masks = vec![mask(5), mask(4)];
            let weights: Vec<f64> =
                initial_weights(&network, 6, 0).into_iter().map(|w| w + 0.1 * stream.normal()).collect();
            let mut twin = Twin::new(network, inputs, targets).with_masks(masks);
            let objective = Objective { scale: GradientScale::Mean, l2: 0.1 };
            let difference = largest_difference(&mut twin, objective, &weights);
            assert!(difference < TOLERANCE, "{activation:?} {loss:?}: {difference:e}");
        }
    }
}

#[test]
fn soft_targets_pass_too() {
    for loss in [Loss::SigmoidSquared, Loss::Softmax] {
        let network = Network::new(3, &[(4, Activation::Tanh)], 3, loss);
        let mut stream = Stream::new(12, "gradient test", 0);
        let inputs = Array2::from_shape_fn((6, 3), |_| stream.normal());
        let targets = Array2::from_shape_fn((6, 3), |_| stream.uniform());
        let weights = initial_weights(&network, 6, 0);
        let mut twin = Twin::new(network, inputs, targets);
        let objective = Objective { scale: GradientScale::Sum, l2: 0.1 };
        assert!(largest_difference(&mut twin, objective, &weights) < TOLERANCE);
    }
}

#[test]
fn a_planted_sign_error_fails() {
    for activation in [Activation::Sigmoid, Activation::Tanh, Activation::Relu] {
        for loss in [Loss::SigmoidSquared, Loss::Softmax, Loss::BinaryCrossEntropy] {
            let shape = if loss == Loss::BinaryCrossEntropy { &TWO_CLASSES } else { &SHAPES[1] };
            let (mut twin, weights) = twin(shape, activation, loss);
            let mut gradient = vec![0.0; weights.len()];
            twin.error_and_gradient(&weights, &mut gradient);
            let objective = Objective { scale: GradientScale::Sum, l2: 0.0 };
            let mut planted = 0;
            for (wrong, slope) in gradient.iter().enumerate() {
                // The sign of a slope of 0 (a dead ReLU unit) cannot be wrong.
                if slope.abs() < 1e-4 {
                    continue;
                }
                let (twin, weights) = self::twin(shape, activation, loss);
                let difference = largest_difference(&mut Planted { twin, wrong }, objective, &weights);
                assert!(difference > 1e-4, "{activation:?} {loss:?} weight {wrong}: {difference:e}");
                planted += 1;
            }
            assert!(planted > weights.len() / 2, "only {planted} of {} signs planted", weights.len());
        }
    }
}

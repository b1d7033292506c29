//! L-BFGS and Levenberg–Marquardt on problems whose lowest point is known, and the Jacobian behind the latter.

use std::sync::Arc;

use ndarray::{Array2, array};
use stratum::base::Stream;
use stratum::nn::gradcheck::largest_difference;
use stratum::nn::init::initial_weights;
use stratum::nn::twin::{network_outputs, one_hot};
use stratum::nn::{
    Activation, Blocks, ErrorSurface, GradientScale, Kernel, Lbfgs, LeastSquares, LevenbergMarquardt, Loss,
    Minimiser, Network, Objective, Residuals, Twin,
};

const SUM: Objective = Objective { scale: GradientScale::Sum, l2: 0.0 };

/// A function of two numbers, which stand as the weight and the bias of the smallest network there is.
struct Function<F> {
    network: Network,
    f: F,
}

impl<F> Function<F> {
    fn new(f: F) -> Self {
        Self { network: Network::new(1, &[], 1, Loss::SigmoidSquared), f }
    }
}

impl<F: Fn([f64; 2]) -> (f64, [f64; 2])> ErrorSurface for Function<F> {
    fn network(&self) -> &Network {
        &self.network
    }

    fn n_samples(&self) -> usize {
        1
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let (value, slopes) = (self.f)([weights[0], weights[1]]);
        gradient.copy_from_slice(&slopes);
        value
    }
}

/// 100·(y − x²)² + (1 − x)²: a bent valley whose bottom is at (1, 1).
fn rosenbrock([x, y]: [f64; 2]) -> (f64, [f64; 2]) {
    let (across, along) = (y - x * x, 1.0 - x);
    (100.0 * across * across + along * along, [-400.0 * x * across - 2.0 * along, 200.0 * across])
}

/// Steps to the end or `most` times; every step must lower the objective.
fn descend(minimiser: &mut dyn Minimiser, most: usize) -> usize {
    for steps in 0..most {
        let before = minimiser.place().objective;
        if !minimiser.step() {
            assert!(minimiser.is_exhausted() && minimiser.place().objective == before);
            return steps;
        }
        assert!(minimiser.place().objective < before, "step {steps} raised the objective from {before}");
        assert!(minimiser.learning_rate() > 0.0);
    }
    most
}

#[test]
fn lbfgs_finds_the_bottom_of_rosenbrocks_valley() {
    for start in [[-1.2, 1.0], [0.0, 0.0], [3.0, -2.0], [-5.0, 8.0]] {
        for memory in [1, 3, 10] {
            let mut lbfgs = Lbfgs::new(Function::new(rosenbrock), SUM, memory, start.to_vec());
            let steps = descend(&mut lbfgs, 200);
            let found = &lbfgs.place().weights;
            assert!(
                (found[0] - 1.0).abs() < 1e-8 && (found[1] - 1.0).abs() < 1e-8,
                "from {start:?} with {memory} pairs to {found:?} in {steps} steps"
            );
        }
    }
    let mut lbfgs = Lbfgs::new(Function::new(rosenbrock), SUM, 10, vec![-1.2, 1.0]);
    while lbfgs.gradient_norm() > 1e-8 {
        assert!(lbfgs.step());
    }
    // Every pair remembered costs as much as the one before.
    let work = |memory| Lbfgs::new(Function::new(rosenbrock), SUM, memory, vec![-1.2, 1.0]).work();
    assert!(work(3) > work(2) && work(20) - work(10) == 10 * (work(3) - work(2)));
}

/// Squares of differences between a curve of two parameters and points.
struct Curve {
    network: Network,
    points: [[f64; 2]; 14],
}

/// Misra1a of the NIST reference problems: y = b₁·(1 − exp(−b₂·x)), as (y, x).
const MISRA_1A: [[f64; 2]; 14] = [
    [10.07, 77.6],
    [14.73, 114.9],
    [17.94, 141.1],
    [23.93, 190.8],
    [29.61, 239.9],
    [35.18, 289.0],
    [40.02, 332.8],
    [44.82, 378.4],
    [50.76, 434.8],
    [55.05, 477.3],
    [61.01, 536.8],
    [66.40, 593.1],
    [75.47, 689.1],
    [81.78, 760.0],
];

impl ErrorSurface for Curve {
    fn network(&self) -> &Network {
        &self.network
    }

    fn n_samples(&self) -> usize {
        self.points.len()
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        self.normal_equations(weights, gradient, &mut Array2::zeros((2, 2)))
    }
}

impl LeastSquares for Curve {
    fn error(&mut self, weights: &[f64]) -> f64 {
        self.error_and_gradient(weights, &mut [0.0; 2])
    }

    fn normal_equations(
        &mut self,
        weights: &[f64],
        gradient: &mut [f64],
        curvature: &mut Array2<f64>,
    ) -> f64 {
        gradient.fill(0.0);
        curvature.fill(0.0);
        let mut error = 0.0;
        for [y, x] in self.points {
            let left = (-weights[1] * x).exp();
            let residual = weights[0] * (1.0 - left) - y;
            let row = [1.0 - left, weights[0] * x * left];
            error += 0.5 * residual * residual;
            for i in 0..2 {
                gradient[i] += row[i] * residual;
                for j in 0..2 {
                    curvature[[i, j]] += row[i] * row[j];
                }
            }
        }
        error
    }
}

#[test]
fn levenberg_marquardt_fits_a_reference_curve() {
    // Both starts that NIST gives, and its certified values.
    for start in [[500.0, 0.0001], [250.0, 0.0005]] {
        let curve = Curve { network: Network::new(1, &[], 1, Loss::SigmoidSquared), points: MISRA_1A };
        let mut fit = LevenbergMarquardt::new(curve, SUM, 1e-3, start.to_vec());
        descend(&mut fit, 200);
        let found = &fit.place().weights;
        assert!((found[0] / 2.389_421_291_8e2 - 1.0).abs() < 1e-7, "{found:?}");
        assert!((found[1] / 5.501_564_318_1e-4 - 1.0).abs() < 1e-7, "{found:?}");
        assert!((2.0 * fit.place().error / 1.245_513_889_4e-1 - 1.0).abs() < 1e-9);
    }
}

/// The four rows of exclusive or.
fn xor() -> (Array2<f32>, [u32; 4]) {
    (array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 1, 0])
}

#[test]
fn both_learn_exclusive_or_from_the_same_start() {
    let (inputs, codes) = xor();
    let network = Network::new(2, &[(4, Activation::Tanh)], 2, Loss::SigmoidSquared);
    let weights = initial_weights(&network, 3, 0);
    let twin = Twin::new(network.clone(), inputs.mapv(f64::from), one_hot(&codes, 2));
    let mut lbfgs = Lbfgs::new(twin, SUM, 10, weights.clone());
    let residuals = Residuals::new(network, &inputs, &codes);
    let mut fit = LevenbergMarquardt::new(residuals, SUM, 1e-3, weights);
    assert!((lbfgs.place().error - fit.place().error).abs() < 1e-14);
    descend(&mut lbfgs, 200);
    descend(&mut fit, 50);
    assert!(lbfgs.place().error < 1e-6, "{:e}", lbfgs.place().error);
    assert!(fit.place().error < 1e-6, "{:e}", fit.place().error);
}

type Hidden = &'static [(usize, Activation)];

const SHAPES: [(usize, Hidden, usize); 5] = [
    (3, &[], 2),
    (4, &[(6, Activation::Sigmoid)], 3),
    (2, &[(5, Activation::Tanh), (3, Activation::Sigmoid)], 4),
    (3, &[(4, Activation::Relu)], 2),
    (2, &[(4, Activation::Sigmoid), (2, Activation::Relu), (3, Activation::Tanh)], 1),
];

fn rows(n_samples: usize, n_inputs: usize, n_classes: usize) -> (Array2<f32>, Vec<u32>) {
    let mut stream = Stream::new(13, "minimiser test", n_samples as u32);
    let inputs = Array2::from_shape_fn((n_samples, n_inputs), |_| stream.normal() as f32);
    let codes = (0..n_samples).map(|_| stream.below(n_classes as u64) as u32).collect();
    (inputs, codes)
}

/// Weights off the bends of a `ReLU`.
fn start(network: &Network) -> Vec<f64> {
    let mut stream = Stream::new(14, "minimiser test", 0);
    initial_weights(network, 5, 0).into_iter().map(|weight| weight + 0.1 * stream.normal()).collect()
}

/// ∂y/∂w by central differences, (rows × classes, weights).
fn jacobian(network: &Network, weights: &[f64], inputs: &Array2<f64>) -> Array2<f64> {
    let outputs = |weights: &[f64]| network_outputs(network, weights, inputs).flatten().to_owned();
    let mut jacobian = Array2::zeros((inputs.nrows() * network.n_outputs(), weights.len()));
    for (index, mut column) in jacobian.columns_mut().into_iter().enumerate() {
        let h = 1e-6;
        let moved = |by: f64| {
            let mut moved = weights.to_vec();
            moved[index] += by;
            outputs(&moved)
        };
        column.assign(&((moved(h) - moved(-h)) / (2.0 * h)));
    }
    jacobian
}

/// Rounding of central differences, as a share of the largest entry.
const CURVATURE_TOLERANCE: f64 = 1e-8;

/// The largest difference between a surface's curvature and `JᵀJ` by central differences, as a share of the largest
/// entry.
fn curvature_error(surface: &mut impl LeastSquares, weights: &[f64], inputs: &Array2<f64>) -> f64 {
    let mut curvature = Array2::zeros((weights.len(), weights.len()));
    surface.normal_equations(weights, &mut vec![0.0; weights.len()], &mut curvature);
    let jacobian = jacobian(surface.network(), weights, inputs);
    let expected = jacobian.t().dot(&jacobian);
    let size = expected.iter().fold(0.0f64, |size, value| size.max(value.abs()));
    (&curvature - &expected).iter().fold(0.0f64, |most, difference| most.max(difference.abs())) / size
}

#[test]
fn gradient_and_jacobian_are_those_of_the_outputs() {
    for (n_inputs, hidden, n_classes) in SHAPES {
        // More rows than are looked at together.
        let (inputs, codes) = rows(300, n_inputs, n_classes);
        let network = Network::new(n_inputs, hidden, n_classes, Loss::SigmoidSquared);
        let weights = start(&network);
        let wide = inputs.mapv(f64::from);
        let mut residuals = Residuals::new(network.clone(), &inputs, &codes);
        for l2 in [0.0, 0.3] {
            let objective = Objective { scale: GradientScale::Mean, l2 };
            let difference = largest_difference(&mut residuals, objective, &weights);
            assert!(difference < 1e-8, "{hidden:?}: {difference:e}");
        }
        let mut gradients = vec![vec![0.0; weights.len()]; 3];
        let mut curvature = Array2::zeros((weights.len(), weights.len()));
        let errors = [
            Twin::new(network.clone(), wide.clone(), one_hot(&codes, n_classes))
                .error_and_gradient(&weights, &mut gradients[0]),
            residuals.error_and_gradient(&weights, &mut gradients[1]),
            residuals.normal_equations(&weights, &mut gradients[2], &mut curvature),
        ];
        assert!((errors[0] - errors[1]).abs() < 1e-10 && errors[1] == errors[2]);
        assert_eq!(residuals.error(&weights), errors[1]);
        assert_eq!(gradients[1], gradients[2]);
        for (twins, own) in gradients[0].iter().zip(&gradients[1]) {
            assert!((twins - own).abs() < 1e-11 * twins.abs().max(1.0), "{twins} {own}");
        }
        let error = curvature_error(&mut residuals, &weights, &wide);
        assert!(error < CURVATURE_TOLERANCE, "{hidden:?}: {error:e}");
    }
}

/// Residuals with one entry of their curvature off by a part in a million.
struct Planted<'a> {
    sound: Residuals<'a>,
    entry: [usize; 2],
}

impl ErrorSurface for Planted<'_> {
    fn network(&self) -> &Network {
        self.sound.network()
    }

    fn n_samples(&self) -> usize {
        self.sound.n_samples()
    }

    fn error_and_gradient(&mut self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        self.sound.error_and_gradient(weights, gradient)
    }
}

impl LeastSquares for Planted<'_> {
    fn error(&mut self, weights: &[f64]) -> f64 {
        self.sound.error(weights)
    }

    fn normal_equations(
        &mut self,
        weights: &[f64],
        gradient: &mut [f64],
        curvature: &mut Array2<f64>,
    ) -> f64 {
        let error = self.sound.normal_equations(weights, gradient, curvature);
        let size = curvature.iter().fold(0.0f64, |size, value| size.max(value.abs()));
        curvature[self.entry] += 1e-6 * size;
        error
    }
}

#[test]
fn a_planted_error_in_the_curvature_is_seen() {
    let (n_inputs, hidden, n_classes) = SHAPES[1];
    let (inputs, codes) = rows(50, n_inputs, n_classes);
    let network = Network::new(n_inputs, hidden, n_classes, Loss::SigmoidSquared);
    let weights = start(&network);
    let wide = inputs.mapv(f64::from);
    let last = weights.len() - 1;
    for entry in [[0, 0], [0, last], [last, 0], [last / 2, 1], [last, last]] {
        let mut planted = Planted { sound: Residuals::new(network.clone(), &inputs, &codes), entry };
        let error = curvature_error(&mut planted, &weights, &wide);
        assert!(error > CURVATURE_TOLERANCE, "{entry:?}: {error:e}");
    }
}

#[test]
fn many_rows_give_the_same_for_any_number_of_threads() {
    let (inputs, codes) = rows(30_000, 6, 3);
    let network = Network::new(6, &[(8, Activation::Sigmoid)], 3, Loss::SigmoidSquared);
    let weights = start(&network);
    let objective = Objective { scale: GradientScale::Mean, l2: 1e-4 };
    let ends = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| {
            let residuals = Residuals::new(network.clone(), &inputs, &codes);
            let mut fit = LevenbergMarquardt::new(residuals, objective, 1e-3, weights.clone());
            descend(&mut fit, 3);
            let kernel = Kernel::new(network.clone(), Arc::new(Blocks::pack(&inputs, &codes)));
            let mut lbfgs = Lbfgs::new(kernel, objective, 10, weights.clone());
            descend(&mut lbfgs, 5);
            (fit.place().weights.clone(), lbfgs.place().weights.clone())
        })
    };
    let one = ends(1);
    assert!(one == ends(2) && one == ends(7));
}

#[test]
fn lbfgs_on_the_fast_kernel_follows_the_plain_one_at_first() {
    let (inputs, codes) = rows(200, 5, 3);
    for loss in [Loss::SigmoidSquared, Loss::Softmax] {
        let network = Network::new(5, &[(6, Activation::Sigmoid)], 3, loss);
        let weights = start(&network);
        let objective = Objective { scale: GradientScale::Mean, l2: 0.0 };
        let twin = Twin::new(network.clone(), inputs.mapv(f64::from), one_hot(&codes, 3));
        let mut plain = Lbfgs::new(twin, objective, 10, weights.clone());
        let kernel = Kernel::new(network, Arc::new(Blocks::pack(&inputs, &codes)));
        let mut fast = Lbfgs::new(kernel, objective, 10, weights);
        for _ in 0..10 {
            assert!(plain.step() && fast.step());
            let (plain, fast) = (plain.mean_error(), fast.mean_error());
            assert!((plain / fast - 1.0).abs() < 1e-3, "{loss:?}: {plain} and {fast}");
        }
    }
}

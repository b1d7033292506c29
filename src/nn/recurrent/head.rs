//! The dense layer that turns states into predictions, with the squared error on them.

use super::Real;

/// Sums kept side by side, so that the compiler may add several at once.
const LANES: usize = 8;

/// y = h·W + b for one state at a time, E = Σ (y − t)²
#[derive(Debug)]
pub struct Head<R> {
    n_units: usize,
    /// (`n_outputs`, `n_units`): the flat vector's kernel transposed, so that an output's weights stand together.
    kernel: Vec<R>,
    bias: Vec<R>,
    d_kernel: Vec<R>,
    d_bias: Vec<R>,
}

impl<R: Real> Head<R> {
    pub fn new(n_units: usize, n_outputs: usize) -> Self {
        let zeros = |length| vec![R::default(); length];
        Self {
            n_units,
            kernel: zeros(n_outputs * n_units),
            bias: zeros(n_outputs),
            d_kernel: zeros(n_outputs * n_units),
            d_bias: zeros(n_outputs),
        }
    }

    /// Takes the weights (kernel (`n_units`, `n_outputs`), then bias) and forgets the gradient.
    pub fn begin(&mut self, weights: &[R]) {
        let n_outputs = self.bias.len();
        for (unit, row) in weights.chunks_exact(n_outputs).take(self.n_units).enumerate() {
            for (output, &weight) in row.iter().enumerate() {
                self.kernel[output * self.n_units + unit] = weight;
            }
        }
        self.bias.copy_from_slice(&weights[self.n_units * n_outputs..]);
        self.d_kernel.fill(R::default());
        self.d_bias.fill(R::default());
    }

    /// The squared error of one state.
    ///
    /// **Shapes** h (`n_units`), target (`n_outputs`)
    pub fn error(&self, h: &[R], target: &[R]) -> f64 {
        let outputs = self.kernel.chunks_exact(self.n_units).zip(&self.bias);
        outputs
            .zip(target)
            .map(|((weights, &bias), &target)| {
                let difference = (bias + dot(h, weights) - target).wide();
                difference * difference
            })
            .sum()
    }

    /// The squared error of one state; adds scale·dE to the gradient of the weights and writes it to `d_h`.
    ///
    /// **Shapes** h, `d_h` (`n_units`), target (`n_outputs`)
    pub fn error_and_gradient(&mut self, h: &[R], target: &[R], scale: f64, d_h: &mut [R]) -> f64 {
        let mut error = 0.0;
        for (output, &target) in target.iter().enumerate() {
            let weights = &self.kernel[output * self.n_units..][..self.n_units];
            let difference = self.bias[output] + dot(h, weights) - target;
            error += difference.wide() * difference.wide();
            let d = R::of(2.0 * scale) * difference;
            self.d_bias[output] += d;
            let d_weights = &mut self.d_kernel[output * self.n_units..][..self.n_units];
            for (d_weight, &h) in d_weights.iter_mut().zip(h) {
                *d_weight += d * h;
            }
            for (d_h, &weight) in d_h.iter_mut().zip(weights) {
                *d_h = if output == 0 { d * weight } else { *d_h + d * weight };
            }
        }
        error
    }

    /// The gradient since `begin`, laid out as the weights.
    pub fn finish(&self, d_weights: &mut [R]) {
        let n_outputs = self.bias.len();
        let (d_kernel, d_bias) = d_weights.split_at_mut(self.n_units * n_outputs);
        for (unit, row) in d_kernel.chunks_exact_mut(n_outputs).enumerate() {
            for (output, d) in row.iter_mut().enumerate() {
                *d = self.d_kernel[output * self.n_units + unit];
            }
        }
        d_bias.copy_from_slice(&self.d_bias);
    }
}

fn dot<R: Real>(a: &[R], b: &[R]) -> R {
    let (a, rest_a) = a.as_chunks::<LANES>();
    let (b, rest_b) = b.as_chunks::<LANES>();
    let mut sums = [R::default(); LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let mut sum = (sums[0] + sums[4]) + (sums[2] + sums[6]) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    for (&a, &b) in rest_a.iter().zip(rest_b) {
        sum += a * b;
    }
    sum
}

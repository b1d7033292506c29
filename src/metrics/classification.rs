//! How well predicted classes agree with true ones: the confusion matrix and what is counted from it.

use ndarray::Array2;

use super::ranked::{Counts, ratio};

/// Quality of one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassScore {
    /// Of the customers given this class, the share that belongs to it.
    pub precision: f64,
    /// Of the customers of this class, the share that was found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// Customers of the class.
    pub support: u64,
}

/// How far apart two classes are for Cohen's kappa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Any mistake counts 1.
    Unweighted,
    /// A mistake counts the square of the distance of the classes.
    Quadratic,
}

/// Counts by true class (rows) and predicted class (columns).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    counts: Vec<Vec<u64>>,
}

impl Confusion {
    /// Counts pairs of true and predicted class; codes of `n_classes` and above are not counted.
    pub fn new(n_classes: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut counts = vec![vec![0; n_classes]; n_classes];
        for (actual, predicted) in pairs {
            if let Some(cell) =
                counts.get_mut(actual as usize).and_then(|row| row.get_mut(predicted as usize))
            {
                *cell += 1;
            }
        }
        Self { counts }
    }

    /// The same of two classes, from who was called as of the class of interest, 0 or 1.
    pub fn of_two(counts: Counts, of_interest: u32) -> Self {
        let Counts { true_positive, false_positive, true_negative, false_negative } = counts;
        let counts = if of_interest == 0 {
            [[true_positive, false_negative], [false_positive, true_negative]]
        } else {
            [[true_negative, false_positive], [false_negative, true_positive]]
        };
        Self { counts: counts.map(Vec::from).to_vec() }
    }

    /// `counts()[true][predicted]`
    pub fn counts(&self) -> &[Vec<u64>] {
        &self.counts
    }

    pub fn total(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    fn actual(&self, class: usize) -> u64 {
        self.counts[class].iter().sum()
    }

    fn predicted(&self, class: usize) -> u64 {
        self.counts.iter().map(|row| row[class]).sum()
    }

    /// Share of the rows given their true class; 0 without rows.
    pub fn accuracy(&self) -> f64 {
        let right: u64 = (0..self.counts.len()).map(|class| self.counts[class][class]).sum();
        ratio(right, self.total())
    }

    /// Precision, recall and F1 of every class.
    ///
    /// `precision = n_cc / Σ_t n_tc, recall = n_cc / Σ_p n_cp, f1 = 2·n_cc / (Σ_t n_tc + Σ_p n_cp)`
    ///
    /// **Numerics** 0 where the denominator is 0.
    ///
    /// **Source** scikit-learn `precision_recall_fscore_support(zero_division=0)`.
    pub fn class_scores(&self) -> Vec<ClassScore> {
        (0..self.counts.len())
            .map(|class| {
                let right = self.counts[class][class];
                let (support, given) = (self.actual(class), self.predicted(class));
                ClassScore {
                    precision: ratio(right, given),
                    recall: ratio(right, support),
                    f1: ratio(2 * right, given + support),
                    support,
                }
            })
            .collect()
    }

    /// Mean F1 over the classes that occur among the true or the predicted ones; 0 without rows.
    ///
    /// **Source** scikit-learn `f1_score(average="macro", zero_division=0)`.
    pub fn macro_f1(&self) -> f64 {
        let scores = self.class_scores();
        let occurring: Vec<f64> = (0..self.counts.len())
            .filter(|&class| self.actual(class) + self.predicted(class) > 0)
            .map(|class| scores[class].f1)
            .collect();
        if occurring.is_empty() { 0.0 } else { occurring.iter().sum::<f64>() / occurring.len() as f64 }
    }

    /// Cohen's kappa: agreement beyond what the frequencies of the classes give by chance.
    ///
    /// `κ = 1 − Σ w_tp·n_tp / Σ w_tp·e_tp` with `e_tp = n_t·n_p / n`, `w_tp = [t ≠ p]` or `(t − p)²`
    ///
    /// **Numerics** 0 where chance agreement is complete (a single class on both sides).
    ///
    /// **Source** scikit-learn `cohen_kappa_score(weights=None | "quadratic")`.
    pub fn kappa(&self, weights: Weights) -> f64 {
        let total = self.total() as f64;
        let (mut observed, mut expected) = (0.0, 0.0);
        for actual in 0..self.counts.len() {
            for predicted in 0..self.counts.len() {
                let weight = match weights {
                    Weights::Unweighted => f64::from(u8::from(actual != predicted)),
                    Weights::Quadratic => (actual as f64 - predicted as f64).powi(2),
                };
                observed += weight * self.counts[actual][predicted] as f64;
                expected += weight * self.actual(actual) as f64 * self.predicted(predicted) as f64;
            }
        }
        if expected > 0.0 { 1.0 - observed * total / expected } else { 0.0 }
    }
}

/// Brier score of one of two classes: mean squared distance of its probability from the truth (0 best, 1 worst).
///
/// `(1/n) Σ_i (p_i − t_i)²`: half of [`brier`] where the probabilities of both classes add up to 1.
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`.
///
/// **Numerics** summed in f64 in row order; 0 without rows.
///
/// **Source** Brier 1950; scikit-learn `brier_score_loss` on two classes.
pub fn brier_binary(probabilities: &[f32], positive: &[bool]) -> f64 {
    let squares = probabilities
        .iter()
        .zip(positive)
        .map(|(&p, &truth)| (f64::from(p) - f64::from(u8::from(truth))).powi(2));
    squares.sum::<f64>() / positive.len().max(1) as f64
}

/// Brier score: mean squared distance of the probabilities from the truth (0 best, 2 worst).
///
/// `(1/n) Σ_i Σ_k (p_ik − [k = t_i])²`
///
/// **Shapes** `probabilities` `(n_samples, n_classes)`, `actual` `(n_samples)`.
///
/// **Numerics** summed in f64 in row order; 0 without rows.
///
/// **Source** Brier 1950; scikit-learn `brier_score_loss(scale_by_half=False)`.
pub fn brier(probabilities: &Array2<f32>, actual: &[u32]) -> f64 {
    if actual.is_empty() {
        return 0.0;
    }
    let total: f64 = probabilities
        .outer_iter()
        .zip(actual)
        .map(|(row, &truth)| {
            row.iter()
                .enumerate()
                .map(|(class, &p)| (f64::from(p) - f64::from(u8::from(class == truth as usize))).powi(2))
                .sum::<f64>()
        })
        .sum();
    total / actual.len() as f64
}

/// Log loss of one of two classes: the mean of −ln of the probability that the true class was given (0 best, no upper end).
///
/// `−(1/n) Σ_i ln p_{i,t_i}`, which is the cross-entropy
///
/// **Shapes** `probabilities` and `positive` `(n_samples)`.
///
/// **Numerics** Probabilities are moved into [ε, 1 − ε], ε = 2⁻²³: one sure mistake costs 15.9 instead of everything.
/// Summed in f64 in row order; 0 without rows.
///
/// **Source** scikit-learn `log_loss` on float32.
pub fn log_loss_binary(probabilities: &[f32], positive: &[bool]) -> f64 {
    let losses = probabilities.iter().zip(positive).map(|(&p, &truth)| {
        let p = f64::from(p);
        surprise(if truth { p } else { 1.0 - p })
    });
    losses.sum::<f64>() / probabilities.len().min(positive.len()).max(1) as f64
}

/// −ln of a probability that is neither 0 nor 1.
pub(crate) fn surprise(p: f64) -> f64 {
    let edge = f64::from(f32::EPSILON);
    // What is not a number is as wrong as can be.
    -if p > edge { p.min(1.0 - edge) } else { edge }.ln()
}

//! How well scores put the customers of interest before the others.

use super::Ranked;
use super::ranked::ratio;

/// A threshold with what it finds and what it calls in vain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RocPoint {
    /// Rows of at least this score are called; +∞ for the first point, where nobody is.
    pub threshold: f32,
    /// Of the others, the share called in vain.
    pub false_positive_rate: f64,
    pub recall: f64,
}

/// A threshold with precision and recall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrPoint {
    /// Rows of at least this score are called; +∞ for the first point, where nobody is.
    pub threshold: f32,
    pub precision: f64,
    pub recall: f64,
}

/// What calling the first so many customers finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GainBin {
    /// Customers called up to here.
    pub n: u64,
    pub share_called: f64,
    /// Of the customers of interest, the share among those called.
    pub share_found: f64,
    /// How many times as many are found as by calling anybody: `share_found / share_called`.
    pub lift: f64,
    /// Of the customers called, the share that is of interest.
    pub rate: f64,
}

/// Area under the ROC curve: the probability that a customer of the class scores higher than one of the others,
/// ties counted one half.
///
/// `AUC = Σ_g n₋(g)·(n₊ above g + n₊(g)/2) / (n₊·n₋)` over the groups g of equal scores
///
/// **Shapes** `scores` and `positive` `(n_samples)`.
///
/// **Numerics** `None` where one of the two groups is empty. Counted in whole numbers, rounded once.
///
/// **Source** Mann–Whitney; scikit-learn `roc_auc_score`.
pub fn roc_auc(scores: &[f32], positive: &[bool]) -> Option<f64> {
    Ranked::new(scores, positive).roc_auc()
}

/// Average precision: the precision at each threshold, weighted with the recall it adds.
///
/// `AP = Σ_g (R_g − R_{g−1})·P_g` over the groups g of equal scores; steps, no trapezoids, which flatter
///
/// **Shapes** `scores` and `positive` `(n_samples)`.
///
/// **Numerics** `None` without rows of interest.
///
/// **Source** scikit-learn `average_precision_score`.
pub fn average_precision(scores: &[f32], positive: &[bool]) -> Option<f64> {
    Ranked::new(scores, positive).average_precision()
}

impl Ranked {
    /// See [`roc_auc`].
    pub fn roc_auc(&self) -> Option<f64> {
        let n_positive = self.n_positive();
        let n_pairs = n_positive * (self.n_samples() - n_positive);
        let (mut above, mut twice) = (0, 0);
        for (_, positives, others) in self.groups() {
            twice += u64::from(others) * (2 * above + u64::from(positives));
            above += u64::from(positives);
        }
        (n_pairs > 0).then(|| twice as f64 / 2.0 / n_pairs as f64)
    }

    /// The ROC curve: recall against calls in vain for every threshold.
    ///
    /// **Shapes** result (`n_groups + 1`): a point for each different score, the
    /// highest first, after the point (0, 0).
    ///
    /// **Numerics** empty where one of the two groups is.
    ///
    /// **Source** scikit-learn `roc_curve(drop_intermediate=False)`.
    pub fn roc_curve(&self) -> Vec<RocPoint> {
        if self.n_positive() == 0 || self.n_positive() == self.n_samples() {
            return Vec::new();
        }
        let point = |(n_groups, threshold)| {
            let counts = self.of_groups(n_groups);
            RocPoint { threshold, false_positive_rate: counts.false_positive_rate(), recall: counts.recall() }
        };
        self.thresholds().map(point).collect()
    }

    /// The precision–recall curve, a point for every threshold.
    ///
    /// **Shapes** result (`n_groups + 1`): a point for each different score, the
    /// highest first, after the one where nobody is called (recall 0, precision 1 by convention).
    ///
    /// **Numerics** empty without rows of interest.
    ///
    /// **Source** scikit-learn `precision_recall_curve`, in the opposite order.
    pub fn precision_recall_curve(&self) -> Vec<PrPoint> {
        if self.n_positive() == 0 {
            return Vec::new();
        }
        let point = |(n_groups, threshold)| {
            let counts = self.of_groups(n_groups);
            let precision = if n_groups == 0 { 1.0 } else { counts.precision() };
            PrPoint { threshold, precision, recall: counts.recall() }
        };
        self.thresholds().map(point).collect()
    }

    /// Numbers of groups called with their thresholds, from nobody to everybody.
    fn thresholds(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        std::iter::once(f32::INFINITY).chain(self.groups().map(|(score, ..)| score)).enumerate()
    }

    /// See [`average_precision`].
    pub fn average_precision(&self) -> Option<f64> {
        let (mut called, mut found, mut sum) = (0, 0, 0.0);
        for (_, positives, others) in self.groups() {
            called += u64::from(positives) + u64::from(others);
            found += u64::from(positives);
            sum += f64::from(positives) * ratio(found, called);
        }
        (found > 0).then(|| sum / found as f64)
    }

    /// Cumulative gains and lift: what calling the highest 1/n, 2/n, … of the customers finds.
    ///
    /// **Shapes** result (`n_bins`), fewer where there are fewer rows.
    ///
    /// **Numerics** `⌈i·n_samples/n_bins⌉` customers are called. Where a cut goes through rows of equal scores, they count
    /// by the share of interest among them, so that the order of the rows has no effect. Empty without rows of interest.
    ///
    /// **Source** Ling & Li 1998.
    pub fn gains(&self, n_bins: usize) -> Vec<GainBin> {
        let (n_samples, n_positive) = (self.n_samples(), self.n_positive());
        if n_positive == 0 {
            return Vec::new();
        }
        let n_bins = (n_bins as u64).min(n_samples);
        let bin = |index: u64| {
            let n = (u128::from(index) * u128::from(n_samples)).div_ceil(u128::from(n_bins)) as u64;
            let found = self.found_among(n as f64);
            let (share_called, share_found) = (ratio(n, n_samples), found / n_positive as f64);
            GainBin { n, share_called, share_found, lift: share_found / share_called, rate: found / n as f64 }
        };
        (1..=n_bins).map(bin).collect()
    }
}
